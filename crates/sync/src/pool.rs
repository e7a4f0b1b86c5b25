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

/// The least and the greatest id, which no act has.
const FIRST: ActId = ActId([0; 32]);
const LAST: ActId = ActId([0xff; 32]);

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
    /// Who delivered it too, of those whose quota it doesn't count against.
    also: BTreeSet<(Peer, ActId)>,
    used: BTreeMap<Peer, Quota>,
    large: BTreeMap<Peer, Large>,
    /// Whose large transfer was slow and made way, while it is connected: another one of it goes first.
    late: BTreeSet<Peer>,
    /// Who lost something of the transfer that runs.
    lost: BTreeSet<Peer>,
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
            also: BTreeSet::new(),
            used: BTreeMap::new(),
            large: BTreeMap::new(),
            late: BTreeSet::new(),
            lost: BTreeSet::new(),
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
        self.now = now;
        self.large.entry(peer).or_insert(Large { begun: now, moved: now });
        self.shrink(peer);
    }

    /// What may leave when this peer says that something is whole: nothing that only transfers which still
    /// run have brought, so that nobody's work is as much as others make it.
    pub(crate) fn settling(&self, peer: Peer) -> Vec<&Waiting> {
        let mut peers: BTreeSet<_> = self.used.keys().copied().collect();
        let mut next = self.also.first();
        while let Some((one, _)) = next {
            peers.insert(*one);
            next = self.also.range((*one, LAST)..).find(|(other, _)| other != one);
        }
        let over = peers.into_iter().filter(|one| *one == peer || !self.large.contains_key(one));
        let ids: BTreeSet<_> = over.flat_map(|one| self.of(one)).collect();
        ids.into_iter().filter_map(|id| self.waiting.get(&id)).collect()
    }

    /// Whether [`Pool::settling`] has it.
    pub(crate) fn is_settling(&self, waiting: &Waiting, peer: Peer) -> bool {
        waiting.by.iter().any(|by| *by == peer || !self.large.contains_key(by))
    }

    /// The acts that this peer delivered.
    pub(crate) fn of(&self, peer: Peer) -> impl Iterator<Item = ActId> + '_ {
        let own = self.by_age.range((peer, 0)..=(peer, u64::MAX)).map(|(_, id)| *id);
        own.chain(self.too(peer))
    }

    fn too(&self, peer: Peer) -> impl Iterator<Item = ActId> + '_ {
        self.also.range((peer, FIRST)..=(peer, LAST)).map(|(_, id)| *id)
    }

    /// The transfer is over: what waits still is within the quota again, on others' account too. Tells whether
    /// something of it made way before.
    pub(crate) fn end_large(&mut self, peer: Peer) -> bool {
        if self.large.remove(&peer).is_some() {
            let over: Vec<_> = self.too(peer).skip(self.quota.acts).collect();
            for id in over {
                self.release(id, peer);
            }
            self.shrink(peer);
        }
        self.lost.remove(&peer)
    }

    /// Keeps an act that this peer delivered, as long as there is room for it.
    pub(crate) fn add(&mut self, peer: Peer, act: Arc<Act>, now: u64) {
        let id = act.id();
        self.now = now;
        if let Some(waiting) = self.waiting.get(&id) {
            if waiting.by.contains(&peer) {
                return;
            }
            // Who is done with it answers for it rather than one whose transfer may never end.
            let (first, age, weight) = (waiting.by.first().copied(), waiting.age, waiting.weight);
            let runs = |one: &Peer| self.large.contains_key(one);
            let from = first.filter(|first| runs(first) && !runs(&peer));
            let place = if from.is_some() { 0 } else { 1 };
            self.waiting.entry(id).and_modify(|waiting| waiting.by.insert(place, peer));
            match from {
                Some(from) => {
                    self.discharge(from, age, weight);
                    self.also.insert((from, id));
                    self.charge(peer, age, weight, id);
                    self.shrink(peer);
                }
                None => {
                    self.also.insert((peer, id));
                }
            }
            self.moved(peer);
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
        if let Some((peer, rest)) = waiting.by.split_first() {
            self.discharge(*peer, waiting.age, waiting.weight);
            for by in rest {
                self.also.remove(&(*by, id));
            }
        }
        Some(waiting)
    }

    /// Drops what this peer alone delivered.
    pub(crate) fn forget(&mut self, peer: Peer) {
        self.late.remove(&peer);
        self.lost.remove(&peer);
        self.large.remove(&peer);
        let ids: Vec<_> = self.of(peer).collect();
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
            self.also.remove(&(peer, id));
            return None;
        }
        self.discharge(peer, age, weight);
        match next {
            Some(next) => {
                self.also.remove(&(next, id));
                self.charge(next, age, weight, id);
            }
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

    fn is_slow(&self, large: &Large) -> bool {
        let since = |then| self.now.saturating_sub(then);
        since(large.moved) >= STALLED || since(large.begun) >= LONGEST
    }

    // One large transfer goes: one that stands still or takes too long, or else the largest, which is no
    // fault of it.
    fn make_way(&mut self) {
        let last = self.large.iter().map(|(peer, large)| {
            let is_late = self.is_slow(large) || self.late.contains(peer);
            (is_late, self.used(*peer).bytes, *peer)
        });
        if let Some((is_late, _, peer)) = last.max() {
            self.forget(peer);
            self.lost.insert(peer);
            if is_late {
                self.late.insert(peer);
            }
        }
    }

    /// What is counted is what is there, and within the quotas.
    pub(crate) fn check_invariants(&self) {
        assert_eq!(self.waiting.len(), self.by_age.len());
        let also =
            self.waiting.values().flat_map(|w| w.by.iter().skip(1).map(|by| (*by, w.act.id())));
        assert_eq!(also.collect::<BTreeSet<_>>(), self.also);
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
