//! A watch follows by itself. These tests wait for what must come, and only fail after a long time.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{World, line, text};
use crate::{Event, Hold, Indexer, Options, SyncOptions};

/// Runs `story` beside a watch on `followed`, and gives what the watch told.
fn beside_a_watch(world: &World, followed: &Path, hold: Hold, story: impl FnOnce()) -> Vec<Event> {
    let stop = Arc::new(AtomicBool::new(false));
    let mut indexer = Indexer::open(world.home(), Options { hold, stop: Arc::clone(&stop) }).unwrap();
    indexer.sync(&[followed.to_owned()], &SyncOptions::default(), &crate::Silent).unwrap();
    let told = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| indexer.watch(&|event: &Event| told.lock().unwrap().push(event.clone())));
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(story));
        // The watch ends even when the story fails.
        stop.store(true, Ordering::Relaxed);
        watch.join().unwrap().unwrap();
        if let Err(panic) = done {
            std::panic::resume_unwind(panic);
        }
    });
    told.into_inner().unwrap()
}

fn wait_for(world: &World, titles: &[&str]) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while world.titles() != titles {
        assert!(Instant::now() < deadline, "{:?} instead of {titles:?}", world.titles());
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_happens_in_the_folder_is_followed() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    let told = beside_a_watch(&world, &world.news(), Hold::Always, || {
        wait_for(&world, &["The bridge"]);
        world.write("new/folder/b.txt", &text("The tunnel"));
        wait_for(&world, &["The bridge", "The tunnel"]);
        // Later ones too, in a folder that was not there when the watch began.
        world.write("new/folder/c.jsonl", &line("1", "The ferry"));
        wait_for(&world, &["The bridge", "The ferry", "The tunnel"]);
        world.write("a.txt", &text("The old bridge"));
        wait_for(&world, &["The ferry", "The old bridge", "The tunnel"]);
        fs::rename(world.path("new"), world.path("renamed")).unwrap();
        fs::remove_file(world.path("a.txt")).unwrap();
        wait_for(&world, &["The ferry", "The tunnel"]);
        world.write("renamed/folder/b.txt", &text("The old tunnel"));
        wait_for(&world, &["The ferry", "The old tunnel"]);
    });
    assert!(told.iter().any(|event| matches!(event, Event::Synced(_))));
    assert!(!told.iter().any(|event| matches!(event, Event::Trouble { .. })), "{told:?}");
}

#[test]
fn a_watch_that_shares_the_index_lets_others_write() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    world.write("../other/b.txt", &text("The tunnel"));
    beside_a_watch(&world, &world.news(), Hold::WhileSyncing, || {
        let other = world.folder.path().join("other");
        let deadline = Instant::now() + Duration::from_secs(60);
        while world.try_sync(&[&other]).is_err() {
            assert!(Instant::now() < deadline, "the watch never lets go");
        }
        wait_for(&world, &["The bridge", "The tunnel"]);
        world.write("c.txt", &text("The ferry"));
        wait_for(&world, &["The bridge", "The ferry", "The tunnel"]);
    });
}

#[test]
fn an_index_inside_the_followed_folder_does_not_keep_the_watch_busy() {
    let world = World::new();
    world.write("a.txt", &text("The bridge"));
    let told = beside_a_watch(&world, world.folder.path(), Hold::Always, || {
        wait_for(&world, &["The bridge"]);
        for n in 0..3 {
            world.write("a.txt", &text(&format!("The bridge {n}")));
            wait_for(&world, &[&format!("The bridge {n}")]);
        }
    });
    let runs = told.iter().filter(|event| matches!(event, Event::Synced(_))).count();
    // A slow machine may see a file in the middle of being written, or read it twice; no run comes from the index.
    assert!(runs <= 8, "{told:#?}");
    assert_eq!(world.titles(), ["The bridge 2"]);
}
