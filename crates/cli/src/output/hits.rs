//! Hits in the forms that `depeche search` prints.

use std::io::{self, Write};
use std::time::Duration;

use article::Published;
use query::{FacetRow, Hit, Hits, Listed, ListedHit, Origin, Part, Timeline};
use server::wire::Page;

use super::reading;
use super::style::{Style, printable};
use crate::args::FormatArg;

/// Prints answers one after the other, in one form.
pub(crate) struct Answer {
    format: FormatArg,
    several: bool,
    has_header: bool,
    style: Style,
}

impl Answer {
    /// Answers in `format`; `several` where each is told apart by its query's id.
    pub(crate) fn new(format: FormatArg, several: bool) -> Self {
        Self { format, several, has_header: false, style: Style::for_stdout() }
    }

    /// Prints the answer to the query `id`.
    pub(crate) fn print(&mut self, out: &mut impl Write, id: &str, hits: &Hits, took: Duration) -> anyhow::Result<()> {
        match self.format {
            FormatArg::Text => {
                if self.several {
                    writeln!(out, "# {id}\t{}", printable(&hits.query.text))?;
                }
                self.text(out, hits)?;
            }
            FormatArg::Json => {
                let mut page = serde_json::to_value(Page::new(hits.clone(), took))?;
                if self.several {
                    page["id"] = id.into();
                }
                writeln!(out, "{page}")?;
            }
            FormatArg::Jsonl => {
                for hit in Page::new(hits.clone(), took).hits {
                    let mut line = serde_json::to_value(hit)?;
                    if self.several {
                        line["query"] = id.into();
                    }
                    writeln!(out, "{line}")?;
                }
            }
            FormatArg::Csv => self.csv(out, id, hits)?,
            // The form of lists.
            FormatArg::Trec => {}
        }
        Ok(())
    }

    /// Whether the form shows no more than [`Self::list`] needs.
    pub(crate) fn is_list(&self) -> bool {
        self.format == FormatArg::Trec
    }

    /// Prints the answer to the query `id` in the form of TREC.
    pub(crate) fn list(&self, out: &mut impl Write, id: &str, hits: &Hits<ListedHit>) -> io::Result<()> {
        for (rank, hit) in hits.hits.iter().enumerate() {
            let record = record(&hit.article);
            writeln!(out, "{} Q0 {record} {} {:.6} depeche", percent(id), rank + 1, hit.score)?;
        }
        Ok(())
    }

    fn text(&self, out: &mut impl Write, hits: &Hits) -> anyhow::Result<()> {
        for (rank, hit) in hits.hits.iter().enumerate() {
            let article = &hit.stored.analysed.article;
            writeln!(out, "{:2}. {}", rank + 1, self.parts(&hit.title_parts, true))?;
            let source = article.source.as_deref().unwrap_or("no source");
            let about = [
                published(hit.stored.analysed.published.as_ref()),
                printable(source),
                hit.stored.analysed.language.to_string(),
                hit.stored.id.to_string(),
                path(hit),
            ];
            writeln!(out, "    {}", self.style.dim(&about.join(" · ")))?;
            if !hit.snippet.is_empty() {
                writeln!(out, "    {}", self.parts(&hit.snippet, false))?;
            }
            for version in &hit.versions {
                writeln!(out, "    {}", self.style.dim(&format!("older version: {}", printable(version))))?;
            }
        }
        for (facet, rows) in &hits.facets {
            self.facet(out, facet.name(), rows)?;
        }
        if let Some(timeline) = &hits.timeline {
            self.timeline(out, timeline)?;
        }
        out.flush()?;
        words_about(hits)?;
        Ok(())
    }

    fn parts(&self, parts: &[Part], bold: bool) -> String {
        let show = |part: &Part| {
            let text = printable(&part.text);
            match (part.hit, bold) {
                (true, _) => self.style.hit(&text),
                (false, true) => self.style.bold(&text),
                (false, false) => text,
            }
        };
        parts.iter().map(show).collect()
    }

    fn facet(&self, out: &mut impl Write, name: &str, rows: &[FacetRow]) -> io::Result<()> {
        writeln!(out, "\n{}", self.style.bold(name))?;
        for row in rows {
            writeln!(out, "  {:>6}  {}", row.count, printable(&row.label))?;
        }
        Ok(())
    }

    fn timeline(&self, out: &mut impl Write, timeline: &Timeline) -> io::Result<()> {
        const WIDTH: u64 = 40;
        writeln!(out, "\n{}", self.style.bold(&format!("timeline by {}", timeline.unit.name())))?;
        let most = timeline
            .bars
            .iter()
            .map(|bar| bar.count)
            .chain([timeline.uncertain, timeline.undated])
            .max()
            .unwrap_or(0)
            .max(1);
        let bar = |count: u64| "█".repeat((count * WIDTH).div_ceil(most) as usize);
        let length = match timeline.unit {
            query::TimelineUnit::Day => 10,
            query::TimelineUnit::Month => 7,
            query::TimelineUnit::Year => 4,
        };
        for row in &timeline.bars {
            let label: String = row.from.to_string().chars().take(length).collect();
            writeln!(out, "  {label:10} {:>6}  {}", row.count, bar(row.count))?;
        }
        for (label, count) in [("less exact", timeline.uncertain), ("undated", timeline.undated)] {
            if count > 0 {
                writeln!(out, "  {label:10} {count:>6}  {}", bar(count))?;
            }
        }
        Ok(())
    }

    fn csv(&mut self, out: &mut impl Write, id: &str, hits: &Hits) -> anyhow::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        if !self.has_header {
            self.has_header = true;
            table.write_record([
                "query",
                "rank",
                "id",
                "date",
                "confidence",
                "source",
                "language",
                "title",
                "url",
                "path",
                "score",
            ])?;
        }
        for (rank, hit) in hits.hits.iter().enumerate() {
            let analysed = &hit.stored.analysed;
            let published = analysed.published.as_ref();
            let confidence = published.map(|p| format!("{:?}", p.confidence).to_lowercase());
            table.write_record([
                id,
                &(rank + 1).to_string(),
                &hit.stored.id.to_string(),
                &published.map(|published| published.date.to_string()).unwrap_or_default(),
                &confidence.unwrap_or_default(),
                analysed.article.source.as_deref().unwrap_or_default(),
                analysed.language.code(),
                analysed.article.headline(),
                analysed.article.url.as_deref().unwrap_or_default(),
                &path(hit),
                &hit.score.to_string(),
            ])?;
        }
        table.flush()?;
        Ok(())
    }
}

/// The date as far as it is known, and how surely.
fn published(published: Option<&Published>) -> String {
    let Some(published) = published else { return "undated".to_owned() };
    let shown = match published.precision {
        article::Precision::Minute | article::Precision::Day => published.date.to_string(),
        article::Precision::Month => published.date.strftime("%Y-%m").to_string(),
        article::Precision::Year => published.date.strftime("%Y").to_string(),
    };
    match published.confidence {
        article::Confidence::Certain => shown,
        other => format!("{shown} ({})", format!("{other:?}").to_lowercase()),
    }
}

fn path(hit: &Hit) -> String {
    let folder = std::path::Path::new(&hit.stored.folder);
    let path = if hit.stored.path.is_empty() { folder.to_owned() } else { folder.join(&hit.stored.path) };
    printable(&path.display().to_string())
}

/// The record's own id, else the path of its file, else its public id, as one word.
fn record(article: &Listed) -> String {
    match &article.origin {
        Some(Origin { record: Some(record), .. }) => percent(record),
        Some(Origin { path, .. }) if !path.is_empty() => percent(path),
        _ => article.id.to_string(),
    }
}

fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() || c == '%' {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// What was found and how the query was read, on stderr.
fn words_about(hits: &Hits) -> io::Result<()> {
    let mut err = io::stderr().lock();
    let articles = if hits.total == 1 { "article" } else { "articles" };
    write!(err, "{} {articles}", hits.total)?;
    if hits.undated > 0 {
        write!(err, "; {} more without a date", hits.undated)?;
    }
    if hits.uncertain > 0 {
        write!(err, "; {} more whose date is not exact enough", hits.uncertain)?;
    }
    writeln!(err)?;
    let query = &hits.query;
    for line in reading::lines(hits) {
        writeln!(err, "{line}")?;
    }
    for name in query.names.iter().filter(|name| !name.also.is_empty()) {
        const SHOWN: usize = 6;
        let more = name.also.len().saturating_sub(SHOWN);
        let shown = name.also.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let off = if name.off { "left out" } else { "also searched" };
        let said = format!("`{}` is {} ({}): {off} as {shown}{more}", name.text, name.name, name.kind);
        writeln!(err, "{}", printable(&said))?;
    }
    for note in &query.notes {
        writeln!(err, "note: {}", printable(note))?;
    }
    if hits.outdated > 0 {
        writeln!(
            err,
            "note: {} articles were read by an older version; `depeche index` reads them again",
            hits.outdated
        )?;
    }
    if let Some(next) = &hits.next {
        writeln!(err, "more with --after {next}")?;
    }
    Ok(())
}
