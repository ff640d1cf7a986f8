//! One reading of one piece of evidence, and how far it is to be trusted before others are heard.

use article::{Article, DateEvidence, DateOrigin, DateRole, Language, Precision, Role};
use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::path;
use crate::calendar::days_between;
use crate::value::{self, Reading};

/// One reading of one piece of evidence.
pub(super) struct Candidate<'a> {
    pub(super) evidence: &'a DateEvidence,
    pub(super) date: Date,
    pub(super) time: Option<Time>,
    pub(super) precision: Precision,
    /// How far it is to be trusted, in tenths of a logit.
    pub(super) prior: i32,
    /// Day and month exchanged, where figures leave it open.
    pub(super) swapped: Option<Date>,
    /// Whether its language leaves open which of two figures is the day.
    pub(super) either_order: bool,
    /// Whether it counts from Greenwich, so that the day may be another one where it was printed.
    pub(super) in_utc: bool,
}

/// Papers are older, but no dated page is.
const EARLIEST: Date = Date::constant(1600, 1, 1);
/// Nothing is published after this; a clock set wrong in a field is.
const LATEST: Date = Date::constant(2100, 1, 1);
/// More evidence than this is a list of other articles.
const MOST: usize = 64;

/// Reads `evidence`, which tells of `article`.
pub(super) fn candidates<'a>(
    article: &Article,
    evidence: &'a [DateEvidence],
    language: Language,
) -> Vec<Candidate<'a>> {
    let mut found: Vec<Candidate> = Vec::new();
    for evidence in evidence.iter().take(MOST) {
        let Some(mut candidate) = read(evidence, language) else { continue };
        // In a list of elements of one name, the first is the article's, the others are of comments and links.
        let repeated = |earlier: &Candidate| earlier.evidence.origin == evidence.origin;
        if matches!(evidence.origin, DateOrigin::Element(_)) && found.iter().any(repeated) {
            candidate.prior -= 8;
        }
        if evidence.origin == DateOrigin::Header {
            candidate.prior -= match place(article, evidence) {
                Place::Before => 0,
                Place::After => 9,
                Place::Amid => 20,
            };
        }
        // The French write the day first, and so does half of the English-speaking world.
        candidate.either_order = candidate.swapped.is_some() && language == Language::English;
        found.push(candidate);
    }
    settle_orders(&mut found);
    share_zones(&mut found);
    found
}

impl Candidate<'_> {
    /// Whether it names the day of publication by itself. A linked post was sent before, and a line of copyright gives
    /// a year.
    pub(super) fn answers(&self) -> bool {
        self.precision <= Precision::Day
            && self.evidence.role != DateRole::Modified
            && !matches!(self.evidence.origin, DateOrigin::PostId | DateOrigin::Copyright)
    }

    /// Whether a time in Greenwich falls on the same day from San Francisco to Delhi.
    pub(super) fn is_same_day_everywhere(&self) -> bool {
        self.time.is_some_and(|time| (8..18).contains(&time.hour()))
    }

    /// Whether both can mean one publication.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        days_between(self.date, other.date).abs() <= 1
    }
}

fn read(evidence: &DateEvidence, language: Language) -> Option<Candidate<'_>> {
    let mut prior = prior(evidence);
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
            if reading.parts.weekday_fits() == Some(false) {
                prior -= 15;
            }
            let swapped = reading.parts.swapped().and_then(|parts| Reading { parts, ..reading }.date());
            (date, precision, reading.time, swapped.map(|(date, _)| date))
        }
    };
    let in_utc = time.is_some() && is_utc(&evidence.value);
    if in_utc {
        prior -= 10;
    }
    // Programs that know only the year write 1 January.
    if precision <= Precision::Day && date.day_of_year() == 1 && time.is_none_or(|time| time == Time::midnight()) {
        prior -= 6;
    }
    let plausible = (EARLIEST..LATEST).contains(&date);
    plausible.then_some(Candidate { evidence, date, time, precision, prior, swapped, either_order: false, in_utc })
}

fn is_utc(value: &str) -> bool {
    let value = value.trim();
    ["Z", "+00:00", "+0000", "UTC", "GMT"].iter().any(|zone| value.ends_with(zone))
        || value.bytes().all(|byte| byte.is_ascii_digit()) && matches!(value.len(), 9 | 10 | 13)
}

/// The moment at which a post of X was sent: its number counts milliseconds since November 2010 above the low 22 bits.
fn post_time(id: &str) -> Option<Reading> {
    let number: u64 = id.trim().parse().ok()?;
    let milliseconds = i64::try_from((number >> 22) + 1_288_834_974_657).ok()?;
    value::unix(Timestamp::from_millisecond(milliseconds).ok()?)
}

/// How often each kind of evidence gave the right day on a thousand pages, as a logit in tenths.
fn prior(evidence: &DateEvidence) -> i32 {
    let origin = match &evidence.origin {
        DateOrigin::Field(_) | DateOrigin::Url => 35,
        DateOrigin::JsonLd(_) | DateOrigin::Meta(_) | DateOrigin::Header => 28,
        DateOrigin::Element(_) | DateOrigin::Dateline => 22,
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

/// Where a line stands beside the story.
enum Place {
    Before,
    After,
    /// A date alone on its line there belongs to a table.
    Amid,
}

fn place(article: &Article, evidence: &DateEvidence) -> Place {
    let Some(span) = &evidence.span else { return Place::Before };
    let mut story = article.paragraphs.iter().filter(|paragraph| matches!(paragraph.role, Role::Lede | Role::Body));
    let before = story.clone().any(|paragraph| paragraph.end <= span.start);
    let after = story.any(|paragraph| paragraph.start >= span.end);
    match (before, after) {
        (false, _) => Place::Before,
        (true, false) => Place::After,
        (true, true) => Place::Amid,
    }
}

/// A time without zone that shows the same clock as one in Greenwich was copied from there.
fn share_zones(candidates: &mut [Candidate]) {
    let moment = |candidate: &Candidate| (candidate.date, candidate.time.map(value::minutes));
    for at in 0..candidates.len() {
        let copied = |other: &Candidate| other.in_utc && moment(other) == moment(&candidates[at]);
        if !candidates[at].in_utc && candidates[at].time.is_some() && candidates.iter().any(copied) {
            candidates[at].in_utc = true;
            candidates[at].prior -= 10;
        }
    }
}

/// Figures whose order is open take the one that another candidate supports.
fn settle_orders(candidates: &mut [Candidate]) {
    for at in 0..candidates.len() {
        let Some(swapped) = candidates[at].swapped else { continue };
        let near = |date: Date| {
            let sure =
                candidates.iter().enumerate().filter(|(other, candidate)| *other != at && candidate.swapped.is_none());
            sure.into_iter().any(|(_, candidate)| days_between(candidate.date, date).abs() <= 1)
        };
        if near(swapped) && !near(candidates[at].date) {
            candidates[at].date = swapped;
        }
    }
}
