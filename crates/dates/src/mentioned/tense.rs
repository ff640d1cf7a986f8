//! Whether a sentence speaks of what was or of what will be, near one of its dates.

use article::Language;

use crate::grammar::Cursor;
use crate::text::{Sense, Word};

/// The time that the words around a date speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Unknown,
}

/// Words further than this from the date say nothing about it.
const REACH: usize = 25;

impl Cursor<'_> {
    /// The tense of the verb nearest to the expression at `at..end`, within its sentence.
    pub(crate) fn tense(&self, at: usize, end: usize) -> Tense {
        for back in 1..=3 {
            match at.checked_sub(back).and_then(|place| self.word(place)) {
                Some(Word::Since | Word::Last) => return Tense::Past,
                Some(Word::Until | Word::Ici) => return Tense::Future,
                Some(Word::The | Word::Of | Word::At | Word::In) => {}
                _ => break,
            }
        }
        let before = (1..=REACH).map_while(|back| at.checked_sub(back).filter(|place| !self.ends_sentence(*place)));
        let after = (end..end + REACH).take_while(|place| self.token(*place).is_some() && !self.ends_sentence(*place));
        let near = |places: &mut dyn Iterator<Item = usize>| {
            places.enumerate().find_map(|(distance, place)| Some((distance, self.tense_of(place)?)))
        };
        let before = near(&mut { before });
        let after = near(&mut { after });
        match (before, after) {
            // A verb after a comma belongs to the next clause, so what stands before counts first.
            (Some((distance, tense)), Some((other, _))) if distance <= other + 3 => tense,
            (_, Some((_, tense))) | (Some((_, tense)), None) => tense,
            (None, None) => Tense::Unknown,
        }
    }

    /// Whether two places lie in one sentence.
    pub(super) fn same_sentence(&self, one: usize, other: usize) -> bool {
        self.sentences_between(one, other) == 0
    }

    /// How many sentences end between two places; far apart they are not counted out.
    pub(super) fn sentences_between(&self, one: usize, other: usize) -> usize {
        let (first, last) = (one.min(other), one.max(other));
        (first..last).filter(|place| self.ends_sentence(*place)).take(2).count()
    }

    fn ends_sentence(&self, at: usize) -> bool {
        match self.sense(at) {
            Sense::Mark('!' | '?' | '…') => true,
            Sense::Mark('.') => {
                let abbreviation = at > 0
                    && (self.month(at - 1).is_some_and(|month| month.short)
                        || self.printed(at - 1).chars().count() <= 2);
                !abbreviation && (self.is_capital(at + 1) || self.token(at + 1).is_none() || self.is_mark(at + 1, '"'))
            }
            _ => false,
        }
    }

    fn tense_of(&self, at: usize) -> Option<Tense> {
        if matches!(self.sense(at), Sense::Figures(..) | Sense::Mark(_)) {
            return None;
        }
        match self.lexicon.language {
            Language::English => english(self, at),
            Language::French | Language::Other => french(self, at),
        }
    }
}

fn english(c: &Cursor, at: usize) -> Option<Tense> {
    let word = c.folded(at);
    match word.as_str() {
        "won" if c.is_apostrophe(at + 1) => Some(Tense::Future),
        "will" | "shall" | "ll" | "due" | "expected" | "scheduled" | "planned" | "plans" | "slated" | "upcoming"
        | "expects" | "plan" | "planning" | "going" | "hopes" | "intends" | "effective" | "begins" | "opens"
        | "starts" | "takes" | "deadline" | "expires" | "ends" | "proposed" | "would" => Some(Tense::Future),
        "be" | "begin" | "open" | "start" | "take" | "meet" | "vote" | "end" if at > 0 && c.is(at - 1, Word::To) => {
            Some(Tense::Future)
        }
        "was" | "were" | "had" | "did" | "said" | "told" | "met" | "took" | "came" | "went" | "made" | "began"
        | "fell" | "rose" | "lost" | "got" | "gave" | "found" | "held" | "left" | "led" | "ran" | "sent" | "spoke"
        | "struck" | "shot" | "hit" | "been" | "killed" | "wrote" | "saw" | "became" | "broke" | "brought"
        | "bought" | "built" | "caught" | "chose" | "drew" | "drove" | "fought" | "flew" | "grew" | "heard"
        | "kept" | "knew" | "laid" | "paid" | "put" | "quit" | "sold" | "stood" | "swore" | "threw" | "won" | "has"
        | "have" | "voted" | "ago" | "sat" | "shook" | "sank" | "sought" | "set" => Some(Tense::Past),
        "need" | "indeed" | "speed" | "feed" | "seed" | "red" | "bed" | "united" | "hundred" | "wed" | "based"
        | "named" | "armed" | "so-called" => None,
        _ => (word.len() > 4 && word.ends_with("ed")).then_some(Tense::Past),
    }
}

fn french(c: &Cursor, at: usize) -> Option<Tense> {
    let word = c.folded(at);
    let printed = c.printed(at);
    match word.as_str() {
        "prevu" | "prevue" | "prevus" | "prevues" | "attendu" | "attendue" | "attendus" | "attendues" | "programme"
        | "programmee" | "rendez" | "fixe" | "fixee" | "convoque" | "convoquee" | "partir" | "va" | "vont" | "doit"
        | "doivent" | "devrait" | "devraient" | "pourrait" | "pourraient" | "bientot" | "compter" | "echeance" => {
            let called = printed.ends_with('é') || !word.ends_with('e') || word.ends_with("ee") || word.ends_with("ue");
            called.then_some(Tense::Future)
        }
        "a" => (printed != "à" && printed != "À").then_some(Tense::Past),
        "ont" | "ai" | "avons" | "avez" | "avait" | "avaient" | "ete" | "etait" | "etaient" | "fut" | "furent"
        | "eut" | "fit" | "mort" | "morte" | "decede" | "decedee" | "eu" => Some(Tense::Past),
        "opera" | "camera" | "agora" | "extra" | "ultra" | "infra" | "tiara" | "aura" if word != "aura" => None,
        _ if c.is_capital(at) && !c.opens_sentence(at) => None,
        _ if word.len() > 3
            && (word.ends_with("ra") || word.ends_with("ront") || word.ends_with("rons") || word.ends_with("rez")) =>
        {
            Some(Tense::Future)
        }
        _ if word.len() > 4
            && (word.ends_with("ait") || word.ends_with("aient"))
            && !matches!(word.as_str(), "fait" | "parfait" | "lait") =>
        {
            (!word.ends_with("rait") && !word.ends_with("raient")).then_some(Tense::Past)
        }
        _ => {
            let participle = ["é", "ée", "és", "ées"].iter().any(|ending| printed.ends_with(ending));
            (participle && word.len() > 4).then_some(Tense::Past)
        }
    }
}
