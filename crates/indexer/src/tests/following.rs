//! Files and records come, change, move and go.

use std::fs;
use std::path::Path;

use super::{World, line, text, versions};
use crate::{Error, Silent, SyncOptions};

#[test]
fn files_come_change_move_and_go() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.write("2024/b.txt", &text("The tunnel"));
    let summary = world.sync();
    assert_eq!((summary.added, summary.changed, summary.removed, summary.unchanged), (2, 0, 0, 0));
    assert_eq!(world.titles(), ["The bridge", "The tunnel"]);

    world.write("a.txt", &text("The old bridge"));
    world.write("c.txt", &text("The ferry"));
    let summary = world.sync();
    assert_eq!((summary.added, summary.changed, summary.removed, summary.unchanged), (1, 1, 0, 1));
    assert_eq!(world.titles(), ["The ferry", "The old bridge", "The tunnel"]);

    fs::rename(world.path("2024"), world.path("2025")).unwrap();
    fs::remove_file(world.path("c.txt")).unwrap();
    let summary = world.sync();
    assert_eq!((summary.added, summary.removed, summary.moved), (0, 1, 1));
    assert_eq!(world.titles(), ["The old bridge", "The tunnel"]);
    let held = world.held();
    assert!(held.values().any(|stored| stored.path == "2025/b.txt"));
}

#[test]
fn a_second_run_does_nothing() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    // A file that was just written is read twice: its clock may not have ticked.
    while world.sync().files_read > 0 {}
    let before = world.sync();
    let after = world.sync_with(SyncOptions::default()).unwrap();
    assert_eq!((after.files_read, after.unchanged), (0, 1));
    assert_eq!(before.sequence, after.sequence);
}

#[test]
fn only_changed_records_are_read_again() {
    let world = World::new();
    let lines: Vec<String> = (0..50).map(|n| line(&n.to_string(), &format!("Story {n}"))).collect();
    world.write("a.jsonl", &lines.concat());
    assert_eq!(world.sync().added, 50);

    let mut edited = lines.clone();
    edited[10] = line("10", "Another story");
    edited.remove(20);
    edited.insert(0, line("new", "A new story"));
    world.write("a.jsonl", &edited.concat());
    let summary = world.sync();
    assert_eq!((summary.added, summary.changed, summary.removed, summary.unchanged), (1, 1, 1, 48));
    let titles = world.titles();
    assert!(titles.contains(&"Another story".to_owned()) && !titles.contains(&"Story 10".to_owned()));
    assert!(!titles.contains(&"Story 20".to_owned()));
}

#[test]
fn records_without_ids_and_with_equal_ids_are_kept_apart() {
    let world = World::new();
    let nameless = r#"{"title": "No name", "text": "An article without any id of its own."}"#;
    let content = format!("{nameless}\n{nameless}\n{}{}", line("1", "First"), line("1", "Second"));
    world.write("a.jsonl", &content);
    assert_eq!(world.sync().added, 4);
    assert_eq!(world.titles(), ["First", "No name", "No name", "Second"]);

    world.write("a.jsonl", &content.replacen(&format!("{nameless}\n"), "", 1));
    let summary = world.sync();
    assert_eq!((summary.added, summary.removed, summary.unchanged), (0, 1, 3));
    assert_eq!(world.titles(), ["First", "No name", "Second"]);
}

#[test]
fn the_newest_version_comes_first() {
    let world = World::new();
    let version = |day: u32| {
        let url = "https://example.org/bridge";
        let text = "The bridge over the river was opened by the mayor in the morning.";
        let date = format!("2024-12-{day:02}");
        serde_json::json!({ "url": url, "title": format!("Version {day}"), "text": text, "date": date }).to_string()
    };
    world.write("a.json", &version(5));
    world.sync();
    assert!(versions(&world.home()).articles.is_empty());
    world.write("b.json", &version(7));
    world.write("c.json", &version(6));
    world.sync();
    let table = versions(&world.home());
    let [(id, keys)] = table.articles.iter().collect::<Vec<_>>()[..] else { panic!("{table:?}") };
    let files: Vec<&str> = keys.iter().map(|key| key.split('\u{1f}').nth(1).unwrap()).collect();
    assert_eq!(files, ["b.json", "c.json", "a.json"]);
    assert!(world.held().values().all(|stored| stored.id.to_string() == *id));
    fs::remove_file(world.path("b.json")).unwrap();
    fs::remove_file(world.path("a.json")).unwrap();
    world.sync();
    assert!(versions(&world.home()).articles.is_empty());
}

#[test]
fn a_path_inside_a_followed_folder_brings_that_part_up_to_date() {
    let world = World::new();
    world.write("2024/a.txt", &text("Inside"));
    world.write("b.txt", &text("Outside"));
    world.sync();
    world.write("2024/a.txt", &text("Inside, changed"));
    world.write("2024-12/a.txt", &text("Beside"));
    world.write("b.txt", &text("Outside, changed"));
    world.sync_paths(&[&world.path("2024")]).unwrap();
    assert_eq!(world.titles(), ["Inside, changed", "Outside"]);
    fs::remove_file(world.path("2024/a.txt")).unwrap();
    world.sync_paths(&[&world.path("2024/a.txt")]).unwrap();
    assert_eq!(world.titles(), ["Outside"]);
    assert_eq!(world.open().followed().unwrap().len(), 1);
}

#[test]
fn a_folder_takes_over_what_was_followed_inside_it() {
    let world = World::new();
    world.write("2024/a.txt", &text("Inside"));
    world.write("b.txt", &text("Outside"));
    world.sync_paths(&[&world.path("2024")]).unwrap();
    assert_eq!(world.titles(), ["Inside"]);
    let summary = world.sync();
    assert_eq!((summary.added, summary.removed), (2, 1));
    assert_eq!(world.titles(), ["Inside", "Outside"]);
    let followed = world.open().followed().unwrap();
    assert_eq!(followed, [world.news().canonicalize().unwrap()]);
}

#[test]
fn one_folder_is_followed_once_however_it_is_written() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.sync();
    let roundabout = world.path("../news/.");
    std::os::unix::fs::symlink(world.news(), world.folder.path().join("link")).unwrap();
    world.sync_paths(&[&roundabout, &world.folder.path().join("link"), &world.news()]).unwrap();
    assert_eq!(world.titles(), ["The bridge"]);
    assert_eq!(world.open().followed().unwrap().len(), 1);
}

#[test]
fn a_single_file_can_be_followed() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.write("b.txt", &text("The tunnel"));
    world.sync_paths(&[&world.path("a.txt")]).unwrap();
    assert_eq!(world.titles(), ["The bridge"]);
    let held = world.held();
    let stored = held.values().next().unwrap();
    assert!(stored.path.is_empty() && stored.folder.ends_with("a.txt"));
    world.write("a.txt", &text("The old bridge"));
    world.sync_with(SyncOptions::default()).unwrap();
    assert_eq!(world.titles(), ["The old bridge"]);
}

#[test]
fn forgetting_takes_the_articles_out() {
    let world = World::new();
    world.write("a/a.txt", &text("The bridge"));
    world.write("b/b.txt", &text("The tunnel"));
    world.sync_paths(&[&world.path("a"), &world.path("b")]).unwrap();
    let mut indexer = world.open();
    let part = indexer.forget(&world.path("a/a.txt"), &Silent);
    assert!(matches!(part, Err(Error::PartOf { .. })), "{part:?}");
    assert!(matches!(indexer.forget(Path::new("/elsewhere"), &Silent), Err(Error::NotFollowed { .. })));
    assert_eq!(indexer.forget(&world.path("a"), &Silent).unwrap(), 1);
    drop(indexer);
    assert_eq!(world.titles(), ["The tunnel"]);
    assert_eq!(world.open().followed().unwrap(), [world.path("b").canonicalize().unwrap()]);
    // It can be followed again.
    world.sync_paths(&[&world.path("a")]).unwrap();
    assert_eq!(world.titles(), ["The bridge", "The tunnel"]);
}

#[test]
fn an_index_inside_the_followed_folder_is_not_read() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    let everything = world.folder.path();
    world.sync_paths(&[everything]).unwrap();
    world.sync_paths(&[everything]).unwrap();
    assert_eq!(world.titles(), ["The bridge"]);
    assert!(matches!(world.sync_paths(&[world.home().folder()]), Err(Error::NotFollowable { .. })));
}

#[test]
fn what_moved_keeps_what_was_found_in_it() {
    let world = World::new();
    world.write("2024/a.txt", &text("The bridge"));
    world.write("2024/b.txt", &text("The tunnel"));
    world.write("many.jsonl", &(0..5).map(|n| line(&n.to_string(), &format!("Record {n}"))).collect::<String>());
    world.sync();
    fs::rename(world.path("2024"), world.path("old")).unwrap();
    fs::rename(world.path("many.jsonl"), world.path("old/records.jsonl")).unwrap();
    let summary = world.sync();
    assert_eq!((summary.added, summary.changed, summary.removed, summary.moved), (0, 0, 0, 7));
    let held = world.held();
    let fresh = World::new();
    for entry in fs::read_dir(world.path("old")).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("old/{}", path.file_name().unwrap().to_string_lossy());
        fresh.write(&name, &fs::read_to_string(&path).unwrap());
    }
    fresh.sync();
    let found = |held: &super::Held| held.values().map(|stored| stored.analysed.clone()).collect::<Vec<_>>();
    assert_eq!(found(&held), found(&fresh.held()));

    // A name that tells another date makes it another article; a copy is new, though its twin is there.
    fs::rename(world.path("old/a.txt"), world.path("old/2019-03-05.txt")).unwrap();
    fs::copy(world.path("old/b.txt"), world.path("old/c.txt")).unwrap();
    let summary = world.sync();
    assert_eq!((summary.added, summary.removed, summary.moved), (2, 1, 0));
}
