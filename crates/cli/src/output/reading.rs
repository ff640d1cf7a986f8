//! How a query was read, in one or two lines of plain words.

use query::Hits;
use server::wire::{ReadFilter, ReadWord, Reading};

use super::style::printable;

/// Terms of an expansion that are named; the others are counted.
const NAMED: usize = 6;

/// What to say about how the query of `hits` was read; nothing where it was read as it stands.
pub(crate) fn lines<H>(hits: &Hits<H>) -> Vec<String> {
    let reading = Reading::from(hits.query.clone());
    let mut lines = Vec::new();
    if let Some(relaxed) = &reading.relaxed {
        let (needed, of) = (reading.needed, reading.of);
        lines.push(format!("read as {} of the words, {needed} of {of}: {}", relaxed.to, relaxed.why));
    }
    lines.extend(Some(said(&reading)).filter(|said| !said.is_empty()));
    lines.into_iter().map(|line| printable(&line)).collect()
}

/// What was read otherwise than it stands, in one line.
fn said(reading: &Reading) -> String {
    let whole = [structure(reading), left_out(reading), matching(reading)].into_iter().flatten();
    let parts = reading.words.iter().filter_map(expansion).chain(reading.filters.iter().filter_map(meaning));
    let said: Vec<String> = whole.chain(parts).collect();
    if said.is_empty() { String::new() } else { format!("read {}", said.join("; ")) }
}

/// The query as it was read, where that differs from what was typed.
fn structure(reading: &Reading) -> Option<String> {
    let typed: Vec<&str> = reading.text.split_whitespace().collect();
    (reading.read != typed.join(" ") && !reading.read.is_empty()).then(|| format!("as `{}`", reading.read))
}

fn left_out(reading: &Reading) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for word in reading.words.iter().filter(|word| word.optional && word.ways.is_empty()) {
        if !words.contains(&word.text.as_str()) {
            words.push(&word.text);
        }
    }
    (!words.is_empty()).then(|| format!("without the stop words {}", words.join(", ")))
}

/// How many words were asked for, where that was said and is not all of them.
fn matching(reading: &Reading) -> Option<String> {
    let is_asked = reading.relaxed.is_none() && reading.matching.is_some_and(|matching| matching != "all");
    is_asked.then(|| format!("with at least {} of the {} words", reading.needed, reading.of))
}

/// The words that a prefix or a near spelling stands for.
fn expansion(word: &ReadWord) -> Option<String> {
    let expanded = word.expanded?;
    let sign = match word.within {
        Some(distance) => format!("~{distance}"),
        None => "*".to_owned(),
    };
    let mut terms = word.terms.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if terms.is_empty() {
        return Some(format!("`{}{sign}` as no word of the archive", word.text));
    }
    let more = expanded.count.saturating_sub(NAMED);
    if more > 0 {
        terms.push_str(&format!(" and {more} more"));
    }
    Some(format!("`{}{sign}` as {terms}", word.text))
}

/// What a condition means, where that is not what it says.
fn meaning(filter: &ReadFilter) -> Option<String> {
    let value = filter.value.to_lowercase();
    let meaning: Vec<&str> =
        filter.meaning.iter().map(String::as_str).filter(|meaning| meaning.to_lowercase() != value).collect();
    // Names are told where they are added, and a language is as plain as it gets.
    let is_told = matches!(filter.field, "person" | "org" | "place" | "entity" | "language");
    (!meaning.is_empty() && !is_told).then(|| format!("{} `{}` as {}", filter.field, filter.value, meaning.join(", ")))
}

#[cfg(test)]
mod tests {
    use server::wire::{Expanded, ReadFilter, ReadWord, Reading};

    use super::said;

    fn word(text: &str) -> ReadWord {
        ReadWord {
            text: text.to_owned(),
            kind: "word",
            field: None,
            optional: false,
            excluded: false,
            terms: vec![text.to_owned()],
            ways: Vec::new(),
            within: None,
            expanded: None,
        }
    }

    fn reading(text: &str) -> Reading {
        Reading {
            text: text.to_owned(),
            read: text.to_owned(),
            words: Vec::new(),
            names: Vec::new(),
            filters: Vec::new(),
            matching: None,
            needed: 1,
            of: 1,
            relaxed: None,
            notes: Vec::new(),
        }
    }

    #[test]
    fn nothing_is_said_of_what_is_read_as_it_stands() {
        assert_eq!(said(&Reading { words: vec![word("grève")], ..reading("grève") }), "");
        assert_eq!(said(&Reading { read: "la grève".to_owned(), ..reading("  la\tgrève ") }), "");
    }

    #[test]
    fn what_was_read_otherwise_is_said_in_one_line() {
        let terms = ["arme", "armes", "armee", "armees", "armement", "armer", "armoire"].map(str::to_owned).to_vec();
        let expanded = Some(Expanded { count: 9, cut: false });
        let words = vec![
            ReadWord { optional: true, ..word("la") },
            ReadWord { optional: true, ..word("la") },
            ReadWord { kind: "prefix", terms, expanded, ..word("arm") },
        ];
        let filter = |field, value: &str, meaning: &str| ReadFilter {
            field,
            value: value.to_owned(),
            meaning: vec![meaning.to_owned()],
            excluded: false,
        };
        let filters = vec![filter("date", "hier", "2024-12-05"), filter("source", "AFP", "afp")];
        let read = "trêve OR (grève AND arm*)".to_owned();
        let reading =
            Reading { read, words, filters, matching: Some("any"), of: 2, ..reading("la la trêve OU grève ET arm*") };
        assert_eq!(
            said(&reading),
            "read as `trêve OR (grève AND arm*)`; without the stop words la; with at least 1 of the 2 words; \
             `arm*` as arme, armes, armee, armees, armement, armer and 3 more; date `hier` as 2024-12-05"
        );
    }
}
