//! One article with all that was found in it, for reading.

use std::io::{self, Write};

use server::wire::ArticleView;

use super::style::{Style, printable};

/// Prints `article`: what is known about it, its text by paragraph, its dates and names.
pub(crate) fn print_article(out: &mut impl Write, article: &ArticleView) -> io::Result<()> {
    let style = Style::for_stdout();
    let title = article.title.as_deref().unwrap_or("(no title)");
    writeln!(out, "{}", style.bold(&printable(title)))?;
    let mut row = |name: &str, value: &str| -> io::Result<()> {
        if value.is_empty() { Ok(()) } else { writeln!(out, "  {name:10} {}", printable(value)) }
    };
    row("id", &article.id)?;
    row("file", &article.path)?;
    row("record", article.record.as_deref().unwrap_or_default())?;
    row("published", &published(article))?;
    if let Some(modified) = &article.modified {
        let time = modified.time.map(|time| format!(" {}", time.strftime("%H:%M"))).unwrap_or_default();
        row("modified", &format!("{}{time}", modified.date))?;
    }
    row("source", article.source.as_deref().unwrap_or_default())?;
    row("byline", article.byline.as_deref().unwrap_or_default())?;
    row("section", article.section.as_deref().unwrap_or_default())?;
    row("language", article.language.code())?;
    row("tags", &article.tags.join(", "))?;
    row("url", article.url.as_deref().unwrap_or_default())?;
    for note in &article.notes {
        row("note", note)?;
    }
    writeln!(out)?;
    for paragraph in &article.paragraphs {
        let text = article.text.get(paragraph.range()).unwrap_or_default();
        let role = format!("{:?}", paragraph.role).to_lowercase();
        writeln!(out, "{} {}", style.dim(&format!("[{role} {}]", paragraph.language)), printable(text))?;
    }
    if !article.dates.is_empty() {
        writeln!(out, "\n{}", style.bold("dates in the text"))?;
    }
    for date in &article.dates {
        let end = |date: Option<_>| date.map(|date: jiff::civil::Date| date.to_string()).unwrap_or_default();
        let days =
            if date.from == date.until { end(date.from) } else { format!("{}..{}", end(date.from), end(date.until)) };
        let length = date.length.as_deref().unwrap_or_default();
        writeln!(out, "  {:30} {days}{length}", printable(&date.text))?;
    }
    if !article.mentions.is_empty() {
        writeln!(out, "\n{}", style.bold("names"))?;
    }
    let mut seen = std::collections::BTreeSet::new();
    for mention in &article.mentions {
        let referent = mention.referent.as_deref().unwrap_or_default();
        if seen.insert((mention.kind, mention.text.clone(), referent.to_owned())) {
            writeln!(out, "  {:12} {:30} {referent}", mention.kind.code(), printable(&mention.text))?;
        }
    }
    writeln!(out)
}

fn published(article: &ArticleView) -> String {
    let Some(published) = &article.published else { return "unknown".to_owned() };
    let time = published.time.map(|time| format!(" {}", time.strftime("%H:%M"))).unwrap_or_default();
    let confidence = format!("{:?}", published.confidence).to_lowercase();
    let precision = format!("{:?}", published.precision).to_lowercase();
    format!("{}{time} (to the {precision}, {confidence}: {})", published.date, published.evidence)
}
