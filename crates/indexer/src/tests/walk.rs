//! Whatever happens to the files, in whatever order: an index that followed is equal to one that was built at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use schema::Home;

use super::{Held, World, held, line, text, versions};
use crate::{Indexer, Options, Silent, SyncOptions};

/// A small generator of numbers, so that a walk is the same every time (xorshift64*, Marsaglia and Vigna).
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        (!all.is_empty()).then(|| &all[self.below(all.len())])
    }
}

fn files_of(world: &World) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(world.news()).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn folders_of(world: &World) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(world.news()).min_depth(1).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_dir()).map(walkdir::DirEntry::into_path).collect()
}

/// Does something to the files.
fn step(world: &World, draw: &mut Draw, number: usize) {
    let folder = ["", "2023/", "2024/", "2024/12/"][draw.below(4)];
    let files = files_of(world);
    match draw.below(12) {
        0..=2 => world.write(&format!("{folder}{}.txt", draw.below(20)), &text(&format!("Story {number}"))),
        3 | 4 => {
            let name = format!("{folder}{}.jsonl", draw.below(5));
            let lines =
                (0..draw.below(6)).map(|n| line(&n.to_string(), &format!("Line {} of {number}", draw.below(3))));
            let lines: String = lines.collect();
            world.write(&name, &lines);
        }
        5 => {
            let jsonl: Vec<_> = files.iter().filter(|path| path.extension().is_some_and(|e| e == "jsonl")).collect();
            if let Some(path) = draw.one_of(&jsonl) {
                let content =
                    fs::read_to_string(path).unwrap() + &line(&draw.below(9).to_string(), &format!("More {number}"));
                fs::write(path, content).unwrap();
            }
        }
        6 => drop(draw.one_of(&files).map(|path| fs::remove_file(path).unwrap())),
        7 => {
            if let Some(path) = draw.one_of(&files) {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                let target = world.path(&format!("{folder}moved-{name}"));
                fs::create_dir_all(target.parent().unwrap()).unwrap();
                fs::rename(path, target).unwrap();
            }
        }
        8 => {
            if let Some(from) = draw.one_of(&folders_of(world)) {
                let to = world.path(&format!("folder-{number}"));
                fs::rename(from, to).unwrap();
            }
        }
        9 => {
            if draw.below(3) == 0
                && let Some(folder) = draw.one_of(&folders_of(world))
            {
                fs::remove_dir_all(folder).unwrap();
            }
        }
        10 => {
            // A version of an article that other files hold too.
            let url = format!("https://example.org/{}", draw.below(3));
            let date = format!("2024-12-{:02}", 1 + draw.below(20));
            let text = "Aleppo was quiet in the morning, said Jeanne Moreau of the Red Cross (ICRC).";
            let record =
                serde_json::json!({ "url": url, "title": format!("Shared {number}"), "text": text, "date": date });
            world.write(&format!("{folder}shared-{}.json", draw.below(9)), &record.to_string());
        }
        _ => {
            if let Some(path) = draw.one_of(&files) {
                let target = world.path(&format!("{folder}copy-{}.txt", draw.below(9)));
                fs::create_dir_all(target.parent().unwrap()).unwrap();
                fs::copy(path, target).unwrap();
            }
        }
    }
}

/// The registry's bytes, and the versions.
type Tables = (Vec<u8>, BTreeMap<String, Vec<String>>);

/// The derived tables, without what depends on when they were made.
fn tables(home: &Home) -> Tables {
    let mut versions = versions(home).articles;
    // The number of the folder, which comes first in a key, depends on the order in which folders were followed.
    let strip = |key: &mut String| *key = key.split_once('\u{1f}').unwrap().1.to_owned();
    versions.values_mut().flatten().for_each(strip);
    (fs::read(Home::registry_file(&home.current().unwrap())).unwrap(), versions)
}

fn fresh(world: &World, name: &str) -> (Held, Tables) {
    let home = Home::new(world.folder.path().join(name));
    let mut indexer = Indexer::open(home.clone(), Options::default()).unwrap();
    indexer.sync(&[world.news()], &SyncOptions::default(), &Silent).unwrap();
    (held(&home), tables(&home))
}

fn check(seed: u64, steps: usize) {
    let world = World::new();
    let mut draw = Draw(seed);
    let mut indexer = world.open();
    // An empty followed folder is suspicious; this file stays.
    world.write("keep.md", &text("Always there"));
    for number in 0..steps {
        step(&world, &mut draw, number);
        match draw.below(8) {
            0 | 1 => drop(indexer.sync(&[world.news()], &SyncOptions::default(), &Silent).unwrap()),
            2 => {
                let places = [files_of(&world), folders_of(&world)].concat();
                if let Some(part) = draw.one_of(&places) {
                    indexer.sync(std::slice::from_ref(part), &SyncOptions::default(), &Silent).unwrap();
                }
            }
            _ => {}
        }
        if !world.path("keep.md").exists() {
            world.write("keep.md", &text("Always there"));
        }
        if draw.below(40) == 0 {
            drop(indexer);
            indexer = world.open();
        }
        if (number + 1) % 100 == 0 {
            indexer.sync(&[world.news()], &SyncOptions::default(), &Silent).unwrap();
            let (expected, (expected_registry, expected_versions)) = fresh(&world, &format!("fresh-{number}"));
            assert_eq!(world.held(), expected, "seed {seed}, step {number}");
            let (registry, versions) = tables(&world.home());
            assert!(registry == expected_registry, "seed {seed}, step {number}");
            assert_eq!(versions, expected_versions, "seed {seed}, step {number}");
        }
    }
}

#[test]
#[ignore = "takes minutes"]
fn following_is_equal_to_building_at_once_on_many_walks() {
    (3..23).for_each(|seed| check(seed, 500));
}

#[test]
fn following_is_equal_to_building_at_once() {
    check(1, 200);
}

#[test]
fn following_is_equal_to_building_at_once_on_another_walk() {
    check(2, 200);
}
