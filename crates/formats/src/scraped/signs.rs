//! What a line shows by itself, before its neighbours are looked at.

use super::fold::Folded;
use super::title::is_prose;
use super::words::{self, Words};
use super::{agency, byline, dated, posts};

/// What a line shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A button, an invitation, a notice.
    Furniture,
    /// «À lire également:» with nothing after it: what follows belongs to it.
    FurnitureList,
    /// «La rédaction», «Temps de lecture: 3 min».
    Header,
    /// «By …» with a name, which starts at this byte, or with nothing: then the name is on the next line.
    Byline(usize),
    /// Names nothing but agencies.
    Agency,
    /// «Traduction : …», «Copyright …».
    Credit,
    /// «Crédit photo : …».
    Photo,
    /// «Photo d'illustration : …».
    Caption,
    /// «Tags: …»; the list starts at this byte.
    Tags(usize),
    /// Hashtags and nothing else.
    Hashtags,
    /// Part of an embedded post.
    Post,
    /// «- Name (@handle) 4 décembre 2024».
    Attribution,
    /// A link to a post, alone.
    PostLink,
    /// Any other link, alone.
    Link,
    /// Dates, with labels that say what they are.
    Labelled,
    /// Dates and nothing else.
    Dated,
}

/// Reads one paragraph by itself.
pub(super) fn sign(text: &str) -> Option<Sign> {
    if text.len() > LONGEST {
        return None;
    }
    if posts::hashtags(text).is_some() {
        return Some(Sign::Hashtags);
    }
    if posts::is_link(text) {
        return Some(if posts::post_ids(text).next().is_some() { Sign::PostLink } else { Sign::Link });
    }
    if posts::is_attribution(text) {
        return Some(Sign::Attribution);
    }
    if posts::is_post(text) {
        return Some(Sign::Post);
    }
    if text.len() > LONGEST_LINE {
        return None;
    }
    if is_initials(text) {
        return Some(Sign::Credit);
    }
    if agency::agency(text).is_some() {
        return Some(Sign::Agency);
    }
    dated_sign(text).or_else(|| worded_sign(text))
}

/// Longer paragraphs are the story.
const LONGEST: usize = 1200;
const LONGEST_LINE: usize = 320;

const MOST_BESIDE: usize = 5;
const MOST_WORDS_DATED: usize = 25;

fn dated_sign(text: &str) -> Option<Sign> {
    if text.split_whitespace().nth(MOST_WORDS_DATED).is_some() {
        return None;
    }
    let line = dated::dated_line(text)?;
    let labelled = line.dates.iter().any(|date| date.modified.is_some());
    match line.rest {
        dated::Rest::Nothing if labelled => Some(Sign::Labelled),
        dated::Rest::Nothing if line.dates.iter().any(|date| date.is_full(text)) => Some(Sign::Dated),
        // «6Médias, publié le 5 décembre 2024 dans Monde»: a few words may stand beside a labelled date.
        rest if labelled && (rest == dated::Rest::Names || line.other_words <= MOST_BESIDE) && !is_prose(text) => {
            Some(Sign::Labelled)
        }
        _ => None,
    }
}

fn worded_sign(text: &str) -> Option<Sign> {
    let words = Words::get();
    // Somebody speaks; buttons are not quoted.
    if text.starts_with(['«', '“', '"', '‘']) {
        return None;
    }
    if is_copyright(text) {
        return Some(Sign::Credit);
    }
    let mut folded = Folded::default();
    // Of a long line only its first and its last words are compared.
    folded.set(from_end(text, ENDING));
    if let Some(sign) = words.ending(folded.as_str()) {
        return Some(whole(sign));
    }
    let captioned = words.ends_as_caption(folded.as_str());
    folded.set(to_start(text, OPENING));
    let line = folded.as_str();
    if let Some(sign) = words.line(line).filter(|_| text.len() <= OPENING) {
        return Some(whole(sign));
    }
    let Some((sign, end)) = words.opening(line) else {
        return captioned.then_some(Sign::Caption);
    };
    // Bullets may stand before the phrase, so the rest is found through its origin.
    let rest = folded.origin(end).map_or("", |at| &text[at..]);
    let value = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–'));
    let value_at = text.len() - value.len();
    Some(match sign {
        words::Sign::Furniture if !value.contains(char::is_alphanumeric) => Sign::FurnitureList,
        words::Sign::Byline if value.is_empty() || byline::within(value).is_some() => Sign::Byline(value_at),
        // «Par ailleurs, …», «By the end of …»
        words::Sign::Byline => return captioned.then_some(Sign::Caption),
        words::Sign::Tags => Sign::Tags(value_at),
        other => whole(other),
    })
}

const ENDING: usize = 120;
const OPENING: usize = 80;

/// About the last `length` bytes.
fn from_end(text: &str, length: usize) -> &str {
    let start = text.len().saturating_sub(length);
    let start = (start..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    &text[start..]
}

/// About the first `length` bytes.
fn to_start(text: &str, length: usize) -> &str {
    let end = (0..=length.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

fn whole(sign: words::Sign) -> Sign {
    match sign {
        words::Sign::Furniture => Sign::Furniture,
        words::Sign::Header => Sign::Header,
        words::Sign::Byline => Sign::Header,
        words::Sign::Credit => Sign::Credit,
        words::Sign::Photo => Sign::Photo,
        words::Sign::Caption => Sign::Caption,
        words::Sign::Quoted => Sign::Post,
        words::Sign::Tags => Sign::Furniture,
    }
}

/// Whether the line is how desks of agencies sign: «dch/reb/shu», «jf-ab/cd».
fn is_initials(text: &str) -> bool {
    let mut parts = text.split(['/', '-']);
    text.len() <= 30
        && text.contains('/')
        && parts.all(|part| (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Whether the line claims rights: «© 2024», «Copyright Le Journal, 2024», «(c) AFP».
pub(super) fn is_copyright(line: &str) -> bool {
    let opening = line.trim_start();
    let marked = opening.starts_with('©')
        || opening.get(..3).is_some_and(|mark| mark.eq_ignore_ascii_case("(c)"))
        || line.len() < LONGEST_LINE && line.contains('©');
    let worded = opening.get(..9).is_some_and(|word| word.eq_ignore_ascii_case("copyright"))
        && (line.contains("19") || line.contains("20") || line.split_whitespace().count() <= 6);
    marked || worded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<Sign>) {
        assert_eq!(sign(line), expected, "{line}");
    }

    #[test]
    fn lines_show_what_they_are() {
        check("À lire également:", Some(Sign::FurnitureList));
        check("Lire aussi : Le port rouvre lundi", Some(Sign::Furniture));
        check("12:036/12/2024, vendredi", Some(Sign::Dated));
        check("MAJ: 6/12/2024, vendredi", Some(Sign::Labelled));
        check("AA", Some(Sign::Agency));
        check("Crédit Photo : AA /", Some(Sign::Photo));
        check("By admin", Some(Sign::Byline(3)));
        check("Traduction : Spirit of Free Speech", Some(Sign::Credit));
        check("Copyright © Mondialisation.ca, The Cradle, 2024", Some(Sign::Credit));
        check("https://x.com/nom/status/1864814002762567997", Some(Sign::PostLink));
        check("6Médias, publié le jeudi 26 octobre 2017 à 14h09", Some(Sign::Labelled));
        check("dch/reb/shu", Some(Sign::Credit));
        check("Hundreds of prisoners released", None);
        check("Par ailleurs, le conseil a voté.", None);
    }
}
