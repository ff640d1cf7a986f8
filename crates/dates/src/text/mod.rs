//! Running text as the grammar sees it: takes a stretch of an article, gives tokens with what each word may mean.

mod lexicon;
mod tokens;

pub(crate) use lexicon::{Lexicon, Month, Sense};
pub(crate) use tokens::{Token, Tokens};
