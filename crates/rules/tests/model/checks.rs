//! What must hold when a community's life is over.
//!
//! Guards: agreement, irrevocability, and that nobody gains or loses anything without honest approval
//! while liars are under two thirds. Next: `view.rs`.

use std::collections::BTreeMap;

use act::{
    charter::Powers,
    deed::Deed,
    id::ActId,
    register::{Change, Recover},
};
use rules::{judge::Judge, register::Standing, round::Status};

use crate::{
    literal::{self, Literal},
    town::{Town, each},
    view::View,
};

impl Town {
    /// Checks all; tells what went wrong first.
    pub(crate) fn check(&mut self) -> Result<(), String> {
        let heads = self.heads(self.all());
        let end = View::of(&self.log, &self.judge, &heads);
        let honest = self.those(true);
        // Two peers are lived again in the order in which the acts came to them.
        for person in [self.dice.pick(&honest), self.dice.pick(&honest)].into_iter().flatten() {
            self.live_again(person, &end)?;
        }
        for seen in end.rounds.values() {
            self.tally.note_if(seen.status == Status::Confirmed, "confirmed");
            self.tally.note_if(seen.status == Status::Disputed, "disputed");
            let named: Vec<_> = seen.double.iter().map(|member| self.person(*member)).collect();
            if named.iter().flatten().any(|person| self.people[*person].honest) {
                return Err(format!("somebody honest acknowledged two outcomes: {seen:?}"));
            }
            if seen.status == Status::Disputed && named.is_empty() {
                return Err(format!("disputed, and nobody did it: {seen:?}"));
            }
        }
        for change in end.in_force.intersection(&self.approved) {
            self.tally.note(match change {
                Change::Admit(_) => "honest admit in force",
                Change::Rest(..) => "honest rest in force",
                Change::Remove(_) => "honest remove in force",
                Change::Recover(_) => "honest recover in force",
                Change::Clause(_) => "honest clause in force",
                Change::Redact(_) => "honest redact in force",
                Change::Appoint(_) | Change::Grant(_) => unreachable!("nobody here grants"),
            });
        }
        self.check_hostile(&end)
    }

    // A peer with a log of its own sees what we said it would, at every moment.
    fn live_again(&self, person: usize, end: &View) -> Result<(), String> {
        let (mut log, mut judge) = self.founded.clone();
        let somebody = &self.people[person];
        let mut moments = somebody.moments.iter().peekable();
        let mut before: Option<View> = None;
        for (held, act) in somebody.arrived.iter().enumerate() {
            if held > 0 {
                let act = self.log.entry(self.index(*act)).act.clone();
                let index = log.append(act).map_err(|error| error.to_string())?;
                judge.judge(&log, index);
            }
            let asked = moments.peek().is_some_and(|(at, _)| *at == held + 1);
            // Every third act, and whenever that peer looked.
            if !asked && held % 3 != 0 {
                continue;
            }
            let heads: Vec<_> = log.head_indices().collect();
            let view = View::of(&log, &judge, &heads);
            if let Some(fallen) = before.as_ref().and_then(|before| before.fallen(&view)) {
                return Err(format!("on person {person}'s peer something fell: {fallen}"));
            }
            while let Some((_, seen)) = moments.next_if(|(at, _)| *at == held + 1) {
                if *seen != view {
                    return Err(format!("peers disagree after {held}: {seen:?} and {view:?}"));
                }
            }
            before = Some(view);
        }
        let heads: Vec<_> = log.head_indices().collect();
        let view = View::of(&log, &judge, &heads);
        let whole = log.len() == self.log.len() && log.heads() == self.log.heads();
        if view != *end || !whole {
            return Err(format!("peers with all acts disagree: {end:?} and {view:?}"));
        }
        let pending = |log, judge: &Judge, heads| {
            let pending = judge.pending(log, heads).into_iter();
            pending
                .map(|(change, voices)| (change, voices.approve, voices.object))
                .collect::<Vec<_>>()
        };
        let ours = pending(&self.log, &self.judge, self.heads(self.all()));
        if pending(&log, &judge, heads) != ours {
            return Err("peers with all acts disagree on what waits".to_owned());
        }
        Ok(())
    }

    /// Holds the whole community against the definitions as they read.
    pub(crate) fn check_definitions(&mut self) -> Result<(), String> {
        self.tally.note("held against the definitions");
        let acts = self.log.iter().map(|(_, entry)| entry.act.clone());
        let literal = Literal::of(acts.collect());
        let set = literal.all();
        for act in literal::each(set) {
            let verdict = self.judge.verdict(self.index(act));
            if (verdict.author, verdict.stood) != (literal.member(act), literal.stood(act)) {
                return Err(format!("act {act} is {verdict:?}"));
            }
        }
        let heads = self.heads(self.all());
        let forced: Vec<_> =
            literal::each(literal.in_force(set)).map(|name| literal.change(name).clone()).collect();
        let mut found = self.judge.in_force(&self.log, heads.iter().copied());
        found.sort_unstable();
        if found != forced {
            return Err(format!("in force by definition: {forced:?}; found {found:?}"));
        }
        let (register, people) = (self.register(self.all()), literal.people(set));
        let with = |standing| register.with(standing).map(|(member, _)| member).collect();
        if people.members != with(Standing::Member)
            || people.resting != with(Standing::Resting)
            || people.guests != with(Standing::Guest)
            || *literal.charter(set) != *register.charter()
        {
            return Err(format!("the register by definition: {people:?}; found {register:?}"));
        }
        for open in literal.rounds(set) {
            let (clock, wanted) =
                (self.log.clock_of(heads.iter().copied()), literal.state(open, set));
            let state =
                self.judge.round(self.index(open)).map(|round| round.state(&self.log, &clock));
            let same = state.as_ref().is_some_and(|state| {
                state.status.word() == wanted.status
                    && state.double == wanted.double
                    && state.closes.values().eq(self.voices(&wanted.closes))
            });
            if !same {
                return Err(format!("round {open} by definition: {wanted:?}; found {state:?}"));
            }
        }
        Ok(())
    }

    // Who acknowledged each close, in the order of the log.
    fn voices<'a, V>(&self, closes: &'a BTreeMap<ActId, V>) -> impl Iterator<Item = &'a V> {
        let mut order: Vec<_> = closes.iter().collect();
        order.sort_by_key(|(close, _)| self.log.find(**close));
        order.into_iter().map(|(_, by)| by)
    }

    fn check_hostile(&mut self, end: &View) -> Result<(), String> {
        let hostile: Vec<_> = end
            .in_force
            .difference(&self.approved)
            .filter(|change| !matches!(change, Change::Recover(own) if self.is_by_paper(own)))
            .collect();
        let (under, team) = self.liars_are_under();
        if under {
            self.tally.note("liars under two thirds of every register");
            self.tally.note_if(team, "under two thirds, with a core team");
            if let Some(change) = hostile.first() {
                return Err(format!("nobody honest wanted {change:?}, and it is in force"));
            }
        } else {
            let happened = !hostile.is_empty();
            self.tally.note_if(happened, "liars too many, and a hostile change in force");
        }
        Ok(())
    }

    // What a liar's own paper key does is nobody else's business.
    fn is_by_paper(&self, recover: &Recover) -> bool {
        let by_itself = |act: usize| {
            let act = self.log.act(self.index(act));
            matches!(act.deed(), Some(Deed::Recover(own)) if own == recover)
        };
        let own = self.person(recover.member).is_some_and(|person| !self.people[person].honest);
        own && each(self.all()).any(by_itself)
    }

    // Whether liars are under two thirds of the register that each act was made under, of its members
    // without any one of them (who is removed or recovered isn't counted), and of its core team. And
    // whether there was one.
    fn liars_are_under(&self) -> (bool, bool) {
        let lies = |member| self.person(member).is_some_and(|person| !self.people[person].honest);
        let mut team = false;
        for act in each(self.all()) {
            let register = self.register(self.pasts[act]);
            let members = register.members();
            let liars = members.iter().filter(|member| lies(**member)).count();
            let removes =
                liars * 2 > members.len() && liars * 3 >= members.len().saturating_sub(1) * 2;
            if !members.is_empty() && (liars * 3 >= members.len() * 2 || removes) {
                return (false, team);
            }
            let core = register.core();
            if core.may != Powers::default() {
                team = true;
                let liars = core.people.iter().filter(|member| lies(**member)).count();
                if liars * 3 >= core.people.len() * 2 {
                    return (false, team);
                }
            }
        }
        (true, team)
    }
}
