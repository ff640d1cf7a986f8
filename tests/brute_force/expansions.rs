//! Prefixes and near spellings against all the terms there are.

use std::collections::BTreeMap;

use super::compare::Differences;
use super::draw::Draw;
use super::vectors::Vectors;
use super::vocabulary::word;
use crate::engine::{Engine, Pattern};
use crate::plan::Field;

const FIELDS: [Field; 6] = [Field::Title, Field::Body, Field::Byline, Field::Source, Field::Section, Field::Tag];

/// What the engine and the loops say differently about the terms of a random pattern.
pub(super) fn differences(draw: &mut Draw, engine: &dyn Engine, articles: &[Vectors]) -> Differences {
    let field = *draw.pick(&FIELDS);
    let typed = analysis::fold(&word(draw));
    let start = typed.char_indices().nth(draw.between(1, 4)).map_or(typed.len(), |(at, _)| at);
    let pattern = match draw.between(0, 3) {
        0 => Pattern::Prefix(typed[..start].to_owned()),
        1 => Pattern::Fuzzy(typed, 1),
        2 => Pattern::Exact(typed),
        _ => Pattern::Fuzzy(typed, 2),
    };
    let limit = *draw.pick(&[1, 3, 200]);
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for term in articles.iter().flat_map(|article| article.terms(field)) {
        *counts.entry(term).or_default() += 1;
    }
    counts.retain(|term, _| match &pattern {
        Pattern::Prefix(prefix) => term.starts_with(prefix.as_str()),
        Pattern::Exact(word) => term == word,
        Pattern::Fuzzy(word, distance) => edits(word, term) <= usize::from(*distance),
    });
    let mut expected: Vec<(String, u64)> = counts.iter().map(|(term, count)| ((*term).to_owned(), *count)).collect();
    expected.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let is_cut = expected.len() > limit;
    expected.truncate(limit);
    let mut differences = Differences::default();
    match engine.expand(field, &pattern, limit) {
        Ok(expanded) => {
            let terms: Vec<(String, u64)> = expanded.terms.into_iter().map(|one| (one.term, one.articles)).collect();
            differences.check(&format!("{field:?} {pattern:?}"), &(terms, expanded.cut), &(expected, is_cut));
        }
        Err(error) => differences.0.push(format!("{field:?} {pattern:?} failed: {error:?}")),
    }
    differences
}

/// Letters to add, drop, replace or swap with their neighbour, no place touched twice: optimal string alignment.
fn edits(one: &str, two: &str) -> usize {
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    let mut table = vec![vec![0; two.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=two.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[i - 1][j - 1] + usize::from(one[i - 1] != two[j - 1]);
                let least = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                let is_swapped = i > 1 && j > 1 && one[i - 1] == two[j - 2] && one[i - 2] == two[j - 1];
                if is_swapped { least.min(table[i - 2][j - 2] + 1) } else { least }
            };
        }
    }
    table[one.len()][two.len()]
}

#[test]
fn edits_are_counted() {
    for (one, two, expected) in
        [("", "", 0), ("ab", "ba", 1), ("hama", "hamas", 1), ("élu", "elu", 1), ("ca", "abc", 3)]
    {
        assert_eq!(edits(one, two), expected, "{one} {two}");
    }
}
