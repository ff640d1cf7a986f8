//! Web pages: the main text, and everything that the page says about it.

use article::Article;

use crate::digest::digest;
use crate::draft::{Body, Draft};
use crate::encoding;
use crate::error::Reason;
use crate::markup;

/// Reads a web page.
pub(crate) fn read(bytes: &[u8]) -> Result<Article, Reason> {
    let decoded = encoding::decode(bytes, None)?;
    let mut draft = Draft { notes: decoded.note.into_iter().collect(), ..Draft::default() };
    read_into(&decoded.text, &mut draft);
    draft.finish(digest(bytes))
}

/// Reads a page into a draft that may have some fields already; those are kept.
pub(crate) fn read_into(page: &str, draft: &mut Draft) {
    draft.body = Body::Marked(markup::fragment(page));
}

/// Whether this is a whole page rather than a piece of one.
pub(crate) fn is_page(text: &str) -> bool {
    let start: String = text.chars().take(1000).collect::<String>().to_ascii_lowercase();
    ["<html", "<!doctype html", "<head"].iter().any(|opening| start.contains(opening))
}
