//! Parts side by side as one condition: all of them, most, or any.
//!
//! What stands side by side without an operator is counted: every word that is no stop word, every phrase, every word
//! with a sign, every group in brackets, and every name, which counts as one word however many it has. Filters and
//! exclusions are not counted: they always hold. Neither is what `AND` joins: whoever writes it means it.

use analysis::scan;

use super::Planner;
use super::stop_words::Need;
use crate::Error;
use crate::plan::Plan;
use crate::search::Matching;
use crate::syntax::Node;

/// One part that counts.
#[derive(Debug)]
pub(super) struct Unit {
    /// As typed.
    pub(super) text: String,
    pub(super) plan: Plan,
}

impl Planner<'_> {
    /// The conditions of `parts`, of which those that count are joined as the matching asks for.
    ///
    /// At the top a date confines the whole query.
    pub(super) fn run(&mut self, parts: &[Node], is_top: bool) -> Result<Vec<Plan>, Error> {
        self.note_exclusive(parts);
        let strongest = self.strongest(parts);
        let mut units = Vec::new();
        let mut always = Vec::new();
        let mut welcome = Vec::new();
        for part in parts {
            match part {
                Node::Words(text) => units.extend(self.words(text, strongest, &mut welcome)?),
                Node::Filter(clause) if is_top => always.extend(self.confine(clause)?),
                part if is_condition(part) => always.extend(self.node(part)?),
                part => units.extend(self.node(part)?.map(|plan| Unit { text: crate::syntax::shown(part), plan })),
            }
        }
        let joined = self.joined(units)?;
        let mut conditions: Vec<Plan> = match joined {
            Some(joined) if !welcome.is_empty() && !self.excluded => {
                vec![Plan::Every { must: vec![joined], should: welcome, not: Vec::new() }]
            }
            joined => joined.into_iter().collect(),
        };
        conditions.extend(always);
        Ok(conditions)
    }

    fn joined(&mut self, units: Vec<Unit>) -> Result<Option<Plan>, Error> {
        let count = units.len();
        if count == 0 {
            return Ok(None);
        }
        // To exclude what holds any of the words would exclude more, not less.
        let matching = if self.excluded { Matching::All } else { self.matching };
        let needed = match matching {
            Matching::All => count,
            Matching::Most => most_of(count),
            Matching::Any => 1,
        };
        if !self.excluded {
            self.scores = true;
            if count > self.reading.needed.1 {
                self.reading.needed = (needed, count);
            }
            self.look_up_absent(&units)?;
        }
        let plans: Vec<Plan> = units.into_iter().map(|unit| unit.plan).collect();
        Ok(Some(match matching {
            Matching::All => Plan::every(plans),
            Matching::Most if count > 1 => Plan::Any { at_least: needed, plans },
            Matching::Most | Matching::Any => Plan::any(plans),
        }))
    }

    /// What the part of `nodes` is for that tells most; filters and exclusions tell nothing.
    fn strongest(&mut self, nodes: &[Node]) -> Need {
        nodes.iter().map(|node| self.strongest_of(node)).max().unwrap_or(Need::LeftOut)
    }

    fn strongest_of(&mut self, node: &Node) -> Need {
        match node {
            Node::Words(text) => self.strongest_need(&text.text),
            Node::Word(text, _) | Node::Phrase { text, .. } => {
                let mut strongest = Need::LeftOut;
                scan(&text.text, |_| strongest = Need::Needed);
                strongest
            }
            Node::Filter(_) | Node::Not(_) => Need::LeftOut,
            Node::Run(nodes) | Node::All(nodes) | Node::Any(nodes) => self.strongest(nodes),
        }
    }
}

/// Whether `node` is made of filters and exclusions alone.
fn is_condition(node: &Node) -> bool {
    match node {
        Node::Filter(_) | Node::Not(_) => true,
        Node::Words(_) | Node::Word(..) | Node::Phrase { .. } => false,
        Node::Run(nodes) | Node::All(nodes) | Node::Any(nodes) => nodes.iter().all(is_condition),
    }
}

/// Two thirds of `count`, rounded up.
fn most_of(count: usize) -> usize {
    count - count / 3
}

#[cfg(test)]
mod tests {
    use super::most_of;

    #[test]
    fn most_is_two_thirds() {
        assert_eq!([1, 2, 3, 4, 5, 6, 9].map(most_of), [1, 2, 2, 3, 4, 4, 6]);
    }
}
