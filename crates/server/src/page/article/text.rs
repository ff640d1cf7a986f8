//! A stretch of an article's text, cut at its names and dates.

use std::ops::Range;

use article::{Mention, MentionedDate};
use jiff::civil::Date;
use query::{FilterField, Stored};

use crate::page::links;
use crate::page::phrases::Phrases;

/// A piece of text, plain or marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment<'a> {
    /// Nothing special.
    Text(&'a str),
    /// A name, with what it was resolved to, and the search for it.
    Name { text: &'a str, kind: &'static str, title: String, href: String },
    /// A date, with the days it means, and the search for them; a length has neither.
    Date { text: &'a str, title: String, href: Option<String> },
}

/// The text of `stored` in `range` as pieces that together are all of it.
pub(super) fn segments<'a>(t: &Phrases, stored: &'a Stored, range: Range<usize>) -> Vec<Segment<'a>> {
    let analysed = &stored.analysed;
    let inside = |start: usize, end: usize| range.start <= start && start < end && end <= range.end;
    let names = analysed.mentions.iter().filter(|name| inside(name.start, name.end));
    let dates = analysed.dates.iter().filter(|date| inside(date.start, date.end));
    let mut marks: Vec<(Range<usize>, Mark<'a>)> = names.map(|name| (name.start..name.end, Mark::Name(name))).collect();
    marks.extend(dates.map(|date| (date.start..date.end, Mark::Date(date))));
    marks.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
    let text = analysed.article.text.as_str();
    let mut segments = Vec::new();
    let mut done = range.start;
    for (place, mark) in marks {
        // «Paris, 5 décembre» is a place and a date; where one lies in the other, the first and longer one is shown.
        let (Some(before), Some(marked)) = (text.get(done..place.start), text.get(place.clone())) else { continue };
        if !before.is_empty() {
            segments.push(Segment::Text(before));
        }
        segments.push(mark.segment(t, marked));
        done = place.end;
    }
    segments.extend(text.get(done..range.end).filter(|rest| !rest.is_empty()).map(Segment::Text));
    segments
}

enum Mark<'a> {
    Name(&'a Mention),
    Date(&'a MentionedDate),
}

impl<'a> Mark<'a> {
    fn segment(&self, t: &Phrases, text: &'a str) -> Segment<'a> {
        match self {
            Self::Name(name) => {
                let kind = t.kind(name.kind);
                let title = match &name.referent {
                    Some(referent) if *referent != name.surface => format!("{kind}{} {referent}", t.colon),
                    _ => kind.to_owned(),
                };
                let href = links::entity(name.referent.as_deref().unwrap_or(&name.text));
                Segment::Name { text, kind: name.kind.code(), title, href }
            }
            Self::Date(date) => match (date.from, date.until) {
                (Some(from), Some(until)) => Segment::Date {
                    text,
                    title: t.days(from, until),
                    href: Some(links::only(FilterField::Mentions, &typed(from, until))),
                },
                _ => {
                    let title = date.length.clone().unwrap_or_else(|| t.no_days.to_owned());
                    Segment::Date { text, title, href: None }
                }
            },
        }
    }
}

/// Days as users type them.
pub(super) fn typed(from: Date, until: Date) -> String {
    if from == until { from.to_string() } else { format!("{from}..{until}") }
}

#[cfg(test)]
mod tests {
    use article::{Analysed, Article, DateKind, Granularity, Kind, Language, Mention, MentionedDate};
    use jiff::civil::date;
    use query::Stored;

    use super::{Segment, segments};
    use crate::page::phrases::Phrases;

    fn stored(text: &str, names: &[&str], dates: &[&str]) -> Stored {
        let place = |words: &str| {
            let start = text.find(words).unwrap();
            (start, start + words.len())
        };
        let mentions = names.iter().map(|name| Mention {
            text: (*name).to_owned(),
            start: place(name).0,
            end: place(name).1,
            kind: Kind::Place,
            surface: name.to_lowercase(),
            referent: Some("halab".to_owned()),
        });
        let dates = dates.iter().map(|words| MentionedDate {
            text: (*words).to_owned(),
            start: place(words).0,
            end: place(words).1,
            from: Some(date(2024, 12, 5)),
            until: Some(date(2024, 12, 5)),
            at: None,
            granularity: Granularity::Day,
            kind: DateKind::Point,
            length: None,
        });
        let analysed = Analysed {
            article: Article { text: text.to_owned(), ..Article::default() },
            language: Language::French,
            published: None,
            modified: None,
            dates: dates.collect(),
            mentions: mentions.collect(),
        };
        Stored { id: query::ArticleId::default(), folder: String::new(), path: String::new(), analysed }
    }

    fn check(text: &str, names: &[&str], dates: &[&str], expected: &[&str]) {
        let stored = stored(text, names, dates);
        let pieces = segments(Phrases::of(Language::French), &stored, 0..text.len());
        let shown: Vec<String> = pieces
            .iter()
            .map(|piece| match piece {
                Segment::Text(text) => (*text).to_owned(),
                Segment::Name { text, .. } => format!("[{text}]"),
                Segment::Date { text, .. } => format!("<{text}>"),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn names_and_dates_are_cut_out_and_nothing_is_lost() {
        check("À Alep, jeudi.", &["Alep"], &["jeudi"], &["À ", "[Alep]", ", ", "<jeudi>", "."]);
        check("Alep", &["Alep"], &[], &["[Alep]"]);
        check("rien", &[], &[], &["rien"]);
        check("place du 5 décembre", &["place du 5 décembre"], &["5 décembre"], &["[place du 5 décembre]"]);
    }
}
