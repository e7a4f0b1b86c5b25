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
    mandate::Appoint,
    register::Change,
    round::{Method, Select},
};
use rules::{
    counting::Via,
    register::Standing,
    round::{Round, Status},
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
            return Err(self.put_forward(id).map_or(Refusal::Decided, Refusal::from));
        }
        let person = self.electable(who)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refused::NominateWhy.into());
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

    // Who is the candidate of the round that runs or decided.
    fn put_forward(&self, decision: EntityId) -> Option<Refused> {
        let open = self.judge.round_to_show(&self.log, decision, &self.heads())?;
        let select = self.judge.round(open)?.open.select?;
        Some(Refused::PutForward(Names::of(self).name(select.nominee)))
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
        let all = self.document.nominations(&self.log, decision, &[]).into_iter();
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

    /// Who is put forward and has yet to say whether they want it: others vote after that, or once the
    /// deadline passed, so that nobody's silence keeps a round open.
    pub(super) fn speaks_first(&self, open: Index, round: &Round) -> Option<MemberId> {
        let nominee = round.open.select?.nominee;
        let count = self.judge.count(&self.log, open, &self.heads()).unwrap_or_default();
        // Two words apart are words too.
        let spoke = count.counted.get(&nominee).is_some_and(|one| one.via == Via::Own)
            || count.void.contains(&nominee);
        (!spoke).then_some(nominee)
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
        let me = self.myself().ok();
        let told = |(nomination, stands): (document::nomination::View, bool)| answer::Nomination {
            id: nomination.id.to_string(),
            by: names.name(nomination.created_by),
            mine: me.is_some_and(|(me, _)| me == nomination.created_by),
            who: nomination.person.map(|person| names.name(person)).unwrap_or_default(),
            reason: nomination.text,
            at: nomination.claimed_at,
            stands,
            fold: self.fold(folds, nomination.id.act(), names),
        };
        let nominations = |at: Option<Index>| {
            self.document.nominations(&self.log, view.id, at.as_slice()).into_iter()
        };
        let past = self.log.clock_of(self.heads());
        let round = round.filter(|(_, round)| !round.is_withdrawn(&self.log, &past));
        let nominee = select.filter(|_| round.is_some()).map(|select| select.nominee);
        let considered = round.map(|(open, _)| nominations(Some(open)));
        let considered = considered.into_iter().flatten().filter(|(_, stands)| *stands);
        let is_member = me.is_some_and(|(_, standing)| standing == Standing::Member);
        // What the role was when somebody was put forward for it.
        let at = round.map(|(open, _)| open);
        let words = self.document.named_at(&self.log, Entity::Role, role, at.as_slice());
        let holders =
            self.register().tasks().appointment(role).map(|(_, held)| held.people.clone());
        Some(answer::Selection {
            role: role.to_string(),
            title: words.as_ref().map(|role| role.title.value.clone()).unwrap_or_default(),
            text: words.map(|role| role.text).unwrap_or_default(),
            holders: names.list(holders.into_iter().flatten()),
            nominations: nominations(None).map(told).collect(),
            considered: considered.map(|(nomination, _)| nomination.id.to_string()).collect(),
            nominee: nominee.map(|nominee| names.name(nominee)),
            willing: round.and_then(|(open, round)| self.willing(open, round)),
            mine: nominee.is_some() && nominee == me.map(|(me, _)| me),
            first: round
                .filter(|(_, round)| round.closes.is_empty())
                .and_then(|(open, round)| self.speaks_first(open, round))
                .map(|nominee| names.name(nominee)),
            may_nominate: is_member && !self.is_decided(view.id),
            may_appoint: is_member && round.is_some_and(|(_, round)| self.is_to_appoint(round)),
            asked: round.is_some_and(|(_, round)| self.is_chosen(round))
                && nominee.is_some_and(|nominee| self.is_asked_for(role, nominee)),
        })
    }

    // What who is put forward says of it: in the shown close, before there is one as it is known here.
    fn willing(&self, open: Index, round: &Round) -> Option<bool> {
        let nominee = round.open.select?.nominee;
        let state = round.state(&self.log, &self.log.clock_of(self.heads()));
        match state.shown.and_then(|shown| round.closes.get(&shown)) {
            Some(close) => close.counted.get(&nominee)?.is_willing(),
            None => {
                let count = self.judge.count(&self.log, open, &self.heads())?;
                count.counted.get(&nominee)?.is_willing()
            }
        }
    }

    // Whether an appointment of somebody to a role waits for approvals.
    fn is_asked_for(&self, role: EntityId, who: MemberId) -> bool {
        // One with another number never comes into force.
        let register = self.register();
        let known = register.tasks().appointments(role).iter().map(|(_, appoint)| appoint.n);
        let next = known.max().map_or(1, |n| n.saturating_add(1));
        self.pending().iter().any(|(change, voices)| match change {
            Change::Appoint(appoint) => {
                appoint.to == role
                    && appoint.n == next
                    && appoint.people.contains(&who)
                    && !voices.approve.is_empty()
            }
            _ => false,
        })
    }

    fn is_chosen(&self, round: &Round) -> bool {
        let state = round.state(&self.log, &self.log.clock_of(self.heads()));
        state.status == Status::Confirmed && state.outcome.is_some_and(|one| one.is_adopted())
    }

    /// Whether somebody was chosen for a role who doesn't fill it yet, nobody else was appointed to it
    /// since, and nothing of the kind waits.
    pub(super) fn is_to_appoint(&self, round: &Round) -> bool {
        let Some(Select { role, nominee }) = round.open.select else { return false };
        let state = round.state(&self.log, &self.log.clock_of(self.heads()));
        let (true, Some(shown)) = (self.is_chosen(round), state.shown) else { return false };
        let last = |register: &rules::register::Register| {
            register.tasks().appointments(role).iter().map(|(_, appoint)| appoint.n).max()
        };
        let now = self.register();
        let fills = |(_, held): &(_, Appoint)| held.people.contains(&nominee);
        now.is_member(nominee)
            && !now.tasks().appointment(role).is_some_and(fills)
            && last(&now) == last(&self.judge.register(&self.log, [shown]))
            && !self.is_asked_for(role, nominee)
    }
}
