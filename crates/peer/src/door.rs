//! The door: whose acts an app takes in by themselves, and whose only when a present member names them.
//!
//! Guards: definition 6 (later acts of people who are out); an invite that is over or used up lets
//! nobody in here by itself, though what members took in stays. A matter of this app, never of
//! validity. Next: `sync::intake`, which asks it.

use std::collections::BTreeMap;

use act::{
    act::Act,
    deed::Deed,
    id::{ActId, DeviceId, MemberId},
    log::Log,
    register::{Invite, Join},
};
use rules::register::Standing;
use sync::intake::Admission;

use crate::community::Community;

/// What the door knows.
#[derive(Debug)]
pub(crate) struct Door {
    devices: BTreeMap<DeviceId, (MemberId, Standing)>,
    own: Option<MemberId>,
    used: BTreeMap<ActId, usize>,
    is_somebody_out: bool,
}

impl Door {
    /// Looks around in a community.
    pub(crate) fn of(community: &Community) -> Self {
        let register = community.register();
        let devices = community.judge().devices(community.log(), &community.heads());
        let standing = |owner| register.person(owner).map(|person| person.standing);
        let devices: BTreeMap<_, _> = devices
            .into_iter()
            .filter_map(|(device, owner, _)| Some((device, (owner, standing(owner)?))))
            .collect();
        let mut used = BTreeMap::new();
        for (_, person) in register.people() {
            if let Some(Deed::Join(join)) = community.log().act(person.brought).deed() {
                *used.entry(join.invite).or_default() += 1;
            }
        }
        let is_somebody_out = devices.values().any(|(_, standing)| !standing.is_in());
        let own = community.me().map(|(member, _)| member);
        Self { devices, own, used, is_somebody_out }
    }

    /// Whose device this is.
    pub(crate) fn owner(&self, device: DeviceId) -> Option<MemberId> {
        self.devices.get(&device).map(|(owner, _)| *owner)
    }

    /// Whether this is the owner of this peer.
    pub(crate) fn is_own(&self, owner: Option<MemberId>) -> bool {
        self.own.is_some() && owner == self.own
    }

    /// The devices of all present members but this one.
    pub(crate) fn members_but(
        &self,
        member: Option<MemberId>,
    ) -> impl Iterator<Item = DeviceId> + '_ {
        let present = self.devices.iter().filter(move |(_, (owner, standing))| {
            Some(*owner) != member && matches!(standing, Standing::Member | Standing::Resting)
        });
        present.map(|(device, _)| *device)
    }

    /// How an act may come in, at this moment by the own clock.
    pub(crate) fn admits(&self, log: &Log, act: &Act, now: i64) -> Admission {
        if log.is_empty() {
            // Nothing to compare with yet.
            return Admission::Take;
        }
        match (self.devices.get(&act.device()).map(|(_, standing)| standing), act.deed()) {
            (Some(Standing::Member | Standing::Resting), _) => Admission::Take,
            (Some(Standing::Guest), _) => Admission::Follow,
            (Some(Standing::Left | Standing::Removed | Standing::Dismissed), _) => Admission::Hold,
            (None, Some(Deed::Join(join))) => self.newcomer(log, join, now),
            // A device that something here brings in, though the rules don't say whose it is.
            (None, _) if !log.origins().of(act.device()).is_empty() => Admission::Follow,
            // Comes in after its device's first act, or not at all.
            (None, _) if act.header().prev.is_some() => Admission::Follow,
            // What brings it in isn't here yet; it may be of somebody who is out.
            (None, _) if self.is_somebody_out => Admission::Hold,
            (None, _) => Admission::Follow,
        }
    }

    fn newcomer(&self, log: &Log, join: &Join, now: i64) -> Admission {
        let Some(published) = log.find(join.invite) else { return Admission::Hold };
        let Some(Deed::Invite(Invite { until, guests, .. })) = log.act(published).deed() else {
            return Admission::Hold;
        };
        let inviter = self.devices.get(&log.act(published).device());
        let used = self.used.get(&join.invite).copied().unwrap_or(0);
        let is_good = inviter.is_none_or(|(_, standing)| standing.is_in())
            && now <= *until
            && used < usize::from(*guests);
        if is_good { Admission::Follow } else { Admission::Hold }
    }
}
