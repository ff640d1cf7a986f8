//! The routes over one archive.

use std::sync::Arc;
use std::time::Instant;

use article::Language;
use axum::Router;
use axum::http::HeaderMap;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use query::{Archive, Search};

use crate::accept;
use crate::api;
use crate::desk::Desk;
use crate::guard::{Hosts, guard};
use crate::options::Options;
use crate::page;
use crate::wire::{Asked, Failure, Page};

/// The archive, and how it is served.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) archive: Arc<Archive>,
    pub(crate) options: Options,
    desk: Desk,
}

/// The routes over `archive`. To be given to [`crate::run`], or called by tests as it is.
pub fn app(archive: Arc<Archive>, options: Options) -> Router {
    let hosts = Hosts::new(&options.hosts);
    let desk = Desk::new(options.searches, options.waiting);
    Router::new()
        .route("/", get(page::home))
        .route("/search", get(api::search))
        .route("/articles/{id}", get(page::article))
        .route("/entities", get(api::entities))
        .route("/timeline", get(api::timeline))
        .route("/status", get(api::status))
        .route("/health/livez", get(api::alive))
        .route("/health/readyz", get(api::ready))
        .route("/static/{file}", get(page::file))
        .fallback(missing)
        .method_not_allowed_fallback(refused)
        .layer(middleware::from_fn_with_state(hosts, guard))
        .with_state(Site { archive, options, desk })
}

impl Site {
    /// Asks the archive something, when it is its turn.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Archive) -> Result<T, query::Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let archive = Arc::clone(&self.archive);
        self.desk.ask(move || question(&archive)).await?.map_err(|error| {
            if !error.is_askers_fault() {
                tracing::error!(error = &error as &dyn std::error::Error, "the archive failed");
            }
            Failure::from(error)
        })
    }

    /// The page of hits for `asked`.
    pub(crate) async fn find(&self, asked: &Asked, labels: Language) -> Result<Page, Failure> {
        let search: Search = asked.search((self.options.today)(), labels);
        let found = self.ask(move |archive| {
            let started = Instant::now();
            archive.search(&search).map(|hits| Page::new(hits, started.elapsed()))
        });
        found.await
    }
}

async fn missing(headers: HeaderMap) -> Response {
    failed(&headers, Failure::NotFound("there is no such page".to_owned()))
}

async fn refused(headers: HeaderMap) -> Response {
    failed(&headers, Failure::Method)
}

/// `failure` as the asker would like it.
pub(crate) fn failed(headers: &HeaderMap, failure: Failure) -> Response {
    if accept::wants_page(headers) { page::failure(headers, "", &failure) } else { failure.into_response() }
}
