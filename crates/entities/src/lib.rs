//! Takes an `Article`, gives the people, organisations and places it names; and knows which names are one.
//!
//! The [`Recogniser`] reads one article and gives its [`article::Mention`]s: each as printed, with its kind and with
//! the fullest name that the same article gives for the same bearer. The [`Registry`] looks over the whole archive:
//! it is built from the [`Fact`]s that the indexer counts, together with the names that ship with this crate and the
//! user's own [`UserNames`], and says at query time which indexed names are one [`EntityId`], and why.
//!
//! Nothing here reads or writes files; the data under `data/` is part of the binary.

mod hash;
mod key;
mod recognise;
mod registry;
mod shipped;
mod skeleton;
mod words;

pub use recognise::Recogniser;
#[cfg(feature = "training")]
pub use recognise::training;
pub use registry::may_be_spelled;
pub use registry::{Buffer, EntityId, Error, Fact, NameRow, Reading, Registry, UserNames, Why};

/// Changes whenever the same article may give other mentions, or the same facts another registry.
pub const FINGERPRINT: &str = "names-2";
