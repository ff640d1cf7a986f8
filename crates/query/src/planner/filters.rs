//! `field:value` as plans.

use analysis::fold;
use article::{Kind, Language};
use dates::days;
use schema::DayRange;

use super::{Planner, is_single_valued};
use crate::Error;
use crate::engine::Pattern;
use crate::plan::{Field, Plan};
use crate::reading::ReadFilter;
use crate::syntax::limits::MOST_VALUES;
use crate::syntax::{Clause, FilterField, Node, Problem, SyntaxError, quoted};

impl Planner<'_> {
    /// The articles that a clause lets through.
    pub(super) fn filter(&mut self, clause: &Clause) -> Result<Plan, Error> {
        match clause.field {
            FilterField::Source => self.label(Field::Source, clause),
            FilterField::Section => self.label(Field::Section, clause),
            FilterField::Tag => self.label(Field::Tag, clause),
            FilterField::Language => self.language(clause),
            FilterField::Person => Ok(self.named(clause, Some(Kind::Person))),
            FilterField::Org => Ok(self.named(clause, Some(Kind::Organisation))),
            FilterField::Place => Ok(self.named(clause, Some(Kind::Place))),
            FilterField::Entity => Ok(self.named(clause, None)),
            FilterField::Date | FilterField::DateLoosely if clause.value == "?" => {
                self.read(clause, vec!["without a date".to_owned()]);
                Ok(Plan::Undated)
            }
            FilterField::Date | FilterField::From | FilterField::Until | FilterField::Last => {
                Ok(Plan::Published { days: self.days(clause)?, loosely: false })
            }
            FilterField::DateLoosely => Ok(Plan::Published { days: self.days(clause)?, loosely: true }),
            FilterField::Mentions => Ok(Plan::Mentions(self.days(clause)?)),
        }
    }

    /// The days of a date clause, an open end at the end of the calendar.
    pub(super) fn days(&mut self, clause: &Clause) -> Result<DayRange, Error> {
        let failed = |error| SyntaxError::new(clause.span.clone(), Problem::Date(error));
        let days = days::parse(&clause.value, self.search.today).map_err(failed)?;
        let (from, until) = match clause.field {
            FilterField::From => (days.from, None),
            FilterField::Until => (None, days.until),
            _ => (days.from, days.until),
        };
        let range = DayRange::between(from, until);
        if range.from > range.until {
            return Err(SyntaxError::new(clause.span.clone(), Problem::EmptyDates).into());
        }
        self.read(clause, vec![shown(from, until)]);
        Ok(range)
    }

    /// A label is matched whole, case and accents aside; `le*` stands for all that begin so.
    fn label(&mut self, field: Field, clause: &Clause) -> Result<Plan, Error> {
        let folded = fold(clause.value.trim());
        let name = clause.field.name();
        let pattern = match folded.strip_suffix('*') {
            Some(prefix) => Pattern::Prefix(prefix.to_owned()),
            None => Pattern::Fuzzy(folded.clone(), 0),
        };
        let expanded = self.engine.expand(field, &pattern, MOST_VALUES)?;
        if expanded.cut {
            self.note(format!("`{name}:{folded}` stands for too many values: {MOST_VALUES} of them are searched"));
        }
        if expanded.terms.is_empty() {
            self.note(format!("no article has the {name} `{}`", clause.value.trim()));
        }
        let values: Vec<String> = expanded.terms.into_iter().map(|expansion| expansion.term).collect();
        self.read(clause, values.clone());
        Ok(Plan::AnyTerm { field, terms: values, boost: 0.0 }.quiet())
    }

    fn language(&mut self, clause: &Clause) -> Result<Plan, Error> {
        let language: Language =
            clause.value.parse().map_err(|error| SyntaxError::new(clause.span.clone(), Problem::Language(error)))?;
        self.read(clause, vec![language.code().to_owned()]);
        Ok(Plan::term(Field::Language, language.code()).quiet())
    }

    /// Says so where two of `nodes`, which all must hold, ask for two values of what an article has only one of.
    pub(super) fn note_exclusive(&mut self, nodes: &[Node]) {
        let mut asked: Vec<(FilterField, String)> = Vec::new();
        for node in nodes {
            let Node::Filter(clause) = node else { continue };
            if is_single_valued(clause.field) && !clause.value.ends_with('*') {
                asked.push((clause.field, fold(clause.value.trim())));
            }
        }
        for (number, (field, value)) in asked.iter().enumerate() {
            if let Some((_, other)) = asked[..number].iter().find(|(other, with)| other == field && with != value) {
                let (name, other, value) = (field.name(), quoted(other), quoted(value));
                self.note(format!(
                    "no article has two values of `{name}:`; write {name}:{other} OR {name}:{value} for either"
                ));
                return;
            }
        }
    }

    pub(super) fn read(&mut self, clause: &Clause, meaning: Vec<String>) {
        self.reading.filters.push(ReadFilter {
            field: clause.field.name(),
            value: clause.value.clone(),
            meaning,
            excluded: self.excluded,
        });
    }
}

fn shown(from: Option<jiff::civil::Date>, until: Option<jiff::civil::Date>) -> String {
    match (from, until) {
        (Some(from), Some(until)) if from == until => from.to_string(),
        (from, until) => {
            let end = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
            format!("{}..{}", end(from), end(until))
        }
    }
}
