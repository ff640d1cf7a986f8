//! Tells whether the first line of a scraped text is its headline.

/// Whether a line reads like a headline: short enough, and without the full stop of a sentence.
pub(super) fn is_title(line: &str) -> bool {
    let count = line.chars().count();
    if !(SHORTEST..=LONGEST).contains(&count) || line.lines().count() > 2 {
        return false;
    }
    let closed = line.trim_end_matches(['"', '»', '”', '\'', '’', ')', ' ', '\u{A0}']);
    let open_end = closed.ends_with("...") || closed.ends_with('…') || ends_with_abbreviation(closed);
    if closed.ends_with(['.', ',', ';', ':']) && !open_end {
        return false;
    }
    line.split_whitespace().nth(1).is_some()
        && line.starts_with(|c: char| !c.is_lowercase() && !matches!(c, '-' | '•' | '@' | '#' | ',' | ';' | '.'))
        && sentence_ends(line) <= usize::from(count <= TWO_SENTENCES)
}

const SHORTEST: usize = 8;
const LONGEST: usize = 220;

/// «Assad est tombé. Et maintenant ?» is a headline; a longer line of two sentences is not.
const TWO_SENTENCES: usize = 130;

/// «U.S.», «Inc.», «Jr.»: a full stop that closes no sentence.
fn ends_with_abbreviation(line: &str) -> bool {
    let word = line.split_whitespace().next_back().unwrap_or_default();
    let letters = word.trim_end_matches('.');
    word.ends_with('.') && (letters.contains('.') || letters.len() <= 3 && letters.starts_with(char::is_uppercase))
}

/// How many sentences end inside the line.
fn sentence_ends(line: &str) -> usize {
    let mut words = line.split_whitespace().peekable();
    let mut count = 0;
    while let Some(word) = words.next() {
        let Some(next) = words.peek() else { break };
        let letters = word.trim_end_matches(['.', '!', '?', '"', '»', '”']);
        // «M. Dupont» and «J. K. Rowling» end nothing.
        if letters.len() < word.len()
            && word.contains(['.', '!'])
            && letters.chars().count() > 3
            && next.starts_with(char::is_uppercase)
        {
            count += 1;
        }
    }
    count
}

/// Whether a line reads like prose: it ends as a sentence, or is long.
pub(super) fn is_prose(line: &str) -> bool {
    let closed = line.trim_end_matches(['"', '»', '”', '\'', '’', ')', ' ', '\u{A0}']);
    let words = line.split_whitespace().take(25).count();
    words >= 25 || words >= 5 && closed.ends_with(['.', '!', '?', '…', ':', ';'])
}

/// The length of the first half of a line that prints the same words twice, glued or not.
pub(super) fn doubled(line: &str) -> Option<usize> {
    if line.len() < 2 * SHORTEST_DOUBLED || line.len() > LONGEST_DOUBLED {
        return None;
    }
    (0..=MOST_BETWEEN).find_map(|between| {
        let length = line.len().checked_sub(between).filter(|rest| rest % 2 == 0)? / 2;
        let (first, second) = (line.get(..length)?, line.get(length + between..)?);
        let separated = line.get(length..length + between)?.chars().all(|c| !c.is_alphanumeric());
        (first == second && separated && first.trim() == first).then_some(length)
    })
}

const SHORTEST_DOUBLED: usize = 15;
const LONGEST_DOUBLED: usize = 1000;

/// A blank, a line end, or a dash between blanks (which takes five bytes).
const MOST_BETWEEN: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_have_no_full_stop() {
        assert!(is_title("Syrie: avancée des groupes armés vers Homs"));
        assert!(is_title("Qui veut la fin du tunnel ?"));
        assert!(is_title("Shares fall across the U.S."));
        assert!(!is_title("Le maire a démissionné hier soir."));
        assert!(!is_title(
            "Le maire a démissionné hier soir. Ses adjoints le suivront. Les électeurs voteront en mars, selon la préfecture"
        ));
        assert!(!is_title("Hama"));
    }

    #[test]
    fn glued_titles_are_seen() {
        assert_eq!(doubled("Le port rouvre lundiLe port rouvre lundi"), Some(20));
        assert_eq!(doubled("Le port rouvre lundi - Le port rouvre lundi"), Some(20));
        assert_eq!(doubled("Le port rouvre lundi, le port ferme mardi"), None);
    }
}
