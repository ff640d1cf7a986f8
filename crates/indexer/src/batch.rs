//! What is done and not yet committed.

use std::time::{Duration, Instant};

use tantivy::IndexWriter;

use crate::generation::Generation;
use crate::identity::index_key;
use crate::ledger::Operation;
use crate::pipeline::key_term;
use crate::{Error, Event, Progress};

/// Operations that wait for the next commit, beside the documents that wait in tantivy.
pub(crate) struct Batch<'g> {
    pub(crate) generation: &'g mut Generation,
    pub(crate) operations: Vec<Operation>,
    /// Documents added since the last commit.
    pub(crate) documents: u64,
    committed: Instant,
    pace: Pace,
}

/// When to commit in the middle of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    pub(crate) time: Duration,
    pub(crate) documents: u64,
}

impl Default for Pace {
    /// So often that a kill loses half a minute, and so rarely that the segments stay large.
    fn default() -> Self {
        Self { time: Duration::from_secs(30), documents: 200_000 }
    }
}

impl<'g> Batch<'g> {
    pub(crate) fn new(generation: &'g mut Generation, operations: Vec<Operation>, pace: Pace) -> Self {
        Self { generation, operations, documents: 0, committed: Instant::now(), pace }
    }

    /// Whether so much has come together that it should be committed.
    pub(crate) fn is_due(&self) -> bool {
        self.documents >= self.pace.documents || (self.documents > 0 && self.committed.elapsed() >= self.pace.time)
    }

    /// Whether there is nothing to commit. What is deleted is an operation too.
    pub(crate) fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.documents == 0
    }

    /// Deletes an article from the index.
    pub(crate) fn delete(&self, writer: &IndexWriter, folder: u32, inside: &str, record: &str) {
        writer.delete_term(key_term(self.generation.fields, &index_key(folder, inside, record)));
    }

    /// Makes true, and safe, what was done.
    pub(crate) fn commit(&mut self, writer: &mut IndexWriter, progress: &dyn Progress) -> Result<(), Error> {
        let start = Instant::now();
        self.generation.commit(writer, std::mem::take(&mut self.operations))?;
        self.documents = 0;
        self.committed = Instant::now();
        progress.on(&Event::Committed { sequence: self.generation.payload.sequence, took: start.elapsed() });
        Ok(())
    }
}
