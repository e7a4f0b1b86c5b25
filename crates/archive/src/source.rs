//! What a snapshot is made of: the acts of a community with their seals, judged and compiled.
//!
//! Guards: acts stand in one order on every peer: by past, and the smallest id first among those whose
//! past is done. Next: [`crate::compose`].

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use act::{
    act::Act,
    cap, codec,
    id::CommunityId,
    log::{AppendError, Index, Log},
    seal::Seal,
};
use document::projection::Document;
use rules::judge::Judge;

/// A community, derived anew from its acts.
#[derive(Debug)]
pub struct Source {
    pub(crate) log: Log,
    pub(crate) judge: Judge,
    pub(crate) document: Document,
    pub(crate) seals: Vec<Seal>,
}

/// Why acts and seals make no community.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Some bytes are no act or seal.
    #[error("some bytes are no act or seal")]
    Malformed,
    /// An act doesn't fit on what comes before it.
    #[error("act {0} does not fit: {1}")]
    Act(act::id::ActId, AppendError),
    /// A seal is false or of something else.
    #[error("the seal on act {0} is false")]
    Seal(act::id::ActId),
    /// The document could not be derived.
    #[error("the document could not be derived")]
    Document(#[source] document::engine::EngineError),
    /// The end of a device's chain carries no seal.
    #[error("device {0} has acts that no seal covers")]
    Unsealed(act::id::DeviceId),
}

impl Source {
    /// Derives a community from the canonical bytes of its acts and seals, as a peer hands them out.
    ///
    /// # Errors
    /// When some bytes are no act or seal, or don't make a community.
    pub fn read(community: &str, acts: &[Vec<u8>], seals: &[Vec<u8>]) -> Result<Self, SourceError> {
        let community = CommunityId::from_hex(community).ok_or(SourceError::Malformed)?;
        let acts: Result<Vec<_>, _> =
            acts.iter().map(|bytes| Act::decode(bytes).map(Arc::new)).collect();
        let seals: Result<Vec<Seal>, _> =
            seals.iter().map(|bytes| codec::decode(bytes, cap::ACT)).collect();
        let acts = acts.map_err(|_| SourceError::Malformed)?;
        Self::derive(community, acts, seals.map_err(|_| SourceError::Malformed)?)
    }

    /// Derives a community from acts and their seals.
    ///
    /// # Errors
    /// When an act doesn't fit or isn't covered by a genuine seal.
    pub fn derive(
        community: CommunityId,
        acts: impl IntoIterator<Item = Arc<Act>>,
        seals: impl IntoIterator<Item = Seal>,
    ) -> Result<Self, SourceError> {
        let mut log = Log::new(community);
        let mut judge = Judge::default();
        for act in in_order(acts) {
            let id = act.id();
            let index = log.append(act).map_err(|error| SourceError::Act(id, error))?;
            judge.judge(&log, index);
        }
        for seal in seals {
            let act = log.find(seal.act).map(|index| log.act(index));
            let fits = act.is_some_and(|act| seal == Seal::of(act, seal.signature));
            if !fits || !seal.is_genuine() {
                return Err(SourceError::Seal(seal.act));
            }
            log.seal(&seal);
        }
        for (device, branches) in log.devices() {
            for branch in branches {
                let stretch = log.stretch(*branch);
                let last = stretch.acts.last().map_or(0, |last| log.act(*last).seq());
                if stretch.sealed() != last {
                    return Err(SourceError::Unsealed(device));
                }
            }
        }
        let document = Document::derive(&log, &judge).map_err(SourceError::Document)?;
        // One at the end of each branch covers all of it.
        let ends = |seal: &Seal| {
            let stretch = log.find(seal.act).map(|index| log.stretch(log.entry(index).branch()));
            stretch.is_some_and(|stretch| stretch.sealed() == seal.seq)
        };
        let mut seals: Vec<_> = log.seals().filter(ends).collect();
        seals.sort_unstable_by_key(|seal| (seal.device, seal.seq, seal.act));
        Ok(Self { log, judge, document, seals })
    }

    /// How many acts there are.
    #[must_use]
    pub const fn acts(&self) -> usize {
        self.log.len()
    }

    /// The heads of the document, in hexadecimal digits, ascending.
    #[must_use]
    pub fn heads(&self) -> Vec<String> {
        let mut heads: Vec<_> =
            self.document.heads().iter().map(|head| data_encoding::HEXLOWER.encode(head)).collect();
        heads.sort_unstable();
        heads
    }

    pub(crate) fn heads_of_log(&self) -> Vec<Index> {
        self.log.head_indices().collect()
    }
}

// By past, the smallest id first among those whose past is done; acts whose past is missing last,
// where appending them says so.
fn in_order(acts: impl IntoIterator<Item = Arc<Act>>) -> Vec<Arc<Act>> {
    let acts: BTreeMap<_, _> = acts.into_iter().map(|act| (act.id(), act)).collect();
    let mut missing: BTreeMap<_, usize> = BTreeMap::new();
    let mut children: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut ready = BTreeSet::new();
    for (id, act) in &acts {
        let parents: BTreeSet<_> = act.header().parents().collect();
        for parent in &parents {
            children.entry(*parent).or_default().push(*id);
        }
        if parents.is_empty() {
            ready.insert(*id);
        }
        missing.insert(*id, parents.len());
    }
    let mut order = Vec::with_capacity(acts.len());
    while let Some(id) = ready.pop_first() {
        order.push(id);
        for child in children.get(&id).into_iter().flatten() {
            if let Some(left) = missing.get_mut(child) {
                *left -= 1;
                if *left == 0 {
                    ready.insert(*child);
                }
            }
        }
    }
    let done: BTreeSet<_> = order.iter().copied().collect();
    order.extend(acts.keys().filter(|id| !done.contains(*id)));
    order.iter().filter_map(|id| acts.get(id)).map(Arc::clone).collect()
}
