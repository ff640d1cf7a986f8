//! Programs that make the data we ship from free corpora; nothing depends on them.
//!
//! `train names` writes the lists of places, organisations and people, `train words` the lists of words. Both take
//! the folder of the corpora and write into the data folders of `entities` and `analysis`, one folder a licence. The same corpora
//! give the same bytes.

mod licence;
mod organisations;
mod people;
mod places;
mod table;
mod texts;
mod words;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Makes the data that the program ships")]
struct Args {
    #[command(subcommand)]
    program: Program,
    /// The folder that holds the corpora
    #[arg(long, value_name = "DIR")]
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
}

fn main() -> Result<()> {
    let args = Args::parse();
    match args.program {
        Program::Names => {
            places::write(&args.corpora, &args.out)?;
            organisations::write(&args.corpora, &args.out)?;
            people::write(&args.corpora, &args.out)
        }
        Program::Words => words::write(&args.corpora, &args.out, &args.protected),
    }
}
