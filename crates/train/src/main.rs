//! Programs that make the data we ship from free corpora; nothing depends on them.
//!
//! `train names` writes the lists of places, organisations and people, `train words` the lists of words, `train tagger`
//! the weights that find names. All take the folder of the corpora and write into the data folders of `entities` and
//! `analysis`, one folder a licence. The same corpora give the same bytes. `train measure` measures the recogniser.

mod licence;
mod organisations;
mod people;
mod places;
mod table;
mod tagger;
mod texts;
mod words;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Makes the data that the program ships")]
struct Args {
    #[command(subcommand)]
    program: Program,
    /// The folder that holds the corpora
    #[arg(long, global = true, value_name = "DIR", default_value = "../shared/corpora")]
    corpora: PathBuf,
    /// The folder to write to
    #[arg(long, value_name = "DIR", default_value = "crates/entities/data")]
    out: PathBuf,
    /// The folder to write the words to that are never stemmed
    #[arg(long, value_name = "DIR", default_value = "crates/analysis/data")]
    protected: PathBuf,
}

#[derive(Subcommand)]
enum Program {
    /// Write the lists of places, organisations and people
    Names,
    /// Write the lists of ordinary words, given names and protected words
    Words,
    /// Train the tagger and write its weights
    Tagger {
        /// The folder of our own annotated paragraphs
        #[arg(long, value_name = "DIR", default_value = "crates/train/data/news")]
        news: PathBuf,
    },
    /// Measure the recogniser on annotated files, or on folders of annotated articles
    Measure {
        /// Files of `token TAB label` lines, or files and folders of marked text
        files: Vec<PathBuf>,
        /// Print what was missed (`-`) and what is wrong (`+`)
        #[arg(long)]
        errors: bool,
        /// Other weights than the shipped ones
        #[arg(long, value_name = "FILE")]
        weights: Option<PathBuf>,
    },
}

fn main() -> Result<()> {
    let args = Args::parse();
    let mut out = std::io::stdout().lock();
    match args.program {
        Program::Names => {
            places::write(&args.corpora, &args.out)?;
            organisations::write(&args.corpora, &args.out)?;
            people::write(&args.corpora, &args.out)
        }
        Program::Words => words::write(&args.corpora, &args.out, &args.protected),
        Program::Tagger { news } => tagger::write(&args.corpora, &news, &args.out, &mut out),
        Program::Measure { files, errors, weights } => {
            let recogniser = match weights {
                Some(path) => entities::Recogniser::with_weights(std::fs::read(&path)?)
                    .with_context(|| format!("`{}` holds no weights", path.display()))?,
                None => entities::Recogniser::new(),
            };
            tagger::measure(&recogniser, &files, errors, &mut out)
        }
    }
}
