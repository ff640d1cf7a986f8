//! Tokenizers of the index: text arrives analysed, so they only split or fold.

use tantivy::Index;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

/// Name of the tokenizer of analysed terms: it splits at single blanks.
pub const TERMS: &str = "depeche_terms";

/// Name of the tokenizer of names such as sources: one folded term a value.
pub const FOLDED: &str = "depeche_folded";

/// Makes the tokenizers of the schema known to `index`; without it neither writing nor reading works.
pub fn register(index: &Index) {
    index.tokenizers().register(TERMS, TextAnalyzer::from(TermTokenizer::default()));
    index.tokenizers().register(FOLDED, TextAnalyzer::from(FoldedTokenizer::default()));
}

/// Splits at blanks; `analysis` has put exactly one between two terms.
#[derive(Clone, Default)]
struct TermTokenizer {
    token: Token,
}

impl Tokenizer for TermTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.token.reset();
        TermStream { rest: text, at: 0, token: &mut self.token }
    }
}

struct TermStream<'a> {
    rest: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        if self.rest.is_empty() {
            return false;
        }
        let (term, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = self.at;
        self.token.offset_to = self.at + term.len();
        self.token.text.clear();
        self.token.text.push_str(term);
        self.at += term.len() + 1;
        self.rest = rest;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// One folded term a value.
#[derive(Clone, Default)]
struct FoldedTokenizer {
    token: Token,
}

impl Tokenizer for FoldedTokenizer {
    type TokenStream<'a> = FoldedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FoldedStream<'a> {
        self.token.reset();
        self.token.text = analysis::fold(text);
        self.token.offset_to = text.len();
        FoldedStream { token: &mut self.token, done: false }
    }
}

struct FoldedStream<'a> {
    token: &'a mut Token,
    done: bool,
}

impl TokenStream for FoldedStream<'_> {
    fn advance(&mut self) -> bool {
        if self.done || self.token.text.is_empty() {
            return false;
        }
        self.done = true;
        self.token.position = 0;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
