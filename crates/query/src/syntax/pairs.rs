//! Takes the text of a query, says which quotation marks enclose something and which brackets group.
//!
//! Free text has single quotation marks, single brackets, and brackets inside words; they mean nothing to a search.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The marks of a query that mean something, by the byte where they stand.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// For each mark that opens a quotation: what it encloses, and the first byte behind the closing mark.
    quotations: BTreeMap<usize, (Range<usize>, usize)>,
    /// For each bracket that opens a group, the one that closes it.
    groups: BTreeMap<usize, usize>,
    /// Brackets that close a group.
    closings: BTreeSet<usize>,
    /// Brackets without counterpart.
    single: BTreeSet<usize>,
}

impl Pairs {
    /// The pairs of `text`; what stands alone is told to `notes`.
    pub(super) fn of(text: &str, notes: &mut Vec<String>) -> Self {
        let mut pairs = Self::default();
        let mut open: Vec<usize> = Vec::new();
        let mut single_quotes = Vec::new();
        let mut passed = 0;
        for (at, c) in text.char_indices() {
            if at < passed {
                continue;
            }
            match c {
                '(' => open.push(at),
                ')' => match open.pop() {
                    Some(start) if groups(text, start, at, &pairs) => {
                        pairs.groups.insert(start, at);
                        pairs.closings.insert(at);
                    }
                    Some(_) => {}
                    None => drop(pairs.single.insert(at)),
                },
                // A mark that nothing closes is not looked for again: a thousand of them would take a million steps.
                _ if is_quote(c) && single_quotes.contains(&c) => single_quotes.push(c),
                _ if is_quote(c) => match quotation(text, at, c) {
                    Some((inner, end)) => {
                        passed = end;
                        pairs.quotations.insert(at, (inner, end));
                    }
                    None => single_quotes.push(c),
                },
                _ => {}
            }
        }
        pairs.single.extend(open);
        let single_brackets: Vec<char> = pairs.single.iter().filter_map(|at| text[*at..].chars().next()).collect();
        note_single("quotation marks", &single_quotes, notes);
        note_single("brackets", &single_brackets, notes);
        pairs
    }

    /// What the mark at `at` encloses and where that ends, if it opens a quotation.
    pub(super) fn quotation(&self, at: usize) -> Option<(Range<usize>, usize)> {
        self.quotations.get(&at).cloned()
    }

    /// The bracket that closes the group opened at `at`.
    pub(super) fn group(&self, at: usize) -> Option<usize> {
        self.groups.get(&at).copied()
    }

    /// Whether `c`, which stands at `at` and opens no quotation, is left out for want of a counterpart.
    pub(super) fn is_left_out(&self, at: usize, c: char) -> bool {
        is_quote(c) || self.single.contains(&at)
    }

    /// Whether the bracket at `at` opens or closes a group.
    pub(super) fn is_bracket(&self, at: usize) -> bool {
        self.groups.contains_key(&at) || self.closes_group(at)
    }

    /// Whether the bracket at `at` closes a group.
    pub(super) fn closes_group(&self, at: usize) -> bool {
        self.closings.contains(&at)
    }
}

/// Brackets glued to a word group only where they hold several words: `ministre(s)` is one word.
fn groups(text: &str, start: usize, end: usize, pairs: &Pairs) -> bool {
    let before = text[..start].chars().next_back();
    let begins = before.is_none_or(|c| c.is_whitespace() || is_quote(c) || "(-:=".contains(c))
        || start.checked_sub(1).is_some_and(|at| pairs.closes_group(at) || pairs.single.contains(&at));
    begins || text[start..end].contains(|c: char| c.is_whitespace() || is_quote(c))
}

fn quotation(text: &str, at: usize, c: char) -> Option<(Range<usize>, usize)> {
    let closings = closings(c);
    let from = at + c.len_utf8();
    let (offset, mark) = text[from..].char_indices().find(|(_, c)| closings.contains(c))?;
    Some((from..from + offset, from + offset + mark.len_utf8()))
}

/// Whether `c` is a quotation mark of any kind.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The marks that close what `c` opens.
fn closings(c: char) -> &'static [char] {
    match c {
        '"' => &['"', '”'],
        '“' | '„' => &['”', '“', '"'],
        '«' => &['»'],
        _ => &[],
    }
}

/// One note for all of a kind: a query of a thousand brackets must not bring a thousand notes.
fn note_single(kind: &str, found: &[char], notes: &mut Vec<String>) {
    match found {
        [] => {}
        [one] => notes.push(format!("the `{one}` has no counterpart and is left out")),
        several => notes.push(format!("{} {kind} have no counterpart and are left out", several.len())),
    }
}
