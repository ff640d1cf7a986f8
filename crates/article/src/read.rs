//! An article as `formats` read it: text, structure and evidence, nothing judged yet.

use serde::{Deserialize, Serialize};

use crate::{DateEvidence, Language, Paragraph, Role};

/// One article, with all that its file said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The record's own `id`, `uri` or `guid`, as printed.
    pub record: Option<String>,
    /// Hash of the bytes or fields this article was read from; equal digests need no second reading.
    #[serde(skip)]
    pub digest: u128,
    /// The headline, also part of `text` as a paragraph of role [`Role::Title`].
    pub title: Option<String>,
    /// The whole text, title included: NFC, no soft hyphens, no zero-width characters, line ends `\n`.
    pub text: String,
    /// In order of `start`, without overlaps; blank stretches between them belong to none.
    pub paragraphs: Vec<Paragraph>,
    /// The outlet: a field of the record, `og:site_name`, a credit line, else the host of `url`.
    pub source: Option<String>,
    /// Who wrote it, as printed, without «By» or «Par».
    pub byline: Option<String>,
    /// The rubric: `Monde`, `Business`.
    pub section: Option<String>,
    /// Keywords and hashtags, without `#`.
    pub tags: Vec<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The language the file declares, a prior for `analysis`.
    pub declared_language: Option<Language>,
    /// Every date that may tell when it was published, in the order seen.
    pub date_evidence: Vec<DateEvidence>,
    /// What was uncertain while reading, in words.
    pub notes: Vec<String>,
}

impl Article {
    /// The text of `paragraph`.
    pub fn text_of(&self, paragraph: &Paragraph) -> &str {
        self.text.get(paragraph.range()).unwrap_or_default()
    }

    /// What to print as headline: the title, else the first sentence of the text.
    ///
    /// ```
    /// # use article::{Article, Language, Paragraph, Role};
    /// let text = "La grève continue. Les trains restent à quai.".to_owned();
    /// let body = Paragraph { start: 0, end: text.len(), language: Language::Other, role: Role::Body };
    /// let article = Article { text, paragraphs: vec![body], ..Article::default() };
    /// assert_eq!(article.headline(), "La grève continue.");
    /// ```
    pub fn headline(&self) -> &str {
        if let Some(title) = &self.title {
            return title;
        }
        let opening = self.paragraphs.iter().find(|p| matches!(p.role, Role::Lede | Role::Body));
        let text = opening.map_or(self.text.as_str(), |p| self.text_of(p));
        first_sentence(text, LONGEST_HEADLINE)
    }
}

/// Headlines made of a first sentence are cut here, in characters.
const LONGEST_HEADLINE: usize = 200;

fn first_sentence(text: &str, longest: usize) -> &str {
    let line = text.trim().lines().next().unwrap_or_default();
    let hard_end = line.char_indices().nth(longest).map_or(line.len(), |(at, _)| at);
    let head = &line[..hard_end];
    for (at, stop) in head.match_indices(['.', '!', '?']) {
        let end = at + stop.len();
        let next = line[end..].chars().next();
        // «M. Dupont» opens a sentence too: a full stop this early ends an abbreviation.
        if at > SHORTEST_SENTENCE && next.is_none_or(|c| c.is_whitespace() || c.is_uppercase()) {
            return &line[..end];
        }
    }
    if hard_end == line.len() { line } else { head.rsplit_once(' ').map_or(head, |(whole_words, _)| whole_words) }
}

/// A full stop before this byte does not end a headline.
const SHORTEST_SENTENCE: usize = 15;
