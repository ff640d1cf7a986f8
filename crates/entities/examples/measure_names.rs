//! Measures the recogniser on annotated text: `measure_names FILE.conll… [--errors KIND]`.
//!
//! Takes files of `token TAB label` lines (BIO; a blank line between sentences, `-DOCSTART-` between documents), puts
//! each document together as running text, and prints precision, recall and F1 by kind on exact spans, and tokens a
//! second. `--errors person` also prints what was missed (`-`), wrong (`+`), in its sentence.

use std::collections::HashMap;
use std::io::Write;
use std::time::{Duration, Instant};

use article::{Article, Kind, Language, Paragraph, Role};
use entities::Recogniser;

fn main() -> std::io::Result<()> {
    let mut files = Vec::new();
    let mut errors = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--errors" => errors = arguments.next().and_then(|kind| kind.parse::<Kind>().ok()),
            _ => files.push(argument),
        }
    }
    let recogniser = Recogniser::new();
    let mut out = std::io::stdout().lock();
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        let mut counts: HashMap<Kind, [u32; 3]> = HashMap::new();
        let (mut tokens, mut time) = (0, Duration::ZERO);
        let french = file.contains("fr.") || file.contains("-fr-");
        let language = if french { Language::French } else { Language::English };
        for mut document in documents(&text) {
            document.article.paragraphs.iter_mut().for_each(|paragraph| paragraph.language = language);
            tokens += document.tokens;
            let start = Instant::now();
            let mentions = recogniser.mentions(&document.article);
            time += start.elapsed();
            let found: Vec<(usize, usize, Kind)> = mentions.iter().map(|m| (m.start, m.end, m.kind)).collect();
            for kind in Kind::ALL {
                let gold = document.gold.iter().filter(|name| name.2 == kind);
                let right = gold.clone().filter(|name| found.contains(name)).count();
                let count = counts.entry(kind).or_default();
                count[0] += right as u32;
                count[1] += found.iter().filter(|name| name.2 == kind).count() as u32;
                count[2] += gold.count() as u32;
            }
            if let Some(kind) = errors {
                print_errors(&mut out, &document, &found, kind)?;
            }
        }
        print_counts(&mut out, &file, &counts)?;
        writeln!(out, "  {tokens} tokens, {:.0} tokens/s", tokens as f64 / time.as_secs_f64())?;
    }
    Ok(())
}

fn print_counts(out: &mut impl Write, file: &str, counts: &HashMap<Kind, [u32; 3]>) -> std::io::Result<()> {
    let mut total = [0; 3];
    write!(out, "{:40}", file.rsplit("train/").next().unwrap_or(file))?;
    for kind in Kind::ALL {
        let count = counts.get(&kind).copied().unwrap_or_default();
        total.iter_mut().zip(count).for_each(|(sum, part)| *sum += part);
        write!(out, "  {} {:.1}", &kind.code()[..3], f1(count))?;
    }
    let (p, r) = (f64::from(total[0]) / f64::from(total[1].max(1)), f64::from(total[0]) / f64::from(total[2].max(1)));
    writeln!(out, "  all {:.1} (P {:.1} R {:.1}, {} names)", f1(total), 100.0 * p, 100.0 * r, total[2])
}

fn f1([right, found, gold]: [u32; 3]) -> f64 {
    if found + gold == 0 { 0.0 } else { 200.0 * f64::from(right) / f64::from(found + gold) }
}

fn print_errors(
    out: &mut impl Write,
    document: &Document,
    found: &[(usize, usize, Kind)],
    kind: Kind,
) -> std::io::Result<()> {
    let text = &document.article.text;
    let line = |start: usize| {
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let until = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let until = (until.min(start + 90)..).find(|at| text.is_char_boundary(*at)).unwrap_or(until);
        let from = (from.max(start.saturating_sub(60))..).find(|at| text.is_char_boundary(*at)).unwrap_or(from);
        &text[from..until]
    };
    for name in document.gold.iter().filter(|name| name.2 == kind && !found.contains(name)) {
        writeln!(out, "- {}\t{}", &text[name.0..name.1], line(name.0))?;
    }
    for name in found.iter().filter(|name| name.2 == kind && !document.gold.contains(name)) {
        writeln!(out, "+ {}\t{}", &text[name.0..name.1], line(name.0))?;
    }
    Ok(())
}

struct Document {
    article: Article,
    gold: Vec<(usize, usize, Kind)>,
    tokens: usize,
}

/// Sentences become paragraphs, so that no name crosses one; blanks are put back as newsrooms print them.
fn documents(text: &str) -> Vec<Document> {
    let mut documents = Vec::new();
    let mut current = Document { article: Article::default(), gold: Vec::new(), tokens: 0 };
    let mut sentence: Vec<(&str, &str)> = Vec::new();
    for line in text.lines().chain(["", "-DOCSTART-\tO"]) {
        // Some sets number their tokens in a first column.
        let (rest, label) = line.rsplit_once('\t').unwrap_or((line, "O"));
        let token = rest.rsplit('\t').next().unwrap_or(rest);
        match token {
            "" => {
                add_sentence(&mut current, &sentence);
                sentence.clear();
                // Sets without document marks are cut into documents of a few sentences.
                if !text.contains("-DOCSTART-") && !current.article.paragraphs.is_empty() {
                    documents.push(std::mem::replace(
                        &mut current,
                        Document { article: Article::default(), gold: Vec::new(), tokens: 0 },
                    ));
                }
            }
            "-DOCSTART-" => {
                add_sentence(&mut current, &sentence);
                sentence.clear();
                if !current.article.text.is_empty() {
                    documents.push(std::mem::replace(
                        &mut current,
                        Document { article: Article::default(), gold: Vec::new(), tokens: 0 },
                    ));
                }
            }
            _ => sentence.push((token, label)),
        }
    }
    documents
}

fn add_sentence(document: &mut Document, sentence: &[(&str, &str)]) {
    if sentence.is_empty() {
        return;
    }
    let text = &mut document.article.text;
    if !text.is_empty() {
        text.push('\n');
    }
    let start = text.len();
    let mut open: Option<(usize, Kind)> = None;
    let mut end = start;
    let mut quotes = 0;
    for (at, (token, label)) in sentence.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| sentence[at].0);
        if *token == "\"" {
            quotes += 1;
        }
        let glued = before.is_none_or(|before| {
            before.ends_with(['\'', '’']) && before.chars().count() > 1 && !before.starts_with(['\'', '’'])
                || matches!(before, "(" | "[" | "“" | "‘" | "#" | "$" | "£" | "-")
                || (before == "\"" && quotes % 2 == 1)
        }) || matches!(
            *token,
            "." | "," | ")" | "]" | "”" | "'s" | "’s" | "…" | "n't" | "n’t" | "%" | "'" | "’" | "-"
        ) || (*token == "\"" && quotes % 2 == 0);
        if !glued {
            text.push(' ');
        }
        let kind = match label.get(2..) {
            Some("PER") => Some(Kind::Person),
            Some("ORG") => Some(Kind::Organisation),
            Some("LOC") => Some(Kind::Place),
            _ => None,
        };
        let goes_on = label.starts_with("I-") && open.is_some_and(|(_, open)| Some(open) == kind);
        if !goes_on {
            document.gold.extend(open.take().map(|(start, kind)| (start, end, kind)));
            open = kind.map(|kind| (text.len(), kind));
        }
        text.push_str(token);
        end = text.len();
        document.tokens += 1;
    }
    document.gold.extend(open.map(|(start, kind)| (start, end, kind)));
    document.article.paragraphs.push(Paragraph { start, end, language: Language::Other, role: Role::Body });
}
