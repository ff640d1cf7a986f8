//! Takes a paragraph, gives the terms it is indexed by; takes a query, gives its words.

use article::Language;

use crate::scan::scan;
use crate::stems::Stems;
use crate::token::{Class, Token};

/// The terms of a text, each kind as one string with single blanks between terms.
///
/// A term holds no blank, so the index only has to split; the same form suits an engine of another make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Folded, unstemmed words, one a position.
    pub words: String,
    /// Their stems, one a position.
    pub stems: String,
    /// Forms beside the words, without positions: accented, all-capitals, joined, hashtag and flag forms.
    pub marks: String,
}

impl Terms {
    /// Empties all three, keeping their memory.
    pub fn clear(&mut self) {
        self.words.clear();
        self.stems.clear();
        self.marks.clear();
    }
}

/// Turns paragraphs into terms. One a thread: it holds a cache of stems.
#[derive(Default)]
pub struct Analyzer {
    stems: Stems,
}

impl Analyzer {
    /// An analyzer with an empty cache.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends the terms of `text` to `terms`; stems only where `language` has any.
    ///
    /// ```
    /// use analysis::{Analyzer, Terms};
    /// use article::Language;
    ///
    /// let mut terms = Terms::default();
    /// Analyzer::new().terms("Les armées de l’ONU", Language::French, &mut terms);
    /// assert_eq!(terms.words, "les armees de onu");
    /// assert_eq!(terms.stems, "les arm de onu");
    /// assert_eq!(terms.marks, "armées ONU");
    /// ```
    pub fn terms(&mut self, text: &str, language: Language, terms: &mut Terms) {
        let stems = &mut self.stems;
        scan(text, |token| {
            push_marks(token, &mut terms.marks);
            if token.has_position() {
                push_term(&mut terms.words, token.word);
                if language != Language::Other {
                    push_term(&mut terms.stems, stems.stem(token, language));
                }
            }
        });
    }

    /// The words of a query or of a stored text, with all the forms they may be searched by.
    pub fn words(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        scan(text, |token| {
            words.push(Word {
                start: token.start,
                end: token.end,
                word: token.word.to_owned(),
                accented: token.accented.map(str::to_owned),
                capitals: token.capitals.then(|| token.word.to_uppercase()),
                joined: token.joined.map(|joined| (joined.form.to_owned(), joined.parts)),
                sign: token.sign,
                class: token.class,
                french: self.stems.stem(token, Language::French).to_owned(),
                english: self.stems.stem(token, Language::English).to_owned(),
            });
        });
        words
    }

    /// The stem of one scanned token, for those who scan stored text again to highlight it.
    pub fn stem<'s>(&'s mut self, token: &Token<'_>, language: Language) -> &'s str {
        self.stems.stem(token, language)
    }
}

/// One word, with every form it may be searched by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte of its surface.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The folded word.
    pub word: String,
    /// The lower-case word with its accents, where it has any.
    pub accented: Option<String>,
    /// The folded word in capitals, where it is printed so.
    pub capitals: Option<String>,
    /// The one word that this and its followers are also written as, and how many tokens that takes.
    pub joined: Option<(String, usize)>,
    /// `#` or `@`, if one stands before it.
    pub sign: Option<char>,
    /// What it is made of.
    pub class: Class,
    /// Its French stem.
    pub french: String,
    /// Its English stem.
    pub english: String,
}

fn push_term(terms: &mut String, term: &str) {
    if !terms.is_empty() {
        terms.push(' ');
    }
    terms.push_str(term);
}

fn push_marks(token: &Token<'_>, marks: &mut String) {
    if token.class == Class::Flag {
        push_term(marks, token.word);
        return;
    }
    if let Some(accented) = token.accented {
        push_term(marks, accented);
    }
    if token.capitals {
        push_term(marks, "");
        marks.extend(token.word.chars().map(|c| c.to_ascii_uppercase()));
    }
    if let Some(joined) = token.joined {
        push_term(marks, joined.form);
    }
    if let Some(sign) = token.sign {
        push_term(marks, "");
        marks.push(sign);
        marks.push_str(token.word);
    }
}
