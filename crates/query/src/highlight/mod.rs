//! Which words of an article matched, and the passage that shows them best.

mod forms;
mod passage;

use std::ops::Range;

use analysis::{Analyzer, Class, Token, Word};
use article::{Language, Paragraph, Role};
use schema::Stored;

use self::forms::FormSet;
pub use passage::Part;
pub(crate) use passage::{headline, passage};

/// What to highlight: the forms that a plan searches for, without its field names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matcher {
    exact: FormSet,
    french: FormSet,
    english: FormSet,
    capitals: FormSet,
    phrases: Vec<Vec<String>>,
    /// First words of the phrases.
    openings: FormSet,
    names: FormSet,
}

/// A stretch of the text that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// Tells one word of the query from another, so that a passage with several counts more.
    pub(crate) what: u64,
}

impl Matcher {
    /// A word with its inflections.
    pub(crate) fn add_word(&mut self, word: &Word) {
        self.exact.insert(&word.word);
        if word.class == Class::Word {
            self.french.insert(&word.french);
            self.english.insert(&word.english);
        }
    }

    /// One form of a word.
    pub(crate) fn add_exact(&mut self, word: &str) {
        self.exact.insert(word);
    }

    /// A word where it is printed in capitals.
    pub(crate) fn add_capitals(&mut self, word: &str) {
        self.capitals.insert(&word.to_ascii_lowercase());
    }

    /// Words in a row.
    pub(crate) fn add_phrase(&mut self, terms: &[String]) {
        match terms {
            [] => {}
            [term] => self.add_exact(term),
            _ if self.phrases.iter().any(|phrase| phrase == terms) => {}
            [first, ..] => {
                self.openings.insert(first);
                self.phrases.push(terms.to_vec());
            }
        }
    }

    /// Names, wherever a mention was read as one of them.
    pub(crate) fn add_names(&mut self, names: &[String]) {
        names.iter().for_each(|name| self.names.insert(name));
    }

    fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.capitals.is_empty() && self.phrases.is_empty() && self.names.is_empty()
    }

    /// The matches in the searchable paragraphs of `stored`, by position, without overlaps.
    pub(crate) fn matches(&self, stored: &Stored, analyzer: &mut Analyzer) -> Vec<Match> {
        if self.is_empty() {
            return Vec::new();
        }
        let article = &stored.analysed.article;
        let mut found = Vec::new();
        for paragraph in article.paragraphs.iter().filter(|paragraph| paragraph.role.is_indexed()) {
            self.match_paragraph(article.text_of(paragraph), paragraph, analyzer, &mut found);
        }
        for mention in &stored.analysed.mentions {
            if self.names.contains(mention.name()) || self.names.contains(&mention.surface) {
                found.push(Match { range: mention.start..mention.end, what: number("name") });
            }
        }
        // The longer of two that begin together is kept: the whole phrase, the whole name.
        found.sort_by(|a, b| a.range.start.cmp(&b.range.start).then(b.range.end.cmp(&a.range.end)));
        let mut end = 0;
        found.retain(|found| {
            let keeps = found.range.start >= end;
            end = if keeps { found.range.end } else { end };
            keeps
        });
        found
    }

    fn match_paragraph(&self, text: &str, paragraph: &Paragraph, analyzer: &mut Analyzer, found: &mut Vec<Match>) {
        let stems = match paragraph.language {
            Language::French => &self.french,
            Language::English => &self.english,
            Language::Other => &self.exact,
        };
        let mut begun: Vec<Begun> = Vec::new();
        analyzer.tokens(text, paragraph.language, |token, stem| {
            let range = paragraph.start + token.start..paragraph.start + token.end;
            if self.is_exact(token) {
                found.push(Match { range: range.clone(), what: number(token.word) });
            } else if stems.contains(stem) {
                found.push(Match { range: range.clone(), what: number(stem) });
            }
            if token.has_position() {
                self.follow_phrases(token.word, &range, &mut begun, found);
            }
        });
    }

    fn is_exact(&self, token: &Token<'_>) -> bool {
        self.exact.contains(token.word)
            || (token.capitals && self.capitals.contains(token.word))
            || token.joined.is_some_and(|joined| self.exact.contains(joined.form))
    }

    /// Goes on with the phrases in `begun` by one word, and begins those that it opens.
    fn follow_phrases(&self, word: &str, range: &Range<usize>, begun: &mut Vec<Begun>, found: &mut Vec<Match>) {
        begun.retain_mut(|begun| {
            let phrase = &self.phrases[begun.phrase];
            let goes_on = phrase.get(begun.words).is_some_and(|next| next == word);
            begun.words += 1;
            if goes_on && begun.words == phrase.len() {
                found.push(Match { range: begun.start..range.end, what: number(&phrase.join(" ")) });
            }
            goes_on && begun.words < phrase.len()
        });
        if self.openings.contains(word) {
            let opened = self.phrases.iter().enumerate().filter(|(_, phrase)| phrase[0] == word);
            begun.extend(opened.map(|(phrase, _)| Begun { phrase, words: 1, start: range.start }));
        }
    }
}

/// A phrase of which the first words were read.
struct Begun {
    phrase: usize,
    words: usize,
    /// Where it begins, in bytes.
    start: usize,
}

fn number(word: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(word.as_bytes())
}

/// Paragraphs that a passage may be taken from, the story before what stands around it.
fn is_story(role: Role) -> bool {
    matches!(role, Role::Lede | Role::Body | Role::Caption | Role::Quoted)
}
