//! Takes a word as typed, gives the special way in which it is to be searched: `word*`, `word~1`.

use super::How;
use super::error::Problem;
use super::limits::{FARTHEST, LONGEST_FUZZY, SHORTEST_PREFIX};

/// `chunk` without the punctuation behind it: «chemin*, route» means `chemin*`.
pub(super) fn without_punctuation(chunk: &str) -> &str {
    chunk.trim_end_matches([',', '.', ';', ':', '!', '?', '…', '\'', '’'])
}

/// The word before a `*` or a `~`, and what the sign says; `None` for a plain word.
///
/// # Errors
///
/// Fails on signs that ask for too much, or for two things at once.
pub(super) fn special(chunk: &str) -> Result<Option<(&str, How)>, Problem> {
    if let Some(stem) = chunk.strip_suffix('*').filter(|stem| ends_in_word(stem)) {
        return if stem.contains('*') {
            Err(Problem::Wildcard(chunk.to_owned()))
        } else if let Some((stem, _)) = fuzzy(stem) {
            Err(Problem::Contradiction { signs: ["~", "*"], instead: format!("{stem}*") })
        } else if letters(stem) < SHORTEST_PREFIX {
            Err(Problem::ShortPrefix(stem.to_owned()))
        } else {
            Ok(Some((stem, How::Prefix)))
        };
    }
    if let Some((stem, distance)) = fuzzy(chunk) {
        if let Some(prefix) = stem.strip_suffix('*') {
            return Err(Problem::Contradiction { signs: ["~", "*"], instead: format!("{prefix}*") });
        }
        return match distance.parse().ok().filter(|distance| *distance <= FARTHEST) {
            Some(0) => Ok(Some((stem, How::Exact))),
            Some(_) if letters(stem) > LONGEST_FUZZY => Err(Problem::LongFuzzy(stem.to_owned())),
            Some(distance) if letters(stem) > usize::from(distance) => Ok(Some((stem, How::Fuzzy(distance)))),
            Some(distance) => Err(Problem::ShortFuzzy { word: stem.to_owned(), distance }),
            None => Err(Problem::TooFuzzy { word: stem.to_owned(), distance: distance.to_owned() }),
        };
    }
    if has_inner_star(chunk) { Err(Problem::Wildcard(chunk.to_owned())) } else { Ok(None) }
}

/// What to say about a sign of this or another query language that says nothing in the plain word `chunk`.
pub(super) fn stray_sign(chunk: &str) -> Option<String> {
    Some(match chunk {
        "&&" => "`&&` is no operator here: words side by side must all match".to_owned(),
        "||" => "`||` is no operator here: write OR between two words".to_owned(),
        _ if chunk.starts_with('!') && chunk.len() > 1 => format!("`{chunk}` excludes nothing: write `-` for `!`"),
        _ if chunk.contains('*') => "a `*` is read only behind the letters of a word".to_owned(),
        _ if chunk.starts_with('~') => "a `~` is read only right behind a word or a phrase".to_owned(),
        _ if chunk.contains('~') && !chunk.contains('/') => "a `~` is read only with 1 or 2 behind it".to_owned(),
        _ if chunk.contains('^') => "a `^` says nothing here: no word counts more than another".to_owned(),
        _ => return None,
    })
}

/// A word with `~` and perhaps a digit behind it. A number is no word: `10~20` is one.
fn fuzzy(chunk: &str) -> Option<(&str, &str)> {
    let (stem, distance) = chunk.rsplit_once('~')?;
    let is_number = stem.ends_with(|c: char| c.is_ascii_digit()) && distance.len() > 1;
    let is_fuzzy = ends_in_word(stem.trim_end_matches('*')) && distance.bytes().all(|byte| byte.is_ascii_digit());
    let distance = if distance.is_empty() { "1" } else { distance };
    (is_fuzzy && !is_number).then_some((stem, distance))
}

/// Letters and digits that the sign behind `stem` is about: those of its last word, or of the word its parts make.
fn letters(stem: &str) -> usize {
    let (mut tokens, mut last) = (0, 0);
    let (mut joined_until, mut joined) = (0, 0);
    analysis::scan(stem, |token| {
        tokens += 1;
        last = token.word.chars().count();
        if let Some(whole) = token.joined {
            (joined_until, joined) = (tokens - 1 + whole.parts, whole.form.chars().count());
        }
    });
    if joined_until == tokens { last.max(joined) } else { last }
}

/// A `*` with a letter or digit on both sides.
fn has_inner_star(chunk: &str) -> bool {
    let is_inner = |at: usize| ends_in_word(&chunk[..at]) && chunk[at + 1..].starts_with(char::is_alphanumeric);
    chunk.match_indices('*').any(|(at, _)| is_inner(at))
}

fn ends_in_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}
