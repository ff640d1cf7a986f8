//! Keeps account of what was read and what of it is in the index, and commits now and then.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use tantivy::IndexWriter;

use super::job::{End, Job};
use super::{Message, Surroundings};
use crate::batch::Batch;
use crate::ledger::Record;
use crate::tables::{self, When};
use crate::{BadRecord, Error, Event, FailedFile, Summary};

/// The account of one run.
pub(crate) struct Account<'a, 'g> {
    jobs: &'a [Job],
    open: HashMap<usize, OpenFile>,
    /// Files read to their end.
    files: u64,
    batch: &'a mut Batch<'g>,
    writer: &'a RwLock<IndexWriter>,
    around: &'a Surroundings<'a>,
    summary: &'a mut Summary,
    /// Bytes read by all readers.
    bytes: &'a AtomicU64,
}

/// A file whose articles are not all in the index yet.
#[derive(Default)]
struct OpenFile {
    /// Records indexed since the last commit.
    put: Vec<Record>,
    /// Records deleted since then.
    cut: Vec<Box<str>>,
    /// Records that came back from the workers.
    done: u64,
    /// Of these, those of which the index held an older form.
    replaced: u64,
    /// Of these, those that could not be analysed.
    spoiled: u64,
    /// Whether a commit holds a part of it.
    committed: bool,
    end: Option<End>,
}

/// How often progress is told.
const TELLING: Duration = Duration::from_millis(200);

impl<'a, 'g> Account<'a, 'g> {
    pub(crate) fn new(
        jobs: &'a [Job],
        batch: &'a mut Batch<'g>,
        writer: &'a RwLock<IndexWriter>,
        around: &'a Surroundings<'a>,
        summary: &'a mut Summary,
        bytes: &'a AtomicU64,
    ) -> Self {
        Self { jobs, open: HashMap::new(), files: 0, batch, writer, around, summary, bytes }
    }

    /// Listens until all threads have ended. What is then not committed yet waits in the batch.
    pub(crate) fn keep(&mut self, messages: &Receiver<Message>) -> Result<(), Error> {
        let mut told = Instant::now();
        loop {
            match messages.recv_timeout(TELLING) {
                Ok(message) => {
                    let writer = self.writer.read().unwrap_or_else(PoisonError::into_inner);
                    self.take(message, &writer)?;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if told.elapsed() >= TELLING {
                told = Instant::now();
                self.tell();
            }
            if self.batch.is_due() {
                self.commit(messages)?;
            }
        }
        self.tell();
        // There are unfinished files only when the run was told to stop.
        self.note_partial();
        Ok(())
    }

    fn tell(&self) {
        let articles = self.summary.added + self.summary.changed + self.summary.moved;
        let bytes = self.bytes.load(Ordering::Relaxed);
        self.around.progress.on(&Event::Reading { bytes, articles, files: self.files });
    }

    /// Commits what is in the index so far; of a file in the middle, its first records.
    fn commit(&mut self, messages: &Receiver<Message>) -> Result<(), Error> {
        let writer = self.writer;
        let mut writer = writer.write().unwrap_or_else(PoisonError::into_inner);
        while let Ok(message) = messages.try_recv() {
            self.take(message, &writer)?;
        }
        self.note_partial();
        self.batch.commit(&mut writer, self.around.progress)?;
        drop(writer);
        tables::derive(self.batch.generation, When::IfCheap)
    }

    /// Notes down what is in the index of files that are not finished.
    fn note_partial(&mut self) {
        for (number, file) in &mut self.open {
            if file.put.is_empty() && file.cut.is_empty() {
                continue;
            }
            let job = &self.jobs[*number];
            let (put, cut) = (std::mem::take(&mut file.put), std::mem::take(&mut file.cut));
            self.batch.operations.push(job.operation(job.partial_head(), put, cut));
            file.committed = true;
        }
    }

    fn take(&mut self, message: Message, writer: &IndexWriter) -> Result<(), Error> {
        let number = match message {
            Message::Indexed { job, record, replaces, moved } => {
                let file = self.open.entry(job).or_default();
                file.put.push(record);
                file.done += 1;
                file.replaced += u64::from(replaces);
                self.batch.documents += 1;
                *match (moved, replaces) {
                    (true, _) => &mut self.summary.moved,
                    (false, true) => &mut self.summary.changed,
                    (false, false) => &mut self.summary.added,
                } += 1;
                job
            }
            Message::Spoiled { job, key, replaces } => {
                let file = self.open.entry(job).or_default();
                file.done += 1;
                file.spoiled += 1;
                if replaces {
                    self.batch.delete(writer, self.jobs[job].folder, &self.jobs[job].inside, &key);
                    self.summary.removed += 1;
                    file.replaced += 1;
                    file.cut.push(key);
                }
                job
            }
            Message::Ended { job, end } => {
                self.open.entry(job).or_default().end = Some(end);
                job
            }
            Message::Writer(source) => return Err(Error::index(self.batch.generation.folder(), source)),
            Message::Failed(error) => return Err(error),
        };
        if let Entry::Occupied(mut place) = self.open.entry(number) {
            let done = place.get().done;
            if let Some(end) = place.get_mut().end.take_if(|end| end.sent == done) {
                let file = place.remove();
                self.close(number, file, end, writer);
            }
        }
        Ok(())
    }

    /// Notes down a file of which everything is in the index.
    fn close(&mut self, number: usize, mut file: OpenFile, mut end: End, writer: &IndexWriter) {
        let job = &self.jobs[number];
        self.files += 1;
        self.summary.files_read += 1;
        for _ in 0..file.spoiled {
            end.bad_records.add(None, "cannot be analysed: a rule of this program failed on it".to_owned());
        }
        for key in &end.vanished {
            self.batch.delete(writer, job.folder, &job.inside, key);
        }
        self.summary.removed += end.vanished.len() as u64;
        self.summary.unchanged +=
            if end.keeps_old { (job.old_records().len() as u64).saturating_sub(file.replaced) } else { end.kept };
        self.report(job, &end);
        file.cut.append(&mut end.vanished);
        let is_news = file.committed || !file.put.is_empty() || !file.cut.is_empty();
        let head = job.head(end);
        if is_news || job.old.as_ref().is_none_or(|old| old.head != head) {
            self.batch.operations.push(job.operation(head, file.put, file.cut));
        }
    }

    fn report(&mut self, job: &Job, end: &End) {
        if let Some(failure) = &end.failure {
            let failed = FailedFile { path: job.real.clone(), reason: failure.reason.clone() };
            self.around.progress.on(&Event::Failed(failed.clone()));
            self.summary.failed.push(failed);
        }
        self.summary.bad_records += end.bad_records.count;
        let room = MOST_SHOWN.saturating_sub(self.summary.first_bad_records.len());
        let shown = end.bad_records.first.iter().take(room);
        self.summary.first_bad_records.extend(shown.map(|(line, reason)| BadRecord {
            path: job.real.clone(),
            line: *line,
            reason: reason.clone(),
        }));
    }
}

/// More bad records than these are only counted in a summary.
const MOST_SHOWN: usize = 100;
