//! Finds the names in one article.
//!
//! Takes an `Article`, gives its mentions in order, without overlaps: tokens, candidates by rules, evidence for each
//! kind, the tagger that weighs all this, then a pass over the whole document that settles kinds and gives each short
//! form its full name.

mod document;
mod gazetteer;
mod joins;
mod kinds;
mod lexicon;
mod spans;
mod tagger;
mod tokens;
#[cfg(feature = "training")]
pub mod training;
mod vocabulary;

use article::{Article, Kind, Mention};

use crate::hash::Set;
use document::Scored;
use lexicon::Lexicon;
use spans::{Candidate, Scene};
use tagger::clues::{self, Clue, Stretch};
use tagger::features::View;
use tagger::weights::Weights;
use tagger::{Scratch, Tagged, Tagger};
use tokens::{Shape, Token};

/// Finds people, organisations and places in articles; made once, used for all.
pub struct Recogniser {
    lexicon: Lexicon,
    tagger: Tagger,
}

impl Default for Recogniser {
    fn default() -> Self {
        Self::new()
    }
}

impl Recogniser {
    /// A recogniser with the names that ship with this crate.
    pub fn new() -> Self {
        Self { lexicon: Lexicon::new(), tagger: Tagger::new(Weights::shipped()) }
    }

    /// The names in an article, by position: title included, furniture and repeated paragraphs left out.
    ///
    /// ```
    /// use article::{Article, Kind, Language, Paragraph, Role};
    ///
    /// let text = "Des combattants sont entrés à Alep.".to_owned();
    /// let body = Paragraph { start: 0, end: text.len(), language: Language::French, role: Role::Body };
    /// let article = Article { text, paragraphs: vec![body], ..Article::default() };
    /// let mentions = entities::Recogniser::new().mentions(&article);
    /// assert_eq!((mentions[0].text.as_str(), mentions[0].kind), ("Alep", Kind::Place));
    /// ```
    pub fn mentions(&self, article: &Article) -> Vec<Mention> {
        let text = article.text.as_str();
        let read = self.read(article);
        let mut scratch = Scratch::default();
        let mut tagged = Vec::with_capacity(read.scored.len());
        for paragraph in &read.paragraphs {
            let proposed = read.candidates_in(paragraph).map(|candidate| (candidate.first, candidate.end));
            self.tagger.tag(&read.view(text, paragraph), proposed, &mut scratch, &mut tagged);
        }
        let scored = tagged.iter().map(|name| self.as_scored(name, &read)).collect();
        let tokens = read.tokens;
        let settled = document::settle(text, &tokens, &self.lexicon, scored);
        settled
            .into_iter()
            .map(|name| Mention {
                text: text.get(name.start..name.end).unwrap_or_default().to_owned(),
                start: name.start,
                end: name.end,
                kind: name.kind,
                surface: name.surface,
                referent: name.referent,
            })
            .collect()
    }

    /// Cuts an article into tokens and lets the rules read it.
    fn read(&self, article: &Article) -> Read {
        let text = article.text.as_str();
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut paragraphs = Vec::with_capacity(article.paragraphs.len());
        for paragraph in article.paragraphs.iter().filter(|paragraph| paragraph.role.is_indexed()) {
            let from = tokens.len();
            tokens::cut(text, paragraph.start, paragraph.end, &mut tokens);
            let capital_line = is_capital_line(&self.lexicon, &tokens[from..]);
            paragraphs.push(Stretch { from, until: tokens.len(), capital_line, language: paragraph.language });
        }
        let lower: Set<u64> =
            tokens.iter().filter(|token| token.shape == Shape::Lower).map(|token| token.word).collect();
        let mut candidates = Vec::new();
        let mut scored = Vec::new();
        for &Stretch { from, until, capital_line, language } in &paragraphs {
            let scene = Scene { lexicon: &self.lexicon, text, tokens: &tokens, lower: &lower, capital_line, language };
            candidates.clear();
            scene.candidates(from, until, &mut candidates);
            let before = scored.len();
            for candidate in &candidates {
                scored.push(Scored { candidate: *candidate, scores: kinds::scores(&scene, candidate) });
            }
            kinds::share(&scene, &mut scored[before..]);
        }
        let clues = clues::gather(&self.lexicon, &tokens, &paragraphs, &lower, &scored);
        Read { tokens, paragraphs, scored, clues }
    }

    /// What the tagger read, with what the rules know of the same span. Where it read nothing, they may still insist.
    fn as_scored(&self, name: &Tagged, read: &Read) -> Scored {
        let known = read.scored.partition_point(|scored| scored.candidate.first < name.first);
        let inside = read.scored[known..].iter().take_while(|scored| scored.candidate.end <= name.end);
        if name.scores.verdict() == Some(Kind::Person)
            && let Some(person) = inside.clone().find(|scored| scored.candidate.end == name.end)
            && self.is_after_title(person.candidate.first, name.first, read)
        {
            return Scored { candidate: person.candidate, scores: name.scores };
        }
        let same =
            inside.take(1).find(|scored| (scored.candidate.first, scored.candidate.end) == (name.first, name.end));
        let candidate = same.map_or_else(
            || {
                let listed = self.lexicon.listed(&read.tokens[name.first..name.end]);
                let bearer = listed.filter(|found| found.length == name.end - name.first).map(|found| found.bearer);
                Candidate { bearer, ..Candidate::plain(name.first, name.end) }
            },
            |scored| scored.candidate,
        );
        let mut scores = name.scores;
        if let Some(same) = same.filter(|_| name.is_left_out) {
            for kind in Kind::ALL {
                *scores.of(kind) += (*same.scores.clone().of(kind) - same.scores.nothing).clamp(-8, 12) * 2 / 3;
            }
            let tokens = &read.tokens[name.first..name.end];
            if tokens.len() > 1 && tokens.iter().any(|token| self.lexicon.is(token, vocabulary::ARABIC)) {
                scores.person += PARTICLE;
            }
            if let Some(number) = same.candidate.bearer {
                *scores.of(self.lexicon.bearer(number).kind) +=
                    if name.end - name.first > 1 { 2 * LISTED } else { LISTED };
            }
        }
        Scored { candidate, scores }
    }

    /// Whether the name of a person is known to begin at `at` because a title ends there, and not at `first`.
    fn is_after_title(&self, at: usize, first: usize, read: &Read) -> bool {
        at > first && self.lexicon.is(&read.tokens[at - 1], vocabulary::TITLE | vocabulary::TITLE_TAIL)
    }
}

/// What counts for a listed name that the tagger left out; twice where it has several words.
const LISTED: i32 = 3;

/// What counts for a name with an Arabic article inside, as hardly anything but a name has.
const PARTICLE: i32 = 4;

/// An article as the rules read it.
struct Read {
    tokens: Vec<Token>,
    paragraphs: Vec<Stretch>,
    scored: Vec<Scored>,
    clues: Vec<Clue>,
}

impl Read {
    /// What the tagger sees of a paragraph.
    fn view<'a>(&'a self, text: &'a str, paragraph: &Stretch) -> View<'a> {
        View { text, tokens: &self.tokens, clues: &self.clues, from: paragraph.from, until: paragraph.until }
    }

    /// The candidates of the rules in a paragraph, in order.
    fn candidates_in(&self, paragraph: &Stretch) -> impl Iterator<Item = &Candidate> {
        let from = self.scored.partition_point(|scored| scored.candidate.first < paragraph.from);
        let candidates = self.scored[from..].iter().map(|scored| &scored.candidate);
        candidates.take_while(|candidate| candidate.end <= paragraph.until)
    }
}

/// Whether a paragraph is printed in capitals, or as a headline in title case, where only small words have none.
fn is_capital_line(lexicon: &Lexicon, tokens: &[Token]) -> bool {
    let (mut upper, mut capital, mut all) = (0, 0, 0);
    let mut title_case = true;
    for token in tokens.iter().filter(|token| token.is_word() && token.shape != Shape::Elided) {
        all += 1;
        upper += usize::from(token.shape == Shape::Upper);
        capital += usize::from(token.is_capital());
        title_case &= token.is_capital() || lexicon.is(token, SMALL_IN_HEADLINES);
    }
    (all >= 3 && upper * 5 >= all * 4) || (capital >= 5 && title_case)
}

/// Words that a headline in title case prints small.
const SMALL_IN_HEADLINES: vocabulary::Classes = vocabulary::OF
    | vocabulary::AND
    | vocabulary::DE
    | vocabulary::ARTICLE
    | vocabulary::FOR
    | vocabulary::JOIN_FR
    | vocabulary::PLACE_PREP
    | vocabulary::NOBLE
    | vocabulary::ARABIC;
