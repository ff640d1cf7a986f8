//! `depeche backup`: a copy of the index as of its last commit.

use std::io::{self, Write};

use indexer::Backup;
use schema::Home;

use crate::Outcome;
use crate::args::BackupArgs;
use crate::settings::Settings;

pub(crate) fn run(args: &BackupArgs, settings: &Settings) -> anyhow::Result<Outcome> {
    let backup = indexer::backup(&Home::new(&settings.index), &args.dir)?;
    if args.json {
        writeln!(io::stdout().lock(), "{}", serde_json::to_string(&backup)?)?;
        return Ok(Outcome::Done);
    }
    let Backup { folder, sequence, linked, copied, bytes } = backup;
    let size = indicatif::HumanBytes(bytes);
    let mut err = io::stderr().lock();
    writeln!(err, "commit {sequence} copied to `{}` and checked: {size}", folder.display())?;
    writeln!(err, "{linked} files share their bytes with the index, {copied} were copied")?;
    Ok(Outcome::Done)
}
