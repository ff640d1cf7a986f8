//! The words that mean something to the grammar of dates, for each language.

use std::collections::HashMap;
use std::sync::LazyLock;

use article::Language;

use super::{Month, Sense};
use crate::{en, fr};

/// The words of one language, folded.
pub(crate) struct Lexicon {
    senses: HashMap<&'static str, Sense>,
    /// The longest word in it, in bytes.
    longest: usize,
    /// [`Language::French`] or [`Language::English`].
    pub(crate) language: Language,
}

static FRENCH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(Language::French));
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(Language::English));

impl Lexicon {
    /// The lexicon for `language`; texts in neither language are read with the French one, which reads figures day
    /// first, as most of the world does.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::French | Language::Other => &FRENCH,
        }
    }

    /// What `word` (folded) may mean.
    pub(crate) fn sense(&self, word: &str) -> Sense {
        if word.len() > self.longest {
            return Sense::Unknown;
        }
        self.senses.get(word).copied().unwrap_or(Sense::Unknown)
    }

    /// Whether figures such as 5/12/2024 are read month first.
    pub(crate) fn month_first(&self) -> bool {
        self.language == Language::English
    }

    fn new(language: Language) -> Self {
        let french = language == Language::French;
        let mut senses = HashMap::new();
        // Texts quote the other language, so its full names count too; the own language is put in last and wins.
        for own in [false, true] {
            let names = if french == own { &FRENCH_NAMES } else { &ENGLISH_NAMES };
            let month = |number, short| Sense::Month(Month { number, short, english: french != own });
            senses.extend(names.months.iter().map(|(name, number)| (*name, month(*number, false))));
            senses.extend(names.weekdays.iter().map(|(name, number)| (*name, Sense::Weekday(*number))));
            if own {
                senses.extend(names.words.iter().copied());
                for (name, number) in names.short_weekdays {
                    senses.entry(*name).or_insert(Sense::ShortWeekday(*number));
                }
                for (name, number) in names.short_months {
                    senses.entry(*name).or_insert(month(*number, true));
                }
            }
        }
        // In the other language these are planets, initials and parts of names.
        for homonym in if french { ["march", "may"] } else { ["mars", "mai"] } {
            senses.remove(homonym);
        }
        let longest = senses.keys().map(|word| word.len()).max().unwrap_or_default();
        Self { senses, longest, language: if french { Language::French } else { Language::English } }
    }
}

struct Names {
    months: &'static [(&'static str, i8)],
    short_months: &'static [(&'static str, i8)],
    weekdays: &'static [(&'static str, i8)],
    short_weekdays: &'static [(&'static str, i8)],
    words: &'static [(&'static str, Sense)],
}

static FRENCH_NAMES: Names = Names {
    months: fr::months::MONTHS,
    short_months: fr::months::SHORT_MONTHS,
    weekdays: fr::months::WEEKDAYS,
    short_weekdays: fr::months::SHORT_WEEKDAYS,
    words: fr::words::WORDS,
};

static ENGLISH_NAMES: Names = Names {
    months: en::months::MONTHS,
    short_months: en::months::SHORT_MONTHS,
    weekdays: en::months::WEEKDAYS,
    short_weekdays: en::months::SHORT_WEEKDAYS,
    words: en::words::WORDS,
};
