//! Words and phrases as plans.

use analysis::{Class, Word, is_stop_word};

use super::Planner;
use crate::Error;
use crate::engine::Pattern;
use crate::plan::{Field, Plan};
use crate::planner::names::LONGEST_NAME;
use crate::rank::RankWord;
use crate::reading::{ReadWord, WordKind};
use crate::search::Matching;
use crate::syntax::{How, Text, TextField};

/// What the second best way to match a word adds. Measured in `BENCHMARKS.md`.
const TIE: f32 = 0.3;

/// A word of the title counts so many times one of the text.
const TITLE: f32 = 1.5;

/// What a typed accent, or a typed acronym, adds where the article has it too.
const AS_TYPED: f32 = 0.5;

/// Terms that a prefix or a near spelling stands for, the most frequent ones.
const MOST_EXPANSIONS: usize = 128;

/// Ways to divide a phrase with joined forms that are tried.
const MOST_VARIANTS: usize = 8;

impl Planner<'_> {
    /// Words side by side: each is one condition, stop words are none.
    pub(super) fn words(&mut self, text: &Text) -> Plan {
        let words = self.analyzer.words(&text.text);
        let units = units(&words);
        let is_optional = |unit: &[Word]| matches!(unit, [word] if self.is_optional(word));
        let needed: Vec<bool> = units.iter().map(|unit| !is_optional(unit)).collect();
        let all_optional = !needed.contains(&true);
        let mut plans = Vec::new();
        let mut at = 0;
        while at < units.len() {
            let named = if text.field.is_none() { self.longest_name(&text.text, &units[at..]) } else { None };
            let length = named.as_ref().map_or(1, |(length, _)| *length);
            let mut parts = Vec::new();
            for (unit, needed) in units[at..at + length].iter().zip(&needed[at..at + length]) {
                let needed = *needed || all_optional;
                self.read_word(unit, &text.text, WordKind::Word, text.field, !needed);
                self.rank_words(unit, needed);
                if needed {
                    parts.push(self.unit(unit, text.field));
                }
            }
            match named {
                Some((_, names)) if !parts.is_empty() => plans.push(Plan::best(vec![Plan::every(parts), names], 0.0)),
                Some((_, names)) => plans.push(names),
                None => plans.extend(parts),
            }
            at += length;
        }
        self.scores |= !plans.is_empty();
        self.side_by_side = self.side_by_side.max(plans.len());
        match self.matching {
            _ if plans.is_empty() => Plan::All,
            Matching::All => Plan::every(plans),
            Matching::Most => Plan::Any { at_least: most_of(plans.len()), plans },
            Matching::Any => Plan::any(plans),
        }
    }

    /// The longest name that begins with the first of `units`, and the plan of its other names.
    fn longest_name(&mut self, text: &str, units: &[&[Word]]) -> Option<(usize, Plan)> {
        (1..=units.len().min(LONGEST_NAME)).rev().find_map(|length| {
            let words: Vec<Word> = units[..length].concat();
            let surface = &text[words.first()?.start..words.last()?.end];
            self.other_names(surface, &words).map(|plan| (length, plan))
        })
    }

    fn rank_words(&mut self, unit: &[Word], counts: bool) {
        if !self.excluded {
            self.rank.extend(unit.iter().map(|word| RankWord {
                word: word.word.clone(),
                french: word.french.clone(),
                english: word.english.clone(),
                counts,
            }));
        }
    }

    fn is_optional(&self, word: &Word) -> bool {
        let typed_as_acronym = word.capitals.is_some() && self.capitals_count;
        word.class == Class::Word && word.sign.is_none() && !typed_as_acronym && is_stop_word(&word.word)
    }

    fn read_word(&mut self, unit: &[Word], text: &str, kind: WordKind, field: Option<TextField>, optional: bool) {
        let (Some(first), Some(last)) = (unit.first(), unit.last()) else { return };
        let mut terms: Vec<String> = Vec::new();
        for word in unit {
            terms.extend([word.word.clone(), word.french.clone(), word.english.clone()]);
            terms.extend(word.joined.iter().map(|(form, _)| form.clone()));
        }
        terms.sort_unstable();
        terms.dedup();
        self.reading.words.push(ReadWord {
            text: text[first.start..last.end].to_owned(),
            terms,
            kind,
            field: field.map(field_name),
            optional,
            excluded: self.excluded,
        });
    }

    /// One word, or the parts of one that is written with hyphens or blanks.
    fn unit(&mut self, unit: &[Word], field: Option<TextField>) -> Plan {
        match unit {
            [word] => self.word(word, field),
            parts => self.compound(parts, field),
        }
    }

    fn word(&mut self, word: &Word, field: Option<TextField>) -> Plan {
        if word.class == Class::Flag {
            return Plan::term(Field::Marks, &word.word);
        }
        if let Some(sign) = word.sign {
            self.highlight(word);
            return Plan::term(Field::Marks, format!("{sign}{}", word.word));
        }
        self.highlight(word);
        if field == Some(TextField::Byline) {
            return Plan::term(Field::Byline, &word.word);
        }
        let mut ways = vec![
            Plan::weighted(Field::Title, &word.word, TITLE),
            Plan::weighted(Field::TitleFrench, &word.french, TITLE),
            Plan::weighted(Field::TitleEnglish, &word.english, TITLE),
        ];
        if field.is_none() {
            ways.push(Plan::term(Field::Body, &word.word));
            ways.push(Plan::term(Field::BodyFrench, &word.french));
            ways.push(Plan::term(Field::BodyEnglish, &word.english));
            // Where the text writes it with hyphens: `Covid-19` for `covid19`.
            ways.push(Plan::weighted(Field::Marks, &word.word, AS_TYPED));
            if let Some((joined, _)) = &word.joined {
                self.matcher.add_exact(joined);
                ways.push(Plan::term(Field::Body, joined));
                ways.push(Plan::weighted(Field::Marks, joined, AS_TYPED));
            }
        }
        let plan = Plan::best(ways, TIE);
        let mut typed = Vec::new();
        if let Some(accented) = &word.accented {
            typed.push(Plan::weighted(Field::Marks, accented, AS_TYPED));
        }
        if let Some(capitals) = word.capitals.as_ref().filter(|_| self.capitals_count) {
            typed.push(Plan::weighted(Field::Marks, capitals, AS_TYPED));
        }
        if typed.is_empty() || field.is_some() {
            plan
        } else {
            Plan::Every { must: vec![plan], should: typed, not: Vec::new() }
        }
    }

    fn highlight(&mut self, word: &Word) {
        if !self.excluded {
            self.matcher.add_word(word);
        }
    }

    /// `T-72`, `États-Unis`, `115 000`: the parts in a row, or the joined form.
    fn compound(&mut self, parts: &[Word], field: Option<TextField>) -> Plan {
        let plain: Vec<String> = parts.iter().map(|part| part.word.clone()).collect();
        let phrase = |field, terms: Vec<String>, boost| Plan::Phrase { field, terms, slop: 0, boost };
        // The weight of a phrase is the sum over its terms, so a row of two counts as much as two words.
        let share = 1.0 / parts.len() as f32;
        let joined = parts.first().and_then(|part| part.joined.as_ref()).map(|(form, _)| form.clone());
        if !self.excluded {
            self.matcher.add_phrase(&plain);
            if let Some(joined) = &joined {
                self.matcher.add_exact(joined);
            }
        }
        if field == Some(TextField::Byline) {
            return phrase(Field::Byline, plain, 1.0);
        }
        let mut ways = vec![phrase(Field::Title, plain.clone(), TITLE * share)];
        if field.is_none() {
            let french = parts.iter().map(|part| part.french.clone()).collect();
            let english = parts.iter().map(|part| part.english.clone()).collect();
            ways.push(phrase(Field::Body, plain, share));
            ways.push(phrase(Field::BodyFrench, french, share));
            ways.push(phrase(Field::BodyEnglish, english, share));
            if let Some(joined) = joined {
                ways.push(Plan::term(Field::Body, &joined));
                ways.push(Plan::term(Field::Marks, joined));
            }
        }
        Plan::best(ways, TIE)
    }

    /// Words in quotation marks: unstemmed, in this order, stop words included.
    pub(super) fn phrase(&mut self, text: &Text, slop: u32) -> Plan {
        let words: Vec<Word> = self.analyzer.words(&text.text).into_iter().filter(|w| w.class != Class::Flag).collect();
        if words.is_empty() {
            self.reading.notes.push(format!("`{}` holds no words and is left out", text.text.trim()));
            return Plan::All;
        }
        self.read_word(&words, &text.text, WordKind::Phrase, text.field, false);
        self.scores = true;
        let fields = unstemmed_fields(text.field);
        let mut ways = Vec::new();
        for terms in variants(&words) {
            if !self.excluded {
                self.matcher.add_phrase(&terms);
            }
            for field in fields {
                ways.push(Plan::Phrase { field: *field, terms: terms.clone(), slop, boost: 1.0 });
            }
            if let ([term], None) = (terms.as_slice(), text.field) {
                // A phrase of one word is that word, also where the text joins it from parts.
                ways.push(Plan::term(Field::Marks, term));
            }
        }
        let plan = Plan::best(ways, 0.0);
        let surface = text.text.trim();
        match self.other_names(surface, &words).filter(|_| text.field.is_none()) {
            Some(names) => Plan::best(vec![plan, names], 0.0),
            None => plan,
        }
    }

    /// `=word`, `word*`, `word~1`.
    pub(super) fn special(&mut self, text: &Text, how: How) -> Result<Plan, Error> {
        let words = self.analyzer.words(&text.text);
        let (Some(last), kind) = (words.last().cloned(), kind_of(how)) else {
            self.reading.notes.push(format!("`{}` holds no word and is left out", text.text));
            return Ok(Plan::All);
        };
        self.scores = true;
        if how == How::Exact {
            return Ok(self.exact(text, &words));
        }
        let pattern = match how {
            How::Fuzzy(distance) => Pattern::Fuzzy(last.word.clone(), distance),
            _ => Pattern::Prefix(last.word.clone()),
        };
        let mut plan = self.expansion(text, &last, &pattern, kind)?;
        if words.len() > 1 {
            // `États-Un*`: the parts before the last are words of their own.
            let mut all: Vec<Plan> = words[..words.len() - 1].iter().map(|word| self.word(word, text.field)).collect();
            all.push(plan);
            plan = Plan::every(all);
        }
        Ok(plan)
    }

    fn exact(&mut self, text: &Text, words: &[Word]) -> Plan {
        self.read_word(words, &text.text, WordKind::Exact, text.field, false);
        let terms: Vec<String> = words.iter().map(|word| word.word.clone()).collect();
        if !self.excluded {
            self.matcher.add_phrase(&terms);
        }
        let fields = unstemmed_fields(text.field);
        let ways = fields.iter().map(|field| Plan::Phrase { field: *field, terms: terms.clone(), slop: 0, boost: 1.0 });
        let mut all = vec![Plan::best(ways.collect(), 0.0)];
        // An accent typed after `=` is asked for.
        let accents = words.iter().filter_map(|word| word.accented.clone());
        all.extend(accents.map(|accented| Plan::term(Field::Marks, accented)));
        Plan::every(all)
    }

    fn expansion(&mut self, text: &Text, last: &Word, pattern: &Pattern, kind: WordKind) -> Result<Plan, Error> {
        let fields = unstemmed_fields(text.field);
        let mut ways = Vec::new();
        let mut shown: Vec<String> = Vec::new();
        for field in fields {
            let expanded = self.engine.expand(*field, pattern, MOST_EXPANSIONS)?;
            if expanded.cut {
                self.reading.notes.push(format!(
                    "`{}` stands for more than {MOST_EXPANSIONS} words; the most frequent ones are searched",
                    text.text
                ));
            }
            for expansion in expanded.terms {
                // A spelling nearer to what was typed counts more.
                let boost = if expansion.term == last.word { 1.0 } else { 0.7 };
                if !shown.contains(&expansion.term) {
                    shown.push(expansion.term.clone());
                }
                ways.push(Plan::weighted(*field, expansion.term, boost));
            }
        }
        self.reading.notes.dedup();
        if !self.excluded {
            shown.iter().for_each(|term| self.matcher.add_exact(term));
        }
        self.reading.words.push(ReadWord {
            text: text.text.clone(),
            terms: shown,
            kind,
            field: text.field.map(field_name),
            optional: false,
            excluded: self.excluded,
        });
        Ok(Plan::best(ways, 0.0))
    }
}

fn kind_of(how: How) -> WordKind {
    match how {
        How::Exact => WordKind::Exact,
        How::Prefix => WordKind::Prefix,
        How::Fuzzy(_) => WordKind::Fuzzy,
    }
}

fn field_name(field: TextField) -> &'static str {
    match field {
        TextField::Title => "title",
        TextField::Byline => "byline",
    }
}

/// Where words are looked for as they are typed.
fn unstemmed_fields(field: Option<TextField>) -> &'static [Field] {
    match field {
        Some(TextField::Title) => &[Field::Title],
        Some(TextField::Byline) => &[Field::Byline],
        None => &[Field::Body, Field::Title],
    }
}

/// Two thirds of `count`, rounded up.
fn most_of(count: usize) -> usize {
    (count - count / 3).max(1)
}

/// Words in groups that are one unit each: a word, or the parts of a joined form.
fn units(words: &[Word]) -> Vec<&[Word]> {
    let mut units = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let length = words[at].joined.as_ref().map_or(1, |(_, parts)| (*parts).clamp(1, words.len() - at));
        units.push(&words[at..at + length]);
        at += length;
    }
    units
}

/// The ways to read a phrase whose words have joined forms: `[115, 000]` and `[115000]`.
fn variants(words: &[Word]) -> Vec<Vec<String>> {
    let mut variants: Vec<Vec<String>> = vec![Vec::new()];
    for unit in units(words) {
        let plain: Vec<String> = unit.iter().map(|word| word.word.clone()).collect();
        let mut others: Vec<Vec<String>> = Vec::new();
        if let Some((joined, _)) = unit.first().and_then(|word| word.joined.as_ref()) {
            others.push(vec![joined.clone()]);
        }
        if let [word] = unit
            && let Some(groups) = digit_groups(&word.word)
        {
            others.push(groups);
        }
        let open = variants.len();
        for other in others {
            if variants.len() + open > MOST_VARIANTS {
                break;
            }
            let added: Vec<Vec<String>> =
                variants[..open].iter().map(|variant| [variant.clone(), other.clone()].concat()).collect();
            variants.extend(added);
        }
        for variant in &mut variants[..open] {
            variant.extend(plain.iter().cloned());
        }
    }
    variants
}

/// `115000` as a text with plain blanks holds it: `115`, `000`.
fn digit_groups(word: &str) -> Option<Vec<String>> {
    if word.len() < 4 || word.len() > 15 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let head = word.len() % 3;
    let mut groups = Vec::new();
    if head > 0 {
        groups.push(word[..head].to_owned());
    }
    groups.extend((head..word.len()).step_by(3).map(|at| word[at..at + 3].to_owned()));
    Some(groups)
}

#[cfg(test)]
mod tests {
    use analysis::Analyzer;

    use super::{most_of, variants};

    #[track_caller]
    fn check(phrase: &str, expected: &[&str]) {
        let words = Analyzer::new().words(phrase);
        let found: Vec<String> = variants(&words).iter().map(|terms| terms.join(" ")).collect();
        assert_eq!(found, expected, "{phrase}");
    }

    #[test]
    fn joined_forms_are_tried_both_ways() {
        check("115 000", &["115 000", "115000"]);
        check("115,000", &["115000", "115 000"]);
        check("le T-72 russe", &["le t 72 russe", "le t72 russe"]);
        check("Deir ez-Zor", &["deir zor", "deir ezzor"]);
        check("chute de Hama", &["chute de hama"]);
    }

    #[test]
    fn most_is_two_thirds() {
        assert_eq!([1, 2, 3, 4, 5, 6, 9].map(most_of), [1, 2, 2, 3, 4, 4, 6]);
    }
}
