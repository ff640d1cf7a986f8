//! Ways to write one person's name that need no guess at its sounds: with a title, an initial, a familiar given name,
//! the family name first, or its syllables apart.
//!
//! Takes a key of two words or more, gives the form that all of these share.

use std::sync::OnceLock;

use crate::hash::Map;
use crate::words;

/// Given names and what friends and newspapers call those who bear them. Each line is one name, its full form first.
const FAMILIAR: &[&[&str]] = &[
    &["alexander", "alex", "alec", "sandy"],
    &["andrew", "andy", "drew"],
    &["anthony", "tony", "antony"],
    &["benjamin", "ben", "benny", "benji"],
    &["charles", "chuck", "charlie"],
    &["christopher", "chris", "kit"],
    &["daniel", "dan", "danny"],
    &["david", "dave", "davy"],
    &["deborah", "debbie", "debra"],
    &["donald", "don", "donnie"],
    &["edward", "ed", "eddie", "ted", "teddy", "ned"],
    &["elizabeth", "liz", "beth", "betty", "lizzie"],
    &["francisco", "paco", "pancho"],
    &["frederick", "fred", "freddy", "freddie"],
    &["friedrich", "fritz"],
    &["gerald", "gerry", "jerry"],
    &["gregory", "greg"],
    &["gregoire", "greg"],
    &["henry", "hank", "harry"],
    &["jacob", "jake"],
    &["james", "jim", "jimmy", "jamie"],
    &["jeffrey", "jeff", "geoffrey", "geoff"],
    &["jennifer", "jen", "jenny"],
    &["joseph", "joe", "joey"],
    &["josep", "pep"],
    &["jose", "pepe"],
    &["joshua", "josh"],
    &["katherine", "kate", "kathy", "catherine", "cathy", "katie"],
    &["kenneth", "ken", "kenny"],
    &["lawrence", "larry", "laurence"],
    &["leonard", "len", "lenny"],
    &["margaret", "maggie", "peggy", "meg"],
    &["matthew", "matt"],
    &["maximilian", "max"],
    &["michael", "mike", "mick", "mickey"],
    &["nathaniel", "nate", "nathan"],
    &["nicholas", "nick", "nicky"],
    &["patricia", "pat", "patty", "tricia"],
    &["patrick", "pat", "paddy"],
    &["peter", "pete"],
    &["philip", "phil", "phillip"],
    &["raymond", "ray"],
    &["rebecca", "becky"],
    &["richard", "dick", "rick", "rich", "ricky"],
    &["robert", "bob", "bobby", "rob", "robbie"],
    &["ronald", "ron", "ronnie"],
    &["rudolph", "rudy"],
    &["samuel", "sam", "sammy"],
    &["stephen", "steve", "steven"],
    &["susan", "sue", "suzy"],
    &["theodore", "theo"],
    &["thomas", "tom", "tommy"],
    &["timothy", "tim", "timmy"],
    &["victor", "vic"],
    &["vincent", "vince"],
    &["walter", "walt"],
    &["william", "bill", "billy", "will", "willy", "willie"],
    &["zachary", "zach", "zack"],
];

/// Other given names whose bearers write theirs in Latin letters.
const WESTERN: &str = " adam agnes alain albert alberto alfred alice aline andre andrea angela anna anne annie antoine \
antonio arthur audrey barbara bernard bertrand brian bruno camille carl carla carlo carlos caroline cecile celine \
christian christine claire claude claudia clement daniele denis didier dominique edouard eduardo emile emilie \
emmanuel eric etienne eugene eva fabien fabrice felix fernando florence florian francesco francis franck francois \
francoise frank franz gabriel georg george georges gerard gilbert gilles giovanni giuseppe guillaume gustav guy hans \
heinrich helen helene helmut henri herbert hermann hubert hugo isabelle jacques jan jean jeanne jerome joachim joel \
johann john jorge josef juan judith jules julie julien jurgen karen karl klaus kurt laura laurence laurent leon louis \
louise luc lucas lucie luigi luis manfred manuel marc marco marcel maria marie marine mario mark martin martine \
mathieu maurice michel michele monique nathalie nicolas nicole olivier oscar otto pablo pascal paul paula pauline \
pedro philippe pierre pietro rainer ralf ralph raoul remi renaud rene roger roland rolf romain salvatore sandra sara \
sarah sebastien serge sergio simon simone sophie sylvain sylvie therese thierry tom ursula valerie veronique virginie \
werner wilhelm wolfgang xavier yann yves ";

/// Whether a folded given name belongs to people who write theirs in Latin letters.
pub(super) fn is_western(name: &str) -> bool {
    WESTERN.contains(&format!(" {name} ")) || FAMILIAR.iter().any(|row| row.contains(&name))
}

/// What stands before a name and is none.
const TITLES: &[&str] = &[
    "m",
    "mm",
    "mme",
    "mlle",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "docteur",
    "doctor",
    "prof",
    "professeur",
    "professor",
    "president",
    "presidente",
    "ministre",
    "minister",
    "senateur",
    "senatrice",
    "senator",
    "depute",
    "deputee",
    "gouverneur",
    "governor",
    "maire",
    "mayor",
    "chancelier",
    "chanceliere",
    "chancellor",
    "general",
    "colonel",
    "commandant",
    "commander",
    "capitaine",
    "captain",
    "lieutenant",
    "sergent",
    "sergeant",
    "marechal",
    "marshal",
    "amiral",
    "admiral",
    "cheikh",
    "sheikh",
    "shaikh",
    "shaykh",
    "ayatollah",
    "hodjatoleslam",
    "imam",
    "mollah",
    "mullah",
    "mgr",
    "monseigneur",
    "cardinal",
    "archbishop",
    "bishop",
    "pere",
    "father",
    "soeur",
    "sister",
    "rabbin",
    "rabbi",
    "patriarche",
    "patriarch",
    "pape",
    "pope",
    "sir",
    "lord",
    "lady",
    "roi",
    "king",
    "reine",
    "queen",
    "prince",
    "princesse",
    "princess",
    "emir",
    "sultan",
    "empereur",
    "emperor",
    "maitre",
    "me",
    "juge",
    "judge",
    "camarade",
    "comrade",
    "hadji",
    "hajj",
    "haji",
    "sayyed",
    "sayed",
];

/// A name as all its forms share it, and the initials that were left out of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Form {
    /// Without titles and initials, full given name, given name first, in one word.
    pub(crate) name: String,
    /// The initials between the first and the last word: two people may differ by them.
    pub(crate) initials: String,
}

impl Form {
    /// The key under which queries find a name of this form, in a space of its own.
    pub(crate) fn query_key(&self) -> String {
        format!("%{}.{}", self.name, self.initials)
    }
}

/// The form of a person's key; `None` for a single word, or one too short to say anything.
pub(crate) fn of(key: &str) -> Option<Form> {
    let mut tokens: Vec<&str> = without_title(key, 2).split(' ').collect();
    if tokens.len() < 2 {
        return None;
    }
    let last = tokens.len() - 1;
    let is_initial = |at: usize, token: &str| at > 0 && at < last && token.chars().count() == 1;
    let initials = tokens.iter().enumerate().filter(|(at, token)| is_initial(*at, token)).map(|(_, token)| *token);
    let initials: String = initials.collect();
    let mut at = 0;
    tokens.retain(|token| {
        at += 1;
        !is_initial(at - 1, token)
    });
    if let [first, second] = tokens.as_slice()
        && words::is_given(second)
        && !words::is_given(first)
        && familiar(first) == *first
    {
        tokens.swap(0, 1);
    }
    tokens[0] = familiar(tokens[0]);
    let name = tokens.concat();
    (name.chars().count() >= SHORTEST).then_some(Form { name, initials })
}

/// A key without the titles before it, as long as `least` words remain.
pub(super) fn without_title(key: &str, least: usize) -> &str {
    let mut rest = key;
    while let Some((title, name)) = rest.split_once(' ') {
        if !is_title(title) || name.split(' ').count() < least {
            break;
        }
        rest = name;
    }
    rest
}

/// Whether a folded word stands before names and is none.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// The full form of a given name that is called otherwise by friends.
fn familiar(name: &str) -> &str {
    static FULL: OnceLock<Map<&'static str, &'static str>> = OnceLock::new();
    let full = FULL.get_or_init(|| {
        let mut full = Map::default();
        for row in FAMILIAR {
            for name in &row[1..] {
                full.entry(*name).or_insert(row[0]);
            }
        }
        full
    });
    full.get(name).copied().unwrap_or(name)
}

/// Letters that a name needs: `Li Na` and `Lina` are two.
const SHORTEST: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;

    fn form(name: &str) -> Option<Form> {
        of(&crate::key::of(&analysis::fold(name)))
    }

    #[test]
    fn forms_of_one_name() {
        for (a, b) in [
            ("Xi Jinping", "Xi Jin-ping"),
            ("Ayatollah Ali Khamenei", "Ali Khamenei"),
            ("Joe Biden", "Joseph Biden"),
            ("Orbán Viktor", "Viktor Orban"),
            ("Hossein Amir-Abdollahian", "Hossein Amirabdollahian"),
            ("Mike Pence", "Michael Pence"),
        ] {
            assert!(form(a).is_some() && form(a) == form(b), "{a}: {:?}, {b}: {:?}", form(a), form(b));
        }
    }

    #[test]
    fn initials_are_left_out_and_kept_apart() {
        let [long, short] = ["George W. Bush", "George Bush"].map(|name| form(name).unwrap_or_else(|| unreachable!()));
        assert_eq!((long.name == short.name, long.initials.as_str(), short.initials.as_str()), (true, "w", ""));
    }

    #[test]
    fn what_is_too_little_has_no_form() {
        for name in ["Lina", "Li Na", "Pape François I"] {
            assert!(form(name).is_none_or(|form| form.name != "lina"), "{name}");
        }
        assert_eq!(without_title("pape francois", 2), "pape francois");
        assert_eq!(without_title("president macron", 1), "macron");
    }
}
