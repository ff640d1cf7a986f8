//! Text as all later crates expect it: NFC, line ends `\n`, nothing invisible.
//!
//! Soft hyphens, zero-width characters, direction marks and stray control characters are dropped. Characters
//! from U+0080 to U+009F, which no text means, are read as the Windows-1252 bytes they once were.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Normalises `text`; text that is clean already, as most is, is passed on untouched.
pub(crate) fn normalise(text: Cow<'_, str>) -> String {
    if is_clean(&text) {
        return text.into_owned();
    }
    let visible = visible(&text);
    match is_nfc_quick(visible.chars()) {
        IsNormalized::Yes => visible,
        _ => visible.nfc().collect(),
    }
}

fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{80}'..='\u{9F}' => out.extend(windows_1252(c)),
            c if is_invisible(c) => {}
            c => out.push(c),
        }
    }
    out
}

fn is_invisible(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\0'..='\u{1F}' | '\u{7F}' => true,
        '\u{AD}' | '\u{180E}' | '\u{FEFF}' => true,
        // Zero-width space and joiners, direction marks, and the isolates that scraped names are wrapped in.
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => true,
        _ => false,
    }
}

fn windows_1252(control: char) -> Option<char> {
    let byte = [u8::try_from(u32::from(control)).ok()?];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
    text.chars().next().filter(|c| !c.is_control())
}

/// Whether nothing would change. May err on the side of `false`.
fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\t' | b'\n' | 0x20..=0x7E => at += 1,
            // U+0080 to U+00BF hold the C1 controls and the soft hyphen; NFC changes nothing below U+0300.
            0xC2 if matches!(bytes[at + 1], 0x80..=0x9F | 0xAD) => return false,
            0xC2..=0xCB => at += 2,
            0xE2 if is_plain_punctuation(bytes[at + 1], bytes[at + 2]) => at += 3,
            // Emoji and flags: nothing above U+1F000 is composed.
            0xF0 if bytes[at + 1] == 0x9F => at += 4,
            _ => return false,
        }
    }
    true
}

/// U+2010 to U+2027, U+202F to U+205F and U+20A0 to U+20BF: dashes, quotes, spaces, the euro.
fn is_plain_punctuation(second: u8, third: u8) -> bool {
    matches!((second, third), (0x80, 0x90..=0xA7 | 0xAF..=0xBF) | (0x81, 0x80..=0x9F) | (0x82, 0xA0..=0xBF))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(normalise(Cow::Borrowed(text)), expected);
    }

    #[test]
    fn accents_are_composed() {
        check("Me\u{301}me\u{300}re", "Mémère");
    }

    #[test]
    fn invisible_characters_are_dropped() {
        check("inter\u{AD}national\u{200B}e\u{FEFF} \u{2066}@nom\u{2069}", "internationale @nom");
        check("a\0b\u{7}", "ab");
    }

    #[test]
    fn line_ends_are_one() {
        check("a\r\nb\rc\u{2028}d\n", "a\nb\nc\nd\n");
    }

    #[test]
    fn windows_1252_misread_as_latin_1_is_mended() {
        check("l\u{92}arm\u{E9}e \u{9C}uvre", "l’armée œuvre");
    }

    #[test]
    fn clean_text_is_seen_as_clean() {
        assert!(is_clean("« L’armée » coûte 3\u{202F}€ — 🇸🇾\n"));
    }

    proptest! {
        #[test]
        fn once_is_enough(text in any::<String>()) {
            let once = normalise(Cow::Borrowed(&text));
            prop_assert_eq!(&normalise(Cow::Borrowed(&once)), &once);
        }

        #[test]
        fn clean_text_is_left_alone(text in "[a-zà-ÿ\u{2010}-\u{2027}\u{80}-\u{10FFFF}]{0,20}") {
            if is_clean(&text) {
                prop_assert_eq!(visible(&text).nfc().collect::<String>(), text);
            }
        }
    }
}
