//! Compresses stored articles one by one, with what they have in common in a dictionary.
//!
//! An index fetches ten articles of ten places, so each is unpacked alone and not with a block of neighbours. What is
//! lost by that, and more, comes back from a dictionary learned from the first articles of a generation. It is on
//! disk before any article that needs it, and never changes. Figures: `BENCHMARKS.md`, «Stored articles».

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::DecoderDictionary;

use crate::{Home, HomeError};

/// Level 6 costs a tenth more of the time of all indexing for a tenth less; 4 and 5 gain nothing.
const LEVEL: i32 = 3;

/// Bytes of a dictionary; twice as many gain nothing.
const SIZE: usize = 110 << 10;

/// Articles to learn from; twice as many gain a hundredth.
const SAMPLES: usize = 400;

/// What is learned from each, in bytes: a book among the first articles shall not fill the dictionary alone.
const LONGEST_SAMPLE: usize = 16 << 10;

/// No stored article is larger, unpacked; more is damage.
const LARGEST: usize = 1 << 30;

/// First byte of an article packed without a dictionary.
const PLAIN: u8 = 0;
/// First byte of one packed with the dictionary of its generation.
const WITH_DICTIONARY: u8 = 1;

/// What the articles of a generation have in common.
pub struct Dictionary {
    bytes: Vec<u8>,
    decoder: DecoderDictionary<'static>,
}

/// A dictionary that cannot be read, written or used.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    /// The file cannot be read.
    #[error("cannot read `{0}`")]
    Read(PathBuf, #[source] io::Error),
    /// The file is not the one that was written.
    #[error("`{0}` is damaged: its checksum is another; rebuild with `depeche index --full`")]
    Damaged(PathBuf),
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] HomeError),
    /// The compressor failed.
    #[error("an article cannot be compressed")]
    Compress(#[source] io::Error),
}

impl Dictionary {
    /// The dictionary in the folder of a generation; `None` where none was learned yet.
    ///
    /// # Errors
    ///
    /// Fails when the file is there and cannot be read or is damaged.
    pub fn load(generation: &Path) -> Result<Option<Arc<Self>>, DictionaryError> {
        let file = Home::dictionary_file(generation);
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(DictionaryError::Read(file, error)),
        };
        match bytes.split_first_chunk::<8>() {
            Some((sum, bytes)) if checksum(bytes) == *sum => Ok(Some(Arc::new(Self::new(bytes.to_vec())))),
            _ => Err(DictionaryError::Damaged(file)),
        }
    }

    fn new(bytes: Vec<u8>) -> Self {
        Self { decoder: DecoderDictionary::copy(&bytes), bytes }
    }

    /// Learns from `samples`; `None` where they are too few or too alike to learn from.
    fn learn(samples: &[Vec<u8>]) -> Option<Self> {
        zstd::dict::from_samples(samples, SIZE).ok().map(Self::new)
    }

    fn write(&self, generation: &Path) -> Result<(), HomeError> {
        let sum = checksum(&self.bytes);
        Home::write_table(&Home::dictionary_file(generation), &[&sum, self.bytes.as_slice()].concat())
    }
}

fn checksum(bytes: &[u8]) -> [u8; 8] {
    xxhash_rust::xxh3::xxh3_64(bytes).to_le_bytes()
}

/// The dictionary that all packers of a generation share, or what it is being learned from.
pub struct Learner {
    generation: PathBuf,
    /// Holds nothing once learning has failed, and is empty before it is tried.
    learned: OnceLock<Option<Arc<Dictionary>>>,
    samples: Mutex<Vec<Vec<u8>>>,
}

impl Learner {
    /// The dictionary of the generation in the folder `generation`, or what will become one.
    ///
    /// # Errors
    ///
    /// Fails when there is a dictionary that cannot be read.
    pub fn open(generation: &Path) -> Result<Self, DictionaryError> {
        let learned = OnceLock::new();
        if let Some(dictionary) = Dictionary::load(generation)? {
            // The cell is new, so that nothing else can be in it.
            let _ = learned.set(Some(dictionary));
        }
        Ok(Self { generation: generation.to_owned(), learned, samples: Mutex::default() })
    }

    fn dictionary(&self) -> Option<&Arc<Dictionary>> {
        self.learned.get().and_then(Option::as_ref)
    }

    /// Takes one more article to learn from; with the last of them the dictionary is made and written.
    fn sample(&self, article: &[u8]) -> Result<(), DictionaryError> {
        if self.learned.get().is_some() {
            return Ok(());
        }
        let mut samples = self.samples.lock().unwrap_or_else(PoisonError::into_inner);
        samples.push(article[..article.len().min(LONGEST_SAMPLE)].to_vec());
        if samples.len() < SAMPLES || self.learned.get().is_some() {
            return Ok(());
        }
        let learned = Dictionary::learn(&samples);
        if let Some(dictionary) = &learned {
            dictionary.write(&self.generation)?;
        }
        samples.clear();
        // Only one thread comes here, the one that holds the samples.
        let _ = self.learned.set(learned.map(Arc::new));
        Ok(())
    }
}

/// Packs articles; one a thread.
pub(crate) struct Packer {
    learner: Arc<Learner>,
    compressor: Option<Compressor<'static>>,
    has_dictionary: bool,
}

impl Packer {
    /// A packer that learns and uses the dictionary of `learner`.
    pub(crate) fn new(learner: Arc<Learner>) -> Self {
        Self { learner, compressor: None, has_dictionary: false }
    }

    /// `article` compressed, behind a byte that says how and four that say how long it was.
    pub(super) fn pack(&mut self, article: &[u8]) -> Result<Vec<u8>, DictionaryError> {
        self.learner.sample(article)?;
        let dictionary = self.learner.dictionary().filter(|_| !self.has_dictionary);
        if self.compressor.is_none() || dictionary.is_some() {
            let bytes = dictionary.map_or(&[][..], |dictionary| &dictionary.bytes);
            let compressor = Compressor::with_dictionary(LEVEL, bytes).map_err(DictionaryError::Compress)?;
            self.has_dictionary = dictionary.is_some();
            self.compressor = Some(compressor);
        }
        let Some(compressor) = &mut self.compressor else { return Ok(Vec::new()) };
        let mut packed = Vec::with_capacity(HEAD + zstd::zstd_safe::compress_bound(article.len()));
        packed.push(if self.has_dictionary { WITH_DICTIONARY } else { PLAIN });
        packed.extend((article.len() as u32).to_le_bytes());
        let body = compressor.compress(article).map_err(DictionaryError::Compress)?;
        packed.extend(body);
        Ok(packed)
    }
}

/// Bytes before the compressed ones.
const HEAD: usize = 5;

/// Unpacks articles of one generation.
pub struct Unpacker<'d> {
    plain: Option<Decompressor<'static>>,
    with_dictionary: Option<Decompressor<'d>>,
    dictionary: Option<&'d Dictionary>,
}

impl<'d> Unpacker<'d> {
    /// An unpacker for a generation with this dictionary.
    pub fn new(dictionary: Option<&'d Dictionary>) -> Self {
        Self { plain: None, with_dictionary: None, dictionary }
    }

    /// What [`Packer::pack`] was given.
    pub(super) fn unpack(&mut self, packed: &[u8]) -> io::Result<Vec<u8>> {
        let damaged = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what);
        let (head, body) = packed.split_first_chunk::<HEAD>().ok_or_else(|| damaged("it is cut short"))?;
        let [how, length @ ..] = *head;
        let length = u32::from_le_bytes(length) as usize;
        if length > LARGEST {
            return Err(damaged("its length is impossible"));
        }
        let unpacked = match (how, self.dictionary) {
            (PLAIN, _) => opened(&mut self.plain, Decompressor::new)?.decompress(body, length)?,
            (WITH_DICTIONARY, Some(dictionary)) => {
                let open = || Decompressor::with_prepared_dictionary(&dictionary.decoder);
                opened(&mut self.with_dictionary, open)?.decompress(body, length)?
            }
            (WITH_DICTIONARY, None) => return Err(damaged("its dictionary is missing")),
            _ => return Err(damaged("it is packed in an unknown way")),
        };
        if unpacked.len() == length { Ok(unpacked) } else { Err(damaged("it is cut short")) }
    }
}

/// What is in `place`, opened when it is first needed.
fn opened<T>(place: &mut Option<T>, open: impl FnOnce() -> io::Result<T>) -> io::Result<&mut T> {
    let opened = match place.take() {
        Some(opened) => opened,
        None => open()?,
    };
    Ok(place.insert(opened))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Dictionary, Learner, Packer, SAMPLES, Unpacker};
    use crate::Home;

    fn article(number: usize) -> Vec<u8> {
        let places = ["Oubari", "Montfleur", "Valbrune", "Sainte-Aude", "Mirebeau"];
        format!(
            "Grève à {}. Le {number} mars, {} agents sur {} ont cessé le travail, a indiqué la direction régionale.",
            places[number % places.len()],
            number * 7919 % 1000,
            number * 104_729 % 5000
        )
        .into_bytes()
    }

    #[test]
    fn articles_come_back_from_before_and_after_learning() {
        let folder = tempfile::tempdir().unwrap();
        let mut packer = Packer::new(Arc::new(Learner::open(folder.path()).unwrap()));
        let packed: Vec<Vec<u8>> = (0..SAMPLES + 50).map(|number| packer.pack(&article(number)).unwrap()).collect();
        assert_eq!((packed[0][0], packed[SAMPLES + 1][0]), (super::PLAIN, super::WITH_DICTIONARY));
        assert!(packed[SAMPLES + 1].len() < packed[0].len(), "the dictionary saves space");

        let dictionary = Dictionary::load(folder.path()).unwrap().unwrap();
        let mut unpacker = Unpacker::new(Some(&dictionary));
        for (number, packed) in packed.iter().enumerate() {
            assert_eq!(unpacker.unpack(packed).unwrap(), article(number));
        }
        assert!(Unpacker::new(None).unpack(&packed[SAMPLES + 1]).is_err());

        let mut again = Packer::new(Arc::new(Learner::open(folder.path()).unwrap()));
        assert_eq!(again.pack(&article(3)).unwrap()[0], super::WITH_DICTIONARY);
    }

    #[test]
    fn damage_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let mut packer = Packer::new(Arc::new(Learner::open(folder.path()).unwrap()));
        let packed = packer.pack(&article(1)).unwrap();
        let mut unpacker = Unpacker::new(None);
        for end in 0..packed.len() {
            assert!(unpacker.unpack(&packed[..end]).is_err());
        }
        std::fs::write(Home::dictionary_file(folder.path()), b"not what was written").unwrap();
        assert!(Dictionary::load(folder.path()).is_err());
    }
}
