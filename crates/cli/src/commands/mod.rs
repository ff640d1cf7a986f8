//! One module a command.

pub(crate) mod analyze;
pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod entities;
pub(crate) mod forget;
pub(crate) mod index;
pub(crate) mod manual;
pub(crate) mod read;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod status;
