//! The place of a hit in its order, as text: what `next` says and `--after` takes.

use crate::engine::{Sort, SortKey};
use crate::search::MOST_PASSED_OVER;
use crate::syntax::{Problem, SyntaxError};

/// Where the next page begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    /// Behind so many hits: among the first ones, whose order is not that of their keys.
    Offset(usize),
    /// Behind the hit with this key.
    After(SortKey),
}

/// The cursor of `place` in the order found by the commit `generation`.
pub(crate) fn text(place: &Place, generation: &str) -> String {
    match place {
        Place::Offset(offset) => format!("{generation}_{offset}"),
        Place::After(key) => {
            let published = key.published.map_or_else(|| "none".to_owned(), |minute| minute.to_string());
            format!("{generation}_{:08x}_{published}_{:016x}", key.score.to_bits(), key.tie)
        }
    }
}

/// Reads a cursor.
///
/// Scores change with every commit, so a cursor by relevance holds for its own; dates do not.
pub(crate) fn parse(text: &str, sort: Sort, generation: &str) -> Result<Place, SyntaxError> {
    let read = || {
        let parts: Vec<&str> = text.split('_').collect();
        if sort == Sort::Relevance && parts.first() != Some(&generation) {
            return None;
        }
        match parts.as_slice() {
            [_, offset] => offset.parse().ok().filter(|offset| *offset <= MOST_PASSED_OVER).map(Place::Offset),
            [_, score, published, tie] => {
                let score = f32::from_bits(u32::from_str_radix(score, 16).ok()?);
                let published = if *published == "none" { None } else { Some(published.parse().ok()?) };
                let tie = u64::from_str_radix(tie, 16).ok()?;
                score.is_finite().then_some(Place::After(SortKey { score, published, tie }))
            }
            _ => None,
        }
    };
    read().ok_or_else(|| SyntaxError::new(0..0, Problem::Cursor(text.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::{Place, Sort, SortKey, parse, text};

    #[test]
    fn a_cursor_reads_back() {
        let first = Place::Offset(20);
        assert_eq!(parse(&text(&first, "g000001.3"), Sort::Relevance, "g000001.3"), Ok(first));
        for published in [None, Some(-5), Some(28_000_000)] {
            let place = Place::After(SortKey { score: 1.25, published, tie: u64::MAX });
            assert_eq!(parse(&text(&place, "g000001.3"), Sort::Relevance, "g000001.3"), Ok(place));
            assert!(parse(&text(&place, "g000001.3"), Sort::Relevance, "g000001.4").is_err());
            assert_eq!(parse(&text(&place, "g000001.3"), Sort::Newest, "g000001.4"), Ok(place));
        }
        assert!(parse("nonsense", Sort::Newest, "").is_err());
        assert!(parse("a_7fc00000_1_2", Sort::Newest, "").is_err(), "a score is a number");
    }
}
