//! `depeche read`: what is found in files, without an index.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use entities::Recogniser;
use indexer::Records;
use server::wire::ArticleView;

use crate::Outcome;
use crate::args::ReadArgs;
use crate::output::article::print_article;

pub(crate) fn run(args: &ReadArgs) -> anyhow::Result<Outcome> {
    let recogniser = Recogniser::new();
    let mut count = 0;
    let mut failed = false;
    for file in &args.files {
        count += read(file, args.json, &recogniser, &mut failed)?;
    }
    if failed {
        anyhow::bail!("not everything could be read; {count} articles were");
    }
    Ok(Outcome::of(count))
}

/// Prints the articles of `file`; what cannot be read is reported, and the rest goes on.
fn read(file: &Path, json: bool, recogniser: &Recogniser, failed: &mut bool) -> anyhow::Result<u64> {
    // A file by itself lies in no followed folder: only its name is evidence, and part of its id.
    let inside = file.file_name().map(Path::new).unwrap_or(file);
    let records = match Records::open(file, inside).with_context(|| format!("cannot read `{}`", file.display())) {
        Ok(records) => records,
        Err(error) => {
            *failed = true;
            crate::failure::report(&error);
            return Ok(0);
        }
    };
    let mut out = io::stdout().lock();
    let mut count = 0;
    for record in records {
        let (key, article) = match record {
            Ok(record) => record,
            Err(fault) => {
                *failed = true;
                writeln!(io::stderr().lock(), "warning: `{}`: {fault}", file.display())?;
                continue;
            }
        };
        count += 1;
        let id = indexer::article_id(&article, inside, &key).to_string();
        let view = ArticleView::new(id, file.display().to_string(), indexer::analyse(article, recogniser));
        if json {
            serde_json::to_writer(&mut out, &view)?;
            writeln!(out)?;
        } else {
            print_article(&mut out, &view)?;
        }
    }
    Ok(count)
}
