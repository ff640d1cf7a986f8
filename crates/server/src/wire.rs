//! What goes over the wire: what can be asked ([`Asked`]), and the JSON that answers it.
//!
//! [`Page`] is the answer of `/search`, of `search --json` and of the web page alike; [`ArticleView`] is one article,
//! for `/articles/{id}`, `show --json` and `read --json`; [`Failure`] is an error, as problem details (RFC 9457).

mod article;
mod asked;
mod entity;
mod failure;
mod page;
mod parameter;
mod reading;
mod similar;

pub use article::{ArticleView, MentionView};
pub use asked::{Asked, MOST_HITS};
pub(crate) use asked::{ENTITY, FEED, SEARCH, TIMELINE};
pub use entity::{Entities, EntityName, EntityPage, EntityView};
pub use failure::{Failure, Problem, Span};
pub(crate) use page::file_path;
pub use page::{Counted, Facets, Hit, HitEntity, Page, Part, TimelineBar, TimelineView};
pub(crate) use parameter::{Form, Parameter, SWITCHES, given};
pub use reading::{Expanded, ReadFilter, ReadName, ReadWay, ReadWord, Reading, Relaxed};
pub use similar::{Similar, SimilarArticle};
