//! What liars do with devices and paper keys, their own and other people's.
//!
//! Guards: nothing but that nobody signs with a key of somebody honest. Next: `checks.rs`.

use act::{deed::Deed, id::MemberId, key::Signature, register::Enrol};

use crate::{
    keys::{PAPER, key},
    town::Town,
};

impl Town {
    pub(super) fn enrol(&mut self, liar: usize) {
        let device = 1 + self.dice.below(2);
        let member = self.people[liar].member;
        let base = self.some_past();
        let enrol = if self.dice.chance(60) {
            self.tally.note("attack: enrol devices");
            self.signed(liar, device, member)
        } else {
            self.tally.note("attack: enrol somebody else's key");
            let other = self.dice.below(self.people.len());
            let theirs = key(other, self.dice.below(2)).device();
            if self.people[other].honest {
                Enrol { device: theirs, proof: Signature([1; 64]) }
            } else {
                // Another liar's key signs for this member too.
                self.signed(other, device, member)
            }
        };
        let own = enrol.device == key(liar, device).device();
        let act = self.lie(liar, 0, base, Deed::Enrol(vec![enrol]));
        if own {
            self.people[liar].enrolled[device].get_or_insert(act);
        }
        self.show(act);
    }

    pub(super) fn retire(&mut self, liar: usize) {
        let base = self.some_past();
        let device = self.device_of(liar);
        let other = self.device_of(liar);
        if self.dice.chance(25) {
            self.tally.note("attack: retire somebody else's device");
            let victim = self.dice.below(self.people.len());
            let theirs = key(victim, self.people[victim].hand).device();
            let act = self.lie(liar, device, base, Deed::Retire(vec![theirs]));
            return self.show(act);
        }
        self.tally.note("attack: retire an own device");
        let act = self.lie(liar, device, base, Deed::Retire(vec![key(liar, other).device()]));
        self.show(act);
        if device != other {
            self.tally.note("attack: two devices retire each other");
            let act = self.lie(liar, other, base, Deed::Retire(vec![key(liar, device).device()]));
            self.show(act);
        }
    }

    // Gives a paper key, or uses it.
    pub(super) fn paper(&mut self, liar: usize) {
        let member: MemberId = self.people[liar].member;
        let base = self.some_past();
        match self.people[liar].enrolled[PAPER] {
            Some(given) => {
                self.tally.note("attack: recover oneself by paper key");
                let (n, device) = (1 + self.dice.below(2), 1 + self.dice.below(2));
                let recover = self.recover(member, u32::try_from(n).unwrap(), liar, device);
                let base = base | self.past_and(given);
                let act = self.write(liar, PAPER, None, base, Deed::Recover(recover));
                self.people[liar].enrolled[device].get_or_insert(act);
                self.show(act);
            }
            None => {
                self.tally.note("attack: paper key");
                let enrol = self.signed(liar, PAPER, member);
                let device = self.device_of(liar);
                let act = self.lie(liar, device, base, Deed::Paper(enrol));
                self.people[liar].enrolled[PAPER] = Some(act);
                self.show(act);
            }
        }
    }
}
