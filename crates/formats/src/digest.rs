//! The fingerprint by which two records are known to be the same bytes.

/// Hashes the raw bytes of a record.
pub(crate) fn digest(bytes: &[u8]) -> u128 {
    xxhash_rust::xxh3::xxh3_128(bytes)
}
