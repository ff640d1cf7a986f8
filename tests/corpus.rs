//! The articles of this repository, and what `tests/data/README.md` promises of them.
//!
//! Each question under «What must be findable» gives exactly the articles listed; one marked `(open)` does not yet, and
//! must lose its mark when it does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::story::{Story, workspace};

/// A file of `tests/data`.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(workspace().join("tests/data").join(path)).unwrap()
}

/// Where an article lies: its file, and its record in a file of several.
pub(crate) type Place = (String, Option<String>);

/// Labels of articles with their places.
pub(crate) fn labels() -> BTreeMap<String, Place> {
    let readme = read("README.md");
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| {
        let (label, rest) = row.split_once("` | `")?;
        let (file, _) = rest.split_once('`')?;
        let (file, record) = match file.split_once('#') {
            Some((file, record)) => (file, Some(record.to_owned())),
            None => (file, None),
        };
        Some((label.to_owned(), (file.to_owned(), record)))
    })
    .collect()
}

/// The label of a hit.
pub(crate) fn label_of(hit: &Value, labels: &BTreeMap<String, Place>) -> String {
    let path = hit["path"].as_str().unwrap_or_default();
    let record = hit["record"].as_str();
    let is_it =
        |(file, wanted): &Place| path.ends_with(file.as_str()) && (wanted.is_none() || wanted.as_deref() == record);
    let found = labels.iter().find(|(_, place)| is_it(place));
    found.map_or_else(|| format!("unlabelled {path} {record:?}"), |(label, _)| label.clone())
}

/// One question with the articles it must give.
#[derive(Debug)]
struct Promise {
    asked: String,
    args: Vec<String>,
    expected: BTreeSet<String>,
    open: bool,
}

/// The pieces of `text` between backquotes.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The questions of a line, each with whether it is marked `(open)`.
fn asked(head: &str) -> Vec<(&str, bool)> {
    let pieces: Vec<&str> = head.split('`').collect();
    pieces.windows(2).skip(1).step_by(2).map(|pair| (pair[0], pair[1].starts_with(" (open)"))).collect()
}

/// Reads ``- `a` and `b`: `label` `label` (2).``, several of them divided by `;`.
fn promises(labels: &BTreeMap<String, Place>) -> Vec<Promise> {
    let readme = read("README.md");
    let (_, lists) = readme.split_once("## What must be findable").unwrap();
    let lists = lists.split("\n## ").next().unwrap();
    let mut promises = Vec::new();
    for line in lists.lines().filter_map(|line| line.strip_prefix("- ")) {
        for part in split_outside_quotes(line, "; ") {
            let Some((head, list)) = split_outside_quotes_once(part, ": ") else { continue };
            let heads: Vec<(&str, bool)> =
                asked(head).into_iter().filter(|(asked, _)| *asked != "--no-names").collect();
            let listed = quoted(list);
            let is_list = !listed.is_empty() && listed.iter().all(|label| labels.contains_key(*label));
            if heads.is_empty() || !(is_list || list.starts_with("nothing")) {
                continue;
            }
            let expected: BTreeSet<String> =
                listed.iter().filter(|label| labels.contains_key(**label)).map(|label| (*label).to_owned()).collect();
            for (asked, open) in heads {
                let mut args = words_of(asked);
                if head.contains("names off") {
                    args.insert(0, "--no-names".to_owned());
                }
                promises.push(Promise { asked: asked.to_owned(), args, expected: expected.clone(), open });
            }
        }
    }
    promises
}

fn split_outside_quotes<'t>(text: &'t str, mark: &str) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((head, tail)) = split_outside_quotes_once(rest, mark) {
        parts.push(head);
        rest = tail;
    }
    parts.push(rest);
    parts
}

fn split_outside_quotes_once<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let at = text.match_indices(mark).find(|(at, _)| text[..*at].matches('`').count().is_multiple_of(2))?.0;
    Some((&text[..at], &text[at + mark.len()..]))
}

/// `Murzuq --date 2024-09` as arguments: flags take the word or the quoted words behind them, the rest is the query.
fn words_of(asked: &str) -> Vec<String> {
    let mut args = Vec::new();
    let mut query = Vec::new();
    let mut rest = asked.trim();
    while !rest.is_empty() {
        let (word, tail) = first_word(rest);
        rest = tail;
        if let Some(flag) = word.strip_prefix("--") {
            args.push(format!("--{flag}"));
            if flag != "no-names" {
                let (value, tail) = first_word(rest);
                args.push(value.trim_matches('"').to_owned());
                rest = tail;
            }
        } else {
            query.push(word);
        }
    }
    if !query.is_empty() {
        args.extend(["--match".to_owned(), "all".to_owned(), "--".to_owned(), query.join(" ")]);
    }
    args
}

/// The first word or quoted words of `text`, and what follows.
fn first_word(text: &str) -> (&str, &str) {
    let end = match text.strip_prefix('"') {
        Some(inside) => inside.find('"').map(|at| at + 2),
        None => text.find(' '),
    };
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    (word, rest.trim_start())
}

#[test]
fn what_must_be_findable_is_found() {
    let labels = labels();
    assert!(labels.len() >= 80, "the tables were not read: {}", labels.len());
    let promises = promises(&labels);
    assert!(promises.len() >= 100, "the lists were not read: {}", promises.len());
    let story = Story::of_the_corpus();
    let mut broken = Vec::new();
    for promise in &promises {
        let args: Vec<&str> = promise.args.iter().map(String::as_str).collect();
        let page = story.run(&[&["search", "--json", "--limit", "100"], args.as_slice()].concat()).json();
        let hits = page["hits"].as_array().unwrap_or_else(|| panic!("{args:?}: {page}"));
        let found: BTreeSet<String> = hits.iter().map(|hit| label_of(hit, &labels)).collect();
        let missing: Vec<_> = promise.expected.difference(&found).collect();
        let surplus: Vec<_> = found.difference(&promise.expected).collect();
        let holds = missing.is_empty() && surplus.is_empty();
        if holds == promise.open {
            let state = if promise.open { "is marked open, but holds" } else { "does not hold" };
            broken.push(format!("{} {state}\n    missing {missing:?}\n    surplus {surplus:?}", promise.asked));
        }
    }
    assert!(broken.is_empty(), "{} of {}:\n{}", broken.len(), promises.len(), broken.join("\n"));
}
