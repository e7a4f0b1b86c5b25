//! Acts that can't be taken in yet: their past, their seal or a word from a member is missing.
//!
//! Guards: no peer makes another one keep more than its quota, or lose what it delivered too; the
//! oldest go first and can be asked for again. Large transfers share a room of their own, since only
//! the seal at a chain's end covers what comes before it; who brings little there is never driven out
//! by who brings much. Next: [`crate::intake`], which decides what can leave.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

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

/// What may wait of every peer: more than anybody writes by hand in a day.
pub const QUOTA: Quota = Quota { acts: 1_000, bytes: 4 * 1024 * 1024 };

/// What may wait of all peers together whose large transfers run: the whole history of a busy
/// neighbourhood, 200,000 acts of about 600 bytes.
pub const LARGE: Quota = Quota { acts: 200_000, bytes: 128 * 1024 * 1024 };

/// Milliseconds without anything new after which a large transfer makes way for others: two
/// round trips over the slowest line on which anybody would wait, as in [`crate::session`].
const STALLED: u64 = 20_000;

/// Milliseconds after which it does so at all events: all of [`LARGE`], ten times packed, takes less
/// over a line of 256 kbit/s.
const LONGEST: u64 = 600_000;

/// A large transfer that runs.
#[derive(Clone, Copy, Debug)]
struct Large {
    begun: u64,
    /// When it last brought something new.
    moved: u64,
}

/// An act that waits.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) act: Arc<Act>,
    /// A genuine seal on this very act.
    pub(crate) seal: Option<Signature>,
    /// Who delivered it, the one whose quota it counts against first; never empty, and no longer
    /// than there are peers connected.
    by: Vec<Peer>,
    /// Its place in the order of arrival.
    pub(crate) age: u64,
    weight: usize,
}

impl Waiting {
    /// Bytes it takes in memory, about.
    pub(crate) const fn weight(&self) -> usize {
        self.weight
    }

    /// All who delivered it.
    pub(crate) fn by(&self) -> &[Peer] {
        &self.by
    }
}

/// The acts that wait.
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    quota: Quota,
    /// For all large transfers together.
    room: Quota,
    waiting: BTreeMap<ActId, Waiting>,
    by_age: BTreeMap<(Peer, u64), ActId>,
    used: BTreeMap<Peer, Quota>,
    large: BTreeMap<Peer, Large>,
    /// Whose large transfer made way, while it is connected: it does so again before others.
    late: BTreeSet<Peer>,
    next: u64,
    now: u64,
}

impl Pool {
    pub(crate) const fn new(quota: Quota, room: Quota) -> Self {
        Self {
            quota,
            room,
            waiting: BTreeMap::new(),
            by_age: BTreeMap::new(),
            used: BTreeMap::new(),
            large: BTreeMap::new(),
            late: BTreeSet::new(),
            next: 0,
            now: 0,
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

    /// This peer has a large transfer: from now on what it brings counts against the room of those.
    pub(crate) fn begin_large(&mut self, peer: Peer, now: u64) {
        self.large.entry(peer).or_insert(Large { begun: now, moved: now });
    }

    /// The transfer is over: what waits still is within the quota again.
    pub(crate) fn end_large(&mut self, peer: Peer) {
        if self.large.remove(&peer).is_some() {
            self.shrink(peer);
        }
    }

    /// Keeps an act that this peer delivered, as long as there is room for it.
    pub(crate) fn add(&mut self, peer: Peer, act: Arc<Act>, now: u64) {
        let id = act.id();
        self.now = now;
        if let Some(waiting) = self.waiting.get_mut(&id) {
            if !waiting.by.contains(&peer) {
                waiting.by.push(peer);
                self.moved(peer);
            }
            return;
        }
        self.moved(peer);
        let weight = weight(&act);
        let age = self.next;
        self.next += 1;
        self.waiting.insert(id, Waiting { act, seal: None, by: vec![peer], age, weight });
        self.charge(peer, age, weight, id);
        self.shrink(peer);
    }

    pub(crate) fn seal(&mut self, id: ActId, signature: Signature) {
        if let Some(waiting) = self.waiting.get_mut(&id) {
            waiting.seal = Some(signature);
        }
    }

    pub(crate) fn remove(&mut self, id: ActId) -> Option<Waiting> {
        let waiting = self.waiting.remove(&id)?;
        if let Some(peer) = waiting.by.first() {
            self.discharge(*peer, waiting.age, waiting.weight);
        }
        Some(waiting)
    }

    /// Drops what this peer alone delivered.
    pub(crate) fn forget(&mut self, peer: Peer) {
        self.late.remove(&peer);
        self.large.remove(&peer);
        let its = self.waiting.values().filter(|waiting| waiting.by.contains(&peer));
        let ids: Vec<_> = its.map(|waiting| waiting.act.id()).collect();
        for id in ids {
            if let Some(next) = self.release(id, peer) {
                self.shrink(next);
            }
        }
    }

    fn moved(&mut self, peer: Peer) {
        if let Some(large) = self.large.get_mut(&peer) {
            large.moved = self.now;
        }
    }

    fn charge(&mut self, peer: Peer, age: u64, weight: usize, id: ActId) {
        let used = self.used.entry(peer).or_insert(Quota { acts: 0, bytes: 0 });
        used.acts += 1;
        used.bytes += weight;
        self.by_age.insert((peer, age), id);
    }

    fn discharge(&mut self, peer: Peer, age: u64, weight: usize) {
        self.by_age.remove(&(peer, age));
        if let Some(used) = self.used.get_mut(&peer) {
            used.acts -= 1;
            used.bytes -= weight;
            if used.acts == 0 {
                self.used.remove(&peer);
            }
        }
    }

    // The act no longer waits for this peer's sake. Tells whose quota it counts against from now on.
    fn release(&mut self, id: ActId, peer: Peer) -> Option<Peer> {
        let waiting = self.waiting.get_mut(&id)?;
        let first = waiting.by.first() == Some(&peer);
        waiting.by.retain(|by| *by != peer);
        let (age, weight, next) = (waiting.age, waiting.weight, waiting.by.first().copied());
        if !first {
            return None;
        }
        self.discharge(peer, age, weight);
        match next {
            Some(next) => self.charge(next, age, weight, id),
            None => {
                self.waiting.remove(&id);
            }
        }
        next
    }

    // What one peer has no room for may count against another one that delivered it too.
    fn shrink(&mut self, peer: Peer) {
        let mut over = BTreeSet::from([peer]);
        while let Some(peer) = over.first().copied() {
            let used = self.used(peer);
            let is_over = !self.large.contains_key(&peer) && exceeds(used, self.quota);
            let its = (peer, 0)..=(peer, u64::MAX);
            let oldest = self.by_age.range(its).next().map(|(_, id)| *id);
            match oldest {
                Some(oldest) if is_over => over.extend(self.release(oldest, peer)),
                _ => {
                    over.remove(&peer);
                }
            }
        }
        while exceeds(self.large_use(), self.room) {
            self.make_way();
        }
    }

    fn large_use(&self) -> Quota {
        let each = self.large.keys().map(|peer| self.used(*peer));
        each.fold(Quota { acts: 0, bytes: 0 }, |all, one| Quota {
            acts: all.acts + one.acts,
            bytes: all.bytes + one.bytes,
        })
    }

    // One large transfer goes: one that went before, stands still or takes too long, or else the
    // largest.
    fn make_way(&mut self) {
        let since = |then| self.now.saturating_sub(then);
        let is_slow =
            |large: &Large| since(large.moved) >= STALLED || since(large.begun) >= LONGEST;
        let last = self.large.iter().max_by_key(|(peer, large)| {
            (self.late.contains(peer) || is_slow(large), self.used(**peer).bytes)
        });
        if let Some(peer) = last.map(|(peer, _)| *peer) {
            self.forget(peer);
            self.late.insert(peer);
        }
    }

    /// What is counted is what is there, and within the quotas.
    pub(crate) fn check_invariants(&self) {
        assert_eq!(self.waiting.len(), self.by_age.len());
        for (peer, used) in &self.used {
            let own = self.waiting.values().filter(|w| w.by.first() == Some(peer));
            let (acts, bytes) = own.fold((0, 0), |(acts, bytes), w| (acts + 1, bytes + w.weight));
            assert_eq!((used.acts, used.bytes), (acts, bytes));
            assert!(self.large.contains_key(peer) || !exceeds(*used, self.quota));
        }
        assert!(!exceeds(self.large_use(), self.room));
    }
}

const fn exceeds(used: Quota, quota: Quota) -> bool {
    used.acts > quota.acts || used.bytes > quota.bytes
}
