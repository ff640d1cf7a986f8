//! Which words of a query need not match: stop words and question words of both languages.
//!
//! Nothing is left out of the index, nor inside quotation marks, nor where nothing else would be left. A query's
//! language is not guessed, so a stop word of one language that tells something in the other (`son`, `car`, `but`,
//! `or`) is not left out: it need not match, but adds to the score where it does. Measured in `BENCHMARKS.md`.

use std::collections::HashSet;
use std::sync::LazyLock;

use analysis::{Class, Word, is_stop_word};

/// What a word of a query is for, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// It is left out.
    LeftOut,
    /// It adds to the score.
    Welcome,
    /// It must match.
    Needed,
}

impl Need {
    /// The same beside words of which none needs more than `strongest`: what tells most must match.
    pub(super) fn beside(self, strongest: Self) -> Self {
        if self == strongest { Self::Needed } else { self }
    }
}

/// What the words of `unit` are for, as long as something else is needed; `is_first` where the query begins with them.
///
/// ```text
/// la  the  a-t-il  est-ce  whom  isn't  `Comment` at the beginning    left out
/// son  car  but  or  pour  an  été                                    welcome
/// thé  né  armée  #la                                                 needed
/// ```
pub(super) fn need(unit: &[Word], is_first: bool) -> Need {
    match unit {
        [word] => need_of(word, is_first),
        // `a-t-il` and `est-ce` are written as one, and as little as their parts.
        parts if parts.iter().all(|part| need_of(part, false) != Need::Needed) => Need::LeftOut,
        _ => Need::Needed,
    }
}

fn need_of(word: &Word, is_first: bool) -> Need {
    let is_listed = is_stop_word(&word.word) || FORMS.contains(word.word.as_str());
    // An accent that was typed tells `thé` from `the` and `né` from `ne`.
    let is_another = word.accented.as_ref().is_some_and(|accented| !ACCENTED.contains(accented.as_str()));
    if word.class != Class::Word || word.sign.is_some() || !is_listed || is_another {
        return Need::Needed;
    }
    let asks = is_first && word.word == "comment";
    if TELLING.contains(word.word.as_str()) && !asks { Need::Welcome } else { Need::LeftOut }
}

type Words = LazyLock<HashSet<&'static str>>;

/// Stop words of one language that tell something in the other, or in their own: son, car, comment (English); gold,
/// goal, ace, year, gift, tone, summer, east, fact (French); EU, AI and Will, where they are not in capitals.
static TELLING: Words =
    LazyLock::new(|| "or son pour car but as an don comment ton ete est fait eu ai will".split_whitespace().collect());

/// Stop words that are written with accents. Typed without, any may be meant.
static ACCENTED: Words = LazyLock::new(|| {
    "à où là çà dès déjà même mêmes très être été étée étées étés étant êtes étais était étions étiez étaient"
        .split_whitespace()
        .collect()
});

/// Forms of stop words, as in Snowball's lists and in questions, beyond those that the analysis lists.
static FORMS: Words = LazyLock::new(|| {
    "fut furent fus sois soient serais serions seriez seraient serai seras serons serez seront sommes etes etais \
     etions etiez avais aviez eurent eus aurai auras aurons aurez auront aurais aurions auriez auraient aies ayons ayez \
     duquel auxquels auxquelles desquelles isnt arent wasnt werent doesnt didnt havent hasnt hadnt wont wouldnt couldnt \
     shouldnt im ive youre theyre weve thats whats myself ourselves yourself yourselves himself herself itself \
     themselves"
        .split_whitespace()
        .collect()
});

#[cfg(test)]
mod tests {
    use analysis::Analyzer;

    use super::super::words::units;
    use super::{Need, need};

    #[track_caller]
    fn check(query: &str, expected: &[Need]) {
        let words = Analyzer::new().words(query);
        let found: Vec<Need> = units(&words).into_iter().map(|unit| need(unit, unit[0].start == 0)).collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn stop_words_and_question_words_are_left_out() {
        use Need::{LeftOut, Needed};
        check("Quand l'armée a-t-elle pris Alep", &[LeftOut, Needed, LeftOut, Needed, Needed]);
        check("Qu'est-ce que le GNF", &[LeftOut, LeftOut, LeftOut, Needed]);
        check("Comment Assad est-il tombé", &[LeftOut, Needed, LeftOut, Needed]);
        check("why didn't the army's tanks move", &[LeftOut, LeftOut, LeftOut, Needed, Needed, Needed]);
        check("à qui, dès lors", &[LeftOut, LeftOut, LeftOut, LeftOut]);
    }

    #[test]
    fn what_tells_something_in_the_other_language_is_welcome() {
        use Need::{LeftOut, Needed, Welcome};
        check("car bomb", &[Welcome, Needed]);
        check("Assad et son frère", &[Needed, LeftOut, Welcome, Needed]);
        check("le but de Mbappé", &[LeftOut, Welcome, LeftOut, Needed]);
        check("no comment from Moscow", &[LeftOut, Welcome, LeftOut, Needed]);
        check("l'été, l'ete", &[Welcome, Welcome]);
    }

    #[test]
    fn what_tells_most_must_match() {
        use Need::{LeftOut, Needed, Welcome};
        for (strongest, expected) in [
            (Needed, [LeftOut, Welcome, Needed]),
            (Welcome, [LeftOut, Needed, Needed]),
            (LeftOut, [Needed, Welcome, Needed]),
        ] {
            assert_eq!([LeftOut, Welcome, Needed].map(|need| need.beside(strongest)), expected);
        }
    }

    #[test]
    fn accents_signs_and_numbers_tell_words_apart() {
        use Need::{LeftOut, Needed};
        check("thé the né ne maïs mais sûr sur", &[Needed, LeftOut, Needed, LeftOut, Needed, LeftOut, Needed, LeftOut]);
        check("#the @on 5", &[Needed, Needed, Needed]);
        check("même meme", &[LeftOut, LeftOut]);
    }
}
