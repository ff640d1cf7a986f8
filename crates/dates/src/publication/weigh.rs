//! Weighs candidates against each other: a prior for each origin, support by those that agree, weekday and order tests.

use article::{Article, Confidence, DateEvidence, DateOrigin, DateRole, Language, Precision, Published, Stamp};
use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::clues::{Clues, Yearless};
use super::infer::{Bounds, infer};
use super::{Publication, path, words};
use crate::calendar::days_between;
use crate::value::{self, Reading};

/// One reading of one piece of evidence.
struct Candidate<'a> {
    evidence: &'a DateEvidence,
    date: Date,
    time: Option<Time>,
    precision: Precision,
    /// How far its origin is to be trusted, in tenths of a logit.
    prior: i32,
    /// Day and month exchanged, where figures leave it open.
    swapped: Option<Date>,
}

impl Candidate<'_> {
    /// Whether it names the day of publication by itself. A linked post was sent before, and a line of copyright gives
    /// a year.
    fn answers(&self) -> bool {
        self.precision <= Precision::Day && !matches!(self.evidence.origin, DateOrigin::PostId | DateOrigin::Copyright)
    }
}

/// Papers are older, but no dated page is.
const EARLIEST: Date = Date::constant(1600, 1, 1);
/// Nothing is published after this; a clock set wrong in a field is.
const LATEST: Date = Date::constant(2100, 1, 1);

pub(super) fn weigh(article: &Article, language: Language) -> Publication {
    let mut candidates: Vec<Candidate> =
        article.date_evidence.iter().filter_map(|evidence| candidate(evidence, language)).collect();
    settle_orders(&mut candidates);
    let modified = candidates
        .iter()
        .filter(|candidate| candidate.evidence.role == DateRole::Modified && candidate.precision <= Precision::Day)
        .max_by_key(|candidate| candidate.prior)
        .map(|candidate| Stamp { date: candidate.date, time: candidate.time });
    let best = (0..candidates.len())
        .filter(|at| candidates[*at].evidence.role != DateRole::Modified && candidates[*at].answers())
        .max_by_key(|at| (score(&candidates, *at), std::cmp::Reverse(*at)));
    let published = match best {
        Some(at) => Some(publish(&candidates, at)),
        None => infer(&Clues::gather(article), &bounds(article, language, &candidates)).or_else(|| coarse(&candidates)),
    };
    Publication { published, modified, notes: Vec::new() }
}

/// What evidence that does not answer by itself tells about the year and the day.
fn bounds(article: &Article, language: Language, candidates: &[Candidate]) -> Bounds {
    let of = |origin: fn(&DateOrigin) -> bool| candidates.iter().filter(move |found| origin(&found.evidence.origin));
    let posts = of(|origin| matches!(origin, DateOrigin::PostId)).map(|post| post.date).collect();
    let year = candidates.iter().filter(|found| found.precision > Precision::Day).map(|found| found.date.year()).max();
    let printed = article.date_evidence.iter().find_map(|evidence| {
        let read = value::read(&evidence.value, language)?;
        let in_print = matches!(evidence.origin, DateOrigin::Dateline | DateOrigin::Header);
        let own = in_print && evidence.role != DateRole::Modified && read.parts.year.is_none();
        let (month, day) = (read.parts.month?, read.parts.day?);
        own.then_some(Yearless { month, day, weekday: read.parts.weekday })
    });
    Bounds { posts, year, printed }
}

/// A month or a year is better than nothing.
fn coarse(candidates: &[Candidate]) -> Option<Published> {
    let coarse = (0..candidates.len()).filter(|at| {
        let candidate = &candidates[*at];
        candidate.precision > Precision::Day && candidate.evidence.role != DateRole::Modified
    });
    coarse.max_by_key(|at| candidates[*at].prior).map(|at| publish(candidates, at))
}

fn candidate(evidence: &DateEvidence, language: Language) -> Option<Candidate<'_>> {
    let (date, precision, time, swapped) = match evidence.origin {
        DateOrigin::Url | DateOrigin::FileName => {
            let (date, precision) = path::date(&evidence.value)?;
            (date, precision, None, None)
        }
        DateOrigin::PostId => {
            let reading = post_time(&evidence.value)?;
            let (date, precision) = reading.date()?;
            (date, precision, reading.time, None)
        }
        _ => {
            let reading = value::read(&evidence.value, language)?;
            let (date, precision) = reading.date()?;
            let swapped = reading.parts.swapped().and_then(|parts| Reading { parts, ..reading }.date());
            (date, precision, reading.time, swapped.map(|(date, _)| date))
        }
    };
    ((EARLIEST..LATEST).contains(&date)).then(|| Candidate {
        evidence,
        date,
        time,
        precision,
        prior: prior(evidence),
        swapped,
    })
}

/// The moment at which a post of X was sent: its number counts milliseconds since November 2010 above the low 22 bits.
fn post_time(id: &str) -> Option<Reading> {
    let number: u64 = id.trim().parse().ok()?;
    let milliseconds = i64::try_from((number >> 22) + 1_288_834_974_657).ok()?;
    value::unix(Timestamp::from_millisecond(milliseconds).ok()?)
}

/// Precision of each kind of evidence on a thousand pages, as a logit in tenths.
fn prior(evidence: &DateEvidence) -> i32 {
    let origin = match &evidence.origin {
        DateOrigin::Field(_) => 35,
        DateOrigin::Url => 35,
        DateOrigin::JsonLd(_) | DateOrigin::Meta(_) => 28,
        DateOrigin::Header => 28,
        DateOrigin::Element(_) => 22,
        DateOrigin::Dateline => 22,
        DateOrigin::FileName => 20,
        DateOrigin::PostId | DateOrigin::Copyright => -10,
    };
    let role = match evidence.role {
        DateRole::Published => 5,
        DateRole::Unknown => 0,
        DateRole::Modified => -20,
    };
    origin + role
}

/// Figures whose order is open take the one that another candidate supports.
fn settle_orders(candidates: &mut [Candidate]) {
    for at in 0..candidates.len() {
        let Some(swapped) = candidates[at].swapped else { continue };
        let near = |date: Date| {
            candidates
                .iter()
                .enumerate()
                .any(|(other, candidate)| other != at && candidate.swapped.is_none() && agree(candidate.date, date))
        };
        if near(swapped) && !near(candidates[at].date) {
            candidates[at].date = swapped;
        }
    }
}

fn agree(one: Date, other: Date) -> bool {
    days_between(one, other).abs() <= 1
}

/// Its own prior, and half of that of everyone who says the same day.
fn score(candidates: &[Candidate], at: usize) -> i32 {
    let own = &candidates[at];
    let coarse = if own.precision > Precision::Day { -40 } else { 0 };
    let support: i32 = candidates
        .iter()
        .enumerate()
        .filter(|(other, candidate)| *other != at && candidate.precision <= Precision::Day)
        .map(|(_, candidate)| match days_between(own.date, candidate.date) {
            0 => candidate.prior / 2,
            -1 | 1 => candidate.prior / 4,
            _ => 0,
        })
        .sum();
    own.prior + coarse + support
}

fn publish(candidates: &[Candidate], at: usize) -> Published {
    let best = &candidates[at];
    let others = || {
        candidates.iter().enumerate().filter(move |(other, candidate)| {
            *other != at && candidate.evidence.role != DateRole::Modified && candidate.precision <= Precision::Day
        })
    };
    let contradicted =
        others().any(|(_, candidate)| !agree(candidate.date, best.date) && candidate.prior >= best.prior);
    let supported = others().any(|(_, candidate)| agree(candidate.date, best.date));
    let time = best.time.or_else(|| {
        let same_day = others().filter(|(_, candidate)| candidate.date == best.date);
        same_day.filter_map(|(_, candidate)| candidate.time).next()
    });
    let weak = best.precision > Precision::Day || best.prior < 20;
    let confidence = match (weak, contradicted, supported) {
        (true, ..) | (_, true, false) => Confidence::Guess,
        (false, true, true) => Confidence::Likely,
        (false, false, supported) if supported || best.prior >= 25 => Confidence::Certain,
        _ => Confidence::Likely,
    };
    let precision = if best.precision == Precision::Day && time.is_some() { Precision::Minute } else { best.precision };
    Published { date: best.date, time, precision, confidence, evidence: words::evidence(best.evidence) }
}
