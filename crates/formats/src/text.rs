//! Plain text as it was scraped: one article a file.

use crate::digest::digest;
use crate::draft::{Body, Draft};
use crate::encoding;
use crate::error::Reason;
use crate::normalise::normalise;
use article::Article;

/// Reads a plain text.
pub(crate) fn read(bytes: &[u8]) -> Result<Article, Reason> {
    let decoded = encoding::decode(bytes, None)?;
    let draft = Draft {
        body: Body::Plain(normalise(decoded.text)),
        notes: decoded.note.into_iter().collect(),
        ..Draft::default()
    };
    draft.finish(digest(bytes))
}
