//! The inflections of words that are written as one: `porte-avion` for `porte-avions`.
//!
//! Stems have no positions in the index, where they would take a fifth of its room. A row of words is therefore looked
//! for as it is typed, and with each of its words in the inflections that the archive has.

use analysis::{Class, Word};

use super::Planner;
use crate::Error;
use crate::engine::Pattern;
use crate::plan::Field;
use crate::syntax::limits::{MOST_INFLECTED, MOST_VARIANTS};

/// Shorter words begin too many others.
const SHORTEST: usize = 4;

/// Words of the dictionary that are looked at for inflections of one.
const MOST_LOOKED_AT: usize = 64;

impl Planner<'_> {
    /// `parts` as typed, then with one or more of them inflected, at most [`MOST_VARIANTS`] rows.
    pub(super) fn inflections(&mut self, parts: &[Word]) -> Result<Vec<Vec<String>>, Error> {
        let mut rows = vec![Vec::new()];
        for part in parts {
            let mut forms = vec![part.word.clone()];
            forms.extend(self.inflections_of(part)?);
            // The typed forms come first in every row, so that a limit cuts what is farthest from them.
            rows = forms
                .iter()
                .flat_map(|form| rows.iter().map(|row| [row.as_slice(), std::slice::from_ref(form)].concat()))
                .collect();
            rows.truncate(MOST_VARIANTS);
        }
        Ok(rows)
    }

    /// Other words of the archive with the stem of `part`, in the same language.
    fn inflections_of(&mut self, part: &Word) -> Result<Vec<String>, Error> {
        let shortest = if part.french.len() < part.english.len() { &part.french } else { &part.english };
        if part.class != Class::Word || part.word.len() < SHORTEST || !part.word.starts_with(shortest.as_str()) {
            return Ok(Vec::new());
        }
        self.inflected += 1;
        if self.inflected > MOST_INFLECTED {
            self.note(format!(
                "only the first {MOST_INFLECTED} parts of words with hyphens are searched in other forms"
            ));
            return Ok(Vec::new());
        }
        let expanded = self.engine.expand(Field::Body, &Pattern::Prefix(shortest.clone()), MOST_LOOKED_AT)?;
        let mut found = Vec::new();
        for expansion in expanded.terms {
            let is_inflection = self.analyzer.words(&expansion.term).first().is_some_and(|word| {
                word.word != part.word && (word.french == part.french || word.english == part.english)
            });
            if is_inflection {
                found.push(expansion.term);
            }
        }
        Ok(found)
    }
}
