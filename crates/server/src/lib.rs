//! HTTP requests in, pages of hits out.
//!
//! [`app`] builds the routes over an archive; tests call it without a socket. [`run`] serves it and ends cleanly.
//! What is asked and answered is in [`wire`]; the web page is made from the same values as the JSON.

mod accept;
mod address;
mod api;
mod app;
mod cache;
mod deadline;
mod desk;
mod feed;
mod guard;
mod metrics;
mod openapi;
mod opensearch;
mod options;
mod page;
mod reindex;
mod routes;
mod run;
mod tokens;
pub mod wire;

pub use address::{NotLoopback, check_address};
pub use app::app;
pub use options::{Follower, FollowerError, Options};
pub use run::run;
pub use tokens::{ShortToken, Token, Tokens};
