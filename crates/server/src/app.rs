//! The routes over one archive.

use std::sync::Arc;
use std::time::Instant;

use article::Language;
use axum::Router;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use query::{Archive, Search};
use tokio::sync::Semaphore;

use crate::accept;
use crate::desk::Desk;
use crate::guard::{Door, Gate, door, guard};
use crate::metrics::{IndexFigures, Metrics};
use crate::options::Options;
use crate::page;
use crate::routes::ROUTES;
use crate::wire::{Asked, Failure, Page};

/// The archive, and how it is served.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) archive: Arc<Archive>,
    pub(crate) options: Options,
    pub(crate) desk: Desk,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) index_figures: Arc<IndexFigures>,
    /// One at a time brings the folders up to date.
    pub(crate) reindexing: Arc<Semaphore>,
}

/// The routes over `archive`. To be given to [`crate::run`], or called by tests as it is.
pub fn app(archive: Arc<Archive>, options: Options) -> Router {
    let metrics = Arc::new(Metrics::default());
    let tokens = Arc::new(options.tokens.clone());
    let gate = Gate::new(&options, Arc::clone(&metrics));
    let site = Site {
        archive,
        desk: Desk::new(options.searches, options.waiting, Arc::clone(&metrics)),
        options,
        metrics,
        index_figures: Arc::default(),
        reindexing: Arc::new(Semaphore::new(1)),
    };
    let routes = ROUTES.iter().fold(Router::new(), |router, route| {
        let door = middleware::from_fn_with_state(Door { route, tokens: Arc::clone(&tokens) }, door);
        router.route(route.path, (route.handler)().layer(door))
    });
    routes
        .fallback(missing)
        .method_not_allowed_fallback(refused)
        .layer(middleware::from_fn_with_state(gate, guard))
        .with_state(site)
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

/// The part of an address that varies.
pub(crate) struct Part(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Part {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        // One that is no text names nothing.
        let part = Path::<String>::from_request_parts(parts, state).await;
        part.map(|Path(part)| Self(part)).map_err(|_| Failure::NotFound("there is no such page".to_owned()))
    }
}

async fn missing(headers: HeaderMap) -> Response {
    failed(&headers, Failure::NotFound("there is no such page".to_owned()))
}

async fn refused(State(site): State<Site>, uri: Uri, headers: HeaderMap) -> Response {
    let is_posted = ROUTES.iter().any(|route| route.is_posted && route.path == uri.path());
    if is_posted && site.options.tokens.admin.is_none() {
        return missing(headers).await;
    }
    failed(&headers, Failure::Method { allow: if is_posted { "POST" } else { "GET, HEAD" } })
}

/// `failure` as the asker would like it.
pub(crate) fn failed(headers: &HeaderMap, failure: Failure) -> Response {
    if accept::wants_page(headers) { page::failure(headers, "", &failure) } else { failure.into_response() }
}
