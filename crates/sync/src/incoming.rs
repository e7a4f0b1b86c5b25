//! Parts of transfers as they arrive: in order, each once, read into acts.
//!
//! Guards: a part that is out of order or came before is passed over in silence, never mixed in, so
//! that nothing is acknowledged that wasn't read; what one transfer refers to is forgotten with it.
//! Next: [`crate::session`].

use std::collections::{BTreeSet, VecDeque};

use act::{
    clock::Clock,
    id::{ActId, CommunityId},
    log::Log,
};

use crate::{
    pack::Pack,
    unpack::{UnpackError, Unpacker},
};

/// Ends of what the peer delivered that are remembered until they are in the log: as many as forked
/// and parallel branches of the greatest community. Beyond it something is sent back in vain.
const DELIVERED: usize = 1_024;

/// What arrives from one peer.
#[derive(Debug)]
pub(crate) struct Incoming {
    community: CommunityId,
    current: Option<Current>,
    /// The first transfer that is neither running nor over.
    next: u32,
    delivered: VecDeque<ActId>,
}

#[derive(Debug)]
struct Current {
    transfer: u32,
    parts: u32,
    unpacker: Unpacker,
}

impl Incoming {
    pub(crate) const fn new(community: CommunityId) -> Self {
        Self { community, current: None, next: 0, delivered: VecDeque::new() }
    }

    /// Whether a transfer is running.
    pub(crate) const fn is_busy(&self) -> bool {
        self.current.is_some()
    }

    /// The acts of a part, `None` when it is not the next one.
    pub(crate) fn part(
        &mut self,
        transfer: u32,
        number: u32,
        bytes: &[u8],
    ) -> Result<Option<Pack>, UnpackError> {
        if transfer >= self.next && number == 0 {
            self.next = transfer.saturating_add(1);
            self.current =
                Some(Current { transfer, parts: 0, unpacker: Unpacker::new(self.community) });
        }
        let is_next =
            |current: &&mut Current| (transfer, number) == (current.transfer, current.parts);
        let Some(current) = self.current.as_mut().filter(is_next) else {
            return Ok(None);
        };
        let mut pack = current.unpacker.unpack(bytes)?;
        current.parts += 1;
        pack.more = true;
        self.note(&pack);
        Ok(Some(pack))
    }

    /// The closing frame of a transfer: whether all of it arrived, `None` when it is not running.
    pub(crate) fn done(&mut self, transfer: u32, parts: u32) -> Option<bool> {
        let current = self.current.take_if(|c| c.transfer == transfer)?;
        Some(current.parts == parts)
    }

    /// The acts of a transfer in one piece, `None` when a later one began.
    pub(crate) fn push(
        &mut self,
        transfer: u32,
        bytes: &[u8],
    ) -> Result<Option<Pack>, UnpackError> {
        if transfer < self.next {
            return Ok(None);
        }
        self.next = transfer.saturating_add(1);
        self.current = None;
        let pack = Unpacker::new(self.community).unpack(bytes)?;
        self.note(&pack);
        Ok(Some(pack))
    }

    // The peer has whatever it delivers, and its past: the ends say it all.
    fn note(&mut self, pack: &Pack) {
        let named = pack.acts.iter().flat_map(|act| act.header().parents());
        let named: BTreeSet<_> = named.collect();
        self.delivered.retain(|id| !named.contains(id));
        for act in &pack.acts {
            if !named.contains(&act.id()) {
                self.delivered.push_back(act.id());
            }
        }
        while self.delivered.len() > DELIVERED {
            self.delivered.pop_front();
        }
    }

    /// Adds what the peer delivered, as far as it is in the log by now, to what the peer has.
    pub(crate) fn settle(&mut self, log: &Log, theirs: &mut Clock) {
        self.delivered.retain(|id| {
            let found = log.find(*id);
            if let Some(index) = found {
                theirs.join(&log.clock(index));
            }
            found.is_none()
        });
    }
}
