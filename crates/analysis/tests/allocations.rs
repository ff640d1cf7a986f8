//! Analysing words that are known allocates nothing: news repeats its words, and an allocation a token would cost more
//! than all else.

use std::fs;
use std::path::Path;

use allocation_counter::measure;
use analysis::{Analyzer, Terms};
use article::Language;

/// Our own articles, as they are written.
fn articles(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            articles(&path, texts);
        } else if let Ok(text) = fs::read_to_string(&path) {
            texts.push(text);
        }
    }
}

#[test]
fn known_words_cost_no_allocation() {
    let mut texts = Vec::new();
    articles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/articles"), &mut texts);
    let mut analyzer = Analyzer::new();
    let mut terms = Terms::default();
    let mut tokens = 0;
    let mut analyse = |tokens: &mut usize| {
        for text in &texts {
            terms.clear();
            analyzer.terms(text, Language::French, &mut terms);
            analyzer.tokens(text, Language::English, |_, _| *tokens += 1);
        }
    };
    analyse(&mut tokens);
    assert!(tokens > 10_000, "{tokens} tokens are too few to tell");
    let allocations = measure(|| analyse(&mut tokens)).count_total;
    assert_eq!(allocations, 0, "for {tokens} tokens");
}
