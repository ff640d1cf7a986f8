//! `depeche show`: one article of the index.

use std::io::{self, Write};

use query::Archive;
use server::wire::ArticleView;

use crate::Outcome;
use crate::args::ShowArgs;
use crate::output::article::print_article;
use crate::settings::Settings;

pub(crate) fn run(args: &ShowArgs, settings: &Settings) -> anyhow::Result<Outcome> {
    let archive = Archive::open_with_names(&settings.index, &settings.names)?;
    let Some(stored) = archive.article(&args.id)? else {
        writeln!(io::stderr().lock(), "there is no article `{}` in `{}`", args.id, settings.index.display())?;
        return Ok(Outcome::Nothing);
    };
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
