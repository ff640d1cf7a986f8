//! What single English words say about the time of their sentence.

use crate::grammar::{Cursor, Tense};
use crate::text::Word;

/// The time that the word at `at` speaks of, if it speaks of any.
pub(crate) fn tense(c: &Cursor, at: usize) -> Option<Tense> {
    let word = c.folded(at);
    let word = word.as_str();
    if word == "won" && c.is_apostrophe(at + 1) {
        return Some(Tense::Future);
    }
    if FUTURE.contains(&word) {
        // `was expected` speaks of a future that may be over.
        let over = word.ends_with("ed") && matches!(c.folded_before(at).as_str(), "was" | "were" | "had");
        return Some(if over { Tense::Past } else { Tense::Future });
    }
    if at > 0 && c.is(at - 1, Word::To) && INFINITIVES.contains(&word) {
        return Some(Tense::Future);
    }
    // `will be held`: the participle takes the time of what stands before.
    if at > 0 && matches!(c.folded_before(at).as_str(), "be" | "being") {
        return None;
    }
    let regular = word.len() > 4 && word.ends_with("ed") && !NO_VERBS.contains(&word);
    (regular || PAST.contains(&word)).then_some(Tense::Past)
}

/// Words of what is to come.
const FUTURE: &[&str] = &[
    "will",
    "shall",
    "ll",
    "due",
    "expected",
    "scheduled",
    "planned",
    "plans",
    "slated",
    "upcoming",
    "expects",
    "plan",
    "planning",
    "going",
    "hopes",
    "intends",
    "effective",
    "begins",
    "opens",
    "starts",
    "takes",
    "deadline",
    "expires",
    "ends",
    "proposed",
    "would",
];

/// Verbs that are of the future after «to».
const INFINITIVES: &[&str] = &["be", "begin", "open", "start", "take", "meet", "vote", "end", "resume", "hold"];

/// Past forms without «-ed».
const PAST: &[&str] = &[
    "was", "were", "had", "did", "been", "has", "have", "ago", "said", "told", "met", "took", "came", "went", "made",
    "began", "fell", "rose", "lost", "got", "gave", "found", "held", "left", "led", "ran", "sent", "spoke", "struck",
    "shot", "hit", "wrote", "saw", "became", "broke", "brought", "bought", "built", "caught", "chose", "drew", "drove",
    "fought", "flew", "grew", "heard", "kept", "knew", "laid", "paid", "put", "quit", "sold", "stood", "swore",
    "threw", "won", "sat", "shook", "sank", "sought", "set", "died",
];

/// Words in «-ed» that are no past.
const NO_VERBS: &[&str] =
    &["indeed", "speed", "hundred", "united", "based", "named", "armed", "wicked", "sacred", "kindred", "allied"];
