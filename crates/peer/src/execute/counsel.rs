//! What is said in a round besides ballots: advice and its answer, objections weighed, the other party.
//!
//! Guards: who decides under a mandate answers the advice that was asked for before closing; an
//! objection is weighed by others, never by who made it. Next: [`super::told`].

use act::{
    ballot::Ballot,
    content::{Entity, Role},
    deed::Deed,
    id::{ActId, MemberId},
    log::Index,
    mandate::{Answer as Answered, Taken, Under},
    round::{Countersign, Weigh},
};
use rules::{
    counting::Counted,
    round::{Round, State},
};

use super::mandate::amount;
use crate::{
    answer::{self, Answer},
    command::task::{self, Counsel},
    community::{Ambient, Community},
    names::Names,
    refusal::{Refusal, Refused},
};

impl Community {
    pub(super) fn counsel(
        &mut self,
        counsel: Counsel,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        match counsel {
            Counsel::Advise { id, text } => self.advise(&id, text, ambient),
            Counsel::Answer { id, who, taken, reason } => {
                self.answer_advice(&id, &who, (&taken, reason), ambient)
            }
            Counsel::Weigh { id, who, harm } => self.weigh(&id, &who, harm, ambient),
            Counsel::Nominate { id, who, reason } => self.nominate(&id, &who, &reason, ambient),
            Counsel::Agree { id, agrees, reason } => self.agree(&id, agrees, reason, ambient),
        }
    }

    fn advise(
        &mut self,
        typed: &str,
        text: String,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let (id, open, round) = self.running(typed)?;
        if !round.advisers.contains(&me) {
            return Err(Refused::NotAdviser.into());
        }
        self.remark(self.log.act(open).id(), Role::Advice, text, ambient)?;
        self.show_decision(&id.to_string())
    }

    fn answer_advice(
        &mut self,
        typed: &str,
        who: &str,
        (taken, reason): (&str, Option<String>),
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let (id, open, round) = self.running(typed)?;
        let names = Names::of(self);
        if round.opener != me {
            return Err(Refused::NotDecider(names.name(round.opener)).into());
        }
        let adviser = names.find(who)?;
        let last = round.advice.iter().rev().find(|advised| advised.adviser == adviser);
        let advice = last.ok_or_else(|| Refused::NoAdvice(names.name(adviser)))?.act;
        let advice = self.log.act(advice).id();
        let taken = Taken::from_word(taken.trim());
        let taken = taken.ok_or_else(|| Refusal::Invalid("answer".to_owned()))?;
        if taken != Taken::Wholly && !is_said(reason.as_ref()) {
            return Err(Refused::NeedsWhy.into());
        }
        let reason = self.reason(open, reason, ambient)?;
        let answer = Answered { advice, taken, reason };
        self.write(Deed::Answer(vec![answer]), Vec::new(), ambient)?;
        self.show_decision(&id.to_string())
    }

    fn weigh(
        &mut self,
        typed: &str,
        who: &str,
        harm: bool,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let (id, open, round) = self.running(typed)?;
        if round.open.judges.is_none() {
            return Err(Refused::NoTest.into());
        }
        if !round.is_elector(me) {
            return Err(Refusal::NotElector);
        }
        let names = Names::of(self);
        let objector = names.find(who)?;
        let count = self.judge.count(&self.log, open, &self.heads()).unwrap_or_default();
        let objects = count.counted.get(&objector).is_some_and(|one| one.test.is_some());
        if objector == me || !objects {
            return Err(Refused::NoObjection(names.name(objector)).into());
        }
        let weigh = Weigh { round: self.log.act(open).id(), objector, harm };
        self.write(Deed::Weigh(vec![weigh]), Vec::new(), ambient)?;
        self.show_decision(&id.to_string())
    }

    // The other party may say so before and after the community decided.
    fn agree(
        &mut self,
        typed: &str,
        agrees: bool,
        reason: Option<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let id = self.find_entity(&[Entity::Decision], typed)?;
        let open = self.judge.round_to_show(&self.log, id, &self.heads());
        let open = open.ok_or(Refusal::NotOpen)?;
        let round = self.judge.round(open).ok_or(Refusal::NotOpen)?;
        match round.open.partner {
            Some(partner) if partner == me => {}
            Some(partner) => return Err(Refused::NotPartner(Names::of(self).name(partner)).into()),
            None => return Err(Refused::NoPartner.into()),
        }
        let past = self.log.clock_of(self.heads());
        if round.partner_says(&self.log, &past) == Some(true) {
            return Err(Refusal::InForce);
        }
        if self.is_altered(open, round) {
            return Err(Refusal::Altered);
        }
        let (round, text) = (self.log.act(open).id(), round.open.text);
        let reason = self.reason(open, reason, ambient)?;
        let sign = Countersign { round, text, agrees, reason };
        self.write(Deed::Countersign(vec![sign]), Vec::new(), ambient)?;
        self.show_decision(&id.to_string())
    }

    // Why, as a remark of its own; nothing when nothing was said.
    pub(super) fn reason(
        &mut self,
        open: Index,
        reason: Option<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Option<ActId>, Refusal> {
        let Some(reason) = reason.filter(|reason| is_said(Some(reason))) else { return Ok(None) };
        let round = self.log.act(open).id();
        let index = self.remark(round, Role::Reason, reason, ambient)?;
        Ok(Some(self.log.act(index).id()))
    }

    /// Under which grant a decision is opened, as typed.
    pub(super) fn under(
        &self,
        typed: &task::Under,
        me: MemberId,
        now: i64,
    ) -> Result<Under, Refusal> {
        let mandate = self.find_entity(&[Entity::Mandate], &typed.mandate)?;
        let id = self.held(mandate, me)?;
        let register = self.register();
        let granted = register.tasks().grant(id);
        // Over by one's own clock, though the others' apps haven't said so yet.
        if granted.is_some_and(|grant| grant.until <= now) {
            return Err(Refused::NotGranted(self.title(Entity::Mandate, mandate)).into());
        }
        let mut topics = self.topics_named(&typed.topics)?;
        let known = granted.map_or(&[][..], |grant| &grant.topics);
        // With one topic there is nothing to choose.
        if let ([], [one]) = (topics.as_slice(), known) {
            topics.push(*one);
        }
        if topics.iter().any(|topic| !known.contains(topic))
            || topics.is_empty() != known.is_empty()
        {
            return Err(Refused::OutsideTopics(self.topic_titles(known).join(", ")).into());
        }
        let cost = typed.cost.as_deref().filter(|cost| !cost.trim().is_empty());
        let amount = cost.map_or(Ok(0), |cost| amount("cost", cost))?;
        let ceiling = granted.map_or(0, |grant| grant.ceiling);
        let left = ceiling.saturating_sub(self.judge.spent(&self.log, id, &self.heads()));
        if amount > left {
            return Err(Refused::OverCeiling(left.to_string()).into());
        }
        let names = Names::of(self);
        let find = |typed: &String| {
            let adviser = names.find(typed)?;
            let may = register.is_in(adviser) && adviser != me;
            may.then_some(adviser).ok_or_else(|| Refusal::NotInRegister(names.name(adviser)))
        };
        let advisers = typed.advisers.iter().filter(|typed| !typed.trim().is_empty()).map(find);
        let mut advisers = advisers.collect::<Result<Vec<_>, _>>()?;
        advisers.sort_unstable();
        advisers.dedup();
        Ok(Under { grant: id, amount, topics, advisers })
    }

    /// The decision that a round under a mandate is about, in short.
    pub(super) fn decided_under(&self, open: Index, names: &Names) -> Option<answer::Decided> {
        let round = self.judge.round(open)?;
        let under = round.open.under.as_ref()?;
        let state = round.state(&self.log, &self.log.clock_of(self.heads()));
        Some(answer::Decided {
            id: round.decision().to_string(),
            title: self.title(Entity::Decision, round.decision()),
            by: names.name(round.opener),
            amount: i64::try_from(under.amount).unwrap_or(i64::MAX),
            status: state.status.word().to_owned(),
            outcome: state.outcome.as_ref().map(|outcome| outcome.word().to_owned()),
            outside: self.outside(open, round, &state),
        })
    }

    // At the shown close as it found it; before there is one, as it would.
    fn outside(&self, open: Index, round: &Round, state: &State) -> Option<String> {
        let shown = state.shown.and_then(|shown| round.closes.get(&shown));
        let outside = shown.map_or_else(
            || self.judge.outside_mandate(&self.log, open, &self.heads()),
            |close| close.outside,
        );
        outside.map(|outside| outside.word().to_owned())
    }

    pub(super) fn fill_counsel(
        &self,
        decision: &mut answer::Decision,
        open: Index,
        (round, state): (&Round, &State),
        counted: &std::collections::BTreeMap<MemberId, Counted>,
        names: &Names,
    ) {
        let me = self.me().map(|(me, _)| me);
        let past = self.log.clock_of(self.heads());
        let text = |act: Index| self.document.comment(self.log.act(act).id()).map(|said| said.text);
        let running = state.outcome.is_none() && !state.withdrawn;
        let test = |(member, one): (&MemberId, &Counted)| {
            let test = one.test?;
            let mine = round.weighed.iter().rev().find(|weighed| {
                Some(weighed.judge) == me
                    && weighed.objector == *member
                    && self.log.precedes(one.act, weighed.act)
            });
            let told = answer::Test {
                harm: test.harm,
                none: test.none,
                needed: round.open.judges?,
                invalid: test.is_invalid,
                mine: mine.map(|weighed| weighed.harm),
                may_weigh: running
                    && one.ballot == Ballot::Object
                    && me.is_some_and(|me| me != *member && round.is_elector(me)),
            };
            Some((names.name(*member), told))
        };
        let partner = round.open.partner.map(|partner| {
            let agrees = round.partner_says(&self.log, &past);
            let signed = round.countersigned.iter().rev();
            let mut signed = signed.filter(|signed| Some(signed.agrees) == agrees);
            let adopted = state.outcome.as_ref().is_some_and(rules::tally::Outcome::is_adopted);
            answer::Partner {
                name: names.name(partner),
                mine: me == Some(partner),
                agrees,
                reason: signed.find_map(|signed| signed.reason).and_then(text),
                in_force: adopted && agrees == Some(true),
            }
        });
        decision.counsel = answer::Counsel {
            under: self.told_under(open, (round, state), names),
            tests: counted.iter().filter_map(test).collect(),
            judges: round.open.judges,
            partner,
        };
    }

    fn told_under(
        &self,
        open: Index,
        (round, state): (&Round, &State),
        names: &Names,
    ) -> Option<answer::Under> {
        let under = round.open.under.as_ref()?;
        let me = self.me().map(|(me, _)| me);
        let heads = self.heads();
        let euro = |cents: u64| i64::try_from(cents).unwrap_or(i64::MAX);
        let text = |act: Index| self.document.comment(self.log.act(act).id()).map(|said| said.text);
        let granted = self.granted(under.grant)?;
        let holds = self.register().tasks().grant(under.grant).is_some();
        let missing = self.judge.advice_missing(&self.log, open, &heads);
        let running = state.outcome.is_none() && !state.withdrawn;
        let advice = |advised: &rules::mandate::Advised| {
            let answer = round.answers.iter().rev().find(|answer| answer.advice == advised.act);
            answer::Advice {
                id: self.log.act(advised.act).id().to_string(),
                text: text(advised.act).unwrap_or_default(),
                at: self.log.act(advised.act).header().claimed_at,
                answer: answer.map(|answer| answer.taken.word().to_owned()),
                reason: answer.and_then(|answer| answer.reason).and_then(text),
            }
        };
        let adviser = |adviser: &MemberId| answer::Adviser {
            name: names.name(*adviser),
            reached: !missing.unreached.contains(adviser),
            advice: round
                .advice
                .iter()
                .filter(|advised| advised.adviser == *adviser)
                .map(advice)
                .collect(),
        };
        let amount = euro(under.amount);
        let spent = euro(self.judge.spent(&self.log, under.grant, &heads));
        let outside = self.outside(open, round, state);
        // What this one comes to is told apart from the others.
        let others = if outside.is_none() { spent.saturating_sub(amount) } else { spent };
        Some(answer::Under {
            mandate: granted.mandate.to_string(),
            title: self.title(Entity::Mandate, granted.mandate),
            decider: names.name(round.opener),
            mine: me == Some(round.opener),
            amount,
            ceiling: if holds { euro(granted.ceiling) } else { 0 },
            spent: others.max(0),
            topics: self.topic_titles(&under.topics),
            outside,
            advisers: round.advisers.iter().map(adviser).collect(),
            may_advise: running && me.is_some_and(|me| round.advisers.contains(&me)),
        })
    }

    /// A grant that is or was in force, by the hash of its change.
    pub(crate) fn granted(&self, id: act::id::ChangeId) -> Option<act::mandate::Grant> {
        let in_force = self.judge.in_force(&self.log, self.heads()).into_iter();
        in_force.filter(|change| change.id() == id).find_map(|change| match change {
            act::register::Change::Grant(grant) => Some(*grant),
            _ => None,
        })
    }
}

fn is_said(reason: Option<&String>) -> bool {
    reason.is_some_and(|reason| !reason.trim().is_empty())
}
