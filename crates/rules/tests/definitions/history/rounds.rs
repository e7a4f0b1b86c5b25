//! What is done in rounds of a random history.
//!
//! Guards: rival closes, two camps and double acknowledgements are common. Next: `agree.rs`.

use std::collections::BTreeMap;

use serde_json::json;

use super::{
    EACH, Step, person,
    teller::{Teller, id},
};

impl Teller {
    fn round(&self, step: Step) -> usize {
        step.what % self.rounds.len().max(1)
    }

    pub(super) fn open(&mut self, step: Step) {
        let by = self.writer(step.who);
        let methods = ["majority", "absolute", "two_thirds", "consent"];
        let method = methods[step.how % 4];
        let quorum = ["1/2", "1/3", "0", "2/3"][step.what % 4];
        let closer = person(step.what / 4 % self.people);
        let deed = json!({"open": {"method": method, "quorum": quorum, "closers": [closer]}});
        let line = self.write(by, deed, step.sees);
        self.rounds.push((line, method == "consent", Vec::new()));
    }

    pub(super) fn vote(&mut self, step: Step) {
        let Some((open, consent, _)) = self.rounds.get(self.round(step)) else { return };
        let (open, ballot) = (*open, ballot(*consent, step.how));
        self.write_about(step, open, json!({"vote": {"round": id(open), "ballot": ballot}}));
    }

    pub(super) fn close(&mut self, step: Step) {
        let round = self.round(step);
        let Some((open, ..)) = self.rounds.get(round) else { return };
        let open = *open;
        let line = self.write_about(step, open, json!({"close": {"round": id(open)}}));
        self.rounds[round].2.push(line);
    }

    pub(super) fn acknowledge(&mut self, step: Step) {
        let Some((open, _, closes)) = self.rounds.get(self.round(step)) else { return };
        let (open, Some(close)) = (*open, closes.get(step.how % closes.len().max(1)).copied())
        else {
            return;
        };
        let deed = json!({"acknowledge": {"round": id(open), "close": id(close)}});
        self.write_about(step, close, deed);
    }

    pub(super) fn rush(&mut self, step: Step) {
        let round = self.round(step);
        let Some((open, consent, _)) = self.rounds.get(round) else { return };
        let (open, consent) = (*open, *consent);
        let mut votes = vec![open];
        for voter in 0..self.people {
            if (step.how | step.who) >> voter & 1 == 1 {
                let by = self.writer(EACH * voter + usize::from(step.sees));
                self.hear(by, [open]);
                let deed = json!({"vote": {"round": id(open), "ballot": ballot(consent, step.what / 7 + voter * step.how / 5)}});
                votes.push(self.write(by, deed, 0));
            }
        }
        let by = self.writer(step.who);
        self.hear(by, votes);
        let close = self.write(by, json!({"close": {"round": id(open)}}), step.sees);
        self.rounds[round].2.push(close);
        for voter in 0..self.people {
            if (step.what | step.how) >> voter & 1 == 1 {
                let by = self.writer(EACH * voter + usize::from(step.sees));
                self.hear(by, [close]);
                let deed = json!({"acknowledge": {"round": id(open), "close": id(close)}});
                self.write(by, deed, 0);
            }
        }
    }

    pub(super) fn camps(&mut self, step: Step) {
        let round = self.round(step);
        let Some((open, consent, _)) = self.rounds.get(round) else { return };
        let (open, consent) = (*open, *consent);
        let before: BTreeMap<_, _> =
            self.own.iter().filter_map(|(by, own)| Some((*by, *own.last()?))).collect();
        for camp in 0..2 {
            let bits = if camp == 0 { step.how | step.who } else { step.what | step.how };
            let there: Vec<_> = (0..self.people).filter(|person| bits >> person & 1 == 1).collect();
            let by = |teller: &Self, person: usize| teller.writer(EACH * person + camp);
            let mut votes = vec![open];
            for person in &there {
                let by = by(self, *person);
                if camp == 1
                    && let Some(own) = before.get(&by)
                    && self.own[&by].last() != Some(own)
                {
                    self.prev.insert(by, *own);
                }
                self.hear(by, [open]);
                let ballot = ballot(consent, if consent { 2 * camp } else { camp });
                votes.push(self.write(
                    by,
                    json!({"vote": {"round": id(open), "ballot": ballot}}),
                    0,
                ));
            }
            let Some(first) = there.first() else { continue };
            let closer = by(self, *first);
            self.hear(closer, votes);
            let close = self.write(closer, json!({"close": {"round": id(open)}}), 0);
            self.rounds[round].2.push(close);
            for person in there {
                let by = by(self, person);
                self.hear(by, [close]);
                let deed = json!({"acknowledge": {"round": id(open), "close": id(close)}});
                self.write(by, deed, 0);
            }
        }
    }
}

// One that the method knows, or sometimes not.
fn ballot(consent: bool, how: usize) -> &'static str {
    let votes = ["for", "against", "for", "abstain"];
    let consents = ["consent", "concern", "object", "aside"];
    let strange = how % 16 == 15;
    if consent == strange { votes[how % 4] } else { consents[how % 4] }
}
