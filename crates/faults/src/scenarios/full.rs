//! A disk without room.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::compare;
use crate::mount::{self, Kind, Mount};
use crate::observe::difference;
use crate::{Article, Lab, Outcome, Tree, expected, observe};

const WHAT: &str = "disk full while indexing, merging, rebuilding and watching";

const SIZE: u64 = 3 << 20;

/// Lets the index outgrow its disk, in one great run, in steps of 16 KiB, in a rebuild, and under a watch.
///
/// The run fails and says why, or finds room after all; the old index serves; once there is room again the next run, or
/// the same watch, makes it say what the files say.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn full(lab: &Lab, steps: u64, _seed: u64) -> anyhow::Result<Outcome> {
    let folder = lab.folder()?;
    let folder = folder.path().canonicalize()?;
    if let Some(reason) = mount::impossible(&folder, Kind::Memory) {
        return Ok(Outcome::skip(WHAT, reason));
    }
    let mut outcome = Outcome::begin(WHAT);
    let mut told = Told::default();
    outgrow(lab, &folder.join("outgrow"), &mut told, &mut outcome)?;
    step(lab, &folder.join("step"), steps, &mut told, &mut outcome)?;
    watch(lab, &folder.join("watch"), &mut outcome)?;
    outcome.figure(format!("{} of {} runs had no room, and said so", told.refused, told.runs));
    outcome.expect(told.refused > 0, || "the disk was never full".to_owned());
    Ok(outcome.end(format!("{} runs", told.runs)))
}

#[derive(Default)]
struct Told {
    runs: usize,
    refused: usize,
}

/// A folder with news, and an index on a small disk of its own.
fn prepare(folder: &Path) -> anyhow::Result<(Tree, Mount)> {
    fs::create_dir_all(folder)?;
    let mut tree = Tree::new(folder.join("news"), false)?;
    tree.fill("export.jsonl", 200)?;
    let disk = Mount::memory(&folder.join("disk"), SIZE)?;
    std::os::unix::fs::symlink("disk/index", folder.join("index"))?;
    // A link that leads nowhere is no folder.
    fs::create_dir(folder.join("disk/index"))?;
    Ok((tree, disk))
}

/// Runs on a disk that may be full, and looks at what is left.
fn run(
    lab: &Lab,
    folder: &Path,
    args: &[&str],
    at: &str,
    told: &mut Told,
    outcome: &mut Outcome,
) -> anyhow::Result<()> {
    let before = observe(&folder.join("index"))?;
    let ran = lab.run(folder, args)?;
    told.runs += 1;
    let after = match observe(&folder.join("index")) {
        Ok(after) => after,
        Err(error) => {
            outcome.fault(format!("{at}: it cannot be opened: {error:#}"));
            return Ok(());
        }
    };
    let says_why = ["No space left", "free"].iter().any(|reason| ran.err().contains(reason));
    match ran.code() {
        Some(0) => {
            let difference = difference(&after.articles, &expected(&folder.join("news"))?);
            outcome.expect(difference.is_none(), || format!("{at}: reported as done: {difference:?}"));
        }
        Some(2) if says_why => told.refused += 1,
        _ => outcome.fault(format!("{at}: {}", ran.told())),
    }
    outcome.expect(after.sequence >= before.sequence, || format!("{at}: an older commit is back"));
    outcome.expect(after.repeated().is_empty(), || format!("{at}: articles are there twice"));
    let searched = lab.run(folder, &["search", "--json", "Lille"])?;
    outcome.expect(searched.code() == Some(0), || format!("{at}: {}", searched.told()));
    let checked = lab.run(folder, &["check", "--json"])?.json()?;
    let faults = checked["faults"].as_array().cloned().unwrap_or_default();
    let damaged = faults.iter().find(|fault| fault["touches"] != "table");
    outcome.expect(damaged.is_none(), || format!("{at}: `check` finds {damaged:?}"));
    Ok(())
}

/// Once there is room, the next run makes the index say what the files say.
fn goes_on(lab: &Lab, folder: &Path, at: &str, outcome: &mut Outcome) -> anyhow::Result<()> {
    let ran = lab.run(folder, &["index"])?;
    outcome.expect(ran.code() == Some(0), || format!("{at}, with room again: {}", ran.told()));
    compare(folder, &expected(&folder.join("news"))?, &format!("{at}, with room again"), outcome)?;
    let checked = lab.run(folder, &["check"])?;
    outcome.expect(checked.code() == Some(0), || format!("{at}, with room again: {}", checked.told()));
    Ok(())
}

fn outgrow(lab: &Lab, folder: &Path, told: &mut Told, outcome: &mut Outcome) -> anyhow::Result<()> {
    let (mut tree, disk) = prepare(folder)?;
    lab.run(folder, &["index", "news"])?.success()?;
    for n in 0..40 {
        tree.fill(&format!("more-{n}.jsonl"), 1_000)?;
    }
    run(lab, folder, &["index"], "outgrown", told, outcome)?;
    run(lab, folder, &["index"], "outgrown again", told, outcome)?;
    disk.resize(SIZE * 16)?;
    goes_on(lab, folder, "outgrown", outcome)
}

/// Leaves so little room that commits, merges or a rebuild have none, a little more each time.
fn step(lab: &Lab, folder: &Path, steps: u64, told: &mut Told, outcome: &mut Outcome) -> anyhow::Result<()> {
    let (mut tree, disk) = prepare(folder)?;
    lab.run(folder, &["index", "news"])?.success()?;
    let ballast = disk.place.join("ballast");
    for step in 0..steps {
        tree.add(&format!("{step}.txt"))?;
        tree.edit(3)?;
        let room = step * 16 * 1024;
        fs::write(&ballast, vec![1; usize::try_from(available(&disk.place, room)?)?])?;
        let full = step % 5 == 4;
        let args: &[&str] = if full { &["index", "--full"] } else { &["index"] };
        run(lab, folder, args, &format!("{room} bytes left, `{}`", args.join(" ")), told, outcome)?;
        fs::remove_file(&ballast)?;
        if step % 3 == 2 {
            goes_on(lab, folder, &format!("{room} bytes left"), outcome)?;
        }
    }
    goes_on(lab, folder, "after all steps", outcome)
}

/// Bytes of ballast that leave `room` on the small disk at `place`.
fn available(place: &Path, room: u64) -> anyhow::Result<u64> {
    let mut used = 0;
    for entry in walkdir::WalkDir::new(place) {
        used += entry?.metadata()?.len().div_ceil(4096) * 4096;
    }
    Ok(SIZE.saturating_sub(used + room))
}

/// A watch waits for room and goes on by itself.
fn watch(lab: &Lab, folder: &Path, outcome: &mut Outcome) -> anyhow::Result<()> {
    let (mut tree, disk) = prepare(folder)?;
    let mut watch = lab.start(folder, &["index", "--watch", "news"], "watch.log")?;
    watch.wait_for("following")?;
    for n in 0..40 {
        tree.fill(&format!("more-{n}.jsonl"), 1_000)?;
    }
    let waits = watch.wait_for("trying again later")?;
    outcome.expect(waits, || format!("a watch ends when the disk is full: {}", watch.said()));
    let searched = lab.run(folder, &["search", "--json", "Lille"])?;
    outcome.expect(searched.code() == Some(0), || format!("beside a watch that waits: {}", searched.told()));
    disk.resize(SIZE * 16)?;
    let wanted: Vec<Article> = expected(&tree.root)?;
    let deadline = Instant::now() + Duration::from_secs(180);
    let is_there = || observe(&folder.join("index")).is_ok_and(|found| found.articles == wanted);
    while !is_there() {
        if Instant::now() > deadline {
            outcome.fault(format!("a watch never goes on when there is room again: {}", watch.said()));
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    drop(watch);
    goes_on(lab, folder, "after a watch", outcome)
}
