//! Reads one file, and hands on the records that are new or have changed.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use article::Article;
use formats::{Fault, Reason};

use super::job::{End, Failure, Job};
use super::queue::Queue;
use crate::ledger::{Record, Stat};
use crate::records::Records;
use crate::scan::stat_of;

/// A record to be indexed.
pub(crate) struct Work {
    /// The number of its [`Job`].
    pub(crate) job: usize,
    pub(crate) key: String,
    /// Whether the index holds an older form of it.
    pub(crate) replaces: bool,
    pub(crate) article: Article,
}

/// What all readers share.
pub(crate) struct Reading<'a> {
    pub(crate) queue: &'a Queue<Work>,
    /// Bytes read of all files.
    pub(crate) bytes: &'a AtomicU64,
    pub(crate) stop: &'a AtomicBool,
    /// Set when the run has failed.
    pub(crate) abandoned: &'a AtomicBool,
}

impl Reading<'_> {
    /// Reads the file of `job`, which is number `number`.
    pub(crate) fn read(&self, number: usize, job: &Job, end: &mut End) {
        let settled = is_settled(job.stat, SystemTime::now());
        match Records::open(&job.real, job.shown()) {
            Ok(records) => self.read_records(number, job, records, end),
            Err(error) => end.fail_to_open(&error),
        }
        let stat = job.real.symlink_metadata().ok().map(|metadata| stat_of(&metadata));
        end.unsettled = !settled || stat != Some(job.stat);
    }

    /// Whether nothing more is to be read.
    pub(crate) fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.abandoned.load(Ordering::Relaxed)
    }

    fn read_records(&self, number: usize, job: &Job, mut records: Records, end: &mut End) {
        let mut old = Old::new(job);
        let mut bytes_seen = 0;
        while let Some(record) = records.next() {
            let bytes = records.bytes_read();
            self.bytes.fetch_add(bytes.saturating_sub(bytes_seen), Ordering::Relaxed);
            bytes_seen = bytes;
            match record {
                Ok((key, article)) => match old.compare(&key, article.digest) {
                    Standing::Same => end.kept += 1,
                    standing => {
                        let weight = article.text.len() + WORK_WEIGHT;
                        let work = Work { job: number, key, replaces: standing == Standing::Changed, article };
                        if !self.queue.send(weight, work) {
                            end.interrupted = true;
                            break;
                        }
                        end.sent += 1;
                    }
                },
                Err(fault) => end.add_fault(fault),
            }
            if self.is_over() {
                end.interrupted = true;
                break;
            }
        }
        self.bytes.fetch_add(job.stat.size.saturating_sub(bytes_seen), Ordering::Relaxed);
        end.keeps_old |= end.interrupted;
        if !end.keeps_old {
            end.vanished = old.unseen();
        }
    }
}

impl End {
    fn fail_to_open(&mut self, error: &formats::Error) {
        let reason = match error {
            // The path stands beside the reason wherever it is shown.
            formats::Error::Open { source, .. } => format!("cannot be opened: {source}"),
            formats::Error::NotAFile { .. } => "is not a regular file".to_owned(),
            error => error.to_string(),
        };
        self.failure = Some(Failure { reason, retry: true });
        self.keeps_old = true;
    }

    fn add_fault(&mut self, fault: Fault) {
        if !fault.fatal {
            self.bad_records.add(fault.line.or(fault.record), fault.reason.to_string());
            return;
        }
        // A file that is whole and says nothing has no articles; one that is broken may have had more of them.
        self.keeps_old = !matches!(fault.reason, Reason::Empty | Reason::NoText);
        let retry = matches!(fault.reason, Reason::Io(_));
        self.failure = Some(Failure { reason: fault.to_string(), retry });
    }
}

/// What an article takes in the queue beside its text, in bytes.
const WORK_WEIGHT: usize = 4 << 10;

/// The records that the index holds of a file, while it is read again.
struct Old<'a> {
    records: &'a [Record],
    seen: Vec<bool>,
    same_rules: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    New,
    Changed,
    Same,
}

impl<'a> Old<'a> {
    fn new(job: &'a Job) -> Self {
        let records = job.old_records();
        Self { records, seen: vec![false; records.len()], same_rules: job.same_rules() }
    }

    fn compare(&mut self, key: &str, digest: u128) -> Standing {
        let Ok(at) = self.records.binary_search_by(|record| (*record.key).cmp(key)) else { return Standing::New };
        self.seen[at] = true;
        if self.same_rules && self.records[at].digest == digest { Standing::Same } else { Standing::Changed }
    }

    fn unseen(self) -> Vec<Box<str>> {
        let unseen = self.records.iter().zip(self.seen).filter(|(_, seen)| !seen);
        unseen.map(|(record, _)| record.key.clone()).collect()
    }
}

/// Whether a change after `now` will show in the time of the last change.
///
/// Clocks of file systems are coarse: two changes within one tick have the same time. Some count whole seconds.
fn is_settled(stat: Stat, now: SystemTime) -> bool {
    const TICK: i128 = Duration::from_millis(50).as_nanos() as i128;
    const COARSE_TICK: i128 = Duration::from_secs(2).as_nanos() as i128;
    let tick = if stat.modified % 1_000_000_000 == 0 { COARSE_TICK } else { TICK };
    age(stat, now).abs() >= tick
}

/// Nanoseconds from the last change of a file to `now`; negative where the clocks disagree.
pub(crate) fn age(stat: Stat, now: SystemTime) -> i128 {
    let now = match now.duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    };
    now - i128::from(stat.modified)
}

/// Whether a file was changed less than `pause` ago, so that it may be in the middle of being written.
pub(crate) fn is_young(stat: Stat, now: SystemTime, pause: Duration) -> bool {
    age(stat, now).unsigned_abs() < pause.as_nanos()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::is_settled;
    use crate::ledger::Stat;

    #[test]
    fn a_file_is_settled_once_its_clock_has_ticked() {
        let check = |modified: i64, now: u64, expected| {
            let stat = Stat { size: 1, modified, inode: 1 };
            assert_eq!(is_settled(stat, UNIX_EPOCH + Duration::from_nanos(now)), expected, "{modified} {now}");
        };
        check(5_000_000_001, 5_000_000_002, false);
        check(5_000_000_001, 5_060_000_000, true);
        check(5_000_000_000, 6_000_000_000, false);
        check(5_000_000_000, 7_000_000_000, true);
        // A time in the future cannot be told from a later change only while it is near.
        check(9_000_000_001, 5_000_000_000, true);
    }
}
