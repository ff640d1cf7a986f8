//! Which words are ordinary (news prints them in lower case), and which are given names.

use std::sync::OnceLock;

use crate::hash::Set;

static GIVEN: &str = include_str!("../data/cc0-1.0/given_names.txt");

/// Whether a folded word is a given name that several people bear.
pub(crate) fn is_given(folded: &str) -> bool {
    static NAMES: OnceLock<Set<&'static str>> = OnceLock::new();
    NAMES.get_or_init(|| GIVEN.lines().collect()).contains(folded)
}

static ORDINARY: &[&str] =
    &[include_str!("../data/cc-by-sa-4.0/ordinary.txt"), include_str!("../data/own/ordinary.txt")];

/// Whether a folded word is an ordinary word of French or English.
pub(crate) fn is_ordinary(folded: &str) -> bool {
    static WORDS: OnceLock<Set<&'static str>> = OnceLock::new();
    WORDS
        .get_or_init(|| ORDINARY.iter().flat_map(|list| list.lines()).filter(|line| !line.starts_with('#')).collect())
        .contains(folded)
}
