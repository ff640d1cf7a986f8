//! The embedded engine: one generation of a tantivy index.

mod collect;
mod columns;
mod evidence;
mod expand;
mod facets;
mod mapped;
mod queries;
mod sloppy;
mod statistics;
mod steady;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use schema::{CommitPayload, Dictionary, Fields, SharedDirectory, Stored, Unpacker};
use tantivy::{DocAddress, Index, Searcher, SegmentReader, TantivyDocument};

use self::columns::Columns;
use self::facets::GroupTables;
pub(crate) use self::mapped::mapped;
use self::statistics::{FieldLengths, FieldTotals};
use super::{DocId, Engine, EngineError, Evidence, Expanded, Forms, Found, Pattern, Wanted};
use crate::hits::Listed;
use crate::plan::{Field, Plan};

/// One opened commit of a tantivy index.
pub(crate) struct TantivyEngine {
    searcher: Searcher,
    fields: Fields,
    lengths: Arc<FieldLengths>,
    groups: Arc<GroupTables>,
    hidden: Arc<Vec<DocAddress>>,
    columns: Columns,
    totals: FieldTotals,
    dictionary: Option<Arc<Dictionary>>,
}

/// An index that stays open while its commits come and go.
pub(crate) struct OpenIndex {
    index: Index,
    reader: tantivy::IndexReader,
    fields: Fields,
    lengths: Arc<FieldLengths>,
    groups: Arc<GroupTables>,
    generation: PathBuf,
    dictionary: OnceLock<Arc<Dictionary>>,
}

impl From<tantivy::TantivyError> for EngineError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Index(Box::new(error))
    }
}

impl OpenIndex {
    /// Opens the index in the folder of a generation.
    pub(crate) fn open(generation: &Path) -> Result<Self, EngineError> {
        let index = SharedDirectory::open_index(generation)?;
        schema::register(&index);
        let fields = Fields::of(&index.schema())?;
        let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
        let (lengths, groups, dictionary) = (Arc::default(), Arc::default(), OnceLock::new());
        Ok(Self { index, reader, fields, lengths, groups, generation: generation.to_owned(), dictionary })
    }

    /// The payload of the newest commit; `None` where it is not ours.
    pub(crate) fn payload(&self) -> Result<Option<CommitPayload>, EngineError> {
        let meta = self.index.load_metas()?;
        Ok(CommitPayload::parse(meta.payload.as_deref()))
    }

    /// What stored articles have in common. It is learned once, after the first commits.
    fn dictionary(&self) -> Result<Option<Arc<Dictionary>>, EngineError> {
        if self.dictionary.get().is_none()
            && let Some(dictionary) = Dictionary::load(&self.generation)?
        {
            // Whoever was faster has read the same.
            let _ = self.dictionary.set(dictionary);
        }
        Ok(self.dictionary.get().cloned())
    }

    /// The newest commit as an engine; `hidden` are the keys of articles that a newer version hides.
    pub(crate) fn engine(&self, hidden: &[String]) -> Result<TantivyEngine, EngineError> {
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        let hidden = hidden_docs(&searcher, self.fields, hidden)?;
        Ok(TantivyEngine {
            fields: self.fields,
            lengths: Arc::clone(&self.lengths),
            groups: Arc::clone(&self.groups),
            hidden: Arc::new(hidden),
            columns: Columns::of(&searcher),
            totals: FieldTotals::of(searcher.schema()),
            dictionary: self.dictionary()?,
            searcher,
        })
    }
}

fn hidden_docs(searcher: &Searcher, fields: Fields, keys: &[String]) -> Result<Vec<DocAddress>, EngineError> {
    let mut hidden = Vec::new();
    for key in keys {
        let query = tantivy::query::TermQuery::new(
            tantivy::Term::from_field_text(fields.key, key),
            tantivy::schema::IndexRecordOption::Basic,
        );
        hidden.extend(searcher.search(&query, &tantivy::collector::DocSetCollector)?);
    }
    hidden.sort_unstable();
    Ok(hidden)
}

impl TantivyEngine {
    /// The handle of a plan's field.
    fn handle(&self, field: Field) -> tantivy::schema::Field {
        let fields = &self.fields;
        match field {
            Field::Title => fields.title,
            Field::Body => fields.body,
            Field::TitleFrench => fields.title_fr,
            Field::BodyFrench => fields.body_fr,
            Field::TitleEnglish => fields.title_en,
            Field::BodyEnglish => fields.body_en,
            Field::Marks => fields.marks,
            Field::Byline => fields.byline,
            Field::Language => fields.language,
            Field::Source => fields.source,
            Field::Section => fields.section,
            Field::Tag => fields.tag,
            Field::Names => fields.names,
        }
    }

    /// Where an article lies.
    fn locate(&self, doc: DocId) -> Result<(DocAddress, &SegmentReader), EngineError> {
        let address = address(doc);
        let segment = self.searcher.segment_readers().get(address.segment_ord as usize);
        let segment = segment.filter(|segment| address.doc_id < segment.max_doc());
        segment.map(|segment| (address, segment)).ok_or(EngineError::UnknownDoc(doc))
    }

    fn column(&self, field: Field) -> &str {
        self.searcher.schema().get_field_name(self.handle(field))
    }

    fn term(&self, field: Field, term: &str) -> tantivy::Term {
        tantivy::Term::from_field_text(self.handle(field), term)
    }
}

/// Articles in the index, deleted ones left out.
impl TantivyEngine {
    pub(crate) fn articles(&self) -> u64 {
        self.searcher.num_docs()
    }
}

fn doc_id(address: DocAddress) -> DocId {
    DocId(u64::from(address.segment_ord) << 32 | u64::from(address.doc_id))
}

fn address(doc: DocId) -> DocAddress {
    DocAddress::new((doc.0 >> 32) as u32, doc.0 as u32)
}

impl Engine for TantivyEngine {
    fn search(&self, plan: &Plan, wanted: &Wanted) -> Result<Found, EngineError> {
        let query = self.query(plan)?;
        let collector = collect::Rows::new(self, wanted)?;
        let statistics = statistics::FairStatistics { engine: self };
        Ok(self.searcher.search_with_statistics_provider(query.as_ref(), &collector, &statistics)?)
    }

    fn evidence(&self, docs: &[DocId], words: &[Forms], fields: &[Field]) -> Result<Evidence, EngineError> {
        self.read_evidence(docs, words, fields)
    }

    fn expand(&self, field: Field, pattern: &Pattern, limit: usize) -> Result<Expanded, EngineError> {
        self.expand_pattern(field, pattern, limit)
    }

    fn list(&self, docs: &[DocId], origins: bool) -> Result<Vec<Listed>, EngineError> {
        let list = |doc: &DocId| {
            let (address, segment) = self.locate(*doc)?;
            let columns = self.columns.open(address.segment_ord, segment)?;
            Ok(columns.list(address.doc_id, origins).map_err(tantivy::TantivyError::from)?)
        };
        docs.iter().map(list).collect()
    }

    fn fetch(&self, docs: &[DocId]) -> Result<Vec<Stored>, EngineError> {
        let mut unpacker = Unpacker::new(self.dictionary.as_deref());
        let mut fetch = |doc: &DocId| {
            let (address, segment) = self.locate(*doc)?;
            let id = self.columns.open(address.segment_ord, segment)?.id(address.doc_id);
            let document: TantivyDocument = self.searcher.doc(address)?;
            Ok(Stored::from_document(&self.fields, &document, id, &mut unpacker)?)
        };
        docs.iter().map(&mut fetch).collect()
    }
}
