//! The names that ship with this crate, each row with the file it comes from.
//!
//! A file holds one bearer a line: French name, English name, other names (separated by `|`), country (ISO 3166, may
//! be empty), weight. `#` opens a comment. The folder of a file is its licence; see `data/README.md`.
//! Rows of several files that speak of one bearer are joined by [`Shipped::get`].

use std::sync::OnceLock;

use analysis::fold;
use article::{Kind, Language};

use crate::hash::{Map, Set};
use crate::key;
use crate::registry::{form_of, meaning_of, skeleton_of};

/// A file of names.
pub(crate) struct Source {
    /// Where it lies under `data/`, which also says under which licence.
    pub(crate) path: &'static str,
    kind: Kind,
    text: &'static str,
}

macro_rules! source {
    ($kind:ident, $path:literal) => {
        Source { path: $path, kind: Kind::$kind, text: include_str!(concat!("../data/", $path)) }
    };
}

/// Every file, the most trusted first: a name that two files give to two bearers belongs to the first.
pub(crate) static SOURCES: &[Source] = &[
    source!(Person, "own/people.tsv"),
    source!(Organisation, "own/organisations.tsv"),
    source!(Place, "own/places.tsv"),
    source!(Place, "odbl-1.0/countries.tsv"),
    source!(Place, "unicode-3.0/territories.tsv"),
    source!(Place, "unicode-3.0/cities.tsv"),
    source!(Place, "cc0-1.0/places.tsv"),
    source!(Organisation, "cc-by-sa-4.0/organisations.tsv"),
    source!(Person, "cc0-1.0/people.tsv"),
    source!(Organisation, "cc0-1.0/french_bodies.tsv"),
    source!(Organisation, "cc0-1.0/parties.tsv"),
    source!(Organisation, "cc0-1.0/clubs.tsv"),
    source!(Place, "cc-by-4.0/towns.tsv"),
];

/// One bearer of names.
#[derive(Debug)]
pub(crate) struct Bearer {
    pub(crate) kind: Kind,
    pub(crate) french: &'static str,
    pub(crate) english: &'static str,
    /// Every printed name, French and English first.
    pub(crate) names: Vec<(&'static str, u8)>,
    /// Two letters, or none.
    pub(crate) country: &'static str,
    /// Persons a place has; 0 where it is not counted.
    pub(crate) weight: u32,
}

impl Bearer {
    /// Whether only a gazetteer of maps names it.
    pub(crate) fn is_from_map(&self) -> bool {
        self.names.iter().all(|(_, source)| SOURCES[usize::from(*source)].path == "cc-by-4.0/towns.tsv")
    }

    /// Whether one of our own lists names it.
    pub(crate) fn is_own(&self) -> bool {
        self.names.iter().any(|(_, source)| SOURCES[usize::from(*source)].path.starts_with("own/"))
    }

    pub(crate) fn label(&self, language: Language) -> &'static str {
        let (first, second) =
            if language == Language::French { (self.french, self.english) } else { (self.english, self.french) };
        if first.is_empty() { second } else { first }
    }
}

/// Bearers by the skeletons of their names, each with the key of the name.
type Likenesses = Map<String, Vec<(u32, String)>>;

/// All bearers, and who bears which name.
pub(crate) struct Shipped {
    pub(crate) bearers: Vec<Bearer>,
    by_key: Map<String, Vec<u32>>,
    places: OnceLock<Likenesses>,
    people: OnceLock<Likenesses>,
    bodies: OnceLock<Likenesses>,
    forms: OnceLock<Map<String, Vec<u32>>>,
    meanings: OnceLock<Map<String, Vec<u32>>>,
}

impl Shipped {
    /// The table, read once in the life of the program.
    pub(crate) fn get() -> &'static Self {
        static TABLE: OnceLock<Shipped> = OnceLock::new();
        TABLE.get_or_init(Self::read)
    }

    /// The bearers of a name, given by its key, in the order of [`SOURCES`].
    pub(crate) fn bearers_of(&self, key: &str) -> &[u32] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    /// The listed places whose names have this skeleton, each with the key of the name.
    pub(crate) fn places_like(&self, skeleton: &str) -> &[(u32, String)] {
        let places = self.places.get_or_init(|| self.likenesses(|bearer| bearer.kind == Kind::Place));
        places.get(skeleton).map_or(&[], Vec::as_slice)
    }

    /// The people of our own list whose names have this skeleton, each with the key of the name.
    pub(crate) fn people_like(&self, skeleton: &str) -> &[(u32, String)] {
        let own = |bearer: &Bearer| bearer.kind == Kind::Person && bearer.is_own();
        let people = self.people.get_or_init(|| self.likenesses(own));
        people.get(skeleton).map_or(&[], Vec::as_slice)
    }

    /// The organisations of our own list whose names have this skeleton, each with the key of the name.
    pub(crate) fn bodies_like(&self, skeleton: &str) -> &[(u32, String)] {
        let own = |bearer: &Bearer| bearer.kind == Kind::Organisation && bearer.is_own();
        let bodies = self.bodies.get_or_init(|| self.likenesses(own));
        bodies.get(skeleton).map_or(&[], Vec::as_slice)
    }

    /// The people of our own list one of whose names has this form and initials.
    pub(crate) fn people_of_form(&self, name: &str, initials: &str) -> &[u32] {
        let forms = self.forms.get_or_init(|| {
            self.gathered(
                |bearer| bearer.kind == Kind::Person && bearer.is_own(),
                |key| form_of(key).map(|form| format!("{}.{}", form.name, form.initials)),
            )
        });
        forms.get(&format!("{name}.{initials}")).map_or(&[], Vec::as_slice)
    }

    /// The listed organisations one of whose names has this meaning.
    pub(crate) fn bodies_meaning(&self, meaning: &str) -> &[u32] {
        let meanings =
            self.meanings.get_or_init(|| self.gathered(|bearer| bearer.kind == Kind::Organisation, meaning_of));
        meanings.get(meaning).map_or(&[], Vec::as_slice)
    }

    fn gathered(
        &self,
        wanted: impl Fn(&Bearer) -> bool,
        form: impl Fn(&str) -> Option<String>,
    ) -> Map<String, Vec<u32>> {
        let mut gathered: Map<String, Vec<u32>> = Map::default();
        for (at, bearer) in self.bearers.iter().enumerate().filter(|(_, bearer)| wanted(bearer)) {
            for (name, _) in &bearer.names {
                if let Some(form) = form(&key::of(&fold(name))) {
                    let bearers = gathered.entry(form).or_default();
                    if bearers.last() != Some(&(at as u32)) {
                        bearers.push(at as u32);
                    }
                }
            }
        }
        gathered
    }

    fn likenesses(&self, wanted: impl Fn(&Bearer) -> bool) -> Likenesses {
        let mut likenesses = Likenesses::default();
        for (at, bearer) in self.bearers.iter().enumerate().filter(|(_, bearer)| wanted(bearer)) {
            for (name, _) in &bearer.names {
                let key = key::of(&fold(name));
                likenesses.entry(skeleton_of(&key)).or_default().push((at as u32, key));
            }
        }
        likenesses
    }

    fn read() -> Self {
        let mut table = Self {
            bearers: Vec::new(),
            by_key: Map::default(),
            places: OnceLock::new(),
            people: OnceLock::new(),
            bodies: OnceLock::new(),
            forms: OnceLock::new(),
            meanings: OnceLock::new(),
        };
        for (number, source) in SOURCES.iter().enumerate() {
            for line in source.text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                table.add(line, source.kind, number as u8);
            }
        }
        table
    }

    fn add(&mut self, line: &'static str, kind: Kind, source: u8) {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (french, english, others, country, weight) = (cell(), cell(), cell(), cell(), cell());
        let names = [french, english].into_iter().chain(others.split('|')).filter(|name| !name.is_empty());
        let keyed: Vec<(&'static str, String)> = names.map(|name| (name, key::of(&fold(name)))).collect();
        let at = self.joinable(kind, country, source, &keyed).unwrap_or_else(|| {
            let weight = weight.parse().unwrap_or(0);
            self.bearers.push(Bearer { kind, french, english, names: Vec::new(), country, weight });
            self.bearers.len() - 1
        });
        let bearer = &mut self.bearers[at];
        bearer.weight = bearer.weight.max(weight.parse().unwrap_or(0));
        for (name, key) in keyed {
            let bearers = self.by_key.entry(key).or_default();
            if !bearers.contains(&(at as u32)) {
                bearers.push(at as u32);
            }
            if !bearer.names.iter().any(|(known, _)| *known == name) {
                bearer.names.push((name, source));
            }
        }
    }

    /// The bearer that a row speaks of again: same kind, same country, and one of its two full names.
    fn joinable(&self, kind: Kind, country: &str, source: u8, keyed: &[(&str, String)]) -> Option<usize> {
        let full = keyed.iter().take(2).filter(|(name, _)| !is_acronym(name));
        let mut seen = Set::default();
        // Two rows of one of our own lists are two bearers: Mexico and its capital share a name.
        let ours = SOURCES[usize::from(source)].path.starts_with("own/");
        full.flat_map(|(_, key)| self.bearers_of(key)).copied().map(|at| at as usize).find(|at| {
            let bearer = &self.bearers[*at];
            let here = ours && bearer.names.iter().any(|(_, of)| *of == source);
            seen.insert(*at) && bearer.kind == kind && bearer.country == country && !here
        })
    }
}

/// Whether a printed name is an acronym: `HTS`, `U.S.`, `G7`, `UNHCR`.
pub(crate) fn is_acronym(printed: &str) -> bool {
    let letters = printed.chars().filter(|c| c.is_alphabetic());
    let (upper, all) = letters.fold((0, 0), |(upper, all), c| (upper + usize::from(c.is_uppercase()), all + 1));
    all > 0 && upper == all && printed.chars().count() <= 10 && !printed.contains(' ')
}
