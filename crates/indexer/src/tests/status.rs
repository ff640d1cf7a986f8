//! What `status` tells.

use std::fs;

use super::{World, line, text};
use crate::{Error, status};

#[test]
fn status_tells_what_is_held_what_failed_and_what_waits() {
    let world = World::new();
    assert!(matches!(status(&world.home(), true), Err(Error::Home(_))));
    world.write("a.txt", &text("The bridge"));
    world.write("b.jsonl", &format!("{}no record\n", line("1", "The tunnel")));
    world.write("c.json", "{ broken");
    world.write("d.pdf", "x");
    while world.sync().files_read > 0 {}
    let told = status(&world.home(), true).unwrap();
    assert_eq!((told.articles, told.outdated, told.needs_rebuild), (2, 0, false));
    assert_eq!(told.languages.values().sum::<u64>(), 2);
    assert_eq!(told.failed[0].path, world.path("c.json").canonicalize().unwrap());
    assert_eq!((told.bad_records, told.first_bad_records[0].line), (1, Some(2)));
    let folder = &told.folders[0];
    assert_eq!((folder.present, folder.files, folder.articles), (true, 3, 2));
    assert_eq!(folder.unknown.get("pdf"), Some(&1));
    assert_eq!(folder.waiting, Some(Default::default()));

    world.write("e.txt", &text("The ferry"));
    fs::remove_file(world.path("a.txt")).unwrap();
    let waiting = status(&world.home(), true).unwrap().folders[0].waiting.unwrap();
    assert_eq!((waiting.to_read, waiting.gone), (1, 1));

    fs::rename(world.news(), world.folder.path().join("away")).unwrap();
    let told = status(&world.home(), false).unwrap();
    assert!(!told.folders[0].present);
    assert_eq!((told.articles, told.folders[0].articles), (2, 2));
}
