//! What became of a history: the turns that a random case should take now and then.
//!
//! Guards: nothing by itself; each turn is told by the definitions, so that a generator that never
//! reaches one is noticed. Next: `agree.rs`, which counts them.

use act::{deed::Deed, id::MemberId, register::Change};

use super::{Acts, Literal, Name, Number, Said, Within, ballots::Via, each, has};

impl Literal {
    /// The turns that a set of acts took.
    pub(crate) fn turns(&self, set: Acts) -> Vec<String> {
        let within = self.set(set);
        let mut turns = Vec::new();
        for name in each(self.spoken(set) | within.forced) {
            let kind = kind(self.change(name));
            let became = if has(within.forced, name) { "in force" } else { "waits" };
            turns.push(format!("{kind} {became}"));
            if self.is_taken_back(set, name) {
                turns.push(format!("{kind} taken back"));
            }
            if let Change::Rest(member, _) = self.change(name)
                && has(within.forced, name)
                && self.is_member(set, *member)
            {
                turns.push("rest broken".to_owned());
            }
        }
        for open in self.rounds(set) {
            turns.extend(self.turns_of(open, within).into_iter().map(str::to_owned));
        }
        for act in each(set) {
            turns.extend(self.turns_at(act).into_iter().map(str::to_owned));
            let Some(member) = self.member(act).filter(|_| self.stood(act)) else { continue };
            let in_time = self.in_time(act, member, within);
            if !in_time {
                turns.push("act that a retirement cut off".to_owned());
            } else if !self.counts(act, within) {
                turns.push("act that a recovery cut off".to_owned());
            } else if !self.recoveries(within.forced, member).is_empty()
                && !self.recoveries(within.forced, member).iter().any(|(r, _)| self.knows(act, *r))
            {
                turns.push("act that somebody vouched for".to_owned());
            }
        }
        turns
    }

    // What became of who has no plain own ballot in a round.
    fn turns_of(&self, open: Number, within: Within) -> Vec<&'static str> {
        let mut turns = Vec::new();
        let (counted, void) = self.ballots(open, within);
        let (own, papers) = (self.votes(open, within), self.on_paper(open, within));
        for (giver, words) in self.proxies(open, within) {
            let holders = self.last(&words);
            let holder = if holders.len() == 1 { holders.first().copied().flatten() } else { None };
            let voted = |holder: &MemberId| matches!(counted.get(holder), Some((Via::Own, _)));
            turns.push(match (own.contains_key(&giver), holder) {
                (true, _) => "own ballot before a proxy",
                (_, None) if void.contains(&giver) => "void proxy",
                (_, None) => "proxy taken back",
                (_, Some(holder)) if !voted(&holder) => "proxy of who has no ballot",
                _ if matches!(counted.get(&giver), Some((Via::Proxy(_), _))) => "ballot by proxy",
                _ => "proxy over the limit",
            });
        }
        for elector in papers.keys() {
            turns.push(match counted.get(elector) {
                Some((Via::Own, _)) => "own ballot before paper",
                Some((Via::Proxy(_), _)) => "ballot by proxy before paper",
                Some((Via::Paper, _)) => "ballot on paper",
                None => "void paper",
            });
        }
        let written = each(within.acts).filter_map(|act| self.reported(act));
        if papers.is_empty() && written.filter(|(round, ..)| *round == open).count() > 0 {
            turns.push("paper without two kinds of tellers");
        }
        let electorate = self.electorate(open);
        if counted.keys().any(|member| !electorate.contains(member)) {
            turns.push("guest's ballot in a poll");
        }
        turns
    }

    fn is_taken_back(&self, set: Acts, name: Name) -> bool {
        self.said[name].iter().any(|(act, part, said)| {
            *said == Said::TakesBack && has(set, *act) && self.effect(*act, *part) == Some(true)
        })
    }

    // What happened at an act.
    fn turns_at(&self, act: usize) -> Vec<&'static str> {
        let mut turns = Vec::new();
        if matches!(self.deed(act), Some(Deed::Recover(_))) && self.effect(act, 0) == Some(true) {
            turns.push("recovered by paper key");
        }
        let members = &self.people(self.past(act)).members;
        if !self.stood(act) || self.member(act).is_none_or(|member| !members.contains(&member)) {
            return turns;
        }
        let before = self.in_force(self.past(act));
        for name in each(self.spoken(self.past_and(act)) & !before) {
            let by_all = self.by_all(act, name, members);
            let wanted = !by_all && self.core_wants(act, name, members);
            let decided = has(self.in_force_at(act), name);
            if wanted {
                turns.push(if decided {
                    "decided by the core team"
                } else {
                    "stopped by objections"
                });
            }
            if let Change::Clause(_) = self.change(name)
                && !by_all
                && members.iter().filter(|m| self.approves(self.at(act), **m, name)).count() * 3
                    >= members.len() * 2
            {
                turns.push("clause blocked by another");
            }
        }
        turns
    }
}

const fn kind(change: &Change) -> &'static str {
    match change {
        Change::Admit(_) => "admit",
        Change::Rest(..) => "rest",
        Change::Remove(_) => "remove",
        Change::Recover(_) => "recover",
        Change::Clause(_) => "clause",
        Change::Redact(_) => "redact",
        Change::Appoint(_) => "appoint",
        Change::Grant(_) => "grant",
    }
}
