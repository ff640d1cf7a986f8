//! End to end: the real program, the real server, real files.

mod browser;
mod corpus;
mod faults;
mod following;
mod judged;
mod layout;
mod queries;
mod reliability;
mod serve;
mod story;
mod words;
