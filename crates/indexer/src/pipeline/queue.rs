//! A queue between threads, bounded by weight: one article may be as large as ten thousand others.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A queue for many senders and many receivers.
pub(crate) struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    room: Condvar,
    bound: usize,
}

struct State<T> {
    items: VecDeque<(usize, T)>,
    weight: usize,
    closed: bool,
}

impl<T> Queue<T> {
    /// A queue of items that together weigh `bound`, or of one that weighs more.
    pub(crate) fn new(bound: usize) -> Self {
        let state = Mutex::new(State { items: VecDeque::new(), weight: 0, closed: false });
        Self { state, changed: Condvar::new(), room: Condvar::new(), bound }
    }

    /// Adds an item when there is room; gives `false` when nobody will take it any more.
    pub(crate) fn send(&self, weight: usize, item: T) -> bool {
        let mut state = self.lock();
        while !state.closed && !state.items.is_empty() && state.weight + weight > self.bound {
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.closed {
            return false;
        }
        state.weight += weight;
        state.items.push_back((weight, item));
        self.changed.notify_one();
        true
    }

    /// Takes the next item; `None` once the queue is closed and empty.
    pub(crate) fn receive(&self) -> Option<T> {
        let mut state = self.lock();
        loop {
            if let Some((weight, item)) = state.items.pop_front() {
                state.weight -= weight;
                self.room.notify_all();
                return Some(item);
            }
            if state.closed {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// No more items will come; those that are there can still be taken.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
        self.room.notify_all();
    }

    /// Nothing of what is there will be needed.
    pub(crate) fn abandon(&self) {
        self.lock().items.clear();
        self.close();
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // The state is whole after every statement, so a panic elsewhere does not spoil it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Queue;

    #[test]
    fn everything_sent_is_received_once() {
        let queue = Queue::new(10);
        let mut received: Vec<u32> = std::thread::scope(|scope| {
            let receivers: Vec<_> =
                (0..3).map(|_| scope.spawn(|| std::iter::from_fn(|| queue.receive()).collect::<Vec<_>>())).collect();
            let senders: Vec<_> = (0..2)
                .map(|half| {
                    scope.spawn({
                        let queue = &queue;
                        move || (0..500).for_each(|n| assert!(queue.send(n as usize % 20, half * 500 + n)))
                    })
                })
                .collect();
            senders.into_iter().for_each(|sender| sender.join().unwrap());
            queue.close();
            receivers.into_iter().flat_map(|receiver| receiver.join().unwrap()).collect()
        });
        received.sort_unstable();
        assert_eq!(received, (0..1000).collect::<Vec<_>>());
        assert!(!queue.send(1, 0));
    }
}
