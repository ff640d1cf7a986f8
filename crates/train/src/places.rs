//! Places: countries, territories and towns, French and English, with the spellings that maps give them.
//!
//! Takes the countries (ODbL), CLDR (Unicode), Natural Earth (CC0) and GeoNames (CC BY); gives one list each, so that
//! licences stay apart.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use analysis::fold;
use anyhow::Result;
use entities::may_be_spelled;

use crate::licence;
use crate::table::{self, Row, bare, cell, is_latin};

/// Countries weigh more than any town; `entities` knows them by this number.
const COUNTRY: u32 = 4_000_000_000;
/// Continents and other parts of the world.
const REGION: u32 = 3_000_000_000;
/// Spellings kept of one town.
const MOST_SPELLINGS: usize = 8;

pub(crate) fn write(corpora: &Path, out: &Path) -> Result<()> {
    let countries = table::read(corpora, "countries_fr_en.tsv")?;
    write_countries(&countries, out)?;
    write_territories(&table::read(corpora, "territories_cldr_fr_en.tsv")?, out)?;
    let towns = towns(&table::read(corpora, "geonames15000.tsv")?);
    let codes = country_codes(&countries);
    let natural_earth = natural_earth(&table::read(corpora, "natural_earth_places.tsv")?, &codes, &towns);
    write_cities(&table::read(corpora, "cities_cldr_fr_en.tsv")?, &towns, out)?;
    write_towns(&towns, &natural_earth, out)?;
    table::write(out, licence::CC0, "places.tsv", natural_earth)?;
    licence::write(out)
}

fn write_countries(countries: &[Vec<String>], out: &Path) -> Result<()> {
    let rows = countries.iter().map(|row| Row {
        french: bare(cell(row, 2)),
        english: bare(cell(row, 1)),
        others: cell(row, 8).split('|').filter(|name| is_latin(name) && name.len() > 3).map(bare).collect(),
        country: cell(row, 0).to_owned(),
        weight: COUNTRY,
    });
    table::write(out, licence::ODBL, "countries.tsv", rows.collect())?;
    // Demonyms name no place: the recogniser must know them as adjectives, not as names.
    let demonyms: BTreeSet<String> = countries.iter().flat_map(|row| demonyms_of(row)).collect();
    table::write_lines(
        out,
        licence::ODBL,
        "demonyms.txt",
        "demonyms, folded",
        &demonyms.into_iter().collect::<Vec<_>>(),
    )?;
    // What an organisation is called after: `armée turque`, `Turkish army`.
    let by_country: BTreeSet<String> = countries
        .iter()
        .map(|row| (cell(row, 0), demonyms_of(row).collect::<BTreeSet<String>>()))
        .filter(|(code, words)| !code.is_empty() && !words.is_empty())
        .map(|(code, words)| format!("{code}\t{}", words.into_iter().collect::<Vec<_>>().join("|")))
        .collect();
    let lines: Vec<String> = by_country.into_iter().collect();
    table::write_lines(out, licence::ODBL, "nationalities.tsv", "country\tdemonyms, folded", &lines)
}

/// What people of the country of a row are called, in both languages, folded.
fn demonyms_of(row: &[String]) -> impl Iterator<Item = String> {
    let words = (3..7).flat_map(|at| cell(row, at).split(','));
    words.map(|word| fold(word.trim())).filter(|word| !word.is_empty())
}

fn write_territories(territories: &[Vec<String>], out: &Path) -> Result<()> {
    let rows = territories
        .iter()
        .filter(|row| cell(row, 0) != "001" && cell(row, 0) != "ZZ" && !cell(row, 0).ends_with("short"))
        .map(|row| {
            let code = cell(row, 0).split('-').next().unwrap_or_default();
            let is_country = code.len() == 2;
            Row {
                french: bare(&cell(row, 2).replace('’', "'")),
                english: bare(&cell(row, 1).replace('’', "'")),
                others: Vec::new(),
                country: if is_country { code.to_owned() } else { String::new() },
                weight: if is_country { COUNTRY } else { REGION },
            }
        });
    // Names of one or two words with a capital each are territories; «Outlying Oceania» is a heading of a table.
    table::write(out, licence::UNICODE, "territories.tsv", rows.filter(|row| row.french.len() > 2).collect())
}

fn write_cities(cities: &[Vec<String>], towns: &[Town], out: &Path) -> Result<()> {
    let rows = cities.iter().filter_map(|row| {
        let (english, french) = (bare(cell(row, 1)), bare(cell(row, 2)));
        let town =
            towns.iter().filter(|town| town.folded.contains(&fold(&english))).max_by_key(|town| town.population)?;
        Some(Row { french, english, country: town.country.clone(), weight: town.population, ..Row::default() })
    });
    table::write(out, licence::UNICODE, "cities.tsv", rows.collect())
}

/// A town of GeoNames.
struct Town {
    name: String,
    spellings: Vec<String>,
    /// All its spellings, folded.
    folded: BTreeSet<String>,
    country: String,
    population: u32,
}

fn towns(rows: &[Vec<String>]) -> Vec<Town> {
    let town = |row: &Vec<String>| {
        let name = cell(row, 1).replace(['`', '‘'], "'");
        let mut spellings = vec![cell(row, 2).to_owned()];
        spellings.extend(cell(row, 3).split('|').map(|name| name.replace('`', "'")).filter(|name| is_latin(name)));
        let folded = spellings.iter().map(|name| fold(name)).chain([fold(&name)]).collect();
        let population = cell(row, 5).parse().unwrap_or(0);
        Town { name, spellings, folded, country: cell(row, 4).to_owned(), population }
    };
    rows.iter().map(town).collect()
}

/// Country codes by every English name that the tables have for a country.
fn country_codes(countries: &[Vec<String>]) -> BTreeMap<String, String> {
    let mut codes = BTreeMap::new();
    for row in countries {
        let code = cell(row, 0);
        for name in cell(row, 8).split('|').chain([cell(row, 1), cell(row, 2)]) {
            codes.entry(fold(name)).or_insert_with(|| code.to_owned());
        }
    }
    // What Natural Earth calls some countries.
    for (name, code) in [
        ("congo (kinshasa)", "CD"),
        ("congo (brazzaville)", "CG"),
        ("the bahamas", "BS"),
        ("the gambia", "GM"),
        ("turkey", "TR"),
        ("czech republic", "CZ"),
        ("macedonia", "MK"),
        ("swaziland", "SZ"),
        ("vatican", "VA"),
        ("west bank", "PS"),
        ("gaza strip", "PS"),
        ("burma", "MM"),
        ("east timor", "TL"),
        ("ivory coast", "CI"),
    ] {
        codes.entry(name.to_owned()).or_insert_with(|| code.to_owned());
    }
    codes
}

/// The towns of Natural Earth with their French and English names, where these are two forms of one name.
fn natural_earth(rows: &[Vec<String>], codes: &BTreeMap<String, String>, towns: &[Town]) -> Vec<Row> {
    let mut by_spelling: BTreeMap<(&str, String), &Town> = BTreeMap::new();
    for town in towns {
        for spelling in &town.folded {
            let place = by_spelling.entry((town.country.as_str(), spelling.clone())).or_insert(town);
            if town.population > place.population {
                *place = town;
            }
        }
    }
    let mut out = Vec::new();
    for row in rows {
        let Some(country) = codes.get(&fold(cell(row, 3))) else { continue };
        let (name, english, french) = (plain(cell(row, 0)), plain(cell(row, 1)), plain(cell(row, 2)));
        let town =
            [&english, &name].into_iter().find_map(|name| by_spelling.get(&(country.as_str(), fold(name)))).copied();
        // Some rows of the source pair two towns: both names must be known of one town, or be one name by sound.
        let known = |name: &str| town.is_some_and(|town| town.folded.contains(&fold(name)));
        let one = |other: &str| {
            let (a, b) = (fold(&english), fold(other));
            a == b || (known(&english) && known(other)) || may_be_spelled(&a, &b)
        };
        let french = if !french.is_empty() && one(&french) { french } else { String::new() };
        let others = if one(&name) { vec![name.clone()] } else { Vec::new() };
        let english = if english.is_empty() { name } else { english };
        let weight = town.map_or(0, |town| town.population);
        let row = Row { french, english, others, country: country.clone(), weight };
        if row.french != row.english || town.is_none() || row.others.iter().any(|name| *name != row.english) {
            out.push(row);
        }
    }
    out
}

/// Whether a country's names come to us from another alphabet; elsewhere other spellings are other languages.
fn is_transliterated(country: &str) -> bool {
    const COUNTRIES: &str = "SY IQ LB JO PS IL EG LY SD TN DZ MA MR EH SA YE OM AE QA BH KW IR AF PK IN BD NP LK MM TH KH LA \
        CN TW HK MO JP KR KP MN RU UA BY BG MK RS BA ME XK KZ UZ TM KG TJ GE AM AZ GR CY ET ER SO DJ MV BT TD";
    COUNTRIES.split_whitespace().any(|known| known == country)
}

/// A name without the words that make a district of a town.
fn plain(name: &str) -> String {
    let mut name = bare(name);
    for end in [" City", " District", " County", " Town", " Municipality"] {
        if let Some(town) = name.strip_suffix(end).filter(|town| town.len() > 3) {
            name = town.to_owned();
        }
    }
    for start in ["City of ", "Xian de ", "district de ", "district d'", "comté de ", "Municipality of "] {
        if let Some(town) = name.strip_prefix(start) {
            name = town.to_owned();
        }
    }
    name
}

fn write_towns(towns: &[Town], natural_earth: &[Row], out: &Path) -> Result<()> {
    let mut known: BTreeMap<(&str, String), &Row> = BTreeMap::new();
    for row in natural_earth {
        for name in [&row.english, &row.french].into_iter().filter(|name| !name.is_empty()) {
            known.entry((row.country.as_str(), fold(name))).or_insert(row);
        }
    }
    let rows = towns.iter().map(|town| {
        // The name by which the lists before call it makes the two rows one.
        let listed = town.folded.iter().find_map(|spelling| known.get(&(town.country.as_str(), spelling.clone())));
        let english = match listed {
            Some(row) if row.weight == town.population => row.english.clone(),
            _ => town.name.clone(),
        };
        let mut spellings: Vec<String> = vec![town.name.clone()];
        let (anchor, ascii) = (fold(&english), town.spellings.first().map_or(String::new(), |ascii| fold(ascii)));
        for spelling in &town.spellings {
            let folded = fold(spelling);
            let code = spelling.chars().all(|c| c.is_uppercase());
            if !code
                && is_transliterated(&town.country)
                && (may_be_spelled(&folded, &anchor) || may_be_spelled(&folded, &ascii))
            {
                spellings.push(spelling.clone());
            }
        }
        spellings.truncate(MOST_SPELLINGS);
        Row {
            french: String::new(),
            english,
            others: spellings,
            country: town.country.clone(),
            weight: town.population,
        }
    });
    table::write(out, licence::CC_BY, "towns.tsv", rows.collect())
}
