//! Rounds: open, vote, close, acknowledge by hand; what a round looks like in an answer.
//!
//! Guards: the text is opened as it is read, and never while it is in conflict (D2); a close is not
//! acknowledged before it is due (D3). Next: [`crate::due`], for what apps do by themselves.

use act::{
    content::{Entity, Role},
    deed::Deed,
    id::{EntityId, MemberId},
    log::Index,
    round::{Acknowledge, Ballot, Method, Open, Vote},
};
use rules::{
    register::Standing,
    round::{Round, State, Status},
    tally::{Counts, tally},
};

use super::decision::method;
use crate::{
    answer::{self, Answer},
    community::{Ambient, Community},
    names::Names,
    refusal::Refusal,
};

impl Community {
    pub(super) fn open(
        &mut self,
        typed: &str,
        deadline: Option<&str>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        if self.myself()?.1 != Standing::Member {
            return Err(Refusal::NotMember);
        }
        let (me, _) = self.myself()?;
        let id = self.find_entity(&[Entity::Decision], typed)?;
        if self.is_decided(id) {
            return Err(Refusal::Decided);
        }
        let view = self.document.decision(id).ok_or_else(|| Refusal::Unknown(typed.to_owned()))?;
        let text =
            view.text_version().map_err(|field| Refusal::InConflict(field.field.to_owned()))?;
        let register = self.register();
        let charter = register.charter();
        let quorum = view.quorum.value;
        let deadline = match deadline {
            None => ambient.now.saturating_add(i64::from(charter.deadline)),
            // One that is over already can't be undone.
            Some(typed) => moment(typed, ambient.now)
                .filter(|moment| *moment > ambient.now)
                .ok_or_else(|| Refusal::Invalid("deadline".to_owned()))?,
        };
        let open = Open {
            decision: id,
            text,
            method: method(&view)?,
            quorum: quorum.unwrap_or(charter.quorum),
            deadline,
            closers: vec![me],
        };
        self.write(Deed::Open(open), Vec::new(), ambient)?;
        self.show_decision(&id.to_string())
    }

    pub(super) fn vote(
        &mut self,
        typed: &str,
        ballot: &str,
        reason: Option<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let (id, open, round) = self.running(typed)?;
        if !round.is_elector(me) {
            return Err(Refusal::NotElector);
        }
        if self.is_altered(open, round) {
            return Err(Refusal::Altered);
        }
        let (method, text) = (round.open.method, round.open.text);
        let fitting = || Ballot::ALL.into_iter().filter(|ballot| ballot.fits(method));
        let ballot =
            Ballot::from_word(ballot.trim()).filter(|ballot| ballot.fits(method)).ok_or_else(
                || Refusal::WrongBallot(fitting().map(Ballot::word).collect::<Vec<_>>().join(", ")),
            )?;
        let reason = reason.filter(|reason| !reason.trim().is_empty());
        if ballot == Ballot::Object && reason.is_none() {
            return Err(Refusal::NeedsReason);
        }
        let round = self.log.act(open).id();
        let reason = match reason {
            Some(reason) => {
                let index = self.remark(round, Role::Reason, reason, ambient)?;
                Some(self.log.act(index).id())
            }
            None => None,
        };
        let vote = Vote { round, text, ballot, reason };
        self.write(Deed::Vote(vec![vote]), Vec::new(), ambient)?;
        self.show_decision(&id.to_string())
    }

    pub(super) fn close(
        &mut self,
        typed: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let (id, open, round) = self.running(typed)?;
        if !round.is_elector(me) && !round.open.closers.contains(&me) {
            return Err(Refusal::NotElector);
        }
        let count = self.judge.count(&self.log, open, &self.heads()).unwrap_or_default();
        let needed = round.open.quorum.least_of(round.electorate.len()).max(1);
        if count.counted.len() < needed {
            return Err(Refusal::NoQuorum(needed - count.counted.len()));
        }
        let round = self.log.act(open).id();
        let index = self.write(Deed::Close(vec![round]), Vec::new(), ambient)?;
        let altered = self.judge.round(open).is_none_or(|round| self.is_altered(open, round));
        if !altered && self.is_due(open, index, me, ambient.now) == Due::Now {
            self.write_acknowledgement(open, index, ambient)?;
        }
        self.show_decision(&id.to_string())
    }

    pub(super) fn acknowledge(
        &mut self,
        typed: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let id = self.find_entity(&[Entity::Decision], typed)?;
        let open = self.judge.round_to_show(&self.log, id, &self.heads());
        let open = open.ok_or(Refusal::NotOpen)?;
        let round = self.judge.round(open).ok_or(Refusal::NotOpen)?;
        if !round.is_elector(me) {
            return Err(Refusal::NotElector);
        }
        if self.is_altered(open, round) {
            return Err(Refusal::Altered);
        }
        let state = round.state(&self.log, &self.log.clock_of(self.heads()));
        let close = state.shown.ok_or(Refusal::NotClosed)?;
        match self.is_due(open, close, me, ambient.now) {
            Due::Now => self.write_acknowledgement(open, close, ambient)?,
            Due::From(moment) => return Err(Refusal::NotDue(moment)),
        }
        self.show_decision(&id.to_string())
    }

    pub(crate) fn write_acknowledgement(
        &mut self,
        open: Index,
        close: Index,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let ack = Acknowledge { round: self.log.act(open).id(), close: self.log.act(close).id() };
        self.write(Deed::Acknowledge(vec![ack]), Vec::new(), ambient)?;
        Ok(())
    }

    // The round that a decision shows, as long as nothing is confirmed.
    fn running(&self, typed: &str) -> Result<(EntityId, Index, &Round), Refusal> {
        let id = self.find_entity(&[Entity::Decision], typed)?;
        let open = self.judge.round_to_show(&self.log, id, &self.heads());
        let open = open.ok_or(Refusal::NotOpen)?;
        let round = self.judge.round(open).ok_or(Refusal::NotOpen)?;
        let state = round.state(&self.log, &self.log.clock_of(self.heads()));
        if state.status >= Status::Confirmed {
            return Err(Refusal::NotOpen);
        }
        Ok((id, open, round))
    }

    pub(super) fn fill_round(&self, decision: &mut answer::Decision, open: Index, names: &Names) {
        let Some(round) = self.judge.round(open) else { return };
        let heads = self.heads();
        let state = round.state(&self.log, &self.log.clock_of(heads.iter().copied()));
        decision.status = state.status.word().to_owned();
        decision.outcome = state.outcome.map(|outcome| outcome.word().to_owned());
        decision.round = Some(self.log.act(open).id().to_string());
        decision.quorum = round.open.quorum.to_string();
        decision.deadline = Some(round.open.deadline);
        decision.opened_by = Some(names.name(round.opener));
        decision.electorate = names.list(round.electorate.iter().copied());
        decision.needed = round.needed();
        decision.double = names.list(state.double.iter().copied());
        decision.text_differs = self.is_altered(open, round);
        // How it is really counted, whatever the proposal said.
        decision.method = method_word(round.open.method).to_owned();
        decision.share = match round.open.method {
            Method::Qualified(share) => Some(share.to_string()),
            Method::Majority | Method::Absolute | Method::Consent => None,
        };
        let ballots = |counted: &std::collections::BTreeMap<MemberId, (Ballot, Index)>| {
            let word = |(member, (ballot, _)): (&MemberId, &(Ballot, Index))| {
                (names.name(*member), ballot.word().to_owned())
            };
            counted.iter().map(word).collect()
        };
        for (index, acknowledged) in &state.closes {
            let Some(close) = round.closes.get(index) else { continue };
            decision.closes.insert(
                self.log.act(*index).id().to_string(),
                answer::Close {
                    outcome: close.outcome.word().to_owned(),
                    by: names.name(close.author),
                    at: self.log.act(*index).header().claimed_at,
                    counted: ballots(&close.counted),
                    void: names.list(close.void.iter().copied()),
                    acknowledged: names.list(acknowledged.iter().copied()),
                },
            );
        }
        match state.shown.and_then(|shown| Some((shown, round.closes.get(&shown)?))) {
            Some((shown, close)) => {
                decision.shown = Some(self.log.act(shown).id().to_string());
                decision.counted = ballots(&close.counted);
                decision.void = names.list(close.void.iter().copied());
                if state.status == Status::Closed {
                    decision.provisional = Some(close.outcome.word().to_owned());
                }
                let same = round.acknowledged.iter().filter(|ack| ack.outcome == close.outcome);
                let mut voices: Vec<_> = same.map(|ack| ack.member).collect();
                voices.sort_unstable();
                voices.dedup();
                decision.acknowledged = names.list(voices);
            }
            None => {
                let count = self.judge.count(&self.log, open, &heads).unwrap_or_default();
                let cast = Counts::of(count.counted.values().map(|(ballot, _)| *ballot));
                let would_be = tally(round.open.method, &cast, round.electorate.len());
                decision.would_be = Some(would_be.word().to_owned());
                decision.counted = ballots(&count.counted);
                decision.void = names.list(count.void);
            }
        }
        decision.ballots = self.ballots(round, state.shown, names);
        self.fill_own(decision, open, &state);
    }

    // When what happened, and what the owner did and may do.
    fn fill_own(&self, decision: &mut answer::Decision, open: Index, state: &State) {
        let Some(round) = self.judge.round(open) else { return };
        let claimed = |index: Index| self.log.act(index).header().claimed_at;
        decision.opened_at = Some(claimed(open));
        decision.closed_at = state.shown.map(claimed);
        decision.confirmed_at = state.outcome.and_then(|outcome| {
            // The first acknowledgement with which enough different members agree.
            let mut agreed = std::collections::BTreeSet::new();
            let agreeing = round.acknowledged.iter().filter(|ack| ack.outcome == outcome);
            let mut enough = agreeing.skip_while(|ack| {
                agreed.insert(ack.member);
                agreed.len() < round.needed()
            });
            enough.next().map(|ack| claimed(ack.act))
        });
        let Ok((me, _)) = self.myself() else { return };
        decision.elector = round.is_elector(me);
        if let Some(cast) = round.votes.iter().rev().find(|cast| cast.elector == me) {
            let id = self.log.act(cast.act).id().to_string();
            let own = decision.ballots.iter().find(|ballot| ballot.id == id);
            decision.mine = Some(cast.ballot.word().to_owned());
            decision.my_reason = own.and_then(|ballot| ballot.reason.clone());
        }
        let enough = round.open.quorum.least_of(round.electorate.len()).max(1);
        let may_speak = decision.elector || round.open.closers.contains(&me);
        decision.may_close =
            state.status == Status::Open && may_speak && decision.counted.len() >= enough;
        if let Some((shown, close)) =
            state.shown.and_then(|shown| Some((shown, round.closes.get(&shown)?)))
            && state.status == Status::Closed
        {
            let said = round.acknowledged.iter().any(|ack| ack.member == me);
            decision.may_acknowledge = decision.elector && !said && !decision.text_differs;
            // Whenever it is asked: the moment, or none when nobody has to wait.
            decision.acknowledged_from = match self.is_due(open, shown, close.author, i64::MIN) {
                Due::Now => None,
                Due::From(moment) => Some(moment),
            };
        }
    }

    fn ballots(&self, round: &Round, shown: Option<Index>, names: &Names) -> Vec<answer::Ballot> {
        let past = shown.map(|shown| self.log.clock(shown));
        let ballot = |cast: &rules::round::Cast| {
            let act = self.log.act(cast.act);
            let reason = match act.deed() {
                Some(Deed::Vote(votes)) => {
                    let own = votes.iter().find(|vote| vote.ballot == cast.ballot);
                    own.and_then(|vote| vote.reason).and_then(|reason| self.log.find(reason))
                }
                _ => None,
            };
            answer::Ballot {
                id: act.id().to_string(),
                by: names.name(cast.elector),
                ballot: cast.ballot.word().to_owned(),
                reason: reason.and_then(|index| self.log.act(index).strings().first().cloned()),
                at: act.header().claimed_at,
                late: past.as_ref().is_some_and(|past| !self.log.holds(past, cast.act)),
            }
        };
        round.votes.iter().map(ballot).collect()
    }

    /// Whether a close is due for this app, by its own clock (definition 8, last sentence).
    pub(crate) fn is_due(&self, open: Index, close: Index, closer_of: MemberId, now: i64) -> Due {
        let Some(round) = self.judge.round(open) else { return Due::From(0) };
        let count = self.judge.count(&self.log, open, &self.heads()).unwrap_or_default();
        if count.counted.len() + count.void.len() == round.electorate.len() {
            return Due::Now;
        }
        let register = self.judge.register(&self.log, [open]);
        let charter = register.charter();
        let received = self.received.get(&self.log.act(open).id()).copied().unwrap_or(now);
        let author = round.closes.get(&close).map_or(closer_of, |close| close.author);
        let grace = if round.open.closers.contains(&author) { 0 } else { charter.grace };
        let term = received.saturating_add(i64::from(charter.shortest_term));
        let deadline = round.open.deadline.saturating_add(i64::from(grace));
        let from = term.max(deadline);
        if now >= from { Due::Now } else { Due::From(from) }
    }
}

/// The word of the JSON for a method.
pub(super) const fn method_word(method: Method) -> &'static str {
    match method {
        Method::Majority => "majority",
        Method::Absolute => "absolute",
        Method::Qualified(_) => "qualified",
        Method::Consent => "consent",
    }
}

/// Whether a close may be acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// It may.
    Now,
    /// From this moment, seconds since 1970.
    From(i64),
}

/// A deadline as typed: `7d`, `12h`, `2026-12-01`, `2026-12-01 20:00` (Europe/Amsterdam).
fn moment(typed: &str, now: i64) -> Option<i64> {
    let typed = typed.trim();
    for (unit, seconds) in [('d', 86_400_i64), ('h', 3_600)] {
        if let Some(number) = typed.strip_suffix(unit) {
            let number: i64 = number.trim().parse().ok().filter(|n| (0..=36_500).contains(n))?;
            return now.checked_add(number.checked_mul(seconds)?);
        }
    }
    let time: jiff::civil::DateTime = typed.parse().ok()?;
    // A day alone ends when it ends.
    let is_day = typed.len() == "2026-12-01".len();
    let time = if is_day { time.date().at(23, 59, 0, 0) } else { time };
    time.in_tz("Europe/Amsterdam").ok().map(|time| time.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_are_read_as_people_write_them() {
        assert_eq!(moment("7d", 0), Some(7 * 86_400));
        assert_eq!(moment("12h", 10), Some(12 * 3_600 + 10));
        assert_eq!(moment("2026-12-01 20:00", 0), Some(1_796_151_600));
        assert_eq!(moment("2026-12-01", 0), Some(1_796_165_940));
        for bad in ["", "d", "-1d", "morgen", "2026-13-01", "99999999999d"] {
            assert_eq!(moment(bad, 0), None, "{bad}");
        }
    }
}
