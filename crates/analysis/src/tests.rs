//! The cases that scraped news brings, and what must hold for any text.

use article::Language;
use proptest::prelude::*;

use super::{Analyzer, Class, LONGEST_WORD, Terms, scan};

fn check(text: &str, words: &[&str]) {
    let mut found = Vec::new();
    scan(text, |token| {
        if token.has_position() {
            found.push(token.word.to_owned());
        }
    });
    assert_eq!(found, words, "{text:?}");
}

fn marks(text: &str) -> String {
    let mut terms = Terms::default();
    Analyzer::new().terms(text, Language::French, &mut terms);
    terms.marks
}

#[test]
fn elided_articles_are_dropped() {
    check("l'accord d'Évian", &["accord", "evian"]);
    check("L’Armée L'ARMÉE l’armée", &["armee", "armee", "armee"]);
    check("L' armée", &["armee"]);
    check("jusqu'à qu'il lorsqu’elle quelqu'un", &["a", "il", "elle", "un"]);
    check("aujourd'hui aujourd’hui", &["aujourdhui", "aujourdhui"]);
    check("qu'aujourd'hui", &["aujourdhui"]);
}

#[test]
fn accents_and_ligatures_are_folded() {
    check("œuvre Œuvre oeuvre Kœnig", &["oeuvre", "oeuvre", "oeuvre", "koenig"]);
    check("Noël NOËL noel", &["noel", "noel", "noel"]);
    check("ﬁnance İstanbul", &["finance", "istanbul"]);
}

#[test]
fn numbers_are_one_token_unless_a_plain_blank_divides_them() {
    check("115\u{a0}000 115\u{202f}000 115,000 115.000", &["115000", "115000", "115000", "115000"]);
    check("115 000", &["115", "000"]);
    assert_eq!(marks("115 000"), "115000");
    check("1\u{202f}234\u{202f}567,89", &["1234567.89"]);
    check("3,5 % et 3.5", &["3.5", "et", "3.5"]);
    check("le 5 115", &["le", "5", "115"]);
    check("en 2019, 115 personnes", &["en", "2019", "115", "personnes"]);
    check("6/12/2024", &["6", "12", "2024"]);
    check("6.12.2024", &["6", "12", "2024"]);
    check("2024-12-05", &["2024", "12", "05"]);
}

#[test]
fn times_and_ordinals_have_one_form() {
    check("20h30 20:30", &["20h30", "20h30"]);
    check("20 h 30", &["20", "h", "30"]);
    assert_eq!(marks("20 h 30"), "20h30");
    check("5e 5ème 5th 1er 1st 1re 2nd 3rd", &["5e", "5e", "5e", "1e", "1e", "1e", "2e", "3e"]);
}

#[test]
fn letters_and_digits_stay_together() {
    check("M5 G20", &["m5", "g20"]);
    check("T-72 Covid-19", &["t", "72", "covid", "19"]);
    assert_eq!(marks("T-72"), "t72");
    assert_eq!(marks("Covid-19"), "covid19");
}

#[test]
fn arabic_articles_are_dropped() {
    check("Bachar al-Assad, el-Assad, Al-Assad", &["bachar", "assad", "assad", "assad"]);
    check("Deir ez-Zor", &["deir", "zor"]);
    assert_eq!(marks("Deir ez-Zor"), "ezzor");
    check("Hay’at Hay'at Hayat", &["hayat", "hayat", "hayat"]);
}

#[test]
fn acronyms_lose_their_dots() {
    check("O.N.U. et ONU", &["onu", "et", "onu"]);
    assert_eq!(marks("l’O.N.U."), "ONU");
    check("U.S. troops", &["us", "troops"]);
    check("É.-U.", &["eu"]);
    check("M. Dupont", &["m", "dupont"]);
}

#[test]
fn capitals_after_an_elision_keep_their_joined_form() {
    check("N'Djamena L'Oréal O'Brien", &["djamena", "oreal", "obrien"]);
    assert!(marks("N'Djamena").contains("ndjamena"));
    assert!(marks("L’Oréal").contains("loreal"));
}

#[test]
fn english_possessives_and_contractions() {
    check("the army's, the army’s, don't", &["the", "army", "the", "army", "dont"]);
    check("allies' tanks", &["allies", "tanks"]);
}

#[test]
fn glued_sentences_are_split_and_hosts_are_not() {
    check("la guerre syrienne.Des rebelles", &["la", "guerre", "syrienne", "des", "rebelles"]);
    check("terroristes;Ces groupes ville »déclare", &["terroristes", "ces", "groupes", "ville", "declare"]);
    check("lemonde.fr et www.lemonde.fr/a/b.html.", &["lemonde.fr", "et", "lemonde.fr"]);
    check("https://x.com/a/status/18648 fin", &["x.com", "fin"]);
    check("pic.twitter.com/iXLdHc5T7U", &["pic.twitter.com"]);
    check("écrire à jean.dupont@afp.com", &["ecrire", "a", "jean.dupont@afp.com"]);
}

#[test]
fn signs_and_flags_are_marks() {
    check("#Syrie @AFP", &["syrie", "afp"]);
    assert_eq!(marks("#Syrie"), "#syrie");
    assert_eq!(marks("🇸🇾"), "flag:sy");
}

#[test]
fn hyphens_join() {
    check("États-Unis cessez-le-feu", &["etats", "unis", "cessez", "le", "feu"]);
    assert!(marks("États-Unis").contains("etatsunis"));
    check("R&D", &["r", "d"]);
    check("a-t-il", &["a", "t", "il"]);
}

#[test]
fn names_are_not_stemmed() {
    let mut analyzer = Analyzer::new();
    for (one, other) in [("Hama", "Hamas"), ("Gaza", "gaz"), ("Liban", "libanais")] {
        let (a, b) = (analyzer.words(one), analyzer.words(other));
        assert_ne!(a[0].french, b[0].french, "{one} and {other}");
        assert_ne!(a[0].english, b[0].english, "{one} and {other}");
    }
}

#[test]
fn a_mark_that_decomposes_into_a_blank_is_no_term() {
    check("a\u{fe70}b \u{fe70}", &["ab"]);
}

proptest! {
    #[test]
    fn any_text_tokenizes(text in "\\PC*|[a-zA-Zé’' .,0-9-]{0,60}|([lLdD]['’ -]){0,9}[0-9:., h\u{a0}#@/]{0,30}") {
        let mut last = 0;
        scan(&text, |token| {
            assert!(token.start >= last && token.start < token.end && token.end <= text.len());
            assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end));
            assert!(!token.word.is_empty() && token.word.len() <= LONGEST_WORD);
            assert!(!token.word.contains(char::is_whitespace));
            assert!(token.joined.is_none_or(|joined| !joined.form.contains(char::is_whitespace)));
            assert!(token.class != Class::Flag || token.word.starts_with("flag:"));
            last = token.end;
        });
    }

    #[test]
    fn index_and_query_analyse_alike(text in "[a-zA-Zéèàçœ’' .,0-9-]{0,80}") {
        let mut analyzer = Analyzer::new();
        let mut terms = Terms::default();
        analyzer.terms(&text, Language::French, &mut terms);
        let words = analyzer.words(&text);
        let positioned: Vec<_> = words.iter().filter(|word| word.class != Class::Flag).collect();
        assert_eq!(terms.words.split_whitespace().collect::<Vec<_>>(), positioned.iter().map(|w| w.word.as_str()).collect::<Vec<_>>());
        assert_eq!(terms.stems.split_whitespace().collect::<Vec<_>>(), positioned.iter().map(|w| w.french.as_str()).collect::<Vec<_>>());
    }
}
