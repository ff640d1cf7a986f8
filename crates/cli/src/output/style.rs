//! Bold and dim text where a terminal shows it.

use std::io::IsTerminal;

/// Whether to use a terminal's styles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    on: bool,
}

impl Style {
    /// Styles for stdout: on for a terminal, unless `NO_COLOR` is set (<https://no-color.org>).
    pub(crate) fn for_stdout() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { on: std::io::stdout().is_terminal() && !refused }
    }

    /// What stands out.
    pub(crate) fn bold(self, text: &str) -> String {
        self.wrap("\u{1b}[1m", text)
    }

    /// What matched.
    pub(crate) fn hit(self, text: &str) -> String {
        self.wrap("\u{1b}[1;31m", text)
    }

    /// What stands back.
    pub(crate) fn dim(self, text: &str) -> String {
        self.wrap("\u{1b}[2m", text)
    }

    fn wrap(self, start: &str, text: &str) -> String {
        if self.on { format!("{start}{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// The text with its control characters made visible blanks: scraped text must not drive the terminal, nor turn the
/// direction of what follows it.
pub(crate) fn printable(text: &str) -> String {
    let is_harmful = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if is_harmful(c) { ' ' } else { c }).collect()
}
