//! English: its stems, its stop words, the little words that give it away.

mod stemmer;

pub(crate) use stemmer::{LIST, stem};

/// Words that carry no subject: optional in queries, never dropped from the index.
pub(crate) const STOP_WORDS: &str = include_str!("stop_words.txt");

/// Words so common in English, and so rare in French, that a handful tells the language.
pub(crate) const TELLING_WORDS: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "was", "for", "that", "with", "at", "by", "from", "has", "have", "had",
    "are", "were", "it", "its", "this", "be", "been", "his", "her", "they", "their", "not", "which", "who", "will",
    "would", "more", "than", "said", "after", "over", "about", "an", "he", "she", "we", "you", "could", "there",
    "when", "what",
];
