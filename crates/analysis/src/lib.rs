//! Takes an article's text, gives the language of each paragraph and the terms it is searched by.
//!
//! The same rules run over articles and over queries: whatever a reader types is turned into terms by the code that
//! indexed the text. Nothing here fails, and nothing here knows the index.

mod analyzer;
mod block;
mod en;
mod fold;
mod fr;
mod language;
mod scan;
mod stems;
mod stop_words;
mod token;
mod vocabulary;

pub use analyzer::{Analyzer, Terms, Word};
pub use fold::{fold, is_apostrophe, push_folded};
pub use language::judge_languages;
pub use scan::scan;
pub use stop_words::is_stop_word;
pub use token::{Class, Joined, LONGEST_WORD, Token};

/// Names the rules by which text becomes terms: two indexes with equal fingerprints hold the same terms.
///
/// It is a hash of what the rules make of a golden text and of the protected names, so a changed stem changes it
/// without anybody remembering to.
pub fn fingerprint() -> String {
    let mut terms = Terms::default();
    let mut analyzer = Analyzer::new();
    for language in article::Language::ANALYSED {
        analyzer.terms(GOLDEN, language, &mut terms);
    }
    let all = [terms.words, terms.stems, terms.marks, stems::PROTECTED_NAMES.to_owned()].join("\n");
    format!("analysis-1-{:016x}", xxhash_rust::xxh3::xxh3_64(all.as_bytes()))
}

const GOLDEN: &str = include_str!("golden.txt");

#[cfg(test)]
mod tests;
