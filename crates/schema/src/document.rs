//! Takes an analysed article, gives the document that is indexed.

use std::collections::BTreeSet;
use std::sync::Arc;

use analysis::{Analyzer, Terms};
use article::{Analysed, Language, Paragraph, Role};
use tantivy::TantivyDocument;
use tantivy::schema::Field;

use crate::calendar::{Cell, cell_of, day_number};
use crate::stored::{Learner, PackError, Packer};
use crate::{ArticleId, DateQuality, Fields, NameReading, ORIGIN_DIVIDER, Stored};

/// Where an article lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The ledger's key: unique in the index.
    pub key: String,
    /// The public id.
    pub id: ArticleId,
    /// The followed folder.
    pub folder: String,
    /// The path inside it.
    pub path: String,
}

/// Makes documents. One a thread: it reuses its buffers and its cache of stems.
pub struct Drafter {
    fields: Fields,
    analyzer: Analyzer,
    body: Terms,
    by_language: [String; 2],
    title: Terms,
    packer: Packer,
}

impl Drafter {
    /// A drafter for an index with these fields, which packs articles with what `learner` has learned.
    pub fn new(fields: Fields, learner: Arc<Learner>) -> Self {
        Self {
            packer: Packer::new(learner),
            fields,
            analyzer: Analyzer::new(),
            body: Terms::default(),
            by_language: Default::default(),
            title: Terms::default(),
        }
    }

    /// The document of `analysed` at `placed`.
    ///
    /// # Errors
    ///
    /// Fails when the article cannot be packed, or what was learned for packing cannot be written.
    pub fn document(&mut self, analysed: Analysed, placed: &Placed) -> Result<TantivyDocument, PackError> {
        let fields = self.fields;
        let mut document = TantivyDocument::default();
        document.add_text(fields.key, &placed.key);
        let record = analysed.article.record.as_deref().unwrap_or_default();
        document.add_text(fields.origin, format!("{}{ORIGIN_DIVIDER}{record}", placed.path));
        let (head, tail) = placed.id.to_columns();
        document.add_u64(fields.id_head, head);
        document.add_u64(fields.id_tail, tail);
        self.add_words(&analysed, &mut document);
        add_labels(&fields, &analysed, &mut document);
        add_dates(&fields, &analysed, &mut document);
        add_names(&fields, &analysed, &mut document);
        let stored = Stored { id: placed.id, folder: placed.folder.clone(), path: placed.path.clone(), analysed };
        document.add_bytes(fields.article, &stored.pack(&mut self.packer)?);
        Ok(document)
    }

    fn add_words(&mut self, analysed: &Analysed, document: &mut TantivyDocument) {
        let article = &analysed.article;
        self.body.clear();
        self.title.clear();
        self.by_language.iter_mut().for_each(String::clear);
        let mut title_language = analysed.language;
        for paragraph in article.paragraphs.iter().filter(|paragraph| paragraph.role.is_indexed()) {
            let text = article.text_of(paragraph);
            if paragraph.role == Role::Title {
                title_language = paragraph.language;
                self.analyzer.terms(text, paragraph.language, &mut self.title);
            } else {
                self.add_body(text, paragraph);
            }
        }
        let fields = self.fields;
        let marks = [self.title.marks.as_str(), self.body.marks.as_str()].join(" ");
        let [french, english] = &self.by_language;
        let title_stems = match title_language {
            Language::French => Some((fields.title_fr, self.title.stems.as_str())),
            Language::English => Some((fields.title_en, self.title.stems.as_str())),
            Language::Other => None,
        };
        let texts = [
            (fields.title, self.title.words.as_str()),
            (fields.body, self.body.words.as_str()),
            (fields.body_fr, french.as_str()),
            (fields.body_en, english.as_str()),
            (fields.marks, marks.trim()),
        ];
        for (field, terms) in texts.into_iter().chain(title_stems) {
            if !terms.is_empty() {
                document.add_text(field, terms);
            }
        }
        if let Some(byline) = &article.byline {
            let mut terms = Terms::default();
            self.analyzer.terms(byline, Language::Other, &mut terms);
            document.add_text(fields.byline, terms.words);
        }
    }

    /// A paragraph's stems go to the field of its own language.
    fn add_body(&mut self, text: &str, paragraph: &Paragraph) {
        self.body.stems.clear();
        self.analyzer.terms(text, paragraph.language, &mut self.body);
        let stems = match paragraph.language {
            Language::French => &mut self.by_language[0],
            Language::English => &mut self.by_language[1],
            Language::Other => return,
        };
        if !stems.is_empty() {
            stems.push(' ');
        }
        stems.push_str(&self.body.stems);
    }
}

fn add_labels(fields: &Fields, analysed: &Analysed, document: &mut TantivyDocument) {
    let article = &analysed.article;
    document.add_text(fields.headline, article.headline());
    document.add_text(fields.language, analysed.language.code());
    let labels = [(fields.source, &article.source), (fields.section, &article.section)];
    for (field, label) in labels {
        if let Some(label) = label {
            document.add_text(field, label);
        }
    }
    for tag in article.tags.iter().collect::<BTreeSet<_>>() {
        document.add_text(fields.tag, tag);
    }
}

fn add_dates(fields: &Fields, analysed: &Analysed, document: &mut TantivyDocument) {
    if let Some(published) = &analysed.published {
        let (first, last) = published.days();
        let minute = published.time.map_or(0, |time| i64::from(time.hour()) * 60 + i64::from(time.minute()));
        document.add_i64(fields.published, day_number(first) * 24 * 60 + minute);
        document.add_i64(fields.published_from, day_number(first));
        document.add_i64(fields.published_until, day_number(last));
        let quality = DateQuality { precision: published.precision, confidence: published.confidence };
        document.add_u64(fields.published_quality, quality.to_column());
    }
    let mut seen: BTreeSet<(Field, i64)> = BTreeSet::new();
    let mut spans: BTreeSet<String> = BTreeSet::new();
    for mentioned in &analysed.dates {
        let (Some(from), Some(until)) = (mentioned.from, mentioned.until) else { continue };
        match cell_of(from, until) {
            Some(Cell::Days(first, last)) => seen.extend((first..=last).map(|day| (fields.mentioned_day, day))),
            Some(Cell::Week(week)) => drop(seen.insert((fields.mentioned_week, week))),
            Some(Cell::Month(month)) => drop(seen.insert((fields.mentioned_month, month))),
            Some(Cell::Year(year)) => drop(seen.insert((fields.mentioned_year, year))),
            Some(Cell::Decade(decade)) => drop(seen.insert((fields.mentioned_decade, decade))),
            Some(Cell::Span(first, last)) => drop(spans.insert(format!("{first}:{last}"))),
            None => {}
        }
    }
    for (field, number) in seen {
        document.add_i64(field, number);
    }
    for span in spans {
        document.add_text(fields.mentioned_span, span);
    }
}

fn add_names(fields: &Fields, analysed: &Analysed, document: &mut TantivyDocument) {
    let names: BTreeSet<&str> = analysed.mentions.iter().map(|mention| mention.name()).collect();
    for name in names {
        document.add_text(fields.names, name);
    }
    let readings: BTreeSet<String> =
        analysed.mentions.iter().map(|mention| NameReading::of(mention).to_term()).collect();
    for reading in readings {
        document.add_text(fields.readings, reading);
    }
}
