//! One segment of the index with what searching wants at hand: keys by document, filters as bits, dates, tie breaks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::store::StoreReader;
use tantivy::{DocId, InvertedIndexReader, SegmentReader};

use super::schema::{Fields, SEPARATOR, Stored};
use super::suggest::Completions;
use crate::analysis::sounds_like;
use crate::question::{NumberFilter, Query};

/// A filter over the keys of a thing; each is the union of the documents of the keys that fit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Filter {
    /// One of these keys, written out.
    Any(Vec<String>),
    /// A key that begins so.
    Prefix(String),
    Number {
        name: String,
        at_least: i64,
        at_most: i64,
        unknown_fits: bool,
    },
}

/// All filters of a question; every one must hold.
pub(super) fn filters(query: &Query) -> Vec<Filter> {
    let join = |pieces: &[&str]| pieces.join("\u{1f}");
    let mut filters = vec![audience(&query.keys)];
    if !query.kinds.is_empty() {
        filters.push(Filter::Any(
            query
                .kinds
                .iter()
                .map(|kind| join(&["kind", kind]))
                .collect(),
        ));
    }
    let mut by_name: HashMap<&str, Vec<String>> = HashMap::new();
    for (name, value) in &query.facets {
        by_name
            .entry(name)
            .or_default()
            .push(join(&["facet", name, value]));
    }
    filters.extend(by_name.into_values().map(Filter::Any));
    filters.extend(
        query
            .tags
            .iter()
            .map(|tag| Filter::Prefix(join(&["tag", &super::schema::folded_line(tag), ""]))),
    );
    filters.extend(query.numbers.iter().map(number));
    filters
}

/// What a caller with these keys may find.
pub(super) fn audience(keys: &[String]) -> Filter {
    let mut keys: Vec<String> = keys
        .iter()
        .map(String::as_str)
        .chain([crate::findable::PUBLIC])
        .map(|key| format!("audience{SEPARATOR}{key}"))
        .collect();
    keys.sort();
    keys.dedup();
    Filter::Any(keys)
}

fn number(filter: &NumberFilter) -> Filter {
    Filter::Number {
        name: filter.name.clone(),
        at_least: filter.at_least.unwrap_or(i64::MIN),
        at_most: filter.at_most.unwrap_or(i64::MAX),
        unknown_fits: filter.unknown_fits,
    }
}

/// One bit for each document of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn none(documents: u32) -> Self {
        Self(vec![0; documents.div_ceil(64) as usize])
    }

    pub(super) fn set(&mut self, document: DocId) {
        self.0[document as usize / 64] |= 1 << (document % 64);
    }

    pub(super) fn unset(&mut self, document: DocId) {
        self.0[document as usize / 64] &= !(1 << (document % 64));
    }

    #[inline]
    pub(super) fn has(&self, document: DocId) -> bool {
        self.0[document as usize / 64] >> (document % 64) & 1 == 1
    }

    pub(super) fn and(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(mine, theirs)| *mine &= theirs);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = DocId> + '_ {
        self.0.iter().zip(0..).flat_map(|(&word, at): (&u64, u32)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.wrapping_sub(1);
                (bit < 64).then_some(at * 64 + bit)
            })
        })
    }
}

/// Filters are remembered, up to this many a segment.
const REMEMBERED: usize = 256;

pub(super) struct Segment {
    pub(super) reader: SegmentReader,
    pub(super) title: Arc<InvertedIndexReader>,
    pub(super) text: Arc<InvertedIndexReader>,
    pub(super) exact: Arc<InvertedIndexReader>,
    pub(super) title_lengths: FieldNormReader,
    pub(super) text_lengths: FieldNormReader,
    /// Every key, in order.
    pub(super) keys: Vec<String>,
    /// The keys of document `d` are `key_of[key_from[d]..key_from[d + 1]]`, as places in `keys`.
    key_from: Vec<u32>,
    key_of: Vec<u32>,
    pub(super) ties: Vec<u64>,
    pub(super) dates: Column<i64>,
    pub(super) titles: Option<StrColumn>,
    store: StoreReader,
    stored: tantivy::schema::Field,
    remembered: Mutex<HashMap<Filter, Arc<Bits>>>,
    sounds: OnceLock<HashMap<String, Vec<String>>>,
    pub(super) completions: OnceLock<Completions>,
}

impl Segment {
    pub(super) fn open(reader: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let (keys, key_from, key_of) = read_keys(fast.str("keys")?.as_ref(), reader.max_doc())?;
        let ties = fast.u64("tie")?;
        Ok(Self {
            title: reader.inverted_index(fields.title)?,
            text: reader.inverted_index(fields.text)?,
            exact: reader.inverted_index(fields.exact)?,
            title_lengths: reader.get_fieldnorms_reader(fields.title)?,
            text_lengths: reader.get_fieldnorms_reader(fields.text)?,
            keys,
            key_from,
            key_of,
            ties: (0..reader.max_doc())
                .map(|document| ties.first(document).unwrap_or(0))
                .collect(),
            dates: fast.i64("date")?,
            titles: fast.str("order_title")?,
            store: reader.get_store_reader(64)?,
            stored: fields.stored,
            reader: reader.clone(),
            remembered: Mutex::default(),
            sounds: OnceLock::new(),
            completions: OnceLock::new(),
        })
    }

    /// The same segment after more of it was deleted.
    pub(super) fn with_deletes(
        self: &Arc<Self>,
        reader: &SegmentReader,
        fields: &Fields,
    ) -> tantivy::Result<Arc<Self>> {
        if reader.num_deleted_docs() == self.reader.num_deleted_docs() {
            return Ok(Arc::clone(self));
        }
        Self::open(reader, fields).map(Arc::new)
    }

    pub(super) fn id(&self) -> SegmentId {
        self.reader.segment_id()
    }

    #[inline]
    pub(super) fn keys_of(&self, document: DocId) -> &[u32] {
        let document = document as usize;
        &self.key_of[self.key_from[document] as usize..self.key_from[document + 1] as usize]
    }

    /// How many living documents have this term in their text.
    pub(super) fn living_with(&self, term: &Term) -> u64 {
        let Some(alive) = self.reader.alive_bitset() else {
            return u64::from(self.text.doc_freq(term).unwrap_or(0));
        };
        let postings = self.text.read_postings(term, IndexRecordOption::Basic);
        postings.ok().flatten().map_or(0, |postings| {
            u64::from(postings.doc_freq_given_deletes(alive))
        })
    }

    /// The documents that are alive and pass every filter.
    pub(super) fn allowed(&self, filters: &[Filter]) -> Bits {
        let mut allowed = Bits::none(self.reader.max_doc());
        if let Some(alive) = self.reader.alive_bitset() {
            alive
                .iter_alive()
                .for_each(|document| allowed.set(document));
        } else {
            allowed.0.fill(u64::MAX);
            (self.reader.max_doc()..self.reader.max_doc().next_multiple_of(64))
                .for_each(|past| allowed.unset(past));
        }
        for filter in filters {
            allowed.and(&self.fitting(filter));
        }
        allowed
    }

    /// The documents that pass one filter, deleted ones among them.
    pub(super) fn fitting(&self, filter: &Filter) -> Arc<Bits> {
        let mut remembered = self
            .remembered
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(bits) = remembered.get(filter) {
            return Arc::clone(bits);
        }
        let bits = Arc::new(self.compute(filter));
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(filter.clone(), Arc::clone(&bits));
        bits
    }

    fn compute(&self, filter: &Filter) -> Bits {
        let fits: Vec<bool> = self.keys.iter().map(|key| filter.fits(key)).collect();
        let named = filter.unknown_name().map(|prefix| {
            (
                prefix.clone(),
                self.keys
                    .iter()
                    .map(|key| key.starts_with(&prefix))
                    .collect::<Vec<_>>(),
            )
        });
        let mut bits = Bits::none(self.reader.max_doc());
        for document in 0..self.reader.max_doc() {
            let keys = self.keys_of(document);
            let unknown = named
                .as_ref()
                .is_some_and(|(_, named)| !keys.iter().any(|&key| named[key as usize]));
            if unknown || keys.iter().any(|&key| fits[key as usize]) {
                bits.set(document);
            }
        }
        bits
    }

    /// What was put in: id, kind, title, summary, body.
    pub(super) fn stored(&self, document: DocId) -> tantivy::Result<Stored> {
        use tantivy::schema::Value;
        let document: tantivy::TantivyDocument = self.store.get(document)?;
        let bytes = document
            .get_first(self.stored)
            .and_then(|value| value.as_bytes())
            .unwrap_or_default();
        Ok(serde_json::from_slice(bytes).unwrap_or_default())
    }

    /// Words of the vocabulary that sound like `word`.
    pub(super) fn sounding_like(&self, word: &str) -> &[String] {
        let sounds = self.sounds.get_or_init(|| {
            let mut sounds: HashMap<String, Vec<String>> = HashMap::new();
            let Ok(mut terms) = self.exact.terms().stream() else {
                return sounds;
            };
            while let Some((term, _)) = terms.next() {
                if let Ok(term) = std::str::from_utf8(term) {
                    sounds
                        .entry(sounds_like(term))
                        .or_default()
                        .push(term.to_owned());
                }
            }
            sounds
        });
        sounds.get(&sounds_like(word)).map_or(&[], Vec::as_slice)
    }
}

impl Filter {
    fn fits(&self, key: &str) -> bool {
        match self {
            Self::Any(keys) => keys.iter().any(|one| one == key),
            Self::Prefix(prefix) => key.starts_with(prefix),
            Self::Number {
                name,
                at_least,
                at_most,
                ..
            } => span_of(key, name).is_some_and(|(from, to)| from <= *at_most && to >= *at_least),
        }
    }

    /// The beginning of the keys that make a number known, when things without one fit as well.
    fn unknown_name(&self) -> Option<String> {
        match self {
            Self::Number {
                name,
                unknown_fits: true,
                ..
            } => Some(format!("number{SEPARATOR}{name}{SEPARATOR}")),
            _ => None,
        }
    }
}

fn span_of(key: &str, name: &str) -> Option<(i64, i64)> {
    let (from, to) = key
        .strip_prefix("number")?
        .strip_prefix(SEPARATOR)?
        .strip_prefix(name)?
        .strip_prefix(SEPARATOR)?
        .split_once(SEPARATOR)?;
    Some((from.parse().ok()?, to.parse().ok()?))
}

/// All keys, and those of each document as one list with its borders.
fn read_keys(
    column: Option<&StrColumn>,
    documents: u32,
) -> tantivy::Result<(Vec<String>, Vec<u32>, Vec<u32>)> {
    let mut keys = Vec::new();
    let (mut key_from, mut key_of) = (vec![0], Vec::new());
    if let Some(column) = column {
        let mut key = String::new();
        let mut ord = 0;
        while column.ord_to_str(ord, &mut key)? {
            keys.push(std::mem::take(&mut key));
            ord += 1;
        }
    }
    for document in 0..documents {
        if let Some(column) = column {
            key_of.extend(
                column
                    .term_ords(document)
                    .map(|ord| u32::try_from(ord).unwrap_or(0)),
            );
        }
        key_from.push(u32::try_from(key_of.len()).unwrap_or(u32::MAX));
    }
    Ok((keys, key_from, key_of))
}
