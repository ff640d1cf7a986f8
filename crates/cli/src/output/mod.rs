//! How things are printed. Hits go to stdout, words about them to stderr.

pub(crate) mod article;
pub(crate) mod hits;
pub(crate) mod place;
pub(crate) mod reading;
pub(crate) mod style;
