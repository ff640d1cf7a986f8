//! The writer dies at any moment.

use std::path::Path;
use std::time::{Duration, Instant};

use super::{compare, compare_with_fresh};
use crate::{Article, Draw, Lab, Outcome, Running, Tree, expected, observe};

/// How much of it.
#[derive(Clone, Copy, Debug)]
pub struct Kills {
    /// How often a writer is killed.
    pub kills: usize,
    /// The slowest restart that is no fault; a busy machine proves nothing.
    pub restart: Duration,
}

/// Kills in one folder before a new one is begun.
const KILLS_A_FOLDER: usize = 50;

/// Kills `index`, `index --watch` and `index --full` at random moments while files change.
///
/// After each kill the index opens, its ledger and its articles agree, no article is there twice, and none is missing
/// that a reader saw, or that was reported as done, and whose file is as it was. The next run makes it say what the
/// files say, and leaves nothing behind.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn kills(lab: &Lab, size: Kills, seed: u64) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::begin("`kill -9` while indexing, watching and rebuilding");
    let mut told = Told { limit: size.restart, ..Told::default() };
    let mut killed = 0;
    for round in 0.. {
        let left = size.kills.saturating_sub(killed).min(KILLS_A_FOLDER);
        if left == 0 {
            break;
        }
        let mut draw = Draw::new(seed + round);
        let folder = lab.folder()?;
        let mut tree = Tree::new(folder.path().join("news"), false)?;
        tree.fill("export.jsonl", 300)?;
        for _ in 0..left {
            let when = format!("seed {seed}, kill {killed}");
            kill_once(lab, folder.path(), &mut tree, &mut draw, &when, &mut told, &mut outcome)?;
            killed += 1;
        }
        restart(lab, folder.path(), &tree, "at the end", &mut told, &mut outcome)?;
        compare_with_fresh(lab, folder.path(), &["news"], "at the end", &mut outcome)?;
    }
    outcome.expect(told.finished < killed, || "no writer was killed before it was done".to_owned());
    outcome.figure(format!("{} of them after the run was done", told.finished));
    outcome.figure(format!("{} articles acknowledged before a kill looked for after it", told.acknowledged));
    outcome.figure(format!("slowest restart {:.2} s", told.slowest.as_secs_f64()));
    Ok(outcome.end(format!("{killed} kills")))
}

#[derive(Default)]
struct Told {
    /// Articles that were acknowledged before a kill.
    acknowledged: usize,
    /// Runs that were done before they were killed.
    finished: usize,
    slowest: Duration,
    /// No restart may take longer.
    limit: Duration,
}

fn kill_once(
    lab: &Lab,
    folder: &Path,
    tree: &mut Tree,
    draw: &mut Draw,
    when: &str,
    told: &mut Told,
    outcome: &mut Outcome,
) -> anyhow::Result<()> {
    for _ in 0..draw.below(12) {
        tree.step(draw)?;
    }
    if draw.once_in(3) {
        tree.edit(2 + draw.below(5))?;
    }
    let args: &[&str] = match draw.below(10) {
        0..=4 => &["index", "--watch", "news"],
        5 => &["index", "--full", "news"],
        _ => &["index", "news"],
    };
    let until = Instant::now() + draw.between(20, 800);
    // In half of the runs nothing changes, so that what is reported as done must be there to the last article.
    let changes = draw.once_in(2);
    let writer = lab.start(folder, args, "index.log")?;
    while Instant::now() < until {
        if changes && draw.once_in(3) {
            tree.step(draw)?;
        }
        std::thread::sleep(Duration::from_millis(20).min(until.saturating_duration_since(Instant::now())));
    }
    let home = folder.join("index");
    // The first run of all may not have come to a commit.
    let seen = observe(&home).ok();
    let (done, log) = finish(writer)?;
    told.finished += usize::from(done);
    let when = format!("{when}, `{}`", args.join(" "));
    let Some(seen) = seen else {
        return restart(lab, folder, tree, &when, told, outcome);
    };
    let now = expected(&tree.root)?;
    let after = observe(&home)?;
    outcome.expect(after.sequence >= seen.sequence, || format!("{when}: an older commit is back"));
    let repeated = after.repeated();
    outcome.expect(repeated.is_empty(), || format!("{when}: twice in the index: {repeated:?}"));
    let is_still = |article: &&Article| now.binary_search(article).is_ok();
    for article in seen.articles.iter().filter(is_still) {
        told.acknowledged += 1;
        let is_there = after.articles.binary_search(article).is_ok();
        outcome.expect(is_there, || format!("{when}: seen before, and lost: {article:?}"));
    }
    if !changes && log.contains(" unchanged, ") {
        let difference = crate::observe::difference(&after.articles, &now);
        outcome.expect(difference.is_none(), || format!("{when}: reported as done: {difference:?}"));
    }
    let checked = lab.run(folder, &["check", "--json"])?.json()?;
    let faults = checked["faults"].as_array().cloned().unwrap_or_default();
    // Tables are derived after a commit; that they are of an older one is found and mended by the next run.
    let damaged = faults.iter().find(|fault| fault["touches"] != "table");
    outcome.expect(damaged.is_none(), || format!("{when}: `check` finds {damaged:?}"));
    outcome.expect(checked["articles"] == after.articles.len(), || {
        format!("{when}: the ledger has {} articles, the index {}", checked["articles"], after.articles.len())
    });
    // Every other time the next writer goes on from what the kill has left.
    if draw.once_in(2) { restart(lab, folder, tree, &when, told, outcome) } else { Ok(()) }
}

/// Kills a writer; gives whether it was done by itself, and what it said.
fn finish(writer: Running) -> anyhow::Result<(bool, String)> {
    let log = writer.log.clone();
    let done = writer.kill()?.is_some();
    Ok((done, std::fs::read_to_string(log)?))
}

/// Brings the index up to date after a kill and looks at all of it.
fn restart(
    lab: &Lab,
    folder: &Path,
    tree: &Tree,
    when: &str,
    told: &mut Told,
    outcome: &mut Outcome,
) -> anyhow::Result<()> {
    let ran = lab.run(folder, &["index", "news"])?;
    if ran.code() != Some(0) {
        outcome.fault(format!("{when}: no restart: {}", ran.told()));
        return Ok(());
    }
    told.slowest = told.slowest.max(ran.took);
    outcome.expect(ran.took < told.limit, || format!("{when}: the restart took {:.1} s", ran.took.as_secs_f64()));
    let found = compare(folder, &expected(&tree.root)?, &format!("{when}, restarted"), outcome)?;
    let idle = lab.run(folder, &["index", "--json"])?.json()?;
    let news = ["added", "changed", "removed"].map(|name| idle[name].as_u64());
    outcome.expect(news == [Some(0); 3], || format!("{when}: an idle run changes the index: {idle}"));
    outcome.expect(idle["unchanged"] == found.articles.len(), || format!("{when}: an idle run counts: {idle}"));
    let checked = lab.run(folder, &["check"])?;
    outcome.expect(checked.code() == Some(0), || format!("{when}: {}", checked.told()));
    let strays = found.strays()?;
    outcome.expect(strays.is_empty(), || format!("{when}: left behind: {strays:?}"));
    Ok(())
}
