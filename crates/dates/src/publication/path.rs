//! Dates in addresses and file names: `/2024/12/05/`, `/2024/dec/05/`, `2024-12-05-grève.txt`, `20241205_1.html`.

use article::Precision;
use jiff::civil::Date;

use crate::text::{Lexicon, Sense};
use article::Language;

/// The date in `path`, the most exact one first.
pub(super) fn date(path: &str) -> Option<(Date, Precision)> {
    let parts: Vec<&str> = path.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let day = parts.windows(3).find_map(day).or_else(|| parts.iter().find_map(|part| compact(part)));
    if let Some(day) = day {
        return Some((day, Precision::Day));
    }
    // A year and a month need folders of their own: 2024-12 may begin a number.
    let folders: Vec<&str> = path.split('/').collect();
    let first_of = |first: &str, second: &str| Date::new(year(first)?, month(second)?, 1).ok();
    let apart = folders.windows(2).find_map(|pair| first_of(pair[0], pair[1]));
    let joined = || folders.iter().find_map(|folder| folder.split_once(['-', '_']).and_then(|(y, m)| first_of(y, m)));
    apart.or_else(joined).map(|first| (first, Precision::Month))
}

fn day(window: &[&str]) -> Option<Date> {
    let [first, second, third] = window else { return None };
    let read = |y: &str, m: &str, d: &str| Date::new(year(y)?, month(m)?, number(d)?).ok();
    read(first, second, third).or_else(|| read(third, second, first))
}

/// `20241205`, alone or before a letter or a number of its own.
fn compact(part: &str) -> Option<Date> {
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 8 && digits != 14 && digits != 12 {
        return None;
    }
    Date::new(year(part.get(..4)?)?, month(part.get(4..6)?)?, number(part.get(6..8)?)?).ok()
}

fn year(word: &str) -> Option<i16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (1800..2100).contains(&year).then_some(year)
}

fn month(word: &str) -> Option<i8> {
    if let Some(month) = number(word) {
        return (1..=12).contains(&month).then_some(month);
    }
    Language::ANALYSED.iter().find_map(|language| match Lexicon::of(*language).sense(&analysis::fold(word)) {
        Sense::Month(month) => Some(month.number),
        _ => None,
    })
}

fn number(word: &str) -> Option<i8> {
    if word.is_empty() || word.len() > 2 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    word.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as on;

    #[test]
    fn days_in_paths() {
        for path in [
            "https://example.org/2024/12/05/hama",
            "/2024/dec/05/hama.html",
            "hama-2024-12-05.txt",
            "archive/20241205_hama.html",
            "05-12-2024.md",
        ] {
            assert_eq!(date(path), Some((on(2024, 12, 5), Precision::Day)), "{path}");
        }
        for path in ["/2024/12/hama", "archives/2024-12/hama.txt", "2024-12", "/2024/dec/hama"] {
            assert_eq!(date(path), Some((on(2024, 12, 1), Precision::Month)), "{path}");
        }
        for path in ["/actu/123456789012345", "/2024-13-45", "/article-2024", "/12/2024x"] {
            assert_eq!(date(path), None, "{path}");
        }
    }
}
