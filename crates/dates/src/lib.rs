//! Takes an `Article` with its evidence and gives its publication date and the dates its text speaks of.

mod calendar;
pub mod days;
mod en;
mod fr;
