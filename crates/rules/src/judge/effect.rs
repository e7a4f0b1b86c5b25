//! Which acts stand and which of their parts have effect: one match over all deeds.
//!
//! Guards: a part has effect or has none, for ever, by the act's own past; one sentence of rule above
//! each arm. Next: [`crate::schema`], the table behind the content arms.

use act::{
    content::{Create, EditText, Entity, Role, Set, Value, Write},
    deed::{Class, Deed},
    id::{ActId, EntityId, MemberId},
    key,
    log::Index,
    register::{Change, Enrol, Recover},
    round::{Acknowledge, Close, Method, Open, Vote},
    statement,
};

use super::{Judge, Past};
use crate::{
    ballot::{self, Invalid},
    register,
    round::{Acknowledged, Cast, NoEffect, Round, Status},
    schema::{self, Type, Writers},
};

impl Judge {
    // Definition 1. A founding stands by itself; a join by a person's first device, with a standing
    // device's invite in its past.
    pub(super) fn author(&self, past: &Past<'_>) -> (Option<MemberId>, bool) {
        let (act, device) = (past.act, past.act.device());
        let ground = self.ground(past.log);
        let known = ground.owner(&past.facts, device);
        match act.deed() {
            Some(Deed::Found(_)) => (Some(statement::member_id(act.id(), device)), true),
            Some(Deed::Join(join)) if known.is_none() => {
                let member = statement::member_id(act.id(), device);
                let stood = past.find(join.invite).is_some_and(|invite| self.verdict(invite).stood);
                let claimed = ground.is_of_another(&past.facts, device, member);
                ((!claimed).then_some(member), stood && is_first(past))
            }
            Some(Deed::Join(_)) => (known, false),
            // The paper key's one deed, and only as its first act.
            Some(Deed::Recover(recover)) => {
                let stood = known == Some(recover.member)
                    && act.seq() == 1
                    && !past.is_forked(device)
                    && ground.is_paper_key(&past.facts, device, recover.member);
                (known, stood)
            }
            _ => {
                let stood = known.is_some_and(|owner| ground.stands(&past.facts, device, owner))
                    && !past.is_forked(device);
                (known, stood)
            }
        }
    }

    // Which parts of a deed by a standing device have effect.
    pub(super) fn parts(&mut self, past: &Past<'_>, author: MemberId, deed: &Deed) -> u64 {
        match deed {
            // Whose proofs hold was asked before the act was taken in.
            Deed::Found(_) | Deed::Join(_) => 1,
            // Any standing device may invite; an invite approves nobody by itself (R4).
            Deed::Invite(_) => 1,
            // An approval, its withdrawal and an objection name a change of what their past holds.
            Deed::Approve(changes)
            | Deed::WithdrawApproval(changes)
            | Deed::ObjectChange(changes) => {
                effective(changes, |change| change, |change| self.is_about(past, change))
            }
            // Anybody may leave, by own act.
            Deed::Leave | Deed::Gather => 1,
            // A member's device enrols another that says so itself and belongs to nobody else.
            Deed::Enrol(list) => {
                effective(list, |enrol| enrol.device, |enrol| self.enrols(past, author, enrol))
            }
            // R8: one paper key, until a recovery; so a stolen phone can't put its own in its place.
            Deed::Paper(enrol) => u64::from(
                self.enrols(past, author, enrol)
                    && !self.ground(past.log).has_paper_key(&past.facts, author),
            ),
            // A paper key's recovery is in force by itself; see `author`.
            Deed::Recover(recover) => u64::from(self.recovers(past, recover)),
            // R4: a guest's sponsor, or a member of whom it takes two.
            Deed::Dismiss(list) => effective(
                list,
                |join| *join,
                |join| {
                    let ground = self.ground(past.log);
                    self.brought(past, *join)
                        && (register::sponsor(ground, *join) == Some(author)
                            || self.register_in(past).is_member(author))
                },
            ),
            // Definition 12: one's own words, unless a round names that text.
            Deed::Redact(list) => {
                let parts = effective(list, |act| *act, |act| self.redacts(past, author, *act));
                let erased = list.iter().enumerate().filter(|(part, _)| parts >> part & 1 == 1);
                let erased: Vec<_> = erased.filter_map(|(_, act)| past.log.find(*act)).collect();
                self.redacted.extend(erased);
                parts
            }
            // See `judge/season.rs`.
            Deed::Season(_) => u64::from(self.plans_season(past, author)),
            Deed::SeasonJoin(part) => u64::from(self.joins_season(past, author, part)),
            Deed::SeasonList(list) => u64::from(self.lists_founders(past, author, list)),
            Deed::SeasonStep(step) => u64::from(self.steps(past, author, step)),
            // Keys are named, not acts: they needn't be there yet.
            Deed::Retire(list) => effective(list, |device| *device, |_| true),
            // D1: a member opens, with at least the charter's quorum, on a decision that exists.
            Deed::Open(open) => u64::from(self.opens(past, author, open)),
            // D2: an elector votes on the text of the round with a ballot of its method.
            Deed::Vote(list) => {
                effective(list, |vote| vote.round, |vote| self.votes(past, author, vote))
            }
            // Definition 7: an elector lets another elector's ballot count.
            Deed::Proxy(list) => {
                effective(list, |proxy| proxy.round, |proxy| self.gives(past, author, *proxy))
            }
            // A teller whom the opening names records what stands on paper, and another one signs it.
            Deed::Report(report) => u64::from(self.reports(past, author, report)),
            Deed::SignReport(list) => {
                effective(list, |report| *report, |report| self.signs(past, author, *report))
            }
            // D1: who opened by mistake takes it back.
            Deed::WithdrawOpening(list) => effective(
                list,
                |round| *round,
                |round| {
                    let Some(open) = past.find(*round) else { return false };
                    let round = self.rounds.get_mut(&open).filter(|round| round.opener == author);
                    round.map(|round| round.withdrawn.push(past.index)).is_some()
                },
            ),
            // D3: see `Round::close`.
            Deed::Close(list) => {
                effective(list, |close| close.round, |close| self.closes(past, author, close))
            }
            // D4: an elector acknowledges one outcome.
            Deed::Acknowledge(list) => {
                effective(list, |ack| ack.round, |ack| self.acknowledges(past, author, *ack))
            }
            // Who decides under a mandate answers the advice that was asked for.
            Deed::Answer(list) => {
                effective(list, |answer| answer.advice, |answer| self.answers(past, author, answer))
            }
            // A member's app says so, of a grant or appointment that holds.
            Deed::EndTerm(list) => {
                effective(list, |change| *change, |change| self.ends(past, author, *change))
            }
            // Who holds a mandate hands it back.
            Deed::ReturnMandate(list) => {
                effective(list, |grant| *grant, |grant| self.returns(past, author, *grant))
            }
            // An elector weighs somebody else's objection, where the opening asks for it.
            Deed::Weigh(list) => effective(
                list,
                |weigh| (weigh.round, weigh.objector),
                |weigh| self.weighs(past, author, *weigh),
            ),
            // The other party of an agreement says whether it agrees.
            Deed::Countersign(list) => {
                effective(list, |sign| sign.round, |sign| self.countersigns(past, author, sign))
            }
            // Members fold away what others wrote, behind a house rule that holds.
            Deed::Moderate(list) => {
                effective(list, |said| said.what, |said| self.moderates(past, author, said))
            }
            // Members and guests write; see the schema table.
            Deed::Create(create) => u64::from(self.creates(past, author, create)),
            Deed::Set(set) => u64::from(self.sets(past, author, set)),
            Deed::EditText(edit) => u64::from(self.edits(past, author, edit)),
            // A remark is about something that is there; advice is by who was asked for it.
            Deed::Comment(comment) => u64::from(
                self.is_in(past, author)
                    && past.find(comment.on).is_some()
                    && comment.chars > 0
                    && (comment.role != Role::Advice || self.advises(past, author, comment.on)),
            ),
        }
    }

    // Whether what a change is about is in the past: whom it brings in or out was brought in, a rest's
    // last act is there. Clauses name changes and devices are keys, which needn't be.
    fn is_about(&self, past: &Past<'_>, change: &Change) -> bool {
        let known = |member| self.register_in(past).person(member).is_some();
        match change {
            Change::Admit(join) => self.brought(past, *join),
            Change::Rest(member, last) => past.find(*last).is_some() && known(*member),
            Change::Remove(member) => known(*member),
            Change::Recover(recover) => known(recover.member) && self.recovers(past, recover),
            Change::Clause(_) => true,
            Change::Redact(act) => past.find(*act).is_some_and(|act| is_content(past, act)),
            Change::Appoint(_) | Change::Grant(_) => self.is_of_what_is_there(past, change),
        }
    }

    // Whether a join in the past brought somebody in.
    fn brought(&self, past: &Past<'_>, join: ActId) -> bool {
        past.find(join).is_some_and(|join| {
            let brings = matches!(past.log.act(join).deed(), Some(Deed::Join(_)));
            brings && self.verdict(join).is_effective()
        })
    }

    // Whether a key says itself that it is this member's, and is nobody else's.
    fn recovers(&self, past: &Past<'_>, recover: &Recover) -> bool {
        recover.is_signed(past.log.community())
            && !self.ground(past.log).is_of_another(&past.facts, recover.key, recover.member)
    }

    fn enrols(&self, past: &Past<'_>, author: MemberId, enrol: &Enrol) -> bool {
        let signed = past.log.origins().of(enrol.device).contains(&(past.index, author));
        signed
            && key::is_sound(&enrol.device.0)
            && !self.ground(past.log).is_of_another(&past.facts, enrol.device, author)
    }

    fn redacts(&self, past: &Past<'_>, author: MemberId, act: ActId) -> bool {
        let Some(act) = past.find(act) else { return false };
        let on = match past.log.act(act).deed() {
            Some(Deed::Create(_)) => Some(past.log.act(act).id().into()),
            Some(Deed::Set(set)) => Some(set.on),
            Some(Deed::EditText(edit)) => Some(edit.on),
            _ => None,
        };
        let named = on.is_some_and(|entity| self.rounds_on(entity).iter().any(|o| past.holds(*o)));
        is_content(past, act) && self.verdict(act).author == Some(author) && !named
    }

    fn opens(&mut self, past: &Past<'_>, author: MemberId, open: &Open) -> bool {
        let there = |option: &EntityId| self.exists(past, Entity::Alternative, *option);
        let opened = |round: ActId| {
            let round = past.find(round).and_then(|at| self.rounds.get(&at));
            round.is_some_and(|round| round.decision() == open.decision)
        };
        let exists = self.exists(past, Entity::Decision, open.decision)
            && open.options.iter().all(there)
            && open.replaces.is_none_or(opened)
            && self.is_entrusted(past, open)
            && open.select.is_none_or(|select| self.may_be_chosen(past, select))
            && open.partner.is_none_or(|partner| self.register_in(past).is_member(partner));
        let register = self.register_in(past);
        let charter = register.charter();
        // Under a mandate nobody need vote: two thirds gave it.
        let quorum = open.method == Method::Mandate || !open.quorum.is_less_than(charter.quorum);
        let may = register.electorate().binary_search(&author).is_ok();
        let opens = exists && quorum && open.proxies <= charter.proxies && may;
        if opens {
            let mut round = Round::opened(open, author, register);
            if let Some(under) = &open.under {
                round.outside = self.outside_at_opening(past, author, under);
                self.book.rounds.entry(under.grant).or_default().push(past.index);
                if round.outside.is_none() {
                    self.book.within.entry(under.grant).or_default().push(past.index);
                }
            }
            self.rounds.insert(past.index, round);
            for about in open.options.iter().chain([&open.decision]) {
                self.rounds_on.entry(*about).or_default().push(past.index);
            }
        }
        opens
    }

    fn votes(&mut self, past: &Past<'_>, author: MemberId, vote: &Vote) -> bool {
        let reasoned = self.is_reasoned(past, author, vote.reason);
        let Some(round) = past.find(vote.round).and_then(|open| self.rounds.get_mut(&open)) else {
            return false;
        };
        let invalid = if !round.may_vote(author) {
            Some(Invalid::NoElector)
        } else if vote.text != round.open.text {
            Some(Invalid::OtherText)
        } else if reasoned {
            ballot::fits(&vote.ballot, &round.open).err().map(Invalid::from)
        } else {
            Some(Invalid::NoReason)
        };
        if let Some(why) = invalid {
            round.invalid.push(NoEffect { act: past.index, author, why });
        } else {
            let ballot = vote.ballot.clone();
            round.votes.push(Cast { act: past.index, elector: author, ballot });
        }
        invalid.is_none()
    }

    fn closes(&mut self, past: &Past<'_>, author: MemberId, close: &Close) -> bool {
        let Some(open) = past.find(close.round) else { return false };
        let Some(round) = self.rounds.get(&open) else { return false };
        let count = round.count(self.ground(past.log), past.clock(), &past.facts);
        let (members, seed) = (self.register_in(past).electorate(), close.seed.as_deref());
        let outside = self.outside_at_close(past, open);
        let Some(close) = round.close(author, count, members, seed, outside) else {
            return false;
        };
        // Nothing is adopted before advice is in and answered; what is rejected needs none, so that nobody
        // keeps a proposal from the others by asking somebody who never answers.
        if close.outcome.is_adopted() && !self.missing_at_close(past, open).is_enough() {
            return false;
        }
        self.rounds.get_mut(&open).is_some_and(|round| {
            round.closes.insert(past.index, close);
            true
        })
    }

    fn acknowledges(&mut self, past: &Past<'_>, author: MemberId, ack: Acknowledge) -> bool {
        let (Some(open), Some(at)) = (past.find(ack.round), past.find(ack.close)) else {
            return false;
        };
        let Some(round) = self.rounds.get_mut(&open) else { return false };
        let Some(close) = round.closes.get(&at) else { return false };
        let outcome = close.outcome.clone();
        let counts = round.may_confirm(author)
            && !round.is_withdrawn(past.log, past.clock())
            && !round.contradicts(past.log, past.clock(), author, &outcome);
        if counts {
            round.acknowledged.push(Acknowledged {
                act: past.index,
                member: author,
                close: at,
                outcome,
            });
        }
        counts
    }

    fn creates(&mut self, past: &Past<'_>, author: MemberId, create: &Create) -> bool {
        let row = schema::row(create.entity);
        let given = |number| create.fields.iter().any(|write| write.field == number);
        let may = row.created
            && self.may_write(past, author, create.entity, past.act.id().into())
            && row.fields.iter().all(|field| !field.required || given(field.number))
            && self.fit(past, create.entity, &create.fields, true);
        if may {
            self.entities.insert(past.act.id().into(), (create.entity, past.index));
        }
        may
    }

    fn sets(&self, past: &Past<'_>, author: MemberId, set: &Set) -> bool {
        !schema::row(set.entity).is_fixed
            && self.exists(past, set.entity, set.on)
            && self.may_write(past, author, set.entity, set.on)
            && self.fit(past, set.entity, &set.fields, false)
            && !self.is_decided(past, set.on)
    }

    fn edits(&self, past: &Past<'_>, author: MemberId, edit: &EditText) -> bool {
        let row = schema::row(edit.entity);
        let field = row.field(edit.field);
        !row.is_fixed
            && self.exists(past, edit.entity, edit.on)
            && self.may_write(past, author, edit.entity, edit.on)
            && field.is_some_and(|field| field.of == Type::Text)
            && !self.is_decided(past, edit.on)
    }

    fn fit(&self, past: &Past<'_>, entity: Entity, fields: &[Write], creating: bool) -> bool {
        let row = schema::row(entity);
        fields.iter().all(|write| {
            row.field(write.field).is_some_and(|field| {
                let there = match (field.of, write.value) {
                    (Type::Link(to), Value::Link(id)) => self.exists(past, to, id),
                    (Type::Created, Value::Link(id)) => {
                        self.entity(id).is_some_and(|(_, created)| past.holds(created))
                    }
                    _ => true,
                };
                there && field.takes(write.value, creating)
            })
        })
    }

    pub(super) fn exists(&self, past: &Past<'_>, entity: Entity, id: EntityId) -> bool {
        match entity {
            Entity::Community => id == past.log.community().into(),
            Entity::Card => self.register_in(past).person(MemberId(id.0)).is_some(),
            Entity::Goal
            | Entity::Decision
            | Entity::Alternative
            | Entity::Circle
            | Entity::Role
            | Entity::Mandate
            | Entity::Topic
            | Entity::HouseRule
            | Entity::Representative
            | Entity::Nomination
            | Entity::EarlierDecision
            | Entity::Attachment => {
                self.entity(id).is_some_and(|(kind, created)| kind == entity && past.holds(created))
            }
        }
    }

    fn may_write(&self, past: &Past<'_>, author: MemberId, entity: Entity, id: EntityId) -> bool {
        if entity == Entity::EarlierDecision && !past.is_at_founding_of_season() {
            return false;
        }
        match schema::row(entity).writers {
            Writers::Owner => id == author.into() && self.is_in(past, author),
            Writers::Maker => {
                let made = self.entity(id).map(|(_, created)| created);
                let own = made.is_none_or(|made| self.verdict(made).author == Some(author));
                own && self.register_in(past).is_member(author)
            }
            Writers::Members => self.register_in(past).is_member(author),
            Writers::All => self.is_in(past, author),
        }
    }

    // A text is free until something is decided on it: under a vote and once adopted it stays as it
    // is; after a confirmed "no", or when the round was taken back, it may be worked on for a next one.
    fn is_decided(&self, past: &Past<'_>, id: EntityId) -> bool {
        self.rounds_on(id).iter().any(|open| {
            past.holds(*open)
                && self.rounds.get(open).is_some_and(|round| {
                    let state = round.state(past.log, past.clock());
                    match state.status {
                        Status::Open | Status::Closed => !state.withdrawn,
                        Status::Confirmed => state.outcome.is_some_and(|o| o.is_adopted()),
                        Status::Disputed => true,
                    }
                })
        })
    }

    fn is_in(&self, past: &Past<'_>, author: MemberId) -> bool {
        self.register_in(past).is_in(author)
    }
}

// Definition 13: several parts only about different things, else nothing has effect.
fn effective<'a, T, K: Ord>(
    list: &'a [T],
    about: impl Fn(&'a T) -> K,
    mut has: impl FnMut(&T) -> bool,
) -> u64 {
    let mut keys: Vec<_> = list.iter().map(about).collect();
    keys.sort_unstable();
    if keys.windows(2).any(|pair| pair[0] == pair[1]) {
        return 0;
    }
    let parts = list.iter().enumerate().filter(|(_, item)| has(item));
    parts.map(|(part, _)| 1_u64 << part).sum()
}

pub(super) fn is_content(past: &Past<'_>, act: Index) -> bool {
    past.log.act(act).header().class == Class::Content
}

// Nothing in its past brought this device in before.
fn is_first(past: &Past<'_>) -> bool {
    past.log.origins().of(past.act.device()).iter().all(|(origin, _)| !past.holds(*origin))
}
