//! The articles nearest to one, as JSON.

use jiff::civil::{Date, Time};
use query::ListedHit;
use serde::Serialize;

/// The answer of `/articles/{id}/similar` and of `show --similar --json`.
#[derive(Clone, Debug, Serialize)]
pub struct Similar {
    /// The article that was asked about.
    pub id: String,
    /// Those nearest to it, the nearest first.
    pub similar: Vec<SimilarArticle>,
}

/// An article near another.
#[derive(Clone, Debug, Serialize)]
pub struct SimilarArticle {
    /// Its public id.
    pub id: String,
    /// The record's own id.
    pub record: Option<String>,
    /// The path inside the followed folder.
    pub path: Option<String>,
    /// Its headline; the first sentence where it has none.
    pub title: String,
    /// The day of publication, if it is known.
    pub date: Option<Date>,
    /// The time of day, if it is known.
    pub time: Option<Time>,
    /// How near it is; comparable within one answer only.
    pub score: f32,
}

impl Similar {
    /// `nearest` to the article `id`.
    pub fn new(id: &str, nearest: &[ListedHit]) -> Self {
        let similar = nearest.iter().map(|hit| {
            let article = &hit.article;
            let origin = article.origin.as_ref();
            SimilarArticle {
                id: article.id.to_string(),
                record: origin.and_then(|origin| origin.record.clone()),
                path: origin.map(|origin| origin.path.clone()),
                title: article.headline.clone(),
                date: article.published.map(|published| published.date),
                time: article.published.and_then(|published| published.time),
                score: hit.score,
            }
        });
        Self { id: id.to_owned(), similar: similar.collect() }
    }
}
