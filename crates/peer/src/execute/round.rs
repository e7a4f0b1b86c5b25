//! Rounds: open, vote, give a proxy, record paper, close, acknowledge by hand.
//!
//! Guards: the text is opened as it is read, and never while it is in conflict (D2); a close is not
//! acknowledged before it is due (D3). Next: [`super::told`], what a
//! round looks like in an answer; [`crate::due`], what apps do by themselves.

use act::{
    ballot::Ballot,
    content::Entity,
    deed::Deed,
    id::{EntityId, MemberId},
    log::Index,
    round::{Acknowledge, Close, Method, Open, Paper, Proxy, Report, Ties, Vote},
};
use rules::{
    counting::Via,
    register::Standing,
    round::{Round, Status},
};

use crate::{
    answer::Answer,
    command::Opening,
    community::{Ambient, Community},
    names::Names,
    refusal::{Refusal, Refused},
};

impl Community {
    pub(super) fn open(
        &mut self,
        typed: &str,
        opening: Opening,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, standing) = self.myself()?;
        if standing != Standing::Member {
            return Err(Refusal::NotMember);
        }
        let id = self.find_entity(&[Entity::Decision], typed)?;
        if self.is_decided(id) {
            return Err(Refusal::Decided);
        }
        let view = self.document.decision(id).ok_or_else(|| Refusal::Unknown(typed.to_owned()))?;
        let text =
            view.text_version().map_err(|field| Refusal::InConflict(field.field.to_owned()))?;
        let register = self.register();
        if register.electorate().binary_search(&me).is_err() {
            return Err(Refusal::NotElector);
        }
        let charter = register.charter();
        let under = match (view.method.value.as_str(), &opening.under) {
            ("mandate", Some(typed)) => Some(self.under(typed, me, ambient.now)?),
            ("mandate", None) => return Err(Refused::WhichMandate.into()),
            (_, None) => None,
            (_, Some(_)) => return Err(Refusal::Invalid("under".to_owned())),
        };
        let objecting = under.as_ref().and_then(|under| register.tasks().grant(under.grant));
        let usual = objecting.map_or(charter.deadline, |grant| grant.term);
        let deadline = match opening.deadline.as_deref() {
            None => ambient.now.saturating_add(i64::from(usual)),
            // One that is over already can't be undone.
            Some(typed) => moment(typed, ambient.now)
                .filter(|moment| *moment > ambient.now)
                .ok_or_else(|| Refusal::Invalid("deadline".to_owned()))?,
        };
        let names = Names::of(self);
        let tellers = opening.tellers.iter().map(|teller| names.find(teller));
        let mut tellers = tellers.collect::<Result<Vec<_>, _>>()?;
        tellers.sort_unstable();
        tellers.dedup();
        if let Some(other) = tellers.iter().find(|teller| !register.is_member(**teller)) {
            return Err(Refusal::NotInRegister(names.name(*other)));
        }
        let kinds: std::collections::BTreeSet<_> =
            tellers.iter().filter_map(|teller| Some(register.person(*teller)?.kind)).collect();
        // Paper counts with tellers of two kinds; better said now than when the papers are counted.
        if !tellers.is_empty() && kinds.len() < 2 {
            return Err(Refusal::OneKind);
        }
        let judges = opening.judges.filter(|judges| *judges > 0);
        let partner = opening.partner.as_deref().filter(|typed| !typed.trim().is_empty());
        let partner = partner.map(|typed| names.find(typed)).transpose()?;
        if let Some(other) = partner.filter(|partner| !register.is_member(*partner)) {
            return Err(Refusal::NotInRegister(names.name(other)));
        }
        let proxies = opening.proxies.unwrap_or(charter.proxies);
        if proxies > charter.proxies {
            return Err(Refusal::TooManyProxies(charter.proxies.to_string()));
        }
        let least = charter.quorum;
        let asked = self.asked(&view, least, &[])?;
        if judges.is_some_and(|judges| judges < 3 || !asked.method.asks_consent()) {
            return Err(Refusal::Invalid("judges".to_owned()));
        }
        let select = self.selected(asked.select, id, opening.nominee.as_deref())?;
        let replaces = self.judge.rounds_on(id).iter().rev().find(|open| {
            let past = self.log.clock_of(self.heads());
            self.judge.round(**open).is_some_and(|round| {
                let state = round.state(&self.log, &past);
                state.withdrawn || state.status == Status::Disputed
            })
        });
        let replaces = replaces.map(|open| self.log.act(*open).id());
        let closers = vec![me];
        let open = Open {
            text,
            deadline,
            closers,
            tellers,
            proxies,
            replaces,
            under,
            judges,
            partner,
            select,
            ..asked
        };
        self.write(Deed::Open(Box::new(open)), Vec::new(), ambient)?;
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
        if !round.may_vote(me) {
            return Err(Refusal::NotElector);
        }
        if self.is_altered(open, round) {
            return Err(Refusal::Altered);
        }
        let first = self.speaks_first(open, round).filter(|nominee| *nominee != me);
        if let Some(nominee) = first.filter(|_| ambient.now < round.open.deadline) {
            return Err(Refused::NomineeFirst(Names::of(self).name(nominee)).into());
        }
        let text = round.open.text;
        let ballot = self.read_ballot(open, ballot)?;
        let reason = reason.filter(|reason| !reason.trim().is_empty());
        // Whoever is put forward may say no without more.
        let is_nominee = round.open.select.is_some_and(|select| select.nominee == me);
        if ballot == Ballot::Object && reason.is_none() && !is_nominee {
            return Err(Refusal::NeedsReason);
        }
        let round = self.log.act(open).id();
        let reason = self.reason(open, reason, ambient)?;
        let vote = Vote { round, text, ballot, reason };
        self.write(Deed::Vote(vec![vote]), Vec::new(), ambient)?;
        self.show_decision(&id.to_string())
    }

    pub(super) fn close(
        &mut self,
        typed: &str,
        seed: Option<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let (id, open, round) = self.running(typed)?;
        if !round.is_elector(me) && !round.open.closers.contains(&me) {
            return Err(Refusal::NotElector);
        }
        let count = self.judge.count(&self.log, open, &self.heads()).unwrap_or_default();
        let needed = round.open.quorum.least_of(round.electorate.len()).max(1);
        let took = count.counted.keys().filter(|member| round.is_elector(**member)).count();
        if took < needed && round.open.method != Method::Mandate {
            return Err(Refusal::NoQuorum(needed - took));
        }
        let missing = self.judge.advice_missing(&self.log, open, &self.heads());
        let waited_for = || missing.unreached.iter().chain(&missing.unanswered).copied();
        if let Some(unanswered) = missing.unanswered.first() {
            return Err(Refused::Unanswered(Names::of(self).name(*unanswered)).into());
        }
        if waited_for().next().is_some() {
            return Err(Refused::Unreached(Names::of(self).list(waited_for()).join(", ")).into());
        }
        let draws = matches!(round.open.method, Method::Lot(_)) || round.open.ties == Ties::Lot;
        let seed = seed.map(|seed| seed.trim().to_owned()).filter(|seed| !seed.is_empty());
        if seed.is_some() && !draws {
            return Err(Refusal::Invalid("seed".to_owned()));
        }
        let close = Close { round: self.log.act(open).id(), seed };
        let by_hand = close.seed.is_some();
        let index =
            self.write(Deed::Close(vec![close]), Vec::new(), ambient).map_err(|refusal| {
                match refusal {
                    Refusal::TooLong(_) if by_hand => Refusal::Invalid("seed".to_owned()),
                    other => other,
                }
            })?;
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
        if !round.may_confirm(me) {
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

    /// Takes back an opening that was a mistake.
    pub(super) fn withdraw_opening(
        &mut self,
        typed: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let (id, open, round) = self.running(typed)?;
        if round.opener != me {
            return Err(Refusal::NotOpener(Names::of(self).name(round.opener)));
        }
        let round = self.log.act(open).id();
        self.write(Deed::WithdrawOpening(vec![round]), Vec::new(), ambient)?;
        self.show_decision(&id.to_string())
    }

    /// Lets somebody else's ballot count for the owner too, or takes that back.
    pub(super) fn give_proxy(
        &mut self,
        typed: &str,
        to: Option<&str>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let (id, open, round) = self.running(typed)?;
        if !round.is_elector(me) {
            return Err(Refusal::NotElector);
        }
        let names = Names::of(self);
        let holder = to.map(|to| names.find(to)).transpose()?;
        if round.open.proxies == 0 {
            return Err(Refusal::NoProxies);
        }
        if let Some(holder) = holder.filter(|holder| *holder == me || !round.is_elector(*holder)) {
            return Err(Refusal::NoHolder(names.name(holder)));
        }
        let proxy = Proxy { round: self.log.act(open).id(), holder };
        self.write(Deed::Proxy(vec![proxy]), Vec::new(), ambient)?;
        self.show_decision(&id.to_string())
    }

    /// Records paper ballots as a teller.
    pub(super) fn record_paper(
        &mut self,
        typed: &str,
        ballots: &[(String, String)],
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let (id, open, round) = self.running(typed)?;
        if !round.open.tellers.contains(&me) {
            return Err(Refusal::NotTeller);
        }
        let names = Names::of(self);
        let mut papers = std::collections::BTreeMap::new();
        for (who, said) in ballots {
            let elector = names.find(who)?;
            if !round.is_elector(elector) {
                return Err(Refusal::NoHolder(names.name(elector)));
            }
            let ballot = self.read_ballot(open, said)?;
            if papers.insert(elector, ballot).is_some() {
                return Err(Refusal::Ambiguous(who.clone()));
            }
        }
        let ballots =
            papers.into_iter().map(|(elector, ballot)| Paper { elector, ballot }).collect();
        let report = Report { round: self.log.act(open).id(), text: round.open.text, ballots };
        self.write(Deed::Report(report), Vec::new(), ambient)?;
        self.show_decision(&id.to_string())
    }

    /// Signs a report of paper ballots as another teller.
    pub(super) fn sign_paper(
        &mut self,
        typed: &str,
        report: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let (id, _, round) = self.running(typed)?;
        if !round.open.tellers.contains(&me) {
            return Err(Refusal::NotTeller);
        }
        let act = self.find_act(report)?;
        let is_of_round =
            self.log.find(act).is_some_and(|at| round.reports.iter().any(|r| r.act == at));
        if !is_of_round {
            return Err(Refusal::Unknown(report.to_owned()));
        }
        self.write(Deed::SignReport(vec![act]), Vec::new(), ambient)?;
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
    pub(super) fn running(&self, typed: &str) -> Result<(EntityId, Index, &Round), Refusal> {
        let id = self.find_entity(&[Entity::Decision], typed)?;
        let open = self.judge.round_to_show(&self.log, id, &self.heads());
        let open = open.ok_or(Refusal::NotOpen)?;
        let round = self.judge.round(open).ok_or(Refusal::NotOpen)?;
        let state = round.state(&self.log, &self.log.clock_of(self.heads()));
        if state.status >= Status::Confirmed || state.withdrawn {
            return Err(Refusal::NotOpen);
        }
        Ok((id, open, round))
    }

    /// Whether a close is due for this app, by its own clock (definition 8, last sentence).
    pub(crate) fn is_due(&self, open: Index, close: Index, closer_of: MemberId, now: i64) -> Due {
        let Some(round) = self.judge.round(open) else { return Due::From(0) };
        let count = self.judge.count(&self.log, open, &self.heads()).unwrap_or_default();
        // Paper hurries nobody: whose ballot it is may still say that it isn't.
        let own = count.counted.iter().filter(|(_, one)| !matches!(one.via, Via::Paper(_)));
        let said = own.map(|(member, _)| member).chain(&count.void);
        // Who was asked for advice has the whole term to give it, and so have those who weigh an objection.
        let missing = self.judge.advice_missing(&self.log, open, &self.heads());
        let weighs = count.counted.values().any(|one| one.test.is_some());
        if missing.silent.is_empty()
            && !weighs
            && said.filter(|member| round.is_elector(**member)).count() == round.electorate.len()
        {
            return Due::Now;
        }
        let register = self.judge.register(&self.log, [open]);
        let charter = register.charter();
        let received = self.received.get(&self.log.act(open).id()).copied().unwrap_or(now);
        let author = round.closes.get(&close).map_or(closer_of, |close| close.author);
        let grace = if round.open.closers.contains(&author) { 0 } else { charter.grace };
        let granted = round.open.under.as_ref().and_then(|u| register.tasks().grant(u.grant));
        let objecting = granted.map_or(0, |grant| grant.term).max(charter.shortest_term);
        let term = received.saturating_add(i64::from(objecting));
        let deadline = round.open.deadline.saturating_add(i64::from(grace));
        let from = term.max(deadline);
        if now >= from { Due::Now } else { Due::From(from) }
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

/// A number of days or hours as typed, in seconds: `7d`, `12h`.
pub(super) fn span(typed: &str) -> Option<u32> {
    let typed = typed.trim();
    let units = [('d', 86_400_u32), ('h', 3_600)];
    let (number, seconds) =
        units.into_iter().find_map(|(unit, s)| Some((typed.strip_suffix(unit)?, s)))?;
    let number: u32 = number.trim().parse().ok().filter(|n| *n <= 36_500)?;
    number.checked_mul(seconds)
}

/// A deadline as typed: `7d`, `12h`, `2026-12-01`, `2026-12-01 20:00` (Europe/Amsterdam).
pub(super) fn moment(typed: &str, now: i64) -> Option<i64> {
    let typed = typed.trim();
    if let Some(seconds) = span(typed) {
        return now.checked_add(i64::from(seconds));
    }
    let time: jiff::civil::DateTime = typed.parse().ok()?;
    // A day alone ends when it ends.
    let is_day = typed.len() == "2026-12-01".len();
    let time = if is_day { time.date().at(23, 59, 0, 0) } else { time };
    time.in_tz("Europe/Amsterdam").ok().map(|time| time.timestamp().as_second())
}

/// A moment in the past as typed: `7d` or `12h` ago, or as [`moment`] reads it, where a day alone begins when it
/// begins.
pub(crate) fn since(typed: &str, now: i64) -> Option<i64> {
    let typed = typed.trim();
    if let Some(seconds) = span(typed) {
        return now.checked_sub(i64::from(seconds));
    }
    let time: jiff::civil::DateTime = typed.parse().ok()?;
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
            assert_eq!((moment(bad, 0), since(bad, 0)), (None, None), "{bad}");
        }
        assert_eq!(since("7d", 8 * 86_400), Some(86_400));
        assert_eq!(since("2026-12-01", 0), Some(1_796_165_940 - 86_340));
    }
}
