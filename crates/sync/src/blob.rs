//! The content of an attachment from another peer: what the two say to each other.
//!
//! Guards: one who asks knows what it asks for, and believes nothing that doesn't follow from that; one
//! who answers is told the same whether something isn't here or isn't for who asks. Every frame has one
//! length. Next: [`act::blob`], which verifies what comes.
//!
//! | who | frame |
//! |---|---|
//! | asker, first | community (32), root (32) |
//! | other | `0`: not to be had here; or `1` and the outline, 32 bytes for each chunk |
//! | asker, again and again | first chunk, number of chunks (both u32, big-endian; at most [`AT_ONCE`]) |
//! | other | these chunks, a frame each |
//!
//! The asker ends it. The other may, at any time.

use act::{
    blob::{Name, Outline},
    id::{CommunityId, Digest},
};

/// Chunks that are asked for at once: 512 KiB, so that a line of 200 ms is kept busy.
pub const AT_ONCE: u32 = 8;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The community whose attachment it is.
    pub community: CommunityId,
    /// What names its content.
    pub root: Digest,
}

impl Opening {
    /// As a frame.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        [self.community.0, self.root.0].concat()
    }

    /// Reads a frame; `None` when it is none.
    #[must_use]
    pub fn decode(frame: &[u8]) -> Option<Self> {
        let (community, root) = frame.split_first_chunk::<32>()?;
        let root = <[u8; 32]>::try_from(root).ok()?;
        Some(Self { community: CommunityId(*community), root: Digest(root) })
    }
}

/// What comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It isn't to be had here.
    NotHere,
    /// It is, and this is its outline.
    Here(Outline),
}

impl Reply {
    /// As a frame.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::NotHere => vec![0],
            Self::Here(outline) => {
                let mut frame = vec![1];
                frame.extend(outline.bytes());
                frame
            }
        }
    }

    /// Reads a frame; `None` when it is none, or its outline is not that of this content.
    #[must_use]
    pub fn decode(name: Name, frame: &[u8]) -> Option<Self> {
        match frame.split_first()? {
            (0, []) => Some(Self::NotHere),
            (1, outline) => Outline::read(name, outline).map(Self::Here),
            _ => None,
        }
    }
}

/// Some chunks in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunks {
    /// The first one.
    pub first: u32,
    /// How many, from 1 up to [`AT_ONCE`].
    pub count: u32,
}

impl Chunks {
    /// As a frame.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        [self.first.to_be_bytes(), self.count.to_be_bytes()].concat()
    }

    /// Reads a frame; `None` when it is none, or asks for too many.
    #[must_use]
    pub fn decode(frame: &[u8]) -> Option<Self> {
        let (first, count) = frame.split_first_chunk::<4>()?;
        let count = u32::from_be_bytes(<[u8; 4]>::try_from(count).ok()?);
        let asked = Self { first: u32::from_be_bytes(*first), count };
        let ends = asked.first.checked_add(count).is_some();
        ((1..=AT_ONCE).contains(&count) && ends).then_some(asked)
    }

    /// Each of them.
    pub fn each(self) -> impl Iterator<Item = u32> {
        self.first..self.first.saturating_add(self.count)
    }

    /// The first of these chunks and those that follow it without a gap, taken out.
    pub fn take(missing: &mut Vec<u32>) -> Option<Self> {
        let first = *missing.first()?;
        let in_a_row = (first..).zip(missing.iter()).take_while(|(wanted, chunk)| wanted == *chunk);
        let count = in_a_row.take(AT_ONCE as usize).count();
        missing.drain(..count);
        Some(Self { first, count: u32::try_from(count).unwrap_or(AT_ONCE) })
    }

    /// Puts back what didn't come, in order.
    pub fn put_back(missing: &mut Vec<u32>, lost: impl IntoIterator<Item = u32>) {
        missing.extend(lost);
        missing.sort_unstable();
        missing.dedup();
    }
}

#[cfg(test)]
mod tests {
    use act::{blob::Key, cap::CHUNK, statement};

    use super::*;

    #[test]
    fn frames_come_out_as_they_went_in_and_others_are_none() {
        let opening = Opening { community: CommunityId([1; 32]), root: Digest([2; 32]) };
        assert_eq!(Opening::decode(&opening.encode()), Some(opening));
        assert_eq!(Opening::decode(&opening.encode()[1..]), None);
        let chunks = (0..3).map(|at| statement::chunk(&[at])).collect();
        let outline = Outline::made(Key([3; 16]), 3 * CHUNK as u64, chunks).unwrap();
        let name = outline.name();
        for reply in [Reply::NotHere, Reply::Here(outline)] {
            assert_eq!(Reply::decode(name, &reply.encode()), Some(reply.clone()));
            let other = Name { root: Digest([4; 32]), ..name };
            let believed = Reply::decode(other, &reply.encode());
            assert_eq!(believed, Some(reply).filter(|reply| *reply == Reply::NotHere));
        }
        for bad in [&[][..], &[0, 0], &[1], &[2]] {
            assert_eq!(Reply::decode(name, bad), None);
        }
        let chunks = Chunks { first: 5, count: AT_ONCE };
        assert_eq!(Chunks::decode(&chunks.encode()), Some(chunks));
        for (first, count) in [(0, 0), (0, AT_ONCE + 1), (u32::MAX, 1), (0, u32::MAX)] {
            assert_eq!(Chunks::decode(&Chunks { first, count }.encode()), None);
        }
        assert_eq!(Chunks::decode(&[0; 7]), None);
    }

    #[test]
    fn chunks_are_asked_for_in_rows_and_what_is_lost_is_asked_for_again() {
        let mut missing: Vec<u32> = (0..4).chain(10..30).collect();
        assert_eq!(Chunks::take(&mut missing), Some(Chunks { first: 0, count: 4 }));
        let lost = Chunks::take(&mut missing).unwrap();
        assert_eq!((lost.first, lost.count), (10, AT_ONCE));
        Chunks::put_back(&mut missing, lost.each().skip(3));
        assert_eq!(Chunks::take(&mut missing), Some(Chunks { first: 13, count: AT_ONCE }));
        while Chunks::take(&mut missing).is_some() {}
        assert!(missing.is_empty());
    }
}
