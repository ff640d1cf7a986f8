//! `depeche entities`: which names are one, and why.

use std::io::{self, Write};

use query::Archive;
use server::wire::Entities;

use crate::Outcome;
use crate::args::EntitiesArgs;
use crate::settings::Settings;

pub(crate) fn run(args: &EntitiesArgs, settings: &Settings) -> anyhow::Result<Outcome> {
    let archive = Archive::open_with_names(&settings.index, &settings.names)?;
    let name = args.name.join(" ");
    let found = archive.entities(&name, args.limit, settings.language);
    let outcome = Outcome::of(found.len() as u64);
    let mut out = io::stdout().lock();
    if args.json {
        writeln!(
            out,
            "{}",
            serde_json::to_string(&Entities { name, entities: found.into_iter().map(Into::into).collect() })?
        )?;
        return Ok(outcome);
    }
    for entity in found {
        writeln!(out, "{}  {}  {} articles", entity.name, entity.kind, entity.articles)?;
        for name in entity.names {
            writeln!(out, "    {:40} {:>6}  {}", name.name, name.articles, name.why)?;
        }
    }
    Ok(outcome)
}
