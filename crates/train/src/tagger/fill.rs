//! Puts other names into the slots of our paragraphs, so that contexts are learned and not names.
//!
//! Takes lists of names from the corpora; a slot with the same number is the same bearer within a paragraph.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use analysis::fold;
use anyhow::{Context, Result};
use article::Language;

use super::chance::Chance;

/// Names to draw from.
pub(crate) struct Names {
    people_fr: Vec<(String, String)>,
    people_en: Vec<(String, String)>,
    towns: Vec<String>,
    countries_en: Vec<String>,
    countries_f: Vec<String>,
    countries_m: Vec<String>,
    countries_v: Vec<String>,
    clubs: Vec<String>,
    parties_fr: Vec<String>,
    parties_en: Vec<String>,
    acronyms: Vec<String>,
}

/// Countries that French calls masculine though they end in `e`.
const MASCULINE_IN_E: &[&str] = &["Mexique", "Cambodge", "Mozambique", "Zimbabwe", "Belize", "Suriname"];
/// Countries that take no article, or are several islands.
const NO_ARTICLE: &[&str] = &[
    "Cuba",
    "Chypre",
    "Malte",
    "Singapour",
    "Monaco",
    "Djibouti",
    "Maurice",
    "Taïwan",
    "Oman",
    "Israël",
    "Haïti",
    "Bahreïn",
    "Madagascar",
];

impl Names {
    pub(crate) fn read(corpora: &Path) -> Result<Self> {
        let folder = corpora.join("names");
        let rows = |file: &str| -> Result<Vec<Vec<String>>> {
            let path = folder.join(file);
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
            Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
        };
        let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
        let persons = rows("persons_fr_en.tsv")?;
        let mut people_fr: Vec<_> = persons.iter().filter_map(|row| person(&cell(row, 3))).collect();
        let mut people_en: Vec<_> = persons.iter().filter_map(|row| person(&cell(row, 2))).collect();
        for row in rows("football_players.tsv")? {
            if let Some(person) = person(&cell(&row, 0)) {
                people_fr.push(person.clone());
                people_en.push(person);
            }
        }
        let towns =
            rows("geonames15000.tsv")?.iter().map(|row| cell(row, 1)).filter(|name| is_plain_town(name)).collect();
        let countries = rows("countries_fr_en.tsv")?;
        let good = |name: &String| !name.contains(['(', ',']) && name.split(' ').count() <= 2 && !name.contains("Île");
        let french: Vec<String> = countries.iter().map(|row| cell(row, 2)).filter(good).collect();
        let french = french
            .into_iter()
            .filter(|name| !NO_ARTICLE.contains(&name.as_str()) && !name.ends_with('s') && !name.contains(' '));
        let (countries_v, others): (Vec<_>, Vec<_>) = french.partition(|name| opens_with_vowel(name));
        let (countries_f, countries_m) =
            others.into_iter().partition(|name| name.ends_with('e') && !MASCULINE_IN_E.contains(&name.as_str()));
        let french_party = |name: &String| {
            ["Parti ", "Mouvement ", "Rassemblement ", "Front ", "Union "].iter().any(|head| name.starts_with(head))
        };
        let parties: Vec<String> = rows("parties.tsv")?.iter().map(|row| cell(row, 3)).collect();
        let parties_en = rows("parties.tsv")?
            .iter()
            .map(|row| cell(row, 4))
            .filter(|name| {
                name.ends_with("Party")
                    || name.starts_with("Party ")
                    || name.ends_with("Front")
                    || name.ends_with("Movement")
                    || name.ends_with("Union")
            })
            .filter(|name| !name.contains(['/', '(']))
            .collect();
        let short = rows("parties.tsv")?.iter().map(|row| cell(row, 2)).collect::<Vec<_>>();
        let acronym = |name: &String| (2..=5).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
        Ok(Self {
            people_fr,
            people_en,
            towns,
            countries_en: countries.iter().map(|row| cell(row, 1)).filter(good).collect(),
            countries_f,
            countries_m,
            countries_v,
            clubs: rows("football_clubs.tsv")?.iter().map(|row| cell(row, 0)).filter(|name| name.len() > 3).collect(),
            parties_fr: parties.iter().filter(|name| french_party(name)).cloned().collect(),
            parties_en,
            acronyms: short.into_iter().filter(acronym).collect(),
        })
    }
}

/// Given name and surname, of names that are plain enough for any sentence.
fn person(name: &str) -> Option<(String, String)> {
    let words = name.split(' ').count();
    let plain = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’'));
    let (given, last) = name.split_once(' ')?;
    let capital = given.starts_with(char::is_uppercase) && given.chars().count() > 2 && last.chars().count() > 2;
    ((2..=4).contains(&words) && plain && capital).then(|| (given.to_owned(), last.to_owned()))
}

fn is_plain_town(name: &str) -> bool {
    let article = ["Le ", "La ", "Les ", "El ", "The "].iter().any(|article| name.starts_with(article));
    !article
        && name.split([' ', '-']).count() <= 3
        && name.starts_with(char::is_uppercase)
        && !name.contains(['(', ',', '/'])
}

fn opens_with_vowel(name: &str) -> bool {
    fold(name).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h'])
}

/// Fills the slots of one paragraph after the other.
pub(crate) struct Filler<'a> {
    names: &'a Names,
    chance: Chance,
    language: Language,
    people: BTreeMap<String, (String, String)>,
    others: BTreeMap<String, String>,
}

impl<'a> Filler<'a> {
    pub(crate) fn new(names: &'a Names, seed: u64) -> Self {
        let (people, others) = (BTreeMap::new(), BTreeMap::new());
        Self { names, chance: Chance::new(seed), language: Language::French, people, others }
    }

    /// Forgets the bearers of the paragraph before.
    pub(crate) fn begin(&mut self, language: Language) {
        self.people.clear();
        self.others.clear();
        self.language = language;
    }

    /// A name for a slot, printed as `surface` is.
    pub(crate) fn fill(&mut self, slot: &str, surface: &str) -> String {
        let number = slot.trim_start_matches(|c: char| !c.is_ascii_digit());
        let sort = &slot[..slot.len() - number.len()];
        let name = match sort {
            "full" | "last" | "given" => {
                let (given, last) = self.person(number, sort == "last" && opens_with_vowel(surface));
                match sort {
                    "full" => format!("{given} {last}"),
                    "last" => last,
                    _ => given,
                }
            }
            _ => self.other(slot, sort, surface),
        };
        let upper = surface.chars().filter(|c| c.is_alphabetic()).count() > 2 && !surface.contains(char::is_lowercase);
        if upper { name.to_uppercase() } else { name }
    }

    fn person(&mut self, number: &str, vowel: bool) -> (String, String) {
        if let Some(known) = self.people.get(number) {
            return known.clone();
        }
        let list = if self.language == Language::French { &self.names.people_fr } else { &self.names.people_en };
        // Half are made of a given name and a surname that never met, so that no name is learned as a whole.
        let mut drawn = self.chance.pick(list).cloned().unwrap_or_default();
        if self.chance.one_in(2) {
            drawn.1 = self.chance.pick(list).cloned().unwrap_or_default().1;
        }
        for _ in 0..20 {
            if vowel == opens_with_vowel(&drawn.1) {
                break;
            }
            drawn.1 = self.chance.pick(list).cloned().unwrap_or_default().1;
        }
        self.people.insert(number.to_owned(), drawn.clone());
        drawn
    }

    fn other(&mut self, slot: &str, sort: &str, surface: &str) -> String {
        if let Some(known) = self.others.get(slot) {
            return known.clone();
        }
        let french = self.language == Language::French;
        let names = self.names;
        let list: &[String] = match sort {
            "town" => &names.towns,
            "country" => &names.countries_en,
            "country_f" => &names.countries_f,
            "country_m" => &names.countries_m,
            "country_v" => &names.countries_v,
            "club" => &names.clubs,
            "party" if french => &names.parties_fr,
            "party" => &names.parties_en,
            "acro" => &names.acronyms,
            _ => &[],
        };
        let mut name = if sort == "company" { self.company() } else { String::new() };
        for _ in 0..20 {
            if !name.is_empty() && (!french || opens_with_vowel(&name) == opens_with_vowel(surface)) {
                break;
            }
            name = if sort == "company" { self.company() } else { self.chance.pick(list).cloned().unwrap_or_default() };
        }
        if name.is_empty() {
            name = surface.to_owned();
        }
        self.others.insert(slot.to_owned(), name.clone());
        name
    }

    /// A firm of this name there may be or not.
    fn company(&mut self) -> String {
        const ENDS_FR: &[&str] =
            &["", "", " SA", " Industrie", " Énergie", " et Fils", " Group", " Technologies", " Aéro"];
        const ENDS_EN: &[&str] =
            &["", "", " Inc", " Group", " Holdings", " & Co", " Industries", " Energy", " Motors", " Capital", " Corp"];
        const SYLLABLES: &[&str] =
            &["al", "ve", "ra", "nex", "ti", "cor", "lu", "mi", "sol", "zen", "tra", "bi", "op", "via", "dyn", "gen"];
        let french = self.language == Language::French;
        let list = if french { &self.names.people_fr } else { &self.names.people_en };
        let end = self.chance.pick(if french { ENDS_FR } else { ENDS_EN }).copied().unwrap_or_default();
        let stem = if self.chance.one_in(2) {
            self.chance.pick(list).map(|(_, last)| last.clone()).unwrap_or_default()
        } else {
            let parts = 2 + self.chance.below(2);
            let word: String = (0..parts).filter_map(|_| self.chance.pick(SYLLABLES).copied()).collect();
            word[..1].to_uppercase() + &word[1..]
        };
        format!("{stem}{end}")
    }
}
