//! Takes an article's text, gives the language of each paragraph and the terms it is searched by.

mod fold;

pub use fold::{fold, is_apostrophe, push_folded};
