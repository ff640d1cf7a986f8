//! A stored article as bytes: short numbers and no names of fields, text last.
//!
//! What can be read off the text, such as the words of a mention, is not written again. Offsets are written as
//! distances, since most are small.

use std::borrow::Cow;

use article::{
    Analysed, Article, Confidence, DateKind, DateReason, Granularity, Kind, Language, Mention, MentionedDate,
    Paragraph, Precision, Published, Role, Stamp,
};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::Stored;
use crate::{ArticleId, day_number, from_day_number};

#[derive(Serialize, Deserialize)]
struct Facts<'a> {
    folder: &'a str,
    path: &'a str,
    record: Option<&'a str>,
    title: Option<&'a str>,
    source: Option<&'a str>,
    byline: Option<&'a str>,
    section: Option<&'a str>,
    #[serde(borrow)]
    tags: Vec<&'a str>,
    url: Option<&'a str>,
    declared_language: Option<Language>,
    language: Language,
    #[serde(borrow)]
    published: Option<PublishedFacts<'a>>,
    modified: Option<Moment>,
    paragraphs: Vec<(Gap, Language, Role)>,
    /// The referents of the mentions, each once.
    #[serde(borrow)]
    referents: Vec<&'a str>,
    #[serde(borrow)]
    mentions: Vec<MentionFacts<'a>>,
    #[serde(borrow)]
    dates: Vec<DateFacts<'a>>,
    #[serde(borrow)]
    notes: Vec<&'a str>,
    text: &'a str,
}

/// A stretch of the text: how far behind the start of the one before it starts, and how long it is.
type Gap = (i64, u64);

/// Days since 1970-01-01.
type Day = i32;

/// Seconds since midnight.
type Second = u32;

/// A day and a time of day.
type Moment = (Day, Option<Second>);

#[derive(Serialize, Deserialize)]
struct PublishedFacts<'a> {
    moment: Moment,
    precision: Precision,
    confidence: Confidence,
    #[serde(borrow)]
    evidence: Cow<'a, DateReason>,
}

#[derive(Serialize, Deserialize)]
struct MentionFacts<'a> {
    gap: Gap,
    /// Thrice the number of its referent, counted from one, plus its kind; zero for no referent.
    referent_and_kind: u32,
    /// Text and surface, only where they are not what stands there, as printed and folded.
    #[serde(borrow)]
    other: Option<(&'a str, &'a str)>,
}

#[derive(Serialize, Deserialize)]
struct DateFacts<'a> {
    gap: Gap,
    /// Only where it is not what stands there.
    text: Option<&'a str>,
    /// In days from the day of publication.
    from: Option<Day>,
    /// In days from `from`.
    until: Option<Day>,
    at: Option<Second>,
    granularity: Granularity,
    kind: DateKind,
    length: Option<&'a str>,
}

/// `stored` as bytes.
pub(super) fn write(stored: &Stored) -> Result<Vec<u8>, postcard::Error> {
    let analysed = &stored.analysed;
    let article = &analysed.article;
    let text = article.text.as_str();
    let mut offsets = Offsets::default();
    let paragraphs =
        article.paragraphs.iter().map(|one| (offsets.gap(one.start, one.end), one.language, one.role)).collect();
    let mut offsets = Offsets::default();
    let mut referents: Vec<&str> = Vec::new();
    let mentions = analysed.mentions.iter().map(|mention| {
        let printed = text.get(mention.start..mention.end).unwrap_or_default();
        let is_as_printed = mention.text == printed && mention.surface == analysis::fold(printed);
        let referent = mention.referent.as_deref().map_or(0, |referent| {
            let known = referents.iter().position(|known| *known == referent);
            known.unwrap_or_else(|| {
                referents.push(referent);
                referents.len() - 1
            }) + 1
        });
        let kind = Kind::ALL.iter().position(|kind| *kind == mention.kind).unwrap_or_default();
        MentionFacts {
            gap: offsets.gap(mention.start, mention.end),
            referent_and_kind: (referent * Kind::ALL.len() + kind) as u32,
            other: (!is_as_printed).then_some((&mention.text, &mention.surface)),
        }
    });
    let mentions = mentions.collect();
    let mut offsets = Offsets::default();
    let origin = analysed.published.as_ref().map_or(0, |published| day(published.date));
    let dates = analysed.dates.iter().map(|date| DateFacts {
        gap: offsets.gap(date.start, date.end),
        text: (Some(date.text.as_str()) != text.get(date.start..date.end)).then_some(&date.text),
        from: date.from.map(|from| day(from) - origin),
        until: date.until.map(|until| day(until) - date.from.map_or(origin, day)),
        at: date.at.map(second),
        granularity: date.granularity,
        kind: date.kind,
        length: date.length.as_deref(),
    });
    let dates = dates.collect();
    postcard::to_stdvec(&Facts {
        folder: &stored.folder,
        path: &stored.path,
        record: article.record.as_deref(),
        title: article.title.as_deref(),
        source: article.source.as_deref(),
        byline: article.byline.as_deref(),
        section: article.section.as_deref(),
        tags: article.tags.iter().map(String::as_str).collect(),
        url: article.url.as_deref(),
        declared_language: article.declared_language,
        language: analysed.language,
        published: analysed.published.as_ref().map(|published| PublishedFacts {
            moment: (day(published.date), published.time.map(second)),
            precision: published.precision,
            confidence: published.confidence,
            evidence: Cow::Borrowed(&published.evidence),
        }),
        modified: analysed.modified.map(|stamp| (day(stamp.date), stamp.time.map(second))),
        paragraphs,
        referents,
        mentions,
        dates,
        notes: article.notes.iter().map(String::as_str).collect(),
        text,
    })
}

/// What [`write`] was given; the id, which has columns of its own, comes from there.
pub(super) fn read(bytes: &[u8], id: ArticleId) -> Result<Stored, postcard::Error> {
    let facts: Facts<'_> = postcard::from_bytes(bytes)?;
    let text = facts.text;
    let mut offsets = Offsets::default();
    let paragraphs = facts.paragraphs.iter().map(|(gap, language, role)| {
        let (start, end) = offsets.range(*gap);
        Paragraph { start, end, language: *language, role: *role }
    });
    let paragraphs = paragraphs.collect();
    let mut offsets = Offsets::default();
    let mentions = facts.mentions.iter().map(|mention| {
        let (start, end) = offsets.range(mention.gap);
        let printed = text.get(start..end).unwrap_or_default();
        let (printed, surface) = match mention.other {
            Some((text, surface)) => (text, surface.to_owned()),
            None => (printed, analysis::fold(printed)),
        };
        let number = mention.referent_and_kind as usize;
        let referent = (number / Kind::ALL.len()).checked_sub(1).and_then(|at| facts.referents.get(at));
        Mention {
            text: printed.to_owned(),
            start,
            end,
            kind: Kind::ALL[number % Kind::ALL.len()],
            surface,
            referent: referent.map(|referent| (*referent).to_owned()),
        }
    });
    let mentions = mentions.collect();
    let mut offsets = Offsets::default();
    let origin = facts.published.as_ref().map_or(0, |published| published.moment.0);
    let dates = facts.dates.iter().map(|date| {
        let (start, end) = offsets.range(date.gap);
        MentionedDate {
            text: date.text.unwrap_or_else(|| text.get(start..end).unwrap_or_default()).to_owned(),
            start,
            end,
            from: date.from.map(|from| date_of(origin.saturating_add(from))),
            until: date.until.map(|until| {
                date_of(date.from.map_or(origin, |from| origin.saturating_add(from)).saturating_add(until))
            }),
            at: date.at.map(time_of),
            granularity: date.granularity,
            kind: date.kind,
            length: date.length.map(str::to_owned),
        }
    });
    let dates = dates.collect();
    let article = Article {
        record: facts.record.map(str::to_owned),
        digest: 0,
        title: facts.title.map(str::to_owned),
        text: text.to_owned(),
        paragraphs,
        source: facts.source.map(str::to_owned),
        byline: facts.byline.map(str::to_owned),
        section: facts.section.map(str::to_owned),
        tags: facts.tags.into_iter().map(str::to_owned).collect(),
        url: facts.url.map(str::to_owned),
        declared_language: facts.declared_language,
        // Its verdict is `published`; what was weighed is in the file.
        date_evidence: Vec::new(),
        notes: facts.notes.into_iter().map(str::to_owned).collect(),
    };
    let published = facts.published.map(|published| Published {
        date: date_of(published.moment.0),
        time: published.moment.1.map(time_of),
        precision: published.precision,
        confidence: published.confidence,
        evidence: published.evidence.into_owned(),
    });
    let modified = facts.modified.map(|(day, time)| Stamp { date: date_of(day), time: time.map(time_of) });
    let analysed = Analysed { article, language: facts.language, published, modified, dates, mentions };
    Ok(Stored { id, folder: facts.folder.to_owned(), path: facts.path.to_owned(), analysed })
}

fn day(date: Date) -> Day {
    day_number(date) as Day
}

fn date_of(day: Day) -> Date {
    // Only damage gives a day outside the calendar.
    from_day_number(i64::from(day)).unwrap_or_default()
}

fn second(time: Time) -> Second {
    let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(|part| part as Second);
    (hour * 60 + minute) * 60 + second
}

fn time_of(second: Second) -> Time {
    let part = |number: Second| number as i8;
    Time::new(part(second / 3600 % 24), part(second / 60 % 60), part(second % 60), 0).unwrap_or_default()
}

/// Turns offsets into distances and back.
#[derive(Default)]
struct Offsets {
    before: i64,
}

impl Offsets {
    fn gap(&mut self, start: usize, end: usize) -> Gap {
        let start_at = start as i64;
        let gap = (start_at - self.before, end.saturating_sub(start) as u64);
        self.before = start_at;
        gap
    }

    fn range(&mut self, (gap, length): Gap) -> (usize, usize) {
        self.before = self.before.saturating_add(gap).max(0);
        let start = self.before as usize;
        (start, start.saturating_add(length as usize))
    }
}

#[cfg(test)]
mod tests {
    use article::{
        Analysed, Article, Confidence, DateKind, Granularity, Kind, Language, Mention, MentionedDate, Paragraph,
        Precision, Published, Role, Stamp,
    };
    use jiff::civil::{date, time};

    use super::{read, write};
    use crate::{ArticleId, Stored};

    #[test]
    fn nothing_is_lost() {
        let text = "Grève à l’hôpital\n\nJeudi, le docteur Émile Van Hool a parlé.".to_owned();
        let mention = |printed: &str, surface: &str| {
            let start = text.find(printed).unwrap_or(4);
            Mention {
                text: printed.to_owned(),
                start,
                end: start + printed.len(),
                kind: Kind::Person,
                surface: surface.to_owned(),
                referent: None,
            }
        };
        let thursday = MentionedDate {
            text: "Jeudi".into(),
            start: 21,
            end: 26,
            from: Some(date(2024, 12, 5)),
            until: None,
            at: Some(time(20, 30, 5, 0)),
            granularity: Granularity::Day,
            kind: DateKind::Since,
            length: Some("P40Y".into()),
        };
        let article = Article {
            record: Some("afp-1".into()),
            digest: 0,
            title: Some("Grève à l’hôpital".into()),
            paragraphs: vec![
                Paragraph { start: 0, end: 19, language: Language::French, role: Role::Title },
                Paragraph { start: 21, end: text.len(), language: Language::Other, role: Role::Body },
            ],
            source: Some("Le Courrier".into()),
            byline: Some("A. B.".into()),
            section: Some("Santé".into()),
            tags: vec!["grève".into(), "hôpital".into()],
            url: Some("https://example.org/a".into()),
            declared_language: Some(Language::French),
            date_evidence: Vec::new(),
            notes: vec!["no year".into()],
            text: text.clone(),
        };
        let published = Published {
            date: date(2024, 12, 6),
            time: Some(time(7, 5, 0, 0)),
            precision: Precision::Minute,
            confidence: Confidence::Likely,
            evidence: article::DateReason::LatestDay(article::YearReason::Weekdays(2024)),
        };
        let stored = Stored {
            id: ArticleId([7; 10]),
            folder: "/news".into(),
            path: "a.txt".into(),
            analysed: Analysed {
                article,
                language: Language::French,
                published: Some(published),
                modified: Some(Stamp { date: date(2024, 12, 7), time: None }),
                dates: vec![thursday.clone(), MentionedDate { text: "jeudi soir".into(), ..thursday }],
                mentions: vec![
                    mention("Émile Van Hool", "emile van hool"),
                    mention("docteur Émile", "emile"),
                    Mention {
                        kind: Kind::Place,
                        referent: Some("centre hospitalier".into()),
                        ..mention("hôpital", "hopital")
                    },
                    Mention { referent: Some("centre hospitalier".into()), ..mention("Grève", "greve") },
                ],
            },
        };
        assert_eq!(read(&write(&stored).unwrap(), stored.id).unwrap(), stored);
    }

    #[test]
    fn damage_is_an_error() {
        let stored = Stored {
            id: ArticleId([7; 10]),
            folder: String::new(),
            path: String::new(),
            analysed: Analysed {
                article: Article { text: "Un texte.".into(), ..Article::default() },
                language: Language::French,
                published: None,
                modified: None,
                dates: Vec::new(),
                mentions: Vec::new(),
            },
        };
        let bytes = write(&stored).unwrap();
        for end in 0..bytes.len() {
            assert!(read(&bytes[..end], stored.id).is_err());
        }
    }
}
