//! Snowball stems as a token filter: tantivy's own filter would bring the stemmers of thirty languages.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};
use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

/// Replaces each token by its stem.
#[derive(Clone, Copy)]
pub(super) struct Snowball(pub(super) Algorithm);

impl TokenFilter for Snowball {
    type Tokenizer<T: Tokenizer> = Filtered<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> Filtered<T> {
        Filtered { inner, algorithm: self.0 }
    }
}

#[derive(Clone)]
pub(super) struct Filtered<T> {
    inner: T,
    algorithm: Algorithm,
}

impl<T: Tokenizer> Tokenizer for Filtered<T> {
    type TokenStream<'a> = Stems<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        Stems { stemmer: Stemmer::new(self.algorithm), tokens: self.inner.token_stream(text), buffer: String::new() }
    }
}

pub(super) struct Stems<T> {
    tokens: T,
    stemmer: Stemmer,
    buffer: String,
}

impl<T: TokenStream> TokenStream for Stems<T> {
    fn advance(&mut self) -> bool {
        if !self.tokens.advance() {
            return false;
        }
        let token = self.tokens.token_mut();
        match self.stemmer.stem(&token.text) {
            Cow::Owned(stem) => token.text = stem,
            Cow::Borrowed(stem) => {
                self.buffer.clear();
                self.buffer.push_str(stem);
                std::mem::swap(&mut token.text, &mut self.buffer);
            }
        }
        true
    }

    fn token(&self) -> &Token {
        self.tokens.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tokens.token_mut()
    }
}
