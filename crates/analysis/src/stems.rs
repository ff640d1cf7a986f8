//! Stems, with a cache: news repeats its words, and a stemmer costs more than a look-up.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use article::Language;
use xxhash_rust::xxh3::xxh3_64;

use crate::token::{Class, Token};
use crate::{en, fr};

/// Gives the stem of a word in either language, remembering those it has seen.
pub struct Stems {
    french: Cache,
    english: Cache,
    stemmer: frostem::Stemmer,
    plain: String,
}

type Cache = HashMap<Box<str>, Box<str>, BuildHasherDefault<WordHasher>>;

/// A cache that grew past this is emptied: hapaxes and numbers would fill any memory.
const MOST_CACHED: usize = 200_000;

impl Stems {
    /// An empty cache.
    pub fn new() -> Self {
        Self {
            french: Cache::default(),
            english: Cache::default(),
            stemmer: frostem::Stemmer::new(frostem::Algorithm::English),
            plain: String::new(),
        }
    }

    /// The stem of `token` in `language`; numbers, names of the protected list and other languages have none but
    /// the word itself.
    pub fn stem<'s>(&'s mut self, token: &Token<'_>, language: Language) -> &'s str {
        let is_stemmed = token.class == Class::Word && token.sign.is_none() && token.word.len() > 2;
        let cache = match language {
            Language::French if is_stemmed => &mut self.french,
            Language::English if is_stemmed => &mut self.english,
            _ => {
                self.plain.clear();
                self.plain.push_str(token.word);
                return &self.plain;
            }
        };
        if cache.len() > MOST_CACHED {
            cache.clear();
        }
        // Looked up twice because a borrow returned from the first branch would outlast it.
        if !cache.contains_key(token.word) {
            if is_protected(token.word) {
                token.word.clone_into(&mut self.plain);
            } else if language == Language::French {
                fr::stem(token.word, &mut self.plain);
            } else {
                en::stem(&self.stemmer, token.word, &mut self.plain);
            }
            cache.insert(token.word.into(), self.plain.as_str().into());
        }
        cache.get(token.word).map_or("", |stem| stem)
    }
}

impl Default for Stems {
    fn default() -> Self {
        Self::new()
    }
}

/// Names that a stemmer would merge with other words: `Hama` is not `Hamas`, `Gaza` is not `gaz`.
///
/// Case does not count, so that a query in lower case agrees with the text.
pub(crate) fn is_protected(word: &str) -> bool {
    PROTECTED.contains(word)
}

pub(crate) const PROTECTED_NAMES: &str = include_str!("../data/cc-by-4.0/protected.txt");

static PROTECTED: LazyLock<std::collections::HashSet<&'static str, BuildHasherDefault<WordHasher>>> =
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
