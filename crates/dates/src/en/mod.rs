//! What English calls its dates by: words and their meanings, folded.

pub(crate) mod months;
pub(crate) mod relative;
pub(crate) mod tense;
pub(crate) mod words;
