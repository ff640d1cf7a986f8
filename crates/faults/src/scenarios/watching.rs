//! What happens around a writer that runs for years.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::ensure;

use super::compare;
use crate::observe::difference;
use crate::{Article, Lab, Outcome, Running, Tree, expected, observe};

/// Says that a watch is ready.
const READY: &str = "following";

fn start_watch(lab: &Lab, folder: &Path) -> anyhow::Result<Running> {
    let mut watch = lab.start(folder, &["index", "--watch", "news"], "watch.log")?;
    ensure!(watch.wait_for(READY)?, "the watch ends: {}", watch.said());
    // That it says so comes a moment before it looks.
    std::thread::sleep(Duration::from_millis(300));
    Ok(watch)
}

/// Waits until the index says what the files say; gives how long that took, or how it differs in the end.
fn wait_until(folder: &Path, files: &[Article], limit: Duration) -> Result<Duration, String> {
    let start = Instant::now();
    loop {
        let found = observe(&folder.join("index")).map_err(|error| format!("{error:#}"))?;
        let Some(difference) = difference(&found.articles, files) else { return Ok(start.elapsed()) };
        if start.elapsed() > limit {
            return Err(difference);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Stops a watch while so many files are made that the system drops events; it finds all of them when it goes on.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn overflow(lab: &Lab, files: usize, _seed: u64) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::begin("events dropped while a watch is stopped (`SIGSTOP`)");
    let folder = lab.folder()?;
    let folder = folder.path().canonicalize()?;
    let mut tree = Tree::new(folder.join("news"), false)?;
    tree.add("old/0.txt")?;
    let watch = start_watch(lab, &folder)?;
    watch.signal("STOP")?;
    for n in 0..files {
        tree.add(&format!("{}/{n}.txt", n % 50))?;
    }
    fs::remove_file(tree.root.join("old/0.txt"))?;
    watch.signal("CONT")?;
    let queue = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap_or_default();
    outcome.figure(format!("the system keeps {} events", queue.trim()));
    match wait_until(&folder, &expected(&tree.root)?, Duration::from_secs(240)) {
        Ok(took) => outcome.figure(format!("all of it indexed after {:.1} s", took.as_secs_f64())),
        Err(difference) => outcome.fault(format!("never found: {difference}")),
    }
    Ok(outcome.end(format!("{files} files, some {} events", 3 * files)))
}

/// The second writer says within the `limit` who writes, and may write as soon as the first is killed.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn writers(lab: &Lab, rounds: usize, limit: Duration, _seed: u64) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::begin("two writers at once; the first is killed");
    let folder = lab.folder()?;
    let folder = folder.path();
    Tree::new(folder.join("news"), false)?.add("a.txt")?;
    let mut slowest = Duration::ZERO;
    for _ in 0..rounds {
        let watch = start_watch(lab, folder)?;
        let holder = format!("process {} ", watch.id());
        for args in [&["index"][..], &["index", "news"], &["forget", "news"], &["check", "--repair"]] {
            let second = lab.run(folder, args)?;
            slowest = slowest.max(second.took);
            outcome.expect(second.code() == Some(2) && second.err().contains(&holder), || second.told());
            outcome.expect(second.took < limit, || format!("{:?}: {}", second.took, second.told()));
        }
        let read = lab.run(folder, &["search", "Lyon"])?;
        outcome.expect(read.code() == Some(0), || format!("a reader beside a writer: {}", read.told()));
        watch.kill()?;
        let third = lab.run(folder, &["index"])?;
        outcome.expect(third.code() == Some(0), || format!("after the kill: {}", third.told()));
    }
    outcome.figure(format!("the slowest refusal took {:.2} s", slowest.as_secs_f64()));
    Ok(outcome.end(format!("{rounds} rounds")))
}

/// Files from the past and the future: their changes are noticed, and they are not read without end.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn clock(lab: &Lab, _seed: u64) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::begin("clock set back and forward; files from 1970 and 2100");
    let folder = lab.folder()?;
    let folder = folder.path().canonicalize()?;
    let mut tree = Tree::new(folder.join("news"), false)?;
    let day = Duration::from_secs(24 * 3600);
    let times = [UNIX_EPOCH, UNIX_EPOCH + day * 365 * 130, SystemTime::now() - day, SystemTime::now() + day];
    let write = |tree: &mut Tree, to: SystemTime, name: &str| -> anyhow::Result<()> {
        tree.add(name)?;
        Ok(File::options().write(true).open(tree.root.join(name))?.set_modified(to)?)
    };
    let mut tried = 0;
    for (n, first) in times.into_iter().enumerate() {
        for (m, second) in times.into_iter().enumerate() {
            let name = format!("{n}{m}.txt");
            // A file that is rewritten in place in the same size and given the very time it had looks unchanged.
            let second = if n == m { second + Duration::from_secs(1) } else { second };
            for time in [first, second] {
                write(&mut tree, time, &name)?;
                lab.run(&folder, &["index", "news"])?.success()?;
                compare(&folder, &expected(&tree.root)?, &format!("{name} of {time:?}"), &mut outcome)?;
                tried += 1;
            }
        }
    }
    // What has just been written is read once more, when its clock has ticked.
    std::thread::sleep(Duration::from_millis(2100));
    lab.run(&folder, &["index"])?.success()?;
    let idle = lab.run(&folder, &["index", "--json"])?.json()?;
    outcome.expect(idle["files_read"] == 0, || format!("files are read without end: {idle}"));
    let watch = start_watch(lab, &folder)?;
    for (n, time) in times.into_iter().enumerate() {
        write(&mut tree, time, &format!("watched-{n}.txt"))?;
        if let Err(difference) = wait_until(&folder, &expected(&tree.root)?, Duration::from_secs(30)) {
            outcome.fault(format!("a watch misses a file of {time:?}: {difference}"));
        }
        tried += 1;
    }
    drop(watch);
    Ok(outcome.end(format!("{tried} changes")))
}
