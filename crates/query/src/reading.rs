//! How a query was read: shown with every answer, so that nothing happens behind the asker's back.

use article::Kind;

use crate::planner::Planner;
use crate::search::{Matching, Search};
use crate::syntax::parse;
use crate::{Archive, Error};

/// A query as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// As typed.
    pub text: String,
    /// The same in the query language, with every operator and bracket that counted: what was joined with what.
    pub read: String,
    /// Its words, phrases and special words, in order.
    pub words: Vec<ReadWord>,
    /// The other names that were added.
    pub names: Vec<ReadName>,
    /// Its conditions, those given beside the query included.
    pub filters: Vec<ReadFilter>,
    /// How many of the words had to match in the end; `None` where there are no words to count.
    pub matching: Option<Matching>,
    /// How many of the parts that stand side by side had to match, of how many; zeros where nothing is counted.
    pub needed: (usize, usize),
    /// What was relaxed, and why.
    pub relaxed: Option<Relaxed>,
    /// Words that no article holds in any form, as typed; looked up only where the query was relaxed.
    pub absent: Vec<String>,
    /// What was read otherwise than it looks, left out, or cut, in words.
    pub notes: Vec<String>,
}

/// One word or phrase of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadWord {
    /// As typed, signs left out.
    pub text: String,
    /// What it is.
    pub kind: WordKind,
    /// The field it is confined to.
    pub field: Option<&'static str>,
    /// Whether it need not match, being a stop word. One that has ways still counts in the score: it tells something
    /// in the other language.
    pub optional: bool,
    /// Whether it excludes.
    pub excluded: bool,
    /// The ways it is searched; none for a word that was left out.
    pub ways: Vec<ReadWay>,
    /// Places that the words of a phrase may be moved, or letters that may differ in a near spelling.
    pub within: Option<u32>,
    /// How many terms a prefix or a near spelling stands for; the ways show the nearest.
    pub expanded: Option<Expanded>,
}

impl ReadWord {
    /// The terms it is searched by, each once, the one nearest to the typed word first.
    pub fn terms(&self) -> Vec<String> {
        let mut terms: Vec<String> = Vec::new();
        for term in self.ways.iter().flat_map(|way| &way.terms) {
            if !terms.contains(term) {
                terms.push(term.clone());
            }
        }
        terms
    }
}

/// One way in which a word is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadWay {
    /// Which.
    pub how: Way,
    /// The terms; several for words in a row, each its own, and for an expansion the nearest.
    pub terms: Vec<String>,
}

/// Ways in which a word is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// The folded word itself.
    Typed,
    /// Its French stem, in French paragraphs.
    French,
    /// Its English stem, in English paragraphs.
    English,
    /// The one word that its parts are also written as, or the parts of that.
    Joined,
    /// Words in a row, with some of them inflected as the archive has them.
    Inflected,
    /// With its accents: preferred, and needed behind `=`.
    Accents,
    /// In capitals: preferred.
    Capitals,
    /// With its `#` or `@`, or as a flag.
    Mark,
    /// Words that begin so.
    Prefix,
    /// Words spelled nearly so.
    Fuzzy,
}

impl Way {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::French => "french",
            Self::English => "english",
            Self::Joined => "joined",
            Self::Inflected => "inflected",
            Self::Accents => "accents",
            Self::Capitals => "capitals",
            Self::Mark => "mark",
            Self::Prefix => "prefix",
            Self::Fuzzy => "fuzzy",
        }
    }
}

/// What became of a prefix or a near spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expanded {
    /// How many terms are searched.
    pub count: usize,
    /// Whether there were more, which are not.
    pub cut: bool,
}

/// What a part of a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// A word with its inflections.
    Word,
    /// Words in this order.
    Phrase,
    /// This form alone.
    Exact,
    /// All words that begin so.
    Prefix,
    /// All words spelled nearly so.
    Fuzzy,
}

impl WordKind {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Phrase => "phrase",
            Self::Exact => "exact",
            Self::Prefix => "prefix",
            Self::Fuzzy => "fuzzy",
        }
    }
}

/// A name in a query that is searched under its other names too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadName {
    /// As typed.
    pub text: String,
    /// The best-known name of what it means.
    pub name: String,
    /// What that is.
    pub kind: Kind,
    /// The names added.
    pub also: Vec<String>,
    /// Why the typed name is one of them.
    pub why: String,
    /// Articles that name it, at most.
    pub articles: u32,
    /// Whether it was switched off.
    pub off: bool,
}

/// A condition of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFilter {
    /// Its field.
    pub field: &'static str,
    /// Its value as given.
    pub value: String,
    /// What it means: the days of a date, the names of a person.
    pub meaning: Vec<String>,
    /// Whether it excludes.
    pub excluded: bool,
}

/// That fewer words than all had to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxed {
    /// To what.
    pub to: Matching,
    /// Why, in words.
    pub why: String,
}

impl Archive {
    /// How `search` is read, without running it: what an answer says in `query`, but for what only a result can tell
    /// (whether anything had to be relaxed, and why).
    ///
    /// # Errors
    ///
    /// Fails on a query that cannot be honoured, with the place and what would work; and when the index fails.
    pub fn reading(&self, search: &Search) -> Result<Reading, Error> {
        let snapshot = self.snapshot();
        let parsed = parse(&search.text, search.plain)?;
        let matching = search.matching.unwrap_or(Matching::All);
        let planner = Planner::new(search, snapshot.engine(), &snapshot.registry, matching);
        Ok(planner.plan(parsed.node.as_ref(), &parsed.notes)?.reading)
    }
}
