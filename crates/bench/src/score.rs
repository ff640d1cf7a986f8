//! How good a ranking is, by judgments of which documents answer which query.
//!
//! MRR@10 is the mean of one over the rank of the first relevant document, nothing beyond the tenth. nDCG@10 has
//! linear gains and a logarithmic discount, over the best that could be had. A query without any answer counts zero.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use anyhow::Context;

/// For each query that has a relevant document, the grades of its documents.
pub(crate) type Judgments = BTreeMap<String, HashMap<String, i64>>;

/// Means over all judged queries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Scores {
    pub(crate) mrr: f64,
    pub(crate) ndcg: f64,
}

/// Documents that count.
const DEPTH: usize = 10;

/// Reads judgments: `query 0 document grade` a line.
pub(crate) fn read_judgments(path: &Path) -> anyhow::Result<Judgments> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{name}`"))?;
    parse_judgments(&text).with_context(|| format!("`{name}` holds no judgments"))
}

fn parse_judgments(text: &str) -> anyhow::Result<Judgments> {
    let mut judged = Judgments::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [query, _, document, grade] = fields[..] else {
            anyhow::bail!("line {}: `{line}` has not four fields", number + 1);
        };
        let grade: f64 = grade.parse().with_context(|| format!("line {}: the grade `{grade}`", number + 1))?;
        judged.entry(query.to_owned()).or_default().insert(document.to_owned(), grade as i64);
    }
    judged.retain(|_, grades| grades.values().any(|grade| *grade > 0));
    Ok(judged)
}

/// Scores `ranked`, the documents found for each query, best first.
pub(crate) fn score(judged: &Judgments, ranked: &HashMap<String, Vec<String>>) -> Scores {
    let mut total = Scores::default();
    for (query, grades) in judged {
        let found = ranked.get(query).map_or(&[][..], Vec::as_slice);
        let mut seen = HashSet::new();
        let gains: Vec<i64> = found
            .iter()
            .filter(|document| seen.insert(document.as_str()))
            .take(DEPTH)
            .map(|document| grades.get(document).copied().unwrap_or(0).max(0))
            .collect();
        let mut ideal: Vec<i64> = grades.values().copied().filter(|grade| *grade > 0).collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let first = gains.iter().position(|gain| *gain > 0);
        total.mrr += first.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        total.ndcg += discounted(&gains) / discounted(&ideal);
    }
    let count = judged.len().max(1) as f64;
    Scores { mrr: total.mrr / count, ndcg: total.ndcg / count }
}

fn discounted(gains: &[i64]) -> f64 {
    let ranked = gains.iter().take(DEPTH).enumerate();
    ranked.map(|(rank, gain)| *gain as f64 / ((rank + 2) as f64).log2()).sum()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{parse_judgments, score};

    fn check(judgments: &str, found: &[(&str, &[&str])], mrr: f64, ndcg: f64) {
        let ranked: HashMap<String, Vec<String>> = found
            .iter()
            .map(|(query, documents)| ((*query).to_owned(), documents.iter().map(|d| (*d).to_owned()).collect()))
            .collect();
        let scores = score(&parse_judgments(judgments).unwrap(), &ranked);
        assert!((scores.mrr - mrr).abs() < 1e-4 && (scores.ndcg - ndcg).abs() < 1e-4, "{scores:?}");
    }

    #[test]
    fn the_first_relevant_document_counts() {
        check("q 0 a 1\n", &[("q", &["a", "b"])], 1.0, 1.0);
        check("q 0 a 1\n", &[("q", &["b", "c", "a"])], 1.0 / 3.0, 0.5);
        // A document that comes twice has one rank.
        check("q 0 a 1\n", &[("q", &["b", "b", "a"])], 0.5, 0.6309);
    }

    #[test]
    fn nothing_beyond_the_tenth_counts() {
        let eleven = ["b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "a"];
        check("q 0 a 1\n", &[("q", &eleven)], 0.0, 0.0);
        check("q 0 a 1\n", &[("q", &eleven[1..])], 0.1, 0.2891);
    }

    #[test]
    fn grades_are_gains() {
        check("q 0 a 2\nq 0 b 1\n", &[("q", &["b", "a"])], 1.0, 0.8597);
    }

    #[test]
    fn queries_without_an_answer_count_and_unjudged_ones_do_not() {
        check("q 0 a 1\nr 0 a 1\ns 0 a 0\n", &[("q", &["a"]), ("s", &["a"])], 0.5, 0.5);
    }

    #[test]
    fn broken_judgments_are_refused() {
        assert!(parse_judgments("q 0 a").is_err());
        assert!(parse_judgments("q 0 a x").is_err());
    }
}
