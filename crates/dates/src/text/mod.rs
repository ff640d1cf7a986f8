//! Running text as the grammar sees it: takes a stretch of an article, gives tokens with what each word may mean.

mod lexicon;
mod sense;
mod tokens;

pub(crate) use lexicon::Lexicon;
pub(crate) use sense::{Month, Season, Sense, Unit, Word};
pub(crate) use tokens::{Token, Tokens};
