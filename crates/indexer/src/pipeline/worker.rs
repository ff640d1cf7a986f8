//! Analyses records and hands their documents to tantivy.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, PoisonError, RwLock};

use article::{Analysed, Stamp};
use entities::Recogniser;
use schema::{Drafter, Fields, Learner, PackError, Placed, day_number};
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::Message;
use super::job::Job;
use super::queue::Queue;
use super::reader::Work;
use crate::Error;
use crate::identity::{article_id, index_key};
use crate::ledger::Record;
use crate::moved::Moved;

/// What all workers share.
pub(crate) struct Working<'a> {
    pub(crate) jobs: &'a [Job],
    pub(crate) queue: &'a Queue<Work>,
    pub(crate) fields: Fields,
    pub(crate) learner: Arc<Learner>,
    pub(crate) recogniser: &'a Recogniser,
    pub(crate) writer: &'a RwLock<IndexWriter>,
    pub(crate) stop: &'a AtomicBool,
    pub(crate) moved: &'a Moved,
}

impl Working<'_> {
    /// Works until the queue is closed and empty.
    pub(crate) fn work(&self, messages: &Sender<Message>) {
        let mut drafter = self.drafter();
        while let Some(work) = self.queue.receive() {
            if self.stop.load(Ordering::Relaxed) {
                // Its file stays unfinished in the ledger, and is read again.
                continue;
            }
            let number = work.job;
            let (replaces, key) = (work.replaces, work.key.clone());
            // An article that makes the rules fail must not keep all others out of the index.
            let drafted = catch_unwind(AssertUnwindSafe(|| self.draft(&mut drafter, work)));
            match drafted {
                Ok(Ok((document, record, moved))) => self.index(number, document, record, (replaces, moved), messages),
                Ok(Err(source)) => {
                    let path = self.jobs[number].real.display().to_string();
                    send(messages, Message::Failed(Error::Document { path, source }));
                }
                Err(_) => {
                    drafter = self.drafter();
                    send(messages, Message::Spoiled { job: number, key: key.into(), replaces });
                }
            }
        }
    }

    fn drafter(&self) -> Drafter {
        Drafter::new(self.fields, Arc::clone(&self.learner))
    }

    fn draft(&self, drafter: &mut Drafter, work: Work) -> Result<(TantivyDocument, Record, bool), PackError> {
        let job = &self.jobs[work.job];
        let digest = work.article.digest;
        let id = article_id(&work.article, job.shown(), &work.key);
        let moved = if work.replaces { None } else { self.moved.take(digest, job.shown()) };
        let is_moved = moved.is_some();
        let analysed = moved.unwrap_or_else(|| crate::analyse(work.article, self.recogniser));
        let placed = Placed {
            key: index_key(job.folder, &job.inside, &work.key),
            id,
            folder: job.root.to_string_lossy().into_owned(),
            path: job.inside.clone(),
        };
        let record = Record { key: work.key.into(), digest, id: id.0, stamp: stamp(&analysed) };
        Ok((drafter.document(analysed, &placed)?, record, is_moved))
    }

    fn index(
        &self,
        number: usize,
        document: TantivyDocument,
        record: Record,
        (replaces, moved): (bool, bool),
        messages: &Sender<Message>,
    ) {
        // A commit locks this, then takes all messages: it must find one there for every document that was added.
        let writer = self.writer.read().unwrap_or_else(PoisonError::into_inner);
        if replaces {
            let job = &self.jobs[number];
            writer.delete_term(key_term(self.fields, &index_key(job.folder, &job.inside, &record.key)));
        }
        send(
            messages,
            match writer.add_document(document) {
                Ok(_) => Message::Indexed { job: number, record, replaces, moved },
                Err(source) => Message::Writer(source),
            },
        );
    }
}

fn send(messages: &Sender<Message>, message: Message) {
    // Nobody listens any more only when the run has failed, and then this document is dropped with all others.
    let _ = messages.send(message);
}

/// The term by which the document of an article is deleted.
pub(crate) fn key_term(fields: Fields, key: &str) -> Term {
    Term::from_field_text(fields.key, key)
}

/// When an article was last changed or published, in minutes since 1970.
fn stamp(analysed: &Analysed) -> Option<i64> {
    let published =
        || analysed.published.as_ref().map(|published| Stamp { date: published.date, time: published.time });
    let stamp = analysed.modified.or_else(published)?;
    let minute = stamp.time.map_or(0, |time| i64::from(time.hour()) * 60 + i64::from(time.minute()));
    Some(day_number(stamp.date) * 24 * 60 + minute)
}
