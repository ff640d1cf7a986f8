//! What the engine is known to get wrong: plans of these kinds are skipped, and one of each stands here as a test that
//! fails as soon as it is answered rightly, so that the kind is taken out of [`is_wrong`].

use article::{Confidence, Precision, Published};
use entities::Recogniser;
use jiff::civil::{Date, date};
use schema::DayRange;

use super::articles::Draft;
use super::plans::Drawn;
use super::{Outcome, World};
use crate::plan::{Field, Plan};

/// Whether the engine is known to answer `plan` wrongly.
pub(super) fn is_wrong(plan: &Plan) -> bool {
    match plan {
        Plan::Phrase { terms, slop, .. } => *slop > 0 && (terms.len() > 2 || terms.first() == terms.last()),
        Plan::Best { plans, .. } | Plan::Any { plans, .. } => plans.iter().any(is_wrong),
        Plan::Every { must, should, not } => {
            [must, should, not].into_iter().flatten().any(is_wrong) || not.iter().any(panics_where_excluded)
        }
        Plan::Quiet(inner) => is_wrong(inner),
        _ => false,
    }
}

/// Only with debug assertions, which tests have.
fn panics_where_excluded(plan: &Plan) -> bool {
    match plan {
        Plan::Phrase { terms, .. } => terms.len() > 1,
        Plan::Published { .. } | Plan::Id(_) => true,
        Plan::Best { plans, .. } | Plan::Any { plans, .. } => plans.iter().any(panics_where_excluded),
        Plan::Every { must, should, not } => [must, should, not].into_iter().flatten().any(panics_where_excluded),
        Plan::Quiet(inner) => panics_where_excluded(inner),
        _ => false,
    }
}

fn published(date: Date) -> Option<Published> {
    let evidence = String::new();
    Some(Published { date, time: None, precision: Precision::Day, confidence: Confidence::Likely, evidence })
}

#[track_caller]
fn check_open(texts: &[&str], plan: Plan) {
    let drafts = texts.iter().zip(1..).map(|(text, day)| Draft::plain(text, published(date(2024, 12, day))));
    let world = World::of(drafts.collect(), &Recogniser::new());
    assert!(is_wrong(&plan), "{plan:?}");
    let outcome = Drawn::by_date(plan.clone()).outcome_as_given(&world);
    assert!(matches!(outcome, Outcome::Different(_)), "{plan:?} is answered rightly now: take it out of `is_wrong`");
}

fn phrase(terms: &[&str], slop: u32) -> Plan {
    let terms = terms.iter().map(|term| (*term).to_owned()).collect();
    Plan::Phrase { field: Field::Body, terms, slop, boost: 1.0 }
}

fn all_but(plan: Plan) -> Plan {
    Plan::Every { must: vec![Plan::All], should: Vec::new(), not: vec![plan] }
}

#[test]
fn open_three_words_are_moved_too_far_where_scores_are_not_asked_for() {
    check_open(&["in Geneva 5th ONU us"], phrase(&["in", "5e", "us"], 1));
}

#[test]
fn open_one_word_counts_for_two() {
    check_open(&["the red house"], phrase(&["red", "red"], 1));
}

#[test]
fn open_an_excluded_phrase_panics() {
    check_open(&["work or strike", "work", "strike"], all_but(phrase(&["work", "strike"], 0)));
}

#[test]
fn open_an_excluded_date_panics() {
    let days = DayRange { from: date(2024, 12, 2), until: date(2024, 12, 2) };
    check_open(&["one", "two", "three"], all_but(Plan::Published { days, loosely: false }));
}
