//! Finds credits that consist of nothing but agencies: «AFP», «(RFI and AFP)», «Avec Reuters».

use super::fold::folded;
use super::words::Words;

/// The outlets that a line names when it names nothing else, as printed.
pub(super) fn agency(line: &str) -> Option<&str> {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || bare.len() > LONGEST || !bare.starts_with(char::is_uppercase) && !opens_small(bare) {
        return None;
    }
    let bare = without_opening(bare);
    let named =
        bare.split([',', '/', '&', '+', '|', ';', '·']).flat_map(split_at_and).filter(|name| !name.trim().is_empty());
    let mut count = 0;
    for name in named {
        if !Words::get().is_agency(&folded(without_opening(name.trim()))) {
            return None;
        }
        count += 1;
    }
    (count > 0).then_some(bare)
}

const LONGEST: usize = 80;

const OPENINGS: [&str; 8] = ["avec ", "with ", "via ", "source : ", "source: ", "par ", "by ", "l'"];

fn opens_small(line: &str) -> bool {
    OPENINGS.iter().any(|opening| line.starts_with(opening))
}

fn without_opening(line: &str) -> &str {
    for opening in OPENINGS {
        if let Some(head) = line.get(..opening.len())
            && head.eq_ignore_ascii_case(opening)
        {
            return line[opening.len()..].trim();
        }
    }
    line
}

fn split_at_and(names: &str) -> impl Iterator<Item = &str> {
    names
        .split(" et ")
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" avec "))
        .flat_map(|part| part.split(" with "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<&str>) {
        assert_eq!(agency(line), expected, "{line}");
    }

    #[test]
    fn agencies_alone_are_credits() {
        check("AA", Some("AA"));
        check("(RFI and AFP)", Some("RFI and AFP"));
        check("Avec AFP et Reuters", Some("AFP et Reuters"));
        check("Agence France-Presse", Some("Agence France-Presse"));
        check(" Reuter", Some("Reuter"));
    }

    #[test]
    fn other_words_are_not() {
        check("Civilians", None);
        check("L'AFP a publié un démenti", None);
        check("Hama", None);
    }
}
