//! Takes an `Article` with its evidence and gives its publication date and the dates its text speaks of.

mod calendar;
pub mod days;
mod en;
mod fr;
mod grammar;
mod mentioned;
mod publication;
mod text;
mod value;

pub use mentioned::mentioned;
pub use publication::{Publication, publication};

/// Changes whenever the same article could get other dates; an index then reads its articles again.
pub const FINGERPRINT: &str = "dates-1";
