//! Where the server may listen: on this machine only, as long as it has no tokens to ask for.

use std::net::SocketAddr;

/// An address that others could reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot listen on {0}: others could read the archive, because this server asks nobody who they are")]
pub struct NotLoopback(pub SocketAddr);

impl NotLoopback {
    /// What would work.
    pub fn hint(&self) -> String {
        format!("listen on 127.0.0.1:{}, and let a proxy with a login or an SSH tunnel lead there", self.0.port())
    }
}

/// Checks that `address` can be reached from this machine only. To be asked before binding.
///
/// # Errors
///
/// Fails for every address that is not loopback.
///
/// ```
/// assert!(server::check_address("127.0.0.1:8080".parse()?).is_ok());
/// assert!(server::check_address("0.0.0.0:8080".parse()?).is_err());
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
pub fn check_address(address: SocketAddr) -> Result<(), NotLoopback> {
    if address.ip().to_canonical().is_loopback() { Ok(()) } else { Err(NotLoopback(address)) }
}
