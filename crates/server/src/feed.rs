//! `/feed`: the newest articles for a query, as Atom (RFC 4287), so that one can follow a subject.

use article::{Published, Stamp};
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use query::Sort;

use crate::accept;
use crate::app::{Site, failed};
use crate::cache;
use crate::page::{Phrases, links, written};
use crate::wire::{Asked, FEED, Failure, Hit, Page, Part};

/// Articles in a feed.
const ENTRIES: usize = 50;

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed {
    t: &'static Phrases,
    id: String,
    title: String,
    updated: String,
    /// The page of the same search, and this feed.
    page: String,
    own: String,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    published: String,
    updated: String,
    href: String,
    url: Option<String>,
    author: Option<String>,
    source: Option<String>,
    language: &'static str,
    summary: String,
}

pub(crate) async fn feed(State(site): State<Site>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    match made(&site, query.as_deref().unwrap_or_default(), &headers).await {
        Ok(feed) => written(&feed, |xml| {
            let told = xml.clone();
            cache::answer(&headers, "application/atom+xml; charset=utf-8", xml.into_bytes(), told)
        }),
        Err(failure) => failed(&headers, failure),
    }
}

async fn made(site: &Site, query: &str, headers: &HeaderMap) -> Result<Feed, Failure> {
    let t = Phrases::of(accept::language(headers));
    let asked = Asked::parse_only(&FEED, query)?;
    let newest = Asked { sort: Sort::Newest, limit: Some(ENTRIES), ..asked.clone() };
    let page = site.find(&newest, t.language).await?;
    Ok(Feed::new(t, &asked, &page, site.archive.overview().committed_at))
}

impl Feed {
    fn new(t: &'static Phrases, asked: &Asked, page: &Page, committed_at: i64) -> Self {
        let entries: Vec<Entry> = page.hits.iter().filter_map(Entry::new).collect();
        let query = asked.to_query();
        // Times as text of one form stand in the order of time.
        let newest = entries.iter().map(|entry| entry.updated.clone()).max();
        let committed = || Timestamp::from_second(committed_at).unwrap_or_default().to_string();
        let title = if page.query.read.trim().is_empty() { t.latest } else { &page.query.read };
        Self {
            t,
            id: format!("urn:depeche:search:{}", if query.is_empty() { "all" } else { &query }),
            title: clean(&format!("{title} · Depeche")),
            updated: newest.unwrap_or_else(committed),
            page: links::home(asked),
            own: links::feed(asked),
            entries,
        }
    }
}

impl Entry {
    /// `None` for an article without a date: Atom wants one, and none is made up here.
    fn new(hit: &Hit) -> Option<Self> {
        let published = hit.published.as_ref()?;
        let Published { date, time, .. } = published;
        let published = instant(*date, *time);
        let updated = hit.modified.map(|Stamp { date, time }| instant(date, time));
        Some(Self {
            id: format!("urn:depeche:article:{}", hit.id),
            title: clean(&hit.title),
            updated: updated.unwrap_or_else(|| published.clone()),
            published,
            href: links::article(&hit.id),
            url: hit.url.as_deref().and_then(links::outward).map(clean),
            author: hit.byline.as_deref().or(hit.source.as_deref()).map(clean),
            source: hit.source.as_deref().map(clean),
            language: hit.language.code(),
            summary: clean(&hit.snippet.iter().map(|Part { text, .. }| text.as_str()).collect::<String>()),
        })
    }
}

/// The format wants a zone, and articles seldom tell theirs: the time is given as printed.
fn instant(date: Date, time: Option<Time>) -> String {
    let time = time.unwrap_or(Time::midnight());
    format!("{date}T{:02}:{:02}:{:02}Z", time.hour(), time.minute(), time.second())
}

/// Without the characters that XML 1.0 cannot hold in any spelling.
fn clean(text: &str) -> String {
    let can_stand =
        |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(can_stand).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::{clean, instant};

    #[test]
    fn times_have_one_form() {
        assert_eq!(instant(date(2024, 12, 5), None), "2024-12-05T00:00:00Z");
        assert_eq!(instant(date(2024, 12, 5), Some(time(9, 5, 7, 99))), "2024-12-05T09:05:07Z");
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(clean("a\u{0}b\u{b}c\u{ffff}\u{fffe}é\n𝄞\u{1b}"), "abcé\n𝄞");
    }
}
