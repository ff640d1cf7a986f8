//! Names that are one although no list says so: other forms of a person's name, bodies that say the same in the other
//! language, and bodies in another transliteration.

use article::Kind;

use super::build::Node;
use super::forms;
use super::links::{Linker, alike_names, skeleton_of};
use super::meaning;
use super::why::Why;
use crate::words;

impl Linker<'_> {
    /// Joins people whose names are one but for titles, initials, familiar given names, and the order of two words.
    pub(super) fn other_forms(&mut self) {
        let people = self.archive.nodes.iter().enumerate().filter(|(_, node)| node.kind == Kind::Person);
        let mut rows: Vec<(forms::Form, usize)> =
            people.filter_map(|(at, node)| Some((forms::of(&node.key)?, at))).collect();
        rows.sort_unstable();
        for of_name in rows.chunk_by(|a, b| a.0.name == b.0.name) {
            for (form, at) in of_name {
                if self.bearers[*at].is_none()
                    && let [bearer] = self.shipped.people_of_form(&form.name, &form.initials)
                {
                    self.bear(*at, *bearer, Why::Form);
                }
            }
            let mut initials: Vec<&str> = of_name
                .iter()
                .map(|(form, _)| form.initials.as_str())
                .filter(|initials| !initials.is_empty())
                .collect();
            initials.dedup();
            // George W. and George H. W.: the one without initials may be either.
            let one = initials.len() <= 1;
            let joinable = |a: &forms::Form, b: &forms::Form| one || a.initials == b.initials;
            for pair in of_name.windows(2) {
                if joinable(&pair[0].0, &pair[1].0) {
                    self.join(pair[1].1, pair[0].1, Why::Form);
                }
            }
        }
    }

    /// Joins bodies whose names say the same: `ministère turc de la Défense`, `Turkish Defence Ministry`.
    pub(super) fn translations(&mut self) {
        let bodies = self.archive.nodes.iter().enumerate().filter(|(_, node)| node.kind == Kind::Organisation);
        let mut rows: Vec<(String, usize)> =
            bodies.filter_map(|(at, node)| Some((meaning::of(&node.key)?, at))).collect();
        rows.sort_unstable();
        for (meaning, at) in &rows {
            if self.bearers[*at].is_none()
                && let [bearer] = self.shipped.bodies_meaning(meaning)
            {
                self.bear(*at, *bearer, Why::Translation);
            }
        }
        for same in rows.chunk_by(|a, b| a.0 == b.0) {
            for pair in same.windows(2) {
                self.join(pair[1].1, pair[0].1, Why::Translation);
            }
        }
    }

    /// Joins bodies and places of two words or more, none of them ordinary, each alike in transliteration.
    pub(super) fn transliterated_names(&mut self) {
        for kind in [Kind::Organisation, Kind::Place] {
            let nodes = self.archive.nodes.iter().enumerate().filter(|(_, node)| node.kind == kind && is_foreign(node));
            let mut blocks: Vec<(String, usize)> = nodes.map(|(at, node)| (skeleton_of(&node.key), at)).collect();
            blocks.sort_unstable();
            for block in blocks.chunk_by(|a, b| a.0 == b.0) {
                for (_, at) in block {
                    if kind == Kind::Organisation && self.bearers[*at].is_none() {
                        self.like_listed_body(*at);
                    }
                }
                for (position, (_, a)) in block.iter().enumerate().take(LARGEST_BLOCK) {
                    for (_, b) in block[position + 1..].iter().take(LARGEST_BLOCK) {
                        if alike_names(&self.archive.nodes[*a].key, &self.archive.nodes[*b].key) {
                            self.join(*b, *a, Why::Transliteration);
                        }
                    }
                }
            }
        }
    }

    fn like_listed_body(&mut self, at: usize) {
        let key = &self.archive.nodes[at].key;
        let like = self.shipped.bodies_like(&skeleton_of(key)).iter().filter(|(_, listed)| alike_names(key, listed));
        let mut bearers: Vec<u32> = like.map(|(bearer, _)| *bearer).collect();
        bearers.dedup();
        if let [bearer] = bearers.as_slice() {
            self.bear(at, *bearer, Why::Transliteration);
        }
    }
}

/// Whether a name has two words or more, and none that French or English use: only then do its sounds say much.
fn is_foreign(node: &Node<'_>) -> bool {
    node.key.contains(' ') && node.key.split(' ').all(|word| word.len() > 2 && !words::is_ordinary(word))
}

/// A block larger than this is no name but a pattern; its pairs would cost too much.
pub(super) const LARGEST_BLOCK: usize = 60;
