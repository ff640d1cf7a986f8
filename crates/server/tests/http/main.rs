//! What the server promises, asked without a socket where none is needed:
//!
//! 1. `/search` gives the object that DESIGN.md describes, and names every parameter it does not know.
//! 2. An article has one address, a page for readers and JSON for programs.
//! 3. Whatever articles and queries hold, the page shows it as text.
//! 4. Every state of a search can be reached by links, and left again.
//! 5. Only known hosts are answered, and every answer carries the security headers.
//! 6. A connection that drips is closed; one that is being answered when the server stops gets its answer.
//! 7. `/openapi.json` says what every address takes and answers.
//! 8. A search can be followed as a feed, and asked from the browser's own box.
//! 9. `/metrics` counts, and tells nothing of what was asked.
//! 10. Tokens keep out who has none; nobody commands without the admin's.

mod connection;
mod contract;
mod feed;
mod figures;
mod guard;
mod html;
mod json;
mod page;
mod schema;
mod site;
mod tokens;
