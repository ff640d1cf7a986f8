//! What a plan means, by plain loops over [`Vectors`].

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use schema::DayRange;

use super::vectors::Vectors;
use crate::engine::Sort;
use crate::plan::{Field, Plan};

/// What a search must give.
#[derive(Debug, Default)]
pub(super) struct Answer<'v> {
    /// Those that fit, in no order.
    pub(super) fitting: Vec<&'v Vectors>,
    /// How many fit but for having no date.
    pub(super) undated: u64,
    /// How many fit but for a date too coarse to tell.
    pub(super) uncertain: u64,
}

/// The articles that fit `plan` and were published within `published`.
pub(super) fn answer<'v>(
    articles: &'v [Vectors],
    plan: &Plan,
    published: Option<DayRange>,
    loosely: bool,
) -> Answer<'v> {
    let mut answer = Answer::default();
    for article in articles.iter().filter(|article| article.is_found && fits(article, plan)) {
        let Some(range) = published else {
            answer.fitting.push(article);
            continue;
        };
        match article.published {
            None => answer.undated += 1,
            Some(days) if is_inside(days, &range) => answer.fitting.push(article),
            Some(days) if !overlaps(days, &range) => {}
            Some(_) if loosely => answer.fitting.push(article),
            Some(_) => answer.uncertain += 1,
        }
    }
    answer
}

impl<'v> Answer<'v> {
    /// Those that fit, by date; undated ones last, equal ones by id.
    pub(super) fn by_date(&self, sort: Sort) -> Vec<&'v Vectors> {
        let mut sorted = self.fitting.clone();
        match sort {
            Sort::Oldest => sorted.sort_by_key(|one| (one.moment.is_none(), one.moment, one.id)),
            _ => sorted.sort_by_key(|one| (Reverse(one.moment), one.id)),
        }
        sorted
    }

    /// How many articles have each value of `field`, where values of one group are one.
    pub(super) fn counts<G: Ord>(&self, field: Field, group: impl Fn(&str) -> Option<G>) -> BTreeMap<G, u64> {
        let mut counts = BTreeMap::new();
        for article in &self.fitting {
            let mut seen: Vec<G> = article.printed.get(&field).into_iter().flatten().filter_map(|v| group(v)).collect();
            seen.sort();
            seen.dedup();
            for group in seen {
                *counts.entry(group).or_default() += 1;
            }
        }
        counts
    }
}

pub(super) fn fits(article: &Vectors, plan: &Plan) -> bool {
    let fitting = |plans: &[Plan]| plans.iter().filter(|plan| fits(article, plan)).count();
    match plan {
        Plan::All => true,
        Plan::Nothing => false,
        Plan::Id(id) => article.id == *id,
        Plan::Term { field, term, .. } => article.holds(*field, term),
        Plan::AnyTerm { field, terms, .. } => terms.iter().any(|term| article.holds(*field, term)),
        Plan::Phrase { field, terms, slop, .. } => holds_phrase(article.tokens(*field), terms, *slop),
        Plan::Best { plans, .. } => fitting(plans) > 0,
        Plan::Any { plans, at_least } => fitting(plans) >= *at_least,
        Plan::Every { must, not, .. } => fitting(must) == must.len() && fitting(not) == 0,
        Plan::Quiet(inner) => fits(article, inner),
        Plan::Published { days, loosely } => {
            article.published.is_some_and(|own| if *loosely { overlaps(own, days) } else { is_inside(own, days) })
        }
        Plan::Undated => article.published.is_none(),
        Plan::Mentions(days) => article.mentioned.iter().any(|(from, until)| is_mentioned(*from, *until, days)),
    }
}

/// Whether each term has a place of its own, none of them moved by more than `slop` against any other.
///
/// This is what Lucene calls a sloppy phrase: with places counted from each term's own place in the phrase, they lie
/// within `slop` of each other.
fn holds_phrase(tokens: &[String], terms: &[String], slop: u32) -> bool {
    !terms.is_empty() && place_terms(tokens, terms, i64::from(slop), &mut Vec::new())
}

fn place_terms(tokens: &[String], terms: &[String], slop: i64, taken: &mut Vec<usize>) -> bool {
    let at = taken.len();
    let Some(term) = terms.get(at) else { return true };
    (0..tokens.len()).any(|place| {
        if tokens[place] != *term || taken.contains(&place) {
            return false;
        }
        let moved = |(at, place): (usize, &usize)| *place as i64 - at as i64;
        let others = taken.iter().enumerate().map(moved);
        let own = moved((at, &place));
        if others.clone().any(|other| (other - own).abs() > slop) {
            return false;
        }
        taken.push(place);
        let is_placed = place_terms(tokens, terms, slop, taken);
        taken.pop();
        is_placed
    })
}

fn is_inside((from, until): (Date, Date), range: &DayRange) -> bool {
    range.from <= from && until <= range.until
}

fn overlaps((from, until): (Date, Date), range: &DayRange) -> bool {
    from <= range.until && range.from <= until
}

/// A calendar unit and a long span must lie inside the filter; of a few days that are neither, one is enough.
fn is_mentioned(from: Date, until: Date, filter: &DayRange) -> bool {
    if until < from {
        return false;
    }
    let is_week = from.weekday() == Weekday::Monday && from.checked_add(6.days()).ok() == Some(until);
    let is_month = from == from.first_of_month() && until == from.last_of_month();
    let is_year = from == from.first_of_year() && until == from.last_of_year();
    let is_decade = from == from.first_of_year()
        && from.year() % 10 == 0
        && until == until.last_of_year()
        && until.year() == from.year() + 9;
    let is_short = from.checked_add(30.days()).is_ok_and(|longest| until <= longest);
    if is_short && !(is_week || is_month || is_year || is_decade) {
        overlaps((from, until), filter)
    } else {
        is_inside((from, until), filter)
    }
}
