//! Where searches wait their turn: so many run at once, some wait a little, the rest are told to come back.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;

use crate::metrics::Metrics;
use crate::wire::Failure;

/// Runs blocking work, a bounded amount at once.
#[derive(Clone)]
pub(crate) struct Desk {
    places: Arc<Semaphore>,
    running: Arc<Semaphore>,
    /// How many may run, and how many may wait.
    size: (usize, usize),
    metrics: Arc<Metrics>,
}

/// When to come back after having been turned away.
const COME_BACK: Duration = Duration::from_secs(1);

/// Whoever waits longer than this is turned away: an answer that late is asked for again anyway.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

impl Desk {
    /// A desk where `at_once` pieces of work run and `waiting` more wait.
    pub(crate) fn new(at_once: usize, waiting: usize, metrics: Arc<Metrics>) -> Self {
        let at_once = at_once.max(1);
        Self {
            places: Arc::new(Semaphore::new(at_once + waiting)),
            running: Arc::new(Semaphore::new(at_once)),
            size: (at_once, waiting),
            metrics,
        }
    }

    /// How many wait just now.
    pub(crate) fn waiting(&self) -> usize {
        let (at_once, waiting) = self.size;
        let here = (at_once + waiting).saturating_sub(self.places.available_permits());
        here.saturating_sub(at_once.saturating_sub(self.running.available_permits()))
    }

    /// Runs `work` on a thread that may block.
    ///
    /// # Errors
    ///
    /// Fails with [`Failure::Busy`] when every place is taken, or the wait is too long.
    pub(crate) async fn ask<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
        let busy = Failure::Busy { retry_after: COME_BACK };
        let turned_away = |counter: &std::sync::atomic::AtomicU64| {
            counter.fetch_add(1, Ordering::Relaxed);
            busy.clone()
        };
        let came = Instant::now();
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| turned_away(&self.metrics.full))?;
        let turn = tokio::time::timeout(LONGEST_WAIT, Arc::clone(&self.running).acquire_owned()).await;
        let turn = turn.map_err(|_| turned_away(&self.metrics.late))?.map_err(|_| busy)?;
        let metrics = Arc::clone(&self.metrics);
        let held = tokio::task::spawn_blocking(move || {
            // Both go with the work, not with the request: who hangs up frees nothing that still runs.
            let _held = (place, turn);
            let began = Instant::now();
            metrics.waited.count(began - came);
            let done = work();
            metrics.answered.count(began.elapsed());
            done
        });
        held.await.map_err(|error| {
            tracing::error!(%error, "a search broke off");
            Failure::Internal("the search broke off".to_owned())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};

    use super::Desk;
    use crate::wire::Failure;

    #[tokio::test(flavor = "multi_thread")]
    async fn who_finds_no_place_is_told_to_come_back() {
        let desk = Desk::new(1, 2, Arc::default());
        let (release, wait) = mpsc::channel::<()>();
        let blocked = tokio::spawn({
            let desk = desk.clone();
            async move { desk.ask(move || wait.recv().is_ok()).await }
        });
        while desk.running.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let waiting: Vec<_> = (0..2)
            .map(|number| {
                let desk = desk.clone();
                tokio::spawn(async move { desk.ask(move || number).await })
            })
            .collect();
        while desk.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(desk.ask(|| ()).await, Err(Failure::Busy { .. })));
        assert_eq!(desk.waiting(), 2);
        release.send(()).unwrap();
        assert_eq!(blocked.await.unwrap(), Ok(true));
        for (number, task) in waiting.into_iter().enumerate() {
            assert_eq!(task.await.unwrap(), Ok(number));
        }
        assert_eq!(desk.ask(|| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn work_that_panics_is_our_fault_and_frees_its_place() {
        let desk = Desk::new(1, 0, Arc::default());
        for _ in 0..5 {
            let answer: Result<(), Failure> = desk.ask(|| std::panic::resume_unwind(Box::new(()))).await;
            assert!(matches!(answer, Err(Failure::Internal(_))));
        }
    }
}
