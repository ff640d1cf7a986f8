//! Between two commits anything may happen.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use schema::Fingerprints;

use super::{World, line, text};
use crate::batch::Pace;
use crate::{Error, Event, Indexer, Options, Silent, SyncOptions};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &target) } else { _ = fs::copy(entry.path(), target).unwrap() }
    }
}

fn log_of(generation: &Path) -> PathBuf {
    let is_log = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "log");
    fs::read_dir(generation).unwrap().map(|entry| entry.unwrap().path()).find(is_log).unwrap()
}

#[test]
fn what_follows_the_last_commit_in_the_ledger_is_cut_off() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.sync();
    let log = log_of(&world.generation());
    let length = fs::metadata(&log).unwrap().len();
    OpenOptions::new().append(true).open(&log).unwrap().write_all(&[7; 1000]).unwrap();
    world.write("b.txt", &text("The tunnel"));
    world.sync();
    assert!(fs::metadata(&log).unwrap().len() < length + 1000);
    assert_eq!(world.titles(), ["The bridge", "The tunnel"]);
}

#[test]
fn a_kill_between_ledger_and_commit_leaves_the_last_commit() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.sync();
    // The ledger of a later commit, beside the index of an earlier one.
    let before = world.folder.path().join("before");
    copy(world.home().folder(), &before);
    world.write("a.txt", &text("The old bridge"));
    world.write("b.txt", &text("The tunnel"));
    world.sync();
    let later = fs::read(log_of(&world.generation())).unwrap();
    fs::remove_dir_all(world.home().folder()).unwrap();
    fs::rename(&before, world.home().folder()).unwrap();
    fs::write(log_of(&world.generation()), later).unwrap();
    fs::write(world.generation().join(".tmpAbC123"), "left behind").unwrap();
    let segment = world.generation().join("00000000000000000000000000000000.store");
    fs::write(&segment, "left behind").unwrap();
    let managed = world.generation().join(".managed.json");
    let listed: Vec<String> = serde_json::from_str(&fs::read_to_string(&managed).unwrap()).unwrap();
    let name = segment.file_name().unwrap().to_string_lossy().into_owned();
    fs::write(&managed, serde_json::to_string(&[listed, vec![name]].concat()).unwrap()).unwrap();

    let summary = world.sync();
    assert_eq!((summary.added, summary.changed), (1, 1));
    assert_eq!(world.titles(), ["The old bridge", "The tunnel"]);
    assert!(!world.generation().join(".tmpAbC123").exists() && !segment.exists());
}

#[test]
fn a_long_run_commits_in_between_and_goes_on_where_it_was_stopped() {
    let world = World::new();
    let lines: String = (0..3000).map(|n| line(&n.to_string(), &format!("Story {n}"))).collect();
    world.write("a.jsonl", &lines);
    let stop = Arc::new(AtomicBool::new(false));
    let mut indexer = Indexer::open(world.home(), Options { stop: Arc::clone(&stop), ..Options::default() }).unwrap();
    indexer.pace = Pace { documents: 100, ..Pace::default() };
    let stop_soon = |event: &Event| {
        if matches!(event, Event::Committed { .. }) {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let first = indexer.sync(&[world.news()], &SyncOptions::default(), &stop_soon).unwrap();
    assert!(first.stopped && first.added >= 100);
    assert_eq!(world.titles().len() as u64, first.added);
    drop(indexer);

    let second = world.sync();
    assert_eq!((second.unchanged, second.unchanged + second.added), (first.added, 3000));
    assert_eq!(world.titles().len(), 3000);
}

#[test]
fn a_damaged_ledger_is_refused_until_it_is_built_anew() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.sync();
    let log = log_of(&world.generation());
    let mut bytes = fs::read(&log).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 0x55;
    fs::write(&log, bytes).unwrap();
    let refused = world.sync_with(SyncOptions::default());
    assert!(matches!(refused, Err(Error::Ledger { .. })), "{refused:?}");
    assert_eq!(world.titles(), ["The bridge"]);
    let summary = world.sync_with(SyncOptions { full: true, ..SyncOptions::default() }).unwrap();
    assert!(summary.rebuilt);
    assert_eq!(world.titles(), ["The bridge"]);
}

fn with_rules(world: &World, change: impl FnOnce(&mut Fingerprints)) -> Indexer {
    let mut indexer = world.open();
    change(&mut indexer.rules);
    indexer
}

#[test]
fn other_rules_for_words_are_built_beside() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.sync();
    let old = world.generation();
    let mut indexer = with_rules(&world, |rules| rules.analysis.push_str("-other"));
    let summary = indexer.sync(&[], &SyncOptions::default(), &Silent).unwrap();
    assert!(summary.rebuilt && summary.sequence > 2);
    assert_ne!(world.generation(), old);
    assert!(!old.exists());
    assert_eq!(world.titles(), ["The bridge"]);
    // It is not done again.
    assert!(!indexer.sync(&[], &SyncOptions::default(), &Silent).unwrap().rebuilt);
}

#[test]
fn a_rebuild_that_was_stopped_goes_on() {
    let world = World::new();
    let lines: String = (0..2000).map(|n| line(&n.to_string(), &format!("Story {n}"))).collect();
    world.write("a.jsonl", &lines);
    world.sync();
    let old = world.generation();
    let stop = Arc::new(AtomicBool::new(false));
    let mut indexer = Indexer::open(world.home(), Options { stop: Arc::clone(&stop), ..Options::default() }).unwrap();
    indexer.rules.analysis.push_str("-other");
    indexer.pace = Pace { documents: 100, ..Pace::default() };
    let commits = std::cell::Cell::new(0);
    let stop_soon = |event: &Event| {
        commits.set(commits.get() + u32::from(matches!(event, Event::Committed { .. })));
        stop.store(commits.get() > 0, Ordering::Relaxed);
    };
    let stopped = indexer.sync(&[], &SyncOptions::default(), &stop_soon).unwrap();
    assert!(stopped.stopped && !stopped.rebuilt && stopped.added < 2000);
    assert_eq!(world.generation(), old);
    assert_eq!(world.titles().len(), 2000);

    stop.store(false, Ordering::Relaxed);
    let rebuilt = indexer.sync(&[], &SyncOptions::default(), &Silent).unwrap();
    assert!(rebuilt.rebuilt);
    assert_eq!((rebuilt.unchanged, rebuilt.added), (stopped.added, 2000 - stopped.added));
    assert_ne!(world.generation(), old);
    assert_eq!(world.home().generations().unwrap().len(), 1);
}

#[test]
fn a_commit_that_changes_no_article_leaves_the_tables() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    while world.sync().files_read > 0 {}
    let generation = world.generation();
    let registry = || fs::metadata(schema::Home::registry_file(&generation)).unwrap().modified().unwrap();
    let before = (registry(), world.sync().sequence);
    world.write("b.pdf", "x");
    let after = (world.sync().sequence, registry());
    assert_eq!(after, (before.1 + 1, before.0));
    assert_eq!(fs::read_to_string(generation.join("names.sequence")).unwrap(), after.0.to_string());
}

#[test]
fn other_rules_for_dates_or_names_are_read_again_in_place() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.write("b.jsonl", &line("1", "The tunnel"));
    world.sync();
    let generation = world.generation();
    let mut indexer = with_rules(&world, |rules| rules.dates.push_str("-other"));
    let summary = indexer.sync(&[], &SyncOptions::default(), &Silent).unwrap();
    assert_eq!((summary.changed, summary.rebuilt), (2, false));
    assert_eq!(world.generation(), generation);
}

#[test]
fn an_index_of_a_newer_version_is_refused_and_stays() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.sync();
    let mut indexer = with_rules(&world, |rules| rules.schema = "schema-0".to_owned());
    for full in [false, true] {
        let refused = indexer.sync(&[], &SyncOptions { full, ..SyncOptions::default() }, &Silent);
        assert!(matches!(refused, Err(Error::Foreign { .. })), "{refused:?}");
    }
    assert_eq!(world.titles(), ["The bridge"]);
}

#[test]
fn a_full_run_builds_anew_what_is_followed() {
    let world = World::new();
    world.write("a/a.txt", &text("The bridge"));
    world.write("b/b.txt", &text("The tunnel"));
    world.sync_paths(&[&world.path("a")]).unwrap();
    let full = SyncOptions { full: true, ..SyncOptions::default() };
    let summary = world.open().sync(&[world.path("b")], &full, &Silent).unwrap();
    assert!(summary.rebuilt);
    assert_eq!(world.titles(), ["The bridge", "The tunnel"]);
    assert_eq!(world.home().generations().unwrap().len(), 1);
}

#[test]
fn a_ledger_of_many_changes_is_written_anew() {
    let world = World::new();
    let lines =
        |day: u32| (0..3000).map(|n| line(&n.to_string(), &format!("Day {day}, story {n}"))).collect::<String>();
    let mut indexer = world.open();
    let mut logs = std::collections::BTreeSet::new();
    for day in 0..6 {
        world.write("a.jsonl", &lines(day));
        indexer.sync(&[world.news()], &SyncOptions::default(), &Silent).unwrap();
        logs.insert(log_of(&world.generation()));
    }
    assert!(logs.len() > 1, "{logs:?}");
    drop(indexer);
    assert_eq!(world.sync_with(SyncOptions::default()).unwrap().unchanged, 3000);
    assert!(world.titles().iter().all(|title| title.starts_with("Day 5")));
}

#[test]
fn a_damaged_or_missing_file_of_a_generation_is_mended_by_a_repair() {
    let check = |name: &str, damage: fn(&Path)| {
        let world = World::new();
        world.write("a.txt", &text("The bridge"));
        world.sync();
        damage(&world.generation().join(name));
        let checked = crate::check(&world.home()).unwrap();
        assert!(!checked.is_sound(), "{name}");
        if crate::repair(&world.home(), &Silent).is_err() {
            // With the ledger, what was followed is gone: it has to be named.
            assert!(name.starts_with("ledger-"), "{name}");
            let full = SyncOptions { full: true, ..SyncOptions::default() };
            world.open().sync(&[world.news()], &full, &Silent).unwrap();
        }
        assert!(crate::check(&world.home()).unwrap().is_sound(), "{name}");
        assert_eq!(world.titles(), ["The bridge"]);
    };
    check("meta.json", |file| fs::write(file, "{").unwrap());
    check("meta.json", |file| fs::write(file, [0xff; 9]).unwrap());
    check(".managed.json", |file| fs::write(file, "").unwrap());
    check("ledger-000001.log", |file| fs::remove_file(file).unwrap());
    check("ledger-000001.log", |file| fs::write(file, "").unwrap());
}
