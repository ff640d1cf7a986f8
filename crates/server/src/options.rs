//! How the server is set, and what it needs of others.

use std::error::Error;
use std::sync::Arc;

use jiff::civil::Date;

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
        }
    }
}

/// Why the follower could not do what was asked.
pub type FollowerError = Box<dyn Error + Send + Sync>;

/// What the server needs of whoever keeps the index in step with the followed folders. Both calls may block.
pub trait Follower: Send + Sync {
    /// Brings all followed folders up to date, and tells what was done.
    ///
    /// # Errors
    ///
    /// Fails when the index cannot be written.
    fn sync_now(&self) -> Result<serde_json::Value, FollowerError>;

    /// What is followed, and how it stands.
    fn status(&self) -> serde_json::Value;
}
