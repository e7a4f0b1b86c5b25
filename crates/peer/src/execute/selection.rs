//! Choosing somebody for a role: nominations and their reasons, who is put forward, what comes of it.
//!
//! Guards: whoever is put forward was nominated, and speaks first; being chosen appoints nobody: that is
//! a change that two thirds carry (R2). Next: [`super::mandate`], the appointment.

use std::collections::BTreeMap;

use act::{
    content::{Create, Entity, Value, Write},
    deed::Deed,
    id::{EntityId, MemberId},
    log::Index,
    register::Change,
    round::{Method, Select},
};
use rules::{
    register::Standing,
    round::{Round, Status},
    tally::Outcome,
};

use super::{moderation::Folds, show::words};
use crate::{
    answer::{self, Answer},
    community::{Ambient, Community},
    names::Names,
    refusal::{Refusal, Refused},
};

/// Unicode scalar values of a reason, which stands in one act with what it is about.
const REASON: usize = 1_000;

impl Community {
    /// Says who should fill the role, and why; in the place of what was said before.
    pub(super) fn nominate(
        &mut self,
        typed: &str,
        who: &str,
        reason: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (_, standing) = self.myself()?;
        if standing != Standing::Member {
            return Err(Refusal::NotMember);
        }
        let id = self.find_entity(&[Entity::Decision], typed)?;
        let view = self.document.decision(id).ok_or_else(|| Refusal::Unknown(typed.to_owned()))?;
        if view.method.value != Method::Selection.word() {
            return Err(Refused::NoSelection.into());
        }
        if self.is_decided(id) {
            return Err(Refusal::Decided);
        }
        let person = self.electable(who)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refused::NeedsWhy.into());
        }
        if reason.chars().count() > REASON {
            return Err(Refusal::TooLong("reason".to_owned()));
        }
        let fields = vec![
            Write { field: 0, value: Value::Link(id) },
            Write { field: 1, value: Value::Link(person.into()) },
            Write { field: 2, value: words(reason) },
        ];
        let create = Create { entity: Entity::Nomination, fields };
        self.write(Deed::Create(create), vec![reason.to_owned()], ambient)?;
        self.show_decision(&id.to_string())
    }

    // Somebody who would have a ballot in a round that is opened now.
    fn electable(&self, typed: &str) -> Result<MemberId, Refusal> {
        let names = Names::of(self);
        let person = names.find(typed)?;
        let is_elector = self.register().electorate().binary_search(&person).is_ok();
        is_elector.then_some(person).ok_or_else(|| Refused::NotElectable(names.name(person)).into())
    }

    // Whom each nominates now, the last word of each.
    fn nominated(&self, decision: EntityId) -> BTreeMap<MemberId, document::nomination::View> {
        let all = self.document.nominations(&self.log, decision).into_iter();
        let stand = all.filter(|(_, stands)| *stands);
        stand.map(|(nomination, _)| (nomination.created_by, nomination)).collect()
    }

    /// Whether the owner has yet to say who should fill a role, before anybody is put forward.
    pub(super) fn is_to_nominate(
        &self,
        view: &document::decision::View,
        me: MemberId,
        of: Standing,
    ) -> bool {
        of == Standing::Member
            && view.method.value == Method::Selection.word()
            && !self.nominated(view.id).contains_key(&me)
    }

    /// Who is put forward in a round that is opened now.
    pub(super) fn selected(
        &self,
        asked: Option<Select>,
        decision: EntityId,
        typed: Option<&str>,
    ) -> Result<Option<Select>, Refusal> {
        let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
        match (asked, typed) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(Refusal::Invalid("nominee".to_owned())),
            (Some(_), None) => Err(Refused::WhichNominee.into()),
            (Some(Select { role, .. }), Some(typed)) => {
                let nominee = self.electable(typed)?;
                let nominated = self.nominated(decision);
                if !nominated.values().any(|nomination| nomination.person == Some(nominee)) {
                    return Err(Refused::NotNominated(Names::of(self).name(nominee)).into());
                }
                Ok(Some(Select { role, nominee }))
            }
        }
    }

    /// Who is put forward and has yet to say whether they want it: others vote after that.
    pub(super) fn speaks_first(&self, open: Index, round: &Round) -> Option<MemberId> {
        let nominee = round.open.select?.nominee;
        let count = self.judge.count(&self.log, open, &self.heads()).unwrap_or_default();
        (!count.counted.contains_key(&nominee)).then_some(nominee)
    }

    /// How choosing somebody stands: of a decision by another method nothing.
    pub(super) fn selection(
        &self,
        view: &document::decision::View,
        round: Option<(Index, &Round)>,
        names: &Names,
        folds: &Folds,
    ) -> Option<answer::Selection> {
        let select = round.and_then(|(_, round)| round.open.select);
        if select.is_none() && view.method.value != Method::Selection.word() {
            return None;
        }
        let role = select.map(|select| select.role).or(view.role.value)?;
        let told = |(nomination, stands): (document::nomination::View, bool)| answer::Nomination {
            id: nomination.id.to_string(),
            by: names.name(nomination.created_by),
            who: nomination.person.map(|person| names.name(person)).unwrap_or_default(),
            reason: nomination.text,
            at: nomination.claimed_at,
            stands,
            fold: self.fold(folds, nomination.id.act(), names),
        };
        let me = self.myself().ok();
        let is_member = me.is_some_and(|(_, standing)| standing == Standing::Member);
        let nominee = select.map(|select| select.nominee);
        Some(answer::Selection {
            role: role.to_string(),
            title: self.title(Entity::Role, role),
            nominations: self
                .document
                .nominations(&self.log, view.id)
                .into_iter()
                .map(told)
                .collect(),
            nominee: nominee.map(|nominee| names.name(nominee)),
            mine: nominee.is_some() && nominee == me.map(|(me, _)| me),
            first: round
                .and_then(|(open, round)| self.speaks_first(open, round))
                .map(|nominee| names.name(nominee)),
            may_nominate: is_member && !self.is_decided(view.id),
            may_appoint: is_member
                && round.is_some_and(|(open, round)| self.is_to_appoint(open, round)),
        })
    }

    /// Whether somebody was chosen for a role and nobody was appointed to it since, nor is asked for now.
    pub(super) fn is_to_appoint(&self, open: Index, round: &Round) -> bool {
        let Some(Select { role, nominee }) = round.open.select else { return false };
        let state = round.state(&self.log, &self.log.clock_of(self.heads()));
        let is_chosen = state.status == Status::Confirmed
            && state.outcome.as_ref().is_some_and(Outcome::is_adopted);
        let last = |register: &rules::register::Register| {
            register.tasks().appointments(role).iter().map(|(_, appoint)| appoint.n).max()
        };
        let now = self.register();
        let waits = self.pending().iter().any(|(change, voices)| {
            let about =
                matches!(change, Change::Appoint(a) if a.to == role && a.people.contains(&nominee));
            about && !voices.approve.is_empty()
        });
        is_chosen && !waits && last(&now) == last(&self.judge.register(&self.log, [open]))
    }
}
