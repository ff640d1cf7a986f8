//! Folding: the form of a word in which case, accents, ligatures and apostrophes no longer tell.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the folded form of `c` to `out`.
///
/// Lower case, accents off, `œ` to `oe`, `ß` to `ss`, full-width and presentation forms to plain letters.
/// Apostrophes are left to the caller: inside a word they mean elision or nothing.
pub fn push_folded(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'À' | 'Â' | 'Ä' | 'Á' | 'Ã' | 'Å' => out.push('a'),
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => out.push('e'),
        'î' | 'ï' | 'í' | 'ì' | 'Î' | 'Ï' | 'Í' | 'Ì' | 'ı' => out.push('i'),
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' | 'Ô' | 'Ö' | 'Ó' | 'Ò' | 'Õ' | 'Ø' => out.push('o'),
        'û' | 'ù' | 'ü' | 'ú' | 'Û' | 'Ù' | 'Ü' | 'Ú' => out.push('u'),
        'ç' | 'Ç' => out.push('c'),
        'ñ' | 'Ñ' => out.push('n'),
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        'ß' | 'ẞ' => out.push_str("ss"),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'þ' | 'Þ' => out.push_str("th"),
        _ => {
            // Some Arabic forms decompose into a blank and a mark, and a term holds no blank.
            let is_kept = |part: &char| !is_combining_mark(*part) && !part.is_whitespace();
            for part in std::iter::once(c).nfkd().filter(is_kept) {
                out.extend(part.to_lowercase().filter(|low| !is_combining_mark(*low)));
            }
        }
    }
}

/// Folds `text` as names are compared: as [`push_folded`], apostrophes dropped, blanks made single.
///
/// ```
/// assert_eq!(analysis::fold("Hay’at  Tahrir\nAl-Shâm"), "hayat tahrir al-sham");
/// assert_eq!(analysis::fold("Œuvre"), "oeuvre");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_apostrophe(c) {
            push_folded(&mut out, c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Whether `c` is one of the marks that newsrooms print as an apostrophe: `'`, `’`, `‘`, `ʼ`, `ʻ`, `` ` ``, `´`.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʾ' | 'ʿ' | '`' | '´' | '′')
}
