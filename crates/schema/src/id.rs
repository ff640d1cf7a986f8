//! Public ids of articles.

use std::fmt;
use std::str::FromStr;

/// The public id of an article: 80 bits, printed as sixteen characters of Crockford's base 32, in lower case.
///
/// ```
/// use schema::ArticleId;
///
/// assert_eq!(ArticleId([0xff; 10]).to_string(), "zzzzzzzzzzzzzzzz");
/// assert_eq!("ZZZZZZZZZZZZZZZZ".parse(), Ok(ArticleId([0xff; 10])));
/// assert!("no id".parse::<ArticleId>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub [u8; 10]);

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: u32 = 16;

impl ArticleId {
    /// The id as two numbers, the head of eight bytes and the tail of two: columns hold no longer ones.
    pub fn to_columns(self) -> (u64, u64) {
        let [a, b, c, d, e, f, g, h, i, j] = self.0;
        (u64::from_be_bytes([a, b, c, d, e, f, g, h]), u64::from(u16::from_be_bytes([i, j])))
    }

    /// The id that [`Self::to_columns`] gave.
    pub fn from_columns(head: u64, tail: u64) -> Self {
        let mut id = [0; 10];
        id[..8].copy_from_slice(&head.to_be_bytes());
        id[8..].copy_from_slice(&(tail as u16).to_be_bytes());
        Self(id)
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.0.iter().fold(0u128, |number, byte| number << 8 | u128::from(*byte));
        let digits = (0..LENGTH).rev().map(|at| char::from(DIGITS[(number >> (at * 5) & 31) as usize]));
        f.write_str(&digits.collect::<String>())
    }
}

/// A text that is no id of an article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no id of an article: ids have sixteen letters and digits")]
pub struct NotAnId(pub String);

impl FromStr for ArticleId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let digit = |c: u8| DIGITS.iter().position(|digit| *digit == c.to_ascii_lowercase()).map(|at| at as u128);
        let fold = |number: Option<u128>, c| Some(number? << 5 | digit(c)?);
        let number = (text.len() == LENGTH as usize).then(|| text.bytes().fold(Some(0), fold)).flatten();
        let number = number.ok_or_else(|| NotAnId(text.to_owned()))?;
        let mut id = [0; 10];
        id.copy_from_slice(&number.to_be_bytes()[6..]);
        Ok(Self(id))
    }
}

#[cfg(test)]
mod tests {
    use super::ArticleId;

    #[test]
    fn ids_are_printed_and_read_back() {
        for id in [ArticleId([0; 10]), ArticleId([0xff; 10]), ArticleId([1, 2, 3, 4, 5, 6, 7, 8, 9, 250])] {
            assert_eq!(id.to_string().parse(), Ok(id));
            let (head, tail) = id.to_columns();
            assert_eq!(ArticleId::from_columns(head, tail), id);
        }
        for text in ["", "zzzz", "zzzzzzzzzzzzzzzi", "éééééééé", "zzzzzzzzzzzzzzzzz"] {
            assert!(text.parse::<ArticleId>().is_err(), "{text}");
        }
    }
}
