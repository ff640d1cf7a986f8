//! Looks at all names of a document together.
//!
//! Takes the scored candidates, settles one kind for each repeated name, and gives each short form the full name that
//! the document has for it: acronyms by their definitions, surnames, parts of an organisation's name. Where several
//! full names fit, none is taken.

use analysis::fold;
use article::Kind;

use super::kinds::Scores;
use super::lexicon::Lexicon;
use super::spans::Candidate;
use super::tokens::{Gap, Shape, Token};
use super::vocabulary as class;
use crate::hash::{self, Map, Set};
use crate::key;

/// A candidate with what speaks for it.
#[derive(Clone, Debug)]
pub(crate) struct Scored {
    pub(crate) candidate: Candidate,
    pub(crate) scores: Scores,
}

/// A name that the document settled on.
#[derive(Debug)]
pub(crate) struct Settled {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    pub(crate) surface: String,
    pub(crate) referent: Option<String>,
}

/// Settles the names of a document.
pub(crate) fn settle(text: &str, tokens: &[Token], lexicon: &Lexicon, scored: Vec<Scored>) -> Vec<Settled> {
    let mut document = Document::new(text, tokens, lexicon, scored);
    document.define_acronyms();
    document.surnames_are_people();
    document.heads_are_organisations();
    document.settled()
}

struct Document<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    names: Vec<Name>,
    /// Acronyms by the hash of their word, with the number of the name that defines them; `None` where two do.
    acronyms: Map<u64, Option<usize>>,
    /// Names by the token after them.
    by_end: Map<usize, usize>,
}

struct Name {
    candidate: Candidate,
    scores: Scores,
    /// The words, without marks: what makes two names one.
    form: u64,
    /// The hashes of its words but articles.
    words: Vec<u64>,
}

impl<'a> Document<'a> {
    fn new(text: &'a str, tokens: &'a [Token], lexicon: &'a Lexicon, scored: Vec<Scored>) -> Self {
        let name = |scored: Scored| Name::new(scored, tokens, lexicon);
        let names: Vec<Name> = scored.into_iter().map(name).collect();
        let by_end = names.iter().enumerate().map(|(at, name)| (name.candidate.end, at)).collect();
        Self { text, tokens, lexicon, names, acronyms: Map::default(), by_end }
    }

    /// Finds `Full Name (ACRONYM)` and `ACRONYM (Full Name)`.
    fn define_acronyms(&mut self) {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut added: Vec<Name> = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            if !token.is_mark('(') || token.gap == Gap::Line {
                continue;
            }
            let Some(inner) = self.tokens.get(at + 1).filter(|inner| is_acronym_shape(inner)) else {
                if let Some(definition) = self.spelled_out(at, &mut added) {
                    found.push(definition);
                }
                continue;
            };
            let closes = self.tokens.get(at + 2).is_some_and(|next| {
                matches!(next.shape, Shape::Mark(')' | ',' | ';' | '/' | '-' | '–'))
                    || self.lexicon.is(next, class::AND)
                    || matches!(self.str(next), "ou" | "or" | "ex")
            });
            if !closes {
                continue;
            }
            if let Some(full) = self.full_name_before(at, inner, &mut added) {
                found.push((at + 1, full));
                // `(CERS ou SSRC)`: the second is one, too.
                if let Some(other) = self.tokens.get(at + 3).filter(|other| is_acronym_shape(other))
                    && self.tokens.get(at + 4).is_some_and(|close| close.is_mark(')'))
                    && matches!(self.str(&self.tokens[at + 2]), "ou" | "or" | "/" | ",")
                {
                    let _ = other;
                    found.push((at + 3, full));
                }
            }
        }
        self.names.extend(added);
        for (acronym, full) in found {
            let word = self.tokens[acronym].word;
            self.names[full].scores.organisation += 4;
            let form = self.names[full].form;
            let names = &self.names;
            self.acronyms
                .entry(word)
                .and_modify(|known| {
                    if known.is_some_and(|known| names[known].form != form) {
                        *known = None;
                    }
                })
                .or_insert(Some(full));
        }
        for name in &mut self.names {
            if let [word] = name.words.as_slice()
                && self.acronyms.contains_key(word)
            {
                name.scores.organisation += 6;
            }
        }
    }

    fn str(&self, token: &Token) -> &str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// The name that ends right before the bracket at `bracket` and that `acronym` abbreviates.
    fn full_name_before(&self, bracket: usize, acronym: &Token, added: &mut Vec<Name>) -> Option<usize> {
        let letters = acronym_letters(self.str(acronym));
        let last = bracket.checked_sub(1).map(|at| &self.tokens[at])?;
        if last.is_mark('"') || last.is_mark('»') {
            return None;
        }
        let before = self.by_end.get(&bracket).copied();
        if let Some(number) = before {
            let name = &self.names[number];
            let initials = self.initials(name.candidate.first, bracket);
            let fits = fits_initials(&letters, &initials);
            let listed = self.lexicon.listed(std::slice::from_ref(acronym)).map(|found| found.bearer);
            let contradicted = listed.is_some() && listed != name.candidate.bearer;
            let organisation = name.scores.verdict() == Some(Kind::Organisation);
            let several = name.words.len() > 1;
            if several && (fits || (organisation && !contradicted)) {
                // The name may begin before its first capital: `l'armée nationale syrienne (ANS)`.
                return Some(number);
            }
        }
        // Otherwise the words before the bracket must spell the acronym out, letter by letter.
        let first = self.spelling(bracket, &letters)?;
        added.push(self.organisation(first, bracket));
        Some(self.names.len() + added.len() - 1)
    }

    /// `HTS (Hayat Tahrir al-Sham)`: the acronym before the bracket and the name in it.
    fn spelled_out(&self, bracket: usize, added: &mut Vec<Name>) -> Option<(usize, usize)> {
        let acronym = bracket.checked_sub(1).filter(|at| is_acronym_shape(&self.tokens[*at]))?;
        let close = (bracket + 2..self.tokens.len().min(bracket + 14)).find(|at| self.tokens[*at].is_mark(')'))?;
        let letters = acronym_letters(self.str(&self.tokens[acronym]));
        let initials = self.initials(bracket + 1, close);
        if letters.len() < 2 || !fits_initials(&letters, &initials) {
            return None;
        }
        let inside = self.by_end.get(&close).copied().filter(|at| self.names[*at].candidate.first == bracket + 1);
        let full = inside.unwrap_or_else(|| {
            added.push(self.organisation(bracket + 1, close));
            self.names.len() + added.len() - 1
        });
        Some((acronym, full))
    }

    fn organisation(&self, first: usize, end: usize) -> Name {
        let candidate = Candidate { first, end, bearer: None, titled: false, headed: Some(Kind::Organisation) };
        let scores = Scores { organisation: 12, ..Scores::default() };
        Name::new(Scored { candidate, scores }, self.tokens, self.lexicon)
    }

    /// The token from which the words before `bracket` spell `letters`, small words aside.
    fn spelling(&self, bracket: usize, letters: &[char]) -> Option<usize> {
        if letters.len() < 2 {
            return None;
        }
        let mut left = letters.len();
        let mut at = bracket;
        while at > 0 && bracket - at < 14 {
            at -= 1;
            let token = &self.tokens[at];
            if !token.is_word() {
                return None;
            }
            let initial = first_letter(self.str(token));
            if left > 0 && initial == letters[left - 1] && !self.is_small(token) {
                left -= 1;
                if left == 0 {
                    return Some(at);
                }
            } else if !self.is_small(token) {
                return None;
            }
            if token.gap == Gap::Line {
                return None;
            }
        }
        None
    }

    fn is_small(&self, token: &Token) -> bool {
        let small = class::DE | class::ARTICLE | class::OF | class::AND | class::FOR | class::JOIN_FR | class::ARABIC;
        !token.is_capital() && (token.shape == Shape::Elided || self.lexicon.is(token, small | class::PLACE_PREP))
    }

    fn initials(&self, first: usize, end: usize) -> Vec<(char, bool)> {
        let words = self.tokens[first..end].iter().filter(|token| token.is_word());
        words.map(|token| (first_letter(self.str(token)), self.is_small(token))).collect()
    }

    /// A word that ends a full name of a person in this document is that person, whatever it looked like alone.
    fn surnames_are_people(&mut self) {
        let mut surnames: Map<u64, i32> = Map::default();
        for name in &self.names {
            let sure = name.scores.person >= 5 && name.scores.verdict() == Some(Kind::Person);
            if let (true, Some(last)) = (sure && name.words.len() > 1, name.words.last()) {
                surnames.insert(*last, 6);
            }
        }
        for name in &mut self.names {
            if let [word] = name.words.as_slice()
                && let Some(score) = surnames.get(word)
            {
                let country = name.candidate.bearer.is_some_and(|number| self.lexicon.bearer(number).weight > 100_000);
                name.scores.person += if country { 2 } else { *score };
            }
        }
    }

    /// `l'Observatoire`, once the document has named one in full, is that one.
    fn heads_are_organisations(&mut self) {
        let full =
            self.names.iter().filter(|name| name.words.len() > 1 && name.scores.verdict() == Some(Kind::Organisation));
        let heads: Set<u64> = full.filter_map(|name| name.words.first().copied()).collect();
        for name in &mut self.names {
            let first = &self.tokens[name.candidate.first];
            let head = first.shape == Shape::Capital && self.lexicon.is(first, class::HEAD_FR | class::HEAD_EN);
            if head && name.words.len() == 1 && heads.contains(&name.words[0]) {
                name.scores.organisation += 8;
            }
        }
    }

    /// The verdicts, in order and without overlaps.
    fn settled(mut self) -> Vec<Settled> {
        let mut pooled: Map<u64, Scores> = Map::default();
        for name in &self.names {
            pooled.entry(name.form).or_default().add(name.scores);
        }
        let mut kept: Vec<(usize, Kind)> = Vec::new();
        for (at, name) in self.names.iter().enumerate() {
            if let Some(kind) = pooled.get(&name.form).and_then(Scores::verdict) {
                kept.push((at, kind));
            }
        }
        // Of two names that overlap the longer one stays: a definition found late covers what was found before.
        kept.sort_by_key(|(at, _)| {
            let candidate = &self.names[*at].candidate;
            (candidate.first, std::cmp::Reverse(candidate.end))
        });
        let mut apart: Vec<(usize, Kind)> = Vec::with_capacity(kept.len());
        for (at, kind) in kept {
            let candidate = self.names[at].candidate;
            match apart.last().copied() {
                Some((last, _)) if self.names[last].candidate.end > candidate.first => {
                    let before = self.names[last].candidate;
                    if candidate.end - candidate.first > before.end - before.first {
                        apart.pop();
                        apart.push((at, kind));
                    }
                }
                _ => apart.push((at, kind)),
            }
        }
        self.refer(&apart)
    }

    fn refer(&mut self, kept: &[(usize, Kind)]) -> Vec<Settled> {
        let mut settled: Vec<Settled> = kept.iter().map(|(at, kind)| self.plain(*at, *kind)).collect();
        let fulls = FullNames::new(&self.names, kept, &settled);
        // A name that comes a hundred times is looked up once.
        let mut known: Map<(u64, Kind), Option<String>> = Map::default();
        for ((at, kind), name) in kept.iter().zip(&mut settled) {
            let form = (self.names[*at].form, *kind);
            let referent = known.entry(form).or_insert_with(|| self.referent(*at, *kind, &fulls));
            name.referent = referent.clone().filter(|referent| *referent != name.surface);
        }
        settled
    }

    fn plain(&self, at: usize, kind: Kind) -> Settled {
        let candidate = &self.names[at].candidate;
        let (start, end) = (self.tokens[candidate.first].start, self.tokens[candidate.end - 1].end);
        let surface = fold(self.text.get(start..end).unwrap_or_default());
        Settled { start, end, kind, surface, referent: None }
    }

    /// The fullest name that the document has for a name.
    fn referent(&self, at: usize, kind: Kind, fulls: &FullNames) -> Option<String> {
        let name = &self.names[at];
        if let [word] = name.words.as_slice()
            && let Some(defined) = self.acronyms.get(word)
        {
            let full = (*defined)?;
            return self.fuller(full, kind, fulls).or_else(|| Some(self.plain(full, kind).surface));
        }
        self.fuller(at, kind, fulls)
    }

    /// The one longer name of which a name is a part; of several that contain each other, the longest.
    fn fuller(&self, at: usize, kind: Kind, fulls: &FullNames) -> Option<String> {
        let name = &self.names[at];
        let mut best: Option<&FullName> = None;
        for full in fulls.that_may_hold(name, kind)? {
            let longer = &self.names[full.name];
            if longer.words.len() <= name.words.len() || !is_short_for(name, longer, kind, self) {
                continue;
            }
            match best {
                Some(known) if known.key == full.key => {}
                Some(known) => {
                    let (short, long) = if known.key.len() < full.key.len() { (known, full) } else { (full, known) };
                    if !(long.key.ends_with(&short.key) || long.key.starts_with(&short.key)) {
                        return None;
                    }
                    best = Some(long);
                }
                None => best = Some(full),
            }
        }
        best.map(|full| full.surface.clone())
    }
}

/// The names of several words of a document, each form once, by the words that others may use for short.
struct FullNames {
    names: Vec<FullName>,
    by_word: Map<(u64, Kind), Vec<usize>>,
}

struct FullName {
    /// Its place among the names of the document.
    name: usize,
    surface: String,
    key: String,
}

impl FullNames {
    fn new(names: &[Name], kept: &[(usize, Kind)], settled: &[Settled]) -> Self {
        let mut fulls = Self { names: Vec::new(), by_word: Map::default() };
        let mut seen: Set<(u64, Kind)> = Set::default();
        for ((at, kind), settled) in kept.iter().zip(settled) {
            let [first, .., last] = names[*at].words.as_slice() else { continue };
            if *kind == Kind::Place || !seen.insert((names[*at].form, *kind)) {
                continue;
            }
            let ends: &[u64] = if *kind == Kind::Organisation && first != last { &[*last, *first] } else { &[*last] };
            for word in ends {
                fulls.by_word.entry((*word, *kind)).or_default().push(fulls.names.len());
            }
            let surface = settled.surface.clone();
            fulls.names.push(FullName { name: *at, key: key::of(&surface), surface });
        }
        fulls
    }

    /// The full names that share an end with `name`; `None` when there are so many that no one can be meant.
    fn that_may_hold(&self, name: &Name, kind: Kind) -> Option<impl Iterator<Item = &FullName>> {
        let of =
            |word: Option<&u64>| word.and_then(|word| self.by_word.get(&(*word, kind))).map_or(&[][..], Vec::as_slice);
        let (last, first) = (of(name.words.last()), of(name.words.first()));
        let first = if kind == Kind::Organisation && name.words.len() > 1 || last.is_empty() { first } else { &[] };
        (last.len() + first.len() <= MOST_BEARERS).then(|| last.iter().chain(first).map(|at| &self.names[*at]))
    }
}

/// A surname that so many people of one document bear means none of them.
const MOST_BEARERS: usize = 100;

/// Whether `name` may stand for `longer`: a surname, or the beginning or end of an organisation's name.
fn is_short_for(name: &Name, longer: &Name, kind: Kind, document: &Document<'_>) -> bool {
    match kind {
        Kind::Person => longer.words.ends_with(&name.words),
        Kind::Organisation => {
            let part = longer.words.ends_with(&name.words) || longer.words.starts_with(&name.words);
            let first = &document.tokens[name.candidate.first];
            let head = first.shape == Shape::Capital && document.lexicon.is(first, class::HEAD_FR | class::HEAD_EN);
            // A listed name stands for itself: `État islamique` is not short for `État islamique d'Irak`.
            let own = name.candidate.bearer.is_some() && name.candidate.bearer != longer.candidate.bearer;
            part && !own && (name.words.len() > 1 || (head && longer.words.starts_with(&name.words)))
        }
        Kind::Place => false,
    }
}

impl Name {
    fn new(scored: Scored, tokens: &[Token], lexicon: &Lexicon) -> Self {
        let candidate = scored.candidate;
        let mut form = 0;
        let mut words = Vec::with_capacity(candidate.end - candidate.first);
        for (at, token) in tokens[candidate.first..candidate.end].iter().enumerate() {
            if token.word == 0 || token.shape == Shape::Possessive {
                continue;
            }
            let article = lexicon.is(token, class::ARABIC)
                && !(token.is_capital() && at == 0 && candidate.end - candidate.first == 1);
            if !article || (at + 1 == candidate.end - candidate.first) {
                form = hash::chain(form, token.word);
                words.push(token.word);
            }
        }
        Self { candidate, scores: scored.scores, form, words }
    }
}

fn is_acronym_shape(token: &Token) -> bool {
    matches!(token.shape, Shape::Upper | Shape::Mixed | Shape::Code) && token.end - token.start <= 12
}

fn acronym_letters(word: &str) -> Vec<char> {
    word.chars().filter(|c| c.is_uppercase()).flat_map(|c| fold(&c.to_string()).chars().collect::<Vec<_>>()).collect()
}

fn first_letter(word: &str) -> char {
    word.chars().find(|c| c.is_alphanumeric()).and_then(|c| fold(&c.to_string()).chars().next()).unwrap_or(' ')
}

/// Whether the letters are the initials of the words in order; small words may be left out or counted.
fn fits_initials(letters: &[char], initials: &[(char, bool)]) -> bool {
    let mut left = letters.iter().peekable();
    for (initial, small) in initials {
        match left.peek() {
            Some(letter) if **letter == *initial => {
                left.next();
            }
            _ if *small => {}
            _ => return false,
        }
    }
    left.peek().is_none() && letters.len() > 1
}
