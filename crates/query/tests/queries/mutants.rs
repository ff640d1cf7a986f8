//! Strings as people, programs and attackers may send them: good queries bent out of shape, always the same for a seed.

/// Good queries, and parts of them, in both languages.
const SEEDS: &[&str] = &[
    "chute de Hama",
    "l'armée d'Assad: 20:30 (suite",
    "\"coup d'État\"~3 armé* -Hama",
    "Hay’at Tahrir al-Sham",
    "(cheminots OR métro) AND suspendue",
    "paix OU trêve ET Alep SAUF opinion",
    "SYRIE: L'ARMÉE ET LES REBELLES OU QUOI",
    "title:(grève OR \"coup d'arrêt\") source:\"Le Monde\" lang:fr",
    "date:2024-11-27..2024-12-05 person:\"al-Jolani\"",
    "depuis:2024 jusqu'à:hier last:7d mentions:1982-02",
    "=Alep julani~2 Joulan~1 « 115 000 » T-72 covid-19 U.S. O.N.U.",
    "-source:AFP -\"a phrase\" NOT (a OR NOT b)",
    "#Syrie @afp 🇸🇾 https://www.lemonde.fr/a?b=c&d=(e)",
    "date~:2024-12 date:?",
    "The army's advance on Aleppo, rebels say",
    "org:OSDH place:Damas entity:HTS tag:rail section:monde byline:Dupont",
    "étés Noël œuvre Kœnig İstanbul ﬁnance straße",
    "الجيش السوري",
    "Сирия OR Алеппо",
    "シリア 내전",
    "a b c d e f g h i j",
    "Bachar al-Assad Poutine Erdogan Trump Macron ONU OTAN HTS OSDH Damas Alep Homs",
    "l d qu n s j m t c",
];

/// Pieces that mean something to the grammar, or that break what is careless with text.
const PIECES: &[&str] = &[
    "\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "'",
    "’",
    "(",
    ")",
    "((((((((",
    "))))",
    "()",
    "-",
    "--",
    "=",
    "*",
    "**",
    "~",
    "~1",
    "~2",
    "~0",
    "~99999999999999999999",
    ":",
    "::",
    "..",
    "?",
    "!",
    ",",
    ";",
    ".",
    "/",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\0",
    " ",
    "\u{a0}",
    "\u{202f}",
    "\u{200b}",
    "\u{ad}",
    "\u{301}",
    "\u{308}\u{308}\u{308}",
    "\u{202e}",
    "\u{feff}",
    "\u{fffd}",
    "🇫",
    "🇫🇷",
    "👩‍👩‍👧",
    "𝕊",
    "ß",
    "ﬃ",
    "İ",
    "ǅ",
    "١٢٣",
    "Ⅷ",
    " AND ",
    " OR ",
    " NOT ",
    " ET ",
    " OU ",
    " SAUF ",
    "AND",
    "OR",
    "NOT",
    "title:",
    "byline:",
    "source:",
    "section:",
    "tag:",
    "language:",
    "person:",
    "org:",
    "place:",
    "entity:",
    "date:",
    "date~:",
    "from:",
    "until:",
    "mentions:",
    "last:",
    "lang:",
    "author:",
    "since:",
    "depuis:",
    "jusqu'à:",
    "auteur:",
    "http://",
    "a*",
    "ab*",
    "abc~1",
    "a~1",
    "2024",
    "2024-13",
    "-1",
    "1e9",
    "0x",
    "115 000",
    "1.000.000",
    "20h30",
    "l'",
    "al-",
    "d’",
    "s'",
    "T-72",
];

/// An endless row of strings.
pub(crate) struct Mutants {
    state: u64,
}

impl Mutants {
    /// The row of `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1 }
    }

    /// SplitMix64 (Steele, Lea, Flood 2014): small, and the same everywhere.
    fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.number() % end.max(1) as u64) as usize
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.below(from.len())]
    }

    /// A character of any plane, often of the first.
    fn any_char(&mut self) -> char {
        let end = [0x80, 0x80, 0x250, 0x3000, 0x11_0000][self.below(5)];
        char::from_u32(self.below(end) as u32).unwrap_or('\u{fffd}')
    }

    fn piece(&mut self) -> String {
        match self.below(8) {
            0 => self.any_char().to_string(),
            1 => self.pick(SEEDS).to_owned(),
            2 => self.pick(PIECES).repeat(1 + self.below(300)),
            _ => self.pick(PIECES).to_owned(),
        }
    }

    fn start(&mut self) -> Vec<char> {
        match self.below(8) {
            0 => (0..self.below(40)).map(|_| self.any_char()).collect(),
            1 => (0..self.below(20)).flat_map(|_| self.pick(PIECES).chars().collect::<Vec<_>>()).collect(),
            _ => self.pick(SEEDS).chars().collect(),
        }
    }

    fn bend(&mut self, query: &mut Vec<char>) {
        let at = self.below(query.len() + 1);
        let length = self.below(8).min(query.len() - at);
        match self.below(7) {
            0 => drop(query.drain(at..at + length)),
            1 if query.len() > 1 => {
                let (one, other) = (self.below(query.len()), self.below(query.len()));
                query.swap(one, other);
            }
            2 => {
                let part = query[at..at + length].to_vec();
                let times = 1 + self.below(40);
                query.splice(at..at, part.repeat(times));
            }
            3 => query.truncate(at),
            4 => {
                // Two queries grown together.
                let other: Vec<char> = self.pick(SEEDS).chars().collect();
                let from = self.below(other.len());
                query.splice(at.., other[from..].iter().copied());
            }
            _ => {
                let piece: Vec<char> = self.piece().chars().collect();
                query.splice(at..at, piece);
            }
        }
    }
}

impl Iterator for Mutants {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut query = self.start();
        for _ in 0..self.below(9) {
            self.bend(&mut query);
        }
        // Some stay longer than any query may be; most are cut to where everything is still read.
        if self.below(50) > 0 {
            query.truncate(600);
        }
        Some(query.into_iter().collect())
    }
}
