//! Finds the encoding that a page declares in its first bytes.

/// The label of the encoding: `iso-8859-1` in `<meta charset="iso-8859-1">`, in `http-equiv`, or in an XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<&str> {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let at = |key: &[u8]| {
        start.windows(key.len()).position(|window| window.eq_ignore_ascii_case(key)).map(|at| at + key.len())
    };
    let after = match at(b"charset") {
        Some(after) => after,
        None if start.starts_with(b"<?xml") => at(b"encoding")?,
        None => return None,
    };
    let rest = &start[after..];
    let skipped = rest.iter().take_while(|byte| matches!(byte, b'=' | b' ' | b'"' | b'\'')).count();
    let label = &rest[skipped..];
    let length =
        label.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':')).count();
    str::from_utf8(&label[..length]).ok().filter(|label| !label.is_empty())
}

/// Browsers look at 1024 bytes; saved pages carry comments before.
const LOOKED_AT: usize = 8192;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found() {
        assert_eq!(declared(b"<html><meta charset=\"utf-8\">"), Some("utf-8"));
        assert_eq!(
            declared(b"<META http-equiv='Content-Type' content='text/html; CHARSET=iso-8859-1'>"),
            Some("iso-8859-1")
        );
        assert_eq!(declared(b"<?xml version='1.0' encoding='windows-1252'?><html>"), Some("windows-1252"));
        assert_eq!(declared(b"<html><p>texte"), None);
    }
}
