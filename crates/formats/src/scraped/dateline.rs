//! Finds the place and date that open a wire story: «PARIS, 5 déc (AFP) –», «LONDON, March 3 (Reuters) -».

use std::ops::Range;

use super::agency::agency;
use super::dated::{Rest, dated_line, first_date};

/// What stands before the story itself, as bytes of the paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The date as printed, if one is.
    pub(crate) date: Option<Range<usize>>,
    /// The agency in brackets, if it is a known one.
    pub(crate) agency: Option<Range<usize>>,
}

/// Reads the opening of a paragraph. A dateline ends with a dash and begins with a place.
pub(crate) fn dateline(paragraph: &str) -> Option<Dateline> {
    let head = head(paragraph)?;
    if let Some(date) = date_alone(head, paragraph) {
        return Some(Dateline { date: Some(date), agency: None });
    }
    let bracket = head.find('(').zip(head.rfind(')')).filter(|(open, close)| open < close);
    let agency = bracket.map(|(open, close)| open + 1..close).filter(|range| agency(&head[range.clone()]).is_some());
    let place_end = head.find([',', '(', '/']).unwrap_or(head.len());
    let date = first_date(head);
    if !is_place(head[..place_end].trim()) || date.is_none() && agency.is_none() {
        return None;
    }
    Some(Dateline { date, agency })
}

/// A full date that opens a paragraph by itself: «22 mai 2012. – Le conseil …», or with its place: «22 mai 2012, Lyon. –».
fn date_alone(head: &str, paragraph: &str) -> Option<Range<usize>> {
    let line = dated_line(head)?;
    let date = line.dates.into_iter().next()?.range;
    let year = head[date.clone()].split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    let dashed = paragraph[head.len()..].starts_with(['-', '–', '—']);
    (date.start == 0 && line.rest != Rest::Words && year && dashed).then_some(date)
}

/// What stands before the first dash, if it stands early.
fn head(paragraph: &str) -> Option<&str> {
    let longest = paragraph.char_indices().nth(LONGEST).map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..longest];
    let bytes_at = |at: usize| head[at..].chars().next();
    let dash = head.char_indices().find(|(at, c)| match c {
        '—' | '–' => true,
        // A hyphen counts between blanks, or at the very end.
        '-' => {
            head[..*at].ends_with(char::is_whitespace) && bytes_at(at + 1).is_none_or(|c| c.is_whitespace() || c == '-')
                || head[..*at].ends_with(')')
        }
        _ => false,
    });
    let end = match dash {
        Some((at, _)) => at,
        None => head.find(')')? + 1,
    };
    Some(&head[..end])
}

const LONGEST: usize = 80;

/// One to five capitalised words, as printed for places.
fn is_place(text: &str) -> bool {
    let mut words = text.split([' ', '-', '\u{A0}']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && text.chars().count() <= 45
        && text.starts_with(char::is_uppercase)
        && words.enumerate().all(|(at, word)| {
            at < 6
                && (word.starts_with(|c: char| c.is_uppercase())
                    || word.len() <= 4 && word.chars().all(char::is_alphabetic))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, date: Option<&str>, agency: Option<&str>) {
        let found = dateline(paragraph).unwrap_or_else(|| panic!("no dateline in {paragraph}"));
        assert_eq!(found.date.map(|range| &paragraph[range]), date, "{paragraph}");
        assert_eq!(found.agency.map(|range| &paragraph[range]), agency, "{paragraph}");
    }

    #[test]
    fn wire_stories_open_with_place_and_date() {
        check("PARIS, 5 déc (AFP) – Le gouvernement", Some("5 déc"), Some("AFP"));
        check("LONDON, March 3 (Reuters) - Shares rose", Some("March 3"), Some("Reuters"));
        check("WASHINGTON, Feb 26 -", Some("Feb 26"), None);
        check("NEW YORK (AP) — Police said", None, Some("AP"));
        check("Saint-Denis de la Réunion, 5 décembre 2024 (AFP) - Un cyclone", Some("5 décembre 2024"), Some("AFP"));
    }

    #[test]
    fn a_date_may_stand_alone() {
        check("22 mai 2012. - Prévu pour samedi, le lancement", Some("22 mai 2012"), None);
        assert_eq!(dateline("22 mai - Prévu pour samedi"), None);
        assert_eq!(dateline("22 mai 2012, une date - funeste - pour"), None);
    }

    #[test]
    fn prose_does_not() {
        assert_eq!(dateline("Le 5 décembre – jour de fête – la ville"), None);
        assert_eq!(dateline("Hayat Tahrir al-Sham (HTS) – anciennement connu"), None);
        assert_eq!(dateline("It was raining in March - hard."), None);
    }
}
