//! A phrase whose words may be moved.
//!
//! tantivy's own finds other articles with scores than without from three words on (`phrase_exists` forgets the places
//! already spent), and lets a word that stands twice in the phrase stand once in the text. Here each word of the phrase
//! needs a place of its own, and no two may be moved against each other by more than `slop`, as in Lucene.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// Articles that hold `terms`, two at least, moved by at most `slop`.
#[derive(Clone, Debug)]
pub(super) struct SloppyPhrase {
    pub(super) terms: Vec<Term>,
    pub(super) slop: u32,
}

impl Query for SloppyPhrase {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weight = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                Some(Bm25Weight::for_terms(statistics_provider, &self.terms)?)
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(SloppyWeight { phrase: self.clone(), weight }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.terms.iter().for_each(|term| visitor(term, true));
    }
}

struct SloppyWeight {
    phrase: SloppyPhrase,
    weight: Option<Bm25Weight>,
}

impl Weight for SloppyWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let field = self.phrase.terms[0].field();
        let index = reader.inverted_index(field)?;
        let mut postings = Vec::new();
        for term in &self.phrase.terms {
            match index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(read) => postings.push(read),
                None => return Ok(Box::new(EmptyScorer)),
            }
        }
        let weight = match &self.weight {
            Some(weight) => Some((weight.boost_by(boost), reader.get_fieldnorms_reader(field)?)),
            None => None,
        };
        let places = vec![Vec::new(); postings.len()];
        let repeats = repeats(&self.phrase.terms);
        let mut scorer = SloppyScorer { postings, slop: self.phrase.slop, weight, places, repeats, found: 0 };
        scorer.settle(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        let score = if scorer.doc() <= doc && scorer.seek(doc) == doc { scorer.score() } else { 0.0 };
        Ok(Explanation::new("sloppy phrase", score))
    }
}

struct SloppyScorer {
    postings: Vec<SegmentPostings>,
    slop: u32,
    weight: Option<(Bm25Weight, FieldNormReader)>,
    /// The places of each term in the article at hand.
    places: Vec<Vec<u32>>,
    /// For each term, where the same term stands before it.
    repeats: Vec<Option<usize>>,
    /// How often the phrase begins in it.
    found: u32,
}

impl SloppyScorer {
    /// Goes to the first article from `target` on that holds the phrase.
    fn settle(&mut self, mut target: DocId) -> DocId {
        'articles: loop {
            for postings in &mut self.postings {
                if postings.doc() < target {
                    postings.seek(target);
                }
                if postings.doc() > target {
                    target = postings.doc();
                    continue 'articles;
                }
            }
            if target == TERMINATED {
                return TERMINATED;
            }
            self.found = self.count();
            if self.found > 0 {
                return target;
            }
            target += 1;
        }
    }

    fn count(&mut self) -> u32 {
        for (postings, places) in self.postings.iter_mut().zip(&mut self.places) {
            postings.positions(places);
        }
        let begins = |place: &&u32| begins_at(**place, &self.places, &self.repeats, self.slop);
        let count = if self.weight.is_some() {
            self.places[0].iter().filter(begins).count()
        } else {
            usize::from(self.places[0].iter().any(|place| begins(&place)))
        };
        count as u32
    }
}

/// Whether the phrase holds with its first word at `first`. `repeats` tells for each word where in the phrase the same
/// word stands before it.
fn begins_at(first: u32, places: &[Vec<u32>], repeats: &[Option<usize>], slop: u32) -> bool {
    // Counted from each word's own place in the phrase, all must lie between `least` and `least + slop`.
    let (first, slop) = (i64::from(first), i64::from(slop));
    let mut taken: Vec<i64> = Vec::with_capacity(places.len());
    (first - slop..=first).any(|least| {
        taken.clear();
        taken.push(first);
        for (at, own) in places.iter().enumerate().skip(1) {
            // Equal words take their places in order: taking the earliest one leaves the most for those behind.
            let free = repeats[at].map_or(i64::MIN, |before| taken[before] + 1);
            let from = (least + at as i64).max(free);
            let next = own.get(own.partition_point(|place| i64::from(*place) < from)).copied().map(i64::from);
            match next {
                Some(place) if place <= least + at as i64 + slop => taken.push(place),
                _ => return false,
            }
        }
        true
    })
}

/// For each of `terms`, where the same term stands before it.
fn repeats(terms: &[Term]) -> Vec<Option<usize>> {
    terms.iter().enumerate().map(|(at, term)| terms[..at].iter().rposition(|before| before == term)).collect()
}

impl DocSet for SloppyScorer {
    fn advance(&mut self) -> DocId {
        match self.doc() {
            TERMINATED => TERMINATED,
            doc => self.settle(doc + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target { self.settle(target) } else { self.doc() }
    }

    fn doc(&self) -> DocId {
        self.postings[0].doc()
    }

    fn size_hint(&self) -> u32 {
        self.postings.iter().map(DocSet::size_hint).min().unwrap_or_default()
    }
}

impl Scorer for SloppyScorer {
    fn score(&mut self) -> Score {
        match &self.weight {
            Some((weight, lengths)) => weight.score(lengths.fieldnorm_id(self.postings[0].doc()), self.found),
            None => 1.0,
        }
    }
}
