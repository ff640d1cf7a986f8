//! What the server promises, asked without a socket where none is needed:
//!
//! 1. `/search` gives the object that DESIGN.md describes, and names every parameter it does not know.
//! 2. An article has one address, a page for readers and JSON for programs.
//! 3. Whatever articles and queries hold, the page shows it as text.
//! 4. Every state of a search can be reached by links, and left again.
//! 5. Only known hosts are answered, and every answer carries the security headers.
//! 6. A connection that drips is closed; one that is being answered when the server stops gets its answer.

mod connection;
mod guard;
mod html;
mod json;
mod page;
mod site;
