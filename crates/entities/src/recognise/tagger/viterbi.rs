//! Finds the best way of labels through a stretch of tokens.
//!
//! Takes the scores of each label at each token and of each label after each, gives the labels whose sum is the
//! greatest (Viterbi 1967), and what a span would score under another kind.

use super::labels::{self, COUNT, Label};
use super::weights::{IMPOSSIBLE, Row};

/// The score of each label after each.
pub(crate) type Transitions = [[i32; COUNT]; COUNT];

/// What decoding needs to remember; kept from stretch to stretch.
#[derive(Default)]
pub(crate) struct Decoder {
    back: Vec<[Label; COUNT]>,
}

impl Decoder {
    /// The best labels for `rows`, appended to `out`; of equal ways the one with the lower labels at the end.
    pub(crate) fn decode(&mut self, rows: &[Row], transitions: &Transitions, out: &mut Vec<Label>) {
        self.back.clear();
        let outside = usize::from(labels::OUTSIDE);
        let mut best = [IMPOSSIBLE; COUNT];
        best[outside] = 0;
        for row in rows {
            let mut next = [i32::MIN; COUNT];
            let mut from = [0; COUNT];
            for (before, so_far) in best.iter().enumerate() {
                for (label, step) in transitions[before].iter().enumerate() {
                    let sum = so_far + step;
                    if sum > next[label] {
                        next[label] = sum;
                        from[label] = before as Label;
                    }
                }
            }
            next.iter_mut().zip(row).for_each(|(sum, score)| *sum += i32::from(*score));
            // What is impossible stays so, however long the stretch.
            next.iter_mut().for_each(|sum| *sum = (*sum).max(IMPOSSIBLE));
            best = next;
            self.back.push(from);
        }
        let start = out.len();
        let mut label = 0;
        let mut most = i32::MIN;
        for (last, sum) in best.iter().enumerate() {
            let sum = sum + transitions[last][outside];
            if sum > most {
                most = sum;
                label = last as Label;
            }
        }
        for from in self.back.iter().rev() {
            out.push(label);
            label = from[usize::from(label)];
        }
        out[start..].reverse();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn score(rows: &[Row], transitions: &Transitions, way: &[Label]) -> i32 {
        let mut before = labels::OUTSIDE;
        let mut sum = 0;
        for (row, label) in rows.iter().zip(way) {
            sum += i32::from(row[usize::from(*label)]) + transitions[usize::from(before)][usize::from(*label)];
            before = *label;
        }
        sum + transitions[usize::from(before)][usize::from(labels::OUTSIDE)]
    }

    fn is_allowed(way: &[Label]) -> bool {
        let mut before = labels::OUTSIDE;
        way.iter()
            .chain([&labels::OUTSIDE])
            .all(|label| labels::may_follow(std::mem::replace(&mut before, *label), *label))
    }

    proptest! {
        #[test]
        fn no_allowed_way_scores_more(
            rows in prop::collection::vec(prop::array::uniform16(-300_i16..300), 1..4),
            steps in prop::collection::vec(-200_i32..200, COUNT * COUNT),
        ) {
            let mut transitions = [[IMPOSSIBLE; COUNT]; COUNT];
            for from in 0..COUNT {
                for to in (0..COUNT).filter(|to| labels::may_follow(from as Label, *to as Label)) {
                    transitions[from][to] = steps[from * COUNT + to];
                }
            }
            let mut found = Vec::new();
            Decoder::default().decode(&rows, &transitions, &mut found);
            prop_assert!(is_allowed(&found));
            let mut best = i32::MIN;
            for number in 0..COUNT.pow(rows.len() as u32) {
                let way: Vec<Label> = (0..rows.len()).map(|at| (number / COUNT.pow(at as u32) % COUNT) as Label).collect();
                if is_allowed(&way) {
                    best = best.max(score(&rows, &transitions, &way));
                }
            }
            prop_assert_eq!(score(&rows, &transitions, &found), best);
        }
    }
}
