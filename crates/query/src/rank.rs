//! Re-ranks the first candidates by how the words stand in them.
//!
//! BM25 knows how often a word occurs, not where. For the best candidates the engine is asked for positions, and four
//! things are added to the score: how often the words occur in any of their forms, how much of the query one short
//! window holds, which pairs of neighbouring query words are neighbours in the text, and how early the words come.
//! Formula, weights and what they were measured on: `BENCHMARKS.md`.

use std::collections::BTreeMap;

use crate::engine::{DocId, Engine, EngineError, Evidence, Forms, Pattern, Row, Sort};
use crate::plan::Field;

/// One word of the query, in order, as far as ranking needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RankWord {
    pub(crate) word: String,
    /// Whether it must match; stop words only make pairs.
    pub(crate) counts: bool,
}

/// Candidates that are looked at. Beyond the hundredth, measured gains end.
pub(crate) const CANDIDATES: usize = 100;

/// Weights of the formula. They are flat: moving one by a third costs less than .004 MRR on any large set.
struct Weights {
    /// Of the engine's own score.
    score: f32,
    /// Of BM25 over the forms of each word.
    forms: f32,
    /// Of the best window.
    window: f32,
    /// Of neighbouring pairs.
    pairs: f32,
    /// Of early first positions.
    first: f32,
    /// How many times in the text once in the title counts for.
    title: f32,
}

const WEIGHTS: Weights = Weights { score: 1.6, forms: 1.0, window: 2.5, pairs: 2.0, first: 2.7, title: 2.0 };

/// Tokens in a window.
const WINDOW: u32 = 30;

/// A word this many tokens into the text counts half as much as at its beginning.
const HALF_WAY: f32 = 50.0;

/// BM25's saturation and length normalisation, as in the engine.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// A query is looked at up to this many words.
const MOST_WORDS: usize = 24;

/// Words that begin with the same letters, this many, are taken as forms of one. Stems decide what is found; what is
/// found may be compared more boldly: «bombardaient» stands near «civils» as «bombardement» does.
const COMMON_LETTERS: usize = 6;

/// Shorter words have no forms but themselves.
const SHORTEST_WITH_FORMS: usize = 5;

/// Forms of a word, the most frequent ones; more than these gain nothing.
const MOST_FORMS: usize = 8;

/// Reorders the first [`CANDIDATES`] of `rows`, the others stay behind them.
pub(crate) fn rerank(engine: &dyn Engine, words: &[RankWord], rows: &mut [Row]) -> Result<(), EngineError> {
    let words = &words[..words.len().min(MOST_WORDS)];
    let count = rows.len().min(CANDIDATES);
    if count < 2 || !words.iter().any(|word| word.counts) {
        return Ok(());
    }
    let candidates = &mut rows[..count];
    let docs: Vec<DocId> = candidates.iter().map(|row| row.doc).collect();
    let asked = Asked::new(engine, words)?;
    let evidence = engine.evidence(&docs, &asked.words, &[Field::Body])?;
    let idf: Vec<f32> = evidence.words.iter().map(|word| idf(word.articles, evidence.articles)).collect();
    let look = Look { asked: &asked, evidence: &evidence, idf: &idf };
    let mut hits = Vec::new();
    for (doc, row) in candidates.iter_mut().enumerate() {
        row.key.score = look.score(row.key.score, doc, &mut hits);
    }
    candidates.sort_by(|a, b| a.key.order(&b.key, Sort::Relevance));
    Ok(())
}

/// Rarity of a word that `having` of `all` articles hold, as in BM25.
fn idf(having: u64, all: u64) -> f32 {
    let having = having.min(all);
    (1.0 + ((all - having) as f32 + 0.5) / (having as f32 + 0.5)).ln()
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

/// Words to ask the engine about, and where each is used.
struct Asked {
    words: Vec<Forms>,
    /// The distinct words that count, in all their forms, in text and title.
    counting: Vec<InBoth>,
    /// For each word of the query, itself in text and title; only words that make pairs have one.
    plain: Vec<InBoth>,
}

/// Numbers of one word among those asked about.
#[derive(Clone, Copy, PartialEq)]
struct InBoth {
    body: usize,
    title: usize,
}

impl Asked {
    fn new(engine: &dyn Engine, words: &[RankWord]) -> Result<Self, EngineError> {
        let mut asked = Self { words: Vec::new(), counting: Vec::new(), plain: Vec::new() };
        let mut known: BTreeMap<Vec<String>, InBoth> = BTreeMap::new();
        for word in words.iter().filter(|word| word.counts) {
            let forms = asked.number(&mut known, forms(engine, &word.word)?);
            if !asked.counting.contains(&forms) {
                asked.counting.push(forms);
            }
        }
        if words.len() > 1 {
            for word in words {
                let plain = asked.number(&mut known, vec![word.word.clone()]);
                asked.plain.push(plain);
            }
        }
        Ok(asked)
    }

    fn number(&mut self, known: &mut BTreeMap<Vec<String>, InBoth>, terms: Vec<String>) -> InBoth {
        if let Some(numbers) = known.get(&terms) {
            return *numbers;
        }
        let body = self.words.len();
        let numbers = InBoth { body, title: body + 1 };
        self.words.push(Forms { field: Field::Body, terms: terms.clone() });
        self.words.push(Forms { field: Field::Title, terms: terms.clone() });
        known.insert(terms, numbers);
        numbers
    }
}

/// `word` and the words that begin as it does.
fn forms(engine: &dyn Engine, word: &str) -> Result<Vec<String>, EngineError> {
    let mut forms = Vec::new();
    if word.chars().count() >= SHORTEST_WITH_FORMS {
        let beginning = word.chars().take(COMMON_LETTERS).collect();
        let expanded = engine.expand(Field::Body, &Pattern::Prefix(beginning), MOST_FORMS)?;
        forms.extend(expanded.terms.into_iter().map(|expansion| expansion.term));
    }
    if !forms.iter().any(|form| form == word) {
        forms.push(word.to_owned());
    }
    forms.sort_unstable();
    Ok(forms)
}

/// What is known about the words in the candidates.
struct Look<'a> {
    asked: &'a Asked,
    evidence: &'a Evidence,
    /// Rarity of each word asked about; that of a title is not used.
    idf: &'a [f32],
}

impl Look<'_> {
    /// The new score of a candidate that the engine gave `score`; `hits` is room to work in.
    fn score(&self, score: f32, doc: usize, hits: &mut Vec<(u32, usize)>) -> f32 {
        let length = self.evidence.lengths.first().and_then(|lengths| lengths.get(doc)).copied().unwrap_or(1.0);
        let saturated = |count: f32| count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length));
        hits.clear();
        let (mut forms, mut first) = (0.0, 0.0);
        for (number, word) in self.asked.counting.iter().enumerate() {
            let (body, title) = (self.positions(word.body, doc), self.positions(word.title, doc));
            let idf = self.idf[word.body];
            forms += idf * saturated(body.len() as f32 + WEIGHTS.title * title.len() as f32);
            let earliest = if title.is_empty() { body.first().copied() } else { Some(0) };
            first += earliest.map_or(0.0, |earliest| idf / (1.0 + earliest as f32 / HALF_WAY));
            hits.extend(title.iter().map(|position| (*position, number)));
            // Text begins a window behind the title, so that no window holds words of both.
            hits.extend(body.iter().map(|position| (position + 2 * WINDOW, number)));
        }
        hits.sort_unstable();
        let window = best_window(hits, |number| self.idf[self.asked.counting[number].body]);
        let mut pairs = 0.0;
        for pair in self.asked.plain.windows(2) {
            let [one, two] = [pair[0], pair[1]];
            let together = |one, two| adjacent(self.positions(one, doc), self.positions(two, doc)) as f32;
            let count = together(one.body, two.body) + WEIGHTS.title * together(one.title, two.title);
            pairs += 0.5 * (self.idf[one.body] + self.idf[two.body]) * saturated(count);
        }
        WEIGHTS.score * score
            + WEIGHTS.forms * forms
            + WEIGHTS.window * window
            + WEIGHTS.pairs * pairs
            + WEIGHTS.first * first
    }

    fn positions(&self, word: usize, doc: usize) -> &[u32] {
        &self.evidence.words[word].positions[doc]
    }
}

/// The greatest sum of weights of different words within [`WINDOW`] positions; `hits` ascend by position, and words
/// are numbered below [`MOST_WORDS`].
fn best_window(hits: &[(u32, usize)], idf: impl Fn(usize) -> f32) -> f32 {
    let mut inside = [0u32; MOST_WORDS];
    let mut sum = 0.0_f32;
    let mut best = 0.0_f32;
    let mut start = 0;
    for (position, term) in hits {
        inside[*term] += 1;
        if inside[*term] == 1 {
            sum += idf(*term);
        }
        while position - hits[start].0 >= WINDOW {
            let leaving = hits[start].1;
            inside[leaving] -= 1;
            if inside[leaving] == 0 {
                sum -= idf(leaving);
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
