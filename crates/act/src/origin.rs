//! Which acts bring a device in: a founding, a join, an enrolment, a paper key, the approval of a
//! recovery; each with a proof by the new key.
//!
//! Guards: only a device that its own past knows is taken in at all; whether it *stands* is for the
//! rules (definition 1, `rules::device`). Next: [`crate::log`].

use std::collections::BTreeMap;

use crate::{
    act::Act,
    deed::Deed,
    id::{DeviceId, MemberId},
    key,
    log::{Index, Log},
    register::{Change, Enrol, Found, Join, Recover},
    statement,
};

/// Per device the acts that bring it in, with the member it then belongs to.
#[derive(Clone, Debug, Default)]
pub struct Origins(BTreeMap<DeviceId, Vec<(Index, MemberId)>>);

impl Origins {
    /// The acts that bring this device in, in causal order. Several for one member are possible;
    /// for different members too, and then its past decides (`rules::device`).
    #[must_use]
    pub fn of(&self, device: DeviceId) -> &[(Index, MemberId)] {
        self.0.get(&device).map_or(&[], Vec::as_slice)
    }

    /// All devices that something brings in, in the order of their keys.
    pub fn devices(&self) -> impl Iterator<Item = DeviceId> + '_ {
        self.0.keys().copied()
    }

    /// Whether a device's first act brings the device in itself, or its past does.
    pub(crate) fn bring_in(&self, log: &Log, act: &Act, parents: &[Index]) -> bool {
        match act.deed() {
            Some(Deed::Found(found)) => is_proven(found, act.device()),
            Some(Deed::Join(join)) => {
                key::is_sound(&act.device().0) && is_invited(log, join, act.device(), parents)
            }
            _ => self
                .of(act.device())
                .iter()
                .any(|(origin, _)| parents.iter().any(|parent| log.reaches(*parent, *origin))),
        }
    }

    pub(crate) fn note(&mut self, log: &Log, index: Index) {
        let act = log.act(index);
        match act.deed() {
            Some(Deed::Found(found)) => {
                for founder in &found.founders {
                    self.add(founder.key, index, statement::member_id(act.id(), founder.key));
                }
            }
            Some(Deed::Join(_)) => {
                self.add(act.device(), index, statement::member_id(act.id(), act.device()));
            }
            Some(Deed::Enrol(list)) => {
                for enrol in list {
                    self.note_signed(log, index, enrol);
                }
            }
            Some(Deed::Paper(enrol)) => self.note_signed(log, index, enrol),
            Some(Deed::Approve(list)) => {
                for change in list {
                    if let Change::Recover(recover) = change {
                        self.note_recovery(log, index, recover);
                    }
                }
            }
            Some(Deed::Recover(recover)) => self.note_recovery(log, index, recover),
            _ => {}
        }
    }

    /// Forgets what other acts than these bring in.
    pub(crate) fn keep(&mut self, stays: impl Fn(&Index) -> bool) {
        self.0.retain(|_, brought| {
            brought.retain(|(index, _)| stays(index));
            !brought.is_empty()
        });
    }

    fn note_signed(&mut self, log: &Log, index: Index, enrol: &Enrol) {
        let Enrol { device, proof } = enrol;
        for member in self.members(log, log.act(index).device(), index) {
            let statement = statement::member(log.community(), member);
            if key::verify(&device.0, &statement, proof) {
                self.add(*device, index, member);
            }
        }
    }

    fn add(&mut self, device: DeviceId, index: Index, member: MemberId) {
        self.0.entry(device).or_default().push((index, member));
    }

    // Whether enough members approve is for the rules; until then its device is known and stands
    // nowhere.
    fn note_recovery(&mut self, log: &Log, index: Index, recover: &Recover) {
        if recover.is_signed(log.community()) {
            self.add(recover.key, index, recover.member);
        }
    }

    /// The members that a device belongs to by what stands in the past of an act or at it; one in
    /// all honest cases.
    #[must_use]
    pub fn members(&self, log: &Log, device: DeviceId, at: Index) -> Vec<MemberId> {
        let known = self.of(device).iter().filter(|(origin, _)| log.reaches(at, *origin));
        let mut members: Vec<_> = known.map(|(_, member)| *member).collect();
        members.sort_unstable();
        members.dedup();
        members
    }
}

fn is_proven(found: &Found, author: DeviceId) -> bool {
    let statement = found.statement();
    found.founders.iter().any(|founder| founder.key == author)
        && found.founders.iter().all(|f| key::verify(&f.key.0, &statement, &f.proof))
}

fn is_invited(log: &Log, join: &Join, device: DeviceId, parents: &[Index]) -> bool {
    let Some(invite) = log.find(join.invite) else {
        return false;
    };
    let Some(Deed::Invite(published)) = log.act(invite).deed() else {
        return false;
    };
    parents.iter().any(|parent| log.reaches(*parent, invite))
        && key::verify(&published.key.0, &statement::join(log.community(), device), &join.proof)
}
