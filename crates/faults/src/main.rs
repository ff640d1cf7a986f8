//! Runs the fault suite and prints what came of it, as a table in Markdown.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use clap::Parser;
use faults::scenarios::{self, Crashes, Flips, Kills, Soak, Walk};
use faults::{Lab, Outcome};

/// Break what can break, and look at what is left
#[derive(Parser)]
#[command(name = "faults")]
struct Cli {
    /// Scenarios to try [default: all]
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// The program `depeche` [default: the one beside this one]
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Folder to try it in; its disk should be one that keeps what is written
    #[arg(long, value_name = "DIR", default_value = ".")]
    scratch: PathBuf,
    /// What the random choices start from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Kills of a writer
    #[arg(long, default_value_t = 1000)]
    kills: usize,
    /// Of the moments between two operations on the disk, one in so many is looked at
    #[arg(long, default_value_t = 1)]
    thin: usize,
    /// Power cuts in memory at each moment that is looked at
    #[arg(long, default_value_t = 5)]
    cuts: usize,
    /// Power cuts on a disk of its own
    #[arg(long, default_value_t = 200)]
    power: usize,
    /// Runs on a disk that is all but full
    #[arg(long, default_value_t = 64)]
    full: u64,
    /// Walks, each from another seed
    #[arg(long, default_value_t = 100)]
    walks: u64,
    /// Operations in each walk
    #[arg(long, default_value_t = 10_000)]
    steps: usize,
    /// Bits to flip
    #[arg(long, default_value_t = 1000)]
    bits: usize,
    /// Files made while a watch is stopped
    #[arg(long, default_value_t = 20_000)]
    dropped: usize,
    /// Small files
    #[arg(long, default_value_t = 100_000)]
    files: usize,
    /// Minutes of a server with clients
    #[arg(long, default_value_t = 30.0)]
    minutes: f64,
}

type Scenario = (&'static str, Box<dyn Fn(&Lab) -> anyhow::Result<Outcome>>);

fn main() -> anyhow::Result<ExitCode> {
    let cli = Cli::parse();
    let program = match &cli.program {
        Some(program) => program.clone(),
        None => std::env::current_exe()?.with_file_name("depeche"),
    };
    let program = program.canonicalize().with_context(|| format!("there is no program `{}`", program.display()))?;
    let lab = Lab { program, scratch: cli.scratch.canonicalize()? };
    let mut out = io::stdout().lock();
    writeln!(out, "| what | how many | result | seconds |\n|---|---|---|---:|")?;
    let mut good = true;
    for (name, scenario) in scenarios(&cli) {
        if !cli.names.is_empty() && !cli.names.iter().any(|wanted| wanted == name) {
            continue;
        }
        let outcome = scenario(&lab).with_context(|| format!("`{name}` could not be tried"))?;
        good &= outcome.is_good();
        writeln!(out, "{outcome}")?;
        outcome.faults.iter().try_for_each(|fault| writeln!(io::stderr(), "{name}: {fault}"))?;
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// All scenarios, quick ones first.
fn scenarios(cli: &Cli) -> Vec<Scenario> {
    let &Cli { seed, power, full, dropped, files, .. } = cli;
    let kills = Kills { kills: cli.kills, restart: Duration::from_secs(2) };
    let walk = Walk { seeds: cli.walks, steps: cli.steps, compared_every: 500 };
    let crashes = Crashes { one_in: cli.thin, cuts: cli.cuts };
    let flips = Flips { bits: cli.bits, searched_every: 5, repaired: 20 };
    let time = Duration::from_secs_f64(cli.minutes * 60.0);
    let soak = Soak { time, clients: 8, pause: Duration::from_millis(20), articles: 2000 };
    vec![
        ("writers", Box::new(move |lab| scenarios::writers(lab, 5, Duration::from_secs(1), seed))),
        ("versions", Box::new(move |lab| scenarios::versions(lab, seed))),
        ("clock", Box::new(move |lab| scenarios::clock(lab, seed))),
        ("cuts", Box::new(move |lab| scenarios::cuts(lab, seed))),
        ("flips", Box::new(move |lab| scenarios::flips(lab, flips, seed))),
        ("full", Box::new(move |lab| scenarios::full(lab, full, seed))),
        ("power", Box::new(move |lab| scenarios::power(lab, power, seed))),
        ("overflow", Box::new(move |lab| scenarios::overflow(lab, dropped, seed))),
        ("many", Box::new(move |lab| scenarios::many(lab, files, 20, seed))),
        ("kills", Box::new(move |lab| scenarios::kills(lab, kills, seed))),
        ("crashes", Box::new(move |lab| scenarios::crashes(lab, crashes, seed))),
        ("walk", Box::new(move |lab| scenarios::walk(lab, walk, seed))),
        ("soak", Box::new(move |lab| scenarios::soak(lab, soak, seed))),
    ]
}
