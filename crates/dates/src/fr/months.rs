//! The months and the days of the week in French, folded.

/// Month names written out, each with its number.
pub(crate) const MONTHS: &[(&str, i8)] = &[
    ("janvier", 1),
    ("fevrier", 2),
    ("mars", 3),
    ("avril", 4),
    ("mai", 5),
    ("juin", 6),
    ("juillet", 7),
    ("aout", 8),
    ("septembre", 9),
    ("octobre", 10),
    ("novembre", 11),
    ("decembre", 12),
];

/// Abbreviations of month names; without a number beside them they are other words.
pub(crate) const SHORT_MONTHS: &[(&str, i8)] = &[
    ("janv", 1),
    ("jan", 1),
    ("fevr", 2),
    ("fev", 2),
    ("mar", 3),
    ("avr", 4),
    ("jun", 6),
    ("juil", 7),
    ("jul", 7),
    ("aou", 8),
    ("sept", 9),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// Days of the week, 1 for Monday.
pub(crate) const WEEKDAYS: &[(&str, i8)] =
    &[("lundi", 1), ("mardi", 2), ("mercredi", 3), ("jeudi", 4), ("vendredi", 5), ("samedi", 6), ("dimanche", 7)];

/// Abbreviations of days of the week.
pub(crate) const SHORT_WEEKDAYS: &[(&str, i8)] =
    &[("lun", 1), ("mar", 2), ("mer", 3), ("jeu", 4), ("ven", 5), ("sam", 6), ("dim", 7)];
