//! How much of each member's acts comes in by itself in a day.
//!
//! Guards: whoever mass-produces acts or forks fills nobody's disk; a limit of this peer's and
//! never of validity: what a member's act has in its past comes in with that act, and the rest on the days
//! after. Nothing of it is kept on disk. Next: `sync::intake`, which asks; [`crate::door`], who may come in.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    act::Act,
    id::{DeviceId, MemberId},
    log::{Index, Log},
    seal::MILESTONE,
};
use sync::{
    intake::{Admission, Gate, Taken},
    pack::weight,
    pool::Quota,
};

use crate::door::Door;

/// Of the devices of one member together in a day, beyond what other present members' acts name: whoever has one
/// device can enrol the next. Those of whom nothing brings in the owner yet count together. As many bytes as what
/// lies between two seals that stay can take, were each act as long as one can be.
const DAILY: Quota = Quota { acts: 1_000, bytes: 5 * 1024 * 1024 };

/// Less than this isn't worth asking for once there was too much: what lies between two seals may not fit.
const LITTLE: Quota = Quota { acts: MILESTONE as usize, bytes: DAILY.bytes / 4 };

/// Seconds of a day, which begins with the first thing that came in.
const DAY: i64 = 24 * 60 * 60;

/// What came in today.
#[derive(Debug, Default)]
pub(crate) struct Credits {
    since: i64,
    came: BTreeMap<Option<MemberId>, Came>,
    /// Who had more than fitted.
    over: BTreeSet<Option<MemberId>>,
}

/// What came in of one member.
#[derive(Debug, Default)]
struct Came {
    acts: Vec<Index>,
    bytes: usize,
}

impl Credits {
    /// Begins another day where the last one is over, or the clock was set back.
    pub(crate) fn begin(&mut self, now: i64) {
        if !(0..DAY).contains(&now.saturating_sub(self.since)) {
            *self = Self { since: now, ..Self::default() };
        }
    }

    /// What came in, and what didn't.
    pub(crate) fn note(&mut self, log: &Log, door: &Door, taken: &Taken) {
        for owner in &taken.rationed {
            if self.over.insert(*owner) {
                let owner = owner.map(|owner| owner.to_string());
                tracing::warn!(?owner, "has written more than comes in by itself in a day");
            }
        }
        for index in &taken.appended {
            let act = log.act(*index);
            let came = self.came.entry(door.owner(act.device())).or_default();
            came.acts.push(*index);
            came.bytes += weight(act);
        }
    }

    /// How many members had more than fitted, as far as is known.
    pub(crate) fn count_over(&self) -> usize {
        self.over.len()
    }

    // How much more may come in, where so much would; the door says what others' acts name, which is
    // asked only where it matters.
    fn left(&self, log: &Log, door: &Door, owner: Option<MemberId>, wanted: Quota) -> Quota {
        let nothing = Came::default();
        let came = self.came.get(&owner).unwrap_or(&nothing);
        let (acts, bytes) = (came.acts.len() + wanted.acts, came.bytes + wanted.bytes);
        let is_over = self.over.contains(&owner);
        if !is_over && acts <= DAILY.acts && bytes <= DAILY.bytes {
            return wanted;
        }
        let others = door.members_but(owner);
        let named = log.clock_of(others.flat_map(|device| log.tips(device)));
        let unnamed = came.acts.iter().filter(|index| !log.holds(&named, **index));
        let left = unnamed.fold(DAILY, |left, index| Quota {
            acts: left.acts.saturating_sub(1),
            bytes: left.bytes.saturating_sub(weight(log.act(*index))),
        });
        let is_little = left.acts < LITTLE.acts || left.bytes < LITTLE.bytes;
        if is_over && is_little { Quota { acts: 0, bytes: 0 } } else { left }
    }
}

/// What the intake asks: the door, and what is left of each member's credit.
#[derive(Debug)]
pub(crate) struct Passage<'a> {
    /// Who may come in.
    pub(crate) door: &'a Door,
    /// How much did.
    pub(crate) credits: &'a Credits,
    /// By the own clock.
    pub(crate) now: i64,
    /// Whether somebody brought it as a file, which the owner of this peer chose to take.
    pub(crate) by_hand: bool,
    /// Whether somebody introduces themselves: a few acts of whom nothing is known yet.
    pub(crate) introduced: bool,
}

impl Gate for Passage<'_> {
    fn admits(&self, log: &Log, act: &Act) -> Admission {
        self.door.admits(log, act, self.now)
    }

    fn credit(&self, log: &Log, owner: Option<MemberId>, wanted: Quota) -> Quota {
        // A newcomer has nothing that could name anything; what one wrote oneself one has room for.
        let is_newcomer = self.introduced && owner.is_none();
        if self.by_hand || is_newcomer || log.is_empty() || self.door.is_own(owner) {
            return wanted;
        }
        self.credits.left(log, self.door, owner, wanted)
    }

    fn owner(&self, device: DeviceId) -> Option<MemberId> {
        self.door.owner(device)
    }
}
