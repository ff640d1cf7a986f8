//! Reads annotated corpora: `token TAB label` lines, BIO, a blank line between sentences.
//!
//! Takes a file's text, gives its documents as running text: sentences become paragraphs, so that no name crosses
//! one, and blanks are put back as newsrooms print them.

use article::{Kind, Language};

use super::text::Text;

/// The documents of a file. A file without marks between documents is cut every `sentences` sentences.
pub(crate) fn documents(file: &str, language: Language, sentences: usize) -> Vec<Text> {
    let mut documents = Vec::new();
    let mut current = Text::default();
    let mut sentence: Vec<(&str, &str)> = Vec::new();
    let marks = file.lines().filter(|line| line.starts_with("-DOCSTART-")).count();
    let longest = if marks > 4 { usize::MAX } else { sentences };
    for line in file.lines().chain(["", "-DOCSTART-\tO"]) {
        // Some sets number their tokens in a first column.
        let (rest, label) = line.rsplit_once('\t').unwrap_or((line, "O"));
        let token = rest.rsplit('\t').next().unwrap_or(rest);
        if !token.is_empty() && token != "-DOCSTART-" {
            sentence.push((token, label));
            continue;
        }
        add_sentence(&mut current, &sentence, language);
        sentence.clear();
        let full = token == "-DOCSTART-" || current.article.paragraphs.len() >= longest;
        if full && !current.is_empty() {
            documents.push(std::mem::take(&mut current));
        }
    }
    documents
}

fn add_sentence(document: &mut Text, sentence: &[(&str, &str)], language: Language) {
    if sentence.is_empty() {
        return;
    }
    let start = document.open();
    let text = &mut document.article.text;
    let mut open: Option<(usize, Kind)> = None;
    let mut end = start;
    let mut quotes = 0;
    for (at, (token, label)) in sentence.iter().enumerate() {
        quotes += usize::from(*token == "\"");
        let before = at.checked_sub(1).map(|at| sentence[at].0);
        if before.is_some_and(|before| !is_glued(before, token, quotes)) {
            text.push(' ');
        }
        let kind = match label.get(2..) {
            Some("PER") => Some(Kind::Person),
            Some("ORG") => Some(Kind::Organisation),
            Some("LOC") => Some(Kind::Place),
            _ => None,
        };
        let goes_on = label.starts_with("I-") && open.is_some_and(|(_, open)| Some(open) == kind);
        if !goes_on {
            document.names.extend(open.take().map(|(start, kind)| (start, end, kind)));
            open = kind.map(|kind| (text.len(), kind));
        }
        text.push_str(token);
        end = text.len();
        document.tokens += 1;
    }
    document.names.extend(open.map(|(start, kind)| (start, end, kind)));
    document.close(start, language);
}

/// Whether no blank stands between two tokens; `quotes` counts the straight ones up to `token`.
fn is_glued(before: &str, token: &str, quotes: usize) -> bool {
    let elided = before.ends_with(['\'', '’']) && before.chars().count() > 1 && !before.starts_with(['\'', '’']);
    let opens = matches!(before, "(" | "[" | "“" | "‘" | "#" | "$" | "£" | "-")
        || (before == "\"" && !quotes.is_multiple_of(2));
    let closes =
        matches!(token, "." | "," | ")" | "]" | "”" | "'s" | "’s" | "…" | "n't" | "n’t" | "%" | "'" | "’" | "-")
            || (token == "\"" && quotes.is_multiple_of(2));
    elided || opens || closes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_come_back_and_names_keep_their_places() {
        let file = "-DOCSTART-\tO\n\nL'\tO\nONU\tB-ORG\n(\tO\nGenève\tB-LOC\n)\tO\n.\tO\n\nJean\tB-PER\nBon\tI-PER\n";
        let documents = documents(file, Language::French, 5);
        let [document] = documents.as_slice() else { panic!("one document: {documents:?}") };
        assert_eq!(document.article.text, "L'ONU (Genève).\nJean Bon");
        let names: Vec<&str> =
            document.names.iter().map(|(start, end, _)| &document.article.text[*start..*end]).collect();
        assert_eq!(names, ["ONU", "Genève", "Jean Bon"]);
        assert_eq!(document.tokens, 8);
    }
}
