//! The form in which short lines are compared with the word lists.

/// A line in lower case, without accents, its blanks single, and where each byte stood in the line.
#[derive(Debug, Default)]
pub(super) struct Folded {
    text: String,
    origins: Vec<u32>,
}

impl Folded {
    /// Folds `line` anew, in the same buffers.
    ///
    /// Bullets and arrows before the first word are dropped, and the blank that French sets before a colon.
    pub(super) fn set(&mut self, line: &str) {
        self.text.clear();
        self.origins.clear();
        self.text.reserve(line.len());
        self.origins.reserve(line.len());
        let mut blank = false;
        for (at, c) in line.char_indices() {
            if self.text.is_empty() && !c.is_alphanumeric() && !matches!(c, '#' | '@' | '©') {
                continue;
            }
            if c.is_whitespace() {
                blank = true;
                continue;
            }
            if blank && c != ':' {
                self.push(' ', at);
            }
            blank = false;
            self.push(fold(c), at);
        }
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        for _ in 0..c.len_utf8() {
            self.origins.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Where in the line the folded byte `at` comes from; past the end, `None`.
    pub(super) fn origin(&self, at: usize) -> Option<usize> {
        self.origins.get(at).map(|origin| *origin as usize)
    }
}

/// One character, for comparing: lower case, without accent, apostrophes and dashes of one kind.
pub(super) fn fold(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '`' => '\'',
        '\0'..='\u{7F}' => c,
        '’' | '‘' | 'ʼ' | '´' => '\'',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        '“' | '”' | '„' => '"',
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => 'i',
        'Ñ' | 'ñ' | 'Ń'..='ň' => 'n',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ō'..='ő' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ý' | 'ý' | 'ÿ' | 'Ÿ' => 'y',
        'Ś'..='š' => 's',
        'Ź'..='ž' => 'z',
        c if c.is_whitespace() => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// A word or a phrase, folded.
pub(super) fn folded(text: &str) -> String {
    let mut folded = Folded::default();
    folded.set(text);
    folded.text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_compared_without_accents_and_bullets() {
        assert_eq!(folded("→  À LIRE également : la suite"), "a lire egalement: la suite");
        assert_eq!(folded("L’ARMÉE"), "l'armee");
    }

    #[test]
    fn bytes_know_where_they_stood() {
        let line = "• Été : ici";
        let mut folded = Folded::default();
        folded.set(line);
        let at = folded.as_str().find("ici").unwrap();
        assert_eq!(folded.origin(at), line.find("ici"));
        assert_eq!(folded.origin(folded.as_str().len()), None);
    }
}
