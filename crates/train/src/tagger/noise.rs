//! Spoils texts the way scraping does, so that the tagger has seen it.
//!
//! Takes an annotated text, gives one with headlines in capitals or in title case, accents lost, other quotes and
//! apostrophes, glued sentences, hashtags; names keep their places.

use analysis::fold;
use article::{Language, Paragraph};

use super::chance::Chance;
use super::text::Text;

/// One of the ways in which texts come spoiled.
pub(crate) fn spoil(text: &Text, chance: &mut Chance) -> Text {
    match chance.below(6) {
        0 | 1 => in_capitals(text, chance),
        2 if text.article.paragraphs.first().is_some_and(|first| first.language == Language::English) => {
            headline(text, title_case)
        }
        3 => tag(text, chance),
        4 => by_char(text, |_, c, _, out| match c {
            '\'' => out.push('’'),
            '’' => out.push('\''),
            '«' | '»' | '“' | '”' => out.push('"'),
            c if c.is_uppercase() => out.push_str(&without_accents(&c.to_string())),
            c => out.push(c),
        }),
        _ => glue(text),
    }
}

/// The first sentence in capitals, as a headline; half of the time its accents are lost.
pub(crate) fn in_capitals(text: &Text, chance: &mut Chance) -> Text {
    let bare = chance.one_in(2);
    headline(text, |word| if bare { without_accents(&word.to_uppercase()) } else { word.to_uppercase() })
}

/// Accents off, the letters' case kept.
fn without_accents(word: &str) -> String {
    word.chars()
        .flat_map(|c| {
            let folded = fold(&c.to_string());
            let folded = if folded.is_empty() { c.to_string() } else { folded };
            let upper = c.is_uppercase();
            folded
                .chars()
                .flat_map(|c| if upper { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] })
                .collect::<Vec<_>>()
        })
        .collect()
}

fn title_case(word: &str) -> String {
    let small = ["the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "or", "by", "as", "with"];
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if !small.contains(&word) => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

/// The first sentence becomes a headline, on a line of its own.
fn headline(text: &Text, word: impl Fn(&str) -> String) -> Text {
    let all = text.article.text.as_str();
    let Some(first) = text.article.paragraphs.first() else { return text.clone() };
    let Some(stop) = all[first.start..first.end].find(". ").map(|at| first.start + at) else { return text.clone() };
    let inside = |at: usize| text.names.iter().any(|(start, end, _)| (*start..*end).contains(&at));
    if stop - first.start > 160 || inside(stop) {
        return text.clone();
    }
    let mut spoiled = by_word(text, stop, word);
    // The blank after the full stop ends the line.
    let stop = spoiled.1;
    spoiled.0.article.text.replace_range(stop..stop + 2, " \n");
    let first = spoiled.0.article.paragraphs.remove(0);
    let title = Paragraph { end: stop, ..first };
    let rest = Paragraph { start: stop + 2, ..first };
    spoiled.0.article.paragraphs.splice(0..0, [title, rest]);
    spoiled.0
}

/// Rewrites the words before `stop`; also gives where `stop` is afterwards.
fn by_word(text: &Text, stop: usize, word: impl Fn(&str) -> String) -> (Text, usize) {
    let all = text.article.text.as_str();
    let (spoiled, places) = rewrite(text, |at, c, _, out| {
        let opens = c.is_alphabetic() && !all[..at].ends_with(char::is_alphabetic);
        if at >= stop || !c.is_alphabetic() {
            out.push(c);
        } else if opens {
            let end = all[at..].find(|c: char| !c.is_alphabetic()).map_or(all.len(), |end| at + end);
            out.push_str(&word(&all[at..end]));
        }
    });
    (spoiled, places[stop])
}

/// Full stops lose the blank after them.
fn glue(text: &Text) -> Text {
    by_char(text, |at, c, before, out| {
        let ended = before.trim_end_matches(['.', '»', '"', ' ']);
        let stop =
            before.ends_with(['.', '»', '"']) && ended.len() < before.len() && ended.ends_with(char::is_lowercase);
        if !(c == ' ' && stop && at % 3 == 0) {
            out.push(c);
        }
    })
}

/// Some names of one word become hashtags.
fn tag(text: &Text, chance: &mut Chance) -> Text {
    let all = text.article.text.as_str();
    let single = |start: usize, end: usize| all[start..end].chars().all(char::is_alphanumeric);
    let starts = text.names.iter().filter(|(start, end, _)| single(*start, *end)).map(|(start, ..)| *start);
    let chosen: Vec<usize> = starts.filter(|_| chance.one_in(2)).collect();
    by_char(text, |at, c, _, out| {
        out.push(c);
        if c == ' ' && chosen.contains(&(at + 1)) {
            out.push('#');
        }
    })
}

/// Rewrites a text character by character: `write` gets the place, the character, what was last written, and where to
/// write. Names and paragraphs follow.
fn by_char(text: &Text, write: impl FnMut(usize, char, &str, &mut String)) -> Text {
    rewrite(text, write).0
}

/// As [`by_char`], and where each byte went.
fn rewrite(text: &Text, mut write: impl FnMut(usize, char, &str, &mut String)) -> (Text, Vec<usize>) {
    let all = text.article.text.as_str();
    let mut out = String::with_capacity(all.len() + 16);
    let (mut from, mut until) = (vec![0; all.len() + 1], vec![0; all.len() + 1]);
    let mut piece = String::new();
    for (at, c) in all.char_indices() {
        from[at] = out.len();
        piece.clear();
        write(at, c, &out[out.floor_char_boundary(out.len().saturating_sub(8))..], &mut piece);
        out.push_str(&piece);
        until[at + c.len_utf8()] = out.len();
    }
    from[all.len()] = out.len();
    let mut spoiled = text.clone();
    spoiled.article.text = out;
    for (start, end, _) in &mut spoiled.names {
        (*start, *end) = (from[*start], until[*end]);
    }
    for paragraph in &mut spoiled.article.paragraphs {
        (paragraph.start, paragraph.end) = (from[paragraph.start], until[paragraph.end]);
    }
    (spoiled, from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::annotated;

    #[test]
    fn names_keep_their_places_however_the_text_is_spoiled() {
        let file = "À [Évreux|LOC], l'[Armée verte|ORG] avance. « [Rémi Élie|PER] a fui », dit [Zoé|PER]. Fin.";
        let text = annotated::article(file, Language::French).expect("well written");
        let plain = |text: &Text| -> Vec<String> {
            text.names.iter().map(|(start, end, _)| fold(&text.article.text[*start..*end])).collect()
        };
        let mut chance = Chance::new(1);
        for _ in 0..60 {
            let spoiled = spoil(&text, &mut chance);
            assert_eq!(plain(&spoiled), plain(&text), "{}", spoiled.article.text);
            let last = spoiled.article.paragraphs.last().map(|last| last.end);
            assert_eq!(last, Some(spoiled.article.text.len()));
        }
    }

    #[test]
    fn a_headline_stands_on_its_own_line() {
        let text = annotated::article("[Évreux|LOC] est loin. On part.", Language::French).expect("well written");
        let spoiled = headline(&text, |word| word.to_uppercase());
        assert_eq!(spoiled.article.text, "ÉVREUX EST LOIN \nOn part.");
        let ends: Vec<_> =
            spoiled.article.paragraphs.iter().map(|part| &spoiled.article.text[part.start..part.end]).collect();
        assert_eq!(ends, ["ÉVREUX EST LOIN", "On part."]);
    }
}
