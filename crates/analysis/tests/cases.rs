//! What scraped news brings, in pairs that must find one another and pairs that must not.
//!
//! A pair meets when a query of the one finds a text of the other, as `query` searches: a word by its folded form,
//! its stems, or among the marks; what is written with hyphens or blanks in a row, or by its joined form.
//!
//! 1. Spelling divides nothing: elisions, apostrophes, capitals, accents, ligatures, ways to encode a character.
//! 2. Numbers, ordinals and times meet in all their spellings.
//! 3. Names meet with and without articles, hyphens, apostrophes and dots.
//! 4. The forms of a word meet, also irregular ones; different words, and names above all, stay apart.
//! 5. What folding merges, marks tell apart.

use analysis::{Analyzer, Class, Terms, Word};
use article::Language;

/// A text as it is indexed, in one language.
struct Indexed {
    language: Language,
    words: Vec<String>,
    stems: Vec<String>,
    marks: Vec<String>,
}

impl Indexed {
    fn new(text: &str, language: Language) -> Self {
        let mut terms = Terms::default();
        Analyzer::new().terms(text, language, &mut terms);
        let split = |terms: &str| terms.split(' ').map(str::to_owned).collect();
        Self { language, words: split(&terms.words), stems: split(&terms.stems), marks: split(&terms.marks) }
    }

    /// Whether a query of `words` finds it: each word, or row of words with a joined form, must be there.
    fn is_found_by(&self, words: &[Word]) -> bool {
        let mut at = 0;
        while at < words.len() {
            let parts = words[at].joined.as_ref().map_or(1, |(_, parts)| *parts);
            assert!(at + parts <= words.len(), "a joined form of more parts than there are: {words:?}");
            if !self.has_unit(&words[at..at + parts]) {
                return false;
            }
            at += parts;
        }
        !words.is_empty()
    }

    fn has_unit(&self, unit: &[Word]) -> bool {
        let first = &unit[0];
        let is_mark = |form: &str| self.marks.iter().any(|mark| mark == form);
        if first.class == Class::Flag {
            return is_mark(&first.word);
        }
        if let Some(sign) = first.sign {
            return is_mark(&format!("{sign}{}", first.word));
        }
        let joined = first.joined.as_ref();
        let stem =
            |word: &Word| if self.language == Language::French { word.french.clone() } else { word.english.clone() };
        has_row(&self.words, unit, |word| word.word.clone())
            || has_row(&self.stems, unit, stem)
            || (unit.len() == 1 && is_mark(&first.word))
            || joined.is_some_and(|(form, _)| is_mark(form) || self.words.contains(form))
    }
}

fn has_row(terms: &[String], unit: &[Word], form: impl Fn(&Word) -> String) -> bool {
    let wanted: Vec<String> = unit.iter().map(form).collect();
    terms.windows(unit.len()).any(|row| row == wanted)
}

fn finds_in(language: Language, query: &str, text: &str) -> bool {
    Indexed::new(text, language).is_found_by(&Analyzer::new().words(query))
}

/// Whether `query` finds `text`, whatever language that is in.
fn finds(query: &str, text: &str) -> bool {
    Language::ANALYSED.iter().all(|language| finds_in(*language, query, text))
}

/// Every two of `spellings` find one another in a text in `language`.
#[track_caller]
fn meet_in(language: Language, spellings: &[&str]) {
    for query in spellings {
        for text in spellings {
            assert!(finds_in(language, query, text), "{query:?} must find {text:?} in {language}");
        }
    }
}

/// No two of `words` find one another in a text in `language`.
#[track_caller]
fn part_in(language: Language, words: &[&str]) {
    for (index, query) in words.iter().enumerate() {
        for text in words[..index].iter().chain(&words[index + 1..]) {
            assert!(!finds_in(language, query, text), "{query:?} must not find {text:?} in {language}");
        }
    }
}

#[track_caller]
fn meet(spellings: &[&str]) {
    Language::ANALYSED.iter().for_each(|language| meet_in(*language, spellings));
}

#[track_caller]
fn part(words: &[&str]) {
    Language::ANALYSED.iter().for_each(|language| part_in(*language, words));
}

/// All of `words` fold to one, and no two of them have the same marks.
#[track_caller]
fn differ_in_marks(words: &[&str]) {
    let indexed: Vec<Indexed> = words.iter().map(|word| Indexed::new(word, Language::French)).collect();
    for (index, one) in indexed.iter().enumerate() {
        for other in &indexed[..index] {
            assert_eq!(one.words, other.words, "{words:?}");
            assert_ne!(one.marks, other.marks, "{words:?}");
        }
    }
}

#[test]
fn elisions() {
    meet(&[
        "l'armée",
        "l’armée",
        "L’Armée",
        "L'ARMÉE",
        "lʼarmée",
        "L' armée",
        "armée",
        "armées",
        "armee",
        "l’\"armée\"",
    ]);
    meet(&["qu'il", "qu’il", "QU'IL", "il"]);
    meet(&["aujourd'hui", "aujourd’hui", "Aujourd'hui", "qu'aujourd'hui"]);
    meet(&["jusqu'à Alep", "jusqu’à Alep", "JUSQU’À ALEP", "à Alep"]);
    meet(&["lorsqu'elle", "puisqu’elle", "quoiqu’elle", "elle"]);
    meet(&["d’État", "d'état", "États", "Etat", "l'Etat", "ÉTAT"]);
    meet(&["l'après-midi", "d’après-midi", "après-midi", "Après-midi"]);
    meet(&["l’ex-ministre", "ex-ministre", "d'ex-ministres"]);
    meet(&["n'd'armée", "armée"]);
    part(&["l'armée", "larme", "alarme"]);
    part(&["presqu'île", "île"]);
}

#[test]
fn folding() {
    meet(&["œuvre", "oeuvre", "Œuvres", "ŒUVRE"]);
    meet(&["cœur", "coeurs", "CŒUR"]);
    meet(&["Kœnig", "Koenig", "KŒNIG"]);
    meet(&["Noël", "Noel", "NOËL", "Noe\u{308}l"]);
    meet(&["réfugiés", "refugies", "re\u{301}fugie\u{301}s", "RÉFUGIÉS"]);
    meet(&["gouvernement", "gouverne\u{ad}ment", "gou\u{ad}verne\u{ad}ments", "gouverne\u{200b}ment"]);
    meet(&["İstanbul", "Istanbul", "istanbul", "ISTANBUL"]);
    meet(&["ﬁnance", "finance", "ﬁnances"]);
    meet(&["«Hama»", "« Hama »", "“Hama”", "\"Hama\"", "Hama", "(Hama)", "Hama,", "Hama…"]);
    meet(&["Ｄamas", "Damas"]);
}

#[test]
fn numbers() {
    meet(&["115 000", "115\u{a0}000", "115\u{202f}000", "115.000", "115,000", "115000", "115'000"]);
    meet(&["1 234 567", "1,234,567", "1.234.567", "1234567"]);
    meet(&["3,5", "3.5", "3,5 %"]);
    meet(&["1 200,50", "1,200.50", "1200.50", "1\u{a0}200,50"]);
    meet(&["2 000 militants", "2000 militants", "2,000 militants"]);
    part(&["3,5", "35", "3 et 5"]);
    part(&["115,000", "115", "1150"]);
    part(&["2024", "2025", "20"]);
    // Both numbers of a row are found, whether they are one or two.
    assert!(finds("115", "le 5 115 personnes") && finds("5115", "le 5 115 personnes"));
}

#[test]
fn ordinals_and_times() {
    meet(&["5e", "5ème", "5th", "5EME", "5ieme"]);
    meet(&["1er", "1re", "1ère", "1st"]);
    meet(&["2nd", "2e", "2nde", "2ème"]);
    meet(&["3rd", "3e"]);
    meet(&["20h30", "20 h 30", "20:30", "20H30", "20\u{a0}h\u{a0}30"]);
    meet(&["9h30", "09:30", "9:30", "09h30", "9 h 30"]);
    meet(&["8h", "8 h"]);
    part(&["20h30", "20h", "20,30"]);
    part(&["5e", "5", "15e"]);
}

#[test]
fn letters_with_digits() {
    meet(&["M5", "m5"]);
    meet(&["G20", "g20"]);
    meet(&["T-72", "T72", "t-72"]);
    meet(&["Covid-19", "COVID-19", "COVID 19", "covid 19"]);
    meet(&["Covid-19", "covid19", "Covid19"]);
    part(&["M5", "M6", "G5"]);
    part(&["T-72", "T-62"]);
}

#[test]
fn acronyms() {
    meet(&["O.N.U.", "ONU", "onu", "l’ONU", "l'O.N.U."]);
    meet(&["U.S.", "US", "U.S"]);
    meet(&["É.-U.", "E.-U.", "ÉU"]);
    meet(&["U.R.S.S.", "URSS", "urss"]);
    meet(&["M. Dupont", "M Dupont", "m. dupont"]);
    part(&["O.N.U.", "nu"]);
    differ_in_marks(&["US", "us"]);
    differ_in_marks(&["IS", "is"]);
}

#[test]
fn arabic_names() {
    meet(&["al-Assad", "Al-Assad", "el-Assad", "Assad", "AL-ASSAD", "d'al-Assad"]);
    meet(&["Bachar al-Assad", "Bachar el-Assad", "Bachar Assad", "Bachar Al-Assad"]);
    meet(&["Deir ez-Zor", "Deir Ezzor", "Deir Ez-Zor"]);
    meet(&["Hay’at", "Hay'at", "Hayat", "Hayʼat"]);
    meet(&["Hay’at Tahrir Al-Sham", "Hayat Tahrir al-Cham".replace("Cham", "Sham").as_str()]);
    meet(&["al-Jazeera", "Al-Jazeera", "Jazeera"]);
    assert!(finds("aljazeera", "la chaîne Al-Jazeera"));
}

#[test]
fn names_with_apostrophes() {
    meet(&["N'Djamena", "N’Djamena", "Ndjamena", "n'djamena", "N'DJAMENA"]);
    meet(&["L'Oréal", "L’Oréal", "Oréal"]);
    assert!(finds("loreal", "le groupe L'Oréal") && finds("L'Oréal", "le groupe Loréal"));
    meet(&["O'Brien", "O’Brien", "OBrien", "o'brien"]);
    meet(&["M'Bappé", "Mbappé", "m’bappé"]);
    meet(&["Val-d'Isère", "Val d'Isère", "Val d’Isère"]);
}

#[test]
fn english_apostrophes() {
    meet(&["the army's", "the army’s", "the army", "THE ARMY'S"]);
    meet(&["allies'", "allies"]);
    meet(&["don't", "don’t", "dont", "DON'T"]);
    meet(&["C's", "C"]);
    part(&["army", "arms"]);
}

#[test]
fn hyphens() {
    meet(&["États-Unis", "Etats-Unis", "etats unis", "ÉTATS-UNIS"]);
    meet(&["cessez-le-feu", "cessez le feu", "CESSEZ-LE-FEU"]);
    meet(&["e-mail", "email"]);
    meet(&["week-end", "weekend"]);
    meet(&["R&D", "r&d"]);
}

#[test]
fn tags_and_addresses() {
    meet(&["#Syrie", "#syrie", "#SYRIE"]);
    assert!(finds("Syrie", "#Syrie") && !finds("#Syrie", "Syrie"));
    meet(&["@AFP", "@afp"]);
    assert!(finds("afp", "@AFP") && !finds("@AFP", "AFP"));
    meet(&["https://www.lemonde.fr/a/b.html?c=d#e", "http://lemonde.fr", "www.lemonde.fr", "lemonde.fr"]);
    meet(&["Mediapart.fr", "mediapart.fr", "https://www.mediapart.fr/journal"]);
    meet(&["jean.dupont@afp.com", "Jean.Dupont@afp.com"]);
    part(&["lemonde.fr", "le monde", "lefigaro.fr"]);
    assert!(finds("🇸🇾", "🇫🇷🇸🇾") && finds("🇫🇷🇸🇾", "le drapeau 🇸🇾 et le 🇫🇷"));
    part(&["🇸🇾", "🇫🇷", "sy"]);
}

#[test]
fn glued_sentences() {
    for query in ["syrienne", "Des", "rebelles"] {
        assert!(finds(query, "la guerre syrienne.Des rebelles"), "{query}");
        assert!(finds(query, "la guerre syrienne;Des rebelles"), "{query}");
        assert!(finds(query, "la guerre »syrienne »Des rebelles"), "{query}");
    }
    assert!(finds("u.s", "The U.S. said"));
}

#[test]
fn french_forms() {
    for words in FRENCH_FORMS {
        meet_in(Language::French, &words.split(' ').collect::<Vec<_>>());
    }
}

const FRENCH_FORMS: &[&str] = &[
    "journal journaux",
    "cheval chevaux",
    "général généraux générale générales",
    "travail travaux",
    "œil yeux",
    "ciel cieux",
    "vitrail vitraux",
    "armée armées armee",
    "élection élections",
    "électoral électorale électoraux électorales",
    "bombardement bombardements",
    "bombardé bombardée bombardés bombarder bombardait bombardent bombardements",
    "frappe frappes frapper frappé frappées",
    "réfugié réfugiés réfugiée réfugiées refugies",
    "syrien syrienne syriens syriennes",
    "prisonnier prisonniers prisonnière prisonnières",
    "eau eaux",
    "bateau bateaux",
    "jeu jeux",
    "national nationale nationaux nationales",
    "français française françaises",
    "premier première premiers",
    "actif active actives",
    "heureux heureuse heureuses",
    "grec grecque grecques",
    "turc turque turcs",
    "public publique publics publiques",
    "blanc blanche blancs",
    "neuf neuve neuves",
    "président présidente présidents",
    "acteur acteurs",
    "messieurs monsieur",
    "Noël noël",
];

#[test]
fn english_forms() {
    for words in ENGLISH_FORMS {
        meet_in(Language::English, &words.split(' ').collect::<Vec<_>>());
    }
}

const ENGLISH_FORMS: &[&str] = &[
    "army armies",
    "ally allies",
    "take takes took taken",
    "child children",
    "agree agreed",
    "prisoner prisoners",
    "city cities",
    "attack attacks attacked attacking",
    "election elections",
    "study studies studied",
    "troop troops",
    "killed killing kills",
    "force forces forced",
];

#[test]
fn different_words() {
    for words in DIFFERENT_FRENCH {
        part_in(Language::French, &words.split(' ').collect::<Vec<_>>());
    }
    for words in DIFFERENT_ENGLISH {
        part_in(Language::English, &words.split(' ').collect::<Vec<_>>());
    }
    for words in NAMES {
        part(&words.split(' ').collect::<Vec<_>>());
    }
}

/// Merged by one stemmer or another.
const DIFFERENT_FRENCH: &[&str] = &[
    "armée armes",
    "élection électoral",
    "opération opéra",
    "commune communiste communication",
    "porte port",
    "journal journaliste",
    "coup coupe",
    "nation national",
    "parlement parler",
    "département départ",
    "président présidentiel",
];

const DIFFERENT_ENGLISH: &[&str] = &[
    "nation national",
    "organ organization",
    "protest protestant",
    "depart department",
    "busy business",
    "general generation",
];

/// Names, and the words that a stemmer makes of them.
const NAMES: &[&str] =
    &["Hama Hamas", "Gaza gaz", "Liban libanais", "Syrie syrien", "Islam islamic", "Paris parier", "Athènes athénien"];

#[test]
fn accents_are_optional_and_marked() {
    meet(&["pêche", "peche"]);
    differ_in_marks(&["pêche", "péché", "peche"]);
    differ_in_marks(&["côte", "coté", "côté", "cote"]);
    differ_in_marks(&["maïs", "mais"]);
    differ_in_marks(&["Noël", "Noel"]);
    differ_in_marks(&["été", "ete"]);
}
