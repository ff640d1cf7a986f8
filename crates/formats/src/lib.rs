//! Takes a file's bytes, gives the [`Article`](article::Article)s in it, with all evidence and no judgement.
//!
//! [`Format::of`] tells the format by the name, [`read`] opens a file, and [`Articles`] gives one article after the
//! other. What cannot be read is a [`Fault`] with a [`Reason`]; the rest of the file goes on.
//!
//! Text is normalised once, here. Paragraphs get their roles here, dates and names do not: every date that a file
//! shows is kept as evidence, with where it stood, and `dates` weighs it.

mod articles;
mod csv;
mod digest;
mod draft;
mod encoding;
mod error;
mod field;
mod format;
mod html;
mod json;
mod layout;
mod limits;
mod markdown;
mod markup;
mod normalise;
mod scraped;
mod text;
mod traces;
mod unpack;

pub use articles::{Articles, read, read_bytes};
pub use error::{Error, Fault, Reason};
pub use format::{Format, Packing, Syntax};
pub use traces::dates_in_name;
