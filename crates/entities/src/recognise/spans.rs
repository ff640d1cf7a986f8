//! Finds the stretches of a text that may be names, before anyone asks what they name.
//!
//! Takes the tokens of one paragraph, gives candidates: runs of capitals, joined over small words where that makes
//! one name (`University of North Carolina`, `Charles de Gaulle`, `Observatoire syrien des droits de l'homme`),
//! without titles, adjectives of nationality, and words whose capital is due to the sentence.

use super::lexicon::Lexicon;
use super::tokens::{Gap, Shape, Token};
use super::vocabulary as class;
use crate::hash::Set;
use article::{Kind, Language};

/// A stretch of tokens that may be a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// First token, counted over the article.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) end: usize,
    /// The listed bearer of exactly this name.
    pub(crate) bearer: Option<u32>,
    /// Whether a title with a capital stood before it: `President`, `M.`.
    pub(crate) titled: bool,
    /// What its words alone say it is: the head of an organisation, of a place.
    pub(crate) headed: Option<Kind>,
}

/// What is known of the paragraph and the document around the tokens.
pub(crate) struct Scene<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    /// Words that the document also prints in lower case.
    pub(crate) lower: &'a Set<u64>,
    /// Whether capitals say little here: a line of capitals, or a headline in title case.
    pub(crate) capital_line: bool,
    pub(crate) language: Language,
}

impl Scene<'_> {
    /// Appends the candidates among the tokens `from..until`.
    pub(crate) fn candidates(&self, from: usize, until: usize, out: &mut Vec<Candidate>) {
        let mut at = from;
        while at < until {
            at = self.candidate(at, until, out);
        }
    }

    /// Looks for a candidate at `at`; gives the token to go on from.
    fn candidate(&self, at: usize, until: usize, out: &mut Vec<Candidate>) -> usize {
        let token = &self.tokens[at];
        if !token.is_word() || token.shape == Shape::Elided {
            if let Some(end) = self.quoted_organisation(at, until) {
                out.push(Candidate { headed: Some(Kind::Organisation), ..Candidate::plain(at + 1, end) });
                return end + 1;
            }
            return at + 1;
        }
        if !token.is_capital() {
            return self.small_start(at, until, out);
        }
        let end = self.run_end(at, until);
        self.segments(at, end, until, out).max(at + 1)
    }

    /// Names that begin small: listed organisations, `al-Julani`, `ministère de la Défense`.
    fn small_start(&self, at: usize, until: usize, out: &mut Vec<Candidate>) -> usize {
        let token = &self.tokens[at];
        let classes = self.lexicon.classes(token);
        if token.shape == Shape::Code {
            if let Some(found) = self.lexicon.listed(&self.tokens[at..at + 1]) {
                out.push(Candidate { bearer: Some(found.bearer), ..Candidate::plain(at, at + 1) });
            }
            return at + 1;
        }
        if let Some(found) = self.lexicon.listed(&self.tokens[at..until])
            && found.length > 1
            && classes & class::ARTICLE == 0
        {
            let end = at + found.length;
            // `mer Rouge`, `al-Qaïda`; but a listed name that goes on with a capital is another one.
            let goes_on = end < until && self.tokens[end].is_capital() && self.tokens[end].gap == Gap::Space;
            let kind = self.lexicon.bearer(found.bearer).kind;
            if !goes_on && (kind != Kind::Person || classes & (class::ARABIC | class::KUNYA | class::NOBLE) != 0) {
                out.push(Candidate { bearer: Some(found.bearer), ..Candidate::plain(at, end) });
                return end;
            }
        }
        let Some(next) = self.tokens.get(at + 1).filter(|_| at + 1 < until) else { return at + 1 };
        let opens_name = (classes & class::ARABIC != 0 && next.gap == Gap::Hyphen)
            || (classes & class::NOBLE != 0 && next.gap == Gap::Space && token.end - token.start > 2);
        if opens_name && next.is_capital() {
            let end = self.run_end(at + 1, until);
            out.push(Candidate::plain(at, self.joined_person(at, end, until)));
            return out.last().map_or(at + 1, |candidate| candidate.end);
        }
        if classes & class::PLACE_LOWER != 0
            && let Some(end) = self.small_place(at, until)
        {
            out.push(Candidate { headed: Some(Kind::Place), ..Candidate::plain(at, end) });
            return end;
        }
        if classes & class::HEAD_LOWER != 0 && !self.capital_line {
            let end = self.french_organisation(at, at + 1, until);
            if self.tokens[at + 1..end].iter().any(Token::is_capital) {
                out.push(Candidate { headed: Some(Kind::Organisation), ..Candidate::plain(at, end) });
                return end;
            }
        }
        at + 1
    }

    /// `l'association "Aide pour tous"`: what is quoted right after such a noun is its name, small words and all.
    fn quoted_organisation(&self, at: usize, until: usize) -> Option<usize> {
        let quote = |token: &Token, marks: &[char]| matches!(token.shape, Shape::Mark(mark) if marks.contains(&mark));
        let noun = at.checked_sub(1).filter(|_| quote(&self.tokens[at], &['"', '«', '“']))?;
        let adjective = self.lexicon.is(&self.tokens[noun], class::DEMONYM).then(|| noun.checked_sub(1)).flatten();
        let noun = &self.tokens[adjective.unwrap_or(noun)];
        if !self.lexicon.is(noun, class::ORG_NOUN) || noun.is_capital() {
            return None;
        }
        let first = self.tokens.get(at + 1).filter(|first| at + 1 < until && first.is_capital())?;
        let end = (at + 2..until.min(at + 9)).find(|end| quote(&self.tokens[*end], &['"', '»', '”']))?;
        let words = self.tokens[at + 1..end].iter().all(|token| token.is_word() || token.is_mark('&'));
        (words && !first.is_mark('.')).then_some(end)
    }

    /// `mont Unzen`, `détroit de Béring`, `rue du Faubourg-Saint-Honoré`: the end of the place that starts small.
    fn small_place(&self, at: usize, until: usize) -> Option<usize> {
        let next = self.tokens.get(at + 1).filter(|next| at + 1 < until && next.gap != Gap::Line)?;
        if next.is_capital() {
            return (next.gap == Gap::Space && next.shape != Shape::Initial).then(|| self.run_end(at + 1, until));
        }
        self.lexicon.is(next, class::DE).then(|| self.over_small(at + 1, until, class::DE | class::ARTICLE)).flatten()
    }

    /// The end of the run of capitals that starts at `at`.
    pub(super) fn run_end(&self, at: usize, until: usize) -> usize {
        let mut end = at + 1;
        while end < until && end - at < LONGEST_RUN {
            let (token, before) = (&self.tokens[end], &self.tokens[end - 1]);
            let joined = matches!(token.gap, Gap::Space | Gap::Hyphen);
            if token.is_capital() && joined {
                end += 1;
            } else if token.shape == Shape::Code && token.gap == Gap::Hyphen {
                // `Covid-19` is one word, and no name.
                end += 1;
            } else if token.is_mark('.')
                && token.gap == Gap::Glued
                && end + 1 < until
                && self.tokens[end + 1].is_capital()
                && self.tokens[end + 1].gap != Gap::Line
                && (before.shape == Shape::Initial || self.is_abbreviated_title(before))
            {
                end += 2;
            } else if token.gap == Gap::Hyphen && self.hyphen_chain(end, until).is_some() {
                end = self.hyphen_chain(end, until).unwrap_or(end + 1);
            } else {
                break;
            }
        }
        end
    }

    /// `-en-`, `-sur-`, `-le-` inside a name: the token after the capital that follows.
    fn hyphen_chain(&self, at: usize, until: usize) -> Option<usize> {
        let mut at = at;
        while at < until && at < self.tokens.len() {
            let token = &self.tokens[at];
            if token.gap == Gap::Line || token.gap == Gap::Space {
                return None;
            }
            if token.is_capital() {
                return Some(at + 1);
            }
            let small =
                class::DE | class::ARTICLE | class::JOIN_FR | class::AND | class::ARABIC | class::NOBLE | class::OF;
            if !self.lexicon.is(token, small) && !self.is_small_word(token) {
                return None;
            }
            at += 1;
        }
        None
    }

    fn is_small_word(&self, token: &Token) -> bool {
        token.shape == Shape::Elided
            || matches!(self.str(token), "sous" | "lès" | "les" | "ès" | "on" | "upon" | "by" | "in")
    }

    fn is_abbreviated_title(&self, token: &Token) -> bool {
        self.lexicon.is(token, class::TITLE) && token.end - token.start <= 4
    }

    pub(super) fn str(&self, token: &Token) -> &str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// Cuts a run of capitals into candidates; gives the token after the last one.
    fn segments(&self, start: usize, end: usize, until: usize, out: &mut Vec<Candidate>) -> usize {
        let mut at = start;
        let mut titled = false;
        while at < end {
            let token = &self.tokens[at];
            if !token.is_word() {
                at += 1;
                continue;
            }
            let found = self.lexicon.listed(&self.tokens[at..until]);
            let listed = found.filter(|found| at + found.length >= end || self.may_end(at + found.length, end));
            if let Some(found) = listed.filter(|found| self.is_sure(at, found.length, found.bearer)) {
                let stop = at + found.length;
                // A listed place may open a longer name: `Paris Match`, `New York University`.
                let place = self.lexicon.bearer(found.bearer).kind == Kind::Place;
                let goes_on = stop >= end
                    && self.lexicon.is(token, class::PLACE_HEAD)
                    && self.over_small(stop, until, class::OF | class::DE).is_some();
                if place && (goes_on || (stop < end && !self.is_break(stop))) {
                    // Read as any other run.
                } else {
                    let longer = (stop >= end).then(|| self.english_organisation(at, stop, until)).flatten();
                    out.push(match longer {
                        Some(end) => Candidate { headed: Some(Kind::Organisation), ..Candidate::plain(at, end) },
                        None => Candidate { bearer: Some(found.bearer), titled, ..Candidate::plain(at, stop) },
                    });
                    titled = false;
                    at = longer.unwrap_or(stop);
                    continue;
                }
            }
            if self.is_skipped(at, end) {
                titled = self.is_title(at) || (titled && self.lexicon.is(token, class::TITLE_TAIL));
                at += 1;
                continue;
            }
            let mut stop = at + 1;
            while stop < end && !self.is_break(stop) {
                stop += 1;
            }
            while stop > at && !self.tokens[stop - 1].is_word() {
                stop -= 1;
            }
            let next = if stop >= end { self.joined(at, stop, until, out) } else { stop };
            if next == stop {
                let headed = self.head_of(at, stop);
                out.push(Candidate { titled, headed, bearer: self.exact(at, stop), ..Candidate::plain(at, stop) });
            } else if let Some(last) = out.last_mut() {
                last.titled |= titled;
            }
            titled = false;
            at = next.max(at + 1);
        }
        at.max(end)
    }

    /// The bearer listed under exactly these tokens.
    pub(super) fn exact(&self, at: usize, stop: usize) -> Option<u32> {
        self.lexicon.listed(&self.tokens[at..stop]).filter(|found| found.length == stop - at).map(|found| found.bearer)
    }

    /// Whether a listed name may end inside a run: what follows starts something else.
    fn may_end(&self, stop: usize, end: usize) -> bool {
        stop >= end || self.is_break(stop) || self.lexicon.is(&self.tokens[stop], class::GIVEN)
    }

    /// Whether a listed name is one here, and not an ordinary word at the start of a sentence.
    fn is_sure(&self, at: usize, length: usize, bearer: u32) -> bool {
        let token = &self.tokens[at];
        if length > 1 {
            return true;
        }
        let classes = self.lexicon.classes(token);
        let opens = token.opens || self.capital_line;
        // `Nice` and `Tours` at the start of a sentence are words; countries and acronyms are names.
        let ordinary = classes & class::ORDINARY != 0 || self.lower.contains(&token.word);
        let acronym = token.shape == Shape::Upper && !self.capital_line;
        !(opens && ordinary && !acronym) && classes & (class::CALENDAR | class::OTHER) == 0 && {
            let bearer = self.lexicon.bearer(bearer);
            bearer.kind != Kind::Place || classes & class::TITLE == 0
        }
    }

    pub(super) fn is_title(&self, at: usize) -> bool {
        self.lexicon.is(&self.tokens[at], class::TITLE)
    }

    /// Whether the token at `at`, first of what is left of a run, is no part of a name.
    fn is_skipped(&self, at: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        let classes = self.lexicon.classes(token);
        let last = at + 1 >= end;
        // `A Lille`: a capital letter without its full stop is a word that lost its accent.
        let letter = token.shape == Shape::Initial && !self.tokens.get(at + 1).is_some_and(|next| next.is_mark('.'));
        if letter && token.opens && !last {
            return true;
        }
        if classes & class::CALENDAR != 0 && !(at + 1 < end && self.lexicon.is(&self.tokens[at + 1], class::GIVEN)) {
            return true;
        }
        if classes & class::ARTICLE != 0 && at > 0 && self.tokens[at - 1].is_capital() && token.shape == Shape::Capital
        {
            return true;
        }
        let hyphen_follows = at + 1 < end && self.tokens[at + 1].gap == Gap::Hyphen;
        if classes & class::TITLE != 0 && !hyphen_follows {
            let name_of_head = !last && self.ends_as_organisation(at, end);
            // `Prince` the singer and `Major` the surname come after a given name, never here.
            return !name_of_head;
        }
        let opens = token.opens || self.capital_line;
        let ordinary = classes & class::ORDINARY != 0 || self.lower.contains(&token.word);
        if opens && ordinary && !(hyphen_follows && classes & (class::TITLE | class::COMPASS) != 0) {
            let heads = class::HEAD_FR | class::HEAD_OF | class::HEAD_EN | class::PLACE_HEAD;
            let head = classes & heads != 0 && self.head_goes_on(at, end);
            let given = classes & class::GIVEN != 0 && !last && !self.lexicon.is(&self.tokens[at + 1], class::ORDINARY);
            let acronym = token.shape == Shape::Upper && !self.capital_line && classes & class::ORDINARY == 0;
            return !(head || given || acronym);
        }
        if classes & class::DEMONYM != 0 {
            return last || !self.ends_as_organisation(at, end);
        }
        if classes & class::OTHER != 0 && (last || classes & class::COMPASS == 0) {
            return last || token.shape == Shape::Upper || !self.ends_as_organisation(at, end);
        }
        last && classes & (class::ARTICLE | class::DE | class::AND | class::OF | class::FOR) != 0
            || (classes & class::TITLE_TAIL != 0 && !last && at > 0 && self.after_title_of(at))
    }

    /// Whether `of` and a title stand before: `Secretary of State`, `Minister of Defence`.
    fn after_title_of(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0 && at - before < 4 && !self.tokens[before - 1].is_capital() {
            before -= 1;
            if self.is_title(before) {
                return at - before > 1;
            }
            let small = class::OF | class::DE | class::ARTICLE | class::AND | class::TITLE_TAIL;
            if !self.lexicon.is(&self.tokens[before], small) {
                return false;
            }
        }
        before > 0 && at > before && self.is_title(before - 1)
    }

    /// Whether a head at the start of a sentence goes on as a name: with a capital, or as a French organisation does.
    fn head_goes_on(&self, at: usize, end: usize) -> bool {
        at + 1 < end && !self.capital_line
    }

    /// Whether the run from `at` has the head of an organisation or of a place behind its first word.
    fn ends_as_organisation(&self, at: usize, end: usize) -> bool {
        let heads = class::HEAD_EN | class::HEAD_OF | class::PLACE_TAIL;
        let stop = (at + 1..end).find(|next| self.lexicon.is(&self.tokens[*next], class::CALENDAR)).unwrap_or(end);
        (at + 1..stop).any(|next| self.lexicon.is(&self.tokens[next], heads) && !self.is_title(next))
    }

    /// Whether a new name starts at `at`, inside a run.
    pub(super) fn is_break(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if !token.is_word() {
            return false;
        }
        let classes = self.lexicon.classes(token);
        if classes & class::CALENDAR != 0 && token.shape != Shape::Initial {
            return !self.lexicon.is(&self.tokens[at - 1], class::GIVEN);
        }
        if classes & class::TITLE != 0 && token.gap == Gap::Space {
            // `Stephen King`, `Bruno Le Maire`
            let surname = self.lexicon.is(&self.tokens[at - 1], class::GIVEN | class::ARTICLE);
            return !surname && token.shape != Shape::Initial;
        }
        if self.begins_listed_person(at) {
            return true;
        }
        // A full stop is missing: `en Syrie Les Nations unies`. But `Bruno Le Maire`.
        if classes & class::ARTICLE != 0 && token.shape == Shape::Capital && token.gap == Gap::Space {
            return !self.lexicon.is(&self.tokens[at - 1], class::GIVEN);
        }
        self.capital_line && classes & class::ORDINARY != 0 && classes & (class::HEAD_EN | class::GIVEN) == 0
    }

    /// `le ministre de l'Intérieur Christophe Castaner`: a listed person whose name is not the run's beginning.
    fn begins_listed_person(&self, at: usize) -> bool {
        let found = self.lexicon.listed(&self.tokens[at..]).filter(|found| found.length > 1);
        found.is_some_and(|found| self.lexicon.bearer(found.bearer).kind == Kind::Person)
    }

    /// What the words of a run say that it is.
    fn head_of(&self, at: usize, stop: usize) -> Option<Kind> {
        if stop - at < 2 {
            return None;
        }
        let (first, last) = (self.lexicon.classes(&self.tokens[at]), self.lexicon.classes(&self.tokens[stop - 1]));
        let hyphen = self.tokens[at + 1].gap == Gap::Hyphen;
        if first & class::COMPASS != 0 && (hyphen || self.is_listed_place(at + 1, stop)) {
            return Some(Kind::Place);
        }
        if hyphen && matches!(self.str(&self.tokens[at]), "Saint" | "Sainte" | "Notre") {
            return Some(Kind::Place);
        }
        if last & class::HEAD_EN != 0 || (first & class::HEAD_FR != 0 && first & class::GIVEN == 0) {
            Some(Kind::Organisation)
        } else if last & class::PLACE_TAIL != 0 || first & class::PLACE_HEAD != 0 {
            Some(Kind::Place)
        } else {
            None
        }
    }
}

/// A longer run of capitals is a text in capitals, and is read piece by piece.
const LONGEST_RUN: usize = 40;

impl Candidate {
    pub(super) fn plain(first: usize, end: usize) -> Self {
        Self { first, end, bearer: None, titled: false, headed: None }
    }
}
