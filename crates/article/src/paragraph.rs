//! A stretch of an article's text with one language and one part to play.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::Language;

/// One paragraph of [`crate::Article::text`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// First byte.
    pub start: usize,
    /// One past the last byte; line ends are outside.
    pub end: usize,
    /// [`Language::Other`] until `analysis` has judged it.
    pub language: Language,
    /// What it is to the article.
    pub role: Role,
}

impl Paragraph {
    /// The bytes it covers.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// What a paragraph is to its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The headline.
    Title,
    /// Bylines, dates and credits printed around the story.
    Header,
    /// The opening paragraph, or the summary that stands in for it.
    Lede,
    /// The story.
    Body,
    /// What is printed under a picture.
    Caption,
    /// Somebody else's words set apart: an embedded post.
    Quoted,
    /// Agencies, photographers, translators, copyright.
    Credit,
    /// Hashtags and keywords in the text.
    Tags,
    /// Share buttons, «À lire également», cookie notices.
    Furniture,
    /// A paragraph that already stood in this article, word for word.
    Repeated,
}

impl Role {
    /// Whether its words can be searched. Furniture and repetitions cannot.
    pub fn is_indexed(self) -> bool {
        !matches!(self, Self::Furniture | Self::Repeated)
    }

    /// Whether it is the article's own voice, which alone decides its language and its date.
    pub fn is_own_voice(self) -> bool {
        matches!(self, Self::Title | Self::Lede | Self::Body | Self::Caption)
    }
}
