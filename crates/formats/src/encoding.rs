//! Bytes in, text out: by byte order mark, as UTF-8, as declared, or by a guess that leaves a note.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::error::Reason;

/// Text, with a note where it was not plain UTF-8.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) note: Option<String>,
}

/// Decodes `bytes`; `declared` is what the document says about itself, such as `iso-8859-1`.
///
/// # Errors
///
/// Fails on bytes that are no text in any encoding.
pub(crate) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Result<Decoded<'a>, Reason> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = &bytes[length..];
        if encoding == UTF_8 {
            return decode_unmarked(rest, None);
        }
        let (text, _) = encoding.decode_without_bom_handling(rest);
        refuse_controls(&text)?;
        return Ok(Decoded { text, note: Some(note(encoding)) });
    }
    decode_unmarked(bytes, declared)
}

fn decode_unmarked<'a>(bytes: &'a [u8], declared: Option<&str>) -> Result<Decoded<'a>, Reason> {
    if let Ok(text) = str::from_utf8(bytes) {
        refuse_controls(text)?;
        return Ok(Decoded { text: Cow::Borrowed(text), note: None });
    }
    refuse_nul(bytes)?;
    if let Some(patched) = mostly_utf8(bytes) {
        refuse_controls(&patched.text)?;
        return Ok(patched);
    }
    let named = declared.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|found| *found != UTF_8);
    let encoding = named.unwrap_or_else(|| guess(bytes));
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    refuse_controls(&text)?;
    Ok(Decoded { text, note: Some(note(encoding)) })
}

/// Decodes a part of `whole`, whose encoding is guessed from the whole.
pub(crate) fn decode_like<'a>(part: &'a [u8], whole: &[u8]) -> Cow<'a, str> {
    match mostly_utf8(part).filter(|_| mostly_utf8(whole).is_some()) {
        Some(decoded) => decoded.text,
        None => guess(whole).decode_without_bom_handling(part).0,
    }
}

fn note(encoding: &'static Encoding) -> String {
    format!("read as {}, not UTF-8", encoding.name())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // The beginning tells enough, and keeps the guess cheap on a large file.
    detector.feed(&bytes[..bytes.len().min(GUESSED_FROM)], true);
    detector.guess(None, Utf8Detection::Deny)
}

const GUESSED_FROM: usize = 1 << 20;

/// Text pasted together from two sources: UTF-8 with stray bytes of Windows-1252.
fn mostly_utf8(bytes: &[u8]) -> Option<Decoded<'static>> {
    let mut sound = 0;
    let mut stray = 0;
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        stray += chunk.invalid().len();
    }
    if sound < stray * SOUND_FOR_EACH_STRAY || stray == 0 {
        return None;
    }
    let mut text = String::with_capacity(bytes.len() + stray);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    Some(Decoded { text: Cow::Owned(text), note: Some(format!("{stray} bytes were not UTF-8, read as windows-1252")) })
}

/// Windows-1252 rarely forms a valid sequence of UTF-8 by chance, but can.
const SOUND_FOR_EACH_STRAY: usize = 3;

fn refuse_nul(bytes: &[u8]) -> Result<(), Reason> {
    match bytes.iter().position(|byte| *byte == 0) {
        Some(at) => Err(Reason::Binary(format!("byte {at} is 0"))),
        None => Ok(()),
    }
}

fn refuse_controls(text: &str) -> Result<(), Reason> {
    let controls = text.bytes().filter(|byte| is_odd_control(*byte)).count();
    if controls == 0 {
        return Ok(());
    }
    refuse_nul(text.as_bytes())?;
    if controls > text.len() / BYTES_FOR_EACH_CONTROL {
        return Err(Reason::Binary(format!("{controls} control characters in {} bytes", text.len())));
    }
    Ok(())
}

/// Scraped text holds a stray control character now and then, machine data one in ten bytes.
const BYTES_FOR_EACH_CONTROL: usize = 100;

fn is_odd_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B) || byte == 0x7F
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], declared: Option<&str>, text: &str, note: Option<&str>) {
        let decoded = decode(bytes, declared).unwrap();
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.note.as_deref(), note);
    }

    #[test]
    fn utf_8_passes_with_or_without_its_mark() {
        check("armée".as_bytes(), None, "armée", None);
        check("\u{FEFF}armée".as_bytes(), None, "armée", None);
    }

    #[test]
    fn windows_1252_is_guessed_and_noted() {
        let bytes = b"L'arm\xE9e a \xE9t\xE9 d\xE9ploy\xE9e \xE0 l'\x9Cuvre";
        check(bytes, None, "L'armée a été déployée à l'œuvre", Some("read as windows-1252, not UTF-8"));
    }

    #[test]
    fn what_the_page_declares_is_believed() {
        check(b"\xE9t\xE9", Some("ISO-8859-1"), "été", Some("read as windows-1252, not UTF-8"));
        check("été".as_bytes(), Some("iso-8859-1"), "été", None);
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        check(b"\xFF\xFEo\0k\0", None, "ok", Some("read as UTF-16LE, not UTF-8"));
    }

    #[test]
    fn a_stray_byte_spoils_nothing() {
        let mut bytes = "déjà été très près ".as_bytes().to_vec();
        bytes.push(0x92);
        check(&bytes, None, "déjà été très près ’", Some("1 bytes were not UTF-8, read as windows-1252"));
    }

    #[test]
    fn machine_data_is_refused() {
        assert_eq!(decode(b"PK\x03\x04\0\0", None).err(), Some(Reason::Binary("byte 4 is 0".to_owned())));
        let noise: Vec<u8> = (1..=255).cycle().take(2000).collect();
        assert!(matches!(decode(&noise, None), Err(Reason::Binary(_))));
    }
}
