//! `depeche forget`: stop following, and take the articles out.

use std::io::{self, Write};

use indexer::{Indexer, Options};
use schema::Home;

use crate::Outcome;
use crate::args::ForgetArgs;
use crate::settings::Settings;

pub(crate) fn run(args: &ForgetArgs, settings: &Settings) -> anyhow::Result<Outcome> {
    let mut indexer = Indexer::open(Home::new(&settings.index), Options::default())?;
    for path in &args.paths {
        let removed = indexer.forget(path, &indexer::Silent)?;
        writeln!(io::stderr().lock(), "`{}` is no longer followed; {removed} articles were taken out", path.display())?;
    }
    Ok(Outcome::Done)
}
