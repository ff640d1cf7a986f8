//! Addresses of the page: the state of a search, changed in one point.

use query::{Filter, FilterField, Sort, TimelineUnit};

use crate::wire::Asked;

/// The address of a search on the page.
pub(crate) fn home(asked: &Asked) -> String {
    match asked.to_query() {
        query if query.is_empty() => "/".to_owned(),
        query => format!("/?{query}"),
    }
}

/// The feed of a search: what it finds, newest first.
pub(crate) fn feed(asked: &Asked) -> String {
    let found =
        Asked { sort: Sort::Relevance, fresh: false, limit: None, facets: Vec::new(), interval: None, ..anew(asked) };
    match found.to_query() {
        query if query.is_empty() => "/feed".to_owned(),
        query => format!("/feed?{query}"),
    }
}

/// The address of an article.
pub(crate) fn article(id: &str) -> String {
    let escaped: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
    format!("/articles/{escaped}")
}

/// The view of an entity, by any of its names.
pub(crate) fn entity(name: &str) -> String {
    // In a path, a plus sign is a plus sign.
    let escaped: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    format!("/entities/{}", escaped.replace('+', "%20"))
}

/// The same with bars of one unit.
pub(crate) fn entity_by(name: &str, interval: Option<TimelineUnit>) -> String {
    let interval = interval.map(|unit| format!("?interval={}", unit.name()));
    format!("{}{}", entity(name), interval.unwrap_or_default())
}

/// With bars of one unit in its timeline.
pub(crate) fn by(asked: &Asked, interval: Option<TimelineUnit>) -> String {
    home(&Asked { interval, ..asked.clone() })
}

/// The page of everything that fits one condition.
pub(crate) fn only(field: FilterField, value: &str) -> String {
    home(&Asked { filters: vec![Filter { field, value: value.to_owned() }], ..Asked::default() })
}

/// `asked` from its first hit: whatever changes a search begins it again.
fn anew(asked: &Asked) -> Asked {
    Asked { offset: 0, after: None, ..asked.clone() }
}

/// With one more condition.
pub(crate) fn with(asked: &Asked, field: FilterField, value: &str) -> String {
    let mut asked = anew(asked);
    asked.filters.push(Filter { field, value: value.to_owned() });
    home(&asked)
}

/// Without one of its conditions.
pub(crate) fn without(asked: &Asked, filter: &Filter) -> String {
    let mut asked = anew(asked);
    asked.filters.retain(|other| other != filter);
    home(&asked)
}

/// Published within these days and no others, each end as users type it.
pub(crate) fn within(asked: &Asked, dates: &[(FilterField, &str)]) -> String {
    let mut asked = anew(asked);
    asked.filters.retain(|filter| !is_publication(filter.field));
    asked.filters.extend(dates.iter().map(|(field, value)| Filter { field: *field, value: (*value).to_owned() }));
    home(&asked)
}

/// Whether a condition is about the date of publication.
pub(crate) fn is_publication(field: FilterField) -> bool {
    use FilterField::{Date, DateLoosely, From, Last, Until};
    matches!(field, Date | DateLoosely | From | Until | Last)
}

/// In another order.
pub(crate) fn sorted(asked: &Asked, sort: Sort) -> String {
    home(&Asked { sort, ..anew(asked) })
}

/// With the other names of an entity switched off.
pub(crate) fn switched_off(asked: &Asked, name: &str) -> String {
    let mut asked = anew(asked);
    asked.without.push(name.to_owned());
    home(&asked)
}

/// With the other names of an entity switched on again, whichever of its names switched them off.
pub(crate) fn switched_on(asked: &Asked, name: &str, also: &[String]) -> String {
    let mut asked = anew(asked);
    let is_meant = |off: &String| {
        let off = off.to_lowercase();
        off == name.to_lowercase() || also.contains(&off)
    };
    asked.without.retain(|off| !is_meant(off));
    home(&asked)
}

/// A link that may be followed out of the archive: only to the web.
pub(crate) fn outward(url: &str) -> Option<&str> {
    let has_scheme = |scheme: &str| url.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    let is_web = has_scheme("http://") || has_scheme("https://");
    (is_web && !url.chars().any(|c| c.is_control() || c.is_whitespace())).then_some(url)
}

#[cfg(test)]
mod tests {
    use query::{Filter, FilterField};

    use super::{outward, switched_off, switched_on, with, within, without};
    use crate::wire::Asked;

    #[test]
    fn a_change_keeps_the_rest_and_begins_again() {
        let asked = Asked::parse("q=gr%C3%A8ve&source=AFP&from=2024&offset=20").unwrap();
        assert_eq!(with(&asked, FilterField::Place, "Lyon"), "/?q=gr%C3%A8ve&source=AFP&from=2024&place=Lyon");
        let source = Filter { field: FilterField::Source, value: "AFP".to_owned() };
        assert_eq!(without(&asked, &source), "/?q=gr%C3%A8ve&from=2024");
        let december = [(FilterField::From, "2024-12-01"), (FilterField::Until, "2024-12-31")];
        assert_eq!(within(&asked, &december), "/?q=gr%C3%A8ve&source=AFP&from=2024-12-01&until=2024-12-31");
        assert_eq!(within(&asked, &[]), "/?q=gr%C3%A8ve&source=AFP");
    }

    #[test]
    fn names_are_switched_both_ways() {
        let asked = Asked::parse("q=Alep").unwrap();
        let off = switched_off(&asked, "Aleppo");
        assert_eq!(off, "/?q=Alep&without=Aleppo");
        let off = Asked::parse("q=Alep&without=Aleppo").unwrap();
        assert_eq!(switched_on(&off, "Alep", &["aleppo".to_owned()]), "/?q=Alep");
    }

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(outward("HTTPS://example.org/a"), Some("HTTPS://example.org/a"));
        for url in
            ["javascript:alert(1)", "data:text/html,x", "//example.org", "http:x", " http://a", "http://a\nb", ""]
        {
            assert_eq!(outward(url), None, "{url}");
        }
    }
}
