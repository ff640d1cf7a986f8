//! Shows the place in a query that an error is about.

use std::fmt;
use std::ops::Range;

use super::style::printable;

/// A query that cannot be honoured, with the query.
#[derive(Debug)]
pub(crate) struct Misread {
    error: query::Error,
    text: String,
}

impl Misread {
    /// `error` about the query `text`.
    pub(crate) fn new(error: query::Error, text: &str) -> Self {
        Self { error, text: text.to_owned() }
    }

    /// What would work, where that is known.
    pub(crate) fn hint(&self) -> Option<String> {
        self.error.hint()
    }

    /// The query with its place underlined, as two lines; `None` where the error is about no place in it.
    pub(crate) fn place(&self) -> Option<[String; 2]> {
        let query::Error::Query(error) = &self.error else { return None };
        underlined(&self.text, error.span.clone())
    }

    /// The query without this mistake, where that follows from the mistake alone.
    pub(crate) fn mended(&self) -> Option<String> {
        let query::Error::Query(error) = &self.error else { return None };
        let (before, after) = (self.text.get(..error.span.start)?, self.text.get(error.span.end..)?);
        let mended = format!("{before}{}{after}", error.replacement()?);
        (!error.span.is_empty() && !mended.trim().is_empty()).then(|| printable(mended.trim()))
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for Misread {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

/// Characters shown on either side of the place, and at most of it.
const AROUND: usize = 30;

fn underlined(text: &str, span: Range<usize>) -> Option<[String; 2]> {
    let (before, inside, after) = (text.get(..span.start)?, text.get(span.clone())?, text.get(span.end..)?);
    if inside.is_empty() {
        return None;
    }
    let skipped = before.chars().count().saturating_sub(AROUND);
    let mut line: String = before.chars().skip(skipped).collect();
    if skipped > 0 {
        line.insert(0, '…');
    }
    let line = printable(&line);
    let marked = printable(&inside.chars().take(2 * AROUND).collect::<String>());
    let rest: String = after.chars().take(AROUND).collect();
    let rest = if marked.chars().count() < inside.chars().count() { "…".to_owned() } else { printable(&rest) };
    let carets = "^".repeat(columns(&marked).max(1));
    Some([format!("{line}{marked}{rest}"), format!("{}{carets}", " ".repeat(columns(&line)))])
}

/// Columns of a terminal that `text` takes.
fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Combining marks take no column, East Asian characters and emoji two; enough to put a caret under a word.
fn width(c: char) -> usize {
    match u32::from(c) {
        0x300..=0x36F | 0x200B..=0x200F | 0x2060..=0x2064 | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F => 2,
        0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::underlined;

    #[track_caller]
    fn check(text: &str, part: &str, expected: [&str; 2]) {
        let start = text.find(part).unwrap();
        assert_eq!(underlined(text, start..start + part.len()).unwrap(), expected);
    }

    #[test]
    fn the_mark_stands_under_characters_not_bytes() {
        check("grève auteur:Dupont", "auteur:", ["grève auteur:Dupont", "      ^^^^^^^"]);
        check("e\u{301}te\u{301} été~9 x", "été~9", ["e\u{301}te\u{301} été~9 x", "    ^^^^^"]);
        check("シリア 内戦~9", "内戦~9", ["シリア 内戦~9", "       ^^^^^^"]);
        check("a\tb\u{1b}[31m a*", "a*", ["a b [31m a*", "         ^^"]);
    }

    #[test]
    fn a_long_query_is_shown_around_its_place() {
        let text = format!("{} a* {}", "mot ".repeat(50), "fin ".repeat(50));
        let [line, carets] = underlined(&text, 201..203).unwrap();
        assert!(line.starts_with('…') && line.chars().count() < 80, "{line}");
        assert_eq!(line.chars().nth(carets.chars().count() - 1), Some('*'));
        assert_eq!(underlined("x", 0..0), None);
    }
}
