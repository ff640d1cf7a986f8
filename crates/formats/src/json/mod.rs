//! JSON in any of its shapes: one object a line, one object a file, a list, or an object that holds a list.

mod lines;
mod mend;
mod record;
mod stream;

pub(crate) use lines::{Lines, finish};
pub(crate) use mend::mend;
pub(crate) use record::Record;
pub(crate) use stream::Stream;
