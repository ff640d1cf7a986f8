//! The tokens of the server: from the environment, else from the files that the settings name.

use std::path::Path;

use anyhow::Context;
use server::{Token, Tokens};

use crate::failure::Hint;
use crate::settings::Settings;

pub(super) fn of(settings: &Settings) -> anyhow::Result<Tokens> {
    Ok(Tokens {
        read: token("DEPECHE_READ_TOKEN", settings.read_token_file.as_deref())?,
        admin: token("DEPECHE_ADMIN_TOKEN", settings.admin_token_file.as_deref())?,
    })
}

/// A token that is set must be good: an empty one would leave the archive open without anyone noticing.
fn token(variable: &str, file: Option<&Path>) -> anyhow::Result<Option<Token>> {
    let (secret, place) = match (std::env::var(variable), file) {
        (Ok(secret), _) => (secret, variable.to_owned()),
        (Err(std::env::VarError::NotUnicode(_)), _) => anyhow::bail!("{variable} is not text"),
        (Err(std::env::VarError::NotPresent), None) => return Ok(None),
        (Err(std::env::VarError::NotPresent), Some(file)) => {
            let secret = std::fs::read_to_string(file);
            (secret.with_context(|| format!("cannot read the token `{}`", file.display()))?, file.display().to_string())
        }
    };
    let token = Token::new(&secret);
    Ok(Some(token.map_err(|short| Hint::new(format!("the token in `{place}` is of no use: {short}"), short.hint()))?))
}
