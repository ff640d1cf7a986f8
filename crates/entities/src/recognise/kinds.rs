//! Asks each candidate what it names: every piece of evidence in and around it speaks for one kind.
//!
//! Takes a candidate in its scene, gives a score for each kind; `document` adds up the scores of a repeated name.

use article::{Kind, Language};

use super::document::Scored;
use super::spans::{Candidate, Scene};
use super::tokens::{Gap, Shape, Token};
use super::vocabulary as class;

/// How much speaks for each kind, and for no name at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scores {
    pub(crate) person: i32,
    pub(crate) organisation: i32,
    pub(crate) place: i32,
    pub(crate) nothing: i32,
}

impl Scores {
    pub(crate) fn add(&mut self, other: Self) {
        self.person += other.person;
        self.organisation += other.organisation;
        self.place += other.place;
        self.nothing += other.nothing;
    }

    pub(crate) fn of(&mut self, kind: Kind) -> &mut i32 {
        match kind {
            Kind::Person => &mut self.person,
            Kind::Organisation => &mut self.organisation,
            Kind::Place => &mut self.place,
        }
    }

    /// The kind that is certain, if one is.
    fn strong(&self) -> Option<Kind> {
        self.verdict().filter(|kind| *self.clone().of(*kind) >= 5)
    }

    /// The kind that most speaks for, if it is enough for a name; organisations and places win a draw with people.
    pub(crate) fn verdict(&self) -> Option<Kind> {
        let best = [(self.person, Kind::Person), (self.place, Kind::Place), (self.organisation, Kind::Organisation)]
            .into_iter()
            .max_by_key(|(score, _)| *score)?;
        (best.0 >= ENOUGH && best.0 > self.nothing).then_some(best.1)
    }
}

/// Evidence that makes a name.
const ENOUGH: i32 = 2;

/// The scores of `candidate`.
pub(crate) fn scores(scene: &Scene<'_>, candidate: &Candidate) -> Scores {
    let mut scores = Scores::default();
    inside(scene, candidate, &mut scores);
    quoted(scene, candidate, &mut scores);
    before(scene, candidate, &mut scores);
    after(scene, candidate, &mut scores);
    scores
}

/// Lets the names of a list speak for each other: `Nissan et Mitsubishi`, `Homs, Hama and Idlib`.
pub(crate) fn share(scene: &Scene<'_>, names: &mut [Scored]) {
    let mut from = 0;
    while from < names.len() {
        let mut until = from + 1;
        while until < names.len() && is_list(scene, &names[until - 1].candidate, &names[until].candidate) {
            until += 1;
        }
        share_in_list(&mut names[from..until]);
        from = until;
    }
}

/// Whether two candidates stand in one list: only a comma, or `et`, between them.
fn is_list(scene: &Scene<'_>, before: &Candidate, after: &Candidate) -> bool {
    let between = &scene.tokens[before.end..after.first.max(before.end)];
    let small = class::AND | class::ARTICLE | class::DE;
    let joint = |token: &Token| token.is_mark(',') || scene.lexicon.is(token, class::AND) && !token.is_capital();
    !between.is_empty()
        && between.len() <= 3
        && between.iter().all(|token| joint(token) || scene.lexicon.is(token, small) && !token.is_capital())
        && between.iter().any(joint)
}

/// The weak names of a list take the kind of the strong ones, if these agree.
fn share_in_list(names: &mut [Scored]) {
    let mut strong = names.iter().filter_map(|name| name.scores.strong());
    let Some(kind) = strong.next() else { return };
    if strong.any(|other| other != kind) {
        return;
    }
    for name in names.iter_mut().filter(|name| name.scores.strong().is_none()) {
        *name.scores.of(kind) += 3;
    }
}

/// What the name itself says.
fn inside(scene: &Scene<'_>, candidate: &Candidate, scores: &mut Scores) {
    let tokens = &scene.tokens[candidate.first..candidate.end];
    let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
    let classes = |token: &Token| scene.lexicon.classes(token);
    let words = tokens.iter().filter(|token| token.is_word()).count();
    if let Some(number) = candidate.bearer {
        let bearer = scene.lexicon.bearer(number);
        let trusted = bearer.kind != Kind::Place || bearer.weight >= 100_000 || words > 1;
        *scores.of(bearer.kind) += if bearer.weight >= 1_000_000_000 {
            10
        } else if trusted {
            8
        } else {
            3
        };
    }
    if let Some(kind) = candidate.headed {
        *scores.of(kind) += 7;
    }
    if candidate.titled {
        scores.person += 7;
    }
    if words == 1 {
        one_word(scene, first, scores);
        return;
    }
    let given = classes(first) & class::GIVEN != 0;
    let initial = tokens.iter().any(|token| token.shape == Shape::Initial);
    if given && candidate.headed.is_none() {
        scores.person += 5;
    }
    if initial {
        scores.person += 2;
    }
    let kunya = classes(first) & class::KUNYA != 0 && first.end - first.start > 2;
    let arabic = tokens[1..].iter().any(|token| classes(token) & (class::ARABIC | class::NOBLE) != 0);
    if kunya || (arabic && candidate.headed.is_none()) {
        scores.person += 3;
    }
    if words <= 4
        && tokens
            .iter()
            .all(|token| matches!(token.shape, Shape::Capital | Shape::Mixed | Shape::Initial | Shape::Mark(_)))
    {
        scores.person += 2;
    }
    let upper = tokens.iter().filter(|token| token.shape == Shape::Upper && token.end - token.start > 2).count();
    if upper > 0 && !scene.capital_line {
        scores.organisation += 3;
        scores.person -= 1;
    }
    let ordinary = tokens.iter().filter(|token| token.is_capital() && classes(token) & class::ORDINARY != 0).count();
    let ordinary = ordinary as i32;
    if !given && candidate.bearer.is_none() {
        scores.person -= 2 * ordinary;
        scores.organisation += ordinary;
        if ordinary as usize == words {
            scores.nothing += 2;
        }
    }
    if tokens.iter().any(|token| classes(token) & class::EVENT != 0 && token.is_capital()) && candidate.bearer.is_none()
    {
        scores.nothing += 6;
    }
    // `Los Angeles Dodgers`, `Paris Match`: a place at the head of something else.
    if candidate.bearer.is_none() && candidate.headed.is_none() && !given {
        let listed = scene.lexicon.listed(tokens).filter(|found| found.length < tokens.len());
        if listed.is_some_and(|found| scene.lexicon.bearer(found.bearer).kind == Kind::Place) {
            scores.organisation += 4;
            scores.person -= 2;
        }
    }
    if tokens.iter().any(|token| token.is_mark('&')) {
        scores.organisation += 5;
    }
    if classes(last) & (class::DEMONYM | class::OTHER) != 0
        && candidate.headed.is_none_or(|kind| kind == Kind::Place)
        && !given
    {
        scores.nothing += 8;
    }
}

/// What stands alone between quotation marks is mostly the title of a work.
fn quoted(scene: &Scene<'_>, candidate: &Candidate, scores: &mut Scores) {
    let opens = candidate.first.checked_sub(1).map(|at| &scene.tokens[at]);
    let closes = scene.tokens.get(candidate.end);
    let mark = |token: Option<&Token>, marks: &[char]| {
        token.is_some_and(|token| matches!(token.shape, Shape::Mark(mark) if marks.contains(&mark)))
    };
    if mark(opens, &['"', '«', '“']) && mark(closes, &['"', '»', '”']) && candidate.bearer.is_none() {
        scores.nothing += 4;
    }
}

fn one_word(scene: &Scene<'_>, token: &Token, scores: &mut Scores) {
    let classes = scene.lexicon.classes(token);
    let length = token.end - token.start;
    match token.shape {
        Shape::Upper if is_roman(scene.text.get(token.start..token.end).unwrap_or_default()) => scores.nothing += 6,
        // Capitals for emphasis: `FRONT`, `URGENT`.
        Shape::Upper if length > 3 && classes & class::ORDINARY != 0 => scores.nothing += 5,
        Shape::Upper if !scene.capital_line && length <= 8 => scores.organisation += 4,
        Shape::Upper => scores.nothing += 6,
        Shape::Mixed => {
            let word = scene.text.get(token.start..token.end).unwrap_or_default();
            let plural = word.strip_suffix('s').is_some_and(|word| word.chars().all(char::is_uppercase));
            // `offensiveSyrian` is two sentences glued, `#SyrianRebels` a tag.
            let small = word.starts_with(char::is_lowercase) && length > 8;
            let tag = scene.text.get(..token.start).is_some_and(|before| before.ends_with('#'));
            if plural || small || tag {
                scores.nothing += 4;
            } else if ["Mc", "Mac", "O'", "O’", "De", "Di", "Le"].iter().any(|start| word.starts_with(start)) {
                scores.person += 4;
            } else {
                scores.organisation += 3;
            }
        }
        Shape::Initial => scores.nothing += 8,
        Shape::Code => scores.nothing += 4,
        // French writes no adjective with a capital, English many: an unknown capital says more in French.
        _ => {
            let says = !token.opens && !scene.capital_line && scene.language == Language::French;
            scores.person += if says { 2 } else { 1 };
        }
    }
    let word = scene.text.get(token.start..token.end).unwrap_or_default();
    // `un Parisien`, `les Lyonnaises`: who comes from a town is no name.
    if scene.language == Language::French && ends_as_demonym(word) && token.shape == Shape::Capital {
        scores.nothing += 4;
    }
    if word.ends_with("ism") || word.ends_with("isme") {
        scores.nothing += 4;
    }
    if classes & (class::OTHER | class::DEMONYM | class::CALENDAR) != 0 {
        scores.nothing += 9;
        // `Argentine` is a country in French and an adjective in English.
        scores.nothing += if classes & class::DEMONYM != 0 && scene.language == Language::English { 6 } else { 0 };
    }
    if classes & class::COMPASS != 0 {
        scores.nothing += 6;
    }
    if classes & class::GIVEN != 0 {
        scores.person += 2;
    }
    let heads = class::HEAD_FR | class::HEAD_EN | class::HEAD_OF | class::EVENT;
    if classes & heads != 0 && classes & class::GIVEN == 0 {
        scores.nothing += 3;
    }
    if classes & class::ORDINARY != 0 && token.shape == Shape::Capital {
        scores.nothing += 3;
    }
    if scene.lower.contains(&token.word) && token.shape == Shape::Capital {
        scores.nothing += 3;
    }
}

fn ends_as_demonym(word: &str) -> bool {
    const ENDINGS: &[&str] = &["ien", "ienne", "ais", "aise", "ois", "oise", "ain", "aine", "éen", "éenne"];
    let word = word.strip_suffix('s').filter(|word| !word.ends_with("ai") && !word.ends_with("oi")).unwrap_or(word);
    word.len() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

fn is_roman(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// What stands before the name.
fn before(scene: &Scene<'_>, candidate: &Candidate, scores: &mut Scores) {
    let Some(before) = candidate.first.checked_sub(1).map(|at| &scene.tokens[at]) else { return };
    let first = &scene.tokens[candidate.first];
    let classes = |token: &Token| scene.lexicon.classes(token);
    if first.gap == Gap::Line {
        return;
    }
    if first.gap == Gap::Hyphen {
        // `anti-Assad`, `pro-Poutine`, `ex-Yougoslavie`
        scores.person += 1;
        scores.place += 1;
        return;
    }
    // `270 Nm`, `8 GT`: what follows a number at this length is a unit or a model.
    if before.shape == Shape::Number && candidate.end - candidate.first == 1 && first.end - first.start <= 3 {
        scores.nothing += 5;
    }
    let at = candidate.first - 1;
    let second = at.checked_sub(1).map(|at| &scene.tokens[at]).filter(|_| before.gap != Gap::Line);
    let word = scene.text.get(before.start..before.end).unwrap_or_default();
    let one_word = candidate.end - candidate.first == 1;
    let small = classes(before);

    if before.is_mark('.')
        && second.is_some_and(|title| classes(title) & class::TITLE != 0 && title.end == before.start)
    {
        scores.person += 7;
    }
    if before.is_mark(',') && second.is_some_and(|title| classes(title) & class::TITLE != 0 && !title.is_capital()) {
        scores.person += 3;
    }
    if small & class::TITLE != 0 && !before.is_mark('.') && !is_speech_verb(word) {
        scores.person += if small & class::ORG_NOUN != 0 { 2 } else { 5 };
    } else if small & class::DEMONYM != 0 && !before.is_capital() {
        // `le président syrien Bachar al-Assad`
        if second.is_some_and(|title| classes(title) & class::TITLE != 0) {
            scores.person += 5;
        } else if second.is_some_and(|noun| classes(noun) & class::ORG_NOUN != 0) {
            scores.organisation += 4;
        }
    }
    if small & class::ORG_NOUN != 0 {
        scores.organisation += 4;
    }
    if small & class::PLACE_NOUN != 0 {
        scores.place += 3;
    }
    if small & (class::DE | class::OF) != 0 {
        let noun = second.map_or(0, classes);
        if noun & class::PLACE_NOUN != 0 {
            scores.place += 5;
        } else if noun & class::TITLE != 0 && one_word {
            // `le maire de Valmont`
            scores.place += 3;
        } else {
            scores.place += 1;
        }
    }
    match word {
        "à" | "À" => scores.place += 4,
        "en" | "En" => scores.place += 4,
        "in" | "In" => scores.place += 4,
        "at" | "near" | "outside" | "from" | "across" | "around" | "throughout" => scores.place += 2,
        "to" | "dans" | "vers" | "depuis" | "into" | "a" => scores.place += 1,
        // `des villes stratégiques, dont Rasten`; `companies such as Yum`
        "dont" | "comme" | "including" | "like" | "as" | "notamment" => {
            let from = at.saturating_sub(6);
            match scene.tokens[from..at]
                .iter()
                .rev()
                .map(classes)
                .find(|noun| noun & (class::PLACE_NOUN | class::ORG_NOUN) != 0)
            {
                Some(noun) if noun & class::PLACE_NOUN != 0 => scores.place += 4,
                Some(_) => scores.organisation += 3,
                None => {}
            }
        }
        "selon" | "Selon" => {
            scores.person += 2;
            scores.organisation += 2;
        }
        "chez" | "with" | "avec" | "by" | "par" => scores.person += 1,
        "the" | "The" => {
            scores.person -= 4;
            scores.organisation += if one_word { 1 } else { 2 };
            scores.place += 1;
        }
        "le" | "Le" | "du" | "au" | "l'" | "l’" | "L'" | "L’" | "la" | "La" => {
            scores.person -= 4;
            scores.organisation += 2;
            scores.place += if one_word { 3 } else { 1 };
        }
        "les" | "Les" | "aux" | "des" | "ces" | "these" | "those" => {
            scores.person -= 3;
            if one_word && candidate.bearer.is_none() {
                scores.nothing += 1;
            }
            scores.organisation += 1;
        }
        "un" | "une" | "an" | "ce" | "cette" | "this" | "that" | "son" | "sa" | "ses" | "my" | "his" | "her" => {
            if one_word {
                scores.nothing += 2;
            }
            scores.person -= 2;
        }
        _ => {}
    }
}

/// Words that are titles by their letters but verbs by their use are none.
fn is_speech_verb(word: &str) -> bool {
    matches!(word, "juge" | "ex")
}

/// What stands after the name.
fn after(scene: &Scene<'_>, candidate: &Candidate, scores: &mut Scores) {
    let Some(next) = scene.tokens.get(candidate.end).filter(|next| next.gap != Gap::Line) else { return };
    let classes = |token: &Token| scene.lexicon.classes(token);
    let second = scene.tokens.get(candidate.end + 1).filter(|token| token.gap != Gap::Line);
    if next.shape == Shape::Possessive {
        scores.person += 1;
        scores.place += 1;
        scores.organisation += 1;
        return;
    }
    let small = classes(next);
    let portfolio = class::TITLE_TAIL | class::ORDINARY;
    // `Treasury Secretary James Baker`, `Finance Minister`
    if candidate.end - candidate.first == 1
        && next.is_capital()
        && small & class::TITLE != 0
        && classes(&scene.tokens[candidate.first]) & portfolio != 0
    {
        scores.nothing += 6;
    }
    if next.shape == Shape::Lower && small & class::SAY != 0 {
        scores.person += 2;
        scores.organisation += 1;
    } else if next.shape == Shape::Lower && small & class::SUBJECT != 0 {
        scores.person += 1;
        if second.is_some_and(|verb| classes(verb) & class::SAY != 0) {
            scores.person += 1;
        }
    }
    if next.is_mark(',') {
        let third = scene.tokens.get(candidate.end + 2).filter(|token| token.gap != Gap::Line);
        match second {
            // `Dupont, 45 ans`, `Smith, 45,`
            Some(age) if age.shape == Shape::Number && age.end - age.start <= 2 => scores.person += 4,
            Some(title) if title.shape == Shape::Lower && classes(title) & class::TITLE != 0 => scores.person += 3,
            Some(article)
                if classes(article) & class::ARTICLE != 0
                    && third.is_some_and(|title| title.shape == Shape::Lower && classes(title) & class::TITLE != 0) =>
            {
                scores.person += 3;
            }
            Some(who) if matches!(scene.text.get(who.start..who.end), Some("qui" | "who")) => scores.person += 2,
            _ => {}
        }
    }
    if next.is_mark('(')
        && let Some(age) = second
        && age.shape == Shape::Number
        && age.end - age.start <= 2
    {
        scores.person += 1;
    }
}
