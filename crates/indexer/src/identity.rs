//! Who an article is: its key among the records of a file, and the public id under which it is linked to.
//!
//! Neither depends on where the followed folder lies, so an archive can be moved without breaking a link.

use std::collections::HashMap;
use std::path::Path;

use article::Article;
use schema::ArticleId;
use xxhash_rust::xxh3::xxh3_64;

mod address;

pub use address::canonical_url;

/// The public id of `article`: the first 80 bits of a BLAKE3 hash.
///
/// What is hashed is the first of these that the article has: its URL as [`canonical_url`] writes it; its source and
/// its record id, where that is a URI; `inside`, the path inside the followed folder, with `record` as
/// [`RecordKeys`] gives it. Articles with equal ids are versions of one.
///
/// ```
/// # use article::Article;
/// # use std::path::Path;
/// let url = |url: &str| Article { url: Some(url.to_owned()), ..Article::default() };
/// let id = |article: &Article| indexer::article_id(article, Path::new("a.txt"), "");
/// assert_eq!(id(&url("https://example.org/a/")), id(&url("http://Example.org/a?utm_source=feed#top")));
/// assert_ne!(id(&url("https://example.org/a")), id(&url("https://example.org/b")));
/// ```
pub fn article_id(article: &Article, inside: &Path, record: &str) -> ArticleId {
    let mut hasher = blake3::Hasher::new();
    // The parts are set apart by a byte that none of them holds.
    let mut add = |parts: [&[u8]; 3]| {
        for part in parts {
            hasher.update(part);
            hasher.update(&[0]);
        }
    };
    if let Some(url) = article.url.as_deref().and_then(canonical_url) {
        add([b"url", url.as_bytes(), b""]);
    } else if let Some(uri) = article.record.as_deref().filter(|record| is_uri(record)) {
        add([b"record", article.source.as_deref().unwrap_or_default().as_bytes(), uri.as_bytes()]);
    } else {
        add([b"path", inside.as_os_str().as_encoded_bytes(), record.as_bytes()]);
    }
    let mut id = [0; 10];
    id.copy_from_slice(&hasher.finalize().as_bytes()[..10]);
    ArticleId(id)
}

/// Whether a record id says by itself that it is unique everywhere: `urn:…`, `tag:…`, `https://…`.
fn is_uri(record: &str) -> bool {
    let Some((scheme, rest)) = record.split_once(':') else { return false };
    let mut letters = scheme.bytes();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
        && !rest.is_empty()
        && !rest.contains(char::is_whitespace)
}

/// Gives each article of one file a key that no other article of this file has.
///
/// The key is the record's own id, else the hash of its content; from the second occurrence on, with its number. The
/// one article of a file that holds no more needs none: its key is empty.
#[derive(Debug, Default)]
pub struct RecordKeys {
    occurrences: HashMap<u64, u32>,
}

impl RecordKeys {
    /// The key of the next article of a file of many.
    pub fn key_of(&mut self, article: &Article) -> String {
        let base = match &article.record {
            Some(record) if record.len() <= LONGEST_RECORD => format!("={record}"),
            Some(record) => format!("#{}", blake3::hash(record.as_bytes()).to_hex()),
            None => format!("~{:032x}", article.digest),
        };
        // A hash stands for the key here: a clash of hashes only costs a superfluous number.
        let count = self.occurrences.entry(xxh3_64(base.as_bytes())).or_insert(0);
        *count += 1;
        if *count == 1 { base } else { format!("{base}{OCCURRENCE}{count}") }
    }
}

/// Longer record ids are hashed: the index takes no terms of any length.
const LONGEST_RECORD: usize = 512;

/// Stands between a record's key and its number; a control character, which no record id holds.
const OCCURRENCE: char = '\u{1f}';

/// The key of an article in the index: followed folder, path inside it, record.
pub(crate) fn index_key(folder: u32, inside: &str, record: &str) -> String {
    format!("{folder}{OCCURRENCE}{inside}{OCCURRENCE}{record}")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use article::Article;

    use super::{RecordKeys, article_id, is_uri};

    #[test]
    fn uris_are_told_from_plain_record_ids() {
        assert!(is_uri("urn:newsml:afp.com:20241205:1"));
        assert!(is_uri("tag:example.org,2024:1"));
        assert!(!is_uri("12:30 bulletin"));
        assert!(!is_uri("2024-1"));
        assert!(!is_uri("note: a headline"));
    }

    #[test]
    fn the_path_counts_only_where_nothing_better_is_known() {
        let plain = Article::default();
        let named = Article { record: Some("urn:a:1".to_owned()), ..Article::default() };
        let (here, there) = (Path::new("a.jsonl"), Path::new("b.jsonl"));
        assert_ne!(article_id(&plain, here, "=1"), article_id(&plain, there, "=1"));
        assert_ne!(article_id(&plain, here, "=1"), article_id(&plain, here, "=2"));
        assert_eq!(article_id(&named, here, "=urn:a:1"), article_id(&named, there, "=urn:a:1"));
        let other_source = Article { source: Some("Le Monde".to_owned()), ..named.clone() };
        assert_ne!(article_id(&named, here, ""), article_id(&other_source, here, ""));
    }

    #[test]
    fn repeated_records_are_numbered() {
        let mut keys = RecordKeys::default();
        let record = |id: &str| Article { record: Some(id.to_owned()), ..Article::default() };
        assert_eq!(keys.key_of(&record("1")), "=1");
        assert_eq!(keys.key_of(&record("1")), "=1\u{1f}2");
        assert_eq!(keys.key_of(&record("2")), "=2");
        assert_eq!(keys.key_of(&Article { digest: 10, ..Article::default() }), "~0000000000000000000000000000000a");
    }
}
