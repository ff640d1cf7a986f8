//! `depeche completions` and `depeche man`: made from the command line itself, so that they cannot drift.

use std::io;

use clap::{Command, CommandFactory};
use clap_complete::Shell;

use crate::Outcome;
use crate::args::Cli;

/// Prints completions for `shell`.
pub(crate) fn completions(shell: Shell) -> anyhow::Result<Outcome> {
    let mut command = Cli::command();
    clap_complete::generate(shell, &mut command, "depeche", &mut io::stdout().lock());
    Ok(Outcome::Done)
}

/// Prints the manual page: the program, then each command.
pub(crate) fn man() -> anyhow::Result<Outcome> {
    let command = Cli::command();
    let mut out = io::stdout().lock();
    clap_mangen::Man::new(command.clone()).render(&mut out)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let named = format!("depeche {}", sub.get_name());
        let sub: Command = sub.clone().bin_name(named.clone()).display_name(named);
        let man = clap_mangen::Man::new(sub);
        man.render_name_section(&mut out)?;
        man.render_synopsis_section(&mut out)?;
        man.render_description_section(&mut out)?;
        man.render_options_section(&mut out)?;
    }
    Ok(Outcome::Done)
}
