//! What is known of each token before it is tagged.
//!
//! Takes the tokens of an article with what the rules made of them, gives a [`Clue`] a token: its shape and word
//! classes, the listed name it belongs to, the rules' verdict here and on the same word elsewhere in the article.

use article::{Kind, Language};

use super::labels::Place;
use crate::hash::{Map, Set};
use crate::recognise::document::Scored;
use crate::recognise::kinds::Scores;
use crate::recognise::lexicon::Lexicon;
use crate::recognise::tokens::{Gap, Shape, Token};
use crate::recognise::vocabulary as class;

/// A paragraph, as tokens of the article.
pub(crate) struct Stretch {
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) capital_line: bool,
    pub(crate) language: Language,
}

/// What is known of one token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clue {
    /// The folded word; another number for each mark, one for all numbers of a length.
    pub(crate) word: u64,
    pub(crate) classes: class::Classes,
    pub(crate) shape: u8,
    pub(crate) gap: u8,
    /// Whether the sentence or the line explains the capital, whether the article prints the word small, and so on.
    pub(crate) state: u8,
    /// The listed name that the token belongs to: kind, how well known, place; 0 for none.
    pub(crate) listed: u8,
    /// What the rules say here: kind, how surely, place; 0 for nothing.
    pub(crate) rule: u8,
    /// What the rules say where the word ends a longer name of the article, or stands in one, or stands alone.
    pub(crate) elsewhere: u16,
    /// The candidate of the rules that covers it, or the run of capitals around it.
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// Whether a name may be here at all.
    pub(crate) is_open: bool,
}

pub(crate) const OPENS: u8 = 1;
pub(crate) const ALSO_SMALL: u8 = 2;
pub(crate) const CAPITAL_LINE: u8 = 4;
pub(crate) const FRENCH: u8 = 8;
const ALSO_CAPITAL: u8 = 16;

/// The clues of an article, one a token.
pub(crate) fn gather(
    lexicon: &Lexicon,
    tokens: &[Token],
    paragraphs: &[Stretch],
    lower: &Set<u64>,
    scored: &[Scored],
) -> Vec<Clue> {
    let mut clues: Vec<Clue> = tokens.iter().map(|token| plain(lexicon, token, lower)).collect();
    let mut inner: Set<u64> = Set::default();
    for token in tokens.iter().filter(|token| token.is_capital() && !token.opens) {
        inner.insert(token.word);
    }
    for paragraph in paragraphs {
        let here = paragraph.from..paragraph.until;
        for (clue, token) in clues[here.clone()].iter_mut().zip(&tokens[here.clone()]) {
            clue.state |= if paragraph.capital_line { CAPITAL_LINE } else { 0 };
            clue.state |= if paragraph.language == Language::French { FRENCH } else { 0 };
            if token.opens && !paragraph.capital_line && inner.contains(&token.word) {
                clue.state |= ALSO_CAPITAL;
            }
        }
        mark_runs(tokens, paragraph, &mut clues);
        mark_listed(lexicon, tokens, paragraph, &mut clues);
    }
    mark_rules(tokens, scored, &mut clues);
    clues
}

fn plain(lexicon: &Lexicon, token: &Token, lower: &Set<u64>) -> Clue {
    let (shape, word) = match token.shape {
        Shape::Lower => (1, token.word),
        Shape::Capital => (2, token.word),
        Shape::Upper => (3 + (token.end - token.start).clamp(2, 6) as u8, token.word),
        Shape::Initial => (10, token.word),
        Shape::Mixed => (11, token.word),
        Shape::Code => (12, token.word),
        Shape::Number => (13 + (token.end - token.start).clamp(1, 5) as u8, (token.end - token.start).min(5) as u64),
        Shape::Elided => (19, token.word),
        Shape::Possessive => (20, token.word),
        Shape::Address => (21, 21),
        Shape::Mark(mark) => (22, u64::from(u32::from(mark))),
    };
    let gap = match token.gap {
        Gap::Glued => 0,
        Gap::Hyphen => 1,
        Gap::Space => 2,
        Gap::Line => 3,
    };
    let mut state = if token.opens { OPENS } else { 0 };
    if token.is_capital() && lower.contains(&token.word) {
        state |= ALSO_SMALL;
    }
    let classes = lexicon.classes(token);
    let opens_small = class::PLACE_LOWER | class::HEAD_LOWER | class::KUNYA;
    let is_open = token.is_capital() || token.shape == Shape::Code || classes & opens_small != 0;
    Clue { word, classes, shape, gap, state, is_open, ..Clue::default() }
}

/// Marks the runs of capitals that nothing but blanks and hyphens parts.
fn mark_runs(tokens: &[Token], paragraph: &Stretch, clues: &mut [Clue]) {
    let mut at = paragraph.from;
    while at < paragraph.until {
        let mut end = at + 1;
        if tokens[at].is_capital() {
            while end < paragraph.until && tokens[end].is_capital() && tokens[end].gap != Gap::Line {
                end += 1;
            }
        }
        for clue in &mut clues[at..end] {
            (clue.first, clue.end) = (at as u32, end as u32);
        }
        at = end;
    }
}

fn mark_listed(lexicon: &Lexicon, tokens: &[Token], paragraph: &Stretch, clues: &mut [Clue]) {
    let mut at = paragraph.from;
    while at < paragraph.until {
        let Some(found) = lexicon.listed(&tokens[at..paragraph.until]) else {
            at += 1;
            continue;
        };
        let end = at + found.length;
        let bearer = lexicon.bearer(found.bearer);
        let known = match bearer.weight {
            1_000_000_000.. => 3,
            100_000.. => 2,
            _ if bearer.kind == Kind::Place && bearer.is_from_map() => 0,
            _ => 1,
        };
        for (offset, clue) in clues[at..end].iter_mut().enumerate() {
            let place = Place::of(at + offset, at, end);
            clue.listed = 1 + (bearer.kind as u8 * 4 + known) * 4 + place as u8;
            clue.is_open |= found.length > 1;
        }
        at = end;
    }
}

/// Marks what the rules say, here and on the same words elsewhere.
fn mark_rules(tokens: &[Token], scored: &[Scored], clues: &mut [Clue]) {
    let mut alone: Map<u64, Scores> = Map::default();
    let mut within: Map<u64, u16> = Map::default();
    for Scored { candidate, scores } in scored {
        let (kind, sure) = verdict(scores);
        let (first, end) = (candidate.first, candidate.end);
        for at in first..end {
            let place = Place::of(at, first, end);
            let clue = &mut clues[at];
            clue.rule = 1 + (kind * 4 + sure) * 4 + place as u8;
            (clue.first, clue.end) = (first as u32, end as u32);
            clue.is_open = true;
            if end - first > 1 && kind < 3 && sure > 1 && tokens[at].is_capital() {
                let last = at + 1 == end;
                *within.entry(tokens[at].word).or_default() |= 1 << (2 * kind + u8::from(last));
            }
        }
        if end - first == 1 {
            alone.entry(tokens[first].word).or_default().add(*scores);
        }
    }
    for (clue, token) in clues.iter_mut().zip(tokens).filter(|(_, token)| token.is_capital()) {
        let within = within.get(&token.word).copied().unwrap_or(0);
        let alone = alone.get(&token.word).map_or(0, |scores| {
            let (kind, sure) = verdict(scores);
            1 + u16::from(kind * 4 + sure)
        });
        clue.elsewhere = within << 6 | alone;
    }
}

/// The kind that the rules prefer (3 for none), and how surely, from 0 to 3.
fn verdict(scores: &Scores) -> (u8, u8) {
    let all = [scores.person, scores.organisation, scores.place, scores.nothing.max(1)];
    let mut best = 3;
    for kind in 0..3 {
        if all[kind] > all[best] {
            best = kind;
        }
    }
    let second = (0..4).filter(|kind| *kind != best).map(|kind| all[kind]).max().unwrap_or(0);
    let sure = match all[best] - second {
        ..2 => 0,
        2..4 => 1,
        4..8 => 2,
        _ => 3,
    };
    (best as u8, sure)
}
