//! What an attachment is made of: chunks, each verified on its own.
//!
//! Guards: an outline holds as many chunks as the size says, and no size is beyond the cap, before
//! memory is taken; whoever has the outline that an act names takes chunks from anybody in any order.
//! Next: [`crate::statement`], the hashes.

use crate::{
    cap::{BLOB, CHUNK},
    id::Digest,
    statement,
};

/// The key under which an attachment is named: random bytes, written as 32 hexadecimal digits in the words
/// of its act.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(pub [u8; 16]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Whoever knows it can tell whether a file was attached.
        f.write_str("Key")
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Key {
    /// Hexadecimal digits of a key.
    pub const DIGITS: u32 = 32;

    /// Reads a key; `None` when it isn't one, such as one that was erased.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut key = [0; 16];
        for (at, byte) in key.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(at.checked_mul(2)?..)?.get(..2)?, 16).ok()?;
        }
        Some(Self(key))
    }
}

/// What names an attachment's content, and all that is needed to verify it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// What its act names: [`statement::blob`].
    pub root: Digest,
    /// Under which key.
    pub key: Key,
    /// How many bytes it has, from 1 up to [`BLOB`].
    pub size: u64,
}

/// How many chunks that many bytes are; `None` when no attachment is that large, or it is empty.
#[must_use]
pub fn chunks(size: u64) -> Option<u32> {
    let fits = (1..=BLOB).contains(&size);
    fits.then(|| u32::try_from(size.div_ceil(CHUNK as u64)).ok()).flatten()
}

/// The hashes of an attachment's chunks, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    name: Name,
    chunks: Vec<Digest>,
}

impl Outline {
    /// The outline of these chunks, which gives the content its name; `None` when their number isn't that
    /// of this size.
    #[must_use]
    pub fn made(key: Key, size: u64, chunks: Vec<Digest>) -> Option<Self> {
        if Some(chunks.len()) != self::chunks(size).map(|count| count as usize) {
            return None;
        }
        let root = statement::blob(&key.0, size, &chunks);
        Some(Self { name: Name { root, key, size }, chunks })
    }

    /// Reads an outline that somebody gave, 32 bytes for each chunk; `None` when it isn't that of this
    /// content.
    #[must_use]
    pub fn read(name: Name, bytes: &[u8]) -> Option<Self> {
        let (chunks, rest) = bytes.as_chunks::<32>();
        if !rest.is_empty() || Some(chunks.len()) != self::chunks(name.size).map(|n| n as usize) {
            return None;
        }
        let chunks = chunks.iter().map(|chunk| Digest(*chunk)).collect();
        Self::made(name.key, name.size, chunks).filter(|outline| outline.name.root == name.root)
    }

    /// The same as bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.chunks.iter().flat_map(|chunk| chunk.0).collect()
    }

    /// What it is the outline of.
    #[must_use]
    pub const fn name(&self) -> Name {
        self.name
    }

    /// How many chunks there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.chunks.len()).unwrap_or(u32::MAX)
    }

    /// Where a chunk begins and how long it is; `None` past the end.
    #[must_use]
    pub fn place(&self, chunk: u32) -> Option<(u64, usize)> {
        let at = u64::from(chunk).checked_mul(CHUNK as u64).filter(|at| *at < self.name.size)?;
        let length = self.name.size.saturating_sub(at).min(CHUNK as u64);
        Some((at, usize::try_from(length).ok()?))
    }

    /// Whether these bytes are that chunk.
    #[must_use]
    pub fn holds(&self, chunk: u32, bytes: &[u8]) -> bool {
        self.place(chunk).is_some_and(|(_, length)| length == bytes.len())
            && self.chunks.get(chunk as usize) == Some(&statement::chunk(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = Key([7; 16]);

    fn outline(content: &[u8]) -> Outline {
        let chunks = content.chunks(CHUNK).map(statement::chunk).collect();
        Outline::made(KEY, content.len() as u64, chunks).unwrap()
    }

    fn content(length: usize) -> Vec<u8> {
        (0..=250).cycle().take(length).collect()
    }

    #[test]
    fn every_chunk_is_verified_in_its_own_place() {
        for length in [1, CHUNK, CHUNK + 1, 200_000] {
            let content = content(length);
            let outline = outline(&content);
            for (at, chunk) in (0..).zip(content.chunks(CHUNK)) {
                assert!(outline.holds(at, chunk));
                assert!(!outline.holds(at + 1, chunk));
                assert_eq!(outline.place(at), Some((u64::from(at) * CHUNK as u64, chunk.len())));
                let mut altered = chunk.to_vec();
                altered[0] ^= 1;
                assert!(!outline.holds(at, &altered) && !outline.holds(at, &chunk[1..]));
            }
            assert_eq!(outline.place(outline.count()), None);
            assert_eq!(outline.place(u32::MAX), None);
        }
    }

    #[test]
    fn an_outline_is_believed_of_its_own_content_only() {
        let outline = outline(&content(200_000));
        let name = outline.name();
        let bytes = outline.bytes();
        assert_eq!(Outline::read(name, &bytes), Some(outline));
        assert_eq!(Outline::read(name, &bytes[32..]), None);
        assert_eq!(Outline::read(name, &bytes[1..]), None);
        let mut altered = bytes.clone();
        altered[5] ^= 1;
        assert_eq!(Outline::read(name, &altered), None);
        for other in [
            Name { key: Key([8; 16]), ..name },
            Name { size: name.size - 1, ..name },
            Name { root: Digest([0; 32]), ..name },
        ] {
            assert_eq!(Outline::read(other, &bytes), None, "{other:?}");
        }
    }

    #[test]
    fn sizes_are_bounded_and_keys_are_read_back() {
        assert_eq!(chunks(0), None);
        assert_eq!(chunks(1), Some(1));
        assert_eq!(chunks(BLOB), Some(512));
        assert_eq!(chunks(BLOB + 1), None);
        assert_eq!(chunks(u64::MAX), None);
        let key = Key(std::array::from_fn(|at| u8::try_from(at).unwrap()));
        assert_eq!(Key::read(&key.to_string()), Some(key));
        for bad in ["", "00", &"█".repeat(32), &"+1".repeat(16), &"0".repeat(33)] {
            assert_eq!(Key::read(bad), None, "{bad}");
        }
    }
}
