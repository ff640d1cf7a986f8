//! Words: which are ordinary (printed in lower case), and which single-word names must never be stemmed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use analysis::fold;
use anyhow::{Context, Result};

use crate::{licence, table, texts};

/// How often a word stands where its case is its own: not first in its sentence, not between capitals.
#[derive(Clone, Copy, Default)]
struct Count {
    lower: u32,
    capital: u32,
}

pub(crate) fn write(corpora: &Path, out: &Path, protected: &Path) -> Result<()> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    texts::sentences(corpora, |sentence| count(sentence, &mut counts))?;
    let ordinary: Vec<String> = counts
        .iter()
        .filter(|(word, count)| word.chars().count() > 1 && is_ordinary(count))
        .map(|(word, _)| word.clone())
        .collect();
    table::write_lines(
        out,
        licence::CC_BY_SA,
        "ordinary.txt",
        "words that news prints in lower case, folded",
        &ordinary,
    )?;
    write_protected(&counts, out, protected)
}

fn count(sentence: &[String], counts: &mut BTreeMap<String, Count>) {
    let capital = |word: &String| word.chars().next().is_some_and(char::is_uppercase);
    // A line of capitals says nothing of its words.
    if sentence.len() > 3 && sentence.iter().filter(|word| capital(word)).count() * 2 > sentence.len() {
        return;
    }
    for (at, word) in sentence.iter().enumerate() {
        let letters = word.trim_end_matches(['\'', '’']);
        let simple = letters.chars().all(char::is_alphabetic) && !letters.is_empty();
        let opens = at == 0 || !sentence[at - 1].chars().any(char::is_alphabetic);
        if !simple || opens {
            continue;
        }
        let entry = counts.entry(fold(letters)).or_default();
        match capital(word) {
            true => entry.capital += 1,
            false => entry.lower += 1,
        }
    }
}

/// Seen in lower case twice at least, and not mostly with a capital.
fn is_ordinary(count: &Count) -> bool {
    count.lower >= 2 && count.lower * 2 >= count.capital
}

/// Seen in lower case often enough that a stem may be wanted.
fn is_sometimes_ordinary(count: &Count) -> bool {
    count.lower >= 2 && count.lower * 20 >= count.capital
}

/// Given names that are words as well, which the corpora print too seldom in lower case; written for this project.
const WORDS_LIKE_NAMES: &str = include_str!("words_like_names.txt");

/// Places of so many people, or of any size in our own lists, are protected from stemming.
const LARGE: u64 = 150_000;

fn write_protected(counts: &BTreeMap<String, Count>, out: &Path, folder: &Path) -> Result<()> {
    let mut protected: BTreeSet<String> = BTreeSet::new();
    for (file, least) in [
        ("own/places.tsv", 0),
        ("own/organisations.tsv", 0),
        ("own/people.tsv", 0),
        ("unicode-3.0/territories.tsv", 0),
        ("unicode-3.0/cities.tsv", 0),
        ("cc0-1.0/places.tsv", LARGE),
        ("cc-by-4.0/towns.tsv", LARGE),
        ("cc0-1.0/given_names.txt", 0),
    ] {
        let path = out.join(file);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let weight: u64 = cells.get(4).and_then(|weight| weight.parse().ok()).unwrap_or(0);
            if weight < least {
                continue;
            }
            // Spellings that only maps use are too many, and too near to words, to be protected.
            let others = if least == 0 { cells.get(2).copied().unwrap_or_default() } else { "" };
            let names = cells.iter().take(2).copied().chain(others.split('|'));
            for name in names {
                let folded = fold(name);
                let surname = file.ends_with("people.tsv").then(|| folded.rsplit([' ', '-']).next().map(str::to_owned));
                protected.extend(surname.flatten().filter(|surname| surname.chars().count() > 3));
                protected.insert(folded);
            }
        }
    }
    let ordinary = out.join("own/ordinary.txt");
    let ordinary = fs::read_to_string(&ordinary).with_context(|| format!("cannot read `{}`", ordinary.display()))?;
    let ordinary: BTreeSet<&str> = ordinary.lines().chain(WORDS_LIKE_NAMES.split_whitespace()).collect();
    protected.retain(|word| {
        let letters = word.chars().count();
        letters > 2
            && !ordinary.contains(word.as_str())
            && word.chars().all(char::is_alphabetic)
            && !counts.get(word).is_some_and(is_sometimes_ordinary)
    });
    table::write_lines(
        folder,
        licence::CC_BY,
        "protected.txt",
        "names of one word that are never stemmed, folded",
        &protected.into_iter().collect::<Vec<_>>(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, word: &str, lower: u32, capital: u32) {
        let sentence: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
        let mut counts = BTreeMap::new();
        count(&sentence, &mut counts);
        let found = counts.get(word).copied().unwrap_or_default();
        assert_eq!((found.lower, found.capital), (lower, capital), "{word}");
    }

    #[test]
    fn a_capital_counts_only_inside_a_sentence() {
        check("Orange est une ville et une couleur , orange ou Orange", "orange", 0, 1);
        check("les tours de la ville de Tours en Touraine", "tours", 1, 1);
        check("Paris Est Une Grande Ville", "ville", 0, 0);
    }

    #[test]
    fn ordinary_words_are_mostly_printed_small() {
        assert!(is_ordinary(&Count { lower: 9, capital: 3 }));
        assert!(!is_ordinary(&Count { lower: 2, capital: 90 }));
        assert!(!is_ordinary(&Count { lower: 1, capital: 0 }));
        assert!(is_sometimes_ordinary(&Count { lower: 2, capital: 30 }));
    }
}
