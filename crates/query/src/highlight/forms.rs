//! A few forms that thousands of words are compared with.

use std::collections::HashSet;

/// A set of forms, quick to say no: nearly every word of an article is none of them.
#[derive(Clone, Debug, Default)]
pub(super) struct FormSet {
    forms: HashSet<String>,
    /// One bit for each pair of first bytes that a form has; empty without forms.
    beginnings: Vec<u64>,
}

/// Pairs of bytes, 64 to a number.
const PAIRS: usize = (1 << 16) / 64;

impl FormSet {
    pub(super) fn insert(&mut self, form: &str) {
        self.beginnings.resize(PAIRS, 0);
        let (at, bit) = place(form);
        self.beginnings[at] |= bit;
        self.forms.insert(form.to_owned());
    }

    #[inline]
    pub(super) fn contains(&self, form: &str) -> bool {
        let (at, bit) = place(form);
        self.beginnings.get(at).is_some_and(|bits| bits & bit != 0) && self.forms.contains(form)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }
}

fn place(form: &str) -> (usize, u64) {
    let byte = |at: usize| form.as_bytes().get(at).copied().map_or(0, usize::from);
    let pair = byte(0) << 8 | byte(1);
    (pair / 64, 1 << (pair % 64))
}

#[cfg(test)]
mod tests {
    use super::FormSet;

    #[test]
    fn only_whole_forms_are_contained() {
        let mut forms = FormSet::default();
        assert!(forms.is_empty() && !forms.contains(""));
        ["armee", "a", "é"].into_iter().for_each(|form| forms.insert(form));
        for (form, expected) in [("armee", true), ("a", true), ("é", true), ("arme", false), ("", false), ("ar", false)]
        {
            assert_eq!(forms.contains(form), expected, "{form}");
        }
    }
}
