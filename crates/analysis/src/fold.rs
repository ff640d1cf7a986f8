//! Folding: the form of a word in which case, accents, ligatures and apostrophes no longer tell.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::scan::{Piece, continues_word, cut_to, normalise_number, opens_word};
use crate::token::{Class, LONGEST_WORD, Token};

/// What folding made of one piece of text. Its buffers are used again for the next.
#[derive(Default)]
pub(crate) struct Folded {
    pub(crate) word: String,
    /// The lower-case word with its accents; empty where it has none.
    pub(crate) accented: String,
    pub(crate) capitals: bool,
    pub(crate) class: Option<Class>,
}

impl Folded {
    pub(crate) fn token<'a>(&'a self, piece: &Piece<'a>) -> Token<'a> {
        Token {
            start: piece.start,
            end: piece.end,
            word: &self.word,
            accented: (!self.accented.is_empty()).then_some(&self.accented),
            capitals: self.capitals,
            class: self.class.unwrap_or(piece.class),
            joined: piece.joined,
            sign: piece.sign,
        }
    }
}

/// Folds what the scanner found, into `folded`.
pub(crate) fn fold_piece(piece: &Piece<'_>, folded: &mut Folded) {
    fold_form(piece.form, piece.class, folded);
}

/// Folds `form`, a word or what else `class` says, into `folded`.
pub(crate) fn fold_form(form: &str, class: Class, folded: &mut Folded) {
    folded.word.clear();
    folded.accented.clear();
    folded.capitals = false;
    folded.class = Some(class);
    match class {
        Class::Word | Class::Acronym if form.is_ascii() => fold_ascii(form, folded),
        Class::Word | Class::Acronym if form.chars().any(continues_word) => fold_chars(form.nfc(), folded),
        Class::Word | Class::Acronym => fold_chars(form.chars(), folded),
        Class::Host => folded.word.extend(form.chars().map(|c| c.to_ascii_lowercase())),
        // «1 000 984,33»: its last part brings the decimal comma.
        Class::Number => folded.word.extend(form.chars().map(|c| if c == ',' { '.' } else { c })),
        Class::Flag => folded.word.push_str(form),
    }
    cut_to(&mut folded.word, LONGEST_WORD);
    cut_to(&mut folded.accented, LONGEST_WORD);
    if folded.class != Some(Class::Word) || folded.accented == folded.word {
        folded.accented.clear();
    }
}

/// Apostrophes inside a word and dots inside an acronym are dropped.
fn fold_ascii(form: &str, folded: &mut Folded) {
    let mut seen = Seen::default();
    for byte in form.bytes().filter(u8::is_ascii_alphanumeric) {
        seen.add(byte as char);
        folded.word.push(byte.to_ascii_lowercase() as char);
    }
    seen.judge(folded);
}

fn fold_chars(form: impl Iterator<Item = char>, folded: &mut Folded) {
    let mut seen = Seen::default();
    for c in form {
        if opens_word(c) {
            seen.add(c);
            push_folded_letter(&mut folded.word, c);
            folded.accented.extend(c.to_lowercase());
        } else if is_combining_mark(c) {
            folded.accented.push(c);
        }
    }
    seen.judge(folded);
}

/// What the characters of a word are.
#[derive(Default)]
struct Seen {
    digit: bool,
    letters: usize,
    upper_case: usize,
}

impl Seen {
    fn add(&mut self, c: char) {
        self.digit |= c.is_ascii_digit();
        self.letters += usize::from(c.is_alphabetic());
        self.upper_case += usize::from(c.is_uppercase());
    }

    fn judge(&self, folded: &mut Folded) {
        folded.capitals = self.letters >= 2 && self.letters == self.upper_case;
        if self.digit {
            folded.class = folded.class.map(|class| if class == Class::Word { Class::Number } else { class });
            normalise_number(&mut folded.word);
        }
    }
}

/// Appends the folded form of `c` to `out`.
///
/// Lower case, accents off, `œ` to `oe`, `ß` to `ss`, full-width and presentation forms to plain letters.
/// Apostrophes are left to the caller: inside a word they mean elision or nothing.
pub fn push_folded(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if let Some(plain) = plain(c) {
        out.push_str(plain);
    } else {
        // Some Arabic forms decompose into a blank and a mark, and a term holds no blank.
        let is_kept = |part: &char| !is_combining_mark(*part) && !part.is_whitespace();
        for low in std::iter::once(c).nfkd().filter(is_kept).flat_map(char::to_lowercase) {
            match plain(low) {
                Some(plain) => out.push_str(plain),
                None if is_combining_mark(low) => {}
                None => out.push(low),
            }
        }
    }
}

/// Appends the folded form of a letter or digit `c`, without the marks that some decompose into (`ŀ` is `l·`).
pub(crate) fn push_folded_letter(out: &mut String, c: char) {
    if c < '\u{100}' {
        return push_folded(out, c);
    }
    let start = out.len();
    push_folded(out, c);
    if out[start..].contains(|c| !opens_word(c)) {
        let kept: String = out[start..].chars().filter(|c| opens_word(*c)).collect();
        out.truncate(start);
        out.push_str(&kept);
    }
}

/// The plain letters of those that Unicode decomposes otherwise or not at all, and of the common ones.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'À' | 'Â' | 'Ä' | 'Á' | 'Ã' | 'Å' => "a",
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => "e",
        'î' | 'ï' | 'í' | 'ì' | 'Î' | 'Ï' | 'Í' | 'Ì' | 'ı' => "i",
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' | 'Ô' | 'Ö' | 'Ó' | 'Ò' | 'Õ' | 'Ø' => "o",
        'û' | 'ù' | 'ü' | 'ú' | 'Û' | 'Ù' | 'Ü' | 'Ú' => "u",
        'ç' | 'Ç' => "c",
        'ñ' | 'Ñ' => "n",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        _ => return None,
    })
}

/// Folds `text` as names are compared: as [`push_folded`], apostrophes dropped, blanks made single.
///
/// ```
/// assert_eq!(analysis::fold("Hay’at  Tahrir\nAl-Shâm"), "hayat tahrir al-sham");
/// assert_eq!(analysis::fold("Œuvre"), "oeuvre");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_apostrophe(c) {
            push_folded(&mut out, c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Whether `c` is one of the marks that newsrooms print as an apostrophe: `'`, `’`, `‘`, `ʼ`, `ʻ`, `` ` ``, `´`.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʾ' | 'ʿ' | '`' | '´' | '′')
}
