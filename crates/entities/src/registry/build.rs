//! Builds the entities of an archive from its facts.
//!
//! Facts become nodes, one for each indexed name; `links` says which nodes are one; each group becomes an entity
//! with its names, its labels and the keys by which queries find it.

use std::borrow::Cow;

use analysis::fold;
use article::{Kind, Language};

use super::acronyms::is_acronym_of;
use super::fact::Fact;
use super::forms;
use super::layout::{self, ACRONYM, Alias, DraftEntity, EXACT, Key, SKELETON, hash_of};
use super::links::{self, Links};
use super::meaning;
use super::why::Why;
use crate::key;
use crate::shipped::{Bearer, SOURCES, Shipped, is_acronym};
use crate::skeleton;

/// An indexed name with what the archive says of it.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) name: &'a str,
    pub(super) key: String,
    /// What most articles read it as.
    pub(super) kind: Kind,
    /// The articles that use it, by kind as read.
    kinds: [u32; 3],
    /// The articles indexed under it.
    pub(super) articles: u32,
    /// Its most frequent printed form; may be empty.
    printed: &'a str,
}

/// A surface that articles use for a longer name.
#[derive(Debug)]
pub(super) struct ShortForm<'a> {
    pub(super) surface: &'a str,
    pub(super) node: usize,
    pub(super) articles: u32,
}

/// The facts, sorted: what `links` and the entities are made of.
pub(super) struct Archive<'a> {
    /// By name.
    pub(super) nodes: Vec<Node<'a>>,
    /// By surface, then by node.
    pub(super) shorts: Vec<ShortForm<'a>>,
}

/// The registry of an archive, as bytes.
pub(super) fn bytes(mut facts: Vec<Fact>) -> Vec<u8> {
    facts.retain(|fact| !fact.name().is_empty() && !fact.surface.is_empty());
    facts.sort_unstable_by(|a, b| a.name().cmp(b.name()).then_with(|| a.cmp(b)));
    let archive = Archive::new(&facts);
    let links = links::find(&archive, Shipped::get());
    let draft = Draft { archive: &archive, links: &links, shorts_of: archive.shorts_by_node() };

    // Nodes by group; the first node of a group is its root, so groups come out in the order of their names.
    let mut members: Vec<(u32, u32)> =
        links.roots.iter().enumerate().map(|(node, root)| (*root as u32, node as u32)).collect();
    members.sort_unstable();
    let mut entities: Vec<(DraftEntity<'_>, &[(u32, u32)])> =
        members.chunk_by(|a, b| a.0 == b.0).map(|group| (draft.entity(group), group)).collect();
    entities.sort_by_key(|(entity, _)| std::cmp::Reverse(entity.articles));

    let mut names: Vec<(&str, u32)> = archive.nodes.iter().map(|node| (node.name, 0)).collect();
    for (number, (_, group)) in entities.iter().enumerate() {
        group.iter().for_each(|(_, node)| names[*node as usize].1 = number as u32);
    }
    let entities: Vec<DraftEntity<'_>> = entities.into_iter().map(|(entity, _)| entity).collect();
    layout::write(&entities, &names)
}

impl<'a> Archive<'a> {
    /// Reads facts that are sorted by name.
    fn new(facts: &'a [Fact]) -> Self {
        let mut nodes: Vec<Node<'a>> = Vec::new();
        let mut shorts: Vec<ShortForm<'a>> = Vec::new();
        for of_name in facts.chunk_by(|a, b| a.name() == b.name()) {
            shorts.extend(short_forms(of_name, nodes.len()));
            nodes.extend(Node::new(of_name));
        }
        shorts.sort_unstable_by(|a, b| a.surface.cmp(b.surface).then(a.node.cmp(&b.node)));
        Self { nodes, shorts }
    }

    /// The short forms of each node, as places in `shorts`: (node, short), sorted.
    fn shorts_by_node(&self) -> Vec<(u32, u32)> {
        let mut by_node: Vec<(u32, u32)> =
            self.shorts.iter().enumerate().map(|(at, short)| (short.node as u32, at as u32)).collect();
        by_node.sort_unstable();
        by_node
    }
}

/// The short forms among the facts of one name; surfaces come in order.
fn short_forms<'a>(facts: &'a [Fact], node: usize) -> impl Iterator<Item = ShortForm<'a>> {
    let by_surface = facts.chunk_by(|a, b| a.surface == b.surface);
    by_surface.filter(|facts| facts[0].surface != facts[0].name()).map(move |facts| ShortForm {
        surface: &facts[0].surface,
        node,
        articles: facts.iter().map(|fact| fact.articles).sum(),
    })
}

impl<'a> Node<'a> {
    fn new(facts: &'a [Fact]) -> Option<Self> {
        let name = facts.first()?.name();
        let mut node = Node { name, key: key::of(name), kind: Kind::Person, kinds: [0; 3], articles: 0, printed: "" };
        let (mut shorts, mut most) = (0, 0);
        for fact in facts {
            node.kinds[fact.kind as usize] += fact.articles;
            if fact.surface == name {
                node.articles += fact.articles;
                if fact.articles > most && !fact.printed.is_empty() {
                    (most, node.printed) = (fact.articles, &fact.printed);
                }
            } else {
                shorts = fact.articles.max(shorts);
            }
        }
        // An article that uses a short form also prints the full one, so the full one's count is the node's.
        node.articles = node.articles.max(shorts).max(1);
        node.kind = majority(node.kinds);
        Some(node)
    }
}

/// The most frequent kind; the first of [`Kind::ALL`] where two are as frequent.
fn majority(kinds: [u32; 3]) -> Kind {
    let best = (0..3).max_by_key(|at| (kinds[*at], 3 - at)).unwrap_or(0);
    Kind::ALL[best]
}

/// What entities are drafted from.
struct Draft<'a> {
    archive: &'a Archive<'a>,
    links: &'a Links,
    shorts_of: Vec<(u32, u32)>,
}

impl<'a> Draft<'a> {
    /// The entity of a group of nodes.
    fn entity(&self, group: &[(u32, u32)]) -> DraftEntity<'a> {
        let numbers = || group.iter().map(|(_, node)| *node as usize);
        let bearer = numbers().filter_map(|node| self.links.bearers[node]).min();
        let listed = bearer.map(|bearer| &Shipped::get().bearers[bearer as usize]);
        let mut kinds = [0; 3];
        for node in numbers().map(|node| &self.archive.nodes[node]) {
            kinds.iter_mut().zip(node.kinds).for_each(|(sum, articles)| *sum += articles);
        }
        let kind = listed.map_or_else(|| majority(kinds), |bearer| bearer.kind);
        let mut aliases: Vec<Alias<'a>> =
            numbers().map(|node| alias_of_node(&self.archive.nodes[node], self.links.whys[node])).collect();
        aliases.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
        if let Some(first) = aliases.first_mut() {
            first.why = Why::Printed;
        }
        let articles = aliases.iter().map(|alias| alias.articles).sum();
        for node in numbers() {
            self.add_shorts(node, kind, &mut aliases);
        }
        if let Some(bearer) = listed {
            add_listed(bearer, &mut aliases);
        }
        let own = || self.own_label(group, &aliases);
        // Maps spell towns as their country does; news knows them as it prints them.
        let trusted = listed.filter(|bearer| !bearer.is_from_map());
        let label = |language| trusted.map_or_else(own, |bearer| Cow::Borrowed(bearer.label(language)));
        let (french, english) = (label(Language::French), label(Language::English));
        let keys = keys_of(&aliases, kind);
        DraftEntity { kind, articles, french, english, aliases, keys }
    }

    /// What articles use for short: acronyms are names of it, surnames are only ways to ask for it.
    fn add_shorts(&self, node: usize, kind: Kind, aliases: &mut Vec<Alias<'a>>) {
        let from = self.shorts_of.partition_point(|(of, _)| (*of as usize) < node);
        let shorts = self.shorts_of[from..].iter().take_while(|(of, _)| *of as usize == node);
        let full = self.archive.nodes[node].name;
        for short in shorts.map(|(_, at)| &self.archive.shorts[*at as usize]) {
            let acronym = kind != Kind::Person && is_acronym_of(short.surface, full);
            let flags = if acronym { ACRONYM } else { 0 };
            match aliases.iter_mut().find(|alias| alias.name == short.surface) {
                Some(known) => {
                    known.printed += short.articles;
                    known.flags |= flags;
                    known.why = match known.why {
                        Why::Acronym { articles } => Why::Acronym { articles: articles + short.articles },
                        Why::Short { articles } => Why::Short { articles: articles + short.articles },
                        other => other,
                    };
                }
                None => {
                    let articles = short.articles;
                    let why = if acronym { Why::Acronym { articles } } else { Why::Short { articles } };
                    let name = Cow::Borrowed(short.surface);
                    aliases.push(Alias { name, why, articles: 0, printed: articles, flags });
                }
            }
        }
    }

    /// The most frequent printed form, else one made of the most frequent name.
    fn own_label(&self, group: &[(u32, u32)], aliases: &[Alias<'a>]) -> Cow<'a, str> {
        let nodes = group.iter().map(|(_, node)| &self.archive.nodes[*node as usize]);
        let printed = nodes.filter(|node| !node.printed.is_empty());
        match (printed.max_by(|a, b| a.articles.cmp(&b.articles).then(b.name.cmp(a.name))), aliases.first()) {
            (Some(node), _) => Cow::Borrowed(node.printed),
            (None, Some(alias)) => Cow::Owned(display(&alias.name, alias.flags & ACRONYM != 0)),
            (None, None) => Cow::Borrowed(""),
        }
    }
}

fn alias_of_node<'a>(node: &Node<'a>, why: Why) -> Alias<'a> {
    let flags = if is_acronym(node.printed) { ACRONYM } else { 0 };
    Alias { name: Cow::Borrowed(node.name), why, articles: node.articles, printed: node.articles, flags }
}

fn add_listed(bearer: &Bearer, aliases: &mut Vec<Alias<'_>>) {
    for (printed, source) in &bearer.names {
        let name = fold(printed);
        let flags = if is_acronym(printed) { ACRONYM } else { 0 };
        match aliases.iter_mut().find(|alias| alias.name == name) {
            Some(known) => known.flags |= flags,
            None => {
                let why = Why::Listed { source: SOURCES[usize::from(*source)].path };
                aliases.push(Alias { name: Cow::Owned(name), why, articles: 0, printed: 0, flags });
            }
        }
    }
}

/// The keys under which queries find an entity: each whole name, the parts people use, and the skeletons.
fn keys_of(aliases: &[Alias<'_>], kind: Kind) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::with_capacity(aliases.len() * 4);
    let mut scratch = String::new();
    for alias in aliases {
        let key = key::of(&alias.name);
        if key.is_empty() {
            continue;
        }
        let part_only = matches!(alias.why, Why::Short { .. });
        let flags = alias.flags | if part_only { 0 } else { EXACT };
        keys.push(Key { hash: hash_of(&key), why: alias.why, flags });
        let part = |part: &str| Key { hash: hash_of(part), why: Why::Part, flags: 0 };
        let blanks = || key.match_indices(' ').map(|(at, _)| at);
        match kind {
            // A surname with the particles before it: `gaulle`, `de gaulle`.
            Kind::Person => {
                keys.extend(forms::of(&key).map(|form| Key {
                    hash: hash_of(&form.query_key()),
                    why: Why::Form,
                    flags: EXACT,
                }));
                keys.extend(blanks().map(|at| part(&key[at + 1..])));
                if key.contains(' ') {
                    let hash = hash_of(&links::skeleton_of(&key));
                    keys.push(Key { hash, why: Why::Transliteration, flags: SKELETON | EXACT });
                }
                scratch.clear();
                scratch.push('~');
                skeleton::push(key.rsplit(' ').next().unwrap_or(&key), &mut scratch);
                keys.push(Key { hash: hash_of(&scratch), why: Why::Transliteration, flags: SKELETON });
            }
            // Its beginning or its end, two words at least.
            Kind::Organisation => {
                keys.extend(meaning::of(&key).map(|meaning| Key {
                    hash: hash_of(&meaning),
                    why: Why::Translation,
                    flags: EXACT,
                }));
                keys.extend(blanks().skip(1).map(|at| part(&key[..at])));
                let words = blanks().count() + 1;
                keys.extend(blanks().take(words.saturating_sub(2)).map(|at| part(&key[at + 1..])));
            }
            Kind::Place => {}
        }
    }
    // One row for each key, with the best reason.
    keys.sort_unstable_by_key(|key| (key.hash, std::cmp::Reverse(key.flags & EXACT), key.why));
    keys.dedup_by_key(|key| key.hash);
    keys
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
