//! What cannot be read is reported by name and reason, and the rest goes on.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use super::{World, line, text};
use crate::{Error, Hold, Indexer, Options, Silent, SyncOptions};

fn only_reason(failed: &[crate::FailedFile]) -> (PathBuf, &str) {
    let [failed] = failed else { panic!("{failed:?}") };
    (failed.path.clone(), &failed.reason)
}

fn gzip(content: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_bad_record_is_told_with_its_line() {
    let world = World::new();
    world.write("a.jsonl", &format!("{}{{\"id\": \"2\", \n{}", line("1", "First"), line("3", "Third")));
    let summary = world.sync();
    assert_eq!((summary.added, summary.bad_records), (2, 1));
    assert_eq!(summary.first_bad_records[0].line, Some(2));
    assert!(summary.failed.is_empty());
}

#[test]
fn a_file_that_is_no_text_is_told_until_it_is_one() {
    let world = World::new();
    fs::write(world.path("a.json"), [0u8, 159, 146, 150, 7, 255]).unwrap();
    world.write("b.txt", &text("The bridge"));
    let summary = world.sync();
    assert_eq!(summary.added, 1);
    assert_eq!(only_reason(&summary.failed).0, world.path("a.json").canonicalize().unwrap());
    let again = world.sync();
    assert_eq!(only_reason(&again.failed), only_reason(&summary.failed));
    world.write("a.json", line("1", "Mended").trim());
    let summary = world.sync();
    assert!(summary.failed.is_empty());
    assert_eq!(world.titles(), ["Mended", "The bridge"]);
}

#[test]
fn a_broken_archive_keeps_its_good_records_and_its_old_ones() {
    let world = World::new();
    // Records that do not pack well, so that half of the archive holds about half of them.
    let noise = |n: u32| blake3::hash(&n.to_le_bytes()).to_hex().repeat(20);
    let lines: Vec<String> = (0..200).map(|n| line(&n.to_string(), &format!("Story {n} {}", noise(n)))).collect();
    let whole = gzip(&lines.concat());
    fs::write(world.path("a.jsonl.gz"), &whole[..whole.len() / 2]).unwrap();
    let summary = world.sync();
    assert!((10..190).contains(&summary.added), "{summary:?}");
    assert!(only_reason(&summary.failed).1.contains("unpack"), "{summary:?}");

    fs::write(world.path("a.jsonl.gz"), &whole).unwrap();
    let mended = world.sync();
    assert_eq!((mended.added, mended.unchanged), (200 - summary.added, summary.added));
    assert!(mended.failed.is_empty());

    fs::write(world.path("a.jsonl.gz"), &whole[..whole.len() / 2]).unwrap();
    let broken = world.sync();
    assert_eq!((broken.removed, broken.unchanged, broken.failed.len()), (0, 200, 1));
    assert_eq!(world.titles().len(), 200);
}

#[test]
fn a_file_that_became_empty_has_no_articles() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.write("b.txt", &text("The tunnel"));
    world.sync();
    world.write("a.txt", "");
    let summary = world.sync();
    assert_eq!((summary.removed, summary.failed.len()), (1, 1));
    assert_eq!(world.titles(), ["The tunnel"]);
}

#[test]
fn a_folder_that_is_missing_or_became_empty_changes_nothing() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.sync();
    let away = world.folder.path().join("away");
    fs::rename(world.news(), &away).unwrap();
    let summary = world.sync_with(SyncOptions::default()).unwrap();
    assert_eq!((summary.skipped[0].reason.as_str(), summary.skipped[0].articles), ("is missing", 1));
    assert_eq!(world.titles(), ["The bridge"]);

    fs::create_dir(world.news()).unwrap();
    let summary = world.sync_with(SyncOptions::default()).unwrap();
    assert!(summary.skipped[0].reason.starts_with("is empty"));
    let full = world.sync_with(SyncOptions { full: true, ..SyncOptions::default() });
    assert!(matches!(full, Err(Error::Unbuildable { .. })), "{full:?}");
    assert_eq!(world.titles(), ["The bridge"]);

    let summary = world.sync_with(SyncOptions { allow_empty: true, ..SyncOptions::default() }).unwrap();
    assert_eq!(summary.removed, 1);
    assert!(world.titles().is_empty());
}

#[test]
fn what_is_no_article_is_counted_and_named() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.write("b.pdf", "x");
    world.write("c.PDF", "x");
    std::os::unix::fs::symlink(world.path("a.txt"), world.path("d.txt")).unwrap();
    let summary = world.sync();
    assert_eq!(summary.unknown.get("pdf"), Some(&2));
    assert_eq!(summary.refused, 1);
    assert_eq!(world.titles(), ["The bridge"]);
}

#[test]
fn paths_that_cannot_be_followed_are_refused() {
    let world = World::new();
    world.write("a.pdf", "x");
    assert!(matches!(world.sync_paths(&[&world.path("gone")]), Err(Error::NotFound { .. })));
    assert!(matches!(world.sync_paths(&[&world.path("a.pdf")]), Err(Error::NotFollowable { .. })));
    assert!(matches!(world.sync_with(SyncOptions::default()), Err(Error::Home(_))));
}

#[test]
fn the_second_writer_is_refused_at_once() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    let first = world.open();
    let second = Indexer::open(world.home(), Options::default());
    assert!(matches!(second, Err(Error::Locked { .. })));
    let hold = Hold::WhileSyncing;
    let mut third = Indexer::open(world.home(), Options { hold, ..Options::default() }).unwrap();
    let refused = third.sync(&[world.news()], &SyncOptions::default(), &Silent);
    assert!(matches!(refused, Err(Error::Locked { .. })));
    drop(first);
    third.sync(&[world.news()], &SyncOptions::default(), &Silent).unwrap();

    // In between, another one may write, and the first notices.
    world.write("b.txt", &text("The tunnel"));
    assert_eq!(world.sync().added, 1);
    world.write("c.txt", &text("The ferry"));
    assert_eq!(third.sync(&[], &SyncOptions::default(), &Silent).unwrap().added, 1);
    assert_eq!(world.titles().len(), 3);
}
