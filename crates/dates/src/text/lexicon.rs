//! What single words mean to the grammar of dates, in the language of their paragraph.

use std::collections::HashMap;
use std::sync::LazyLock;

use article::Language;

use crate::{en, fr};

/// What a token may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A word that no rule asks for.
    Unknown,
    /// A run of figures: its value, held at the largest, and how many figures.
    Figures(u32, u8),
    /// Anything that is neither letter nor figure.
    Mark(char),
    /// A month.
    Month(Month),
    /// A day of the week: 1 for Monday.
    Weekday(i8),
    /// A short form of a day of the week.
    ShortWeekday(i8),
}

/// The name of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Month {
    /// 1 for January.
    pub(crate) number: i8,
    /// Whether it is an abbreviation, another word without a number beside it.
    pub(crate) short: bool,
    /// Whether it is English, where the day may follow it.
    pub(crate) english: bool,
}

/// The words of one language, folded.
pub(crate) struct Lexicon {
    senses: HashMap<&'static str, Sense>,
    /// The longest word in it, in bytes.
    longest: usize,
    /// Whether figures such as 5/12/2024 are read month first.
    pub(crate) month_first: bool,
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
        Self { senses, longest, month_first: !french }
    }
}

struct Names {
    months: &'static [(&'static str, i8)],
    short_months: &'static [(&'static str, i8)],
    weekdays: &'static [(&'static str, i8)],
    short_weekdays: &'static [(&'static str, i8)],
}

static FRENCH_NAMES: Names = Names {
    months: fr::months::MONTHS,
    short_months: fr::months::SHORT_MONTHS,
    weekdays: fr::months::WEEKDAYS,
    short_weekdays: fr::months::SHORT_WEEKDAYS,
};

static ENGLISH_NAMES: Names = Names {
    months: en::months::MONTHS,
    short_months: en::months::SHORT_MONTHS,
    weekdays: en::months::WEEKDAYS,
    short_weekdays: en::months::SHORT_WEEKDAYS,
};
