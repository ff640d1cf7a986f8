//! A minimal program on tantivy: what one would write in an afternoon, and the floor that Depeche is held against.
//!
//! Title and text stand in a field of their language, with its Snowball stems; all is stored, as tantivy does it
//! unless told otherwise. Queries go to the fields of the language they were drawn from, which Depeche is not told.

use std::path::Path;

use article::Language;
use frostem::Algorithm;
use jiff::civil::Date;
use tantivy::collector::{Count, TopDocs};
use tantivy::indexer::IndexWriterOptions;
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery, QueryParser, RangeQuery, TermQuery};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer};
use tantivy::{Index, IndexReader, ReloadPolicy, TantivyDocument, Term, doc};

use super::snowball::Snowball;
use super::{BUDGET, Engine, HITS, Row};
use crate::corpus::Record;
use crate::draw::{Kind, Query};

/// Handles of the fields.
#[derive(Clone, Copy)]
struct Fields {
    id: Field,
    day: Field,
    french: [Field; 2],
    english: [Field; 2],
}

impl Fields {
    fn build() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let stemmed = |language: &str| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(language)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            TextOptions::default().set_indexing_options(indexing).set_stored()
        };
        let fields = Self {
            id: schema.add_text_field("id", STRING | STORED),
            day: schema.add_i64_field("day", INDEXED | FAST | STORED),
            french: ["title_fr", "text_fr"].map(|name| schema.add_text_field(name, stemmed("fr"))),
            english: ["title_en", "text_en"].map(|name| schema.add_text_field(name, stemmed("en"))),
        };
        (schema.build(), fields)
    }

    /// Title and text; what is not French is taken for English.
    fn of(&self, language: Language) -> [Field; 2] {
        if language == Language::French { self.french } else { self.english }
    }
}

fn register(index: &Index) {
    for (name, algorithm) in [("fr", Algorithm::French), ("en", Algorithm::English)] {
        let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(40))
            .filter(LowerCaser)
            .filter(Snowball(algorithm))
            .build();
        index.tokenizers().register(name, analyzer);
    }
}

/// Builds an index of `records` in the empty folder `folder`.
pub(crate) fn build(
    records: impl Iterator<Item = anyhow::Result<Record>>,
    folder: &Path,
    threads: usize,
) -> anyhow::Result<u64> {
    let (schema, fields) = Fields::build();
    let index = Index::create_in_dir(folder, schema)?;
    register(&index);
    let options = IndexWriterOptions::builder()
        .num_worker_threads(threads)
        .memory_budget_per_thread(BUDGET / threads)
        .num_merge_threads(1)
        .build();
    let mut writer = index.writer_with_options(options)?;
    let mut articles = 0;
    for record in records {
        let Record { id, title, text, date, language } = record?;
        let [title_field, text_field] = fields.of(language);
        let mut document = doc!(fields.id => id, title_field => title, text_field => text);
        if let Some(date) = date {
            document.add_i64(fields.day, schema::day_number(date));
        }
        writer.add_document(document)?;
        articles += 1;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(articles)
}

/// An index that is searched.
pub(crate) struct Bare {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    french: QueryParser,
    english: QueryParser,
    counts: bool,
}

impl Bare {
    /// Opens the index in `folder`; `counts` also counts the hits.
    pub(crate) fn open(folder: &Path, counts: bool) -> anyhow::Result<Self> {
        let index = Index::open_in_dir(folder)?;
        register(&index);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let fields = Fields::build().1;
        let parser = |language| {
            let mut parser = QueryParser::for_index(&index, fields.of(language).to_vec());
            parser.set_conjunction_by_default();
            parser
        };
        let (french, english) = (parser(Language::French), parser(Language::English));
        Ok(Self { index, reader, fields, french, english, counts })
    }

    /// The ids of the best articles for any of the words of `text`.
    pub(crate) fn any_of_words(&self, text: &str, language: Language, limit: usize) -> anyhow::Result<Vec<String>> {
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
        for field in self.fields.of(language) {
            self.index.tokenizer_for_field(field)?.token_stream(text).process(&mut |token| {
                let term = Term::from_field_text(field, &token.text);
                clauses.push((Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
            });
        }
        let searcher = self.reader.searcher();
        let best = searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(limit).order_by_score())?;
        let mut ids = Vec::with_capacity(best.len());
        for (_, address) in best {
            let document: TantivyDocument = searcher.doc(address)?;
            ids.push(text_of(&document, self.fields.id));
        }
        Ok(ids)
    }

    fn query(&self, query: &Query) -> anyhow::Result<Box<dyn TantivyQuery>> {
        let parser = if query.language == Language::French { &self.french } else { &self.english };
        let text = match query.kind {
            Kind::AnyOfThree => query.words.join(" OR "),
            Kind::Phrase => format!("\"{}\"", query.words.join(" ")),
            Kind::One | Kind::AllOfTwo | Kind::AllOfThree | Kind::Dated => query.words.join(" "),
        };
        let words = parser.parse_query(&text)?;
        let Some((first, last)) = query.days else { return Ok(words) };
        let day = |day: Date| std::ops::Bound::Included(Term::from_field_i64(self.fields.day, schema::day_number(day)));
        let days: Box<dyn TantivyQuery> = Box::new(RangeQuery::new(day(first), day(last)));
        Ok(Box::new(BooleanQuery::intersection(vec![words, days])))
    }
}

impl Engine for Bare {
    fn search(&self, query: &Query) -> anyhow::Result<Vec<Row>> {
        let query = self.query(query)?;
        let searcher = self.reader.searcher();
        let best = TopDocs::with_limit(HITS).order_by_score();
        let best =
            if self.counts { searcher.search(&query, &(best, Count))?.0 } else { searcher.search(&query, &best)? };
        let mut rows = Vec::with_capacity(best.len());
        for (_, address) in best {
            let document: TantivyDocument = searcher.doc(address)?;
            let day = document.get_first(self.fields.day).and_then(|value| value.as_i64());
            let titles = [self.fields.french[0], self.fields.english[0]].map(|field| text_of(&document, field));
            rows.push(Row {
                id: text_of(&document, self.fields.id),
                title: titles.concat(),
                date: day.and_then(schema::from_day_number),
            });
        }
        Ok(rows)
    }
}

fn text_of(document: &TantivyDocument, field: Field) -> String {
    document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
}
