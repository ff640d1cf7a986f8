//! Words in quotation marks, and words behind `=`: unstemmed, in this order, stop words included.

use analysis::{Class, Word};

use super::Planner;
use super::words::{mark, units, unstemmed_fields};
use crate::plan::{Field, Plan};
use crate::reading::{ReadWay, ReadWord, Way, WordKind};
use crate::syntax::limits::MOST_VARIANTS;
use crate::syntax::{Text, TextField};

impl Planner<'_> {
    /// `"a phrase"~slop`; with `exact`, as for `=word`, no other way to write it will do, and its accents are needed.
    pub(super) fn phrase(&mut self, text: &Text, slop: u32, exact: bool) -> Option<Plan> {
        let words = self.analyzer.words(&text.text);
        if words.is_empty() {
            self.note(format!("`{}` holds no word and is left out", text.text.trim()));
            return None;
        }
        let (in_row, needed, mut ways) = self.row(&words, text.field, exact);
        let variants =
            if exact { vec![in_row.iter().map(|word| word.word.clone()).collect()] } else { variants(&in_row) };
        for (number, terms) in variants.iter().filter(|terms| !terms.is_empty()).enumerate() {
            ways.insert(
                number,
                ReadWay { how: if number == 0 { Way::Typed } else { Way::Joined }, terms: terms.clone() },
            );
        }
        let kind = if exact { WordKind::Exact } else { WordKind::Phrase };
        let within = (slop > 0).then_some(slop);
        self.read_row(text, kind, ways, within);
        let mut all = Vec::new();
        let mut places = Vec::new();
        for terms in variants.into_iter().filter(|terms| !terms.is_empty()) {
            if !self.excluded {
                self.matcher.add_phrase(&terms);
            }
            for field in unstemmed_fields(text.field) {
                places.push(Plan::Phrase { field: *field, terms: terms.clone(), slop, boost: 1.0 });
            }
            if let ([term], None, false) = (terms.as_slice(), text.field, exact) {
                // A phrase of one word is that word, also where the text joins it from parts.
                places.push(Plan::term(Field::Marks, term));
            }
        }
        if !places.is_empty() {
            all.push(Plan::best(places, 0.0));
        }
        all.extend(needed.into_iter().map(|term| Plan::term(Field::Marks, term)));
        let plan = Plan::every(all);
        if exact || text.field.is_some() {
            return Some(plan);
        }
        let names = self.other_names(text.text.trim(), &words);
        Some(Plan::best([plan].into_iter().chain(names).collect(), 0.0))
    }

    /// The words that have places in a text, and the marks that are needed beside them: signs, flags and, if `exact`,
    /// accents. Marks have no places, so they are asked of the whole article.
    fn row(&mut self, words: &[Word], field: Option<TextField>, exact: bool) -> (Vec<Word>, Vec<String>, Vec<ReadWay>) {
        let in_row: Vec<Word> = words.iter().filter(|word| word.class != Class::Flag).cloned().collect();
        let marks: Vec<String> = words.iter().filter_map(mark).collect();
        let accents: Vec<String> = in_row.iter().filter(|_| exact).filter_map(|word| word.accented.clone()).collect();
        if field == Some(TextField::Byline) {
            // The byline has no marks.
            if !marks.is_empty() || !accents.is_empty() {
                self.note("signs and accents make no difference in `byline:`".to_owned());
            }
            return (in_row, Vec::new(), Vec::new());
        }
        let way = |how, terms: &Vec<String>| (!terms.is_empty()).then(|| ReadWay { how, terms: terms.clone() });
        let ways = [way(Way::Mark, &marks), way(Way::Accents, &accents)].into_iter().flatten().collect();
        (in_row, [marks, accents].concat(), ways)
    }

    fn read_row(&mut self, text: &Text, kind: WordKind, ways: Vec<ReadWay>, within: Option<u32>) {
        self.reading.words.push(ReadWord {
            text: text.text.trim().to_owned(),
            kind,
            field: text.field.map(TextField::name),
            optional: false,
            excluded: self.excluded,
            ways,
            within,
            expanded: None,
        });
    }
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

    use super::variants;

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
}
