//! The house stands as `ARCHITECTURE.md` says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::story::workspace;

/// The rows of the crate table: crate, ours it may use, packages it never uses.
fn table() -> Vec<(String, BTreeSet<String>, BTreeSet<String>)> {
    let text = fs::read_to_string(workspace().join("ARCHITECTURE.md")).unwrap();
    let words = |cell: &str| cell.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
    let rows =
        text.lines().skip_while(|line| !line.starts_with("|---")).skip(1).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        (cells[0].to_owned(), words(cells[1]), words(cells[2]))
    })
    .collect()
}

/// The names under `[dependencies]` of a manifest.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn manifest(folder: &str) -> String {
    fs::read_to_string(workspace().join("crates").join(folder).join("Cargo.toml")).unwrap()
}

#[test]
fn every_crate_uses_only_what_the_table_allows() {
    let table = table();
    let ours: BTreeSet<String> = table.iter().map(|(name, ..)| name.clone()).collect();
    assert!(ours.len() >= 12, "the table was not found");
    for (name, allowed, never) in &table {
        let used = dependencies(&manifest(name));
        let too_many: Vec<_> = used.iter().filter(|used| ours.contains(*used) && !allowed.contains(*used)).collect();
        assert!(too_many.is_empty(), "crates/{name} uses {too_many:?}, which ARCHITECTURE.md does not allow");
        let forbidden: Vec<_> = used.intersection(never).collect();
        assert!(forbidden.is_empty(), "crates/{name} must never use {forbidden:?}");
    }
}

#[test]
fn the_table_names_every_crate_in_the_order_of_the_members() {
    let root = fs::read_to_string(workspace().join("Cargo.toml")).unwrap();
    let members: Vec<String> = root
        .lines()
        .filter_map(|line| line.trim().strip_prefix("\"crates/"))
        .map(|line| line.trim_end_matches("\",").to_owned())
        .collect();
    let named: Vec<String> = table().into_iter().map(|(name, ..)| name).collect();
    assert_eq!(named, members);
}

#[test]
fn tantivy_stays_behind_the_engine_boundary() {
    let query = workspace().join("crates/query/src");
    let engine = query.join("engine/tantivy");
    let mut looked = 0;
    for file in walk(&query) {
        let text = fs::read_to_string(&file).unwrap();
        looked += 1;
        if !file.starts_with(&engine) {
            let outside: Vec<&str> =
                text.lines().filter(|line| line.contains("tantivy::") && !line.contains("engine::tantivy::")).collect();
            assert!(outside.is_empty(), "{} speaks of tantivy: {outside:?}", file.display());
        }
    }
    assert!(looked > 10);
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(walk(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// `default-members` makes a bare `cargo test` skip most crates without a word.
#[test]
fn the_test_commands_cover_the_workspace() {
    for file in ["README.md", ".ci/run", "justfile"] {
        let text = fs::read_to_string(workspace().join(file)).unwrap();
        let tests: Vec<&str> = text.lines().filter(|line| line.trim_start().starts_with("cargo test")).collect();
        assert!(!tests.is_empty(), "{file} has no test command");
        assert!(tests.iter().all(|line| line.contains("--workspace")), "{file}: {tests:?}");
    }
}

#[test]
fn no_file_is_too_long_to_be_one_idea() {
    for file in walk(&workspace().join("crates")) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 700, "{} has {lines} lines: look for the second idea", file.display());
    }
}
