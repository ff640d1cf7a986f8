//! Weighs candidates against each other: the best supported one wins, and what contradicts it is noted.

use article::{
    Article, Confidence, DateEvidence, DateOrigin, DateReason, DateRole, Language, Precision, Published, Stamp,
    StatedDate,
};

use super::Publication;
use super::candidate::{Candidate, candidates};
use super::clues::{Clues, Yearless};
use super::infer::{Bounds, infer};
use crate::calendar::days_between;
use crate::value;

pub(super) fn weigh(article: &Article, language: Language) -> Publication {
    let evidence = with_address(article);
    let candidates = candidates(article, &evidence, language);
    let modified = modified(&candidates);
    let best = best(&candidates, |candidate| candidate.answers());
    let published = match best {
        Some(at) => Some(publish(&candidates, at)),
        None => infer(&Clues::gather(article), &bounds(article, language, &candidates))
            .or_else(|| best_of_the_rest(&candidates)),
    };
    let notes = best.map_or_else(Vec::new, |at| notes(&candidates, at));
    Publication { published, modified, notes }
}

/// The evidence of `article`, and the date in its address where nobody took it from there.
fn with_address(article: &Article) -> Vec<DateEvidence> {
    let mut evidence = article.date_evidence.clone();
    if let Some(url) = &article.url
        && !evidence.iter().any(|evidence| evidence.origin == DateOrigin::Url)
    {
        evidence.push(DateEvidence {
            value: url.clone(),
            role: DateRole::Published,
            origin: DateOrigin::Url,
            span: None,
        });
    }
    evidence
}

fn best(candidates: &[Candidate], wanted: impl Fn(&Candidate) -> bool) -> Option<usize> {
    let places = (0..candidates.len()).filter(|at| wanted(&candidates[*at]));
    places.max_by_key(|at| (score(candidates, *at), std::cmp::Reverse(*at)))
}

/// Its own prior, and half of that of everyone elsewhere who says the same day.
fn score(candidates: &[Candidate], at: usize) -> i32 {
    let own = &candidates[at];
    let support = |(other, candidate): (usize, &Candidate)| {
        let same_place = candidate.evidence.origin == own.evidence.origin;
        if other == at || same_place || candidate.precision > Precision::Day {
            return 0;
        }
        let weight = candidate.prior.max(0);
        match days_between(own.date, candidate.date) {
            0 => weight / 2,
            // In Greenwich it may be the day before or after.
            -1 | 1 if own.in_utc != candidate.in_utc => weight / 2,
            -1 | 1 => weight / 4,
            _ => 0,
        }
    };
    own.prior + candidates.iter().enumerate().map(support).sum::<i32>()
}

/// The last change that is stated as one.
fn modified(candidates: &[Candidate]) -> Option<Stamp> {
    let at = best(candidates, |candidate| {
        candidate.evidence.role == DateRole::Modified && candidate.precision <= Precision::Day
    })?;
    Some(Stamp { date: candidates[at].date, time: candidates[at].time })
}

fn publish(candidates: &[Candidate], at: usize) -> Published {
    let best = &candidates[at];
    let others = || {
        let others = candidates.iter().enumerate().filter(move |(other, _)| *other != at);
        others.map(|(_, candidate)| candidate).filter(|candidate| candidate.answers())
    };
    let contradicted = others().any(|other| !best.agrees_with(other) && other.prior + NEARLY >= best.prior);
    let supported = others().any(|other| best.agrees_with(other) && other.evidence.origin != best.evidence.origin);
    let settled =
        !best.in_utc || best.is_same_day_everywhere() || others().any(|other| !other.in_utc && other.date == best.date);
    let same_day = || others().filter(|other| other.date == best.date);
    let time = best.time.or_else(|| same_day().find_map(|other| other.time));
    let confidence = match (contradicted, supported) {
        _ if best.precision > Precision::Day || best.prior < 15 => Confidence::Guess,
        (_, false) if best.either_order => Confidence::Guess,
        (true, false) => Confidence::Guess,
        (true, true) => Confidence::Likely,
        (false, true) if settled => Confidence::Certain,
        (false, false) if settled && best.prior >= 25 => Confidence::Certain,
        (false, _) => Confidence::Likely,
    };
    let precision = match (best.precision, time) {
        (Precision::Day, Some(_)) => Precision::Minute,
        (precision, _) => precision,
    };
    // A coarse date stands for its first day, and a time belongs to a day.
    let time = time.filter(|_| precision == Precision::Minute);
    let mut published = Published {
        date: best.date,
        time,
        precision,
        confidence,
        evidence: DateReason::Stated(StatedDate::new(best.evidence)),
    };
    published.date = published.days().0;
    published
}

/// What contradicts the winner, each place once.
fn notes(candidates: &[Candidate], at: usize) -> Vec<String> {
    let best = &candidates[at];
    let mut notes: Vec<String> = Vec::new();
    if let Some(swapped) = best.swapped.filter(|_| best.either_order) {
        notes.push(format!("«{}» may also be {swapped}", best.evidence.value));
    }
    for other in candidates.iter().filter(|other| other.answers() && !best.agrees_with(other)) {
        let place = DateReason::Stated(StatedDate::new(other.evidence));
        let note = format!("{place} says {}, not {}", other.date, best.date);
        if notes.len() < MOST_NOTES && !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

const MOST_NOTES: usize = 3;
/// Evidence of nearly the same weight, in tenths of a logit, is not outvoted but contradicts.
const NEARLY: i32 = 5;

/// What evidence that does not answer by itself tells about the year and the day.
fn bounds(article: &Article, language: Language, candidates: &[Candidate]) -> Bounds {
    let posts = candidates.iter().filter(|found| found.evidence.origin == DateOrigin::PostId);
    let years = candidates.iter().filter(|found| found.precision > Precision::Day && found.prior >= -10);
    let year = years.max_by_key(|found| found.prior);
    let printed = article.date_evidence.iter().find_map(|evidence| {
        let read = value::read(&evidence.value, language)?;
        let in_print = matches!(evidence.origin, DateOrigin::Dateline | DateOrigin::Header);
        let own = in_print && evidence.role != DateRole::Modified && read.parts.year.is_none();
        let (month, day) = (read.parts.month?, read.parts.day?);
        own.then_some(Yearless { month, day, weekday: read.parts.weekday })
    });
    Bounds {
        posts: posts.map(|post| post.date).collect(),
        year: year.map(|found| (found.date.year(), StatedDate::new(found.evidence))),
        printed,
    }
}

/// A month or a year is better than nothing, and so is a last change.
fn best_of_the_rest(candidates: &[Candidate]) -> Option<Published> {
    let coarse = |candidate: &Candidate| {
        candidate.precision > Precision::Day && candidate.evidence.role != DateRole::Modified && candidate.prior >= -10
    };
    if let Some(at) = best(candidates, coarse) {
        return Some(publish(candidates, at));
    }
    let at = best(candidates, |candidate| {
        candidate.evidence.role == DateRole::Modified && candidate.precision <= Precision::Day
    })?;
    let evidence = DateReason::Changed(StatedDate::new(candidates[at].evidence));
    Some(Published { confidence: Confidence::Guess, evidence, ..publish(candidates, at) })
}
