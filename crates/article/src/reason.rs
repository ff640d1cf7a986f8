//! Why an article has its date, kept as what it is so that it can be told in French and in English.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use crate::{DateEvidence, DateOrigin, Language};

/// What gave an article its date.
///
/// ```
/// use article::{DateReason, Language, YearReason};
///
/// let reason = DateReason::LatestDay(YearReason::Weekdays(2024));
/// assert_eq!(reason.to_string(), "latest day in the text, year from the weekdays, which fit 2024");
/// assert!(reason.words(Language::French).starts_with("dernier jour nommé"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateReason {
    /// The file says so.
    Stated(StatedDate),
    /// The file says when it was last changed, and nothing else.
    Changed(StatedDate),
    /// A dateline names day and month, something else the year.
    Dateline(YearReason),
    /// It is the latest day that the text names, and something else gives the year.
    LatestDay(YearReason),
}

/// What gave the year to a day without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum YearReason {
    /// A linked or quoted post of that day.
    Post(Date),
    /// Another day that the text prints with its year.
    Text(Date),
    /// The days that the text names with their weekdays, which fit in this year only.
    Weekdays(i16),
    /// Something in the file that names a year.
    Stated(StatedDate),
}

/// A date as the file states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedDate {
    /// Where it stood.
    pub origin: DateOrigin,
    /// Its first 60 characters as printed; empty where the place says enough.
    pub value: String,
}

/// What is kept of a printed date, in characters.
const LONGEST: usize = 60;

impl StatedDate {
    /// What `evidence` states, cut to what is shown.
    pub fn new(evidence: &DateEvidence) -> Self {
        let names_itself = matches!(
            evidence.origin,
            DateOrigin::Field(_) | DateOrigin::JsonLd(_) | DateOrigin::Meta(_) | DateOrigin::Url
        );
        let value = if names_itself { String::new() } else { evidence.value.trim().chars().take(LONGEST).collect() };
        Self { origin: evidence.origin.clone(), value }
    }

    /// `JSON-LD datePublished`, `header line «12:036/12/2024, vendredi»`.
    fn words(&self, language: Language) -> String {
        let value = quoted(&self.value, language);
        let (french, english) = match &self.origin {
            DateOrigin::Field(name) => (format!("champ {name}"), format!("field {name}")),
            DateOrigin::JsonLd(name) => (format!("JSON-LD {name}"), format!("JSON-LD {name}")),
            DateOrigin::Meta(name) => (format!("meta {name}"), format!("meta {name}")),
            DateOrigin::Element(name) => (format!("élément {name} {value}"), format!("element {name} {value}")),
            DateOrigin::Url => ("adresse de la page".to_owned(), "address of the page".to_owned()),
            DateOrigin::FileName => (format!("nom de fichier {value}"), format!("file name {value}")),
            DateOrigin::Header => (format!("ligne d’en-tête {value}"), format!("header line {value}")),
            DateOrigin::Dateline => (format!("date de la dépêche {value}"), format!("dateline {value}")),
            DateOrigin::PostId => {
                (format!("numéro d’un message, {}", self.value), format!("number of a post, {}", self.value))
            }
            DateOrigin::Copyright => (format!("mention de copyright {value}"), format!("copyright line {value}")),
        };
        if language == Language::French { french } else { english }
    }
}

impl YearReason {
    fn words(&self, language: Language) -> String {
        let is_french = language == Language::French;
        match self {
            Self::Stated(stated) => stated.words(language),
            Self::Post(day) if is_french => format!("un message du {day}"),
            Self::Post(day) => format!("a post of {day}"),
            Self::Text(day) if is_french => format!("{} dans le texte", quoted(&day.to_string(), language)),
            Self::Text(day) => format!("{} in the text", quoted(&day.to_string(), language)),
            Self::Weekdays(year) if is_french => format!("les jours de la semaine, qui conviennent à {year}"),
            Self::Weekdays(year) => format!("the weekdays, which fit {year}"),
        }
    }
}

impl DateReason {
    /// The reason in words, in French, or else in English.
    pub fn words(&self, language: Language) -> String {
        let is_french = language == Language::French;
        match self {
            Self::Stated(stated) => stated.words(language),
            Self::Changed(stated) if is_french => format!("dernière modification\u{a0}: {}", stated.words(language)),
            Self::Changed(stated) => format!("last change: {}", stated.words(language)),
            Self::Dateline(year) if is_french => format!("date de la dépêche, année d’après {}", year.words(language)),
            Self::Dateline(year) => format!("dateline, year from {}", year.words(language)),
            Self::LatestDay(year) if is_french => {
                format!("dernier jour nommé dans le texte, année d’après {}", year.words(language))
            }
            Self::LatestDay(year) => format!("latest day in the text, year from {}", year.words(language)),
        }
    }

    /// Serializes the reason as its words in English.
    pub(crate) fn in_english<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// In English.
impl fmt::Display for DateReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words(Language::English))
    }
}

/// In the quotation marks of the language; inside English words they are those of the log lines, which French shares.
fn quoted(text: &str, language: Language) -> String {
    match language {
        Language::French => format!("«\u{a0}{text}\u{a0}»"),
        _ => format!("«{text}»"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{DateReason, StatedDate, YearReason};
    use crate::{DateEvidence, DateOrigin, DateRole, Language};

    fn check(reason: &DateReason, english: &str, french: &str) {
        assert_eq!(reason.to_string(), english);
        assert_eq!(reason.words(Language::Other), english);
        assert_eq!(reason.words(Language::French).replace('\u{a0}', " "), french);
    }

    fn stated(origin: DateOrigin, value: &str) -> StatedDate {
        StatedDate::new(&DateEvidence { value: value.to_owned(), role: DateRole::Published, origin, span: None })
    }

    #[test]
    fn reasons_are_told_in_both_languages() {
        let meta = stated(DateOrigin::Meta("article:published_time".to_owned()), "2024-12-06");
        check(&DateReason::Stated(meta.clone()), "meta article:published_time", "meta article:published_time");
        check(
            &DateReason::Changed(stated(DateOrigin::Header, " MAJ 6/12/2024 ")),
            "last change: header line «MAJ 6/12/2024»",
            "dernière modification : ligne d’en-tête « MAJ 6/12/2024 »",
        );
        check(
            &DateReason::Dateline(YearReason::Text(date(2024, 11, 14))),
            "dateline, year from «2024-11-14» in the text",
            "date de la dépêche, année d’après « 2024-11-14 » dans le texte",
        );
        check(
            &DateReason::LatestDay(YearReason::Post(date(2024, 12, 5))),
            "latest day in the text, year from a post of 2024-12-05",
            "dernier jour nommé dans le texte, année d’après un message du 2024-12-05",
        );
        check(
            &DateReason::LatestDay(YearReason::Stated(stated(DateOrigin::Copyright, "© 2024"))),
            "latest day in the text, year from copyright line «© 2024»",
            "dernier jour nommé dans le texte, année d’après mention de copyright « © 2024 »",
        );
    }

    #[test]
    fn long_values_are_cut_between_characters() {
        let long = stated(DateOrigin::Header, &"é".repeat(200));
        assert_eq!(long.value.chars().count(), 60);
    }
}
