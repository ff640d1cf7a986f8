//! Tells pages that can be parsed in reasonable time from those that are built, or broken, so that they cannot.
//!
//! A parser of HTML looks through all open elements for every new one, and through all attributes of a tag for every
//! further one, so hostile nesting costs its square.

/// Whether no tag has too many attributes and no element is nested too deeply.
pub(super) fn is_sane(page: &str) -> bool {
    let bytes = page.as_bytes();
    let mut depth = 0_usize;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let closing = rest.starts_with('/');
        let name = &rest[usize::from(closing)..];
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if length == 0 {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
            continue;
        }
        let start = bytes.len() - name.len() + length;
        let attributes = bytes[start..].iter().take_while(|byte| **byte != b'>').filter(|byte| **byte == b'=');
        if attributes.take(MOST_ATTRIBUTES + 1).count() > MOST_ATTRIBUTES {
            return false;
        }
        if !closes_itself(&name.as_bytes()[..length]) {
            depth += 1;
        }
        if depth > DEEPEST {
            return false;
        }
    }
    true
}

const MOST_ATTRIBUTES: usize = 2000;
const DEEPEST: usize = 1500;

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
