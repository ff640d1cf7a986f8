//! Joins a run of capitals with what follows over small words, where that makes one name.
//!
//! Takes a run in its scene, gives the end of the name: `University of North Carolina`, `Charles de Gaulle`,
//! `Observatoire syrien des droits de l'homme`, `les Eagles de Philadelphie`.

use article::Kind;

use super::spans::{Candidate, Scene};
use super::tokens::{Gap, Shape, Token};
use super::vocabulary as class;

impl Scene<'_> {
    /// Joins the run `at..stop` with what follows over small words, if that makes one name; pushes it and gives its
    /// end, or gives `stop` and pushes nothing.
    pub(super) fn joined(&self, at: usize, stop: usize, until: usize, out: &mut Vec<Candidate>) -> usize {
        let first = self.lexicon.classes(&self.tokens[at]);
        if first & class::HEAD_FR != 0 && !self.capital_line {
            let end = self.french_organisation(at, stop, until);
            let named =
                end - at > 1 && (!self.tokens[at].opens || self.tokens[at + 1..end].iter().any(Token::is_capital));
            if end > stop && named {
                out.push(Candidate { headed: Some(Kind::Organisation), ..Candidate::plain(at, end) });
                return end;
            }
        }
        if let Some(end) = self.english_organisation(at, stop, until) {
            out.push(Candidate { headed: Some(Kind::Organisation), ..Candidate::plain(at, end) });
            return end;
        }
        if first & class::PLACE_HEAD != 0
            && let Some(end) = self.over_small(stop, until, class::DE | class::OF | class::ARTICLE)
        {
            out.push(Candidate { headed: Some(Kind::Place), ..Candidate::plain(at, end) });
            return end;
        }
        if let Some(end) = self.team(at, stop, until) {
            out.push(Candidate { headed: Some(Kind::Organisation), ..Candidate::plain(at, end) });
            return end;
        }
        let end = self.joined_person(at, stop, until);
        if end > stop {
            let bearer = self.exact(at, end);
            out.push(Candidate { bearer, ..Candidate::plain(at, end) });
        }
        end
    }

    /// The end of the run of capitals that follows small words of `classes` at `stop`.
    pub(super) fn over_small(&self, stop: usize, until: usize, classes: u32) -> Option<usize> {
        let mut next = stop;
        while next < until
            && next < stop + 3
            && self.tokens[next].gap != Gap::Line
            && !self.tokens[next].is_capital()
            && self.lexicon.is(&self.tokens[next], classes)
        {
            next += 1;
        }
        let capital = next > stop
            && next < until
            && self.tokens[next].is_capital()
            && self.tokens[next].gap != Gap::Line
            && !self.lexicon.is(&self.tokens[next], class::CALENDAR);
        capital.then(|| {
            let end = self.run_end(next, until);
            (next + 1..end).find(|at| self.is_break(*at)).unwrap_or(end)
        })
    }

    /// `Charles de Gaulle`, `Bachar al-Assad`, `Lula da Silva`.
    pub(super) fn joined_person(&self, at: usize, stop: usize, until: usize) -> usize {
        let first = self.lexicon.classes(&self.tokens[at]);
        let heads = class::HEAD_FR | class::HEAD_OF | class::PLACE_HEAD;
        let mut stop = stop;
        for _ in 0..3 {
            let Some(small) = self.tokens.get(stop).filter(|_| stop < until) else { break };
            let classes = self.lexicon.classes(small);
            let arabic = classes & class::ARABIC != 0
                && self.tokens.get(stop + 1).is_some_and(|next| next.gap == Gap::Hyphen && next.is_capital());
            let noble = classes & (class::NOBLE | class::KUNYA) != 0 && first & heads == 0;
            let given = first & class::GIVEN != 0 && first & heads == 0;
            let de = classes & class::DE != 0 && given && stop - at == 1;
            // `Philippe le Bel`, `Peter the Great`
            let byname = classes & class::ARTICLE != 0 && given && stop - at == 1 && self.is_byname(stop + 1, until);
            if byname {
                return stop + 2;
            }
            if small.is_capital() || small.gap == Gap::Line || !(arabic || noble || de) {
                break;
            }
            let small_words = class::ARABIC | class::NOBLE | class::KUNYA | class::DE | class::ARTICLE;
            let Some(end) = self.over_small(stop, until, small_words) else { break };
            // `Marie de France` is Marie; a country after `de` is where somebody is from.
            if de && !arabic && !noble && self.is_listed_country(stop, end) {
                break;
            }
            stop = end;
        }
        stop
    }

    fn is_byname(&self, at: usize, until: usize) -> bool {
        let ends = !self.tokens.get(at + 1).is_some_and(|next| at + 1 < until && next.is_capital());
        at < until
            && ends
            && self.tokens[at].shape == Shape::Capital
            && self.lexicon.is(&self.tokens[at], class::ORDINARY)
    }

    /// `les Eagles de Philadelphie`, `au Heat de Miami`: an article, a word that is no listed name, a town.
    fn team(&self, at: usize, stop: usize, until: usize) -> Option<usize> {
        let article = at.checked_sub(1).map(|at| self.str(&self.tokens[at]))?;
        if !matches!(article, "les" | "des" | "aux" | "au" | "le" | "du") || self.exact(at, stop).is_some() {
            return None;
        }
        let small = self.tokens.get(stop).filter(|small| stop < until && self.lexicon.is(small, class::DE))?;
        let end = self.over_small(stop, until, class::DE | class::ARTICLE)?;
        let plural = matches!(article, "les" | "des" | "aux") && !small.is_capital();
        let town = self.is_listed_place(stop + 1, end);
        let plain = self.lexicon.is(&self.tokens[at], class::TITLE | class::PLACE_HEAD | class::EVENT | class::DEMONYM);
        (town && !plain && (plural || !self.lexicon.is(&self.tokens[at], class::ORDINARY))).then_some(end)
    }

    pub(super) fn is_listed_place(&self, from: usize, end: usize) -> bool {
        let first = (from..end).find(|at| self.tokens[*at].is_capital()).unwrap_or(from);
        let bearer = self.exact(first, end).map(|number| self.lexicon.bearer(number));
        bearer.is_some_and(|bearer| bearer.kind == Kind::Place)
    }

    fn is_listed_country(&self, from: usize, end: usize) -> bool {
        let first = (from..end).find(|at| self.tokens[*at].is_capital()).unwrap_or(from);
        let bearer = self.exact(first, end).map(|number| self.lexicon.bearer(number));
        bearer.is_some_and(|bearer| bearer.kind == Kind::Place && bearer.weight > 1_000_000_000)
    }

    /// `Ministry of Defence`, `Syrian Observatory for Human Rights`, `Food and Agriculture Organization`.
    pub(super) fn english_organisation(&self, at: usize, stop: usize, until: usize) -> Option<usize> {
        let last = self.lexicon.classes(&self.tokens[stop - 1]);
        let first = self.lexicon.classes(&self.tokens[at]);
        let small = self.tokens.get(stop).filter(|_| stop < until)?;
        let joint = self.lexicon.classes(small);
        if small.gap != Gap::Space {
            return None;
        }
        let head = last & (class::HEAD_EN | class::HEAD_OF) != 0 && last & class::TITLE == 0;
        if head && joint & (class::OF | class::FOR) != 0 {
            let end = self.over_small(stop, until, class::OF | class::FOR | class::ARTICLE)?;
            // `Committee on the Elimination of …` goes on; three joints are enough for any name.
            let end = self.over_small(end, until, class::OF).filter(|_| joint & class::FOR != 0).unwrap_or(end);
            return Some(self.and_more(at, end, until).unwrap_or(end));
        }
        let known = class::HEAD_FR | class::PLACE_HEAD | class::TITLE | class::GIVEN;
        if joint & class::AND != 0 && first & known == 0 && self.exact(at, stop).is_none() {
            let end = self.over_small(stop, until, class::AND)?;
            let ends = self.lexicon.classes(&self.tokens[end - 1]);
            return (ends & class::HEAD_EN != 0 && self.exact(stop + 1, end).is_none()).then_some(end);
        }
        None
    }

    /// `… of Defence and Aerospace` when an acronym in brackets follows, which covers both halves.
    fn and_more(&self, _at: usize, end: usize, until: usize) -> Option<usize> {
        let more = self.over_small(end, until, class::AND)?;
        self.tokens.get(more).is_some_and(|token| token.is_mark('(')).then_some(more)
    }

    /// A French organisation from its head on: adjectives, and nouns after small words.
    pub(super) fn french_organisation(&self, at: usize, stop: usize, until: usize) -> usize {
        let mut end = stop;
        let mut of = 0;
        while end < until && end - at < LONGEST_ORGANISATION {
            let token = &self.tokens[end];
            if token.gap == Gap::Line {
                break;
            }
            if token.is_word()
                && token.shape != Shape::Elided
                && token.gap != Gap::Glued
                && self.goes_with_head(token, end)
            {
                end += 1;
                continue;
            }
            let Some(next) = self.noun_after_small(end, until) else { break };
            let et = self.lexicon.is(token, class::AND);
            if et && of == 0 {
                break;
            }
            of += 1;
            end = next;
        }
        end
    }

    /// Whether a word right after a head or a noun belongs to it: a capital, or an adjective.
    fn goes_with_head(&self, token: &Token, at: usize) -> bool {
        if token.is_capital() {
            return !self.is_break(at);
        }
        token.shape == Shape::Lower && (self.lexicon.is(token, class::DEMONYM) || is_adjective(self.str(token)))
    }

    /// The token after the noun that follows small words at `at`: `de la Défense`, `pour les réfugiés`, `et de`.
    fn noun_after_small(&self, at: usize, until: usize) -> Option<usize> {
        let small = class::DE | class::FOR | class::ARTICLE | class::AND;
        let mut next = at;
        let mut linked = false;
        while next < until && next < at + 4 {
            let token = &self.tokens[next];
            if token.gap == Gap::Line || token.is_capital() || !self.lexicon.is(token, small) {
                break;
            }
            // `pour la paix` is a part of a name, `pour soutenir` is what somebody does.
            let purpose = self.lexicon.is(token, class::FOR);
            let noun_follows = |next: &Token| next.is_capital() || self.lexicon.is(next, class::ARTICLE);
            if purpose && !self.tokens.get(next + 1).is_some_and(noun_follows) {
                break;
            }
            linked |= purpose || self.lexicon.is(token, class::DE);
            next += 1;
        }
        let noun = self.tokens.get(next).filter(|_| next < until && next > at && linked)?;
        let word = noun.is_word() && noun.shape != Shape::Elided && noun.gap != Gap::Line;
        (word && !self.lexicon.is(noun, class::CALENDAR)).then_some(next + 1)
    }
}

/// Tokens of the longest French organisation.
const LONGEST_ORGANISATION: usize = 14;

/// Whether a French word looks like an adjective of relation, by its ending.
fn is_adjective(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "al",
        "ale",
        "aux",
        "ales",
        "ien",
        "ienne",
        "iens",
        "iennes",
        "ique",
        "iques",
        "iste",
        "istes",
        "ive",
        "ives",
        "aire",
        "aires",
        "ain",
        "aine",
        "ains",
        "aines",
        "ais",
        "aise",
        "ois",
        "oise",
        "elle",
        "elles",
        "eur",
        "eure",
        "eures",
        "urs",
        "uni",
        "unie",
        "unies",
        "unis",
        "libre",
        "libres",
        "rouge",
        "armé",
        "armée",
        "armés",
        "armées",
        "arabe",
        "arabes",
        "public",
        "publique",
        "civil",
        "civile",
        "fédéral",
        "populaire",
        "cole",
        "coles",
        "able",
        "ables",
        "ible",
        "ibles",
        "ier",
        "ière",
        "iers",
        "ières",
        "eux",
        "euse",
        "euses",
    ];
    word.len() > 3 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}
