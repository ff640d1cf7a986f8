//! Messages as they are shown: what stands between backquotes is something one types.

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) is_typed: bool,
}

/// The pieces of `message`; one alone where backquotes do not come in pairs.
pub(crate) fn pieces(message: &str) -> Vec<Piece> {
    if !message.matches('`').count().is_multiple_of(2) {
        return vec![Piece { text: message.to_owned(), is_typed: false }];
    }
    let pieces = message.split('`').enumerate();
    pieces.map(|(place, text)| Piece { text: text.to_owned(), is_typed: !place.is_multiple_of(2) }).collect()
}

#[cfg(test)]
mod tests {
    use super::pieces;

    fn check(message: &str, expected: &str) {
        let shown =
            |piece: &super::Piece| if piece.is_typed { format!("[{}]", piece.text) } else { piece.text.clone() };
        assert_eq!(pieces(message).iter().map(shown).collect::<String>(), expected);
    }

    #[test]
    fn what_is_typed_is_set_apart() {
        check("there is no field `titel`", "there is no field [titel]");
        check("`a` or `b`", "[a] or [b]");
        check("the ``` is left out", "the ``` is left out");
        check("", "");
    }
}
