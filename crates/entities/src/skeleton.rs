//! How a name may be written when it comes from another alphabet: `Julani`, `Jolani`, `Joulani`.
//!
//! Takes one folded token, gives its skeleton (the consonants, with the letters that transliterations exchange made
//! one). Equal skeletons only propose a pair; [`alike`] then asks the vowels, because `hassan` and `hussein`, `bachar`
//! and `bachir` share theirs. Nothing may be merged on one token alone: callers need two, or a table, or the document.

/// Given names whose usual spellings differ by more than the rules below allow. Each line is one name.
const GIVEN: &[&[&str]] = &[
    &[
        "mohammed",
        "mohamed",
        "mohammad",
        "mohamad",
        "muhammad",
        "muhammed",
        "muhamed",
        "mohamud",
        "mouhamed",
        "mouhammad",
    ],
    &["youssef", "yousef", "yusuf", "yousuf", "yousif", "youcef", "yussuf", "yusef", "youssouf", "yusup", "joussouf"],
    &["abdallah", "abdullah", "abdulla", "abdoullah", "abdellah", "abdallahi"],
    &[
        "hussein", "hussain", "husain", "husayn", "hossein", "houssein", "hossain", "hosein", "husein", "hossin",
        "houcine", "hocine", "husayin",
    ],
    &["ahmed", "ahmad", "ahmet", "achmad", "ahmaad"],
    &["mustafa", "mustapha", "moustapha", "moustafa", "mostafa", "mostapha", "mustafah"],
    &["omar", "umar", "oumar", "omer", "umer"],
    &["osama", "usama", "oussama", "ousama", "ussama"],
    &["othman", "osman", "ousmane", "uthman", "usman", "ousman", "othmane"],
    &["ibrahim", "ibrahima", "brahim", "ebrahim", "ibraheem", "ibragim"],
    &["suleiman", "sulaiman", "soleiman", "suleyman", "souleymane", "sulayman", "souleiman", "soleimane", "slimane"],
    &["jaafar", "jafar", "djafar", "djaafar"],
    &["khaled", "khalid", "chaled", "haled"],
    &["mikhail", "michail", "mikail", "mikhael"],
    &["nikolai", "nikolay", "nicolai", "nikolaj", "nicolay", "mykola"],
    &["sergei", "sergey", "serguei", "sergej"],
    &["alexei", "alexey", "aleksei", "aleksey", "alexej"],
    &[
        "alexander",
        "alexandre",
        "aleksandr",
        "alexandr",
        "aleksander",
        "oleksandr",
        "olexandr",
        "olexandre",
        "aliaksandr",
        "alyaksandr",
    ],
    &["vladimir", "wladimir", "volodymyr", "vladymyr", "uladzimir"],
    &["dmitri", "dmitry", "dimitri", "dmitriy", "dmitrij", "dimitry", "dmytro"],
    &["evgueni", "yevgeny", "evgeny", "evgeni", "ievgueni", "yevgeni", "evgenii", "yevgeniy"],
    &["iouri", "yuri", "youri", "yury", "juri", "iuri", "yuriy"],
    &["ilia", "ilya", "illia", "illya"],
    &["andrei", "andrey", "andrej", "andriy", "andrii"],
    &["gennadi", "gennady", "guennadi", "gennadiy"],
    &["viatcheslav", "vyacheslav", "viacheslav"],
    &["anatoli", "anatoly", "anatolii", "anatoliy"],
    &["valeri", "valery", "valeriy", "valerii"],
    &["grigori", "grigory", "grigoriy"],
    &["piotr", "pyotr", "petr"],
    &["mahmoud", "mahmud", "mehmood", "mahmood"],
    &["mehdi", "mahdi", "mehdy"],
    &["ismail", "ismael", "esmail", "esmaeil", "smail"],
    &["yasser", "yasir", "yaser", "yassir"],
    &["said", "saeed", "sayeed", "saied", "seid"],
    &["faisal", "faycal", "fayssal", "faysal"],
    &["jamal", "djamel", "gamal", "jamel", "djamal", "dzhamal"],
    &["tarek", "tariq", "tarik", "tareq", "tarak"],
    &["rachid", "rashid", "rasheed", "rachide"],
    &["noureddine", "nourredine", "nureddin", "nouredine", "noureddin", "nuruddin", "nooruddin"],
    &["salaheddine", "salahuddin", "salaheddin", "saladin", "salahedine"],
    &["seif", "saif", "sayf"],
    &["nasser", "nasir", "naser", "nacer", "nassir"],
    &["hassan", "hasan", "hassen", "hacene"],
    &["hicham", "hisham", "hesham", "hichem"],
    &["yahya", "yahia", "yehia", "yehya"],
    &["aicha", "aisha", "ayesha", "aysha", "aishah"],
    &["fatima", "fatma", "fatema", "fatimah", "fatemeh"],
    &["mariam", "maryam", "meriem", "miriam", "myriam"],
    &["zeinab", "zainab", "zaynab", "zineb", "zaineb"],
    &["leila", "layla", "laila", "leyla"],
    &["igor", "ihor"],
    &["oleg", "oleh"],
    &["pavel", "pavlo", "pawel"],
    &["vassili", "vasily", "vasyl", "vassily", "vasili", "vasyliy"],
    &["kirill", "kyrylo", "cyrille"],
    &["denis", "denys"],
    &["maxim", "maksim", "maksym"],
    &["artem", "artiom", "artyom"],
    &["fiodor", "fyodor", "fedor", "fedir"],
    &["egor", "yegor", "iegor", "jegor"],
    &["ekaterina", "yekaterina", "iekaterina", "katerina", "kateryna"],
    &["elena", "yelena", "ielena", "jelena"],
    &["konstantin", "constantin", "kostiantyn", "konstantyn"],
    &["leonid", "leonide"],
    &["muammar", "mouammar", "moammar", "moamer", "muammer", "mouamar"],
    &["kadhafi", "gaddafi", "gadhafi", "khadafi", "qaddafi", "qadhafi", "kadafi", "kaddafi", "khaddafi", "ghadafi"],
    &["eltsine", "yeltsin", "ieltsine", "jeltsin"],
    &["saddam", "sadam"],
    &["hafez", "hafiz", "hafeth"],
    &["bachar", "bashar", "bachshar", "baschar"],
    &["bachir", "bashir", "baschir", "beshir", "becher", "bechir", "bachyr", "basheer"],
    &["abou", "abu", "aboo"],
    &["aboul", "abul"],
    &["ben", "bin", "ibn"],
    &["oum", "umm", "um"],
];

/// Appends the skeleton of a folded token; two tokens with different skeletons are never [`alike`].
pub(crate) fn push(token: &str, out: &mut String) {
    if let Some(row) = given_row(token) {
        // A name of the table stands for itself alone, so that no rule joins it to a neighbour.
        out.push('=');
        out.push_str(GIVEN[row][0]);
        return;
    }
    let mut last = ' ';
    consonants(token, |c, _| {
        if c != last {
            out.push(c);
        }
        last = c;
    });
}

/// The skeleton of a folded token, as [`push`] gives it.
fn of(token: &str) -> String {
    let mut out = String::with_capacity(token.len());
    push(token, &mut out);
    out
}

/// Whether two folded tokens may be spellings of one name: same skeleton, and vowels that spellings exchange.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    match (given_row(a), given_row(b)) {
        (Some(row_a), Some(row_b)) => return row_a == row_b,
        (None, None) => {}
        _ => return false,
    }
    if a.len() < 3 || b.len() < 3 || of(a) != of(b) {
        return false;
    }
    if edits(a, b) * MOST_CHANGED.1 > a.len().max(b.len()) * MOST_CHANGED.0 {
        return false;
    }
    let (vowels_a, vowels_b) = (vowels(a), vowels(b));
    if vowels_a.len() == vowels_b.len() {
        return exchanged(&vowels_a, &vowels_b).is_some_and(|count| count <= vowels_a.len().div_ceil(2))
            && shape(a) == shape(b);
    }
    // A short vowel inside a long name is written or not: `Zawahiri`, `Zawahri`.
    let (longer, shorter) = if vowels_a.len() > vowels_b.len() { (vowels_a, vowels_b) } else { (vowels_b, vowels_a) };
    longer.len() == shorter.len() + 1
        && shorter.len() >= FEWEST_VOWELS
        && (1..longer.len() - 1)
            .any(|gone| exchanged(&[&longer[..gone], &longer[gone + 1..]].concat(), &shorter).is_some_and(|n| n <= 1))
}

/// Whether two tokens differ by signs of an alphabet that was exchanged, such as `Habache` and `Habash`.
pub(crate) fn transcribed(a: &str, b: &str) -> bool {
    const SIGNS: &[&str] = &["sh", "ch", "ou", "kh", "gh", "dj", "dh", "zh", "ya", "yu", "ia"];
    a == b || (vowels(a) == vowels(b) && SIGNS.iter().any(|sign| a.contains(sign) != b.contains(sign)))
}

/// How many vowels differ between two equally long lists; `None` where some are never exchanged.
fn exchanged(a: &[u8], b: &[u8]) -> Option<usize> {
    let mut count = 0;
    for (x, y) in a.iter().zip(b).filter(|(x, y)| x != y) {
        if !exchangeable(*x, *y) {
            return None;
        }
        count += 1;
    }
    (a.len() == b.len()).then_some(count)
}

/// Where a token has consonants and where vowels: `Peter` and `Petra` share both lists, but not the order.
fn shape(token: &str) -> Vec<u8> {
    let bytes = token.as_bytes();
    let mut marks: Vec<(usize, u8, char)> = Vec::with_capacity(bytes.len());
    consonants(token, |class, at| marks.push((at, 1, class)));
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && is_vowel(bytes, at) {
            at += 1;
        }
        if at > start {
            marks.push((start, 2, ' '));
        } else {
            at += 1;
        }
    }
    marks.sort_by_key(|(at, sort, _)| (*at, *sort));
    marks.dedup_by_key(|(_, sort, class)| (*sort, *class));
    let mut shape: Vec<u8> = marks.into_iter().map(|(_, sort, _)| sort).collect();
    if shape.len() > 2 && shape.last() == Some(&2) && ends_mute(bytes) {
        shape.pop();
    }
    shape
}

/// How many letters must be changed, added or dropped to make `b` of `a`.
pub(crate) fn edits(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// What share of a token's letters two spellings may differ in.
const MOST_CHANGED: (usize, usize) = (3, 7);
/// Vowels that a name needs before one of them may be missing.
const FEWEST_VOWELS: usize = 3;

/// The row of [`GIVEN`] that holds `token`.
fn given_row(token: &str) -> Option<usize> {
    use std::sync::OnceLock;

    use crate::hash::Map;
    static ROWS: OnceLock<Map<&'static str, usize>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        GIVEN.iter().enumerate().flat_map(|(row, names)| names.iter().map(move |name| (*name, row))).collect()
    });
    rows.get(token).copied()
}

/// `u` and `o`, `i` and `e`, `a` and `e` are one vowel heard twice; `a` and `i`, `a` and `u` are two.
fn exchangeable(a: u8, b: u8) -> bool {
    matches!((a, b), (b'u', b'o') | (b'o', b'u') | (b'i', b'e') | (b'e', b'i') | (b'a', b'e') | (b'e', b'a'))
}

/// The vowel groups of a token between its first and its last consonant, each as one letter of `aeiou`.
fn vowels(token: &str) -> Vec<u8> {
    let bytes = token.as_bytes();
    let mut groups = Vec::with_capacity(4);
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && is_vowel(bytes, at) {
            at += 1;
        }
        if at > start {
            groups.push(one_vowel(&bytes[start..at]));
        } else {
            at += 1;
        }
    }
    // A final mute vowel is written or not: `rastane`, `talbisseh`. That of `adama` is heard.
    if groups.len() > 1 && ends_mute(bytes) {
        groups.pop();
    }
    groups
}

fn ends_mute(bytes: &[u8]) -> bool {
    let ending = bytes.strip_suffix(b"h").unwrap_or(bytes);
    let sounded = ending.len() == bytes.len();
    matches!(ending, [.., before, last @ (b'e' | b'a')] if !b"aeiouy".contains(before) && (*last == b'e' || !sounded))
}

/// Whether a token opens with the `i` that English writes `y`: `Iermak`, `Ioulia`.
fn glides(bytes: &[u8]) -> bool {
    matches!(bytes, [b'i', b'a' | b'e' | b'o' | b'u', ..])
}

/// Whether French writes `ou` here for the `w` of English: `Sinouar`, `Marouane`.
fn is_ou(bytes: &[u8], at: usize) -> bool {
    matches!(&bytes[at..], [b'o', b'u', b'a' | b'e' | b'i', ..])
}

fn is_vowel(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'i' if at == 0 && glides(bytes) => false,
        b'o' if is_ou(bytes, at) => false,
        b'u' if at > 0 && is_ou(bytes, at - 1) => false,
        b'a' | b'e' | b'i' | b'o' | b'u' => true,
        b'y' => at > 0,
        // `w` between letters is the vowel of `dawud`; at the start, or before a vowel, a consonant.
        b'w' => at > 0 && !bytes.get(at + 1).is_some_and(|next| b"aeiouy".contains(next)),
        _ => false,
    }
}

fn one_vowel(group: &[u8]) -> u8 {
    match group {
        b"ou" | b"oo" | b"u" | b"uu" | b"ow" => b'u',
        b"ee" | b"i" | b"y" | b"ii" | b"ie" | b"iy" | b"yi" => b'i',
        b"ei" | b"ey" | b"ai" | b"ay" | b"ae" | b"e" | b"ya" | b"ia" | b"aei" | b"ye" => {
            if matches!(group, b"ai" | b"ay" | b"ei" | b"ey" | b"ae" | b"e") { b'e' } else { b'a' }
        }
        b"aa" | b"a" => b'a',
        b"au" | b"aw" | b"o" | b"eau" => b'o',
        _ => group.first().map_or(b'a', |first| if *first == b'y' { b'i' } else { *first }),
    }
}

/// Calls `emit` for each consonant class of `token`, with its byte position.
fn consonants(token: &str, mut emit: impl FnMut(char, usize)) {
    let bytes = token.as_bytes();
    let mut at = 0;
    if bytes.first().is_some_and(|b| b"aeiouy".contains(b)) {
        emit('a', 0);
    }
    if glides(bytes) {
        emit('y', 0);
        at = 1;
    }
    while at < bytes.len() {
        let rest = &bytes[at..];
        let (class, length) = match rest {
            [b't', b's', b'c', b'h', ..] => ('c', 4),
            [b's', b'c', b'h', ..] => ('s', 3),
            [b't', b'c', b'h', ..] => ('s', 3),
            [b'd', b'z', b'h', ..] => ('j', 3),
            [b'd', b'j', ..] | [b'd', b'g', ..] => ('j', 2),
            [b'c', b'h', ..] | [b's', b'h', ..] => ('s', 2),
            [b'k', b'h', ..] | [b'c', b'k', ..] | [b'q', b'u', ..] => ('k', 2),
            [b'g', b'h', ..] | [b'g', b'u', b'e' | b'i', ..] => ('g', 2),
            [b'd', b'h', ..] => ('d', 2),
            [b't', b'h', ..] => ('t', 2),
            [b'p', b'h', ..] => ('f', 2),
            [b'z', b'h', ..] => ('j', 2),
            [b'c', b'e' | b'i' | b'y', ..] | [b's', ..] => ('s', 1),
            [b'c' | b'k' | b'q', ..] => ('k', 1),
            [b'x', ..] => ('x', 1),
            [b'w', ..] if is_vowel(bytes, at) => (' ', 1),
            [b'v' | b'w', ..] => ('v', 1),
            [b'f', b'f'] => ('v', 2),
            [b'f'] if at > 0 => ('v', 1),
            [b'j', ..] => ('j', 1),
            // An `h` is heard at the start and between vowels, and written elsewhere as one likes.
            [b'h', b'a' | b'e' | b'i' | b'o' | b'u' | b'y', ..] => ('h', 1),
            [b'h', ..] => (' ', 1),
            [b'o', b'u', b'a' | b'e' | b'i', ..] => ('v', 2),
            [b'a' | b'e' | b'i' | b'o' | b'u', ..] => (' ', 1),
            [b'y', ..] => (if at == 0 { 'y' } else { ' ' }, 1),
            [other, ..] if other.is_ascii() => (char::from(*other), 1),
            _ => {
                let c = token[at..].chars().next().unwrap_or(' ');
                (c, c.len_utf8())
            }
        };
        if class != ' ' {
            emit(class, at);
        }
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_alike(pairs: &[(&str, &str)]) {
        for (a, b) in pairs {
            assert!(alike(a, b), "{a} ~ {b}: {} {:?} / {} {:?}", of(a), vowels(a), of(b), vowels(b));
        }
    }

    fn check_apart(pairs: &[(&str, &str)]) {
        for (a, b) in pairs {
            assert!(!alike(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn spellings_of_one_name() {
        check_alike(&[
            ("julani", "jolani"),
            ("julani", "joulani"),
            ("mohammed", "muhammad"),
            ("bachar", "bashar"),
            ("ghany", "ghani"),
            ("rasten", "rastan"),
            ("rastane", "rastan"),
            ("talbise", "talbisseh"),
            ("lavrov", "lavroff"),
            ("choigou", "shoigu"),
            ("cheikhoun", "sheikhun"),
            ("gaddafi", "kadhafi"),
            ("zelensky", "zelenski"),
            ("tchernomyrdine", "chernomyrdin"),
            ("iermak", "yermak"),
            ("iachine", "yashin"),
            ("sinouar", "sinwar"),
            ("marouane", "marwan"),
            ("pachinian", "pashinyan"),
            ("sharaa", "charaa"),
            ("burhan", "burhane"),
            ("choukri", "shukri"),
            ("kouleba", "kuleba"),
        ]);
    }

    #[test]
    fn neighbours_stay_apart() {
        check_apart(&[
            ("hassan", "hussein"),
            ("bachar", "bachir"),
            ("hafez", "bashar"),
            ("damas", "dumas"),
            ("mahmoud", "mohammed"),
            ("niger", "nigeria"),
            ("hama", "hamas"),
            ("mali", "malo"),
            ("adam", "adama"),
            ("peter", "petra"),
            ("carsten", "kerstin"),
            ("welsh", "wills"),
            ("chun", "sun"),
            ("walsh", "wells"),
            ("courant", "cornet"),
        ]);
    }

    proptest! {
        #[test]
        fn any_token_has_a_skeleton(token in "\\PC{0,12}") {
            let folded = analysis::fold(&token);
            prop_assert!(alike(&folded, &folded));
            let _ = of(&folded);
        }
    }
}
