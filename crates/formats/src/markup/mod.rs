//! Text out of HTML that comes in pieces: bodies in JSON, cells of tables, the main part of a page.

mod entities;
mod paragraphs;

pub(crate) use entities::unescape;
pub(crate) use paragraphs::{fragment, looks_marked};
