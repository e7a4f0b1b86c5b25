//! What an act and its past establish: facts about who is in, words on changes, changes in force.
//!
//! Guards: nearly all acts share what their past established, so that judging many is near-linear;
//! what is in force never ceases to be; who was put to rest is back by any act by hand that the rest
//! didn't know (R5). Next: `judge/force.rs`, when words are enough.

use std::sync::Arc;

use act::{
    clock::Clock,
    deed::Deed,
    id::MemberId,
    log::{Entry, Log},
    register::Change,
};

use super::{Judge, Past};
use crate::facts::{Facts, Id, Interner, Pending, Word, Words};

impl Judge {
    // What the parents of an act establish together.
    pub(super) fn establish(&mut self, log: &Log, entry: &Entry) -> (Id, Id) {
        let mut parents = entry.parents();
        let Some(first) = parents.next().map(|parent| *self.verdict(parent)) else {
            return (Interner::<Facts>::EMPTY, Interner::<Pending>::EMPTY);
        };
        let (mut facts, mut pending) = (first.facts, first.pending);
        for parent in parents {
            let other = *self.verdict(parent);
            facts = self.join_facts(facts, other.facts);
            pending = self.join_pending(pending, other.pending, facts);
        }
        if entry.seen.len() + usize::from(entry.prev.is_some()) > 1 {
            facts = self.wake(log, || log.clock_of(entry.parents()), facts);
        }
        (facts, pending)
    }

    fn join_facts(&mut self, a: Id, b: Id) -> Id {
        if a == b {
            return a;
        }
        let key = (a.min(b), a.max(b));
        if let Some(joined) = self.joined_facts.get(&key) {
            return *joined;
        }
        let joined = self.facts.get(a).union(self.facts.get(b));
        let joined = self.facts.id(joined);
        self.joined_facts.keep(key, joined, 0);
        joined
    }

    // Decided changes drop out: what is in force stays, whatever is said about it later.
    fn join_pending(&mut self, a: Id, b: Id, facts: Id) -> Id {
        let key = (a.min(b), a.max(b), facts);
        if let Some(joined) = self.joined_pending.get(&key) {
            return *joined;
        }
        let (mine, theirs) = (Arc::clone(self.pending.get(a)), Arc::clone(self.pending.get(b)));
        let mut all = Pending::clone(&mine);
        for (change, words) in mine.lacks(&theirs) {
            let both = match said(&mine, change) {
                Some(own) => {
                    all.remove(&(change.clone(), own));
                    let both = self.words.get(own).union(self.words.get(*words));
                    self.words.id(both)
                }
                None => *words,
            };
            all.insert((change.clone(), both));
        }
        let facts = self.facts.get(facts);
        let decided = |(change, _): &&(Change, Id)| facts.in_force.contains(change);
        let decided: Vec<_> = all.iter().filter(decided).cloned().collect();
        for spoken in decided {
            all.remove(&spoken);
        }
        let joined = self.pending.id(all);
        self.joined_pending.keep(key, joined, 0);
        joined
    }

    // The rests among facts that an act by hand in this past has ended.
    pub(super) fn awake(&self, log: &Log, past: &Clock, facts: &Facts) -> Vec<Change> {
        let ended = |(rest, member, last)| {
            let last = log.find(last)?;
            let branches = self.by_hand.get(&member)?;
            let acted = branches.iter().any(|(branch, acts)| {
                let held = acts.partition_point(|act| log.act(*act).seq() <= past.get(*branch));
                let newest = held.checked_sub(1).and_then(|at| acts.get(at));
                newest.is_some_and(|act| !log.reaches(last, *act))
            });
            acted.then(|| Change::clone(rest))
        };
        facts.rests().filter_map(ended).collect()
    }

    fn wake(&mut self, log: &Log, past: impl FnOnce() -> Clock, facts: Id) -> Id {
        let known = Arc::clone(self.facts.get(facts));
        if known.rests().next().is_none() {
            return facts;
        }
        let woken = self.awake(log, &past(), &known);
        if woken.is_empty() {
            return facts;
        }
        let mut facts = Facts::clone(&known);
        facts.woken = facts.woken.union(&woken.into_iter().collect());
        self.facts.id(facts)
    }

    // What the act itself adds: facts, words, and the changes that come into force at it (definition 3).
    pub(super) fn advance(
        &mut self,
        past: &Past<'_>,
        author: MemberId,
        deed: &Deed,
        parts: u64,
        pending: Id,
    ) -> (Id, Id) {
        let within = self.add(past, author, deed, parts);
        let pending = self.speak(past, deed, parts, pending);
        let (facts, pending) = self.enforce(past, author, within, pending);
        // A rest that comes into force may not have known what its person did meanwhile.
        let with_itself = || {
            let mut clock = past.clock().clone();
            let entry = past.log.entry(past.index);
            clock.advance(entry.branch(), entry.act.seq());
            clock
        };
        let facts = if facts == within { facts } else { self.wake(past.log, with_itself, facts) };
        let (Deed::Recover(recover), true) = (deed, parts != 0) else { return (facts, pending) };
        // In force by itself, and only now: at its own act voices count as in its past (definition 1).
        let mut known = Facts::clone(self.facts.get(facts));
        known.in_force.insert(Change::Recover(Box::new(*recover)));
        (self.facts.id(known), pending)
    }

    fn add(&mut self, past: &Past<'_>, author: MemberId, deed: &Deed, parts: u64) -> Id {
        let mut facts = None;
        if !deed.is_by_app() {
            let rests: Vec<_> = past
                .facts
                .rests()
                .filter(|(_, member, _)| *member == author)
                .map(|(rest, ..)| rest.clone())
                .collect();
            if !rests.is_empty() {
                let facts = facts.get_or_insert_with(|| Facts::clone(&past.facts));
                facts.woken = facts.woken.union(&rests.into_iter().collect());
            }
        }
        if parts != 0 {
            let mut own = || Facts::clone(&past.facts);
            match deed {
                Deed::Found(_)
                | Deed::Join(_)
                | Deed::Leave
                | Deed::Enrol(_)
                | Deed::Paper(_)
                | Deed::Dismiss(_) => facts.get_or_insert_with(&mut own).acts.insert(past.index),
                Deed::Retire(_) => {
                    facts.get_or_insert_with(&mut own).retirements.insert(past.index);
                }
                Deed::Approve(list) if self.vouches(past, author, list) => {
                    facts.get_or_insert_with(&mut own).vouchers.insert(past.index);
                }
                // It vouches for what it knows.
                Deed::Recover(_) => {
                    facts.get_or_insert_with(&mut own).vouchers.insert(past.index);
                }
                _ => {}
            }
        }
        facts.map_or(past.facts_id, |facts| self.facts.id(facts))
    }

    // Whether an approval is a member's and of a recovery; whose, and whether it was in force, is asked by
    // whoever counts (`Ground::vouches`).
    fn vouches(&self, past: &Past<'_>, author: MemberId, list: &[Change]) -> bool {
        list.iter().any(|change| matches!(change, Change::Recover(_)))
            && self.register_in(past).is_member(author)
    }

    fn speak(&mut self, past: &Past<'_>, deed: &Deed, parts: u64, pending: Id) -> Id {
        let (changes, word) = match deed {
            Deed::Approve(changes) => (changes, Word::Approves),
            Deed::WithdrawApproval(changes) => (changes, Word::Withdraws),
            Deed::ObjectChange(changes) => (changes, Word::Objects),
            _ => return pending,
        };
        let mut all = Pending::clone(self.pending.get(pending));
        for (part, change) in changes.iter().enumerate() {
            let decided = past.facts.in_force.contains(change);
            if parts >> part & 1 == 1 && !decided {
                let known = said(&all, change);
                let mut words = known.map_or_else(Words::default, |known| {
                    all.remove(&(change.clone(), known));
                    Words::clone(self.words.get(known))
                });
                words.insert((past.index, word));
                all.insert((change.clone(), self.words.id(words)));
            }
        }
        self.pending.id(all)
    }
}

// The words on a change.
pub(super) fn said(pending: &Pending, change: &Change) -> Option<Id> {
    pending.find(|(other, _)| other.cmp(change)).map(|(_, words)| *words)
}
