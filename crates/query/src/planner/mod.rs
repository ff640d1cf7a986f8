//! Takes a parsed query, gives the plan for the engine, how it was read, and what to highlight.

mod filters;
mod names;
mod words;

use std::ops::Range;

use analysis::Analyzer;
use entities::Registry;
use schema::DayRange;

use crate::Error;
use crate::engine::Engine;
use crate::highlight::Matcher;
use crate::plan::Plan;
use crate::rank::RankWord;
use crate::reading::Reading;
use crate::search::{Matching, Search};
use crate::syntax::{Clause, FilterField, Node, Problem, SyntaxError};

/// Everything that follows from a query.
#[derive(Debug)]
pub(crate) struct Planned {
    /// Conditions but for the publication date.
    pub(crate) plan: Plan,
    /// The days asked for, if the whole query is confined to any.
    pub(crate) published: Option<DayRange>,
    /// Whether articles that may lie within them count.
    pub(crate) loosely: bool,
    /// How the query was read.
    pub(crate) reading: Reading,
    /// What to highlight in hits.
    pub(crate) matcher: Matcher,
    /// Whether any part gives a score.
    pub(crate) scores: bool,
    /// The greatest number of words that had to match side by side.
    pub(crate) side_by_side: usize,
    /// The words in order, for ranking.
    pub(crate) rank: Vec<RankWord>,
}

/// Plans one query against one generation.
pub(crate) struct Planner<'a> {
    search: &'a Search,
    engine: &'a dyn Engine,
    registry: &'a Registry,
    analyzer: Analyzer,
    matching: Matching,
    capitals_count: bool,
    reading: Reading,
    matcher: Matcher,
    published: Published,
    scores: bool,
    side_by_side: usize,
    rank: Vec<RankWord>,
    excluded: bool,
}

/// Days that the whole query is confined to.
#[derive(Default)]
struct Published {
    range: Option<DayRange>,
    loosely: bool,
}

impl<'a> Planner<'a> {
    pub(crate) fn new(search: &'a Search, engine: &'a dyn Engine, registry: &'a Registry, matching: Matching) -> Self {
        Self {
            search,
            engine,
            registry,
            analyzer: Analyzer::new(),
            matching,
            // In a headline of capitals, capitals say nothing.
            capitals_count: search.text.chars().any(char::is_lowercase) || !search.text.contains(char::is_whitespace),
            reading: Reading { text: search.text.clone(), ..Reading::default() },
            matcher: Matcher::default(),
            published: Published::default(),
            scores: false,
            side_by_side: 0,
            rank: Vec::new(),
            excluded: false,
        }
    }

    /// Plans `node` together with the filters of the search.
    pub(crate) fn plan(mut self, node: Option<&Node>, notes: &[String]) -> Result<Planned, Error> {
        self.reading.notes.extend_from_slice(notes);
        let mut must = Vec::new();
        if let Some(node) = node {
            match node {
                Node::All(parts) => must = self.top_level(parts)?,
                one => must = self.top_level(std::slice::from_ref(one))?,
            }
        }
        must.extend(self.flags()?);
        let plan = join(must);
        self.reading.matching = (self.side_by_side > 1).then_some(self.matching);
        Ok(Planned {
            plan,
            published: self.published.range,
            loosely: self.published.loosely,
            reading: self.reading,
            matcher: self.matcher,
            scores: self.scores,
            side_by_side: self.side_by_side,
            rank: self.rank,
        })
    }

    /// Parts that all must hold: here a date confines the whole query.
    fn top_level(&mut self, parts: &[Node]) -> Result<Vec<Plan>, Error> {
        let mut plans = Vec::new();
        for part in parts {
            match part {
                Node::Filter(clause) => plans.extend(self.confine(clause)?),
                other => plans.push(self.node(other)?),
            }
        }
        Ok(plans)
    }

    fn node(&mut self, node: &Node) -> Result<Plan, Error> {
        match node {
            Node::Words(text) => Ok(self.words(text)),
            Node::Word(text, how) => self.special(text, *how),
            Node::Phrase { text, slop } => Ok(self.phrase(text, *slop)),
            Node::Filter(clause) => self.filter(clause),
            Node::Not(inner) => {
                self.excluded = !self.excluded;
                let plan = self.node(inner);
                self.excluded = !self.excluded;
                Ok(Plan::Every { must: Vec::new(), should: Vec::new(), not: vec![plan?] })
            }
            Node::All(nodes) => {
                let plans = nodes.iter().map(|node| self.node(node)).collect::<Result<Vec<_>, _>>()?;
                Ok(join(plans))
            }
            Node::Any(nodes) => {
                let plans = nodes.iter().map(|node| self.node(node)).collect::<Result<Vec<_>, _>>()?;
                Ok(Plan::any(plans))
            }
        }
    }

    /// Filters given beside the query: values of one field that an article has only one of are alternatives.
    fn flags(&mut self) -> Result<Vec<Plan>, Error> {
        let filters = &self.search.filters;
        let mut plans = Vec::new();
        let mut done: Vec<FilterField> = Vec::new();
        for filter in filters {
            let clause = |value: &str| Clause { span: Range::default(), field: filter.field, value: value.to_owned() };
            if !is_single_valued(filter.field) {
                plans.extend(self.confine(&clause(&filter.value))?);
            } else if !done.contains(&filter.field) {
                done.push(filter.field);
                let values = filters.iter().filter(|other| other.field == filter.field);
                let ways = values.map(|other| self.filter(&clause(&other.value))).collect::<Result<Vec<_>, _>>()?;
                plans.push(Plan::any(ways));
            }
        }
        Ok(plans)
    }

    /// A clause that confines the whole query: dates go beside the plan, so that what they keep out can be counted.
    fn confine(&mut self, clause: &Clause) -> Result<Option<Plan>, Error> {
        let loosely = clause.field == FilterField::DateLoosely;
        let is_date = matches!(
            clause.field,
            FilterField::Date | FilterField::DateLoosely | FilterField::From | FilterField::Until | FilterField::Last
        );
        if !is_date || clause.value == "?" {
            return self.filter(clause).map(Some);
        }
        let days = self.days(clause)?;
        let joined = match self.published.range {
            None => days,
            Some(before) => DayRange { from: before.from.max(days.from), until: before.until.min(days.until) },
        };
        if joined.from > joined.until {
            return Err(SyntaxError::new(clause.span.clone(), Problem::EmptyDates).into());
        }
        self.published = Published { range: Some(joined), loosely: self.published.loosely || loosely };
        Ok(None)
    }
}

/// All of `plans`; exclusions among them become exclusions of the whole, which engines do fastest.
fn join(plans: Vec<Plan>) -> Plan {
    let mut must = Vec::new();
    let mut excluded = Vec::new();
    for plan in plans {
        match plan {
            Plan::Every { must: inner, should, not } if inner.is_empty() && should.is_empty() => excluded.extend(not),
            other => must.push(other),
        }
    }
    if excluded.is_empty() { Plan::every(must) } else { Plan::Every { must, should: Vec::new(), not: excluded } }
}

fn is_single_valued(field: FilterField) -> bool {
    matches!(field, FilterField::Source | FilterField::Section | FilterField::Language)
}
