//! The stemmers that are compared.

use std::cell::RefCell;

use analysis::Analyzer;
use article::Language;
use frostem::{Algorithm, Stemmer};

use super::light;

/// A stemmer under a name.
pub(super) struct Candidate {
    pub(super) name: &'static str,
    stem: Box<dyn Fn(&Form) -> String>,
}

/// A word as stemmers want it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Form {
    pub(super) folded: String,
    /// In lower case, with its accents.
    pub(super) accented: String,
}

impl Candidate {
    fn new(name: &'static str, stem: impl Fn(&Form) -> String + 'static) -> Self {
        Self { name, stem: Box::new(stem) }
    }

    /// The stem of `form`; words of two letters have none.
    pub(super) fn stem(&self, form: &Form) -> String {
        if form.folded.len() < 3 { form.folded.clone() } else { (self.stem)(form) }
    }
}

/// What is compared in `language`, from none at all to ours.
pub(super) fn candidates(language: Language) -> Vec<Candidate> {
    let none = Candidate::new("none", |form| form.folded.clone());
    match language {
        Language::French => vec![
            none,
            Candidate::new("plurals only", |form| plural_only(&form.folded).to_owned()),
            Candidate::new("UniNE minimal", |form| light::minimal(&form.folded)),
            Candidate::new("UniNE light", |form| light::light(&form.folded)),
            snowball("Snowball, then folded", Algorithm::French),
            ours(language),
        ],
        _ => vec![
            none,
            Candidate::new("S-stemmer", |form| s_stemmer(&form.folded)),
            snowball("Porter", Algorithm::Porter),
            snowball("Porter2", Algorithm::English),
            ours(language),
        ],
    }
}

fn snowball(name: &'static str, algorithm: Algorithm) -> Candidate {
    let stemmer = Stemmer::new(algorithm);
    Candidate::new(name, move |form| analysis::fold(&stemmer.stem(&form.accented)))
}

/// With its protected names, which the others have not.
fn ours(language: Language) -> Candidate {
    let analyzer = RefCell::new(Analyzer::new());
    Candidate::new("Depeche", move |form| {
        let words = analyzer.borrow_mut().words(&form.folded);
        let stem = words.first().map(|word| if language == Language::French { &word.french } else { &word.english });
        stem.cloned().unwrap_or_default()
    })
}

fn plural_only(word: &str) -> &str {
    if word.len() > 3 { word.strip_suffix(['s', 'x']).unwrap_or(word) } else { word }
}

/// D. Harman, «How effective is suffixing?» (JASIS 42, 1991).
fn s_stemmer(word: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if let Some(root) = word.strip_suffix("ies").filter(|_| !ends(&["eies", "aies"])) {
        return format!("{root}y");
    }
    let is_kept = !word.ends_with('s') || ends(&["aes", "ees", "oes", "us", "ss"]) || word.len() < 4;
    if is_kept { word.to_owned() } else { word[..word.len() - 1].to_owned() }
}
