//! The log as it can be read, and the check that derives everything again.
//!
//! Guards: what was derived act by act is what any reader derives from the acts alone: heads,
//! register, outcomes, signatures. Next: `rules::judge`.

use std::sync::Arc;

use act::{
    content::{Entity, Value},
    deed::Deed,
    id::{ActId, ChangeId, EntityId, MemberId},
    log::{Index, Log},
    register::Change,
    season::Step,
};
use document::projection::Document;
use rules::{judge::Judge, register::Register};

use super::moderation::Folds;
use crate::{
    answer::{self, Answer, Line},
    clause,
    community::Community,
    names::Names,
    refusal::Refusal,
};

// The words for approving and taking back a change, in the order of the kinds of change, and for
// several of different kinds.
const APPROVE: [&str; 9] = [
    "approve",
    "approve_rest",
    "approve_remove",
    "approve_recover",
    "approve_clause",
    "approve_redact",
    "approve_appoint",
    "approve_grant",
    "approve_several",
];
const WITHDRAW: [&str; 9] = [
    "withdraw_approval",
    "withdraw_rest",
    "withdraw_remove",
    "withdraw_recover",
    "withdraw_clause",
    "withdraw_redact",
    "withdraw_appoint",
    "withdraw_grant",
    "withdraw_several",
];

fn spoken(changes: &[Change], words: [&'static str; 9]) -> &'static str {
    let kind = |change: &Change| match change {
        Change::Admit(_) => 0,
        Change::Rest(..) => 1,
        Change::Remove(_) => 2,
        Change::Recover(_) => 3,
        Change::Clause(_) => 4,
        Change::Redact(_) => 5,
        Change::Appoint(_) => 6,
        Change::Grant(_) => 7,
    };
    let first = changes.first().map_or(8, kind);
    words[if changes.iter().all(|change| kind(change) == first) { first } else { 8 }]
}

impl Community {
    pub(super) fn record(&self) -> Answer {
        let names = Names::of(self);
        let folds = self.folds();
        let log = self.log.iter().map(|(index, _)| self.line(index, &names, &folds)).collect();
        Answer::Log(answer::Log { ok: true, acts: self.log.len(), heads: self.head_hashes(), log })
    }

    pub(super) fn line(&self, index: Index, names: &Names, folds: &Folds) -> Line {
        let act = self.log.act(index);
        let verdict = self.judge.verdict(index);
        let (deed, about, text) = act.deed().map_or_else(
            || ("unknown", String::new(), String::new()),
            |deed| self.describe(deed, act.strings(), names),
        );
        Line {
            id: act.id().to_string(),
            by: verdict.author.map(|author| names.name(author)).unwrap_or_default(),
            at: act.header().claimed_at,
            deed: deed.to_owned(),
            about,
            text,
            effective: verdict.is_effective(),
            hidden: self.says_folded(folds, index),
        }
    }

    // The word for a deed, what it is about, and further words.
    fn describe(
        &self,
        deed: &Deed,
        strings: &[String],
        names: &Names,
    ) -> (&'static str, String, String) {
        let text =
            || strings.iter().filter(|s| !s.is_empty()).cloned().collect::<Vec<_>>().join(" … ");
        let none = String::new;
        match deed {
            Deed::Found(_) => ("found", self.title(Entity::Community, self.id().into()), none()),
            Deed::Invite(_) => ("invite", none(), none()),
            Deed::Join(_) => ("join", none(), none()),
            Deed::Approve(changes) => {
                let (about, value) = self.about_changes(changes, names);
                (spoken(changes, APPROVE), about, value)
            }
            Deed::WithdrawApproval(changes) => {
                let (about, value) = self.about_changes(changes, names);
                (spoken(changes, WITHDRAW), about, value)
            }
            Deed::ObjectChange(changes) => {
                let (about, value) = self.about_changes(changes, names);
                ("object_change", about, value)
            }
            Deed::Dismiss(joins) => {
                let guests = joins.iter().filter_map(|join| Register::guest_of(&self.log, *join));
                (
                    "dismiss",
                    guests.map(|guest| names.name(guest)).collect::<Vec<_>>().join(", "),
                    none(),
                )
            }
            Deed::Paper(_) => ("paper", none(), none()),
            Deed::Recover(_) => ("recover", none(), none()),
            Deed::Redact(_) => ("redact", none(), none()),
            Deed::Leave => ("leave", none(), none()),
            Deed::Enrol(_) => ("enrol", none(), none()),
            Deed::Retire(devices) => {
                let short =
                    |id: &act::id::DeviceId| id.to_string().chars().take(8).collect::<String>();
                ("retire", devices.iter().map(short).collect::<Vec<_>>().join(", "), none())
            }
            Deed::Season(_) => ("season", none(), none()),
            Deed::SeasonJoin(_) => ("season_join", none(), none()),
            Deed::SeasonList(list) => ("season_list", list.parts.len().to_string(), none()),
            Deed::SeasonStep(Step::Sign { .. }) => ("season_sign", none(), none()),
            Deed::SeasonStep(Step::Found { .. }) => ("season_found", none(), none()),
            Deed::Gather => ("gather", none(), none()),
            Deed::Open(open) => ("open", self.title(Entity::Decision, open.decision), none()),
            Deed::Vote(votes) => {
                let about =
                    votes.iter().map(|vote| self.round_title(vote.round)).collect::<Vec<_>>();
                let ballots = votes.iter().map(|vote| self.ballot_in(vote.round, &vote.ballot));
                ("vote", about.join(", "), ballots.collect::<Vec<_>>().join("; "))
            }
            Deed::Close(rounds) => {
                let about =
                    rounds.iter().map(|close| self.round_title(close.round)).collect::<Vec<_>>();
                ("close", about.join(", "), none())
            }
            Deed::Proxy(proxies) => {
                let about = proxies.iter().map(|proxy| self.round_title(proxy.round));
                let holders = proxies.iter().filter_map(|proxy| proxy.holder);
                let holders: Vec<_> = holders.map(|holder| names.name(holder)).collect();
                let word = if holders.is_empty() { "proxy_back" } else { "proxy" };
                (word, about.collect::<Vec<_>>().join(", "), holders.join(", "))
            }
            Deed::Report(report) => {
                ("paper_report", self.round_title(report.round), report.ballots.len().to_string())
            }
            Deed::SignReport(_) => ("sign_report", none(), none()),
            Deed::WithdrawOpening(rounds) => {
                let about = rounds.iter().map(|round| self.round_title(*round));
                ("withdraw_opening", about.collect::<Vec<_>>().join(", "), none())
            }
            Deed::Acknowledge(acks) => {
                let about = acks.iter().map(|ack| self.round_title(ack.round)).collect::<Vec<_>>();
                ("acknowledge", about.join(", "), none())
            }
            Deed::Answer(answers) => {
                let on = |answer: &act::mandate::Answer| {
                    let advice = self.document.comment(answer.advice);
                    advice.map(|advice| self.round_title(advice.on)).unwrap_or_default()
                };
                ("answer_advice", joined(answers.iter().map(on)), none())
            }
            Deed::EndTerm(changes) => {
                ("end_term", joined(changes.iter().map(|id| self.task_title(*id))), none())
            }
            Deed::ReturnMandate(grants) => {
                ("return_mandate", joined(grants.iter().map(|id| self.task_title(*id))), none())
            }
            Deed::Weigh(list) => {
                let objectors: Vec<_> = list.iter().map(|w| names.name(w.objector)).collect();
                let about = list.iter().map(|weigh| self.round_title(weigh.round));
                ("weigh", joined(about), objectors.join(", "))
            }
            Deed::Countersign(list) => {
                let word = if list.iter().all(|sign| sign.agrees) { "agree" } else { "disagree" };
                (word, joined(list.iter().map(|sign| self.round_title(sign.round))), none())
            }
            Deed::Moderate(list) => {
                let hides = list.iter().any(|said| said.against.is_some());
                let rules = list.iter().filter_map(|said| said.against);
                let rules = rules.map(|rule| self.title(Entity::HouseRule, rule));
                let about = joined(list.iter().map(|said| self.written_by(said.what, names)));
                (if hides { "hide" } else { "unhide" }, about, joined(rules))
            }
            Deed::Create(create) if create.entity == Entity::Nomination => {
                // Whom: the member whose card it names.
                let who = create.fields.iter().find_map(|write| match write.value {
                    Value::Link(card) if write.field == 1 => Some(names.name(MemberId(card.0))),
                    _ => None,
                });
                ("nominate", who.unwrap_or_default(), text())
            }
            Deed::Create(create) if create.entity == Entity::Attachment => {
                let on = create.fields.iter().find_map(|write| match write.value {
                    Value::Link(on) => Some(self.any_title(on)),
                    _ => None,
                });
                ("attach", on.unwrap_or_default(), strings.first().cloned().unwrap_or_default())
            }
            Deed::Create(create) => (created(create.entity), text(), none()),
            Deed::Set(set) => (changed(set.entity), self.title(set.entity, set.on), text()),
            Deed::EditText(edit) => (edited(edit.entity), self.title(edit.entity, edit.on), text()),
            Deed::Comment(comment) => match comment.role {
                act::content::Role::Comment => ("comment", self.subject(comment.on), text()),
                act::content::Role::Reason => ("reason", self.round_title(comment.on), text()),
                act::content::Role::Advice => ("advice", self.round_title(comment.on), text()),
            },
        }
    }

    // Whom or what changes are about; of one clause its new value.
    fn about_changes(&self, changes: &[Change], names: &Names) -> (String, String) {
        let about = |change: &Change| match change {
            Change::Clause(amendment) => amendment.clause.key().word().to_owned(),
            Change::Appoint(appoint) => self.any_title(appoint.to),
            Change::Grant(grant) => self.title(Entity::Mandate, grant.mandate),
            _ => self.subject_of(change).map(|member| names.name(member)).unwrap_or_default(),
        };
        let value = match changes {
            [Change::Clause(amendment)] => {
                let told = clause::told(&amendment.clause, &self.register(), names);
                told.team.map_or(told.value, |team| team.people.join(", "))
            }
            _ => String::new(),
        };
        (changes.iter().map(about).collect::<Vec<_>>().join(", "), value)
    }

    // The title of whatever this is.
    pub(crate) fn any_title(&self, id: EntityId) -> String {
        self.judge.entity(id).map(|(entity, _)| self.title(entity, id)).unwrap_or_default()
    }

    // The mandate, role or circle that a change in force is about.
    fn task_title(&self, change: ChangeId) -> String {
        let in_force = self.judge.in_force(&self.log, self.heads()).into_iter();
        let mut tasks = in_force.filter(|known| known.id() == change);
        tasks.next().map_or_else(String::new, |known| match known {
            Change::Appoint(appoint) => self.any_title(appoint.to),
            Change::Grant(grant) => self.title(Entity::Mandate, grant.mandate),
            _ => String::new(),
        })
    }

    // Who wrote an act.
    pub(super) fn written_by(&self, act: ActId, names: &Names) -> String {
        let author = self.log.find(act).and_then(|index| self.judge.verdict(index).author);
        author.map(|author| names.name(author)).unwrap_or_default()
    }

    pub(crate) fn round_title(&self, open: ActId) -> String {
        let round = self.log.find(open).and_then(|open| self.judge.round(open));
        round.map(|round| self.title(Entity::Decision, round.decision())).unwrap_or_default()
    }

    fn subject(&self, on: ActId) -> String {
        // Up from remark to remark; each is about something in its own past, so this ends.
        let mut on = on;
        while let Some(remark) = self.document.comment(on) {
            on = remark.on;
        }
        match self.judge.entity(on.into()) {
            Some((entity, _)) => self.title(entity, on.into()),
            None => self.round_title(on),
        }
    }

    pub(super) fn verify(&self) -> Result<Answer, Refusal> {
        let mut differences = Vec::new();
        let mut log = Log::new(self.id());
        let mut judge = Judge::default();
        // By id where the past allows it: another order than the one of arrival.
        for index in self.by_id() {
            let act = Arc::clone(&self.log.entry(index).act);
            match log.append(act) {
                Ok(index) => {
                    judge.judge(&log, index);
                }
                Err(error) => {
                    differences.push(format!("act {}: {error}", self.log.act(index).id()))
                }
            }
        }
        for (_, branches) in self.log.devices() {
            for branch in branches {
                let stretch = self.log.stretch(*branch);
                let last = stretch.acts.last().map_or(0, |last| self.log.act(*last).seq());
                if stretch.sealed() < last {
                    differences.push(format!("device {}: not sealed to its end", stretch.device));
                }
            }
        }
        let forged = self.log.seals().filter(|seal| !seal.is_genuine());
        differences.extend(forged.map(|seal| format!("act {}: false signature", seal.act)));
        if differences.is_empty() {
            self.compare(&log, &judge, &mut differences);
        }
        Ok(Answer::Verified(answer::Verified {
            ok: differences.is_empty(),
            acts: log.len(),
            heads: self.head_hashes(),
            differences,
        }))
    }

    fn compare(&self, log: &Log, judge: &Judge, differences: &mut Vec<String>) {
        let again = Document::derive(log, judge);
        if again.map(|again| again.heads()).ok() != Some(self.document.heads()) {
            differences.push("heads".to_owned());
        }
        let register = judge.register(log, log.head_indices());
        if register.digest() != self.register().digest() {
            differences.push("register".to_owned());
        }
        let (ours, theirs) = (self.log.clock_of(self.heads()), log.clock_of(log.head_indices()));
        for (open, round) in self.judge.rounds() {
            let id = self.log.act(open).id();
            let again = log.find(id).and_then(|open| judge.round(open));
            let again = again.map(|again| again.state(log, &theirs));
            let state = round.state(&self.log, &ours);
            if again.map(|again| (again.status, again.outcome))
                != Some((state.status, state.outcome))
            {
                differences.push(format!("round {id}"));
            }
        }
    }

    // All acts in causal order, the smallest id first among those whose past is done.
    fn by_id(&self) -> Vec<Index> {
        let mut waiting = vec![0_usize; self.log.len()];
        let mut children = vec![Vec::new(); self.log.len()];
        let mut ready = std::collections::BTreeSet::new();
        for (index, entry) in self.log.iter() {
            waiting[index.at()] = entry.parents().count();
            for parent in entry.parents() {
                children[parent.at()].push(index);
            }
            if waiting[index.at()] == 0 {
                ready.insert((entry.act.id(), index));
            }
        }
        let mut order = Vec::with_capacity(self.log.len());
        while let Some((_, index)) = ready.pop_first() {
            order.push(index);
            for child in &children[index.at()] {
                waiting[child.at()] -= 1;
                if waiting[child.at()] == 0 {
                    ready.insert((self.log.act(*child).id(), *child));
                }
            }
        }
        order
    }
}

fn joined(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join(", ")
}

const fn created(entity: Entity) -> &'static str {
    match entity {
        Entity::Goal => "add_goal",
        Entity::Decision => "propose",
        Entity::Alternative => "add_option",
        Entity::Circle => "add_circle",
        Entity::Role => "add_role",
        Entity::Mandate => "write_mandate",
        Entity::Topic => "add_topic",
        Entity::HouseRule => "write_house_rule",
        Entity::Representative => "name_representative",
        Entity::Nomination => "nominate",
        Entity::EarlierDecision => "carry_decision",
        Entity::Attachment => "attach",
        Entity::Community | Entity::Card => "create",
    }
}

const fn changed(entity: Entity) -> &'static str {
    match entity {
        Entity::Goal => "change_goal",
        Entity::Decision => "change_proposal",
        Entity::Alternative => "change_option",
        Entity::Circle
        | Entity::Role
        | Entity::Mandate
        | Entity::Topic
        | Entity::HouseRule
        | Entity::Representative
        | Entity::Nomination
        | Entity::EarlierDecision
        | Entity::Attachment => "change_task",
        Entity::Community => "name_community",
        Entity::Card => "name_card",
    }
}

const fn edited(entity: Entity) -> &'static str {
    match entity {
        Entity::Goal => "edit_goal",
        Entity::Decision => "edit_proposal",
        Entity::Alternative => "change_option",
        Entity::Circle
        | Entity::Role
        | Entity::Mandate
        | Entity::Topic
        | Entity::HouseRule
        | Entity::Representative
        | Entity::Nomination
        | Entity::EarlierDecision
        | Entity::Attachment => "change_task",
        Entity::Community => "edit_purpose",
        Entity::Card => "edit_card",
    }
}
