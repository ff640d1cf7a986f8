//! Web pages: the main text, and everything that the page says about it.

mod attributes;
mod charset;
mod gather;
mod guard;
mod json_ld;
mod main_text;

mod title;
mod walk;

use article::{Article, DateEvidence, DateOrigin, DateRole, Language};
use dom_query::Document;

use crate::digest::digest;
use crate::draft::{Body, Draft, Marked};
use crate::encoding;
use crate::error::Reason;

use crate::{markup, scraped, traces};
use gather::Found;

/// Reads a web page.
pub(crate) fn read(bytes: &[u8]) -> Result<Article, Reason> {
    let decoded = encoding::decode(bytes, charset::declared(bytes))?;
    let mut draft = Draft { notes: decoded.note.into_iter().collect(), ..Draft::default() };
    read_into(&decoded.text, &mut draft);
    draft.finish(digest(bytes))
}

/// Reads a page into a draft that may have some fields already; those are kept.
pub(crate) fn read_into(page: &str, draft: &mut Draft) {
    if !guard::is_sane(page) {
        draft
            .notes
            .push("the page is too large or too deeply nested to be parsed: its tags were only stripped".to_owned());
        draft.body = Body::Marked(main_text::whole_page(page));
        return;
    }
    let document = Document::from(page);
    let mut found = gather::gather(&document);
    let item = found.item.take().map(|item| item.record.into_draft()).unwrap_or_default();
    let meta = std::mem::take(&mut found.meta).into_draft();
    let text = main_text::main_text(document);
    let post_dates = posts(&text.html);
    let blocks = body(text.blocks, page, &item);
    draft.lede = draft.lede.take().or(found.standfirst.take());
    let summary = meta.lede.clone().or(item.lede.clone());
    fill(draft, found, item, meta);
    if main_text::length(&blocks) < SHORTEST_TEXT {
        draft.notes.push("little text was found on the page".to_owned());
        draft.lede = draft.lede.take().or(summary);
    }
    draft.body = Body::Marked(blocks);
    draft.dates.extend(post_dates);
}

/// Fewer bytes of main text than this make the page doubtful.
const SHORTEST_TEXT: usize = 200;

/// The main text, or what stands in for it.
fn body(found: Vec<Marked>, page: &str, item: &Draft) -> Vec<Marked> {
    let declared = match &item.body {
        Body::Plain(text) => markup::fragment(&text.replace("\n", "<br>")),
        Body::Marked(blocks) => blocks.clone(),
    };
    let length = main_text::length(&found);
    // Scripts build some pages, and paywalls cut some; then the metadata holds more of the article than the page.
    if main_text::length(&declared) > SHORTEST_TEXT && main_text::length(&declared) > length * 3 / 2 {
        return declared;
    }
    if length >= SHORTEST_TEXT {
        return found;
    }
    let whole = main_text::whole_page(page);
    if main_text::length(&whole) > 2 * length { whole } else { found }
}

/// Numbers of embedded posts, which stand in links and not in the text.
fn posts(html: &str) -> Vec<DateEvidence> {
    let evidence = |number: &str| DateEvidence {
        value: number.to_owned(),
        role: DateRole::Unknown,
        origin: DateOrigin::PostId,
        span: None,
    };
    let mut dates: Vec<DateEvidence> = Vec::new();
    for (_, number) in scraped::post_ids(html) {
        if dates.iter().all(|date| date.value != number) {
            dates.push(evidence(number));
        }
    }
    dates
}

fn fill(draft: &mut Draft, found: Found, item: Draft, meta: Draft) {
    let address = [found.canonical, item.url, meta.url, found.saved_from];
    draft.url = draft.url.take().or_else(|| address.into_iter().flatten().find_map(|url| absolute(&url)));
    draft.source = draft.source.take().or(meta.source).or(item.source);
    let host = draft.url.as_deref().and_then(traces::host_of).map(str::to_owned);
    let site: Vec<&str> = [draft.source.as_deref(), host.as_deref()].into_iter().flatten().collect();
    if draft.title.is_none() {
        draft.title = title::choose(&title::Offers {
            declared: meta.title.as_deref().or(item.title.as_deref()),
            element: found.title.as_deref(),
            headings: &found.headings,
            site: &site,
        });
    }
    let is_person = |name: &String| !name.contains("://") && !name.starts_with("www.");
    let printed = found.authors.into_iter().next().map(|(_, author)| author);
    draft.byline = draft.byline.take().or(item.byline.filter(is_person)).or(meta.byline.filter(is_person)).or(printed);
    draft.section = draft.section.take().or(meta.section).or(item.section);
    for tag in meta.tags.into_iter().chain(item.tags) {
        if !draft.tags.contains(&tag) {
            draft.tags.push(tag);
        }
    }
    let declared = found.language.and_then(|code| code.parse::<Language>().ok());
    draft.language = draft.language.or(declared).or(item.language).or(meta.language);
    draft.dates.extend(found.dates);
}

/// An address with its scheme; others name no place.
fn absolute(url: &str) -> Option<String> {
    let url = url.trim();
    if let Some(rest) = url.strip_prefix("//") {
        return Some(format!("https://{rest}"));
    }
    (url.starts_with("http://") || url.starts_with("https://")).then(|| url.to_owned())
}

/// Whether this is a whole page rather than a piece of one.
pub(crate) fn is_page(text: &str) -> bool {
    let start: String = text.chars().take(1000).collect::<String>().to_ascii_lowercase();
    ["<html", "<!doctype html", "<head"].iter().any(|opening| start.contains(opening))
}
