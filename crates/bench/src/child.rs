//! Work in a process of its own, so that its CPU time and its memory are its own.
//!
//! The program starts itself again with a task and reads one line of JSON from it.

use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, ensure};
use clap::{Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};

use crate::corpus::records;
use crate::draw::Query;
use crate::engines::{Ask, Build, bare, depeche, sqlite, words};
use crate::latency::{self, Latency};
use crate::parts::{self, Parts};
use crate::usage;

/// What a process of its own does.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Build an index of CORPUS in FOLDER
    Build { engine: Build, corpus: PathBuf, folder: PathBuf },
    /// Answer QUERIES from the index in FOLDER
    Ask { engine: Ask, folder: PathBuf, queries: PathBuf },
    /// Take the parts of the analysis of CORPUS one by one
    Parts { corpus: PathBuf },
}

/// What building an index cost.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Built {
    pub(crate) articles: u64,
    /// Seconds from opening the corpus until all is on disk.
    pub(crate) wall: f64,
    /// Seconds of CPU time on all cores.
    pub(crate) cpu: f64,
    /// The most memory it had, in bytes.
    pub(crate) memory: Option<u64>,
    /// Bytes on disk.
    pub(crate) disk: u64,
}

/// Does `task` and prints what came of it.
pub(crate) fn run(task: Task) -> anyhow::Result<()> {
    let line = match task {
        Task::Build { engine, corpus, folder } => serde_json::to_string(&build(engine, &corpus, &folder)?)?,
        Task::Ask { engine, folder, queries } => {
            let queries: Vec<Query> = serde_json::from_reader(BufReader::new(File::open(queries)?))?;
            serde_json::to_string(&latency::measure(latency::open(engine, &folder)?.as_ref(), &queries)?)?
        }
        Task::Parts { corpus } => serde_json::to_string(&parts::measure(&corpus)?)?,
    };
    Ok(writeln!(io::stdout().lock(), "{line}")?)
}

fn build(engine: Build, corpus: &Path, folder: &Path) -> anyhow::Result<Built> {
    fs::create_dir_all(folder)?;
    let cores = std::thread::available_parallelism()?.get();
    let start = Instant::now();
    let articles = match engine {
        Build::Depeche => depeche::build(corpus, folder)?,
        Build::Words => words::build(corpus, folder)?,
        Build::Bare => bare::build(records(corpus)?, folder, 1)?,
        Build::BareAllCores => bare::build(records(corpus)?, folder, cores)?,
        Build::Sqlite => sqlite::build(records(corpus)?, folder)?,
    };
    Ok(Built {
        articles,
        wall: start.elapsed().as_secs_f64(),
        cpu: usage::cpu().as_secs_f64(),
        memory: usage::peak_memory(),
        disk: usage::folder_size(folder)?,
    })
}

/// Has an index built by a process of its own.
pub(crate) fn build_apart(engine: Build, corpus: &Path, folder: &Path) -> anyhow::Result<Built> {
    apart("build", Some(value_name(engine)), &[corpus, folder])
}

/// Has queries answered by a process of its own.
pub(crate) fn ask_apart(engine: Ask, folder: &Path, queries: &Path) -> anyhow::Result<Latency> {
    apart("ask", Some(value_name(engine)), &[folder, queries])
}

/// Has the parts measured by a process of its own.
pub(crate) fn parts_apart(corpus: &Path) -> anyhow::Result<Parts> {
    apart("parts", None, &[corpus])
}

fn value_name(value: impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn apart<T: for<'de> Deserialize<'de>>(task: &str, engine: Option<String>, paths: &[&Path]) -> anyhow::Result<T> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["child", task]).args(&engine).args(paths).stderr(Stdio::inherit());
    let output = command.output()?;
    let name = engine.unwrap_or_default();
    ensure!(output.status.success(), "`{task} {name}` failed: {}", output.status);
    serde_json::from_slice(&output.stdout).with_context(|| format!("`{task} {name}` gave no figures"))
}
