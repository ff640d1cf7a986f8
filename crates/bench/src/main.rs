//! Measures Depeche beside bare tantivy and SQLite FTS5, in one run and on the same articles.
//!
//! Takes a file of articles, gives a section of Markdown: what indexing costs, how long queries take, and the ratios
//! between the engines. `retrieval` takes a set of judged queries instead, and says how well each engine ranks.

mod child;
mod corpus;
mod draw;
mod engines;
mod languages;
mod latency;
mod measure;
mod parts;
mod report;
mod retrieval;
mod score;
mod stats;
mod stemmers;
mod stories;
mod usage;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Measure Depeche beside bare tantivy and SQLite FTS5
#[derive(Parser)]
#[command(name = "bench", args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    measure: MeasureArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Score judged queries: DIR holds docs.jsonl, queries.tsv and qrels.trec
    Retrieval(RetrievalArgs),
    /// Count how often the language of a text is judged rightly
    Languages {
        /// Files of articles or of CoNLL-U, and the language that all is in: fr=FILE
        #[arg(required = true, value_name = "LANGUAGE=FILE")]
        files: Vec<languages::Known>,
    },
    /// Compare stemmers: LEMMAS holds *-fr.conllu and *-en.conllu, each DIR judged queries
    Stemmers {
        /// Folder of sentences with lemmas
        lemmas: PathBuf,
        /// Folders of judged queries
        #[arg(value_name = "DIR")]
        sets: Vec<PathBuf>,
    },
    /// Count how often the nearest article is of the same event: FILE has lines of id, cluster and text
    Stories {
        /// Articles grouped by event
        file: PathBuf,
    },
    /// What a process of its own does for the measurement
    #[command(hide = true)]
    Child {
        #[command(subcommand)]
        task: child::Task,
    },
}

#[derive(Args)]
struct MeasureArgs {
    /// Articles to measure on, in any format that Depeche reads; a folder is repeated up to --articles
    #[arg(default_value = "tests/data/articles")]
    source: PathBuf,
    /// How many articles a folder is repeated to
    #[arg(long, default_value_t = 20_000)]
    articles: usize,
    /// How often each index is built; the run with the middle CPU time counts
    #[arg(long, default_value_t = 1)]
    runs: usize,
    /// What the draw of queries starts from
    #[arg(long, default_value_t = 20)]
    seed: u64,
    /// Put the section between the markers of this file, too
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Keep corpus, queries and indexes in this folder
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

#[derive(Args)]
struct RetrievalArgs {
    /// Folders of judged queries
    #[arg(required = true, value_name = "DIR")]
    sets: Vec<PathBuf>,
    /// Keep the indexes in this folder, and use them again when they are there
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Search no other names
    #[arg(long)]
    no_names: bool,
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    match cli.command {
        Some(Command::Child { task }) => child::run(task),
        Some(Command::Retrieval(args)) => {
            let work = WorkFolder::new(args.keep)?;
            retrieval::run(&args.sets, &work.path, !args.no_names)
        }
        Some(Command::Languages { files }) => languages::run(&files),
        Some(Command::Stemmers { lemmas, sets }) => stemmers::run(&lemmas, &sets),
        Some(Command::Stories { file }) => stories::run(&file, &WorkFolder::new(None)?.path),
        None => {
            let MeasureArgs { source, articles, runs, seed, write, keep } = cli.measure;
            let work = WorkFolder::new(keep)?;
            let section = measure::run(&measure::Settings { source, articles, runs, seed, work: work.path.clone() })?;
            writeln!(io::stdout().lock(), "{section}")?;
            match write {
                Some(file) => report::write(&file, &section),
                None => Ok(()),
            }
        }
    }
}

/// A folder to work in, removed at the end unless it is to be kept.
struct WorkFolder {
    path: PathBuf,
    _temporary: Option<tempfile::TempDir>,
}

impl WorkFolder {
    fn new(keep: Option<PathBuf>) -> io::Result<Self> {
        match keep {
            Some(path) => {
                std::fs::create_dir_all(&path)?;
                Ok(Self { path, _temporary: None })
            }
            None => {
                let temporary = tempfile::tempdir()?;
                Ok(Self { path: temporary.path().to_owned(), _temporary: Some(temporary) })
            }
        }
    }
}

/// Tells how far a measurement is.
fn tell(what: &str) {
    // Whoever closed the stream does not want to know.
    let _ = writeln!(io::stderr().lock(), "{what}");
}
