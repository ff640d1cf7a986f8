//! A query in, hits out.
//!
//! [`Archive`] opens an index and answers a [`Search`] with [`Hits`]. On the way the query becomes a structure
//! ([`syntax`]), then a plan of terms and ranges, which an engine runs; how it was read comes back with the answer.
//! Nothing here writes.

mod archive;
mod cursor;
mod engine;
mod entity;
mod error;
mod facets;
mod highlight;
mod hits;
mod plan;
mod planner;
mod rank;
mod reading;
mod search;
mod searcher;
mod similar;
pub mod syntax;
mod timeline;

pub use archive::{Archive, Overview};
pub use engine::{EngineError, Sort};
pub use entity::{Entity, EntityName};
pub use error::Error;
pub use highlight::Part;
pub use hits::{Dated, FacetRow, Hit, HitEntity, Hits, Listed, ListedHit, Origin, Timeline, TimelineBar, TimelineUnit};
pub use reading::{Expanded, ReadFilter, ReadName, ReadWay, ReadWord, Reading, Relaxed, Way, WordKind};
pub use schema::{ArticleId, Stored};
pub use search::{Facet, Filter, MOST_PASSED_OVER, Matching, Search};
pub use syntax::{FilterField, Problem, SyntaxError};

#[cfg(test)]
#[path = "../../../tests/brute_force/mod.rs"]
mod brute_force;
