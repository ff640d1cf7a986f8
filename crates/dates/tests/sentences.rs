//! The sentences of `data/sentences.tsv`: every date they speak of is found with its days, and nothing else is.

use article::{
    Article, Confidence, DateKind, DateReason, Language, MentionedDate, Paragraph, Precision, Published, Role,
    YearReason,
};
use jiff::civil::{Date, ISOWeekDate, Weekday};

const TABLE: &str = include_str!("data/sentences.tsv");

struct Row<'a> {
    language: Language,
    published: Date,
    trap: bool,
    sentence: &'a str,
    expected: Vec<(&'a str, &'a str)>,
}

fn rows() -> Vec<Row<'static>> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let mut fields = line.split('\t');
            let mut field = || fields.next().unwrap_or_default();
            let language = field().parse().expect("a language");
            let published = field().parse().expect("a day");
            let _origin = field();
            let trap = field() == "trap";
            let sentence = field();
            let expected = field().split("; ").filter_map(|item| item.trim().rsplit_once('=')).collect();
            Row { language, published, trap, sentence, expected }
        })
        .collect()
}

fn found(row: &Row) -> Vec<MentionedDate> {
    let text = row.sentence.to_owned();
    let paragraph = Paragraph { start: 0, end: text.len(), language: row.language, role: Role::Body };
    let article = Article { text, paragraphs: vec![paragraph], ..Article::default() };
    let published = Published {
        date: row.published,
        time: None,
        precision: Precision::Day,
        confidence: Confidence::Certain,
        evidence: DateReason::LatestDay(YearReason::Weekdays(2024)),
    };
    dates::mentioned(&article, Some(&published))
}

/// The days that a value of the table stands for.
fn days(value: &str) -> (Date, Date) {
    let day = |text: &str| text.parse::<Date>().expect("a day");
    if let Some((from, until)) = value.split_once("..") {
        return (day(from), day(until));
    }
    if let Some(decade) = value.strip_suffix('X') {
        return (day(&format!("{decade}0-01-01")), day(&format!("{decade}9-12-31")));
    }
    if let Some((year, week)) = value.split_once("-W") {
        let week = |weekday| {
            let year = year.parse().expect("a year");
            ISOWeekDate::new(year, week.parse().expect("a week"), weekday).expect("a week").date()
        };
        return (week(Weekday::Monday), week(Weekday::Sunday));
    }
    match value.len() {
        4 => (day(&format!("{value}-01-01")), day(&format!("{value}-12-31"))),
        7 => (day(&format!("{value}-01")), day(&format!("{value}-01")).last_of_month()),
        _ => (day(value), day(value)),
    }
}

/// What is wrong with the dates found in `row`, empty when nothing is.
fn faults(row: &Row) -> Vec<String> {
    let found = found(row);
    let mut faults = Vec::new();
    let mut used = vec![false; found.len()];
    for (printed, value) in &row.expected {
        let start = row.sentence.find(printed).unwrap_or_else(|| panic!("`{printed}` is not in «{}»", row.sentence));
        let end = start + printed.len();
        let duration = value.starts_with('P');
        let at = found.iter().enumerate().position(|(at, date)| {
            !used[at] && date.start < end && start < date.end && (date.kind == DateKind::Duration) == duration
        });
        let Some(at) = at else {
            faults.push(format!("missing {printed}={value}"));
            continue;
        };
        used[at] = true;
        let date = &found[at];
        let right = if duration {
            date.length.as_deref() == Some(*value) && date.from.is_none()
        } else {
            let (from, until) = days(value);
            (date.from, date.until) == (Some(from), Some(until))
        };
        if !right {
            faults.push(format!("{printed}={value} was read as {:?}..{:?} {:?}", date.from, date.until, date.length));
        }
    }
    for (date, used) in found.iter().zip(used) {
        if !used && date.from.is_some() {
            faults.push(format!("false {}={:?}..{:?}", date.text, date.from, date.until));
        }
    }
    faults
}

#[test]
fn every_sentence_gives_its_dates_and_no_other() {
    let rows = rows();
    let mut wrong = Vec::new();
    for row in &rows {
        let faults = faults(row);
        if !faults.is_empty() {
            wrong.push(format!("{} {} «{}»: {}", row.language, row.published, row.sentence, faults.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} sentences are wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn the_table_is_as_large_as_it_claims() {
    let rows = rows();
    let french = rows.iter().filter(|row| row.language == Language::French).count();
    let traps = rows.iter().filter(|row| row.trap).count();
    assert!(rows.len() >= 120 && french * 5 >= rows.len() * 2 && traps >= 40, "{} {french} {traps}", rows.len());
    assert!(rows.iter().all(|row| row.trap == row.expected.is_empty()));
}
