//! Takes an article's text, gives the language of each paragraph and the terms it is searched by.
//!
//! The same rules run over articles and over queries: whatever a reader types is turned into terms by the code that
//! indexed the text. Nothing here fails, and nothing here knows the index.

mod analyzer;
mod block;
mod en;
mod fingerprint;
mod fold;
mod fr;
mod language;
mod scan;
mod stems;
mod stop_words;
mod token;
mod vocabulary;

pub use analyzer::{Analyzer, Terms, Word};
pub use fingerprint::fingerprint;
pub use fold::{fold, is_apostrophe, push_folded};
pub use language::judge_languages;
pub use scan::scan;
pub use stop_words::is_stop_word;
pub use token::{Class, Joined, LONGEST_WORD, Token};

#[cfg(test)]
mod tests;
