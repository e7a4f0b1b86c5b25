//! A bundle on the way in: pieces of any size become frames, frames become acts.
//!
//! Guards: a length is checked before anything of that length is kept; what is kept is one frame and the
//! acts, which stay within [`LARGE`]; nothing comes out of a file that isn't whole. Next:
//! [`crate::intake`], which asks for seals and causal order.

use std::{mem, sync::Arc};

use act::{act::Act, codec, seal::Seal};
use sha2::{Digest as _, Sha256};

use super::{
    ANY, Bundle, BundleError, FILE, FORM, HEAD, Head, KIND_DONE, KIND_END, KIND_HEAD, KIND_INVITE,
    KIND_PART, OPTIONAL, Piece, REST,
};
use crate::{
    frame::{FRAME, Frame},
    link::{InviteLink, LinkError},
    pack::weight,
    pool::LARGE,
    unpack::Unpacker,
    wire::Reader as Bytes,
};

/// Bytes of the length before a frame.
const LENGTH: usize = 4;

/// The transfer whose parts come now.
#[derive(Debug)]
struct Current {
    parts: u32,
    unpacker: Unpacker,
}

/// Reads one bundle. After an error it is of no more use.
#[derive(Debug, Default)]
pub struct Reader {
    /// What came and makes no whole frame yet.
    held: Vec<u8>,
    came: usize,
    /// Bytes of whole frames that are no pieces of attachments.
    rest: usize,
    begun: bool,
    ended: bool,
    /// A frame that must not be passed over was of a kind that isn't known here.
    newer: bool,
    hasher: Sha256,
    head: Option<Head>,
    invite: Option<InviteLink>,
    transfer: u32,
    current: Option<Current>,
    /// Whether another transfer must follow.
    more: bool,
    acts: Vec<Arc<Act>>,
    weight: usize,
    seals: Vec<Seal>,
    pieces: Vec<Piece>,
}

impl Reader {
    /// The pieces of attachments that came since this was last asked: at most what was pushed, and a
    /// frame. They may be of anything until the file turns out to be whole, and their acts say what they
    /// must be.
    pub fn take_pieces(&mut self) -> Vec<Piece> {
        mem::take(&mut self.pieces)
    }

    /// Reads on; the pieces may be cut anywhere.
    ///
    /// # Errors
    /// As soon as it can be no bundle that is whole.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), BundleError> {
        for piece in bytes.chunks(FRAME) {
            self.came = self.came.saturating_add(piece.len());
            if self.came > FILE {
                return Err(BundleError::TooLarge);
            }
            self.held.extend_from_slice(piece);
            self.go_on()?;
        }
        Ok(())
    }

    /// What was in the file, when this was all of it.
    ///
    /// # Errors
    /// When it is not whole.
    pub fn finish(self) -> Result<Bundle, BundleError> {
        match self.head {
            _ if !self.begun && self.held.is_empty() => Err(BundleError::NotOne),
            _ if !self.ended => Err(BundleError::CutOff),
            _ if self.newer => Err(BundleError::Newer),
            Some(head) => {
                Ok(Bundle { head, invite: self.invite, acts: self.acts, seals: self.seals })
            }
            None => Err(BundleError::Damaged),
        }
    }

    fn go_on(&mut self) -> Result<(), BundleError> {
        let mut held = mem::take(&mut self.held);
        let mut rest = held.as_slice();
        if !self.begun {
            rest = self.begin(rest)?;
        }
        while self.begun
            && let Some((length, after)) = rest.split_first_chunk::<LENGTH>()
        {
            let length = u32::from_be_bytes(*length) as usize;
            if self.ended || length == 0 || length > FRAME {
                return Err(BundleError::Damaged);
            }
            let Some(frame) = after.get(..length) else { break };
            let (whole, next) = rest.split_at(LENGTH + length);
            let pieces = self.pieces.len();
            self.frame(frame)?;
            if self.pieces.len() == pieces {
                self.rest = self.rest.saturating_add(whole.len());
            }
            if self.rest > REST {
                return Err(BundleError::TooLarge);
            }
            self.hasher.update(whole);
            rest = next;
        }
        if self.ended && !rest.is_empty() {
            return Err(BundleError::Damaged);
        }
        let read = held.len() - rest.len();
        held.drain(..read);
        self.held = held;
        Ok(())
    }

    fn begin<'a>(&mut self, held: &'a [u8]) -> Result<&'a [u8], BundleError> {
        if let Some(rest) = held.strip_prefix(FORM) {
            self.begun = true;
            self.hasher.update(FORM);
            return Ok(rest);
        }
        let is_start = |form: &[u8]| held.starts_with(form) || form.starts_with(held);
        match (is_start(FORM), is_start(ANY)) {
            (true, _) => Ok(held),
            (false, true) => Err(BundleError::Newer),
            (false, false) => Err(BundleError::NotOne),
        }
    }

    fn frame(&mut self, frame: &[u8]) -> Result<(), BundleError> {
        let (kind, content) = frame.split_first().ok_or(BundleError::Damaged)?;
        let Some(head) = self.head else {
            let head = codec::decode(content, HEAD).ok().filter(|_| *kind == KIND_HEAD);
            self.head = Some(head.ok_or(BundleError::Damaged)?);
            return Ok(());
        };
        match *kind {
            KIND_PART | KIND_DONE => self.acts(head, frame),
            KIND_INVITE => self.invite(head, content),
            KIND_END => self.end(content),
            KIND_HEAD => Err(BundleError::Damaged),
            kind => {
                self.newer |= kind < OPTIONAL;
                self.pieces.extend(Piece::decode(kind, content));
                Ok(())
            }
        }
    }

    fn acts(&mut self, head: Head, frame: &[u8]) -> Result<(), BundleError> {
        match Frame::decode(frame) {
            Ok(Frame::Part { transfer, number, pack }) if transfer == self.transfer => {
                let begins = || Current { parts: 0, unpacker: Unpacker::new(head.community) };
                let current = self.current.get_or_insert_with(begins);
                if number != current.parts {
                    return Err(BundleError::Damaged);
                }
                current.parts += 1;
                let pack = current.unpacker.unpack(&pack).map_err(|_| BundleError::Damaged)?;
                self.weight += pack.acts.iter().map(|act| weight(act)).sum::<usize>();
                if self.acts.len() + pack.acts.len() > LARGE.acts || self.weight > LARGE.bytes {
                    return Err(BundleError::TooLarge);
                }
                self.acts.extend(pack.acts);
                self.seals.extend(pack.seals);
                Ok(())
            }
            Ok(Frame::Done { transfer, parts, more }) if transfer == self.transfer => {
                let current = self.current.take().ok_or(BundleError::Damaged)?;
                self.transfer = self.transfer.saturating_add(1);
                self.more = more;
                if current.parts == parts { Ok(()) } else { Err(BundleError::Damaged) }
            }
            _ => Err(BundleError::Damaged),
        }
    }

    fn invite(&mut self, head: Head, content: &[u8]) -> Result<(), BundleError> {
        let text = str::from_utf8(content).map_err(|_| BundleError::Damaged)?;
        let link = match InviteLink::parse(text) {
            Ok(link) => link,
            Err(LinkError::Newer) => {
                self.newer = true;
                return Ok(());
            }
            Err(_) => return Err(BundleError::Damaged),
        };
        if link.community != head.community || self.invite.is_some() {
            return Err(BundleError::Damaged);
        }
        self.invite = Some(link);
        Ok(())
    }

    fn end(&mut self, content: &[u8]) -> Result<(), BundleError> {
        let mut content = Bytes::new(content);
        let acts = content.count(LARGE.acts).map_err(|_| BundleError::Damaged)?;
        let sum: [u8; 32] = content.array().map_err(|_| BundleError::Damaged)?;
        content.end().map_err(|_| BundleError::Damaged)?;
        let has = |link: &InviteLink| self.acts.iter().any(|act| act.id() == link.invite);
        let is_whole = acts == self.acts.len()
            && <[u8; 32]>::from(self.hasher.clone().finalize()) == sum
            && self.current.is_none()
            && !self.more
            && self.invite.as_ref().is_none_or(has);
        if !is_whole {
            return Err(BundleError::Damaged);
        }
        self.ended = true;
        Ok(())
    }
}
