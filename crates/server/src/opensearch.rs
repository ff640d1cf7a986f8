//! `/opensearch.xml`: how a browser searches here from its own box (OpenSearch 1.1).

use askama::Template;
use axum::http::{HeaderMap, header};
use axum::response::Response;

use crate::accept;
use crate::cache;
use crate::page::{Phrases, written};

#[derive(Template)]
#[template(path = "opensearch.xml")]
struct Description {
    t: &'static Phrases,
    /// Scheme and host, as the browser sees them: the format wants whole addresses.
    base: String,
}

pub(crate) async fn description(headers: HeaderMap) -> Response {
    let description = Description { t: Phrases::of(accept::language(&headers)), base: base(&headers) };
    written(&description, |xml| {
        let told = xml.clone();
        cache::answer(&headers, "application/opensearchdescription+xml", xml.into_bytes(), told)
    })
}

/// The guard has seen to it that the host is one of ours. A proxy in front tells in `X-Forwarded-Proto` whether it was
/// asked by https.
fn base(headers: &HeaderMap) -> String {
    let told = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let scheme = if told("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    format!("{scheme}://{}", told(header::HOST.as_str()).unwrap_or("localhost"))
}
