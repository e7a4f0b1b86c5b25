//! Changes that do harm, and how liars try to get them in force.
//!
//! Guards: nothing; they speak together, from any register that ever was. Next: `rounds.rs`.

use act::{
    charter::{Amendment, Clause, Powers, Voice},
    deed::Deed,
    fraction::Fraction,
    register::Change,
};

use crate::{
    keys::key,
    town::{Acts, Town, each, team},
};

impl Town {
    // All liars approve a change, in a register of their choice; one of them knows it all.
    pub(super) fn campaign(&mut self, liar: usize) {
        let base = self.some_past();
        let Some(change) = self.hostile(base) else { return };
        let now = self.register(self.all()).members().to_vec();
        let old = self.register(base).members() != now;
        self.tally.note_if(old, "attack: from a register of long ago");
        let mut said = base;
        for other in self.those(false) {
            if self.dice.chance(15) {
                continue;
            }
            let device = self.device_of(other);
            let deed = Deed::Approve(vec![change.clone()]);
            let act = self.lie(other, device, base, deed.clone());
            said |= self.past_and(act);
            if self.dice.chance(30) {
                let second = self.device_of(other);
                let act = self.lie(other, second, base, deed);
                said |= self.past_and(act);
                self.tally.note_if(second != device, "attack: approve on two devices");
            }
        }
        // Whoever speaks last, from a device that stands perhaps.
        let device = self.device_of(liar);
        let act = self.lie(liar, device, said, self.comment());
        self.show(act);
    }

    // Something that does harm.
    fn hostile(&mut self, base: Acts) -> Option<Change> {
        let honest = self.those(true);
        let victim = self.dice.pick(&honest)?;
        let member = self.people[victim].member;
        Some(match self.dice.below(8) {
            0 => {
                let liars = self.those(false);
                let newcomers: Vec<_> =
                    liars.into_iter().filter(|liar| self.people[*liar].brought > 0).collect();
                let puppet = self.dice.pick(&newcomers)?;
                self.tally.note("attack: admit a sockpuppet");
                Change::Admit(self.id(self.people[puppet].brought))
            }
            1 | 2 => {
                self.tally.note("attack: rest somebody honest");
                let acts = self.acts_of(victim) | (1 << self.people[victim].brought);
                let last =
                    if self.dice.chance(50) { each(acts).last() } else { self.dice.act(acts) };
                Change::Rest(member, self.id(last?))
            }
            3 => {
                self.tally.note("attack: remove somebody honest");
                Change::Remove(member)
            }
            4 => {
                self.tally.note("attack: recover somebody honest to a liar's key");
                let liars = self.those(false);
                let (holder, n) = (self.dice.pick(&liars)?, self.dice.below(4));
                // A key of its own for each member that it signs for.
                let recover = self.recover(member, u32::try_from(n).unwrap(), holder, 3);
                Change::Recover(Box::new(recover))
            }
            5 | 6 => self.hostile_clause(base),
            _ => {
                self.tally.note("attack: erase somebody's words");
                let comments = self.comments.clone();
                let comment = self.dice.pick(&comments)?;
                Change::Redact(self.id(comment))
            }
        })
    }

    fn hostile_clause(&mut self, base: Acts) -> Change {
        let clause = match self.dice.below(3) {
            0 => {
                self.tally.note("attack: clause on the core team");
                let people = self.those(false).into_iter().take(4);
                let people = people.map(|liar| key(liar, 0).device()).collect();
                let may = Powers { admit: true, rest: true, confirm: true };
                Clause::Team(Some(team(people, 1, may)))
            }
            1 => {
                self.tally.note("attack: clause on the quorum");
                Clause::Quorum(Fraction::ZERO)
            }
            _ => {
                self.tally.note("attack: clause on who advises");
                Clause::Organisations(Voice::Advises)
            }
        };
        let mut replaces = self.register(base).holding(clause.key()).to_vec();
        if self.dice.chance(30) {
            self.tally.note("attack: clause that replaces what it should not");
            if replaces.pop().is_none() {
                replaces = self.wanted.iter().take(1).map(Change::id).collect();
            }
        }
        replaces.sort_unstable();
        Change::Clause(Box::new(Amendment { clause, replaces }))
    }
}
