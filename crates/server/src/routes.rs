//! Every address, in one table: the app is built from it, the tokens are asked by it, `/metrics` counts by it, and
//! `/openapi.json` describes it.

use axum::routing::{MethodRouter, get, post};

use crate::app::Site;
use crate::tokens::Access;
use crate::wire::{ENTITY, FEED, Form, MOST_HITS, Parameter, SEARCH, TIMELINE};
use crate::{api, feed, metrics, openapi, opensearch, page, reindex};

/// One address and what it does.
pub(crate) struct Route {
    /// The address; what stands in braces is a part of it that varies.
    pub(crate) path: &'static str,
    pub(crate) about: &'static str,
    pub(crate) access: Access,
    pub(crate) parameters: fn() -> &'static [Parameter],
    /// What it answers when all is well; the first one to whoever takes anything.
    pub(crate) answers: &'static [Answer],
    pub(crate) is_posted: bool,
    pub(crate) handler: fn() -> MethodRouter<Site>,
}

/// A content type, and the name of its schema where it is JSON.
pub(crate) struct Answer {
    pub(crate) content_type: &'static str,
    pub(crate) schema: Option<&'static str>,
}

const fn json(schema: &'static str) -> Answer {
    Answer { content_type: "application/json", schema: Some(schema) }
}

const fn other(content_type: &'static str) -> Answer {
    Answer { content_type, schema: None }
}

/// Entities given when no `limit` is, and articles near another one.
pub(crate) const ENTITIES: usize = 20;
pub(crate) const SIMILAR: usize = 10;

pub(crate) static OF_ENTITIES: [Parameter; 2] = [
    Parameter::new("name", Form::Text(512), "A name; without it, the entities named most."),
    Parameter::new("limit", Form::Number(1, MOST_HITS), "Entities to give."),
];

pub(crate) static OF_SIMILAR: [Parameter; 1] =
    [Parameter::new("limit", Form::Number(1, MOST_HITS), "Articles to give.")];

fn none() -> &'static [Parameter] {
    &[]
}

const READ: Route = Route {
    path: "",
    about: "",
    access: Access::Read,
    parameters: none,
    answers: &[],
    is_posted: false,
    handler: MethodRouter::new,
};

/// All addresses.
pub(crate) static ROUTES: &[Route] = &[
    Route {
        path: "/",
        about: "The page: the search box and the hits.",
        parameters: || &SEARCH,
        answers: &[other("text/html")],
        handler: || get(page::home),
        ..READ
    },
    Route {
        path: "/search",
        about: "The hits for a query.",
        parameters: || &SEARCH,
        answers: &[json("Page")],
        handler: || get(api::search),
        ..READ
    },
    Route {
        path: "/timeline",
        about: "The articles for a query, only counted by time.",
        parameters: || &TIMELINE,
        answers: &[json("Page")],
        handler: || get(api::timeline),
        ..READ
    },
    Route {
        path: "/feed",
        about: "The newest articles for a query, as an Atom feed to subscribe to; articles without a date are not in it.",
        parameters: || &FEED,
        answers: &[other("application/atom+xml")],
        handler: || get(feed::feed),
        ..READ
    },
    Route {
        path: "/articles/{id}",
        about: "One article with all that was found in it.",
        answers: &[json("Article"), other("text/html")],
        handler: || get(page::article),
        ..READ
    },
    Route {
        path: "/articles/{id}/similar",
        about: "The articles nearest to one, nearest first.",
        parameters: || &OF_SIMILAR,
        answers: &[json("Similar")],
        handler: || get(api::similar),
        ..READ
    },
    Route {
        path: "/entities",
        about: "What a name may mean, or which entities are named most.",
        parameters: || &OF_ENTITIES,
        answers: &[json("Entities")],
        handler: || get(api::entities),
        ..READ
    },
    Route {
        path: "/entities/{id}",
        about: "One person, organisation or place by any of its names: its articles over time, and its company.",
        parameters: || &ENTITY,
        answers: &[json("EntityPage"), other("text/html")],
        handler: || get(page::entity),
        ..READ
    },
    Route {
        path: "/status",
        about: "What is followed, and how it stands.",
        answers: &[json("Status")],
        handler: || get(api::status),
        ..READ
    },
    Route {
        path: "/reindex",
        about: "Brings the followed folders up to date now, and tells what was done.",
        access: Access::Admin,
        answers: &[json("Summary")],
        is_posted: true,
        handler: || post(reindex::reindex),
        ..READ
    },
    Route {
        path: "/metrics",
        about: "Figures for Prometheus.",
        answers: &[other("text/plain")],
        handler: || get(metrics::shown),
        ..READ
    },
    Route {
        path: "/opensearch.xml",
        about: "How a browser searches here from its own box.",
        answers: &[other("application/opensearchdescription+xml")],
        handler: || get(opensearch::description),
        ..READ
    },
    Route {
        path: "/openapi.json",
        about: "This description.",
        answers: &[json("Description")],
        handler: || get(openapi::document),
        ..READ
    },
    Route {
        path: "/health/livez",
        about: "Whether this process answers.",
        access: Access::Open,
        answers: &[other("text/plain")],
        handler: || get(api::alive),
        ..READ
    },
    Route {
        path: "/health/readyz",
        about: "Whether the index is open, and which commit of it.",
        access: Access::Open,
        answers: &[json("Ready")],
        handler: || get(api::ready),
        ..READ
    },
    Route {
        path: "/static/{file}",
        about: "What the page is dressed in.",
        access: Access::Open,
        answers: &[other("text/css"), other("image/svg+xml")],
        handler: || get(page::file),
        ..READ
    },
];
