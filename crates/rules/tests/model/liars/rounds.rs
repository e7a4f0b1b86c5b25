//! What liars do in rounds: two ballots, closes that leave people out, two outcomes.
//!
//! Guards: nothing; each of it is something that a device can sign. Next: `devices.rs`.

use act::{
    ballot::Ballot,
    deed::Deed,
    round::{Acknowledge, Close, Vote},
};

use crate::town::{TEXT, Town};

impl Town {
    pub(super) fn two_ballots(&mut self, liar: usize) {
        let rounds: Vec<_> = self.judge.rounds().map(|(open, _)| open.at()).collect();
        let Some(open) = self.dice.pick(&rounds) else { return };
        self.tally.note("attack: two ballots apart");
        let base = self.past_and(open);
        for ballot in [Ballot::For, Ballot::Against] {
            let vote = Vote { round: self.id(open), text: TEXT, ballot, reason: None };
            let device = self.device_of(liar);
            let act = self.lie(liar, device, base, Deed::Vote(vec![vote]));
            self.show(act);
        }
    }

    // A close in a past that lacks what others said, and acknowledgements of whatever there is.
    pub(super) fn rival_close(&mut self, liar: usize) {
        let rounds: Vec<_> = self.judge.rounds().map(|(open, _)| open.at()).collect();
        let Some(open) = self.dice.pick(&rounds) else { return };
        self.tally.note("attack: rival close");
        let round = self.id(open);
        let mut base = self.past_and(open);
        let ballot = if self.dice.chance(50) { Ballot::For } else { Ballot::Against };
        for other in self.those(false) {
            let ballot = ballot.clone();
            let vote = Vote { round, text: TEXT, ballot, reason: None };
            let device = self.device_of(other);
            let act = self.lie(other, device, self.past_and(open), Deed::Vote(vec![vote]));
            base |= self.past_and(act);
        }
        let votes: Vec<_> = self.judge.round(self.index(open)).unwrap().votes.clone();
        for cast in votes {
            if self.dice.chance(40) {
                base |= self.past_and(cast.act.at());
            } else {
                self.tally.note("attack: close without ballots that are known");
            }
        }
        let close = self.lie(liar, 0, base, Deed::Close(vec![Close::of(round)]));
        self.show(close);
        self.acknowledge_all(open);
    }

    // Makes sure that there are closes with two outcomes, and acknowledges them all.
    pub(super) fn two_outcomes(&mut self, liar: usize) {
        let closed = |round: &rules::round::Round| !round.closes.is_empty();
        let rounds: Vec<_> = self
            .judge
            .rounds()
            .filter(|(_, round)| closed(round))
            .map(|(open, _)| open.at())
            .collect();
        match self.dice.pick(&rounds) {
            Some(open) => self.acknowledge_all(open),
            None => self.rival_close(liar),
        }
    }

    // Each liar acknowledges closes with both outcomes, apart or one after the other.
    fn acknowledge_all(&mut self, open: usize) {
        let round = self.judge.round(self.index(open)).unwrap();
        let closes: Vec<_> = round.closes.keys().map(|close| close.at()).collect();
        let first = round.closes.values().next().map(|close| &close.outcome);
        let rivals = round.closes.values().any(|close| Some(&close.outcome) != first);
        self.tally.note_if(rivals, "attack: acknowledge two outcomes");
        for liar in self.those(false) {
            for close in closes.iter().rev().take(3) {
                let ack = Acknowledge { round: self.id(open), close: self.id(*close) };
                let base = self.past_and(*close);
                let act = self.lie(liar, 0, base, Deed::Acknowledge(vec![ack]));
                self.show(act);
            }
        }
    }
}
