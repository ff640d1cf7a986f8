//! Chooses the headline among what a page offers, and cuts the name of the site off it.

/// What a page offers.
pub(super) struct Offers<'a> {
    /// `og:title`, or the headline of JSON-LD.
    pub(super) declared: Option<&'a str>,
    /// The `<title>`.
    pub(super) element: Option<&'a str>,
    /// The `<h1>` elements outside menus, in order.
    pub(super) headings: &'a [String],
    /// The site and its host.
    pub(super) site: &'a [&'a str],
}

/// The headline.
pub(super) fn choose(offers: &Offers<'_>) -> Option<String> {
    let declared = offers.declared.map(|title| without_site(title, offers.site));
    let element = offers.element.map(|title| without_site(title, offers.site));
    // A heading that the metadata repeats is the headline as printed.
    let agreed = offers.headings.iter().find(|heading| {
        let heading = key(heading);
        heading.len() >= SHORTEST
            && [declared, element].into_iter().flatten().any(|title| {
                let title = key(title);
                title.len() >= SHORTEST && (title.starts_with(&heading) || heading.starts_with(&title))
            })
    });
    if let Some(heading) = agreed {
        // An «h1» may hold a kicker as well; then the declared title is cleaner.
        let shorter = declared.filter(|title| title.len() < heading.len() && heading.contains(title));
        return Some(shorter.unwrap_or(heading).to_owned());
    }
    let lone = offers.headings.first().filter(|heading| offers.headings.len() == 1 && !is_site(heading, offers.site));
    let is_useful = |title: &&str| !title.is_empty() && !is_site(title, offers.site);
    declared.filter(is_useful).or(lone.map(String::as_str)).or(element).map(str::to_owned)
}

const SHORTEST: usize = 8;

/// The title without «- Site» after it or «Site |» before it.
fn without_site<'a>(title: &'a str, site: &[&str]) -> &'a str {
    let mut title = title.trim();
    while let Some((head, tail)) = last_part(title) {
        if !is_site(tail, site) || head.is_empty() {
            break;
        }
        title = head;
    }
    match first_part(title) {
        Some((head, tail)) if is_site(head, site) && !tail.is_empty() => tail,
        _ => title,
    }
}

const SEPARATORS: [&str; 11] = [" - ", " | ", " – ", " — ", " · ", " • ", " » ", " :: ", " // ", " : ", "|"];

fn last_part(title: &str) -> Option<(&str, &str)> {
    let cut = SEPARATORS.iter().filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len())));
    let (at, length) = cut.max_by_key(|(at, _)| *at)?;
    Some((title[..at].trim_end(), title[at + length..].trim()))
}

fn first_part(title: &str) -> Option<(&str, &str)> {
    let cut = SEPARATORS.iter().filter_map(|mark| title.find(mark).map(|at| (at, mark.len())));
    let (at, length) = cut.min_by_key(|(at, _)| *at)?;
    Some((title[..at].trim(), title[at + length..].trim_start()))
}

/// Whether a part names the site: `Le Journal`, `lejournal.fr`, «Le Journal - Actualités».
fn is_site(part: &str, site: &[&str]) -> bool {
    let part = key(part);
    !part.is_empty()
        && site.iter().any(|name| {
            let name = key(name);
            !name.is_empty()
                && (name == part
                    || part.len() >= 4 && name.contains(&part)
                    || name.len() >= 4 && part.contains(&name) && part.len() < 3 * name.len())
        })
}

/// Letters and figures, in lower case.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(declared: Option<&str>, element: Option<&str>, headings: &[&str], expected: &str) {
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let offers = Offers { declared, element, headings: &headings, site: &["Le Journal", "lejournal.fr"] };
        assert_eq!(choose(&offers).as_deref(), Some(expected));
    }

    #[test]
    fn the_name_of_the_site_is_cut_off() {
        check(None, Some("Le port rouvre - Le Journal"), &[], "Le port rouvre");
        check(Some("Le port rouvre | lejournal.fr"), None, &[], "Le port rouvre");
        check(None, Some("Le Journal : le port rouvre"), &[], "le port rouvre");
        check(None, Some("Grève - la suite"), &[], "Grève - la suite");
    }

    #[test]
    fn the_printed_headline_is_preferred() {
        check(
            Some("Le port rouvre lundi"),
            Some("x"),
            &["Le Journal", "Le port rouvre lundi matin"],
            "Le port rouvre lundi",
        );
        check(Some("Le port rouvre lundi, enfin"), None, &["Le port rouvre lundi"], "Le port rouvre lundi");
        check(None, Some("Le Journal"), &["Le port rouvre lundi"], "Le port rouvre lundi");
    }
}
