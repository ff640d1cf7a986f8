//! What the index keeps of an article to show it: its text, and all that was found in it.

mod dictionary;
mod facts;

use article::Analysed;
use tantivy::TantivyDocument;
use tantivy::schema::Value;

pub(crate) use dictionary::Packer;
pub use dictionary::{Dictionary, DictionaryError, Learner, Unpacker};

use crate::{ArticleId, Fields};

/// An article as fetched from the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The public id.
    pub id: ArticleId,
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
    /// The document holds no article.
    #[error("a document of the index holds no article")]
    Missing,
    /// Its bytes are damaged, or were packed with another dictionary.
    #[error("a stored article cannot be unpacked")]
    Packed(#[source] std::io::Error),
    /// Its facts are not what we write.
    #[error("a stored article cannot be read")]
    Facts(#[from] postcard::Error),
}

impl Stored {
    /// The bytes that are kept: facts and text, compressed.
    pub(crate) fn pack(&self, packer: &mut Packer) -> Result<Vec<u8>, PackError> {
        let facts = facts::write(self)?;
        packer.pack(&facts).map_err(PackError::Dictionary)
    }

    /// Reads back what [`crate::Drafter`] wrote; `id` is what the columns say.
    ///
    /// # Errors
    ///
    /// Fails when the document holds no article or something else: the index is damaged.
    pub fn from_document(
        fields: &Fields,
        document: &TantivyDocument,
        id: ArticleId,
        unpacker: &mut Unpacker<'_>,
    ) -> Result<Self, StoredError> {
        let packed = document.get_first(fields.article).and_then(|value| value.as_bytes());
        let facts = unpacker.unpack(packed.ok_or(StoredError::Missing)?).map_err(StoredError::Packed)?;
        Ok(facts::read(&facts, id)?)
    }
}

/// An article that cannot be written into the index.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// Its facts have no binary form.
    #[error("its facts cannot be written")]
    Facts(#[from] postcard::Error),
    /// It cannot be compressed, or the dictionary cannot be kept.
    #[error(transparent)]
    Dictionary(DictionaryError),
}
