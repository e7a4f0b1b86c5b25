//! Made-up stories about mandates: people, second phones and forks that grant, decide, object, hand back
//! and end in any order, knowing whatever they happen to know.
//!
//! Guards: equal acts give equal answers, also where nobody thought of the case; and whether a decision
//! is outside its mandate is what definition 15 says, worked out again without any of the engine's
//! shortcuts. Next: `known.rs`.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    deed::Deed,
    id::{ChangeId, MemberId},
    log::{Index, Log},
    mandate::{Grant, Use},
};
use rules::{
    judge::Judge,
    mandate::Outside,
    register::Register,
    round::{Round, Status},
};
use serde_json::{Value, json};
use story::story::Story;

use crate::{Dice, check};

/// Stories that are made up, with a few dozen acts each.
const STORIES: u64 = 80;
/// Orders in which each is delivered.
const ORDERS: usize = 5;

const DEVICES: [&str; 6] = ["ali", "ali2", "bea", "bea2", "cor", "dina"];
// Who carry something together: enough to bring a change in force, or to confirm.
const TOGETHER: [[&str; 3]; 3] =
    [["ali", "bea", "cor"], ["ali2", "bea2", "dina"], ["bea", "cor", "dina"]];
const PEOPLE: [&str; 4] = ["Ali", "Bea", "Cor", "Dina"];

/// A story in the making.
struct Making {
    dice: Dice,
    acts: Vec<Value>,
    ids: BTreeMap<&'static str, Vec<String>>,
    has_lost_phones: bool,
}

impl Making {
    fn begin(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        dice.below(2);
        let rules = json!({"key": "house_rules", "value": ["r"], "label": "rules"});
        let acts = vec![
            json!({"id": "found", "by": "ali", "found": {"founders": PEOPLE}}),
            json!({"id": "e-ali", "by": "ali", "enrol": {"device": "ali2"}}),
            json!({"id": "e-bea", "by": "bea", "seen": ["e-ali"], "enrol": {"device": "bea2"}}),
            json!({"id": "c-ali", "by": "ali", "seen": ["e-bea"], "approve": {"clause": rules}}),
            json!({"id": "c-bea", "by": "bea", "seen": ["c-ali"], "approve": {"clause": rules}}),
            json!({"id": "c-cor", "by": "cor", "seen": ["c-bea"], "approve": {"clause": rules}}),
        ];
        let has_lost_phones = seed.is_multiple_of(3);
        let mut making = Self { dice, acts, ids: BTreeMap::new(), has_lost_phones };
        let mut seen = "c-cor".to_owned();
        let (role, grant) = (json!({"appoint": "role", "people": ["Ali"]}), grant(1, 0));
        for (kind, change) in [("appointment", role), ("grant", grant)] {
            for by in ["ali", "bea", "cor"] {
                let id = making.act(kind, by, &[seen], None, "approve", change.clone());
                seen = id;
            }
        }
        let seen = [seen];
        for device in ["ali2", "bea2", "dina"] {
            making.act("start", device, &seen, None, "comment", json!({}));
        }
        making
    }

    fn act(
        &mut self,
        kind: &'static str,
        by: &str,
        seen: &[String],
        prev: Option<String>,
        deed: &str,
        what: Value,
    ) -> String {
        let id = format!("{kind}-{}", self.acts.len());
        let mut act = json!({"id": id, "by": by, "seen": seen, deed: what});
        if let (Some(prev), Some(fields)) = (prev, act.as_object_mut()) {
            fields.insert("prev".to_owned(), prev.into());
        }
        self.acts.push(act);
        self.ids.entry(kind).or_default().push(id.clone());
        id
    }

    fn one_of(&mut self, kind: &str) -> Option<String> {
        let known = self.ids.get(kind)?;
        known.get(self.dice.below(known.len())).cloned()
    }

    fn person(&mut self) -> &'static str {
        PEOPLE[self.dice.below(PEOPLE.len())]
    }

    // Something by somebody who knows one or two other things, mostly recent ones.
    fn go_on(&mut self) {
        if self.dice.below(80) == 0 {
            self.rivals();
            return;
        }
        let together = TOGETHER[self.dice.below(TOGETHER.len())];
        let by = DEVICES[self.dice.below(DEVICES.len())];
        let mut seen = Vec::new();
        for _ in 0..=self.dice.below(3) {
            let back = if self.dice.below(4) == 0 { self.acts.len() - 6 } else { 8 };
            let at = self.acts.len() - 1 - self.dice.below(back);
            seen.push(self.acts[at]["id"].as_str().expect("an id").to_owned());
        }
        let own = self.acts.iter().filter(|act| act["by"] == by);
        let own: Vec<_> = own.filter_map(|act| act["id"].as_str().map(str::to_owned)).collect();
        let fork = self.dice.below(25) == 0 && own.len() > 4;
        let prev = fork.then(|| own[own.len() - 2].clone());
        let Some((kind, deed, what)) = self.deed(by) else { return };
        // Mostly they know what they speak of, and who is asked speaks.
        if let (Some(round), true) = (what["round"].as_str(), self.dice.below(3) > 0) {
            seen.push(round.to_owned());
        }
        let by = if deed == "countersign" { ["ali", "bea"][self.dice.below(2)] } else { by };
        if ["approve", "end_term", "acknowledge", "hide"].contains(&deed) && self.dice.below(2) == 0
        {
            for by in together {
                seen = vec![self.act(kind, by, &seen, None, deed, what.clone())];
            }
            return;
        }
        self.act(kind, by, &seen, prev, deed, what);
    }

    // Two grants with one number, carried by people who don't know of each other's.
    fn rivals(&mut self) {
        let n = 2 + self.dice.below(2);
        for (what, together) in TOGETHER.into_iter().take(2).enumerate() {
            let mut seen = Vec::new();
            for by in together {
                seen = vec![self.act("grant", by, &seen, None, "approve", grant(n, 3 * what))];
            }
        }
    }

    fn deed(&mut self, by: &str) -> Option<(&'static str, &'static str, Value)> {
        let dice = self.dice.below(100);
        Some(match dice {
            0..12 => {
                let change = match self.dice.below(3) {
                    // What somebody else already wants, else nothing ever comes in force.
                    0 => match self.one_of("grant").or_else(|| self.one_of("appointment")) {
                        Some(id) => {
                            self.acts.iter().find(|act| act["id"] == id)?["approve"].clone()
                        }
                        None => return None,
                    },
                    1 => grant(1 + self.dice.below(3), self.dice.below(4)),
                    _ => {
                        let people = [["Ali", "Bea"][self.dice.below(2)]];
                        json!({"appoint": "role", "people": people, "n": 1 + self.dice.below(3)})
                    }
                };
                let is_grant = change.get("grant").is_some();
                (if is_grant { "grant" } else { "appointment" }, "approve", change)
            }
            12..32 => {
                let mut open = json!({"method": "mandate", "under": self.one_of("grant")?});
                open["amount"] = json!(100 * self.dice.below(6));
                if self.dice.below(4) == 0 {
                    open["advisers"] = json!([self.person()]);
                }
                ("round", "open", open)
            }
            32..36 => {
                let partner = PEOPLE[self.dice.below(2)];
                let open = json!({"method": "consent", "judges": 3, "partner": partner});
                ("consent", "open", open)
            }
            36..40 => {
                let ballot = ["consent", "object"][self.dice.below(2)];
                ("vote", "vote", json!({"round": self.one_of("round")?, "ballot": ballot}))
            }
            40..46 => {
                let ballot = ["consent", "object"][self.dice.below(2)];
                ("vote", "vote", json!({"round": self.one_of("consent")?, "ballot": ballot}))
            }
            46..58 => {
                let kind = ["round", "consent"][usize::from(self.dice.below(4) == 0)];
                let round = self.one_of(kind)?;
                ("close", "close", json!({"round": round}))
            }
            58..76 => {
                let close = self.one_of("close")?;
                let of = self.acts.iter().find(|act| act["id"] == close)?;
                let round = of["close"]["round"].clone();
                ("ack", "acknowledge", json!({"round": round, "close": close}))
            }
            76..80 => {
                let kind = ["grant", "appointment"][self.dice.below(2)];
                ("end", "end_term", self.one_of(kind)?.into())
            }
            80..82 => ("back", "return_mandate", self.one_of("grant")?.into()),
            82..84 => ("undo", "withdraw_opening", json!({"round": self.one_of("round")?})),
            84..86 => ("advice", "advise", json!({"round": self.one_of("round")?})),
            86..88 => {
                ("answer", "answer", json!({"advice": self.one_of("advice")?, "taken": "partly"}))
            }
            88..92 => {
                let harm = self.dice.below(3) == 0;
                let (round, objector) = (self.one_of("consent")?, self.person());
                ("weigh", "weigh", json!({"round": round, "objector": objector, "harm": harm}))
            }
            92..94 => {
                let agrees = self.dice.below(2) == 0;
                let round = self.one_of("consent")?;
                ("sign", "countersign", json!({"round": round, "agrees": agrees}))
            }
            94..96 => ("hide", "hide", json!({"act": self.one_of("start")?, "rule": "r"})),
            96..97 => ("show", "show", json!({"act": self.one_of("start")?})),
            97..98 if self.has_lost_phones => {
                let device = if by.starts_with("ali") { "ali2" } else { "bea2" };
                ("retire", "retire", json!({"device": device}))
            }
            98..100 if self.dice.below(2) == 0 => ("remove", "approve", json!({"remove": "Ali"})),
            _ => ("start", "comment", json!({})),
        })
    }
}

fn grant(n: usize, what: usize) -> Value {
    let mut grant = json!({"grant": "kas", "n": n, "ceiling": 500, "holders": ["Ali", "Bea"]});
    match what {
        1 => grant["use"] = json!("suspended"),
        2 => {
            grant["holders"] = json!(["Cor"]);
            grant["circle"] = json!("role");
        }
        3 => grant["circle"] = json!("role"),
        _ => {}
    }
    grant
}

/// Definition 15, word for word, where nobody's devices were ever retired.
struct Plain<'a> {
    log: &'a Log,
    judge: &'a Judge,
    register: Register,
}

impl Plain<'_> {
    // Who said something of a change, in acts that didn't know a round.
    fn said(&self, of: ChangeId, is_return: bool, unknown: Index) -> BTreeSet<MemberId> {
        let mut said = BTreeSet::new();
        for (index, entry) in self.log.iter() {
            let list = match entry.act.deed() {
                Some(Deed::EndTerm(list)) if !is_return => list,
                Some(Deed::ReturnMandate(list)) if is_return => list,
                _ => continue,
            };
            let judged = self.judge.verdict(index);
            let part = list.iter().position(|change| *change == of);
            if part.is_some_and(|part| judged.has_effect(part))
                && !self.log.precedes(unknown, index)
            {
                said.extend(judged.author);
            }
        }
        said
    }

    fn is_over(&self, of: ChangeId, round: &Round, open: Index) -> bool {
        let said = self.said(of, false, open);
        let said = round.electorate.iter().filter(|member| said.contains(member)).count();
        said * 2 > round.electorate.len()
    }

    // The first of the points: whether the opener decides no more.
    fn decides_no_more(&self, open: Index) -> Option<Outside> {
        let round = self.judge.round(open).expect("a round");
        let id = round.open.under.as_ref().expect("under a mandate").grant;
        let tasks = self.register.tasks();
        let holds = |grant: &&Grant| {
            grant.usable == Use::Active
                && act::register::Change::Grant(Box::new(Grant::clone(grant))).id() == id
        };
        let Some(grant) = tasks.grant(id).filter(holds) else { return Some(Outside::Withdrawn) };
        let by_role =
            grant.circle.and_then(|role| tasks.appointment(role)).is_some_and(|(id, appoint)| {
                appoint.people.contains(&round.opener) && !self.is_over(*id, round, open)
            });
        let holds = (grant.holders.contains(&round.opener) || by_role)
            && self.register.is_member(round.opener)
            && !self.said(id, true, open).contains(&round.opener);
        (!holds).then_some(Outside::NotHeld)
    }

    fn outside(&self, open: Index) -> Option<Outside> {
        let round = self.judge.round(open).expect("a round");
        let under = round.open.under.as_ref().expect("under a mandate");
        let heads = self.log.clock_of(self.log.head_indices());
        let outcome = round.state(self.log, &heads).outcome;
        if round.outside.is_some() || outcome.is_some_and(|outcome| outcome.is_adopted()) {
            return round.outside;
        }
        if let Some(first) = self.decides_no_more(open) {
            return Some(first);
        }
        if self.is_over(under.grant, round, open) {
            return Some(Outside::Over);
        }
        let (mut spent, mut others) = (under.amount, 0);
        for (other, entry) in self.judge.rounds() {
            let Some(asked) = entry.open.under.as_ref().filter(|u| u.grant == under.grant) else {
                continue;
            };
            if other == open || self.log.precedes(open, other) || entry.outside.is_some() {
                continue;
            }
            let state = entry.state(self.log, &heads);
            let is_adopted = state.outcome.as_ref().is_some_and(rules::tally::Outcome::is_adopted);
            let is_settled = is_adopted || state.status == Status::Disputed;
            if !is_settled && self.decides_no_more(other).is_some() {
                continue;
            }
            others += 1;
            let is_rejected = state.status == Status::Confirmed && !is_adopted;
            if is_settled || !(is_rejected || state.withdrawn) {
                spent += asked.amount;
            }
        }
        assert!(others < 256, "none of these stories is that long");
        let ceiling = self.register.tasks().grant(under.grant).expect("it holds").ceiling;
        (spent > ceiling).then_some(Outside::Ceiling)
    }
}

#[test]
fn made_up_stories_about_mandates_come_to_the_same_and_to_what_the_definition_says() {
    let mut reached: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..STORIES {
        let mut making = Making::begin(seed);
        let acts = 30 + making.dice.below(30);
        while making.acts.len() < acts {
            making.go_on();
        }
        let devices = json!({"ali": "Ali", "ali2": "Ali", "bea": "Bea", "bea2": "Bea", "cor": "Cor", "dina": "Dina"});
        let after: Vec<_> = making.acts.iter().map(|act| act["id"].clone()).collect();
        let story = json!({"title": seed.to_string(), "devices": devices, "acts": making.acts, "expect": [{"after": after}]});
        let story = Story::read(&story.to_string()).unwrap_or_else(|e| panic!("{e}: {story}"));
        check(&format!("made up {seed}"), &story, ORDERS);
        note(&story, &mut reached);
        let log = story.log();
        let mut judge = Judge::default();
        for index in log.since(0) {
            judge.judge(log, index);
        }
        if making.has_lost_phones {
            continue;
        }
        let heads: Vec<_> = log.head_indices().collect();
        let found = judge.outside_mandates(log, &heads);
        let register = judge.register(log, heads.iter().copied());
        let plain = Plain { log, judge: &judge, register };
        for (open, round) in judge.rounds().filter(|(_, round)| round.open.under.is_some()) {
            let found = found.get(&open).copied();
            assert_eq!(found, plain.outside(open), "{seed}: {:?}", round.open);
            *reached.entry(format!("{found:?}")).or_default() += 1;
        }
    }
    println!("{reached:#?}");
    for what in [
        "None",
        "Some(Withdrawn)",
        "Some(NotHeld)",
        "Some(Over)",
        "Some(Ceiling)",
        "outside at the close",
        "adopted under a mandate",
        "confirmed",
        "hidden",
        "the partner agrees",
        "the term is over",
        "grants apart",
        "forked",
        "removed",
    ] {
        assert!(reached.get(what).is_some_and(|count| *count >= 3), "{what}: {reached:#?}");
    }
}

// What there was to see in the end.
fn note(story: &Story, reached: &mut BTreeMap<String, usize>) {
    let run = story.run();
    let state = run.states.last().expect("one is asked for");
    let mut saw = |what: &str, is: bool| {
        *reached.entry(what.to_owned()).or_default() += usize::from(is);
    };
    saw("hidden", !state.hidden.is_empty());
    saw("forked", !state.forked.is_empty());
    saw("removed", !state.removed.is_empty());
    saw("the term is over", state.mandates.values().any(|mandate| mandate.over));
    saw("grants apart", state.mandates.values().any(|mandate| mandate.usable.is_none()));
    for (id, round) in &state.rounds {
        saw("confirmed", round.status == "confirmed");
        saw("the partner agrees", round.partner == Some(true));
        for close in round.closes.values() {
            saw("outside at the close", close.outside.is_some());
            saw("adopted under a mandate", id.starts_with("round") && close.outcome == "adopted");
        }
    }
}
