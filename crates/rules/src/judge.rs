//! Judging: an act and its past become a verdict, once and for ever.
//!
//! Guards: an act is judged by its own causal past, never by clock, arrival or network; each act
//! carries a pointer to what its past establishes, so that judging many is near-linear. Next: the
//! rules of each deed in `judge/effect.rs`, and what an act establishes in `judge/establish.rs`.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet, btree_map},
    sync::Arc,
};

use act::{
    act::Act,
    clock::{Branch, Clock},
    content::Entity,
    id::{ActId, DeviceId, EntityId, MemberId},
    log::{Index, Log},
    register::Change,
};

use crate::{
    approval::Voices,
    counting::Count,
    device::Ground,
    facts::{Facts, Id, Interner, Pending, Words},
    mandate::Book,
    register::{self, Register},
    round::Round,
    season::Season,
};

use memo::Memo;

pub mod counsel;
mod effect;
pub mod entrust;
mod establish;
mod force;
mod memo;
pub mod moderate;
mod proxy;
pub mod schism;
mod season;
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
    // What its past establishes, and what the act and its past do.
    before: Id,
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

    /// Whether it adds to who is in and what is in force: those facts are others after it.
    #[must_use]
    pub const fn establishes(&self) -> bool {
        self.before != self.facts
    }

    // The number of what its past establishes.
    pub(crate) const fn before(&self) -> Id {
        self.before
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
    voices: Memo<(Id, Id), Arc<Voices>>,
    settled: Memo<(Id, Id), force::Settled>,
    // What each member did by hand with devices that stood, in order.
    by_hand: BTreeMap<MemberId, BTreeMap<Branch, Vec<Index>>>,
    redacted: BTreeSet<Index>,
    entities: BTreeMap<EntityId, (Entity, Index)>,
    rounds: BTreeMap<Index, Round>,
    rounds_on: BTreeMap<EntityId, Vec<Index>>,
    book: Book,
    moderated: BTreeMap<Index, Vec<moderate::Word>>,
    seasons: BTreeMap<Index, Season>,
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
    // What decisions under mandates come to, for an act that asks.
    costs: entrust::Costs,
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
        let (facts_id, pending_id) = self.establish(log, entry);
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
            costs: entrust::Costs::default(),
        };
        let (author, stood) = self.author(&past);
        let parts = match (author, entry.act.deed()) {
            (Some(author), Some(deed)) if stood => self.parts(&past, author, deed),
            _ => 0,
        };
        // Pushed now, since what follows looks up this act's own author and parts too.
        let mut judged =
            Judged { author, stood, parts, before: facts_id, facts: facts_id, pending: pending_id };
        self.judged.push(judged);
        if let (Some(author), true, Some(deed)) = (author, stood, entry.act.deed()) {
            if !deed.is_by_app() {
                let own = self.by_hand.entry(author).or_default();
                own.entry(entry.branch()).or_default().push(index);
            }
            (judged.facts, judged.pending) = self.advance(&past, author, deed, parts, pending_id);
        }
        if is_new && let Some(register) = past.register.into_inner() {
            let people = register.people().count();
            self.registers.keep(facts_id, register, people);
        }
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

    /// The register in force in the past of these acts together, the acts included.
    #[must_use]
    pub fn register(&self, log: &Log, heads: impl IntoIterator<Item = Index>) -> Register {
        Register::of(self.ground(log), &self.facts_of(log, heads))
    }

    /// Whether a device stands in the past of these acts together, and whose it is.
    #[must_use]
    pub fn device(&self, log: &Log, heads: &[Index], device: DeviceId) -> Option<(MemberId, bool)> {
        let facts = self.facts_of(log, heads.iter().copied());
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
        let facts = self.facts_of(log, heads.iter().copied());
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
    /// with the members who approve it there and those who object to a core team's deciding it.
    #[must_use]
    pub fn pending(
        &self,
        log: &Log,
        heads: impl IntoIterator<Item = Index>,
    ) -> Vec<(Change, Voices)> {
        self.spoken(log, heads)
            .into_iter()
            .map(|(change, facts, words)| (change, Voices::of(self.ground(log), &facts, &words)))
            .collect()
    }

    /// The words on each change that is not in force in the past of these acts together: in which act,
    /// and what.
    #[must_use]
    pub fn words(&self, log: &Log, heads: impl IntoIterator<Item = Index>) -> Vec<(Change, Words)> {
        self.spoken(log, heads).into_iter().map(|(change, _, words)| (change, words)).collect()
    }

    fn spoken(
        &self,
        log: &Log,
        heads: impl IntoIterator<Item = Index>,
    ) -> Vec<(Change, Arc<Facts>, Words)> {
        let heads: Vec<_> = heads.into_iter().collect();
        let facts = Arc::new(self.facts_of(log, heads.iter().copied()));
        let mut spoken: BTreeMap<Change, Words> = BTreeMap::new();
        for head in heads {
            for (change, words) in self.pending.get(self.verdict(head).pending).iter() {
                let words = self.words.get(*words);
                match spoken.entry(change.clone()) {
                    btree_map::Entry::Vacant(none) => drop(none.insert(Words::clone(words))),
                    btree_map::Entry::Occupied(mut all) => *all.get_mut() = all.get().union(words),
                }
            }
        }
        spoken
            .into_iter()
            .filter(|(change, _)| !facts.in_force.contains(change))
            .map(|(change, words)| (change, Arc::clone(&facts), words))
            .collect()
    }

    /// The changes in force in the past of these acts together.
    #[must_use]
    pub fn in_force(&self, log: &Log, heads: impl IntoIterator<Item = Index>) -> Vec<Change> {
        self.facts_of(log, heads).in_force.iter().cloned().collect()
    }

    /// Whether the words of an act are to be erased, by its author's own act or by a change in force
    /// somewhere in the log (definition 12).
    #[must_use]
    pub fn is_redacted(&self, act: Index) -> bool {
        self.redacted.contains(&act)
    }

    /// The acts whose words are to be erased.
    pub fn redacted(&self) -> impl Iterator<Item = Index> + '_ {
        self.redacted.iter().copied()
    }

    /// Whose invite the guest came by who joined in this act.
    #[must_use]
    pub fn sponsor(&self, log: &Log, join: ActId) -> Option<MemberId> {
        register::sponsor(self.ground(log), join)
    }

    /// The last that a member did by hand: of what was done apart on several devices the last that
    /// arrived here.
    #[must_use]
    pub fn last_by_hand(&self, log: &Log, member: MemberId) -> Option<Index> {
        let newest = self.by_hand.get(&member)?.values().filter_map(|acts| acts.last().copied());
        newest.max_by_key(|act| (log.act(*act).header().claimed_at, *act))
    }

    /// Whether a member has a paper key in the past of these acts together.
    #[must_use]
    pub fn has_paper_key(&self, log: &Log, heads: &[Index], member: MemberId) -> bool {
        let facts = self.facts_of(log, heads.iter().copied());
        self.ground(log).has_paper_key(&facts, member)
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
        Some(round.count(self.ground(log), &past, &self.facts_of(log, heads.iter().copied())))
    }

    fn facts_of(&self, log: &Log, heads: impl IntoIterator<Item = Index>) -> Facts {
        let heads: Vec<_> = heads.into_iter().collect();
        let facts = heads.iter().fold(Facts::default(), |all, head| {
            all.union(self.facts.get(self.verdict(*head).facts))
        });
        let woken = self.awake(log, &log.clock_of(heads), &facts).into_iter().collect();
        Facts { woken: facts.woken.union(&woken), ..facts }
    }

    const fn ground<'a>(&'a self, log: &'a Log) -> Ground<'a> {
        Ground { log, judged: self.judged.as_slice(), facts: &self.facts }
    }

    // The register in force in an act's past.
    fn register_in<'p>(&self, past: &'p Past<'_>) -> &'p Arc<Register> {
        past.register.get_or_init(|| Arc::new(Register::of(self.ground(past.log), &past.facts)))
    }
}
