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

/// Words that support those: each is rarer, and together they tell what little words do not, as in tables and
/// headlines.
pub(crate) const SUPPORTING_WORDS: &[&str] = &[
    "vs", "year", "years", "month", "months", "week", "weeks", "day", "days", "today", "two", "three", "four", "five",
    "seven", "eight", "nine", "first", "next", "other", "some", "company", "united", "people", "share", "shares",
    "stock", "sales", "loss", "prior", "pay", "ended", "january", "february", "march", "july", "october", "december",
    "monday", "tuesday", "friday", "sunday", "saturday", "thursday", "says", "say", "told", "before", "between",
    "because", "through", "during", "against", "while", "where", "if", "did", "does", "into", "up", "out", "only",
    "also", "just", "now", "then", "new", "most", "many", "much", "how", "why", "your", "our", "being", "get", "gets",
    "make", "made", "can", "may", "should", "must", "back", "amid", "seen", "sees", "woman", "women", "killed",
    "death", "world", "report", "reports", "rise", "rises", "falls", "deal", "talks", "talk", "higher", "lower",
    "high", "low", "buy", "buys", "sell", "sells", "raises", "house", "oil", "tax", "dollar", "see",
];
