//! `depeche status`: what is indexed and followed, what failed and why, what waits.

use std::io::{self, Write};

use indexer::{FolderStatus, Status};
use schema::Home;

use crate::Outcome;
use crate::args::StatusArgs;
use crate::output::style::{Style, printable};
use crate::settings::Settings;

pub(crate) fn run(args: &StatusArgs, settings: &Settings) -> anyhow::Result<Outcome> {
    let status = indexer::status(&Home::new(&settings.index), true)?;
    let mut out = io::stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&status)?)?;
    } else {
        print(&mut out, &status)?;
    }
    Ok(Outcome::Done)
}

/// Sources shown; a big archive has thousands.
const MOST_SOURCES: usize = 15;

fn print(out: &mut impl Write, status: &Status) -> io::Result<()> {
    let style = Style::for_stdout();
    let size = indicatif::HumanBytes(status.bytes);
    writeln!(out, "{}  {} articles, {size}", style.bold(&status.index.display().to_string()), status.articles)?;
    writeln!(out, "  last commit    {} ({}.{})", moment(status.committed_at), status.generation, status.sequence)?;
    let languages: Vec<String> =
        status.languages.iter().map(|(language, count)| format!("{language} {count}")).collect();
    writeln!(out, "  languages      {}", languages.join(", "))?;
    if status.needs_rebuild {
        writeln!(out, "  built by other rules for words: `depeche index` builds it again")?;
    }
    if status.outdated > 0 {
        writeln!(out, "  {} articles were read by older rules: `depeche index` reads them again", status.outdated)?;
    }
    writeln!(out, "\n{}", style.bold("sources"))?;
    for source in status.sources.iter().take(MOST_SOURCES) {
        writeln!(out, "  {:>8}  {}", source.count, printable(&source.value))?;
    }
    if status.sources.len() > MOST_SOURCES {
        writeln!(out, "  {:>8}  more", status.sources.len() - MOST_SOURCES)?;
    }
    writeln!(out, "\n{}", style.bold("followed"))?;
    for folder in &status.folders {
        print_folder(out, folder)?;
    }
    if !status.failed.is_empty() {
        writeln!(out, "\n{}", style.bold("could not be read"))?;
    }
    for failed in &status.failed {
        let kept =
            if failed.articles > 0 { format!(" ({} articles of it are kept)", failed.articles) } else { String::new() };
        writeln!(out, "  {}: {}{kept}", printable(&failed.path.display().to_string()), failed.reason)?;
    }
    if status.bad_records > 0 {
        writeln!(out, "\n{}", style.bold(&format!("{} records could not be read", status.bad_records)))?;
    }
    for bad in &status.first_bad_records {
        let line = bad.line.map(|line| format!(", line {line}")).unwrap_or_default();
        writeln!(out, "  {}{line}: {}", printable(&bad.path.display().to_string()), bad.reason)?;
    }
    Ok(())
}

fn print_folder(out: &mut impl Write, folder: &FolderStatus) -> io::Result<()> {
    let path = printable(&folder.path.display().to_string());
    writeln!(out, "  {path}  {} files, {} articles", folder.files, folder.articles)?;
    if let Some(problem) = &folder.problem {
        writeln!(out, "      {problem}; its articles stay as they are")?;
    }
    if let Some(waiting) = folder.waiting.filter(|waiting| waiting.to_read + waiting.gone > 0) {
        writeln!(out, "      waiting for the next run: {} files to read, {} gone", waiting.to_read, waiting.gone)?;
    }
    if !folder.unknown.is_empty() {
        let kinds = folder.unknown.iter().map(|(kind, count)| {
            let kind = if kind.is_empty() { "no extension".to_owned() } else { format!(".{kind}") };
            format!("{count} {kind}")
        });
        writeln!(out, "      of unknown kinds: {}", kinds.collect::<Vec<_>>().join(", "))?;
    }
    for (path, reason) in &folder.first_refused {
        writeln!(out, "      passed by: {}: {reason}", printable(path))?;
    }
    Ok(())
}

fn moment(seconds: i64) -> String {
    match jiff::Timestamp::from_second(seconds) {
        Ok(moment) => moment.strftime("%Y-%m-%d %H:%M:%S UTC").to_string(),
        Err(_) => "unknown".to_owned(),
    }
}
