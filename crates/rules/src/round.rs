//! Definitions 8 to 10: what a close comes to, what is confirmed.
//!
//! Guards: a close counts its own causal past, so there is no list to tamper with; status only climbs;
//! an acknowledgement is one outcome per member (D1-D6). Next: [`crate::counting`], which ballots a
//! close counts.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    ballot::Ballot,
    clock::Clock,
    fraction::Fraction,
    id::{EntityId, MemberId},
    log::{Index, Log},
    register::Kind,
    round::{Method, Open, Select},
};

use crate::{
    ballot::Invalid,
    counting::{Count, Counted},
    mandate::{Advised, Answered, Outside},
    register::{Register, Standing},
    tally::{Outcome, Tally},
};

/// A round with everything that was effectively done in it, on this peer.
#[derive(Clone, Debug)]
pub struct Round {
    /// What was opened.
    pub open: Open,
    /// Who opened it.
    pub opener: MemberId,
    /// Who may vote: the members of the register in force in the opening's past, but those who only
    /// advise; ascending.
    pub electorate: Vec<MemberId>,
    /// The guests at the opening of an opinion poll, ascending: they vote too and count in no quorum.
    pub guests: Vec<MemberId>,
    /// The core team, where the charter in the opening's past lets it confirm: then nobody else does.
    pub core: Option<Vec<MemberId>>,
    /// Who may record paper ballots, with what kind of participant each is; ascending.
    pub tellers: Vec<(MemberId, Kind)>,
    /// Ballots by electors, in order of arrival.
    pub votes: Vec<Cast>,
    /// Proxies by electors, in order of arrival.
    pub proxies: Vec<Given>,
    /// Reports of paper ballots, in order of arrival.
    pub reports: Vec<Reported>,
    /// Why the decision is outside its mandate, judged at the opening.
    pub outside: Option<Outside>,
    /// Who is asked for advice, of those who were in at the opening; ascending.
    pub advisers: Vec<MemberId>,
    /// Advice by these, in order of arrival.
    pub advice: Vec<Advised>,
    /// What the opener did with it, in order of arrival.
    pub answers: Vec<Answered>,
    /// Words on others' objections, in order of arrival.
    pub weighed: Vec<Weighed>,
    /// The other party's words, in order of arrival.
    pub countersigned: Vec<Countersigned>,
    /// Votes in it without effect, in order of arrival.
    pub invalid: Vec<NoEffect>,
    /// Acts that took the opening back.
    pub withdrawn: Vec<Index>,
    /// Valid closes.
    pub closes: BTreeMap<Index, Close>,
    /// Effective acknowledgements, in order of arrival.
    pub acknowledged: Vec<Acknowledged>,
}

/// A ballot that was cast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    /// The act.
    pub act: Index,
    /// Whose it is.
    pub elector: MemberId,
    /// What it says.
    pub ballot: Ballot,
}

/// A vote that has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoEffect {
    /// The act.
    pub act: Index,
    /// Whose it is.
    pub author: MemberId,
    /// Why.
    pub why: Invalid,
}

/// What a close misses although this peer knows it (nagekomen), each in order of arrival.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late<'a> {
    /// Ballots.
    pub votes: Vec<&'a Cast>,
    /// Proxies that were given or taken back.
    pub proxies: Vec<&'a Given>,
    /// Reports that count now, and in what the close knew didn't stand yet.
    pub reports: Vec<&'a Reported>,
}

/// A proxy that was given, or taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The act.
    pub act: Index,
    /// Who gives it.
    pub elector: MemberId,
    /// Whose ballot counts for them; nobody's takes it back.
    pub holder: Option<MemberId>,
}

/// A report of paper ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The act.
    pub act: Index,
    /// The teller who wrote it.
    pub teller: MemberId,
    /// Who said what, of electors with ballots that fit.
    pub ballots: Vec<(MemberId, Ballot)>,
    /// Other tellers who signed it, with the acts that did.
    pub signed: Vec<(Index, MemberId)>,
}

/// Somebody's word on another's objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The act.
    pub act: Index,
    /// Whose word.
    pub judge: MemberId,
    /// Whose objection.
    pub objector: MemberId,
    /// Whether a shared goal is harmed.
    pub harm: bool,
}

/// The other party's word on an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Countersigned {
    /// The act.
    pub act: Index,
    /// Whether it agrees.
    pub agrees: bool,
    /// The act that says how it decided.
    pub reason: Option<Index>,
}

/// A valid close: what it counted in its own past, and what that comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    /// Who closed.
    pub author: MemberId,
    /// The ballots that count.
    pub counted: BTreeMap<MemberId, Counted>,
    /// Those whose last ballots, made apart, contradict each other: they count as none.
    pub void: BTreeSet<MemberId>,
    /// The numbers of a public draw that it brings.
    pub seed: Option<String>,
    /// Why the decision is outside its mandate.
    pub outside: Option<Outside>,
    /// What it comes to.
    pub outcome: Outcome,
}

/// An effective acknowledgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    /// The act.
    pub act: Index,
    /// Who acknowledges.
    pub member: MemberId,
    /// The act that closed.
    pub close: Index,
    /// The outcome of that close.
    pub outcome: Outcome,
}

/// How far a round is. Only climbs (D5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// No valid close.
    Open,
    /// Voorlopig: closed, not yet confirmed.
    Closed,
    /// Vastgesteld.
    Confirmed,
    /// Betwist: two outcomes are confirmed.
    Disputed,
}

impl Status {
    /// The word in JSON, stories and the document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Confirmed => "confirmed",
            Self::Disputed => "disputed",
        }
    }
}

/// A round in a past: what of it is known there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// How far it is.
    pub status: Status,
    /// The confirmed outcome; none before that, and none when disputed.
    pub outcome: Option<Outcome>,
    /// The valid closes, with who acknowledged each.
    pub closes: BTreeMap<Index, BTreeSet<MemberId>>,
    /// Members with effective acknowledgements of two outcomes.
    pub double: BTreeSet<MemberId>,
    /// Whether the opening was taken back: no close of it is acknowledged from then on.
    pub withdrawn: bool,
    /// The close to show: of the confirmed outcome, else of all, the acknowledged one with most
    /// ballots; the smallest act id settles what is still equal.
    pub shown: Option<Index>,
}

impl Round {
    /// A round as it is opened in a past with this register.
    #[must_use]
    pub fn opened(open: &Open, opener: MemberId, register: &Register) -> Self {
        let core = register.core();
        let kind = |teller: &MemberId| Some((*teller, register.person(*teller)?.kind));
        let advisers = open.under.iter().flat_map(|under| under.advisers.iter());
        // R4: guests join opinion polls at once; they stand in no electorate all the same.
        let guests = register.with(Standing::Guest).map(|(guest, _)| guest);
        Self {
            open: open.clone(),
            opener,
            electorate: register.electorate().to_vec(),
            guests: if open.method == Method::Poll { guests.collect() } else { Vec::new() },
            core: core.may.confirm.then(|| core.people.clone()),
            tellers: open
                .tellers
                .iter()
                .filter(|teller| register.is_member(**teller))
                .filter_map(kind)
                .collect(),
            votes: Vec::new(),
            proxies: Vec::new(),
            reports: Vec::new(),
            outside: None,
            advisers: advisers.filter(|adviser| register.is_in(**adviser)).copied().collect(),
            advice: Vec::new(),
            answers: Vec::new(),
            weighed: Vec::new(),
            countersigned: Vec::new(),
            invalid: Vec::new(),
            withdrawn: Vec::new(),
            closes: BTreeMap::new(),
            acknowledged: Vec::new(),
        }
    }

    /// Whether somebody may vote.
    #[must_use]
    pub fn is_elector(&self, member: MemberId) -> bool {
        self.electorate.binary_search(&member).is_ok()
    }

    /// Whether somebody's own ballot counts: an elector's, and in an opinion poll a guest's.
    #[must_use]
    pub fn may_vote(&self, member: MemberId) -> bool {
        self.is_elector(member) || self.guests.binary_search(&member).is_ok()
    }

    /// Whether somebody's acknowledgement counts (definition 9).
    #[must_use]
    pub fn may_confirm(&self, member: MemberId) -> bool {
        self.confirmers().binary_search(&member).is_ok()
    }

    /// Those whose acknowledgements count, ascending.
    #[must_use]
    pub fn confirmers(&self) -> &[MemberId] {
        self.core.as_ref().unwrap_or(&self.electorate)
    }

    /// What it is about.
    #[must_use]
    pub const fn decision(&self) -> EntityId {
        self.open.decision
    }

    /// The close that `author`'s act is, or `None` when it is not valid (definition 8). `members` are
    /// those who would vote in a round opened in its past.
    #[must_use]
    pub fn close(
        &self,
        author: MemberId,
        count: Count,
        members: &[MemberId],
        seed: Option<&str>,
        outside: Option<Outside>,
    ) -> Option<Close> {
        let may = self.is_elector(author) || self.open.closers.binary_search(&author).is_ok();
        let still = members.iter().filter(|member| self.is_elector(**member)).count();
        let ballots = count.counted.keys().filter(|member| self.is_elector(**member)).count();
        let quorum = self.open.quorum.is_reached(ballots, self.electorate.len());
        // A mandate decides by itself, unless somebody objects: no ballots are needed.
        let enough = self.open.method == Method::Mandate || (ballots > 0 && quorum);
        if !may || still.saturating_mul(2) <= members.len() || !enough {
            return None;
        }
        let within = || self.outcome(&count.counted, seed);
        let outcome = outside.map_or_else(within, |_| Outcome::Rejected);
        let seed = seed.map(str::to_owned);
        let (counted, void) = (count.counted, count.void);
        Some(Close { author, counted, void, seed, outside, outcome })
    }

    /// The ballots of a count, with all that explains what they come to.
    #[must_use]
    pub fn tally(&self, counted: &BTreeMap<MemberId, Counted>, seed: Option<&str>) -> Tally {
        Tally::of(&self.open, counted.values().map(Counted::counts_as), seed)
    }

    /// What ballots come to. Of a selection the nominee's own word comes first: nobody is given a role
    /// without saying yes to it on a device of their own.
    #[must_use]
    pub fn outcome(&self, counted: &BTreeMap<MemberId, Counted>, seed: Option<&str>) -> Outcome {
        let willing = |select: Select| counted.get(&select.nominee).and_then(Counted::is_willing);
        if self.open.select.is_some_and(|select| willing(select) != Some(true)) {
            return Outcome::Rejected;
        }
        self.tally(counted, seed).outcome(&self.open, self.electorate.len(), seed)
    }

    /// The other party's word in a past: whether it agrees; none: nothing yet. Who agreed can't go back
    /// on it.
    #[must_use]
    pub fn partner_says(&self, log: &Log, past: &Clock) -> Option<bool> {
        let said = self.countersigned.iter().filter(|signed| log.holds(past, signed.act));
        said.map(|signed| signed.agrees).reduce(|a, b| a || b)
    }

    /// Whether the opening was taken back in this past.
    #[must_use]
    pub fn is_withdrawn(&self, log: &Log, past: &Clock) -> bool {
        self.withdrawn.iter().any(|act| log.holds(past, *act))
    }

    /// Whether somebody acknowledged another outcome in this past (definition 9).
    #[must_use]
    pub fn contradicts(
        &self,
        log: &Log,
        past: &Clock,
        member: MemberId,
        outcome: &Outcome,
    ) -> bool {
        self.acknowledged.iter().any(|earlier| {
            earlier.member == member && earlier.outcome != *outcome && log.holds(past, earlier.act)
        })
    }

    /// How many acknowledgements confirm an outcome: more than half of the electorate, or two thirds of
    /// the core team.
    #[must_use]
    pub fn needed(&self) -> usize {
        match &self.core {
            Some(core) => Fraction::TWO_THIRDS.least_of(core.len()),
            None => self.electorate.len() / 2 + 1,
        }
    }

    /// The state of the round in a past that holds its opening (definitions 9 and 10).
    #[must_use]
    pub fn state(&self, log: &Log, past: &Clock) -> State {
        let mut closes: BTreeMap<Index, BTreeSet<MemberId>> = self
            .closes
            .keys()
            .filter(|close| log.holds(past, **close))
            .map(|close| (*close, BTreeSet::new()))
            .collect();
        let mut voices: BTreeMap<&Outcome, BTreeSet<MemberId>> = BTreeMap::new();
        for ack in self.acknowledged.iter().filter(|ack| log.holds(past, ack.act)) {
            closes.entry(ack.close).or_default().insert(ack.member);
            voices.entry(&ack.outcome).or_default().insert(ack.member);
        }
        let confirmed: Vec<_> = voices
            .iter()
            .filter(|(_, members)| members.len() >= self.needed())
            .map(|(outcome, _)| Outcome::clone(outcome))
            .collect();
        let mut double = BTreeSet::new();
        for (outcome, members) in &voices {
            let others = voices.iter().filter(|(other, _)| *other != outcome);
            double.extend(others.flat_map(|(_, others)| members.intersection(others)).copied());
        }
        let (status, outcome) = match confirmed.as_slice() {
            [] if closes.is_empty() => (Status::Open, None),
            [] => (Status::Closed, None),
            [outcome] => (Status::Confirmed, Some(outcome.clone())),
            _ => (Status::Disputed, None),
        };
        let shown = self.shown(log, &closes, outcome.as_ref());
        let withdrawn = self.is_withdrawn(log, past);
        State { status, outcome, closes, double, withdrawn, shown }
    }

    fn shown(
        &self,
        log: &Log,
        closes: &BTreeMap<Index, BTreeSet<MemberId>>,
        confirmed: Option<&Outcome>,
    ) -> Option<Index> {
        let candidates = closes.iter().filter_map(|(index, acknowledged)| {
            let close = self.closes.get(index)?;
            confirmed.is_none_or(|outcome| close.outcome == *outcome).then_some((
                *index,
                !acknowledged.is_empty(),
                close.counted.len(),
            ))
        });
        candidates
            .max_by_key(|(index, acknowledged, ballots)| {
                (*acknowledged, *ballots, std::cmp::Reverse(log.act(*index).id()))
            })
            .map(|(index, ..)| index)
    }

    /// What a close misses although this peer knows it (nagekomen).
    #[must_use]
    pub fn late(&self, log: &Log, close: Index) -> Late<'_> {
        let past = log.clock(close);
        let holds = |act| log.holds(&past, act);
        let stood = |report: &Reported| self.stands(report, |act, _| holds(act));
        let stands = |report: &Reported| self.stands(report, |_, _| true);
        Late {
            votes: self.votes.iter().filter(|cast| !holds(cast.act)).collect(),
            proxies: self.proxies.iter().filter(|given| !holds(given.act)).collect(),
            reports: self.reports.iter().filter(|one| stands(one) && !stood(one)).collect(),
        }
    }

    /// Whether tellers of two kinds stand for a report by the acts that count.
    #[must_use]
    pub fn stands(
        &self,
        report: &Reported,
        mut counts: impl FnMut(Index, MemberId) -> bool,
    ) -> bool {
        let kind = |teller: MemberId| {
            let at = self.tellers.binary_search_by_key(&teller, |(teller, _)| *teller).ok()?;
            self.tellers.get(at).map(|(_, kind)| *kind)
        };
        if !counts(report.act, report.teller) {
            return false;
        }
        let signed = report.signed.iter().filter(|(act, teller)| counts(*act, *teller));
        let stand = signed.map(|(_, teller)| *teller).chain([report.teller]);
        stand.filter_map(kind).collect::<BTreeSet<_>>().len() >= 2
    }
}
