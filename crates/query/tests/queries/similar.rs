//! The articles nearest to one.

use super::archive::{archive, search};

/// The records nearest to the article of `record`, the nearest first.
fn nearest(record: &str) -> Vec<String> {
    let hits = archive().search(&search("")).unwrap().hits;
    let own = hits.into_iter().find(|hit| hit.stored.analysed.article.record.as_deref() == Some(record)).unwrap();
    let nearest = archive().similar(&own.stored.id.to_string(), 4).unwrap().unwrap();
    nearest.into_iter().filter_map(|hit| hit.article.origin?.record).collect()
}

#[test]
fn the_nearest_share_rare_words() {
    assert_eq!(nearest("b1")[0], "b2");
    assert_eq!(nearest("a1")[0], "a3");
}

#[test]
fn an_article_is_not_near_itself_and_unknown_ones_have_no_neighbours() {
    for record in ["a1", "a8", "b3"] {
        assert!(!nearest(record).contains(&record.to_owned()));
    }
    assert!(archive().similar("none-such", 3).unwrap().is_none());
}
