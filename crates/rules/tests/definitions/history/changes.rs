//! What is done about the register in a random history.
//!
//! Guards: each kind of change comes in force often, and often just not. Next: [`super::rounds`].

use serde_json::{Value, json};

use super::{
    EACH, Step, person,
    teller::{Teller, id},
};

/// House rules: one that people take up, one that nobody does.
const RULE: &str = "rustig";
const OTHER_RULE: &str = "kort";

impl Teller {
    // A change, with the line that must be known first.
    fn change(&mut self, step: Step) -> (Value, Option<usize>) {
        let who = step.what % self.people;
        let change = match step.how % 16 {
            0..4 => {
                let newcomers: Vec<_> = self.joins.iter().collect();
                let Some((newcomer, join)) = newcomers.get(step.what % newcomers.len().max(1))
                else {
                    return self.clause(step);
                };
                (json!({"admit": person(**newcomer)}), Some(**join))
            }
            4..6 => match self.last(self.hand(who)) {
                Some(last) => (json!({"rest": person(who), "last": id(last)}), Some(last)),
                None => self.clause(step),
            },
            6 => (json!({"remove": person(who)}), self.joins.get(&who).copied()),
            7..9 => match self.comments.get(step.what % self.comments.len().max(1)) {
                Some(words) => (json!({"redact": id(*words)}), Some(*words)),
                None => self.clause(step),
            },
            9..12 if !self.spoken.is_empty() => self.spoken[step.what % self.spoken.len()].clone(),
            _ => self.clause(step),
        };
        self.spoken.push(change.clone());
        change
    }

    // A clause that replaces the newest one of its key, or none, or several.
    fn clause(&mut self, step: Step) -> (Value, Option<usize>) {
        let (key, value) = match step.what % 8 {
            0..4 => ("quorum", json!(["0", "1/2", "1/3", "2/3"][step.how / 16 % 4])),
            4 => ("organisations", json!(["advise", "vote"][step.how / 16 % 2])),
            5 => ("method", json!(["consent", "absolute"][step.how / 16 % 2])),
            _ if self.people >= 3 => ("team", super::team(self.people, step.how)),
            _ => ("deadline", json!(step.how / 16)),
        };
        // A label that stands nowhere names nothing.
        let of_key = |clause: &&Value| clause["key"] == key && self.is_told(&clause["label"]);
        let labels: Vec<_> = self.clauses.iter().filter(of_key).map(|c| &c["label"]).collect();
        let replaces: Vec<_> = match step.who % 8 {
            0 => Vec::new(),
            1 | 2 => labels.iter().rev().take(2).copied().cloned().collect(),
            3 => labels.iter().rev().skip(1).take(1).copied().cloned().collect(),
            _ => labels.last().copied().cloned().into_iter().collect(),
        };
        let content = json!({"key": key, "value": value, "replaces": replaces});
        self.labelled(content)
    }

    fn is_told(&self, label: &Value) -> bool {
        let deeds = ["approve", "withdraw_approval", "object_change"];
        let told = |line: &Value| deeds.iter().any(|deed| line[*deed]["clause"]["label"] == *label);
        self.lines.iter().any(told)
    }

    // The same content is the same clause, and has one label.
    fn labelled(&mut self, mut content: Value) -> (Value, Option<usize>) {
        let same = |clause: &&Value| {
            ["key", "value", "replaces"].iter().all(|field| clause[*field] == content[*field])
        };
        if let Some(known) = self.clauses.iter().find(same) {
            return (json!({"clause": known}), None);
        }
        content["label"] = format!("c{}", self.clauses.len()).into();
        self.clauses.push(content.clone());
        (json!({"clause": content}), None)
    }

    pub(super) fn speak(&mut self, step: Step, objects: bool) {
        let (change, about) = self.change(step);
        let deeds = ["approve", "withdraw_approval", "approve"];
        let deed = if objects { "object_change" } else { deeds[step.who % 3] };
        let deed = json!({deed: change});
        match about {
            Some(about) => self.write_about(step, about, deed),
            None => self.write(self.writer(step.who), deed, step.sees),
        };
    }

    // These people approve these changes; tells the lines.
    pub(super) fn approve(
        &mut self,
        people: Vec<usize>,
        changes: &[(Value, Option<usize>)],
        sees: u8,
    ) -> Vec<usize> {
        let mut said = Vec::new();
        for other in people {
            let by = self.hand(other);
            for (change, about) in changes {
                self.hear(by, *about);
                said.push(self.write(by, json!({"approve": change}), sees));
            }
        }
        said
    }

    // Most people: all but those of whom two numbers say so.
    fn most(&self, step: Step) -> Vec<usize> {
        self.those(63 & !(step.who & (step.what ^ step.how)))
    }

    // Somebody's act that knows these.
    pub(super) fn know(&mut self, step: Step, said: Vec<usize>) -> usize {
        let by = self.hand(step.who % self.people);
        self.hear(by, said);
        self.say(by, 0)
    }

    pub(super) fn decide(&mut self, step: Step) {
        let change = self.change(step);
        let said = self.approve(self.most(step), &[change], step.sees);
        self.know(step, said);
    }

    // The founders admit everybody who joined.
    pub(super) fn settle(&mut self, founders: usize) {
        let admit = |(who, join): (&usize, &usize)| (json!({"admit": person(*who)}), Some(*join));
        let admissions: Vec<_> = self.joins.iter().map(admit).collect();
        let said = self.approve((0..founders).collect(), &admissions, 0);
        let by = self.hand(0);
        self.hear(by, said);
        self.say(by, 0);
    }

    pub(super) fn clash(&mut self, step: Step) {
        let first = self.clause(step);
        // Another value of the same key, which replaces the same.
        let mut content = first.0["clause"].clone();
        content["value"] = match content["key"].as_str() {
            Some("quorum") => json!(["1/4", "1/5"][step.how % 2]),
            Some("organisations") => json!("advise"),
            Some("method") => json!("two_thirds"),
            Some("team") => super::team(self.people, step.how / 2 + 1),
            _ => json!(step.how),
        };
        let second = self.labelled(content);
        let said = self.approve(self.most(step), &[first.clone(), second.clone()], 0);
        let told = !said.is_empty();
        let knows = self.know(step, said);
        if told && step.sees > 0 {
            let mut content = first.0["clause"].clone();
            let labels: Vec<_> =
                [&first, &second].iter().map(|(c, _)| c["clause"]["label"].clone()).collect();
            content["replaces"] = labels.into();
            let (third, _) = self.labelled(content);
            let said = self.approve(self.most(step), &[(third, Some(knows))], 0);
            self.know(step, said);
        }
    }

    // The first three or four people are most often the team. Others object before it decides, or too
    // late, or not at all.
    pub(super) fn team(&mut self, step: Step) {
        let how = [0, 4, 1, 5][step.how % 4];
        let change = self.change(Step { how, ..step });
        let mut said = Vec::new();
        let early = step.who.is_multiple_of(3);
        let object = |teller: &mut Self, by: usize| {
            teller.hear(by, change.1);
            teller.write(by, json!({"object_change": change.0}), 0)
        };
        if early {
            for other in self.those(step.how ^ step.what).into_iter().rev().take(3) {
                said.push(object(self, self.hand(other)));
            }
        }
        let team =
            self.those(if step.what.is_multiple_of(4) { 15 } else { 7 } & !(step.who & step.what));
        said.extend(self.approve(team, std::slice::from_ref(&change), 0));
        let knows = self.know(step, said);
        let mut all = vec![knows];
        for other in self.those((step.how / 4) | step.what) {
            let by = self.hand(other);
            self.hear(by, [knows]);
            let objects = !early && (step.how / 4 + other).is_multiple_of(4);
            all.push(if objects { object(self, by) } else { self.say(by, 0) });
        }
        self.know(step, all);
    }

    pub(super) fn rest(&mut self, step: Step) {
        let who = step.what % self.people;
        let Some(last) = self.last(self.hand(who)) else { return };
        let change = (json!({"rest": person(who), "last": id(last)}), Some(last));
        self.spoken.push(change.clone());
        let most = self.those(63 & !(1 << who) & !(step.who & step.how));
        let said = self.approve(most, &[change], step.sees);
        self.know(step, said);
        if step.how % 4 == 3 {
            self.say(self.hand(who), step.sees);
        }
    }

    // Somebody who was put to rest says something, or the app does something by itself.
    pub(super) fn wake(&mut self, step: Step) {
        let resting: Vec<_> =
            self.spoken.iter().filter_map(|(change, _)| change["rest"].as_str()).collect();
        let Some(name) = resting.get(step.what % resting.len().max(1)) else { return };
        let Some(who) = (0..self.people).find(|who| person(*who) == *name) else { return };
        let by = self.hand(who);
        match (step.how % 3, self.rounds.last()) {
            (0, Some(round)) => {
                let open = round.open;
                self.hear(by, [open]);
                self.write(by, json!({"close": {"round": id(open)}}), step.sees);
            }
            _ => {
                self.say(by, step.sees);
            }
        }
    }

    pub(super) fn remove(&mut self, step: Step) {
        let who = step.what % self.people;
        let change = (json!({"remove": person(who)}), self.joins.get(&who).copied());
        self.spoken.push(change.clone());
        let most = self.those(63 & !(1 << who) & !(step.who & step.how));
        let said = self.approve(most, &[change], step.sees);
        self.know(step, said);
    }

    pub(super) fn dismiss(&mut self, step: Step) {
        let newcomers: Vec<_> = self.joins.iter().map(|(who, join)| (*who, *join)).collect();
        let Some((who, join)) = newcomers.get(step.what % newcomers.len().max(1)).copied() else {
            return;
        };
        let deed = json!({"dismiss": {"guest": person(who)}});
        let line = self.write_about(step, join, deed.clone());
        if step.how.is_multiple_of(2) {
            let by = self.hand(step.how / 2 % self.people);
            self.hear(by, [join]);
            if step.how.is_multiple_of(4) {
                self.hear(by, [line]);
            }
            self.write(by, deed, step.sees);
        }
    }

    // By a house rule, which most people take up first; now and then by one that they didn't.
    pub(super) fn fold(&mut self, step: Step) {
        let Some(words) = self.comments.get(step.what % self.comments.len().max(1)).copied() else {
            return;
        };
        let content = json!({"key": "house_rules", "value": [RULE], "replaces": []});
        let rules = self.labelled(content);
        let mut known = vec![words];
        if !self.is_told(&rules.0["clause"]["label"]) {
            let said = self.approve(self.most(step), &[rules], 0);
            known.push(self.know(step, said));
        }
        let rule = if step.how % 8 == 7 { OTHER_RULE } else { RULE };
        let hide = json!({"hide": {"act": id(words), "rule": rule}});
        let show = json!({"show": {"act": id(words)}});
        let mut said = Vec::new();
        for who in self.those(step.how | step.who) {
            let by = self.hand(who);
            self.hear(by, known.clone());
            said.push(self.write(by, hide.clone(), step.sees));
        }
        for who in self.those(step.what & step.who) {
            let by = self.hand(who);
            self.hear(by, known.clone());
            if step.how.is_multiple_of(2) {
                self.hear(by, said.clone());
            }
            self.write(by, show.clone(), 0);
        }
        self.know(step, said);
    }

    pub(super) fn redact(&mut self, step: Step) {
        let own = |line: &&usize| {
            step.how.is_multiple_of(4)
                || self.own.iter().any(|(by, own)| {
                    by / EACH == self.writer(step.who) / EACH && own.contains(line)
                })
        };
        let words: Vec<_> = self.comments.iter().filter(own).copied().collect();
        let Some(words) = words.get(step.what % words.len().max(1)).copied() else { return };
        self.write_about(step, words, json!({"redact": {"act": id(words)}}));
    }
}
