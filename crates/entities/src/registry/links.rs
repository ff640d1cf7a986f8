//! Which indexed names are one, and why: the rules, from the safest to the boldest.
//!
//! 1. the same key (hyphens, Arabic articles); 2. a shipped table; 3. acronyms that articles define, when all agree;
//! 4. the same name in another form, or a body's name that says the same in the other language; 5. two or more words
//!    alike in transliteration; 6. a place that is a transliteration of exactly one listed place of a country the
//!    archive speaks of. One word's skeleton alone never joins people, and two whom a list tells apart stay apart.

use std::borrow::Cow;

use article::Kind;

use super::build::{Archive, Node};
use super::forms;
use super::groups::Groups;
use super::likeness::LARGEST_BLOCK;
use super::why::Why;
use crate::hash::Map;
use crate::key;
use crate::shipped::{SOURCES, Shipped};
use crate::skeleton;
use crate::words;

/// The verdicts, one for each node.
pub(super) struct Links {
    /// The group that a node belongs to.
    pub(super) roots: Vec<usize>,
    /// Why it belongs there.
    pub(super) whys: Vec<Why>,
    /// The shipped bearer of its name.
    pub(super) bearers: Vec<Option<u32>>,
}

/// Finds the links of an archive.
pub(super) fn find(archive: &Archive<'_>, shipped: &'static Shipped) -> Links {
    let count = archive.nodes.len();
    let mut linker = Linker {
        archive,
        shipped,
        groups: Groups::new(count),
        whys: vec![Why::Printed; count],
        bearers: vec![None; count],
        borne: vec![None; count],
        of_bearer: Map::default(),
    };
    linker.same_keys();
    linker.listed();
    linker.translations();
    linker.borrowed_acronyms();
    linker.acronyms();
    linker.other_forms();
    linker.surnames();
    linker.transliterated_people();
    linker.transliterated_names();
    linker.transliterated_places();
    let roots = (0..count).map(|node| linker.groups.root(node)).collect();
    Links { roots, whys: linker.whys, bearers: linker.bearers }
}

pub(super) struct Linker<'a> {
    pub(super) archive: &'a Archive<'a>,
    pub(super) shipped: &'static Shipped,
    pub(super) groups: Groups,
    whys: Vec<Why>,
    pub(super) bearers: Vec<Option<u32>>,
    /// The bearer of each group, at its root.
    pub(super) borne: Vec<Option<u32>>,
    /// The first node that was found to be a bearer's.
    pub(super) of_bearer: Map<u32, usize>,
}

impl<'a> Linker<'a> {
    fn same_keys(&mut self) {
        let mut first: Map<(&str, Kind), usize> = Map::default();
        for (at, node) in self.archive.nodes.iter().enumerate() {
            let seen = *first.entry((node.key.as_str(), node.kind)).or_insert(at);
            if seen != at {
                self.join(at, seen, Why::Spelling);
            }
        }
    }

    /// Joins nodes that a shipped table gives to one bearer. Acronyms and bare surnames wait for their evidence.
    fn listed(&mut self) {
        for (at, node) in self.archive.nodes.iter().enumerate() {
            if let Some((bearer, source, _)) = self.listing(node).filter(|(_, _, needs_evidence)| !needs_evidence) {
                self.bear(at, bearer, Why::Listed { source });
            }
        }
    }

    /// The bearer that the tables give to a node's name, the table, and whether the archive must agree first.
    pub(super) fn listing(&self, node: &Node<'_>) -> Option<(u32, &'static str, bool)> {
        let candidates = self.shipped.bearers_of(&node.key);
        let kind = node.kind;
        let bearer = |at: &u32| &self.shipped.bearers[*at as usize];
        let same_kind: Vec<u32> = candidates.iter().filter(|at| bearer(at).kind == kind).copied().collect();
        let chosen = match (same_kind.as_slice(), candidates) {
            ([only], _) => *only,
            // A name of several words, or of a country, is what the table says even where it was misread.
            ([], [only]) if node.key.contains(' ') || bearer(only).weight == COUNTRY => *only,
            ([], _) => return None,
            (several, _) if kind == Kind::Place => self.largest(several)?,
            ([first, ..], _) if kind == Kind::Person => *first,
            // Parties of twenty countries share an acronym; one that our own list gives is the one news means.
            (several, _) => self.only_own(several, &node.key)?,
        };
        let bearer = bearer(&chosen);
        let listed = bearer.names.iter().find(|(name, _)| key::of(&analysis::fold(name)) == node.key)?;
        let short = !node.key.contains(' ') && bearer.kind != Kind::Place;
        let whole = listed.0 == bearer.french || listed.0 == bearer.english;
        Some((chosen, SOURCES[usize::from(listed.1)].path, short && !whole))
    }

    /// The one bearer to whom our own list gives a name.
    fn only_own(&self, bearers: &[u32], key: &str) -> Option<u32> {
        let mut own = bearers.iter().copied().filter(|at| {
            let mut names = self.shipped.bearers[*at as usize].names.iter();
            names.any(|(name, source)| {
                SOURCES[usize::from(*source)].path.starts_with("own/") && key::of(&analysis::fold(name)) == key
            })
        });
        let only = own.next()?;
        own.next().is_none().then_some(only)
    }

    /// The place that is meant when nothing more is said: a country, or one that dwarfs its namesakes.
    fn largest(&self, places: &[u32]) -> Option<u32> {
        let weight = |at: &u32| self.shipped.bearers[*at as usize].weight;
        let largest = *places.iter().max_by_key(|at| (weight(at), std::cmp::Reverse(**at)))?;
        let rival = places.iter().filter(|at| **at != largest).map(weight).max().unwrap_or(0);
        (weight(&largest) / 3 >= rival).then_some(largest)
    }

    /// Joins a bare surname to the listed person it is known to mean, unless articles use it for somebody else.
    fn surnames(&mut self) {
        for (at, node) in self.archive.nodes.iter().enumerate() {
            if node.key.contains(' ') || node.kind != Kind::Person || self.bearers[at].is_some() {
                continue;
            }
            let Some((bearer, source, _)) = self.listing(node) else { continue };
            let used = self.definitions(node.name, |_, _| true);
            let listed = self.of_bearer.get(&bearer).map(|node| self.groups.root(*node));
            let agrees = used.is_empty() || agreed(&used).is_some_and(|(root, _)| Some(root) == listed);
            if agrees {
                self.bear(at, bearer, Why::Listed { source });
            }
        }
    }

    /// The groups for which articles use `surface`, with the number of those articles.
    pub(super) fn definitions(&mut self, surface: &str, counts: impl Fn(&str, &str) -> bool) -> Vec<(usize, u32)> {
        let shorts = &self.archive.shorts;
        let from = shorts.partition_point(|short| short.surface < surface);
        let mut found: Vec<(usize, u32)> = Vec::new();
        for short in shorts[from..].iter().take_while(|short| short.surface == surface) {
            if !counts(surface, self.archive.nodes[short.node].name) {
                continue;
            }
            let root = self.groups.root(short.node);
            match found.iter_mut().find(|(known, _)| *known == root) {
                Some((_, articles)) => *articles += short.articles,
                None => found.push((root, short.articles)),
            }
        }
        found
    }

    /// Joins people whose names have the same number of words, each alike in transliteration.
    fn transliterated_people(&mut self) {
        let people = self.archive.nodes.iter().enumerate();
        let people = people.filter(|(_, node)| node.kind == Kind::Person && node.key.contains(' '));
        let mut blocks: Vec<(String, usize)> = people.map(|(at, node)| (skeleton_of(&node.key), at)).collect();
        blocks.sort_unstable();
        for block in blocks.chunk_by(|a, b| a.0 == b.0) {
            self.like_listed(block);
            // A block larger than this is no name but a pattern; its pairs would cost too much.
            for (position, (_, a)) in block.iter().enumerate().take(LARGEST_BLOCK) {
                for (_, b) in block[position + 1..].iter().take(LARGEST_BLOCK) {
                    if self.groups.root(*a) != self.groups.root(*b) && self.one_person(*a, *b) {
                        self.join(*b, *a, Why::Transliteration);
                    }
                }
            }
        }
    }

    /// Gives people to the one listed person whose name theirs is in another transliteration.
    fn like_listed(&mut self, block: &[(String, usize)]) {
        for (skeleton, at) in block {
            let at = *at;
            if self.bearers[at].is_some() {
                continue;
            }
            let key = &self.archive.nodes[at].key;
            let like = self.shipped.people_like(skeleton).iter().filter(|(_, listed)| alike_people(key, listed));
            let mut bearers: Vec<u32> = like.map(|(bearer, _)| *bearer).collect();
            bearers.dedup();
            if let [bearer] = bearers.as_slice() {
                self.bear(at, *bearer, Why::Transliteration);
            }
        }
    }

    fn one_person(&self, a: usize, b: usize) -> bool {
        // Two people whom the tables tell apart stay apart.
        if let (Some(a), Some(b)) = (self.bearers[a], self.bearers[b])
            && a != b
        {
            return false;
        }
        alike_people(&self.archive.nodes[a].key, &self.archive.nodes[b].key)
    }

    /// Gives an unlisted place the listed place of which it is a transliteration, if there is exactly one in the
    /// countries that the archive speaks of.
    fn transliterated_places(&mut self) {
        let countries: Vec<&'static str> = {
            let named = self.bearers.iter().flatten().map(|at| &self.shipped.bearers[*at as usize]);
            let mut codes: Vec<_> =
                named.filter(|bearer| bearer.weight == COUNTRY).map(|bearer| bearer.country).collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        };
        for (at, node) in self.archive.nodes.iter().enumerate() {
            if node.kind != Kind::Place || self.bearers[at].is_some() || !self.shipped.bearers_of(&node.key).is_empty()
            {
                continue;
            }
            let skeleton = skeleton_of(&node.key);
            if skeleton.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST_PLACE {
                continue;
            }
            let mut found: Option<u32> = None;
            let mut several = false;
            for (bearer, key) in self.shipped.places_like(&skeleton) {
                let country = self.shipped.bearers[*bearer as usize].country;
                if countries.binary_search(&country).is_ok() && alike_places(&node.key, key, country) {
                    several |= found.is_some_and(|first| first != *bearer);
                    found = Some(*bearer);
                }
            }
            if let (Some(bearer), false) = (found, several) {
                self.bear(at, bearer, Why::ListedPlace);
            }
        }
    }

    /// Gives a node to a bearer, and so joins it to the bearer's other nodes; not if its group has another bearer.
    pub(super) fn bear(&mut self, node: usize, bearer: u32, why: Why) {
        let root = self.groups.root(node);
        if self.borne[root].is_some_and(|other| other != bearer) {
            return;
        }
        self.borne[root] = Some(bearer);
        self.bearers[node] = Some(bearer);
        let first = *self.of_bearer.entry(bearer).or_insert(node);
        if first == node {
            self.whys[node] = why;
        } else {
            self.join(node, first, why);
        }
    }

    /// Joins the groups of two nodes, unless the lists tell them apart.
    pub(super) fn join(&mut self, node: usize, with: usize, why: Why) {
        let roots = [self.groups.root(node), self.groups.root(with)];
        let [a, b] = roots.map(|root| self.borne[root]);
        if a.is_some() && b.is_some() && a != b {
            return;
        }
        if self.groups.join(node, with) {
            self.whys[node] = why;
            let root = self.groups.root(node);
            self.borne[root] = a.or(b);
        }
    }
}

/// The weight of a country in the shipped tables, so that it outweighs every town.
pub(crate) const COUNTRY: u32 = 4_000_000_000;
/// Consonants that a place's skeleton needs: shorter ones fit too much.
const SHORTEST_PLACE: usize = 3;

/// The group that at least nine in ten articles mean.
pub(super) fn agreed(groups: &[(usize, u32)]) -> Option<(usize, u32)> {
    let total: u32 = groups.iter().map(|(_, articles)| articles).sum();
    let (root, articles) =
        groups.iter().copied().max_by_key(|(root, articles)| (*articles, std::cmp::Reverse(*root)))?;
    (u64::from(articles) * 10 >= u64::from(total) * 9).then_some((root, articles))
}

/// The skeletons of all words of a key, as one string: what names must share before they are compared.
pub(crate) fn skeleton_of(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for token in joined_abd(key).split(' ') {
        out.push('~');
        skeleton::push(token, &mut out);
    }
    out
}

/// Whether two keys have the same number of words, each alike in transliteration.
pub(crate) fn alike_names(a: &str, b: &str) -> bool {
    let (a, b) = (joined_abd(a), joined_abd(b));
    a.split(' ').count() == b.split(' ').count() && a.split(' ').zip(b.split(' ')).all(|(a, b)| skeleton::alike(a, b))
}

/// Whether two keys may be one place of a country: a transliteration where its towns are not written in Latin letters,
/// a letter doubled or not elsewhere.
fn alike_places(a: &str, b: &str, country: &str) -> bool {
    if TRANSCRIBED.contains(&country) {
        return alike_names(a, b) && skeleton::edits(a, b) * 3 <= a.len().max(b.len());
    }
    let undoubled = |key: &str| {
        let mut letters: Vec<char> = key.chars().collect();
        letters.dedup();
        letters
    };
    a.len() >= LONG_PLACE && undoubled(a) == undoubled(b)
}

/// Countries whose towns are written in other letters at home.
const TRANSCRIBED: &[&str] = &[
    "AE", "AF", "AM", "AZ", "BD", "BG", "BH", "BT", "BY", "CN", "CY", "DJ", "DZ", "EG", "EH", "ER", "ET", "GE", "GR",
    "HK", "IL", "IN", "IQ", "IR", "JO", "JP", "KG", "KH", "KM", "KP", "KR", "KW", "KZ", "LA", "LB", "LK", "LY", "MA",
    "MK", "MM", "MN", "MR", "NP", "OM", "PK", "PS", "QA", "RS", "RU", "SA", "SD", "SO", "SY", "TD", "TH", "TJ", "TM",
    "TN", "TW", "UA", "UZ", "YE",
];
/// Letters of a place's name in which a doubled one is a slip.
const LONG_PLACE: usize = 6;

/// As [`alike_names`], but `Jean` is not `Jeanne` and `Emmanuel` not `Emmanuelle`.
pub(crate) fn alike_people(a: &str, b: &str) -> bool {
    let feminine = |short: &str, long: &str| {
        let end = long.strip_prefix(short).unwrap_or("-");
        let doubled = short.bytes().last().is_some_and(|last| end.as_bytes() == [last, b'e']);
        (end == "e" || doubled) && words::is_given(short)
    };
    let pairs = || a.split(' ').zip(b.split(' '));
    // `Robert Besson` is not `Robert Bisson`: sounds are written anew where an alphabet changes, not within Latin.
    let settled = pairs().any(|(a, b)| a == b && forms::is_western(a));
    alike_names(a, b)
        && !pairs().any(|(a, b)| feminine(a, b) || feminine(b, a))
        && skeleton::edits(a, b) * 3 <= a.len().max(b.len())
        && (!settled || pairs().all(|(a, b)| skeleton::transcribed(a, b)))
}

/// Writes `abdel ghani`, `abdul ghany`, `abdulghani`, `abd ghani` as one word with one beginning.
fn joined_abd(key: &str) -> Cow<'_, str> {
    if !key.contains("abd") {
        return Cow::Borrowed(key);
    }
    let mut out = String::with_capacity(key.len());
    let mut tokens = key.split(' ').peekable();
    while let Some(token) = tokens.next() {
        if !out.is_empty() {
            out.push(' ');
        }
        let opens = matches!(token, "abd" | "abdel" | "abdul" | "abdoul" | "abdal" | "abdol");
        let glued = ["abdul", "abdoul", "abdal", "abdol"].iter().find_map(|head| token.strip_prefix(head));
        match glued.filter(|rest| rest.len() > 2 && *rest != "lah" && *rest != "lahi") {
            Some(rest) => {
                out.push_str("abdel");
                out.push_str(rest);
            }
            None if opens && tokens.peek().is_some() => {
                out.push_str("abdel");
                out.push_str(tokens.next().unwrap_or_default());
            }
            None => out.push_str(token),
        }
    }
    Cow::Owned(out)
}
