//! Stems: the form of a word in which number, gender and tense no longer tell.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use article::Language;
use xxhash_rust::xxh3::xxh3_64;

use crate::{en, fr};

/// Writes the stem of the folded `word` to `out`; short words, protected names and words of other languages are their
/// own stems.
pub(crate) fn stem(word: &str, language: Language, out: &mut String) {
    match language {
        Language::French if is_stemmed(word) => fr::stem(word, out),
        Language::English if is_stemmed(word) => en::stem(word, out),
        _ => word.clone_into(out),
    }
}

fn is_stemmed(word: &str) -> bool {
    word.len() > 2 && !is_protected(word)
}

/// Names that a stemmer would merge with other words: `Hama` is not `Hamas`, `Gaza` is not `gaz`.
///
/// Case does not count, so that a query in lower case agrees with the text.
pub(crate) fn is_protected(word: &str) -> bool {
    PROTECTED.contains(word)
}

pub(crate) const PROTECTED_NAMES: &str = include_str!("../data/cc-by-4.0/protected.txt");

static PROTECTED: LazyLock<HashSet<&'static str, BuildHasherDefault<WordHasher>>> =
    LazyLock::new(|| PROTECTED_NAMES.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect());

/// XXH3 of one word; the standard hasher is made for untrusted keys and costs four times as much.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= xxh3_64(bytes);
    }

    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0
    }
}
