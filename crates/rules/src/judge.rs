//! Judging: an act and its past become a verdict, once and for ever.
//!
//! Guards: an act is judged by its own causal past, never by clock, arrival or network; each act
//! carries a pointer to what its past establishes, so that judging many is near-linear. One match
//! over all deeds, one sentence of rule above each arm. Next: `document::compile`.

use std::{collections::BTreeMap, sync::Arc};

use act::{
    act::Act,
    clock::Clock,
    content::{Comment, Create, EditText, Entity, Role, Set, Write},
    deed::Deed,
    id::{ActId, EntityId, MemberId},
    key,
    log::{Entry, Index, Log},
    register::Change,
    round::{Acknowledge, Open, Vote},
    statement,
};

use crate::{
    approval,
    device::Ground,
    facts::{Facts, Id, Interner, Pending, Words, union},
    register::{Register, Standing},
    round::{Acknowledged, Cast, Round, Status},
    schema::{self, Type, Writers},
    tally::Outcome,
};

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
    registers: BTreeMap<Id, Arc<Register>>,
    joined_facts: BTreeMap<(Id, Id), Id>,
    joined_pending: BTreeMap<(Id, Id, Id), Id>,
    in_force: BTreeMap<(Id, Id, Id), bool>,
    entities: BTreeMap<EntityId, (Entity, Index)>,
    rounds: BTreeMap<Index, Round>,
    rounds_on: BTreeMap<EntityId, Vec<Index>>,
}

/// What an act is judged against: its own past.
struct Past<'a> {
    log: &'a Log,
    index: Index,
    act: &'a Act,
    clock: Clock,
    facts_id: Id,
    facts: Arc<Facts>,
    register: Arc<Register>,
}

impl Past<'_> {
    // The act with this id, if it is in this past.
    fn find(&self, id: ActId) -> Option<Index> {
        self.log.find(id).filter(|index| self.log.holds(&self.clock, *index))
    }
}

impl Judge {
    /// Judges the next act of a log; acts come in the order of their indices.
    pub fn judge(&mut self, log: &Log, index: Index) -> Judged {
        debug_assert_eq!(index.at(), self.judged.len(), "acts are judged in the order of the log");
        let entry = log.entry(index);
        let (facts_id, pending_id) = self.establish(entry);
        let past = Past {
            log,
            index,
            act: &entry.act,
            clock: log.clock_of(entry.parents()),
            facts_id,
            facts: Arc::clone(self.facts.get(facts_id)),
            register: self.register_for(log, facts_id),
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
    pub fn device(
        &self,
        log: &Log,
        heads: &[Index],
        device: act::id::DeviceId,
    ) -> Option<(MemberId, bool)> {
        let facts = self.facts_of(heads.iter().copied());
        let ground = self.ground(log);
        let owner = ground.owner(&facts, device)?;
        let clock = log.clock_of(heads.iter().copied());
        let stands = ground.stands(&facts, device, owner) && !log.is_forked(device, &clock);
        Some((owner, stands))
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
                let all = spoken.entry(*change).or_default();
                *all = union(all, self.words.get(*words));
            }
        }
        spoken
            .into_iter()
            .filter(|(change, _)| facts.in_force.binary_search(change).is_err())
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

    fn facts_of(&self, heads: impl IntoIterator<Item = Index>) -> Facts {
        heads.into_iter().fold(Facts::default(), |all, head| {
            let facts = self.facts.get(self.verdict(head).facts);
            Facts {
                acts: union(&all.acts, &facts.acts),
                in_force: union(&all.in_force, &facts.in_force),
            }
        })
    }

    const fn ground<'a>(&'a self, log: &'a Log) -> Ground<'a> {
        Ground { log, judged: self.judged.as_slice() }
    }

    fn register_for(&mut self, log: &Log, facts: Id) -> Arc<Register> {
        if let Some(register) = self.registers.get(&facts) {
            return Arc::clone(register);
        }
        let register = Arc::new(Register::of(self.ground(log), self.facts.get(facts)));
        self.registers.insert(facts, Arc::clone(&register));
        register
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
        let (left, right) = (self.facts.get(a), self.facts.get(b));
        let joined = Facts {
            acts: union(&left.acts, &right.acts),
            in_force: union(&left.in_force, &right.in_force),
        };
        let joined = self.facts.id(joined);
        self.joined_facts.insert(key, joined);
        joined
    }

    // Decided changes drop out: what is in force stays, whatever is said about it later.
    fn join_pending(&mut self, a: Id, b: Id, facts: Id) -> Id {
        let key = (a.min(b), a.max(b), facts);
        if let Some(joined) = self.joined_pending.get(&key) {
            return *joined;
        }
        let mut all: BTreeMap<Change, Id> = self.pending.get(a).iter().copied().collect();
        for (change, words) in self.pending.get(b).as_slice() {
            let both = match all.get(change) {
                Some(own) if own != words => {
                    let both = union(self.words.get(*own), self.words.get(*words));
                    self.words.id(both)
                }
                _ => *words,
            };
            all.insert(*change, both);
        }
        let facts = self.facts.get(facts);
        all.retain(|change, _| facts.in_force.binary_search(change).is_err());
        let joined = self.pending.id(all.into_iter().collect());
        self.joined_pending.insert(key, joined);
        joined
    }

    // Definition 1. A founding stands by itself; a join by a person's first device, with a standing
    // device's invite in its past.
    fn author(&self, past: &Past<'_>) -> (Option<MemberId>, bool) {
        let (act, device) = (past.act, past.act.device());
        let ground = self.ground(past.log);
        let known = ground.owner(&past.facts, device);
        match act.deed() {
            Some(Deed::Found(_)) => (Some(statement::member_id(act.id(), device)), true),
            Some(Deed::Join(join)) if known.is_none() => {
                let stood = past.find(join.invite).is_some_and(|invite| self.verdict(invite).stood);
                (Some(statement::member_id(act.id(), device)), stood && is_first(past))
            }
            Some(Deed::Join(_)) => (known, false),
            _ => {
                let stood = known.is_some_and(|owner| ground.stands(&past.facts, device, owner))
                    && !past.log.is_forked(device, &past.clock);
                (known, stood)
            }
        }
    }

    // Which parts of a deed by a standing device have effect.
    fn parts(&mut self, past: &Past<'_>, author: MemberId, deed: &Deed) -> u64 {
        match deed {
            // Whose proofs hold was asked before the act was taken in.
            Deed::Found(_) | Deed::Join(_) => 1,
            // Any standing device may invite; an invite approves nobody by itself (R4).
            Deed::Invite(_) => 1,
            // An approval names the act that brought its person in, and has no effect when that is
            // not in its past or brought nobody in.
            Deed::Approve(changes) | Deed::WithdrawApproval(changes) => effective(
                changes,
                |change| *change,
                |Change::Admit(join)| {
                    past.find(*join).is_some_and(|join| {
                        let brings = matches!(past.log.act(join).deed(), Some(Deed::Join(_)));
                        brings && self.verdict(join).is_effective()
                    })
                },
            ),
            // Anybody may leave, by own act.
            Deed::Leave | Deed::Gather => 1,
            // A member's device enrols another that says so itself and belongs to nobody else.
            Deed::Enrol(list) => effective(
                list,
                |enrol| enrol.device,
                |enrol| {
                    let signed =
                        past.log.origins().of(enrol.device).contains(&(past.index, author));
                    let owner = self.ground(past.log).owner(&past.facts, enrol.device);
                    signed
                        && key::is_sound(&enrol.device.0)
                        && owner.is_none_or(|owner| owner == author)
                },
            ),
            // Keys are named, not acts: they needn't be there yet.
            Deed::Retire(list) => effective(list, |device| *device, |_| true),
            // D1: a member opens, with at least the charter's quorum, on a decision that exists.
            Deed::Open(open) => u64::from(self.opens(past, author, open)),
            // D2: an elector votes on the text of the round with a ballot of its method.
            Deed::Vote(list) => {
                effective(list, |vote| vote.round, |vote| self.votes(past, author, vote))
            }
            // D3: see `Round::close`.
            Deed::Close(list) => {
                effective(list, |round| *round, |round| self.closes(past, author, *round))
            }
            // D4: an elector acknowledges one outcome.
            Deed::Acknowledge(list) => {
                effective(list, |ack| ack.round, |ack| self.acknowledges(past, author, *ack))
            }
            // Members and guests write; see the schema table.
            Deed::Create(create) => u64::from(self.creates(past, author, create)),
            Deed::Set(set) => u64::from(self.sets(past, author, set)),
            Deed::EditText(edit) => u64::from(self.edits(past, author, edit)),
            // A remark is about something that is there.
            Deed::Comment(comment) => u64::from(
                is_in(past, author) && past.find(comment.on).is_some() && comment.chars > 0,
            ),
        }
    }

    fn opens(&mut self, past: &Past<'_>, author: MemberId, open: &Open) -> bool {
        let exists = self.exists(past, Entity::Decision, open.decision);
        let quorum = !open.quorum.is_less_than(past.register.charter().quorum);
        let may = past.register.is_member(author);
        if exists && quorum && may {
            let round = Round {
                open: open.clone(),
                opener: author,
                electorate: past.register.members().to_vec(),
                votes: Vec::new(),
                closes: BTreeMap::new(),
                acknowledged: Vec::new(),
            };
            self.rounds.insert(past.index, round);
            self.rounds_on.entry(open.decision).or_default().push(past.index);
        }
        exists && quorum && may
    }

    fn votes(&mut self, past: &Past<'_>, author: MemberId, vote: &Vote) -> bool {
        let reasoned = vote.reason.is_none_or(|reason| {
            past.find(reason).is_some_and(|reason| {
                let judged = self.verdict(reason);
                let deed = past.log.act(reason).deed();
                judged.author == Some(author)
                    && judged.is_effective()
                    && matches!(deed, Some(Deed::Comment(Comment { role: Role::Reason, .. })))
            })
        });
        let Some(round) = past.find(vote.round).and_then(|open| self.rounds.get_mut(&open)) else {
            return false;
        };
        let fits = vote.ballot.fits(round.open.method) && vote.text == round.open.text;
        let counts = reasoned && fits && round.is_elector(author);
        if counts {
            round.votes.push(Cast { act: past.index, elector: author, ballot: vote.ballot });
        }
        counts
    }

    fn closes(&mut self, past: &Past<'_>, author: MemberId, round: ActId) -> bool {
        let Some(open) = past.find(round) else { return false };
        let Some(round) = self.rounds.get(&open) else { return false };
        let count = round.count(self.ground(past.log), &past.clock, &past.facts);
        let Some(close) = round.close(author, count, past.register.members()) else { return false };
        self.rounds.get_mut(&open).is_some_and(|round| {
            round.closes.insert(past.index, close);
            true
        })
    }

    fn acknowledges(&mut self, past: &Past<'_>, author: MemberId, ack: Acknowledge) -> bool {
        let (Some(open), Some(at)) = (past.find(ack.round), past.find(ack.close)) else {
            return false;
        };
        let Some(round) = self.rounds.get_mut(&open) else { return false };
        let Some(close) = round.closes.get(&at) else { return false };
        let outcome = close.outcome;
        let counts =
            round.is_elector(author) && !round.contradicts(past.log, &past.clock, author, outcome);
        if counts {
            round.acknowledged.push(Acknowledged {
                act: past.index,
                member: author,
                close: at,
                outcome,
            });
        }
        counts
    }

    fn creates(&mut self, past: &Past<'_>, author: MemberId, create: &Create) -> bool {
        let row = schema::row(create.entity);
        let given = |number| create.fields.iter().any(|write| write.field == number);
        let may = row.created
            && self.may_write(past, author, create.entity, past.act.id().into())
            && row.fields.iter().all(|field| !field.required || given(field.number))
            && self.fit(past, create.entity, &create.fields, true);
        if may {
            self.entities.insert(past.act.id().into(), (create.entity, past.index));
        }
        may
    }

    fn sets(&self, past: &Past<'_>, author: MemberId, set: &Set) -> bool {
        self.exists(past, set.entity, set.on)
            && self.may_write(past, author, set.entity, set.on)
            && self.fit(past, set.entity, &set.fields, false)
            && !self.is_decided(past, set.on)
    }

    fn edits(&self, past: &Past<'_>, author: MemberId, edit: &EditText) -> bool {
        let field = schema::row(edit.entity).field(edit.field);
        self.exists(past, edit.entity, edit.on)
            && self.may_write(past, author, edit.entity, edit.on)
            && field.is_some_and(|field| field.of == Type::Text)
            && !self.is_decided(past, edit.on)
    }

    fn fit(&self, past: &Past<'_>, entity: Entity, fields: &[Write], creating: bool) -> bool {
        let row = schema::row(entity);
        fields.iter().all(|write| {
            row.field(write.field).is_some_and(|field| {
                let there = match (field.of, write.value) {
                    (Type::Link(to), act::content::Value::Link(id)) => self.exists(past, to, id),
                    _ => true,
                };
                there && field.takes(write.value, creating)
            })
        })
    }

    fn exists(&self, past: &Past<'_>, entity: Entity, id: EntityId) -> bool {
        match entity {
            Entity::Community => id == past.log.community().into(),
            Entity::Card => past.register.person(MemberId(id.0)).is_some(),
            Entity::Goal | Entity::Decision => self.entity(id).is_some_and(|(kind, created)| {
                kind == entity && past.log.holds(&past.clock, created)
            }),
        }
    }

    fn may_write(&self, past: &Past<'_>, author: MemberId, entity: Entity, id: EntityId) -> bool {
        match schema::row(entity).writers {
            Writers::Owner => id == author.into() && is_in(past, author),
            Writers::Members => past.register.is_member(author),
            Writers::All => is_in(past, author),
        }
    }

    // A text is free until something is decided on it: under a vote and once adopted it stays as it
    // is; after a confirmed "no" it may be worked on for a next round.
    fn is_decided(&self, past: &Past<'_>, id: EntityId) -> bool {
        self.rounds_on(id).iter().any(|open| {
            past.log.holds(&past.clock, *open)
                && self.rounds.get(open).is_some_and(|round| {
                    let state = round.state(past.log, &past.clock);
                    state.status != Status::Confirmed || state.outcome != Some(Outcome::Rejected)
                })
        })
    }

    // What the act itself adds: facts, words, and the changes that come into force at it (definition 3).
    fn advance(&mut self, past: &Past<'_>, author: MemberId, parts: u64, pending: Id) -> (Id, Id) {
        let Some(deed) = past.act.deed() else { return (past.facts_id, pending) };
        let adds = matches!(
            deed,
            Deed::Found(_) | Deed::Join(_) | Deed::Leave | Deed::Enrol(_) | Deed::Retire(_)
        );
        let within = if adds && parts != 0 {
            let acts = union(&past.facts.acts, &[past.index]);
            self.facts.id(Facts { acts, in_force: past.facts.in_force.clone() })
        } else {
            past.facts_id
        };
        let pending = self.speak(past, deed, parts, pending);
        if pending == Interner::<Pending>::EMPTY || !past.register.is_member(author) {
            return (within, pending);
        }
        let spoken = Arc::clone(self.pending.get(pending));
        let enough: Vec<_> = spoken
            .iter()
            .filter(|(_, words)| self.suffices(past, within, *words))
            .map(|(change, _)| *change)
            .collect();
        if enough.is_empty() {
            return (within, pending);
        }
        let facts = self.facts.get(within);
        let in_force = union(&facts.in_force, &enough);
        let facts = Facts { acts: facts.acts.clone(), in_force };
        let rest = spoken.iter().filter(|(change, _)| !enough.contains(change)).copied().collect();
        (self.facts.id(facts), self.pending.id(rest))
    }

    fn speak(&mut self, past: &Past<'_>, deed: &Deed, parts: u64, pending: Id) -> Id {
        let (changes, approves) = match deed {
            Deed::Approve(changes) => (changes, true),
            Deed::WithdrawApproval(changes) => (changes, false),
            _ => return pending,
        };
        let mut all: BTreeMap<Change, Id> = self.pending.get(pending).iter().copied().collect();
        for (part, change) in changes.iter().enumerate() {
            let decided = past.facts.in_force.binary_search(change).is_ok();
            if parts >> part & 1 == 1 && !decided {
                let known = all.get(change).copied().unwrap_or(Interner::<Words>::EMPTY);
                let words = union(self.words.get(known), &[(past.index, approves)]);
                all.insert(*change, self.words.id(words));
            }
        }
        self.pending.id(all.into_iter().collect())
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
        let suffices = approval::suffices(&past.register, &approvers);
        self.in_force.insert(key, suffices);
        suffices
    }
}

// Definition 13: several parts only about different things, else nothing has effect.
fn effective<T, K: Ord>(
    list: &[T],
    about: impl Fn(&T) -> K,
    mut has: impl FnMut(&T) -> bool,
) -> u64 {
    let mut keys: Vec<_> = list.iter().map(about).collect();
    keys.sort_unstable();
    if keys.windows(2).any(|pair| pair[0] == pair[1]) {
        return 0;
    }
    list.iter().enumerate().fold(0, |parts, (part, item)| parts | u64::from(has(item)) << part)
}

fn is_in(past: &Past<'_>, author: MemberId) -> bool {
    let person = past.register.person(author);
    person.is_some_and(|person| matches!(person.standing, Standing::Member | Standing::Guest))
}

// Nothing in its past brought this device in before.
fn is_first(past: &Past<'_>) -> bool {
    past.log
        .origins()
        .of(past.act.device())
        .iter()
        .all(|(origin, _)| *origin == past.index || !past.log.holds(&past.clock, *origin))
}
