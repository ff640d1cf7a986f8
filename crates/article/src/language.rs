//! The languages that Depeche tells apart.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The language of a paragraph, or the main language of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// French, with stems and elision of its own.
    #[serde(rename = "fr")]
    French,
    /// English, with stems and possessives of its own.
    #[serde(rename = "en")]
    English,
    /// Any other language, or one not judged yet: words are searched as they are printed.
    #[serde(rename = "other")]
    Other,
}

impl Language {
    /// The two languages with rules of their own.
    pub const ANALYSED: [Self; 2] = [Self::French, Self::English];

    /// The code used on the command line, in JSON and in the index: `fr`, `en` or `other`.
    pub fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language name that is none of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLanguage(pub String);

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a language known here: write fr, en or other", self.0)
    }
}

impl std::error::Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a code or a name, with or without a region.
    ///
    /// ```
    /// # use article::Language;
    /// assert_eq!("fr-CA".parse(), Ok(Language::French));
    /// assert_eq!("English".parse(), Ok(Language::English));
    /// assert_eq!("de".parse(), Ok(Language::Other));
    /// assert!("klingon-like nonsense".parse::<Language>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lower = text.trim().to_lowercase();
        let code = lower.split(['-', '_']).next().unwrap_or_default();
        match code {
            "fr" | "fra" | "fre" | "french" | "francais" | "français" => Ok(Self::French),
            "en" | "eng" | "english" | "anglais" => Ok(Self::English),
            "other" | "und" | "autre" => Ok(Self::Other),
            _ if matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase()) => Ok(Self::Other),
            _ => Err(UnknownLanguage(text.to_owned())),
        }
    }
}
