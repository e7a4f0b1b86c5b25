//! What was erased: at how many of the members that is certain.
//!
//! Guards: nobody is counted of whom one device may hold it yet. Next: `community.rs`, where words go from
//! the log; `shelf.rs`, where contents go from the disk.

use std::collections::BTreeSet;

use act::{deed::Deed, log::Index, register::Change};

use crate::community::Community;

impl Community {
    /// Of what is erased at how many of the members now it certainly is, and how many there are: each of their
    /// devices has written since it heard.
    pub(super) fn erased_at(&self, what: Index) -> Option<(usize, usize)> {
        if !self.log.act(what).is_erased() && !self.judge.is_redacted(what) {
            return None;
        }
        let act = self.log.act(what).id();
        let own = self.log.iter().filter(|(index, entry)| {
            matches!(entry.act.deed(), Some(Deed::Redact(list)) if list.contains(&act))
                && self.judge.verdict(*index).is_effective()
        });
        let own: Vec<Index> = own.map(|(index, _)| index).collect();
        let heard = |tips: &[Index]| {
            let clock = self.log.clock_of(tips.iter().copied());
            own.iter().any(|index| self.log.holds(&clock, *index))
                || self
                    .judge
                    .in_force(&self.log, tips.iter().copied())
                    .contains(&Change::Redact(act))
        };
        let members = self.register().members().to_vec();
        // A device that hasn't written since may hold it yet, of the owner's own too.
        let mut unsure = BTreeSet::new();
        for (device, owner, stands) in self.judge.devices(&self.log, &self.heads()) {
            let is_sure = || device == self.device() || heard(&self.log.tips(device));
            if stands && !unsure.contains(&owner) && !is_sure() {
                unsure.insert(owner);
            }
        }
        Some((members.iter().filter(|member| !unsure.contains(member)).count(), members.len()))
    }
}
