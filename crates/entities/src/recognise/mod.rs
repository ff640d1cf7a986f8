//! Finds the names in one article.
//!
//! Takes an `Article`, gives its mentions in order, without overlaps: tokens, spans by rules, then a pass over the
//! whole document that settles kinds and gives each short form its full name.

mod gazetteer;
mod tokens;

use analysis::fold;
use article::{Article, Kind, Mention};

use crate::shipped::Shipped;
use gazetteer::Gazetteer;
use tokens::{Gap, Token};

/// Finds people, organisations and places in articles; made once, used for all.
pub struct Recogniser {
    gazetteer: Gazetteer,
}

impl Default for Recogniser {
    fn default() -> Self {
        Self::new()
    }
}

impl Recogniser {
    /// A recogniser with the names that ship with this crate.
    pub fn new() -> Self {
        Self { gazetteer: Gazetteer::new(Shipped::get()) }
    }

    /// The names in an article, by position: title included, furniture and repeated paragraphs left out.
    ///
    /// ```
    /// use article::{Article, Kind, Language, Paragraph, Role};
    ///
    /// let text = "Des combattants sont entrés à Alep.".to_owned();
    /// let body = Paragraph { start: 0, end: text.len(), language: Language::French, role: Role::Body };
    /// let article = Article { text, paragraphs: vec![body], ..Article::default() };
    /// let mentions = entities::Recogniser::new().mentions(&article);
    /// assert_eq!((mentions[0].text.as_str(), mentions[0].kind), ("Alep", Kind::Place));
    /// ```
    pub fn mentions(&self, article: &Article) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut tokens = Vec::new();
        for paragraph in article.paragraphs.iter().filter(|paragraph| paragraph.role.is_indexed()) {
            let text = article.text_of(paragraph);
            tokens::cut(text, &mut tokens);
            let mut at = 0;
            while at < tokens.len() {
                let Some((length, kind)) = self.span(&tokens[at..]) else {
                    at += 1;
                    continue;
                };
                let (start, end) = (tokens[at].start, tokens[at + length - 1].end);
                let printed = &text[start..end];
                mentions.push(Mention {
                    text: printed.to_owned(),
                    start: paragraph.start + start,
                    end: paragraph.start + end,
                    kind,
                    surface: fold(printed),
                    referent: None,
                });
                at += length;
            }
        }
        mentions
    }

    fn span(&self, tokens: &[Token]) -> Option<(usize, Kind)> {
        if let Some(found) = self.gazetteer.longest(tokens) {
            return Some((found.length, Shipped::get().bearers[found.bearer as usize].kind));
        }
        let run = tokens.iter().enumerate().take_while(|(at, token)| {
            token.is_capital() && (*at == 0 || matches!(token.gap, Gap::Space | Gap::Hyphen))
        });
        let length = run.count();
        (length > 1 && !tokens[0].opens).then_some((length, Kind::Person))
    }
}
