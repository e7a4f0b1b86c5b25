//! Decisions under a mandate, as the past of an act shows them: within it or outside, advised, over.
//!
//! Guards: asked at the opening for ever, and once more at the close, so that who writes from an old
//! past gains nothing; a term's end spares what those who said so knew. Next: [`crate::mandate`].

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use act::{
    clock::Clock,
    id::{ChangeId, EntityId, MemberId},
    log::{Index, Log},
    mandate::{Grant, Under},
    register::Change,
    round::{Method, Open, Select},
};

use super::{Judge, Past};
use crate::{
    device::Counting,
    facts::Facts,
    mandate::{MOST, Outside, allows},
    register::Register,
    round::Status,
    tally::Outcome,
};

// A past, and what it establishes.
pub(super) struct Seen<'a> {
    pub(super) log: &'a Log,
    pub(super) clock: &'a Clock,
    pub(super) facts: &'a Facts,
    pub(super) register: &'a Register,
    costs: &'a Costs,
}

/// The rounds that bind a grant in one past, each with what it costs there.
type Costly = Rc<[(Index, u64)]>;

/// These per grant: worked out once, since a close of many rounds asks for each of them.
#[derive(Debug, Default)]
pub(super) struct Costs(RefCell<BTreeMap<ChangeId, Costly>>);

impl<'a> Seen<'a> {
    pub(super) fn of(judge: &Judge, past: &'a Past<'_>) -> Self {
        Self {
            log: past.log,
            clock: past.clock(),
            facts: &past.facts,
            register: judge.register_in(past),
            costs: &past.costs,
        }
    }
}

// A round, whom it asks: what was said about terms and mandates by who knew it doesn't touch it.
struct Spared<'a> {
    open: Index,
    electorate: &'a [MemberId],
}

impl Judge {
    // Whether a grant or appointment is of what its past holds: its words, its people, its topics.
    pub(super) fn is_of_what_is_there(&self, past: &Past<'_>, change: &Change) -> bool {
        use act::content::Entity::{Circle, Mandate, Role, Topic};
        let known = |member: &MemberId| self.register_in(past).person(*member).is_some();
        let is = |id: EntityId, entity| self.exists(past, entity, id);
        let of_people = |id| is(id, Role) || is(id, Circle);
        match change {
            Change::Appoint(appoint) => of_people(appoint.to) && appoint.people.iter().all(known),
            Change::Grant(grant) => {
                is(grant.mandate, Mandate)
                    && grant.holders.iter().all(known)
                    && grant.circle.is_none_or(of_people)
                    && grant.topics.iter().all(|topic| is(*topic, Topic))
            }
            _ => true,
        }
    }

    // Somebody is put forward for a role that is there, and has a ballot in the round to say so.
    pub(super) fn may_be_chosen(&self, past: &Past<'_>, select: Select) -> bool {
        self.exists(past, act::content::Entity::Role, select.role)
            && self.register_in(past).electorate().binary_search(&select.nominee).is_ok()
    }

    // Why a decision that is opened now is outside its mandate, judged by the opening's own past.
    pub(super) fn outside_at_opening(
        &self,
        past: &Past<'_>,
        author: MemberId,
        under: &Under,
    ) -> Option<Outside> {
        let seen = Seen::of(self, past);
        self.outside(&seen, past.index, author, seen.register.electorate(), under)
    }

    // The same in the past of a close.
    pub(super) fn outside_at_close(&self, past: &Past<'_>, open: Index) -> Option<Outside> {
        self.outside_of(&Seen::of(self, past), open)
    }

    /// Why the decision that a round under a mandate is about is outside it, in the past of these acts
    /// together; none: it is within.
    #[must_use]
    pub fn outside_mandate(&self, log: &Log, open: Index, heads: &[Index]) -> Option<Outside> {
        self.with_seen(log, heads, |seen| self.outside_of(seen, open))
    }

    /// The same for all rounds that are known there and outside: one look at the facts for all of them.
    #[must_use]
    pub fn outside_mandates(&self, log: &Log, heads: &[Index]) -> BTreeMap<Index, Outside> {
        self.with_seen(log, heads, |seen| {
            let rounds = self.book.rounds.values().flatten();
            let known = rounds.filter(|open| log.holds(seen.clock, **open));
            known.filter_map(|open| Some((*open, self.outside_of(seen, *open)?))).collect()
        })
    }

    fn outside_of(&self, seen: &Seen<'_>, open: Index) -> Option<Outside> {
        let round = self.round(open)?;
        let under = round.open.under.as_ref()?;
        let now = || {
            // What is confirmed never changes: neither a grant's end nor somebody who decides apart undoes it.
            let state = round.state(seen.log, seen.clock);
            if state.outcome.is_some_and(|outcome| outcome.is_adopted()) {
                return None;
            }
            // The opening decides: what a lost device opened unknown to who retired it decides nothing.
            let mut counting = Counting::new(self.ground(seen.log), seen.facts);
            if !counting.counts(open, round.opener) {
                return Some(Outside::NotHeld);
            }
            self.outside(seen, open, round.opener, &round.electorate, under)
        };
        round.outside.or_else(now)
    }

    fn outside(
        &self,
        seen: &Seen<'_>,
        open: Index,
        decider: MemberId,
        electorate: &[MemberId],
        under: &Under,
    ) -> Option<Outside> {
        let spared = Spared { open, electorate };
        let holds = |grant: &Grant| self.decides(seen, under.grant, grant, decider, &spared);
        let ceiling = match allows(seen.register.tasks(), under, holds) {
            Ok(ceiling) => ceiling,
            Err(outside) => return Some(outside),
        };
        if self.is_over(seen, under.grant, electorate, Some(open)) {
            return Some(Outside::Over);
        }
        // Those that know of this one don't count against it; those apart and before do.
        let all = self.costs(seen, under.grant);
        let others = all.iter().filter(|(other, _)| !seen.log.reaches(*other, open));
        let (mut count, mut spent) = (0, under.amount);
        for (_, cost) in others.take(MOST) {
            count += 1;
            spent = spent.saturating_add(*cost);
        }
        match () {
            () if count >= MOST => Some(Outside::TooMany),
            () if spent > ceiling => Some(Outside::Ceiling),
            () => None,
        }
    }

    // The rounds under a grant that bind it in a past, each with what it costs there: all that were within
    // at their opening and whose opener still decides, or that are confirmed. So who no longer holds the
    // mandate, or a lost device, can't use it up for those who do.
    fn costs(&self, seen: &Seen<'_>, id: ChangeId) -> Costly {
        if let Some(known) = seen.costs.0.borrow().get(&id) {
            return Rc::clone(known);
        }
        let grant = seen.register.tasks().grant(id);
        let mut counting = Counting::new(self.ground(seen.log), seen.facts);
        let rounds = self.book.within.get(&id).into_iter().flatten();
        let rounds = rounds.filter(|open| seen.log.holds(seen.clock, **open));
        let cost = |&open: &Index| {
            let round = self.round(open)?;
            let state = round.state(seen.log, seen.clock);
            let is_adopted = state.outcome.as_ref().is_some_and(Outcome::is_adopted);
            let is_settled = is_adopted || state.status == Status::Disputed;
            let spared = Spared { open, electorate: &round.electorate };
            let decides = |grant| {
                counting.counts(open, round.opener)
                    && self.decides(seen, id, grant, round.opener, &spared)
            };
            if !is_settled && !grant.is_some_and(decides) {
                return None;
            }
            let is_rejected = state.status == Status::Confirmed && !is_adopted;
            let is_undone = !is_settled && (is_rejected || state.withdrawn);
            let amount = round.open.under.as_ref().map_or(0, |under| under.amount);
            Some((open, if is_undone { 0 } else { amount }))
        };
        let costs: Costly = rounds.filter_map(cost).collect();
        seen.costs.0.borrow_mut().insert(id, Rc::clone(&costs));
        costs
    }

    // Whether somebody decides under a grant in a past, but for what those who handed it back or ended a
    // term knew of one round.
    fn decides(
        &self,
        seen: &Seen<'_>,
        id: ChangeId,
        grant: &Grant,
        decider: MemberId,
        spared: &Spared<'_>,
    ) -> bool {
        self.holds_mandate(seen, grant, decider, Some(spared))
            && !self.has_returned(seen, id, decider, Some(spared.open))
    }

    // Whether somebody is named in a grant, or fills the role or is of the circle that it names, and is
    // a member.
    fn holds_mandate(
        &self,
        seen: &Seen<'_>,
        grant: &Grant,
        member: MemberId,
        spared: Option<&Spared<'_>>,
    ) -> bool {
        let tasks = seen.register.tasks();
        let by_circle = || {
            let (id, appoint) = tasks.appointment(grant.circle?)?;
            appoint.people.binary_search(&member).ok()?;
            let people = spared.map_or(seen.register.electorate(), |spared| spared.electorate);
            (!self.is_over(seen, *id, people, spared.map(|spared| spared.open))).then_some(())
        };
        seen.register.is_member(member)
            && (grant.holders.binary_search(&member).is_ok() || by_circle().is_some())
    }

    fn has_returned(
        &self,
        seen: &Seen<'_>,
        grant: ChangeId,
        holder: MemberId,
        before: Option<Index>,
    ) -> bool {
        self.said(seen, &self.book.returned, grant, before).contains(&holder)
    }

    // Whether more than half of these people said that the term of a change is over; those who knew
    // this round then spare it.
    fn is_over(
        &self,
        seen: &Seen<'_>,
        change: ChangeId,
        people: &[MemberId],
        sparing: Option<Index>,
    ) -> bool {
        let said = self.said(seen, &self.book.ended, change, sparing);
        let said = said.iter().filter(|member| people.binary_search(member).is_ok()).count();
        said.saturating_mul(2) > people.len()
    }

    fn said(
        &self,
        seen: &Seen<'_>,
        book: &BTreeMap<ChangeId, Vec<(Index, MemberId)>>,
        change: ChangeId,
        sparing: Option<Index>,
    ) -> BTreeSet<MemberId> {
        let mut counting = Counting::new(self.ground(seen.log), seen.facts);
        let all = book.get(&change).into_iter().flatten();
        all.filter(|(act, member)| {
            seen.log.holds(seen.clock, *act)
                && sparing.is_none_or(|open| !seen.log.precedes(open, *act))
                && counting.counts(*act, *member)
        })
        .map(|(_, member)| *member)
        .collect()
    }

    /// Whether the term of an appointment or grant is over in the past of these acts together: more than
    /// half of those who vote there said so.
    #[must_use]
    pub fn is_term_over(&self, log: &Log, change: ChangeId, heads: &[Index]) -> bool {
        self.with_seen(log, heads, |seen| {
            self.is_over(seen, change, seen.register.electorate(), None)
        })
    }

    /// Who holds a mandate by this grant in the past of these acts together.
    #[must_use]
    pub fn mandate_holders(&self, log: &Log, grant: ChangeId, heads: &[Index]) -> Vec<MemberId> {
        self.with_seen(log, heads, |seen| {
            let Some(held) = seen.register.tasks().grant(grant) else { return Vec::new() };
            let holds = |member: &&MemberId| {
                self.holds_mandate(seen, held, **member, None)
                    && !self.has_returned(seen, grant, **member, None)
            };
            seen.register.members().iter().filter(holds).copied().collect()
        })
    }

    /// Whether a member said, in the past of these acts together, that the term of a change is over.
    #[must_use]
    pub fn has_ended_term(
        &self,
        log: &Log,
        change: ChangeId,
        member: MemberId,
        heads: &[Index],
    ) -> bool {
        self.with_seen(log, heads, |seen| {
            self.said(seen, &self.book.ended, change, None).contains(&member)
        })
    }

    /// What decisions under a grant come to in the past of these acts together, in cents: all but those
    /// that were taken back, rejected, outside it from their opening on, or, before they are confirmed,
    /// by who no longer decides under it.
    #[must_use]
    pub fn spent(&self, log: &Log, grant: ChangeId, heads: &[Index]) -> u64 {
        self.with_seen(log, heads, |seen| {
            self.costs(seen, grant).iter().fold(0_u64, |all, (_, cost)| all.saturating_add(*cost))
        })
    }

    /// The rounds that were opened under a grant, in order of arrival.
    #[must_use]
    pub fn rounds_under(&self, grant: ChangeId) -> &[Index] {
        self.book.rounds.get(&grant).map_or(&[], Vec::as_slice)
    }

    pub(super) fn with_seen<T>(
        &self,
        log: &Log,
        heads: &[Index],
        ask: impl FnOnce(&Seen<'_>) -> T,
    ) -> T {
        let facts = self.facts_of(log, heads.iter().copied());
        let register = Register::of(self.ground(log), &facts);
        let clock = log.clock_of(heads.iter().copied());
        let costs = Costs::default();
        ask(&Seen { log, clock: &clock, facts: &facts, register: &register, costs: &costs })
    }

    // By a member, of a change that is in force.
    pub(super) fn ends(&mut self, past: &Past<'_>, author: MemberId, change: ChangeId) -> bool {
        let seen = Seen::of(self, past);
        // Once is enough: who counts them looks at each.
        let ends = seen.register.is_member(author)
            && seen.register.tasks().holds(change)
            && !self.said(&seen, &self.book.ended, change, None).contains(&author);
        if ends {
            self.book.ended.entry(change).or_default().push((past.index, author));
        }
        ends
    }

    // By who holds it.
    pub(super) fn returns(&mut self, past: &Past<'_>, author: MemberId, grant: ChangeId) -> bool {
        let seen = Seen::of(self, past);
        let held = seen.register.tasks().grant(grant);
        let returns = held.is_some_and(|held| self.holds_mandate(&seen, held, author, None))
            && !self.has_returned(&seen, grant, author, None);
        if returns {
            self.book.returned.entry(grant).or_default().push((past.index, author));
        }
        returns
    }

    // Whether what a mandate decision asks of an opening is there: the grant in force, the topics.
    pub(super) fn is_entrusted(&self, past: &Past<'_>, open: &Open) -> bool {
        let Some(under) = &open.under else { return open.method != Method::Mandate };
        let known = self.register_in(past).tasks().was_granted(under.grant);
        let topic = |topic: &EntityId| self.exists(past, act::content::Entity::Topic, *topic);
        known && under.topics.iter().all(topic)
    }
}
