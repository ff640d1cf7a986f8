//! Gives each paragraph of a text its role, and reads what stands around the story.
//!
//! Takes an [`Article`] with its text, and the paragraphs in it; some may have a role already. Fills in the
//! paragraphs, and from lines around the story the title, byline, source, tags and dates that are still missing.
//! Only the shape of lines and the word lists `fr.txt` and `en.txt` decide.

mod agency;
mod around;
mod byline;
mod dated;
mod dateline;
mod fold;
mod posts;
mod signs;
mod title;
mod words;

use article::{Article, DateEvidence, DateOrigin, DateRole, Language, Paragraph, Role};

use crate::layout::Block;
pub(crate) use posts::post_ids;
use signs::{Sign, sign};

/// A paragraph on its way to a role.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether a blank line stands before it.
    pub(crate) after_blank: bool,
    /// The role, once it is known.
    pub(crate) role: Option<Role>,
    sign: Option<Sign>,
}

impl Piece {
    /// A paragraph whose role its markup tells, or leaves open.
    pub(crate) fn new(block: Block, role: Option<Role>) -> Self {
        Self { start: block.range.start, end: block.range.end, after_blank: block.after_blank, role, sign: None }
    }

    fn text<'a>(&self, article: &'a Article) -> &'a str {
        &article.text[self.start..self.end]
    }

    fn is_open(&self) -> bool {
        self.role.is_none()
    }
}

/// Assigns a role to every piece and stores them as the paragraphs of `article`.
pub(crate) fn assign(article: &mut Article, pieces: Vec<Piece>) {
    let mut pieces = split_doubled(article, pieces);
    for piece in &mut pieces {
        if piece.is_open() {
            piece.sign = sign(piece.text(article));
        }
    }
    around::title(article, &mut pieces);
    around::furniture(article, &mut pieces);
    around::posts(article, &mut pieces);
    around::head(article, &mut pieces);
    around::tail(article, &mut pieces);
    around::rest(article, &mut pieces);
    around::repeated(article, &mut pieces);
    around::lede(&mut pieces);
    evidence(article, &pieces);
    article.paragraphs = pieces
        .into_iter()
        .map(|piece| Paragraph {
            start: piece.start,
            end: piece.end,
            language: Language::Other,
            role: piece.role.unwrap_or(Role::Body),
        })
        .collect();
}

/// Splits paragraphs that print the same words twice.
fn split_doubled(article: &Article, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len() + 1);
    for piece in pieces {
        match title::doubled(piece.text(article)) {
            Some(first) => {
                let (start, end) = (piece.start, piece.end);
                // The mark between the two belongs to the second, so that no letter is lost.
                let rest = &article.text[start + first..end];
                let second = end - rest.trim_start().len();
                out.push(Piece { end: start + first, ..piece.clone() });
                out.push(Piece { start: second, end, after_blank: false, role: Some(Role::Repeated), sign: None });
            }
            None => out.push(piece),
        }
    }
    out
}

/// Collects the dates that stand in the text: datelines, years of copyright, numbers of posts.
fn evidence(article: &mut Article, pieces: &[Piece]) {
    // A summary may stand before the paragraph with the dateline.
    let openings = pieces.iter().filter(|piece| matches!(piece.role, Some(Role::Lede | Role::Body))).take(2);
    for piece in openings {
        if opening_dateline(article, piece) {
            break;
        }
    }
    let mut found = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.role == Some(Role::Credit)) {
        if let Some(year) = copyright_year(piece.text(article)) {
            let span = piece.start + year.start..piece.start + year.end;
            found.push(DateEvidence {
                value: article.text[span.clone()].to_owned(),
                role: DateRole::Published,
                origin: DateOrigin::Copyright,
                span: Some(span),
            });
        }
    }
    found.extend(post_ids(&article.text).map(|(at, number)| DateEvidence {
        value: number.to_owned(),
        role: DateRole::Unknown,
        origin: DateOrigin::PostId,
        span: Some(at..at + number.len()),
    }));
    article.date_evidence.append(&mut found);
}

/// The first date that a short text prints.
pub(crate) fn date_of(text: &str) -> Option<std::ops::Range<usize>> {
    dated::first_date(text)
}

/// Whether a word names a month.
pub(crate) fn is_month(word: &str) -> bool {
    words::Words::get().date_word(&fold::folded(word)) == Some(words::DateWord::Month)
}

/// The date of a line that prints nothing but a full date.
pub(crate) fn bare_date(line: &str) -> Option<std::ops::Range<usize>> {
    let dated = dated::dated_line(line).filter(|dated| dated.rest == dated::Rest::Nothing)?;
    let date = dated.dates.into_iter().next()?.range;
    let has_year = line[date.clone()].split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    has_year.then_some(date)
}

/// The dates of a line that labels announce; `true` for those of a change.
pub(crate) fn labelled_dates(line: &str) -> Vec<(std::ops::Range<usize>, bool)> {
    let dates = dated::dated_line(line).map(|line| line.dates).unwrap_or_default();
    dates.into_iter().filter_map(|date| date.modified.map(|modified| (date.range, modified))).collect()
}

/// Whether words are a label and nothing else: «Publié le» (`Some(false)`), «Mis à jour :» (`Some(true)`).
pub(crate) fn label(words: &str) -> Option<bool> {
    let folded = fold::folded(words);
    let line = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    words::Words::get().label(line).filter(|(_, length)| *length == line.len()).map(|(modified, _)| modified)
}

/// Whether a line begins with a label of a date.
pub(crate) fn opens_with_label(line: &str) -> bool {
    let start = line.char_indices().nth(40).map_or(line, |(end, _)| &line[..end]);
    words::Words::get().label(&fold::folded(start)).is_some()
}

/// The author that a line names, without «By», and without what follows the name.
pub(crate) fn author_within(line: &str) -> Option<&str> {
    byline::within(line)
}

/// Whether words announce an author: «Written by», «Écrit par».
pub(crate) fn opens_byline(words: &str) -> bool {
    let opening = words::Words::get().opening(&fold::folded(words));
    opening.is_some_and(|(sign, _)| sign == words::Sign::Byline)
}

fn opening_dateline(article: &mut Article, piece: &Piece) -> bool {
    let Some(dateline) = dateline::dateline(piece.text(article)) else { return false };
    if let Some(date) = dateline.date {
        push_date(article, piece.start + date.start, piece.start + date.end, DateRole::Published, DateOrigin::Dateline);
    }
    if let (None, Some(agency)) = (&article.source, dateline.agency) {
        article.source = Some(article.text[piece.start + agency.start..piece.start + agency.end].to_owned());
    }
    true
}

fn push_date(article: &mut Article, start: usize, end: usize, role: DateRole, origin: DateOrigin) {
    let value = article.text[start..end].to_owned();
    article.date_evidence.push(DateEvidence { value, role, origin, span: Some(start..end) });
}

/// The last year that a line of copyright names.
fn copyright_year(line: &str) -> Option<std::ops::Range<usize>> {
    if !signs::is_copyright(line) {
        return None;
    }
    let is_digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
    let bytes = line.as_bytes();
    let starts = (0..bytes.len().saturating_sub(3)).rev();
    starts.map(|at| at..at + 4).find(|range| {
        bytes[range.clone()].iter().all(u8::is_ascii_digit)
            && matches!(&bytes[range.start..range.start + 2], b"19" | b"20")
            && !(range.start > 0 && is_digit(bytes.get(range.start - 1)))
            && !is_digit(bytes.get(range.end))
    })
}
