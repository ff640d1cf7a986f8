//! Answers that a browser may keep, as long as it asks each time whether they still hold.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// What an answer varies with besides its address.
pub(crate) const VARY: HeaderValue = HeaderValue::from_static("Accept, Accept-Language");

/// The answer `body`, or only that it still holds, where the asker has it already.
///
/// `told` is what the tag is made of: all that the body says but for the time it took to find.
pub(crate) fn answer(asked: &HeaderMap, content_type: &'static str, body: Vec<u8>, told: impl Hash) -> Response {
    let tag = tag(told);
    let mut response = if holds(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(Body::from(body));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        response
    };
    let headers = response.headers_mut();
    // Articles may come at any moment, so nothing is shown again without asking.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::VARY, VARY);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// Weak, because answers that say the same may differ in the time they took.
fn tag(told: impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    told.hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}

fn holds(asked: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let lines = asked.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|known| known.trim() == "*" || opaque(known) == opaque(tag))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

    use super::answer;

    #[test]
    fn an_answer_that_still_holds_is_not_sent_again() {
        let first = answer(&HeaderMap::new(), "text/plain", b"12 hits".to_vec(), "12 hits");
        assert_eq!(first.status(), StatusCode::OK);
        let tag = first.headers()[header::ETAG].clone();
        let again = |known: HeaderValue, told: &str| {
            let asked = HeaderMap::from_iter([(header::IF_NONE_MATCH, known)]);
            answer(&asked, "text/plain", told.as_bytes().to_vec(), told).status()
        };
        assert_eq!(again(tag.clone(), "12 hits"), StatusCode::NOT_MODIFIED);
        assert_eq!(again(tag, "13 hits"), StatusCode::OK);
        assert_eq!(again(HeaderValue::from_static("\"a\", \"b\""), "12 hits"), StatusCode::OK);
    }
}
