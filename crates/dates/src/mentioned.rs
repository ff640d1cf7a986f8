//! The dates that a text speaks of: takes an article and its publication date, gives each expression with its days.

use article::{Article, DateKind, Granularity, Language, MentionedDate, Published, Role};

use crate::grammar::Cursor;
use crate::text::{Lexicon, Tokens};

/// Finds the dates that `article` speaks of, by position.
///
/// Expressions that leave out the year or name no calendar day («jeudi») are resolved against `published`; without it
/// they are left out, for a year that cannot be known is not guessed. Furniture is not read.
pub fn mentioned(article: &Article, published: Option<&Published>) -> Vec<MentionedDate> {
    let _ = published;
    let mut found = Vec::new();
    let mut tokens = Tokens::default();
    let main = main_language(article);
    for paragraph in &article.paragraphs {
        if paragraph.role == Role::Furniture {
            continue;
        }
        let language = if paragraph.language == Language::Other { main } else { paragraph.language };
        let lexicon = Lexicon::of(language);
        tokens.scan(&article.text, paragraph.start, paragraph.end, lexicon);
        let cursor = Cursor { text: &article.text, tokens: &tokens.list, lexicon };
        let mut at = 0;
        while at < tokens.list.len() {
            let Some((date, end)) = cursor.date(at) else {
                at += 1;
                continue;
            };
            if let Some(interval) = date.interval() {
                let (start, stop) = (tokens.list[at].start, tokens.list[end - 1].end);
                found.push(MentionedDate {
                    text: article.text.get(start..stop).unwrap_or_default().to_owned(),
                    start,
                    end: stop,
                    from: Some(interval.from),
                    until: Some(interval.until),
                    at: date.time,
                    granularity: match (date.time, date.day) {
                        (Some(_), _) => Granularity::Minute,
                        (_, Some(_)) => Granularity::Day,
                        _ => Granularity::Month,
                    },
                    kind: DateKind::Point,
                    length: None,
                });
            }
            at = end;
        }
    }
    found
}

/// The language of most of the text.
fn main_language(article: &Article) -> Language {
    let length = |language| -> usize {
        let of_language = article.paragraphs.iter().filter(|paragraph| paragraph.language == language);
        of_language.map(|paragraph| paragraph.end - paragraph.start).sum()
    };
    if length(Language::English) > length(Language::French) { Language::English } else { Language::French }
}
