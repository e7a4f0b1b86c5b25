//! People who collude: each knows whatever anybody wrote, and says what it likes of what it has seen.
//!
//! Guards: nothing; whatever a holder of keys can sign is tried. A *hostile* change is one that no
//! honest member ever approved. Next: [`changes`].

use act::deed::Deed;

use crate::{
    keys::PAPER,
    town::{Acts, Town},
};

mod changes; // what does harm
mod devices; // keys and devices
mod rounds; // ballots and closes

impl Town {
    /// A liar does something.
    pub(crate) fn liars_turn(&mut self, liar: usize) {
        match self.dice.below(20) {
            0..6 => self.campaign(liar),
            6 => self.two_ballots(liar),
            7 | 8 => self.rival_close(liar),
            9 => self.approve_anything(liar),
            10 => self.word(liar),
            11 => self.enrol(liar),
            12 => self.retire(liar),
            13 => self.paper(liar),
            14 => self.dismiss(liar),
            15 | 16 => self.two_outcomes(liar),
            17 if self.dice.chance(20) => {
                self.tally.note("attack: leave and go on");
                self.lie(liar, 0, self.all(), Deed::Leave);
                self.lie(liar, 0, self.all(), self.comment());
            }
            _ => {
                let (device, base) = (self.device_of(liar), self.some_past());
                let act = self.lie(liar, device, base, self.comment());
                self.show(act);
            }
        }
    }

    // All there is, or what somebody could have known at some time.
    fn some_past(&mut self) -> Acts {
        let all = self.all();
        if self.dice.chance(40) {
            return all;
        }
        let one = self.dice.act(all).unwrap();
        let two = if self.dice.chance(50) { one } else { self.dice.act(all).unwrap() };
        self.past_and(one) | self.past_and(two)
    }

    // A device that somebody knows.
    fn device_of(&mut self, liar: usize) -> usize {
        let person = &self.people[liar];
        let known: Vec<_> =
            (0..PAPER).filter(|at| *at == 0 || person.enrolled[*at].is_some()).collect();
        self.dice.pick(&known).unwrap()
    }

    // Writes as if nothing else than this past had been heard of.
    fn lie(&mut self, liar: usize, device: usize, base: Acts, deed: Deed) -> usize {
        let person = &self.people[liar];
        let origin = person.enrolled[device].unwrap_or(person.brought);
        let mut base = base | self.past_and(origin);
        let own = &person.acts[device];
        if let Some(last) = own.last()
            && self.careful
            && !self.dice.chance(5)
        {
            base |= self.past_and(*last);
        }
        let own = &self.people[liar].acts[device];
        let within: Vec<_> = own.iter().copied().filter(|act| base >> act & 1 == 1).collect();
        let mut prev = within.last().copied();
        // A join comes first, and once; what others brought in can begin anew.
        let first = own.first().copied();
        if !self.careful && self.dice.chance(12) {
            prev = self.dice.pick(&within);
        }
        if prev.is_none() && device == 0 && origin > 0 {
            prev = first;
            base |= first.map_or(0, |first| self.past_and(first));
        }
        let forks = own.last().copied() != prev && !own.is_empty();
        self.tally.note_if(forks, "attack: fork a device");
        self.tally.note_if(base != self.all(), "attack: go on from an old past");
        self.write(liar, device, prev, base, deed)
    }

    // To all, to somebody, or to nobody yet.
    fn show(&mut self, act: usize) {
        let honest = self.those(true);
        let acts = self.past_and(act);
        match self.dice.below(3) {
            0 => self.tally.note("attack: withhold"),
            1 => {
                self.tally.note("attack: show to some only");
                if let Some(one) = self.dice.pick(&honest) {
                    self.hear(one, acts);
                }
            }
            _ => {
                for one in honest {
                    self.hear(one, acts);
                }
            }
        }
    }

    fn approve_anything(&mut self, liar: usize) {
        let heads = self.heads(self.all());
        let pending = self.judge.pending(&self.log, heads);
        let changes: Vec<_> = pending.into_iter().map(|(change, _)| change).take(8).collect();
        if changes.is_empty() {
            return;
        }
        self.tally.note("attack: approve anything");
        let act = self.lie(liar, 0, self.all(), Deed::Approve(changes));
        self.show(act);
    }

    fn word(&mut self, liar: usize) {
        let wanted = self.wanted.clone();
        let Some(change) = self.dice.pick(&wanted) else { return };
        let deed = if self.dice.chance(50) {
            self.tally.note("attack: take an approval back");
            Deed::WithdrawApproval(vec![change])
        } else {
            self.tally.note("attack: object to a change");
            Deed::ObjectChange(vec![change])
        };
        let base = self.some_past();
        let act = self.lie(liar, 0, base, deed);
        self.show(act);
    }

    fn dismiss(&mut self, liar: usize) {
        let guests: Vec<_> =
            self.those(true).into_iter().filter(|one| self.people[*one].brought > 0).collect();
        let Some(guest) = self.dice.pick(&guests) else { return };
        self.tally.note("attack: dismiss somebody honest");
        let join = self.id(self.people[guest].brought);
        let base = self.some_past();
        let act = self.lie(liar, 0, base, Deed::Dismiss(vec![join]));
        self.show(act);
    }
}
