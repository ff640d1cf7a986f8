//! Very many small files.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde_json::Value;

use super::compare;
use crate::{Lab, Outcome, Tree, expected, observe};

/// An idle run may take so many times what `find` takes that prints the size and time of all files.
const IDLE: f64 = 1.5;

/// From the moment a file is closed, or has its name, to the moment a search finds it.
const FRESH: Duration = Duration::from_secs(1);

/// Indexes many small files, runs again when nothing has changed, and adds single files under a watch.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn many(lab: &Lab, files: usize, news: usize, _seed: u64) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::begin("very many small files");
    let folder = lab.folder()?;
    let folder = folder.path().canonicalize()?;
    let mut tree = Tree::new(folder.join("news"), false)?;
    for n in 0..files {
        tree.add(&format!("{:02}/{:02}/{n}.txt", n % 40, n / 40 % 25))?;
    }
    let first = lab.run(&folder, &["index", "news", "--json"])?.success()?;
    outcome.figure(format!("first index {:.1} s", first.took.as_secs_f64()));
    compare(&folder, &expected(&tree.root)?, "after the first run", &mut outcome)?;
    // Files that were just written are read once more, when their clock has ticked.
    lab.run(&folder, &["index"])?.success()?;
    let (mut found, mut idle) = (Vec::new(), Vec::new());
    for _ in 0..7 {
        found.push(find(&tree.root)?);
        let ran = lab.run(&folder, &["index", "--json"])?.success()?;
        idle.push(ran.took);
        let summary: Value = ran.json()?;
        outcome.expect(summary["files_read"] == 0, || format!("an idle run reads files: {summary}"));
    }
    let (found, idle) = (middle(found), middle(idle));
    let ratio = idle.as_secs_f64() / found.as_secs_f64();
    outcome.figure(format!(
        "idle run {:.0} ms, `find` {:.0} ms: {ratio:.2} times",
        idle.as_secs_f64() * 1e3,
        found.as_secs_f64() * 1e3
    ));
    outcome.expect(ratio < IDLE, || format!("an idle run takes {ratio:.2} times as long as `find`"));
    watch(lab, &folder, &mut tree, news, &mut outcome)?;
    Ok(outcome.end(format!("{files} files")))
}

fn find(root: &Path) -> anyhow::Result<Duration> {
    let start = Instant::now();
    let found = Command::new("find").arg(root).args(["-printf", "%s %T@\n"]).stdout(Stdio::null()).status()?;
    ensure!(found.success(), "`find` fails");
    Ok(start.elapsed())
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// New files under a watch, by turns written in place and renamed when they are whole.
fn watch(lab: &Lab, folder: &Path, tree: &mut Tree, news: usize, outcome: &mut Outcome) -> anyhow::Result<()> {
    let mut watch = lab.start(folder, &["index", "--watch"], "watch.log")?;
    ensure!(watch.wait_for("following")?, "the watch ends: {}", watch.said());
    std::thread::sleep(Duration::from_secs(3));
    let mut times = Vec::new();
    for n in 0..news {
        let word = format!("zzyzx{n}q");
        let text = format!("A new file {n}\n\nNobody has ever heard of {word} before today, says the mayor of Lyon.\n");
        let (hidden, shown) = (tree.root.join(format!(".new-{n}")), tree.root.join(format!("07/new-{n}.txt")));
        if n % 2 == 0 {
            fs::write(&shown, text)?;
        } else {
            fs::write(&hidden, text)?;
            fs::rename(&hidden, &shown)?;
        }
        let start = Instant::now();
        while lab.run(folder, &["search", "--json", &word])?.code() != Some(0) {
            ensure!(start.elapsed() < Duration::from_secs(60), "{word} is never found: {}", watch.said());
        }
        times.push(start.elapsed());
        // Not every file comes while the one before is being written.
        std::thread::sleep(Duration::from_millis(500));
    }
    let slowest = times.iter().max().copied().context("no new files")?;
    outcome.figure(format!(
        "a new file found after {:.0} ms, at most {:.0} ms",
        middle(times).as_secs_f64() * 1e3,
        slowest.as_secs_f64() * 1e3
    ));
    outcome.expect(slowest < FRESH, || format!("a new file was found after {:.2} s", slowest.as_secs_f64()));
    let held = observe(&folder.join("index"))?;
    let wanted = expected(&tree.root)?.len();
    outcome.expect(held.articles.len() == wanted, || format!("{} articles of {wanted}", held.articles.len()));
    Ok(())
}
