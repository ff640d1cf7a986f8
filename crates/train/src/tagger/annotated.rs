//! Reads our own annotated news: one paragraph a line, names marked as `[surface|KIND]` or `[surface|KIND:slot]`.
//!
//! Takes a line, gives its text with its names, as written or with other names in its slots.

use anyhow::{Context, Result, bail};
use article::{Kind, Language};

use super::fill::Filler;
use super::text::Text;

/// A paragraph as it was written.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) language: Language,
}

/// A stretch of plain text, or a name.
#[derive(Debug)]
pub(crate) enum Piece {
    Plain(String),
    Name { surface: String, kind: Kind, slot: Option<String> },
}

/// The frames of a file: lines that are not empty and no comment. Lines that stand together are one article.
pub(crate) fn frames(file: &str, language: Language) -> Result<Vec<Frame>> {
    let lines = file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|(at, line)| {
            let pieces = pieces(line.trim()).with_context(|| format!("line {}", at + 1))?;
            Ok(Frame { pieces, language })
        })
        .collect()
}

/// A file as one article, each line a paragraph.
pub(crate) fn article(file: &str, language: Language) -> Result<Text> {
    let mut text = Text::default();
    for frame in frames(file, language)? {
        frame.write(&mut text, |surface, _| surface.to_owned());
    }
    Ok(text)
}

fn pieces(line: &str) -> Result<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(open) = rest.find('[') {
        let inner = &rest[open + 1..];
        let close = inner.find(']').with_context(|| format!("`[{inner}` is never closed"))?;
        let Some((surface, mark)) = inner[..close].split_once('|') else {
            // Brackets of the text itself.
            pieces.push(Piece::Plain(rest[..open + close + 2].to_owned()));
            rest = &inner[close + 1..];
            continue;
        };
        pieces.push(Piece::Plain(rest[..open].to_owned()));
        let (kind, slot) = mark.split_once(':').map_or((mark, None), |(kind, slot)| (kind, Some(slot.to_owned())));
        let kind = match kind {
            "PER" => Kind::Person,
            "ORG" => Kind::Organisation,
            "LOC" => Kind::Place,
            _ => bail!("`{kind}` is no kind: write PER, ORG or LOC"),
        };
        if surface.trim() != surface || surface.is_empty() {
            bail!("`{surface}` begins or ends with a blank");
        }
        pieces.push(Piece::Name { surface: surface.to_owned(), kind, slot });
        rest = &inner[close + 1..];
    }
    pieces.push(Piece::Plain(rest.to_owned()));
    Ok(pieces)
}

impl Frame {
    /// The paragraph as it was written.
    pub(crate) fn plain(&self) -> Text {
        let mut text = Text::default();
        self.write(&mut text, |surface, _| surface.to_owned());
        text
    }

    /// The paragraph with other names in its slots.
    pub(crate) fn filled(&self, filler: &mut Filler<'_>) -> Text {
        filler.begin(self.language);
        let mut text = Text::default();
        self.write(&mut text, |surface, slot| match slot {
            Some(slot) => filler.fill(slot, surface),
            None => surface.to_owned(),
        });
        text
    }

    fn write(&self, text: &mut Text, mut surface_of: impl FnMut(&str, Option<&str>) -> String) {
        let start = text.open();
        for piece in &self.pieces {
            match piece {
                Piece::Plain(plain) => text.article.text.push_str(plain),
                Piece::Name { surface, kind, slot } => {
                    let from = text.article.text.len();
                    text.article.text.push_str(&surface_of(surface, slot.as_deref()));
                    text.names.push((from, text.article.text.len(), *kind));
                }
            }
        }
        text.tokens += text.article.text[start..].split_whitespace().count();
        text.close(start, self.language);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_off_and_names_keep_their_places() {
        let text = article("# no text\n\nÀ [Lille|LOC:town1] [sic], [Léa Roy|PER:full1] attend.\n", Language::French);
        let text = text.expect("well written");
        assert_eq!(text.article.text, "À Lille [sic], Léa Roy attend.");
        let names: Vec<_> = text.names.iter().map(|(from, to, kind)| (&text.article.text[*from..*to], *kind)).collect();
        assert_eq!(names, [("Lille", Kind::Place), ("Léa Roy", Kind::Person)]);
        assert!(article("[Lille|TOWN]", Language::French).is_err());
        assert!(article("[Lille|LOC", Language::French).is_err());
    }
}
