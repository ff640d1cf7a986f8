//! How much one query may ask for, each limit with its reason.
//!
//! They hold for every query, whoever asks: a server answers strangers, and a pasted page must not stop it.

/// Longest query, in bytes: a paragraph of a newspaper. Whoever pastes more wants its telling words.
pub const LONGEST_QUERY: usize = 2048;

/// Deepest nesting of brackets, signs and fields. Reading, planning and running each recurse once a level.
pub const DEEPEST: usize = 32;

/// Most words, phrases and filters in one query. Each is looked for in up to ten places of the index.
pub const MOST_CLAUSES: usize = 256;

/// Most words and values with a `*`. Each walks a part of the dictionary; whoever monitors a subject lists two dozen.
pub(crate) const MOST_PREFIXES: usize = 32;

/// Most words with a `~`. Each walks the dictionary with an automaton, ten times as long as a `*`.
pub(crate) const MOST_FUZZY: usize = 8;

/// Letters before a `*`. One letter begins a tenth of the dictionary.
pub(crate) const SHORTEST_PREFIX: usize = 2;

/// Letters that may differ behind `~`. Three turn any short word into any other, and no dictionary is built for it.
pub(crate) const FARTHEST: u8 = 2;

/// Letters of a word with `~`: longer than any word of either language. The automaton that finds its spellings grows
/// with each letter, half a millisecond for this many.
pub(crate) const LONGEST_FUZZY: usize = 32;

/// Places that the words of a phrase may be moved: a long sentence. Wider, and the phrase is no more than its words.
pub(crate) const WIDEST: u32 = 100;

/// Terms searched for a `*` or a `~` in each field: the form as typed, for a `~` the nearest, then the most frequent.
pub(crate) const MOST_EXPANSIONS: usize = 128;

/// Near spellings that are compared before the nearest are chosen; a short word has thousands.
pub(crate) const MOST_COMPARED: usize = 10_000;

/// Terms of an expansion that are shown with the answer; all are counted.
pub(crate) const SHOWN_EXPANSIONS: usize = 10;

/// Labels that `source:le*` stands for.
pub(crate) const MOST_VALUES: usize = 200;

/// Ways to divide a phrase with joined forms (`115 000`, `Covid-19`) that are tried.
pub(crate) const MOST_VARIANTS: usize = 8;

/// Parts of words such as `porte-avions` that are looked for in other forms. Each walks a part of the dictionary.
pub(crate) const MOST_INFLECTED: usize = 16;

/// Words of one name. The longest shipped names have six.
pub(crate) const LONGEST_NAME: usize = 6;

/// Bytes of one name: twice «Observatoire syrien des droits de l'homme». Each look-up folds them all.
pub(crate) const LONGEST_NAME_BYTES: usize = 96;

/// Words of one query that are looked up in the registry, each with those behind it. More is a pasted paragraph.
pub(crate) const MOST_NAME_STARTS: usize = 64;

/// Words of one query that are searched under other names: a pasted list of names would ask for thousands of phrases.
pub(crate) const MOST_NAMED: usize = 32;

/// Entities that one word may stand for, the most frequent ones.
pub(crate) const MOST_ENTITIES: usize = 4;

/// Other names of an entity that are looked for in the text as well, because a recogniser misses some.
pub(crate) const MOST_SEARCHED: usize = 8;

/// Notes on what was read otherwise than it looks; a thousand signs must not bring a thousand.
pub(crate) const MOST_NOTES: usize = 12;

/// Words that are looked up one by one to say which of them no article holds.
pub(crate) const MOST_LOOKED_UP: usize = 32;
