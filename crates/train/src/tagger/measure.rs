//! Measures the recogniser on annotated text: `train measure FILE…`.
//!
//! Takes files of `token TAB label` lines (`.conll`) or folders of our annotated articles (`.txt`), gives precision,
//! recall and F1 by kind on exact spans, and tokens a second.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use article::{Kind, Language};
use entities::Recogniser;

use super::text::Text;
use super::{annotated, conll};

/// What was right, what was found, what there is, by kind.
#[derive(Default, Clone)]
pub(crate) struct Counts {
    kinds: BTreeMap<Kind, [u32; 3]>,
    tokens: usize,
    time: Duration,
}

impl Counts {
    /// Reads `text` and adds what was found; calls `wrong` with the sign, place and kind of each error.
    pub(crate) fn add(
        &mut self,
        recogniser: &Recogniser,
        text: &Text,
        mut wrong: impl FnMut(char, (usize, usize, Kind)),
    ) {
        let start = Instant::now();
        let mentions = recogniser.mentions(&text.article);
        self.time += start.elapsed();
        self.tokens += text.tokens;
        let found: Vec<(usize, usize, Kind)> = mentions.iter().map(|m| (m.start, m.end, m.kind)).collect();
        for name in &text.names {
            let count = self.kinds.entry(name.2).or_default();
            count[2] += 1;
            if found.contains(name) {
                count[0] += 1;
            } else {
                wrong('-', *name);
            }
        }
        for name in &found {
            self.kinds.entry(name.2).or_default()[1] += 1;
            if !text.names.contains(name) {
                wrong('+', *name);
            }
        }
    }

    /// One line: F1 of each kind, then of all.
    pub(crate) fn line(&self, name: &str) -> String {
        let mut total = [0; 3];
        let mut line = format!("{name:34}");
        for kind in Kind::ALL {
            let count = self.kinds.get(&kind).copied().unwrap_or_default();
            total.iter_mut().zip(count).for_each(|(sum, part)| *sum += part);
            line.push_str(&format!("  {} {:5.1}", &kind.code()[..3], f1(count)));
        }
        let share = |of: u32| 100.0 * f64::from(total[0]) / f64::from(of.max(1));
        let speed = self.tokens as f64 / self.time.as_secs_f64().max(1e-9);
        line + &format!(
            "  all {:5.1} (P {:.1} R {:.1}, {} names; {:.0}k tokens/s)",
            f1(total),
            share(total[1]),
            share(total[2]),
            total[2],
            speed / 1000.0
        )
    }
}

fn f1([right, found, gold]: [u32; 3]) -> f64 {
    if found + gold == 0 { 0.0 } else { 200.0 * f64::from(right) / f64::from(found + gold) }
}

/// Measures files and folders; with `errors`, prints what went wrong in its line, too.
pub(crate) fn files(recogniser: &Recogniser, files: &[PathBuf], errors: bool, out: &mut impl Write) -> Result<()> {
    for file in files {
        let mut counts = Counts::default();
        let mut lines = Vec::new();
        for text in texts(file)? {
            counts.add(recogniser, &text, |sign, name| {
                if errors {
                    lines.push(error_line(&text, sign, name));
                }
            });
        }
        for line in lines {
            writeln!(out, "{line}")?;
        }
        let shown: Vec<_> = file.iter().rev().take(2).map(|part| part.to_string_lossy()).collect();
        writeln!(out, "{}", counts.line(&shown.into_iter().rev().collect::<Vec<_>>().join("/")))?;
    }
    Ok(())
}

/// An error with its kind and its surroundings.
fn error_line(text: &Text, sign: char, (start, end, kind): (usize, usize, Kind)) -> String {
    let all = &text.article.text;
    let from = all.floor_char_boundary(start.saturating_sub(60));
    let until = all.floor_char_boundary((end + 50).min(all.len()));
    let part = |from: usize, until: usize| all[from..until].replace('\n', " / ");
    format!("{sign} {} …{}[{}]{}…", &kind.code()[..3], part(from, start), part(start, end), part(end, until))
}

fn texts(path: &Path) -> Result<Vec<Text>> {
    let shown = path.to_string_lossy().into_owned();
    let french = ["fr.", "-fr-", "/fr"].iter().any(|mark| shown.contains(mark));
    let language = if french { Language::French } else { Language::English };
    if path.is_dir() {
        let mut files: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
        files.sort_by_key(fs::DirEntry::path);
        return files.iter().map(|file| annotated_text(&file.path(), language)).collect();
    }
    if path.extension().is_some_and(|extension| extension == "txt") {
        return Ok(vec![annotated_text(path, language)?]);
    }
    let file = fs::read_to_string(path).with_context(|| format!("cannot read `{shown}`"))?;
    Ok(conll::documents(&file, language, 1))
}

fn annotated_text(path: &Path, language: Language) -> Result<Text> {
    let file = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    annotated::article(&file, language).with_context(|| format!("in `{}`", path.display()))
}
