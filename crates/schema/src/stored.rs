//! What the index keeps of an article to show it: its text, and all that was found in it.

use article::Analysed;
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::Value;

use crate::Fields;

/// An article as fetched from the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// The public id.
    pub id: String,
    /// The followed folder its file lies in, or the followed file.
    pub folder: String,
    /// The path of its file inside that folder; empty where a single file is followed.
    pub path: String,
    /// The article and what was found in it.
    pub analysed: Analysed,
}

/// A stored article that cannot be read back.
#[derive(Debug, thiserror::Error)]
pub enum StoredError {
    /// A field is missing.
    #[error("a stored article lacks its {0}")]
    Missing(&'static str),
    /// Its facts are not what we write.
    #[error("a stored article cannot be read")]
    Facts(#[from] serde_json::Error),
}

impl Stored {
    /// Reads back what [`crate::Drafter`] wrote.
    ///
    /// # Errors
    ///
    /// Fails when the document lacks a part or holds something else: the index is damaged.
    pub fn from_document(fields: &Fields, document: &TantivyDocument) -> Result<Self, StoredError> {
        let text =
            document.get_first(fields.text).and_then(|value| value.as_str()).ok_or(StoredError::Missing("text"))?;
        let facts =
            document.get_first(fields.facts).and_then(|value| value.as_bytes()).ok_or(StoredError::Missing("facts"))?;
        let mut stored: Self = serde_json::from_slice(facts)?;
        text.clone_into(&mut stored.analysed.article.text);
        Ok(stored)
    }
}
