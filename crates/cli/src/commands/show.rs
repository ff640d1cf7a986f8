//! `depeche show`: one article of the index.

use std::io::{self, Write};

use query::{Archive, ListedHit};
use server::wire::{ArticleView, Similar};

use crate::Outcome;
use crate::args::ShowArgs;
use crate::output::article::print_article;
use crate::output::style::printable;
use crate::settings::Settings;

pub(crate) fn run(args: &ShowArgs, settings: &Settings) -> anyhow::Result<Outcome> {
    let archive = Archive::open_with_names(&settings.index, &settings.names)?;
    let Some(stored) = archive.article(&args.id)? else {
        writeln!(io::stderr().lock(), "there is no article `{}` in `{}`", args.id, settings.index.display())?;
        return Ok(Outcome::Nothing);
    };
    if args.similar {
        let nearest = archive.similar(&args.id, args.limit)?.unwrap_or_default();
        return similar(args, &nearest);
    }
    let view = ArticleView::from(stored);
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer(&mut out, &view)?;
        writeln!(out)?;
    } else {
        print_article(&mut out, &view)?;
    }
    Ok(Outcome::Done)
}

/// Prints the articles nearest to one.
fn similar(args: &ShowArgs, nearest: &[ListedHit]) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer(&mut out, &Similar::new(&args.id, nearest))?;
        writeln!(out)?;
        return Ok(Outcome::of(nearest.len() as u64));
    }
    for hit in nearest {
        let date = hit.article.published.map(|published| published.date.to_string()).unwrap_or_default();
        writeln!(out, "{}  {date:10}  {}", hit.article.id, printable(&hit.article.headline))?;
    }
    Ok(Outcome::of(nearest.len() as u64))
}
