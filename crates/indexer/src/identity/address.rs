//! The form of a URL under which two links to one article are equal.

/// Writes `url` so that two links to one article are equal; `None` where it names no article of its own.
///
/// Scheme and host are lower-cased, `http` is `https`; default ports, the fragment, parameters that only track the
/// reader and a trailing slash are dropped. The front page of a site is no article, though careless pages say so.
///
/// ```
/// let canonical = |url| indexer::canonical_url(url);
/// let expected = Some("https://example.org/Monde/a?page=2".to_owned());
/// assert_eq!(canonical("HTTP://Example.org:80/Monde/a/?utm_source=x&page=2&fbclid=y#top"), expected);
/// assert_eq!(canonical("https://example.org/"), None);
/// ```
pub fn canonical_url(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let scheme = match scheme.to_ascii_lowercase() {
        scheme if scheme == "http" => "https".to_owned(),
        scheme => scheme,
    };
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let host_end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, place) = rest.split_at(host_end);
    let host = host.to_lowercase();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(&host);
    if host.is_empty() || !scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let (path, parameters) = place.split_once('?').unwrap_or((place, ""));
    let path = path.trim_end_matches('/');
    let parameters: Vec<&str> = parameters.split('&').filter(|parameter| !is_tracking(parameter)).collect();
    match (path, parameters.is_empty()) {
        ("", true) => None,
        (_, true) => Some(format!("{scheme}://{host}{path}")),
        (_, false) => Some(format!("{scheme}://{host}{path}?{}", parameters.join("&"))),
    }
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split_once('=').map_or(parameter, |(name, _)| name).to_ascii_lowercase();
    name.is_empty() || name == "fbclid" || name.starts_with("utm_")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::canonical_url;

    fn check(url: &str, expected: Option<&str>) {
        assert_eq!(canonical_url(url).as_deref(), expected, "{url}");
    }

    #[test]
    fn links_to_one_article_are_equal() {
        check("https://a.fr/x", Some("https://a.fr/x"));
        check("http://A.fr/x/", Some("https://a.fr/x"));
        check("https://a.fr:443/x#c", Some("https://a.fr/x"));
        check("https://a.fr/x?id=3&UTM_Medium=b", Some("https://a.fr/x?id=3"));
        check("https://a.fr/?p=12", Some("https://a.fr?p=12"));
        check("https://a.fr/X", Some("https://a.fr/X"));
    }

    #[test]
    fn what_names_no_article_is_no_identity() {
        check("https://a.fr", None);
        check("https://a.fr/?utm_source=x", None);
        check("/monde/x.html", None);
        check("https:///x", None);
        check("", None);
    }

    proptest! {
        #[test]
        fn the_canonical_form_is_its_own(url in "https?://[a-zA-Z.]{1,9}(/[a-z/#?&=_é]{0,20})?") {
            if let Some(canonical) = canonical_url(&url) {
                prop_assert_eq!(canonical_url(&canonical), Some(canonical.clone()));
            }
        }
    }
}
