//! A check finds what is damaged, a repair mends it, and a backup is an index like any other.

use std::fs;
use std::path::{Path, PathBuf};

use schema::Home;

use super::{World, line, text};
use crate::{Error, Silent, Touches, backup, check, repair};

/// A world whose index has several segments, deletions among them, and all tables.
fn world() -> World {
    let world = World::new();
    for n in 0..12 {
        world.write(&format!("{n}.txt"), &text(&format!("Story {n}")));
    }
    world.write("many.jsonl", &(0..30).map(|n| line(&n.to_string(), &format!("Record {n}"))).collect::<String>());
    world.sync();
    world.write("3.txt", &text("The third story"));
    fs::remove_file(world.path("4.txt")).unwrap();
    world.sync();
    world
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_none_or(|kind| kind != "lock"));
    files.sort();
    files
}

#[test]
fn a_sound_index_has_no_faults_and_says_what_waits() {
    let world = world();
    let checked = check(&world.home()).unwrap();
    assert_eq!(checked.faults, []);
    assert_eq!(checked.articles, 41);
    // A file that was just written is read once more.
    let unsettled = checked.waiting.to_read;
    world.write("new.txt", &text("The new bridge"));
    let checked = check(&world.home()).unwrap();
    assert!(checked.is_sound());
    assert_eq!((checked.waiting.to_read, checked.waiting.gone), (unsettled + 1, 0));
}

#[test]
fn one_flipped_bit_in_any_file_is_found() {
    let world = world();
    let generation = world.generation();
    for file in files(&generation).into_iter().chain([world.home().current_file()]) {
        let bytes = fs::read(&file).unwrap();
        for part in 0..24 {
            let mut flipped = bytes.clone();
            // The same places in every run, over the whole of each file.
            let at = (bytes.len() - 1) * part / 23;
            flipped[at] ^= 1 << ((part + at) % 8);
            fs::write(&file, &flipped).unwrap();
            let checked = check(&world.home());
            let is_found = checked.as_ref().is_ok_and(|checked| !checked.is_sound())
                || matches!(checked, Err(Error::Foreign { newer: true, .. }));
            assert!(is_found, "{}, byte {at} of {}: {checked:?}", file.display(), bytes.len());
        }
        fs::write(&file, &bytes).unwrap();
    }
    assert_eq!(check(&world.home()).unwrap().faults, []);
}

#[test]
fn a_missing_file_is_named() {
    let world = world();
    let gone = files(&world.generation()).into_iter().find(|file| file.extension().is_some_and(|kind| kind == "idx"));
    fs::remove_file(gone.as_ref().unwrap()).unwrap();
    let checked = check(&world.home()).unwrap();
    assert!(checked.faults.iter().any(|fault| fault.file == gone && fault.problem == "is missing"), "{checked:?}");
}

#[test]
fn a_repair_builds_a_damaged_index_anew_and_derives_damaged_tables() {
    let world = world();
    let titles = world.titles();
    let store =
        files(&world.generation()).into_iter().find(|file| file.extension().is_some_and(|kind| kind == "store"));
    let store = store.unwrap();
    let mut bytes = fs::read(&store).unwrap();
    bytes[10] ^= 4;
    fs::write(&store, bytes).unwrap();
    let (before, summary) = repair(&world.home(), &Silent).unwrap();
    assert!(before.faults.iter().any(|fault| fault.touches == Touches::Index) && summary.rebuilt);
    assert_eq!(check(&world.home()).unwrap().faults, []);
    assert_eq!(world.titles(), titles);

    let registry = Home::registry_file(&world.generation());
    let bytes = fs::read(&registry).unwrap();
    fs::write(&registry, &bytes[..bytes.len() / 2]).unwrap();
    let (before, summary) = repair(&world.home(), &Silent).unwrap();
    assert_eq!(before.faults.iter().map(|fault| fault.touches).collect::<Vec<_>>(), [Touches::Table]);
    assert!(!summary.rebuilt);
    assert_eq!(fs::read(&registry).unwrap(), bytes);
}

#[test]
fn a_backup_is_an_index_of_its_commit() {
    let world = world();
    let titles = world.titles();
    let target = world.folder.path().join("backups/monday");
    let made = backup(&world.home(), &target).unwrap();
    assert!(made.linked > 0 && made.sequence > 0);
    world.write("new.txt", &text("The new bridge"));
    world.sync();
    assert_eq!(check(&Home::new(&target)).unwrap().faults, []);
    assert_eq!(World::titles_of(&Home::new(&target)), titles);
    assert!(matches!(backup(&world.home(), &target), Err(Error::NotEmpty { .. })));
    // Moved back, it takes up where it was.
    fs::remove_dir_all(world.home().folder()).unwrap();
    fs::rename(&target, world.home().folder()).unwrap();
    let summary = world.sync();
    assert_eq!((summary.added, summary.changed, summary.removed), (1, 0, 0));
}
