//! `word*` and `word~1`: the terms that a prefix or a near spelling stands for, the nearest first.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

use analysis::Word;

use super::Planner;
use super::words::{mark, units, unstemmed_fields};
use crate::Error;
use crate::engine::{Expanded, Expansion, Pattern};
use crate::plan::{Field, Plan};
use crate::reading::{self, ReadWay, ReadWord, Way, WordKind};
use crate::syntax::limits::{MOST_COMPARED, MOST_EXPANSIONS, SHORTEST_PREFIX, SHOWN_EXPANSIONS};
use crate::syntax::{How, Text, TextField};

/// What an expansion adds to the score at most. An article that holds the typed form gets this and its BM25, one that
/// holds a farther form a share of this: BM25 would put a rare misspelling before what was typed.
const EXPANDED: f32 = 2.0;

/// Terms by how far they are from the typed form, per field.
#[derive(Default)]
struct Found {
    near: BTreeMap<(usize, Field), Vec<String>>,
    /// Distance and frequency of each term.
    terms: BTreeMap<String, (usize, u64)>,
    cut: bool,
}

impl Planner<'_> {
    /// `word*` or `word~1`; the parts before the last one are words of their own: `États-Un*`.
    pub(super) fn open_word(&mut self, text: &Text, how: How) -> Result<Option<Plan>, Error> {
        let words = self.analyzer.words(&text.text);
        let Some(last) = words.last() else {
            self.note(format!("`{}` holds no word and is left out", text.text.trim()));
            return Ok(None);
        };
        let mut found = Found::default();
        let mut ways = Vec::new();
        if last.word.chars().count() >= SHORTEST_PREFIX || words.len() == 1 {
            self.expand(&mut found, places(last, text.field), last, how)?;
            let mut all: Vec<Plan> = words[..words.len() - 1].iter().map(|word| self.word(word, text.field)).collect();
            all.push(self.nearest_first(&found, &last.word));
            ways.push(Plan::every(all));
        }
        if let Some(joined) = joined(&words).filter(|_| text.field.is_none()) {
            // `Covid-1*`, where the text writes `Covid-19` or `covid19`.
            let mut whole = Found::default();
            let fields = &[(Field::Marks, false), (Field::Body, false)];
            self.expand(&mut whole, fields.to_vec(), &Word { word: joined.clone(), ..last.clone() }, how)?;
            ways.push(self.nearest_first(&whole, &joined));
            found.cut |= whole.cut;
            found.terms.extend(whole.terms);
        }
        self.read_expansion(text, how, &found);
        Ok(Some(Plan::best(ways, 0.0)))
    }

    fn expand(&mut self, found: &mut Found, places: Vec<(Field, bool)>, word: &Word, how: How) -> Result<(), Error> {
        for (field, with_sign) in places {
            let typed = mark(word).filter(|_| with_sign).unwrap_or_else(|| word.word.clone());
            let (pattern, most) = match how {
                How::Fuzzy(farthest) => (Pattern::Fuzzy(typed.clone(), farthest), MOST_COMPARED),
                _ => (Pattern::Prefix(typed.clone()), MOST_EXPANSIONS),
            };
            let expanded = self.expanded(field, pattern, most)?;
            let mut near: Vec<(usize, Expansion)> = expanded
                .terms
                .into_iter()
                .map(|expansion| (distance(&typed, &expansion.term, how), expansion))
                .collect();
            // They come by frequency, which is kept among the equally near: a limit cuts the farthest and the rarest.
            near.sort_by_key(|(distance, _)| if matches!(how, How::Fuzzy(_)) { *distance } else { 0 });
            found.cut |= expanded.cut || near.len() > MOST_EXPANSIONS;
            near.truncate(MOST_EXPANSIONS);
            for (distance, expansion) in near {
                found.add(field, distance, expansion);
            }
            // The typed form itself is searched even where a limit cut it.
            let is_there = found.near.get(&(0, field)).is_some_and(|terms| terms.contains(&typed));
            if found.cut && !is_there {
                found.add(field, 0, Expansion { term: typed, articles: 0 });
            }
        }
        Ok(())
    }

    fn expanded(&mut self, field: Field, pattern: Pattern, most: usize) -> Result<Expanded, Error> {
        Ok(match self.expanded.entry((field, pattern)) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(new) => {
                let (field, pattern) = new.key();
                let expanded = self.engine.expand(*field, pattern, most)?;
                new.insert(expanded).clone()
            }
        })
    }

    /// The terms of `found`: the nearer, the higher the score; those with the typed form itself by BM25 among them.
    fn nearest_first(&mut self, found: &Found, typed: &str) -> Plan {
        if !self.excluded {
            found.terms.keys().for_each(|term| self.matcher.add_exact(term.trim_start_matches(['#', '@'])));
        }
        let groups = found.near.iter().map(|((distance, field), terms)| {
            let boost = EXPANDED * closeness(*distance, typed.chars().count());
            let group = Plan::AnyTerm { field: *field, terms: terms.clone(), boost };
            if *distance > 0 {
                return group;
            }
            let should = terms.iter().map(|term| Plan::term(*field, term)).collect();
            Plan::Every { must: vec![group], should, not: Vec::new() }
        });
        Plan::best(groups.collect(), 0.0)
    }

    fn read_expansion(&mut self, text: &Text, how: How, found: &Found) {
        let (kind, way, within) = match how {
            How::Fuzzy(distance) => (WordKind::Fuzzy, Way::Fuzzy, Some(u32::from(distance))),
            _ => (WordKind::Prefix, Way::Prefix, None),
        };
        if found.cut {
            self.note(format!(
                "`{}` stands for too many words: the nearest {} are searched",
                text.text,
                found.terms.len()
            ));
        }
        let mut terms: Vec<(&String, &(usize, u64))> = found.terms.iter().collect();
        terms.sort_by(|(_, a), (_, b)| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        let terms: Vec<String> = terms.into_iter().take(SHOWN_EXPANSIONS).map(|(term, _)| term.clone()).collect();
        self.reading.words.push(ReadWord {
            text: text.text.clone(),
            kind,
            field: text.field.map(TextField::name),
            optional: false,
            excluded: self.excluded,
            ways: if terms.is_empty() { Vec::new() } else { vec![ReadWay { how: way, terms }] },
            within,
            expanded: Some(reading::Expanded { count: found.terms.len(), cut: found.cut }),
        });
    }
}

impl Found {
    fn add(&mut self, field: Field, distance: usize, expansion: Expansion) {
        let known = self.terms.entry(expansion.term.clone()).or_insert((distance, 0));
        known.1 += expansion.articles;
        self.near.entry((distance, field)).or_default().push(expansion.term);
    }
}

/// How far `term` is from what was typed: letters that differ, or letters behind the prefix.
fn distance(typed: &str, term: &str, how: How) -> usize {
    match how {
        How::Fuzzy(_) => edits(typed, term),
        _ => term.chars().count().saturating_sub(typed.chars().count()),
    }
}

/// Where an open word is looked for, and whether with its sign. Hashtags stand among the marks.
fn places(word: &Word, field: Option<TextField>) -> Vec<(Field, bool)> {
    match (word.sign, field) {
        (Some(_), None) => vec![(Field::Marks, true)],
        _ => unstemmed_fields(field).iter().map(|field| (*field, false)).collect(),
    }
}

/// The one word that the last parts of `words` make together.
fn joined(words: &[Word]) -> Option<String> {
    let unit = units(words).pop().filter(|unit| unit.len() > 1 && unit.len() == words.len())?;
    unit.first().and_then(|word| word.joined.as_ref()).map(|(form, _)| form.clone())
}

/// What share of the score is left so far from a typed form of so many letters.
fn closeness(distance: usize, letters: usize) -> f32 {
    let letters = letters.max(1) as f32;
    letters / (letters + distance as f32)
}

/// How many letters must be changed, added, dropped or swapped with their neighbour.
fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{closeness, edits};

    #[test]
    fn edits_are_counted_as_the_dictionary_counts_them() {
        for (a, b, expected) in
            [("alep", "alep", 0), ("alep", "aleppo", 2), ("jolani", "joulani", 1), ("syrie", "syrei", 1), ("", "ab", 2)]
        {
            assert_eq!((edits(a, b), edits(b, a)), (expected, expected), "{a} {b}");
        }
    }

    #[test]
    fn the_nearer_the_more() {
        assert_eq!(closeness(0, 5), 1.0);
        assert!(closeness(1, 5) > closeness(2, 5) && closeness(1, 10) > closeness(1, 5));
    }
}
