//! Prefixes and near spellings: the form as typed first, then the nearest.

use query::{Matching, Search};

use crate::archive::{ask, found, records, search};

#[track_caller]
fn check(query: &str, expected: &[&str]) {
    assert_eq!(found(query), expected, "{query}");
}

#[test]
fn the_nearer_a_word_the_earlier_its_article() {
    // `arme`, `armée` and `armées`, `armement`.
    check("arme*", &["a7", "a4", "a6"]);
    // `chemin`, `chemins`, `cheminots`.
    check("chemin*", &["a7", "a6", "a1"]);
    // `Dupont` as typed, the newest first, then `Dupond`.
    check("byline:dupont~1", &["b2", "a6", "a7", "a3"]);
    check("byline:dupond~1", &["a7", "a3", "b2", "a6"]);
}

#[test]
fn the_answer_says_what_was_expanded() {
    let search = Search { matching: Some(Matching::All), ..search("chemin* byline:dupon~1 zz*") };
    let hits = ask(&search).unwrap();
    let words: Vec<(&str, Vec<String>, usize, bool)> = hits
        .query
        .words
        .iter()
        .map(|word| (word.text.as_str(), word.terms(), word.expanded.unwrap().count, word.expanded.unwrap().cut))
        .collect();
    let terms = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(words[0], ("chemin", terms(&["chemin", "chemins", "cheminots"]), 3, false));
    assert_eq!(words[1], ("dupon", terms(&["dupond", "dupont"]), 2, false));
    assert_eq!(words[2], ("zz", terms(&[]), 0, false));
    assert_eq!(records(&hits).len(), 0);
}
