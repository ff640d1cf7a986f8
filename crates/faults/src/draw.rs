//! Random choices that are the same every time.

use std::time::Duration;

/// A small generator of numbers (xorshift64*, Marsaglia and Vigna).
#[derive(Clone, Debug)]
pub struct Draw(u64);

impl Draw {
    /// A generator that starts from `seed`.
    pub fn new(seed: u64) -> Self {
        // Seeds near each other, and 0, must not give walks alike.
        let mut draw = Self((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..4 {
            draw.next();
        }
        draw
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    /// A number from 0 to `bound`, exclusive; 0 when there is none.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound.max(1) as u64;
        (self.next() % bound) as usize
    }

    /// Whether something happens that happens once in `n`.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of `all`, unless there is none.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        if all.is_empty() { None } else { all.get(self.below(all.len())) }
    }

    /// A time between two, in milliseconds.
    pub fn between(&mut self, from: u64, until: u64) -> Duration {
        Duration::from_micros(from * 1000 + self.next() % ((until - from).max(1) * 1000))
    }
}
