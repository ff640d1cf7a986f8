//! Which words of an article matched, and the passage that shows them best.

mod passage;

use std::collections::HashSet;
use std::ops::Range;

use analysis::{Analyzer, Class, Word, scan};
use article::{Language, Paragraph, Role};
use schema::Stored;

pub use passage::Part;
pub(crate) use passage::{headline, passage};

/// What to highlight: the forms that a plan searches for, without its field names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Matcher {
    exact: HashSet<String>,
    french: HashSet<String>,
    english: HashSet<String>,
    capitals: HashSet<String>,
    phrases: Vec<Vec<String>>,
    names: HashSet<String>,
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
        self.exact.insert(word.word.clone());
        if word.class == Class::Word {
            self.french.insert(word.french.clone());
            self.english.insert(word.english.clone());
        }
    }

    /// One form of a word.
    pub(crate) fn add_exact(&mut self, word: &str) {
        self.exact.insert(word.to_owned());
    }

    /// A word where it is printed in capitals.
    pub(crate) fn add_capitals(&mut self, word: &str) {
        self.capitals.insert(word.to_owned());
    }

    /// Words in a row.
    pub(crate) fn add_phrase(&mut self, terms: &[String]) {
        match terms {
            [] => {}
            [term] => self.add_exact(term),
            _ if self.phrases.iter().any(|phrase| phrase == terms) => {}
            _ => self.phrases.push(terms.to_vec()),
        }
    }

    /// Names, wherever a mention was read as one of them.
    pub(crate) fn add_names(&mut self, names: &[String]) {
        self.names.extend(names.iter().cloned());
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
        let mut row: Vec<(Range<usize>, String)> = Vec::new();
        let keeps_row = !self.phrases.is_empty();
        scan(text, |token| {
            let range = paragraph.start + token.start..paragraph.start + token.end;
            if self.exact.contains(token.word)
                || token.joined.is_some_and(|joined| self.exact.contains(joined.form))
                || (token.capitals && self.capitals.contains(&token.word.to_ascii_uppercase()))
            {
                found.push(Match { range: range.clone(), what: number(token.word) });
            } else {
                let stems = match paragraph.language {
                    Language::French => &self.french,
                    Language::English => &self.english,
                    Language::Other => &self.exact,
                };
                if !stems.is_empty() && paragraph.language != Language::Other {
                    let stem = analyzer.stem(token, paragraph.language);
                    if stems.contains(stem) {
                        found.push(Match { range: range.clone(), what: number(stem) });
                    }
                }
            }
            if keeps_row && token.has_position() {
                row.push((range, token.word.to_owned()));
            }
        });
        for phrase in &self.phrases {
            for window in row.windows(phrase.len()) {
                if window.iter().map(|(_, word)| word).eq(phrase.iter()) {
                    let (first, last) = (&window[0].0, &window[window.len() - 1].0);
                    found.push(Match { range: first.start..last.end, what: number(&phrase.join(" ")) });
                }
            }
        }
    }
}

fn number(word: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(word.as_bytes())
}

/// Paragraphs that a passage may be taken from, the story before what stands around it.
fn is_story(role: Role) -> bool {
    matches!(role, Role::Lede | Role::Body | Role::Caption | Role::Quoted)
}
