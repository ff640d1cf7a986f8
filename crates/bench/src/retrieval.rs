//! Takes sets of judged queries, says how well Depeche and bare tantivy rank them.
//!
//! A set is a folder with `docs.jsonl` (`id`, `text`, perhaps `title`), `queries.tsv` (id, tab, text) and
//! `qrels.trec`. All words of a query are read as words, any of them is enough, and a hundred hits are asked for.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use article::{Article, Language, Paragraph, Role};

use crate::corpus::{Record, records};
use crate::engines::bare::{self, Bare};
use crate::engines::depeche::{self, Depeche};
use crate::score::{Judgments, Scores, read_judgments, score};
use crate::tell;

/// Hits asked for.
const HITS: usize = 100;

/// Scores each of `sets` and prints a table; indexes lie in `work`.
pub(crate) fn run(sets: &[std::path::PathBuf], work: &Path, names: bool) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "| set | queries | Depeche MRR@10 | nDCG@10 | ms a query | bare MRR@10 | nDCG@10 | ms a query |")?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|---:|---:|")?;
    for set in sets {
        let name = set.file_name().unwrap_or_default().to_string_lossy().into_owned();
        tell(&format!("indexing {name}"));
        let set = Set::read(set)?;
        let (ours, theirs) = set.open(&work.join(&name), names)?;
        tell(&format!("asking {} queries", set.queries.len()));
        let (our_scores, our_time) = set.score(|query| ours.any_of_words(query, HITS))?;
        let (their_scores, their_time) = set.score(|query| theirs.any_of_words(query, set.language, HITS))?;
        writeln!(
            out,
            "| {name} | {} | {:.4} | {:.4} | {our_time:.2} | {:.4} | {:.4} | {their_time:.2} |",
            set.judged.len(),
            our_scores.mrr,
            our_scores.ndcg,
            their_scores.mrr,
            their_scores.ndcg,
        )?;
    }
    Ok(())
}

struct Set {
    docs: std::path::PathBuf,
    queries: Vec<(String, String)>,
    judged: Judgments,
    /// The language of its documents, which bare tantivy has to be told.
    language: Language,
}

impl Set {
    fn read(folder: &Path) -> anyhow::Result<Self> {
        let docs = folder.join("docs.jsonl");
        let file = folder.join("queries.tsv");
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
        let queries = text.lines().filter_map(|line| line.split_once('\t'));
        let queries = queries.map(|(id, query)| (id.to_owned(), query.to_owned())).collect();
        let judged = read_judgments(&folder.join("qrels.trec"))?;
        let language = language_of(&docs)?;
        Ok(Self { docs, queries, judged, language })
    }

    /// Opens both indexes in `folder`, and builds them where they are not there.
    fn open(&self, folder: &Path, names: bool) -> anyhow::Result<(Depeche, Bare)> {
        let (ours, theirs) = (folder.join("depeche"), folder.join("bare"));
        depeche::build(&self.docs, &ours)?;
        if !theirs.exists() {
            fs::create_dir_all(&theirs)?;
            let documents = records(&self.docs)?.map(|record| Ok(Record { language: self.language, ..record? }));
            bare::build(documents, &theirs, 1)?;
        }
        Ok((Depeche::open(&ours, names, false)?, Bare::open(&theirs, false)?))
    }

    /// The scores of `search`, and its mean time in milliseconds.
    fn score(&self, search: impl Fn(&str) -> anyhow::Result<Vec<String>>) -> anyhow::Result<(Scores, f64)> {
        let start = Instant::now();
        let mut ranked = HashMap::new();
        for (id, query) in &self.queries {
            let found = search(query).with_context(|| format!("query `{id}`: {query}"))?;
            ranked.insert(id.clone(), found);
        }
        let time = start.elapsed().as_secs_f64() * 1e3 / self.queries.len().max(1) as f64;
        Ok((score(&self.judged, &ranked), time))
    }
}

/// Documents that are looked at to tell the language of a set.
const LOOKED_AT: usize = 20;

fn language_of(docs: &Path) -> anyhow::Result<Language> {
    let mut article = Article::default();
    for record in records(docs)?.take(LOOKED_AT) {
        let start = article.text.len();
        article.text.push_str(&record?.text);
        let end = article.text.len();
        article.paragraphs.push(Paragraph { start, end, language: Language::Other, role: Role::Body });
        article.text.push('\n');
    }
    Ok(analysis::judge_languages(&mut article))
}
