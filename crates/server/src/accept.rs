//! What the asker would like: a language, and a page or JSON.

use article::Language;
use axum::http::{HeaderMap, header};

/// French or English, whichever `Accept-Language` prefers; English where it says neither.
pub(crate) fn language(headers: &HeaderMap) -> Language {
    let mut best = (0.0, Language::English);
    for (value, quality) in choices(headers, header::ACCEPT_LANGUAGE) {
        let language = match value.split('-').next().unwrap_or_default() {
            "fr" => Language::French,
            "en" => Language::English,
            _ => continue,
        };
        if quality > best.0 {
            best = (quality, language);
        }
    }
    best.1
}

/// Whether a page is preferred to JSON, as browsers do; who takes anything gets JSON.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    let choices = choices(headers, header::ACCEPT);
    let quality = |kind: &str| {
        let named = choices.iter().find(|(value, _)| value == kind);
        let any = || choices.iter().find(|(value, _)| value == "*/*");
        named.or_else(any).map_or(0.0, |(_, quality)| *quality)
    };
    quality("text/html") > quality("application/json")
}

/// The values of a header, lower case, each with its quality from 0 to 1.
fn choices(headers: &HeaderMap, name: header::HeaderName) -> Vec<(String, f32)> {
    let lines = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    let choice = |choice: &str| {
        let mut parts = choice.split(';').map(str::trim);
        let value = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        (value, quality)
    };
    lines.flat_map(|line| line.split(',')).map(choice).collect()
}

#[cfg(test)]
mod tests {
    use article::Language;
    use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

    use super::{language, wants_page};

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_preferred_language_of_ours_is_taken() {
        let check = |value, expected| assert_eq!(language(&headers(header::ACCEPT_LANGUAGE, value)), expected);
        check("fr-CA,fr;q=0.9,en;q=0.8", Language::French);
        check("de,en-GB;q=0.7,fr;q=0.6", Language::English);
        check("de;q=1, en;q=0.2, FR;q=0.6", Language::French);
        check("de", Language::English);
        check("fr;q=0", Language::English);
        assert_eq!(language(&HeaderMap::new()), Language::English);
    }

    #[test]
    fn browsers_get_pages_and_programs_json() {
        let check = |value, expected| assert_eq!(wants_page(&headers(header::ACCEPT, value)), expected, "{value}");
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true);
        check("*/*", false);
        check("application/json", false);
        check("application/json, text/html;q=0.5", false);
        check("text/html", true);
        assert!(!wants_page(&HeaderMap::new()));
    }
}
