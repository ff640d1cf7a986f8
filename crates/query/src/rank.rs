//! Re-ranks the first candidates by how the words stand in them.
//!
//! BM25 knows how often a word occurs, not where. For the best candidates the engine is asked for positions, and three
//! things are added to the score: how much of the query one short window holds, which pairs of neighbouring query
//! words are neighbours in the text, and how early the words come. Formula and weights: `BENCHMARKS.md`.

use std::collections::BTreeMap;

use article::Language;

use crate::engine::{DocId, Engine, EngineError, Evidence, Row, Sort};
use crate::plan::Field;

/// One word of the query, in order, as far as ranking needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RankWord {
    pub(crate) word: String,
    pub(crate) french: String,
    pub(crate) english: String,
    /// Whether it must match; stop words only make pairs.
    pub(crate) counts: bool,
}

/// Candidates that are looked at. Beyond the hundredth, measured gains end.
pub(crate) const CANDIDATES: usize = 100;

/// Weights of the formula. They are flat: moving one by a third costs less than .004 MRR on any large set.
struct Weights {
    /// Of the engine's own score.
    score: f32,
    /// Of the best window.
    window: f32,
    /// Of neighbouring pairs.
    pairs: f32,
    /// Of early first positions.
    first: f32,
}

const WEIGHTS: Weights = Weights { score: 3.0, window: 2.0, pairs: 1.5, first: 2.0 };

/// Tokens in a window.
const WINDOW: u32 = 30;

/// A word this many tokens into the text counts half as much as at its beginning.
const HALF_WAY: f32 = 50.0;

/// BM25's saturation and length normalisation, as in the engine.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// A query is looked at up to this many words.
const MOST_WORDS: usize = 24;

/// Reorders the first [`CANDIDATES`] of `rows`, the others stay behind them.
pub(crate) fn rerank(engine: &dyn Engine, words: &[RankWord], rows: &mut [Row]) -> Result<(), EngineError> {
    let words = &words[..words.len().min(MOST_WORDS)];
    let count = rows.len().min(CANDIDATES);
    if count < 2 || !words.iter().any(|word| word.counts) {
        return Ok(());
    }
    let candidates = &mut rows[..count];
    let docs: Vec<DocId> = candidates.iter().map(|row| row.doc).collect();
    let asked = Asked::new(words);
    let evidence = engine.evidence(&docs, &asked.terms, &[Field::Body])?;
    for (index, row) in candidates.iter_mut().enumerate() {
        let best = Language::ANALYSED.into_iter().map(|language| asked.stems_score(language, index, &evidence));
        let stems = best.fold(0.0, f32::max);
        let pairs = asked.pairs_score(index, &evidence);
        row.key.score = WEIGHTS.score * row.key.score + stems + WEIGHTS.pairs * pairs;
    }
    candidates.sort_by(|a, b| a.key.order(&b.key, Sort::Relevance));
    Ok(())
}

/// A fresh article's score is raised by this share; one that is [`FADES`] older, by half of it.
const FRESH: f32 = 0.5;

/// Minutes in which freshness halves: thirty days.
const FADES: f32 = 30.0 * 24.0 * 60.0;

/// Raises the scores of fresh articles among the candidates; undated ones stay as they are.
pub(crate) fn favour_fresh(rows: &mut [Row], newest: Option<i64>) {
    let Some(newest) = newest else { return };
    let count = rows.len().min(CANDIDATES);
    for row in &mut rows[..count] {
        if let Some(published) = row.key.published {
            let age = newest.saturating_sub(published).max(0) as f32;
            row.key.score *= 1.0 + FRESH * 0.5_f32.powf(age / FADES);
        }
    }
    rows[..count].sort_by(|a, b| a.key.order(&b.key, Sort::Relevance));
}

/// The terms asked for, and where each is used.
struct Asked {
    terms: Vec<(Field, String)>,
    /// For each language, the distinct stems of the words that count.
    stems: [Vec<usize>; 2],
    /// For each word of the query, its unstemmed term; only words that make pairs have one.
    folded: Vec<Option<usize>>,
}

impl Asked {
    fn new(words: &[RankWord]) -> Self {
        let mut known: BTreeMap<(Field, String), usize> = BTreeMap::new();
        let mut terms = Vec::new();
        let mut number = |field: Field, term: &str| {
            *known.entry((field, term.to_owned())).or_insert_with(|| {
                terms.push((field, term.to_owned()));
                terms.len() - 1
            })
        };
        let mut stems = [Vec::new(), Vec::new()];
        for word in words.iter().filter(|word| word.counts) {
            for (language, field, stem) in
                [(0, Field::BodyFrench, &word.french), (1, Field::BodyEnglish, &word.english)]
            {
                let term = number(field, stem);
                if !stems[language].contains(&term) {
                    stems[language].push(term);
                }
            }
        }
        let makes_pairs = words.len() > 1;
        let folded = words.iter().map(|word| makes_pairs.then(|| number(Field::Body, &word.word))).collect();
        Self { terms, stems, folded }
    }

    /// What the best window and the first positions add, in the field of one language.
    fn stems_score(&self, language: Language, doc: usize, evidence: &Evidence) -> f32 {
        let stems = &self.stems[usize::from(language == Language::English)];
        let mut hits: Vec<(u32, usize)> = Vec::new();
        let mut first = 0.0;
        for stem in stems {
            let term = &evidence.terms[*stem];
            let positions = &term.positions[doc];
            if let Some(earliest) = positions.first() {
                first += term.idf / (1.0 + *earliest as f32 / HALF_WAY);
            }
            hits.extend(positions.iter().map(|position| (*position, *stem)));
        }
        hits.sort_unstable();
        WEIGHTS.window * best_window(&hits, |stem| evidence.terms[stem].idf) + WEIGHTS.first * first
    }

    /// What neighbours of the query that are neighbours in the text add, stop words included.
    fn pairs_score(&self, doc: usize, evidence: &Evidence) -> f32 {
        let length = evidence.lengths.first().and_then(|lengths| lengths.get(doc)).copied().unwrap_or(1.0);
        let mut total = 0.0;
        for pair in self.folded.windows(2) {
            let &[Some(one), Some(two)] = pair else { continue };
            let (one, two) = (&evidence.terms[one], &evidence.terms[two]);
            let together = adjacent(&one.positions[doc], &two.positions[doc]) as f32;
            let saturated = together * (K1 + 1.0) / (together + K1 * (1.0 - B + B * length));
            total += 0.5 * (one.idf + two.idf) * saturated;
        }
        total
    }
}

/// The greatest sum of weights of different terms within [`WINDOW`] positions; `hits` ascend by position.
fn best_window(hits: &[(u32, usize)], idf: impl Fn(usize) -> f32) -> f32 {
    let mut inside: BTreeMap<usize, usize> = BTreeMap::new();
    let mut sum = 0.0_f32;
    let mut best = 0.0_f32;
    let mut start = 0;
    for (position, term) in hits {
        let count = inside.entry(*term).or_default();
        *count += 1;
        if *count == 1 {
            sum += idf(*term);
        }
        while position - hits[start].0 >= WINDOW {
            let leaving = hits[start].1;
            if let Some(count) = inside.get_mut(&leaving) {
                *count -= 1;
                if *count == 0 {
                    sum -= idf(leaving);
                }
            }
            start += 1;
        }
        best = best.max(sum);
    }
    best
}

/// How often a position of `two` stands just behind one of `one`; both ascend.
fn adjacent(one: &[u32], two: &[u32]) -> usize {
    let mut two = two.iter().peekable();
    let mut count = 0;
    for position in one {
        while two.next_if(|next| **next <= *position).is_some() {}
        count += usize::from(two.peek().is_some_and(|next| **next == position + 1));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::{adjacent, best_window};

    #[test]
    fn neighbours_are_counted() {
        assert_eq!(adjacent(&[1, 5, 9], &[2, 6, 8, 10]), 3);
        assert_eq!(adjacent(&[1], &[1]), 0);
        assert_eq!(adjacent(&[], &[1]), 0);
    }

    #[test]
    fn a_window_counts_each_term_once() {
        let weight = |term: usize| [1.0, 10.0][term];
        assert_eq!(best_window(&[(0, 0), (3, 0), (29, 1)], weight), 11.0);
        assert_eq!(best_window(&[(0, 0), (30, 1)], weight), 10.0);
        assert_eq!(best_window(&[], weight), 0.0);
    }
}
