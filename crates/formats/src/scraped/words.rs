//! The word lists `fr.txt` and `en.txt`, ready to be asked.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::fold::{fold, folded};

/// What a phrase at the beginning of a line, or filling it, says about the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    Furniture,
    Header,
    Byline,
    Credit,
    Photo,
    Caption,
    Quoted,
    Tags,
}

/// What a word of a date line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateWord {
    Month,
    Weekday,
    /// Articles, prepositions, units and zones that stand in dates.
    Filler,
}

/// Both lists.
#[derive(Default)]
pub(super) struct Words {
    lines: HashMap<String, Sign>,
    /// By first word; longer phrases first.
    openings: HashMap<String, Vec<(String, Sign)>>,
    credit_endings: Vec<String>,
    header_endings: Vec<String>,
    sources: Vec<String>,
    published: Vec<String>,
    modified: Vec<String>,
    dates: HashMap<String, DateWord>,
    names: HashSet<String>,
    generic_authors: HashSet<String>,
    /// Labels that are common words too: they count only at the beginning of a statement.
    common_labels: HashSet<String>,
    /// First words of labels.
    label_words: HashSet<String>,
    caption_marks: Vec<String>,
    caption_endings: Vec<String>,
    agencies: HashSet<String>,
}

impl Words {
    pub(super) fn get() -> &'static Self {
        static WORDS: LazyLock<Words> =
            LazyLock::new(|| Words::parse(&[include_str!("fr.txt"), include_str!("en.txt")]));
        &WORDS
    }

    fn parse(lists: &[&str]) -> Self {
        let mut words = Self::default();
        for list in lists {
            let mut section = "";
            for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
                match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                    Some(name) => section = name,
                    None => words.add(section, line),
                }
            }
        }
        for phrases in words.openings.values_mut() {
            phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        let labels = words.published.iter().chain(&words.modified);
        words.label_words = labels.filter_map(|phrase| phrase.split(' ').next()).map(str::to_owned).collect();
        words.published.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        words.modified.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        words
    }

    fn add(&mut self, section: &str, line: &str) {
        let phrase = folded(line);
        let words = || line.split_whitespace().map(folded);
        match section {
            "furniture line" => self.add_line(phrase, Sign::Furniture),
            "header line" => self.add_line(phrase, Sign::Header),
            "furniture opening" => self.add_opening(phrase, Sign::Furniture),
            "header opening" => self.add_opening(phrase, Sign::Header),
            "byline opening" => self.add_opening(phrase, Sign::Byline),
            "credit opening" => self.add_opening(phrase, Sign::Credit),
            "photo opening" => self.add_opening(phrase, Sign::Photo),
            "caption opening" => self.add_opening(phrase, Sign::Caption),
            "quoted opening" => self.add_opening(phrase, Sign::Quoted),
            "tags opening" => self.add_opening(phrase, Sign::Tags),
            "credit ending" => self.credit_endings.push(phrase),
            "header ending" => self.header_endings.push(phrase),
            "source within" => self.sources.push(phrase),
            "common label" => drop(self.common_labels.insert(phrase)),
            // These begin with the marks that a folded line loses only at its own beginning.
            "caption within" => self.caption_marks.push(line.chars().map(fold).collect()),
            "caption ending" => self.caption_endings.push(line.chars().map(fold).collect()),
            "published" => self.published.push(phrase),
            "modified" => self.modified.push(phrase),
            "month" => self.dates.extend(words().map(|word| (word, DateWord::Month))),
            "weekday" => self.dates.extend(words().map(|word| (word, DateWord::Weekday))),
            "date word" => {
                for word in words() {
                    self.dates.entry(word).or_insert(DateWord::Filler);
                }
            }
            "name word" => self.names.extend(words()),
            "generic author" => self.generic_authors.extend(words()),
            "agency" => drop(self.agencies.insert(phrase)),
            _ => debug_assert!(false, "no section `{section}` is known"),
        }
    }

    fn add_line(&mut self, phrase: String, sign: Sign) {
        let phrase = if phrase.ends_with("...") { &phrase } else { trim_end(&phrase) };
        self.lines.insert(phrase.to_owned(), sign);
    }

    fn add_opening(&mut self, phrase: String, sign: Sign) {
        self.openings.entry(first_word(&phrase).to_owned()).or_default().push((phrase, sign));
    }

    /// What a line is that consists of nothing but a known phrase. A full stop makes it the end of a sentence.
    pub(super) fn line(&self, folded: &str) -> Option<Sign> {
        let whole = self.lines.get(folded).copied();
        whole.or_else(|| if folded.ends_with('.') { None } else { self.lines.get(trim_end(folded)).copied() })
    }

    /// What a line is by its first words, and where in the folded line they end.
    pub(super) fn opening(&self, folded: &str) -> Option<(Sign, usize)> {
        let phrases = self.openings.get(first_word(folded))?;
        let (phrase, sign) = phrases.iter().find(|(phrase, _)| opens(folded, phrase))?;
        Some((*sign, phrase.len()))
    }

    /// What a line is by its last words: «Jane Doe contributed to this report.», «5 min read».
    pub(super) fn ending(&self, folded: &str) -> Option<Sign> {
        let line = trim_end(folded);
        let ends = |endings: &[String]| endings.iter().any(|ending| line.ends_with(ending.as_str()));
        if ends(&self.credit_endings) {
            return Some(Sign::Credit);
        }
        (line.len() <= LONGEST_READING_TIME && ends(&self.header_endings)).then_some(Sign::Header)
    }

    /// Where the name of an outlet begins that the folded line gives as its source.
    pub(super) fn source_at(&self, folded: &str) -> Option<usize> {
        self.sources.iter().find_map(|phrase| folded.find(phrase.as_str()).map(|at| at + phrase.len()))
    }

    /// Whether a line ends with the credit of a picture: «Le port. Photo: J. Roux», «… (Photo by J. Doe/AFP)».
    pub(super) fn ends_as_caption(&self, folded: &str) -> bool {
        let line = trim_end(folded).trim_end_matches(')').trim_end();
        let tail_at = line.char_indices().rev().nth(LONGEST_PHOTO_CREDIT).map_or(0, |(at, _)| at);
        let tail = &line[tail_at..];
        // Something must stand before the credit, or it is a credit alone.
        let captioned = |at: usize| line[..tail_at + at].split_whitespace().nth(2).is_some();
        // All marks hold one of these, and most lines none.
        let may = tail.contains([':', '(']) || tail.contains("photo");
        may && self.caption_marks.iter().any(|mark| tail.rfind(mark.as_str()).is_some_and(captioned))
            || self.caption_endings.iter().any(|ending| tail.ends_with(ending.as_str()))
    }

    /// Whether a label may begin with this word.
    pub(super) fn opens_label(&self, folded: &str) -> bool {
        self.label_words.contains(folded)
    }

    /// Whether a label is also a common word.
    pub(super) fn is_common_label(&self, folded: &str) -> bool {
        self.common_labels.contains(folded)
    }

    /// Whether the folded text opens with a label of publication (`Some(false)`) or of change (`Some(true)`).
    pub(super) fn label(&self, folded: &str) -> Option<(bool, usize)> {
        let find = |phrases: &[String]| phrases.iter().find(|phrase| opens(folded, phrase)).map(String::len);
        match (find(&self.published), find(&self.modified)) {
            (published, Some(modified)) if published.is_none_or(|length| length < modified) => Some((true, modified)),
            (Some(published), _) => Some((false, published)),
            _ => None,
        }
    }

    pub(super) fn date_word(&self, folded: &str) -> Option<DateWord> {
        self.dates.get(folded).copied()
    }

    /// Whether a word in lower case may stand in a byline.
    pub(super) fn is_name_word(&self, folded: &str) -> bool {
        self.names.contains(folded)
    }

    /// Whether an author is only the name of an account: `admin`.
    pub(super) fn is_generic_author(&self, folded: &str) -> bool {
        self.generic_authors.contains(folded)
    }

    pub(super) fn is_agency(&self, folded: &str) -> bool {
        self.agencies.contains(folded)
    }
}

const LONGEST_PHOTO_CREDIT: usize = 60;
const LONGEST_READING_TIME: usize = 40;

fn first_word(folded: &str) -> &str {
    let end = folded.find([' ', ':']).unwrap_or(folded.len());
    &folded[..end]
}

/// Whether `phrase` opens `folded` and ends at the end of a word.
fn opens(folded: &str, phrase: &str) -> bool {
    folded.strip_prefix(phrase).is_some_and(|rest| {
        phrase.ends_with(|c: char| !c.is_alphanumeric()) || !rest.starts_with(|c: char| c.is_alphanumeric())
    })
}

/// Without the marks that follow a heading or a button.
fn trim_end(folded: &str) -> &str {
    folded.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<Sign>) {
        let folded = folded(line);
        let words = Words::get();
        let found = words.line(&folded).or_else(|| words.opening(&folded).map(|(sign, _)| sign));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn lines_are_told_by_their_words() {
        check("À lire également:", Some(Sign::Furniture));
        check("PARTAGER", Some(Sign::Furniture));
        check("Crédit Photo : AA /", Some(Sign::Photo));
        check("Read more »", Some(Sign::Furniture));
        check("La rédaction", Some(Sign::Header));
        check("Share prices fell on Monday", None);
        check("Photographie et mémoire", None);
    }

    #[test]
    fn labels_say_what_a_date_is() {
        let label = |line: &str| Words::get().label(&folded(line)).map(|(modified, _)| modified);
        assert_eq!(label("Publié le 5 mars"), Some(false));
        assert_eq!(label("Mis à jour le 5 mars"), Some(true));
        assert_eq!(label("MAJ: 6/12/2024"), Some(true));
        assert_eq!(label("Dated March"), None);
    }
}
