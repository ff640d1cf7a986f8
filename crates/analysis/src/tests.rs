//! What tokens the scanner makes of the texts that scraped news brings.

use article::Language;

use super::{Analyzer, Terms, scan};

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

#[test]
fn letters_that_decompose_into_more_than_letters() {
    check("½ 2½ m² ⑴ Ⅷ ǽ ŀ", &["2", "m2", "viii", "ae", "l"]);
}

#[test]
fn numbers_are_their_own_stems() {
    let mut analyzer = Analyzer::new();
    let stems: Vec<String> = analyzer.words("0,0 et 115,000 m5").into_iter().map(|word| word.french).collect();
    assert_eq!(stems, ["0.0", "et", "115000", "m5"]);
}

#[test]
fn a_plain_blank_divides_a_number_with_its_decimals() {
    check("208 984,33 euros", &["208", "984.33", "euros"]);
    assert_eq!(marks("208 984,33"), "208984.33");
}

#[test]
fn rows_of_tables_are_no_numbers() {
    assert!(!marks("100 200 300 400 500 600 700").contains("100200300400500600700"));
}

#[test]
fn scripts_without_capitals_have_none() {
    assert_eq!(marks("السلام 中国"), "");
}
