//! `depeche index`: follow folders, bring the index up to date, go on watching.

use std::io::{self, Write};

use indexer::{Hold, Indexer, Options, Summary, SyncOptions};
use schema::Home;

use crate::Outcome;
use crate::args::IndexArgs;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::stop;

pub(crate) fn run(args: &IndexArgs, settings: &Settings) -> anyhow::Result<Outcome> {
    let runtime = stop::runtime()?;
    let options = Options { hold: Hold::Always, stop: stop::flag(&runtime) };
    let mut indexer = Indexer::open(Home::new(&settings.index), options)?;
    let how = SyncOptions { full: args.full, allow_empty: args.allow_empty, retry: true, ..SyncOptions::default() };
    let progress = Shown::on_stderr();
    let summary = indexer.sync(&args.paths, &how, &progress);
    progress.finish();
    let summary = summary?;
    if args.json {
        writeln!(io::stdout().lock(), "{}", serde_json::to_string(&summary)?)?;
    } else {
        say(&summary)?;
    }
    if args.watch && !summary.stopped {
        writeln!(io::stderr().lock(), "following; interrupt to end")?;
        indexer.watch(&progress)?;
    }
    Ok(Outcome::Done)
}

/// Tells what a run did.
pub(crate) fn say(summary: &Summary) -> io::Result<()> {
    let mut err = io::stderr().lock();
    let Summary { added, changed, removed, unchanged, .. } = summary;
    let moved = if summary.moved > 0 { format!(", {} moved", summary.moved) } else { String::new() };
    writeln!(
        err,
        "{added} articles added, {changed} changed, {removed} removed, {unchanged} unchanged{moved}, in {:.1} s",
        summary.seconds
    )?;
    if summary.bad_records > 0 {
        writeln!(err, "{} records could not be read:", summary.bad_records)?;
        for bad in &summary.first_bad_records {
            let line = bad.line.map(|line| format!(", line {line}")).unwrap_or_default();
            writeln!(err, "  `{}`{line}: {}", bad.path.display(), bad.reason)?;
        }
    }
    if !summary.failed.is_empty() {
        writeln!(err, "{} files could not be read to their end; `depeche status` lists them", summary.failed.len())?;
    }
    if !summary.unknown.is_empty() {
        let kinds = summary.unknown.iter().map(|(kind, count)| {
            let kind = if kind.is_empty() { "no extension".to_owned() } else { format!(".{kind}") };
            format!("{count} with {kind}")
        });
        writeln!(err, "files of unknown kinds left out: {}", kinds.collect::<Vec<_>>().join(", "))?;
    }
    if summary.refused > 0 {
        writeln!(err, "{} links, pipes or devices were passed by", summary.refused)?;
    }
    if summary.waiting > 0 {
        writeln!(err, "{} files are still being written and wait for the next run", summary.waiting)?;
    }
    Ok(())
}
