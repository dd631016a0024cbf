//! One segment of the index: its columns, and what is alive in it.

use std::sync::{Arc, OnceLock};

use tantivy::index::SegmentId;
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::store::StoreReader;
use tantivy::{DocId, InvertedIndexReader, SegmentReader};

use super::bits::Bits;
use super::columns::Columns;
use super::filter::Filter;
use super::schema::Fields;
use super::stem::each_block;
use super::texts::Texts;
use super::vocabulary::Vocabulary;

/// Unpacked blocks of stored texts that a segment keeps.
const BLOCKS_KEPT: usize = 256;

pub(super) struct Segment {
    pub(super) reader: SegmentReader,
    pub(super) columns: Arc<Columns>,
    pub(super) title: Arc<InvertedIndexReader>,
    pub(super) text: Arc<InvertedIndexReader>,
    pub(super) exact: Arc<InvertedIndexReader>,
    alive: Bits,
    /// How often each value of a facet occurs among all that is alive.
    living_facets: OnceLock<Vec<usize>>,
    store: StoreReader,
}

impl Segment {
    pub(super) fn open(reader: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        Self::with_columns(reader, fields, Arc::new(Columns::of(reader, fields)?))
    }

    fn with_columns(
        reader: &SegmentReader,
        fields: &Fields,
        columns: Arc<Columns>,
    ) -> tantivy::Result<Self> {
        Ok(Self {
            columns,
            title: reader.inverted_index(fields.title)?,
            text: reader.inverted_index(fields.text)?,
            exact: reader.inverted_index(fields.exact)?,
            alive: alive(reader),
            living_facets: OnceLock::new(),
            store: reader.get_store_reader(BLOCKS_KEPT)?,
            reader: reader.clone(),
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
        Self::with_columns(reader, fields, Arc::clone(&self.columns)).map(Arc::new)
    }

    pub(super) fn id(&self) -> SegmentId {
        self.reader.segment_id()
    }

    /// How many living documents have a term.
    pub(super) fn living_with(
        &self,
        index: &InvertedIndexReader,
        term: &Term,
    ) -> tantivy::Result<usize> {
        if self.reader.num_deleted_docs() == 0 {
            return Ok(index.doc_freq(term)? as usize);
        }
        let mut living = 0;
        each_block(index, term, IndexRecordOption::Basic, |documents, _| {
            let alive = documents
                .iter()
                .filter(|&&document| self.alive.has(document));
            living += alive.count();
        })?;
        Ok(living)
    }

    /// The documents that are alive and pass every filter.
    pub(super) fn allowed(&self, filters: &[Filter]) -> Bits {
        let mut allowed = self.alive.clone();
        for filter in filters {
            allowed.and(&self.columns.fitting(filter));
        }
        allowed
    }

    /// How often each value of a facet occurs among what was found here, all of which is alive.
    pub(super) fn facets(&self, found: &Bits) -> Vec<usize> {
        let facets = &self.columns.facets;
        let living = self.living_facets.get_or_init(|| facets.count(&self.alive));
        facets.count_of(found, (&self.alive, living))
    }

    /// The texts that were put in. They are all that is stored of a document, and so the end of its bytes.
    pub(super) fn texts(&self, document: DocId) -> tantivy::Result<Texts> {
        let bytes = self.store.get_document_bytes(document)?;
        Ok(Texts::unpack(&bytes).unwrap_or_else(Texts::none))
    }

    /// The words as they are written.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        self.columns.vocabulary(&self.exact)
    }
}

fn alive(reader: &SegmentReader) -> Bits {
    let Some(alive) = reader.alive_bitset() else {
        return Bits::all(reader.max_doc());
    };
    let mut bits = Bits::none(reader.max_doc());
    alive.iter_alive().for_each(|document| bits.set(document));
    bits
}
