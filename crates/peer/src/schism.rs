//! Scheuring: what contradicts the register this device knew is said, and kept out of what it goes on
//! with, until its owner says so or enough people who know both are for it.
//!
//! Guards: nothing of it is shown as settled; no own act names it, so that the register goes on; what
//! was raised survives a restart. Somebody new compares with what the invite was made under. Next: `rules::judge::schism`, what contradicts a register.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    cap,
    deed::Deed,
    id::{ActId, Digest},
    log::{Index, Log},
};
use rules::{
    judge::schism::{Contradiction, Done},
    register::Standing,
};

use crate::{
    answer::{self, Answer},
    community::{Ambient, Community},
    execute::change_word,
    names::Names,
    refusal::Refusal,
};

/// Before an act in what is stored that isn't kept out: the invite by which the owner came.
const INVITE: &str = "invite:";

/// The invite by which the owner comes in, and the register that its link says it was made under.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CameBy {
    pub(crate) invite: ActId,
    pub(crate) checkpoint: Option<Digest>,
}

/// What is kept out: the acts with which it came about, each with the heads that were known then.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schism {
    roots: BTreeMap<ActId, Vec<ActId>>,
    // An invite of which the link names another register than its own past has.
    invite: Option<ActId>,
    // These and all acts that know one of them.
    kept_out: BTreeSet<Index>,
}

impl Schism {
    /// As it was stored: ids in hexadecimal with spaces between, each perhaps with the heads known then
    /// (`id:head,head`), and `invite:id`; what can't be read is left out.
    pub(crate) fn read(log: &Log, stored: &str) -> Self {
        let root = |word: &str| {
            let (root, heads) = word.split_once(':').unwrap_or((word, ""));
            Some((ActId::from_hex(root)?, heads.split(',').filter_map(ActId::from_hex).collect()))
        };
        let words = || stored.split_whitespace();
        let invite = words().find_map(|word| ActId::from_hex(word.strip_prefix(INVITE)?));
        let roots = words().filter_map(root).collect();
        let mut schism = Self { roots, invite, kept_out: BTreeSet::new() };
        schism.follow(log, 0);
        schism
    }

    /// As it is stored.
    pub(crate) fn written(&self) -> String {
        let root = |(root, heads): (&ActId, &Vec<ActId>)| {
            let heads: Vec<_> = heads.iter().map(ToString::to_string).collect();
            format!("{root}:{}", heads.join(","))
        };
        let invite = self.invite.iter().map(|invite| format!("{INVITE}{invite}"));
        let words: Vec<_> = self.roots.iter().map(root).chain(invite).collect();
        words.join(" ")
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.roots.is_empty() && self.invite.is_none()
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
            if self.roots.contains_key(&entry.act.id()) || entry.parents().any(|p| self.holds(p)) {
                self.kept_out.insert(index);
            }
        }
    }

    fn add(&mut self, log: &Log, found: &[Contradiction], known: &[Index]) {
        let known: Vec<_> = known.iter().map(|head| log.act(*head).id()).collect();
        for one in found {
            self.roots.entry(log.act(one.act).id()).or_insert_with(|| known.clone());
        }
        self.kept_out.clear();
        self.follow(log, 0);
    }

    // The heads that were known when this act or one that it knows was found.
    fn then(&self, log: &Log, act: Index) -> Vec<Index> {
        let of = |(root, _): &(&ActId, &Vec<ActId>)| {
            log.find(**root).is_some_and(|root| log.reaches(act, root))
        };
        let heads = self.roots.iter().filter(of).flat_map(|(_, heads)| heads);
        heads.filter_map(|head| log.find(*head)).collect()
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

    // What came in from position `from` on, when these were the heads. Whoever comes by an invite knew
    // nothing yet: what the invite was made under is what all else is compared with.
    pub(crate) fn watch(&mut self, known: &[Index], from: usize) {
        let (known, from) = match self.came_by.take() {
            None => (known.to_vec(), from),
            Some(came_by) => match self.log.find(came_by.invite) {
                None => {
                    self.came_by = Some(came_by);
                    return;
                }
                Some(invite) => {
                    self.compare_invite(invite, came_by.checkpoint);
                    (vec![invite], 0)
                }
            },
        };
        self.schism.follow(&self.log, from);
        let found = self.judge.contradictions(&self.log, &known, from);
        let found: Vec<_> = found.into_iter().filter(|one| !self.schism.holds(one.act)).collect();
        if !found.is_empty() {
            self.schism.add(&self.log, &found, &known);
            self.schism_changed();
        }
        self.settle();
    }

    // Whether an invite's own past has the register that its link names.
    fn compare_invite(&mut self, invite: Index, checkpoint: Option<Digest>) {
        let register = self.judge.register(&self.log, [invite]).digest();
        if checkpoint.is_some_and(|checkpoint| checkpoint != register) {
            self.schism.invite = Some(self.log.act(invite).id());
            self.schism_changed();
        }
    }

    // What contradicts the register of those that are kept out.
    fn contradictions(&self) -> (Vec<Index>, Vec<Contradiction>) {
        let known = self.heads();
        let mut found = self.judge.contradictions(&self.log, &known, 0);
        found.retain(|one| self.schism.holds(one.act));
        (known, found)
    }

    // Takes in what enough people who know both are for by now: then it contradicts nothing any more.
    fn settle(&mut self) {
        if self.schism.roots.is_empty() {
            return;
        }
        let (known, found) = self.contradictions();
        let mut roots = BTreeMap::new();
        for one in found {
            let then = self.schism.then(&self.log, one.act);
            if !self.judge.is_carried(&self.log, &known, &then, &one) {
                let then = then.iter().map(|head| self.log.act(*head).id()).collect();
                roots.insert(self.log.act(one.act).id(), then);
            }
        }
        // While the act with which it began stands, what follows on it needs no mention.
        if self.schism.roots.keys().all(|root| roots.contains_key(root)) {
            return;
        }
        self.schism.roots = roots;
        self.schism.kept_out.clear();
        self.schism.follow(&self.log, 0);
        self.schism_changed();
    }

    /// What contradicts the register, with names.
    pub(crate) fn rifts(&self) -> Vec<answer::Rift> {
        if self.schism.is_empty() {
            return Vec::new();
        }
        let names = Names::of(self);
        let invite = self.schism.invite.and_then(|invite| self.log.find(invite));
        let invite = invite.map(|invite| answer::Rift {
            act: self.log.act(invite).id().to_string(),
            what: "invite".to_owned(),
            about: String::new(),
            by: names.list(self.judge.verdict(invite).author),
            at: self.log.act(invite).header().claimed_at,
        });
        let (_, found) = self.contradictions();
        invite.into_iter().chain(found.iter().map(|one| self.rift(one, &names))).collect()
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

    /// Goes on with everything that was kept out. Whoever is a member says so to the others too: an
    /// approval of each change, by somebody who knows both.
    ///
    /// # Errors
    /// When nothing is kept out, or this device doesn't write for now: nothing has changed then.
    pub(crate) fn accept_schism(&mut self, ambient: &mut Ambient<'_>) -> Result<Answer, Refusal> {
        if self.schism.is_empty() {
            return Err(Refusal::NoSchism);
        }
        let (_, found) = self.contradictions();
        let mut changes: Vec<_> = found
            .into_iter()
            .filter_map(|one| match one.what {
                Done::Change(change) => Some(change),
                Done::Round(_) => None,
            })
            .collect();
        changes.sort_unstable();
        changes.dedup();
        let before = std::mem::take(&mut self.schism);
        if matches!(self.myself(), Ok((_, Standing::Member))) {
            for part in changes.chunks(cap::PARTS) {
                let approve = Deed::Approve(part.to_vec());
                if let Err(refusal) = self.write(approve, Vec::new(), ambient) {
                    self.schism = before;
                    return Err(refusal);
                }
            }
        }
        self.schism_changed();
        Ok(Answer::Schism(answer::Schism { rifts: Vec::new() }))
    }
}
