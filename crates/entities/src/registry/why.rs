//! The reason why a name belongs to an entity.

use std::fmt;

use crate::shipped::SOURCES;

/// Why a name belongs to an entity; kept with every link, so that it can be shown and undone.
///
/// ```
/// assert_eq!(entities::Why::Acronym { articles: 12 }.to_string(), "defined as its acronym in 12 articles");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Articles print it, and it is the name the entity is known by.
    Printed,
    /// The user's own file says so.
    User,
    /// The same but for hyphens, blanks or Arabic articles.
    Spelling,
    /// A table that ships with the program says so.
    Listed {
        /// The file under `data/`.
        source: &'static str,
    },
    /// Articles define it: «Hayat Tahrir al-Sham (HTS)».
    Acronym {
        /// How many.
        articles: u32,
    },
    /// The same person's name with a title, an initial, a familiar given name, or its parts in another order.
    Form,
    /// Its words say the same in the other language: a country, and what kind of body it is.
    Translation,
    /// Two or more of its words are the same in another transliteration.
    Transliteration,
    /// A transliteration of exactly one listed place of a country that the archive speaks of.
    ListedPlace,
    /// Articles that give the full name use it for short.
    Short {
        /// How many.
        articles: u32,
    },
    /// It is a part of the name, such as the surname.
    Part,
}

impl Why {
    /// As two numbers.
    pub(super) fn encode(self) -> (u8, u32) {
        match self {
            Self::Printed => (0, 0),
            Self::User => (1, 0),
            Self::Spelling => (2, 0),
            Self::Listed { source } => {
                let number = SOURCES.iter().position(|known| known.path == source);
                (3, number.map_or(u32::MAX, |number| number as u32))
            }
            Self::Acronym { articles } => (4, articles),
            Self::Transliteration => (5, 0),
            Self::ListedPlace => (6, 0),
            Self::Short { articles } => (7, articles),
            Self::Part => (8, 0),
            Self::Form => (9, 0),
            Self::Translation => (10, 0),
        }
    }

    /// From the numbers of [`Self::encode`].
    pub(super) fn decode(code: u8, argument: u32) -> Self {
        match code {
            0 => Self::Printed,
            1 => Self::User,
            2 => Self::Spelling,
            3 => Self::Listed { source: SOURCES.get(argument as usize).map_or("a list", |source| source.path) },
            4 => Self::Acronym { articles: argument },
            5 => Self::Transliteration,
            6 => Self::ListedPlace,
            7 => Self::Short { articles: argument },
            9 => Self::Form,
            10 => Self::Translation,
            _ => Self::Part,
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |articles: &u32| if *articles == 1 { "" } else { "s" };
        match self {
            Self::Printed => f.write_str("printed so"),
            Self::User => f.write_str("your own names file"),
            Self::Spelling => f.write_str("the same but for hyphens, blanks or articles"),
            Self::Listed { source } => write!(f, "listed in {source}"),
            Self::Acronym { articles } => {
                write!(f, "defined as its acronym in {articles} article{}", plural(articles))
            }
            Self::Form => f.write_str("the same name in another form"),
            Self::Translation => f.write_str("its words say the same"),
            Self::Transliteration => f.write_str("another transliteration"),
            Self::ListedPlace => f.write_str("a transliteration of one listed place of the country"),
            Self::Short { articles } => write!(f, "short for it in {articles} article{}", plural(articles)),
            Self::Part => f.write_str("a part of its name"),
        }
    }
}
