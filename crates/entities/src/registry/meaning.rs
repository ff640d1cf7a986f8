//! What the name of a body says, in neither language: `Turkish Defence Ministry`, `ministère turc de la Défense`.
//!
//! Takes a key, gives the ideas of its words in alphabetical order, or nothing where they are too few to tell one body
//! from another. Words are looked up in our list of what bodies are called and in those of countries and nationalities;
//! a word that is in none, such as a founder's name, stands for itself.

use std::sync::OnceLock;

use super::links::COUNTRY;
use crate::hash::Map;
use crate::shipped::Shipped;

static WORDS: &str = include_str!("../../data/own/organisation_words.txt");
static NATIONALITIES: &str = include_str!("../../data/odbl-1.0/nationalities.tsv");

/// What a word of a name stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Idea {
    /// A line of the list of words that says enough with the name of a country.
    Body(u32),
    /// Another line of the list of words.
    Known(u32),
    /// A country or a people.
    Country(String),
    /// Another listed place.
    Place(u32),
    /// A word for itself.
    Word(String),
}

/// The ideas of a key as one string, the same for every name that says the same.
///
/// A name needs a country, a place or a word of its own to be more than a kind of body, or three ideas. One with two
/// countries says nothing: an embassy of one lies in the other.
pub(crate) fn of(key: &str) -> Option<String> {
    if !key.contains(' ') {
        return None;
    }
    let ideas = ideas(key)?;
    let known = ideas.iter().filter(|idea| matches!(idea, Idea::Body(_) | Idea::Known(_))).count();
    let bodies = ideas.iter().filter(|idea| matches!(idea, Idea::Body(_))).count();
    let countries = ideas.iter().filter(|idea| matches!(idea, Idea::Country(_))).count();
    let enough = (ideas.len() > known && known + bodies >= 2) || known >= 3;
    if known == 0 || countries > 1 || !enough {
        return None;
    }
    let mut out = String::with_capacity(24);
    for idea in ideas {
        out.push('^');
        match idea {
            Idea::Body(line) | Idea::Known(line) => out.push_str(&line.to_string()),
            Idea::Country(code) => {
                out.push('@');
                out.push_str(&code);
            }
            Idea::Place(bearer) => {
                out.push('+');
                out.push_str(&bearer.to_string());
            }
            Idea::Word(word) => out.push_str(&word),
        }
    }
    Some(out)
}

/// The ideas of a key, sorted, each once; `None` where the name is a sentence.
fn ideas(key: &str) -> Option<Vec<Idea>> {
    let tokens: Vec<&str> = key.split(' ').collect();
    if tokens.len() > LONGEST {
        return None;
    }
    let lexicon = Lexicon::get();
    // Most names are of no kind of body; they need not wake the list of places.
    if !tokens.iter().any(|token| lexicon.ideas.contains_key(*token)) {
        return None;
    }
    let mut ideas = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let found = (1..=LONGEST_PHRASE.min(tokens.len() - at)).rev().find_map(|length| {
            let idea = lexicon.phrase(&tokens[at..at + length].join(" "))?;
            Some((idea, length))
        });
        match found {
            Some((idea, length)) => {
                ideas.push(idea);
                at += length;
            }
            None => {
                if !is_small(tokens[at]) {
                    ideas.push(Idea::Word(tokens[at].to_owned()));
                }
                at += 1;
            }
        }
    }
    ideas.sort_unstable();
    ideas.dedup();
    Some(ideas)
}

/// Phrases with what they stand for.
struct Lexicon {
    ideas: Map<String, Idea>,
}

impl Lexicon {
    fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut ideas = Map::default();
        for line in NATIONALITIES.lines().filter(|line| !line.starts_with('#')) {
            let Some((code, words)) = line.split_once('\t') else { continue };
            for word in words.split('|') {
                add_nationality(&mut ideas, &crate::key::of(word), code);
            }
        }
        for (number, line) in WORDS.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let (line, idea) = match (line.strip_prefix('@'), line.strip_prefix('!')) {
                (Some(rest), _) => (rest, Idea::Country(number.to_string())),
                (None, Some(rest)) => (rest, Idea::Body(number as u32)),
                (None, None) => (line, Idea::Known(number as u32)),
            };
            for phrase in line.split('|') {
                ideas.insert(phrase.to_owned(), idea.clone());
            }
        }
        Self { ideas }
    }

    /// What a phrase stands for: as it is, without the article that folding glued to it, or in the singular.
    fn phrase(&self, phrase: &str) -> Option<Idea> {
        if is_small(phrase) {
            return None;
        }
        let elided = phrase.strip_prefix(['l', 'd']).filter(|rest| rest.starts_with(is_vowel) && rest.len() > 2);
        let singular = phrase.strip_suffix('s').filter(|rest| rest.len() > 3);
        let forms = [Some(phrase), elided, singular];
        let known = forms.into_iter().flatten().find_map(|form| self.ideas.get(form).cloned());
        known.or_else(|| forms.into_iter().flatten().find_map(place))
    }
}

/// A nationality that two countries share stands for both, so that it is neither's.
fn add_nationality(ideas: &mut Map<String, Idea>, word: &str, code: &str) {
    match ideas.get_mut(word) {
        Some(Idea::Country(codes)) if codes != code => {
            codes.push('/');
            codes.push_str(code);
        }
        Some(_) => {}
        None => {
            ideas.insert(word.to_owned(), Idea::Country(code.to_owned()));
        }
    }
}

/// The country of this name, else the one place of our own lists that has it.
fn place(name: &str) -> Option<Idea> {
    let shipped = Shipped::get();
    let mut found = None;
    for at in shipped.bearers_of(name) {
        let bearer = &shipped.bearers[*at as usize];
        if bearer.weight == COUNTRY && bearer.country.len() == 2 {
            return Some(Idea::Country(bearer.country.to_owned()));
        }
        if bearer.kind == article::Kind::Place && !bearer.is_from_map() && found.is_none() {
            found = Some(Idea::Place(*at));
        }
    }
    found
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "de" | "des"
            | "du"
            | "d"
            | "la"
            | "le"
            | "les"
            | "l"
            | "of"
            | "the"
            | "for"
            | "and"
            | "et"
            | "pour"
            | "en"
            | "in"
            | "on"
            | "sur"
            | "a"
            | "au"
            | "aux"
            | "to"
            | "against"
            | "contre"
            | "s"
            | "un"
            | "une"
    )
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'h' | 'y')
}

/// Words of a name that is looked at.
const LONGEST: usize = 12;
/// Words of the longest phrase of the lists.
const LONGEST_PHRASE: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(name: &str) -> Option<String> {
        of(&crate::key::of(&analysis::fold(name)))
    }

    #[test]
    fn names_that_say_the_same_mean_the_same() {
        for (french, english) in [
            ("ministère turc de la Défense", "Turkish Defence Ministry"),
            ("ministère turc de la Défense", "Ministry of Defense of Turkey"),
            ("ministère de l'Intérieur irakien", "Iraqi Interior Ministry"),
            ("ministère allemand des Affaires étrangères", "German Foreign Ministry"),
            ("Université de Varsovie", "Warsaw University"),
            ("Commission nationale des droits de l’homme", "National Human Rights Commission"),
            ("Fédération espagnole de football", "Spanish Football Federation"),
            ("Sénat des États-Unis", "US Senate"),
            ("Parti communiste grec", "Communist Party of Greece"),
            ("Observatoire irakien des droits de l'homme", "Iraqi Observatory for Human Rights"),
        ] {
            assert!(
                meaning(french).is_some() && meaning(french) == meaning(english),
                "{french}: {:?}",
                meaning(french)
            );
        }
    }

    #[test]
    fn one_word_more_is_another_body() {
        for (a, b) in [
            ("Syrian Army", "Syrian National Army"),
            ("ministère russe de la Défense", "ministère russe de l'Intérieur"),
            ("Banque centrale de Russie", "Banque centrale de Turquie"),
            ("Front populaire de libération de la Palestine", "Front de libération de la Palestine"),
            ("État islamique", "État islamique d'Irak"),
        ] {
            assert!(meaning(a) != meaning(b) || meaning(a).is_none(), "{a}, {b}: {:?}", meaning(a));
        }
    }

    #[test]
    fn a_kind_of_body_is_none() {
        for name in [
            "ministère de la Défense",
            "Defence Ministry",
            "Air France",
            "ambassade de France au Mali",
            "Hamas",
            "Spanish bank",
            "U.K. oil",
        ] {
            assert_eq!(meaning(name), None, "{name}");
        }
    }
}
