//! What is tried. Each scenario has its own module.

mod crashes;
mod full;
mod http;
mod kills;
mod many;
mod power;
mod soak;
mod tamper;
mod walk;
mod watching;

pub use crashes::{Crashes, crashes};
pub use full::full;
pub use kills::{Kills, kills};
pub use many::many;
pub use power::power;
pub use soak::{Soak, soak};
pub use tamper::{Flips, cuts, flips, versions};
pub use walk::{Walk, walk};
pub use watching::{clock, overflow, writers};

use crate::observe::difference;
use crate::{Article, Lab, Observed, Outcome, observe};

use std::path::Path;

/// Compares what the index in `folder` holds with `expected`; gives what it holds.
fn compare(folder: &Path, expected: &[Article], when: &str, outcome: &mut Outcome) -> anyhow::Result<Observed> {
    let found = observe(&folder.join("index"))?;
    if let Some(difference) = difference(&found.articles, expected) {
        outcome.fault(format!("{when}: {difference}"));
    }
    Ok(found)
}

/// Compares the index in `folder`, which follows `roots`, with one that is built at once from the same files.
fn compare_with_fresh(
    lab: &Lab,
    folder: &Path,
    roots: &[&str],
    when: &str,
    outcome: &mut Outcome,
) -> anyhow::Result<()> {
    let fresh = folder.join("fresh");
    let index = fresh.join("index").to_string_lossy().into_owned();
    lab.run(folder, &[&["index", "--index", &index][..], roots].concat())?.success()?;
    let (found, built) = (observe(&folder.join("index"))?, observe(&fresh.join("index"))?);
    if let Some(difference) = difference(&found.articles, &built.articles) {
        outcome.fault(format!("{when}, beside an index built at once: {difference}"));
    } else if let Some((one, _)) = found.stored.iter().zip(&built.stored).find(|(a, b)| a != b) {
        outcome.fault(format!("{when}: `{}` is stored otherwise than in an index built at once", one.path));
    }
    std::fs::remove_dir_all(fresh)?;
    Ok(())
}
