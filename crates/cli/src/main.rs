//! The program: reads the command line, runs one command, prints, and says by its exit code what came of it.

mod args;
mod commands;
mod failure;
mod output;
mod progress;
mod settings;
mod stop;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Cli, Command};
use crate::settings::Settings;

/// What came of a command that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Found, or done.
    Done,
    /// Nothing found.
    Nothing,
}

impl Outcome {
    /// Found where `count` is not zero.
    fn of(count: u64) -> Self {
        if count > 0 { Self::Done } else { Self::Nothing }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        // Whoever read us has had enough, such as `head`: nothing is wrong.
        Err(error) if failure::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            failure::report(&error);
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    let settings = || Settings::of(cli);
    match &cli.command {
        Command::Index(args) => commands::index::run(args, &settings()?),
        Command::Search(args) => commands::search::run(args, &settings()?),
        Command::Serve(args) => commands::serve::run(args, &settings()?),
        Command::Show(args) => commands::show::run(args, &settings()?),
        Command::Read(args) => commands::read::run(args),
        Command::Analyze(args) => commands::analyze::run(args),
        Command::Entities(args) => commands::entities::run(args, &settings()?),
        Command::Status(args) => commands::status::run(args, &settings()?),
        Command::Check(args) => commands::check::run(args, &settings()?),
        Command::Backup(args) => commands::backup::run(args, &settings()?),
        Command::Forget(args) => commands::forget::run(args, &settings()?),
        Command::Completions(args) => commands::manual::completions(args.shell),
        Command::Man => commands::manual::man(),
    }
}
