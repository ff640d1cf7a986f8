//! Random articles, and the index of them.
//!
//! Documents are made by [`Drafter`], as the indexer makes them; the folder is laid out as the indexer lays it out, so
//! that [`Archive`] opens it as it opens any index. Several commits without merges give several segments, with deleted
//! articles and hidden versions among them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use analysis::judge_languages;
use article::{
    Analysed, Article, Confidence, DateKind, Granularity, Kind, Language, Mention, MentionedDate, Paragraph, Precision,
    Published, Role,
};
use entities::{Fact, Recogniser, Registry};
use jiff::civil::{Date, Time, date};
use schema::{ArticleId, CommitPayload, Drafter, Fields, Fingerprints, Home, Learner, Placed, Versions, open_settings};
use tantivy::indexer::NoMergePolicy;
use tantivy::{Index, IndexWriter, TantivyDocument, Term};
use tempfile::TempDir;

use super::draw::Draw;
use super::vocabulary::{BYLINES, SECTIONS, SOURCES, TAGS, word_of};
use crate::Archive;

/// An article before anything is found in it, and what becomes of it in the index.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) id: ArticleId,
    paragraphs: Vec<(Role, Language, String)>,
    source: Option<String>,
    section: Option<String>,
    byline: Option<String>,
    tags: Vec<String>,
    published: Option<Published>,
    /// Days that it speaks of beside those in its text.
    days: Vec<(Date, Date)>,
    /// The commit that brings it.
    commit: usize,
    /// Whether a later commit takes it out.
    pub(super) deleted: bool,
}

/// Commits, which cost more than anything else here; most archives have one.
const COMMITS: [usize; 5] = [1, 1, 1, 2, 3];

/// From five to forty articles; now and then as many as fill several blocks of postings.
pub(super) fn drafts(draw: &mut Draw) -> Vec<Draft> {
    let count = if draw.chance(4) { 300 } else { draw.between(5, 40) };
    let (commits, has_deleted) = (*draw.pick(&COMMITS), draw.chance(50));
    let mut drafts: Vec<Draft> = (0..count).map(|_| draft(draw, commits, has_deleted)).collect();
    for at in 1..count {
        // A version has the id of the article that it replaces.
        let before = draw.between(0, at - 1);
        if draw.chance(6) {
            drafts[at].id = drafts[before].id;
        }
    }
    drafts
}

fn draft(draw: &mut Draw, commits: usize, has_deleted: bool) -> Draft {
    let main = *draw.pick(&[Language::French, Language::English, Language::Other]);
    let mut paragraphs = Vec::new();
    if draw.chance(90) {
        paragraphs.push((Role::Title, main, text(draw, main, 6)));
    }
    for _ in 0..draw.between(0, 4) {
        let role = *draw.pick(&[
            Role::Body,
            Role::Body,
            Role::Body,
            Role::Lede,
            Role::Caption,
            Role::Quoted,
            Role::Tags,
            Role::Header,
            Role::Furniture,
            Role::Repeated,
        ]);
        let other = *draw.pick(&[Language::French, Language::English, Language::Other]);
        let language = if draw.chance(70) { main } else { other };
        paragraphs.push((role, language, text(draw, language, 25)));
    }
    let id = ArticleId::from_columns(draw.number(), draw.number());
    let some = |draw: &mut Draw, list: &[&str]| draw.chance(70).then(|| (*draw.pick(list)).to_owned());
    Draft {
        id,
        paragraphs,
        source: some(draw, SOURCES),
        section: some(draw, SECTIONS),
        byline: some(draw, BYLINES),
        tags: (0..draw.between(0, 3)).map(|_| (*draw.pick(TAGS)).to_owned()).collect(),
        published: draw.chance(85).then(|| published(draw)),
        days: (0..draw.between(0, 2)).map(|_| span(draw)).collect(),
        commit: draw.between(0, commits - 1),
        deleted: has_deleted && draw.chance(10),
    }
}

fn text(draw: &mut Draw, language: Language, most: usize) -> String {
    let mut text = String::new();
    for number in 0..draw.between(1, most) {
        if number > 0 {
            text.push_str(draw.pick::<&str>(&[" ", " ", " ", " ", ", ", ". ", " « ", "-", "/", "\u{a0}"]));
        }
        text.push_str(&word_of(draw, language));
    }
    text
}

/// Few days, so that dates are shared and order is decided by what comes behind them.
pub(super) fn day(draw: &mut Draw) -> Date {
    let year = *draw.pick(&[1987, 1999, 2023, 2024, 2024, 2024]);
    let month = *draw.pick(&[1, 2, 3, 3, 12]);
    date(year, month, *draw.pick(&[1, 5, 5, 12, 28]))
}

fn published(draw: &mut Draw) -> Published {
    let precision = *draw.pick(&[Precision::Minute, Precision::Day, Precision::Day, Precision::Month, Precision::Year]);
    let time = || Time::constant(7, 30, 0, 0);
    Published {
        date: day(draw),
        time: (precision == Precision::Minute && draw.chance(70)).then(time),
        precision,
        confidence: Confidence::Likely,
        evidence: article::DateReason::LatestDay(article::YearReason::Weekdays(2024)),
    }
}

/// A day, a week, a month, a year, a decade, or days that are none of these.
fn span(draw: &mut Draw) -> (Date, Date) {
    let day = day(draw);
    let later = |days: i64| day.checked_add(jiff::Span::new().days(days)).unwrap();
    match draw.between(0, 7) {
        0 => (day.first_of_month(), day.last_of_month()),
        1 => (day.first_of_year(), day.last_of_year()),
        2 => (date(day.year() / 10 * 10, 1, 1), date(day.year() / 10 * 10 + 9, 12, 31)),
        3 => {
            let monday = day.checked_sub(jiff::Span::new().days(day.weekday().to_monday_zero_offset())).unwrap();
            (monday, monday.checked_add(jiff::Span::new().days(6)).unwrap())
        }
        4 => (day, later(draw.between(1, 40) as i64)),
        5 => (day, later(draw.between(100, 900) as i64)),
        _ => (day, day),
    }
}

impl Draft {
    /// An English article of one paragraph.
    pub(super) fn plain(text: &str, published: Option<Published>) -> Self {
        let mut id = ArticleId::default();
        id.0[0] = text.len() as u8;
        Self {
            id,
            paragraphs: vec![(Role::Body, Language::English, text.to_owned())],
            source: None,
            section: None,
            byline: None,
            tags: Vec::new(),
            published,
            days: Vec::new(),
            commit: 0,
            deleted: false,
        }
    }

    /// The same article with one paragraph less.
    pub(super) fn shorter(&self) -> impl Iterator<Item = Self> {
        (0..self.paragraphs.len()).map(|number| {
            let paragraphs = [&self.paragraphs[..number], &self.paragraphs[number + 1..]].concat();
            Self { paragraphs, ..self.clone() }
        })
    }

    /// What the crates before the index make of it. Languages are kept as drawn: judged ones would seldom differ.
    pub(super) fn analysed(&self, recogniser: &Recogniser) -> Analysed {
        let mut article = Article {
            source: self.source.clone(),
            section: self.section.clone(),
            byline: self.byline.clone(),
            tags: self.tags.clone(),
            ..Article::default()
        };
        for (role, language, text) in &self.paragraphs {
            let start = article.text.len();
            article.text.push_str(text);
            let end = article.text.len();
            article.text.push('\n');
            article.paragraphs.push(Paragraph { start, end, language: *language, role: *role });
            if *role == Role::Title {
                article.title = Some(text.clone());
            }
        }
        let language = judge_languages(&mut article.clone());
        let mut dates = dates::mentioned(&article, self.published.as_ref());
        dates.extend(self.days.iter().map(|(from, until)| MentionedDate {
            text: String::new(),
            start: 0,
            end: 0,
            from: Some(*from),
            until: Some(*until),
            at: None,
            granularity: Granularity::Span,
            kind: DateKind::Point,
            length: None,
        }));
        let mentions = recogniser.mentions(&article);
        Analysed { article, language, published: self.published.clone(), modified: None, dates, mentions }
    }
}

/// Whether a search may find the article: it is not deleted, and no newer version hides it.
pub(super) fn is_found(number: usize, articles: &[(Draft, Analysed)]) -> bool {
    let (draft, newer) = (&articles[number].0, &articles[number + 1..]);
    !draft.deleted && !newer.iter().any(|(other, _)| other.id == draft.id && !other.deleted)
}

/// An index in a folder of its own.
pub(super) struct Indexed {
    pub(super) archive: Archive,
    _folder: TempDir,
}

/// The index of `articles`, which are drafts with what was found in them.
pub(super) fn index(articles: &[(Draft, Analysed)]) -> Indexed {
    let folder = tempfile::Builder::new().prefix("depeche").tempdir().unwrap();
    let home = Home::new(folder.path());
    let generation = home.new_generation().unwrap();
    let (schema, fields) = Fields::build();
    let index = Index::builder().schema(schema).settings(open_settings()).create_in_dir(&generation).unwrap();
    schema::register(&index);
    let mut writer: IndexWriter<TantivyDocument> = index.writer_with_num_threads(1, 15_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let mut drafter = Drafter::new(fields, Arc::new(Learner::open(&generation).unwrap()));
    let last = articles.iter().map(|(draft, _)| draft.commit).max().unwrap_or_default();
    for commit in 0..=last {
        for (number, (_, analysed)) in articles.iter().enumerate().filter(|(_, (draft, _))| draft.commit == commit) {
            writer.add_document(drafter.document(analysed.clone(), &placed(number, articles)).unwrap()).unwrap();
        }
        if commit == last {
            for (number, _) in articles.iter().enumerate().filter(|(_, (draft, _))| draft.deleted) {
                writer.delete_term(Term::from_field_text(fields.key, &placed(number, articles).key));
            }
        }
        let mut prepared = writer.prepare_commit().unwrap();
        prepared.set_payload(&payload().to_text());
        prepared.commit().unwrap();
    }
    fs::write(Home::registry_file(&generation), registry(articles).to_bytes()).unwrap();
    fs::write(Home::versions_file(&generation), serde_json::to_vec(&versions(articles)).unwrap()).unwrap();
    home.set_current(&generation).unwrap();
    Indexed { archive: Archive::open(folder.path()).unwrap(), _folder: folder }
}

fn placed(number: usize, articles: &[(Draft, Analysed)]) -> Placed {
    Placed {
        key: format!("0\u{1f}{number}.txt\u{1f}"),
        id: articles[number].0.id,
        folder: "/news".to_owned(),
        path: format!("{number}.txt"),
    }
}

fn payload() -> CommitPayload {
    let fingerprints = Fingerprints {
        schema: schema::FINGERPRINT.to_owned(),
        analysis: analysis::fingerprint(),
        dates: dates::FINGERPRINT.to_owned(),
        entities: entities::FINGERPRINT.to_owned(),
    };
    CommitPayload { sequence: 1, fingerprints, ..CommitPayload::default() }
}

/// The articles that use a name in one way, and how they print it.
#[derive(Default)]
struct Use {
    articles: BTreeSet<usize>,
    printed: String,
}

/// How the articles that are left use names.
fn registry(articles: &[(Draft, Analysed)]) -> Registry {
    let mut uses: BTreeMap<(Kind, String, Option<String>), Use> = BTreeMap::new();
    for (number, (_, analysed)) in articles.iter().enumerate().filter(|(_, (draft, _))| !draft.deleted) {
        for Mention { kind, surface, referent, text, .. } in &analysed.mentions {
            let using = uses.entry((*kind, surface.clone(), referent.clone())).or_default();
            using.articles.insert(number);
            using.printed.clone_from(text);
        }
    }
    Registry::build(uses.into_iter().map(|((kind, surface, referent), using)| Fact {
        surface,
        referent,
        kind,
        articles: using.articles.len() as u32,
        printed: using.printed,
    }))
}

fn versions(articles: &[(Draft, Analysed)]) -> Versions {
    let mut versions = Versions { sequence: 1, ..Versions::default() };
    for (number, (draft, _)) in articles.iter().enumerate().rev().filter(|(_, (draft, _))| !draft.deleted) {
        let keys: &mut Vec<String> = versions.articles.entry(draft.id.to_string()).or_default();
        keys.push(placed(number, articles).key);
    }
    versions.articles.retain(|_, keys| keys.len() > 1);
    versions
}
