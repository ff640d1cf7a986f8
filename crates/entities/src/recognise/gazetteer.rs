//! The shipped names as a tree of words, so that a text is matched against all of them at once.
//!
//! Takes tokens, gives the longest listed name that starts at each.

use super::tokens::{self, Gap, Shape, Token};
use crate::hash::{self, Map};
use crate::shipped::{Bearer, SOURCES, Shipped};

/// Listed names by the chained hashes of their words.
pub(crate) struct Gazetteer {
    nodes: Map<u64, Node>,
}

#[derive(Clone, Copy, Default)]
struct Node {
    /// One more than the number of the bearer whose name ends here.
    bearer: u32,
    /// Whether the name may be printed without capitals.
    lower: bool,
    /// Whether it is an acronym, which must be printed in capitals: `PAR` is a party, `Par` is a word.
    upper: bool,
    /// Whether longer names go on from here.
    goes_on: bool,
}

/// A listed name found in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    /// Tokens it takes.
    pub(crate) length: usize,
    /// The number of the bearer in [`Shipped`].
    pub(crate) bearer: u32,
}

impl Gazetteer {
    pub(crate) fn new(shipped: &'static Shipped) -> Self {
        let mut gazetteer = Self { nodes: Map::default() };
        let mut scratch = Vec::new();
        for (number, bearer) in shipped.bearers.iter().enumerate() {
            for (name, source) in &bearer.names {
                gazetteer.add(name, number as u32, may_be_lower(bearer, name, *source), &mut scratch);
            }
        }
        gazetteer
    }

    fn add(&mut self, name: &str, bearer: u32, lower: bool, scratch: &mut Vec<Token>) {
        scratch.clear();
        tokens::cut(name, 0, name.len(), scratch);
        let words = scratch.iter().filter(|token| token.word != 0);
        let mut chain = 0;
        let mut last = None;
        for token in words {
            if let Some(before) = last {
                self.nodes.entry(before).or_default().goes_on = true;
            }
            chain = hash::chain(chain, token.word);
            last = Some(chain);
        }
        if let Some(end) = last {
            let node = self.nodes.entry(end).or_default();
            if node.bearer == 0 {
                let upper = scratch.len() == 1 && matches!(scratch[0].shape, Shape::Upper | Shape::Code);
                *node = Node { bearer: bearer + 1, lower, upper, ..*node };
            }
        }
    }

    /// The longest listed name that starts at `tokens[0]`.
    ///
    /// A word of a name that stands between capitals may be small (`of`, `des`), but the name must have a capital
    /// where it starts or ends, unless it is one that is also printed without.
    pub(crate) fn longest(&self, tokens: &[Token]) -> Option<Match> {
        let mut chain = 0;
        let mut best = None;
        let mut capitals = 0;
        for (at, token) in tokens.iter().enumerate() {
            if token.word == 0 || (at > 0 && token.gap == Gap::Line) {
                break;
            }
            chain = hash::chain(chain, token.word);
            capitals += usize::from(token.is_capital());
            let Some(node) = self.nodes.get(&chain) else { break };
            let printed = !node.upper || matches!(token.shape, Shape::Upper | Shape::Code | Shape::Mixed);
            if node.bearer > 0
                && printed
                && (node.lower || tokens[0].is_capital() || (capitals > 0 && token.is_capital()))
            {
                best = Some(Match { length: at + 1, bearer: node.bearer - 1 });
            }
            if !node.goes_on {
                break;
            }
        }
        best
    }
}

/// Organisations of several words are often printed without capitals: `l'armée nationale syrienne`.
fn may_be_lower(bearer: &Bearer, name: &str, source: u8) -> bool {
    bearer.kind == article::Kind::Organisation
        && SOURCES[usize::from(source)].path.starts_with("own/")
        && name.split(' ').count() > 1
}
