//! Which words are ordinary: those that news prints in lower case.

use std::sync::OnceLock;

use crate::hash::Set;

static ORDINARY: &str = include_str!("../data/cc-by-sa-4.0/ordinary.txt");

/// Whether a folded word is an ordinary word of French or English.
pub(crate) fn is_ordinary(folded: &str) -> bool {
    static WORDS: OnceLock<Set<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| ORDINARY.lines().filter(|line| !line.starts_with('#')).collect()).contains(folded)
}
