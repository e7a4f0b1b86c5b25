//! Judging: an act and its past become a verdict, once and for ever.
//!
//! Guards: an act is judged by its own causal past, never by clock, arrival or network; each act
//! carries a pointer to what its past establishes, so that judging many is near-linear. Next: the
//! rules of each deed in `judge/effect.rs`.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, btree_map},
    sync::Arc,
};

use act::{
    act::Act,
    clock::Clock,
    content::Entity,
    deed::Deed,
    id::{ActId, DeviceId, EntityId, MemberId},
    log::{Entry, Index, Log},
    register::Change,
};

use crate::{
    approval,
    device::Ground,
    facts::{Facts, Id, Interner, Pending, Words},
    register::Register,
    round::{Count, Round},
};

use memo::Memo;

mod effect;
mod memo;
mod shown;

/// The verdict on an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Whose device wrote it, by its own past; `None` when two members claim the device.
    pub author: Option<MemberId>,
    /// Whether the device stood at the act (definition 1).
    pub stood: bool,
    // One bit a part: which of them have effect.
    parts: u64,
    // What the act and its past establish.
    facts: Id,
    pending: Id,
}

impl Judged {
    /// Whether anything of it has effect.
    #[must_use]
    pub const fn is_effective(&self) -> bool {
        self.parts != 0
    }

    /// Whether this part of a deed with several has effect; part 0 of one with a single part.
    #[must_use]
    pub const fn has_effect(&self, part: usize) -> bool {
        part < 64 && self.parts >> part & 1 == 1
    }
}

/// The verdicts on the acts of one log, and what follows from them.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    judged: Vec<Judged>,
    facts: Interner<Facts>,
    words: Interner<Words>,
    pending: Interner<Pending>,
    registers: Memo<Id, Arc<Register>>,
    joined_facts: Memo<(Id, Id), Id>,
    joined_pending: Memo<(Id, Id, Id), Id>,
    in_force: Memo<(Id, Id, Id), bool>,
    entities: BTreeMap<EntityId, (Entity, Index)>,
    rounds: BTreeMap<Index, Round>,
    rounds_on: BTreeMap<EntityId, Vec<Index>>,
}

/// What an act is judged against: its own past.
struct Past<'a> {
    log: &'a Log,
    index: Index,
    act: &'a Act,
    // Worked out where a deed asks for more than a few acts: with many devices it is long.
    clock: OnceCell<Clock>,
    facts_id: Id,
    facts: Arc<Facts>,
    // Worked out where a deed asks for it: an invite or a join brings new facts, but asks nothing.
    register: OnceCell<Arc<Register>>,
}

impl Past<'_> {
    fn clock(&self) -> &Clock {
        self.clock.get_or_init(|| self.log.clock_of(self.log.entry(self.index).parents()))
    }

    // Whether an act is in this past.
    fn holds(&self, index: Index) -> bool {
        match self.clock.get() {
            Some(clock) => self.log.holds(clock, index),
            None => self.log.precedes(index, self.index),
        }
    }

    // Whether this past holds two acts of the device with one sequence number.
    fn is_forked(&self, device: DeviceId) -> bool {
        self.log.branches(device).len() > 1 && self.log.is_forked(device, self.clock())
    }

    // The act with this id, if it is in this past.
    fn find(&self, id: ActId) -> Option<Index> {
        self.log.find(id).filter(|index| self.holds(*index))
    }
}

impl Judge {
    /// Judges the next act of a log; acts come in the order of their indices.
    pub fn judge(&mut self, log: &Log, index: Index) -> Judged {
        debug_assert_eq!(index.at(), self.judged.len(), "acts are judged in the order of the log");
        let entry = log.entry(index);
        let (facts_id, pending_id) = self.establish(entry);
        let register = self.registers.get(&facts_id).map(Arc::clone);
        let is_new = register.is_none();
        let past = Past {
            log,
            index,
            act: &entry.act,
            clock: OnceCell::new(),
            facts_id,
            facts: Arc::clone(self.facts.get(facts_id)),
            register: register.map_or_else(OnceCell::new, OnceCell::from),
        };
        let (author, stood) = self.author(&past);
        let parts = match (author, entry.act.deed()) {
            (Some(author), Some(deed)) if stood => self.parts(&past, author, deed),
            _ => 0,
        };
        // Pushed now, since what follows looks up this act's own author and parts too.
        self.judged.push(Judged { author, stood, parts, facts: facts_id, pending: pending_id });
        let (facts, pending) = match author {
            Some(author) if stood && entry.act.deed().is_some() => {
                self.advance(&past, author, parts, pending_id)
            }
            _ => (facts_id, pending_id),
        };
        if is_new && let Some(register) = past.register.into_inner() {
            let people = register.people().count();
            self.registers.keep(facts_id, register, 1 + people);
        }
        let judged = Judged { author, stood, parts, facts, pending };
        if let Some(last) = self.judged.last_mut() {
            *last = judged;
        }
        judged
    }

    /// The verdict on an act that was judged.
    #[must_use]
    pub fn verdict(&self, index: Index) -> &Judged {
        self.judged.get(index.at()).expect("an index of an act that was judged")
    }

    /// How many acts were judged.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.judged.len()
    }

    /// Whether none was.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.judged.is_empty()
    }

    /// The register in force in the past of these acts together, the acts included.
    #[must_use]
    pub fn register(&self, log: &Log, heads: impl IntoIterator<Item = Index>) -> Register {
        Register::of(self.ground(log), &self.facts_of(heads))
    }

    /// Whether a device stands in the past of these acts together, and whose it is.
    #[must_use]
    pub fn device(&self, log: &Log, heads: &[Index], device: DeviceId) -> Option<(MemberId, bool)> {
        let facts = self.facts_of(heads.iter().copied());
        let ground = self.ground(log);
        let owner = ground.owner(&facts, device)?;
        let clock = log.clock_of(heads.iter().copied());
        let stands = ground.stands(&facts, device, owner) && !log.is_forked(device, &clock);
        Some((owner, stands))
    }

    /// All devices known in the past of these acts together: whose each is, and whether it stands. One
    /// look at the facts for all of them.
    #[must_use]
    pub fn devices(&self, log: &Log, heads: &[Index]) -> Vec<(DeviceId, MemberId, bool)> {
        let facts = self.facts_of(heads.iter().copied());
        let ground = self.ground(log);
        let clock = log.clock_of(heads.iter().copied());
        let device = |device| {
            let owner = ground.owner(&facts, device)?;
            let stands = ground.stands(&facts, device, owner) && !log.is_forked(device, &clock);
            Some((device, owner, stands))
        };
        log.origins().devices().filter_map(device).collect()
    }

    /// The changes that were spoken of but are not in force in the past of these acts together, each
    /// with the members who approve it there.
    #[must_use]
    pub fn pending(
        &self,
        log: &Log,
        heads: impl IntoIterator<Item = Index>,
    ) -> Vec<(Change, Vec<MemberId>)> {
        let heads: Vec<_> = heads.into_iter().collect();
        let facts = self.facts_of(heads.iter().copied());
        let mut spoken: BTreeMap<Change, Words> = BTreeMap::new();
        for head in heads {
            for (change, words) in self.pending.get(self.verdict(head).pending).iter() {
                let words = self.words.get(*words);
                match spoken.entry(*change) {
                    btree_map::Entry::Vacant(none) => drop(none.insert(Words::clone(words))),
                    btree_map::Entry::Occupied(mut all) => *all.get_mut() = all.get().union(words),
                }
            }
        }
        spoken
            .into_iter()
            .filter(|(change, _)| !facts.in_force.contains(change))
            .map(|(change, words)| (change, approval::approvers(self.ground(log), &facts, &words)))
            .collect()
    }

    /// The rounds that were effectively opened, by opening.
    pub fn rounds(&self) -> impl Iterator<Item = (Index, &Round)> + '_ {
        self.rounds.iter().map(|(index, round)| (*index, round))
    }

    /// The round that this act opened.
    #[must_use]
    pub fn round(&self, open: Index) -> Option<&Round> {
        self.rounds.get(&open)
    }

    /// The rounds about a decision, in order of arrival.
    #[must_use]
    pub fn rounds_on(&self, decision: EntityId) -> &[Index] {
        self.rounds_on.get(&decision).map_or(&[], Vec::as_slice)
    }

    /// What an entity that was effectively created is, and by which act.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> Option<(Entity, Index)> {
        self.entities.get(&id).copied()
    }

    /// The entities that were effectively created, by id.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, Entity, Index)> + '_ {
        self.entities.iter().map(|(id, (entity, created))| (*id, *entity, *created))
    }

    /// The ballots of a round as a close would count them whose past is these acts together.
    #[must_use]
    pub fn count(&self, log: &Log, open: Index, heads: &[Index]) -> Option<Count> {
        let round = self.rounds.get(&open)?;
        let past = log.clock_of(heads.iter().copied());
        Some(round.count(self.ground(log), &past, &self.facts_of(heads.iter().copied())))
    }

    fn facts_of(&self, heads: impl IntoIterator<Item = Index>) -> Facts {
        heads
            .into_iter()
            .fold(Facts::default(), |all, head| all.union(self.facts.get(self.verdict(head).facts)))
    }

    const fn ground<'a>(&'a self, log: &'a Log) -> Ground<'a> {
        Ground { log, judged: self.judged.as_slice() }
    }

    // The register in force in an act's past.
    fn register_in<'p>(&self, past: &'p Past<'_>) -> &'p Register {
        past.register.get_or_init(|| Arc::new(Register::of(self.ground(past.log), &past.facts)))
    }

    // What the parents of an act establish together.
    fn establish(&mut self, entry: &Entry) -> (Id, Id) {
        let mut standing = None;
        for parent in entry.parents() {
            let Judged { facts, pending, .. } = *self.verdict(parent);
            standing = Some(match standing {
                None => (facts, pending),
                Some((own_facts, own_pending)) => {
                    let facts = self.join_facts(own_facts, facts);
                    (facts, self.join_pending(own_pending, pending, facts))
                }
            });
        }
        standing.unwrap_or((Interner::<Facts>::EMPTY, Interner::<Pending>::EMPTY))
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
        self.joined_facts.keep(key, joined, 1);
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
            let both = match said(&mine, *change) {
                Some(own) => {
                    all.remove(&(*change, own));
                    let both = self.words.get(own).union(self.words.get(*words));
                    self.words.id(both)
                }
                None => *words,
            };
            all.insert((*change, both));
        }
        let facts = self.facts.get(facts);
        let decided = |(change, _): &&(Change, Id)| facts.in_force.contains(change);
        let decided: Vec<_> = all.iter().filter(decided).copied().collect();
        for spoken in decided {
            all.remove(&spoken);
        }
        let joined = self.pending.id(all);
        self.joined_pending.keep(key, joined, 1);
        joined
    }

    // What the act itself adds: facts, words, and the changes that come into force at it (definition 3).
    fn advance(&mut self, past: &Past<'_>, author: MemberId, parts: u64, pending: Id) -> (Id, Id) {
        let Some(deed) = past.act.deed() else { return (past.facts_id, pending) };
        let adds = matches!(
            deed,
            Deed::Found(_) | Deed::Join(_) | Deed::Leave | Deed::Enrol(_) | Deed::Retire(_)
        );
        let within = if adds && parts != 0 {
            let mut facts = Facts::clone(&past.facts);
            match deed {
                Deed::Retire(_) => facts.retirements.insert(past.index),
                _ => facts.acts.insert(past.index),
            }
            self.facts.id(facts)
        } else {
            past.facts_id
        };
        let pending = self.speak(past, deed, parts, pending);
        if pending == Interner::<Pending>::EMPTY || !self.register_in(past).is_member(author) {
            return (within, pending);
        }
        let spoken = Arc::clone(self.pending.get(pending));
        let enough: Vec<_> = spoken
            .iter()
            .filter(|(_, words)| self.suffices(past, within, *words))
            .copied()
            .collect();
        if enough.is_empty() {
            return (within, pending);
        }
        let mut facts = Facts::clone(self.facts.get(within));
        let mut rest = Pending::clone(&spoken);
        for spoken in enough {
            facts.in_force.insert(spoken.0);
            rest.remove(&spoken);
        }
        (self.facts.id(facts), self.pending.id(rest))
    }

    fn speak(&mut self, past: &Past<'_>, deed: &Deed, parts: u64, pending: Id) -> Id {
        let (changes, approves) = match deed {
            Deed::Approve(changes) => (changes, true),
            Deed::WithdrawApproval(changes) => (changes, false),
            _ => return pending,
        };
        let mut all = Pending::clone(self.pending.get(pending));
        for (part, change) in changes.iter().enumerate() {
            let decided = past.facts.in_force.contains(change);
            if parts >> part & 1 == 1 && !decided {
                let known = said(&all, *change);
                let mut words = known.map_or_else(Words::default, |known| {
                    all.remove(&(*change, known));
                    Words::clone(self.words.get(known))
                });
                words.insert((past.index, approves));
                all.insert((*change, self.words.id(words)));
            }
        }
        self.pending.id(all)
    }

    fn suffices(&mut self, past: &Past<'_>, within: Id, words: Id) -> bool {
        let key = (past.facts_id, within, words);
        if let Some(known) = self.in_force.get(&key) {
            return *known;
        }
        let approvers = approval::approvers(
            self.ground(past.log),
            self.facts.get(within),
            self.words.get(words),
        );
        let suffices = approval::suffices(self.register_in(past), &approvers);
        self.in_force.keep(key, suffices, 1);
        suffices
    }
}

// The words on a change.
fn said(pending: &Pending, change: Change) -> Option<Id> {
    pending.find(|(other, _)| other.cmp(&change)).map(|(_, words)| *words)
}
