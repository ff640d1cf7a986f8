//! What the trainer sees of the recogniser: the features of annotated articles, and how weights become a file.

use std::borrow::Cow;

use article::{Article, Kind};

use super::Recogniser;
use super::lexicon::Lexicon;
use super::tagger::Tagger;
use super::tagger::labels::{self, Place};
use super::tagger::weights::{self, Weights};

/// The number of labels.
pub const LABELS: usize = labels::COUNT;

/// Whether label `next` may stand right after `label`; before and after a sample stands label 0.
pub fn may_follow(label: u8, next: u8) -> bool {
    labels::may_follow(label, next)
}

/// Tokens that are tagged together: their features and their true labels.
#[derive(Debug, Default)]
pub struct Sample {
    /// The hashes of the features of each token.
    pub features: Vec<Vec<u64>>,
    /// The label of each token.
    pub labels: Vec<u8>,
}

impl Recogniser {
    /// A recogniser with other weights than the shipped ones; `None` when `file` holds none.
    pub fn with_weights(file: Vec<u8>) -> Option<Self> {
        let weights = Weights::read(Cow::Owned(file))?;
        Some(Self { lexicon: Lexicon::new(), tagger: Tagger::new(weights) })
    }

    /// The samples of an article whose names are `names` (start, end, kind); a name that the tokens do not bound is
    /// widened to them, one that no stretch can hold is left out.
    pub fn samples(&self, article: &Article, names: &[(usize, usize, Kind)]) -> Vec<Sample> {
        let read = self.read(article);
        let mut labelled = vec![labels::OUTSIDE; read.tokens.len()];
        for (start, end, kind) in names {
            let first = read.tokens.partition_point(|token| token.end <= *start);
            let end = read.tokens.partition_point(|token| token.start < *end);
            for (at, label) in labelled.iter_mut().enumerate().take(end).skip(first) {
                *label = labels::label(*kind, Place::of(at, first, end));
            }
        }
        let mut samples = Vec::new();
        let mut folded = String::new();
        for paragraph in &read.paragraphs {
            let view = read.view(&article.text, paragraph);
            for (from, until) in view.open_stretches() {
                let mut sample = Sample { labels: allowed(&labelled[from..until]), ..Sample::default() };
                for at in from..until {
                    let mut features = Vec::with_capacity(96);
                    view.features(at, &mut folded, |feature| features.push(feature));
                    sample.features.push(features);
                }
                samples.push(sample);
            }
        }
        samples
    }
}

/// The labels of a stretch without the names that it cuts.
fn allowed(labels: &[u8]) -> Vec<u8> {
    let mut allowed = labels.to_vec();
    let mut open = None;
    for at in 0..=labels.len() {
        let before = at.checked_sub(1).map_or(labels::OUTSIDE, |at| labels[at]);
        let label = labels.get(at).copied().unwrap_or(labels::OUTSIDE);
        if !may_follow(before, label) {
            // What was open is not closed, or what goes on was not begun.
            let from = open.take().unwrap_or(at);
            let until = (at..labels.len()).find(|at| may_follow(labels::OUTSIDE, labels[*at])).unwrap_or(labels.len());
            allowed[from..until.max(at)].fill(labels::OUTSIDE);
        }
        match labels::meaning(label) {
            Some((_, Place::Begin)) => open = Some(at),
            Some((_, Place::Inside)) => {}
            _ => open = None,
        }
    }
    let mut before = labels::OUTSIDE;
    let fits = allowed
        .iter()
        .chain([&labels::OUTSIDE])
        .all(|label| may_follow(std::mem::replace(&mut before, *label), *label));
    if fits { allowed } else { vec![labels::OUTSIDE; labels.len()] }
}

/// The file of these weights, the weightiest features first; see [`Recogniser::with_weights`].
pub fn file_of(
    features: &[(u64, [i8; LABELS])],
    transitions: &[[i16; LABELS]; LABELS],
    scale: i32,
    buckets: usize,
) -> Vec<u8> {
    weights::write(features, transitions, scale, buckets)
}
