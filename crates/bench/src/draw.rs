//! Takes a corpus, gives the queries that all engines answer: drawn from the articles, the same for the same seed.
//!
//! Words have four letters or more and stand in 0.05 to 8 % of the articles of their language: what people search
//! for, neither little words nor misprints.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use article::Language;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::corpus::{Record, records};

/// One query, in a form that each engine puts into its own syntax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Query {
    pub(crate) kind: Kind,
    /// Lower-case letters only.
    pub(crate) words: Vec<String>,
    /// The language of the article it was drawn from.
    pub(crate) language: Language,
    /// First and last day, inclusive.
    pub(crate) days: Option<(Date, Date)>,
}

/// How the words of a query belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Kind {
    One,
    AllOfTwo,
    AllOfThree,
    AnyOfThree,
    Phrase,
    Dated,
}

impl Kind {
    /// All kinds, with the number of queries of each.
    pub(crate) const ALL: [(Self, usize); 6] = [
        (Self::One, 40),
        (Self::AllOfTwo, 40),
        (Self::AllOfThree, 30),
        (Self::AnyOfThree, 30),
        (Self::Phrase, 30),
        (Self::Dated, 30),
    ];

    /// As it stands in tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::One => "1 word",
            Self::AllOfTwo => "AND of 2",
            Self::AllOfThree => "AND of 3",
            Self::AnyOfThree => "OR of 3",
            Self::Phrase => "phrase",
            Self::Dated => "AND + dates",
        }
    }

    fn words(self) -> usize {
        match self {
            Self::One => 1,
            Self::AllOfTwo | Self::Phrase | Self::Dated => 2,
            Self::AllOfThree | Self::AnyOfThree => 3,
        }
    }
}

/// Draws 200 queries from the corpus in `file`.
pub(crate) fn draw(file: &Path, seed: u64) -> anyhow::Result<Vec<Query>> {
    let mut dice = Dice(seed);
    let mut pools = Language::ANALYSED.map(Pool::new);
    for record in records(file)? {
        let record = record?;
        if let Some(pool) = pools.iter_mut().find(|pool| pool.language == record.language) {
            pool.add(record, &mut dice);
        }
    }
    let pools: Vec<Pool> = pools.into_iter().filter(|pool| pool.articles > 0).collect();
    let mut queries = Vec::new();
    for (kind, count) in Kind::ALL {
        for number in 0..count {
            // The languages take turns; one that lacks what the kind needs leaves its turn to the other.
            let query = (0..pools.len()).find_map(|turn| pools[(number + turn) % pools.len()].draw(kind, &mut dice));
            queries.push(query.ok_or_else(|| anyhow::anyhow!("no query `{}` can be drawn", kind.name()))?);
        }
    }
    Ok(queries)
}

/// The articles of one language.
struct Pool {
    language: Language,
    articles: u64,
    /// In how many articles each word stands.
    frequencies: HashMap<String, u64>,
    /// A sample in which every article has the same chance to be.
    sample: Vec<Record>,
}

/// Articles kept of each language.
const SAMPLE: usize = 4_000;

/// Articles looked at before a draw is given up.
const MOST_TRIES: usize = 5_000;

impl Pool {
    fn new(language: Language) -> Self {
        Self { language, articles: 0, frequencies: HashMap::new(), sample: Vec::new() }
    }

    fn add(&mut self, record: Record, dice: &mut Dice) {
        self.articles += 1;
        let words: HashSet<String> = [&record.title, &record.text].into_iter().flat_map(|text| words(text)).collect();
        for word in words {
            *self.frequencies.entry(word).or_default() += 1;
        }
        if self.sample.len() < SAMPLE {
            self.sample.push(record);
        } else {
            let place = dice.below(self.articles as usize);
            if let Some(old) = self.sample.get_mut(place) {
                *old = record;
            }
        }
    }

    fn draw(&self, kind: Kind, dice: &mut Dice) -> Option<Query> {
        (0..MOST_TRIES).find_map(|_| {
            let record = &self.sample[dice.below(self.sample.len())];
            let days = match kind {
                Kind::Dated => Some(days_around(record.date?, dice)?),
                _ => None,
            };
            let words = if kind == Kind::Phrase {
                let pairs: Vec<_> = pairs(&record.text).into_iter().filter(|pair| self.fit(pair)).collect();
                dice.choose(pairs)?.to_vec()
            } else {
                let mut candidates: Vec<String> = words(&record.title);
                candidates.sort_unstable();
                candidates.dedup();
                candidates.retain(|word| self.fits(word));
                let mut drawn = Vec::new();
                for _ in 0..kind.words() {
                    let word = dice.choose(candidates.clone())?;
                    candidates.retain(|other| *other != word);
                    drawn.push(word);
                }
                drawn
            };
            Some(Query { kind, words, language: self.language, days })
        })
    }

    fn fits(&self, word: &str) -> bool {
        let share = self.frequencies.get(word).copied().unwrap_or_default() as f64 / self.articles as f64;
        (0.0005..=0.08).contains(&share)
    }

    fn fit(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.fits(word))
    }
}

/// Two to three months around `day`.
fn days_around(day: Date, dice: &mut Dice) -> Option<(Date, Date)> {
    let length = 60 + dice.below(32) as i64;
    let first = day.checked_sub((dice.below(length as usize) as i64).days()).ok()?;
    Some((first, first.checked_add((length - 1).days()).ok()?))
}

/// Lower-case words of four letters or more that every engine cuts alike.
fn words(text: &str) -> Vec<String> {
    pieces(text).into_iter().map(|(_, word)| word).collect()
}

/// Neighbouring words with nothing but one blank between them.
fn pairs(text: &str) -> Vec<[String; 2]> {
    let pieces = pieces(text);
    let neighbours = pieces.windows(2).filter(|pair| pair[0].0.end + 1 == pair[1].0.start);
    let blank = neighbours.filter(|pair| text[pair[0].0.end..].starts_with(' '));
    blank.map(|pair| [pair[0].1.clone(), pair[1].1.clone()]).collect()
}

fn pieces(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let runs = text.split(|c: char| !c.is_alphanumeric()).filter(|run| run.len() >= 4);
    let with_ends = runs.map(|run| {
        let start = run.as_ptr() as usize - text.as_ptr() as usize;
        (start..start + run.len(), run)
    });
    // What stands before an apostrophe or beside a hyphen is a part of a word to one engine and a word to another.
    let is_whole = |range: &std::ops::Range<usize>| {
        let joins = |c: char| matches!(c, '\'' | '’' | '-' | '.');
        !text[range.end..].starts_with(joins) && !text[..range.start].ends_with(['-', '.'])
    };
    with_ends
        .filter(|(range, run)| run.chars().all(char::is_alphabetic) && run.chars().count() >= 4 && is_whole(range))
        .map(|(range, run)| (range, run.to_lowercase()))
        .collect()
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same numbers everywhere and always.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from zero to `end`, which is left out.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn choose<T>(&mut self, mut items: Vec<T>) -> Option<T> {
        if items.is_empty() { None } else { Some(items.swap_remove(self.below(items.len()))) }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::{Dice, Kind, draw, pairs, words};

    #[test]
    fn words_are_those_that_every_engine_cuts_alike() {
        let text = "Aujourd’hui, l’armée de Jean-Luc prend la ville ; covid19, U.N. Port fermé.Des";
        assert_eq!(words(text), ["armée", "prend", "ville", "port"]);
        assert_eq!(
            pairs("le grand port, fermé lundi matin"),
            [["grand", "port"], ["fermé", "lundi"], ["lundi", "matin"]]
        );
    }

    #[test]
    fn the_dice_fall_as_published() {
        let mut dice = Dice(1_234_567);
        assert_eq!([dice.next(), dice.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn the_same_seed_draws_the_same_queries() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("corpus.jsonl");
        let mut lines = String::new();
        let name = |number: u32| -> String {
            number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>() + "ville"
        };
        for number in 0..100 {
            let (a, b, c) = (name(number), name(number / 2 + 100), name(number / 3 + 200));
            let language = if number % 2 == 0 { "fr" } else { "en" };
            writeln!(
                lines,
                r#"{{"id": "{number}", "title": "{a} {b} {c}", "text": "{a} {b}", "date": "2024-03-09", "language": "{language}"}}"#
            )
            .unwrap();
        }
        std::fs::write(&file, lines).unwrap();
        let drawn = draw(&file, 1).unwrap();
        assert_eq!(drawn.len(), 200);
        assert_eq!(drawn, draw(&file, 1).unwrap());
        assert_ne!(drawn, draw(&file, 2).unwrap());
        for query in &drawn {
            assert_eq!(query.words.len(), query.kind.words());
            let day = jiff::civil::date(2024, 3, 9);
            assert_eq!(query.days.is_some(), query.kind == Kind::Dated);
            assert!(query.days.is_none_or(|(first, last)| first <= day && day <= last));
        }
        let french = drawn.iter().filter(|query| query.language == article::Language::French).count();
        assert_eq!(french, 100);
    }
}
