//! The acts of one community on this peer: closed under past, in causal order.
//!
//! Guards: whatever stands in the log has its whole past there, belongs to one community, chains to
//! its device's previous act, names no act twice, and is by a device that its own past knows.
//! Forks fit: each gets a branch of its own. Next: `rules::judge`, which gives each act a verdict.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    act::Act,
    clock::{Branch, Clock, Tips},
    id::{ActId, CommunityId, DeviceId},
    origin::Origins,
};

mod erased; // acts that lost their words
mod mark; // back to how it was
mod sealed; // the seals along each stretch

pub use mark::Mark;
pub use sealed::Stretch;

/// The place of an act in this peer's log; a later act has a greater one. Differs between peers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Index(u32);

impl Index {
    /// As a position in a list.
    #[must_use]
    pub const fn at(self) -> usize {
        self.0 as usize
    }
}

/// After so many steps a clock is stored whole: a lookup walks at most this far back, and 300 devices
/// cost about 40 bytes an act instead of 1.2 kB.
const FULL_CLOCK_EVERY: u32 = 64;

/// An act in the log.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The act.
    pub act: Arc<Act>,
    /// Its device's previous act.
    pub prev: Option<Index>,
    /// The acts it names in `seen`.
    pub seen: Box<[Index]>,
    branch: Branch,
    // What its clock reaches further than that of `base`, a parent, or all of it without one.
    delta: Box<[(Branch, u32)]>,
    base: Option<Index>,
    // How many bases back the next full clock is.
    steps: u32,
}

impl Entry {
    /// All acts that it names directly.
    pub fn parents(&self) -> impl Iterator<Item = Index> + '_ {
        self.prev.iter().chain(self.seen.iter()).copied()
    }

    /// The branch of its device's chain that it stands on.
    #[must_use]
    pub const fn branch(&self) -> Branch {
        self.branch
    }
}

/// Why an act can't be appended now or ever.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// It is here already.
    #[error("the act is known already")]
    Known(Index),
    /// Acts that it names are not here yet.
    #[error("{} acts that it names are not here yet", .0.len())]
    Missing(Vec<ActId>),
    /// It can never be taken in.
    #[error("an act was refused: {0}")]
    Refused(Refusal),
}

/// Why an act is refused by everyone (`docs/protocol.md`, What is taken in).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// It is of another community.
    #[error("it belongs to another community")]
    Foreign,
    /// `prev` is of another device or not one sequence number back.
    #[error("it does not follow on its device's previous act")]
    Unchained,
    /// `seen` names what the past of another parent holds already.
    #[error("it names acts twice")]
    Redundant,
    /// Nothing in its past brings its device in.
    #[error("its device is unknown")]
    Stranger,
    /// Its device's signature is missing or false.
    #[error("it is not signed by its device")]
    Unsealed,
}

/// The log of one community.
#[derive(Clone, Debug)]
pub struct Log {
    community: CommunityId,
    entries: Vec<Entry>,
    by_id: BTreeMap<ActId, Index>,
    erased: BTreeSet<Index>,
    stretches: Vec<Stretch>,
    devices: BTreeMap<DeviceId, Vec<Branch>>,
    origins: Origins,
    heads: BTreeSet<Index>,
    tips: Tips,
}

impl Log {
    /// An empty log of a community; its founding act comes first.
    #[must_use]
    pub fn new(community: CommunityId) -> Self {
        Self {
            community,
            entries: Vec::new(),
            by_id: BTreeMap::new(),
            erased: BTreeSet::new(),
            stretches: Vec::new(),
            devices: BTreeMap::new(),
            origins: Origins::default(),
            heads: BTreeSet::new(),
            tips: Tips::default(),
        }
    }

    /// The community.
    #[must_use]
    pub const fn community(&self) -> CommunityId {
        self.community
    }

    /// How many acts there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All acts in causal order, as they arrived here.
    pub fn iter(&self) -> impl Iterator<Item = (Index, &Entry)> + '_ {
        (0_u32..).map(Index).zip(&self.entries)
    }

    /// The indices from this position on, in causal order.
    pub fn since(&self, from: usize) -> impl Iterator<Item = Index> + use<> {
        let end = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let from = u32::try_from(from).unwrap_or(u32::MAX).min(end);
        (from..end).map(Index)
    }

    /// The entry at an index of this log.
    #[must_use]
    pub fn entry(&self, index: Index) -> &Entry {
        self.entries.get(index.at()).expect("an index comes from this log, which only grows")
    }

    /// The act at an index of this log.
    #[must_use]
    pub fn act(&self, index: Index) -> &Act {
        &self.entry(index).act
    }

    /// Where an act stands.
    #[must_use]
    pub fn find(&self, id: ActId) -> Option<Index> {
        self.by_id.get(&id).copied()
    }

    /// The ids that begin with these hexadecimal digits, at most two.
    #[must_use]
    pub fn with_prefix(&self, prefix: &str) -> Vec<ActId> {
        let mut low = prefix.to_ascii_lowercase();
        low.extend(std::iter::repeat_n('0', 64_usize.saturating_sub(prefix.len())));
        let Some(low) = ActId::from_hex(&low) else {
            return Vec::new();
        };
        let matching = |id: &&ActId| id.to_string().starts_with(&prefix.to_ascii_lowercase());
        self.by_id.range(low..).map(|(id, _)| id).take_while(matching).take(2).copied().collect()
    }

    /// The acts that no other act names, by id.
    #[must_use]
    pub fn heads(&self) -> Vec<ActId> {
        let mut heads: Vec<_> = self.heads.iter().map(|head| self.act(*head).id()).collect();
        heads.sort_unstable();
        heads
    }

    /// The acts that no other act names.
    pub fn head_indices(&self) -> impl Iterator<Item = Index> + '_ {
        self.heads.iter().copied()
    }

    /// The devices with their branches, in the order of their keys.
    pub fn devices(&self) -> impl Iterator<Item = (DeviceId, &[Branch])> + '_ {
        self.devices.iter().map(|(device, branches)| (*device, branches.as_slice()))
    }

    /// The branches of a device; more than one when it forked.
    #[must_use]
    pub fn branches(&self, device: DeviceId) -> &[Branch] {
        self.devices.get(&device).map_or(&[], Vec::as_slice)
    }

    /// A branch.
    #[must_use]
    pub fn stretch(&self, branch: Branch) -> &Stretch {
        self.stretches.get(branch as usize).expect("a branch comes from this log, which only grows")
    }

    /// The last acts of a device's branches; one unless it forked.
    #[must_use]
    pub fn tips(&self, device: DeviceId) -> Vec<Index> {
        let branches = self.branches(device).iter();
        branches.filter_map(|branch| self.stretch(*branch).acts.last().copied()).collect()
    }

    /// What brings devices in.
    #[must_use]
    pub const fn origins(&self) -> &Origins {
        &self.origins
    }

    /// The clock of an act: the act itself and its whole past.
    #[must_use]
    pub fn clock(&self, index: Index) -> Clock {
        self.clock_at(index).into_owned()
    }

    fn clock_at(&self, index: Index) -> Cow<'_, Clock> {
        let mut beyond = Clock::default();
        let mut at = Some(index);
        while let Some(reached) = at {
            if let Some(tip) = self.tip_clock(reached) {
                if reached == index {
                    return Cow::Borrowed(tip);
                }
                beyond.join(tip);
                break;
            }
            let entry = self.entry(reached);
            for (branch, seq) in &entry.delta {
                beyond.advance(*branch, *seq);
            }
            at = entry.base;
        }
        Cow::Owned(beyond)
    }

    // The clock of the last act of a branch, when it stands ready.
    fn tip_clock(&self, index: Index) -> Option<&Clock> {
        let branch = self.entry(index).branch;
        self.tips.get(branch).filter(|_| self.stretch(branch).acts.last() == Some(&index))
    }

    /// The clock of several acts together.
    #[must_use]
    pub fn clock_of(&self, indices: impl IntoIterator<Item = Index>) -> Clock {
        let mut clock = Clock::default();
        for index in indices {
            clock.join(&self.clock_at(index));
        }
        clock
    }

    /// Whether a clock holds an act.
    #[must_use]
    pub fn holds(&self, clock: &Clock, index: Index) -> bool {
        let entry = self.entry(index);
        clock.get(entry.branch) >= entry.act.seq()
    }

    /// Whether `a` is `b` or in its past.
    #[must_use]
    pub fn reaches(&self, b: Index, a: Index) -> bool {
        if a >= b {
            return a == b;
        }
        let (branch, seq) = (self.entry(a).branch, self.act(a).seq());
        if let Some(clock) = self.tip_clock(b) {
            return clock.get(branch) >= seq;
        }
        let mut at = Some(b);
        while let Some(index) = at {
            let entry = self.entry(index);
            // Clocks only grow from base to act, so the first mention is the greatest.
            if let Ok(found) = entry.delta.binary_search_by_key(&branch, |(branch, _)| *branch) {
                return entry.delta.get(found).is_some_and(|(_, known)| *known >= seq);
            }
            at = entry.base;
        }
        false
    }

    /// Whether `a` is in the past of `b`.
    #[must_use]
    pub fn precedes(&self, a: Index, b: Index) -> bool {
        a != b && self.reaches(b, a)
    }

    /// Whether two different acts of this device with one sequence number are in a past.
    #[must_use]
    pub fn is_forked(&self, device: DeviceId, clock: &Clock) -> bool {
        let branches = self.branches(device);
        if branches.len() < 2 {
            return false;
        }
        let first = |branch: Branch| {
            self.stretch(branch).parent.map_or(1, |(_, seq)| seq.saturating_add(1))
        };
        let held: Vec<_> = branches
            .iter()
            .copied()
            .filter(|branch| clock.get(*branch) >= first(*branch))
            .collect();
        let parents: BTreeSet<_> =
            held.iter().filter_map(|branch| self.stretch(*branch).parent).collect();
        let goes_on = |branch: Branch| parents.contains(&(branch, clock.get(branch)));
        held.into_iter().filter(|branch| !goes_on(*branch)).nth(1).is_some()
    }

    /// Takes an act in. Its seal is not asked here: see [`crate::seal`] and `sync::intake`.
    ///
    /// # Errors
    /// When it is known, its past is missing, or everyone refuses it; the log is unchanged then.
    pub fn append(&mut self, act: Arc<Act>) -> Result<Index, AppendError> {
        if let Some(index) = self.find(act.id()) {
            return Err(AppendError::Known(index));
        }
        if act.community() != self.community {
            return Err(AppendError::Refused(Refusal::Foreign));
        }
        let missing: Vec<_> =
            act.header().parents().filter(|id| self.find(*id).is_none()).collect();
        if !missing.is_empty() {
            return Err(AppendError::Missing(missing));
        }
        let prev = act.header().prev.and_then(|id| self.find(id));
        let seen: Box<[_]> = act.header().seen.iter().filter_map(|id| self.find(*id)).collect();
        self.check(&act, prev, &seen).map_err(AppendError::Refused)?;
        Ok(self.insert(act, prev, seen))
    }

    /// The act with this sequence number on a branch or the stretches it forked from.
    #[must_use]
    pub fn on_branch(&self, mut branch: Branch, seq: u32) -> Option<Index> {
        loop {
            let stretch = self.stretch(branch);
            let before = stretch.parent.map_or(0, |(_, seq)| seq);
            match (seq.checked_sub(before.saturating_add(1)), stretch.parent) {
                (Some(offset), _) => return stretch.acts.get(offset as usize).copied(),
                (None, Some((parent, _))) => branch = parent,
                (None, None) => return None,
            }
        }
    }

    fn check(&self, act: &Act, prev: Option<Index>, seen: &[Index]) -> Result<(), Refusal> {
        if let Some(prev) = prev {
            let before = self.act(prev);
            if before.device() != act.device() || before.seq().checked_add(1) != Some(act.seq()) {
                return Err(Refusal::Unchained);
            }
        }
        let parents: Vec<_> = prev.iter().chain(seen).copied().collect();
        let redundant =
            |a: &Index| parents.iter().any(|b| a != b && prev != Some(*a) && self.reaches(*b, *a));
        if parents.iter().any(redundant) {
            return Err(Refusal::Redundant);
        }
        if prev.is_none() && !self.origins.bring_in(self, act, &parents) {
            return Err(Refusal::Stranger);
        }
        Ok(())
    }

    fn insert(&mut self, act: Arc<Act>, prev: Option<Index>, seen: Box<[Index]>) -> Index {
        let index =
            Index(u32::try_from(self.entries.len()).expect("fewer than 2^32 acts fit in memory"));
        let parents: Vec<_> = prev.iter().chain(&seen).copied().collect();
        let mut clock = self.clock_of(parents.iter().copied());
        let (base, steps, before) = self.base(&parents, &clock);
        let branch = self.place(&act, prev, index);
        clock.advance(branch, act.seq());
        let delta = clock.beyond(&before).collect();
        self.tips.set(branch, clock);
        for parent in &parents {
            self.heads.remove(parent);
        }
        self.heads.insert(index);
        self.by_id.insert(act.id(), index);
        self.note_erased(index, &act);
        self.entries.push(Entry { act, prev, seen, branch, delta, base, steps });
        let mut origins = std::mem::take(&mut self.origins);
        origins.note(self, index);
        self.origins = origins;
        index
    }

    // The parent whose clock lacks least of this one, with the steps from it and its clock; none where
    // it is time for a full one.
    fn base(&self, parents: &[Index], clock: &Clock) -> (Option<Index>, u32, Clock) {
        let near = |parent: Index| {
            let known = self.clock_at(parent);
            (clock.beyond(&known).count(), parent, known)
        };
        let nearest = parents.iter().map(|parent| near(*parent)).min_by_key(|(lacks, ..)| *lacks);
        if let Some((_, parent, known)) = nearest {
            let steps = self.entry(parent).steps.saturating_add(1);
            if steps < FULL_CLOCK_EVERY {
                return (Some(parent), steps, known.into_owned());
            }
        }
        (None, 0, Clock::default())
    }

    // The first act that follows on a tip goes on along its stretch; any other one begins a branch.
    fn place(&mut self, act: &Act, prev: Option<Index>, index: Index) -> Branch {
        let parent = prev.map(|prev| (self.entry(prev).branch, self.act(prev).seq()));
        if let Some((branch, _)) = parent
            && let Some(stretch) = self.stretches.get_mut(branch as usize)
            && stretch.acts.last() == prev.as_ref()
        {
            stretch.acts.push(index);
            return branch;
        }
        let branch = u32::try_from(self.stretches.len()).expect("no more branches than acts");
        self.stretches.push(Stretch {
            device: act.device(),
            parent,
            acts: vec![index],
            seals: Vec::new(),
        });
        self.devices.entry(act.device()).or_default().push(branch);
        branch
    }
}
