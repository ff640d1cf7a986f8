//! Plans that no query makes: every kind inside every other.

use schema::{ArticleId, DayRange};

use super::articles::day;
use super::compare::Differences;
use super::draw::Draw;
use super::evaluate::answer;
use super::vectors::Vectors;
use crate::engine::{Engine, Sort, SortKey, Wanted};
use crate::plan::{Field, Plan};

const FIELDS: [Field; 13] = [
    Field::Title,
    Field::Body,
    Field::TitleFrench,
    Field::BodyFrench,
    Field::TitleEnglish,
    Field::BodyEnglish,
    Field::Marks,
    Field::Byline,
    Field::Language,
    Field::Source,
    Field::Section,
    Field::Tag,
    Field::Names,
];

/// Those with positions, in which there are phrases.
const WITH_POSITIONS: usize = 2;

/// A plan, and the days that it is confined to.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) plan: Plan,
    published: Option<DayRange>,
    loosely: bool,
    sort: Sort,
    /// The row behind which a second page begins.
    turn: usize,
}

pub(super) fn drawn(draw: &mut Draw, articles: &[Vectors]) -> Drawn {
    Drawn {
        plan: plan(draw, articles, 0),
        published: draw.chance(30).then(|| range(draw)),
        loosely: draw.chance(30),
        sort: *draw.pick(&[Sort::Relevance, Sort::Newest, Sort::Oldest]),
        turn: draw.between(0, 5),
    }
}

fn plan(draw: &mut Draw, articles: &[Vectors], depth: usize) -> Plan {
    let deepest = if depth < 3 { 14 } else { 8 };
    let inside = |draw: &mut Draw, least: usize| -> Vec<Plan> {
        (0..draw.between(least, 3)).map(|_| plan(draw, articles, depth + 1)).collect()
    };
    match draw.between(0, deepest) {
        0 => draw.pick(&[Plan::All, Plan::Nothing, Plan::Undated]).clone(),
        1 => Plan::Published { days: range(draw), loosely: draw.chance(50) },
        2 => Plan::Mentions(range(draw)),
        3 => Plan::Id(if draw.chance(80) { draw.pick(articles).id } else { ArticleId::default() }),
        4 | 5 => phrase(draw, articles),
        6 => {
            let field = *draw.pick(&FIELDS);
            let terms = (0..draw.between(0, 4)).map(|_| term(draw, articles, field)).collect();
            Plan::AnyTerm { field, terms, boost: 1.0 }
        }
        7 | 8 => {
            let field = *draw.pick(&FIELDS);
            Plan::term(field, term(draw, articles, field))
        }
        9 => Plan::Best { plans: inside(draw, 1), tie: 0.3 },
        10 => Plan::Any { at_least: draw.between(1, 3), plans: inside(draw, 1) },
        11 => Plan::Quiet(Box::new(plan(draw, articles, depth + 1))),
        _ => Plan::Every { must: inside(draw, 0), should: inside(draw, 0), not: inside(draw, 0) },
    }
}

/// A term that some article has, or another field's, or nobody's.
fn term(draw: &mut Draw, articles: &[Vectors], field: Field) -> String {
    let field = if draw.chance(90) { field } else { *draw.pick(&FIELDS) };
    let terms: Vec<&str> = draw.pick(articles).terms(field).collect();
    if terms.is_empty() { "nobody".to_owned() } else { (*draw.pick(&terms)).to_owned() }
}

/// Tokens that follow each other somewhere, with some left out, doubled or in another order.
fn phrase(draw: &mut Draw, articles: &[Vectors]) -> Plan {
    let field = *draw.pick(&FIELDS[..WITH_POSITIONS]);
    let tokens = draw.pick(articles).tokens(field);
    let start = draw.between(0, tokens.len());
    let end = (start + draw.between(1, 5)).min(tokens.len());
    let mut terms = tokens[start..end].to_vec();
    if terms.len() > 1 && draw.chance(30) {
        terms.remove(draw.between(0, terms.len() - 1));
    }
    if terms.len() > 1 && draw.chance(20) {
        terms.swap(0, 1);
    }
    let slop = if draw.chance(60) { 0 } else { draw.between(1, 4) as u32 };
    Plan::Phrase { field, terms, slop, boost: 1.0 }
}

fn range(draw: &mut Draw) -> DayRange {
    let (one, two) = (day(draw), day(draw));
    let (first, last) = (one.min(two), one.max(two));
    match draw.between(0, 4) {
        0 => DayRange { from: first.first_of_month(), until: last.last_of_month() },
        1 => DayRange { from: first.first_of_year(), until: last.last_of_year() },
        2 => DayRange::between(Some(first), None),
        3 => DayRange::between(None, Some(last)),
        _ => DayRange { from: first, until: last },
    }
}

impl Drawn {
    /// All articles that fit `plan`, the newest first.
    pub(super) fn by_date(plan: Plan) -> Self {
        Self { plan, published: None, loosely: false, sort: Sort::Newest, turn: 0 }
    }

    /// The same with one part of the plan less.
    pub(super) fn shorter(&self) -> Vec<Self> {
        shorter(&self.plan).into_iter().map(|plan| Self { plan, ..self.clone() }).collect()
    }

    /// What the engine and the loops say differently, and how many articles fit.
    pub(super) fn differences(&self, engine: &dyn Engine, articles: &[Vectors]) -> (Differences, usize) {
        let mut differences = Differences::default();
        let answer = answer(articles, &self.plan, self.published, self.loosely);
        let wanted = |after| Wanted {
            sort: self.sort,
            rows: 1000,
            after,
            published: self.published,
            loosely: self.loosely,
            facets: Vec::new(),
            timeline: true,
        };
        let found = match engine.search(&self.plan, &wanted(None)) {
            Ok(found) => found,
            Err(error) => {
                differences.0.push(format!("the search failed: {error:?}"));
                return (differences, 0);
            }
        };
        let counted = (answer.fitting.len() as u64, answer.undated, answer.uncertain);
        differences.check("total, undated, uncertain", &(found.total, found.undated, found.uncertain), &counted);
        let keys: Vec<SortKey> = found.rows.iter().map(|row| row.key).collect();
        let mut ordered = keys.clone();
        ordered.sort_by(|a, b| a.order(b, self.sort));
        differences.check("order of the keys", &keys, &ordered);
        let heads = |articles: Vec<&Vectors>| articles.iter().map(|article| article.id.to_columns().0).collect();
        let found_heads: Vec<u64> = keys.iter().map(|key| key.tie).collect();
        if self.sort == Sort::Relevance {
            let mut found_heads = found_heads;
            let mut fitting: Vec<u64> = heads(answer.fitting.clone());
            found_heads.sort_unstable();
            fitting.sort_unstable();
            differences.check("set", &found_heads, &fitting);
        } else {
            differences.check("order by date", &found_heads, &heads(answer.by_date(self.sort)));
        }
        let numbered = |(from, until)| (schema::day_number(from), schema::day_number(until));
        let mut spans: Vec<(i64, i64)> =
            answer.fitting.iter().filter_map(|article| article.published.map(numbered)).collect();
        spans.sort_unstable();
        let counted: Vec<_> = spans.chunk_by(|a, b| a == b).map(|span| (span[0], span.len() as u64)).collect();
        let dateless = answer.fitting.len() - spans.len();
        differences.check("days", &(found.spans.clone(), found.dateless), &(counted, dateless as u64));
        if let Some(turn) = keys.get(self.turn) {
            let rest = keys[self.turn..].iter().position(|key| key.order(turn, self.sort).is_gt());
            let expected = rest.map_or(0, |rest| keys.len() - self.turn - rest);
            match engine.search(&self.plan, &wanted(Some(*turn))) {
                Ok(more) => differences.check("rows behind a key", &more.rows.len(), &expected),
                Err(error) => differences.0.push(format!("the second page failed: {error:?}")),
            }
        }
        (differences, answer.fitting.len())
    }
}

/// The plan with one part less, or one of its parts alone.
fn shorter(plan: &Plan) -> Vec<Plan> {
    let mut shorter = Vec::new();
    let mut of_list = |plans: &Vec<Plan>, rebuild: &dyn Fn(Vec<Plan>) -> Plan| {
        for (number, plan) in plans.iter().enumerate() {
            let [before, after] = [&plans[..number], &plans[number + 1..]];
            shorter.push(plan.clone());
            shorter.push(rebuild([before, after].concat()));
            shorter.extend(self::shorter(plan).into_iter().map(|less| rebuild([before, &[less], after].concat())));
        }
    };
    match plan {
        Plan::Best { plans, tie } => of_list(plans, &|plans| Plan::Best { plans, tie: *tie }),
        Plan::Any { plans, at_least } => of_list(plans, &|plans| Plan::Any { plans, at_least: *at_least }),
        Plan::Every { must, should, not } => {
            let every = |must: &[Plan], should: &[Plan], not: &[Plan]| Plan::Every {
                must: must.to_vec(),
                should: should.to_vec(),
                not: not.to_vec(),
            };
            of_list(must, &|must| every(&must, should, not));
            of_list(should, &|should| every(must, &should, not));
            of_list(not, &|not| every(must, should, &not));
        }
        Plan::Quiet(inner) => shorter.push((**inner).clone()),
        _ => {}
    }
    shorter
}
