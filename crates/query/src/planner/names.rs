//! Names in queries: filters by entity, and the other names of words that are names.

use analysis::{Word, fold, is_stop_word};
use article::Kind;
use entities::{NameRow, Reading, Why};

use super::Planner;
use crate::plan::{Field, Plan};
use crate::reading::ReadName;
use crate::syntax::Clause;
use crate::syntax::limits::{MOST_ENTITIES, MOST_NAMED, MOST_SEARCHED};

/// What finding another name of a word adds to the score: less than a rare word, more than a common one.
const OTHER_NAME: f32 = 1.5;

impl Planner<'_> {
    /// Articles that name what `clause` names, under whatever name.
    pub(super) fn named(&mut self, clause: &Clause, kind: Option<Kind>) -> Plan {
        let readings = self.registry.resolve(&clause.value, kind);
        let has_exact = readings.iter().any(|reading| reading.exact);
        // A surname stands for everybody who bears it; a part of another name, only where nothing is named so.
        let meant = readings.iter().filter(|reading| reading.exact || reading.kind == Kind::Person || !has_exact);
        let mut names = vec![fold(&clause.value)];
        let mut meaning = Vec::new();
        for reading in meant {
            let label = self.registry.label(reading.entity, self.search.labels).to_owned();
            let rows = self.registry.names_of(reading.entity);
            let off = self.is_without(&label, &rows);
            let also: Vec<String> = rows.iter().filter(|row| row.articles > 0).map(|row| row.name.clone()).collect();
            self.reading.names.push(ReadName {
                text: clause.value.clone(),
                name: label.clone(),
                kind: reading.kind,
                also: also.clone(),
                why: reading.why.to_string(),
                articles: reading.articles,
                off,
            });
            if !off {
                meaning.push(label);
                names.extend(also);
            }
        }
        names.sort_unstable();
        names.dedup();
        if !self.excluded {
            self.matcher.add_names(&names);
        }
        self.read(clause, meaning);
        Plan::AnyTerm { field: Field::Names, terms: names, boost: 0.0 }.quiet()
    }

    /// The other names of the words `surface`, as a plan to stand beside them; `None` where they are no name.
    pub(super) fn other_names(&mut self, surface: &str, words: &[Word]) -> Option<Plan> {
        if !self.search.names
            || self.excluded
            || self.named > MOST_NAMED
            || words.iter().all(|word| is_stop_word(&word.word) && word.capitals.is_none())
        {
            return None;
        }
        let typed = if self.capitals_count { surface.to_owned() } else { surface.to_lowercase() };
        // The same word may be typed a hundred times, and looking up what sounds alike takes its time.
        let readings = match self.resolved.get(&typed) {
            Some(known) => known.clone(),
            None => {
                let readings = self.registry.resolve(&typed, None);
                self.resolved.insert(typed, readings.clone());
                readings
            }
        };
        let useful = readings.into_iter().filter(|reading| reading.articles > 0 && is_trusted(reading));
        let mut ways = Vec::new();
        for reading in useful.take(MOST_ENTITIES) {
            ways.extend(self.names_of(surface, &reading));
        }
        if ways.is_empty() {
            return None;
        }
        self.named += 1;
        if self.named > MOST_NAMED {
            self.note(format!("only the first {MOST_NAMED} names are also searched under their other names"));
        }
        Some(Plan::best(ways, 0.0))
    }

    fn names_of(&mut self, surface: &str, reading: &Reading) -> Vec<Plan> {
        let rows = self.registry.names_of(reading.entity);
        let label = self.registry.label(reading.entity, self.search.labels).to_owned();
        let typed = fold(surface);
        let others: Vec<&NameRow> =
            rows.iter().filter(|row| row.articles + row.printed > 0 && row.name != typed).collect();
        if others.is_empty() {
            return Vec::new();
        }
        let off = self.is_without(&label, &rows);
        self.reading.names.push(ReadName {
            text: surface.to_owned(),
            name: label,
            kind: reading.kind,
            also: others.iter().map(|row| row.name.clone()).collect(),
            why: reading.why.to_string(),
            articles: reading.articles,
            off,
        });
        if off {
            return Vec::new();
        }
        let indexed: Vec<String> = rows.iter().filter(|row| row.articles > 0).map(|row| row.name.clone()).collect();
        self.matcher.add_names(&indexed);
        let mut ways = vec![Plan::AnyTerm { field: Field::Names, terms: indexed, boost: OTHER_NAME }];
        // In the text, a name is looked for whole; the unlisted short forms of a surname are the typed word itself.
        if reading.exact {
            for row in others.into_iter().take(MOST_SEARCHED) {
                ways.extend(self.name_in_text(row));
            }
        }
        ways
    }

    /// A name as words of the text. An acronym counts only in capitals: in lower case it may be a word.
    fn name_in_text(&mut self, row: &NameRow) -> Option<Plan> {
        let terms: Vec<String> = self.analyzer.words(&row.name).into_iter().map(|word| word.word).collect();
        match terms.as_slice() {
            [] => None,
            [term] if row.acronym => {
                let mark = term.to_ascii_uppercase();
                self.matcher.add_capitals(&mark);
                Some(Plan::weighted(Field::Marks, mark, 0.5))
            }
            [term] if is_stop_word(term) || term.len() < 3 => None,
            [term] => {
                self.matcher.add_exact(term);
                Some(Plan::best(
                    vec![Plan::weighted(Field::Body, term, 0.5), Plan::weighted(Field::Title, term, 0.5)],
                    0.0,
                ))
            }
            _ => {
                self.matcher.add_phrase(&terms);
                let phrase = |field| Plan::Phrase { field, terms: terms.clone(), slop: 0, boost: 0.4 };
                Some(Plan::best(vec![phrase(Field::Body), phrase(Field::Title)], 0.0))
            }
        }
    }

    /// Whether the asker switched this entity off, by its label or any of its names.
    fn is_without(&self, label: &str, rows: &[NameRow]) -> bool {
        self.search
            .without
            .iter()
            .map(|name| fold(name))
            .any(|name| name == fold(label) || rows.iter().any(|row| row.name == name))
    }
}

/// A part of a name is a name by itself only for people: «front» must not bring in every front.
fn is_trusted(reading: &Reading) -> bool {
    reading.exact || (reading.kind == Kind::Person && matches!(reading.why, Why::Part | Why::Short { .. }))
}
