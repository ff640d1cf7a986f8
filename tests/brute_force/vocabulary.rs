//! Few words, so that articles and queries meet often, and chosen to collide: stems, accents, joined forms, names.

use super::draw::Draw;

#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "l’armée", "L'ARMEE", "armées", "l' armee", "la", "le", "les", "de", "du", "et", "ne", "pas", "syrienne",
    "syriens", "Syrie", "journaux", "journal", "journaliste", "général", "GÉNÉRAUX", "élection", "électorale", "Noël",
    "noel", "œuvre", "oeuvres", "cœur", "qu'il", "aujourd'hui", "jusqu’à", "été", "ete", "pêche", "péché", "côte",
    "travaux", "travail", "réfugiés", "refugiee", "bombardement", "bombardé", "barrage", "barrages", "gaz", "grève",
    "grèves", "trêve", "ville", "villes", "Le Caire", "Genève", "Damas", "Alep", "Londres", "d’État", "États-Unis",
    "5e", "5ème", "hier", "jeudi", "«paix»", "l’ONU", "M.", "rouge", "rouge", "rouge",
];

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "army", "armies", "army’s", "the", "of", "and", "in", "strike", "strikes", "striking", "don't", "running", "runs",
    "city", "cities", "general", "generals", "election", "elections", "journal", "refugees", "refugee", "bombed",
    "bombing", "Geneva", "Cairo", "Damascus", "Aleppo", "London", "national", "nations", "protest", "protesters",
    "work", "working", "us", "US", "U.S.", "yesterday", "Thursday", "5th", "peace", "truce", "gas", "women", "woman",
    "red", "red", "red",
];

/// The same in both languages, and what the scanner has rules for.
#[rustfmt::skip]
const SHARED: &[&str] = &[
    "Hama", "Hamas", "Gaza", "Liban", "T-72", "T72", "t 72", "Covid-19", "covid19", "COVID 19", "115 000",
    "115\u{202f}000", "115.000", "115,000", "115000", "3,5", "3.5", "20h30", "20 h 30", "20:30", "O.N.U.", "ONU",
    "OSDH", "SOHR", "al-Assad", "el-Assad", "Assad", "Bachar al-Assad", "Deir ez-Zor", "Deir Ezzor", "Hay’at",
    "Hayat", "N'Djamena", "ndjamena", "#Syrie", "#paix", "@user", "lemonde.fr", "info@lemonde.fr", "🇸🇾", "M5", "G20",
    "Emmanuel Macron", "Macron", "Abou Mohammed al-Joulani", "al-Julani", "Paris", "New York", "pizza", "bora bora",
    "bora", "2024", "le 5 décembre 2024", "on 12 March 2024", "en mars 2024", "in the 1980s", "Москва", "STRASSE",
    "straße", "e-mail", "paix", "peace", "rouge", "red", "dam-burst", "x",
];

/// Labels, of outlets, rubrics and keywords.
pub(super) const SOURCES: &[&str] =
    &["Le Courrier", "le courrier", "L’Estafette", "The Ledger", "Le Courrier du Rhône"];
pub(super) const SECTIONS: &[&str] = &["Monde", "monde", "Économie", "Sport"];
pub(super) const TAGS: &[&str] = &["grève", "Grève", "paix", "Covid-19", "Moyen-Orient", "moyen-orient", "sport"];
pub(super) const BYLINES: &[&str] =
    &["Claire Martin", "Jean Dupont", "C. Martin et Paul Durand", "Élise Noël", "Martin"];
pub(super) const NAMES: &[&str] = &[
    "Alep",
    "Aleppo",
    "Macron",
    "Emmanuel Macron",
    "ONU",
    "UN",
    "Damas",
    "Bachar al-Assad",
    "Assad",
    "OSDH",
    "Paris",
    "London",
    "Londres",
    "al-Joulani",
    "New York",
    "Le Caire",
    "nobody",
];

/// A word as an article or a query may print it.
pub(super) fn word(draw: &mut Draw) -> String {
    let list = *draw.pick(&[FRENCH, ENGLISH, SHARED]);
    spelled(draw, list)
}

/// A word of a paragraph in French, in English, or in neither.
pub(super) fn word_of(draw: &mut Draw, language: article::Language) -> String {
    let own = match language {
        article::Language::French => FRENCH,
        article::Language::English => ENGLISH,
        article::Language::Other => SHARED,
    };
    let list = if draw.chance(25) { SHARED } else { own };
    spelled(draw, list)
}

fn spelled(draw: &mut Draw, list: &[&str]) -> String {
    let word = *draw.pick(list);
    match draw.between(0, 29) {
        0 => word.to_uppercase(),
        1 => word.to_lowercase(),
        2 => format!("{word}s"),
        3 => format!("{word}-{}", draw.pick(list)),
        4 => analysis::fold(word),
        _ => word.to_owned(),
    }
}
