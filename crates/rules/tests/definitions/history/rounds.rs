//! What is done in rounds of a random history.
//!
//! Guards: rival closes, two camps, double acknowledgements, proxies beyond the limit and papers that
//! contradict each other are common. Next: `agree.rs`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    EACH, Step, person,
    teller::{Round, Teller, id},
};

const OPTIONS: [&str; 3] = ["tuin", "plein", "bank"];

/// The methods of a history; some stand twice, to be met as often.
const METHODS: [&str; 16] = [
    "majority",
    "absolute",
    "two_thirds",
    "consent",
    "approval",
    "majority",
    "dots",
    "consent",
    "score",
    "approval",
    "majority",
    "poll",
    "consensus",
    "unanimity",
    "qualified_of_all",
    "selection",
];

impl Teller {
    fn round(&self, step: Step) -> Option<(usize, Round)> {
        let at = step.what % self.rounds.len().max(1);
        self.rounds.get(at).map(|round| (at, round.clone()))
    }

    pub(super) fn open(&mut self, step: Step) {
        let by = self.writer(step.who);
        let method = METHODS[step.how % METHODS.len()];
        let people = |people: Vec<usize>| people.into_iter().map(person).collect::<Vec<_>>();
        // Now and then more than the charter allows.
        let proxies = self.proxies + usize::from(step.how % 16 == 9);
        let quorum = ["1/2", "1/2", "1/3", "2/3"][step.what % 4];
        let mut open = json!({
            "method": method,
            "quorum": quorum,
            "closers": [person(step.what / 4 % self.people)],
            "tellers": people(self.those(63 & !(step.what & step.who))),
            "proxies": proxies,
        });
        let fields = open.as_object_mut().unwrap();
        let ties = ["status_quo", "new_round"][(step.what + step.how) % 2];
        if ["approval", "score", "dots", "poll"].contains(&method) {
            fields.insert("options".to_owned(), OPTIONS.into());
        }
        if ["approval", "score", "dots"].contains(&method) {
            fields.insert("seats".to_owned(), (1 + step.what / 2 % 2).into());
        }
        match method {
            "majority" | "score" => drop(fields.insert("ties".to_owned(), ties.into())),
            "approval" => {
                fields.insert("ties".to_owned(), ties.into());
                fields.insert("most".to_owned(), 2.into());
            }
            "dots" => {
                fields.insert("ties".to_owned(), ties.into());
                fields.insert("dots".to_owned(), 3.into());
                fields.insert("most".to_owned(), 2.into());
            }
            "selection" => {
                fields.insert("role".to_owned(), "trekker".into());
                fields.insert("nominee".to_owned(), person(step.what / 8 % self.people).into());
            }
            "consensus" => drop(fields.insert("aside".to_owned(), 1.into())),
            _ => {}
        }
        if let Some((_, replaced)) = self.round(step).filter(|_| step.how % 8 == 3) {
            fields.insert("replaces".to_owned(), id(replaced.open).into());
        }
        let line = self.write(by, json!({"open": open}), step.sees);
        self.rounds.push(Round { open: line, by, method, closes: Vec::new() });
    }

    pub(super) fn vote(&mut self, step: Step) {
        let Some((_, round)) = self.round(step) else { return };
        let ballot = ballot(round.method, step.how);
        let deed = json!({"vote": {"round": id(round.open), "ballot": ballot}});
        self.write_about(step, round.open, deed);
    }

    pub(super) fn close(&mut self, step: Step) {
        let Some((at, round)) = self.round(step) else { return };
        let deed = json!({"close": {"round": id(round.open)}});
        let line = self.write_about(step, round.open, deed);
        self.rounds[at].closes.push(line);
    }

    pub(super) fn acknowledge(&mut self, step: Step) {
        let Some((_, Round { open, closes, .. })) = self.round(step) else { return };
        let Some(close) = closes.get(step.how % closes.len().max(1)) else { return };
        let deed = json!({"acknowledge": {"round": id(open), "close": id(*close)}});
        self.write_about(step, *close, deed);
    }

    // A device that got to know a round says something in it.
    fn say_in(&mut self, by: usize, open: usize, deed: Value) -> usize {
        self.hear(by, [open]);
        self.write(by, deed, 0)
    }

    fn vote_in(&mut self, by: usize, open: usize, ballot: &str) -> usize {
        self.say_in(by, open, json!({"vote": {"round": id(open), "ballot": ballot}}))
    }

    // Mostly by who opened it.
    pub(super) fn withdraw(&mut self, step: Step) {
        let Some((_, round)) = self.round(step) else { return };
        let who = if step.how.is_multiple_of(4) { step.who } else { round.by };
        let deed = json!({"withdraw_opening": {"round": id(round.open)}});
        self.write_about(Step { who, ..step }, round.open, deed);
    }

    // Somebody closes who knows these lines, some acknowledge.
    fn finish(&mut self, step: Step, at: usize, known: Vec<usize>) {
        let by = self.writer(step.who);
        self.hear(by, known);
        let open = self.rounds[at].open;
        let close = self.write(by, json!({"close": {"round": id(open)}}), step.sees);
        self.rounds[at].closes.push(close);
        for voter in self.those(step.what | step.how) {
            let by = self.writer(EACH * voter + usize::from(step.sees));
            self.hear(by, [close]);
            let deed = json!({"acknowledge": {"round": id(open), "close": id(close)}});
            self.write(by, deed, 0);
        }
    }

    // Several give somebody a proxy, some of them somebody else or nobody, after that or apart; who holds
    // them votes, and now and then one of those who gave.
    pub(super) fn proxies(&mut self, step: Step) {
        let Some((at, Round { open, method, .. })) = self.round(step) else { return };
        let holder = step.how % self.people;
        let mut known = vec![open];
        let givers = self.those(63 & !(step.who & step.how));
        for giver in &givers {
            let by = self.writer(EACH * giver + usize::from(step.sees));
            let to = if (step.what + giver) % 8 == 7 { (holder + 1) % self.people } else { holder };
            let mut deed = json!({"proxy": {"round": id(open), "to": person(to)}});
            let before = self.last(by);
            known.push(self.say_in(by, open, deed.clone()));
            deed["proxy"]["to"] = match (step.what / 8 + giver) % 8 {
                0 => Value::Null,
                1 | 2 => person((holder + 2) % self.people).into(),
                _ => continue,
            };
            // Another device says so, or the same one from before the first, or after it.
            let again = self.writer(EACH * giver + 1 - usize::from(step.sees).min(1));
            if again == by
                && step.how.is_multiple_of(2)
                && let Some(before) = before
            {
                self.prev.insert(by, before);
            }
            known.push(self.say_in(again, open, deed));
        }
        let voters = givers.into_iter().filter(|giver| (step.what + giver).is_multiple_of(5));
        let voters: Vec<_> = voters.chain([holder]).collect();
        for voter in voters {
            let ballot = ballot(method, step.what / 7 + voter * step.how / 5);
            known.push(self.vote_in(self.hand(voter), open, ballot));
        }
        self.finish(step, at, known);
    }

    // One or two tellers write what stands on paper, others sign; one of these people may have voted, and
    // another one given that one a proxy.
    pub(super) fn papers(&mut self, step: Step) {
        let Some((at, Round { open, method, .. })) = self.round(step) else { return };
        let mut known = vec![open];
        if step.what.is_multiple_of(3) {
            let (voter, giver) = (step.how % self.people, (step.how + 1) % self.people);
            let deed = json!({"proxy": {"round": id(open), "to": person(voter)}});
            known.push(self.vote_in(self.hand(voter), open, ballot(method, step.what / 3)));
            known.push(self.say_in(self.hand(giver), open, deed));
        }
        for second in 0..=usize::from(step.how.is_multiple_of(3)) {
            let by = self.writer(step.who + EACH * second);
            let who = self.those(1 | step.what >> second);
            let said = |who: usize| ballot(method, step.how / 5 + who * (step.what / 3 + second));
            let ballots: serde_json::Map<_, _> =
                who.into_iter().map(|who| (person(who).to_owned(), said(who).into())).collect();
            let deed = json!({"report": {"round": id(open), "ballots": ballots}});
            let report = self.say_in(by, open, deed);
            known.push(report);
            for signer in self.those(63 & !(step.how & step.what)) {
                let deed = json!({"sign_report": {"report": id(report)}});
                known.push(self.say_in(self.hand(signer), report, deed));
            }
        }
        self.finish(step, at, known);
    }

    pub(super) fn rush(&mut self, step: Step) {
        let Some((at, Round { open, method, .. })) = self.round(step) else { return };
        let mut votes = vec![open];
        for voter in 0..self.people {
            if (step.how | step.who) >> voter & 1 == 1 {
                let by = self.writer(EACH * voter + usize::from(step.sees));
                let ballot = ballot(method, step.what / 7 + voter * step.how / 5);
                votes.push(self.vote_in(by, open, ballot));
            }
        }
        self.finish(step, at, votes);
    }

    pub(super) fn camps(&mut self, step: Step) {
        let Some((at, Round { open, method, .. })) = self.round(step) else { return };
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
                let ballot = ballot(
                    method,
                    if ["consent", "selection"].contains(&method) { 2 * camp } else { camp },
                );
                votes.push(self.vote_in(by, open, ballot));
            }
            let Some(first) = there.first() else { continue };
            let closer = by(self, *first);
            self.hear(closer, votes);
            let close = self.write(closer, json!({"close": {"round": id(open)}}), 0);
            self.rounds[at].closes.push(close);
            for person in there {
                let by = by(self, person);
                self.hear(by, [close]);
                let deed = json!({"acknowledge": {"round": id(open), "close": id(close)}});
                self.write(by, deed, 0);
            }
        }
    }
}

/// A ballot that the method knows, or sometimes not.
pub(super) fn ballot(method: &str, how: usize) -> &'static str {
    let votes = ["for", "against", "for", "abstain"];
    let consents = ["consent", "concern", "object", "aside"];
    let strange = how % 16 == 15;
    match method {
        "approval" | "poll" if strange => "tuin, plein, bank",
        "score" | "dots" if strange => "tuin=6",
        "approval" | "poll" => ["tuin", "plein, bank", "tuin, bank", "abstain"][how % 4],
        "score" | "dots" => ["tuin=2", "plein=1, bank=2", "bank=1", "abstain"][how % 4],
        "consent" | "selection" if !strange => consents[how % 4],
        "consensus" | "unanimity" if how % 8 == 7 => "aside",
        _ if strange => consents[how % 3],
        _ => votes[how % 4],
    }
}
