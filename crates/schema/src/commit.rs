//! What a commit says about itself: where its ledger stands and by which rules it was made.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// The payload of a tantivy commit. Small, because `meta.json` is written again at every merge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitPayload {
    /// Counts the commits of one index home, across generations.
    pub sequence: u64,
    /// The ledger as of this commit.
    pub ledger: LedgerMark,
    /// The rules by which the index was built.
    pub fingerprints: Fingerprints,
    /// Articles read by older rules for dates or names.
    pub outdated: u64,
    /// When the commit was made, in seconds since 1970, for people to read.
    pub committed_at: i64,
    /// tantivy's number of this commit, which its own file must say too.
    #[serde(default)]
    pub opstamp: u64,
    /// XXH3 of the other fields: `meta.json`, which holds all this, has no checksum.
    #[serde(default)]
    pub seal: u64,
}

/// How much of which ledger file belongs to a commit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerMark {
    /// File name inside the generation's folder.
    pub file: String,
    /// Its valid bytes; what follows belongs to no commit.
    pub length: u64,
    /// XXH3 of these bytes.
    pub checksum: u64,
}

/// Articles of which the followed files hold several versions: what the file of [`crate::Home::versions_file`] says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// The commit it was derived from.
    pub sequence: u64,
    /// For each public id (printed) that several articles share, their ledger keys, newest version first.
    /// Only the first is found by searches; the others are listed beside it.
    pub articles: BTreeMap<String, Vec<String>>,
}

/// The versions of the four kinds of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprints {
    /// Layout of documents: another one means building anew.
    pub schema: String,
    /// Rules for words: another one means building anew.
    pub analysis: String,
    /// Rules for dates: another one means reading articles again.
    pub dates: String,
    /// Rules for names: another one means reading articles again.
    pub entities: String,
}

impl Fingerprints {
    /// Whether an index made by these rules answers queries made by `other`.
    pub fn agree_on_words(&self, other: &Self) -> bool {
        self.schema == other.schema && self.analysis == other.analysis
    }

    /// The first of these rules for layout and words that is of a newer version than that of `other`, with that one.
    ///
    /// ```
    /// use schema::Fingerprints;
    ///
    /// let of = |schema: &str| Fingerprints { schema: schema.to_owned(), ..Fingerprints::default() };
    /// assert_eq!(of("schema-10").newer_than(&of("schema-9")), Some(("schema-10", "schema-9")));
    /// assert_eq!(of("schema-9").newer_than(&of("schema-9")), None);
    /// ```
    pub fn newer_than<'a>(&'a self, other: &'a Self) -> Option<(&'a str, &'a str)> {
        let version = |fingerprint: &str| fingerprint.split('-').nth(1)?.parse::<u64>().ok();
        let pairs = [(&self.schema, &other.schema), (&self.analysis, &other.analysis)];
        let newer = pairs.into_iter().find(|(own, others)| version(own) > version(others))?;
        Some((newer.0, newer.1))
    }
}

impl CommitPayload {
    /// Reads the payload of a commit; `None` where there is none or it is not ours.
    pub fn parse(payload: Option<&str>) -> Option<Self> {
        serde_json::from_str(payload?).ok()
    }

    /// The payload as text, sealed.
    pub fn to_text(&self) -> String {
        let sealed = Self { seal: self.own_seal(), ..self.clone() };
        serde_json::to_string(&sealed).unwrap_or_default()
    }

    /// Whether it is as it was written.
    ///
    /// ```
    /// use schema::CommitPayload;
    ///
    /// let text = CommitPayload { sequence: 7, ..CommitPayload::default() }.to_text();
    /// assert!(CommitPayload::parse(Some(&text)).unwrap().is_sealed());
    /// assert!(!CommitPayload::parse(Some(&text.replace('7', "5"))).unwrap().is_sealed());
    /// ```
    pub fn is_sealed(&self) -> bool {
        self.seal == self.own_seal()
    }

    fn own_seal(&self) -> u64 {
        let unsealed = Self { seal: 0, ..self.clone() };
        xxh3_64(serde_json::to_string(&unsealed).unwrap_or_default().as_bytes())
    }
}
