//! What an engine is asked: terms, ranges and filters, no text to interpret.
//!
//! A plan means the same to every engine. It is made by [`crate::planner`] and holds nothing of tantivy.

use schema::{ArticleId, DayRange};

/// Fields that a plan speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Field {
    /// Folded words of the title.
    Title,
    /// Folded words of the text.
    Body,
    /// French stems of the title.
    TitleFrench,
    /// French stems of the text.
    BodyFrench,
    /// English stems of the title.
    TitleEnglish,
    /// English stems of the text.
    BodyEnglish,
    /// Accented, all-capitals, joined, hashtag and flag forms.
    Marks,
    /// Folded words of the byline.
    Byline,
    /// The main language's code.
    Language,
    /// The folded outlet.
    Source,
    /// The folded rubric.
    Section,
    /// Folded keywords.
    Tag,
    /// Folded referents of names.
    Names,
}

/// A condition on articles, with what it adds to their score.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Plan {
    /// Every article, with score zero.
    All,
    /// No article.
    Nothing,
    /// The article with this public id, in all its versions.
    Id(ArticleId),
    /// Articles that hold `term`, scored by BM25 times `boost`.
    Term {
        /// Where.
        field: Field,
        /// The analysed term.
        term: String,
        /// Factor of its score.
        boost: f32,
    },
    /// Articles that hold the terms in this order, at most `slop` places moved.
    Phrase {
        /// Where.
        field: Field,
        /// Two terms or more.
        terms: Vec<String>,
        /// Places a term may be moved.
        slop: u32,
        /// Factor of its score.
        boost: f32,
    },
    /// Articles that hold any of the terms, all with the score `boost`.
    AnyTerm {
        /// Where.
        field: Field,
        /// The analysed terms.
        terms: Vec<String>,
        /// The score.
        boost: f32,
    },
    /// Articles that fit any of the plans, with the best score and `tie` times the others.
    Best {
        /// Ways to say the same.
        plans: Vec<Plan>,
        /// What a second way adds.
        tie: f32,
    },
    /// Articles that fit `at_least` so many of the plans; scores add up.
    Any {
        /// The plans.
        plans: Vec<Plan>,
        /// How many must fit, one at least.
        at_least: usize,
    },
    /// Articles that fit all of `must` and none of `not`; those of `should` only add to the score.
    Every {
        /// Needed.
        must: Vec<Plan>,
        /// Welcome.
        should: Vec<Plan>,
        /// Excluded.
        not: Vec<Plan>,
    },
    /// The same articles, with score zero.
    Quiet(Box<Plan>),
    /// Articles published within the days; with `loosely`, also those that may have been.
    Published {
        /// The days, inclusive.
        days: DayRange,
        /// Whether an overlap is enough.
        loosely: bool,
    },
    /// Articles without a date.
    Undated,
    /// Articles that speak of these days.
    Mentions(DayRange),
}

impl Plan {
    /// A term with the usual weight.
    pub(crate) fn term(field: Field, term: impl Into<String>) -> Self {
        Self::weighted(field, term, 1.0)
    }

    pub(crate) fn weighted(field: Field, term: impl Into<String>, boost: f32) -> Self {
        Self::Term { field, term: term.into(), boost }
    }

    pub(crate) fn quiet(self) -> Self {
        Self::Quiet(Box::new(self))
    }

    /// All of `plans`, without a wrapper around a single one.
    pub(crate) fn every(mut plans: Vec<Self>) -> Self {
        match plans.len() {
            0 => Self::All,
            1 => plans.remove(0),
            _ => Self::Every { must: plans, should: Vec::new(), not: Vec::new() },
        }
    }

    /// Any of `plans`, without a wrapper around a single one.
    pub(crate) fn any(mut plans: Vec<Self>) -> Self {
        match plans.len() {
            0 => Self::Nothing,
            1 => plans.remove(0),
            _ => Self::Any { plans, at_least: 1 },
        }
    }

    /// The best of `plans`, without a wrapper around a single one.
    pub(crate) fn best(mut plans: Vec<Self>, tie: f32) -> Self {
        match plans.len() {
            0 => Self::Nothing,
            1 => plans.remove(0),
            _ => Self::Best { plans, tie },
        }
    }
}
