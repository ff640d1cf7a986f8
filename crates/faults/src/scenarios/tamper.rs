//! Somebody, or a bad disk, changes the files of the index itself.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use schema::Home;

use super::compare;
use crate::{Draw, Lab, Outcome, Tree, expected};

/// How much of it.
#[derive(Clone, Copy, Debug)]
pub struct Flips {
    /// Bits that are flipped, one at a time.
    pub bits: usize,
    /// After each how many of them the index is searched, too.
    pub searched_every: usize,
    /// How many of the damaged indexes are repaired.
    pub repaired: usize,
}

/// An index of several segments, with deletions, derived tables, and the dictionary of a larger one.
fn build(lab: &Lab, folder: &Path, records: usize) -> anyhow::Result<Tree> {
    let mut tree = Tree::new(folder.join("news"), false)?;
    tree.fill("export.jsonl", records)?;
    for n in 0..4 {
        lab.run(folder, &["index", "news"])?.success()?;
        tree.add(&format!("{n}.txt"))?;
        tree.edit(7 + n)?;
    }
    lab.run(folder, &["index", "news"])?.success()?;
    Ok(tree)
}

/// The files of the generation in use, with their sizes; locks have no content.
fn files_of(home: &Path) -> anyhow::Result<Vec<(PathBuf, u64)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(Home::new(home).current()?)? {
        let path = entry?.path();
        let length = path.metadata()?.len();
        if length > 0 {
            files.push((path, length));
        }
    }
    files.sort();
    Ok(files)
}

/// Flips single bits in the files of a generation: `check` finds each, a search fails or answers and never crashes, and
/// `check --repair` mends.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn flips(lab: &Lab, size: Flips, seed: u64) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::begin("single bits flipped in the files of an index");
    let folder = lab.folder()?;
    let folder = folder.path();
    let tree = build(lab, folder, 300)?;
    let home = folder.join("index");
    let sound = indexer::check(&Home::new(&home))?;
    outcome.expect(sound.is_sound(), || format!("before any flip: {:?}", sound.faults));
    let mut files = files_of(&home)?;
    let mut draw = Draw::new(seed);
    let (mut found, mut searches, mut refused, mut panicked, mut repaired) = (0, 0, 0, 0, 0);
    for number in 0..size.bits {
        // Half of them anywhere, the others in any file: small files matter as much as large ones.
        let (file, bit) = if number % 2 == 0 {
            let (file, length) = draw.one_of(&files).context("no files")?.clone();
            (file, draw.below(usize::try_from(length)? * 8))
        } else {
            anywhere(&files, &mut draw)?
        };
        flip(&file, bit)?;
        let at = format!("bit {bit} of `{}`", file.file_name().unwrap_or_default().display());
        match indexer::check(&Home::new(&home)) {
            Ok(checked) if checked.is_sound() => outcome.fault(format!("`check` does not find {at}")),
            // An index that cannot be read at all, or that names a version that never was, is refused.
            Ok(_) | Err(_) => found += 1,
        }
        if number % size.searched_every == 0 {
            let searched = lab.run(folder, &["search", "--json", "Lille Ghent"])?;
            searches += 1;
            refused += usize::from(searched.code() == Some(2));
            // The library of the index trusts its files: 101 is a search that ended where they made no sense.
            panicked += usize::from(searched.code() == Some(101));
            outcome.expect(matches!(searched.code(), Some(0..=2 | 101)), || format!("{at}: {}", searched.told()));
            serve(lab, folder, &at, &mut outcome)?;
        }
        if repaired < size.repaired && number % (size.bits / size.repaired.max(1)).max(1) == 0 {
            repaired += 1;
            repair(lab, folder, &tree, &at, &mut outcome)?;
            files = files_of(&home)?;
        } else {
            flip(&file, bit)?;
        }
    }
    outcome.figure(format!("{found} found by `check`"));
    outcome.figure(format!("{searches} searches, {refused} refused, {panicked} broken off; no server ended"));
    outcome.figure(format!("{repaired} repaired"));
    Ok(outcome.end(format!("{} bits", size.bits)))
}

/// A server that is started with a damaged file refuses, or answers and goes on.
fn serve(lab: &Lab, folder: &Path, at: &str, outcome: &mut Outcome) -> anyhow::Result<()> {
    let Ok((mut server, address)) = lab.serve(folder, &[]) else { return Ok(()) };
    for query in ["Lille+Ghent", "lyon", "%22Paul+Durand%22"] {
        // That a connection is closed is an answer, too.
        let _ = super::http::get(&address, &format!("/search?q={query}"));
    }
    let lives = super::http::get(&address, "/health/livez");
    outcome.expect(server.is_alive()? && matches!(lives, Ok((200, _))), || {
        format!("{at}: the server ends: {}", server.said())
    });
    Ok(())
}

fn anywhere(files: &[(PathBuf, u64)], draw: &mut Draw) -> anyhow::Result<(PathBuf, usize)> {
    let bits: u64 = files.iter().map(|(_, length)| length * 8).sum();
    let mut bit = draw.below(usize::try_from(bits)?);
    for (file, length) in files {
        let here = usize::try_from(length * 8)?;
        if bit < here {
            return Ok((file.clone(), bit));
        }
        bit -= here;
    }
    anyhow::bail!("there are no files");
}

fn flip(file: &Path, bit: usize) -> anyhow::Result<()> {
    let file = fs::File::options().read(true).write(true).open(file)?;
    let mut byte = [0];
    file.read_exact_at(&mut byte, bit as u64 / 8)?;
    byte[0] ^= 1 << (bit % 8);
    Ok(file.write_all_at(&byte, bit as u64 / 8)?)
}

/// `check --repair` makes the index say what the files say, or says what to do where it must not or cannot.
fn repair(lab: &Lab, folder: &Path, tree: &Tree, at: &str, outcome: &mut Outcome) -> anyhow::Result<()> {
    let mut ran = lab.run(folder, &["check", "--repair"])?;
    // With the ledger, the list of what was followed is gone.
    if ran.err().contains("hint: name what to follow") {
        ran = lab.run(folder, &["index", "--full", "news"])?;
    }
    // What cannot be told from an index of something else is never wiped but by hand.
    if ran.err().contains("hint: use the program that wrote it") && at.contains("meta.json") {
        fs::remove_dir_all(folder.join("index"))?;
        ran = lab.run(folder, &["index", "news"])?;
    }
    if ran.code() != Some(0) {
        outcome.fault(format!("{at}: no repair: {}", ran.told()));
        // What comes next needs a sound index.
        fs::remove_dir_all(folder.join("index"))?;
        lab.run(folder, &["index", "news"])?.success()?;
        return Ok(());
    }
    compare(folder, &expected(&tree.root)?, &format!("{at}, repaired"), outcome)?;
    let checked = lab.run(folder, &["check"])?;
    outcome.expect(checked.code() == Some(0), || format!("{at}, repaired: {}", checked.told()));
    Ok(())
}

/// Cuts each file of an index short, and damages `meta.json`, `CURRENT` and tantivy's list of files in other ways.
///
/// The index is refused or the file is not needed; `check` finds it and `check --repair` mends it.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn cuts(lab: &Lab, _seed: u64) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::begin("files of an index cut short, emptied, removed");
    let folder = lab.folder()?;
    let folder = folder.path();
    let tree = build(lab, folder, 60)?;
    let home = folder.join("index");
    let mut tried = 0;
    let names = |home: &Path| -> anyhow::Result<Vec<PathBuf>> {
        let files = files_of(home)?.into_iter().map(|(file, _)| file);
        Ok(files.chain([home.join("CURRENT")]).collect())
    };
    for number in 0..names(&home)?.len() {
        for damage in ["cut in half", "cut by one byte", "emptied", "removed"] {
            // A repair may have made other files.
            let Some(file) = names(&home)?.get(number).cloned() else { continue };
            let length = file.metadata()?.len();
            let left = match damage {
                "cut in half" => length / 2,
                "cut by one byte" => length - 1,
                _ => 0,
            };
            tried += 1;
            if damage == "removed" {
                fs::remove_file(&file)?;
            } else {
                fs::File::options().write(true).open(&file)?.set_len(left)?;
            }
            let at = format!("`{}` {damage}", file.file_name().unwrap_or_default().display());
            let searched = lab.run(folder, &["search", "--json", "Lille Ghent"])?;
            outcome.expect(matches!(searched.code(), Some(0..=2)), || format!("{at}: {}", searched.told()));
            // A `CURRENT` that is gone is an index that was never made.
            let checked = lab.run(folder, &["check"])?;
            // All that tantivy's list of files loses with its last byte is a line break.
            let is_harmless = file.ends_with(".managed.json") && damage == "cut by one byte";
            outcome.expect(checked.code() == Some(2) || is_harmless, || format!("{at}: `check` finds nothing"));
            let is_pointer = file.ends_with("CURRENT");
            if is_pointer && damage == "removed" {
                lab.run(folder, &["index", "news"])?.success()?;
                compare(folder, &expected(&tree.root)?, &format!("{at}, indexed"), &mut outcome)?;
            } else {
                repair(lab, folder, &tree, &at, &mut outcome)?;
            }
        }
    }
    Ok(outcome.end(format!("{tried} damages")))
}

/// An index of an older and of a newer version of this program.
///
/// The older one is refused by a search, which says what to do, and built anew by the next run, while a server that was
/// started before goes on; the newer one is refused by everybody and stays as it is, byte by byte.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn versions(lab: &Lab, _seed: u64) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::begin("an index of an older, and of a newer version");
    let folder = lab.folder()?;
    let folder = folder.path();
    let tree = build(lab, folder, 30)?;
    let home = folder.join("index");
    let (server, address) = lab.serve(folder, &[])?;
    relabel(&home, "analysis-", "0")?;
    let searched = lab.run(folder, &["search", "Lille"])?;
    outcome.expect(searched.code() == Some(2) && searched.err().contains("hint: run `depeche index`"), || {
        format!("an older index: {}", searched.told())
    });
    let answer = super::http::get(&address, "/search?q=Lille");
    outcome.expect(matches!(&answer, Ok((200, _))), || format!("the server, beside an older index: {answer:?}"));
    let rebuilt = lab.run(folder, &["index"])?;
    outcome.expect(rebuilt.code() == Some(0) && rebuilt.err().contains("built anew"), || rebuilt.told());
    compare(folder, &expected(&tree.root)?, "an older index, rebuilt", &mut outcome)?;
    drop(server);
    relabel(&home, "analysis-", "999")?;
    let before = contents(&home)?;
    for args in [&["search", "Lille"][..], &["index"], &["index", "--full"], &["check"], &["check", "--repair"]] {
        let ran = lab.run(folder, args)?;
        let says_both = ran.err().contains("analysis-999") && ran.err().matches("analysis-").count() == 2;
        outcome.expect(ran.code() == Some(2) && says_both, || format!("a newer index: {}", ran.told()));
    }
    outcome.expect(contents(&home)? == before, || "a newer index was changed".to_owned());
    Ok(outcome.end("2 versions"))
}

/// Gives the rules of the index another number.
fn relabel(home: &Path, rules: &str, number: &str) -> anyhow::Result<()> {
    let file = Home::new(home).current()?.join("meta.json");
    let text = fs::read_to_string(&file)?;
    let at = text.find(rules).context("no fingerprint")? + rules.len();
    let end = at + text[at..].find('-').context("no number")?;
    Ok(fs::write(file, format!("{}{number}{}", &text[..at], &text[end..]))?)
}

/// All files of the index but the lock, which says who came last.
fn contents(home: &Path) -> anyhow::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(home).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() && entry.file_name() != "LOCK" {
            files.push((entry.path().to_owned(), fs::read(entry.path())?));
        }
    }
    Ok(files)
}
