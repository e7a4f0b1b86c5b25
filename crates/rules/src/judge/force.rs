//! Definition 3: the changes that come into force at an act.
//!
//! Guards: only at an act of a member, by the register of its own past; two thirds of the members, or
//! where the charter says so a core team whose approval a third of the others knew and that two
//! members don't object to (R2, R6). A change that was looked at is looked at again only when its
//! words, the register or who knows of it changed. Next: [`crate::approval`], how voices are counted.

use std::sync::Arc;

use act::{clock::Branch, id::MemberId, register::Change};

use super::{Judge, Past, establish::said};
use crate::{
    approval::{self, Voices},
    facts::{Facts, Id, Interner, Pending},
    register::Register,
};

// What was found not to be enough under one register.
#[derive(Clone, Debug)]
pub(super) struct Settled {
    pending: Id,
    // Those that a core team approves, and that too few others know of yet.
    ripe: Arc<[(Change, Id)]>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Force {
    Comes,
    Ripe,
    Not,
}

impl Judge {
    // What comes into force at an act that so far establishes `within`, with these words pending.
    pub(super) fn enforce(
        &mut self,
        past: &Past<'_>,
        author: MemberId,
        within: Id,
        pending: Id,
    ) -> (Id, Id) {
        if pending == Interner::<Pending>::EMPTY || !self.register_in(past).is_member(author) {
            return (within, pending);
        }
        let key = (past.facts_id, within);
        let spoken = Arc::clone(self.pending.get(pending));
        let asked: Vec<(Change, Id)> = match self.settled.get(&key) {
            Some(settled) => {
                let before = self.pending.get(settled.pending);
                let ripe = settled.ripe.iter().filter(|asked| spoken.contains(asked));
                before.lacks(&spoken).chain(ripe).cloned().collect()
            }
            None => spoken.iter().cloned().collect(),
        };
        let (mut enough, mut ripe) = (Vec::new(), Vec::new());
        for asked in asked {
            match self.force(past, author, within, &asked) {
                Force::Comes => enough.push(asked),
                Force::Ripe => ripe.push(asked),
                Force::Not => {}
            }
        }
        if enough.is_empty() {
            let more = ripe.len();
            self.settled.keep(key, Settled { pending, ripe: ripe.into() }, more);
            return (within, pending);
        }
        let mut facts = Facts::clone(self.facts.get(within));
        let mut rest = Pending::clone(&spoken);
        for spoken in enough {
            if let Change::Redact(act) = &spoken.0 {
                self.redacted.extend(past.log.find(*act));
            }
            rest.remove(&spoken);
            facts.in_force.insert(spoken.0);
        }
        (self.facts.id(facts), self.pending.id(rest))
    }

    fn force(
        &mut self,
        past: &Past<'_>,
        author: MemberId,
        within: Id,
        (change, words): &(Change, Id),
    ) -> Force {
        let register = Arc::clone(self.register_in(past));
        let voices = self.voices(past, within, *words);
        if approval::suffices(&register, change, &voices.approve) {
            return Force::Comes;
        }
        if !is_of_core(&register, change, &voices) {
            return Force::Not;
        }
        let core = register.core();
        let others = || register.members().iter().filter(|m| core.people.binary_search(m).is_err());
        let knowing =
            others().filter(|member| self.knew(past, author, &register, **member, change)).count();
        // The least third: an act by hand that has seen the core team approve.
        if knowing.saturating_mul(3) >= others().count() { Force::Comes } else { Force::Ripe }
    }

    fn voices(&mut self, past: &Past<'_>, facts: Id, words: Id) -> Arc<Voices> {
        if let Some(known) = self.voices.get(&(facts, words)) {
            return Arc::clone(known);
        }
        let ground = self.ground(past.log);
        let voices = Arc::new(Voices::of(ground, self.facts.get(facts), self.words.get(words)));
        let more = (voices.approve.len() + voices.object.len()) / 3;
        self.voices.keep((facts, words), Arc::clone(&voices), more);
        voices
    }

    // Whether a member did something by hand, up to and with this act, having seen enough of the core
    // team approve a change.
    fn knew(
        &mut self,
        past: &Past<'_>,
        author: MemberId,
        register: &Register,
        member: MemberId,
        change: &Change,
    ) -> bool {
        if member == author && past.act.deed().is_some_and(|deed| !deed.is_by_app()) {
            return true;
        }
        let Some(branches) = self.by_hand.get(&member) else { return false };
        let held: Vec<(Branch, usize)> = branches
            .iter()
            .map(|(branch, acts)| {
                let seq = past.clock().get(*branch);
                (*branch, acts.partition_point(|act| past.log.act(*act).seq() <= seq))
            })
            .collect();
        held.into_iter().any(|(branch, held)| {
            // The newest first: as long as nothing is taken back it knows most. Before anybody spoke of
            // the change there is nothing to know.
            for at in (0..held).rev() {
                let judged = *self.verdict(self.by_hand[&member][&branch][at]);
                let Some(words) = said(self.pending.get(judged.pending), change) else { break };
                let voices = self.voices(past, judged.facts, words);
                if core_voices(register, &voices) >= register.core().needed {
                    return true;
                }
            }
            false
        })
    }
}

// Whether the core team may decide this, enough of it approve, and fewer than two members object.
fn is_of_core(register: &Register, change: &Change, voices: &Voices) -> bool {
    let core = register.core();
    let may = match change {
        Change::Admit(_) => core.may.admit,
        Change::Rest(..) => core.may.rest,
        Change::Remove(_)
        | Change::Recover(_)
        | Change::Clause(_)
        | Change::Redact(_)
        | Change::Appoint(_)
        | Change::Grant(_) => false,
    };
    let object = voices.object.iter().filter(|member| register.is_member(**member)).count();
    may && object < 2 && core_voices(register, voices) >= core.needed
}

fn core_voices(register: &Register, voices: &Voices) -> usize {
    let core = register.core();
    voices.approve.iter().filter(|member| core.people.binary_search(member).is_ok()).count()
}
