//! Tells names of authors from the beginnings of sentences that look like them.

use super::dated;
use super::fold::folded;
use super::words::{DateWord, Sign, Words};

/// The author that `text` names after «By» or «Par», if it names nothing else.
fn author(text: &str) -> Option<&str> {
    let name = text.trim().trim_end_matches(['.', ',', '|', '-', '–', '—', ' ', '\u{A0}']);
    // «Published by» with the name in an element of its own.
    let opening = Words::get().opening(&folded(name)).is_some_and(|(sign, _)| sign == Sign::Byline);
    (!name.is_empty() && !opening && is_names(name, MOST_WORDS)).then_some(name)
}

/// The author that a line names, with or without «By», before a date or another statement.
pub(super) fn within(line: &str) -> Option<&str> {
    let name = match dated::dated_line(line) {
        Some(dated) => &line[..dated.dates[0].range.start],
        None => line,
    };
    let name = name.split(['|', '•', '·']).next().unwrap_or_default();
    let name = trim(name);
    let opened = OPENINGS.iter().find_map(|opening| {
        name.get(..opening.len()).filter(|head| head.eq_ignore_ascii_case(opening)).map(|_| &name[opening.len()..])
    });
    let name = opened.unwrap_or(name);
    let name = CLOSINGS.iter().fold(name, |name, tail| trim(name.strip_suffix(tail).unwrap_or(name)));
    author(name)
}

const OPENINGS: [&str; 11] = [
    "auteur: ",
    "auteur : ",
    "publié par ",
    "written by ",
    "posted by ",
    "author: ",
    "author ",
    "par ",
    "by: ",
    "by ",
    "von ",
];
const CLOSINGS: [&str; 8] = [" le", " on", " publié", " Publié", " published", " Published", " à", " at"];

fn trim(name: &str) -> &str {
    name.trim().trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')')
}

const MOST_WORDS: usize = 16;

/// Whether a line is only the name of a person: two to four capitalised words.
pub(super) fn is_bare_name(line: &str) -> bool {
    let count = line.split_whitespace().count();
    (2..=4).contains(&count)
        && line.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | '\u{A0}'))
        && !line.ends_with('.')
        && is_names(line, 4)
}

/// Whether this is the name of an account that anybody may have written under.
pub(super) fn is_generic(name: &str) -> bool {
    name.split_whitespace().all(|word| Words::get().is_generic_author(&folded(word)))
}

fn is_names(text: &str, most: usize) -> bool {
    let words = Words::get();
    let mut capitals = 0;
    let mut count = 0;
    for word in text.split_whitespace() {
        count += 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            continue;
        }
        let folded = folded(bare);
        if count == 1 && matches!(words.date_word(&folded), Some(DateWord::Weekday | DateWord::Month)) {
            return false;
        }
        let elided = bare.split_once(['\'', '’']).is_some_and(|(_, name)| name.starts_with(char::is_uppercase));
        if bare.starts_with(char::is_uppercase) || elided || word.starts_with('@') {
            capitals += 1;
        } else if !words.is_name_word(&folded)
            && !bare.starts_with("al-")
            && !bare.starts_with("el-")
            && !is_generic(text)
        {
            return false;
        }
    }
    count <= most && (capitals > 0 || is_generic(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_sentences() {
        assert_eq!(author("Jean Dupont, correspondant à Beyrouth"), Some("Jean Dupont, correspondant à Beyrouth"));
        assert_eq!(author("JANE DOE and Abu al-Fadl"), Some("JANE DOE and Abu al-Fadl"));
        assert_eq!(author("admin"), Some("admin"));
        assert_eq!(author("ailleurs, le conseil a voté."), None);
        assert_eq!(author("Friday the army had left"), None);
    }
}
