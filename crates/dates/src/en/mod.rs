//! What English calls its dates by: words and their meanings, folded.

pub(crate) mod months;
