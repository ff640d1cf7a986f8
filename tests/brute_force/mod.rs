//! The engine against plain loops.
//!
//! For random archives a second evaluator reads the same plans over token vectors that it makes itself from the
//! articles, without an index: plans of random queries, and random plans that no query makes. Both must agree on
//!
//! 1. the set of articles, and the totals: those that fit, the undated and the uncertain ones,
//! 2. their order by date; and order by relevance follows scores, then dates, then ids,
//! 3. the counts of facets and of the timeline,
//! 4. the terms that prefixes and near spellings stand for.
//!
//! By default a fifth of the pairs of archive and plan is tried; all 100,000 are with `DEPECHE_ALL_PAIRS=1`. A case
//! that fails is made smaller, article by article and part by part, before it is printed.

mod articles;
mod compare;
mod draw;
mod evaluate;
mod expansions;
mod mended;
mod plans;
mod queries;
mod vectors;
mod vocabulary;

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

use analysis::Analyzer;
use article::Analysed;
use entities::Recogniser;

use self::articles::{Draft, Indexed, drafts, index, is_found};
use self::compare::{Differences, compare};
use self::draw::Draw;
use self::evaluate::answer;
use self::plans::{Drawn, drawn};
use self::queries::{Asked, asked};
use self::vectors::Vectors;
use crate::archive::Snapshot;
use crate::engine::Sort;
use crate::plan::Plan;
use crate::planner::{Planned, Planner};
use crate::search::{Matching, Search};
use crate::syntax::parse;
use crate::{Error, searcher};

/// Archives of the whole suite, and what is compared on each: 100,000 pairs.
const ARCHIVES: u64 = 200;
const QUERIES: usize = 400;
const PLANS: usize = 100;
const EXPANSIONS: usize = 25;

/// What came of one pair of archive and plan.
enum Outcome {
    /// It is no query.
    Skipped,
    /// Both say the same; whether they find some articles and not others.
    Same { tells: bool },
    /// What the engine and the loops say differently.
    Different(String),
}

impl Outcome {
    fn of(differences: Differences, found: usize, all: usize, plan: &Plan) -> Self {
        match differences.0.as_slice() {
            [] => Self::Same { tells: 0 < found && found < all },
            differences => Self::Different(format!("{}\nplan {plan:?}", differences.join("\n"))),
        }
    }

    fn different(self) -> Option<String> {
        match self {
            Self::Different(difference) => Some(difference),
            _ => None,
        }
    }
}

/// The archives to try.
fn archives() -> u64 {
    let all = std::env::var_os("DEPECHE_ALL_PAIRS").is_some_and(|value| value == "1");
    if all { ARCHIVES } else { ARCHIVES / 5 }
}

/// An archive both ways: indexed, and as vectors.
struct World {
    drafts: Vec<Draft>,
    vectors: Vec<Vectors>,
    indexed: Indexed,
}

/// Something that may be tried on an archive, and made smaller.
trait Case: Clone {
    fn outcome(&self, world: &World) -> Outcome;

    /// The same with one thing less.
    fn shorter(&self) -> Vec<Self>;

    fn text(&self) -> String;
}

impl World {
    fn of(drafts: Vec<Draft>, recogniser: &Recogniser) -> Self {
        let articles: Vec<(Draft, Analysed)> =
            drafts.iter().map(|draft| (draft.clone(), draft.analysed(recogniser))).collect();
        let mut analyzer = Analyzer::new();
        let vectors = articles.iter().enumerate().map(|(number, (draft, analysed))| {
            Vectors::of(analysed, draft.id, is_found(number, &articles), &mut analyzer)
        });
        let vectors = vectors.collect();
        let indexed = index(&articles);
        Self { drafts, vectors, indexed }
    }

    /// The drafts with one article less, or one paragraph.
    fn smaller(&self) -> impl Iterator<Item = Vec<Draft>> {
        let drafts = &self.drafts;
        let fewer = (0..drafts.len()).map(|number| [&drafts[..number], &drafts[number + 1..]].concat());
        let shorter = drafts.iter().enumerate().flat_map(move |(number, draft)| {
            draft.shorter().map(move |draft| [&drafts[..number], &[draft], &drafts[number + 1..]].concat())
        });
        fewer.chain(shorter)
    }

    /// Makes a case that shows a `difference` as small as may be, and tells it.
    fn told(self, recogniser: &Recogniser, mut case: impl Case, mut difference: String) -> String {
        let mut world = self;
        // A search that panics does so again at every attempt.
        let hook = take_hook();
        set_hook(Box::new(|_| {}));
        loop {
            let smaller = world.smaller().find_map(|drafts| {
                let less = Self::of(drafts, recogniser);
                case.outcome(&less).different().map(|found| (less, found))
            });
            let Some(smaller) = smaller else { break };
            (world, difference) = smaller;
        }
        loop {
            let mut shorter = case.shorter().into_iter();
            let shorter = shorter.find_map(|less| less.outcome(&world).different().map(|found| (less, found)));
            let Some(shorter) = shorter else { break };
            (case, difference) = shorter;
        }
        set_hook(hook);
        let vectors: Vec<String> = world.vectors.iter().map(|article| format!("{article:?}")).collect();
        format!("{difference}\n{}\n{}", case.text(), vectors.join("\n"))
    }
}

impl Case for Asked {
    fn outcome(&self, world: &World) -> Outcome {
        let search = self.search();
        let snapshot = world.indexed.archive.snapshot();
        let planned = |matching| planned(&snapshot, &search, matching);
        let answer = |planned: &Planned| answer(&world.vectors, &planned.plan, planned.published, planned.loosely);
        let hits = match catch_unwind(AssertUnwindSafe(|| searcher::list(&snapshot, &search))) {
            Ok(Ok(hits)) => hits,
            Ok(Err(Error::Query(_))) => return Outcome::Skipped,
            Ok(Err(error)) => return Outcome::Different(format!("the search failed: {error:?}")),
            Err(_) => return Outcome::Different("the search panicked".to_owned()),
        };
        let relaxed = hits.query.relaxed.as_ref().map(|relaxed| relaxed.to);
        let plan = match planned(relaxed.or(search.matching).unwrap_or(Matching::All)) {
            Ok(plan) => plan,
            Err(error) => return Outcome::Different(format!("planned once, but not twice: {error:?}")),
        };
        let sort = if plan.scores || search.sort != Sort::Relevance { search.sort } else { Sort::Newest };
        let expected = answer(&plan);
        let mut differences = compare(&expected, sort, &search, &hits, &snapshot);
        if relaxed.is_some() && planned(Matching::All).is_ok_and(|all| !answer(&all).fitting.is_empty()) {
            differences.0.push("relaxed, although some articles hold all the words".to_owned());
        }
        Outcome::of(differences, expected.fitting.len(), world.vectors.len(), &plan.plan)
    }

    fn shorter(&self) -> Vec<Self> {
        self.shorter().collect()
    }

    fn text(&self) -> String {
        format!("query `{}`\n{:?}", self.search().text, self.search())
    }
}

/// The plan of a search; the planner is the part that both sides share.
fn planned(snapshot: &Snapshot, search: &Search, matching: Matching) -> Result<Planned, Error> {
    let parsed = parse(&search.text, search.plain)?;
    Planner::new(search, snapshot.engine(), &snapshot.registry, matching).plan(parsed.node.as_ref(), &parsed.notes)
}

impl Case for Drawn {
    fn outcome(&self, world: &World) -> Outcome {
        let snapshot = world.indexed.archive.snapshot();
        match catch_unwind(AssertUnwindSafe(|| self.differences(snapshot.engine(), &world.vectors))) {
            Ok((differences, found)) => Outcome::of(differences, found, world.vectors.len(), &self.plan),
            Err(_) => Outcome::Different("the search panicked".to_owned()),
        }
    }

    fn shorter(&self) -> Vec<Self> {
        self.shorter()
    }

    fn text(&self) -> String {
        format!("{self:?}")
    }
}

/// Compares `wanted` cases of `next` on one archive; gives how many of them told articles apart.
fn compare_all<C: Case>(world: World, wanted: usize, mut next: impl FnMut(&World) -> C) -> (World, usize) {
    let (mut compared, mut telling) = (0, 0);
    while compared < wanted {
        let case = next(&world);
        match case.outcome(&world) {
            Outcome::Skipped => continue,
            Outcome::Same { tells } => telling += usize::from(tells),
            Outcome::Different(difference) => {
                panic!("{}\nat first: {}", world.told(&Recogniser::new(), case.clone(), difference), case.text())
            }
        }
        compared += 1;
    }
    (world, telling)
}

#[test]
fn the_engine_finds_what_plain_loops_find() {
    let recogniser = Recogniser::new();
    let mut telling = 0;
    for archive in 0..archives() {
        let mut draw = Draw::new(archive);
        let world = World::of(drafts(&mut draw), &recogniser);
        let (world, queries) = compare_all(world, QUERIES, |_| asked(&mut draw));
        let (world, plans) = compare_all(world, PLANS, |world| drawn(&mut draw, &world.vectors));
        telling += queries + plans;
        if world.drafts.iter().any(|draft| draft.deleted) {
            // Whether their terms still count depends on when the engine clears them away.
            continue;
        }
        let snapshot = world.indexed.archive.snapshot();
        for _ in 0..EXPANSIONS {
            let differences = expansions::differences(&mut draw, snapshot.engine(), &world.vectors);
            assert!(differences.0.is_empty(), "archive {archive}\n{}", differences.0.join("\n"));
        }
    }
    let pairs = archives() as usize * (QUERIES + PLANS);
    assert!(telling > pairs / 3, "only {telling} of {pairs} plans find some articles and not others");
}
