//! Roles that depend on neighbours: the title, what stands between it and the story, what follows the story.

use std::collections::HashMap;

use article::{Article, DateOrigin, DateRole, Role};

use super::signs::Sign;
use super::title::{is_prose, is_title};
use super::words::Words;
use super::{Piece, agency, byline, dated, fold, posts as post, push_date};

/// Finds the title among the first lines, unless it is known.
pub(super) fn title(article: &mut Article, pieces: &mut [Piece]) {
    if article.title.is_some() || pieces.iter().any(|piece| piece.role == Some(Role::Title)) {
        return;
    }
    let Some(first) = pieces.iter().position(|piece| piece.is_open() && !is_around(piece)) else { return };
    let chosen = headline_below(article, pieces, first).unwrap_or(first);
    if !is_title(pieces[chosen].text(article)) || !stands_apart(article, pieces, chosen) {
        return;
    }
    for kicker in &mut pieces[first..chosen] {
        if kicker.is_open() && !is_around(kicker) {
            kicker.role = Some(Role::Header);
        }
    }
    let words: Vec<&str> = pieces[chosen].text(article).split_whitespace().collect();
    article.title = Some(words.join(" "));
    pieces[chosen].role = Some(Role::Title);
}

/// The headline under a masthead, a rubric or several: a title with prose below it, all lines above it kickers.
fn headline_below(article: &Article, pieces: &[Piece], first: usize) -> Option<usize> {
    let mut at = first;
    for _ in 0..MOST_KICKERS {
        if !is_kicker(pieces[at].text(article)) {
            return None;
        }
        at = next_open(pieces, at)?;
        let line = pieces[at].text(article);
        let has_prose_below = || next_open(pieces, at).is_some_and(|after| is_prose(pieces[after].text(article)));
        if !line.contains('\n') && is_title(line) && !is_kicker(line) && has_prose_below() {
            return Some(at);
        }
    }
    None
}

/// «Monde», «EN DIRECT», «Tribune libre», «ARCHIVES - MAI 1997»: what stands above a headline.
fn is_kicker(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let is_dated = line.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    words <= LONGEST_KICKER || words <= LONGEST_DATED_KICKER && is_dated && !line.contains(char::is_lowercase)
}

const LONGEST_KICKER: usize = 3;
const LONGEST_DATED_KICKER: usize = 6;
const MOST_KICKERS: usize = 3;

/// Whether the line is set apart from prose that follows: by a blank line, by lines around, or by being shorter.
fn stands_apart(article: &Article, pieces: &[Piece], at: usize) -> bool {
    let Some(next) = next_open(pieces, at) else { return false };
    let (line, following) = (pieces[at].text(article), pieces[next].text(article));
    let has_prose = pieces[at + 1..].iter().any(|piece| piece.is_open() && is_prose(piece.text(article)));
    let apart = pieces[at + 1].after_blank || next > at + 1 && pieces[at + 1].role != Some(Role::Repeated);
    let doubled = pieces[at + 1].role == Some(Role::Repeated);
    // In wrapped text a line that ends early is the end of a paragraph, and a word in lower case continues the line.
    let wrapped = pieces.iter().any(|piece| piece.text(article).contains('\n'));
    let continued = following.starts_with(char::is_lowercase);
    has_prose && (apart || doubled || !wrapped && !continued && following.len() > line.len() && is_prose(following))
}

fn next_open(pieces: &[Piece], at: usize) -> Option<usize> {
    (at + 1..pieces.len()).find(|next| pieces[*next].is_open() && !is_around(&pieces[*next]))
}

/// Whether a line by itself is known to stand around the story.
fn is_around(piece: &Piece) -> bool {
    piece.sign.as_ref().is_some_and(|sign| !matches!(sign, Sign::Caption | Sign::Post))
}

/// Marks furniture, and the short lines that hang on «À lire également:».
pub(super) fn furniture(article: &Article, pieces: &mut [Piece]) {
    let mut hanging = 0;
    for piece in pieces {
        if !piece.is_open() {
            hanging = 0;
            continue;
        }
        match piece.sign {
            Some(Sign::FurnitureList) => {
                piece.role = Some(Role::Furniture);
                hanging = LONGEST_LIST;
            }
            Some(Sign::Furniture) => piece.role = Some(Role::Furniture),
            None if hanging > 0 && !piece.after_blank && !is_prose(piece.text(article)) => {
                piece.role = Some(Role::Furniture);
                hanging -= 1;
            }
            _ => hanging = 0,
        }
    }
}

const LONGEST_LIST: usize = 8;

/// Marks embedded posts: lines that bear their marks, and what an attribution attributes.
pub(super) fn posts(article: &Article, pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        if !pieces[at].is_open() {
            continue;
        }
        match pieces[at].sign {
            Some(Sign::Post | Sign::PostLink) => pieces[at].role = Some(Role::Quoted),
            Some(Sign::Attribution) => {
                pieces[at].role = Some(Role::Quoted);
                quote_above(article, pieces, at);
            }
            _ => {}
        }
    }
}

fn quote_above(article: &Article, pieces: &mut [Piece], attribution: usize) {
    let mut nearest = true;
    for at in (0..attribution).rev() {
        let text = pieces[at].text(article);
        let belongs = match pieces[at].role {
            Some(Role::Quoted) => pieces[at].sign != Some(Sign::Attribution),
            Some(_) => false,
            None => nearest && text.len() <= LONGEST_QUOTED || post::continues_post(text),
        };
        if !belongs {
            return;
        }
        pieces[at].role = Some(Role::Quoted);
        nearest = false;
    }
}

const LONGEST_QUOTED: usize = 700;

/// Reads the lines between the title and the story.
pub(super) fn head(article: &mut Article, pieces: &mut [Piece]) {
    let mut at = 0;
    let mut name_expected = false;
    while at < pieces.len() {
        let piece = pieces[at].clone();
        if !piece.is_open() {
            at += 1;
            continue;
        }
        let expected = std::mem::take(&mut name_expected);
        let text = piece.text(article).to_owned();
        let role = match piece.sign {
            Some(Sign::Header) => Role::Header,
            Some(Sign::Agency) => {
                set_source(article, agency::agency(&text));
                Role::Header
            }
            Some(Sign::Dated | Sign::Labelled) => {
                push_dates(article, &piece);
                Role::Header
            }
            Some(Sign::Photo) => Role::Credit,
            Some(Sign::Byline(name)) if text[name..].trim().is_empty() => {
                name_expected = true;
                Role::Header
            }
            Some(Sign::Byline(name)) => {
                set_byline(article, &text[name..]);
                push_dates(article, &piece);
                Role::Header
            }
            None => match bare_header(article, pieces, at, expected) {
                Some(role) => role,
                None if pieces[..at].iter().any(|earlier| earlier.text(article) == text) => Role::Repeated,
                None if is_caption(article, pieces, at) => Role::Caption,
                None => return,
            },
            _ => {
                at += 1;
                continue;
            }
        };
        pieces[at].role = Some(role);
        at += 1;
    }
}

/// A line without a label that still belongs to the head: a name, or a name and a date.
fn bare_header(article: &mut Article, pieces: &[Piece], at: usize, expected: bool) -> Option<Role> {
    let piece = &pieces[at];
    let text = piece.text(article).to_owned();
    if text.len() > LONGEST_HEADER || is_prose(&text) {
        return None;
    }
    let named = |line: &dated::DatedLine| line.rest == dated::Rest::Names && line.dates[0].is_full(&text);
    if dated::dated_line(&text).as_ref().is_some_and(named) {
        push_dates(article, piece);
        return Some(Role::Header);
    }
    let by_header = at > 0 && pieces[at - 1].role == Some(Role::Header)
        || pieces
            .get(at + 1)
            .is_some_and(|next| matches!(next.sign, Some(Sign::Dated | Sign::Labelled | Sign::Header)));
    if byline::is_bare_name(&text) && (expected || by_header) {
        set_byline(article, &text);
        return Some(Role::Header);
    }
    None
}

const LONGEST_HEADER: usize = 160;

/// Whether the paragraph stands under a picture: its credit follows, or its words return at once.
fn is_caption(article: &Article, pieces: &[Piece], at: usize) -> bool {
    let text = pieces[at].text(article);
    if text.len() > LONGEST_CAPTION {
        return false;
    }
    let near = &pieces[at + 1..pieces.len().min(at + 4)];
    let returns = near.iter().any(|other| other.text(article) == text);
    returns || near.first().is_some_and(|next| next.sign == Some(Sign::Photo))
}

const LONGEST_CAPTION: usize = 500;

/// Reads the lines after the story.
pub(super) fn tail(article: &mut Article, pieces: &mut [Piece]) {
    for at in (0..pieces.len()).rev() {
        let piece = pieces[at].clone();
        if !piece.is_open() {
            continue;
        }
        let text = piece.text(article).to_owned();
        let role = match &piece.sign {
            Some(Sign::Agency) => {
                set_source(article, agency::agency(&text));
                Role::Credit
            }
            Some(Sign::Byline(name)) => {
                set_byline(article, &text[*name..]);
                Role::Credit
            }
            Some(Sign::Dated) => {
                push_dates(article, &piece);
                Role::Header
            }
            Some(Sign::Credit) => {
                set_source(article, source_within(&text));
                Role::Credit
            }
            Some(Sign::Header) => Role::Credit,
            None => return,
            Some(_) => continue,
        };
        pieces[at].role = Some(role);
    }
}

/// Gives a role to the lines that show one wherever they stand.
pub(super) fn rest(article: &mut Article, pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let piece = pieces[at].clone();
        if !piece.is_open() {
            continue;
        }
        let text = piece.text(article).to_owned();
        let role = match &piece.sign {
            Some(Sign::Labelled) => {
                push_dates(article, &piece);
                Role::Header
            }
            Some(Sign::Hashtags) => {
                add_tags(article, posts_tags(&text));
                Role::Tags
            }
            Some(Sign::Tags(list)) => {
                add_tags(article, text[*list..].split([',', ';', '|', '·', '•', '#']).map(str::trim));
                Role::Tags
            }
            Some(Sign::Photo | Sign::Credit) => Role::Credit,
            Some(Sign::Agency) => Role::Credit,
            Some(Sign::Caption) => Role::Caption,
            // A link that a credit announces belongs to it.
            Some(Sign::Link) if at > 0 && pieces[at - 1].role == Some(Role::Credit) => Role::Credit,
            Some(Sign::Link) => Role::Furniture,
            _ => Role::Body,
        };
        pieces[at].role = Some(role);
    }
}

fn posts_tags(line: &str) -> impl Iterator<Item = &str> {
    post::hashtags(line).unwrap_or_default().into_iter()
}

/// Marks paragraphs that already stood in the article word for word.
pub(super) fn repeated(article: &Article, pieces: &mut [Piece]) {
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(pieces.len());
    for (at, piece) in pieces.iter_mut().enumerate() {
        let text = piece.text(article);
        let counts = matches!(piece.role, Some(Role::Title | Role::Lede | Role::Body | Role::Caption | Role::Quoted));
        // «No comment.» may be said twice.
        let long = text.split_whitespace().nth(SHORTEST_REPEATED - 1).is_some();
        if !counts || !long && piece.role != Some(Role::Title) && article.title.as_deref() != Some(text) {
            continue;
        }
        match seen.get(text) {
            Some(_) => piece.role = Some(Role::Repeated),
            None => drop(seen.insert(text, at)),
        }
    }
}

/// Fewer words than this may return without being a repetition.
const SHORTEST_REPEATED: usize = 4;

/// The first paragraph of the story is its lede, unless the lede is known or nothing follows.
pub(super) fn lede(pieces: &mut [Piece]) {
    let is_body = |piece: &Piece| piece.role == Some(Role::Body);
    if pieces.iter().any(|piece| piece.role == Some(Role::Lede))
        || pieces.iter().filter(|piece| is_body(piece)).count() < 2
    {
        return;
    }
    if let Some(first) = pieces.iter_mut().find(|piece| is_body(piece)) {
        first.role = Some(Role::Lede);
    }
}

fn push_dates(article: &mut Article, piece: &Piece) {
    let Some(line) = dated::dated_line(piece.text(article)) else { return };
    for date in line.dates {
        let role = if date.modified == Some(true) { DateRole::Modified } else { DateRole::Published };
        push_date(article, piece.start + date.range.start, piece.start + date.range.end, role, DateOrigin::Header);
    }
}

/// Takes the byline from a line that names an author.
fn set_byline(article: &mut Article, text: &str) {
    if article.byline.is_none() {
        article.byline = byline::within(text).filter(|author| !byline::is_generic(author)).map(str::to_owned);
    }
}

fn set_source(article: &mut Article, source: Option<&str>) {
    if let (None, Some(source)) = (&article.source, source) {
        article.source = Some(source.to_owned());
    }
}

/// The outlet that a credit names as its source: «La source originale de cet article est The Cradle».
fn source_within(line: &str) -> Option<&str> {
    let mut folded = fold::Folded::default();
    folded.set(line);
    let at = folded.origin(Words::get().source_at(folded.as_str())?)?;
    let rest = line[at..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '«' | '"' | '“'));
    let end = rest.find([',', '.', ';', '(', '»', '"', '”', '\n']).filter(|end| {
        // «Mondialisation.ca» is a name, «The Cradle. Traduit …» is not.
        !rest[*end..].starts_with('.') || rest[end + 1..].starts_with(char::is_whitespace) || rest.len() == end + 1
    });
    let name = rest[..end.unwrap_or(rest.len())].trim();
    let named =
        name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && name.split_whitespace().count() <= 7;
    named.then_some(name)
}

fn add_tags<'a>(article: &mut Article, tags: impl Iterator<Item = &'a str>) {
    for tag in tags.filter(|tag| !tag.is_empty() && tag.chars().count() <= LONGEST_TAG) {
        if !article.tags.iter().any(|known| known == tag) {
            article.tags.push(tag.to_owned());
        }
    }
}

const LONGEST_TAG: usize = 80;
