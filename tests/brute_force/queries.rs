//! Random queries: every part of the language, and the settings beside it.

use jiff::civil::date;

use super::articles::day;
use super::draw::Draw;
use super::vocabulary::{BYLINES, NAMES, SECTIONS, SOURCES, TAGS, word};
use crate::engine::Sort;
use crate::search::{Facet, Filter, Matching, Search};
use crate::syntax::FilterField;

/// A query in parts, any of which may be left out, and the search it is the text of.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) parts: Vec<String>,
    search: Search,
}

impl Asked {
    /// The search for all that is left of the parts.
    pub(super) fn search(&self) -> Search {
        Search { text: self.parts.join(" "), ..self.search.clone() }
    }

    /// The same query with one part less, or one filter, or one facet.
    pub(super) fn shorter(&self) -> impl Iterator<Item = Self> {
        fn without<T: Clone>(list: &[T]) -> impl Iterator<Item = Vec<T>> {
            (0..list.len()).map(|number| [&list[..number], &list[number + 1..]].concat())
        }
        let parts = without(&self.parts).map(|parts| Self { parts, ..self.clone() });
        let filters = without(&self.search.filters)
            .map(|filters| Self { search: Search { filters, ..self.search.clone() }, ..self.clone() });
        let facets = without(&self.search.facets)
            .map(|facets| Self { search: Search { facets, ..self.search.clone() }, ..self.clone() });
        parts.chain(filters).chain(facets)
    }
}

pub(super) fn asked(draw: &mut Draw) -> Asked {
    let parts = (0..*draw.pick(&[0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6])).map(|_| part(draw, 0)).collect();
    let mut search = Search::new("", date(2024, 12, 6));
    search.plain = draw.chance(8);
    search.matching = *draw.pick(&[None, None, Some(Matching::All), Some(Matching::Most), Some(Matching::Any)]);
    search.names = draw.chance(75);
    search.sort = *draw.pick(&[Sort::Relevance, Sort::Newest, Sort::Oldest]);
    search.limit = 1000;
    search.passages = false;
    search.facet_limit = *draw.pick(&[1, 2, 5, 100]);
    search.labels = *draw.pick(&article::Language::ANALYSED);
    search.facets = Facet::ALL.into_iter().filter(|_| draw.chance(40)).collect();
    if draw.chance(30) {
        search.filters = (0..draw.between(1, 3)).map(|_| filter(draw)).collect();
    }
    Asked { parts, search }
}

fn part(draw: &mut Draw, depth: usize) -> String {
    match draw.between(0, 27) {
        0..=8 => word(draw),
        9 => phrase(draw, 2),
        10 => phrase(draw, 3),
        11 => format!("{}~{}", phrase(draw, 3), draw.between(1, 4)),
        12 => format!("{}*", beginning(draw)),
        13 => format!("{}~{}", one_word(draw), draw.between(1, 2)),
        14 => format!("={}", word(draw)),
        15 => format!("title:{}", word(draw)),
        16 => format!("title:{}", phrase(draw, 2)),
        17 => format!("byline:\"{}\"", draw.pick(BYLINES)),
        18 | 19 => {
            let Filter { field, value } = filter(draw);
            let value = if value.contains(' ') { format!("\"{value}\"") } else { value };
            format!("{}:{value}", field.name())
        }
        20 => format!("-{}", part(draw, depth + 1)),
        21 => format!("{} OR {}", part(draw, depth + 1), part(draw, depth + 1)),
        22 => format!("{} ET {}", part(draw, depth + 1), part(draw, depth + 1)),
        23 | 24 if depth < 3 => {
            let inside: Vec<String> = (0..draw.between(1, 3)).map(|_| part(draw, depth + 1)).collect();
            format!("({})", inside.join(*draw.pick(&[" ", " ", " OU ", " OR "])))
        }
        25 if depth < 3 => format!("NOT ({} {})", part(draw, depth + 1), part(draw, depth + 1)),
        _ => format!("{} {}", word(draw), word(draw)),
    }
}

fn phrase(draw: &mut Draw, most: usize) -> String {
    let words: Vec<String> = (0..draw.between(1, most)).map(|_| word(draw)).collect();
    format!("\"{}\"", words.join(" "))
}

/// Words with blanks or signs in them are no words to the operators that stand behind one.
fn one_word(draw: &mut Draw) -> String {
    let word = analysis::fold(&word(draw));
    word.split(|c: char| !c.is_alphanumeric()).max_by_key(|part| part.len()).unwrap_or_default().to_owned()
}

fn beginning(draw: &mut Draw) -> String {
    let word = one_word(draw);
    let length = draw.between(1, 5);
    word.chars().take(length).collect()
}

fn filter(draw: &mut Draw) -> Filter {
    let fields = [
        FilterField::Source,
        FilterField::Section,
        FilterField::Tag,
        FilterField::Language,
        FilterField::Person,
        FilterField::Org,
        FilterField::Place,
        FilterField::Entity,
        FilterField::Date,
        FilterField::DateLoosely,
        FilterField::From,
        FilterField::Until,
        FilterField::Mentions,
    ];
    let field = *draw.pick(&fields);
    let label = |draw: &mut Draw, list: &[&str]| match draw.between(0, 3) {
        0 => (*draw.pick(list)).to_uppercase(),
        1 => format!("{}*", draw.pick(list).chars().take(2).collect::<String>()),
        _ => (*draw.pick(list)).to_owned(),
    };
    let value = match field {
        FilterField::Source => label(draw, SOURCES),
        FilterField::Section => label(draw, SECTIONS),
        FilterField::Tag => label(draw, TAGS),
        FilterField::Language => (*draw.pick(&["fr", "en", "other", "français"])).to_owned(),
        FilterField::Person | FilterField::Org | FilterField::Place | FilterField::Entity => {
            (*draw.pick(NAMES)).to_owned()
        }
        FilterField::Date | FilterField::DateLoosely if draw.chance(10) => "?".to_owned(),
        FilterField::Mentions if draw.chance(15) => "1980..1989".to_owned(),
        _ => days(draw),
    };
    Filter { field, value }
}

fn days(draw: &mut Draw) -> String {
    let (one, two) = (day(draw), day(draw));
    let (first, last) = (one.min(two), one.max(two));
    match draw.between(0, 6) {
        0 => one.year().to_string(),
        1 => one.strftime("%Y-%m").to_string(),
        2 => format!("{first}..{last}"),
        3 => format!("{}..{}", first.year(), last.year()),
        4 => format!("{first}.."),
        _ => one.to_string(),
    }
}
