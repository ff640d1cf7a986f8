//! The registry as bytes: sorted tables that are searched where they lie, so that opening one reads its header only.
//!
//! All numbers are little-endian. After the header come four tables of fixed rows and one stretch of texts, each
//! behind two bytes of its length:
//!
//! - entities, most frequent first: kind and articles, French label, English label, first alias;
//! - aliases, by entity: text, articles indexed under it and why, articles that print it and flags, what why counts;
//! - names, sorted: text of each indexed name, its entity;
//! - keys, sorted: six bytes of the hash of each key under which queries find an entity, why, flags, the entity, what
//!   why counts.
//!
//! Reads are checked: a damaged file gives wrong names, never a panic.

use std::borrow::Cow;
use std::sync::Arc;

use article::Kind;

use super::why::Why;
use super::{EntityId, Error};
use crate::hash::Map;

/// Bytes that a registry can be read from where they lie: a vector, or a mapped file.
pub type Buffer = Arc<dyn AsRef<[u8]> + Send + Sync>;

const MAGIC: &[u8; 8] = b"DEPNAMES";
/// Raised whenever the layout changes.
const VERSION: u32 = 3;
const HEADER: usize = 8 + 4 + 4 * 5;
const ENTITY_ROW: usize = 16;
const ALIAS_ROW: usize = 16;
const NAME_ROW: usize = 8;
const KEY_ROW: usize = 16;

/// Three bytes of a row count articles; more are as many as anybody wants to know.
const MOST_COUNTED: u32 = 0x00ff_ffff;
/// Bits of a key's hash that are kept.
const HASH_BITS: u32 = 48;

/// An alias is an acronym: in lower case it may be an ordinary word.
pub(super) const ACRONYM: u8 = 1;
/// A key is a whole name, not a part of one.
pub(super) const EXACT: u8 = 2;
/// A key is a skeleton: the names must still be compared.
pub(super) const SKELETON: u8 = 4;

/// An entity about to be written.
#[derive(Debug)]
pub(super) struct DraftEntity<'a> {
    pub(super) kind: Kind,
    pub(super) articles: u32,
    pub(super) french: Cow<'a, str>,
    pub(super) english: Cow<'a, str>,
    pub(super) aliases: Vec<Alias<'a>>,
    pub(super) keys: Vec<Key>,
}

/// A name of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alias<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) why: Why,
    /// Articles indexed under this very name; 0 when it is not in the index.
    pub(super) articles: u32,
    /// Articles that print it, whatever they are indexed under.
    pub(super) printed: u32,
    pub(super) flags: u8,
}

/// What a query may type to find an entity, as the hash of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) hash: u64,
    pub(super) why: Why,
    pub(super) flags: u8,
}

/// The hash under which a key is found; what is kept of it is taken for the key itself.
pub(super) fn hash_of(key: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(key.as_bytes())
}

/// The part of a hash that is kept.
fn kept(hash: u64) -> u64 {
    hash >> (64 - HASH_BITS)
}

/// A row of the key table.
pub(super) struct KeyRow {
    pub(super) entity: EntityId,
    pub(super) why: Why,
    pub(super) flags: u8,
}

/// A row of the entity table.
pub(super) struct EntityRow<'a> {
    pub(super) kind: Kind,
    pub(super) articles: u32,
    pub(super) french: &'a str,
    pub(super) english: &'a str,
}

/// Where the tables lie in a buffer.
#[derive(Clone)]
pub(super) struct Tables {
    buffer: Buffer,
    counts: Counts,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    entities: usize,
    aliases: usize,
    names: usize,
    keys: usize,
    text: usize,
}

impl Counts {
    fn entities_at(self) -> usize {
        HEADER
    }

    fn aliases_at(self) -> usize {
        self.entities_at() + self.entities * ENTITY_ROW
    }

    fn names_at(self) -> usize {
        self.aliases_at() + self.aliases * ALIAS_ROW
    }

    fn keys_at(self) -> usize {
        self.names_at() + self.names * NAME_ROW
    }

    fn text_at(self) -> usize {
        self.keys_at() + self.keys * KEY_ROW
    }

    fn end(self) -> usize {
        self.text_at() + self.text
    }
}

impl Tables {
    /// Checks the header of `buffer`.
    pub(super) fn open(buffer: Buffer) -> Result<Self, Error> {
        let bytes = (*buffer).as_ref();
        if bytes.get(..8) != Some(MAGIC.as_slice()) {
            return Err(Error::NotARegistry);
        }
        let number = |index: usize| u32_at(bytes, 8 + 4 * index) as usize;
        let version = number(0) as u32;
        if version != VERSION {
            return Err(Error::Version { found: version, expected: VERSION });
        }
        let counts =
            Counts { entities: number(1), aliases: number(2), names: number(3), keys: number(4), text: number(5) };
        if bytes.len() != counts.end() {
            return Err(Error::Length { found: bytes.len(), expected: counts.end() });
        }
        Ok(Self { buffer, counts })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        (*self.buffer).as_ref()
    }

    pub(super) fn entity_count(&self) -> usize {
        self.counts.entities
    }

    pub(super) fn entity(&self, id: EntityId) -> Option<EntityRow<'_>> {
        let at = self.entity_at(id)?;
        let bytes = self.bytes();
        Some(EntityRow {
            kind: Kind::ALL[usize::from(bytes.get(at + 3).copied().unwrap_or(0)).min(2)],
            articles: u32_at(bytes, at) & MOST_COUNTED,
            french: self.text(u32_at(bytes, at + 4)),
            english: self.text(u32_at(bytes, at + 8)),
        })
    }

    /// The aliases of an entity: text, why, indexed, printed, flags.
    pub(super) fn aliases(&self, id: EntityId) -> impl Iterator<Item = (&str, Why, u32, u32, u8)> {
        let bytes = self.bytes();
        let range = self.entity_at(id).map_or(0..0, |at| {
            let next = self.entity_at(EntityId(id.0.saturating_add(1)));
            let end = next.map_or(self.counts.aliases, |next| u32_at(bytes, next + 12) as usize);
            u32_at(bytes, at + 12) as usize..end.min(self.counts.aliases)
        });
        range.map(move |row| {
            let at = self.counts.aliases_at() + row * ALIAS_ROW;
            let [articles, printed] = [u32_at(bytes, at + 4), u32_at(bytes, at + 8)];
            let [code, flags] = [articles, printed].map(|number| (number >> 24) as u8);
            let why = Why::decode(code, u32_at(bytes, at + 12));
            (self.text(u32_at(bytes, at)), why, articles & MOST_COUNTED, printed & MOST_COUNTED, flags)
        })
    }

    /// The entity that an indexed name belongs to.
    pub(super) fn entity_of(&self, name: &str) -> Option<EntityId> {
        let rows = self.counts.names;
        let row = partition(rows, |row| self.name(row).0 < name.as_bytes());
        (row < rows).then(|| self.name(row)).filter(|(text, _)| *text == name.as_bytes()).map(|(_, entity)| entity)
    }

    fn name(&self, row: usize) -> (&[u8], EntityId) {
        let bytes = self.bytes();
        let at = self.counts.names_at() + row * NAME_ROW;
        (self.text_bytes(u32_at(bytes, at)), EntityId(u32_at(bytes, at + 4)))
    }

    /// The rows of one key.
    pub(super) fn key_rows(&self, key: &str) -> impl Iterator<Item = KeyRow> {
        let rows = self.counts.keys;
        let wanted = kept(hash_of(key));
        let first = partition(rows, |row| self.key_hash(row) < wanted);
        (first..rows).take_while(move |row| self.key_hash(*row) == wanted).map(|row| {
            let bytes = self.bytes();
            let at = self.counts.keys_at() + row * KEY_ROW;
            let code = bytes.get(at + 6).copied().unwrap_or(0);
            let flags = bytes.get(at + 7).copied().unwrap_or(0);
            let why = Why::decode(code, u32_at(bytes, at + 12));
            KeyRow { entity: EntityId(u32_at(bytes, at + 8)), why, flags }
        })
    }

    fn key_hash(&self, row: usize) -> u64 {
        let at = self.counts.keys_at() + row * KEY_ROW;
        let bytes = self.bytes().get(at..at + 8).and_then(|eight| eight.try_into().ok());
        bytes.map_or(0, u64::from_le_bytes) & ((1 << HASH_BITS) - 1)
    }

    fn entity_at(&self, id: EntityId) -> Option<usize> {
        let row = id.0 as usize;
        (row < self.counts.entities).then(|| self.counts.entities_at() + row * ENTITY_ROW)
    }

    fn text(&self, at: u32) -> &str {
        std::str::from_utf8(self.text_bytes(at)).unwrap_or_default()
    }

    fn text_bytes(&self, at: u32) -> &[u8] {
        let start = self.counts.text_at() + at as usize;
        let length = usize::from(u16_at(self.bytes(), start));
        self.bytes().get(start + 2..start + 2 + length).unwrap_or_default()
    }
}

/// The first row for which `before` is false; rows are sorted so that it is true before and false after.
fn partition(rows: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, rows);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// Writes entities, which stand in the order of their numbers, and the indexed names with theirs, in order.
pub(super) fn write(entities: &[DraftEntity<'_>], names: &[(&str, u32)]) -> Vec<u8> {
    let mut text = Text { bytes: Vec::new(), known: Map::with_capacity_and_hasher(names.len(), Default::default()) };
    let alias_count: usize = entities.iter().map(|entity| entity.aliases.len()).sum();
    let mut entity_rows = Vec::with_capacity(entities.len() * ENTITY_ROW);
    let mut alias_rows = Vec::with_capacity(alias_count * ALIAS_ROW);
    let mut keys: Vec<(Key, u32)> = Vec::with_capacity(entities.iter().map(|entity| entity.keys.len()).sum());
    let mut aliases = 0u32;
    for (number, entity) in entities.iter().enumerate() {
        let french = text.push(&entity.french);
        let english = if entity.english == entity.french { french } else { text.push(&entity.english) };
        let articles = entity.articles.min(MOST_COUNTED) | (entity.kind as u32) << 24;
        entity_rows.extend_from_slice(&bytes_of::<4, ENTITY_ROW>([articles, french, english, aliases]));
        aliases += entity.aliases.len() as u32;
        for alias in &entity.aliases {
            let (code, argument) = alias.why.encode();
            let name = short(&alias.name);
            // Only indexed names are asked for again, by the table of names.
            let at = if alias.articles > 0 { text.add(name) } else { text.push(name) };
            let articles = alias.articles.min(MOST_COUNTED) | u32::from(code) << 24;
            let printed = alias.printed.min(MOST_COUNTED) | u32::from(alias.flags) << 24;
            alias_rows.extend_from_slice(&bytes_of::<4, ALIAS_ROW>([at, articles, printed, argument]));
        }
        keys.extend(entity.keys.iter().map(|key| (*key, number as u32)));
    }
    keys.sort_unstable_by_key(|(key, number)| (kept(key.hash), *number));

    let mut name_rows = Vec::with_capacity(names.len() * NAME_ROW);
    for (name, number) in names {
        name_rows.extend_from_slice(&bytes_of::<2, NAME_ROW>([text.add(short(name)), *number]));
    }
    let mut key_rows = Vec::with_capacity(keys.len() * KEY_ROW);
    for (key, number) in &keys {
        let (code, argument) = key.why.encode();
        let hash = kept(key.hash);
        let high = (hash >> 32) as u32 | u32::from(code) << 16 | u32::from(key.flags) << 24;
        key_rows.extend_from_slice(&bytes_of::<4, KEY_ROW>([hash as u32, high, *number, argument]));
    }

    let counts = [entities.len(), aliases as usize, names.len(), keys.len(), text.bytes.len()];
    let tables = [&entity_rows, &alias_rows, &name_rows, &key_rows, &text.bytes];
    let mut out = Vec::with_capacity(HEADER + tables.iter().map(|table| table.len()).sum::<usize>());
    out.extend(MAGIC);
    push_u32(&mut out, VERSION);
    for count in counts {
        push_u32(&mut out, count as u32);
    }
    for table in tables {
        out.extend_from_slice(table);
    }
    out
}

/// The text of all tables; each indexed name is kept once.
struct Text<'a> {
    bytes: Vec<u8>,
    known: Map<&'a str, u32>,
}

impl<'a> Text<'a> {
    /// Where `string` stands, once it was added.
    fn add(&mut self, string: &'a str) -> u32 {
        if let Some(at) = self.known.get(string) {
            return *at;
        }
        let at = self.push(string);
        self.known.insert(string, at);
        at
    }

    fn push(&mut self, string: &str) -> u32 {
        let at = self.bytes.len() as u32;
        let string = short(string);
        self.bytes.extend_from_slice(&(string.len() as u16).to_le_bytes());
        self.bytes.extend_from_slice(string.as_bytes());
        at
    }
}

/// Cuts what no name needs, so that a length fits two bytes.
fn short(text: &str) -> &str {
    let mut end = text.len().min(1000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn push_u32(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes());
}

/// A row of `N` numbers as its `BYTES` bytes.
fn bytes_of<const N: usize, const BYTES: usize>(numbers: [u32; N]) -> [u8; BYTES] {
    let mut row = [0; BYTES];
    for (bytes, number) in row.chunks_exact_mut(4).zip(numbers) {
        bytes.copy_from_slice(&number.to_le_bytes());
    }
    row
}
