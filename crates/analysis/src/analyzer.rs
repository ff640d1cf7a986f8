//! Takes a paragraph, gives the terms it is indexed by; takes a query, gives its words.

use article::Language;

use crate::fold::{Folded, fold_piece};
use crate::scan::{Piece, scan, scan_pieces};
use crate::token::{Class, Token};
use crate::vocabulary::Vocabulary;

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

/// Turns paragraphs into terms. One a thread: it remembers the words it has seen.
pub struct Analyzer {
    vocabulary: Vocabulary,
    folded: Folded,
    words: Vec<u8>,
    stems: Vec<u8>,
    buffer: String,
}

impl Analyzer {
    /// An analyzer that knows no word yet.
    pub fn new() -> Self {
        Self {
            vocabulary: Vocabulary::new(),
            folded: Folded::default(),
            words: Vec::new(),
            stems: Vec::new(),
            buffer: String::new(),
        }
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
    /// assert_eq!(terms.stems, "les armee de onu");
    /// assert_eq!(terms.marks, "armées ONU");
    /// ```
    pub fn terms(&mut self, text: &str, language: Language, terms: &mut Terms) {
        let Self { vocabulary, folded, words, stems, buffer } = self;
        let is_stemmed = language != Language::Other;
        words.clear();
        stems.clear();
        scan_pieces(text, buffer, |piece| match piece.class {
            Class::Word | Class::Acronym => {
                let known = vocabulary.look_up_in(text, piece.start, piece.end, piece.class);
                if vocabulary.is_marked(known) || piece.joined.is_some() || piece.sign.is_some() {
                    let (word, accented) = (vocabulary.word(known), vocabulary.accented(known));
                    push_marks(piece, word, accented, vocabulary.capitals(known), &mut terms.marks);
                }
                words.push(b' ');
                vocabulary.push_word(known, words);
                if is_stemmed {
                    let language = if piece.sign.is_some() { Language::Other } else { language };
                    stems.push(b' ');
                    vocabulary.push_stem(known, language, stems);
                }
            }
            Class::Number | Class::Host | Class::Flag => {
                fold_piece(piece, folded);
                push_marks(piece, &folded.word, None, false, &mut terms.marks);
                if piece.class != Class::Flag {
                    words.push(b' ');
                    words.extend_from_slice(folded.word.as_bytes());
                    if is_stemmed {
                        stems.push(b' ');
                        stems.extend_from_slice(folded.word.as_bytes());
                    }
                }
            }
        });
        append(&mut terms.words, words);
        append(&mut terms.stems, stems);
    }

    /// Calls `each` with every token of `text` and its stem; as [`scan`](crate::scan) gives them, but without folding
    /// or stemming a word twice.
    pub fn tokens(&mut self, text: &str, language: Language, mut each: impl FnMut(&Token<'_>, &str)) {
        let Self { vocabulary, folded, buffer, .. } = self;
        scan_pieces(text, buffer, |piece| match piece.class {
            Class::Word | Class::Acronym => {
                let known = vocabulary.look_up_in(text, piece.start, piece.end, piece.class);
                let language = if piece.sign.is_some() { Language::Other } else { language };
                vocabulary.stem(known, language);
                let token = Token {
                    start: piece.start,
                    end: piece.end,
                    word: vocabulary.word(known),
                    accented: vocabulary.accented(known),
                    capitals: vocabulary.capitals(known),
                    class: vocabulary.class(known),
                    joined: piece.joined,
                    sign: piece.sign,
                };
                each(&token, vocabulary.known_stem(known, language));
            }
            Class::Number | Class::Host | Class::Flag => {
                fold_piece(piece, folded);
                each(&folded.token(piece), &folded.word);
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
                capitals: token.capitals.then(|| token.word.to_ascii_uppercase()),
                joined: token.joined.map(|joined| (joined.form.to_owned(), joined.parts)),
                sign: token.sign,
                class: token.class,
                french: self.stem(token, Language::French).to_owned(),
                english: self.stem(token, Language::English).to_owned(),
            });
        });
        words
    }

    /// The stem of one scanned token, for those who scan stored text again to highlight it.
    pub fn stem<'s>(&'s mut self, token: &Token<'_>, language: Language) -> &'s str {
        if token.sign.is_some() || !matches!(token.class, Class::Word | Class::Acronym) {
            token.word.clone_into(&mut self.folded.word);
            return &self.folded.word;
        }
        let known = self.vocabulary.look_up(token.word, Class::Word);
        self.vocabulary.stem(known, language)
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
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

/// Appends terms that have a blank each in front of them.
fn append(terms: &mut String, new: &[u8]) {
    let new = if terms.is_empty() { new.get(1..).unwrap_or_default() } else { new };
    // Whole words were written, so this never fails.
    terms.push_str(std::str::from_utf8(new).unwrap_or_default());
}

fn push_marks(piece: &Piece<'_>, word: &str, accented: Option<&str>, capitals: bool, marks: &mut String) {
    if piece.class == Class::Flag {
        push_term(marks, word);
        return;
    }
    if let Some(accented) = accented {
        push_term(marks, accented);
    }
    if capitals {
        push_term(marks, "");
        marks.extend(word.chars().map(|c| c.to_ascii_uppercase()));
    }
    if let Some(joined) = piece.joined {
        push_term(marks, joined.form);
    }
    if let Some(sign) = piece.sign {
        push_term(marks, "");
        marks.push(sign);
        marks.push_str(word);
    }
}
