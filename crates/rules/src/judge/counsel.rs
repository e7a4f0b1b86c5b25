//! What is said in a round besides ballots: advice and its answer, objections weighed, the other party.
//!
//! Guards: an adviser's silence counts once something of theirs has seen the question; nobody weighs an
//! own objection; who agreed can't go back on it. Next: [`super::entrust`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    ballot::Ballot,
    content::{Comment, Role},
    deed::Deed,
    id::{ActId, MemberId},
    log::{Index, Log},
    mandate::Answer,
    round::{Countersign, Weigh},
};

use super::{Judge, Past, entrust::Seen};
use crate::{
    device::Counting,
    mandate::{Advised, Answered},
    round::{Countersigned, Weighed},
};

impl Judge {
    /// The advisers of a round whose silence would stand in the way of a close whose past is these acts
    /// together: they neither advised nor did anything since they had the opening; and those whose
    /// advice the decider hasn't answered.
    #[must_use]
    pub fn advice_missing(&self, log: &Log, open: Index, heads: &[Index]) -> Missing {
        self.with_seen(log, heads, |seen| self.missing(seen, open))
    }

    pub(super) fn missing_at_close(&self, past: &Past<'_>, open: Index) -> Missing {
        self.missing(&Seen::of(self, past), open)
    }

    fn missing(&self, seen: &Seen<'_>, open: Index) -> Missing {
        let mut missing = Missing::default();
        let Some(round) = self.round(open).filter(|round| !round.advisers.is_empty()) else {
            return missing;
        };
        let mut counting = Counting::new(self.ground(seen.log), seen.facts);
        let mut counts =
            |act, member| seen.log.holds(seen.clock, act) && counting.counts(act, member);
        let answers = round.answers.iter().filter(|answer| counts(answer.act, round.opener));
        let answers: BTreeSet<_> = answers.map(|answer| answer.advice).collect();
        let mut given: BTreeMap<MemberId, bool> = BTreeMap::new();
        for advised in round.advice.iter().filter(|a| counts(a.act, a.adviser)) {
            *given.entry(advised.adviser).or_default() |= answers.contains(&advised.act);
        }
        for &adviser in &round.advisers {
            match given.get(&adviser) {
                Some(true) => {}
                Some(false) => missing.unanswered.push(adviser),
                // Nobody waits for who is out.
                None if seen.register.is_in(adviser) => missing.silent.push(adviser),
                None => {}
            }
        }
        if !missing.silent.is_empty() {
            let reached = self.reached(seen, open, &missing.silent);
            let out = missing.silent.iter().filter(|adviser| !reached.contains(adviser));
            missing.unreached = out.copied().collect();
        }
        missing
    }

    // Which of these people (ascending) did anything that has seen an act, and that counts: one look at
    // all devices, of each at the newest that is known.
    fn reached(&self, seen: &Seen<'_>, what: Index, people: &[MemberId]) -> BTreeSet<MemberId> {
        let (log, mut reached) = (seen.log, BTreeSet::new());
        let mut counting = Counting::new(self.ground(log), seen.facts);
        for branch in log.devices().flat_map(|(_, branches)| branches) {
            let newest = log.on_branch(*branch, seen.clock.get(*branch));
            let Some(newest) = newest.filter(|act| log.precedes(what, *act)) else { continue };
            let judged = self.verdict(newest);
            let Some(author) = judged.author.filter(|_| judged.stood) else { continue };
            if people.binary_search(&author).is_ok() && counting.counts(newest, author) {
                reached.insert(author);
            }
        }
        reached
    }

    // By who was asked for it.
    pub(super) fn advises(&mut self, past: &Past<'_>, author: MemberId, on: ActId) -> bool {
        let Some(round) = past.find(on).and_then(|open| self.rounds.get_mut(&open)) else {
            return false;
        };
        let asked = round.advisers.binary_search(&author).is_ok();
        if asked {
            round.advice.push(Advised { act: past.index, adviser: author });
        }
        asked
    }

    // By who decides, to advice that is there.
    pub(super) fn answers(&mut self, past: &Past<'_>, author: MemberId, answer: &Answer) -> bool {
        if !self.is_reasoned(past, author, answer.reason) {
            return false;
        }
        let Some(advice) = past.find(answer.advice) else { return false };
        let reason = answer.reason.and_then(|reason| past.find(reason));
        let on = match past.log.act(advice).deed() {
            Some(Deed::Comment(comment)) => comment.on,
            _ => return false,
        };
        let Some(round) = past.find(on).and_then(|open| self.rounds.get_mut(&open)) else {
            return false;
        };
        let there = round.advice.binary_search_by_key(&advice, |advised| advised.act).is_ok();
        let answers = there && round.opener == author;
        if answers {
            let taken = answer.taken;
            round.answers.push(Answered { act: past.index, advice, taken, reason });
        }
        answers
    }

    // By an elector other than the objector, of an objection that is there; what somebody says who is put
    // forward is not for others to weigh.
    pub(super) fn weighs(&mut self, past: &Past<'_>, author: MemberId, weigh: Weigh) -> bool {
        let Some(round) = past.find(weigh.round).and_then(|open| self.rounds.get_mut(&open)) else {
            return false;
        };
        let objects = round.votes.iter().any(|cast| {
            cast.elector == weigh.objector
                && cast.ballot == Ballot::Object
                && past.log.precedes(cast.act, past.index)
        });
        let weighs = round.open.judges.is_some()
            && objects
            && weigh.objector != author
            && round.open.select.is_none_or(|select| select.nominee != weigh.objector)
            && round.is_elector(author);
        if weighs {
            let (objector, harm) = (weigh.objector, weigh.harm);
            round.weighed.push(Weighed { act: past.index, judge: author, objector, harm });
        }
        weighs
    }

    // By the other party whom the opening names, until it agreed.
    pub(super) fn countersigns(
        &mut self,
        past: &Past<'_>,
        author: MemberId,
        sign: &Countersign,
    ) -> bool {
        let reasoned = self.is_reasoned(past, author, sign.reason);
        let reason = sign.reason.and_then(|reason| past.find(reason));
        let Some(round) = past.find(sign.round).and_then(|open| self.rounds.get_mut(&open)) else {
            return false;
        };
        let agreed = round
            .countersigned
            .iter()
            .any(|earlier| earlier.agrees && past.log.precedes(earlier.act, past.index));
        let signs = reasoned
            && !agreed
            && round.open.partner == Some(author)
            && round.open.text == sign.text;
        if signs {
            let (act, agrees) = (past.index, sign.agrees);
            round.countersigned.push(Countersigned { act, agrees, reason });
        }
        signs
    }

    // Whether what is named as a reason is an own comment of that kind.
    pub(super) fn is_reasoned(
        &self,
        past: &Past<'_>,
        author: MemberId,
        reason: Option<ActId>,
    ) -> bool {
        reason.is_none_or(|reason| {
            past.find(reason).is_some_and(|reason| {
                let judged = self.verdict(reason);
                let deed = past.log.act(reason).deed();
                judged.author == Some(author)
                    && judged.is_effective()
                    && matches!(deed, Some(Deed::Comment(Comment { role: Role::Reason, .. })))
            })
        })
    }
}

/// What advice still stands in the way of a close.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Advisers who said nothing yet.
    pub silent: Vec<MemberId>,
    /// Those of them of whom nothing shows that the question reached them: a close isn't valid.
    pub unreached: Vec<MemberId>,
    /// Advisers whose advice the decider hasn't answered: a close isn't valid.
    pub unanswered: Vec<MemberId>,
}

impl Missing {
    /// Whether a close is valid as far as advice goes.
    #[must_use]
    pub const fn is_enough(&self) -> bool {
        self.unreached.is_empty() && self.unanswered.is_empty()
    }
}
