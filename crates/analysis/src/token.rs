//! One word of a text, as both sides of the search see it.

/// One token, borrowed from the scanner's buffers.
///
/// Tokens hold consecutive positions: a dropped article (`l’`, `al-`) leaves no gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// First byte of its surface: that of `armée` in `l’armée`.
    pub start: usize,
    /// One past the last byte of its surface.
    pub end: usize,
    /// The folded word: no blank, no upper case, 1 to [`LONGEST_WORD`] bytes.
    pub word: &'a str,
    /// The lower-case word with its accents, where it has any.
    pub accented: Option<&'a str>,
    /// Whether it is printed in capitals throughout, two letters at least.
    pub capitals: bool,
    /// What it is made of.
    pub class: Class,
    /// The one word that this token and its followers are also written as: `t72` for `T-72`.
    pub joined: Option<Joined<'a>>,
    /// `#` or `@`, if one stands before it.
    pub sign: Option<char>,
}

/// Several tokens written as one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined<'a> {
    /// The one word.
    pub form: &'a str,
    /// How many tokens it stands for, the first included.
    pub parts: usize,
}

/// Words are cut here, in bytes, on both sides alike.
pub const LONGEST_WORD: usize = 120;

/// What a token is made of. Only words are stemmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Letters.
    Word,
    /// Digits, or letters with digits: `115000`, `3.5`, `m5`, `5e`, `20h30`.
    Number,
    /// Letters that were printed with dots: `O.N.U.`.
    Acronym,
    /// A host name or an address: `lemonde.fr`.
    Host,
    /// The flag of a country: a mark without a position.
    Flag,
}

impl Token<'_> {
    /// Whether it takes a position of its own.
    pub fn has_position(&self) -> bool {
        self.class != Class::Flag
    }
}
