//! Queries with the article expected first and those that must not be found.
//!
//! 1. Over our articles (`queries.tsv`) and over news that is not ours (`news_queries.tsv`, skipped where `../shared` is
//!    missing), each line gives its article first and none of those that it excludes among the first hundred.
//! 2. A line marked `open` does not yet, and must lose its mark when it does.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use serde_json::Value;

use crate::corpus::{label_of, labels, read};
use crate::story::{Story, workspace};

/// How far down the excluded articles are looked for.
const DEPTH: &str = "100";

/// One line of a list.
struct Line<'t> {
    query: &'t str,
    expected: &'t str,
    excluded: Vec<&'t str>,
    is_open: bool,
}

fn lines(list: &str) -> Vec<Line<'_>> {
    let rows = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| {
        let mut cells = row.split('\t');
        let (query, expected) = (cells.next().unwrap(), cells.next().unwrap());
        let excluded = cells.next().unwrap_or_default().split_whitespace().collect();
        let state = cells.next();
        assert!(state.is_none_or(|state| state == "open"), "{query}: {state:?}");
        Line { query, expected, excluded, is_open: state.is_some() }
    })
    .collect()
}

/// Asks all queries in one run and compares; `is_expected` and `is_excluded` know how a list names its articles.
fn judge(
    name: &str,
    story: &Story,
    lines: &[Line<'_>],
    is_expected: impl Fn(&Value, &str) -> bool,
    is_excluded: impl Fn(&Value, &str) -> bool,
) {
    let file = story.articles().with_file_name("asked.txt");
    fs::write(&file, lines.iter().map(|line| format!("{}\n", line.query)).collect::<String>()).unwrap();
    let asked = ["search", "--queries", file.to_str().unwrap(), "--syntax", "--json", "--limit", DEPTH];
    let ran = story.run(&asked).success();
    let pages: Vec<Value> = ran.out().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(pages.len(), lines.len());
    let (mut first, mut absent, mut excluded) = (0, 0, 0);
    let mut broken = Vec::new();
    for (line, page) in lines.iter().zip(&pages) {
        let hits = page["hits"].as_array().unwrap_or_else(|| panic!("{}: {page}", line.query));
        let is_first = hits.first().is_some_and(|hit| is_expected(hit, line.expected));
        let found = line.excluded.iter().filter(|name| hits.iter().any(|hit| is_excluded(hit, name)));
        let found: Vec<_> = found.collect();
        first += usize::from(is_first);
        absent += line.excluded.len() - found.len();
        excluded += line.excluded.len();
        let holds = is_first && found.is_empty();
        if holds == line.is_open {
            let state = if holds { "is marked open, but holds" } else { "does not hold" };
            let top: Vec<_> = hits.iter().take(3).map(|hit| &hit["title"]).collect();
            let relaxed = &page["query"]["relaxed"]["to"];
            broken.push(format!(
                "{} {state}\n    expected {}\n    first    {top:?}\n    relaxed  {relaxed}, {} hits\n    wrongly  {found:?}",
                line.query, line.expected, page["total"],
            ));
        }
    }
    let figures = format!("{name}: {first} of {} first, {absent} of {excluded} excluded absent", lines.len());
    say(&figures);
    assert!(broken.is_empty(), "{figures}; {} broken:\n{}", broken.len(), broken.join("\n"));
}

/// Past the test harness, which keeps to itself what a passing test prints.
fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

/// The text with every kind of blank as a plain one: titles are compared as they are read.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn our_articles() {
    let (list, labels) = (read("queries.tsv"), labels());
    let lines = lines(&list);
    assert!(lines.len() >= 100 && lines.iter().filter(|line| !line.excluded.is_empty()).count() >= 50);
    for name in lines.iter().flat_map(|line| &line.excluded) {
        assert!(labels.contains_key(*name), "no article is called {name}");
    }
    let is_expected = |hit: &Value, expected: &str| {
        plain(hit["title"].as_str().unwrap_or_default()) == plain(expected)
            || hit["path"].as_str().is_some_and(|path| path.ends_with(expected))
    };
    judge("our articles", &Story::of_the_corpus(), &lines, is_expected, |hit, name| label_of(hit, &labels) == name);
}

#[test]
fn news_that_is_not_ours() {
    let folder = workspace().join("../shared/corpora/news");
    let files = ["orangesum-fr.jsonl", "reuters-en.jsonl", "wikinews-en.jsonl"].map(|name| folder.join(name));
    if files.iter().any(|file| !file.is_file()) {
        say("skipped: news_that_is_not_ours, because ../shared is not here");
        return;
    }
    let list = read("news_queries.tsv");
    let lines = lines(&list);
    assert!(lines.len() == 50 && lines.iter().all(|line| !line.excluded.is_empty()));
    let addresses = addresses(&files[2]);
    let is_it = |hit: &Value, id: &str| match addresses.get(id) {
        Some(address) => hit["url"].as_str() == Some(address),
        None => hit["record"].as_str() == Some(id),
    };
    let story = Story::new();
    let paths = files.iter().map(|file| file.to_str().unwrap());
    story.run(&["index"].into_iter().chain(paths).collect::<Vec<_>>()).success();
    judge("news", &story, &lines, |hit, ids| ids.split(' ').any(|id| is_it(hit, id)), is_it);
}

/// The addresses of a file of articles without ids, under `wikinews-en-17` for line 17.
fn addresses(file: &Path) -> BTreeMap<String, String> {
    let stem = file.file_stem().unwrap().to_str().unwrap();
    let text = fs::read_to_string(file).unwrap();
    let record = |(number, line): (usize, &str)| {
        let record: Value = serde_json::from_str(line).unwrap();
        (format!("{stem}-{}", number + 1), record["url"].as_str().unwrap().to_owned())
    };
    text.lines().enumerate().map(record).collect()
}
