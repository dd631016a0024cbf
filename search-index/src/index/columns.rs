//! What searching wants at hand of one segment, read once: keys by document, facets, orders, tie breaks. A deletion
//! changes none of it.

use std::sync::{Arc, OnceLock};

use quick_cache::sync::Cache;
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::Field;
use tantivy::{DocId, InvertedIndexReader, SegmentReader};

use super::bits::Bits;
use super::facets::Facets;
use super::filter::Filter;
use super::schema::Fields;
use super::suggest::Completions;
use super::vocabulary::Vocabulary;
use crate::question::Sort;

/// Filters are remembered, up to this many a segment.
const REMEMBERED: usize = 256;

pub(super) struct Columns {
    documents: u32,
    /// Every key, in order.
    pub(super) keys: Vec<String>,
    keys_of: KeysOf,
    pub(super) facets: Facets,
    pub(super) ties: Vec<u64>,
    /// The byte that stands for the length of each title and text.
    pub(super) title_lengths: Box<[u8]>,
    pub(super) text_lengths: Box<[u8]>,
    dates: Column<i64>,
    titles: Option<StrColumn>,
    by_filter: Cache<Filter, Arc<Bits>>,
    newest: OnceLock<Vec<DocId>>,
    oldest: OnceLock<Vec<DocId>>,
    by_title: OnceLock<Vec<DocId>>,
    vocabulary: OnceLock<Vocabulary>,
    completions: Completions,
}

impl Columns {
    pub(super) fn of(reader: &SegmentReader, of: &Fields) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let documents = reader.max_doc();
        let (keys, keys_of) = read_keys(fast.str("keys")?.as_ref(), documents)?;
        let ties = fast.u64("tie")?;
        let titles = fast.str("order_title")?;
        let completions = Completions::of(titles_of(titles.as_ref(), documents)?);
        Ok(Self {
            documents,
            facets: Facets::of(&keys, &keys_of, documents),
            keys,
            keys_of,
            ties: (0..documents)
                .map(|document| ties.first(document).unwrap_or(0))
                .collect(),
            title_lengths: lengths(reader, of.title)?,
            text_lengths: lengths(reader, of.text)?,
            dates: fast.i64("date")?,
            titles,
            by_filter: Cache::new(REMEMBERED),
            newest: OnceLock::new(),
            oldest: OnceLock::new(),
            by_title: OnceLock::new(),
            vocabulary: OnceLock::new(),
            completions,
        })
    }

    /// The documents that pass one filter, deleted ones among them.
    pub(super) fn fitting(&self, filter: &Filter) -> Arc<Bits> {
        if let Some(bits) = self.by_filter.get(filter) {
            return bits;
        }
        let bits = Arc::new(self.compute(filter));
        self.by_filter.insert(filter.clone(), Arc::clone(&bits));
        bits
    }

    fn compute(&self, filter: &Filter) -> Bits {
        let fits: Vec<bool> = self.keys.iter().map(|key| filter.fits(key)).collect();
        let known = filter.unknown_name().map(|prefix| {
            let keys = self.keys.iter();
            keys.map(|key| key.starts_with(&prefix)).collect::<Vec<_>>()
        });
        let mut bits = Bits::none(self.documents);
        for document in 0..self.documents {
            let keys = self.keys_of.of(document);
            let unknown = known
                .as_ref()
                .is_some_and(|known| !keys.iter().any(|&key| known[key as usize]));
            if unknown || keys.iter().any(|&key| fits[key as usize]) {
                bits.set(document);
            }
        }
        bits
    }

    /// Seconds since 1970; what has none is older than everything.
    pub(super) fn date(&self, document: DocId) -> i64 {
        self.dates.first(document).unwrap_or(i64::MIN)
    }

    /// The title as it is compared; empty when it cannot be read.
    pub(super) fn title(&self, document: DocId) -> String {
        let mut title = String::new();
        if let Some(column) = &self.titles
            && let Some(ord) = column.term_ords(document).next()
        {
            column.ord_to_str(ord, &mut title).unwrap_or_default();
        }
        title
    }

    /// All documents in an order; `Sort::Best` without a question is newest first.
    pub(super) fn order(&self, sort: Sort) -> &[DocId] {
        match sort {
            Sort::Best | Sort::Newest => self
                .newest
                .get_or_init(|| self.sorted(|document| std::cmp::Reverse(self.date(document)))),
            Sort::Oldest => self
                .oldest
                .get_or_init(|| self.sorted(|document| oldest_first(self.date(document)))),
            Sort::Title => self
                .by_title
                .get_or_init(|| self.sorted(|document| self.title_ord(document))),
        }
    }

    fn sorted<K: Ord>(&self, key: impl Fn(DocId) -> K) -> Vec<DocId> {
        let mut documents: Vec<DocId> = (0..self.documents).collect();
        documents.sort_by_cached_key(|&document| (key(document), self.ties[document as usize]));
        documents
    }

    /// Ords of a column are in the order of their texts.
    fn title_ord(&self, document: DocId) -> Option<u64> {
        self.titles.as_ref()?.term_ords(document).next()
    }

    /// The words of `index`, which is this segment's.
    pub(super) fn vocabulary(&self, index: &InvertedIndexReader) -> &Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::of(index))
    }

    pub(super) fn completions(&self) -> &Completions {
        &self.completions
    }
}

fn lengths(reader: &SegmentReader, field: Field) -> tantivy::Result<Box<[u8]>> {
    let lengths = reader.get_fieldnorms_reader(field)?;
    Ok((0..reader.max_doc())
        .map(|document| lengths.fieldnorm_id(document))
        .collect())
}

/// What has no date comes last.
pub(super) fn oldest_first(date: i64) -> (bool, i64) {
    (date == i64::MIN, date)
}

/// A few small numbers for each document, as one list with its borders.
pub(super) struct KeysOf {
    from: Vec<u32>,
    keys: Vec<u32>,
}

impl Default for KeysOf {
    fn default() -> Self {
        Self {
            from: vec![0],
            keys: Vec::new(),
        }
    }
}

impl KeysOf {
    /// Adds the next document.
    pub(super) fn push(&mut self, keys: impl Iterator<Item = u32>) {
        self.keys.extend(keys);
        self.from
            .push(u32::try_from(self.keys.len()).unwrap_or(u32::MAX));
    }

    #[inline]
    pub(super) fn of(&self, document: DocId) -> &[u32] {
        let document = document as usize;
        &self.keys[self.from[document] as usize..self.from[document + 1] as usize]
    }
}

/// The title of each document, as it is compared. All are read in their own order: one by one that takes seconds.
fn titles_of(column: Option<&StrColumn>, documents: u32) -> tantivy::Result<Vec<Arc<str>>> {
    let Some(column) = column else {
        return Ok(vec![Arc::from(""); documents as usize]);
    };
    let mut titles: Vec<Arc<str>> = Vec::with_capacity(column.num_terms());
    let mut every = column.dictionary().stream()?;
    while every.advance() {
        titles.push(String::from_utf8_lossy(every.key()).into());
    }
    let title = |document| {
        let ord = column.term_ords(document).next()?;
        titles.get(usize::try_from(ord).ok()?).cloned()
    };
    Ok((0..documents)
        .map(|document| title(document).unwrap_or_default())
        .collect())
}

fn read_keys(column: Option<&StrColumn>, documents: u32) -> tantivy::Result<(Vec<String>, KeysOf)> {
    let mut keys = Vec::new();
    let mut keys_of = KeysOf::default();
    if let Some(column) = column {
        let mut key = String::new();
        let mut ord = 0;
        while column.ord_to_str(ord, &mut key)? {
            keys.push(std::mem::take(&mut key));
            ord += 1;
        }
    }
    for document in 0..documents {
        let ords = column
            .into_iter()
            .flat_map(|column| column.term_ords(document));
        keys_of.push(ords.filter_map(|ord| u32::try_from(ord).ok()));
    }
    Ok((keys, keys_of))
}
