//! The answer says how the query was read.

use analysis::Analyzer;
use query::{FilterField, Reading, Search, Way};

use crate::archive::{archive, ask, records, search};

fn read(query: &str) -> Reading {
    archive().reading(&search(query)).unwrap_or_else(|error| panic!("{query:?}: {error}"))
}

#[track_caller]
fn check_ways(query: &str, expected: &[(Way, &[&str])]) {
    let reading = read(query);
    let ways: Vec<(Way, Vec<&str>)> =
        reading.words[0].ways.iter().map(|way| (way.how, way.terms.iter().map(String::as_str).collect())).collect();
    assert_eq!(ways, expected.iter().map(|(way, terms)| (*way, terms.to_vec())).collect::<Vec<_>>(), "{query}");
}

#[test]
fn the_ways_of_a_word_are_told() {
    use Way::{Accents, Capitals, English, French, Fuzzy, Inflected, Joined, Mark, Prefix, Typed};
    // The stems themselves are the analysis' own matter.
    let stems = &Analyzer::new().words("armées")[0];
    let (french, english) = ([stems.french.as_str()], [stems.english.as_str()]);
    check_ways("armées", &[(Typed, &["armees"]), (French, &french), (English, &english), (Accents, &["armées"])]);
    check_ways("ONU", &[(Typed, &["onu"]), (French, &["onu"]), (English, &["onu"]), (Capitals, &["ONU"])]);
    check_ways("Covid-19", &[(Typed, &["covid", "19"]), (Joined, &["covid19"])]);
    check_ways(
        "porte-paroles",
        &[(Typed, &["porte", "paroles"]), (Joined, &["porteparoles"]), (Inflected, &["porte", "parole"])],
    );
    check_ways("#Hama", &[(Mark, &["#hama"])]);
    check_ways("title:armées", &[(Typed, &["armees"]), (French, &french), (English, &english)]);
    check_ways("byline:armées", &[(Typed, &["armees"])]);
    check_ways("=armées", &[(Typed, &["armees"]), (Accents, &["armées"])]);
    check_ways("\"chute de Hama\"", &[(Typed, &["chute", "de", "hama"])]);
    check_ways("\"115 000 cas\"", &[(Typed, &["115", "000", "cas"]), (Joined, &["115000", "cas"])]);
    check_ways("chemin*", &[(Prefix, &["chemin", "chemins", "cheminots"])]);
    check_ways("lyom~1", &[(Fuzzy, &["lyon"])]);
    check_ways("zzyzx~2", &[]);
}

#[test]
fn operators_filters_and_exclusions_are_told() {
    let reading = read("grève OU trêve ET Hama SAUF \"chat noir\" lang:fr since:2024-03");
    assert_eq!(reading.read, "grève OR (trêve AND (Hama -\"chat noir\" language:fr from:2024-03))");
    let excluded: Vec<(&str, bool)> = reading.words.iter().map(|word| (word.text.as_str(), word.excluded)).collect();
    assert_eq!(excluded, [("grève", false), ("trêve", false), ("Hama", false), ("chat noir", true)]);
    let filters: Vec<(&str, &str, Vec<String>)> =
        reading.filters.iter().map(|filter| (filter.field, filter.value.as_str(), filter.meaning.clone())).collect();
    assert_eq!(filters[0], ("language", "fr", vec!["fr".to_owned()]));
    assert_eq!(filters[1], ("from", "2024-03", vec!["2024-03-01..".to_owned()]));
}

#[test]
fn filters_given_beside_the_query_are_told_too() {
    let search = search("grève").filter(FilterField::Source, "le courrier").filter(FilterField::Source, "The Ledger");
    let hits = ask(&search).unwrap();
    assert_eq!(records(&hits), ["a1", "a3"]);
    let values: Vec<&str> = hits.query.filters.iter().map(|filter| filter.value.as_str()).collect();
    assert_eq!(values, ["le courrier", "The Ledger"]);
}

#[track_caller]
fn check_notes(query: &str, expected: &[&str]) {
    assert_eq!(read(query).notes, expected, "{query}");
}

#[test]
fn what_is_left_out_or_cut_is_said() {
    let paragraph = Search { names: true, ..search(&"Zorvan ".repeat(100)) };
    let notes = archive().reading(&paragraph).unwrap().notes;
    assert_eq!(notes, ["names are looked for in the first 64 words only"]);
    let signs: String = (0..100).map(|number| format!("!{number} ")).collect();
    let notes = read(&signs).notes;
    assert_eq!((notes.len(), notes[12].as_str()), (13, "88 more such parts are left out or read as words"));
    check_notes("grève", &[]);
    check_notes("grève OR !!!", &["`!!!` holds no word and is left out"]);
    check_notes("grève -\"…\"", &["`…` holds no word and is left out"]);
    check_notes("source:AFP", &["no article has the source `AFP`"]);
    check_notes("tag:xyz*", &["no article has the tag `xyz*`"]);
    check_notes(
        "source:\"le courrier\" source:\"the ledger\"",
        &["no article has two values of `source:`; write source:\"le courrier\" OR source:\"the ledger\" for either"],
    );
    check_notes("title:🇸🇾 grève", &["a flag is looked for in the whole article, not in `title:` alone"]);
    check_notes("byline:@dupont", &["`@dupont` is looked for in `byline:` without its sign"]);
}

/// What holds no word is no condition: it neither lets everything through nor keeps everything out.
#[test]
fn parts_without_words_change_nothing() {
    for query in
        ["grève", "grève OR !!!", "grève OR \"\"", "grève ()", "grève -\"…\"", "grève -()", "(!!!) grève AND ?"]
    {
        let hits = ask(&search(query)).unwrap();
        assert_eq!(records(&hits), ["a1", "a3"], "{query}");
    }
}

/// Errors of planning point at their place as those of the grammar do.
#[test]
fn errors_of_values_point_at_their_place() {
    for (query, place) in [
        ("grève date:2024-13", "date:2024-13"),
        ("été date:\"le 45 mai\" x", "date:\"le 45 mai\""),
        ("from:2024-05 until:2024-04", "until:2024-04"),
        ("grève language:klingon!", "language:klingon!"),
        ("-date:2024-02-30", "date:2024-02-30"),
    ] {
        let error = archive().reading(&search(query)).expect_err(query);
        let query::Error::Query(error) = error else { panic!("{query}: {error}") };
        assert_eq!(&query[error.span.clone()], place);
        assert!(!error.hint().is_empty());
    }
}

#[test]
fn a_reading_tells_the_same_as_the_answer() {
    for query in ["grève lyon", "arm* OR =chat", "\"chute de Hama\" -trêve date:2024", "la de"] {
        let search: Search = search(query);
        assert_eq!(archive().reading(&search).unwrap(), ask(&search).unwrap().query, "{query}");
    }
}
