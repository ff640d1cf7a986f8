//! `depeche search`: one query, or a file of them.

use std::fs;
use std::io::{self, Write};
use std::time::Instant;

use anyhow::Context;
use query::{Archive, Facet, Filter, FilterField, Matching, Search, Sort};

use crate::Outcome;
use crate::args::{FilterArgs, FormatArg, MatchArg, SearchArgs, SortArg};
use crate::output::hits::Answer;
use crate::output::place::Misread;
use crate::settings::Settings;

pub(crate) fn run(args: &SearchArgs, settings: &Settings) -> anyhow::Result<Outcome> {
    let archive = Archive::open_with_names(&settings.index, &settings.names)?;
    let asked = search(args, settings);
    let format = if args.json { FormatArg::Json } else { args.format };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut found = 0;
    let mut answer = Answer::new(format, args.queries.is_some());
    match &args.queries {
        None => {
            found += ask(&archive, &asked, "1", &mut answer, &mut out)?;
        }
        Some(file) => {
            let text = fs::read_to_string(file).with_context(|| format!("cannot read queries `{}`", file.display()))?;
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            for (number, line) in lines {
                let position = (number + 1).to_string();
                let (id, query) = line.split_once('\t').unwrap_or((&position, line));
                let asked = Search { text: query.to_owned(), plain: !args.syntax, ..asked.clone() };
                found += ask(&archive, &asked, id, &mut answer, &mut out)
                    .with_context(|| format!("line {position} of `{}`", file.display()))?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::of(found))
}

/// Asks for the query `id` and prints the answer; gives how many articles fit.
fn ask(archive: &Archive, asked: &Search, id: &str, answer: &mut Answer, out: &mut impl Write) -> anyhow::Result<u64> {
    let misread = |error| Misread::new(error, &asked.text);
    if answer.is_list() {
        // Thousands of queries are run for such lists, which show nothing of an article but what it is called.
        let hits = archive.list(asked).map_err(misread)?;
        answer.list(out, id, &hits)?;
        return Ok(hits.total);
    }
    let start = Instant::now();
    let hits = archive.search(asked).map_err(misread)?;
    answer.print(out, id, &hits, start.elapsed())?;
    Ok(hits.total)
}

fn search(args: &SearchArgs, settings: &Settings) -> Search {
    Search {
        plain: args.plain,
        matching: args.matching.map(matching),
        names: !args.no_names,
        without: args.without.clone(),
        filters: filters(&args.filters),
        sort: sort(args.sort),
        fresh: args.fresh,
        limit: args.limit.unwrap_or(settings.limit),
        offset: args.offset,
        after: args.after.clone(),
        facets: facets(args),
        interval: args.interval,
        passages: args.format != FormatArg::Csv,
        origins: args.format == FormatArg::Trec,
        labels: settings.language,
        ..Search::new(args.query.join(" "), settings.today)
    }
}

/// Whoever chooses the bars of the timeline wants to see it.
fn facets(args: &SearchArgs) -> Vec<Facet> {
    let timeline = args.interval.filter(|_| !args.facets.contains(&Facet::Timeline)).map(|_| Facet::Timeline);
    args.facets.iter().copied().chain(timeline).collect()
}

fn filters(args: &FilterArgs) -> Vec<Filter> {
    let one = |field, value: &Option<String>| value.iter().map(|value| (field, value.clone())).collect::<Vec<_>>();
    let many = |field, values: &[String]| values.iter().map(|value| (field, value.clone())).collect::<Vec<_>>();
    let all = [
        one(FilterField::From, &args.from),
        one(FilterField::Until, &args.until),
        one(FilterField::Date, &args.date),
        many(FilterField::Mentions, &args.mentions),
        many(FilterField::Person, &args.person),
        many(FilterField::Org, &args.org),
        many(FilterField::Place, &args.place),
        many(FilterField::Entity, &args.entity),
        many(FilterField::Source, &args.source),
        many(FilterField::Language, &args.language),
        many(FilterField::Section, &args.section),
        many(FilterField::Tag, &args.tag),
    ];
    all.concat().into_iter().map(|(field, value)| Filter { field, value }).collect()
}

fn sort(arg: SortArg) -> Sort {
    match arg {
        SortArg::Relevance => Sort::Relevance,
        SortArg::Newest => Sort::Newest,
        SortArg::Oldest => Sort::Oldest,
    }
}

fn matching(arg: MatchArg) -> Matching {
    match arg {
        MatchArg::All => Matching::All,
        MatchArg::Most => Matching::Most,
        MatchArg::Any => Matching::Any,
    }
}
