//! Collects from the text of an article what bears on its date of publication: dates, weekdays, years, posts.

use article::{Article, DateKind, Language, Role};
use jiff::civil::Date;

use crate::grammar::{Cursor, Expr, Lean, Partial, Tense};
use crate::mentioned::{kind_before, main_language};
use crate::text::{Lexicon, Tokens};

/// What a text says that its date of publication must fit.
#[derive(Debug, Default)]
pub(super) struct Clues {
    /// Days printed with their year, in the article's own voice.
    pub(super) days: Vec<Day>,
    /// Days printed with their year in embedded posts.
    pub(super) posts: Vec<Date>,
    /// Days printed without a year.
    pub(super) yearless: Vec<Yearless>,
    /// Weekdays with the day of the month alone: «Thursday (5)».
    pub(super) weekday_days: Vec<(i8, i8)>,
    /// How often each weekday is named alone, Monday first.
    pub(super) weekdays: [u32; 7],
    /// Years that the article speaks of as past or present.
    pub(super) years: Vec<i16>,
    /// Those since which something lasts.
    pub(super) since: Vec<i16>,
}

/// A day printed with its year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    pub(super) date: Date,
    /// Whether its weekday stands beside it and fits.
    pub(super) weekday: bool,
    /// Whether it stands under a picture, or with its weekday at the head of a short line.
    pub(super) set_apart: bool,
}

/// A day printed without its year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Yearless {
    pub(super) month: i8,
    pub(super) day: i8,
    pub(super) weekday: Option<i8>,
}

/// A line of no more bytes that begins with a date was printed for it.
const SHORT_LINE: usize = 80;

fn names_weekday(expr: Expr) -> bool {
    matches!(expr, Expr::Date(Partial { weekday: Some(_), .. }, _))
}

impl Clues {
    pub(super) fn gather(article: &Article) -> Self {
        let mut clues = Self::default();
        let mut tokens = Tokens::default();
        let main = main_language(article);
        for paragraph in &article.paragraphs {
            if !(paragraph.role.is_own_voice() || paragraph.role == Role::Quoted) {
                continue;
            }
            let language = if paragraph.language == Language::Other { main } else { paragraph.language };
            let lexicon = Lexicon::of(language);
            tokens.scan(&article.text, paragraph.start, paragraph.end, lexicon);
            let cursor = Cursor { text: &article.text, tokens: &tokens.list, lexicon };
            let (mut at, mut before) = (0, None);
            while at < tokens.list.len() {
                let Some(found) = cursor.expression(at, before.as_ref()) else {
                    at += 1;
                    continue;
                };
                // What is to come says nothing about today.
                let future = || cursor.tense(at, found.end) == Tense::Future;
                let heads_line = at == 0 && paragraph.end - paragraph.start <= SHORT_LINE;
                let set_apart = paragraph.role == Role::Caption || heads_line && names_weekday(found.expr);
                clues.take(found.expr, paragraph.role == Role::Quoted, set_apart, future);
                if let Expr::Year(year) = found.expr
                    && kind_before(&cursor, at) == DateKind::Since
                {
                    clues.since.push(year);
                }
                before = Some(found);
                at = found.end.max(at + 1);
            }
        }
        clues
    }

    fn take(&mut self, expr: Expr, quoted: bool, set_apart: bool, future: impl Fn() -> bool) {
        if quoted {
            if let Expr::Date(date, _) = expr
                && date.day.is_some()
                && let Some(interval) = date.interval()
            {
                self.posts.push(interval.from);
            }
            return;
        }
        match expr {
            Expr::Year(year) if !future() => self.years.push(year),
            Expr::Date(date, lean) => self.take_date(date, lean, set_apart, future),
            _ => {}
        }
    }

    fn take_date(&mut self, date: Partial, lean: Lean, set_apart: bool, future: impl Fn() -> bool) {
        match (date.year, date.month, date.day, date.weekday) {
            (Some(year), _, day, _) => {
                let Some(interval) = date.interval() else { return };
                if future() {
                    return;
                }
                self.years.push(year);
                if day.is_some() {
                    let weekday = date.weekday_fits() == Some(true);
                    self.days.push(Day { date: interval.from, weekday, set_apart });
                }
            }
            (None, Some(month), Some(day), weekday) if lean == Lean::None && !future() => {
                self.yearless.push(Yearless { month, day, weekday });
            }
            (None, None, Some(day), Some(weekday)) => self.weekday_days.push((weekday, day)),
            (None, None, None, Some(weekday)) if lean == Lean::None && !future() => {
                let at = usize::try_from(weekday - 1).unwrap_or_default();
                self.weekdays[at.min(6)] += 1;
            }
            _ => {}
        }
    }
}
