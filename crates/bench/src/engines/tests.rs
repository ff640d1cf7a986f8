//! Every engine finds the same few articles: what is compared is the same work.

use std::fs;
use std::path::Path;

use article::Language;
use jiff::civil::date;

use super::bare::Bare;
use super::depeche::Depeche;
use super::sqlite::Sqlite;
use super::{Engine, Row, bare, depeche, sqlite, words};
use crate::corpus::{Record, records};
use crate::draw::{Kind, Query};

fn corpus(folder: &Path) -> std::path::PathBuf {
    let record = |id: &str, title: &str, text: &str, month| Record {
        id: id.to_owned(),
        title: title.to_owned(),
        text: text.to_owned(),
        date: Some(date(2024, month, 9)),
        language: Language::French,
    };
    let all = [
        record("a", "Le port rouvre", "La grève du port de la ville est finie depuis lundi dans la nuit.", 3),
        record("b", "Grève au port", "Les dockers de la ville sont en grève depuis lundi matin sur le port.", 6),
        record("c", "Un musée ferme", "Le musée de la ville est fermé depuis des mois pour des travaux.", 6),
    ];
    let file = folder.join("corpus.jsonl");
    let lines: Vec<String> = all.iter().map(|record| serde_json::to_string(record).unwrap()).collect();
    fs::write(&file, lines.join("\n")).unwrap();
    file
}

fn check(engine: &dyn Engine, kind: Kind, words: &[&str], months: Option<(i8, i8)>, expected: &[&str]) {
    let query = Query {
        kind,
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        language: Language::French,
        days: months.map(|(first, last)| (date(2024, first, 1), date(2024, last, 30))),
    };
    let rows = engine.search(&query).unwrap();
    // Each engine has ids of its own kind: articles are told apart by their titles.
    let record = |row: &Row| match row.title.as_str() {
        "Le port rouvre" => "a",
        "Grève au port" => "b",
        "Un musée ferme" => "c",
        _ => "?",
    };
    let mut found: Vec<&str> = rows.iter().map(record).collect();
    found.sort_unstable();
    assert_eq!(found, expected, "{query:?}");
    assert!(rows.iter().all(|row| !row.id.is_empty() && row.date.is_some()), "{rows:?}");
}

#[test]
fn all_engines_find_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = corpus(folder.path());
    let inside = |name: &str| {
        let path = folder.path().join(name);
        fs::create_dir(&path).unwrap();
        path
    };
    let (ours, theirs, lite) = (inside("depeche"), inside("bare"), inside("sqlite"));
    assert_eq!(depeche::build(&file, &ours).unwrap(), 3);
    assert_eq!(words::build(&file, &inside("words")).unwrap(), 3);
    assert_eq!(bare::build(records(&file).unwrap(), &theirs, 2).unwrap(), 3);
    assert_eq!(sqlite::build(records(&file).unwrap(), &lite).unwrap(), 3);
    let engines: [Box<dyn Engine>; 4] = [
        Box::new(Depeche::open(&ours, true, true).unwrap()),
        Box::new(Bare::open(&theirs, false).unwrap()),
        Box::new(Bare::open(&theirs, true).unwrap()),
        Box::new(Sqlite::open(&lite).unwrap()),
    ];
    for engine in &engines {
        let engine = engine.as_ref();
        check(engine, Kind::One, &["grève"], None, &["a", "b"]);
        check(engine, Kind::AllOfTwo, &["port", "dockers"], None, &["b"]);
        check(engine, Kind::AnyOfThree, &["dockers", "musée", "rouvre"], None, &["a", "b", "c"]);
        check(engine, Kind::Phrase, &["lundi", "matin"], None, &["b"]);
        check(engine, Kind::Dated, &["grève", "port"], Some((5, 7)), &["b"]);
    }
}

#[test]
fn any_word_is_enough_in_retrieval() {
    let folder = tempfile::tempdir().unwrap();
    let file = corpus(folder.path());
    let (ours, theirs) = (folder.path().join("depeche"), folder.path().join("bare"));
    fs::create_dir(&theirs).unwrap();
    depeche::build(&file, &ours).unwrap();
    bare::build(records(&file).unwrap(), &theirs, 1).unwrap();
    let question = "Pourquoi le musée : est-il (fermé) ?";
    let ours = Depeche::open(&ours, false, false).unwrap().any_of_words(question, 100).unwrap();
    let theirs = Bare::open(&theirs, false).unwrap().any_of_words(question, Language::French, 100).unwrap();
    assert_eq!(ours.first().map(String::as_str), Some("c"));
    assert_eq!(theirs.first().map(String::as_str), Some("c"));
}
