//! Scheuring: what contradicts the register this device knew is said, and kept out of what it goes on
//! with, until its owner says so.
//!
//! Guards: nothing of it is shown as settled; no own act names it, so that the register goes on; what
//! was raised survives a restart. Next: `rules::judge::schism`, what contradicts a register.

use std::collections::BTreeSet;

use act::{
    id::ActId,
    log::{Index, Log},
};
use rules::judge::schism::{Contradiction, Done};

use crate::{
    answer::{self, Answer},
    community::Community,
    execute::change_word,
    names::Names,
    refusal::Refusal,
};

/// What is kept out: the acts with which it came about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schism {
    roots: BTreeSet<ActId>,
    // These and all acts that know one of them.
    kept_out: BTreeSet<Index>,
}

impl Schism {
    /// As it was stored: ids in hexadecimal with spaces between; what isn't here is left out.
    pub(crate) fn read(log: &Log, stored: &str) -> Self {
        let roots = stored.split_whitespace().filter_map(ActId::from_hex).collect();
        let mut schism = Self { roots, kept_out: BTreeSet::new() };
        schism.follow(log, 0);
        schism
    }

    /// As it is stored.
    pub(crate) fn written(&self) -> String {
        let ids: Vec<_> = self.roots.iter().map(ToString::to_string).collect();
        ids.join(" ")
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// Whether an act is kept out.
    pub(crate) fn holds(&self, act: Index) -> bool {
        self.kept_out.contains(&act)
    }

    /// Looks at the acts from a position on: whoever knows one that is kept out is too.
    pub(crate) fn follow(&mut self, log: &Log, from: usize) {
        if self.roots.is_empty() {
            return;
        }
        for index in log.since(from) {
            let entry = log.entry(index);
            if self.roots.contains(&entry.act.id()) || entry.parents().any(|p| self.holds(p)) {
                self.kept_out.insert(index);
            }
        }
    }

    fn add(&mut self, log: &Log, found: &[Contradiction]) {
        self.roots.extend(found.iter().map(|one| log.act(one.act).id()));
        self.kept_out.clear();
        self.follow(log, 0);
    }

    // The acts that no other one names, of those that are not kept out.
    fn heads(&self, log: &Log) -> Vec<Index> {
        let mut named = BTreeSet::new();
        for (index, entry) in log.iter() {
            if !self.holds(index) {
                named.extend(entry.parents());
            }
        }
        let free = log.iter().map(|(index, _)| index).filter(|index| !self.holds(*index));
        free.filter(|index| !named.contains(index)).collect()
    }
}

impl Community {
    /// The acts that this device goes on from: no other one names them, and nothing in their past is
    /// kept out.
    #[must_use]
    pub fn heads(&self) -> Vec<Index> {
        if self.schism.is_empty() {
            self.log.head_indices().collect()
        } else {
            self.schism.heads(&self.log)
        }
    }

    // What came in from position `from` on, when these were the heads.
    pub(crate) fn watch(&mut self, known: &[Index], from: usize) {
        self.schism.follow(&self.log, from);
        let found = self.judge.contradictions(&self.log, known, from);
        let found: Vec<_> = found.into_iter().filter(|one| !self.schism.holds(one.act)).collect();
        if !found.is_empty() {
            self.schism.add(&self.log, &found);
            self.schism_changed();
        }
    }

    /// What contradicts the register, with names.
    pub(crate) fn rifts(&self) -> Vec<answer::Rift> {
        if self.schism.is_empty() {
            return Vec::new();
        }
        let names = Names::of(self);
        let heads = self.heads();
        let known: Vec<_> =
            heads.iter().copied().filter(|head| !self.schism.holds(*head)).collect();
        let found = self.judge.contradictions(&self.log, &known, 0);
        let kept_out = found.into_iter().filter(|one| self.schism.holds(one.act));
        kept_out.map(|one| self.rift(&one, &names)).collect()
    }

    fn rift(&self, one: &Contradiction, names: &Names) -> answer::Rift {
        let (what, about) = match &one.what {
            Done::Change(change) => {
                let about = self.subject_of(change).map(|member| names.name(member));
                (change_word(change), about.unwrap_or_default())
            }
            Done::Round(open) => ("round", self.round_title(self.log.act(*open).id())),
        };
        answer::Rift {
            act: self.log.act(one.act).id().to_string(),
            what: what.to_owned(),
            about,
            by: names.list(one.by.iter().copied()),
            at: self.log.act(one.act).header().claimed_at,
        }
    }

    /// Goes on with everything that was kept out.
    pub(crate) fn accept_schism(&mut self) -> Result<Answer, Refusal> {
        if self.schism.is_empty() {
            return Err(Refusal::NoSchism);
        }
        self.schism = Schism::default();
        self.schism_changed();
        Ok(Answer::Schism(answer::Schism { rifts: Vec::new() }))
    }
}
