//! Web and mail addresses: `https://www.lemonde.fr/a/b` is the one token `lemonde.fr`.

use std::ops::Range;

/// An address in the text.
pub(super) struct Address {
    /// The bytes that become the token.
    pub(super) host: Range<usize>,
    /// Where the whole address ends.
    pub(super) end: usize,
}

/// The address that begins at `at`, if one does.
///
/// Without a scheme, only names under a known domain in small letters count: `syrienne.Des` is two words.
pub(super) fn at(text: &str, at: usize) -> Option<Address> {
    let rest = text.get(at..)?;
    let first = *rest.as_bytes().first()?;
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    let scheme =
        ["https://", "http://"].iter().find(|scheme| has_prefix(rest, scheme)).map_or(0, |scheme| scheme.len());
    let name_at = at + scheme;
    let name = &text[name_at..];
    let www = if has_prefix(name, "www.") { 4 } else { 0 };
    let host_len = host_len(&name[www..]);
    let host = name_at + www..name_at + www + host_len;
    if scheme + www > 0 {
        return (host_len > 0).then(|| Address { end: path_end(text, host.end), host });
    }
    if let Some(mail_end) = mail_end(text, at) {
        return Some(Address { host: at..mail_end, end: mail_end });
    }
    is_plain_host(&text[host.clone()]).then(|| Address { end: path_end(text, host.end), host })
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.as_bytes().get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// Bytes of a host name: labels of letters, digits and hyphens with single dots between them.
fn host_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut len = 0;
    while len < bytes.len() {
        let byte = bytes[len];
        let next_is_label = bytes.get(len + 1).is_some_and(u8::is_ascii_alphanumeric);
        if byte.is_ascii_alphanumeric() || (matches!(byte, b'.' | b'-') && len > 0 && next_is_label) {
            len += 1;
        } else {
            break;
        }
    }
    len
}

/// Domains under which a bare name is taken for a host, whatever its capitals: `Mediapart.fr`.
const DOMAINS: [&str; 21] = [
    "biz", "bzh", "ch", "com", "corsica", "edu", "eu", "fr", "gouv", "gov", "info", "io", "lb", "lu", "media", "net",
    "news", "nl", "org", "paris", "ru",
];

/// Domains that are words as well: glued to a sentence they are likelier the next word.
const WORDLIKE_DOMAINS: [&str; 13] = ["be", "ca", "co", "de", "es", "int", "it", "ma", "re", "tn", "tv", "uk", "us"];

fn is_plain_host(host: &str) -> bool {
    let Some((name, domain)) = host.rsplit_once('.') else { return false };
    if name.len() < 2 || name.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    DOMAINS.contains(&domain)
        || (WORDLIKE_DOMAINS.contains(&domain)
            && (name.len() >= 4 || name.contains('.'))
            && !name.bytes().any(|byte| byte.is_ascii_uppercase()))
}

/// Where the path of an address ends: at a blank or a quote, punctuation at its end left out.
fn path_end(text: &str, host_end: usize) -> usize {
    let rest = &text[host_end..];
    if !rest.starts_with(['/', '?', '#', ':']) {
        return host_end;
    }
    let stop = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '«' | '»' | '<' | '>' | '”' | '“'));
    let path = &rest[..stop.unwrap_or(rest.len())];
    host_end + path.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…']).len()
}

/// Where the mail address beginning at `at` ends.
fn mail_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut user_end = at;
    while user_end < bytes.len() && user_end - at < 64 {
        match bytes[user_end] {
            b if b.is_ascii_alphanumeric() => user_end += 1,
            b'.' | b'-' | b'_' | b'+' => user_end += 1,
            _ => break,
        }
    }
    if bytes.get(user_end) != Some(&b'@') || !bytes[user_end - 1].is_ascii_alphanumeric() {
        return None;
    }
    let host_at = user_end + 1;
    let len = host_len(text.get(host_at..)?);
    text[host_at..host_at + len].contains('.').then_some(host_at + len)
}
