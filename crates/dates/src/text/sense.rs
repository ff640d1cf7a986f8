//! What single words may mean to the grammar of dates.

/// What a token may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A word that no rule asks for.
    Unknown,
    /// A run of figures: its value, held at the largest, and how many figures.
    Figures(u32, u8),
    /// Anything that is neither letter nor figure.
    Mark(char),
    /// A month.
    Month(Month),
    /// A day of the week: 1 for Monday.
    Weekday(i8),
    /// A short form of a day of the week.
    ShortWeekday(i8),
    /// A number in words.
    Count(u16),
    /// A place in an order: «premier», `third`.
    Ordinal(u8),
    /// A length of the calendar or the clock.
    Unit(Unit),
    /// A part of the day: «matin», `evening`.
    Part,
    /// A season.
    Season(Season),
    /// A word that binds dates together.
    Word(Word),
}

/// The name of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Month {
    /// 1 for January.
    pub(crate) number: i8,
    /// Whether it is an abbreviation, another word without a number beside it.
    pub(crate) short: bool,
    /// Whether it is English, where the day may follow it.
    pub(crate) english: bool,
}

/// A length of the calendar or the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    /// Saturday and Sunday.
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// A season, as the weather counts them: spring begins in March.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Words that bind dates together, alike in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// un, a
    A,
    /// le, the
    The,
    /// de, of
    Of,
    /// à, at
    At,
    /// en, dans, in
    In,
    /// on
    On,
    /// to
    To,
    /// by
    By,
    /// pour, for
    For,
    /// pendant, during
    During,
    /// depuis, since
    Since,
    /// jusque, until
    Until,
    /// from
    From,
    /// avant, before
    Before,
    /// après, after
    After,
    /// entre, between
    Between,
    /// et, and
    And,
    /// ou, or
    Or,
    /// ce, this
    This,
    /// that
    That,
    /// dernier, last
    Last,
    /// past
    Past,
    /// prochain, next
    Next,
    /// suivant, following
    Following,
    /// précédent, previous
    Previous,
    /// même, same
    Same,
    /// ago
    Ago,
    /// plus, more
    More,
    /// than
    Than,
    /// tard, later
    Later,
    /// tôt, auparavant, earlier
    Earlier,
    /// chaque, every
    Every,
    /// quelques, several
    Few,
    /// environ, moins, about, less
    About,
    /// début, early
    Early,
    /// mi, mid
    Mid,
    /// fin, late, end
    Late,
    /// il of «il y a»
    Il,
    /// y of «il y a»
    Y,
    /// voici, voilà
    Voici,
    /// hier, yesterday
    Yesterday,
    /// aujourd of «aujourd'hui», today
    Today,
    /// hui
    Hui,
    /// demain, tomorrow
    Tomorrow,
    /// tonight
    Tonight,
    /// veille
    Eve,
    /// lendemain
    Morrow,
    /// surlendemain
    DayAfterMorrow,
    /// midi, noon
    Noon,
    /// minuit, midnight
    Midnight,
    /// demi, half
    Half,
    /// ici of «d'ici»
    Ici,
    /// end of «week-end»
    End,
}
