//! What holds for any text.
//!
//! 1. It tokenizes: offsets rise, lie on character boundaries, and words are folded, short and without blanks.
//! 2. Offsets give back the surface: what stands there is the same word when it stands alone.
//! 3. Articles and queries are analysed alike, in words, stems and marks, whichever way they are asked for.
//! 4. A word that is remembered is the word that was seen.

use analysis::{Analyzer, Class, LONGEST_WORD, Terms, Word, fold, scan};
use article::Language;
use proptest::prelude::*;

/// Anything at all, and things that look like news more often than chance has it.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,40}",
        "[a-zA-Zéèàçœ’' .,0-9-]{0,80}",
        "([lLdDqQuU]{1,2}['’ -]){0,4}[0-9:., h\u{a0}\u{202f}#@/-]{0,30}",
        "([A-Z]\\.){0,5}[a-z]{0,3}[.@/-]{0,2}[a-z]{0,6}(\\.(fr|com|de|us))?(/[a-z0-9?=]{0,5})?",
        "[a-zé\u{301}\u{308}\u{ad}\u{200b}\u{300}İßŒﬁ²½ʼ\u{37a}\u{fe70}🇸🇾🇫]{0,20}",
        "[a-zé']{100,140}",
        "(al|el|ez|Al|N|L|d|n)[-'’][A-Za-zé]{1,8}( [a-z]{1,4}-[0-9]{1,3})?",
    ]
}

fn terms(analyzer: &mut Analyzer, text: &str, language: Language) -> Terms {
    let mut terms = Terms::default();
    analyzer.terms(text, language, &mut terms);
    terms
}

/// The terms that an article would have, made of the words of a query.
fn terms_of(words: &[Word], language: Language) -> Terms {
    let mut terms = Terms::default();
    let push = |terms: &mut String, term: &str| {
        terms.push_str(if terms.is_empty() { "" } else { " " });
        terms.push_str(term);
    };
    for word in words {
        if word.class == Class::Flag {
            push(&mut terms.marks, &word.word);
            continue;
        }
        word.accented.iter().chain(&word.capitals).for_each(|form| push(&mut terms.marks, form));
        word.joined.iter().for_each(|(form, _)| push(&mut terms.marks, form));
        word.sign.iter().for_each(|sign| push(&mut terms.marks, &format!("{sign}{}", word.word)));
        push(&mut terms.words, &word.word);
        match language {
            Language::French => push(&mut terms.stems, &word.french),
            Language::English => push(&mut terms.stems, &word.english),
            Language::Other => {}
        }
    }
    terms
}

proptest! {
    #[test]
    fn any_text_tokenizes(text in text()) {
        let mut last = 0;
        let mut parts = 0;
        scan(&text, |token| {
            assert!(token.start >= last && token.start < token.end && token.end <= text.len());
            assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end));
            assert!(!token.word.is_empty() && token.word.len() <= LONGEST_WORD);
            let forms = [Some(token.word), token.accented, token.joined.map(|joined| joined.form)];
            assert!(forms.iter().flatten().all(|form| !form.contains(char::is_whitespace) && !form.is_empty()));
            assert_eq!(token.class == Class::Flag, token.word.starts_with("flag:"));
            if let Some(joined) = token.joined {
                assert_eq!(parts, 0, "joined forms do not overlap");
                parts = joined.parts;
            }
            parts = parts.saturating_sub(1);
            last = token.end;
        });
        prop_assert_eq!(parts, 0, "a joined form has all its parts");
    }

    #[test]
    fn offsets_give_back_the_surface(text in text()) {
        scan(&text, |token| {
            let mut alone = Vec::new();
            scan(&text[token.start..token.end], |again| alone.push(again.word.to_owned()));
            assert_eq!(alone, [token.word], "{:?} of {text:?}", &text[token.start..token.end]);
        });
    }

    #[test]
    fn words_are_folded(text in text()) {
        scan(&text, |token| {
            if token.class == Class::Word {
                assert_eq!(fold(token.word), token.word);
            }
        });
    }

    #[test]
    fn articles_and_queries_are_analysed_alike(texts in prop::collection::vec(text(), 1..4)) {
        let (mut article, mut query) = (Analyzer::new(), Analyzer::new());
        for text in &texts {
            let words = query.words(text);
            for language in [Language::French, Language::English, Language::Other] {
                prop_assert_eq!(terms(&mut article, text, language), terms_of(&words, language));
            }
        }
    }

    #[test]
    fn tokens_come_with_their_stems(text in text()) {
        let (mut one, mut other) = (Analyzer::new(), Analyzer::new());
        for language in [Language::French, Language::English, Language::Other] {
            let (mut scanned, mut remembered) = (Vec::new(), Vec::new());
            scan(&text, |token| scanned.push((format!("{token:?}"), one.stem(token, language).to_owned())));
            other.tokens(&text, language, |token, stem| remembered.push((format!("{token:?}"), stem.to_owned())));
            prop_assert_eq!(scanned, remembered);
        }
    }
}

/// More words than an analyzer remembers, so that it has to forget some, and comes back to them.
#[test]
fn what_is_forgotten_is_analysed_again() {
    let mut analyzer = Analyzer::new();
    let word = |number: u32| {
        let letter = |place: u32| char::from(b'a' + (number / 26_u32.pow(place) % 26) as u8);
        let accent = if number.is_multiple_of(3) { "é" } else { "" };
        format!("{}{}{}{}{accent}s", letter(3), letter(2), letter(1), letter(0))
    };
    for round in 0..2 {
        for number in 0..200_000 {
            let printed = word(number);
            let found = terms(&mut analyzer, &printed, Language::English);
            assert_eq!(found.words, fold(&printed), "round {round}");
        }
    }
    assert_eq!(
        terms(&mut analyzer, "armées", Language::French),
        terms(&mut Analyzer::new(), "armées", Language::French)
    );
}
