//! What was erased: at how many of the members that is certain.
//!
//! Guards: nobody is counted of whom one device that takes part may hold it yet, and nothing that somebody
//! merely left out; however much is erased, the log is gone through once for each answer. Next:
//! `community.rs`, where words go from the log; `shelf.rs`, where contents go from the disk.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

use act::{
    clock::Clock,
    deed::{Class, Deed},
    id::{ActId, MemberId},
    log::Index,
    register::Change,
};

use crate::community::Community;

/// What is known of what was erased, looked up when the first such thing is asked for.
pub(super) struct Erasures<'a> {
    community: &'a Community,
    /// By what they erase, the acts with which people took back their own words.
    own: OnceCell<BTreeMap<ActId, Vec<Index>>>,
    devices: OnceCell<Vec<Device>>,
}

/// A device that takes part, other than this one.
struct Device {
    owner: MemberId,
    /// All that it has written, and so has heard of.
    clock: Clock,
    tips: Vec<Index>,
    in_force: OnceCell<BTreeSet<Change>>,
}

impl Erasures<'_> {
    /// Of what is erased at how many of the members now it certainly is, and how many there are: each of their
    /// devices that takes part has written since it heard.
    pub(super) fn at(&self, act: ActId) -> Option<(usize, usize)> {
        let Community { log, judge, .. } = self.community;
        log.find(act).filter(|index| judge.is_redacted(*index))?;
        let own = self.own.get_or_init(|| self.community.own_erasures()).get(&act);
        let heard = |device: &Device| {
            own.into_iter().flatten().any(|index| log.holds(&device.clock, *index))
                || device
                    .in_force
                    .get_or_init(|| {
                        judge.in_force(log, device.tips.iter().copied()).into_iter().collect()
                    })
                    .contains(&Change::Redact(act))
        };
        let devices = self.devices.get_or_init(|| self.community.other_devices());
        let mut unsure = BTreeSet::new();
        for device in devices {
            if !unsure.contains(&device.owner) && !heard(device) {
                unsure.insert(device.owner);
            }
        }
        let register = self.community.register();
        let members = register.members();
        Some((members.iter().filter(|member| !unsure.contains(member)).count(), members.len()))
    }
}

impl Community {
    /// What is known of what was erased.
    pub(super) const fn erasures(&self) -> Erasures<'_> {
        Erasures { community: self, own: OnceCell::new(), devices: OnceCell::new() }
    }

    fn own_erasures(&self) -> BTreeMap<ActId, Vec<Index>> {
        let mut own: BTreeMap<ActId, Vec<Index>> = BTreeMap::new();
        for (index, entry) in self.log.iter() {
            if entry.act.header().class == Class::Register
                && let Some(Deed::Redact(list)) = entry.act.deed()
                && self.judge.verdict(index).is_effective()
            {
                list.iter().for_each(|act| own.entry(*act).or_default().push(index));
            }
        }
        own
    }

    fn other_devices(&self) -> Vec<Device> {
        let all = self.judge.devices(&self.log, &self.heads()).into_iter();
        let others = all.filter(|(device, _, stands)| *stands && *device != self.device());
        others
            .map(|(device, owner, _)| {
                let tips = self.log.tips(device);
                let clock = self.log.clock_of(tips.iter().copied());
                Device { owner, clock, tips, in_force: OnceCell::new() }
            })
            .collect()
    }
}
