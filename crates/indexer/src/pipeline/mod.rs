//! Reads files on all cores and puts their articles into the index.
//!
//! Readers open files and hand on the records that changed; workers analyse these and add their documents; this
//! thread keeps account and commits. Nothing holds a whole file: what is on its way is bounded by weight.

mod account;
mod job;
mod queue;
mod reader;
mod worker;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, LazyLock, RwLock};
use std::thread;

use entities::Recogniser;
use tantivy::{IndexWriter, TantivyError};

pub(crate) use job::{Job, MOST_TRIES};
pub(crate) use reader::is_young;
pub(crate) use worker::key_term;

use crate::batch::Batch;
use crate::ledger::Record;
use crate::moved::Moved;
use crate::{Error, Progress, Summary};
use account::Account;
use job::End;
use queue::Queue;
use reader::Reading;
use worker::Working;

/// What a run needs beside its jobs.
pub(crate) struct Surroundings<'a> {
    pub(crate) stop: &'a AtomicBool,
    pub(crate) progress: &'a dyn Progress,
    /// Articles of files that are gone.
    pub(crate) moved: &'a Moved,
}

/// What threads tell the one that keeps account.
enum Message {
    /// A document was added.
    Indexed { job: usize, record: Record, replaces: bool, moved: bool },
    /// An article made the analysis fail.
    Spoiled { job: usize, key: Box<str>, replaces: bool },
    /// A file was read.
    Ended { job: usize, end: End },
    /// tantivy takes no more documents.
    Writer(TantivyError),
    /// Something else that nothing can go on after.
    Failed(Error),
}

/// Reads the files of `jobs` and adds what they say to `batch`, committing now and then.
///
/// # Errors
///
/// Fails when the index cannot be written; what was committed before stays.
pub(crate) fn run(
    jobs: &[Job],
    batch: &mut Batch<'_>,
    writer: &RwLock<IndexWriter>,
    around: &Surroundings<'_>,
    summary: &mut Summary,
) -> Result<(), Error> {
    if jobs.is_empty() {
        return Ok(());
    }
    let queue = Queue::new(QUEUE_WEIGHT);
    let (bytes, next, abandoned) = (AtomicU64::new(0), AtomicUsize::new(0), AtomicBool::new(false));
    let reading = Reading { queue: &queue, bytes: &bytes, stop: around.stop, abandoned: &abandoned };
    let fields = batch.generation.fields;
    let learner = Arc::clone(&batch.generation.learner);
    let working = Working {
        jobs,
        queue: &queue,
        fields,
        learner,
        recogniser: &RECOGNISER,
        writer,
        stop: around.stop,
        moved: around.moved,
    };
    let cores = crate::cores();
    let readers_left = AtomicUsize::new(cores.min(jobs.len()));
    let (sender, messages) = channel();
    thread::scope(|scope| {
        for _ in 0..cores.min(jobs.len()) {
            let sender = sender.clone();
            scope.spawn(|| {
                let sender = sender;
                read_files(jobs, &next, &reading, &sender);
                if readers_left.fetch_sub(1, Ordering::AcqRel) == 1 {
                    queue.close();
                }
            });
        }
        for _ in 0..cores {
            let sender = sender.clone();
            scope.spawn(|| {
                let sender = sender;
                working.work(&sender);
            });
        }
        drop(sender);
        let mut account = Account::new(jobs, batch, writer, around, summary, &bytes);
        let kept = account.keep(&messages);
        if kept.is_err() {
            // Everybody stops at the next article, and this thread waits for them.
            abandoned.store(true, Ordering::Relaxed);
            queue.abandon();
        }
        kept
    })
}

/// Made when the first file is read, and used by all that follow: it holds all names that are shipped.
static RECOGNISER: LazyLock<Recogniser> = LazyLock::new(Recogniser::new);

/// Text that may wait to be analysed, in bytes.
const QUEUE_WEIGHT: usize = 32 << 20;

fn read_files(jobs: &[Job], next: &AtomicUsize, reading: &Reading<'_>, messages: &Sender<Message>) {
    while !reading.is_over() {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(job) = jobs.get(number) else { return };
        let mut end = End::default();
        // A file that makes a parser fail must not keep all others out of the index.
        if catch_unwind(AssertUnwindSafe(|| reading.read(number, job, &mut end))).is_err() {
            end.fail_here();
        }
        if messages.send(Message::Ended { job: number, end }).is_err() {
            return;
        }
    }
}
