//! Lengths that end today: `last:7d`, `7j`, «les 7 derniers jours», «last 2 weeks».

use super::{Asked, Error};
use crate::calendar::{Interval, add_days, add_months, add_years};

/// What a length is counted in.
#[derive(Clone, Copy)]
enum Step {
    Day,
    Week,
    Month,
    Year,
    /// Hours and finer, which no civil day answers.
    Finer,
}

impl Step {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "d" | "j" | "day" | "days" | "jour" | "jours" => Self::Day,
            "w" | "s" | "week" | "weeks" | "semaine" | "semaines" | "sem" => Self::Week,
            "m" | "month" | "months" | "mois" => Self::Month,
            "y" | "a" | "year" | "years" | "an" | "ans" | "annee" | "annees" => Self::Year,
            "h" | "hour" | "hours" | "heure" | "heures" | "min" | "minute" | "minutes" => Self::Finer,
            _ => return None,
        })
    }
}

impl Asked<'_> {
    pub(super) fn last(self, words: &[&str]) -> Result<Option<Interval>, Error> {
        let Some((count, step)) = length(words) else { return Ok(None) };
        let text = || self.typed.to_owned();
        if count == 0 {
            return Err(Error::NoLength { text: text() });
        }
        // The first day is the one after the same day so much earlier: seven days are today and the six before.
        let before = match step {
            Step::Day => add_days(self.today, -count),
            Step::Week => add_days(self.today, count.saturating_mul(-7)),
            Step::Month => add_months(self.today, -count),
            Step::Year => add_years(self.today, -count),
            Step::Finer => return Err(Error::TooFine { text: text() }),
        };
        Ok(Interval::new(add_days(before, 1), self.today))
    }
}

/// How many of which step, for the forms that mean «up to today».
fn length(words: &[&str]) -> Option<(i64, Step)> {
    const LAST: &[&str] = &["last", "past", "dernier", "derniers", "derniere", "dernieres"];
    match words {
        [one] => glued(one.strip_prefix("last:").unwrap_or(one)),
        ["last:", rest @ ..] => length(rest),
        [last, rest] if LAST.contains(last) => glued(rest),
        [count, step] => Some((number(count.strip_prefix("last:")?)?, Step::of(step)?)),
        [last, count, step] if LAST.contains(last) => Some((number(count)?, Step::of(step)?)),
        [count, last, step] if LAST.contains(last) => Some((number(count)?, Step::of(step)?)),
        _ => None,
    }
}

/// `7d`.
fn glued(text: &str) -> Option<(i64, Step)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((number(&text[..digits])?, Step::of(&text[digits..])?))
}

fn number(word: &str) -> Option<i64> {
    super::words::count(word)
}
