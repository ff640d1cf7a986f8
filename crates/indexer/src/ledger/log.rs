//! The log on disk: frames of length, checksum and content, of which a commit says how many bytes belong to it.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use schema::LedgerMark;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::entry::Operation;

/// A log that is being written.
pub(crate) struct Log {
    file: File,
    path: PathBuf,
    length: u64,
    /// Of everything up to `length`.
    checksum: Xxh3,
}

/// Why a log does not say what its commit promised.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogFault {
    /// Bytes are missing.
    #[error("it has {found} bytes where its commit promises {promised}")]
    Short {
        /// Bytes there are.
        found: u64,
        /// Bytes there should be.
        promised: u64,
    },
    /// Bytes are not as they were written.
    #[error("its checksum is wrong")]
    Checksum,
    /// An entry cannot be read.
    #[error("the entry at byte {0} cannot be read")]
    Entry(u64),
}

/// Opens every log, so that a file of another kind is told at once.
const MAGIC: &[u8; 8] = b"DEPLEDG1";

impl Log {
    /// A new log in `folder`, numbered so that no other has its name.
    pub(crate) fn create(folder: &Path, number: u64) -> io::Result<Self> {
        let path = folder.join(file_name(number));
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&path)?;
        file.write_all(MAGIC)?;
        let mut checksum = Xxh3::new();
        checksum.update(MAGIC);
        Ok(Self { file, path, length: MAGIC.len() as u64, checksum })
    }

    /// Opens the log of a commit for writing: what follows the committed part is cut off.
    pub(crate) fn open(folder: &Path, mark: &LedgerMark) -> io::Result<(Self, Result<Vec<u8>, LogFault>)> {
        let path = folder.join(&mark.file);
        let mut file = OpenOptions::new().read(true).write(true).open(&path)?;
        let content = read_marked(&mut file, mark)?;
        let mut checksum = Xxh3::new();
        if let Ok(bytes) = &content {
            checksum.update(bytes);
            file.set_len(mark.length)?;
        }
        Ok((Self { file, path, length: mark.length, checksum }, content))
    }

    /// Appends frames and waits until they are on disk.
    pub(crate) fn append(&mut self, frames: &[u8]) -> io::Result<()> {
        // What a failed commit left behind is not part of the log.
        self.file.set_len(self.length)?;
        self.file.seek(SeekFrom::Start(self.length))?;
        self.file.write_all(frames)?;
        self.file.sync_data()?;
        self.length += frames.len() as u64;
        self.checksum.update(frames);
        Ok(())
    }

    /// What a commit must say to find this log again as it is now.
    pub(crate) fn mark(&self) -> LedgerMark {
        let file = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        LedgerMark { file, length: self.length, checksum: self.checksum.digest() }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// The committed part of the log in `folder`, for readers.
pub(crate) fn read(folder: &Path, mark: &LedgerMark) -> io::Result<Result<Vec<u8>, LogFault>> {
    read_marked(&mut File::open(folder.join(&mark.file))?, mark)
}

fn read_marked(file: &mut File, mark: &LedgerMark) -> io::Result<Result<Vec<u8>, LogFault>> {
    let mut bytes = Vec::with_capacity(usize::try_from(mark.length).unwrap_or(0).min(1 << 30));
    file.take(mark.length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != mark.length {
        return Ok(Err(LogFault::Short { found: bytes.len() as u64, promised: mark.length }));
    }
    if xxh3_64(&bytes) != mark.checksum || !bytes.starts_with(MAGIC) {
        return Ok(Err(LogFault::Checksum));
    }
    Ok(Ok(bytes))
}

/// Whether a file in a generation's folder is a log.
pub(crate) fn is_log(name: &str) -> bool {
    name.starts_with("ledger-") && name.ends_with(".log")
}

fn file_name(number: u64) -> String {
    format!("ledger-{number:06}.log")
}

const FRAME_HEAD: usize = 4 + 8;

/// Appends `operation` to `frames`.
pub(crate) fn push_frame(frames: &mut Vec<u8>, operation: &Operation) -> io::Result<()> {
    let start = frames.len();
    frames.extend_from_slice(&[0; FRAME_HEAD]);
    postcard::to_io(operation, &mut *frames).map_err(io::Error::other)?;
    let content = &frames[start + FRAME_HEAD..];
    let length = u32::try_from(content.len()).map_err(io::Error::other)?;
    let checksum = xxh3_64(content);
    frames[start..start + 4].copy_from_slice(&length.to_le_bytes());
    frames[start + 4..start + FRAME_HEAD].copy_from_slice(&checksum.to_le_bytes());
    Ok(())
}

/// The operations of a log, up to the first that cannot be read.
pub(crate) fn operations(log: &[u8]) -> impl Iterator<Item = Result<Operation, LogFault>> + '_ {
    let mut at = MAGIC.len();
    let mut broken = false;
    std::iter::from_fn(move || {
        if broken || at >= log.len() {
            return None;
        }
        let read = read_frame(&log[at..]);
        let item = read.map(|(operation, length)| {
            at += length;
            operation
        });
        broken = item.is_none();
        Some(item.ok_or(LogFault::Entry(at as u64)))
    })
}

fn read_frame(bytes: &[u8]) -> Option<(Operation, usize)> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (checksum, rest) = rest.split_first_chunk::<8>()?;
    let content = rest.get(..u32::from_le_bytes(*length) as usize)?;
    if xxh3_64(content) != u64::from_le_bytes(*checksum) {
        return None;
    }
    Some((postcard::from_bytes(content).ok()?, FRAME_HEAD + content.len()))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{Log, LogFault, Operation, operations, push_frame, read};

    fn forget(folder: u32) -> Operation {
        Operation::Forget { folder }
    }

    fn frames(operations: &[Operation]) -> Vec<u8> {
        let mut frames = Vec::new();
        operations.iter().for_each(|operation| push_frame(&mut frames, operation).unwrap());
        frames
    }

    #[test]
    fn what_was_appended_is_read_back_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path(), 1).unwrap();
        log.append(&frames(&[forget(1), forget(2)])).unwrap();
        let mark = log.mark();
        log.append(&frames(&[forget(3)])).unwrap();
        let mut file = std::fs::OpenOptions::new().append(true).open(log.path()).unwrap();
        file.write_all(b"garbage").unwrap();

        let (mut log, content) = Log::open(folder.path(), &mark).unwrap();
        let read_back: Vec<_> = operations(&content.unwrap()).map(Result::unwrap).collect();
        assert_eq!(read_back, [forget(1), forget(2)]);
        assert_eq!(std::fs::metadata(log.path()).unwrap().len(), mark.length);

        log.append(&frames(&[forget(4)])).unwrap();
        let content = read(folder.path(), &log.mark()).unwrap().unwrap();
        assert_eq!(operations(&content).map(Result::unwrap).collect::<Vec<_>>(), [forget(1), forget(2), forget(4)]);
    }

    #[test]
    fn damage_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path(), 1).unwrap();
        log.append(&frames(&[forget(1), forget(2)])).unwrap();
        let mark = log.mark();
        let mut bytes = std::fs::read(log.path()).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        std::fs::write(log.path(), &bytes).unwrap();
        assert_eq!(read(folder.path(), &mark).unwrap(), Err(LogFault::Checksum));
        let salvaged: Vec<_> = operations(&bytes).map_while(Result::ok).collect();
        assert_eq!(salvaged, [forget(1)]);
        std::fs::write(log.path(), &bytes[..last]).unwrap();
        assert!(matches!(read(folder.path(), &mark).unwrap(), Err(LogFault::Short { .. })));
    }
}
