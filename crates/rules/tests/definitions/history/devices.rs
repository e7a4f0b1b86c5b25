//! What is done with devices in a random history: enrolled, retired, stolen, forked, recovered.
//!
//! Guards: a thief goes on from an old past as often as not. Next: [`super::changes`].

use serde_json::json;

use super::{
    EACH, Step, device, person,
    rounds::ballot,
    teller::{Teller, id},
};

impl Teller {
    pub(super) fn enrol(&mut self, step: Step, foreign: bool) {
        let by = self.writer(step.who);
        let owner = by / EACH;
        let second = if foreign {
            EACH * (step.what % self.people) + 1
        } else {
            // Now and then the paper key as a device.
            EACH * owner + 1 + [0, 1, 0, 1, 2][step.how % 5]
        };
        let line = self.write(by, json!({"enrol": {"device": device(second)}}), step.sees);
        self.hear(second, [line]);
        if second / EACH == owner {
            self.enrolled.insert(second, line);
        }
    }

    pub(super) fn retire(&mut self, step: Step) {
        let by = self.writer(step.who);
        // Mostly an own one; each third the other way around.
        let other = if step.how.is_multiple_of(3) {
            step.what % (EACH * self.people)
        } else {
            by - by % EACH + step.what % EACH
        };
        self.write(by, json!({"retire": {"device": device(other)}}), step.sees);
    }

    pub(super) fn stolen(&mut self, step: Step) {
        let owner = self.writer(step.who) / EACH;
        let (first, second, third) = (EACH * owner, EACH * owner + 1, EACH * owner + 2);
        if !self.enrolled.contains_key(&second) {
            let line = self.write(first, json!({"enrol": {"device": device(second)}}), step.sees);
            self.hear(second, [line]);
            self.enrolled.insert(second, line);
        }
        let swap = step.how.is_multiple_of(2);
        let (thief, other) = if swap { (first, second) } else { (second, first) };
        let retired = self.write(other, json!({"retire": {"device": device(thief)}}), 0);
        let line = self.write(thief, json!({"enrol": {"device": device(third)}}), 0);
        self.enrolled.insert(third, line);
        self.hear(third, [line]);
        if step.sees > 0 {
            self.hear(third, [retired]);
        }
        self.write(third, json!({"comment": {}}), 0);
    }

    pub(super) fn fork(&mut self, step: Step) {
        let by = self.writer(step.who);
        let own = self.own.get(&by).map_or(&[][..], Vec::as_slice);
        let back = step.how % 3 + 2;
        if let Some(prev) = own.len().checked_sub(back).and_then(|at| own.get(at)) {
            self.prev.insert(by, *prev);
        }
    }

    // The others recover somebody; the old device enrols, retires, votes or speaks without knowing.
    pub(super) fn lost(&mut self, step: Step) {
        let whose = step.what % self.people;
        let old = self.hand(whose);
        let new = EACH * whose + 1 + step.how % 2;
        let n = 1 + step.how / 2 % 2;
        let before = self.last(old);
        if step.how % 8 < 3 {
            self.thief(step, old);
        }
        let change = json!({"recover": person(whose), "key": device(new), "n": n});
        let mut said = Vec::new();
        let those = self.those(63 & !(1 << whose) & !(step.who & (step.how / 8)));
        for other in those {
            let by = self.hand(other);
            // Some know what the old device did before: they vouch for it.
            if (step.what / 8) >> (other % 4) & 1 == 1 {
                let last = self.last(old);
                self.hear(by, last);
            }
            said.push(self.write(by, json!({"approve": change.clone()}), 0));
            if (step.who + step.what + other) % 32 == 31 {
                said.push(self.write(by, json!({"withdraw_approval": change.clone()}), 0));
            }
        }
        let by = self.hand(step.who % self.people);
        self.hear(by, said);
        let knows = self.say(by, 0);
        self.spoken.push((change, before));
        self.hear(new, [knows]);
        self.enrolled.insert(new, knows);
        if step.how % 8 > 1 {
            self.thief(step, old);
        }
        if step.sees > 0 {
            self.say(new, step.sees);
        }
    }

    fn thief(&mut self, step: Step, old: usize) {
        let other = old - old % EACH + (old % EACH + 1 + step.who % 2) % EACH;
        let deed = match (step.who + step.how) % 5 {
            0 => json!({"enrol": {"device": device(other)}}),
            1 => json!({"retire": {"device": device(other)}}),
            2 => json!({"paper": {"device": device(old - old % EACH + EACH - 1)}}),
            3 => match self.rounds.last() {
                Some(round) => {
                    let (open, ballot) = (round.open, ballot(round.method, 1));
                    self.hear(old, [open]);
                    json!({"vote": {"round": id(open), "ballot": ballot}})
                }
                None => json!({"leave": {}}),
            },
            _ => json!({"comment": {}}),
        };
        let line = self.write(old, deed, 0);
        if (step.who + step.how).is_multiple_of(5) {
            self.hear(other, [line]);
            self.enrolled.entry(other).or_insert(line);
        }
    }

    // From an old act on, by a device that is there no longer perhaps.
    pub(super) fn old(&mut self, step: Step) {
        let by = EACH * (step.what % self.people) + step.how % (EACH - 1);
        let by = self.writer(by);
        self.heard.remove(&by);
        if step.sees == 0 {
            self.fork(Step { who: by, ..step });
        }
        self.thief(step, by);
    }

    // A paper key is given, or used when there is one.
    pub(super) fn paper(&mut self, step: Step) {
        let by = self.writer(step.who);
        let owner = by / EACH;
        let key = EACH * owner + EACH - 1;
        if let Some(given) = self.papers.get(&owner).copied()
            && !step.how.is_multiple_of(4)
        {
            let new = EACH * owner + 1 + step.how % 2;
            self.hear(key, [given]);
            if !step.how.is_multiple_of(3) {
                let last = self.last(by);
                self.hear(key, last);
            }
            let n = 1 + step.what % 3;
            let deed = json!({"recover": {"key": device(new), "n": n}});
            let line = self.write(key, deed, step.sees);
            self.hear(new, [line]);
            self.enrolled.insert(new, line);
            self.thief(step, by);
            self.say(new, step.sees);
        } else {
            let line = self.write(by, json!({"paper": {"device": device(key)}}), step.sees);
            self.papers.insert(owner, line);
        }
    }
}
