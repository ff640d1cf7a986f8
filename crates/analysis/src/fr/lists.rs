//! French words that rules do wrong, from lists beside this file.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const WORDS: &str = include_str!("irregular_words.txt");
const VERBS: &str = include_str!("irregular_verbs.txt");
const KEPT_ENDINGS: &str = include_str!("kept_endings.txt");

/// All lists, as they are written.
pub(crate) const LISTS: [&str; 3] = [WORDS, VERBS, KEPT_ENDINGS];

/// Stems of irregular words and verbs, by form.
pub(super) static IRREGULAR: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut stems = HashMap::new();
    for line in lines(WORDS) {
        let mut words = line.split(' ').map(str::to_owned);
        let stem = words.next().unwrap_or_default();
        stems.extend(words.map(|form| (form, stem.clone())));
        stems.insert(stem.clone(), stem);
    }
    for line in lines(VERBS) {
        let mut parts = line.split(" | ");
        let (prefixes, stem, forms) = (parts.next(), parts.next(), parts.next());
        let (Some(prefixes), Some(stem), Some(forms)) = (prefixes, stem, forms) else { continue };
        for prefix in prefixes.split(' ').map(|prefix| if prefix == "-" { "" } else { prefix }) {
            for form in forms.split(' ') {
                let (form, endings) = match form.strip_suffix('+') {
                    Some(participle) => (participle, &["", "s", "e", "es"][..]),
                    None => (form, &[""][..]),
                };
                stems.extend(
                    endings.iter().map(|ending| (format!("{prefix}{form}{ending}"), format!("{prefix}{stem}"))),
                );
            }
        }
    }
    stems
});

/// Whether the singular `word` is in the list of words that keep `ending`.
pub(super) fn keeps(ending: &str, word: &str) -> bool {
    KEPT.get(ending).is_some_and(|words| words.contains(word))
}

static KEPT: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut kept: HashMap<&str, HashSet<&str>> = HashMap::new();
    for line in lines(KEPT_ENDINGS) {
        let mut words = line.split(' ');
        let ending = words.next().unwrap_or_default();
        kept.entry(ending).or_default().extend(words);
    }
    kept
});

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
