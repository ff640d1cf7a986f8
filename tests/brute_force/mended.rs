//! What tantivy's own queries got wrong, one plan of each kind: found by these comparisons and mended in `engine/tantivy`.

use article::{Confidence, Precision, Published};
use entities::Recogniser;
use jiff::civil::{Date, date};
use schema::DayRange;

use super::articles::Draft;
use super::plans::Drawn;
use super::{Case, World};
use crate::plan::{Field, Plan};

fn published(date: Date) -> Option<Published> {
    let evidence = article::DateReason::LatestDay(article::YearReason::Weekdays(2024));
    Some(Published { date, time: None, precision: Precision::Day, confidence: Confidence::Likely, evidence })
}

#[track_caller]
fn check(texts: &[&str], plan: Plan) {
    let drafts = texts.iter().zip(1..).map(|(text, day)| Draft::plain(text, published(date(2024, 12, day))));
    let world = World::of(drafts.collect(), &Recogniser::new());
    if let Some(difference) = Drawn::by_date(plan).outcome(&world).different() {
        panic!("{difference}");
    }
}

fn phrase(terms: &[&str], slop: u32) -> Plan {
    let terms = terms.iter().map(|term| (*term).to_owned()).collect();
    Plan::Phrase { field: Field::Body, terms, slop, boost: 1.0 }
}

fn all_but(plan: Plan) -> Plan {
    Plan::Every { must: vec![Plan::All], should: Vec::new(), not: vec![plan] }
}

#[test]
fn three_words_are_not_moved_too_far_where_scores_are_not_asked_for() {
    check(&["in Geneva 5th ONU us"], phrase(&["in", "5e", "us"], 1));
}

#[test]
fn one_word_does_not_count_for_two() {
    check(&["the red house"], phrase(&["red", "red"], 1));
}

#[test]
fn a_phrase_is_excluded() {
    check(&["work or strike", "work", "strike"], all_but(phrase(&["work", "strike"], 0)));
}

#[test]
fn a_date_is_excluded() {
    let days = DayRange { from: date(2024, 12, 2), until: date(2024, 12, 2) };
    check(&["one", "two", "three"], all_but(Plan::Published { days, loosely: false }));
}
