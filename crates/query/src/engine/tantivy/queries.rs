//! Plans as tantivy queries.

use std::ops::Bound;

use schema::DayRange;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, ExistsQuery,
    InvertedIndexRangeQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{Score, Term};

use super::TantivyEngine;
use super::sloppy::SloppyPhrase;
use super::steady::Steady;
use crate::engine::EngineError;
use crate::plan::Plan;

/// Up to so many terms are looked up one by one.
const FEW_TERMS: usize = 256;

impl TantivyEngine {
    /// The query that `plan` is to tantivy.
    pub(super) fn query(&self, plan: &Plan) -> Result<Box<dyn Query>, EngineError> {
        Ok(match plan {
            Plan::All => quiet(Box::new(AllQuery)),
            Plan::Nothing => Box::new(EmptyQuery),
            Plan::Id(id) => {
                let (head, tail) = id.to_columns();
                let equal = |field, number| -> Box<dyn Query> {
                    let term = Bound::Included(Term::from_field_u64(field, number));
                    Box::new(RangeQuery::new(term.clone(), term))
                };
                let both = vec![equal(self.fields.id_head, head), equal(self.fields.id_tail, tail)];
                quiet(Box::new(BooleanQuery::intersection(both)))
            }
            Plan::Term { field, term, boost } => {
                let term = self.term(*field, term);
                boosted(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), *boost)
            }
            Plan::Phrase { field, terms, slop, boost } => self.phrase(*field, terms, *slop, *boost),
            Plan::AnyTerm { field, terms, boost } => {
                let terms: Vec<Term> = terms.iter().map(|term| self.term(*field, term)).collect();
                Box::new(ConstScoreQuery::new(self.any_term(terms)?, *boost))
            }
            Plan::Best { plans, tie } => {
                Box::new(DisjunctionMaxQuery::with_tie_breaker(self.queries(plans)?, *tie as Score))
            }
            Plan::Any { plans, at_least } => {
                let queries = self.queries(plans)?.into_iter().map(|query| (Occur::Should, query)).collect();
                Box::new(BooleanQuery::with_minimum_required_clauses(queries, (*at_least).max(1)))
            }
            Plan::Every { must, should, not } => self.every(must, should, not)?,
            Plan::Quiet(inner) => quiet(self.query(inner)?),
            Plan::Published { days, loosely } => self.published(days, *loosely),
            Plan::Undated => quiet(Box::new(BooleanQuery::new(vec![
                (Occur::Must, Box::new(AllQuery)),
                (Occur::MustNot, Box::new(ExistsQuery::new("published_from".to_owned(), false))),
            ]))),
            Plan::Mentions(days) => self.mentions(days)?,
        })
    }

    /// Articles that hold any of `terms`.
    fn any_term(&self, mut terms: Vec<Term>) -> Result<Box<dyn Query>, EngineError> {
        if terms.len() > FEW_TERMS {
            // It walks the whole dictionary with an automaton, which takes as long as some hundred look-ups.
            return Ok(Box::new(TermSetQuery::new(terms)));
        }
        let mut known = Vec::with_capacity(terms.len());
        for term in terms.drain(..) {
            if self.searcher.doc_freq(&term)? > 0 {
                known.push(term);
            }
        }
        let one = |term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
        Ok(match <[Term; 1]>::try_from(known) {
            Ok([term]) => one(term),
            Err(terms) if terms.is_empty() => Box::new(EmptyQuery),
            Err(terms) => Box::new(BooleanQuery::union(terms.into_iter().map(one).collect())),
        })
    }

    fn queries(&self, plans: &[Plan]) -> Result<Vec<Box<dyn Query>>, EngineError> {
        plans.iter().map(|plan| self.query(plan)).collect()
    }

    fn phrase(&self, field: crate::plan::Field, terms: &[String], slop: u32, boost: f32) -> Box<dyn Query> {
        let terms: Vec<Term> = terms.iter().map(|term| self.term(field, term)).collect();
        match <[Term; 1]>::try_from(terms) {
            Ok([term]) => boosted(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), boost),
            Err(terms) if terms.is_empty() => Box::new(EmptyQuery),
            Err(terms) => {
                let phrase: Box<dyn Query> =
                    if slop == 0 { Box::new(PhraseQuery::new(terms)) } else { Box::new(SloppyPhrase { terms, slop }) };
                boosted(phrase, boost)
            }
        }
    }

    fn every(&self, must: &[Plan], should: &[Plan], not: &[Plan]) -> Result<Box<dyn Query>, EngineError> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (occur, plans) in [(Occur::Must, must), (Occur::Should, should), (Occur::MustNot, not)] {
            for query in self.queries(plans)? {
                clauses.push((occur, if occur == Occur::MustNot { Box::new(Steady(query)) } else { query }));
            }
        }
        if must.is_empty() {
            // tantivy gives nothing for exclusions alone.
            clauses.push((Occur::Must, quiet(Box::new(AllQuery))));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn published(&self, days: &DayRange, loosely: bool) -> Box<dyn Query> {
        let (first, last) = days.day_numbers();
        let (from, until) = (self.fields.published_from, self.fields.published_until);
        let at_least =
            |field, day| Box::new(RangeQuery::new(Bound::Included(Term::from_field_i64(field, day)), Bound::Unbounded));
        let at_most =
            |field, day| Box::new(RangeQuery::new(Bound::Unbounded, Bound::Included(Term::from_field_i64(field, day))));
        let both: Vec<Box<dyn Query>> = if loosely {
            vec![at_least(until, first), at_most(from, last)]
        } else {
            vec![at_least(from, first), at_most(until, last)]
        };
        quiet(Box::new(BooleanQuery::intersection(both)))
    }

    /// Each kind of cell has its own range; what is no cell is looked up among the spans there are.
    fn mentions(&self, days: &DayRange) -> Result<Box<dyn Query>, EngineError> {
        let cells = days.cells_inside();
        let fields = &self.fields;
        let ranges = [
            (fields.mentioned_day, cells.day),
            (fields.mentioned_week, cells.week),
            (fields.mentioned_month, cells.month),
            (fields.mentioned_year, cells.year),
            (fields.mentioned_decade, cells.decade),
        ];
        let mut queries: Vec<Box<dyn Query>> = Vec::new();
        for (field, (first, last)) in ranges {
            if first <= last {
                queries.push(Box::new(InvertedIndexRangeQuery::new(
                    Bound::Included(Term::from_field_i64(field, first)),
                    Bound::Included(Term::from_field_i64(field, last)),
                )));
            }
        }
        let spans = self.spans_inside(cells.day)?;
        if !spans.is_empty() {
            queries.push(self.any_term(spans)?);
        }
        Ok(quiet(Box::new(BooleanQuery::union(queries))))
    }

    fn spans_inside(&self, (first, last): (i64, i64)) -> Result<Vec<Term>, EngineError> {
        let field = self.fields.mentioned_span;
        let mut inside = Vec::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().stream().map_err(tantivy::TantivyError::from)?;
            while terms.advance() {
                let span = std::str::from_utf8(terms.key()).unwrap_or_default();
                let ends =
                    span.split_once(':').and_then(|(from, until)| Some((from.parse().ok()?, until.parse().ok()?)));
                let is_inside = |(from, until): (i64, i64)| first <= from && until <= last;
                if ends.is_some_and(is_inside) {
                    inside.push(Term::from_field_text(field, span));
                }
            }
        }
        Ok(inside)
    }
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    if boost == 1.0 { query } else { Box::new(BoostQuery::new(query, boost)) }
}

fn quiet(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
