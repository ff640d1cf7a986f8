//! Which words no article holds: the reason why a query had to be relaxed.

use super::Planner;
use super::run::Unit;
use crate::Error;
use crate::engine::Pattern;
use crate::plan::{Field, Plan};
use crate::search::Matching;
use crate::syntax::limits::MOST_LOOKED_UP;

impl Planner<'_> {
    /// Notes those of `units` whose terms stand in no dictionary, where the query is being relaxed by itself.
    pub(super) fn look_up_absent(&mut self, units: &[Unit]) -> Result<(), Error> {
        let is_relaxed = self.search.matching.is_none() && self.matching != Matching::All;
        if !is_relaxed {
            return Ok(());
        }
        for unit in units {
            if self.looked_up < MOST_LOOKED_UP && !self.reading.absent.contains(&unit.text) {
                self.looked_up += 1;
                if !self.may_match(&unit.plan)? {
                    self.reading.absent.push(unit.text.clone());
                }
            }
        }
        Ok(())
    }

    /// Whether the dictionaries hold what `plan` needs; its terms may still stand in different articles.
    fn may_match(&self, plan: &Plan) -> Result<bool, Error> {
        let any = |plans: &[Plan]| -> Result<bool, Error> {
            for plan in plans {
                if self.may_match(plan)? {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        match plan {
            Plan::Nothing => Ok(false),
            Plan::Term { field, term, .. } => self.is_known(*field, term),
            Plan::Phrase { field, terms, .. } => self.are_all_known(*field, terms),
            Plan::AnyTerm { field, terms, .. } => {
                for term in terms {
                    if self.is_known(*field, term)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Plan::Best { plans, .. } | Plan::Any { plans, .. } => any(plans),
            Plan::Every { must, .. } => {
                for plan in must {
                    if !self.may_match(plan)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Plan::Quiet(inner) => self.may_match(inner),
            // No words: an article without them is no reason to relax.
            _ => Ok(true),
        }
    }

    fn are_all_known(&self, field: Field, terms: &[String]) -> Result<bool, Error> {
        for term in terms {
            if !self.is_known(field, term)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_known(&self, field: Field, term: &str) -> Result<bool, Error> {
        Ok(!self.engine.expand(field, &Pattern::Exact(term.to_owned()), 1)?.terms.is_empty())
    }
}
