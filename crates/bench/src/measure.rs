//! Runs the whole measurement: corpus, queries, indexes, latencies, parts.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::child::{self, Built};
use crate::corpus::{self, Corpus};
use crate::draw::{Query, draw};
use crate::engines::{Ask, Build};
use crate::latency::Latency;
use crate::parts::Parts;
use crate::{report, tell, usage};

/// What is measured, and where.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) source: PathBuf,
    pub(crate) articles: usize,
    pub(crate) runs: usize,
    pub(crate) seed: u64,
    pub(crate) work: PathBuf,
}

/// Everything that was measured in one run.
pub(crate) struct Measured {
    pub(crate) corpus: Corpus,
    pub(crate) repeated: bool,
    pub(crate) runs: usize,
    pub(crate) load: Option<f64>,
    pub(crate) queries: Vec<Query>,
    pub(crate) built: Vec<(Build, Built)>,
    pub(crate) latencies: Vec<(Ask, Latency)>,
    pub(crate) parts: Parts,
}

/// Measures, and gives the section that tells of it.
pub(crate) fn run(settings: &Settings) -> anyhow::Result<String> {
    let work = &settings.work;
    tell(&format!("reading {}", settings.source.display()));
    let corpus = corpus::prepare(&settings.source, settings.articles, &work.join("corpus.jsonl"))?;
    let queries = draw(&corpus.file, settings.seed)?;
    let queries_file = work.join("queries.json");
    fs::write(&queries_file, serde_json::to_vec(&queries)?)?;
    let load = usage::load();
    let built = build_all(settings, &corpus)?;
    let mut latencies = Vec::new();
    for engine in Ask::ALL {
        tell(&format!("asking {}", engine.name()));
        latencies.push((engine, child::ask_apart(engine, &work.join(engine.index().folder()), &queries_file)?));
    }
    tell("taking the parts one by one");
    let parts = child::parts_apart(&corpus.file)?;
    let repeated = settings.source.is_dir();
    let runs = settings.runs.max(1);
    Ok(report::section(&Measured { corpus, repeated, runs, load, queries, built, latencies, parts }))
}

/// Builds each index so often as is wanted, the engines taking turns; of each, the run with the middle CPU time.
fn build_all(settings: &Settings, corpus: &Corpus) -> anyhow::Result<Vec<(Build, Built)>> {
    let mut all: BTreeMap<usize, Vec<Built>> = BTreeMap::new();
    for run in 0..settings.runs.max(1) {
        for (number, engine) in Build::ALL.into_iter().enumerate() {
            tell(&format!("building {}, run {}", engine.name(), run + 1));
            let folder = settings.work.join(engine.folder());
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            let built = child::build_apart(engine, &corpus.file, &folder)?;
            anyhow::ensure!(
                built.articles == corpus.articles,
                "{} indexed {} articles of {}",
                engine.name(),
                built.articles,
                corpus.articles
            );
            all.entry(number).or_default().push(built);
        }
    }
    let middle = |mut runs: Vec<Built>| {
        runs.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
        runs.swap_remove((runs.len() - 1) / 2)
    };
    Ok(Build::ALL.into_iter().zip(all.into_values().map(middle)).collect())
}
