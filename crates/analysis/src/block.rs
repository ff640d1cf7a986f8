//! Short words as two numbers: compared, hashed and copied without a loop.

/// Bytes of a short word.
pub(crate) const BLOCK: usize = 16;

/// The bytes of a short word, zeros behind them; no word holds a zero.
pub(crate) type Block = [u64; 2];

/// A whole block and then its length: quicker than so many bytes.
#[inline]
pub(crate) fn push_block(out: &mut Vec<u8>, block: &[u8; BLOCK], len: u8) {
    let end = out.len() + usize::from(len);
    out.extend_from_slice(block);
    out.truncate(end);
}

/// The `length` bytes at `start`.
#[inline]
pub(crate) fn block(bytes: &[u8], start: usize, length: usize) -> Block {
    let mut block = [0; BLOCK];
    match bytes.get(start..start + BLOCK) {
        Some(ahead) => block.copy_from_slice(ahead),
        None => block[..length].copy_from_slice(&bytes[start..start + length]),
    }
    let letters = u128::from_le_bytes(block) & MASKS[length];
    [letters as u64, (letters >> 64) as u64]
}

/// The lowest bytes of a block, by their number.
const MASKS: [u128; BLOCK + 1] = {
    let mut masks = [u128::MAX; BLOCK + 1];
    let mut length = 0;
    while length < BLOCK {
        masks[length] = (1 << (length * 8)) - 1;
        length += 1;
    }
    masks
};

/// A hash: the halves of a product, mixed.
#[inline]
pub(crate) fn spread([low, high]: Block) -> u32 {
    let product = u128::from(low ^ 0x9E37_79B9_7F4A_7C15) * u128::from(high ^ 0xD6E8_FEB8_6659_FD93);
    let mixed = product as u64 ^ (product >> 64) as u64;
    (mixed ^ (mixed >> 32)) as u32
}
