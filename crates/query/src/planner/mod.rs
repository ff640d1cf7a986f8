//! Takes a parsed query, gives the plan for the engine, how it was read, and what to highlight.

mod absent;
mod expand;
mod filters;
mod inflect;
mod names;
mod phrase;
mod run;
mod stop_words;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use analysis::Analyzer;
use entities::Registry;
use schema::DayRange;

use crate::Error;
use crate::engine::{Engine, Expanded, Pattern};
use crate::highlight::Matcher;
use crate::plan::{Field, Plan};
use crate::rank::RankWord;
use crate::reading::Reading;
use crate::search::{Matching, Search};
use crate::syntax::limits::MOST_NOTES;
use crate::syntax::{Clause, FilterField, How, Node, Problem, SyntaxError, shown};

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
    /// The greatest number of parts side by side that are counted: nothing is relaxed where there is one.
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
    rank: Vec<RankWord>,
    excluded: bool,
    /// Words that were looked up to say which are absent.
    looked_up: usize,
    /// Words that were looked up in the registry.
    name_starts: usize,
    /// Words that were searched under other names.
    named: usize,
    /// Parts of words that were looked for in other forms.
    inflected: usize,
    /// What words mean in the registry.
    resolved: HashMap<String, Vec<entities::Reading>>,
    /// What patterns stand for: the same one may be typed thirty times, and each walks the dictionary.
    expanded: HashMap<(Field, Pattern), Expanded>,
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
            rank: Vec::new(),
            excluded: false,
            looked_up: 0,
            name_starts: 0,
            named: 0,
            inflected: 0,
            resolved: HashMap::new(),
            expanded: HashMap::new(),
        }
    }

    /// Plans `node` together with the filters of the search.
    pub(crate) fn plan(mut self, node: Option<&Node>, notes: &[String]) -> Result<Planned, Error> {
        self.reading.notes.extend_from_slice(notes);
        self.reading.read = node.map(shown).unwrap_or_default();
        let mut must = node.map(|node| self.top(node)).transpose()?.unwrap_or_default();
        must.extend(self.flags()?);
        let more = self.reading.notes.len().saturating_sub(MOST_NOTES);
        if more > 0 {
            self.reading.notes.truncate(MOST_NOTES);
            self.reading.notes.push(format!("{more} more such parts are left out or read as words"));
        }
        let side_by_side = self.reading.needed.1;
        self.reading.matching = (side_by_side > 1).then_some(self.matching);
        Ok(Planned {
            plan: join(must),
            published: self.published.range,
            loosely: self.published.loosely,
            reading: self.reading,
            matcher: self.matcher,
            scores: self.scores,
            side_by_side,
            rank: self.rank,
        })
    }

    /// Parts that all must hold: here a date confines the whole query.
    fn top(&mut self, node: &Node) -> Result<Vec<Plan>, Error> {
        match node {
            Node::All(nodes) => {
                self.note_exclusive(nodes);
                let mut plans = Vec::new();
                for node in nodes {
                    plans.extend(self.top(node)?);
                }
                Ok(plans)
            }
            Node::Run(parts) => self.run(parts, true),
            one => self.run(std::slice::from_ref(one), true),
        }
    }

    /// The condition that `node` is; `None` where it holds nothing, which was noted.
    fn node(&mut self, node: &Node) -> Result<Option<Plan>, Error> {
        match node {
            Node::Words(_) => Ok(some(self.run(std::slice::from_ref(node), false)?)),
            Node::Run(parts) => Ok(some(self.run(parts, false)?)),
            Node::Word(text, How::Exact) => Ok(self.phrase(text, 0, true)),
            Node::Word(text, how) => self.open_word(text, *how),
            Node::Phrase { text, slop, exact } => Ok(self.phrase(text, *slop, *exact)),
            Node::Filter(clause) => self.filter(clause).map(Some),
            Node::Not(inner) => {
                self.excluded = !self.excluded;
                let plan = self.node(inner);
                self.excluded = !self.excluded;
                Ok(plan?.map(|plan| Plan::Every { must: Vec::new(), should: Vec::new(), not: vec![plan] }))
            }
            Node::All(nodes) => {
                self.note_exclusive(nodes);
                Ok(some(self.nodes(nodes)?))
            }
            Node::Any(nodes) => {
                let plans = self.nodes(nodes)?;
                Ok((!plans.is_empty()).then(|| Plan::any(plans)))
            }
        }
    }

    fn nodes(&mut self, nodes: &[Node]) -> Result<Vec<Plan>, Error> {
        let mut plans = Vec::new();
        for node in nodes {
            plans.extend(self.node(node)?);
        }
        Ok(plans)
    }

    /// Says a thing once.
    fn note(&mut self, text: String) {
        if !self.reading.notes.contains(&text) {
            self.reading.notes.push(text);
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

/// All of `plans`, if there are any.
fn some(plans: Vec<Plan>) -> Option<Plan> {
    (!plans.is_empty()).then(|| join(plans))
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
