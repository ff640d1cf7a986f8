//! Takes the marks of Markdown away and leaves its words.

use article::Role;

use crate::draft::Marked;
use crate::layout;
use crate::markup;
use crate::normalise::normalise;

/// The paragraphs of a Markdown text. The first heading of the first level has the role of a title.
pub(super) fn blocks(text: &str) -> Vec<Marked> {
    let lines = headings_apart(text);
    let mut blocks: Vec<Marked> = Vec::new();
    let mut fenced = false;
    for block in layout::blocks(&lines, 0) {
        let line = &lines[block.range];
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            blocks.push(Marked { text: line.to_owned(), role: None });
            continue;
        }
        let (line, role) = without_block_marks(line);
        if is_rule(line) || is_definition(line) {
            continue;
        }
        let title = role == Some(Role::Title) && blocks.is_empty();
        let role = if role == Some(Role::Title) && !title { None } else { role };
        if markup::looks_marked(line) {
            let inner = markup::fragment(line);
            blocks
                .extend(inner.into_iter().map(|block| Marked { text: inline(&block.text), role: block.role.or(role) }));
            continue;
        }
        let text = normalise(markup::unescape(&inline(line)));
        if !text.trim().is_empty() {
            blocks.push(Marked { text: text.trim().to_owned(), role });
        }
    }
    blocks
}

/// Sets headings apart from the lines around them, and writes underlined ones with number signs.
fn headings_apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let underlined = lines.peek().is_some_and(|next| is_underline(next)) && !line.trim().is_empty();
        if underlined && !line.starts_with(['#', '>', '-', '*']) {
            let first = lines.next().is_some_and(|next| next.starts_with('='));
            out.push_str(if first { "\n# " } else { "\n## " });
            out.push_str(line.trim());
            out.push_str("\n\n");
            continue;
        }
        let apart = heading(line).is_some() || starts_item(line);
        if apart {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        if apart && heading(line).is_some() {
            out.push('\n');
        }
    }
    out
}

fn is_underline(line: &str) -> bool {
    let line = line.trim_end();
    line.len() >= 3 && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

/// The level and the words of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = line.get(level..)?;
    ((1..=6).contains(&level) && rest.starts_with([' ', '\t']))
        .then(|| (level, rest.trim().trim_end_matches('#').trim_end()))
}

fn starts_item(line: &str) -> bool {
    let line = line.trim_start();
    ["- ", "* ", "+ ", "> "].iter().any(|mark| line.starts_with(mark)) || number(line).is_some()
}

/// The rest of `12. item`.
fn number(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3)
        .contains(&digits)
        .then(|| line[digits..].strip_prefix(". ").or_else(|| line[digits..].strip_prefix(") ")))
        .flatten()
}

fn without_block_marks(line: &str) -> (&str, Option<Role>) {
    if let Some((level, words)) = heading(line) {
        return (words, (level == 1).then_some(Role::Title));
    }
    let mut line = line;
    let mut role = None;
    while let Some(quoted) = line.strip_prefix('>') {
        line = quoted.trim_start();
        role = Some(Role::Quoted);
    }
    // A dash that opens an attribution below a post is no bullet.
    let attribution = role == Some(Role::Quoted) || line.contains("(@");
    for bullet in ["- ", "* ", "+ "] {
        if let Some(item) = line.strip_prefix(bullet).filter(|_| !attribution) {
            return (item.trim_start(), role);
        }
    }
    (line, role)
}

fn is_rule(line: &str) -> bool {
    let marks = || line.bytes().filter(|byte| *byte != b' ');
    marks().count() >= 3 && [b'-', b'*', b'_', b'='].iter().any(|mark| marks().all(|byte| byte == *mark))
}

/// `[name]: https://…`, which readers never see.
fn is_definition(line: &str) -> bool {
    line.starts_with('[')
        && line.split_once("]: ").is_some_and(|(name, rest)| !name.contains(' ') && rest.contains("://"))
}

/// The words of a line without links, emphasis, code marks and escapes.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    let mut patience = MOST_UNCLOSED;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '[' | '<' if patience == 0 => None,
            '\\' => escape(rest, &mut out),
            '!' if rest.starts_with("![") => link(&rest[1..]).map(|(words, length)| {
                out.push_str(&inline(words));
                length + 1
            }),
            '[' => link(rest).map(|(words, length)| {
                if !words.starts_with('^') {
                    out.push_str(&inline(words));
                }
                length
            }),
            '<' => autolink(rest).map(|(url, length)| {
                out.push_str(url);
                length
            }),
            '*' | '_' | '`' | '~' => emphasis(&out, rest, c),
            _ => None,
        };
        match taken {
            Some(length) => rest = &rest[length..],
            None => {
                patience -= usize::from(matches!(c, '[' | '<') && patience > 0);
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

/// After so many brackets that close nothing, a line is no Markdown.
const MOST_UNCLOSED: usize = 500;

fn escape(text: &str, out: &mut String) -> Option<usize> {
    let escaped = text[1..].chars().next().filter(char::is_ascii_punctuation)?;
    out.push(escaped);
    Some(2)
}

/// The words of `[words](url)`, `[words][name]` or `[^1]`, and the length of the whole.
fn link(text: &str) -> Option<(&str, usize)> {
    let close = closing(text, '[', ']')?;
    let words = &text[1..close];
    let rest = &text[close + 1..];
    if rest.starts_with('(') {
        return closing(rest, '(', ')').map(|end| (words, close + 1 + end + 1));
    }
    if let Some(name) = rest.strip_prefix('[') {
        let end = name.char_indices().take(LONGEST_LINK).find(|(_, c)| *c == ']')?.0;
        return Some((words, close + 1 + end + 2));
    }
    words.starts_with('^').then_some((words, close + 1))
}

/// Where the bracket at the beginning closes, not too far away.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().take(LONGEST_LINK) {
        if c == open {
            depth += 1;
        } else if c == close {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

const LONGEST_LINK: usize = 2000;

fn autolink(text: &str) -> Option<(&str, usize)> {
    let end = text.char_indices().take(LONGEST_LINK).find(|(_, c)| *c == '>')?.0;
    let url = &text[1..end];
    (url.contains("://") && !url.contains(char::is_whitespace)).then_some((url, end + 1))
}

/// The length of a run of marks that emphasise: it touches a word, and is no sign between blanks or inside a word.
fn emphasis(before: &str, text: &str, mark: char) -> Option<usize> {
    let length = text.chars().take_while(|c| *c == mark).count();
    let previous = before.chars().next_back();
    let next = text[length..].chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let emphasises = match mark {
        // snake_case and @some_name keep their underscores.
        '_' => length <= 3 && !(is_word(previous) && is_word(next)) && previous != Some('@'),
        '~' => length == 2,
        '`' => true,
        _ => length <= 3,
    };
    (emphasises && (touches(previous) || touches(next))).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = blocks(text).into_iter().map(|block| block.text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_go_and_words_stay() {
        check("Un **mot** et _un autre_, `code`, ~~faux~~.", &["Un mot et un autre, code, faux."]);
        check(
            "Voir [le *site*](https://x.fr/a_(b)) et ![photo](x.png) <https://x.fr>.",
            &["Voir le site et photo https://x.fr."],
        );
        check("snake_case, 2 * 3 * 4, 5\\*6, note[^1]", &["snake_case, 2 * 3 * 4, 5*6, note"]);
        check("texte [sic] et [a][b]", &["texte [sic] et a"]);
    }

    #[test]
    fn blocks_stand_apart() {
        check(
            "## Titre ##\nTexte\n- un\n- deux\n\n1. trois\n\n---\n\n[a]: https://x.fr\n",
            &["Titre", "Texte", "un", "deux", "1. trois"],
        );
    }

    #[test]
    fn quotations_are_marked() {
        assert_eq!(blocks("> Enfin.")[0].role, Some(Role::Quoted));
        assert_eq!(blocks("# Titre\n# Autre")[1].role, None);
    }
}
