//! Takes the program, does to it and its files what happens in years of use, and says what came of it.
//!
//! Each scenario of [`scenarios`] is a function of a [`Lab`], a size and a seed that gives an [`Outcome`]: how often
//! something was tried, and each time the index was not as promised. The same seed does the same things; when exactly
//! a process dies is up to the machine, and what must hold holds at any moment.
//!
//! What the index holds is compared in three ways: with the articles that a plain reading of the files gives
//! (`tree`), with an index built at once from the same files, and with what a reader saw before the fault
//! ([`observe`]).

mod disk;
mod draw;
mod lab;
mod mount;
mod observe;
mod outcome;
pub mod scenarios;
mod trace;
mod tree;

pub use draw::Draw;
pub use lab::{Lab, Ran, Running};
pub use observe::{Observed, observe};
pub use outcome::Outcome;
pub use tree::{Article, Tree, expected};
