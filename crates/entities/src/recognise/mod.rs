//! Finds the names in one article.
//!
//! Takes an `Article`, gives its mentions in order, without overlaps: tokens, candidates by rules, evidence for each
//! kind, then a pass over the whole document that settles kinds and gives each short form its full name.

mod document;
mod gazetteer;
mod joins;
mod kinds;
mod lexicon;
mod spans;
mod tokens;
mod vocabulary;

use article::{Article, Mention};

use crate::hash::Set;
use document::Scored;
use lexicon::Lexicon;
use spans::Scene;
use tokens::{Shape, Token};

/// Finds people, organisations and places in articles; made once, used for all.
pub struct Recogniser {
    lexicon: Lexicon,
}

impl Default for Recogniser {
    fn default() -> Self {
        Self::new()
    }
}

impl Recogniser {
    /// A recogniser with the names that ship with this crate.
    pub fn new() -> Self {
        Self { lexicon: Lexicon::new() }
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
        let text = article.text.as_str();
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut ranges = Vec::with_capacity(article.paragraphs.len());
        for paragraph in article.paragraphs.iter().filter(|paragraph| paragraph.role.is_indexed()) {
            let from = tokens.len();
            tokens::cut(text, paragraph.start, paragraph.end, &mut tokens);
            ranges.push((from..tokens.len(), paragraph.language));
        }
        let lower: Set<u64> =
            tokens.iter().filter(|token| token.shape == Shape::Lower).map(|token| token.word).collect();
        let mut candidates = Vec::new();
        let mut scored = Vec::new();
        for (range, language) in ranges {
            let capital_line = is_capital_line(&self.lexicon, &tokens[range.clone()]);
            let scene = Scene { lexicon: &self.lexicon, text, tokens: &tokens, lower: &lower, capital_line, language };
            candidates.clear();
            scene.candidates(range.start, range.end, &mut candidates);
            let from = scored.len();
            for candidate in &candidates {
                scored.push(Scored { candidate: *candidate, scores: kinds::scores(&scene, candidate) });
            }
            kinds::share(&scene, &mut scored[from..]);
        }
        let settled = document::settle(text, &tokens, &self.lexicon, scored);
        settled
            .into_iter()
            .map(|name| Mention {
                text: text.get(name.start..name.end).unwrap_or_default().to_owned(),
                start: name.start,
                end: name.end,
                kind: name.kind,
                surface: name.surface,
                referent: name.referent,
            })
            .collect()
    }
}

/// Whether a paragraph is printed in capitals, or as a headline in title case, where only small words have none.
fn is_capital_line(lexicon: &Lexicon, tokens: &[Token]) -> bool {
    let (mut upper, mut capital, mut all) = (0, 0, 0);
    let mut title_case = true;
    for token in tokens.iter().filter(|token| token.is_word() && token.shape != Shape::Elided) {
        all += 1;
        upper += usize::from(token.shape == Shape::Upper);
        capital += usize::from(token.is_capital());
        title_case &= token.is_capital() || lexicon.is(token, SMALL_IN_HEADLINES);
    }
    (all >= 3 && upper * 5 >= all * 4) || (capital >= 5 && title_case)
}

/// Words that a headline in title case prints small.
const SMALL_IN_HEADLINES: vocabulary::Classes = vocabulary::OF
    | vocabulary::AND
    | vocabulary::DE
    | vocabulary::ARTICLE
    | vocabulary::FOR
    | vocabulary::JOIN_FR
    | vocabulary::PLACE_PREP
    | vocabulary::NOBLE
    | vocabulary::ARABIC;
