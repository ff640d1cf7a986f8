//! How many words must match: all, and where nothing holds them all, most, then any, and the answer says so.

use query::{Matching, Search};

use crate::archive::{ask, records, search};

/// The reading of `query` where relaxing is left to the engine, and what it finds.
fn relaxed(query: &str) -> (query::Reading, Vec<String>) {
    let hits = ask(&search(query)).unwrap_or_else(|error| panic!("{query:?}: {error}"));
    let records = records(&hits);
    (hits.query, records)
}

#[test]
fn nothing_is_relaxed_where_something_holds_all() {
    let (reading, found) = relaxed("grève cheminots direction");
    assert_eq!((reading.matching, reading.needed, reading.relaxed), (Some(Matching::All), (3, 3), None));
    assert_eq!(found, ["a1"]);
}

#[test]
fn most_is_two_thirds_rounded_up() {
    let (reading, found) = relaxed("grève cheminots direction ornithorynque");
    assert_eq!((reading.matching, reading.needed), (Some(Matching::Most), (3, 4)));
    assert_eq!(reading.relaxed.map(|relaxed| relaxed.to), Some(Matching::Most));
    assert_eq!(reading.absent, ["ornithorynque"]);
    assert_eq!(found, ["a1"]);
    let (reading, found) = relaxed("chat grève ornithorynque");
    assert_eq!((reading.matching, reading.needed), (Some(Matching::Any), (1, 3)));
    assert_eq!(found.len(), 3);
}

#[test]
fn two_words_are_relaxed_to_any() {
    let (reading, found) = relaxed("métro ornithorynque");
    assert_eq!((reading.matching, reading.needed), (Some(Matching::Any), (1, 2)));
    assert_eq!((reading.absent, found), (vec!["ornithorynque".to_owned()], vec!["a3".to_owned()]));
}

#[test]
fn words_that_are_all_known_but_never_together_are_not_called_absent() {
    let (reading, found) = relaxed("souris métro");
    assert_eq!(reading.absent, Vec::<String>::new());
    assert_eq!(reading.relaxed.unwrap().why, "no article holds all the words");
    assert_eq!(found.len(), 2);
}

/// Phrases, special words and groups side by side count like words; around filters and exclusions too.
#[test]
fn whatever_stands_side_by_side_is_relaxed_together() {
    for (query, needed, expected) in [
        ("\"chute de Hama\" ornithorynque", (1, 2), vec!["b2"]),
        ("chemi* ornithorynque source:\"le courrier\"", (1, 2), vec!["a1"]),
        ("grève source:\"le courrier\" ornithorynque", (1, 2), vec!["a1", "a3"]),
        ("grève -cheminots ornithorynque", (1, 2), vec!["a3"]),
        ("(souris OR métro) ornithorynque", (1, 2), vec!["a3", "a8"]),
        ("title:lyon =ornithorynque byline:Doe", (2, 3), vec!["a9"]),
        ("ornithorinqe~2 méttro~1 conducteurs", (2, 3), vec!["a3"]),
    ] {
        let (reading, mut found) = relaxed(query);
        found.sort();
        assert_eq!((reading.needed, found), (needed, expected.iter().map(|r| (*r).to_owned()).collect()), "{query}");
        assert!(reading.relaxed.is_some(), "{query}");
    }
}

/// What `AND` joins, filters and exclusions always hold.
#[test]
fn some_things_are_never_relaxed() {
    for query in [
        "grève AND ornithorynque",
        "grève ET (chat OR ornithorynque) ET métropole",
        "grève source:Ornithorynque",
        "grève -grève",
        "grève lyon date:2023",
        "ornithorynque",
        "-(a8 OR lyon) grève AND lyon",
        "\"grève ornithorynque\"",
    ] {
        let (reading, found) = relaxed(query);
        assert_eq!((reading.relaxed, found), (None, Vec::new()), "{query}");
    }
}

#[test]
fn a_matching_that_is_given_is_kept() {
    let found = |query: &str, matching| {
        let hits = ask(&Search { matching: Some(matching), ..search(query) }).unwrap();
        assert_eq!(hits.query.relaxed, None);
        (hits.query.needed, records(&hits).len())
    };
    let query = "grève cheminots métro source:\"Le Courrier\"";
    assert_eq!(found(query, Matching::All), ((3, 3), 0));
    assert_eq!(found(query, Matching::Most), ((2, 3), 2));
    assert_eq!(found(query, Matching::Any), ((1, 3), 2));
    // An exclusion holds whatever matches: only what has both words goes.
    assert_eq!(found("lyon -(grève cheminots)", Matching::Any), ((1, 1), 4));
    assert_eq!(found("lyon -(grève cheminots)", Matching::All), ((1, 1), 4));
    // Words in brackets are one part of those around.
    assert_eq!(found("(grève métro) souris", Matching::Any), ((1, 2), 3));
    assert_eq!(found("(grève métro) souris", Matching::All), ((2, 2), 0));
}

#[test]
fn stop_words_are_left_out_unless_they_are_all() {
    let reading = relaxed("la chute de la ville").0;
    let left_out: Vec<(&str, bool)> = reading.words.iter().map(|word| (word.text.as_str(), word.optional)).collect();
    assert_eq!(left_out, [("la", true), ("chute", false), ("de", true), ("la", true), ("ville", false)]);
    assert_eq!(reading.needed, (2, 2));
    // A word that tells something in the other language need not match, but counts; beside less, it must match.
    let ways = |query: &str| -> Vec<(bool, bool)> {
        let words = relaxed(query).0.words;
        words.iter().map(|word| (word.optional, word.ways.is_empty())).collect()
    };
    assert_eq!(ways("car chute"), [(true, false), (false, false)]);
    assert_eq!(ways("la car"), [(true, true), (false, false)]);
    let reading = relaxed("la de").0;
    assert!(reading.words.iter().all(|word| !word.optional));
    assert_eq!(reading.needed, (2, 2));
    // Beside a phrase they are left out too, but a filter is no word.
    assert!(relaxed("la \"chute de Hama\"").0.words[0].optional);
    assert!(!relaxed("la source:\"Le Courrier\"").0.words[0].optional);
    assert!(!relaxed("la -grève").0.words[0].optional);
    // Inside a phrase nothing is left out.
    assert_eq!(relaxed("\"chute la ville\"").1, Vec::<String>::new());
}
