//! Where the server may listen: on this machine only, unless it asks for a token.

use std::net::SocketAddr;

use crate::tokens::Tokens;

/// An address that others could reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot listen on {0}: others could read the archive, because this server asks nobody who they are")]
pub struct NotLoopback(pub SocketAddr);

impl NotLoopback {
    /// What would work.
    pub fn hint(&self) -> String {
        let port = self.0.port();
        format!("set a read token in DEPECHE_READ_TOKEN, or listen on 127.0.0.1:{port} and let a tunnel lead there")
    }
}

/// Checks that `address` can be reached from this machine only, or that readers need a token. To be asked before
/// binding.
///
/// # Errors
///
/// Fails for every address that is not loopback where there is no read token.
///
/// ```
/// use server::{Token, Tokens, check_address};
///
/// let tokens = Tokens { read: Some(Token::new("0123456789abcdef0123456789abcdef")?), admin: None };
/// assert!(check_address("127.0.0.1:8080".parse()?, &Tokens::default()).is_ok());
/// assert!(check_address("0.0.0.0:8080".parse()?, &Tokens::default()).is_err());
/// assert!(check_address("0.0.0.0:8080".parse()?, &tokens).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check_address(address: SocketAddr, tokens: &Tokens) -> Result<(), NotLoopback> {
    let is_ours = address.ip().to_canonical().is_loopback();
    if is_ours || tokens.read.is_some() { Ok(()) } else { Err(NotLoopback(address)) }
}
