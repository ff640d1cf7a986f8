//! Builds the entities of an archive from its facts.
//!
//! Facts become nodes, one for each indexed name; `links` says which nodes are one; each group becomes an entity
//! with its names, its labels and the keys by which queries find it.

use std::collections::BTreeMap;

use analysis::fold;
use article::{Kind, Language};

use super::fact::Fact;
use super::layout::{ACRONYM, Alias, DraftEntity, EXACT, Key, SKELETON};
use super::links::{self, Links};
use super::why::Why;
use crate::key;
use crate::shipped::{Bearer, SOURCES, Shipped, is_acronym};
use crate::skeleton;

/// An indexed name with what the archive says of it.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) key: String,
    /// The articles that use it, by kind as read.
    pub(super) kinds: [u32; 3],
    /// The articles indexed under it.
    pub(super) articles: u32,
    /// Its most frequent printed form, with the articles that have it.
    printed: (u32, String),
}

impl Node {
    /// Its kind by majority; the first of [`Kind::ALL`] where two are as frequent.
    pub(super) fn kind(&self) -> Kind {
        let best = (0..3).max_by_key(|at| (self.kinds[*at], 3 - at)).unwrap_or(0);
        Kind::ALL[best]
    }
}

/// A surface that articles use for a longer name.
#[derive(Debug)]
pub(super) struct ShortForm {
    pub(super) surface: String,
    pub(super) node: usize,
    pub(super) kind: Kind,
    pub(super) articles: u32,
}

/// The facts, sorted: what `links` and the entities are made of.
pub(super) struct Archive {
    pub(super) nodes: Vec<Node>,
    pub(super) shorts: Vec<ShortForm>,
}

/// The entities of an archive, most frequent first.
pub(super) fn entities(facts: Vec<Fact>) -> Vec<DraftEntity> {
    let archive = Archive::new(facts);
    let shipped = Shipped::get();
    let links = links::find(&archive, shipped);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, root) in links.roots.iter().enumerate() {
        groups.entry(*root).or_default().push(node);
    }
    let mut shorts_of: Vec<Vec<usize>> = vec![Vec::new(); archive.nodes.len()];
    for (at, short) in archive.shorts.iter().enumerate() {
        shorts_of[short.node].push(at);
    }
    let draft = |nodes: &Vec<usize>| Draft { archive: &archive, links: &links, shorts_of: &shorts_of }.entity(nodes);
    let mut entities: Vec<DraftEntity> = groups.values().map(draft).collect();
    entities.sort_by(|a, b| {
        let name = |entity: &DraftEntity| entity.aliases.first().map(|alias| alias.name.clone());
        b.articles.cmp(&a.articles).then_with(|| name(a).cmp(&name(b)))
    });
    entities
}

impl Archive {
    fn new(mut facts: Vec<Fact>) -> Self {
        facts.retain(|fact| !fact.name().is_empty() && !fact.surface.is_empty());
        facts.sort_unstable();
        let mut nodes: BTreeMap<&str, (Node, [u32; 3], u32)> = BTreeMap::new();
        for fact in &facts {
            let name = fact.name();
            let (node, own, shorts) = nodes.entry(name).or_insert_with(|| {
                let (name, key) = (name.to_owned(), key::of(name));
                (Node { name, key, kinds: [0; 3], articles: 0, printed: (0, String::new()) }, [0; 3], 0)
            });
            let kind = fact.kind as usize;
            node.kinds[kind] += fact.articles;
            if fact.surface == name {
                own[kind] += fact.articles;
                if !fact.printed.is_empty() && fact.articles > node.printed.0 {
                    node.printed = (fact.articles, fact.printed.clone());
                }
            } else {
                *shorts = fact.articles.max(*shorts);
            }
        }
        // An article that uses a short form also prints the full one, so the full one's count is the node's.
        let nodes: Vec<Node> = nodes
            .into_values()
            .map(|(node, own, shorts)| Node { articles: own.iter().sum::<u32>().max(shorts).max(1), ..node })
            .collect();
        let mut shorts: Vec<ShortForm> = Vec::new();
        for fact in &facts {
            let Some(referent) = fact.referent.as_ref().filter(|referent| **referent != fact.surface) else { continue };
            let Ok(node) = nodes.binary_search_by(|node| node.name.as_str().cmp(referent)) else { continue };
            match shorts.last_mut() {
                Some(last) if last.surface == fact.surface && last.node == node => {
                    if fact.articles > last.articles {
                        last.kind = fact.kind;
                    }
                    last.articles += fact.articles;
                }
                _ => shorts.push(ShortForm {
                    surface: fact.surface.clone(),
                    node,
                    kind: fact.kind,
                    articles: fact.articles,
                }),
            }
        }
        Self { nodes, shorts }
    }
}

/// What an entity is drafted from.
struct Draft<'a> {
    archive: &'a Archive,
    links: &'a Links,
    shorts_of: &'a [Vec<usize>],
}

impl Draft<'_> {
    fn entity(&self, group: &[usize]) -> DraftEntity {
        let nodes = || group.iter().map(|node| (&self.archive.nodes[*node], self.links.whys[*node]));
        let listed: Option<&Bearer> = group
            .iter()
            .filter_map(|node| self.links.bearers[*node])
            .min()
            .map(|bearer| &Shipped::get().bearers[bearer as usize]);
        let kind = listed.map_or_else(|| majority(nodes().map(|(node, _)| node.kinds)), |bearer| bearer.kind);
        let mut aliases: Vec<Alias> = nodes().map(|(node, why)| alias_of_node(node, why)).collect();
        aliases.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
        if let Some(first) = aliases.first_mut() {
            first.why = Why::Printed;
        }
        let articles = aliases.iter().map(|alias| alias.articles).sum();
        self.add_shorts(group, kind, &mut aliases);
        if let Some(bearer) = listed {
            add_listed(bearer, &mut aliases);
        }
        let printed = nodes().map(|(node, _)| &node.printed).filter(|(count, _)| *count > 0);
        let printed = printed.max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1))).map(|(_, printed)| printed);
        let own = || match (printed, aliases.first()) {
            (Some(printed), _) => printed.clone(),
            (None, Some(alias)) => display(&alias.name, alias.flags & ACRONYM != 0),
            (None, None) => String::new(),
        };
        let label = |language| listed.map_or_else(own, |bearer| bearer.label(language).to_owned());
        let keys = keys_of(&aliases, kind);
        let (french, english) = (label(Language::French), label(Language::English));
        DraftEntity { kind, articles, french, english, aliases, keys }
    }

    /// What articles use for short: acronyms are names of it, surnames are only ways to ask for it.
    fn add_shorts(&self, group: &[usize], kind: Kind, aliases: &mut Vec<Alias>) {
        let mut shorts: BTreeMap<&str, (u32, bool)> = BTreeMap::new();
        for short in group.iter().flat_map(|node| &self.shorts_of[*node]).map(|at| &self.archive.shorts[*at]) {
            let full = &self.archive.nodes[short.node].name;
            let entry = shorts.entry(&short.surface).or_default();
            entry.0 += short.articles;
            entry.1 |= kind != Kind::Person && links::is_acronym_of(&short.surface, full);
        }
        for (surface, (articles, acronym)) in shorts {
            let why = if acronym { Why::Acronym { articles } } else { Why::Short { articles } };
            let flags = if acronym { ACRONYM } else { 0 };
            match aliases.iter_mut().find(|alias| alias.name == surface) {
                Some(known) => {
                    known.printed += articles;
                    known.flags |= flags;
                }
                None => {
                    aliases.push(Alias { name: surface.to_owned(), why, articles: 0, printed: articles, flags });
                }
            }
        }
    }
}

fn alias_of_node(node: &Node, why: Why) -> Alias {
    Alias { name: node.name.clone(), why, articles: node.articles, printed: node.articles, flags: 0 }
}

fn add_listed(bearer: &Bearer, aliases: &mut Vec<Alias>) {
    for (printed, source) in &bearer.names {
        let name = fold(printed);
        let flags = if is_acronym(printed) { ACRONYM } else { 0 };
        match aliases.iter_mut().find(|alias| alias.name == name) {
            Some(known) => known.flags |= flags,
            None => {
                let why = Why::Listed { source: SOURCES[usize::from(*source)].path };
                aliases.push(Alias { name, why, articles: 0, printed: 0, flags });
            }
        }
    }
}

fn majority(kinds: impl Iterator<Item = [u32; 3]>) -> Kind {
    let total = kinds.fold([0u32; 3], |sum, kinds| [sum[0] + kinds[0], sum[1] + kinds[1], sum[2] + kinds[2]]);
    let best = (0..3).max_by_key(|at| (total[*at], 3 - at)).unwrap_or(0);
    Kind::ALL[best]
}

/// The keys under which queries find an entity: each whole name, the parts people use, and the skeletons.
fn keys_of(aliases: &[Alias], kind: Kind) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for alias in aliases {
        let tokens = key::tokens(&alias.name);
        if tokens.is_empty() {
            continue;
        }
        let part_only = matches!(alias.why, Why::Short { .. });
        let flags = alias.flags | if part_only { 0 } else { EXACT };
        keys.push(Key { key: tokens.join(" "), why: alias.why, flags });
        let parts: Vec<&[&str]> = match kind {
            // A surname with the particles before it: `gaulle`, `de gaulle`.
            Kind::Person => (1..tokens.len()).map(|from| &tokens[from..]).collect(),
            Kind::Organisation => part_ranges(tokens.len()).map(|range| &tokens[range]).collect(),
            Kind::Place => Vec::new(),
        };
        keys.extend(parts.iter().map(|part| Key { key: part.join(" "), why: Why::Part, flags: 0 }));
        if kind == Kind::Person {
            if tokens.len() > 1 {
                keys.push(Key {
                    key: links::skeleton_key(&tokens),
                    why: Why::Transliteration,
                    flags: SKELETON | EXACT,
                });
            }
            if let Some(surname) = tokens.last() {
                let key = format!("~{}", skeleton::of(surname));
                keys.push(Key { key, why: Why::Transliteration, flags: SKELETON });
            }
        }
    }
    // The best reason first; one row for each key is enough.
    keys.sort_by(|a, b| {
        a.key.cmp(&b.key).then_with(|| (b.flags & EXACT).cmp(&(a.flags & EXACT))).then(a.why.cmp(&b.why))
    });
    keys.dedup_by(|later, first| later.key == first.key);
    keys
}

/// The beginnings and ends of an organisation's name, two words or longer, that it goes by.
fn part_ranges(tokens: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    let ends = (2..tokens).map(|end| 0..end);
    let starts = (1..tokens.saturating_sub(1)).map(move |start| start..tokens);
    ends.chain(starts)
}

/// A folded name as it may have been printed: for names of which no printed form is known.
pub(super) fn display(folded: &str, acronym: bool) -> String {
    if acronym {
        return folded.to_uppercase();
    }
    let mut out = String::with_capacity(folded.len());
    for (at, word) in folded.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        for (part_at, part) in word.split('-').enumerate() {
            if part_at > 0 {
                out.push('-');
            }
            let small = matches!(
                part,
                "al" | "el"
                    | "de"
                    | "du"
                    | "des"
                    | "la"
                    | "le"
                    | "les"
                    | "d"
                    | "of"
                    | "the"
                    | "for"
                    | "and"
                    | "et"
                    | "pour"
                    | "van"
                    | "von"
                    | "der"
                    | "bin"
                    | "ben"
                    | "en"
                    | "sur"
                    | "sous"
                    | "aux"
                    | "in"
                    | "to"
            );
            let mut letters = part.chars();
            match letters.next() {
                Some(first) if !(small && at + part_at > 0) => {
                    out.extend(first.to_uppercase());
                    out.push_str(letters.as_str());
                }
                _ => out.push_str(part),
            }
        }
    }
    out
}
