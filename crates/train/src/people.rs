//! People: politicians whose French and English names differ, and the given names and surnames of all.

use std::collections::BTreeMap;
use std::path::Path;

use analysis::fold;
use anyhow::Result;

use crate::licence;
use crate::table::{self, Row, bare, cell, is_latin};

/// A given name or surname is one that so many people bear.
const FEWEST_BEARERS: u32 = 2;

pub(crate) fn write(corpora: &Path, out: &Path) -> Result<()> {
    let politicians = table::read(corpora, "persons_fr_en.tsv")?;
    let rows = politicians.iter().filter_map(|row| {
        let (english, french) = (untitled(cell(row, 2)), untitled(cell(row, 3)));
        let differ = !english.is_empty() && !french.is_empty() && fold(&english) != fold(&french);
        let whole = |name: &str| name.contains(' ') && is_latin(name);
        (differ && whole(&english) && whole(&french)).then(|| Row { french, english, ..Row::default() })
    });
    table::write(out, licence::CC0, "people.tsv", rows.collect())?;

    let mut bearers: BTreeMap<String, u32> = BTreeMap::new();
    let mut surnames: BTreeMap<String, u32> = BTreeMap::new();
    let players = table::read(corpora, "football_players.tsv")?;
    for name in politicians.iter().map(|row| cell(row, 1)).chain(players.iter().map(|row| cell(row, 0))) {
        let mut words = name.split_whitespace();
        let (Some(given), Some(_)) = (words.next(), words.next()) else { continue };
        // `Jean-Pierre` is two names to the recogniser, which cuts at hyphens.
        for part in given.split('-').map(fold).filter(|part| part.chars().count() > 1 && !part.contains('.')) {
            if is_latin(&part) && part.chars().all(char::is_alphabetic) {
                *bearers.entry(part).or_default() += 1;
            }
        }
        let last = name.rsplit([' ', '-']).next().map(fold).unwrap_or_default();
        if last.chars().count() > 2 && is_latin(&last) && last.chars().all(char::is_alphabetic) {
            *surnames.entry(last).or_default() += 1;
        }
    }
    table::write_lines(out, licence::CC0, "given_names.txt", "given names, folded", &shared(bearers))?;
    table::write_lines(
        out,
        licence::CC0,
        "surnames.txt",
        "surnames that several people bear, folded",
        &shared(surnames),
    )
}

fn shared(bearers: BTreeMap<String, u32>) -> Vec<String> {
    bearers.into_iter().filter(|(_, count)| *count >= FEWEST_BEARERS).map(|(name, _)| name).collect()
}

/// A name without peerage and remarks: `Denis Howell, Baron Howell`, `Bernard Grasset (homme politique)`.
fn untitled(name: &str) -> String {
    bare(name.split(',').next().unwrap_or_default())
}
