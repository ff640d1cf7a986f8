//! `train tagger` and `train measure`: makes the weights of the recogniser's tagger, and measures it.
//!
//! Takes the free annotated corpora and our own annotated news, gives `tagger.bin`. A tenth of each is held out,
//! whole documents and whole frames, and measured at the end.

mod annotated;
mod chance;
mod conll;
mod corpora;
mod crf;
mod fill;
mod measure;
mod noise;
mod text;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use article::Language;
use entities::Recogniser;
use entities::training::{self, LABELS, Sample};

use crate::licence;
use annotated::Frame;
use chance::Chance;
use corpora::{CORPORA, NEGATIVES};
use crf::{Set, Settings};
use fill::{Filler, Names};
use measure::Counts;
use text::Text;

pub(crate) use measure::files as measure;

/// Times that a frame of ours is trained on: as written, and with other names.
const VARIANTS: usize = 5;
/// What a paragraph of ours counts in each variant.
const OURS: f32 = 0.6;
/// Every so manyth document and frame is held out.
const HELD_OUT: usize = 10;
/// How full the table is, in hundredths; at more than 97 the last features would find no slot.
const FULL: usize = 95;
/// The most lines of the cache that the weights take: 64 bytes each.
const BUCKETS: usize = 120_000;

const SETTINGS: Settings = Settings { rounds: 12, step: 0.07, pull: 0.0005, dropped: 0.5, rare: 1.5 };

/// A set to train on and what is held out of it.
struct Part {
    name: String,
    train: Vec<(Text, f32)>,
    held_out: Vec<Text>,
}

/// Trains and writes the weights under `out`; `news` is the folder of our own paragraphs.
pub(crate) fn write(corpora: &Path, news: &Path, out: &Path, log: &mut impl Write) -> Result<()> {
    let parts = parts(corpora, news)?;
    let recogniser = Recogniser::new();
    let mut samples: Vec<(Sample, f32)> = Vec::new();
    for (text, weight) in parts.iter().flat_map(|part| &part.train) {
        samples.extend(recogniser.samples(&text.article, &text.names).into_iter().map(|sample| (sample, *weight)));
    }
    let set = Set::new(&samples, SETTINGS.rare);
    writeln!(log, "{} stretches, {} features", samples.len(), set.features.len())?;
    drop(samples);
    let mut failed = Ok(());
    let trained = crf::train(&set, SETTINGS, |round, loss| {
        failed = writeln!(log, "round {round}: loss {loss:.4}");
    })?;
    failed?;
    let file = packed(&set, &trained, log)?;
    let path = out.join(licence::CC_BY_SA).join("tagger.bin");
    fs::write(&path, &file).with_context(|| format!("cannot write `{}`", path.display()))?;
    writeln!(log, "{} bytes written to {}", file.len(), path.display())?;
    let recogniser = Recogniser::with_weights(file).context("the file just written holds no weights")?;
    for part in &parts {
        let mut counts = Counts::default();
        part.held_out.iter().for_each(|text| counts.add(&recogniser, text, |_, _| {}));
        writeln!(log, "{}", counts.line(&part.name))?;
    }
    Ok(())
}

/// Rounds the weights to bytes and keeps the heaviest features that find room.
fn packed(set: &Set, trained: &crf::Trained, log: &mut impl Write) -> Result<Vec<u8>> {
    let scale = SCALE as f32;
    let mut rows: Vec<(u64, [i8; LABELS])> = Vec::new();
    for (hash, row) in set.features.iter().zip(&trained.features) {
        let bytes = row.map(|weight| (weight * scale).round().clamp(-127.0, 127.0) as i8);
        if bytes.iter().any(|byte| *byte != 0) {
            rows.push((*hash, bytes));
        }
    }
    let weight = |row: &[i8; LABELS]| row.iter().map(|byte| u32::from(byte.unsigned_abs())).max().unwrap_or(0);
    rows.sort_by_key(|(hash, row)| (std::cmp::Reverse(weight(row)), *hash));
    let buckets = (rows.len() * 100 / FULL / 4 + 1).min(BUCKETS);
    let room = buckets * 4 * FULL / 100;
    let least = rows.get(room).map_or(0, |(_, row)| weight(row));
    writeln!(log, "{} features have weights, {room} have room; those under {least} are left out", rows.len())?;
    rows.truncate(room);
    let transitions = trained.transitions.map(|row| row.map(|weight| (weight * scale).round() as i16));
    Ok(training::file_of(&rows, &transitions, SCALE, buckets))
}

/// Steps of a weight that make one natural logarithm.
const SCALE: i32 = 40;

fn parts(corpora: &Path, news: &Path) -> Result<Vec<Part>> {
    let mut chance = Chance::new(1);
    let mut parts = Vec::new();
    for corpus in CORPORA.iter().chain(NEGATIVES) {
        let mut part = Part { name: corpus.file.to_owned(), train: Vec::new(), held_out: Vec::new() };
        for (number, document) in corpus.documents(corpora)?.into_iter().enumerate() {
            if number % HELD_OUT == HELD_OUT / 2 {
                part.held_out.push(document);
                continue;
            }
            if chance.one_in(5) {
                part.train.push((noise::spoil(&document, &mut chance), corpus.weight / 2.0));
            }
            part.train.push((document, corpus.weight));
        }
        parts.push(part);
    }
    let names = Names::read(corpora)?;
    let mut filler = Filler::new(&names, 3);
    for (folder, language) in [("fr", Language::French), ("en", Language::English)] {
        let mut part = Part { name: format!("our news, {folder}"), train: Vec::new(), held_out: Vec::new() };
        for (number, frame) in frames(&news.join(folder), language)?.iter().enumerate() {
            if number % HELD_OUT == HELD_OUT / 2 {
                part.held_out.push(frame.plain());
                continue;
            }
            part.train.push((frame.plain(), OURS));
            part.train.push((noise::in_capitals(&frame.filled(&mut filler), &mut chance), OURS / 2.0));
            for _ in 1..VARIANTS {
                let filled = frame.filled(&mut filler);
                let text = if chance.one_in(3) { noise::spoil(&filled, &mut chance) } else { filled };
                part.train.push((text, OURS));
            }
        }
        parts.push(part);
    }
    Ok(parts)
}

/// The frames of all files of a folder.
fn frames(folder: &Path, language: Language) -> Result<Vec<Frame>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))? {
        files.push(entry?.path());
    }
    files.sort();
    let mut frames = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "txt")) {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
        frames.extend(annotated::frames(&text, language).with_context(|| format!("in `{}`", file.display()))?);
    }
    Ok(frames)
}
