//! What single French words say about the time of their sentence.

use crate::grammar::{Cursor, Tense};

/// The time that the word at `at` speaks of, if it speaks of any.
pub(crate) fn tense(c: &Cursor, at: usize) -> Option<Tense> {
    let folded = c.folded(at);
    let word = folded.as_str();
    let printed = c.printed(at);
    // «à» is no verb, and «programme», «fixe» are no participles.
    if matches!(printed, "à" | "À") || matches!(printed, "programme" | "fixe" | "convoque") {
        return None;
    }
    // «sera inhumé», «doit être présenté»: the participle takes the time of what stands before.
    if matches!(c.folded_before(at).as_str(), "sera" | "seront" | "serait" | "seraient" | "etre") {
        return None;
    }
    if FUTURE.contains(&word) {
        return Some(Tense::Future);
    }
    if PAST.contains(&word) || matches!(printed, "né" | "nés" | "Né") {
        return Some(Tense::Past);
    }
    // A name that ends like a verb: Ankara, Zahra.
    if NO_VERBS.contains(&word) || c.is_capital(at) && !c.opens_sentence(at) {
        return None;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if word.len() > 3 && ends(&["ra", "ront", "rons", "rez"]) {
        return Some(Tense::Future);
    }
    // The conditional reports rumours, past and future.
    let imperfect = word.len() > 4 && ends(&["ait", "aient"]) && !ends(&["rait", "raient"]);
    let participle = word.len() > 4 && ["é", "ée", "és", "ées"].iter().any(|ending| printed.ends_with(ending));
    (imperfect || participle).then_some(Tense::Past)
}

/// Words of what is to come.
const FUTURE: &[&str] = &[
    "prevu",
    "prevue",
    "prevus",
    "prevues",
    "attendu",
    "attendue",
    "attendus",
    "attendues",
    "programme",
    "programmee",
    "rendez",
    "fixe",
    "fixee",
    "convoque",
    "convoquee",
    "partir",
    "va",
    "vont",
    "doit",
    "doivent",
    "devrait",
    "devraient",
    "pourrait",
    "pourraient",
    "bientot",
    "compter",
    "echeance",
];

/// Auxiliaries and irregular participles.
const PAST: &[&str] = &[
    "a", "ai", "avons", "avez", "ont", "avait", "avaient", "ete", "etait", "etaient", "fut", "furent", "eut", "eu",
    "fit", "mort", "morte", "decede", "decedee", "elu", "elue", "nee", "venu", "venue", "tenu", "tenue", "paru",
    "parue", "disparu", "disparue", "perdu", "rendu", "vendu", "recu", "parti", "partie", "sorti", "sortie", "pris",
    "prise", "mis", "mise", "dit", "ecrit", "ouvert", "ouverte", "survenu", "survenue",
];

/// Words that end like verbs and are none.
const NO_VERBS: &[&str] = &[
    "opera", "camera", "agora", "extra", "ultra", "infra", "tiara", "fait", "parfait", "lait", "trait", "souhait",
    "attrait",
];
