//! The page of one article: its text with names and dates marked, and what is known about it.

mod text;

use std::collections::BTreeMap;

use article::{Kind, Role};
use askama::Template;
use query::{FilterField, Listed, ListedHit, Stored};

use self::text::{Segment, segments};
use super::frame::{Form, Frame};
use super::links;
use super::phrases::Phrases;
use crate::wire::file_path;

#[derive(Template)]
#[template(path = "article.html")]
pub(crate) struct ArticlePage<'a> {
    frame: Frame,
    language: &'static str,
    language_name: &'a str,
    headline: Vec<Segment<'a>>,
    source: Option<Link>,
    section: Option<Link>,
    byline: Option<&'a str>,
    published: Option<Known>,
    modified: Option<String>,
    paragraphs: Vec<Block<'a>>,
    left_out: Vec<Block<'a>>,
    names: Vec<(&'static str, Vec<Named>)>,
    dates: Vec<Named>,
    tags: Vec<Link>,
    url: Option<&'a str>,
    url_text: Option<&'a str>,
    path: String,
    record: Option<&'a str>,
    id: String,
    notes: &'a [String],
    nearest: Vec<Near<'a>>,
}

/// An article near this one.
struct Near<'a> {
    title: &'a str,
    href: String,
    /// The day for machines, and for people.
    date: Option<(String, String)>,
}

struct Link {
    label: String,
    href: String,
}

/// A date with what is known about it.
struct Known {
    day: String,
    text: String,
    confidence: Option<&'static str>,
    evidence: String,
}

/// A paragraph.
struct Block<'a> {
    role: Role,
    role_name: &'static str,
    /// Its language, where it is not that of the article.
    language: Option<&'static str>,
    segments: Vec<Segment<'a>>,
}

/// A name or date with how often it occurs.
struct Named {
    label: String,
    href: String,
    count: usize,
}

/// Dates listed beside the text.
const MOST_DATES: usize = 24;

/// Names of one kind listed beside the text.
const MOST_NAMES: usize = 12;

impl<'a> ArticlePage<'a> {
    pub(crate) fn new(t: &'static Phrases, stored: &'a Stored, nearest: &'a [ListedHit]) -> Self {
        let analysed = &stored.analysed;
        let article = &analysed.article;
        let headline = article.headline();
        let is_headline = |role: Role, text: &str| role == Role::Title && text == headline;
        let title = article.paragraphs.iter().find(|p| is_headline(p.role, article.text_of(p)));
        let headline_segments = match title {
            Some(title) => segments(t, stored, title.range()),
            None => vec![Segment::Text(headline)],
        };
        let rest = article.paragraphs.iter().filter(|p| !is_headline(p.role, article.text_of(p)));
        let blocks = rest.filter(|p| !article.text_of(p).trim().is_empty()).map(|paragraph| Block {
            role: paragraph.role,
            role_name: t.role(paragraph.role),
            language: (paragraph.language != analysed.language).then(|| lang(paragraph.language)).flatten(),
            segments: segments(t, stored, paragraph.range()),
        });
        let (paragraphs, left_out) = blocks.partition(|block: &Block<'_>| block.role.is_indexed());
        let link = |field, value: &String| Link { label: value.clone(), href: links::only(field, value) };
        let url = article.url.as_deref();
        Self {
            frame: Frame::new(t, headline, Form::default()),
            language: lang(analysed.language).unwrap_or("und"),
            language_name: t.language_named(analysed.language.code()),
            headline: headline_segments,
            source: article.source.as_ref().map(|source| link(FilterField::Source, source)),
            section: article.section.as_ref().map(|section| link(FilterField::Section, section)),
            byline: article.byline.as_deref(),
            published: analysed.published.as_ref().map(|published| Known {
                day: published.date.to_string(),
                text: t.published_on(published),
                confidence: t.confidence(published.confidence),
                evidence: t.evidence(published),
            }),
            modified: analysed.modified.map(|stamp| t.stamp(stamp)),
            paragraphs,
            left_out,
            names: names(t, stored),
            dates: dates(t, stored),
            tags: article.tags.iter().map(|tag| link(FilterField::Tag, tag)).collect(),
            url: url.and_then(links::outward),
            url_text: url,
            path: file_path(&stored.folder, &stored.path),
            record: article.record.as_deref(),
            id: stored.id.to_string(),
            notes: &article.notes,
            nearest: nearest.iter().map(|hit| Near::new(t, &hit.article)).collect(),
        }
    }
}

impl<'a> Near<'a> {
    fn new(t: &Phrases, near: &'a Listed) -> Self {
        let date =
            near.published.map(|dated| (dated.date.to_string(), t.known_as(dated.date, dated.time, dated.precision)));
        Self { title: &near.headline, href: links::article(&near.id.to_string()), date }
    }
}

/// The code of a language for `lang`; none for those that were not judged.
fn lang(language: article::Language) -> Option<&'static str> {
    (language != article::Language::Other).then(|| language.code())
}

/// The names by kind, those that occur most first, each as it is printed most fully.
fn names(t: &Phrases, stored: &Stored) -> Vec<(&'static str, Vec<Named>)> {
    let mut bearers: BTreeMap<&str, (Kind, &str, usize)> = BTreeMap::new();
    for mention in &stored.analysed.mentions {
        let bearer = bearers.entry(mention.name()).or_insert((mention.kind, &mention.text, 0));
        bearer.2 += 1;
        if mention.text.chars().count() > bearer.1.chars().count() {
            bearer.1 = &mention.text;
        }
    }
    let by_kind = Kind::ALL.into_iter().map(|kind| {
        let mut names: Vec<Named> = bearers
            .values()
            .filter(|bearer| bearer.0 == kind)
            .map(|(_, text, count)| Named { label: (*text).to_owned(), href: links::entity(text), count: *count })
            .collect();
        names.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
        names.truncate(MOST_NAMES);
        (t.kinds(kind), names)
    });
    by_kind.filter(|(_, names)| !names.is_empty()).collect()
}

/// The days that the text speaks of, in their order.
fn dates(t: &Phrases, stored: &Stored) -> Vec<Named> {
    let mut days: BTreeMap<_, usize> = BTreeMap::new();
    for date in &stored.analysed.dates {
        if let (Some(from), Some(until)) = (date.from, date.until) {
            *days.entry((from, until)).or_default() += 1;
        }
    }
    days.into_iter()
        .take(MOST_DATES)
        .map(|((from, until), count)| Named {
            label: t.days(from, until),
            href: links::only(FilterField::Mentions, &text::typed(from, until)),
            count,
        })
        .collect()
}
