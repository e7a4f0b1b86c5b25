//! What the app does by itself: acknowledge, close more fully, name in time what somebody did who left.
//!
//! Guards: nothing automatic before another peer's tips arrived in this run, so that a restored device
//! doesn't fork itself; one outcome per member; leaving somebody's ballot out is repaired here (D3,
//! D4, definition 6). Next: `execute/round.rs`, for when a close is due.

use act::{
    deed::Deed,
    id::{ActId, ChangeId, MemberId},
    log::Index,
    round::{Close, Ties},
};
use rules::{
    counting::Via,
    register::{Register, Standing},
    round::{Round, Status},
    tally::Outcome,
};

use crate::{
    community::{Ambient, Community, Hold},
    execute::Due,
    refusal::Refusal,
};

/// What is due, and how soon: own matters at once, what others may do as well after a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chore {
    /// Acknowledge this close of this round.
    Acknowledge(ActId, ActId),
    /// Close this round more fully: the own ballot is missed.
    CloseForOwn(ActId),
    /// Close this round more fully: somebody else's ballot is missed.
    CloseForOthers(ActId),
    /// Name what somebody did before leaving.
    Gather,
    /// Show that this question for advice has reached the owner.
    Receive(ActId),
    /// Say that the term of this appointment or grant is over.
    EndTerm(ChangeId),
}

impl Chore {
    /// Whether any app could do it as well, so that this one waits a moment to see.
    #[must_use]
    pub const fn is_shared(self) -> bool {
        matches!(self, Self::CloseForOthers(_) | Self::Gather)
    }
}

impl Community {
    /// What is due now; nothing while no other peer was met in this run, unless nobody else is in.
    #[must_use]
    pub fn chores(&self, now: i64) -> Vec<Chore> {
        let Ok((me, standing)) = self.myself() else { return Vec::new() };
        let register = self.register();
        let alone = register.people().count() == 1;
        if !(self.met || alone) || self.hold == Hold::MovedOrCopied {
            return Vec::new();
        }
        let mut chores = Vec::new();
        if self.is_last_used(me) {
            let past = self.log.clock_of(self.heads());
            for (open, round) in self.judge.rounds() {
                let mine = round.is_elector(me) || round.may_confirm(me);
                let state = round.state(&self.log, &past);
                if state.status == Status::Open
                    && !state.withdrawn
                    && self.is_unreceived(me, open, round)
                {
                    chores.push(Chore::Receive(self.log.act(open).id()));
                }
                if mine && state.status != Status::Open && !state.withdrawn {
                    chores.extend(self.chore_of(me, open, round, now));
                }
            }
        }
        if standing == Standing::Member && self.is_last_used(me) {
            chores.extend(self.terms_due(me, now).into_iter().map(Chore::EndTerm));
        }
        if standing == Standing::Member && self.leaves_unnamed(&register) {
            chores.push(Chore::Gather);
        }
        chores
    }

    /// Does a chore, if it is still due.
    ///
    /// # Errors
    /// When this device can't write any more.
    pub fn perform(&mut self, chore: Chore, ambient: &mut Ambient<'_>) -> Result<(), Refusal> {
        if !self.chores(ambient.now).contains(&chore) {
            return Ok(());
        }
        match chore {
            Chore::Acknowledge(round, close) => {
                let round = self.log.find(round).ok_or(Refusal::NotOpen)?;
                let close = self.log.find(close).ok_or(Refusal::NotClosed)?;
                self.write_acknowledgement(round, close, ambient)
            }
            Chore::CloseForOwn(round) | Chore::CloseForOthers(round) => {
                self.write(Deed::Close(vec![Close::of(round)]), Vec::new(), ambient).map(|_| ())
            }
            Chore::Gather | Chore::Receive(_) => {
                self.write(Deed::Gather, Vec::new(), ambient).map(|_| ())
            }
            Chore::EndTerm(change) => {
                self.write(Deed::EndTerm(vec![change]), Vec::new(), ambient).map(|_| ())
            }
        }
    }

    // Whether the owner is asked for advice and nothing of theirs has seen that.
    fn is_unreceived(&self, me: MemberId, open: Index, round: &Round) -> bool {
        let asked = round.advisers.contains(&me);
        asked && self.judge.advice_missing(&self.log, open, &self.heads()).unreached.contains(&me)
    }

    fn chore_of(&self, me: MemberId, open: Index, round: &Round, now: i64) -> Option<Chore> {
        if round.acknowledged.iter().any(|ack| ack.member == me) || self.is_altered(open, round) {
            return None;
        }
        let count = self.judge.count(&self.log, open, &self.heads())?;
        let fullest = round
            .closes
            .iter()
            .max_by_key(|(index, close)| {
                let whole = close.counted == count.counted && close.void == count.void;
                (whole, close.counted.len(), std::cmp::Reverse(self.log.act(**index).id()))
            })
            .map(|(index, close)| (*index, close))?;
        let (index, close) = fullest;
        if self.is_due(open, index, me, now) != Due::Now {
            return None;
        }
        let round_id = self.log.act(open).id();
        // What this app knows to be outside its mandate it doesn't confirm: a close that knows it too says no.
        let heads = self.heads();
        let outside = close.outside.is_none()
            && self.judge.outside_mandate(&self.log, open, &heads).is_some();
        // Nor what says itself that it was decided after the end.
        let granted = round.open.under.as_ref().and_then(|under| self.granted(under.grant));
        let claimed = self.log.act(open).header().claimed_at;
        if close.outcome.is_adopted() && granted.is_some_and(|grant| claimed > grant.until) {
            return None;
        }
        if outside {
            return round.is_elector(me).then_some(Chore::CloseForOthers(round_id));
        }
        if close.counted == count.counted && close.void == count.void {
            // The numbers of a draw, and a tie that waits for them, are looked at by people.
            let draws = close.seed.is_some()
                || (close.outcome == Outcome::Tied && round.open.ties == Ties::Lot);
            // Nor does it agree by itself that its owner said what others wrote down.
            let written =
                close.counted.get(&me).is_some_and(|own| matches!(own.via, Via::Paper(_)));
            let may = round.may_confirm(me) && !draws && !written;
            return may.then(|| Chore::Acknowledge(round_id, self.log.act(index).id()));
        }
        if !round.is_elector(me) {
            return None;
        }
        let own = close.counted.get(&me) != count.counted.get(&me)
            || close.void.contains(&me) != count.void.contains(&me);
        Some(if own { Chore::CloseForOwn(round_id) } else { Chore::CloseForOthers(round_id) })
    }

    /// Whether a round is about another text, method, list of options or quorum than the proposal says where it was
    /// opened: no honest app opens one, and nobody's app votes in it or acknowledges it.
    pub(crate) fn is_altered(&self, open: Index, round: &Round) -> bool {
        let Some(view) = self.document.decision_at(&self.log, round.decision(), &[open]) else {
            return true;
        };
        let least = self.judge.register(&self.log, [open]).charter().quorum;
        let Ok(asked) = self.asked(&view, least, &[open]) else { return true };
        let opened = &round.open;
        view.text_version().ok() != Some(opened.text)
            || (asked.method, asked.quorum, asked.ties, asked.status_quo)
                != (opened.method, opened.quorum, opened.ties, opened.status_quo)
            || (&asked.options, &asked.costs) != (&opened.options, &opened.costs)
            || asked.select.map(|select| select.role) != opened.select.map(|select| select.role)
    }

    // Acknowledging is for the device that its owner last used by hand (D4).
    fn is_last_used(&self, me: MemberId) -> bool {
        let last = (0..self.log.len()).rev().find_map(|at| {
            let index = self.log.since(at).next()?;
            let act = self.log.act(index);
            let by_hand = act.deed().is_some_and(|deed| !deed.is_by_app());
            (self.judge.verdict(index).author == Some(me) && by_hand).then(|| act.device())
        });
        last.is_none_or(|device| device == self.device())
    }

    // Whether somebody who is out has a last act that no other act has in its past.
    fn leaves_unnamed(&self, register: &Register) -> bool {
        self.heads().into_iter().any(|head| {
            let author = self.judge.verdict(head).author;
            let person = author.and_then(|author| register.person(author));
            person.is_some_and(|person| !person.standing.is_in())
        })
    }
}
