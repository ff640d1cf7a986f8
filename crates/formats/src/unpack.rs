//! Unpacks a file while it is read, and stops where it becomes larger than any text is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::Reason;
use crate::format::Packing;
use crate::limits;

/// Unpacked bytes, in any number, from anywhere.
pub(crate) type Input = Box<dyn BufRead + Send>;

/// How many bytes of the file itself were read so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress(Arc<AtomicU64>);

impl Progress {
    pub(crate) fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

pub(crate) fn file(file: File, packing: Option<Packing>) -> io::Result<(Input, Progress)> {
    unpack(file, packing)
}

pub(crate) fn bytes(bytes: Vec<u8>, packing: Option<Packing>) -> io::Result<(Input, Progress)> {
    unpack(Cursor::new(bytes), packing)
}

fn unpack(raw: impl Read + Send + 'static, packing: Option<Packing>) -> io::Result<(Input, Progress)> {
    let progress = Progress::default();
    let counted = Counted { inner: raw, progress: progress.clone() };
    let packed = BufReader::with_capacity(BUFFER, counted);
    let input: Input = match packing {
        None => Box::new(packed),
        Some(Packing::Gzip) => unpacked(flate2::bufread::MultiGzDecoder::new(packed), &progress),
        Some(Packing::Zstandard) => unpacked(zstd::stream::read::Decoder::with_buffer(packed)?, &progress),
    };
    Ok((input, progress))
}

fn unpacked(decoder: impl Read + Send + 'static, progress: &Progress) -> Input {
    Box::new(BufReader::with_capacity(BUFFER, Guarded { inner: decoder, progress: progress.clone(), given: 0 }))
}

const BUFFER: usize = 128 << 10;

struct Counted<R> {
    inner: R,
    progress: Progress,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.progress.0.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Gives unpacked bytes until they are too many for their source.
struct Guarded<R> {
    inner: R,
    progress: Progress,
    given: u64,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match self.inner.read(buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => return Err(Reason::Packing(error.to_string()).into()),
        };
        self.given += count as u64;
        if self.given > limits::ARCHIVE {
            return Err(Reason::ArchiveTooLarge { limit: limits::ARCHIVE }.into());
        }
        if self.given > limits::RATIO_FROM && self.given / limits::RATIO > self.progress.bytes() {
            return Err(Reason::Ratio { ratio: limits::RATIO }.into());
        }
        Ok(count)
    }
}

/// Reads the whole of one document, or says that it is too large.
pub(crate) fn document(input: &mut Input, hint: &'static str) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    input.take(limits::DOCUMENT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits::DOCUMENT {
        return Err(Reason::TooLarge { limit: limits::DOCUMENT, hint });
    }
    Ok(bytes)
}
