//! An article with everything that was found in it.

use serde::Serialize;

use crate::{Article, Language, Mention, MentionedDate, Published, Stamp};

/// An [`Article`] after language, dates and names were judged: what `indexer` writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Analysed {
    /// The article, its paragraphs with their languages.
    pub article: Article,
    /// Its main language, judged on its own voice alone.
    pub language: Language,
    /// When it was published; `None` where nothing says so.
    pub published: Option<Published>,
    /// When it was last changed, if that is stated apart.
    pub modified: Option<Stamp>,
    /// The dates that its text speaks of, by position.
    pub dates: Vec<MentionedDate>,
    /// The names in its text, by position, without overlaps.
    pub mentions: Vec<Mention>,
}
