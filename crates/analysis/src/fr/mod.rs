//! French: its stems, its stop words, the little words that give it away.

mod lists;
mod stemmer;

pub(crate) use lists::LISTS;
pub(crate) use stemmer::stem;

/// Words that carry no subject: optional in queries, never dropped from the index.
pub(crate) const STOP_WORDS: &str = include_str!("stop_words.txt");

/// Words so common in French, and so rare in English and in French's sister languages, that a few tell it.
pub(crate) const TELLING_WORDS: &[&str] = &[
    "le", "les", "des", "du", "une", "dans", "qui", "pas", "avec", "ont", "été", "sont", "aux", "cette", "ces", "elle",
    "ils", "elles", "nous", "vous", "où", "leur", "leurs", "ses", "mais", "et", "était", "après", "depuis", "selon",
    "être", "dont", "très", "aussi", "ainsi", "pour", "par", "ce", "au", "à", "est", "il", "plus", "sur",
];

/// Words that support those: each is rarer, and together they tell what little words do not, as in tables and
/// headlines.
pub(crate) const SUPPORTING_WORDS: &[&str] = &[
    "année",
    "années",
    "mois",
    "jour",
    "jours",
    "semaine",
    "deux",
    "trois",
    "huit",
    "neuf",
    "janvier",
    "février",
    "avril",
    "juin",
    "juillet",
    "août",
    "octobre",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "ville",
    "faire",
    "peut",
    "tous",
    "toute",
    "toutes",
    "même",
    "encore",
    "alors",
    "sous",
    "sans",
    "chez",
    "avant",
    "pendant",
    "lors",
    "donc",
    "qu",
    "cela",
    "ceux",
    "celle",
    "deuxième",
    "première",
    "moins",
    "beaucoup",
    "quand",
    "comment",
    "pourquoi",
    "doit",
    "veut",
    "vont",
    "avait",
    "étaient",
    "avaient",
    "serait",
    "fois",
    "enfants",
    "femmes",
    "hommes",
    "morts",
    "blessés",
    "euros",
    "nouveau",
    "nouvelle",
    "travail",
    "droit",
    "droits",
];
