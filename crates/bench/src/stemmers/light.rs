//! The light and the minimal French stemmer of Jacques Savoy, as Lucene applies them, on folded words.
//!
//! Source: J. Savoy, «Light stemming approaches for the French, Portuguese, German and Hungarian languages» (SAC 2006).
//! Here only to be compared with.

/// The minimal stem: plural, final `r` and `e`, a doubled last letter.
pub(super) fn minimal(word: &str) -> String {
    let mut stem = word.to_owned();
    if stem.len() < 6 {
        return stem;
    }
    if stem.ends_with('x') {
        let is_aux = stem.ends_with("aux");
        stem.truncate(stem.len() - if is_aux { 2 } else { 1 });
        stem.push_str(if is_aux { "l" } else { "" });
        return stem;
    }
    for ending in ['s', 'r', 'e', 'e'] {
        if stem.ends_with(ending) {
            stem.pop();
        }
    }
    if let [.., before, last] = stem.as_bytes()
        && before == last
    {
        stem.pop();
    }
    stem
}

/// The light stem.
pub(super) fn light(word: &str) -> String {
    let mut out = word.to_owned();
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        strip_plural(&mut out);
        strip_suffix(&mut out);
    }
    out
}

fn strip_plural(word: &mut String) {
    let len = word.len();
    if len > 5 && word.ends_with("aux") && !word.ends_with("eaux") {
        word.truncate(len - 2);
        word.push('l');
    } else if len > 3 && word.ends_with('x') {
        word.truncate(len - 1);
    }
    if word.len() > 3 && word.ends_with('s') {
        word.truncate(word.len() - 1);
    }
}

/// What an ending becomes when the word is longer than `longer_than` letters.
struct Rule {
    ending: &'static str,
    longer_than: usize,
    becomes: &'static str,
    /// Whether later endings are tried as well.
    goes_on: bool,
}

const fn rule(ending: &'static str, longer_than: usize, becomes: &'static str) -> Rule {
    Rule { ending, longer_than, becomes, goes_on: false }
}

const fn rule_and_on(ending: &'static str, longer_than: usize, becomes: &'static str) -> Rule {
    Rule { ending, longer_than, becomes, goes_on: true }
}

/// In the order of the paper: the first that fits is applied.
const RULES: &[Rule] = &[
    rule("issement", 9, "ir"),
    rule("issant", 8, "ir"),
    rule("ivement", 7, "if"),
    rule("ement", 6, "e"),
    rule("ficatrice", 11, "fier"),
    rule("ficateur", 10, "fier"),
    rule("catrice", 9, "quer"),
    rule("cateur", 8, "quer"),
    rule("atrice", 8, "er"),
    rule("ateur", 7, "er"),
    rule_and_on("trice", 6, "teur"),
    rule("ieme", 5, ""),
    rule("teuse", 7, "ter"),
    rule("teur", 6, "ter"),
    rule("euse", 5, "eu"),
    rule("ere", 8, "er"),
    rule("ive", 7, "if"),
    rule("nnelle", 6, "n"),
    rule("nnel", 6, "n"),
    rule_and_on("ete", 4, "et"),
    rule_and_on("ique", 8, ""),
    rule("esse", 8, "e"),
    rule("inage", 7, "in"),
    rule("ualisation", 11, "uel"),
    rule("isation", 9, ""),
    rule("isateur", 9, ""),
    rule("ation", 8, ""),
    rule("ition", 8, ""),
];

fn strip_suffix(word: &mut String) {
    for rule in RULES {
        if word.len() > rule.longer_than && word.ends_with(rule.ending) {
            word.truncate(word.len() - rule.ending.len());
            word.push_str(rule.becomes);
            if !rule.goes_on {
                break;
            }
        }
    }
    normalise(word);
}

/// Doubled letters become single, and the endings of gender and of the infinitive go.
fn normalise(word: &mut String) {
    if word.len() > 4 {
        // A final «ée» keeps both its letters until they go together: `armée` must not become `arme`.
        let feminine = word.ends_with("ee") && !word.ends_with("iee");
        let mut last = None;
        word.retain(|c| last.replace(c) != Some(c));
        if feminine {
            word.push('e');
        }
    }
    if word.len() > 4 && word.ends_with("ie") {
        word.truncate(word.len() - 2);
    }
    if word.len() > 4 {
        for ending in ['r', 'e', 'e'] {
            if word.ends_with(ending) {
                word.pop();
            }
        }
        let bytes = word.as_bytes();
        if bytes.len() > 1 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2] {
            word.pop();
        }
    }
}
