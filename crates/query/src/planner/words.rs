//! Words side by side as plans: each in every form it may be searched by.

use analysis::{Class, Word};

use super::Planner;
use super::run::Unit;
use super::stop_words::{Need, need};
use crate::Error;
use crate::plan::{Field, Plan};
use crate::rank::RankWord;
use crate::reading::{ReadWay, ReadWord, Way, WordKind};
use crate::search::Matching;
use crate::syntax::limits::{LONGEST_NAME, LONGEST_NAME_BYTES, MOST_NAME_STARTS};
use crate::syntax::{Text, TextField};

/// What the second best way to match a word adds. Measured in `BENCHMARKS.md`.
const TIE: f32 = 0.3;

/// A word of the title counts so many times one of the text.
const TITLE: f32 = 1.5;

/// What a typed accent, or a typed acronym, adds where the article has it too.
const AS_TYPED: f32 = 0.5;

impl Planner<'_> {
    /// Words side by side: each is one part that counts, stop words are none as long as something else is. What adds
    /// to the score without being needed goes to `welcome`.
    pub(super) fn words(&mut self, text: &Text, strongest: Need, welcome: &mut Vec<Plan>) -> Result<Vec<Unit>, Error> {
        let words = self.analyzer.words(&text.text);
        if words.is_empty() {
            self.note(format!("`{}` holds no word and is left out", text.text.trim()));
            return Ok(Vec::new());
        }
        let units = units(&words);
        let mut found = Vec::new();
        let mut at = 0;
        while at < units.len() {
            let named = if text.field.is_none() { self.longest_name(&text.text, &units[at..]) } else { None };
            let length = named.as_ref().map_or(1, |(length, _)| *length);
            let run = &units[at..at + length];
            let mut parts = Vec::new();
            for unit in run {
                let need = self.need(unit).beside(strongest);
                let is_row = unit.len() > 1 && text.field.is_none() && need != Need::LeftOut;
                let rows = if is_row { self.inflections(unit)? } else { Vec::new() };
                self.read_word(unit, &text.text, text.field, need, &rows);
                self.rank_words(unit, need == Need::Needed);
                match need {
                    Need::Needed => parts.push(self.unit(unit, text.field, rows)),
                    Need::Welcome => welcome.push(self.unit(unit, text.field, rows)),
                    Need::LeftOut => {}
                }
            }
            let surface = surface(&text.text, run);
            match named {
                Some((_, names)) => {
                    let typed = (!parts.is_empty()).then(|| match self.matching {
                        Matching::Any if !self.excluded => Plan::any(parts),
                        _ => Plan::every(parts),
                    });
                    let plan = Plan::best(typed.into_iter().chain([names]).collect(), 0.0);
                    found.push(Unit { text: surface, plan });
                }
                None => found.extend(parts.into_iter().map(|plan| Unit { text: surface.clone(), plan })),
            }
            at += length;
        }
        Ok(found)
    }

    /// What the word of `text` is for that tells most.
    pub(super) fn strongest_need(&mut self, text: &str) -> Need {
        let words = self.analyzer.words(text);
        units(&words).into_iter().map(|unit| self.need(unit)).max().unwrap_or(Need::LeftOut)
    }

    /// The longest name that begins with the first of `units`, and the plan of its other names.
    fn longest_name(&mut self, text: &str, units: &[&[Word]]) -> Option<(usize, Plan)> {
        if !self.search.names || self.excluded {
            return None;
        }
        self.name_starts += 1;
        if self.name_starts > MOST_NAME_STARTS {
            self.note(format!("names are looked for in the first {MOST_NAME_STARTS} words only"));
            return None;
        }
        (1..=units.len().min(LONGEST_NAME)).rev().find_map(|length| {
            let words: Vec<Word> = units[..length].concat();
            let surface = &text[words.first()?.start..words.last()?.end];
            let names = (surface.len() <= LONGEST_NAME_BYTES).then(|| self.other_names(surface, &words)).flatten();
            names.map(|plan| (length, plan))
        })
    }

    fn rank_words(&mut self, unit: &[Word], counts: bool) {
        if !self.excluded {
            self.rank.extend(unit.iter().map(|word| RankWord { word: word.word.clone(), counts }));
        }
    }

    fn need(&self, unit: &[Word]) -> Need {
        // In capitals a word is typed as an acronym.
        let is_acronym = self.capitals_count && unit.iter().any(|word| word.capitals.is_some());
        let is_first = unit.first().is_some_and(|word| word.start == 0);
        if is_acronym { Need::Needed } else { need(unit, is_first) }
    }

    fn read_word(&mut self, unit: &[Word], text: &str, field: Option<TextField>, need: Need, rows: &[Vec<String>]) {
        let mut ways = if need == Need::LeftOut { Vec::new() } else { self.ways(unit, field) };
        // The first row is the unit as typed.
        ways.extend(rows.iter().skip(1).map(|row| ReadWay { how: Way::Inflected, terms: row.clone() }));
        self.reading.words.push(ReadWord {
            text: surface(text, &[unit]),
            kind: WordKind::Word,
            field: field.map(TextField::name),
            optional: need != Need::Needed,
            excluded: self.excluded,
            ways,
            within: None,
            expanded: None,
        });
    }

    /// What [`Self::unit`] searches, for the reading.
    fn ways(&self, unit: &[Word], field: Option<TextField>) -> Vec<ReadWay> {
        let all = |form: fn(&Word) -> &String| unit.iter().map(|word| form(word).clone()).collect::<Vec<_>>();
        let mut ways = Vec::new();
        let mut way = |how, terms: Vec<String>| {
            if !terms.is_empty() {
                ways.push(ReadWay { how, terms });
            }
        };
        let marks: Vec<String> = unit.iter().filter_map(mark).collect();
        let is_mark = !marks.is_empty();
        let is_flag = unit.iter().all(|word| word.class == Class::Flag);
        way(Way::Mark, marks);
        if is_flag || (is_mark && field.is_none()) {
            return ways;
        }
        way(Way::Typed, all(|word| &word.word));
        if !is_mark && field != Some(TextField::Byline) && unit.len() == 1 {
            way(Way::French, all(|word| &word.french));
            way(Way::English, all(|word| &word.english));
        }
        if field.is_none() {
            way(
                Way::Joined,
                unit.first().and_then(|word| word.joined.clone()).into_iter().map(|(form, _)| form).collect(),
            );
            if let [word] = unit {
                way(Way::Accents, word.accented.clone().into_iter().collect());
                way(Way::Capitals, word.capitals.clone().filter(|_| self.capitals_count).into_iter().collect());
            }
        }
        ways
    }

    /// One word, or the parts of one that is written with hyphens or blanks.
    fn unit(&mut self, unit: &[Word], field: Option<TextField>, rows: Vec<Vec<String>>) -> Plan {
        match unit {
            [word] => self.word(word, field),
            parts => self.compound(parts, field, rows),
        }
    }

    pub(super) fn word(&mut self, word: &Word, field: Option<TextField>) -> Plan {
        self.highlight(word);
        if let Some(mark) = mark(word) {
            return self.marked(word, mark, field);
        }
        if field == Some(TextField::Byline) {
            return Plan::term(Field::Byline, &word.word);
        }
        let mut ways = vec![
            Plan::weighted(Field::Title, &word.word, TITLE),
            Plan::weighted(Field::TitleFrench, &word.french, TITLE),
            Plan::weighted(Field::TitleEnglish, &word.english, TITLE),
        ];
        if field.is_none() {
            ways.push(Plan::term(Field::Body, &word.word));
            ways.push(Plan::term(Field::BodyFrench, &word.french));
            ways.push(Plan::term(Field::BodyEnglish, &word.english));
            // Where the text writes it with hyphens: `Covid-19` for `covid19`.
            ways.push(Plan::weighted(Field::Marks, &word.word, AS_TYPED));
            if let Some((joined, _)) = &word.joined {
                self.matcher.add_exact(joined);
                ways.push(Plan::term(Field::Body, joined));
                ways.push(Plan::weighted(Field::Marks, joined, AS_TYPED));
            }
        }
        let plan = Plan::best(ways, TIE);
        let mut typed = Vec::new();
        if let Some(accented) = &word.accented {
            typed.push(Plan::weighted(Field::Marks, accented, AS_TYPED));
        }
        if let Some(capitals) = word.capitals.as_ref().filter(|_| self.capitals_count) {
            typed.push(Plan::weighted(Field::Marks, capitals, AS_TYPED));
        }
        if typed.is_empty() || field.is_some() {
            plan
        } else {
            Plan::Every { must: vec![plan], should: typed, not: Vec::new() }
        }
    }

    /// A hashtag, an address or a flag. Marks are kept for a whole article, so inside a field the word is asked for too.
    fn marked(&mut self, word: &Word, mark: String, field: Option<TextField>) -> Plan {
        let anywhere = Plan::term(Field::Marks, mark.clone());
        match field {
            None => anywhere,
            Some(field) if word.class == Class::Flag => {
                self.note(format!("a flag is looked for in the whole article, not in `{}:` alone", field.name()));
                anywhere
            }
            Some(TextField::Title) => Plan::every(vec![Plan::weighted(Field::Title, &word.word, TITLE), anywhere]),
            Some(TextField::Byline) => {
                self.note(format!("`{mark}` is looked for in `byline:` without its sign"));
                Plan::term(Field::Byline, &word.word)
            }
        }
    }

    fn highlight(&mut self, word: &Word) {
        if !self.excluded && word.class != Class::Flag {
            self.matcher.add_word(word);
        }
    }

    /// `T-72`, `États-Unis`, `115 000`: the parts in a row, as typed or inflected, or the joined form.
    fn compound(&mut self, parts: &[Word], field: Option<TextField>, rows: Vec<Vec<String>>) -> Plan {
        let plain: Vec<String> = parts.iter().map(|part| part.word.clone()).collect();
        let phrase = |field, terms: Vec<String>, boost| Plan::Phrase { field, terms, slop: 0, boost };
        // The weight of a phrase is the sum over its terms, so a row of two counts as much as two words.
        let share = 1.0 / parts.len() as f32;
        let joined = parts.first().and_then(|part| part.joined.as_ref()).map(|(form, _)| form.clone());
        if !self.excluded {
            self.matcher.add_phrase(&plain);
            if let Some(joined) = &joined {
                self.matcher.add_exact(joined);
            }
        }
        if field == Some(TextField::Byline) {
            return phrase(Field::Byline, plain, 1.0);
        }
        let mut ways = vec![phrase(Field::Title, plain.clone(), TITLE * share)];
        if field.is_none() {
            for row in rows {
                if !self.excluded {
                    self.matcher.add_phrase(&row);
                }
                ways.push(phrase(Field::Body, row, share));
            }
            if let Some(joined) = joined {
                ways.push(Plan::term(Field::Body, &joined));
                ways.push(Plan::term(Field::Marks, joined));
            }
        }
        Plan::best(ways, TIE)
    }
}

/// The form with its sign that `word` has in the marks, if any.
pub(super) fn mark(word: &Word) -> Option<String> {
    match word.sign {
        _ if word.class == Class::Flag => Some(word.word.clone()),
        Some(sign) => Some(format!("{sign}{}", word.word)),
        None => None,
    }
}

/// The surface of `run` in `text`.
fn surface(text: &str, run: &[&[Word]]) -> String {
    let first = run.first().and_then(|unit| unit.first());
    let last = run.last().and_then(|unit| unit.last());
    let range = first.zip(last).map(|(first, last)| first.start..last.end);
    range.and_then(|range| text.get(range)).unwrap_or_default().to_owned()
}

/// Words in groups that are one unit each: a word, or the parts of a joined form.
pub(super) fn units(words: &[Word]) -> Vec<&[Word]> {
    let mut units = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let length = words[at].joined.as_ref().map_or(1, |(_, parts)| (*parts).clamp(1, words.len() - at));
        units.push(&words[at..at + length]);
        at += length;
    }
    units
}

/// Where words are looked for as they are typed.
pub(super) fn unstemmed_fields(field: Option<TextField>) -> &'static [Field] {
    match field {
        Some(TextField::Title) => &[Field::Title],
        Some(TextField::Byline) => &[Field::Byline],
        None => &[Field::Body, Field::Title],
    }
}
