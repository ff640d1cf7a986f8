//! Words with their lemmas: which forms of one lemma a stemmer brings together, and what else it merges.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use analysis::fold;
use anyhow::Context;
use article::Language;

use super::candidates::{Candidate, Form};

/// Part of speech, as far as it counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Class {
    Noun,
    Verb,
    Name,
    Other,
}

/// Every form of a text, with the lemmas it stands for.
pub(super) struct Lemmas {
    forms: BTreeMap<Form, BTreeSet<(String, Class)>>,
}

/// What a stemmer does to pairs of forms that folding leaves apart.
pub(super) struct Merged {
    /// How many of the pairs of one noun or adjective meet, in per cent.
    pub(super) nouns: f64,
    /// How many of the pairs of one verb meet, in per cent.
    pub(super) verbs: f64,
    /// Pairs that meet.
    pub(super) pairs: usize,
    /// How many of these have no lemma in common. Not all are wrong: `attaque` and `attaquer` are two lemmas.
    pub(super) unrelated: usize,
    /// How many of those are a name and a word.
    pub(super) names: usize,
}

impl Lemmas {
    pub(super) fn read(folder: &Path, language: Language) -> anyhow::Result<Self> {
        let ending = format!("-{}.conllu", language.code());
        let mut forms: BTreeMap<Form, BTreeSet<(String, Class)>> = BTreeMap::new();
        let entries = fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if !path.to_string_lossy().ends_with(&ending) {
                continue;
            }
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
            for (form, lemma) in text.lines().filter_map(word) {
                forms.entry(form).or_default().insert(lemma);
            }
        }
        anyhow::ensure!(!forms.is_empty(), "`{}` holds no `*{ending}`", folder.display());
        Ok(Self { forms })
    }

    pub(super) fn measure(&self, candidate: &Candidate) -> Merged {
        let stems: HashMap<&Form, String> = self.forms.keys().map(|form| (form, candidate.stem(form))).collect();
        let mut by_lemma: BTreeMap<&(String, Class), Vec<&Form>> = BTreeMap::new();
        let mut by_stem: BTreeMap<&str, Vec<&Form>> = BTreeMap::new();
        for (form, lemmas) in &self.forms {
            lemmas.iter().for_each(|lemma| by_lemma.entry(lemma).or_default().push(form));
            by_stem.entry(&stems[form]).or_default().push(form);
        }
        let recall = |class: Class| {
            let families = by_lemma.iter().filter(|((_, of), _)| *of == class);
            let pairs: Vec<_> = families.flat_map(|(_, forms)| pairs(forms)).collect();
            let met = pairs.iter().filter(|(one, other)| stems[one] == stems[other]).count();
            100.0 * met as f64 / pairs.len().max(1) as f64
        };
        let mut merged =
            Merged { nouns: recall(Class::Noun), verbs: recall(Class::Verb), pairs: 0, unrelated: 0, names: 0 };
        for (one, other) in by_stem.values().flat_map(|forms| pairs(forms)) {
            let (one, other) = (&self.forms[one], &self.forms[other]);
            let is_related = one.iter().any(|(lemma, _)| other.iter().any(|(of_other, _)| of_other == lemma));
            let is_name = |lemmas: &BTreeSet<(String, Class)>| lemmas.iter().all(|(_, class)| *class == Class::Name);
            merged.pairs += 1;
            merged.unrelated += usize::from(!is_related);
            merged.names += usize::from(!is_related && is_name(one) != is_name(other));
        }
        merged
    }
}

/// Every two of `forms` that folding leaves apart.
fn pairs<'f>(forms: &[&'f Form]) -> Vec<(&'f Form, &'f Form)> {
    let both = |(at, one): (usize, &&'f Form)| forms[..at].iter().map(|other| (*one, *other)).collect::<Vec<_>>();
    let all = forms.iter().enumerate().flat_map(both);
    all.filter(|(one, other)| one.folded != other.folded).collect()
}

/// The form and the lemma of a line of CoNLL-U.
fn word(line: &str) -> Option<(Form, (String, Class))> {
    let mut cells = line.split('\t');
    let (number, form, lemma, class) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let class = match class {
        "NOUN" | "ADJ" => Class::Noun,
        "VERB" => Class::Verb,
        "PROPN" => Class::Name,
        "ADV" | "AUX" => Class::Other,
        _ => return None,
    };
    let accented = form.to_lowercase();
    let is_word = number.bytes().all(|byte| byte.is_ascii_digit()) && accented.chars().all(char::is_alphabetic);
    is_word.then(|| (Form { folded: fold(&accented), accented }, (lemma.to_lowercase(), class)))
}
