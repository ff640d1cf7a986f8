//! Dates that are written outside the text: in a URL, in the name of a file, in a field of its own.

use std::ops::Range;
use std::path::Path;

use article::{DateEvidence, DateOrigin, DateRole};

/// The host of a URL, without `www.`.
pub(crate) fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    host.contains('.').then_some(host)
}

/// What follows the host in a URL.
pub(crate) fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("", |at| &rest[at..])
}

/// The date that the path of a URL spells: `/2024/12/05/`, `/2024/12/`, `-20241205`.
///
/// ```text
/// /monde/2024/12/05/accord.html  ->  2024/12/05
/// ```
pub(crate) fn date_in_path(path: &str) -> Option<&str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    find_date(path).map(|range| &path[range])
}

/// What the names of a file and of the folders above it say about a date.
pub fn dates_in_name(inside: &Path) -> Vec<DateEvidence> {
    let name = inside.to_string_lossy().replace('\\', "/");
    let file_at = name.rfind('/').map_or(0, |slash| slash + 1);
    // The name of the file is nearer to the article than that of its folder, but `2024/12/05.txt` is one date.
    let in_file = find_date(&name[file_at..]).map(|range| range.start + file_at..range.end + file_at);
    let found = match in_file {
        Some(range) => Some(range),
        None => find_date(&name),
    };
    let value = found.map(|range| name[range].to_owned());
    let evidence = |value| DateEvidence { value, role: DateRole::Published, origin: DateOrigin::FileName, span: None };
    value.map(evidence).into_iter().collect()
}

/// The date of a dateline that is a field of its own; it was put into the text at `start`.
pub(crate) fn dateline(dateline: &str, start: usize) -> Option<DateEvidence> {
    let range = crate::scraped::date_of(dateline)?;
    let span = start + range.start..start + range.end;
    let (role, origin) = (DateRole::Published, DateOrigin::Dateline);
    Some(DateEvidence { value: dateline[range].to_owned(), role, origin, span: Some(span) })
}

/// A day if there is one, else a month: digits in the order year, month, day, apart or in one run of eight.
fn find_date(text: &str) -> Option<Range<usize>> {
    let mut month = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length = digits(bytes, at);
        if length == 0 {
            at += 1;
            continue;
        }
        let run = at..at + length;
        at = run.end;
        let letter_before =
            run.start > 0 && bytes[run.start - 1].is_ascii_alphanumeric() && is_hex_word(bytes, run.start);
        match length {
            8 | 12 | 14 if !letter_before && is_day(&text[run.start..run.start + 8]) => return Some(run),
            4 if !letter_before && is_year(&text[run.clone()]) => match after_year(text, run.clone()) {
                Some(found) if found.len() >= 8 => return Some(found),
                Some(found) => month = month.or(Some(found)),
                None => {}
            },
            1 | 2 if !letter_before => {
                if let Some(found) = day_first(text, run) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    month
}

/// A run of digits inside a hash is no date: letters stand right before it, and digits before those.
fn is_hex_word(bytes: &[u8], start: usize) -> bool {
    let word = bytes[..start].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric());
    word.into_iter().any(u8::is_ascii_digit)
}

/// `2024-12-05`, `2024/12/5`, `2024_12`: from a year on.
fn after_year(text: &str, year: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let separator = *bytes.get(year.end)?;
    if !matches!(separator, b'-' | b'/' | b'_' | b'.') {
        return None;
    }
    let month_at = year.end + 1;
    let month = month_at..month_at + digits(bytes, month_at).max(letters(bytes, month_at));
    if !in_range(&text[month.clone()], 12) && !crate::scraped::is_month(&text[month.clone()]) {
        return None;
    }
    let day_at = month.end + 1;
    if bytes.get(month.end) == Some(&separator) {
        let day = day_at..day_at + digits(bytes, day_at);
        if in_range(&text[day.clone()], 31) {
            return Some(year.start..day.end);
        }
    }
    let ends = bytes.get(month.end).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    (month.len() >= 2 && ends).then_some(year.start..month.end)
}

/// `05-12-2024`: from a day on.
fn day_first(text: &str, day: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let separator = *bytes.get(day.end).filter(|mark| matches!(mark, b'-' | b'/' | b'_' | b'.'))?;
    let month = day.end + 1..day.end + 1 + digits(bytes, day.end + 1);
    if !in_range(&text[day.clone()], 31)
        || !in_range(&text[month.clone()], 12)
        || bytes.get(month.end) != Some(&separator)
    {
        return None;
    }
    let year = month.end + 1..month.end + 1 + digits(bytes, month.end + 1);
    (year.len() == 4 && is_year(&text[year.clone()])).then_some(day.start..year.end)
}

fn letters(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

fn digits(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn is_year(text: &str) -> bool {
    text.parse().is_ok_and(|year: u32| (1800..2100).contains(&year))
}

fn is_day(eight: &str) -> bool {
    is_year(&eight[..4]) && in_range(&eight[4..6], 12) && in_range(&eight[6..8], 31)
}

fn in_range(text: &str, most: u32) -> bool {
    (1..=2).contains(&text.len()) && text.parse().is_ok_and(|number: u32| (1..=most).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Option<&str>) {
        assert_eq!(date_in_path(path), expected, "{path}");
    }

    #[test]
    fn paths_spell_dates() {
        check("/monde/2024/12/05/accord.html", Some("2024/12/05"));
        check("/2024/12/accord", Some("2024/12"));
        check("/accord-20241205.html", Some("20241205"));
        check("/a/2024-12-05-accord", Some("2024-12-05"));
        check("/2024/dec/05/accord", Some("2024/dec/05"));
        check("/accord_05-12-2024.html", Some("05-12-2024"));
        check("/article/1234567890", None);
        check("/2024/150-morts", None);
        check("/x?date=2024-12-05", None);
    }

    #[test]
    fn names_of_files_and_folders_are_read() {
        let value = |path: &str| dates_in_name(Path::new(path)).pop().map(|evidence| evidence.value);
        assert_eq!(value("afp/2024/12/05/depeche.txt").as_deref(), Some("2024/12/05"));
        assert_eq!(value("2024/12/05.txt").as_deref(), Some("2024/12/05"));
        assert_eq!(value("2023/une-2024-12-05.html").as_deref(), Some("2024-12-05"));
        assert_eq!(value("AFP20241205T1203.txt").as_deref(), Some("20241205"));
        assert_eq!(value("000_0de8927f515be625.txt"), None);
        assert_eq!(value("a20241205b20241205.txt").as_deref(), Some("20241205"));
        assert_eq!(value("1f20241205.txt"), None);
    }

    #[test]
    fn hosts_lose_their_www() {
        assert_eq!(host_of("https://www.exemple.fr/a"), Some("exemple.fr"));
        assert_eq!(host_of("mailto:x"), None);
    }
}
