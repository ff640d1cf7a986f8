//! Mends the faults that programs make when they write JSON.
//!
//! Python writes `NaN` for missing numbers and halves of surrogate pairs for broken emoji; careless writers leave
//! line ends and tabs in strings. Everything else stays an error.

/// The text without these faults, or `None` when it has none of them.
pub(crate) fn mend(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 16);
    let mut mended = false;
    let mut in_string = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => {
                let (escape, lone) = escape(rest);
                taken = escape.len();
                mended |= lone;
                out.push_str(if lone { "\\ufffd" } else { escape });
            }
            '\0'..='\u{1F}' if in_string => {
                mended = true;
                out.push_str(if c == '\t' { "\\t" } else { "\\n" });
            }
            'N' | 'I' | '-' if !in_string => {
                match ["NaN", "-Infinity", "Infinity"].iter().find(|name| rest.starts_with(**name)) {
                    Some(name) => {
                        mended = true;
                        taken = name.len();
                        out.push_str("null");
                    }
                    None => out.push(c),
                }
            }
            c => out.push(c),
        }
        rest = &rest[taken..];
    }
    mended.then_some(out)
}

/// The escape at the beginning of `text`, and whether it is half of a surrogate pair without the other half.
fn escape(text: &str) -> (&str, bool) {
    let unit = |text: &str| {
        let hex = text.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(hex, 16).ok()
    };
    match unit(text) {
        Some(0xD800..=0xDBFF) => match unit(&text[6..]) {
            Some(0xDC00..=0xDFFF) => (&text[..12], false),
            _ => (&text[..6], true),
        },
        Some(0xDC00..=0xDFFF) => (&text[..6], true),
        Some(_) => (&text[..6], false),
        None => (&text[..1 + text[1..].chars().next().map_or(0, char::len_utf8)], false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_faults_are_mended() {
        assert_eq!(mend(r#"{"a": NaN, "b": "NaN"}"#).as_deref(), Some(r#"{"a": null, "b": "NaN"}"#));
        assert_eq!(mend(r#"{"a": "x\ud83dy"}"#).as_deref(), Some(r#"{"a": "x\ufffdy"}"#));
        assert_eq!(mend("{\"a\": \"x\ty\"}").as_deref(), Some(r#"{"a": "x\ty"}"#));
    }

    #[test]
    fn sound_text_is_left_alone() {
        assert_eq!(mend(r#"{"a": "\ud83d\ude00 \" é", "b": -1}"#), None);
        assert_eq!(mend(r#"{"a": oops"#), None);
        assert_eq!(mend("\"\\"), None);
    }
}
