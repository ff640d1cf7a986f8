//! An annotated text: what the trainer learns from and what is measured on.
//!
//! Takes tokens with labels, or lines with marked names, gives an article and the place and kind of each name.

use article::{Article, Kind, Language, Paragraph, Role};

/// An article and the names in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Text {
    pub(crate) article: Article,
    /// Start, end and kind of each name, in order.
    pub(crate) names: Vec<(usize, usize, Kind)>,
    /// Tokens as the corpus counts them.
    pub(crate) tokens: usize,
}

impl Text {
    /// Opens a paragraph on a line of its own and gives where it starts.
    pub(crate) fn open(&mut self) -> usize {
        let text = &mut self.article.text;
        if !text.is_empty() {
            text.push('\n');
        }
        text.len()
    }

    /// Closes the paragraph that was opened at `start`.
    pub(crate) fn close(&mut self, start: usize, language: Language) {
        let end = self.article.text.len();
        self.article.paragraphs.push(Paragraph { start, end, language, role: Role::Body });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.article.paragraphs.is_empty()
    }
}
