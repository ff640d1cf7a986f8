//! The web page: the same answers as the JSON, for people, without a script.
//!
//! An article has one address, `/articles/{id}`, for readers and programs alike: a link sent to a colleague opens the
//! page, the same link in a program gives the JSON, as each asks for in `Accept`.

mod article;
mod dates;
mod entity;
mod frame;
pub(crate) mod links;
mod message;
mod phrases;
mod results;
mod row;
mod timeline;
mod trouble;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use query::{Facet, Filter, FilterField, Sort};

use self::article::ArticlePage;
use self::entity::EntityPage;
use self::frame::{MARK, STYLE};
pub(crate) use self::phrases::Phrases;
use self::results::ResultsPage;
use self::trouble::TroublePage;
use crate::accept;
use crate::api;
use crate::app::{Part, Site, failed};
use crate::cache;
use crate::wire::{self, ArticleView, Asked, ENTITY, EntityView, Failure, Page, given};

/// Hits on one page when no `limit` is given.
const HITS: usize = 20;

/// Articles shown as nearest to another one.
const NEAREST: usize = 6;

/// Articles shown of an entity, and others that may share its name.
const NEWEST: usize = 10;
const OTHERS: usize = 8;

/// What stands beside the hits.
const FACETS: [Facet; 6] = [Facet::Timeline, Facet::Person, Facet::Org, Facet::Place, Facet::Source, Facet::Language];

/// `GET /`: the search box, and the hits for what is in it; the newest articles where nothing is.
pub(crate) async fn home(State(site): State<Site>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let phrases = Phrases::of(accept::language(&headers));
    let query = query.unwrap_or_default();
    let asked = match Asked::parse(&query) {
        Ok(asked) => Asked { facets: Vec::new(), ..asked },
        Err(problem) => {
            let text = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "q");
            return failure(&headers, &text.map(|(_, text)| text).unwrap_or_default(), &problem);
        }
    };
    let counted = Asked { facets: FACETS.to_vec(), limit: Some(asked.limit.unwrap_or(HITS)), ..asked.clone() };
    match site.find(&counted, phrases.language).await {
        Ok(page) => render(&headers, &ResultsPage::new(phrases, &asked, &page)),
        Err(problem) => failure(&headers, &asked.text, &problem),
    }
}

/// `GET /articles/{id}`: one article, as a page or as JSON.
pub(crate) async fn article(
    State(site): State<Site>,
    Part(id): Part,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if let Err(problem) = given(&[], query.as_deref().unwrap_or_default()) {
        return failed(&headers, problem);
    }
    let asked = id.clone();
    let wants_page = accept::wants_page(&headers);
    let found = site.ask(move |archive| {
        let Some(stored) = archive.article(&asked)? else { return Ok(None) };
        let nearest = if wants_page { archive.similar(&asked, NEAREST)? } else { None };
        Ok(Some((stored, nearest.unwrap_or_default())))
    });
    let (stored, nearest) = match found.await {
        Ok(Some(found)) => found,
        Ok(None) => return failed(&headers, Failure::NotFound(format!("there is no article `{id}` in this archive"))),
        Err(problem) => return failed(&headers, problem),
    };
    if wants_page {
        return render(&headers, &ArticlePage::new(Phrases::of(accept::language(&headers)), &stored, &nearest));
    }
    let view = ArticleView::from(stored);
    let json = api::bytes(&view).and_then(|told| api::as_json(&headers, &view, &told));
    json.unwrap_or_else(IntoResponse::into_response)
}

/// `GET /entities/{id}`: one person, organisation or place, as a page or as JSON.
pub(crate) async fn entity(
    State(site): State<Site>,
    Part(id): Part,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let found = match entity_found(&site, &id, query.as_deref().unwrap_or_default(), &headers).await {
        Ok(Some(found)) => found,
        // A name that stands in one article alone may be known to no table: its articles can still be listed.
        Ok(None) if accept::wants_page(&headers) => {
            return Redirect::to(&links::only(FilterField::Entity, &id)).into_response();
        }
        Ok(None) => return failed(&headers, Failure::NotFound(format!("there is no entity `{id}` in this archive"))),
        Err(problem) => return failed(&headers, problem),
    };
    let (asked, found) = found;
    if accept::wants_page(&headers) {
        return render(&headers, &EntityPage::new(Phrases::of(accept::language(&headers)), &asked, &found));
    }
    let timeless = wire::EntityPage { found: Page { took_ms: 0.0, ..found.found.clone() }, ..found.clone() };
    let json = api::bytes(&timeless).and_then(|told| api::as_json(&headers, &found, &told));
    json.unwrap_or_else(IntoResponse::into_response)
}

/// The entity with the name `id`, and the search for its articles.
async fn entity_found(
    site: &Site,
    id: &str,
    query: &str,
    headers: &HeaderMap,
) -> Result<Option<(Asked, wire::EntityPage)>, Failure> {
    let asked = Asked::parse_only(&ENTITY, query)?;
    let labels = accept::language(headers);
    let name = id.to_owned();
    let mut meant = site.ask(move |archive| Ok(archive.entities(&name, OTHERS, labels))).await?;
    if id.trim().is_empty() || meant.is_empty() {
        return Ok(None);
    }
    // Its whole name rather than a short form that it shares with others.
    let own = meant.iter().position(|entity| entity.name.to_lowercase() == id.to_lowercase());
    let entity = EntityView::from(meant.remove(own.unwrap_or_default()));
    let filter = Filter { field: FilterField::Entity, value: entity.name.clone() };
    let asked = Asked {
        filters: vec![filter],
        facets: FACETS.to_vec(),
        sort: Sort::Newest,
        limit: Some(asked.limit.unwrap_or(NEWEST)),
        ..asked
    };
    let found = site.find(&asked, labels).await?;
    let others = meant.into_iter().map(EntityView::from).collect();
    Ok(Some((asked, wire::EntityPage { entity, others, found })))
}

/// `GET /static/{file}`: what the page is dressed in.
pub(crate) async fn file(Part(file): Part, headers: HeaderMap) -> Response {
    let (content_type, body) = match file.as_str() {
        "page.css" => ("text/css; charset=utf-8", STYLE),
        "mark.svg" => ("image/svg+xml", MARK),
        _ => return failed(&headers, Failure::NotFound("there is no such file".to_owned())),
    };
    // Pages name the style by its content, so a browser never has to ask again.
    let kept = "public, max-age=31536000, immutable";
    ([(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, kept)], body).into_response()
}

/// The page that says what went wrong with the query `text`.
pub(crate) fn failure(headers: &HeaderMap, text: &str, problem: &Failure) -> Response {
    let phrases = Phrases::of(accept::language(headers));
    match TroublePage::new(phrases, text, problem).render() {
        Ok(html) => {
            let mut response = ([(header::CONTENT_TYPE, HTML)], html).into_response();
            response.headers_mut().insert(header::VARY, cache::VARY);
            problem.mark(response)
        }
        Err(_) => problem.clone().into_response(),
    }
}

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

fn render(headers: &HeaderMap, page: &impl Template) -> Response {
    written(page, |html| {
        let told = html.clone();
        cache::answer(headers, "text/html; charset=utf-8", html.into_bytes(), told)
    })
}

/// What `answer` makes of `page`, once it is written.
pub(crate) fn written(page: &impl Template, answer: impl FnOnce(String) -> Response) -> Response {
    match page.render() {
        Ok(text) => answer(text),
        Err(error) => {
            tracing::error!(%error, "a page could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
