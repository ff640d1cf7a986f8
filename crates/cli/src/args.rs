//! The command line, as typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use article::Language;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use query::{Facet, TimelineUnit};

/// Full-text search over folders of news articles in French and English
///
/// Point it at a folder (`depeche index FOLDER`), then search by words, dates, people, organisations and places, in
/// either language (`depeche search 'chute de Hama' --from 2024-11`), or open the page (`depeche serve`).
#[derive(Debug, Parser)]
#[command(name = "depeche", version, max_term_width = 100)]
#[command(after_help = "Exit status: 0 found or done, 1 nothing found, 2 failure.")]
pub(crate) struct Cli {
    /// Folder of the index [default: ./index]
    #[arg(long, global = true, value_name = "DIR", env = "DEPECHE_INDEX")]
    pub(crate) index: Option<PathBuf>,

    /// Settings file [default: ./depeche.toml, where there is one]
    #[arg(long, global = true, value_name = "FILE", env = "DEPECHE_CONFIG")]
    pub(crate) config: Option<PathBuf>,

    /// The day taken for today by `yesterday` and its like
    #[arg(long, global = true, value_name = "DATE", env = "DEPECHE_TODAY", hide = true)]
    pub(crate) today: Option<Date>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Index(IndexArgs),
    Search(Box<SearchArgs>),
    Serve(ServeArgs),
    Show(ShowArgs),
    Read(ReadArgs),
    Analyze(AnalyzeArgs),
    Entities(EntitiesArgs),
    Status(StatusArgs),
    Check(CheckArgs),
    Backup(BackupArgs),
    Forget(ForgetArgs),
    Completions(CompletionsArgs),
    /// Print the manual page, in roff
    Man,
}

/// Follow folders and bring the index up to date with them
///
/// New, changed, renamed and vanished files are noticed; unchanged ones cost a look at their time and size. Without
/// PATH, everything followed so far is brought up to date.
#[derive(Debug, Args)]
pub(crate) struct IndexArgs {
    /// Folders or files of articles
    pub(crate) paths: Vec<PathBuf>,

    /// Go on following until interrupted
    #[arg(long)]
    pub(crate) watch: bool,

    /// Build the index anew, beside the old one, and swap
    #[arg(long)]
    pub(crate) full: bool,

    /// Believe a followed folder that is missing, or empty although it held articles
    #[arg(long)]
    pub(crate) allow_empty: bool,

    /// Print the summary as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Search the articles
///
/// All words must match, in any inflection; where nothing holds them all, most or any, and the answer says so.
/// Write "a phrase", -word, a OR b, prefix*, word~1, =exact, and field:value with title, source, byline, section,
/// tag, language, person, org, place, entity, date, from, until, mentions.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Words, phrases and filters; may be left out where a flag filters
    pub(crate) query: Vec<String>,

    #[command(flatten)]
    pub(crate) filters: FilterArgs,

    /// Order of the hits
    #[arg(long, value_enum, default_value = "relevance")]
    pub(crate) sort: SortArg,

    /// Favour fresh articles; age counts from the newest article of the archive
    #[arg(long)]
    pub(crate) fresh: bool,

    /// Hits to give
    #[arg(long, short = 'n', value_name = "COUNT")]
    pub(crate) limit: Option<usize>,

    /// Hits to pass over, at most 1000; use --after beyond
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    pub(crate) offset: usize,

    /// Go on behind the page whose `next` this is
    #[arg(long, value_name = "CURSOR", conflicts_with = "offset")]
    pub(crate) after: Option<String>,

    /// How many of the words must match
    ///
    /// Without it all must, and where nothing holds them all, most or any are enough, and the answer says so.
    #[arg(long = "match", value_enum, value_name = "HOW")]
    pub(crate) matching: Option<MatchArg>,

    /// Read the whole query as words
    #[arg(long)]
    pub(crate) plain: bool,

    /// Do not search the other names of people, organisations and places
    #[arg(long)]
    pub(crate) no_names: bool,

    /// Leave out the other names of this one; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) without: Vec<String>,

    /// Count the hits by these
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = facet_parser())]
    pub(crate) facets: Vec<Facet>,

    /// Bars of the timeline; without it, the span chooses
    #[arg(long, value_name = "UNIT", value_parser = interval_parser())]
    pub(crate) interval: Option<TimelineUnit>,

    /// Run the queries of a file, one a line: the query, or an id, a tab and the query
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    pub(crate) queries: Option<PathBuf>,

    /// Read the lines of --queries as queries with syntax, not as words
    #[arg(long, requires = "queries")]
    pub(crate) syntax: bool,

    /// Form of the answer
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: FormatArg,

    /// Same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
}

/// Filters, the same as `field:value` in the query.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct FilterArgs {
    /// Keep articles published on or after DATE
    ///
    /// DATE is a year, a month or a day: 2024, 2024-03, 2024-03-09, «mars 2024», yesterday.
    /// For dates inside the text, use --mentions.
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,

    /// Keep articles published on or before DATE
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,

    /// Keep articles published within DATES
    ///
    /// 2024, 2024-12, 2024-11-27..2024-12-05, last:7d, «la semaine dernière»; `?` lists articles without a date.
    #[arg(long, value_name = "DATES")]
    pub(crate) date: Option<String>,

    /// Keep articles that speak of DATES
    #[arg(long, value_name = "DATES")]
    pub(crate) mentions: Vec<String>,

    /// Keep articles that name this person, under any of their names
    #[arg(long, value_name = "NAME")]
    pub(crate) person: Vec<String>,

    /// Keep articles that name this organisation
    #[arg(long, value_name = "NAME")]
    pub(crate) org: Vec<String>,

    /// Keep articles that name this place
    #[arg(long, value_name = "NAME")]
    pub(crate) place: Vec<String>,

    /// Keep articles that name this person, organisation or place
    #[arg(long, value_name = "NAME")]
    pub(crate) entity: Vec<String>,

    /// Keep articles of this outlet; repeated, of any of them
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Vec<String>,

    /// Keep articles in this language: fr, en or other
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Vec<String>,

    /// Keep articles of this section
    #[arg(long, value_name = "NAME")]
    pub(crate) section: Vec<String>,

    /// Keep articles with this keyword
    #[arg(long, value_name = "WORD")]
    pub(crate) tag: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SortArg {
    /// Best first; newest first where no word is searched
    Relevance,
    /// Latest publication first, undated last
    Newest,
    /// Earliest publication first, undated last
    Oldest,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MatchArg {
    /// All words, stop words excepted
    All,
    /// Two thirds of them
    Most,
    /// One of them
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    /// For reading
    Text,
    /// One object, as over HTTP
    Json,
    /// One hit a line, as JSON
    Jsonl,
    /// TREC run: query, Q0, record, rank, score, depeche
    Trec,
    /// A table with a header
    Csv,
}

/// Reads the name of a facet, and offers all of them in help and completions.
fn facet_parser() -> impl clap::builder::TypedValueParser<Value = Facet> {
    let names = PossibleValuesParser::new(Facet::ALL.map(Facet::name));
    names.try_map(|name| Facet::named(&name).ok_or_else(|| format!("`{name}` is no facet")))
}

fn interval_parser() -> impl clap::builder::TypedValueParser<Value = TimelineUnit> {
    let names = PossibleValuesParser::new(TimelineUnit::ALL.map(TimelineUnit::name));
    names.try_map(|name| TimelineUnit::named(&name).ok_or_else(|| format!("`{name}` is no unit")))
}

/// Answer searches over HTTP, with a web page
///
/// With PATH, these folders are followed and the index is kept up to date while serving.
///
/// With DEPECHE_READ_TOKEN, readers need that token, as bearer or as password; with DEPECHE_ADMIN_TOKEN, POST /reindex
/// brings the followed folders up to date. DEPECHE_LOG_QUERIES=1 logs what is asked, too.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Folders or files of articles to follow
    pub(crate) paths: Vec<PathBuf>,

    /// Address to listen on; others than those of this machine only with a read token
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: Option<SocketAddr>,

    /// Answer for this host name, too, such as that of a proxy; may be repeated
    #[arg(long = "host", value_name = "NAME")]
    pub(crate) hosts: Vec<String>,

    /// Form of the log on stderr, one line a request
    #[arg(long, value_enum, value_name = "FORM", env = "DEPECHE_LOG_FORMAT", default_value = "text")]
    pub(crate) log_format: LogFormatArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormatArg {
    /// For reading
    Text,
    /// One object a line
    Json,
}

/// Show one article of the index
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The article's id, as printed with hits
    pub(crate) id: String,

    /// List the articles nearest to it instead
    #[arg(long)]
    pub(crate) similar: bool,

    /// How many of these to list
    #[arg(long, short = 'n', value_name = "COUNT", default_value_t = 10, requires = "similar")]
    pub(crate) limit: usize,

    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Read files and show what is found in them, without an index
#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    /// Files of articles
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// Print one JSON object an article
    #[arg(long)]
    pub(crate) json: bool,
}

/// Show how a text is cut into words and stems
#[derive(Debug, Args)]
pub(crate) struct AnalyzeArgs {
    /// The text
    #[arg(required = true)]
    pub(crate) text: Vec<String>,

    /// Its language: fr, en or other; without it both stems are shown
    #[arg(long)]
    pub(crate) language: Option<Language>,

    /// Print one JSON object a word
    #[arg(long)]
    pub(crate) json: bool,
}

/// List people, organisations and places with all their names, and why they are one
#[derive(Debug, Args)]
pub(crate) struct EntitiesArgs {
    /// A name; without it, the most frequent entities
    pub(crate) name: Vec<String>,

    /// How many entities to list
    #[arg(long, short = 'n', value_name = "COUNT", default_value_t = 20)]
    pub(crate) limit: usize,

    /// Print them as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Tell what is indexed and followed, what failed and why
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Check the index: every byte, the ledger, the followed files
///
/// Only reads, and may run while the index is searched and written. Damage is told, and the exit code is then 2.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Mend what is wrong, by deriving tables again or by building the index anew from the followed files
    #[arg(long)]
    pub(crate) repair: bool,

    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Copy the index as of its last commit, while it is searched and written
///
/// The copy is an index like any other: read it with --index, or move it back to restore it.
#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// An empty folder, or one to be made
    pub(crate) dir: PathBuf,

    /// Print what was copied as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Stop following a folder or file and take its articles out of the index
#[derive(Debug, Args)]
pub(crate) struct ForgetArgs {
    /// What was given to `depeche index`
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

/// Print completions for a shell
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}
