//! Finds the dates that lines around a story print: «Publié le 5 décembre 2024 à 12h03 | MAJ: 6/12/2024».
//!
//! Takes a short line and gives the dates in it as printed, with what their labels say they are. Nothing is
//! computed here: `dates` reads the values.

use std::ops::Range;

use super::fold::{Folded, folded};
use super::words::{DateWord, Words};

/// A line with at least one date.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DatedLine {
    pub(super) dates: Vec<PrintedDate>,
    /// What stands beside the dates and their labels.
    pub(super) rest: Rest,
    /// How many words that is.
    pub(super) other_words: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct PrintedDate {
    /// Bytes of the line.
    pub(super) range: Range<usize>,
    /// `Some(true)` after a label such as «Mis à jour», `Some(false)` after one such as «Publié le».
    pub(super) modified: Option<bool>,
}

/// What stands beside the dates of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    Nothing,
    /// Words that are all capitalised, or such as stand in bylines: «Jean Dupont, avec AFP».
    Names,
    Words,
}

/// Reads a line; gives `None` when no date stands in it.
pub(super) fn dated_line(line: &str) -> Option<DatedLine> {
    if line.len() > LONGEST || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let tokens = tokens(line);
    let mut dates = Vec::new();
    let (mut rest, mut other_words) = (Rest::Nothing, 0);
    let mut label = None;
    let mut at = 0;
    while at < tokens.len() {
        // A statement begins with the line, after a mark, or after a date.
        let begins = at == 0 || !matches!(tokens[at - 1].kind, Kind::Word | Kind::Date(DateWord::Filler));
        if tokens[at].opens_label
            && let Some((modified, count)) = label_at(line, &tokens[at..], begins)
        {
            label = Some(modified);
            at += count;
            continue;
        }
        let run = run_length(&tokens[at..]);
        if run > 0
            && let Some(range) = date_within(line, &tokens[at..at + run])
        {
            dates.push(PrintedDate { range, modified: label.take() });
            at += run;
            continue;
        }
        rest = rest.and(line, &tokens[at]);
        other_words += usize::from(!matches!(tokens[at].kind, Kind::Mark | Kind::Separator));
        at += 1;
    }
    (!dates.is_empty()).then_some(DatedLine { dates, rest, other_words })
}

const LONGEST: usize = 250;

impl PrintedDate {
    /// Whether a year or a weekday is printed, so that the day is more than a passing mention.
    pub(super) fn is_full(&self, line: &str) -> bool {
        let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let is_weekday = |word: &str| Words::get().date_word(&folded(word)) == Some(DateWord::Weekday);
        let words = line[self.range.clone()].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.clone().count() >= 3 && words.into_iter().any(|word| is_year(word) || is_weekday(word))
    }
}

/// The first date of `text`, wherever it stands, as bytes of it.
pub(super) fn first_date(text: &str) -> Option<Range<usize>> {
    dated_line(text)?.dates.into_iter().next().map(|date| date.range)
}

impl Rest {
    fn and(self, line: &str, token: &Token) -> Self {
        let printed = &line[token.range.clone()];
        match token.kind {
            Kind::Mark | Kind::Separator => self,
            Kind::Number | Kind::Date(DateWord::Month | DateWord::Weekday) => Self::Words,
            Kind::Date(DateWord::Filler) | Kind::Word => {
                let capital = printed.starts_with(char::is_uppercase);
                if self != Self::Words && (capital || Words::get().is_name_word(&folded(printed)) || is_byline(printed))
                {
                    Self::Names
                } else {
                    Self::Words
                }
            }
        }
    }
}

fn is_byline(word: &str) -> bool {
    matches!(word, "par" | "by")
}

struct Token {
    range: Range<usize>,
    kind: Kind,
    /// Whether a label may begin with this word.
    opens_label: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Date(DateWord),
    Word,
    /// Marks that stand inside dates.
    Mark,
    /// Marks between one statement and the next.
    Separator,
}

fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut folded = Folded::default();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut extend = |same: fn(char) -> bool| {
            while let Some((at, next)) = chars.next_if(|(_, next)| same(*next)) {
                end = at + next.len_utf8();
            }
        };
        let mut opens_label = false;
        let kind = if c.is_ascii_digit() {
            extend(|next| next.is_ascii_digit());
            Kind::Number
        } else if c.is_alphabetic() {
            extend(char::is_alphabetic);
            folded.set(&line[start..end]);
            opens_label = Words::get().opens_label(folded.as_str());
            Words::get().date_word(folded.as_str()).map_or(Kind::Word, Kind::Date)
        } else if matches!(c, '|' | '·' | '•' | '●' | '»' | '/' | ';') && c != '/' {
            Kind::Separator
        } else {
            Kind::Mark
        };
        tokens.push(Token { range: start..end, kind, opens_label });
    }
    tokens
}

/// A label before a date, and how many tokens it takes. Common words («date», «update») are labels only where a
/// statement `begins`.
fn label_at(line: &str, tokens: &[Token], begins: bool) -> Option<(bool, usize)> {
    let first = tokens.first()?;
    let mut folded = Folded::default();
    let end = line[first.range.start..]
        .char_indices()
        .nth(LONGEST_LABEL)
        .map_or(line.len(), |(at, _)| first.range.start + at);
    folded.set(&line[first.range.start..end]);
    let (modified, length) = Words::get().label(folded.as_str())?;
    if !begins && Words::get().is_common_label(&folded.as_str()[..length]) {
        return None;
    }
    let end = folded.origin(length).map_or(end, |origin| first.range.start + origin);
    Some((modified, tokens.iter().take_while(|token| token.range.start < end).count()))
}

const LONGEST_LABEL: usize = 40;

/// How many tokens, from the first on, may belong to one date with its time.
fn run_length(tokens: &[Token]) -> usize {
    let mut count = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Number | Kind::Date(_) => count = at + 1,
            Kind::Mark => {}
            // A time may follow a separator: «5 décembre 2024 | 12:03».
            Kind::Separator if at > 0 && is_time(&tokens[at + 1..]) => {}
            Kind::Separator | Kind::Word => break,
        }
    }
    count
}

fn is_time(tokens: &[Token]) -> bool {
    matches!(tokens, [hour, mark, minute, ..]
        if hour.kind == Kind::Number && minute.kind == Kind::Number && hour.range.len() <= 2 && minute.range.len() == 2
            && matches!(mark.kind, Kind::Mark | Kind::Date(DateWord::Filler)) && mark.range.len() == 1)
}

/// The bytes of a date among tokens that might be one: from its first number, month or weekday to its last.
fn date_within(line: &str, tokens: &[Token]) -> Option<Range<usize>> {
    if !has_core(tokens) {
        return None;
    }
    let telling = |token: &&Token| matches!(token.kind, Kind::Number | Kind::Date(DateWord::Month | DateWord::Weekday));
    let first = tokens.iter().position(|token| telling(&token))?;
    let last = tokens.iter().rposition(|token| telling(&token))?;
    Some(tokens[first].range.start..end_of_time(line, &tokens[last..]))
}

/// Where the units and zones end that follow the last number of a time: «10 h», «12:03 GMT», «5 p.m. ET».
fn end_of_time(line: &str, tokens: &[Token]) -> usize {
    let mut end = tokens[0].range.end;
    let mut reached = end;
    for token in &tokens[1..] {
        match token.kind {
            Kind::Date(DateWord::Filler) => end = token.range.end,
            // The full stops of «p.m.» touch their letters.
            Kind::Mark if token.range.start == reached && &line[token.range.clone()] == "." => {}
            _ => break,
        }
        reached = token.range.end;
    }
    end
}

/// Whether a day, or a month with its year, is named.
fn has_core(tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|at| is_numeric_date(&tokens[at..]) || is_day_and_month(&tokens[at..]))
}

fn is_numeric_date(tokens: &[Token]) -> bool {
    let [first, mark, second, other, third, ..] = tokens else { return false };
    let numbers = [first, second, third].iter().all(|token| token.kind == Kind::Number);
    let marks = mark.kind == Kind::Mark && other.kind == Kind::Mark && mark.range.len() == 1 && other.range.len() == 1;
    if !numbers || !marks || first.range.end != mark.range.start || second.range.end != other.range.start {
        return false;
    }
    // A time may be glued to the day, so the first number may be long: «12:036/12/2024».
    let (year_last, year_first) = (third.range.len() == 4, first.range.len() == 4);
    let short = second.range.len() <= 2 && first.range.len() <= 2 && third.range.len() == 2;
    second.range.len() <= 2
        && (year_last && first.range.len() <= 4 || year_first && third.range.len() <= 2 || short)
        && mark.range.len() == other.range.len()
}

fn is_day_and_month(tokens: &[Token]) -> bool {
    let is_month = |token: &Token| token.kind == Kind::Date(DateWord::Month);
    let is_day = |token: &Token| token.kind == Kind::Number && token.range.len() <= 2;
    let is_year = |token: &Token| token.kind == Kind::Number && token.range.len() == 4;
    match tokens {
        [day, month, ..] if is_day(day) && is_month(month) => true,
        // «1er décembre», «5 de mayo», «3-Mar-2024».
        [day, between, month, ..] if is_day(day) && is_month(month) => {
            matches!(between.kind, Kind::Date(DateWord::Filler)) || between.kind == Kind::Mark
        }
        [month, number, ..] if is_month(month) && (is_day(number) || is_year(number)) => true,
        [month, dot, number, ..] if is_month(month) && dot.kind == Kind::Mark && dot.range.len() == 1 => {
            is_day(number) || is_year(number)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, dates: &[(&str, Option<bool>)], rest: Rest) {
        let found = dated_line(line).unwrap_or_else(|| panic!("no date in {line}"));
        let printed: Vec<_> = found.dates.iter().map(|date| (&line[date.range.clone()], date.modified)).collect();
        assert_eq!(printed, dates, "{line}");
        assert_eq!(found.rest, rest, "{line}");
    }

    #[test]
    fn dates_stand_alone() {
        check("12:036/12/2024, vendredi", &[("12:036/12/2024, vendredi", None)], Rest::Nothing);
        check("Friday, January 4, 2019 ", &[("Friday, January 4, 2019", None)], Rest::Nothing);
        check("le 1er décembre 2024 à 10 h", &[("1er décembre 2024 à 10 h", None)], Rest::Nothing);
        check("2024-12-05T10:00:00Z", &[("2024-12-05T10:00:00Z", None)], Rest::Nothing);
        check("5 déc. 2024 · 3 min de lecture", &[("5 déc. 2024", None)], Rest::Words);
    }

    #[test]
    fn labels_tell_changes_from_publication() {
        check("MAJ: 6/12/2024, vendredi", &[("6/12/2024, vendredi", Some(true))], Rest::Nothing);
        check(
            "Publié le 5 décembre 2024 à 12h03, mis à jour le 6 décembre 2024",
            &[("5 décembre 2024 à 12h03", Some(false)), ("6 décembre 2024", Some(true))],
            Rest::Nothing,
        );
        check("Updated: Dec. 5, 2024 5:10 pm ET", &[("Dec. 5, 2024 5:10 pm ET", Some(true))], Rest::Nothing);
        check("Published 3 March 2021", &[("3 March 2021", Some(false))], Rest::Nothing);
    }

    #[test]
    fn bylines_may_hold_dates() {
        check("Par Jean Dupont avec AFP, le 5 décembre 2024", &[("5 décembre 2024", None)], Rest::Names);
        check("By Jane Doe | December 5, 2024", &[("December 5, 2024", None)], Rest::Names);
    }

    #[test]
    fn prose_is_seen_as_prose() {
        check("Le 5 décembre, les combats ont repris", &[("5 décembre", None)], Rest::Words);
        assert_eq!(dated_line("115 000 personnes déplacées"), None);
        assert_eq!(dated_line("Mars attaque"), None);
    }
}
