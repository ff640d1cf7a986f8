//! How the server is set, and what it needs of others.

use std::error::Error;
use std::sync::Arc;

use jiff::civil::Date;

use crate::tokens::Tokens;

/// How the server is set.
#[derive(Clone)]
pub struct Options {
    /// Says which day it is, for `yesterday` and its like.
    pub today: Arc<dyn Fn() -> Date + Send + Sync>,
    /// Hosts it answers for besides `localhost` and the loopback addresses: names or addresses, without ports.
    pub hosts: Vec<String>,
    /// How many searches run at once.
    pub searches: usize,
    /// How many more may wait for their turn, for two seconds at most; the rest are told to come back.
    pub waiting: usize,
    /// Who keeps the index in step with its folders, if this process does.
    pub follower: Option<Arc<dyn Follower>>,
    /// Who may read, and who may command.
    pub tokens: Tokens,
    /// Whether the log tells what was asked for.
    pub log_queries: bool,
}

impl Options {
    /// The usual settings: a search for each processor, no host but this one, nobody who follows.
    pub fn new(today: impl Fn() -> Date + Send + Sync + 'static) -> Self {
        Self {
            today: Arc::new(today),
            hosts: Vec::new(),
            searches: std::thread::available_parallelism().map_or(2, usize::from),
            waiting: 128,
            follower: None,
            tokens: Tokens::default(),
            log_queries: false,
        }
    }
}

/// Why the follower could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum FollowerError {
    /// Somebody else writes the index just now; in words.
    #[error("{0}")]
    Busy(String),
    /// The index cannot be written.
    #[error("the folders could not be brought up to date")]
    Failed(#[source] Box<dyn Error + Send + Sync>),
}

/// What the server needs of whoever keeps the index in step with the followed folders. Both calls may block.
pub trait Follower: Send + Sync {
    /// Brings all followed folders up to date, and tells what was done.
    ///
    /// # Errors
    ///
    /// Fails when the index cannot be written, or somebody else writes it.
    fn sync_now(&self) -> Result<serde_json::Value, FollowerError>;

    /// What is followed, and how it stands.
    fn status(&self) -> serde_json::Value;
}
