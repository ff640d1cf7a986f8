//! The free annotated corpora: which there are, what each is worth, and how their names become ours.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use article::{Kind, Language};

use super::conll;
use super::text::Text;

/// An annotated corpus.
pub(crate) struct Corpus {
    /// Its file under `names-in-text/train`.
    pub(crate) file: &'static str,
    pub(crate) language: Language,
    /// What a sentence counts against one of our own paragraphs.
    pub(crate) weight: f32,
    /// Sentences a document, where the file does not part them.
    sentences: usize,
}

const fn french(file: &'static str, weight: f32, sentences: usize) -> Corpus {
    Corpus { file, language: Language::French, weight, sentences }
}

const fn english(file: &'static str, weight: f32, sentences: usize) -> Corpus {
    Corpus { file, language: Language::English, weight, sentences }
}

/// All that is trained on. News counts most; old print, tweets and what was annotated by other rules count little.
pub(crate) static CORPORA: &[Corpus] = &[
    french("popcorn/fr.train.conll", 0.8, 20),
    french("sequoia/fr.train.conll", 0.9, 10),
    french("sequoia/fr.dev.conll", 0.9, 10),
    french("fenec/fr.v2extra.conll", 0.6, 10),
    french("pud_fr_projected/fr.conll", 0.4, 3),
    french("europeana_fr/fr.conll", 0.08, 8),
    english("gum/en.news.conll", 0.8, 20),
    english("gum/en.bio.conll", 0.4, 20),
    english("gum/en.interview.conll", 0.4, 20),
    english("gum/en.court.conll", 0.2, 20),
    english("gum/en.voyage.conll", 0.2, 20),
    english("gum/en.academic.conll", 0.2, 20),
    english("uner_ewt/en.dev.conll", 0.6, 8),
    english("uner_ewt/en.test.conll", 0.6, 8),
    english("uner_pud/en.conll", 1.0, 3),
    english("wikigold/en.conll", 0.8, 10),
    english("crossner/en.politics.conll", 0.5, 5),
    english("crossner/en.other.conll", 0.2, 5),
    english("grobid_wikipedia/en.conll", 0.2, 10),
    english("europarl_en/en.conll", 0.4, 10),
    english("re3d/en.conll", 0.2, 10),
    english("btc_tweets/en.g.conll", 0.3, 1),
    english("btc_tweets/en.a.conll", 0.15, 1),
    english("btc_tweets/en.b.conll", 0.15, 1),
    english("btc_tweets/en.e.conll", 0.15, 1),
    english("btc_tweets/en.f.conll", 0.1, 1),
    english("btc_tweets/en.h.conll", 0.1, 1),
];

/// Medical French without names, so that drugs and organs are none.
pub(crate) static NEGATIVES: &[Corpus] =
    &[french("sequoia/fr.train.emea.conll", 0.3, 20), french("sequoia/fr.dev.emea.conll", 0.3, 20)];

impl Corpus {
    /// Its documents, with names as we bound them.
    pub(crate) fn documents(&self, corpora: &Path) -> Result<Vec<Text>> {
        let path = corpora.join("names-in-text/train").join(self.file);
        let file = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let mut documents = conll::documents(&file, self.language, self.sentences);
        documents.iter_mut().for_each(as_ours);
        Ok(documents)
    }
}

/// Small articles are no part of a name, titles no part of a person's.
fn as_ours(document: &mut Text) {
    const ARTICLES: &[&str] =
        &["the ", "a ", "an ", "le ", "la ", "les ", "l'", "l’", "d'", "d’", "du ", "des ", "de "];
    const TITLES: &[&str] = &[
        "M. ",
        "Mme ",
        "Mr. ",
        "Mr ",
        "Mrs. ",
        "Mrs ",
        "Ms. ",
        "Ms ",
        "Dr. ",
        "Dr ",
        "Sir ",
        "Lord ",
        "Lady ",
        "President ",
        "Senator ",
        "Sen. ",
        "Gen. ",
        "General ",
        "Captain ",
        "King ",
        "Queen ",
        "Prince ",
        "Princess ",
        "Pope ",
        "Madame ",
        "Monsieur ",
        "Professor ",
        "Prof. ",
        "Judge ",
        "Major ",
        "Colonel ",
        "Governor ",
        "Mayor ",
    ];
    let text = &document.article.text;
    for (start, end, kind) in &mut document.names {
        loop {
            let name = &text[*start..*end];
            let article = ARTICLES.iter().find(|article| name.starts_with(**article));
            let title = TITLES.iter().find(|title| *kind == Kind::Person && name.starts_with(**title));
            match article.or(title).filter(|head| head.len() < name.len()) {
                Some(head) => *start += head.len(),
                None => break,
            }
        }
    }
}
