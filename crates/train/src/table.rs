//! The one form of every list of names: French, English, other names, country, weight.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use analysis::fold;
use anyhow::{Context, Result};

/// One bearer of names.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    pub(crate) french: String,
    pub(crate) english: String,
    pub(crate) others: Vec<String>,
    pub(crate) country: String,
    pub(crate) weight: u32,
}

impl Row {
    /// The line of the row: names that fold alike are written once.
    fn line(&self) -> String {
        let mut seen: BTreeSet<String> = [fold(&self.french), fold(&self.english)].into();
        let others: Vec<&str> =
            self.others.iter().map(String::as_str).filter(|name| !name.is_empty() && seen.insert(fold(name))).collect();
        let weight = if self.weight == 0 { String::new() } else { self.weight.to_string() };
        let english = if self.english == self.french { "" } else { &self.english };
        let line = [&self.french, english, &others.join("|"), &self.country, &weight].join("\t");
        line.trim_end_matches('\t').to_owned()
    }
}

/// Writes `rows`, sorted, to the file `name` of the licence folder `folder` under `out`.
pub(crate) fn write(out: &Path, folder: &str, name: &str, mut rows: Vec<Row>) -> Result<()> {
    rows.retain(|row| !row.french.is_empty() || !row.english.is_empty());
    rows.sort();
    rows.dedup();
    let lines: Vec<String> = rows.iter().map(Row::line).collect();
    write_lines(out, folder, name, "French\tEnglish\tother names\tcountry\tweight", &lines)
}

/// Writes `lines` under a line that names their columns.
pub(crate) fn write_lines(out: &Path, folder: &str, name: &str, columns: &str, lines: &[String]) -> Result<()> {
    let folder = out.join(folder);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    let path = folder.join(name);
    let mut text = format!("# {columns}\n");
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

/// The rows of a file of the corpora, without its heading, cut at tabs.
pub(crate) fn read(corpora: &Path, name: &str) -> Result<Vec<Vec<String>>> {
    let path = corpora.join("names").join(name);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let rows = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    Ok(rows.map(|line| line.trim_end_matches('\r').split('\t').map(|cell| cell.trim().to_owned()).collect()).collect())
}

/// A cell, or nothing where the row is short.
pub(crate) fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

/// A name without what stands in brackets after it: `Congo (Rép. dém.)`, `FC Sochi [de]`.
pub(crate) fn bare(name: &str) -> String {
    let end = name.find(['(', '[']).unwrap_or(name.len());
    let name = name[..end].trim().trim_end_matches([',', ';', '.', '–', '-']).trim();
    name.replace(['\t', '|'], " ").replace("  ", " ")
}

/// Whether every letter of a name is Latin.
pub(crate) fn is_latin(name: &str) -> bool {
    name.chars().all(|c| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..='\u{1eff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_remarks() {
        assert_eq!(bare("Congo (Rép. dém.)"), "Congo");
        assert_eq!(bare("FC Chertanovo Moskva [en]"), "FC Chertanovo Moskva");
        assert_eq!(bare("Alep"), "Alep");
    }

    #[test]
    fn a_line_holds_each_name_once() {
        let row = Row {
            french: "Alep".to_owned(),
            english: "Aleppo".to_owned(),
            others: ["Alèp", "Halab", "Halab"].map(str::to_owned).to_vec(),
            country: "SY".to_owned(),
            weight: 0,
        };
        assert_eq!(row.line(), "Alep\tAleppo\tHalab\tSY");
        assert_eq!(Row { english: "Alep".to_owned(), others: Vec::new(), ..row }.line(), "Alep\t\t\tSY");
    }

    #[test]
    fn letters_of_other_alphabets_are_told() {
        assert!(is_latin("Ḩamāh"));
        assert!(!is_latin("Права народна странка"));
    }
}
