//! The page of hits: takes what was asked and the [`Page`] that answers it, gives the page to render.

use askama::Template;
use query::{FilterField, MOST_PASSED_OVER, Sort};

use super::frame::{Form, Frame};
use super::links;
use super::message::{Piece, pieces};
use super::phrases::Phrases;
use super::row::Row;
use super::timeline::Timeline;
use crate::wire::{Asked, Counted, Page, ReadFilter, ReadName, ReadWord};

#[derive(Template)]
#[template(path = "results.html")]
pub(crate) struct ResultsPage<'a> {
    frame: Frame,
    /// Whether something was asked; else these are the newest articles.
    asked: bool,
    summary: String,
    range: Option<String>,
    words: Vec<Word<'a>>,
    names: Vec<Name<'a>>,
    filters: Vec<Condition<'a>>,
    notices: Vec<Notice>,
    sorts: Vec<Choice>,
    hits: Vec<Row<'a>>,
    timeline: Option<Timeline>,
    facets: Vec<Facet>,
    previous: Option<String>,
    next: Option<String>,
    /// The address of just this.
    bookmark: String,
    /// Whether nothing is indexed at all.
    is_archive_empty: bool,
}

/// A word of the query, as it was read.
struct Word<'a> {
    text: &'a str,
    is_phrase: bool,
    field: Option<&'a str>,
    excluded: bool,
    optional: bool,
    /// The terms it stands for, where they are not the word itself.
    terms: Option<String>,
}

/// A name of the query that was searched under its other names too.
struct Name<'a> {
    text: &'a str,
    /// Its best-known name, where another one was typed.
    name: Option<&'a str>,
    kind: &'static str,
    also: Vec<&'a str>,
    why: &'a str,
    off: bool,
    href: String,
}

/// A condition; one that came as a parameter can be removed.
struct Condition<'a> {
    field: &'a str,
    value: String,
    meaning: Option<String>,
    excluded: bool,
    remove: Option<String>,
}

/// Something the asker should know, perhaps with a link to act on it.
struct Notice {
    text: Vec<Piece>,
    href: Option<String>,
    /// Notes come from the reading of the query, which speaks English.
    is_english: bool,
}

/// One of several ways, perhaps the present one.
struct Choice {
    label: &'static str,
    href: String,
    is_current: bool,
}

/// Counted values, the first few at once, the rest on demand.
struct Facet {
    heading: &'static str,
    first: Vec<Value>,
    rest: Vec<Value>,
}

struct Value {
    label: String,
    number: String,
    href: String,
    is_chosen: bool,
}

/// Values of a facet that are shown at once.
const SHOWN: usize = 6;

impl<'a> ResultsPage<'a> {
    pub(crate) fn new(t: &'static Phrases, asked: &'a Asked, page: &'a Page) -> Self {
        let is_asked = !asked.is_empty();
        let first = asked.offset + 1;
        let last = asked.offset + page.hits.len();
        // Behind a cursor the place in the order is not known.
        let is_counted = asked.after.is_none() && !page.hits.is_empty() && (page.total as usize) > page.hits.len();
        Self {
            frame: Frame { feed: Some(links::feed(asked)), ..Frame::new(t, asked.text.trim(), Form::of(asked)) },
            asked: is_asked,
            summary: t.articles(page.total),
            range: is_counted.then(|| format!("{}–{}", t.number(first as u64), t.number(last as u64))),
            words: page.query.words.iter().map(|word| Word::new(t, word)).collect(),
            names: page.query.names.iter().filter_map(|name| Name::new(t, asked, name)).collect(),
            filters: page.query.filters.iter().map(|filter| Condition::new(t, asked, filter)).collect(),
            notices: notices(t, asked, page),
            sorts: sorts(t, asked, page),
            hits: page.hits.iter().map(|hit| Row::new(t, hit)).collect(),
            timeline: page
                .timeline
                .as_ref()
                .and_then(|view| Timeline::new(t, asked, view, asked, &|unit| links::by(asked, unit))),
            bookmark: links::home(asked),
            facets: page.facets.0.iter().filter_map(|(facet, rows)| Facet::new(t, asked, facet.name(), rows)).collect(),
            previous: previous(asked, page),
            next: next(asked, page),
            is_archive_empty: !is_asked && page.total == 0,
        }
    }
}

impl<'a> Word<'a> {
    fn new(t: &Phrases, word: &'a ReadWord) -> Self {
        let itself = word.text.to_lowercase();
        let terms = word.terms.join(" ");
        Self {
            text: &word.text,
            is_phrase: word.kind == "phrase",
            field: word.field.map(|field| t.field(field)),
            excluded: word.excluded,
            optional: word.optional,
            terms: Some(terms).filter(|terms| !terms.is_empty() && *terms != itself),
        }
    }
}

impl<'a> Name<'a> {
    /// `None` where nothing but the name as typed was searched, so that there is nothing to switch.
    fn new(t: &Phrases, asked: &Asked, name: &'a ReadName) -> Option<Self> {
        let (typed, known) = (name.text.to_lowercase(), name.name.to_lowercase());
        let others = name.also.iter().map(String::as_str).filter(|also| *also != typed && *also != known);
        let also: Vec<&str> = others.collect();
        let better_known = Some(name.name.as_str()).filter(|_| known != typed);
        (name.off || better_known.is_some() || !also.is_empty()).then(|| Self {
            text: &name.text,
            name: better_known,
            kind: t.kind(name.kind),
            also,
            why: &name.why,
            off: name.off,
            href: if name.off {
                links::switched_on(asked, &name.name, &name.also)
            } else {
                links::switched_off(asked, &name.name)
            },
        })
    }
}

impl<'a> Condition<'a> {
    fn new(t: &Phrases, asked: &Asked, filter: &'a ReadFilter) -> Self {
        let given =
            asked.filters.iter().find(|given| given.field.name() == filter.field && given.value == filter.value);
        let value = match filter.field {
            "language" => t.language_named(&filter.value).to_owned(),
            "date" | "date~" if filter.value == "?" => t.undated.to_owned(),
            "person" | "org" | "place" | "entity" if filter.meaning.len() == 1 => filter.meaning[0].clone(),
            _ => filter.value.clone(),
        };
        let meaning = filter.meaning.join(" · ");
        let says_more =
            meaning.to_lowercase() != value.to_lowercase() && !matches!(filter.field, "language" | "source");
        Self {
            field: t.field(filter.field),
            meaning: Some(meaning).filter(|meaning| says_more && !meaning.is_empty() && filter.value != "?"),
            value,
            excluded: filter.excluded,
            remove: given.map(|given| links::without(asked, given)),
        }
    }
}

/// What the count of hits does not say.
fn notices(t: &Phrases, asked: &Asked, page: &Page) -> Vec<Notice> {
    let mut notices = Vec::new();
    if let Some(relaxed) = &page.query.relaxed {
        notices.push(Notice { text: pieces(t.relaxed(relaxed.to)), href: None, is_english: false });
    }
    for note in &page.query.notes {
        notices.push(Notice { text: pieces(note), href: None, is_english: true });
    }
    let mut say = |text: String, href| notices.push(Notice { text: pieces(&text), href, is_english: false });
    // Conditions inside the query cannot be lifted by a link.
    let given: Vec<_> = asked.filters.iter().filter(|filter| links::is_publication(filter.field)).collect();
    let in_query =
        page.query.filters.iter().filter(|filter| matches!(filter.field, "date" | "from" | "until" | "last"));
    let can_lift = !given.is_empty() && in_query.count() == given.len();
    if page.undated > 0 {
        let href = can_lift.then(|| links::within(asked, &[(FilterField::Date, "?")]));
        say(t.undated_too(page.undated), href);
    }
    if page.uncertain > 0 {
        let value = |field| given.iter().find(|filter| filter.field == field).map(|filter| filter.value.as_str());
        let loosely = match (value(FilterField::Date), value(FilterField::From), value(FilterField::Until)) {
            (Some(date), None, None) => Some(date.to_owned()),
            (None, None, None) => None,
            (None, from, until) => Some(format!("{}..{}", from.unwrap_or_default(), until.unwrap_or_default())),
            _ => None,
        };
        let loosely = loosely.filter(|_| can_lift);
        say(
            t.uncertain_too(page.uncertain),
            loosely.map(|days| links::within(asked, &[(FilterField::DateLoosely, &days)])),
        );
    }
    if page.outdated > 0 {
        say(format!("{} (depeche index)", t.outdated(page.outdated)), None);
    }
    notices
}

fn sorts(t: &'static Phrases, asked: &Asked, page: &Page) -> Vec<Choice> {
    let choice = |label, sort| Choice { label, href: links::sorted(asked, sort), is_current: asked.sort == sort };
    if page.hits.len() < 2 {
        return Vec::new();
    }
    let mut choices = vec![choice(t.newest_first, Sort::Newest), choice(t.oldest_first, Sort::Oldest)];
    if page.query.words.is_empty() {
        // Without words there is no relevance: the usual order is newest first.
        choices[0].is_current |= asked.sort == Sort::Relevance;
    } else {
        choices.insert(0, choice(t.by_relevance, Sort::Relevance));
    }
    choices
}

impl Facet {
    /// `None` where there is nothing to choose between.
    fn new(t: &'static Phrases, asked: &Asked, name: &'static str, rows: &[Counted]) -> Option<Self> {
        let field = field_of(name)?;
        let mut values: Vec<Value> = rows.iter().map(|row| Value::new(t, asked, field, row)).collect();
        if values.is_empty() || (values.len() == 1 && matches!(name, "source" | "language") && !values[0].is_chosen) {
            return None;
        }
        let rest = values.split_off(values.len().min(SHOWN));
        Some(Self { heading: t.facet(name), first: values, rest })
    }
}

impl Value {
    fn new(t: &Phrases, asked: &Asked, field: FilterField, row: &Counted) -> Self {
        let is_same = |value: &str| value.to_lowercase() == row.value.to_lowercase();
        let chosen = asked.filters.iter().find(|filter| filter.field == field && is_same(&filter.value));
        let label = if field == FilterField::Language { t.language_named(&row.label) } else { &row.label };
        Self {
            label: label.to_owned(),
            number: t.number(row.count),
            href: chosen.map_or_else(|| links::with(asked, field, &row.value), |chosen| links::without(asked, chosen)),
            is_chosen: chosen.is_some(),
        }
    }
}

fn field_of(facet: &str) -> Option<FilterField> {
    match facet {
        "person" => Some(FilterField::Person),
        "org" => Some(FilterField::Org),
        "place" => Some(FilterField::Place),
        "source" => Some(FilterField::Source),
        "language" => Some(FilterField::Language),
        _ => None,
    }
}

fn previous(asked: &Asked, page: &Page) -> Option<String> {
    let size = asked.limit.unwrap_or(super::HITS).max(1);
    let has_previous = asked.after.is_none() && asked.offset > 0 && page.total > 0;
    has_previous.then(|| links::home(&Asked { offset: asked.offset.saturating_sub(size), ..asked.clone() }))
}

/// By number as far as numbers go, because they outlive a commit; by cursor behind that.
fn next(asked: &Asked, page: &Page) -> Option<String> {
    let reached = asked.offset + page.hits.len();
    let is_numbered = asked.after.is_none() && reached <= MOST_PASSED_OVER;
    if page.hits.is_empty() || page.next.is_none() || (is_numbered && reached as u64 >= page.total) {
        return None;
    }
    Some(links::home(&if is_numbered {
        Asked { offset: reached, ..asked.clone() }
    } else {
        Asked { offset: 0, after: page.next.clone(), ..asked.clone() }
    }))
}
