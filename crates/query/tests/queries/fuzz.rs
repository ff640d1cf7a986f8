//! Any string is read and searched, or refused with its place: seeded strings, made of queries bent out of shape.

use query::{Error, Matching, Search};

use crate::archive::{archive, search};
use crate::mutants::Mutants;

/// How many strings; `DEPECHE_FUZZ` sets another number.
fn count() -> usize {
    std::env::var("DEPECHE_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000)
}

#[track_caller]
fn check_error(query: &str, error: &Error) {
    let Error::Query(error) = error else { panic!("{query:?}: {error}") };
    assert!(query.get(error.span.clone()).is_some_and(|place| !place.is_empty()), "{query:?}: {error:?}");
    assert!(!error.hint().is_empty(), "{query:?}: {error:?}");
}

#[test]
fn any_string_is_read() {
    for (number, query) in Mutants::new(1).take(count()).enumerate() {
        let search = Search { plain: number % 16 == 0, names: number % 2 == 0, ..search(&query) };
        if let Err(error) = archive().reading(&search) {
            check_error(&query, &error);
        }
    }
}

#[test]
fn any_string_is_searched() {
    for (number, query) in Mutants::new(2).take(count() / 10).enumerate() {
        let matching = [None, Some(Matching::All), Some(Matching::Most), Some(Matching::Any)][number % 4];
        let search = Search { plain: number % 16 == 0, names: number % 2 == 0, matching, ..search(&query) };
        if let Err(error) = archive().search(&search) {
            check_error(&query, &error);
        }
    }
}
