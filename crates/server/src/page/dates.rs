//! Dates as people write them, in French and in English, and how surely they are known.

use article::{Confidence, Language, Precision, Published, Stamp};
use jiff::civil::{Date, Time};

use super::phrases::Phrases;

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

impl Phrases {
    /// «5 December 2024».
    pub(crate) fn day(&self, date: Date) -> String {
        let day = date.day();
        // The first of a month is an ordinal in French, the other days are not.
        let ordinal = if self.language == Language::French && day == 1 { "er" } else { "" };
        format!("{day}{ordinal} {}", self.month(date))
    }

    /// «December 2024».
    pub(crate) fn month(&self, date: Date) -> String {
        let names = if self.language == Language::French { &FRENCH } else { &ENGLISH };
        let month = usize::try_from(date.month()).ok().and_then(|month| names.get(month.checked_sub(1)?));
        format!("{} {}", month.copied().unwrap_or_default(), date.year())
    }

    fn time(&self, time: Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        match self.language {
            Language::French => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
            _ => format!("{hour}:{minute:02}"),
        }
    }

    /// A date as exactly as it is known.
    pub(crate) fn published_on(&self, published: &Published) -> String {
        self.known_as(published.date, published.time, published.precision)
    }

    /// The same of a date without its evidence.
    pub(crate) fn known_as(&self, date: Date, time: Option<Time>, precision: Precision) -> String {
        match precision {
            Precision::Year => date.year().to_string(),
            Precision::Month => self.month(date),
            Precision::Day | Precision::Minute => self.moment(date, time),
        }
    }

    /// Why it has its date.
    pub(crate) fn evidence(&self, published: &Published) -> String {
        published.evidence.words(self.language)
    }

    /// A day, with the time if it is known.
    fn moment(&self, date: Date, time: Option<Time>) -> String {
        match time {
            Some(time) => format!("{}, {}", self.day(date), self.time(time)),
            None => self.day(date),
        }
    }

    /// When an article was changed.
    pub(crate) fn stamp(&self, stamp: Stamp) -> String {
        self.moment(stamp.date, stamp.time)
    }

    /// How surely a date is known; nothing where it is certain.
    pub(crate) fn confidence(&self, confidence: Confidence) -> Option<&'static str> {
        match (confidence, self.language) {
            (Confidence::Certain, _) => None,
            (Confidence::Likely, Language::French) => Some("probable"),
            (Confidence::Likely, _) => Some("likely"),
            (Confidence::Guess, Language::French) => Some("supposée"),
            (Confidence::Guess, _) => Some("a guess"),
        }
    }

    /// A stretch of days as one would say it: a day, a month, a year, else its two ends.
    pub(crate) fn days(&self, from: Date, until: Date) -> String {
        if from == until {
            self.day(from)
        } else if from == from.first_of_month() && until == from.last_of_month() {
            self.month(from)
        } else if from == from.first_of_year() && until == from.last_of_year() {
            from.year().to_string()
        } else if from == from.first_of_year() && until == until.last_of_year() {
            format!("{}–{}", from.year(), until.year())
        } else {
            format!("{} – {}", self.day(from), self.day(until))
        }
    }
}

#[cfg(test)]
mod tests {
    use article::{Confidence, Language, Precision, Published};
    use jiff::civil::{date, time};

    use super::Phrases;

    fn check(precision: Precision, english: &str, french: &str) {
        let published = Published {
            date: date(2024, 12, 1),
            time: (precision == Precision::Minute).then(|| time(9, 5, 0, 0)),
            precision,
            confidence: Confidence::Certain,
            evidence: article::DateReason::LatestDay(article::YearReason::Weekdays(2024)),
        };
        assert_eq!(Phrases::of(Language::English).published_on(&published), english);
        assert_eq!(Phrases::of(Language::French).published_on(&published), french);
    }

    #[test]
    fn dates_are_as_exact_as_they_are_known() {
        check(Precision::Minute, "1 December 2024, 9:05", "1er décembre 2024, 9\u{a0}h\u{a0}05");
        check(Precision::Day, "1 December 2024", "1er décembre 2024");
        check(Precision::Month, "December 2024", "décembre 2024");
        check(Precision::Year, "2024", "2024");
    }

    #[test]
    fn stretches_are_named_by_their_unit() {
        let french = Phrases::of(Language::French);
        assert_eq!(french.days(date(2024, 12, 5), date(2024, 12, 5)), "5 décembre 2024");
        assert_eq!(french.days(date(2024, 2, 1), date(2024, 2, 29)), "février 2024");
        assert_eq!(french.days(date(2024, 1, 1), date(2024, 12, 31)), "2024");
        assert_eq!(french.days(date(1980, 1, 1), date(1989, 12, 31)), "1980–1989");
        assert_eq!(french.days(date(2024, 11, 30), date(2024, 12, 1)), "30 novembre 2024 – 1er décembre 2024");
    }
}
