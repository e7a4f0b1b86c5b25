//! What became of a history: the turns that a random case should take now and then.
//!
//! Guards: nothing by itself; each turn is told by the definitions, so that a generator that never
//! reaches one is noticed. Next: `agree.rs`, which counts them.

use act::{deed::Deed, register::Change};

use super::{Acts, Literal, Name, Said, each, has};

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

    fn is_taken_back(&self, set: Acts, name: Name) -> bool {
        self.said[name].iter().any(|(act, part, said)| {
            *said == Said::TakesBack && has(set, *act) && self.effect(*act, *part) == Some(true)
        })
    }

    // What happened at an act.
    fn turns_at(&self, act: usize) -> Vec<&'static str> {
        let mut turns = Vec::new();
        if matches!(self.deed(act), Deed::Recover(_)) && self.effect(act, 0) == Some(true) {
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
