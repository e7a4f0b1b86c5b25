//! Small numbers and fixed pieces on the wire: the bricks of frames and packs.
//!
//! Guards: a number has one form (LEB128 without surplus bytes), nothing is read past the end, and
//! whoever reads a count checks it before taking memory. Next: [`crate::column`].

/// The bytes are not in our form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not in the form of this protocol")]
pub(crate) struct Malformed;

/// Reads from the front of some bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn left(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], Malformed> {
        let (front, rest) = self.0.split_at_checked(count).ok_or(Malformed)?;
        self.0 = rest;
        Ok(front)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (front, rest) = self.0.split_first_chunk().ok_or(Malformed)?;
        self.0 = rest;
        Ok(*front)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Malformed> {
        self.array().map(|[byte]| byte)
    }

    /// An unsigned number, least significant seven bits first, in as few bytes as it needs.
    pub(crate) fn number(&mut self) -> Result<u64, Malformed> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if (bits << shift) >> shift != bits || (byte == 0 && shift > 0) {
                return Err(Malformed);
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Malformed)
    }

    /// A number of at most `cap`.
    pub(crate) fn count(&mut self, cap: usize) -> Result<usize, Malformed> {
        let count = usize::try_from(self.number()?).map_err(|_| Malformed)?;
        if count > cap {
            return Err(Malformed);
        }
        Ok(count)
    }

    /// A number that fits in 32 bits.
    pub(crate) fn small(&mut self) -> Result<u32, Malformed> {
        u32::try_from(self.number()?).map_err(|_| Malformed)
    }

    pub(crate) const fn end(&self) -> Result<(), Malformed> {
        if self.0.is_empty() { Ok(()) } else { Err(Malformed) }
    }
}

/// Writes a number as [`Reader::number`] reads it.
pub(crate) fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    out.push(value.to_le_bytes()[0]);
}

/// Writes the length or place of something in memory.
pub(crate) fn put_size(out: &mut Vec<u8>, value: usize) {
    put(out, value as u64);
}

/// Folds the sign into the lowest bit, so that small differences stay small numbers.
pub(crate) const fn fold(value: i64) -> u64 {
    value.wrapping_shl(1).cast_unsigned() ^ (value >> 63).cast_unsigned()
}

/// Undoes [`fold`].
pub(crate) const fn unfold(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -((value & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_form() {
        for value in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX - 1, u64::MAX] {
            let mut bytes = Vec::new();
            put(&mut bytes, value);
            let mut reader = Reader::new(&bytes);
            assert_eq!(reader.number(), Ok(value));
            assert_eq!(reader.end(), Ok(()));
        }
        let bad: [&[u8]; 5] = [&[], &[0x80], &[0x80, 0], &[0xff; 10], &[0xff; 11]];
        for bytes in bad {
            assert_eq!(Reader::new(bytes).number(), Err(Malformed), "{bytes:?}");
        }
    }

    #[test]
    fn signs_fold_and_unfold() {
        for value in [0, 1, -1, 63, -64, i64::MAX, i64::MIN] {
            assert_eq!(unfold(fold(value)), value);
        }
        assert_eq!((fold(-1), fold(1)), (1, 2));
    }
}
