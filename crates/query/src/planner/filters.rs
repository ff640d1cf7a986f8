//! `field:value` as plans.

use analysis::fold;
use article::{Kind, Language};
use dates::days;
use schema::DayRange;

use super::Planner;
use crate::Error;
use crate::engine::Pattern;
use crate::plan::{Field, Plan};
use crate::reading::ReadFilter;
use crate::syntax::{Clause, FilterField, Problem, SyntaxError};

/// Values that `source:le*` may stand for.
const MOST_VALUES: usize = 200;

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
        let folded = fold(&clause.value);
        let values = match folded.strip_suffix('*') {
            Some(prefix) => {
                let expanded = self.engine.expand(field, &Pattern::Prefix(prefix.to_owned()), MOST_VALUES)?;
                expanded.terms.into_iter().map(|expansion| expansion.term).collect()
            }
            None => vec![folded],
        };
        self.read(clause, values.clone());
        Ok(Plan::AnyTerm { field, terms: values, boost: 0.0 }.quiet())
    }

    fn language(&mut self, clause: &Clause) -> Result<Plan, Error> {
        let language: Language =
            clause.value.parse().map_err(|error| SyntaxError::new(clause.span.clone(), Problem::Language(error)))?;
        self.read(clause, vec![language.code().to_owned()]);
        Ok(Plan::term(Field::Language, language.code()).quiet())
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
