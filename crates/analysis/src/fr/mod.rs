//! French: its stems, its stop words, the little words that give it away.

mod lists;
mod stemmer;

pub(crate) use lists::LISTS;
pub(crate) use stemmer::stem;

/// Words that carry no subject: optional in queries, never dropped from the index.
pub(crate) const STOP_WORDS: &str = include_str!("stop_words.txt");

/// Words so common in French, and so rare in English and in French's sister languages, that a few tell it.
pub(crate) const TELLING_WORDS: &[&str] = &[
    "le", "les", "des", "du", "une", "dans", "qui", "pas", "avec", "ont", "été", "sont", "aux", "cette", "ces", "elle",
    "ils", "elles", "nous", "vous", "où", "leur", "leurs", "ses", "mais", "et", "était", "après", "depuis", "selon",
    "être", "dont", "très", "aussi", "ainsi", "pour", "par", "ce", "au", "à", "est", "il", "plus", "sur",
];
