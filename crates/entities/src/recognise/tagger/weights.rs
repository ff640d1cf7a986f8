//! The trained weights: a hash table that is used as it lies in the file.
//!
//! Takes the hash of a feature, adds its weight for each label. The file is a header (magic, number of buckets, scale,
//! transitions), then buckets of 64 bytes: four slots of thirteen weights and three bytes that check the feature. A
//! feature lies in one of two buckets, so nothing is read or built at the start, and a look-up touches at most two
//! lines of the cache (cuckoo hashing with buckets, Dietzfelbinger and Weidling 2007).

use std::borrow::Cow;

use super::labels;

/// The file that `train tagger` wrote.
static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../data/cc-by-sa-4.0/tagger.bin"));

/// Puts the buckets on lines of the cache.
#[repr(align(64))]
struct Aligned<T: ?Sized>(T);

const MAGIC: [u8; 8] = *b"DPTAG001";
const HEADER: usize = 512;
const BUCKET: usize = 64;
const SLOT: usize = 16;
const TRANSITIONS: usize = 16;

/// A score of each label, in steps of which [`Weights::scale`] make one natural logarithm of the odds.
pub(crate) type Row = [i16; 16];

/// The weights of all features, and of each label after each.
pub(crate) struct Weights {
    file: Cow<'static, [u8]>,
    pub(crate) transitions: [[i32; labels::COUNT]; labels::COUNT],
    buckets: usize,
    pub(crate) scale: i32,
}

impl Weights {
    /// The weights that are part of the program.
    pub(crate) fn shipped() -> Self {
        Self::read(Cow::Borrowed(&FILE.0)).unwrap_or_else(Self::none)
    }

    /// Reads a file of weights; `None` when it is none.
    pub(crate) fn read(file: Cow<'static, [u8]>) -> Option<Self> {
        let number = |at: usize| file.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes);
        let buckets = number(8)? as usize;
        let scale = number(12)? as i32;
        if file.get(..8)? != MAGIC || file.len() != HEADER + buckets * BUCKET || buckets == 0 || scale <= 0 {
            return None;
        }
        let mut transitions = [[IMPOSSIBLE; labels::COUNT]; labels::COUNT];
        for (from, row) in transitions.iter_mut().enumerate() {
            for (to, weight) in row.iter_mut().enumerate() {
                let at = TRANSITIONS + 2 * (from * labels::COUNT + to);
                if labels::may_follow(from as u8, to as u8) {
                    *weight = i32::from(i16::from_le_bytes([file[at], file[at + 1]]));
                }
            }
        }
        Some(Self { file, transitions, buckets, scale })
    }

    /// Weights that find nothing.
    fn none() -> Self {
        let file = Cow::Owned(vec![0; HEADER + BUCKET]);
        Self { file, transitions: [[0; labels::COUNT]; labels::COUNT], buckets: 1, scale: 1 }
    }

    /// Adds the weights of a feature to `row`; lanes past the labels are noise.
    #[inline]
    pub(crate) fn add(&self, feature: u64, row: &mut Row) {
        let check = check_of(feature);
        for bucket in buckets_of(feature, self.buckets) {
            let from = HEADER + bucket * BUCKET;
            let Some(line) = self.file.get(from..from + BUCKET) else { return };
            for slot in line.as_chunks::<SLOT>().0 {
                if slot[13] == check[0] && slot[14] == check[1] && slot[15] == check[2] {
                    for (sum, weight) in row.iter_mut().zip(slot) {
                        *sum += i16::from(*weight as i8);
                    }
                    return;
                }
            }
        }
    }
}

/// So low that no way of labels goes through it.
pub(crate) const IMPOSSIBLE: i32 = -1_000_000;

/// The three bytes by which a slot knows its feature; never all zero, which is an empty slot.
fn check_of(feature: u64) -> [u8; 3] {
    let check = ((feature as u32) & 0x00ff_ffff).max(1).to_le_bytes();
    [check[0], check[1], check[2]]
}

/// The two buckets that a feature may lie in.
#[inline]
fn buckets_of(feature: u64, buckets: usize) -> [usize; 2] {
    let second = (feature ^ 0x5851_f42d_4c95_7f2d).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let place = |hash: u64| (((hash >> 32) * buckets as u64) >> 32) as usize;
    [place(feature), place(second)]
}

/// Writes a file of weights; the inverse of [`Weights::read`]. Features that find no slot are left out, the last ones
/// first: give the weightiest first.
#[cfg(any(test, feature = "training"))]
pub(crate) fn write(
    features: &[(u64, [i8; labels::COUNT])],
    transitions: &[[i16; labels::COUNT]; labels::COUNT],
    scale: i32,
    buckets: usize,
) -> Vec<u8> {
    let mut table: Vec<[Option<usize>; 4]> = vec![[None; 4]; buckets];
    let mut luck = 1_u64;
    for number in 0..features.len() {
        let mut homeless = number;
        let mut from = usize::MAX;
        for _ in 0..500 {
            let choices = buckets_of(features[homeless].0, buckets);
            let free = choices
                .iter()
                .find_map(|bucket| table[*bucket].iter().position(Option::is_none).map(|slot| (*bucket, slot)));
            if let Some((bucket, slot)) = free {
                table[bucket][slot] = Some(homeless);
                break;
            }
            // Both are full: one of the four moves to its other bucket.
            luck = luck.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let bucket = if choices[0] == from { choices[1] } else { choices[0] };
            let slot = (luck >> 62) as usize;
            homeless = table[bucket][slot].replace(homeless).unwrap_or(homeless);
            from = bucket;
        }
    }
    let mut file = vec![0; HEADER + buckets * BUCKET];
    file[..8].copy_from_slice(&MAGIC);
    file[8..12].copy_from_slice(&(buckets as u32).to_le_bytes());
    file[12..16].copy_from_slice(&scale.to_le_bytes());
    for (at, weight) in transitions.iter().flatten().enumerate() {
        file[TRANSITIONS + 2 * at..][..2].copy_from_slice(&weight.to_le_bytes());
    }
    for (at, number) in table.iter().flatten().enumerate() {
        let Some((feature, weights)) = number.map(|number| &features[number]) else { continue };
        let slot = &mut file[HEADER + at * SLOT..][..SLOT];
        slot.iter_mut().zip(weights).for_each(|(byte, weight)| *byte = *weight as u8);
        slot[13..].copy_from_slice(&check_of(*feature));
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_found_again() {
        let hash = |n: u64| super::super::features::feature(1, n, 0);
        let features: Vec<(u64, [i8; labels::COUNT])> =
            (0..900_u64).map(|n| (hash(n), [(n % 251) as u8 as i8; labels::COUNT])).collect();
        let mut transitions = [[0; labels::COUNT]; labels::COUNT];
        transitions[0][1] = -7;
        let file = write(&features, &transitions, 32, 250);
        let weights = Weights::read(Cow::Owned(file)).expect("just written");
        assert_eq!((weights.transitions[0][1], weights.transitions[1][0]), (-7, IMPOSSIBLE));
        for (feature, row) in &features {
            let mut sum = [0; 16];
            weights.add(*feature, &mut sum);
            assert_eq!(sum[..labels::COUNT], row.map(i16::from)[..]);
        }
        let mut sum = [0; 16];
        weights.add(hash(5000), &mut sum);
        assert_eq!(sum, [0; 16]);
    }

    #[test]
    fn what_is_no_file_of_weights_is_refused() {
        assert!(Weights::read(Cow::Borrowed(b"DPTAG001")).is_none());
        let mut file = write(&[], &[[0; labels::COUNT]; labels::COUNT], 32, 2);
        assert!(Weights::read(Cow::Owned(file.clone())).is_some());
        file.pop();
        assert!(Weights::read(Cow::Owned(file)).is_none());
    }

    #[test]
    fn the_shipped_file_is_read_and_small() {
        assert!(Weights::read(Cow::Borrowed(&FILE.0)).is_some());
        assert!(FILE.0.len() <= 8 << 20, "{}", FILE.0.len());
    }
}
