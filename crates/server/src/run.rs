//! Serves an app on a listener until told to stop, then ends cleanly.
//!
//! Connections are driven here and not by `axum::serve`, which sets no timer: a client that sends its request a byte
//! a minute would hold its connection for ever.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::deadline::Deadline;

/// A request has arrived, headers and all, within this; so long may a connection be idle, too.
const REQUEST: Duration = Duration::from_secs(10);

/// An answer is taken within this.
const ANSWER: Duration = Duration::from_secs(30);

/// Answers that are under way when told to stop are finished within this.
const FAREWELL: Duration = Duration::from_secs(10);

/// Connections at once; more wait to be accepted.
const CONNECTIONS: usize = 1_024;

/// Request line and headers together, in bytes; as many are buffered of an answer.
const HEAD: usize = 16 * 1024;

/// Header lines of a request.
const HEADERS: usize = 64;

/// Serves `app` on `listener` until `shutdown` is done; answers that are under way then are still finished, for at
/// most ten seconds.
pub async fn run(listener: TcpListener, app: Router, shutdown: impl Future<Output = ()>) {
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(REQUEST).max_headers(HEADERS).max_buf_size(HEAD);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut shutdown = pin!(shutdown);
    let serve = |(stream, place)| {
        let stream = Deadline::new(TokioIo::new(stream), ANSWER);
        let connection = builder.serve_connection(stream, TowerToHyperService::new(app.clone()));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                // A client that hangs up is everyday.
                tracing::debug!(%error, "a connection broke off");
            }
            drop(place);
        });
    };
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut shutdown => break,
        };
        accepted.into_iter().for_each(&serve);
    }
    // Who stands at the door already is still let in, and from then on nobody.
    while let Ok(accepted) = tokio::time::timeout(Duration::ZERO, accept(&listener, &places)).await {
        accepted.into_iter().for_each(&serve);
    }
    drop(listener);
    let open = graceful.count();
    if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!(open, "some connections were cut off");
    }
}

/// The next connection, once there is a place for it; `None` where it is gone already, or none can be had just now.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => {
            // Answers are small and written whole: waiting for more to send only delays them.
            let _ = stream.set_nodelay(true);
            Some((stream, place))
        }
        Err(error) => {
            tracing::warn!(%error, "cannot accept a connection");
            // Out of file descriptors, most likely: others have to close first.
            let is_clients = matches!(
                error.kind(),
                io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
            );
            if !is_clients {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            None
        }
    }
}
