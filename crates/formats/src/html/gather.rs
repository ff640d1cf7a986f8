//! Collects, in one walk over a page, all that it says about its article outside the text.

use std::borrow::Cow;

use article::{DateEvidence, DateOrigin, DateRole};
use dom_query::{Document, Element, NodeId};
use serde_json::Value;

use super::attributes::{Marks, VALUES, date_role, is_beside, is_change, is_stamp, names_author, speaks_of_date};
use super::json_ld::{self, Item};
use super::walk::{Visitor, short_text, walk};
use crate::field::{Field, field};
use crate::json::Record;
use crate::normalise::normalise;
use crate::scraped;

/// What a page says about its article.
#[derive(Default)]
pub(super) struct Found {
    /// `<meta>` elements.
    pub(super) meta: Record,
    /// The article of JSON-LD.
    pub(super) item: Option<Item>,
    /// The language of `<html>`.
    pub(super) language: Option<String>,
    pub(super) canonical: Option<String>,
    /// The address that a browser noted when it saved the page.
    pub(super) saved_from: Option<String>,
    /// The `<title>`.
    pub(super) title: Option<String>,
    /// `<h1>` elements outside menus.
    pub(super) headings: Vec<String>,
    /// Authors named by elements, the surest kind first.
    pub(super) authors: Vec<(u8, String)>,
    /// The summary of the metadata, where the page prints it too.
    pub(super) standfirst: Option<String>,
    /// Dates in the order of the page.
    pub(super) dates: Vec<DateEvidence>,
}

/// Reads `document`.
pub(super) fn gather(document: &Document) -> Found {
    let mut gatherer = Gatherer::default();
    walk(document, &mut gatherer);
    let Gatherer { mut found, mut away_dates, .. } = gatherer;
    if found.dates.is_empty() {
        // Better a date from beside the article than none: it is weighed later.
        away_dates.truncate(MOST_AWAY);
        found.dates = away_dates;
    }
    found.authors.sort_by_key(|(rank, _)| *rank);
    found
}

const MOST_AWAY: usize = 3;

#[derive(Default)]
struct Gatherer {
    found: Found,
    away_dates: Vec<DateEvidence>,
    open: Vec<Open>,
    /// How many open elements stand beside the article: menus, comments, lists of other articles.
    away: usize,
    /// How many open elements were read as a date already.
    dated: usize,
    /// How many open elements are articles, whose footers belong to them.
    articles: usize,
    /// The summary of the metadata.
    summary: Option<String>,
    /// The last words before the node, where a label may be.
    before: String,
    /// How many pieces of text stood between the headline and here.
    since_heading: Option<usize>,
}

struct Open {
    id: NodeId,
    away: bool,
    dated: bool,
    article: bool,
}

impl Visitor for Gatherer {
    fn enter(&mut self, document: &Document, id: NodeId, element: &Element) -> bool {
        let name: &str = &element.name.local;
        match name {
            "meta" => self.meta(element),
            "link" => self.link(element),
            "script" => {
                if element.attr("type").is_some_and(|kind| kind.contains("ld+json")) {
                    self.script(document, id);
                }
                return false;
            }
            "style" | "noscript" | "template" | "svg" | "iframe" | "select" | "textarea" => return false,
            "title" if self.found.title.is_none() => {
                self.found.title = short_text(document, id, LONGEST_TITLE).map(clean);
                return false;
            }
            "html" => {
                self.found.language = element.attr("lang").or_else(|| element.attr("xml:lang")).map(|l| l.to_string())
            }
            _ => {}
        }
        let marks = Marks::of(element);
        let away = self.is_away(name, &marks);
        let article = name == "article";
        if name == "h1"
            && self.away == 0
            && !away
            && let Some(heading) = short_text(document, id, LONGEST_TITLE)
        {
            self.found.headings.push(clean(heading));
            self.since_heading = Some(0);
        }
        if self.away == 0 && !away {
            self.author(document, id, element, &marks);
        }
        let dated = self.dated == 0 && self.date(document, id, name, element, &marks, away);
        self.away += usize::from(away);
        self.dated += usize::from(dated);
        self.articles += usize::from(article);
        self.open.push(Open { id, away, dated, article });
        true
    }

    fn leave(&mut self, id: NodeId) {
        if self.open.last().is_some_and(|open| open.id == id)
            && let Some(open) = self.open.pop()
        {
            self.away -= usize::from(open.away);
            self.dated -= usize::from(open.dated);
            self.articles -= usize::from(open.article);
        }
    }

    fn text(&mut self, document: &Document, id: NodeId, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if self.away == 0
            && let Some(summary) = &self.summary
            && text.len().abs_diff(summary.len()) <= summary.len() / 8
            && text.split_whitespace().take(SAME_WORDS).eq(summary.split_whitespace().take(SAME_WORDS))
        {
            self.found.standfirst = Some(clean(text.to_owned()));
            self.summary = None;
        }
        self.before.clear();
        if text.len() > LONGEST_LABELLED {
            // The story has begun.
            self.since_heading = None;
            return;
        }
        self.before.push_str(text);
        if self.dated > 0 || self.away > 0 {
            return;
        }
        if let Some(count) = &mut self.since_heading {
            *count += 1;
            if *count <= NEAR_HEADING
                && let Some(date) = scraped::bare_date(text)
            {
                self.since_heading = None;
                let value = clean(text[date].to_owned());
                let (role, origin) = (DateRole::Unknown, DateOrigin::Header);
                return self.push(DateEvidence { value, role, origin, span: None });
            }
        }
        let may_be_label = text.len() <= LONGEST_LABEL || text.bytes().any(|byte| byte.is_ascii_digit());
        if !may_be_label || !scraped::opens_with_label(text) {
            return;
        }
        let printed = scraped::labelled_dates(text);
        if !printed.is_empty() {
            return self.labelled(text, printed);
        }
        // «Publié le <b>5 décembre</b>»: the date stands beside the label.
        let parent = document.tree.parent_of(&id).map(|node| node.id);
        let line = parent.and_then(|parent| short_text(document, parent, LONGEST_LABELLED));
        if let Some(line) = line {
            let printed = scraped::labelled_dates(&line);
            self.labelled(&line, printed);
        }
    }

    fn comment(&mut self, text: &str) {
        // «saved from url=(0042)https://…», as browsers write it above a saved page.
        if self.found.saved_from.is_none()
            && let Some((_, rest)) = text.split_once("saved from url=(")
            && let Some((_, url)) = rest.split_once(')')
        {
            self.found.saved_from = url.split_whitespace().next().map(str::to_owned);
        }
    }
}

/// A date that stands alone this soon after the headline needs no label.
const NEAR_HEADING: usize = 25;

/// A printed text is the summary of the metadata if it is about as long and opens with the same words.
const SAME_WORDS: usize = 12;

const LONGEST_TITLE: usize = 600;
const LONGEST_LABELLED: usize = 200;
const LONGEST_LABEL: usize = 50;

impl Gatherer {
    fn meta(&mut self, element: &Element) {
        let Some(content) = element.attr("content").filter(|content| !content.trim().is_empty()) else { return };
        let attr = |name| element.attr(name).map(|value| value.to_string());
        if let Some(property) = attr("itemprop") {
            if let Some(role) = date_role(&property) {
                self.push(DateEvidence {
                    value: clean(content.trim().to_owned()),
                    role,
                    origin: DateOrigin::Element(property),
                    span: None,
                });
            }
            return;
        }
        let Some(name) = attr("property").or_else(|| attr("name")).or_else(|| attr("http-equiv")) else { return };
        // WordPress tells the author to Twitter as a pair of label and value.
        match &*name {
            "twitter:label1" | "twitter:label2" => return content.as_ref().clone_into(&mut self.before),
            "twitter:data1" | "twitter:data2" => return self.twitter(&content),
            "og:description" | "description" if self.summary.is_none() && content.len() > SHORTEST_SUMMARY => {
                self.summary = Some(content.to_string());
            }
            _ => {}
        }
        let Some((kind, rank)) = field(&name) else { return };
        let role = match kind {
            Field::Published => DateRole::Published,
            Field::Modified => DateRole::Modified,
            Field::Date if rank == 0 => DateRole::Published,
            Field::Date => DateRole::Unknown,
            Field::Url
            | Field::Title
            | Field::Lede
            | Field::Author
            | Field::Source
            | Field::Section
            | Field::Tags
            | Field::Language => {
                return self.found.meta.add(&name, Value::String(content.to_string()));
            }
            _ => return,
        };
        let value = clean(content.trim().to_owned());
        self.push(DateEvidence { value, role, origin: DateOrigin::Meta(name), span: None });
    }

    fn twitter(&mut self, value: &str) {
        if scraped::opens_byline(&self.before) {
            self.found.authors.push((1, clean(value.trim().to_owned())));
        }
    }

    fn link(&mut self, element: &Element) {
        let is_canonical = element.attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if is_canonical && self.found.canonical.is_none() {
            self.found.canonical = element.attr("href").map(|href| href.trim().to_owned());
        }
    }

    fn script(&mut self, document: &Document, id: NodeId) {
        if self.found.item.as_ref().is_some_and(|item| item.whole) {
            return;
        }
        let script = document.tree.get(&id).map(|node| node.text().to_string()).unwrap_or_default();
        if let Some(mut item) = json_ld::article(&script) {
            for date in item.dates.drain(..) {
                self.push(date);
            }
            self.found.item = Some(item);
        }
    }

    fn is_away(&self, name: &str, marks: &Marks) -> bool {
        match name {
            "nav" | "aside" | "blockquote" => true,
            "footer" => self.articles == 0,
            "html" | "body" | "main" | "article" | "h1" | "time" => false,
            // The footer of an article holds its author and date as often as its header does.
            _ => marks.tokens().filter(|token| self.articles == 0 || !token.ends_with("footer")).any(is_beside),
        }
    }

    fn author(&mut self, document: &Document, id: NodeId, element: &Element, marks: &Marks) {
        let rank = if marks.property.split_whitespace().any(|name| name == "author") {
            0
        } else if element.attr("rel").is_some_and(|rel| &*rel == "author") {
            1
        } else if marks.tokens().any(names_author) {
            2
        } else {
            return;
        };
        let printed = short_text(document, id, LONGEST_AUTHOR).map(clean);
        let Some(printed) = printed else { return };
        // What is marked as the author needs no capitals: accounts are written as they like.
        let marked = Some(printed.as_str()).filter(|name| rank < 2 && name.split_whitespace().count() <= 3);
        if let Some(author) = scraped::author_within(&printed).or(marked) {
            self.found.authors.push((rank, author.to_owned()));
        }
    }

    /// Takes the date of an element, and says whether what is inside is read with that.
    fn date(
        &mut self,
        document: &Document,
        id: NodeId,
        name: &str,
        element: &Element,
        marks: &Marks,
        away: bool,
    ) -> bool {
        let property = marks.property.split_whitespace().find_map(|name| date_role(name).map(|role| (name, role)));
        let token = marks.tokens().find(|token| speaks_of_date(token));
        let (origin, role) = match (property, name, token) {
            (Some((name, role)), ..) => (name.to_owned(), role),
            (None, "time", token) => {
                let published = element.attr("pubdate").is_some();
                let role = if published { DateRole::Published } else { self.role(token) };
                ("time".to_owned(), role)
            }
            (None, _, Some(token)) => (token.to_owned(), self.role(Some(token))),
            (None, _, None) => return false,
        };
        let attribute = VALUES.iter().filter_map(|name| element.attr(name)).find(|value| is_stamp(value));
        let printed = || {
            short_text(document, id, LONGEST_DATE)
                .and_then(|text| scraped::date_of(&text).map(|at| text[at].to_owned()))
        };
        // A `<time>` inside says it more exactly.
        if attribute.is_none() && name != "time" && property.is_none() && holds_time(document, id) {
            return false;
        }
        let Some(value) = attribute.map(|value| value.trim().to_owned()).or_else(printed) else { return false };
        let evidence = DateEvidence { value: clean(value), role, origin: DateOrigin::Element(origin), span: None };
        if away || self.away > 0 {
            self.away_dates.push(evidence);
        } else {
            self.push(evidence);
        }
        true
    }

    /// What the class of an element, or else the words before it, say that its date is.
    fn role(&self, token: Option<&str>) -> DateRole {
        match token {
            Some(token) if is_change(token) => DateRole::Modified,
            Some(token) if token.contains("publi") || token.contains("posted") => DateRole::Published,
            _ => match scraped::label(&self.before) {
                Some(true) => DateRole::Modified,
                Some(false) => DateRole::Published,
                None => DateRole::Unknown,
            },
        }
    }

    fn labelled(&mut self, line: &str, printed: Vec<(std::ops::Range<usize>, bool)>) {
        for (range, modified) in printed {
            let role = if modified { DateRole::Modified } else { DateRole::Published };
            let value = clean(line[range].to_owned());
            self.push(DateEvidence { value, role, origin: DateOrigin::Header, span: None });
        }
    }

    fn push(&mut self, evidence: DateEvidence) {
        let alike = self
            .found
            .dates
            .iter()
            .filter(|known| std::mem::discriminant(&known.origin) == std::mem::discriminant(&evidence.origin));
        // Pages that list other articles print many dates; the first ones belong to the page's own.
        if alike.count() < MOST_ALIKE && !self.found.dates.contains(&evidence) {
            self.found.dates.push(evidence);
        }
    }
}

const SHORTEST_SUMMARY: usize = 40;
const MOST_ALIKE: usize = 6;
const LONGEST_AUTHOR: usize = 120;
const LONGEST_DATE: usize = 120;

fn holds_time(document: &Document, id: NodeId) -> bool {
    document.tree.descendant_ids_of_it(&id).take(40).any(|id| {
        let is_time = |node: &dom_query::TreeNode| {
            node.as_element()
                .is_some_and(|element| &*element.name.local == "time" && element.attr("datetime").is_some())
        };
        document.tree.query_node(&id, is_time).unwrap_or(false)
    })
}

fn clean(text: String) -> String {
    normalise(Cow::Owned(text))
}
