//! `depeche check`: is every byte of the index as it was written, and does it say what its ledger says.

use std::io::{self, Write};

use indexer::{Checked, Touches};
use schema::Home;

use super::index::say;
use crate::Outcome;
use crate::args::CheckArgs;
use crate::failure::Hint;
use crate::output::style::printable;
use crate::progress::Shown;
use crate::settings::Settings;

pub(crate) fn run(args: &CheckArgs, settings: &Settings) -> anyhow::Result<Outcome> {
    let home = Home::new(&settings.index);
    if args.repair {
        let progress = Shown::on_stderr();
        let repaired = indexer::repair(&home, &progress);
        progress.finish();
        let (before, summary) = repaired?;
        if !args.json {
            before.faults.iter().try_for_each(|fault| writeln!(io::stderr().lock(), "was: {}", told(fault)))?;
        }
        say(&summary)?;
    }
    let checked = indexer::check(&home)?;
    let mut out = io::stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&checked)?)?;
    } else {
        print(&mut out, &checked)?;
    }
    if checked.is_sound() {
        return Ok(Outcome::Done);
    }
    let is_damaged = checked.faults.iter().any(|fault| fault.touches == Touches::Index);
    let hint = if is_damaged {
        "`depeche check --repair` builds it anew from the followed files; a backup can take its place"
    } else {
        "`depeche check --repair` derives its tables anew"
    };
    Err(Hint::new(format!("the index in `{}` is damaged", checked.index.display()), hint).into())
}

fn print(out: &mut impl Write, checked: &Checked) -> io::Result<()> {
    for fault in &checked.faults {
        writeln!(out, "damaged: {}", told(fault))?;
    }
    let size = indicatif::HumanBytes(checked.bytes);
    writeln!(out, "{} files, {size}, {} articles checked", checked.files, checked.articles)?;
    let waiting = checked.waiting;
    if waiting.to_read + waiting.gone > 0 {
        writeln!(out, "waiting for the next run: {} files to read, {} gone", waiting.to_read, waiting.gone)?;
    }
    Ok(())
}

fn told(fault: &indexer::Fault) -> String {
    printable(&fault.to_string()).to_string()
}
