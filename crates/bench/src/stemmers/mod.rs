//! Compares stemmers: how many forms of a word they bring together, what else they merge, and how well they rank.
//!
//! Takes a folder of sentences with lemmas (`*-fr.conllu`, `*-en.conllu`) and folders of judged queries, gives a table
//! a language. Ranking is plain BM25 over one field of stems, and over that beside a field of folded words as Depeche
//! joins them: nothing but the stems differs between two lines.

mod candidates;
mod lemmas;
mod light;
mod ranking;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use article::Language;

use crate::tell;
use candidates::candidates;
use lemmas::Lemmas;
use ranking::Ranking;

/// Prints a table a language.
pub(crate) fn run(lemmas: &Path, sets: &[PathBuf]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let rankings = sets.iter().map(|set| Ranking::read(set)).collect::<anyhow::Result<Vec<_>>>()?;
    for language in Language::ANALYSED {
        let lemmas = Lemmas::read(lemmas, language)?;
        let rankings: Vec<&Ranking> = rankings.iter().filter(|ranking| ranking.language == language).collect();
        write!(out, "\n| {language} | nouns, adjectives | verbs | merged pairs | of other lemmas | names |")?;
        rankings.iter().try_for_each(|ranking| write!(out, " {} | with words |", ranking.name))?;
        write!(out, "\n|---|---:|---:|---:|---:|---:|{}", "---:|---:|".repeat(rankings.len()))?;
        for candidate in candidates(language) {
            tell(candidate.name);
            let merged = lemmas.measure(&candidate);
            write!(
                out,
                "\n| {} | {:.1} % | {:.1} % | {} | {} | {} |",
                candidate.name, merged.nouns, merged.verbs, merged.pairs, merged.unrelated, merged.names
            )?;
            for ranking in &rankings {
                let [alone, beside] = ranking.measure(&candidate);
                write!(out, " {alone:.4} | {beside:.4} |")?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}
