//! Finds the paragraphs of plain text, by its lines alone.
//!
//! Scraped text has one paragraph a line. Old wire text is wrapped at a constant width, and there blank lines or
//! deeper indents open the paragraphs. The text itself is never changed: a paragraph may span several lines.

use std::ops::Range;

/// A paragraph, and whether a blank line stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) range: Range<usize>,
    pub(crate) after_blank: bool,
}

/// Splits `text[from..]` at its lines, or at its paragraphs where it is wrapped.
pub(crate) fn blocks(text: &str, from: usize) -> Vec<Block> {
    let lines = lines(text, from);
    let Some(wrapping) = Wrapping::of(text, &lines) else {
        return lines.into_iter().map(|line| Block { range: line.range, after_blank: line.after_blank }).collect();
    };
    let mut blocks: Vec<Block> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in &lines {
        match (blocks.last_mut(), last) {
            (Some(block), Some(previous)) if wrapping.continues(text, previous, line) => {
                block.range.end = line.range.end;
            }
            _ => blocks.push(Block { range: line.range.clone(), after_blank: line.after_blank }),
        }
        last = Some(line);
    }
    blocks
}

struct Line {
    /// Without blanks at either end.
    range: Range<usize>,
    /// Characters before the first that is not blank.
    indent: usize,
    /// Characters from the margin to the end.
    width: usize,
    after_blank: bool,
}

fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = from;
    let mut after_blank = true;
    for line in text[from..].split('\n') {
        let body = line.trim_start();
        let indent = line.len() - body.len();
        let body = body.trim_end();
        if body.is_empty() {
            after_blank = true;
        } else {
            let range = start + indent..start + indent + body.len();
            // Widths only matter up to the widest wrapping; counting the characters of long lines is wasted.
            let indent = line[..indent].chars().count();
            let width = if body.len() > WIDEST * 4 { body.len() } else { indent + body.chars().count() };
            lines.push(Line { range, indent, width, after_blank });
            after_blank = false;
        }
        start += line.len() + 1;
    }
    lines
}

const WIDEST: usize = 100;
const NARROWEST: usize = 40;

/// How a text is wrapped.
struct Wrapping {
    /// The widest line, in characters.
    width: usize,
    /// The least indent: where lines begin that continue a paragraph.
    margin: usize,
    /// Paragraphs are opened by a deeper indent, so a short line may end inside one.
    indented: bool,
}

impl Wrapping {
    fn of(text: &str, lines: &[Line]) -> Option<Self> {
        let width = lines.iter().map(|line| line.width).max()?;
        let margin = lines.iter().map(|line| line.indent).min()?;
        if !(NARROWEST..=WIDEST).contains(&width) {
            return None;
        }
        let mut wrapping = Self { width, margin, indented: false };
        let (mut pairs, mut full, mut broken, mut opened) = (0, 0, 0, 0);
        for pair in lines.windows(2).filter(|pair| !pair[1].after_blank) {
            if pair[1].indent > margin {
                opened += 1;
                continue;
            }
            pairs += 1;
            if wrapping.is_full(text, &pair[0], &pair[1]) {
                full += 1;
                broken += usize::from(!text[pair[0].range.clone()].ends_with(['.', '!', '?']));
            }
        }
        // Lines of about one width may also be sentences of about one length; wrapped ones break inside sentences.
        let wrapped = full * 10 >= pairs * 6 && full >= 2 && broken * 2 >= full;
        wrapping.indented = opened > 0 && broken > 0 && full * 10 >= pairs * 4;
        (wrapped || wrapping.indented).then_some(wrapping)
    }

    /// Whether the first word of the next line would not have fitted on this one.
    fn is_full(&self, text: &str, line: &Line, next: &Line) -> bool {
        let word = text[next.range.clone()].split_whitespace().next().unwrap_or_default();
        line.width + 1 + word.chars().count() > self.width - SLACK
    }

    fn continues(&self, text: &str, line: &Line, next: &Line) -> bool {
        if next.after_blank {
            return false;
        }
        if self.indented {
            return next.indent == self.margin;
        }
        next.indent <= line.indent
            && (self.is_full(text, line, next)
                || text[next.range.clone()].chars().next().is_some_and(char::is_lowercase))
    }
}

/// Wire systems broke lines a little before the width that their longest line reaches.
const SLACK: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = blocks(text, 0)
            .into_iter()
            .map(|b| text[b.range].split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_line_is_one_paragraph() {
        check(
            "Titre\n\nUne première phrase, assez longue.\nUne autre.\n",
            &["Titre", "Une première phrase, assez longue.", "Une autre."],
        );
    }

    #[test]
    fn indents_open_the_paragraphs_of_wire_text() {
        let text = "The grain board said on Monday that\nexports of wheat fell in the quarter to their lowest\n\
                    level since the war.\n    Shipments of maize rose by a third, it added, as\nfarmers sold stocks.\n Agency\n";
        check(
            text,
            &[
                "The grain board said on Monday that exports of wheat fell in the quarter to their lowest level since the war.",
                "Shipments of maize rose by a third, it added, as farmers sold stocks.",
                "Agency",
            ],
        );
    }

    #[test]
    fn blank_lines_open_the_paragraphs_of_wrapped_text() {
        let text = "Le conseil a voté hier soir la hausse des tarifs de la\ncantine, malgré l'opposition de plusieurs \
                    élus et des\nparents présents.\n\nLa mesure prendra effet au printemps, a précisé le maire\nà la presse.\n";
        check(
            text,
            &[
                "Le conseil a voté hier soir la hausse des tarifs de la cantine, malgré l'opposition de plusieurs élus et des parents présents.",
                "La mesure prendra effet au printemps, a précisé le maire à la presse.",
            ],
        );
    }

    #[test]
    fn blank_lines_are_seen() {
        let found: Vec<bool> = blocks("a\nb\n\nc", 0).into_iter().map(|block| block.after_blank).collect();
        assert_eq!(found, [true, false, true]);
    }
}
