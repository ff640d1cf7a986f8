//! Organisations: world bodies with their abbreviations, parties, football clubs, French public bodies.

use std::collections::BTreeSet;
use std::path::Path;

use analysis::fold;
use anyhow::{Context, Result};

use crate::licence;
use crate::table::{self, Row, bare, cell, is_latin};

pub(crate) fn write(corpora: &Path, out: &Path) -> Result<()> {
    write_world_bodies(&table::read(corpora, "orgs_fr_en.tsv")?, out)?;
    write_parties(&table::read(corpora, "parties_wikidata.tsv")?, out)?;
    write_clubs(&table::read(corpora, "football_clubs.tsv")?, &place_names(corpora)?, out)?;
    write_french_bodies(corpora, out)
}

/// Only the rows of the source that may be shipped.
fn write_world_bodies(rows: &[Vec<String>], out: &Path) -> Result<()> {
    let rows = rows.iter().filter(|row| cell(row, 0) == "supraverden").map(|row| {
        let abbreviations = [cell(row, 3), cell(row, 5)].into_iter().map(bare);
        Row {
            french: bare(&capital(cell(row, 4))),
            english: bare(&capital(cell(row, 2))),
            others: abbreviations.filter(|name| !name.is_empty()).collect(),
            ..Row::default()
        }
    });
    table::write(out, licence::CC_BY_SA, "organisations.tsv", rows.collect())
}

fn write_parties(rows: &[Vec<String>], out: &Path) -> Result<()> {
    let rows = rows.iter().map(|row| {
        let english = bare(cell(row, 2));
        let others = [bare(cell(row, 4)), bare(cell(row, 3))];
        let others = others.into_iter().filter(|name| is_latin(name) && name.chars().count() > 1).collect();
        Row { english, others, country: cell(row, 0).to_owned(), ..Row::default() }
    });
    // One word is a party's nickname at best, and mostly an ordinary word.
    table::write(out, licence::CC0, "parties.tsv", rows.filter(|row| row.english.contains(' ')).collect())
}

fn write_clubs(rows: &[Vec<String>], places: &BTreeSet<String>, out: &Path) -> Result<()> {
    let rows = rows.iter().filter_map(|row| {
        let mut names: Vec<String> = cell(row, 1).split('|').map(bare).collect();
        names.insert(0, bare(cell(row, 0)));
        // Clubs go by the names of their towns; a text that says `Sochi` means the town.
        names.retain(|name| {
            is_latin(name) && name.chars().count() > 3 && !places.contains(&fold(name)) && name.contains(' ')
        });
        let english = names.first()?.clone();
        Some(Row { english, others: names.split_off(1), ..Row::default() })
    });
    table::write(out, licence::CC0, "clubs.tsv", rows.collect())
}

/// What French acronyms stand for, where that is a public body.
fn write_french_bodies(corpora: &Path, out: &Path) -> Result<()> {
    let path = corpora.join("names/acronyms_fr.csv");
    let mut reader = csv::Reader::from_path(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let (acronym, name) = (record.get(1).unwrap_or_default().trim(), bare(record.get(2).unwrap_or_default()));
        let capitals = acronym.chars().all(char::is_uppercase) && (3..=8).contains(&acronym.chars().count());
        let first = fold(name.split([' ', '\'', '’']).next().unwrap_or_default());
        if capitals
            && name.len() < 80
            && !name.contains([':', ';', '/'])
            && HEADS.contains(&first.as_str())
            && name.contains(' ')
        {
            rows.push(Row {
                french: capital(&name),
                others: vec![acronym.to_owned()],
                country: "FR".to_owned(),
                ..Row::default()
            });
        }
    }
    table::write(out, licence::CC0, "french_bodies.tsv", rows)
}

/// Words that open the name of a public body.
const HEADS: &[&str] = &[
    "academie",
    "agence",
    "assemblee",
    "association",
    "autorite",
    "banque",
    "bibliotheque",
    "bureau",
    "caisse",
    "centre",
    "chambre",
    "comite",
    "commissariat",
    "commission",
    "compagnie",
    "confederation",
    "conseil",
    "conservatoire",
    "cour",
    "delegation",
    "direction",
    "ecole",
    "federation",
    "fondation",
    "haut",
    "haute",
    "inspection",
    "institut",
    "ministere",
    "mission",
    "musee",
    "observatoire",
    "office",
    "organisation",
    "parti",
    "secretariat",
    "service",
    "societe",
    "syndicat",
    "tribunal",
    "union",
    "universite",
];

fn place_names(corpora: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for (file, columns) in [
        ("geonames15000.tsv", vec![1, 2]),
        ("natural_earth_places.tsv", vec![0, 1, 2]),
        ("countries_fr_en.tsv", vec![1, 2]),
    ] {
        for row in table::read(corpora, file)? {
            names.extend(columns.iter().map(|at| fold(cell(&row, *at))));
        }
    }
    Ok(names)
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
