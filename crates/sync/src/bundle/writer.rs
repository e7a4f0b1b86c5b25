//! A bundle on the way out: a frame at a time, so that a file of any size takes the memory of one.
//!
//! Guards: what goes in is what a reader can hold; the last frame says how much there was and what it
//! hashes to. Next: [`super::reader`].

use std::{
    collections::{BTreeSet, VecDeque},
    fmt, iter,
};

use act::{
    codec,
    log::{Index, Log},
};
use sha2::{Digest as _, Sha256};

use super::{BundleError, FORM, Head, KIND_END, KIND_HEAD, KIND_INVITE, Piece};
use crate::{
    frame::Frame,
    link::InviteLink,
    pack::{Packer, weight},
    pool::LARGE,
    wire::put_size,
};

/// Writes a bundle: an iterator over its bytes, each piece at most a frame with its length.
#[derive(Debug)]
pub struct Writer {
    log: Log,
    acts: usize,
    /// What comes before the acts.
    first: VecDeque<Vec<u8>>,
    todo: BTreeSet<Index>,
    packer: Packer,
    transfer: u32,
    parts: u32,
    pieces: Pieces,
    hasher: Option<Sha256>,
}

/// The contents of attachments, piece by piece, as they are asked for.
pub struct Pieces(pub Box<dyn Iterator<Item = Piece> + Send>);

impl fmt::Debug for Pieces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pieces")
    }
}

impl Default for Pieces {
    fn default() -> Self {
        Self(Box::new(iter::empty()))
    }
}

impl Writer {
    /// Writes these acts of `log`, and an invite to it when there is one.
    ///
    /// # Errors
    /// [`BundleError::TooLarge`] when they are more than a file may hold.
    pub fn new(
        log: Log,
        head: Head,
        invite: Option<&InviteLink>,
        acts: BTreeSet<Index>,
    ) -> Result<Self, BundleError> {
        let bytes: usize = acts.iter().map(|index| weight(log.act(*index))).sum();
        if acts.len() > LARGE.acts || bytes > LARGE.bytes {
            return Err(BundleError::TooLarge);
        }
        let mut first = VecDeque::from([FORM.to_vec(), framed(KIND_HEAD, &codec::encode(&head))]);
        first.extend(invite.map(|link| framed(KIND_INVITE, link.to_string().as_bytes())));
        Ok(Self {
            log,
            acts: acts.len(),
            first,
            todo: acts,
            packer: Packer::default(),
            transfer: 0,
            parts: 0,
            pieces: Pieces::default(),
            hasher: Some(Sha256::new()),
        })
    }

    /// With the contents of attachments, after the acts.
    #[must_use]
    pub fn with(self, pieces: Pieces) -> Self {
        Self { pieces, ..self }
    }

    fn part(&mut self) -> Frame {
        let (pack, acts) = self.packer.pack(&self.log, self.todo.iter().copied());
        for _ in 0..acts {
            self.todo.pop_first();
        }
        self.parts += 1;
        Frame::Part { transfer: self.transfer, number: self.parts - 1, pack }
    }

    fn done(&mut self, more: bool) -> Frame {
        let frame = Frame::Done { transfer: self.transfer, parts: self.parts, more };
        self.transfer += 1;
        (self.packer, self.parts) = (Packer::default(), 0);
        frame
    }
}

impl Iterator for Writer {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        // Gone with the last frame, which isn't in its own sum.
        let mut hasher = self.hasher.take()?;
        let piece = if let Some(first) = self.first.pop_front() {
            first
        } else if !self.todo.is_empty() {
            let frame = if self.packer.is_full() { self.done(true) } else { self.part() };
            sized(&frame.encode())
        } else if self.parts > 0 {
            sized(&self.done(false).encode())
        } else if let Some(piece) = self.pieces.0.next() {
            sized(&piece.encode())
        } else {
            let mut end = Vec::new();
            put_size(&mut end, self.acts);
            end.extend(hasher.finalize());
            return Some(framed(KIND_END, &end));
        };
        hasher.update(&piece);
        self.hasher = Some(hasher);
        Some(piece)
    }
}

fn framed(kind: u8, content: &[u8]) -> Vec<u8> {
    sized(&[&[kind], content].concat())
}

fn sized(frame: &[u8]) -> Vec<u8> {
    let length = u32::try_from(frame.len()).expect("a frame has at most 256 KiB");
    [&length.to_be_bytes(), frame].concat()
}
