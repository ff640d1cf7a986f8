//! Tells pages that can be parsed in reasonable time from those that are built, or broken, so that they cannot.
//!
//! A parser of HTML looks through all open elements for every new one, and through all attributes of a tag for every
//! further one, so hostile nesting costs its square.

/// Whether the page has a bearable number of elements, none with too many attributes or nested too deeply.
pub(super) fn is_sane(page: &str) -> bool {
    let mut depth = 0_usize;
    let mut elements = 0;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let closing = rest.starts_with('/');
        let tag = &rest[usize::from(closing)..];
        let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if length == 0 {
            continue;
        }
        let name = &tag.as_bytes()[..length];
        let (end, attributes) = scan(&tag.as_bytes()[length..]);
        // The tag ends at an ASCII mark, or with the page.
        rest = tag.get(length + end..).unwrap_or_default();
        if closing {
            depth = depth.saturating_sub(1);
            continue;
        }
        elements += 1;
        depth += usize::from(!closes_itself(name));
        if attributes > MOST_ATTRIBUTES || depth > DEEPEST || elements > MOST_ELEMENTS {
            return false;
        }
        if name.eq_ignore_ascii_case(b"script") || name.eq_ignore_ascii_case(b"style") {
            depth -= 1;
            rest = after_content(rest, name);
        }
    }
    true
}

/// What follows the content of a script, whose strings may look like tags.
fn after_content<'a>(text: &'a str, name: &[u8]) -> &'a str {
    let closes =
        |at: usize| text.as_bytes()[at + 2..].get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
    let end = text.match_indices("</").map(|(at, _)| at).find(|at| closes(*at));
    end.map_or("", |at| &text[at + 2 + name.len()..])
}

/// Where a tag ends, and how many attributes it has.
fn scan(bytes: &[u8]) -> (usize, usize) {
    let mut attributes = 0;
    let mut quote = None;
    let mut previous = b' ';
    for (at, byte) in bytes.iter().copied().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => continue,
            None if byte == b'>' => return (at + 1, attributes),
            None if matches!(byte, b'"' | b'\'') && previous == b'=' => quote = Some(byte),
            None => attributes += usize::from(byte.is_ascii_whitespace() && !previous.is_ascii_whitespace()),
        }
        if !byte.is_ascii_whitespace() || previous != b'=' {
            previous = byte;
        }
    }
    (bytes.len(), attributes)
}

const MOST_ATTRIBUTES: usize = 256;
const DEEPEST: usize = 1000;
const MOST_ELEMENTS: usize = 500_000;

/// Elements whose end tags are left out as a matter of course.
fn closes_itself(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 27] = [
        b"p", b"li", b"br", b"img", b"hr", b"input", b"meta", b"link", b"dt", b"dd", b"td", b"th", b"tr", b"option",
        b"area", b"base", b"col", b"embed", b"source", b"track", b"wbr", b"param", b"path", b"use", b"rect", b"circle",
        b"tbody",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass() {
        assert!(is_sane("<html><body><p class=a>Un<p>Deux<br></body></html>"));
        assert!(is_sane(&"<p>".repeat(10_000)));
    }

    #[test]
    fn towers_do_not() {
        assert!(!is_sane(&"<div>".repeat(10_000)));
        assert!(!is_sane(&format!("<p {}>", "a=1 ".repeat(10_000))));
    }
}
