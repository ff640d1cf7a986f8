//! The labels that the tagger gives to tokens, and which may follow which.
//!
//! A name of several tokens begins, goes on and ends (B, I, L); a name of one token is a unit (U); every other token
//! is outside (O). Saying where a name ends, and not only where it begins, is worth half a point (Ratinov and Roth
//! 2009, "Design Challenges and Misconceptions in Named Entity Recognition").

use article::Kind;

/// A label, below [`COUNT`].
pub(crate) type Label = u8;

/// Outside, and four for each kind.
pub(crate) const COUNT: usize = 13;
/// The label of a token that is in no name.
pub(crate) const OUTSIDE: Label = 0;

/// Where in its name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Begin,
    Inside,
    Last,
    Unit,
}

impl Place {
    /// The place of token `at` of a name `first..end`.
    pub(crate) fn of(at: usize, first: usize, end: usize) -> Self {
        match (at == first, at + 1 == end) {
            (true, true) => Self::Unit,
            (true, false) => Self::Begin,
            (false, true) => Self::Last,
            (false, false) => Self::Inside,
        }
    }
}

/// The label of a token at `place` in a name of `kind`.
pub(crate) fn label(kind: Kind, place: Place) -> Label {
    1 + 4 * kind as u8 + place as u8
}

/// What a label says; nothing for [`OUTSIDE`].
pub(crate) fn meaning(label: Label) -> Option<(Kind, Place)> {
    let number = label.checked_sub(1)?;
    let place = [Place::Begin, Place::Inside, Place::Last, Place::Unit][usize::from(number % 4)];
    Kind::ALL.into_iter().find(|kind| *kind as u8 == number / 4).map(|kind| (kind, place))
}

/// Whether `next` may stand right after `label`; both ends of a stretch count as [`OUTSIDE`].
pub(crate) fn may_follow(label: Label, next: Label) -> bool {
    let open = match meaning(label) {
        Some((kind, Place::Begin | Place::Inside)) => Some(kind),
        _ => None,
    };
    match meaning(next) {
        Some((kind, Place::Inside | Place::Last)) => open == Some(kind),
        _ => open.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_what_they_were_made_of() {
        for kind in Kind::ALL {
            for place in [Place::Begin, Place::Inside, Place::Last, Place::Unit] {
                let label = label(kind, place);
                assert!(usize::from(label) < COUNT);
                assert_eq!(meaning(label), Some((kind, place)));
            }
        }
        assert_eq!(meaning(OUTSIDE), None);
    }

    #[test]
    fn a_name_goes_on_as_it_began() {
        let of = |place| label(Kind::Place, place);
        assert!(may_follow(of(Place::Begin), of(Place::Last)));
        assert!(!may_follow(of(Place::Begin), label(Kind::Person, Place::Last)));
        assert!(!may_follow(of(Place::Inside), OUTSIDE));
        assert!(may_follow(of(Place::Unit), of(Place::Begin)));
        assert!(!may_follow(OUTSIDE, of(Place::Inside)));
    }
}
