//! Runs one search over one snapshot: parse, plan, relax, fetch, highlight, count.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use analysis::{Analyzer, fold};
use article::Kind;
use schema::Stored;

use crate::Error;
use crate::archive::Snapshot;
use crate::cursor::{self, Place};
use crate::engine::{DocId, Row, Sort, Wanted};
use crate::facets::FacetPlan;
use crate::highlight::{Matcher, headline, passage};
use crate::hits::{Hit, HitEntity, Hits, Listed, ListedHit};
use crate::plan::Plan;
use crate::planner::{Planned, Planner};
use crate::rank::{CANDIDATES, favour_fresh, rerank};
use crate::reading::Relaxed;
use crate::search::{Facet, MOST_PASSED_OVER, Matching, Search};
use crate::syntax::{Problem, SyntaxError, parse};
use crate::timeline::timeline;

thread_local! {
    /// Reads the articles of hits again. It remembers the words it has read, from one search to the next.
    static HIGHLIGHTER: RefCell<Analyzer> = RefCell::new(Analyzer::new());
}

/// The hits of `search` with their articles and why they fit.
pub(crate) fn search(snapshot: &Snapshot, search: &Search) -> Result<Hits, Error> {
    answer(snapshot, search, |planned, rows| {
        let stored = snapshot.engine().fetch(&docs(rows))?;
        HIGHLIGHTER.with_borrow_mut(|analyzer| {
            let hit = |(stored, row): (Stored, &Row)| {
                hit(snapshot, search, stored, row.key.score, &planned.matcher, analyzer)
            };
            Ok(stored.into_iter().zip(rows).map(hit).collect())
        })
    })
}

/// The hits of `search` as a list shows them.
pub(crate) fn list(snapshot: &Snapshot, search: &Search) -> Result<Hits<ListedHit>, Error> {
    answer(snapshot, search, |_, rows| listed(snapshot, rows, search.origins))
}

/// `rows` as a list shows them.
pub(crate) fn listed(snapshot: &Snapshot, rows: &[Row], origins: bool) -> Result<Vec<ListedHit>, Error> {
    let listed = snapshot.engine().list(&docs(rows), origins)?;
    let hit = |(article, row): (Listed, &Row)| ListedHit { article, score: row.key.score };
    Ok(listed.into_iter().zip(rows).map(hit).collect())
}

fn docs(rows: &[Row]) -> Vec<DocId> {
    rows.iter().map(|row| row.doc).collect()
}

/// Finds and ranks; `show` makes hits of the rows of the page.
fn answer<H>(
    snapshot: &Snapshot,
    search: &Search,
    show: impl FnOnce(&Planned, &[Row]) -> Result<Vec<H>, Error>,
) -> Result<Hits<H>, Error> {
    if search.offset > MOST_PASSED_OVER {
        return Err(SyntaxError::new(0..0, Problem::TooDeepPage(MOST_PASSED_OVER)).into());
    }
    let parsed = parse(&search.text, search.plain)?;
    let plan = |matching| {
        Planner::new(search, snapshot.engine(), &snapshot.registry, matching).plan(parsed.node.as_ref(), &parsed.notes)
    };
    let mut planned = plan(search.matching.unwrap_or(Matching::All))?;
    let sort = if planned.scores { search.sort } else { by_date(search.sort) };
    let facets = FacetPlan::new(&search.facets, &snapshot.labels, &snapshot.registry, snapshot.registry_version);
    let place = search.after.as_deref().map(|text| cursor::parse(text, sort, &snapshot.label)).transpose()?;
    let (offset, after) = match place {
        Some(Place::Offset(offset)) => (offset, None),
        Some(Place::After(key)) => (0, Some(key)),
        None => (search.offset, None),
    };
    // Re-ranking may bring any candidate to the front, so all are needed before the page is cut.
    let is_ranked = sort == Sort::Relevance && after.is_none() && search.limit > 0;
    let reach = offset + search.limit;
    let mut wanted = Wanted {
        sort,
        rows: if is_ranked { reach.max(CANDIDATES) } else { reach },
        after,
        published: planned.published,
        loosely: planned.loosely,
        facets: facets.columns(),
        timeline: search.facets.contains(&Facet::Timeline),
    };
    let mut found = snapshot.engine().search(&planned.plan, &wanted)?;
    if search.matching.is_none() && found.total == 0 {
        for matching in [Matching::Most, Matching::Any] {
            let is_weaker = planned.side_by_side > if matching == Matching::Most { 2 } else { 1 };
            if found.total > 0 || !is_weaker {
                continue;
            }
            let relaxed = plan(matching)?;
            wanted.published = relaxed.published;
            let more = snapshot.engine().search(&relaxed.plan, &wanted)?;
            if more.total > 0 {
                found = more;
                planned = relaxed;
                let why = "no article holds all the words".to_owned();
                planned.reading.relaxed = Some(Relaxed { to: matching, why });
            }
        }
    }
    if is_ranked {
        rerank(snapshot.engine(), &planned.rank, &mut found.rows)?;
        if search.fresh {
            favour_fresh(&mut found.rows, newest_moment(snapshot)?);
        }
    }
    let rows: Vec<Row> = found.rows.iter().skip(offset).take(search.limit).copied().collect();
    // Behind a key nobody counts what remains: a full page may be the last.
    let has_more = match after {
        None => found.total > (offset + rows.len()) as u64,
        Some(_) => rows.len() == search.limit,
    };
    let next = rows.last().filter(|_| has_more).map(|last| {
        let shown = offset + rows.len();
        let place = if is_ranked && shown <= CANDIDATES { Place::Offset(shown) } else { Place::After(last.key) };
        cursor::text(&place, &snapshot.label)
    });
    Ok(Hits {
        hits: show(&planned, &rows)?,
        total: found.total,
        undated: found.undated,
        uncertain: found.uncertain,
        generation: snapshot.label.clone(),
        next,
        facets: facets.rows(&found.facets, search.facet_limit, search.labels),
        timeline: search
            .facets
            .contains(&Facet::Timeline)
            .then(|| timeline(&found.spans, found.dateless, search.interval)),
        query: planned.reading,
        outdated: snapshot.outdated,
    })
}

/// Without anything to score, relevance says nothing: newest first.
fn by_date(sort: Sort) -> Sort {
    if sort == Sort::Relevance { Sort::Newest } else { sort }
}

fn hit(
    snapshot: &Snapshot,
    search: &Search,
    stored: Stored,
    score: f32,
    matcher: &Matcher,
    analyzer: &mut Analyzer,
) -> Hit {
    let matches = if search.passages { matcher.matches(&stored, analyzer) } else { Vec::new() };
    Hit {
        score,
        title_parts: headline(&stored, &matches),
        snippet: passage(&stored, &matches),
        entities: if search.passages { main_entities(snapshot, search, &stored) } else { Vec::new() },
        versions: older_versions(snapshot, &stored),
        stored,
    }
}

/// Entities shown with a hit.
const MOST_ENTITIES: usize = 8;

fn main_entities(snapshot: &Snapshot, search: &Search, stored: &Stored) -> Vec<HitEntity> {
    // An article names few entities, but each of them often: names are looked up once.
    let mut names: HashMap<(&str, Kind), (usize, &str)> = HashMap::new();
    for mention in &stored.analysed.mentions {
        names.entry((mention.name(), mention.kind)).or_insert((0, &mention.text)).0 += 1;
    }
    let mut counts: BTreeMap<(String, Kind), usize> = BTreeMap::new();
    for ((name, kind), (count, printed)) in names {
        let known = snapshot.registry.entity_of(name);
        let label = known.map(|entity| snapshot.registry.label(entity, search.labels).to_owned());
        let kind = known.and_then(|entity| snapshot.registry.kind_of(entity)).unwrap_or(kind);
        *counts.entry((label.unwrap_or_else(|| printed.to_owned()), kind)).or_default() += count;
    }
    let mut counted: Vec<((String, Kind), usize)> = counts.into_iter().collect();
    // Equal counts stay in the order of their names.
    counted.sort_by_key(|(_, count)| Reverse(*count));
    counted.truncate(MOST_ENTITIES);
    counted.into_iter().map(|((name, kind), count)| HitEntity { id: fold(&name), name, kind, count }).collect()
}

/// Paths of the older versions inside their followed folders.
fn older_versions(snapshot: &Snapshot, stored: &Stored) -> Vec<String> {
    let keys = snapshot.versions.articles.get(&stored.id.to_string());
    keys.map(|keys| keys.iter().skip(1).map(|key| path_of(key)).collect()).unwrap_or_default()
}

/// The path in a ledger's key, which is folder, path and record divided by a control character.
fn path_of(key: &str) -> String {
    let mut parts = key.split('\u{1f}').skip(1);
    let (path, record) = (parts.next().unwrap_or(key), parts.next().unwrap_or_default());
    if record.is_empty() { path.to_owned() } else { format!("{path} {}", record.trim_start_matches('=')) }
}

/// When the newest article of the archive was published, in minutes since 1970.
fn newest_moment(snapshot: &Snapshot) -> Result<Option<i64>, Error> {
    let newest = snapshot.engine().search(&Plan::All, &one_row())?;
    Ok(newest.rows.first().and_then(|row| row.key.published))
}

/// The newest article that fits.
pub(crate) fn one_row() -> Wanted {
    Wanted {
        sort: Sort::Newest,
        rows: 1,
        after: None,
        published: None,
        loosely: false,
        facets: Vec::new(),
        timeline: false,
    }
}

pub(crate) fn article(snapshot: &Snapshot, id: &str) -> Result<Option<Stored>, Error> {
    // What is no id is the id of no article.
    let Ok(id) = id.parse() else { return Ok(None) };
    let found = snapshot.engine().search(&Plan::Id(id), &one_row())?;
    Ok(snapshot.engine().fetch(&docs(&found.rows))?.pop())
}
