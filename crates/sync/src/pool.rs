//! Acts that can't be taken in yet: their past, their seal or a word from a member is missing.
//!
//! Guards: no peer makes another one keep more than its quota; the oldest go first and can be asked
//! for again. One peer at a time may hold a large transfer here, since only the seal at a chain's
//! end covers what comes before it. Next: [`crate::intake`], which decides what can leave.

use std::{collections::BTreeMap, sync::Arc};

use act::{act::Act, id::ActId, key::Signature};

use crate::pack::weight;

/// Who delivered something: a number that the caller gives each connected device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Peer(pub u64);

/// How much of one peer may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Acts.
    pub acts: usize,
    /// Bytes they weigh in memory.
    pub bytes: usize,
}

/// What may wait of every peer: more than anybody writes by hand in a day (`network.md`, manners).
pub const QUOTA: Quota = Quota { acts: 1_000, bytes: 4 * 1024 * 1024 };

/// What may wait of one peer at a time while a large transfer runs: the whole history of a busy
/// neighbourhood, 200,000 acts of about 600 bytes.
pub const LARGE: Quota = Quota { acts: 200_000, bytes: 128 * 1024 * 1024 };

/// An act that waits.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) act: Arc<Act>,
    /// A genuine seal on this very act.
    pub(crate) seal: Option<Signature>,
    peer: Peer,
    /// Its place in the order of arrival.
    pub(crate) age: u64,
    weight: usize,
}

/// The acts that wait.
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    quota: Quota,
    waiting: BTreeMap<ActId, Waiting>,
    by_age: BTreeMap<(Peer, u64), ActId>,
    used: BTreeMap<Peer, Quota>,
    large: Option<Peer>,
    next: u64,
}

impl Pool {
    pub(crate) const fn new(quota: Quota) -> Self {
        Self {
            quota,
            waiting: BTreeMap::new(),
            by_age: BTreeMap::new(),
            used: BTreeMap::new(),
            large: None,
            next: 0,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(crate) fn get(&self, id: ActId) -> Option<&Waiting> {
        self.waiting.get(&id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Waiting> + '_ {
        self.waiting.values()
    }

    pub(crate) fn used(&self, peer: Peer) -> Quota {
        self.used.get(&peer).copied().unwrap_or(Quota { acts: 0, bytes: 0 })
    }

    /// Whether this peer may, from now on, have a large transfer wait here.
    pub(crate) fn begin_large(&mut self, peer: Peer) -> bool {
        *self.large.get_or_insert(peer) == peer
    }

    /// The transfer is over: what waits still is within the quota again.
    pub(crate) fn end_large(&mut self, peer: Peer) {
        if self.large == Some(peer) {
            self.large = None;
            self.shrink(peer);
        }
    }

    pub(crate) fn add(&mut self, peer: Peer, act: Arc<Act>) {
        let id = act.id();
        if self.waiting.contains_key(&id) {
            return;
        }
        let weight = weight(&act);
        let age = self.next;
        self.next += 1;
        let used = self.used.entry(peer).or_insert(Quota { acts: 0, bytes: 0 });
        used.acts += 1;
        used.bytes += weight;
        self.by_age.insert((peer, age), id);
        let waiting = Waiting { act, seal: None, peer, age, weight };
        self.waiting.insert(id, waiting);
        self.shrink(peer);
    }

    pub(crate) fn seal(&mut self, id: ActId, signature: Signature) {
        if let Some(waiting) = self.waiting.get_mut(&id) {
            waiting.seal = Some(signature);
        }
    }

    pub(crate) fn remove(&mut self, id: ActId) -> Option<Waiting> {
        let waiting = self.waiting.remove(&id)?;
        self.by_age.remove(&(waiting.peer, waiting.age));
        if let Some(used) = self.used.get_mut(&waiting.peer) {
            used.acts -= 1;
            used.bytes -= waiting.weight;
            if used.acts == 0 {
                self.used.remove(&waiting.peer);
            }
        }
        Some(waiting)
    }

    pub(crate) fn forget(&mut self, peer: Peer) {
        let first = (peer, 0)..=(peer, u64::MAX);
        let ids: Vec<_> = self.by_age.range(first).map(|(_, id)| *id).collect();
        for id in ids {
            self.remove(id);
        }
        if self.large == Some(peer) {
            self.large = None;
        }
    }

    fn shrink(&mut self, peer: Peer) {
        let quota = if self.large == Some(peer) { LARGE } else { self.quota };
        loop {
            let used = self.used(peer);
            if used.acts <= quota.acts && used.bytes <= quota.bytes {
                return;
            }
            let first = (peer, 0)..=(peer, u64::MAX);
            let Some((_, oldest)) = self.by_age.range(first).next() else {
                return;
            };
            let oldest = *oldest;
            self.remove(oldest);
        }
    }

    /// What is counted is what is there, and within the quotas.
    pub(crate) fn check_invariants(&self) {
        assert_eq!(self.waiting.len(), self.by_age.len());
        for (peer, used) in &self.used {
            let own = self.waiting.values().filter(|w| w.peer == *peer);
            let (acts, bytes) = own.fold((0, 0), |(acts, bytes), w| (acts + 1, bytes + w.weight));
            assert_eq!((used.acts, used.bytes), (acts, bytes));
            let quota = if self.large == Some(*peer) { LARGE } else { self.quota };
            assert!(acts <= quota.acts && bytes <= quota.bytes);
        }
    }
}
