//! Acronyms: which long names they stand for, and which long names they make one.

use article::Kind;

use super::links::{Linker, agreed};
use super::why::Why;
use crate::key;

impl Linker<'_> {
    /// Joins an acronym that stands alone to what the archive's articles define it as, when nearly all agree.
    pub(super) fn acronyms(&mut self) {
        for (at, node) in self.archive.nodes.iter().enumerate() {
            if node.key.contains(' ') || node.kind == Kind::Person || self.bearers[at].is_some() {
                continue;
            }
            let defined = self.definitions(node.name, is_acronym_of);
            let listing = self.listing(node);
            // One article may err (`l'Agence régionale de santé (RS)`); initials or several articles do not.
            let initials = |root: usize| is_initials_of(node.name, self.archive.nodes[root].name);
            let sure = |(root, articles): &(usize, u32)| *articles >= FEWEST_DEFINITIONS || initials(*root);
            match (agreed(&defined).filter(sure), listing) {
                (Some((root, articles)), _) => self.join(at, root, Why::Acronym { articles }),
                // What news means by it, unless the archive means much else.
                (None, Some((bearer, source, _))) if source.starts_with("own/") => {
                    let listed = self.of_bearer.get(&bearer).map(|node| self.groups.root(*node));
                    let others = defined.iter().filter(|(root, _)| Some(*root) != listed);
                    let elsewhere: u32 = others.map(|(_, articles)| articles).sum();
                    if elsewhere == 0 || elsewhere * MOST_ELSEWHERE < node.articles {
                        self.bear(at, bearer, Why::Listed { source });
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes a long name whose initials the acronym is not for the translation of the one whose initials it is:
    /// `Observatoire libyen des déplacés (OLDP)`, `Libyan Displacement Monitor (OLDP)`.
    pub(super) fn borrowed_acronyms(&mut self) {
        let archive = self.archive;
        for shorts in archive.shorts.chunk_by(|a, b| a.surface == b.surface) {
            let acronym = shorts[0].surface;
            if shorts.len() < 2 || acronym.len() < SHORTEST_BORROWED || acronym.contains([' ', '-']) {
                continue;
            }
            let bodies = shorts.iter().filter(|short| {
                let node = &archive.nodes[short.node];
                node.kind == Kind::Organisation && is_acronym_of(acronym, node.name)
            });
            let (own, borrowed): (Vec<_>, Vec<_>) =
                bodies.partition(|short| is_made_of(acronym, archive.nodes[short.node].name));
            let Some(first) = own.first().map(|short| self.groups.root(short.node)) else { continue };
            // Two bodies of these initials: nobody knows whose translation the others are.
            if own.iter().any(|short| self.groups.root(short.node) != first) {
                continue;
            }
            for other in borrowed {
                // A list would know the acronym; and the end of a name is that name cut short.
                let root = self.groups.root(other.node);
                let key = archive.nodes[other.node].key.as_str();
                let fits = own
                    .iter()
                    .map(|short| archive.nodes[short.node].key.as_str())
                    .all(|own| !own.contains(key) && !key.contains(own) && !same_language(own, key));
                if fits && self.borne[root].is_none() {
                    self.join(other.node, first, Why::Acronym { articles: other.articles });
                }
            }
        }
    }
}

/// So many articles may define an acronym that is not made of initials.
const FEWEST_DEFINITIONS: u32 = 3;
/// An acronym that a list gives to a body is that body's as long as the archive uses it so many times as often without
/// defining it as it defines it as another.
const MOST_ELSEWHERE: u32 = 5;
/// Letters of an acronym that two bodies share by chance too seldom to matter.
const SHORTEST_BORROWED: usize = 3;

/// Whether a short form is an acronym of a full name: its initials, or one short word that is none of its words.
pub(super) fn is_acronym_of(short: &str, full: &str) -> bool {
    let one_word = short.len() <= 8 && !short.contains([' ', '-']) && full.contains([' ', '-']);
    one_word && (is_initials_of(short, full) || !full.split([' ', '-']).any(|token| token.starts_with(short)))
}

/// Whether a short form is made of the first letters of the words of a full name; small words may be left out.
fn is_initials_of(short: &str, full: &str) -> bool {
    let mut letters = short.chars().filter(|c| c.is_alphanumeric()).peekable();
    for word in full.split([' ', '-']) {
        match (letters.peek(), word.chars().next()) {
            (Some(letter), Some(first)) if *letter == first => {
                letters.next();
            }
            // Folding glues the article to its word: `groupe dappui`.
            (Some(letter), Some('d' | 'l')) if word[1..].starts_with(*letter) && "aeiouhy".contains(*letter) => {
                letters.next();
            }
            _ if word.len() <= 4 => {}
            _ => return false,
        }
    }
    letters.peek().is_none()
}

/// Whether a short form is made of letters of a full name, each larger word giving its first: `OLDP` of
/// `Observatoire libyen des déplacés`.
fn is_made_of(short: &str, full: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).collect();
    let words: Vec<&str> = full.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    letters.len() <= 8 && words.len() <= key::LONGEST && spells(&letters, &words)
}

/// Whether words give letters in their order: a larger one its first at least, a small one any or none.
fn spells(letters: &[char], words: &[&str]) -> bool {
    let Some((word, after)) = words.split_first() else { return letters.is_empty() };
    if word.chars().count() <= 4 && spells(letters, after) {
        return true;
    }
    // Folding glues the article to its word: `groupe dappui`.
    let glued = word.strip_prefix(['d', 'l']).filter(|rest| rest.starts_with(['a', 'e', 'i', 'o', 'u', 'h']));
    [Some(*word), glued].into_iter().flatten().any(|word| {
        let mut inside = word.chars();
        if letters.is_empty() || inside.next() != letters.first().copied() {
            return false;
        }
        let mut used = 1;
        loop {
            if spells(&letters[used..], after) {
                return true;
            }
            match letters.get(used) {
                Some(letter) if inside.by_ref().any(|c| c == *letter) => used += 1,
                _ => return false,
            }
        }
    })
}

/// Whether the small words of two keys are of one language, so that neither is the other's translation.
fn same_language(a: &str, b: &str) -> bool {
    let of = |key: &str| {
        let has = |small: &[&str]| key.split(' ').any(|word| small.contains(&word));
        (has(&["de", "des", "du", "la", "le", "les", "et", "pour"]), has(&["of", "the", "for", "and"]))
    };
    let (a, b) = (of(a), of(b));
    (a.0 && b.0) || (a.1 && b.1)
}
