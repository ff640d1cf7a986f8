//! `depeche analyze`: how a text is cut into words and stems.

use std::io::{self, Write};

use analysis::{Analyzer, Word};
use article::Language;
use serde_json::json;

use crate::Outcome;
use crate::args::AnalyzeArgs;

pub(crate) fn run(args: &AnalyzeArgs) -> anyhow::Result<Outcome> {
    let text = args.text.join(" ");
    let words = Analyzer::new().words(&text);
    let mut out = io::stdout().lock();
    for word in &words {
        if args.json {
            writeln!(out, "{}", as_json(&text, word, args.language))?;
        } else {
            writeln!(out, "{}", as_line(&text, word, args.language))?;
        }
    }
    Ok(Outcome::of(words.len() as u64))
}

/// The forms beside the word itself that the index keeps.
fn marks(word: &Word) -> Vec<String> {
    let sign = word.sign.map(|sign| format!("{sign}{}", word.word));
    let joined = word.joined.as_ref().map(|(form, _)| form.clone());
    [word.accented.clone(), word.capitals.clone(), joined, sign].into_iter().flatten().collect()
}

fn stems(word: &Word, language: Option<Language>) -> Vec<(&'static str, &str)> {
    let all = [(Language::French, word.french.as_str()), (Language::English, word.english.as_str())];
    let wanted = all.into_iter().filter(|(own, _)| language.is_none_or(|language| language == *own));
    wanted.map(|(language, stem)| (language.code(), stem)).collect()
}

fn as_json(text: &str, word: &Word, language: Option<Language>) -> serde_json::Value {
    let mut object = json!({
        "text": &text[word.start..word.end],
        "start": word.start,
        "end": word.end,
        "word": word.word,
        "marks": marks(word),
        "stop": analysis::is_stop_word(&word.word),
    });
    for (language, stem) in stems(word, language) {
        object[format!("stem_{language}")] = stem.into();
    }
    object
}

fn as_line(text: &str, word: &Word, language: Option<Language>) -> String {
    let stems: Vec<String> =
        stems(word, language).iter().map(|(language, stem)| format!("{language}:{stem}")).collect();
    let marks = marks(word);
    let marks = if marks.is_empty() { String::new() } else { format!("  also {}", marks.join(" ")) };
    format!("{:20} {:20} {}{marks}", &text[word.start..word.end], word.word, stems.join("  "))
}
