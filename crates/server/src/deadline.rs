//! A connection that is given up when its other end does not take what it asked for.
//!
//! hyper bounds how long a request may take to arrive, not how long an answer may take to leave: without this, a
//! client that reads one byte a second holds its connection, and the answer, for hours.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::rt::{Read, ReadBufCursor, Write};
use tokio::time::{Instant, Sleep, sleep};

/// A stream whose writes fail when what was begun is not wholly taken in time.
pub(crate) struct Deadline<S> {
    stream: S,
    longest: Duration,
    /// Since when the other end has been behind; `None` while it keeps up.
    behind: Option<Pin<Box<Sleep>>>,
}

impl<S> Deadline<S> {
    pub(crate) fn new(stream: S, longest: Duration) -> Self {
        Self { stream, longest, behind: None }
    }

    /// `result` of a write, or an error where it has to wait and has waited too long.
    fn judge<T>(&mut self, result: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if result.is_ready() {
            return result;
        }
        let longest = self.longest;
        let behind = self.behind.get_or_insert_with(|| Box::pin(sleep(longest)));
        if behind.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        Poll::Pending
    }

    /// Whether a write that found room came too late all the same.
    fn is_late(&self) -> bool {
        self.behind.as_ref().is_some_and(|behind| behind.deadline() <= Instant::now())
    }
}

impl<S: Read + Unpin> Read for Deadline<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, buffer)
    }
}

impl<S: Write + Unpin> Write for Deadline<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.is_late() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let result = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.judge(result, context)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_flush(context);
        if result.is_ready() {
            // hyper flushes when all it had to write is written: the other end has caught up.
            this.behind = None;
        }
        this.judge(result, context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_shutdown(context);
        this.judge(result, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.is_late() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let result = Pin::new(&mut this.stream).poll_write_vectored(context, bytes);
        this.judge(result, context)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use hyper_util::rt::TokioIo;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::Deadline;

    const LONGEST: Duration = Duration::from_secs(30);

    #[tokio::test(start_paused = true)]
    async fn who_takes_nothing_is_given_up() {
        let (ours, _theirs) = duplex(16);
        let mut stream = TokioIo::new(Deadline::new(TokioIo::new(ours), LONGEST));
        let started = tokio::time::Instant::now();
        assert!(stream.write_all(&[0; 100]).await.is_err());
        assert_eq!(started.elapsed().as_secs(), LONGEST.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn who_takes_too_little_is_given_up_too() {
        let (ours, mut theirs) = duplex(16);
        let dripping = tokio::spawn(async move {
            while theirs.read_u8().await.is_ok() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
        let mut stream = TokioIo::new(Deadline::new(TokioIo::new(ours), LONGEST));
        assert!(stream.write_all(&[0; 1000]).await.is_err());
        drop(stream);
        dripping.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn who_keeps_up_may_stay_as_long_as_it_likes() {
        let (ours, mut theirs) = duplex(16);
        let reading = tokio::spawn(async move {
            let mut all = Vec::new();
            theirs.read_to_end(&mut all).await.map(|_| all.len())
        });
        let mut stream = TokioIo::new(Deadline::new(TokioIo::new(ours), LONGEST));
        for _ in 0..10 {
            stream.write_all(&[0; 100]).await.unwrap();
            stream.flush().await.unwrap();
            tokio::time::sleep(LONGEST).await;
        }
        drop(stream);
        assert_eq!(reading.await.unwrap().unwrap(), 1000);
    }
}
