//! Which folder a path belongs to, and which folders lie in each other.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use formats::Format;

use crate::Error;
use crate::ledger::{Ledger, Operation};
use crate::scan::{is_hidden, lies_in};

/// A followed folder or file, or a part of one, to bring up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) folder: u32,
    pub(crate) root: Arc<Path>,
    pub(crate) single_file: bool,
    /// Path inside; empty for all of it.
    pub(crate) part: String,
}

/// All that `ledger` follows.
pub(crate) fn all(ledger: &Ledger) -> Vec<Target> {
    let target = |(folder, followed): (u32, &crate::ledger::Followed)| Target {
        folder,
        root: followed.path.as_path().into(),
        single_file: followed.single_file,
        part: String::new(),
    };
    ledger.folders().map(target).collect()
}

/// What `paths` name: followed folders, parts of them, and new ones with the operations that follow them.
///
/// # Errors
///
/// Fails where a path does not exist, is no file of articles, or is the index itself (`home`).
pub(crate) fn resolve(ledger: &Ledger, paths: &[PathBuf], home: &Path) -> Result<(Vec<Target>, Vec<Operation>), Error> {
    let mut known = all(ledger);
    let mut next = ledger.next_folder();
    let (mut targets, mut operations): (Vec<Target>, _) = (Vec::new(), Vec::new());
    let mut places = Vec::new();
    for path in paths {
        places.push((canonical(path, &known)?, path));
    }
    // A folder comes before what lies in it, which then is a part of it.
    places.sort();
    places.dedup_by(|later, first| later.0 == first.0);
    for (place, path) in places {
        if place.starts_with(home) {
            return Err(not_followable(path, "it is a part of the index itself"));
        }
        if let Some((holder, part)) = holder(&known, &place) {
            add_target(&mut targets, Target { part, ..holder.clone() });
            continue;
        }
        let single_file = place.is_file();
        check_followable(&place, path)?;
        let name = place.to_str().ok_or_else(|| not_followable(path, "its path is not written in Unicode"))?.to_owned();
        operations.push(Operation::Follow { folder: next, path: name, single_file });
        let target = Target { folder: next, root: place.as_path().into(), single_file, part: String::new() };
        known.push(target.clone());
        targets.push(target);
        next += 1;
    }
    Ok((targets, operations))
}

/// What of the followed folders lies at `paths`; others, and the index itself (`home`), are passed by.
pub(crate) fn parts(ledger: &Ledger, paths: &[PathBuf], home: &Path) -> Vec<Target> {
    let known = all(ledger);
    let mut targets = Vec::new();
    for path in paths.iter().filter(|path| !path.starts_with(home)) {
        if let Some((target, part)) = holder(&known, path) {
            add_target(&mut targets, Target { part, ..target.clone() });
        }
    }
    targets
}

/// Adds a target unless another one covers it. A folder must come before what lies in it.
fn add_target(targets: &mut Vec<Target>, target: Target) {
    let is_covered = |other: &Target| other.folder == target.folder && lies_in(&target.part, &other.part);
    if !targets.iter().any(is_covered) {
        targets.push(target);
    }
}

/// The one form of a path: absolute, without links. A path that is gone is taken as it stands if it is followed.
fn canonical(path: &Path, known: &[Target]) -> Result<PathBuf, Error> {
    match path.canonicalize() {
        Ok(place) => Ok(place),
        Err(source) => {
            let place = lexical(path);
            let is_known = place.as_ref().is_some_and(|place| holder(known, place).is_some());
            match place {
                Some(place) if is_known => Ok(place),
                _ => Err(Error::NotFound { path: path.to_owned(), source }),
            }
        }
    }
}

/// An absolute path, its `.` and `..` resolved without looking at any file.
fn lexical(path: &Path) -> Option<PathBuf> {
    let mut place = PathBuf::new();
    for component in std::path::absolute(path).ok()?.components() {
        match component {
            Component::ParentDir => drop(place.pop()),
            Component::CurDir => {}
            other => place.push(other),
        }
    }
    Some(place)
}

/// What followed folder `place` lies in, and where inside it.
fn holder<'a>(known: &'a [Target], place: &Path) -> Option<(&'a Target, String)> {
    known.iter().find_map(|target| {
        let inside = place.strip_prefix(&target.root).ok()?;
        is_visible(inside).then_some(())?;
        Some((target, inside.to_str()?.to_owned()))
    })
}

/// Whether the walk of a folder comes to the path `inside` it.
fn is_visible(inside: &Path) -> bool {
    !inside.iter().any(is_hidden)
}

/// The followed folders that lie in one of `outer`, which therefore holds their articles too.
pub(crate) fn absorbed(ledger: &Ledger, outer: &[&Path]) -> Vec<u32> {
    let lies_in = |inner: &Path, outer: &Path| inner != outer && inner.strip_prefix(outer).is_ok_and(is_visible);
    let inner = ledger.folders().filter(|(_, followed)| outer.iter().any(|outer| lies_in(&followed.path, outer)));
    inner.map(|(folder, _)| folder).collect()
}

/// The number of the followed folder or file that `path` names.
///
/// # Errors
///
/// Fails when it is not followed, or only as a part of something else.
pub(crate) fn find(ledger: &Ledger, path: &Path) -> Result<u32, Error> {
    let known = all(ledger);
    let place = path.canonicalize().ok().or_else(|| lexical(path)).unwrap_or_else(|| path.to_owned());
    if let Some(target) = known.iter().find(|target| *target.root == *place) {
        return Ok(target.folder);
    }
    if let Some((target, _)) = holder(&known, &place) {
        return Err(Error::PartOf { path: path.to_owned(), folder: target.root.to_path_buf() });
    }
    let followed = known.iter().map(|target| target.root.to_path_buf()).collect();
    Err(Error::NotFollowed { path: path.to_owned(), followed })
}

fn check_followable(place: &Path, path: &Path) -> Result<(), Error> {
    let kind = place.metadata().map_err(|source| Error::NotFound { path: path.to_owned(), source })?.file_type();
    if kind.is_dir() {
        return Ok(());
    }
    if let Some(reason) = crate::scan::refusal(kind) {
        return Err(not_followable(path, &format!("it {reason}")));
    }
    if Format::of(place).is_none() {
        let kinds = Format::EXTENSIONS.join(" ");
        return Err(not_followable(path, &format!("it is of no known kind; articles are read from {kinds}")));
    }
    Ok(())
}

fn not_followable(path: &Path, reason: &str) -> Error {
    Error::NotFollowable { path: path.to_owned(), reason: reason.to_owned() }
}
