//! The trained tagger: reads the names off a paragraph, weighing all clues together.
//!
//! Takes the clues of an article, gives the names of each paragraph with a score for each kind. A linear-chain
//! conditional random field (Lafferty, McCallum and Pereira 2001) over hashed features; its weights are trained by
//! `train tagger` and lie in `data/`. What the rules found is among the features, so that it learns when to trust
//! them. Tokens that no name can touch are never scored.

pub(crate) mod clues;
pub(crate) mod features;
pub(crate) mod labels;
mod viterbi;
pub(crate) mod weights;

use article::Kind;

use super::kinds::Scores;
use super::tokens::{Shape, Token};
use features::View;
use labels::{Label, Place};
use viterbi::Decoder;
use weights::{Row, Weights};

/// Finds names by trained weights.
pub(crate) struct Tagger {
    weights: Weights,
}

/// A name that the tagger read, as tokens of the article.
#[derive(Debug)]
pub(crate) struct Tagged {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) scores: Scores,
    /// Whether only the rules propose it.
    pub(crate) is_left_out: bool,
}

/// What tagging one article needs, kept from paragraph to paragraph.
#[derive(Default)]
pub(crate) struct Scratch {
    decoder: Decoder,
    rows: Vec<Row>,
    labels: Vec<Label>,
    folded: String,
}

impl Tagger {
    pub(crate) fn new(weights: Weights) -> Self {
        Self { weights }
    }

    /// Appends the names of a paragraph to `out`, and what the tagger thinks of the `proposed` spans that it left out.
    pub(crate) fn tag(
        &self,
        view: &View<'_>,
        proposed: impl Iterator<Item = (usize, usize)>,
        scratch: &mut Scratch,
        out: &mut Vec<Tagged>,
    ) {
        let mut proposed = proposed.peekable();
        for (from, until) in view.open_stretches() {
            scratch.rows.clear();
            scratch.labels.clear();
            for at in from..until {
                let mut row = Row::default();
                view.features(at, &mut scratch.folded, |feature| self.weights.add(feature, &mut row));
                scratch.rows.push(row);
            }
            scratch.decoder.decode(&scratch.rows, &self.weights.transitions, &mut scratch.labels);
            for (first, end) in spans(&scratch.labels) {
                out.push(self.tagged(from, first, end, &scratch.rows, FOUND));
            }
            while let Some((first, end)) = proposed.next_if(|(_, end)| *end <= until) {
                let free = first >= from && scratch.labels[first - from..end - from].iter().all(|label| *label == 0);
                if free {
                    out.push(self.tagged(from, first - from, end - from, &scratch.rows, 0));
                }
            }
        }
    }

    /// What speaks for each kind in the span `first..end` of a stretch that begins at token `from`.
    fn tagged(&self, from: usize, first: usize, end: usize, rows: &[Row], bonus: i32) -> Tagged {
        let mut scores = Scores::default();
        let score = |kind: Option<Kind>| {
            let mut before = labels::OUTSIDE;
            let mut sum = 0;
            for (at, row) in rows.iter().enumerate().take(end).skip(first) {
                let label = kind.map_or(labels::OUTSIDE, |kind| labels::label(kind, Place::of(at, first, end)));
                sum += self.weights.transitions[usize::from(before)][usize::from(label)];
                sum += i32::from(row[usize::from(label)]);
                before = label;
            }
            sum + self.weights.transitions[usize::from(before)][usize::from(labels::OUTSIDE)]
        };
        let nothing = score(None);
        for kind in Kind::ALL {
            // Two points a logit, so that the document's evidence weighs as it did against the rules.
            *scores.of(kind) = bonus + (2 * (score(Some(kind)) - nothing) / self.weights.scale).clamp(LEAST, MOST);
        }
        Tagged { first: from + first, end: from + end, scores, is_left_out: bonus == 0 }
    }
}

/// The most that the tagger says for a name, so that one occurrence does not outweigh ten others.
const MOST: i32 = 16;
/// The least that it says.
const LEAST: i32 = -4;
/// What counts for a name that the best way of labels goes through.
const FOUND: i32 = 3;

impl View<'_> {
    /// The stretches of a paragraph in which names may be: open tokens and what stands close to them.
    pub(crate) fn open_stretches(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut at = self.from;
        std::iter::from_fn(move || {
            let first = (at..self.until).find(|at| self.clues[*at].is_open)?;
            let wall = (first..self.until).find(|at| is_wall(&self.tokens[*at])).unwrap_or(self.until);
            let mut end = first + 1;
            // A few closed tokens may stand between two parts of a name: `Charles de la Tour`, `Bank of the West`.
            while let Some(next) = (end..wall.min(end + 1 + BETWEEN)).find(|at| self.clues[*at].is_open) {
                end = next + 1;
            }
            // And a few may end it: `Parti socialiste`, `Cour pénale internationale`.
            let tail = (end..wall.min(end + TAIL)).take_while(|at| self.tokens[*at].shape == Shape::Lower);
            end = tail.last().map_or(end, |last| last + 1);
            at = end;
            Some((first, end))
        })
    }
}

/// Whether no name goes across a token: a mark that parts, or an address.
fn is_wall(token: &Token) -> bool {
    match token.shape {
        Shape::Mark(mark) => !matches!(mark, '.' | '-' | '&' | '\'' | '’' | '!' | '+' | '/'),
        Shape::Address => true,
        _ => false,
    }
}

/// Closed tokens that a name may go across.
const BETWEEN: usize = 3;
/// Closed tokens that may end a name.
const TAIL: usize = 2;

/// The names that labels spell, as first token and end.
fn spans(labels: &[Label]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut first = 0;
    labels.iter().enumerate().filter_map(move |(at, label)| {
        let (_, place) = labels::meaning(*label)?;
        if matches!(place, Place::Begin | Place::Unit) {
            first = at;
        }
        matches!(place, Place::Last | Place::Unit).then_some((first, at + 1))
    })
}
