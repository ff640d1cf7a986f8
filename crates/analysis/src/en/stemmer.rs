//! A stemmer of English inflections, on folded words.
//!
//! It is M. Porter's second stemmer («English (Porter2)» of the Snowball project) without what that does to adjectives
//! and to people: plurals, tenses, adverbs, and the nouns that verbs and adjectives make (`-ion`, `-ment`, `-ness`)
//! meet their words; `nation` and `national`, `Islam` and `Islamic`, `protest` and `protestant` stay apart.
//! Irregular plurals and verbs stand in a list. `BENCHMARKS.md` has the measurements.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Writes the stem of the folded word `word` to `out`.
pub(crate) fn stem(word: &str, out: &mut String) {
    out.clear();
    match IRREGULAR.get(word) {
        Some(stem) => out.push_str(stem),
        None => regular(word, out),
    }
}

/// Irregular words, as they are written.
pub(crate) const LIST: &str = include_str!("irregular_words.txt");

/// Stems of irregular words, by form. A line that begins with `=` has a stem that no rule touches.
static IRREGULAR: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let mut stems = HashMap::new();
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        let kept = line.strip_prefix("= ");
        let mut words = kept.unwrap_or(line).split(' ');
        let first = words.next().unwrap_or_default();
        let mut stem = String::new();
        if kept.is_some() {
            stem.push_str(first);
            stems.insert(first, stem.clone());
        } else {
            regular(first, &mut stem);
        }
        stems.extend(words.map(|form| (form, stem.clone())));
    }
    stems
});

/// Shorter words stay as they are.
const SHORTEST: usize = 3;

fn regular(word: &str, out: &mut String) {
    out.push_str(word);
    if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return;
    }
    // The regions of the paper: behind the first consonant that follows a vowel, and once more behind that.
    let r1 = first_region(word);
    strip_plural(out);
    strip_tense(out, r1);
    let r2 = region(out, r1);
    strip_adverb(out, r1);
    strip_noun(out, r1, r2);
    strip_last(out, r1, r2);
}

fn strip_plural(word: &mut String) {
    let len = word.len();
    if word.ends_with("sses") {
        word.truncate(len - 2);
    } else if word.ends_with("ies") || word.ends_with("ied") {
        word.truncate(if len > 4 { len - 2 } else { len - 1 });
    } else if word.ends_with('s') && !word.ends_with("us") && !word.ends_with("ss") && has_vowel(&word[..len - 2]) {
        word.pop();
    }
}

fn strip_tense(word: &mut String, r1: usize) {
    let len = word.len();
    if word.ends_with("eed") || word.ends_with("eedly") {
        let end = if word.ends_with('d') { len - 3 } else { len - 5 };
        if end >= r1 {
            word.truncate(end + 2);
        }
        return;
    }
    let Some(ending) = ["ingly", "edly", "ing", "ed"].into_iter().find(|ending| word.ends_with(ending)) else { return };
    let root = len - ending.len();
    if !has_vowel(&word[..root]) {
        return;
    }
    word.truncate(root);
    if ["at", "bl", "iz"].iter().any(|ending| word.ends_with(ending)) {
        word.push('e');
    } else if ends_double(word, b"bdfgmnprt") && !matches!(word.as_bytes(), [b'a' | b'e' | b'o', _, _]) {
        word.pop();
    } else if r1 >= root && ends_short_syllable(word) {
        // «hoping» is of «hope», «hopping» of «hop».
        word.push('e');
    }
}

fn strip_adverb(word: &mut String, r1: usize) {
    let len = word.len();
    if len > 2 && word.ends_with('y') && !is_vowel(word.as_bytes(), len - 2) {
        word.pop();
        word.push('i');
    }
    if len > 5 && len - 2 >= r1 && word.ends_with("li") {
        match word.as_bytes()[len - 3] {
            b'c' | b'd' | b'e' | b'g' | b'h' | b'k' | b'l' | b'm' | b'n' | b'r' | b't' => word.truncate(len - 2),
            // «possibly».
            b'b' => word.replace_range(len - 1.., "e"),
            _ => {}
        }
    }
}

/// An ending of nouns, from which region on it is taken off, and what stands in its place.
const NOUN_ENDINGS: &[(&str, Region, &str)] = &[
    ("ization", Region::First, "ize"),
    ("isation", Region::First, "ise"),
    ("ation", Region::First, "ate"),
    ("sion", Region::Second, "s"),
    ("tion", Region::Second, "t"),
    ("ment", Region::Second, ""),
    ("ness", Region::First, ""),
    ("ful", Region::First, ""),
];

#[derive(Clone, Copy)]
enum Region {
    First,
    Second,
}

fn strip_noun(word: &mut String, r1: usize, r2: usize) {
    for (ending, region, instead) in NOUN_ENDINGS {
        let from = match region {
            Region::First => r1,
            Region::Second => r2,
        };
        // Of «-tion» the letter in front belongs to the root.
        let kept = usize::from(ending.ends_with("ion") && !ending.contains('a'));
        if word.strip_suffix(ending).is_some_and(|root| root.len() + kept >= from) {
            word.truncate(word.len() - ending.len());
            word.push_str(instead);
            return;
        }
    }
}

fn strip_last(word: &mut String, r1: usize, r2: usize) {
    let end = word.len() - 1;
    let is_last = match word.as_bytes()[end] {
        b'e' => end >= r2 || (end >= r1 && !ends_short_syllable(&word[..end])),
        b'l' => end >= r2 && word.ends_with("ll"),
        _ => false,
    };
    if is_last {
        word.pop();
    }
}

/// Where the first region begins: behind some prefixes, which else would be cut up, at once.
fn first_region(word: &str) -> usize {
    const PREFIXES: [&str; 9] = ["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter"];
    let prefix = PREFIXES.into_iter().find(|prefix| word.starts_with(prefix));
    prefix.map_or_else(|| region(word, 0), str::len)
}

fn region(word: &str, from: usize) -> usize {
    let bytes = word.as_bytes();
    let found = (from + 1..bytes.len()).find(|at| is_vowel(bytes, at - 1) && !is_vowel(bytes, *at));
    found.map_or(bytes.len(), |at| at + 1)
}

/// `y` is a vowel where none stands in front of it.
fn is_vowel(word: &[u8], at: usize) -> bool {
    match word[at] {
        b'a' | b'e' | b'i' | b'o' | b'u' => true,
        b'y' => at > 0 && !is_vowel(word, at - 1),
        _ => false,
    }
}

fn has_vowel(word: &str) -> bool {
    (0..word.len()).any(|at| is_vowel(word.as_bytes(), at))
}

fn ends_double(word: &str, letters: &[u8]) -> bool {
    matches!(word.as_bytes(), [.., before, last] if before == last && letters.contains(last))
}

/// A consonant, a vowel and a consonant other than `w`, `x` or `y`; or a vowel and a consonant that are all.
fn ends_short_syllable(word: &str) -> bool {
    let bytes = word.as_bytes();
    let len = bytes.len();
    match len {
        0 | 1 => false,
        2 => is_vowel(bytes, 0) && !is_vowel(bytes, 1),
        _ => {
            !is_vowel(bytes, len - 3)
                && is_vowel(bytes, len - 2)
                && !is_vowel(bytes, len - 1)
                && !matches!(bytes[len - 1], b'w' | b'x' | b'y')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    fn stem_of(word: &str) -> String {
        let mut out = String::new();
        stem(word, &mut out);
        out
    }

    #[track_caller]
    fn check(words: &str, expected: &str) {
        for word in words.split(' ') {
            assert_eq!(stem_of(word), expected, "{word}");
        }
    }

    #[test]
    fn inflections_go() {
        check("city cities", "citi");
        check("attack attacks attacked attacking", "attack");
        check("control controls controlled controlling", "control");
        check("hope hopes hoped hoping", "hope");
        check("hop hops hopped hopping", "hop");
        check("agree agreed agreeing", "agre");
        check("invest invested investment investments", "invest");
        check("quick quickly quickness", "quick");
        check("possible possibly", "possibl");
        check("elect elected election elections", "elect");
        check("operate operated operation operations", "operat");
        check("organise organisation organisations", "organis");
        check("take takes took taken taking", "take");
        check("child children", "child");
        check("dying dies died", "die");
    }

    #[test]
    fn other_words_stay_apart() {
        for (one, other) in [
            ("nation", "national"),
            ("islam", "islamic"),
            ("protest", "protestant"),
            ("organ", "organization"),
            ("busy", "business"),
            ("wit", "witness"),
            ("depart", "department"),
            ("univers", "university"),
            ("bake", "baker"),
            ("new", "news"),
        ] {
            assert_ne!(stem_of(one), stem_of(other), "{one} and {other}");
        }
    }
}
