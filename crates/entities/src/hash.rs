//! One hash for every table of words and names in this crate: fast, and the same on every machine.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// The seed of [`of_bytes`] and of [`step`].
pub(crate) const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, byte by byte, so that a hash can grow while a word is being folded.
#[inline]
pub(crate) fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The hash of a folded word.
pub(crate) fn of_bytes(bytes: &[u8]) -> u64 {
    bytes.iter().fold(START, |hash, byte| step(hash, *byte))
}

/// The hash of a sequence of words, one word longer.
#[inline]
pub(crate) fn chain(sequence: u64, word: u64) -> u64 {
    (sequence.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A map from such hashes, or from strings, that spends little on hashing.
pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Light>>;
/// A set of the same kind.
pub(crate) type Set<K> = HashSet<K, BuildHasherDefault<Light>>;

/// A hasher that is quick rather than hard to collide: tables of one document are small, and the others are ours or
/// are built once a commit.
#[derive(Default, Clone, Copy)]
pub(crate) struct Light(u64);

impl Hasher for Light {
    fn finish(&self) -> u64 {
        // The high bits of the product are the well-mixed ones; hash tables look at both ends.
        let mixed = self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let word = u64::from_le_bytes(chunk.try_into().unwrap_or_default());
            self.write_u64(word);
        }
        for byte in chunks.remainder() {
            self.0 = step(self.0, *byte);
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = step(self.0, byte);
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
}
