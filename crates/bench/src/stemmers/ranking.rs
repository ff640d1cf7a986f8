//! Judged queries ranked by BM25 over stems.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use article::Language;

use super::candidates::{Candidate, Form};
use crate::corpus::records;
use crate::score::{Judgments, read_judgments, score};

/// A set of documents and queries, as numbers of words.
pub(super) struct Ranking {
    pub(super) name: String,
    /// That of its first document.
    pub(super) language: Language,
    words: Vec<Token>,
    ids: Vec<String>,
    documents: Vec<Vec<usize>>,
    queries: Vec<(String, Vec<usize>)>,
    judged: Judgments,
}

/// A word, and whether stemmers touch it.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Token {
    form: Form,
    is_word: bool,
}

/// What a word adds that matches in two ways, as in Depeche.
const TIE: f64 = 0.3;

impl Ranking {
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut numbers: HashMap<Token, usize> = HashMap::new();
        let (mut ids, mut documents) = (Vec::new(), Vec::new());
        let mut language = None;
        for record in records(&folder.join("docs.jsonl"))? {
            let record = record?;
            documents.push(tokens(&format!("{}\n{}", record.title, record.text), &mut numbers));
            ids.push(record.id);
            language.get_or_insert(record.language);
        }
        let file = folder.join("queries.tsv");
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
        let queries = text.lines().filter_map(|line| line.split_once('\t'));
        let queries = queries.map(|(id, query)| (id.to_owned(), tokens(query, &mut numbers))).collect();
        let judged = read_judgments(&folder.join("qrels.trec"))?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut words: Vec<(Token, usize)> = numbers.into_iter().collect();
        words.sort_by_key(|(_, number)| *number);
        let words = words.into_iter().map(|(word, _)| word).collect();
        let language = language.unwrap_or(Language::Other);
        Ok(Self { name, language, words, ids, documents, queries, judged })
    }

    /// MRR@10 over stems alone, and over the better of stems and folded words.
    pub(super) fn measure(&self, candidate: &Candidate) -> [f64; 2] {
        let stem = |word: &Token| if word.is_word { candidate.stem(&word.form) } else { word.form.folded.clone() };
        let stems = Field::new(self, stem);
        let folded = Field::new(self, |word| word.form.folded.clone());
        let (mut alone, mut beside) = (HashMap::new(), HashMap::new());
        for (id, query) in &self.queries {
            let content: Vec<usize> = query.iter().copied().filter(|word| !self.is_stop_word(*word)).collect();
            let query = if content.is_empty() { query } else { &content };
            let mut by_stems = vec![0.0; self.documents.len()];
            let mut by_both = vec![0.0; self.documents.len()];
            for word in query {
                let exact: HashMap<usize, f64> = folded.scores(*word).collect();
                // Whatever holds the word holds its stem.
                for (document, score) in stems.scores(*word) {
                    let exact = exact.get(&document).copied().unwrap_or(0.0);
                    by_stems[document] += score;
                    by_both[document] += score.max(exact) + TIE * score.min(exact);
                }
            }
            alone.insert(id.clone(), self.ten_best(&by_stems));
            beside.insert(id.clone(), self.ten_best(&by_both));
        }
        [score(&self.judged, &alone).mrr, score(&self.judged, &beside).mrr]
    }

    fn is_stop_word(&self, word: usize) -> bool {
        analysis::is_stop_word(&self.words[word].form.folded)
    }

    fn ten_best(&self, scores: &[f64]) -> Vec<String> {
        let mut found: Vec<usize> = (0..scores.len()).filter(|document| scores[*document] > 0.0).collect();
        found.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        found.iter().take(10).map(|document| self.ids[*document].clone()).collect()
    }
}

fn tokens(text: &str, numbers: &mut HashMap<Token, usize>) -> Vec<usize> {
    let mut found = Vec::new();
    analysis::scan(text, |token| {
        if token.has_position() {
            let accented = token.accented.unwrap_or(token.word).to_owned();
            let form = Form { folded: token.word.to_owned(), accented };
            let next = numbers.len();
            let word = Token { form, is_word: token.class == analysis::Class::Word };
            found.push(*numbers.entry(word).or_insert(next));
        }
    });
    found
}

/// The postings of one way to write words.
struct Field<'r> {
    ranking: &'r Ranking,
    /// The term of each word.
    terms: Vec<usize>,
    /// The documents of each term, and how often they have it.
    postings: Vec<HashMap<usize, u32>>,
    mean_length: f64,
}

impl<'r> Field<'r> {
    fn new(ranking: &'r Ranking, term: impl Fn(&Token) -> String) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let number = |word| {
            let next = numbers.len();
            *numbers.entry(term(word)).or_insert(next)
        };
        let terms: Vec<usize> = ranking.words.iter().map(number).collect();
        let mut postings = vec![HashMap::new(); numbers.len()];
        let mut length = 0;
        for (document, words) in ranking.documents.iter().enumerate() {
            length += words.len();
            for word in words {
                *postings[terms[*word]].entry(document).or_default() += 1;
            }
        }
        let mean_length = length as f64 / ranking.documents.len().max(1) as f64;
        Self { ranking, terms, postings, mean_length }
    }

    /// BM25, k1 = 1.2 and b = 0.75, of every document that has the term of `word`.
    fn scores(&self, word: usize) -> impl Iterator<Item = (usize, f64)> {
        let postings = &self.postings[self.terms[word]];
        let (count, holders) = (self.ranking.documents.len() as f64, postings.len() as f64);
        let idf = (1.0 + (count - holders + 0.5) / (holders + 0.5)).ln();
        postings.iter().map(move |(document, often)| {
            let (often, length) = (f64::from(*often), self.ranking.documents[*document].len() as f64);
            (*document, idf * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length / self.mean_length)))
        })
    }
}
