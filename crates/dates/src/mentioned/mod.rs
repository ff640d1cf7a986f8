//! The dates that a text speaks of: takes an article and its publication date, gives each expression with its days.

mod resolve;
mod tense;

use article::{Article, DateKind, Granularity, Language, MentionedDate, Published, Role};

use crate::grammar::{Cursor, Expr, Match};
use crate::text::{Lexicon, Tokens, Unit, Word};
use resolve::{Memory, Resolved};

/// Finds the dates that `article` speaks of, by position.
///
/// Expressions that leave out the year or name no calendar day («jeudi», «le 5 décembre») are resolved against
/// `published` and against the dates named before them. Where that is not possible they are kept as
/// [`DateKind::Vague`], without days: a year that cannot be known is not guessed. Furniture is not read.
///
/// ```
/// use article::{Article, Confidence, DateReason, Language, Paragraph, Precision, Published, Role, YearReason};
/// use jiff::civil::date;
///
/// let text = "Les combats ont repris jeudi.".to_owned();
/// let body = Paragraph { start: 0, end: text.len(), language: Language::French, role: Role::Body };
/// let article = Article { text, paragraphs: vec![body], ..Article::default() };
/// let published = Published {
///     date: date(2024, 12, 6), time: None, precision: Precision::Day,
///     confidence: Confidence::Certain, evidence: DateReason::LatestDay(YearReason::Weekdays(2024)),
/// };
/// let dates = dates::mentioned(&article, Some(&published));
/// assert_eq!((dates[0].text.as_str(), dates[0].from), ("jeudi", Some(date(2024, 12, 5))));
/// ```
pub fn mentioned(article: &Article, published: Option<&Published>) -> Vec<MentionedDate> {
    let mut reader = Reader { memory: Memory::new(published), places: Vec::new(), found: Vec::new() };
    let mut tokens = Tokens::default();
    let main = main_language(article);
    for paragraph in &article.paragraphs {
        if paragraph.role == Role::Furniture || article.text.get(paragraph.range()).is_none() {
            continue;
        }
        let language = if paragraph.language == Language::Other { main } else { paragraph.language };
        let lexicon = Lexicon::of(language);
        tokens.scan(&article.text, paragraph.start, paragraph.end, lexicon);
        reader.paragraph(&Cursor { text: &article.text, tokens: &tokens.list, lexicon });
    }
    reader.found
}

/// The language of most of the text.
pub(crate) fn main_language(article: &Article) -> Language {
    let length = |language| -> usize {
        let of_language = article.paragraphs.iter().filter(|paragraph| paragraph.language == language);
        of_language.map(|paragraph| paragraph.end.saturating_sub(paragraph.start)).sum()
    };
    if length(Language::English) > length(Language::French) { Language::English } else { Language::French }
}

struct Reader<'a> {
    memory: Memory<'a>,
    places: Vec<Place>,
    found: Vec<MentionedDate>,
}

/// An expression at its place, with its days once they are known.
struct Place {
    at: usize,
    found: Match,
    resolved: Option<Resolved>,
}

impl Reader<'_> {
    fn paragraph(&mut self, cursor: &Cursor) {
        self.places.clear();
        self.memory.begin_paragraph();
        let (mut at, mut before) = (0, None);
        while at < cursor.tokens.len() {
            let Some(found) = cursor.expression(at, before.as_ref()) else {
                at += 1;
                continue;
            };
            let resolved = self.memory.resolve(cursor, at, &found);
            self.places.push(Place { at, found, resolved });
            before = Some(found);
            at = found.end.max(at + 1);
        }
        self.settle_clocks(cursor);
        for place in &self.places {
            if let Some(date) = mention(cursor, place) {
                self.found.push(date);
            }
        }
    }

    /// Gives each time of day the day that its sentence names, before it or after it, else the last one named.
    fn settle_clocks(&mut self, cursor: &Cursor) {
        for clock in 0..self.places.len() {
            let Expr::Clock(time) = self.places[clock].found.expr else { continue };
            let at = self.places[clock].at;
            let day_of =
                |place: &Place| place.resolved.filter(|resolved| resolved.is_day()).map(|resolved| resolved.interval);
            let earlier = self.places[..clock].iter().rev().take(NEAR).find(|place| day_of(place).is_some());
            let later = self.places[clock + 1..].iter().take(NEAR).find(|place| day_of(place).is_some());
            let same = |place: &&Place| cursor.same_sentence(place.at, at);
            let day = earlier.filter(same).or(later.filter(same)).and_then(day_of);
            // Beyond its sentence a time goes with what has happened, not with an appointment named before.
            let day = day.or_else(|| earlier.and_then(day_of).filter(|day| !self.memory.is_to_come(day)));
            let day = day.or_else(|| self.memory.day_before_paragraph());
            self.places[clock].resolved =
                day.map(|interval| Resolved { interval, granularity: Granularity::Minute, at: Some(time) });
        }
        if cursor.lexicon.language == Language::English {
            self.join_clocks();
        }
    }

    /// `8 p.m. Tuesday` is one expression.
    fn join_clocks(&mut self) {
        self.places.dedup_by(|day, clock| {
            let joined = matches!(clock.found.expr, Expr::Clock(_))
                && clock.found.end == day.at
                && day.resolved.is_some_and(|resolved| resolved.is_day() && resolved.at.is_none());
            if joined {
                clock.found.end = day.found.end;
            }
            joined
        });
    }
}

/// How many expressions around a time of day may be its day.
const NEAR: usize = 32;

fn mention(cursor: &Cursor, place: &Place) -> Option<MentionedDate> {
    let first = cursor.token(place.at)?;
    let last = cursor.token(place.found.end.checked_sub(1)?)?;
    let (granularity, kind, length) = match (place.resolved, place.found.expr) {
        (Some(resolved), _) => (resolved.granularity, kind_before(cursor, place.at), None),
        (None, Expr::Duration { count, unit }) => (granularity(unit), DateKind::Duration, Some(length(count, unit))),
        (None, Expr::Clock(_)) => return None,
        (None, _) => (Granularity::Span, DateKind::Vague, None),
    };
    Some(MentionedDate {
        text: cursor.text.get(first.start..last.end)?.to_owned(),
        start: first.start,
        end: last.end,
        from: place.resolved.map(|resolved| resolved.interval.from),
        until: place.resolved.map(|resolved| resolved.interval.until),
        at: place.resolved.and_then(|resolved| resolved.at),
        granularity,
        kind,
        length,
    })
}

/// Whether the words before an expression make it the beginning or the end of a stretch.
pub(crate) fn kind_before(cursor: &Cursor, at: usize) -> DateKind {
    for back in 1..=4 {
        let Some(place) = at.checked_sub(back) else { break };
        match cursor.word(place) {
            Some(Word::Since) => return DateKind::Since,
            Some(Word::Until) => return DateKind::Until,
            Some(Word::By) if cursor.lexicon.language == Language::English => return DateKind::Until,
            Some(Word::Ici) => return DateKind::Until,
            Some(Word::The | Word::Of | Word::At | Word::In | Word::Late | Word::Early | Word::Mid) => {}
            _ if cursor.is_apostrophe(place) || cursor.is_mark(place, '-') => {}
            _ => {
                let starting = matches!(cursor.folded(place).as_str(), "partir" | "compter" | "starting" | "beginning");
                return if starting { DateKind::Since } else { DateKind::Point };
            }
        }
    }
    DateKind::Point
}

fn granularity(unit: Unit) -> Granularity {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Granularity::Minute,
        Unit::Day => Granularity::Day,
        Unit::Week => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
        Unit::Weekend | Unit::Quarter | Unit::Half | Unit::Century => Granularity::Span,
    }
}

/// A length as ISO 8601 writes it: `P40Y`, `PT2H`.
fn length(count: u32, unit: Unit) -> String {
    let count = u64::from(count);
    match unit {
        Unit::Second => format!("PT{count}S"),
        Unit::Minute => format!("PT{count}M"),
        Unit::Hour => format!("PT{count}H"),
        Unit::Day => format!("P{count}D"),
        Unit::Weekend => format!("P{}D", count * 2),
        Unit::Week => format!("P{count}W"),
        Unit::Month => format!("P{count}M"),
        Unit::Quarter => format!("P{}M", count * 3),
        Unit::Half => format!("P{}M", count * 6),
        Unit::Year => format!("P{count}Y"),
        Unit::Decade => format!("P{}Y", count * 10),
        Unit::Century => format!("P{}Y", count * 100),
    }
}
