//! Who may read and who may command: two tokens, either of which may be missing.

use std::fmt;

use axum::http::{HeaderMap, header};

use crate::wire::Failure;

/// Fewest bytes of a token: fewer can be guessed.
const LEAST: usize = 32;

/// A secret, kept as its hash. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(blake3::Hash);

/// A token that is too short to keep anyone out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a token of {0} bytes can be guessed")]
pub struct ShortToken(pub usize);

impl ShortToken {
    /// What would work.
    pub fn hint(&self) -> String {
        format!("take {LEAST} bytes or more, such as from `openssl rand -hex 32`")
    }
}

impl Token {
    /// The token `secret`, white space around it left out, as a file may end with a line end.
    ///
    /// # Errors
    ///
    /// Fails on fewer than 32 bytes.
    pub fn new(secret: &str) -> Result<Self, ShortToken> {
        let secret = secret.trim();
        if secret.len() < LEAST {
            return Err(ShortToken(secret.len()));
        }
        Ok(Self(blake3::hash(secret.as_bytes())))
    }

    /// Compares hashes, and those in constant time: how long it takes tells nothing.
    fn is(&self, presented: &[u8]) -> bool {
        self.0 == blake3::hash(presented)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The tokens of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// Without it, whoever reaches the server may read.
    pub read: Option<Token>,
    /// Without it, nobody may command. Whoever has it may read, too.
    pub admin: Option<Token>,
}

/// Who may use an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Everybody.
    Open,
    /// Whoever may read.
    Read,
    /// Whoever may command.
    Admin,
}

impl Tokens {
    /// Whether a request with these headers may use an address of `access`.
    ///
    /// # Errors
    ///
    /// Fails with what is missing. Without an admin token there is nothing to command, not even a closed door.
    pub(crate) fn check(&self, access: Access, headers: &HeaderMap) -> Result<(), Failure> {
        let shown = presented(headers);
        let is_admin = || {
            let bearer = shown.iter().filter(|(scheme, _)| *scheme == Scheme::Bearer);
            self.admin.as_ref().is_some_and(|admin| bearer.into_iter().any(|(_, secret)| admin.is(secret)))
        };
        let is_reader = || self.read.as_ref().is_none_or(|read| shown.iter().any(|(_, secret)| read.is(secret)));
        match access {
            Access::Open => Ok(()),
            Access::Read if is_reader() || is_admin() => Ok(()),
            Access::Read => Err(Failure::Unknown { admin: false }),
            Access::Admin if self.admin.is_none() => Err(Failure::NotFound("there is no such page".to_owned())),
            Access::Admin if is_admin() => Ok(()),
            Access::Admin if self.read.is_some() && is_reader() => Err(Failure::Forbidden),
            Access::Admin => Err(Failure::Unknown { admin: true }),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Bearer,
    Basic,
}

/// The secrets that a request shows: a bearer token, or the password of HTTP Basic, whoever the user is.
fn presented(headers: &HeaderMap) -> Vec<(Scheme, Vec<u8>)> {
    let lines = headers.get_all(header::AUTHORIZATION).into_iter().filter_map(|value| value.to_str().ok());
    let secrets = lines.filter_map(|line| {
        let (scheme, rest) = line.trim().split_once(' ')?;
        let rest = rest.trim();
        if scheme.eq_ignore_ascii_case("bearer") {
            Some((Scheme::Bearer, rest.as_bytes().to_vec()))
        } else if scheme.eq_ignore_ascii_case("basic") {
            let decoded = base64(rest)?;
            let colon = decoded.iter().position(|byte| *byte == b':')?;
            Some((Scheme::Basic, decoded[colon + 1..].to_vec()))
        } else {
            None
        }
    });
    secrets.collect()
}

/// What `text` stands for in Base64 (RFC 4648); `None` where it is none.
fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = (held << 6) | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    // What is left over are zeros that fill the last sign; a lone sign says nothing.
    (bits < 6 && held == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Token, base64};

    #[test]
    fn passwords_are_decoded() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(base64(text).as_deref(), expected.map(str::as_bytes), "{text}");
        };
        check("QWxhZGRpbjpvcGVuIHNlc2FtZQ==", Some("Aladdin:open sesame"));
        check("dToB", Some("u:\u{1}"));
        check("dTo", Some("u:"));
        check("w6k6w6g=", Some("é:è"));
        check("", Some(""));
        check("d", None);
        check("dT", None);
        check("d-_=", None);
    }

    #[test]
    fn a_token_is_long_and_never_shown() {
        assert!(Token::new(&"a".repeat(31)).is_err());
        let token = Token::new(&format!("{}\n", "a".repeat(32))).unwrap();
        assert!(token.is("a".repeat(32).as_bytes()) && !token.is("a".repeat(33).as_bytes()));
        assert_eq!(format!("{token:?}"), "Token(…)");
    }
}
