//! Answers for programs, as JSON.

use std::io::Write;

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use query::Facet;
use serde::Serialize;
use serde_json::json;

use crate::accept;
use crate::app::{Part, Site};
use crate::cache;
use crate::routes::{ENTITIES, OF_ENTITIES, OF_SIMILAR, SIMILAR};
use crate::wire::{Asked, Entities, EntityView, Failure, Page, Similar, TIMELINE, given};

/// `GET /search`: the hits for a query.
pub(crate) async fn search(
    State(site): State<Site>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let asked = Asked::parse(query.as_deref().unwrap_or_default())?;
    let page = site.find(&asked, accept::language(&headers)).await?;
    page_as_json(&headers, &page)
}

/// `GET /timeline`: the same query, only counted by time.
pub(crate) async fn timeline(
    State(site): State<Site>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let asked = Asked::parse_only(&TIMELINE, query.as_deref().unwrap_or_default())?;
    let asked = Asked { limit: Some(0), facets: vec![Facet::Timeline], ..asked };
    let page = site.find(&asked, accept::language(&headers)).await?;
    page_as_json(&headers, &page)
}

fn page_as_json(headers: &HeaderMap, page: &Page) -> Result<Response, Failure> {
    let timeless = Page { took_ms: 0.0, ..page.clone() };
    as_json(headers, page, &bytes(&timeless)?)
}

/// `value` as JSON; `told` is what its tag is made of.
pub(crate) fn as_json(headers: &HeaderMap, value: &impl Serialize, told: &[u8]) -> Result<Response, Failure> {
    let mut body = bytes(value)?;
    // So that a terminal shows its prompt on a line of its own.
    body.write_all(b"\n").map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(cache::answer(headers, "application/json", body, told))
}

pub(crate) fn bytes(value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(value).map_err(|error| Failure::Internal(error.to_string()))
}

/// `GET /entities`: what a name may mean, or which entities are named most.
pub(crate) async fn entities(
    State(site): State<Site>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (mut name, mut limit) = (String::new(), ENTITIES);
    for (parameter, value) in given(&OF_ENTITIES, query.as_deref().unwrap_or_default())? {
        match parameter.name {
            "name" => name = value.into_owned(),
            _ => limit = parameter.number(&value)?.unwrap_or(limit),
        }
    }
    let labels = accept::language(&headers);
    let asked = name.clone();
    let entities = site.ask(move |archive| Ok(archive.entities(&asked, limit, labels))).await?;
    let entities = Entities { name, entities: entities.into_iter().map(EntityView::from).collect() };
    as_json(&headers, &entities, &bytes(&entities)?)
}

/// `GET /articles/{id}/similar`: the articles nearest to one.
pub(crate) async fn similar(
    State(site): State<Site>,
    Part(id): Part,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let mut limit = SIMILAR;
    for (parameter, value) in given(&OF_SIMILAR, query.as_deref().unwrap_or_default())? {
        limit = parameter.number(&value)?.unwrap_or(limit);
    }
    let asked = id.clone();
    let similar = site.ask(move |archive| archive.similar(&asked, limit)).await?;
    let similar = similar.ok_or_else(|| Failure::NotFound(format!("there is no article `{id}` in this archive")))?;
    let similar = Similar::new(&id, &similar);
    as_json(&headers, &similar, &bytes(&similar)?)
}

/// `GET /health/livez`: this process answers.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /health/readyz`: the index is open, and which commit of it. Never waits behind searches.
pub(crate) async fn ready(State(site): State<Site>) -> Result<Json<serde_json::Value>, Failure> {
    let archive = site.archive;
    let overview = tokio::task::spawn_blocking(move || archive.overview());
    let overview = overview.await.map_err(|_| Failure::Internal("the index cannot be looked at".to_owned()))?;
    Ok(Json(json!({ "status": "ready", "articles": overview.articles, "generation": overview.generation })))
}

/// `GET /status`: what is followed, where this process follows anything.
pub(crate) async fn status(State(site): State<Site>) -> Result<Response, Failure> {
    let Some(follower) = site.options.follower else {
        return Err(Failure::NotFound(
            "this server follows no folders; `depeche status` tells about the index".to_owned(),
        ));
    };
    let status = tokio::task::spawn_blocking(move || follower.status()).await;
    let status = status.map_err(|_| Failure::Internal("the follower gives no answer".to_owned()))?;
    Ok((StatusCode::OK, Json(status)).into_response())
}
