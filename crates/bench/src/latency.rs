//! How long queries take: from the text of the query to id, title and date of ten hits.

use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::draw::Query;
use crate::engines::bare::Bare;
use crate::engines::depeche::Depeche;
use crate::engines::sqlite::Sqlite;
use crate::engines::{Ask, Engine};
use crate::stats::median;
use crate::usage;

/// What answering a list of queries took.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Latency {
    /// For each query, the median of its repetitions, in microseconds.
    pub(crate) micros: Vec<f64>,
    /// How many queries found anything.
    pub(crate) answered: usize,
    /// The most memory the process had, in bytes.
    pub(crate) memory: Option<u64>,
}

/// How often each query is measured, after one round that only warms up.
const ROUNDS: usize = 5;

/// Opens the index in `folder` as `engine` does.
pub(crate) fn open(engine: Ask, folder: &Path) -> anyhow::Result<Box<dyn Engine>> {
    Ok(match engine {
        Ask::Depeche => Box::new(Depeche::open(folder, true, false)?),
        Ask::NoNames => Box::new(Depeche::open(folder, false, false)?),
        Ask::Passages => Box::new(Depeche::open(folder, true, true)?),
        Ask::Bare => Box::new(Bare::open(folder, false)?),
        Ask::BareCounting => Box::new(Bare::open(folder, true)?),
        Ask::Sqlite => Box::new(Sqlite::open(folder)?),
    })
}

/// Answers each of `queries` several times, in rounds, so that a disturbance does not hit one query alone.
pub(crate) fn measure(engine: &dyn Engine, queries: &[Query]) -> anyhow::Result<Latency> {
    let mut answered = 0;
    for query in queries {
        answered += usize::from(!engine.search(query)?.is_empty());
    }
    let mut times = vec![Vec::with_capacity(ROUNDS); queries.len()];
    for _ in 0..ROUNDS {
        for (query, times) in queries.iter().zip(&mut times) {
            let start = Instant::now();
            let rows = engine.search(query)?;
            times.push(start.elapsed().as_secs_f64() * 1e6);
            drop(rows);
        }
    }
    Ok(Latency { micros: times.iter().map(|times| median(times)).collect(), answered, memory: usage::peak_memory() })
}
