//! Honest people, whose app does what it should.
//!
//! Guards: they approve what honest people want and nothing else, know all that their peer holds in
//! whatever they write, and acknowledge only a close that they count the same, one outcome a round; for
//! a close that misses ballots they know, a fuller one. Next: `liars.rs`.

use act::{
    ballot::Ballot,
    charter::{Amendment, Clause, Powers, Voice},
    deed::Deed,
    fraction::Fraction,
    log::Index,
    register::Change,
    round::{Acknowledge, Close, Method, Open, Vote},
};
use rules::{
    register::{Register, Standing},
    round::Round,
};

use crate::{
    keys::key,
    town::{Acts, TEXT, Town, each, team},
    view::View,
};

impl Town {
    /// Somebody honest looks, and does something.
    pub(crate) fn honest_turn(&mut self, person: usize) -> Result<(), String> {
        self.look(person)?;
        if !self.has_device(person) {
            return Ok(());
        }
        let register = self.register(self.people[person].knows);
        // What an app puts first differs by the day; it never lets things lie that it can do.
        let first = match self.dice.below(8) {
            0 | 1 => self.propose(person, &register),
            2 => self.open(person),
            3 => self.vote(person),
            4 => self.settle(person),
            _ => None,
        };
        let deed = first
            .or_else(|| self.approve(person))
            .or_else(|| self.vote(person))
            .or_else(|| self.settle(person));
        let deed = deed.unwrap_or_else(|| self.comment());
        self.say(person, deed);
        Ok(())
    }

    /// What somebody's peer sees now; nothing of it has fallen since it last looked.
    pub(crate) fn look(&mut self, person: usize) -> Result<(), String> {
        let heads = self.heads(self.people[person].knows);
        let view = View::of(&self.log, &self.judge, &heads);
        let somebody = &mut self.people[person];
        if let Some(fallen) = somebody.moments.last().and_then(|(_, before)| before.fallen(&view)) {
            return Err(format!("what person {person} saw fell: {fallen}"));
        }
        somebody.moments.push((somebody.arrived.len(), view));
        Ok(())
    }

    pub(crate) fn say(&mut self, person: usize, deed: Deed) -> usize {
        if let Deed::Approve(list) = &deed {
            self.approved.extend(list.iter().cloned());
        }
        let (hand, knows) = (self.people[person].hand, self.people[person].knows);
        let act = self.go_on(person, hand, knows, deed);
        self.hear(person, self.past_and(act));
        act
    }

    // Whose device is lost waits until the others gave another one.
    fn has_device(&mut self, person: usize) -> bool {
        let Some((change, device)) = self.people[person].lost.clone() else { return true };
        let seen = self.people[person].moments.last();
        let recovered = seen.is_some_and(|(_, view)| view.in_force.contains(&change));
        if recovered {
            self.people[person].hand = device;
            self.people[person].lost = None;
        }
        recovered
    }

    fn approve(&self, person: usize) -> Option<Deed> {
        let heads = self.heads(self.people[person].knows);
        let me = self.people[person].member;
        let pending = self.judge.pending(&self.log, heads);
        let wanted: Vec<_> = pending
            .into_iter()
            .filter(|(change, voices)| {
                self.wanted.contains(change) && !voices.approve.contains(&me)
            })
            .map(|(change, _)| change)
            .collect();
        (!wanted.is_empty()).then_some(Deed::Approve(wanted))
    }

    fn propose(&mut self, person: usize, register: &Register) -> Option<Deed> {
        let change = match self.dice.below(9) {
            0..3 => self.admission(register),
            3 | 4 => self.rest(person, register),
            5 => {
                let liars = self.those(false);
                let liar = self.dice.pick(&liars).map(|liar| self.people[liar].member);
                liar.filter(|liar| register.is_member(*liar)).map(Change::Remove)
            }
            6 => self.recovery(person, register),
            7 => self.clause(person, register),
            _ => {
                let knows = self.people[person].knows;
                let comments: Vec<_> =
                    self.comments.iter().copied().filter(|act| knows >> act & 1 == 1).collect();
                self.dice.pick(&comments).map(|act| Change::Redact(self.id(act)))
            }
        }?;
        if !self.wanted.contains(&change) {
            self.wanted.push(change.clone());
        }
        Some(Deed::Approve(vec![change]))
    }

    fn admission(&mut self, register: &Register) -> Option<Change> {
        let guests: Vec<_> = register.with(Standing::Guest).map(|(guest, _)| guest).collect();
        let guest = self.dice.pick(&guests).and_then(|guest| self.person(guest))?;
        let welcome = self.people[guest].honest || self.dice.chance(40);
        welcome.then(|| Change::Admit(self.id(self.people[guest].brought)))
    }

    fn rest(&mut self, person: usize, register: &Register) -> Option<Change> {
        let others: Vec<_> = (0..self.people.len()).filter(|other| *other != person).collect();
        let other = self.dice.pick(&others)?;
        let member = self.people[other].member;
        let last = each(self.acts_of(other) & self.people[person].knows).last();
        let last = last.unwrap_or(self.people[other].brought);
        register.is_member(member).then(|| Change::Rest(member, self.id(last)))
    }

    // Somebody's device is lost: the others give another one.
    fn recovery(&mut self, person: usize, register: &Register) -> Option<Change> {
        let others: Vec<_> =
            self.those(true).into_iter().filter(|other| *other != person).collect();
        let other = self.dice.pick(&others)?;
        let (member, hand) = (self.people[other].member, self.people[other].hand);
        if self.people[other].lost.is_some() || hand > 2 || !register.is_member(member) {
            return None;
        }
        let n = u32::try_from(hand + 1).unwrap();
        let change = Change::Recover(Box::new(self.recover(member, n, other, hand + 1)));
        self.people[other].lost = Some((change.clone(), hand + 1));
        Some(change)
    }

    fn clause(&mut self, person: usize, register: &Register) -> Option<Change> {
        let clause = match self.dice.below(5) {
            0 => Clause::Quorum(Fraction::new(1, 4).unwrap()),
            1 => Clause::Deadline(u32::try_from(self.dice.below(3)).unwrap()),
            2 => Clause::Organisations(Voice::Votes),
            3 => Clause::Team(None),
            _ => {
                let named = self.those(true).into_iter().chain([person]).take(4);
                let people = named.map(|person| key(person, 0).device()).collect();
                let may = Powers { admit: true, rest: true, confirm: self.dice.chance(50) };
                Clause::Team(Some(team(people, 0, may)))
            }
        };
        let mut replaces = register.holding(clause.key()).to_vec();
        replaces.sort_unstable();
        Some(Change::Clause(Box::new(Amendment { clause, replaces })))
    }

    /// Opens a round, if there are not enough of them.
    pub(crate) fn open(&mut self, person: usize) -> Option<Deed> {
        let register = self.register(self.people[person].knows);
        let may = register.electorate().contains(&self.people[person].member);
        let method = [Method::Majority, Method::Absolute, Method::Qualified(Fraction::TWO_THIRDS)];
        let method = method[self.dice.below(3)];
        let open = Open::plain(self.decision, TEXT, method, register.charter().quorum, 0);
        (may && self.judge.rounds().count() < 3).then_some(Deed::Open(Box::new(open)))
    }

    /// The rounds opened in a set, and what its peer can do there.
    pub(crate) fn rounds_in(&self, set: Acts) -> Vec<(Index, &Round)> {
        self.judge.rounds().filter(|(open, _)| set >> open.at() & 1 == 1).collect()
    }

    fn vote(&mut self, person: usize) -> Option<Deed> {
        let (me, knows) = (self.people[person].member, self.people[person].knows);
        let mut votes = Vec::new();
        for (open, round) in self.rounds_in(knows) {
            let voted = round
                .votes
                .iter()
                .any(|cast| cast.elector == me && knows >> cast.act.at() & 1 == 1);
            if round.is_elector(me) && !voted {
                votes.push(Vote {
                    round: self.log.act(open).id(),
                    text: TEXT,
                    ballot: Ballot::For,
                    reason: None,
                });
            }
        }
        for vote in &mut votes {
            if self.dice.chance(40) {
                vote.ballot = Ballot::Against;
            }
        }
        (!votes.is_empty()).then_some(Deed::Vote(votes))
    }

    // Acknowledges what it counts the same, or closes anew.
    fn settle(&mut self, person: usize) -> Option<Deed> {
        let (me, knows) = (self.people[person].member, self.people[person].knows);
        let heads = self.heads(knows);
        let (mut acknowledged, mut closed, mut fuller) = (Vec::new(), Vec::new(), false);
        for (open, round) in self.rounds_in(knows) {
            let id = self.log.act(open).id();
            let count = self.judge.count(&self.log, open, &heads).unwrap();
            let closes: Vec<_> =
                round.closes.iter().filter(|(close, _)| knows >> close.at() & 1 == 1).collect();
            let mine: Vec<_> = round
                .acknowledged
                .iter()
                .filter(|ack| ack.member == me && knows >> ack.act.at() & 1 == 1)
                .collect();
            let same = closes.iter().find(|(_, close)| {
                close.counted == count.counted
                    && close.void == count.void
                    && mine.iter().all(|ack| ack.outcome == close.outcome)
            });
            if let Some((close, _)) = same {
                let known = mine.iter().any(|ack| ack.close == **close);
                if round.may_confirm(me) && !known {
                    let close = self.log.act(**close).id();
                    acknowledged.push(Acknowledge { round: id, close });
                }
            } else if round.is_elector(me)
                && mine.is_empty()
                && !count.counted.is_empty()
                && round.open.quorum.is_reached(count.counted.len(), round.electorate.len())
            {
                fuller |= !closes.is_empty();
                closed.push(Close::of(id));
            }
        }
        if !acknowledged.is_empty() {
            self.tally.note("honest acknowledgement");
            return Some(Deed::Acknowledge(acknowledged));
        }
        self.tally.note_if(fuller, "honest fuller close");
        (!closed.is_empty()).then_some(Deed::Close(closed))
    }
}
