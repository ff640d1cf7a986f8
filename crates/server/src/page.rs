//! The web page: the same answers as the JSON, for people, without a script.
//!
//! An article has one address, `/articles/{id}`, for readers and programs alike: a link sent to a colleague opens the
//! page, the same link in a program gives the JSON, as each asks for in `Accept`.

mod article;
mod dates;
mod frame;
mod links;
mod message;
mod phrases;
mod results;
mod timeline;
mod trouble;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use query::Facet;

use self::article::ArticlePage;
use self::frame::{MARK, STYLE};
use self::phrases::Phrases;
use self::results::ResultsPage;
use self::trouble::TroublePage;
use crate::accept;
use crate::api;
use crate::app::{Site, failed};
use crate::cache;
use crate::wire::{ArticleView, Asked, Failure};

/// Hits on one page when no `limit` is given.
const HITS: usize = 20;

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
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if let Some((name, _)) = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).next() {
        let detail = format!("there is no parameter `{name}`");
        let hint = "the address of an article has none".to_owned();
        return failed(&headers, Failure::Parameter { name: name.into_owned(), detail, hint });
    }
    let asked = id.clone();
    let stored = match site.ask(move |archive| archive.article(&asked)).await {
        Ok(Some(stored)) => stored,
        Ok(None) => return failed(&headers, Failure::NotFound(format!("there is no article `{id}` in this archive"))),
        Err(problem) => return failed(&headers, problem),
    };
    if accept::wants_page(&headers) {
        return render(&headers, &ArticlePage::new(Phrases::of(accept::language(&headers)), &stored));
    }
    let view = ArticleView::from(stored);
    let json = api::bytes(&view).and_then(|told| api::as_json(&headers, &view, &told));
    json.unwrap_or_else(IntoResponse::into_response)
}

/// `GET /static/{file}`: what the page is dressed in.
pub(crate) async fn file(Path(file): Path<String>, headers: HeaderMap) -> Response {
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
    match page.render() {
        Ok(html) => {
            let told = html.clone();
            cache::answer(headers, "text/html; charset=utf-8", html.into_bytes(), told)
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
