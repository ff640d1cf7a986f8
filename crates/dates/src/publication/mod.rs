//! When an article was published: takes the evidence its file gave, weighs it, gives one date and the reason for it.

mod candidate;
mod clues;
mod infer;
mod path;
mod weigh;

use article::{Article, Language, Published, Stamp};

/// What is known about when an article was published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// The date; `None` where nothing says so.
    pub published: Option<Published>,
    /// The last change, if it is stated apart.
    pub modified: Option<Stamp>,
    /// What was doubtful, in words.
    pub notes: Vec<String>,
}

/// Judges the evidence in `article`, whose main language is `language`.
///
/// Every value is read, those that say the same day support each other, and the best supported one wins. Days are
/// civil days as printed: no time zone is converted. Without evidence there is no date.
pub fn publication(article: &Article, language: Language) -> Publication {
    weigh::weigh(article, language)
}

#[cfg(test)]
mod tests;
