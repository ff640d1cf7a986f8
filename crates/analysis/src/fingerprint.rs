//! Names the rules by which text becomes terms.

use std::sync::LazyLock;

use article::Language;
use xxhash_rust::xxh3::Xxh3;

use crate::{Analyzer, Terms, en, fr, stems};

/// Two indexes with equal fingerprints hold the same terms.
///
/// It is a hash of what the rules make of a golden text and of golden words, and of the lists that stems are taken
/// from, so that a changed stem changes it without anybody remembering to.
pub fn fingerprint() -> String {
    static FINGERPRINT: LazyLock<String> = LazyLock::new(|| fingerprint_with(stems::stem));
    FINGERPRINT.clone()
}

/// A text of ours with everything that the scanner knows.
const GOLDEN: &str = include_str!("golden.txt");

/// A word, its French stem and its English stem a line.
const GOLDEN_STEMS: &str = include_str!("golden_stems.txt");

fn fingerprint_with(stem: impl Fn(&str, Language, &mut String)) -> String {
    let mut hash = Xxh3::new();
    let mut add = |part: &str| {
        hash.update(part.as_bytes());
        hash.update(b"\n");
    };
    let mut terms = Terms::default();
    let mut analyzer = Analyzer::new();
    for language in Language::ANALYSED {
        analyzer.terms(GOLDEN, language, &mut terms);
    }
    [&terms.words, &terms.stems, &terms.marks].into_iter().for_each(|terms| add(terms));
    let mut found = String::new();
    for word in GOLDEN_STEMS.lines().filter_map(|line| line.split(' ').next()) {
        for language in Language::ANALYSED {
            stem(word, language, &mut found);
            add(&found);
        }
    }
    fr::LISTS.into_iter().chain([en::LIST, stems::PROTECTED_NAMES]).for_each(add);
    format!("analysis-2-{:016x}", hash.digest())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_words_have_their_stems() {
        let mut found = String::new();
        let changed: Vec<String> = GOLDEN_STEMS
            .lines()
            .filter_map(|line| {
                let word = line.split(' ').next()?;
                let [french, english] = Language::ANALYSED.map(|language| {
                    stems::stem(word, language, &mut found);
                    found.clone()
                });
                let now = format!("{word} {french} {english}");
                (now != line).then(|| format!("{line} -> {now}"))
            })
            .collect();
        assert!(changed.is_empty(), "{}", changed.join("\n"));
    }

    #[test]
    fn a_changed_stem_changes_the_fingerprint() {
        let ours = fingerprint();
        assert_eq!(ours, fingerprint_with(stems::stem));
        for line in GOLDEN_STEMS.lines().step_by(20) {
            let changed = line.split(' ').next().unwrap();
            for changed_language in Language::ANALYSED {
                let other = fingerprint_with(|word, language, out| {
                    stems::stem(word, language, out);
                    if (word, language) == (changed, changed_language) {
                        out.push('s');
                    }
                });
                assert_ne!(ours, other, "{changed} in {changed_language}");
            }
        }
    }
}
