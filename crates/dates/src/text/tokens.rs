//! Cuts a text into words, runs of figures and marks; addresses of web pages become one token that no rule reads.

use super::{Lexicon, Sense};

/// One token, at its bytes in the text it was cut from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) sense: Sense,
    /// Whether its first letter is a capital.
    pub(crate) capital: bool,
    /// Whether blank space, or the beginning of the text, stands before it.
    pub(crate) spaced: bool,
}

/// The tokens of one stretch of text, kept for reuse so that an article costs one allocation, not one a paragraph.
#[derive(Default)]
pub(crate) struct Tokens {
    pub(crate) list: Vec<Token>,
    folded: String,
}

impl Tokens {
    /// Replaces the tokens by those of `text[start..end]`.
    pub(crate) fn scan(&mut self, text: &str, start: usize, end: usize, lexicon: &Lexicon) {
        self.list.clear();
        let bytes = text.as_bytes();
        let (mut at, mut spaced) = (start, true);
        while at < end {
            let first = at;
            let Some(c) = char_at(text, at) else { break };
            if c.is_whitespace() {
                at += c.len_utf8();
                spaced = true;
                continue;
            }
            let (sense, capital);
            if c.is_ascii_digit() {
                let mut value = 0_u32;
                while at < end && bytes[at].is_ascii_digit() {
                    value = value.saturating_mul(10).saturating_add(u32::from(bytes[at] - b'0'));
                    at += 1;
                }
                sense = Sense::Figures(value, u8::try_from(at - first).unwrap_or(u8::MAX));
                capital = false;
            } else if c.is_alphabetic() {
                self.folded.clear();
                while at < end
                    && let Some(letter) = char_at(text, at)
                    && letter.is_alphabetic()
                {
                    analysis::push_folded(&mut self.folded, letter);
                    at += letter.len_utf8();
                }
                capital = c.is_uppercase();
                if opens_address(&self.folded, &bytes[at..end]) {
                    at += bytes[at..end].iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
                    // The cut may fall inside a character only if the text has no blank up to `end`.
                    sense = Sense::Unknown;
                } else {
                    sense = lexicon.sense(&self.folded);
                }
            } else {
                at += c.len_utf8();
                sense = Sense::Mark(c);
                capital = false;
            }
            self.list.push(Token { start: first, end: at, sense, capital, spaced });
            spaced = false;
        }
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(at..)?.chars().next(),
        None => None,
    }
}

/// `https://…`, `www.…`: figures in an address are no dates of the text.
fn opens_address(word: &str, rest: &[u8]) -> bool {
    match word {
        "http" | "https" => rest.starts_with(b"://"),
        "www" => rest.starts_with(b"."),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Month, Word};
    use super::*;
    use article::Language;

    fn check(text: &str, expected: &[(&str, Sense)]) {
        let mut tokens = Tokens::default();
        tokens.scan(text, 0, text.len(), Lexicon::of(Language::French));
        let found: Vec<_> = tokens.list.iter().map(|token| (&text[token.start..token.end], token.sense)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_figures_and_marks_are_told_apart() {
        check(
            "le 5 DÉCEMBRE, 18h30",
            &[
                ("le", Sense::Word(Word::The)),
                ("5", Sense::Figures(5, 1)),
                ("DÉCEMBRE", Sense::Month(Month { number: 12, short: false, english: false })),
                (",", Sense::Mark(',')),
                ("18", Sense::Figures(18, 2)),
                ("h", Sense::Unknown),
                ("30", Sense::Figures(30, 2)),
            ],
        );
    }

    #[test]
    fn an_address_is_one_token() {
        check(
            "voir https://x.com/a/2024/12/05 jeudi",
            &[("voir", Sense::Unknown), ("https://x.com/a/2024/12/05", Sense::Unknown), ("jeudi", Sense::Weekday(4))],
        );
    }
}
