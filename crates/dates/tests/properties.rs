//! What holds for any text: nothing panics, offsets are right, intervals are in order.

use article::{
    Article, Confidence, DateEvidence, DateOrigin, DateReason, DateRole, Language, Paragraph, Precision, Published,
    Role, YearReason,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// Pieces that rules look for, so that random texts reach them.
const PIECES: &[&str] = &[
    "le ",
    "la ",
    "l'",
    "du ",
    "au ",
    "il y a ",
    "en ",
    "dans ",
    "depuis ",
    "jusqu'au ",
    "ce ",
    "cette ",
    "the ",
    "last ",
    "next ",
    "this ",
    "of ",
    "on ",
    "in ",
    "5",
    "31",
    "1er",
    "2024",
    "1982",
    "98",
    "000",
    "1990s",
    "lundi",
    "jeudi",
    "Thursday",
    "décembre",
    "December",
    "Dec. ",
    "mars",
    "May",
    "été",
    "summer",
    "semaine",
    "week",
    "jours",
    "years",
    "siècle",
    "XIXe ",
    "dernier",
    "prochaine",
    "ago",
    "plus tard",
    "later",
    "veille",
    "lendemain",
    "hier",
    "aujourd'hui",
    "yesterday",
    "matin",
    "p.m.",
    "18h30",
    "12:03",
    "12:036/12/2024",
    "5/12/2024",
    "2024-12-05",
    "-",
    "/",
    ",",
    ".",
    "(",
    ")",
    "’",
    " ",
    " ",
    "\n",
    " et ",
    " à ",
    " to ",
    "vingt",
    "dix",
    "quatre",
    "two",
    "a ",
    "é",
    "🇫🇷",
    "https://x.com/a/status/1864814002762567997 ",
];

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[0-9/:.-]{1,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn any_day() -> impl Strategy<Value = Date> {
    (1000_i16..2200, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn any_language() -> impl Strategy<Value = Language> {
    prop::sample::select(vec![Language::French, Language::English, Language::Other])
}

/// One paragraph a line, as readers give them.
fn article(text: String, language: Language) -> Article {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let role = if paragraphs.len() == 3 { Role::Quoted } else { Role::Body };
        paragraphs.push(Paragraph { start, end: start + line.len(), language, role });
        start += line.len() + 1;
    }
    Article { text, paragraphs, ..Article::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn mentioned_dates_lie_in_the_text(
        text in any_text(),
        language in any_language(),
        day in prop::option::of(any_day()),
        precision in prop::sample::select(vec![Precision::Minute, Precision::Day, Precision::Month, Precision::Year]),
    ) {
        let article = article(text, language);
        let published = day.map(|date| Published {
            date, time: None, precision, confidence: Confidence::Certain, evidence: DateReason::LatestDay(YearReason::Weekdays(2024)),
        });
        let mut last_end = 0;
        for found in dates::mentioned(&article, published.as_ref()) {
            prop_assert_eq!(article.text.get(found.start..found.end), Some(found.text.as_str()));
            prop_assert!(last_end <= found.start && found.start < found.end);
            last_end = found.end;
            prop_assert_eq!(found.from.is_some(), found.until.is_some());
            prop_assert!(found.from <= found.until);
            prop_assert!(found.from.is_none() || found.length.is_none());
        }
    }

    #[test]
    fn any_evidence_is_weighed(
        text in any_text(),
        language in any_language(),
        values in prop::collection::vec((any_text(), 0..8_usize, 0..3_usize), 0..6),
    ) {
        let mut article = article(text, language);
        article.date_evidence = values.into_iter().map(|(value, origin, role)| {
            let origin = match origin {
                0 => DateOrigin::Field("date".to_owned()),
                1 => DateOrigin::Url,
                2 => DateOrigin::FileName,
                3 => DateOrigin::Header,
                4 => DateOrigin::Dateline,
                5 => DateOrigin::PostId,
                6 => DateOrigin::Copyright,
                _ => DateOrigin::Element("time".to_owned()),
            };
            let role = [DateRole::Published, DateRole::Modified, DateRole::Unknown][role];
            DateEvidence { value, role, origin, span: Some(0..1) }
        }).collect();
        let publication = dates::publication(&article, language);
        if let Some(published) = publication.published {
            let (first, last) = published.days();
            prop_assert!(first <= last && first == published.date);
            prop_assert!(!published.evidence.to_string().is_empty());
            prop_assert_eq!(published.precision == Precision::Minute, published.time.is_some());
        }
    }

    #[test]
    fn any_typed_text_is_read_or_refused(text in prop_oneof![any_text(), any::<String>()], today in any_day()) {
        if let Ok(days) = dates::days::parse(&text, today) {
            prop_assert!(days.from.is_some() || days.until.is_some());
            if let (Some(from), Some(until)) = (days.from, days.until) {
                prop_assert!(from <= until);
            }
        }
    }

    #[test]
    fn a_day_printed_is_the_day_found(day in any_day(), language in prop::sample::select(Language::ANALYSED.to_vec())) {
        let text = format!("x {} y", day);
        let found = dates::mentioned(&article(text, language), None);
        prop_assert_eq!(found.first().and_then(|found| found.from), Some(day));
        let typed = dates::days::parse(&day.to_string(), date(2024, 12, 6));
        prop_assert_eq!(typed.ok().and_then(|days| days.from), Some(day));
    }
}
