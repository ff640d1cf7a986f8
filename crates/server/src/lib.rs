//! HTTP requests in, pages of hits out.

pub mod wire;
