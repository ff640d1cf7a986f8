//! Markdown with front matter.

use article::Article;

use crate::error::Reason;

/// Reads a Markdown file.
pub(crate) fn read(bytes: &[u8]) -> Result<Article, Reason> {
    crate::text::read(bytes)
}
