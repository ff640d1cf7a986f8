//! The best passage of an article, and its headline, in parts that matched and parts that did not.

use std::collections::HashSet;
use std::ops::Range;

use article::{Paragraph, Role};
use schema::Stored;

use super::{Match, is_story};

/// A stretch of text to show, matched or not. Never markup: whoever shows it escapes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it matched.
    pub hit: bool,
}

/// Length of a passage, in bytes.
const PASSAGE: usize = 260;

/// How far before the first match a passage may begin, in bytes.
const LEAD_IN: usize = 90;

/// The passage with the most different words of the query; without matches, how the story begins.
pub(crate) fn passage(stored: &Stored, matches: &[Match]) -> Vec<Part> {
    let article = &stored.analysed.article;
    let story = || article.paragraphs.iter().filter(|paragraph| is_story(paragraph.role));
    let mut best: Option<(usize, usize, &Paragraph, usize)> = None;
    for paragraph in story().chain(article.paragraphs.iter().filter(|p| p.role.is_indexed() && p.role != Role::Title)) {
        let first = matches.partition_point(|found| found.range.start < paragraph.start);
        let inside = &matches[first..];
        let inside = &inside[..inside.partition_point(|found| found.range.start < paragraph.end)];
        for (index, start) in inside.iter().enumerate() {
            let reach = start.range.start + PASSAGE - LEAD_IN;
            let window = inside[index..].iter().take_while(|found| found.range.end <= reach);
            let mut different = HashSet::new();
            let mut count = 0;
            for found in window {
                different.insert(found.what);
                count += 1;
            }
            if best.is_none_or(|(most, many, ..)| (different.len(), count) > (most, many)) {
                best = Some((different.len(), count, paragraph, start.range.start));
            }
        }
    }
    match best {
        Some((.., paragraph, start)) => cut(&article.text, paragraph.range(), start, matches),
        None => story()
            .next()
            .map_or_else(Vec::new, |paragraph| cut(&article.text, paragraph.range(), paragraph.start, matches)),
    }
}

/// The headline, with what matched in it.
pub(crate) fn headline(stored: &Stored, matches: &[Match]) -> Vec<Part> {
    let article = &stored.analysed.article;
    let title = article.paragraphs.iter().find(|paragraph| paragraph.role == Role::Title);
    let headline = article.headline();
    let range = match title {
        Some(title) if article.text_of(title) == headline => Some(title.range()),
        // Without a title the headline is the first sentence, which stands in the text; a title may stand nowhere.
        _ => article.text.find(headline).map(|start| start..start + headline.len()),
    };
    match range {
        Some(range) if !range.is_empty() => parts(&article.text, range, matches),
        _ => vec![Part { text: headline.to_owned(), hit: false }],
    }
}

/// A passage of `paragraph` around the match at `first`, cut between sentences where it can be, else between words.
fn cut(text: &str, paragraph: Range<usize>, first: usize, matches: &[Match]) -> Vec<Part> {
    let start = passage_start(text, &paragraph, first);
    let end = passage_end(text, &paragraph, start);
    let mut shown = parts(text, start..end, matches);
    if start > paragraph.start {
        shown.insert(0, Part { text: "… ".to_owned(), hit: false });
    }
    if end < paragraph.end {
        shown.push(Part { text: " …".to_owned(), hit: false });
    }
    shown
}

fn passage_start(text: &str, paragraph: &Range<usize>, first: usize) -> usize {
    if first <= paragraph.start + LEAD_IN {
        return paragraph.start;
    }
    let earliest = text.ceil_char_boundary(first - LEAD_IN);
    let lead = &text[earliest..first];
    let sentence = lead.rmatch_indices(['.', '!', '?', '»', ';']).find_map(|(at, mark)| {
        let after = earliest + at + mark.len();
        let blank = text[after..first].len() - text[after..first].trim_start().len();
        (blank > 0 && after + blank < first).then_some(after + blank)
    });
    let word = lead.find(char::is_whitespace).map(|at| {
        let rest = &lead[at..];
        earliest + at + rest.len() - rest.trim_start().len()
    });
    sentence.or(word).unwrap_or(first).min(first)
}

fn passage_end(text: &str, paragraph: &Range<usize>, start: usize) -> usize {
    if start + PASSAGE >= paragraph.end {
        return paragraph.end;
    }
    let latest = text.floor_char_boundary(start + PASSAGE);
    let shown = &text[start..latest];
    let sentence = shown.rfind(['.', '!', '?']).filter(|at| *at > PASSAGE * 2 / 3).map(|at| start + at + 1);
    let word = shown.rfind(char::is_whitespace).map(|at| start + shown[..at].trim_end().len());
    sentence.or(word).unwrap_or(latest)
}

/// The stretch `range`, divided where it matched.
fn parts(text: &str, range: Range<usize>, matches: &[Match]) -> Vec<Part> {
    let mut shown = Vec::new();
    let mut at = range.start;
    let mut push = |range: Range<usize>, hit: bool| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            shown.push(Part { text: text.to_owned(), hit });
        }
    };
    for found in matches.iter().filter(|found| found.range.start < range.end && found.range.end > range.start) {
        let (start, end) = (found.range.start.max(at), found.range.end.min(range.end));
        push(at..start, false);
        push(start..end, true);
        at = end.max(at);
    }
    push(at..range.end, false);
    shown
}
