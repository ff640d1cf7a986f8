//! Cuts a paragraph into the tokens that names are made of.
//!
//! Takes one paragraph, gives its tokens with their shapes and what stands before each. French elision comes off
//! (`d'Alep`, `L’Observatoire`), so does the English possessive (`Assad’s`); hyphens join two tokens (`al-Assad`,
//! `HTS-led`) and are remembered as a gap. Addresses, hosts and `@names` are one token that no name crosses.

use analysis::{is_apostrophe, push_folded};

use crate::hash;

/// A word, a number or a mark, by bytes of the article's text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The hash of the folded word; 0 for marks and addresses.
    pub(crate) word: u64,
    pub(crate) shape: Shape,
    pub(crate) gap: Gap,
    /// Whether a capital here may be due to the sentence alone.
    pub(crate) opens: bool,
}

impl Token {
    /// Whether the word has a capital.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Initial | Shape::Mixed)
    }

    /// Whether it is the mark `c`.
    pub(crate) fn is_mark(&self, c: char) -> bool {
        self.shape == Shape::Mark(c)
    }

    /// Whether it is a word, with or without a capital.
    pub(crate) fn is_word(&self) -> bool {
        !matches!(self.shape, Shape::Mark(_) | Shape::Address | Shape::Number | Shape::Possessive)
    }
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `ville`
    Lower,
    /// `Ville`
    Capital,
    /// `HTS`, `U.S.`
    Upper,
    /// `J.`, or one capital letter alone.
    Initial,
    /// `McCain`, `iPhone`
    Mixed,
    /// `M5`, `G20`, `4x4`
    Code,
    /// `2024`, `115`
    Number,
    /// `l'`, `d'`, `qu'`: an elided word, its apostrophe included.
    Elided,
    /// `’s`
    Possessive,
    /// An address, a host, an `@name`.
    Address,
    /// Any other character.
    Mark(char),
}

/// What stands between a token and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    Glued,
    /// A hyphen, and nothing else.
    Hyphen,
    /// Blanks.
    Space,
    /// A line end, or the start of the paragraph.
    Line,
}

/// Cuts the stretch of `text` between `from` and `until` into tokens, which are appended to `out`.
pub(crate) fn cut(text: &str, from: usize, until: usize, out: &mut Vec<Token>) {
    let text = text.get(..until).unwrap_or_default();
    if !text.is_char_boundary(from) {
        return;
    }
    let mut cutter = Cutter { text, from, at: from, gap: Gap::Line, opens: true, folded: String::new() };
    let begin = out.len();
    while let Some(token) = cutter.token(out[begin..].last()) {
        out.push(token);
    }
}

struct Cutter<'a> {
    text: &'a str,
    /// Where the paragraph starts.
    from: usize,
    at: usize,
    gap: Gap,
    /// Whether the next word opens a sentence.
    opens: bool,
    folded: String,
}

impl Cutter<'_> {
    fn token(&mut self, before: Option<&Token>) -> Option<Token> {
        self.skip_blanks();
        let start = self.at;
        let first = self.text[start..].chars().next()?;
        if let Some(length) = address_length(&self.text[start..]) {
            return Some(self.finish(start, start + length, Shape::Address, 0));
        }
        if first.is_alphanumeric() {
            return Some(self.word(start));
        }
        if is_apostrophe(first)
            && before.is_some_and(|before| before.end == start && before.is_word())
            && let Some(end) = possessive_end(self.text, start)
        {
            // It has a word, so that `Moody’s` can be listed.
            return Some(self.finish(start, end, Shape::Possessive, hash::of_bytes(b"'s")));
        }
        let end = start + first.len_utf8();
        if is_hyphen(first) && self.gap == Gap::Glued && self.text[end..].starts_with(char::is_alphanumeric) {
            self.at = end;
            self.gap = Gap::Hyphen;
            return self.token(before);
        }
        let token = self.finish(start, end, Shape::Mark(first), 0);
        self.opens = match first {
            '.' => !before.is_some_and(|before| self.is_abbreviation(before)),
            '!' | '?' | '…' | ':' | '•' | '·' | '|' | '*' | '#' | '–' | '—' | ';' => true,
            '"' | '«' | '“' | '”' | '(' | '[' | '‘' | '\'' | '’' | '-' => token.opens || first != '-',
            '»' | ')' | ']' => token.opens,
            _ => false,
        };
        Some(token)
    }

    fn skip_blanks(&mut self) {
        for c in self.text[self.at..].chars() {
            if c == '\n' && !self.is_wrapped() {
                self.gap = Gap::Line;
                self.opens = true;
            } else if c.is_whitespace() {
                if self.gap != Gap::Line {
                    self.gap = Gap::Space;
                }
            } else {
                break;
            }
            self.at += c.len_utf8();
        }
    }

    /// Whether the line end at hand is due to the width of the page: the line is long and ends no sentence.
    fn is_wrapped(&self) -> bool {
        let line = &self.text[self.from..self.at];
        let line = &line[line.rfind('\n').map_or(0, |at| at + 1)..];
        line.len() >= SHORTEST_WRAPPED && line.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',')
    }

    fn word(&mut self, start: usize) -> Token {
        let text = self.text;
        let mut shape = Counts::default();
        self.folded.clear();
        let mut end = start;
        while let Some(c) = text[end..].chars().next() {
            if c.is_alphanumeric() {
                shape.count(c);
                if c.is_ascii() {
                    self.folded.push(c.to_ascii_lowercase())
                } else {
                    push_folded(&mut self.folded, c)
                }
                end += c.len_utf8();
            } else if is_apostrophe(c) {
                let after = end + c.len_utf8();
                let next = text[after..].chars().next().filter(|next| next.is_alphabetic());
                let Some(next) = next else { break };
                if possessive_end(text, end).is_some() {
                    break;
                }
                // `N'Djamena` and `M'Bappé` are one word; `L'ONU` and `D'Alep` are two.
                let name_like =
                    shape.upper > 0 && next.is_uppercase() && !matches!(self.folded.as_str(), "l" | "d" | "qu");
                if is_elidable(&self.folded) && !name_like {
                    let word = hash::of_bytes(self.folded.as_bytes());
                    return self.finish(start, after, Shape::Elided, word);
                }
                end = after;
            } else if c == '.' && shape.is_dotted(text, end) {
                shape.dots += 1;
                end += 1;
            } else if c == '&' && shape.upper > 0 && shape.lower == 0 && next_is_upper(text, end + 1) {
                end += 1;
            } else if is_mark(c) {
                end += c.len_utf8();
            } else {
                break;
            }
        }
        let word = hash::of_bytes(self.folded.as_bytes());
        self.finish(start, end, shape.shape(), word)
    }

    fn finish(&mut self, start: usize, end: usize, shape: Shape, word: u64) -> Token {
        let token = Token { start, end, word, shape, gap: self.gap, opens: self.opens };
        self.at = end;
        self.gap = Gap::Glued;
        self.opens = false;
        token
    }

    /// Whether a full stop after `before` belongs to an abbreviation.
    fn is_abbreviation(&self, before: &Token) -> bool {
        let word = &self.text[before.start..before.end];
        before.end + 1 == self.at
            && match before.shape {
                Shape::Initial => true,
                Shape::Capital | Shape::Lower => ABBREVIATIONS.contains(&word),
                _ => false,
            }
    }
}

/// A line of so many bytes that ends inside a sentence was broken by the page.
const SHORTEST_WRAPPED: usize = 50;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "M", "MM", "Mr", "Mrs", "Ms", "Dr", "Drs", "St", "Ste", "Gen", "Sen", "Rep", "Gov", "Sgt", "Col", "Lt", "Capt",
    "Prof", "Jr", "Sr", "Mt", "Maj", "Adm", "Hon", "Rev", "Pr", "Me", "Mgr", "vs", "av", "cf", "Inc", "Corp", "Ltd",
    "Co",
];

/// What the letters of a word are like.
#[derive(Default)]
struct Counts {
    upper: u32,
    lower: u32,
    digits: u32,
    dots: u32,
    first_upper: bool,
}

impl Counts {
    fn count(&mut self, c: char) {
        if c.is_uppercase() {
            if self.upper + self.lower + self.digits == 0 {
                self.first_upper = true;
            }
            self.upper += 1;
        } else if c.is_alphabetic() {
            self.lower += 1;
        } else {
            self.digits += 1;
        }
    }

    /// Whether a dot at `at` goes on with `U.S.`: capitals and dots in turn, two of them at least.
    fn is_dotted(&self, text: &str, at: usize) -> bool {
        if self.lower > 0 || self.digits > 0 || self.upper != self.dots + 1 {
            return false;
        }
        let mut after = text[at + 1..].chars();
        let next_upper = after.next().is_some_and(char::is_uppercase);
        (next_upper && !after.next().is_some_and(char::is_alphanumeric)) || self.dots > 0
    }

    fn shape(&self) -> Shape {
        match (self.upper, self.lower, self.digits) {
            (0, 0, _) => Shape::Number,
            (0, _, 0) => Shape::Lower,
            (_, _, 1..) => Shape::Code,
            (1, 0, 0) => Shape::Initial,
            (_, 0, 0) => Shape::Upper,
            (1, _, 0) if self.first_upper => Shape::Capital,
            _ => Shape::Mixed,
        }
    }
}

fn next_is_upper(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_uppercase)
}

/// Combining marks that stay after NFC belong to the letter before.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn is_elidable(folded: &str) -> bool {
    matches!(
        folded,
        "l" | "d" | "j" | "m" | "t" | "s" | "n" | "c" | "qu" | "jusqu" | "lorsqu" | "puisqu" | "quoiqu" | "presqu"
    )
}

/// The end of a possessive that starts at the apostrophe `at`.
fn possessive_end(text: &str, at: usize) -> Option<usize> {
    let mut rest = text[at..].chars();
    let apostrophe = rest.next()?;
    let s = rest.next().filter(|s| matches!(s, 's' | 'S'))?;
    let ends = !rest.next().is_some_and(char::is_alphanumeric);
    ends.then(|| at + apostrophe.len_utf8() + s.len_utf8())
}

/// The length of the address, host or `@name` that `text` starts with.
fn address_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let starts =
        |prefix: &str| bytes.len() >= prefix.len() && bytes[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes());
    let length = || text.find(|c: char| c.is_whitespace() || matches!(c, '"' | '«' | '»' | '<' | '>' | ')' | ']'));
    let full = || length().unwrap_or(text.len());
    match bytes.first()? {
        b'@' if bytes.get(1).is_some_and(|b| b.is_ascii_alphanumeric()) => {
            Some(1 + text[1..].find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len() - 1))
        }
        b'h' | b'H' if starts("http://") || starts("https://") => Some(full()),
        b'w' | b'W' if starts("www.") => Some(full()),
        first if first.is_ascii_alphanumeric() => {
            // A host with a path, or with one of the common ends: `x.com/…`, `pic.twitter.com/…`, `a.b@c.fr`.
            let host = bytes.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_')));
            let host = host.unwrap_or(bytes.len());
            let dot = bytes[..host].iter().position(|b| *b == b'.').filter(|dot| *dot + 1 < host)?;
            let next = bytes.get(host);
            let lower_after = bytes[dot + 1..host].iter().all(|b| !b.is_ascii_uppercase());
            match next {
                Some(b'/') if lower_after && bytes.get(host + 1).is_some_and(u8::is_ascii_alphanumeric) => Some(full()),
                Some(b'@') => Some(full()),
                _ if lower_after && bytes[..host].is_ascii() => {
                    let end = text[..host].trim_end_matches(['.', '-']).len();
                    let last = text[..end].rsplit('.').next()?;
                    HOST_ENDS.contains(&last).then_some(end)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// Ends of hosts that are written without `www`.
const HOST_ENDS: &[&str] = &["com", "org", "net", "fr", "ca", "info", "io", "eu", "uk", "be", "ch", "tv"];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, words: &[&str]) {
        let mut tokens = Vec::new();
        cut(text, 0, text.len(), &mut tokens);
        let found: Vec<&str> = tokens.iter().map(|token| &text[token.start..token.end]).collect();
        assert_eq!(found, words, "{text}");
    }

    #[test]
    fn elision_and_possessive_come_off() {
        check("L’Observatoire d'Alep", &["L’", "Observatoire", "d'", "Alep"]);
        check("Assad’s army isn't", &["Assad", "’s", "army", "isn't"]);
        check("aujourd'hui à N'Djamena", &["aujourd'hui", "à", "N'Djamena"]);
        check("the O'Briens’ house", &["the", "O'Briens", "’", "house"]);
    }

    #[test]
    fn hyphens_join_two_tokens() {
        check("al-Assad, HTS-led", &["al", "Assad", ",", "HTS", "led"]);
    }

    #[test]
    fn dots_stay_in_acronyms_only() {
        check("the U.S. said. The", &["the", "U.S.", "said", ".", "The"]);
        check("syrienne.Des factions", &["syrienne", ".", "Des", "factions"]);
        check("M. Jolani", &["M", ".", "Jolani"]);
    }

    #[test]
    fn addresses_are_one_token() {
        check("Snell pic.twitter.com/iXLd7U fin", &["Snell", "pic.twitter.com/iXLd7U", "fin"]);
        check("(@GlobeWarReport) https://x.com/a/1", &["(", "@GlobeWarReport", ")", "https://x.com/a/1"]);
        check("Mondialisation.ca, The", &["Mondialisation.ca", ",", "The"]);
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_on_boundaries(text in "\\PC{0,80}") {
            let mut tokens = Vec::new();
            cut(&text, 0, text.len(), &mut tokens);
            let mut last = 0;
            for token in tokens {
                prop_assert!(token.start >= last && token.end > token.start);
                prop_assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end));
                last = token.end;
            }
        }
    }
}
