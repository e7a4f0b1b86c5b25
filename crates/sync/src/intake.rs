//! What becomes of acts that arrive: taken in with their whole past and a seal, or they wait.
//!
//! Guards: an act enters the log only together with a genuine seal on it or on a later act of its
//! chain that enters too, so that the end of every branch in a log is always sealed; acts of people
//! who are out, and more of one device than the gate gives it credit for, only when an act of a present
//! member has them in its past (`docs/rules.md`, definition 6). Next: [`crate::pool`], where the
//! rest waits; after this the caller stores and judges.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use act::{
    act::Act,
    id::{ActId, DeviceId, MemberId},
    key::Signature,
    log::{AppendError, Index, Log, Refusal},
    seal::Seal,
};

use crate::{
    pack::Pack,
    pool::{LARGE, Peer, Pool, QUOTA, Quota, Waiting},
    ready::Ready,
};

/// Missing acts that are reported at once; the rest follows when these are here.
const MISSING: usize = 256;

/// Whether an act may come in (definition 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It may, and with it all waiting acts in its past, held ones too: a present member's.
    Take,
    /// It may, unless a held act is in its past; it lets in nothing: a guest's or a newcomer's.
    Follow,
    /// Only when an act that may be taken has it in its past: that of somebody who is out.
    Hold,
}

/// Says who is out (definition 6) and how much one device may bring. Given by the caller, who knows the
/// register.
pub trait Gate {
    /// Whether `act`, whose past need not be in `log` yet, may come in.
    fn admits(&self, log: &Log, act: &Act) -> Admission;

    /// How much may come in now, in the order of their sequence numbers, of acts of this owner's devices
    /// that no other member's act has in its past, where so much of them would.
    fn credit(&self, log: &Log, owner: Option<MemberId>, wanted: Quota) -> Quota {
        let _ = (log, owner);
        wanted
    }

    /// Whose device it is, where that is known.
    fn owner(&self, device: DeviceId) -> Option<MemberId> {
        let _ = device;
        None
    }
}

impl<F: Fn(&Log, &Act) -> Admission> Gate for F {
    fn admits(&self, log: &Log, act: &Act) -> Admission {
        self(log, act)
    }
}

/// What came of a delivery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// What is new in the log, in causal order. Store it with `seals` before anything else.
    pub appended: Vec<Index>,
    /// The genuine seals that cover it.
    pub seals: Vec<Seal>,
    /// Acts that something waits for which this peer delivered, and that nobody has delivered; at
    /// most 256. The peer has them, if it is honest.
    pub missing: Vec<ActId>,
    /// What everyone refuses, with the reason and who delivered it: each of those misbehaved, which
    /// needn't be the peer that this delivery is from.
    pub refused: Vec<(Peer, ActId, Refusal)>,
    /// Whole acts of which the log had lost the words: the caller puts them back where nothing erased
    /// them.
    pub restored: Vec<Arc<Act>>,
    /// How many acts wait for an act of a present member that names them, or has what they wait for
    /// in its past.
    pub held: usize,
    /// Whether something that this peer brought before in the same transfer made way for others: it isn't whole.
    pub lost: bool,
    /// Whose devices brought more than there is credit for: what is beyond it waits as far as there is room.
    pub rationed: BTreeSet<Option<MemberId>>,
}

/// Takes acts of one community in.
#[derive(Clone, Debug)]
pub struct Intake {
    pool: Pool,
}

impl Default for Intake {
    fn default() -> Self {
        Self::new(QUOTA, LARGE)
    }
}

impl Intake {
    /// An intake with this quota for each peer, and this room for all large transfers together.
    #[must_use]
    pub const fn new(quota: Quota, room: Quota) -> Self {
        Self { pool: Pool::new(quota, room) }
    }

    /// Takes in what can be, of what this peer delivered and of what waited. While `pack.more`,
    /// acts and seals are only put aside, in a room that all such transfers share: where it is full, one
    /// makes way that stands still or takes long, or else the largest. What only transfers that still run
    /// brought waits for their end. `now` is any clock of the caller's, in milliseconds.
    ///
    /// The gate is asked about the log as it was. Where acts that came in may change its answers
    /// and some are held, call this again with an empty pack until nothing more is appended.
    pub fn take(
        &mut self,
        log: &mut Log,
        gate: &dyn Gate,
        peer: Peer,
        pack: Pack,
        now: u64,
    ) -> Taken {
        let mut taken = Taken::default();
        if pack.more {
            self.pool.begin_large(peer, now);
        }
        for act in pack.acts {
            if let Some(known) = log.find(act.id()) {
                if log.act(known).is_erased() && !act.is_erased() {
                    taken.restored.push(act);
                }
            } else if act.community() == log.community() {
                self.pool.add(peer, act, now);
            } else {
                taken.refused.push((peer, act.id(), Refusal::Foreign));
            }
        }
        self.verify(log, peer, &pack.seals, &mut taken);
        if !pack.more {
            self.settle(log, gate, peer, &mut taken);
            taken.missing = self.missing(log, gate, peer);
            taken.lost = self.pool.end_large(peer);
        }
        taken
    }

    /// Drops what waits of a peer that is gone.
    pub fn forget(&mut self, peer: Peer) {
        self.pool.forget(peer);
    }

    /// How many acts wait, of all peers.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.pool.len()
    }

    /// What waits of one peer.
    #[must_use]
    pub fn used(&self, peer: Peer) -> Quota {
        self.pool.used(peer)
    }

    // A peer sends few seals; after a false one nothing of it is worth a look.
    fn verify(&mut self, log: &Log, peer: Peer, seals: &[Seal], taken: &mut Taken) {
        for seal in seals {
            let Some(waiting) = self.pool.get(seal.act) else {
                continue;
            };
            if waiting.seal == Some(seal.signature) {
                continue;
            }
            let fits = *seal == Seal::of(&waiting.act, seal.signature)
                && seal.community == log.community();
            if fits && seal.is_genuine() {
                self.pool.seal(seal.act, seal.signature);
            } else {
                taken.refused.push((peer, seal.act, Refusal::Unsealed));
                return;
            }
        }
    }

    fn settle(&mut self, log: &mut Log, gate: &dyn Gate, peer: Peer, taken: &mut Taken) {
        // Whether an act is refused depends on its past alone: once what is refused is gone, the
        // rest comes in, so that twice is enough.
        while self.pool.len() > 0 {
            let mut ready = Ready::of(&self.pool.settling(peer), log);
            let mut held = ready.hold(|act| gate.admits(log, act));
            taken.rationed = ready.ration(gate, log);
            let mut is_rationed = !taken.rationed.is_empty();
            // What came in for the sake of an act beyond somebody's credit stays out with it.
            while is_rationed {
                let more = ready.hold(|act| gate.admits(log, act));
                held.acts += more.acts;
                let rationed =
                    if more.acts > 0 { ready.ration(gate, log) } else { BTreeSet::new() };
                is_rationed = !rationed.is_empty();
                taken.rationed.extend(rationed);
            }
            taken.held = held.acts;
            let order = ready.in_order();
            // An act that everyone refuses may be what covers others or lets them in: then those
            // can't come in either. Where that could be, the log goes back to how it was.
            let leans = held.named || order.iter().any(|item| item.seal.is_none());
            let mark = leans.then(|| log.mark());
            let (appended, refused) = append(log, &order);
            self.refuse(&refused, taken);
            if let Some(mark) = mark.filter(|_| !refused.is_empty()) {
                log.back_to(mark);
                continue;
            }
            self.enter(log, &order, taken);
            taken.appended = appended;
            return;
        }
    }

    // What is in the log waits no longer.
    fn enter(&mut self, log: &mut Log, order: &[Item], taken: &mut Taken) {
        for item in order {
            let id = item.act.id();
            if log.find(id).is_none() {
                continue;
            }
            self.pool.remove(id);
            if let Some(signature) = item.seal {
                let seal = Seal::of(&item.act, signature);
                log.seal(&seal);
                taken.seals.push(seal);
            }
        }
    }

    // Whoever delivered it is to blame: an honest peer refused it too, so never had it to give.
    // Nothing that names it can ever come in.
    fn refuse(&mut self, refused: &[(ActId, Refusal)], taken: &mut Taken) {
        for (id, reason) in refused {
            let by = self.pool.get(*id).map(Waiting::by).unwrap_or_default();
            taken.refused.extend(by.iter().map(|peer| (*peer, *id, *reason)));
        }
        let mut gone: Vec<_> = refused.iter().map(|(id, _)| *id).collect();
        if gone.is_empty() {
            return;
        }
        let mut naming: BTreeMap<ActId, Vec<ActId>> = BTreeMap::new();
        for waiting in self.pool.iter() {
            for parent in waiting.act.header().parents() {
                naming.entry(parent).or_default().push(waiting.act.id());
            }
        }
        while let Some(id) = gone.pop() {
            self.pool.remove(id);
            gone.extend(naming.remove(&id).unwrap_or_default());
        }
    }

    /// Acts that acts of this peer name which are neither in the log nor waiting; at most 256. Of others
    /// it may not have what is named, or nobody may. What somebody without credit names is asked for only
    /// where somebody else's act needs it.
    #[must_use]
    pub fn missing(&self, log: &Log, gate: &dyn Gate, peer: Peer) -> Vec<ActId> {
        const ONE: Quota = Quota { acts: 1, bytes: 0 };
        let mut credit: BTreeMap<Option<MemberId>, bool> = BTreeMap::new();
        let mut has_credit = |device| {
            let owner = gate.owner(device);
            *credit.entry(owner).or_insert_with(|| gate.credit(log, owner, ONE).acts > 0)
        };
        let its = self.pool.of(peer).filter_map(|id| self.pool.get(id));
        let mut ask: Vec<_> = its.filter(|waiting| has_credit(waiting.act.device())).collect();
        let mut asked: BTreeSet<_> = ask.iter().map(|waiting| waiting.act.id()).collect();
        let mut absent = BTreeSet::new();
        while let Some(waiting) = ask.pop().filter(|_| absent.len() < MISSING) {
            for id in waiting.act.header().parents() {
                let parent = self.pool.get(id).filter(|one| self.pool.is_settling(one, peer));
                match parent {
                    Some(parent) if asked.insert(id) => ask.push(parent),
                    None if log.find(id).is_none() => {
                        absent.insert(id);
                    }
                    _ => {}
                }
            }
        }
        absent.into_iter().take(MISSING).collect()
    }

    /// For property tests: what is counted is what waits, and no peer is over its quota.
    ///
    /// # Panics
    /// When that isn't so.
    pub fn check_invariants(&self) {
        self.pool.check_invariants();
    }
}

/// An act on its way into the log.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) act: Arc<Act>,
    pub(crate) seal: Option<Signature>,
}

fn append(log: &mut Log, order: &[Item]) -> (Vec<Index>, Vec<(ActId, Refusal)>) {
    let mut appended = Vec::new();
    let mut refused = Vec::new();
    for item in order {
        match log.append(Arc::clone(&item.act)) {
            Ok(index) => appended.push(index),
            Err(AppendError::Refused(reason)) => refused.push((item.act.id(), reason)),
            // Known: impossible, these are not in the log. Missing: what it names was refused.
            Err(AppendError::Known(_) | AppendError::Missing(_)) => {}
        }
    }
    (appended, refused)
}
