//! Where two peers differ: digests first, then buckets, then the tips of the buckets that differ.
//!
//! Guards: a tip stands for its whole past, so what a peer lacks follows from the tips of its that we
//! know. Where neither knows the other's tip of a device, it forked: both get both branches. Next:
//! [`crate::frontier`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    clock::{Branch, Clock},
    id::{ActId, DeviceId, Digest},
    log::{Index, Log},
};

use crate::{
    frame::{Frame, ShortTip, TIPS},
    frontier::{BUCKETS, Comparison, Frontier, Short, Tip, bucket},
};

/// Up to so many tips on either side they are sent at once: that many take no more than buckets do,
/// and a round trip less.
const DIRECT: u32 = 28;

/// What we said about ourselves.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) frontier: Frontier,
    digest: Digest,
    acts: u32,
}

impl Said {
    pub(crate) fn new(frontier: Frontier, acts: usize) -> Self {
        let digest = frontier.digest();
        Self { frontier, digest, acts: u32::try_from(acts).unwrap_or(u32::MAX) }
    }

    fn tips(&self) -> u32 {
        u32::try_from(self.frontier.tips().len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn frame(&self, answer: bool) -> Frame {
        Frame::Frontier { answer, digest: self.digest, acts: self.acts, tips: self.tips() }
    }
}

/// What follows from two frontiers' digests.
#[derive(Debug)]
pub(crate) enum Verdict {
    Level,
    TheyAreNew,
    WeAreNew { acts: usize },
    Apart { comparison: Comparison, short: bool },
}

pub(crate) fn begin(said: &Said, digest: Digest, acts: u32, tips: u32) -> Verdict {
    let own = said.digest;
    if own == digest {
        Verdict::Level
    } else if acts == 0 {
        Verdict::TheyAreNew
    } else if said.acts == 0 {
        Verdict::WeAreNew { acts: acts as usize }
    } else {
        Verdict::Apart {
            comparison: Comparison::new(own, digest),
            short: said.tips().max(tips) <= DIRECT,
        }
    }
}

/// A comparison under way.
#[derive(Debug)]
pub(crate) struct Comparing {
    comparison: Comparison,
    /// Ours as we said it: what came after is not in anything that the peer concludes from.
    frontier: Frontier,
    /// The tips that we sent, in the order in which we sent them.
    sent: Option<Vec<Index>>,
    /// What the peer has for certain, once it sent its tips.
    certain: Option<Clock>,
    /// Tips that we asked for, since the peer thinks we have them.
    wanted: Vec<(DeviceId, ShortTip)>,
}

/// What the peer's tips tell.
#[derive(Debug)]
pub(crate) struct Found {
    /// What the peer has, as we think.
    pub(crate) theirs: Clock,
    /// Places of its tips that it thinks we have, and we don't.
    pub(crate) want: Vec<u16>,
    /// How many acts we lack, at least.
    pub(crate) lacking: usize,
}

impl Comparing {
    pub(crate) const fn new(comparison: Comparison, frontier: Frontier) -> Self {
        Self { comparison, frontier, sent: None, certain: None, wanted: Vec::new() }
    }

    pub(crate) fn tag(&self) -> [u8; 4] {
        self.comparison.tag()
    }

    pub(crate) fn own_buckets(&self) -> Frame {
        Frame::Buckets {
            tag: self.tag(),
            buckets: Box::new(self.comparison.buckets(&self.frontier)),
        }
    }

    /// Answers the peer's buckets with our tips of those that differ.
    pub(crate) fn buckets(&mut self, theirs: &[Short; BUCKETS]) -> Option<Frame> {
        let own = self.comparison.buckets(&self.frontier);
        let differing = (0..BUCKETS).filter(|at| own[*at] != theirs[*at]);
        let buckets = differing.fold(0_u64, |buckets, at| buckets | 1 << at);
        self.tips_once(buckets)
    }

    /// Our tips of these buckets, unless we sent them already.
    pub(crate) fn tips_once(&mut self, buckets: u64) -> Option<Frame> {
        if self.sent.is_some() {
            return None;
        }
        let mut tips: Vec<_> = self
            .frontier
            .tips()
            .iter()
            .filter(|tip| is_in(buckets, tip.device))
            .map(|tip| (self.shorten(tip), tip.index))
            .collect();
        tips.sort_unstable();
        tips.truncate(TIPS);
        self.sent = Some(tips.iter().map(|(_, index)| *index).collect());
        Some(Frame::Tips {
            tag: self.tag(),
            buckets,
            tips: tips.into_iter().map(|(tip, _)| tip).collect(),
        })
    }

    fn shorten(&self, tip: &Tip) -> ShortTip {
        ShortTip {
            device: self.comparison.short(tip.device.bytes()),
            seq: tip.seq,
            act: self.comparison.short(tip.act.bytes()),
        }
    }

    /// What the peer's tips of these buckets tell.
    pub(crate) fn compare(&mut self, log: &Log, buckets: u64, tips: &[ShortTip]) -> Found {
        let (differing, equal): (Vec<&Tip>, Vec<&Tip>) =
            self.frontier.tips().iter().partition(|tip| is_in(buckets, tip.device));
        let mut devices: BTreeMap<Short, DeviceId> = BTreeMap::new();
        for tip in &differing {
            devices.entry(self.comparison.short(tip.device.bytes())).or_insert(tip.device);
        }
        let mut certain = log.clock_of(equal.iter().map(|tip| tip.index));
        let mut unknown: BTreeMap<DeviceId, u32> = BTreeMap::new();
        let mut want = Vec::new();
        self.wanted.clear();
        let mut lacking = 0_usize;
        for (place, tip) in (0_u16..).zip(tips) {
            let Some(device) = devices.get(&tip.device).copied() else {
                lacking = lacking.saturating_add(tip.seq as usize);
                continue;
            };
            if let Some(index) = self.recognise(log, device, tip) {
                certain.join(&log.clock(index));
                continue;
            }
            let own = longest(log, device);
            if own >= tip.seq {
                want.push(place);
                self.wanted.push((device, *tip));
            }
            lacking = lacking.saturating_add(tip.seq.saturating_sub(own).max(1) as usize);
            let furthest = unknown.entry(device).or_default();
            *furthest = tip.seq.max(*furthest);
        }
        // A peer that is further along a device's chain has our part of it, unless that forked; then
        // it will say that it wants it.
        let mut theirs = certain.clone();
        self.certain = Some(certain);
        for tip in differing {
            if unknown.get(&tip.device).is_some_and(|seq| *seq >= tip.seq) {
                theirs.join(&log.clock(tip.index));
            }
        }
        Found { theirs, want, lacking }
    }

    /// How many tips that we asked for are still not here.
    pub(crate) fn still_wanted(&self, log: &Log) -> usize {
        let absent =
            |(device, tip): &&(DeviceId, ShortTip)| self.recognise(log, *device, tip).is_none();
        self.wanted.iter().filter(absent).count()
    }

    fn recognise(&self, log: &Log, device: DeviceId, tip: &ShortTip) -> Option<Index> {
        let branches = log.branches(device).iter();
        let acts = branches.filter_map(|branch| log.on_branch(*branch, tip.seq));
        acts.into_iter()
            .find(|index| self.comparison.short(log.act(*index).id().bytes()) == tip.act)
    }

    /// What these of our tips stand for, as far as it isn't certain that the peer has it.
    pub(crate) fn wanted(&self, log: &Log, places: &[u16]) -> BTreeSet<Index> {
        let sent = self.sent.as_deref().unwrap_or_default();
        let tips = places.iter().filter_map(|at| sent.get(usize::from(*at)));
        let clock = log.clock_of(tips.copied());
        let acts = clock.entries().flat_map(|(branch, seq)| {
            let stretch = log.stretch(branch);
            let known = self.certain.as_ref().map_or(0, |certain| certain.get(branch));
            let acts = stretch.acts.iter().copied();
            acts.filter(move |act| (known + 1..=seq).contains(&log.act(*act).seq()))
        });
        acts.collect()
    }
}

/// All acts that a clock doesn't hold.
pub(crate) fn not_held(log: &Log, clock: &Clock) -> BTreeSet<Index> {
    let branches = log.devices().flat_map(|(_, branches)| branches);
    let acts = branches.flat_map(|branch| {
        let acts = &log.stretch(*branch).acts;
        let known = clock.get(*branch);
        let from = acts.partition_point(|act| log.act(*act).seq() <= known);
        acts.get(from..).unwrap_or_default().iter().copied()
    });
    acts.collect()
}

/// The acts with these ids that are here, each with those after it on its branch: the seal at the end
/// covers them all. No further branch is begun once there are enough.
pub(crate) fn needed(log: &Log, ids: &[ActId], enough: usize) -> Vec<Index> {
    // The earliest on a branch brings along the others on it.
    let mut earliest: BTreeMap<Branch, Index> = BTreeMap::new();
    for index in ids.iter().filter_map(|id| log.find(*id)) {
        let known = earliest.entry(log.entry(index).branch()).or_insert(index);
        *known = index.min(*known);
    }
    let mut needed = Vec::new();
    for (branch, earliest) in earliest {
        let acts = &log.stretch(branch).acts;
        let from = acts.partition_point(|act| *act < earliest);
        needed.extend(acts.get(from..).unwrap_or_default());
        if needed.len() >= enough {
            break;
        }
    }
    needed
}

fn longest(log: &Log, device: DeviceId) -> u32 {
    let tips = log.tips(device).into_iter();
    tips.map(|tip| log.act(tip).seq()).max().unwrap_or_default()
}

fn is_in(buckets: u64, device: DeviceId) -> bool {
    buckets >> bucket(device) & 1 == 1
}
