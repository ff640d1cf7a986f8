//! Words that carry no subject in French or English.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::{en, fold, fr};

static STOP_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    [fr::STOP_WORDS, en::STOP_WORDS].iter().flat_map(|list| list.split_whitespace()).map(fold).collect()
});

/// Whether the folded `word` is a stop word of either language.
///
/// Used at query time only, to make a word optional: nothing is left out of the index.
///
/// ```
/// assert!(analysis::is_stop_word("the") && analysis::is_stop_word("ete"));
/// assert!(!analysis::is_stop_word("armee"));
/// ```
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(word)
}
