//! The articles nearest to one: those that share its rare words, and its people, organisations and places.
//!
//! The words that tell most of an article, by `(1 + ln tf) idf`, are asked for by BM25, as Lucene's MoreLikeThis does.
//! Names bring the two languages together: whatever an article calls somebody, all of his names are asked for.
//! Figures: `BENCHMARKS.md`, «Nearest articles».

use std::collections::HashMap;

use analysis::Analyzer;
use article::Language;
use entities::EntityId;
use schema::Stored;

use crate::Error;
use crate::archive::Snapshot;
use crate::engine::{Pattern, Row, Sort, Wanted};
use crate::plan::{Field, Plan};
use crate::searcher::{self, one_row};

/// Words asked for; more cost time and bring nothing.
const MOST_WORDS: usize = 40;

/// Words that are looked up in the dictionary: those that stand oftenest in the article, and all of its title.
const MOST_LOOKED_UP: usize = 400;

/// Entities asked for, those that are named oftenest.
const MOST_ENTITIES: usize = 12;

/// What an entity counts beside a word.
const ENTITY: f32 = 0.6;

/// A word that stands in more of the articles tells nothing.
const TOO_COMMON: f64 = 0.25;

/// The rows of the `limit` articles nearest to `stored`, without itself and its other versions.
pub(crate) fn similar(snapshot: &Snapshot, stored: &Stored, limit: usize) -> Result<Vec<Row>, Error> {
    let mut plans = words(snapshot, stored)?;
    plans.extend(entities(snapshot, stored));
    let nearest = Plan::Every { must: vec![Plan::any(plans)], should: Vec::new(), not: vec![Plan::Id(stored.id)] };
    let wanted = Wanted { sort: Sort::Relevance, rows: limit, ..one_row() };
    Ok(snapshot.engine().search(&nearest, &wanted)?.rows)
}

/// As [`similar`], of the article called `id`; `None` where there is none.
pub(crate) fn of(snapshot: &Snapshot, id: &str, limit: usize) -> Result<Option<Vec<crate::ListedHit>>, Error> {
    let Some(stored) = searcher::article(snapshot, id)? else { return Ok(None) };
    let rows = similar(snapshot, &stored, limit)?;
    searcher::listed(snapshot, &rows, true).map(Some)
}

fn words(snapshot: &Snapshot, stored: &Stored) -> Result<Vec<Plan>, Error> {
    let article = &stored.analysed.article;
    let mut analyzer = Analyzer::new();
    let mut counts: HashMap<String, u32> = HashMap::new();
    for paragraph in article.paragraphs.iter().filter(|paragraph| paragraph.role.is_indexed()) {
        for word in analyzer.words(article.text_of(paragraph)) {
            *counts.entry(word.word).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, u32)> = counts.into_iter().collect();
    // Equal counts in the order of the alphabet: the same article has the same neighbours, always.
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(MOST_LOOKED_UP);
    let all = snapshot.engine.articles() as f64;
    let mut weighed: Vec<(f32, String)> = Vec::with_capacity(counts.len());
    for (word, count) in counts {
        let known = snapshot.engine().expand(Field::Body, &Pattern::Exact(word.clone()), 1)?;
        let articles = known.terms.first().map_or(0, |term| term.articles) as f64;
        if articles >= 2.0 && (articles < all * TOO_COMMON || all < 20.0) {
            let idf = (1.0 + (all - articles + 0.5) / (articles + 0.5)).ln();
            weighed.push((((1.0 + f64::from(count).ln()) * idf) as f32, word));
        }
    }
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    weighed.truncate(MOST_WORDS);
    Ok(weighed.into_iter().map(|(weight, word)| Plan::weighted(Field::Body, word, weight)).collect())
}

fn entities(snapshot: &Snapshot, stored: &Stored) -> Vec<Plan> {
    let mut counts: HashMap<EntityId, u32> = HashMap::new();
    for mention in &stored.analysed.mentions {
        if let Some(entity) = snapshot.registry.entity_of(mention.name()) {
            *counts.entry(entity).or_default() += 1;
        }
    }
    let label = |entity: EntityId| snapshot.registry.label(entity, Language::English);
    let mut counts: Vec<(EntityId, u32)> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| label(a.0).cmp(label(b.0))));
    counts.truncate(MOST_ENTITIES);
    let all = snapshot.engine.articles() as f64;
    let plan = |(entity, count): (EntityId, u32)| {
        let articles = f64::from(snapshot.registry.articles_of(entity)).clamp(1.0, all);
        let idf = (1.0 + (all - articles + 0.5) / (articles + 0.5)).ln();
        let weight = ((1.0 + f64::from(count).ln()) * idf * idf) as f32 * ENTITY;
        let names = snapshot.registry.names_of(entity).into_iter().map(|row| row.name).collect();
        Plan::AnyTerm { field: Field::Names, terms: names, boost: weight }
    };
    counts.into_iter().map(plan).collect()
}
