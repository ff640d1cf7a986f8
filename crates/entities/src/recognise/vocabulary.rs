//! What single words tell about the names near them.
//!
//! Takes the hash of a folded word, gives its classes: titles, heads of organisations, prepositions of place, given
//! names, demonyms, ordinary words.

use analysis::fold;

use crate::hash::{self, Map};

/// Classes of one word, as bits.
pub(crate) type Classes = u32;

pub(crate) const TITLE: Classes = 1;
pub(crate) const TITLE_TAIL: Classes = 1 << 1;
pub(crate) const HEAD_FR: Classes = 1 << 2;
pub(crate) const HEAD_LOWER: Classes = 1 << 3;
pub(crate) const HEAD_EN: Classes = 1 << 4;
pub(crate) const HEAD_OF: Classes = 1 << 5;
pub(crate) const ORG_NOUN: Classes = 1 << 6;
pub(crate) const PLACE_NOUN: Classes = 1 << 7;
pub(crate) const PLACE_PREP: Classes = 1 << 8;
pub(crate) const PLACE_HEAD: Classes = 1 << 9;
pub(crate) const PLACE_TAIL: Classes = 1 << 10;
pub(crate) const SAY: Classes = 1 << 11;
pub(crate) const SUBJECT: Classes = 1 << 12;
pub(crate) const SPEECH_OF: Classes = 1 << 13;
/// The surname of several people; only the tagger asks.
pub(crate) const SURNAME: Classes = 1 << 14;
pub(crate) const KUNYA: Classes = 1 << 15;
pub(crate) const CALENDAR: Classes = 1 << 16;
pub(crate) const OTHER: Classes = 1 << 17;
pub(crate) const EVENT: Classes = 1 << 18;
pub(crate) const GIVEN: Classes = 1 << 19;
pub(crate) const DEMONYM: Classes = 1 << 20;
pub(crate) const ORDINARY: Classes = 1 << 21;
pub(crate) const OF: Classes = 1 << 22;
pub(crate) const AND: Classes = 1 << 23;
pub(crate) const DE: Classes = 1 << 24;
pub(crate) const ARTICLE: Classes = 1 << 25;
pub(crate) const FOR: Classes = 1 << 26;
pub(crate) const JOIN_FR: Classes = 1 << 27;
pub(crate) const ARABIC: Classes = 1 << 28;
pub(crate) const NOBLE: Classes = 1 << 29;
pub(crate) const PLACE_LOWER: Classes = 1 << 30;
pub(crate) const COMPASS: Classes = 1 << 31;

/// Words too small to be anybody's given name, whatever a list says.
const SMALL: Classes =
    OF | AND | DE | ARTICLE | FOR | JOIN_FR | PLACE_PREP | SUBJECT | SPEECH_OF | CALENDAR | ARABIC | OTHER | TITLE_TAIL;

/// The classes by the names that `own/words.txt` gives them.
const SECTIONS: &[(&str, Classes)] = &[
    ("title", TITLE),
    ("title_tail", TITLE_TAIL),
    ("head_fr", HEAD_FR),
    ("head_lower", HEAD_LOWER),
    ("head_en", HEAD_EN),
    ("head_of", HEAD_OF),
    ("org_noun", ORG_NOUN),
    ("place_noun", PLACE_NOUN),
    ("place_prep", PLACE_PREP),
    ("place_head", PLACE_HEAD),
    ("place_tail", PLACE_TAIL),
    ("say", SAY),
    ("subject", SUBJECT),
    ("speech_of", SPEECH_OF),
    ("of", OF),
    ("and", AND),
    ("de", DE),
    ("article", ARTICLE),
    ("for", FOR),
    ("join_fr", JOIN_FR),
    ("arabic", ARABIC),
    ("noble", NOBLE),
    ("place_lower", PLACE_LOWER),
    ("compass", COMPASS),
    ("kunya", KUNYA),
    ("calendar", CALENDAR),
    ("other", OTHER),
    ("event", EVENT),
    ("demonym", DEMONYM),
    ("given", GIVEN),
];

/// The classes of all known words.
pub(crate) struct Vocabulary {
    words: Map<u64, Classes>,
}

impl Vocabulary {
    pub(crate) fn new() -> Self {
        let mut vocabulary = Self { words: Map::default() };
        let mut class = 0;
        for line in lines(include_str!("../../data/own/words.txt")) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => class = SECTIONS.iter().find(|(known, _)| *known == name).map_or(0, |(_, class)| *class),
                None => line.split_whitespace().for_each(|word| vocabulary.add(word, class)),
            }
        }
        for (list, class) in [
            (include_str!("../../data/cc0-1.0/given_names.txt"), GIVEN),
            (include_str!("../../data/cc0-1.0/surnames.txt"), SURNAME),
            (include_str!("../../data/odbl-1.0/demonyms.txt"), DEMONYM),
            (include_str!("../../data/cc-by-sa-4.0/ordinary.txt"), ORDINARY),
            (include_str!("../../data/own/ordinary.txt"), ORDINARY),
        ] {
            lines(list).for_each(|word| vocabulary.add(word, class));
        }
        for classes in vocabulary.words.values_mut() {
            if *classes & SMALL != 0 {
                *classes &= !GIVEN;
            }
            // `Baker` and `Roy` say little.
            if *classes & (ORDINARY | SMALL) != 0 {
                *classes &= !SURNAME;
            }
        }
        vocabulary
    }

    fn add(&mut self, word: &str, class: Classes) {
        *self.words.entry(of(word)).or_default() |= class;
    }

    /// The classes of a word, given by its hash; 0 for an unknown one.
    #[inline]
    pub(crate) fn classes(&self, word: u64) -> Classes {
        self.words.get(&word).copied().unwrap_or(0)
    }
}

/// The hash of a word, as tokens have it.
pub(crate) fn of(word: &str) -> u64 {
    hash::of_bytes(fold(word).as_bytes())
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
