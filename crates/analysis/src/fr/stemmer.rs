//! A stemmer of French inflections, on folded words.
//!
//! It takes number, gender and tense off a word and leaves its derivation alone: `bombardait` meets `bombarder`, but
//! `opération` not `opéra`. What ends like a verb and is none stands in a list, and so do irregular words; the rest is
//! rules. Their plan is that of J. Savoy's light stemmer («Light stemming approaches for the French, Portuguese,
//! German and Hungarian languages», SAC 2006), the rules on verbs are ours; `BENCHMARKS.md` has the measurements.
//!
//! It runs after folding, so that `armées`, `armee` and `ARMÉE` meet: rules on accented endings are stated without
//! accents.

use super::lists::{IRREGULAR, keeps};

/// Writes the stem of the folded word `word` to `out`.
pub(crate) fn stem(word: &str, out: &mut String) {
    out.clear();
    if let Some(stem) = IRREGULAR.get(word) {
        out.push_str(stem);
        return;
    }
    out.push_str(word);
    if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return;
    }
    let mut is_plural = strip_plural(out);
    if keeps("ee", out) {
        return;
    }
    if out.ends_with("amment") || out.ends_with("emment") {
        // «récemment» is made of «récent», which is no verb.
        out.truncate(out.len() - "mment".len());
        out.push_str("nt");
        is_plural = true;
    }
    match RULES.iter().find(|rule| rule.fits(out, is_plural)) {
        Some(rule) => {
            out.truncate(out.len() - rule.ending.len());
            rule.becomes.finish(out);
        }
        None => tidy(out),
    }
}

/// Shorter words stay as they are.
const SHORTEST: usize = 4;

/// Takes off the plural, and says whether there was one.
fn strip_plural(word: &mut String) -> bool {
    let len = word.len();
    if len > 5 && word.ends_with("aux") && !word.ends_with("eaux") {
        word.truncate(len - 2);
        word.push('l');
        return true;
    }
    if ["eux", "aux", "oux"].iter().any(|ending| word.ends_with(ending)) {
        word.pop();
        return false;
    }
    // «express», «envers» and «concours» are no plurals.
    let is_plural = word.ends_with('s') && !["ss", "vers", "cours"].iter().any(|ending| word.ends_with(ending));
    if is_plural {
        word.pop();
    }
    is_plural
}

/// An ending that is taken off.
struct Rule {
    ending: &'static str,
    /// Letters that must stand in front of it.
    root: usize,
    becomes: Becomes,
    only: Only,
}

/// What is left of a word.
#[derive(Clone, Copy)]
enum Becomes {
    /// The root of a verb like `porter`, or of an adjective like `grande`.
    First,
    /// The root of a verb like `choisir`.
    Second,
    /// The root with these letters.
    With(&'static str),
}

/// Which words a rule is for.
#[derive(Clone, Copy)]
enum Only {
    Any,
    /// Finite verbs: no plurals.
    Finite,
    /// The future and the conditional of verbs like `porter`, for which `espérait` may be taken.
    Future,
    /// The present of the third persons; nouns and adverbs may end so.
    Present,
    /// Words that are not among those that keep this ending.
    Unlisted(&'static str),
}

const fn rule(ending: &'static str, root: usize, becomes: Becomes, only: Only) -> Rule {
    Rule { ending, root, becomes, only }
}

/// The first that fits is applied.
const RULES: &[Rule] = &{
    use Becomes::{First, Second, With};
    use Only::{Any, Finite, Future, Present, Unlisted};
    [
        rule("issement", 3, Second, Any),
        rule("ement", 4, First, Any),
        rule("issaient", 3, Second, Finite),
        rule("issait", 3, Second, Finite),
        rule("issent", 3, Second, Finite),
        rule("issante", 3, Second, Any),
        rule("issant", 3, Second, Any),
        rule("iraient", 4, Second, Finite),
        rule("irait", 4, Second, Finite),
        rule("iront", 4, Second, Finite),
        rule("ira", 4, Second, Finite),
        rule("eraient", 3, First, Future),
        rule("erait", 3, First, Future),
        rule("eront", 3, First, Future),
        rule("erent", 3, First, Future),
        rule("era", 4, First, Future),
        rule("aient", 3, First, Finite),
        rule("ait", 3, First, Present),
        rule("ent", 3, First, Present),
        rule("ante", 5, First, Unlisted("ant")),
        rule("ant", 5, First, Unlisted("ant")),
        rule("trice", 2, With("teu"), Any),
        rule("euse", 2, With("eu"), Any),
        rule("eure", 3, With("eu"), Any),
        rule("eur", 2, With("eu"), Any),
        rule("ndre", 2, With("nd"), Any),
        rule("ndue", 2, With("nd"), Any),
        rule("ndu", 2, With("nd"), Any),
        rule("rdre", 2, With("rd"), Any),
        rule("rdue", 2, With("rd"), Any),
        rule("rdu", 2, With("rd"), Any),
        rule("oir", 0, With("oir"), Any),
        rule("ir", 3, Second, Any),
        rule("er", 2, First, Any),
        rule("ee", 2, First, Any),
        rule("e", 3, First, Any),
        // «actif» and «active».
        rule("if", 3, With("iv"), Any),
    ]
};

impl Rule {
    fn fits(&self, word: &str, is_plural: bool) -> bool {
        let Some(root) = word.strip_suffix(self.ending).filter(|root| root.len() >= self.root) else { return false };
        match self.only {
            Only::Any => true,
            Only::Finite => !is_plural,
            Only::Future => {
                let imperfect = ["aient", "ait", "ent"].iter().find_map(|ending| word.strip_suffix(ending));
                !is_plural && !imperfect.is_some_and(|root| keeps("er", root))
            }
            Only::Present => !is_plural && !keeps(self.ending, word) && !is_noun_in_ment(word, root),
            Only::Unlisted(list) => !keeps(list, word.strip_suffix('e').unwrap_or(word)),
        }
    }
}

/// `document` and `sentiment`, but not `affirment`: a vowel in front of `ment`, short of a few verbs.
fn is_noun_in_ment(word: &str, root: &str) -> bool {
    root.strip_suffix('m').is_some_and(|root| root.ends_with(['a', 'e', 'i', 'o', 'u'])) && !keeps("ment", word)
}

impl Becomes {
    fn finish(self, root: &mut String) {
        match self {
            Self::With(letters) => root.push_str(letters),
            Self::Second => root.push('i'),
            Self::First => {
                // «mangeait» and «créer».
                while root.len() > 2 && root.ends_with('e') {
                    root.pop();
                }
                if root.len() > LONGEST_SHORT {
                    tidy(root);
                } else if root.len() < 3 || !root.ends_with(['i', 'u']) {
                    root.push('e');
                }
            }
        }
    }
}

/// Roots so short keep their last vowel: `porter` is not `port`, `couper` not `coup`.
const LONGEST_SHORT: usize = 4;

/// Makes one of masculine and feminine, and of `considérer` and `considère`.
fn tidy(word: &mut String) {
    let len = word.len();
    if len <= LONGEST_SHORT {
        return;
    }
    if len > 6 && word.ends_with("er") {
        word.truncate(len - 2);
    } else if word.ends_with("anch") || (len > 5 && (word.ends_with("ais") || word.ends_with("ois"))) {
        word.pop();
    } else if let [.., before, last] = word.as_bytes()
        && before == last
        && b"cflmnpt".contains(last)
    {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    fn stem_of(word: &str) -> String {
        let mut out = String::new();
        stem(&crate::fold(word), &mut out);
        out
    }

    #[test]
    fn forms_of_a_word_meet() {
        for words in [
            "bombardement bombardements bombarder bombardé bombardées bombardait bombardent bombardera",
            "porter porte portent portait portée portera porterait",
            "choisir choisi choisies choisissent choisissait choisira",
            "considérer considère considèrent considérait considérerait",
            "manger mange mangeait mangeant",
            "étudier étudie étudient étudiait étudiants étudiante",
            "créer crée créé créées créent créait",
            "attendre attend attendent attendu attendues attendait",
            "tenir tient tiennent tenu tenait tiendra",
            "découvrir découvre découvrent découvert découverte",
            "premier première premières",
            "récent récente récemment",
            "heureux heureuse heureuses",
            "français française françaises",
            "acteur actrice actrices",
            "actif active activement",
        ] {
            let stems: Vec<String> = words.split(' ').map(stem_of).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{words} -> {stems:?}");
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for (one, other) in [
            ("porte", "port"),
            ("coupe", "coup"),
            ("poste", "post"),
            ("marche", "marc"),
            ("base", "basse"),
            ("collège", "collègue"),
            ("complice", "compliqué"),
            ("indice", "indiquer"),
            ("département", "départ"),
            ("parlement", "parler"),
            ("environnement", "environ"),
            ("passage", "passager"),
            ("étrange", "étranger"),
            ("ouvrir", "ouvrier"),
            ("parti", "partie"),
            ("année", "âne"),
            ("voix", "voie"),
            ("opération", "opéra"),
            ("formation", "forme"),
            ("pourrait", "pour"),
        ] {
            assert_ne!(stem_of(one), stem_of(other), "{one} and {other}");
        }
    }
}
