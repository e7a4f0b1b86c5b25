//! The document of one community: judged acts in; heads, files and views out.
//!
//! Guards: a projection, nothing more. Acts are the truth, each becomes one change by itself and its
//! past, so equal sets give equal heads; whatever fails is derived again. Next: [`crate::engine`].

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use act::{
    act::Act,
    content::{Entity, Value},
    deed::Deed,
    id::{ActId, DeviceId, EntityId, MemberId},
    log::{Index, Log},
    statement,
};
use automerge::{ActorId, Change, ChangeHash, ExpandedChange, legacy::Op};
use rules::judge::Judge;

use crate::{
    compile::compile,
    engine::{Engine, EngineError},
    shape,
    tree::Tree,
    writer::{Actors, Writer},
};

/// What became of one act.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record {
    pub(crate) id: ActId,
    pub(crate) author: Option<MemberId>,
    pub(crate) claimed_at: i64,
    pub(crate) hash: ChangeHash,
    pub(crate) max_op: u64,
}

/// How a document followed its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advance {
    /// So many acts were added.
    Added(usize),
    /// Everything was derived again: a device turned out to be forked, or the engine had failed.
    Derived,
}

/// One change in the canonical file: which act, and where its bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The act.
    pub act: ActId,
    /// The hash of the change: SHA-256 of the chunk from its 9th byte.
    pub hash: [u8; 32],
    /// Where the chunk begins, in bytes.
    pub offset: usize,
    /// How long it is, in bytes.
    pub length: usize,
}

/// The document of one community.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub(crate) records: Vec<Record>,
    pub(crate) actors: Actors,
    pub(crate) tree: Tree,
    // Which acts remark on what.
    pub(crate) remarks: BTreeMap<ActId, Vec<ActId>>,
    // Which attachments are on what.
    pub(crate) attachments: BTreeMap<EntityId, Vec<EntityId>>,
    // Which nominations are for which decision.
    pub(crate) nominations: BTreeMap<EntityId, Vec<EntityId>>,
    pub(crate) forked: BTreeSet<DeviceId>,
    // The acts whose words are black in it.
    pub(crate) blackened: BTreeSet<Index>,
    pub(crate) heads: BTreeMap<Index, ChangeHash>,
    // None after it failed; views go on without it.
    pub(crate) engine: Option<Engine>,
    // Compiled, and not yet in the engine.
    pub(crate) pending: Vec<Change>,
}

impl Document {
    /// An empty document.
    #[must_use]
    pub fn new() -> Self {
        Self { engine: Some(Engine::default()), ..Self::default() }
    }

    /// Derives the document from all acts of a log, which must have been judged.
    ///
    /// # Errors
    /// When the engine fails on it.
    pub fn derive(log: &Log, judge: &Judge) -> Result<Self, EngineError> {
        let mut document = Self::new();
        document.derive_again(log, judge);
        document.apply()?;
        Ok(document)
    }

    /// Follows the log to its end; every act must have been judged. Derives everything again when a
    /// device turns out to be forked, once per forked device.
    ///
    /// # Errors
    /// When the engine fails on the acts even after deriving again. Heads and views are right then all
    /// the same; what needs the engine (saving, JSON) keeps failing.
    pub fn advance(&mut self, log: &Log, judge: &Judge) -> Result<Advance, EngineError> {
        let advance = self.advance_views(log, judge);
        Ok(if self.settle(log, judge)? { advance } else { Advance::Derived })
    }

    /// The same for all but the engine, which gets what it lacks by [`Self::settle`]: that takes longest,
    /// and heads and views don't wait for it.
    pub fn advance_views(&mut self, log: &Log, judge: &Judge) -> Advance {
        let from = self.records.len();
        if self.engine.is_none() || self.is_newly_forked(log) || self.is_blackened(log, judge) {
            self.derive_again(log, judge);
            return Advance::Derived;
        }
        let changes = self.follow(log, judge, from, |_| None);
        self.pending.extend(changes);
        self.blackened = blackened(log, judge, log.len()).collect();
        Advance::Added(self.records.len() - from)
    }

    /// Gives the engine what was compiled since it was last up to date. Tells whether it took it; else
    /// everything was derived again.
    ///
    /// # Errors
    /// As [`Self::advance`].
    pub fn settle(&mut self, log: &Log, judge: &Judge) -> Result<bool, EngineError> {
        if self.apply().is_ok() {
            return Ok(true);
        }
        self.derive_again(log, judge);
        self.apply().map(|()| false)
    }

    // Whether words that stand in it are erased by now, or are there again.
    fn is_blackened(&self, log: &Log, judge: &Judge) -> bool {
        !blackened(log, judge, self.records.len()).eq(self.blackened.iter().copied())
    }

    fn is_newly_forked(&self, log: &Log) -> bool {
        log.since(self.records.len()).any(|index| {
            let device = log.act(index).device();
            log.branches(device).len() > 1 && !self.forked.contains(&device)
        })
    }

    fn derive_again(&mut self, log: &Log, judge: &Judge) {
        *self = Self::new();
        self.forked = forked(log);
        self.blackened = blackened(log, judge, log.len()).collect();
        self.pending = self.follow(log, judge, 0, |_| None);
    }

    fn apply(&mut self) -> Result<(), EngineError> {
        let changes = std::mem::take(&mut self.pending);
        if changes.is_empty() {
            return Ok(());
        }
        let engine = self.engine.as_mut().ok_or(EngineError::Panicked)?;
        let applied = engine.apply(changes).and_then(|()| self.compare());
        if applied.is_err() {
            self.engine = None;
        }
        applied
    }

    /// Whether the engine holds what the acts say.
    pub(crate) fn compare(&self) -> Result<(), EngineError> {
        let engine = self.engine.as_ref().ok_or(EngineError::Panicked)?;
        if engine.heads() == self.change_hashes() { Ok(()) } else { Err(EngineError::Heads) }
    }

    // The engine with all that was compiled.
    fn whole(&self) -> Result<Cow<'_, Engine>, EngineError> {
        let engine = self.engine.as_ref().ok_or(EngineError::Panicked)?;
        if self.pending.is_empty() {
            return Ok(Cow::Borrowed(engine));
        }
        let mut engine = engine.clone();
        engine.apply(self.pending.clone())?;
        Ok(Cow::Owned(engine))
    }

    /// Compiles the acts from this position on, but for those whose change's hash is known; these
    /// only go into the tree.
    pub(crate) fn follow(
        &mut self,
        log: &Log,
        judge: &Judge,
        from: usize,
        known: impl Fn(ActId) -> Option<ChangeHash>,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        for index in log.since(from) {
            let entry = log.entry(index);
            let act = &*entry.act;
            let is_forked = self.forked.contains(&act.device());
            let (actor, seq) = if is_forked {
                (statement::forked_actor(act.id()), 1)
            } else {
                (act.device().0, u64::from(act.seq()))
            };
            self.actors.push(actor);
            let parents: Vec<&Record> =
                entry.parents().filter_map(|parent| self.records.get(parent.at())).collect();
            let deps: Vec<ChangeHash> = parents.iter().map(|record| record.hash).collect();
            let start = 1 + parents.iter().map(|record| record.max_op).max().unwrap_or_default();
            let known = known(act.id());
            let wanted = known.is_none().then(Vec::new);
            let mut writer = Writer::new(log, index, &mut self.tree, &self.actors, start, wanted);
            compile(&mut writer, log, judge, index);
            let (next, operations) = writer.finish();
            let hash = known.unwrap_or_else(|| {
                let actor = self.actors.of(index).clone();
                let change = change(act, (actor, seq), start, deps, operations.unwrap_or_default());
                let hash = change.hash();
                changes.push(change);
                hash
            });
            for parent in entry.parents() {
                self.heads.remove(&parent);
            }
            self.heads.insert(index, hash);
            self.note(judge, index, act, hash, next - 1);
        }
        changes
    }

    fn note(&mut self, judge: &Judge, index: Index, act: &Act, hash: ChangeHash, max_op: u64) {
        let judged = judge.verdict(index);
        let (id, claimed_at) = (act.id(), act.header().claimed_at);
        if let (Some(Deed::Comment(comment)), true) = (act.deed(), judged.is_effective()) {
            self.remarks.entry(comment.on).or_default().push(id);
        }
        if let (Some((entity, about)), true) = (created_about(act.deed()), judged.is_effective()) {
            let all = match entity {
                Entity::Nomination => Some(&mut self.nominations),
                Entity::Attachment => Some(&mut self.attachments),
                _ => None,
            };
            if let Some(all) = all {
                all.entry(about).or_default().push(id.into());
            }
        }
        self.records.push(Record { id, author: judged.author, claimed_at, hash, max_op });
    }

    /// How many acts it holds.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    fn change_hashes(&self) -> Vec<ChangeHash> {
        let mut heads: Vec<_> = self.heads.values().copied().collect();
        heads.sort_unstable();
        heads
    }

    /// The heads, ascending: equal on every peer with the same acts.
    #[must_use]
    pub fn heads(&self) -> Vec<[u8; 32]> {
        self.change_hashes().into_iter().map(|hash| hash.0).collect()
    }

    /// The hash of the change that an act became; `None` when it was not compiled yet.
    #[must_use]
    pub fn change_hash(&self, act: Index) -> Option<[u8; 32]> {
        self.records.get(act.at()).map(|record| record.hash.0)
    }

    /// The document as any Automerge tool opens it. Not canonical: see [`Self::canonical`].
    ///
    /// # Errors
    /// When the engine fails.
    pub fn save(&self) -> Result<Vec<u8>, EngineError> {
        self.whole()?.save()
    }

    /// The document as JSON: texts as strings, keys sorted, of values written apart the one that
    /// Automerge shows.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn json(&self) -> Result<serde_json::Value, EngineError> {
        self.whole()?.json()
    }

    /// The document in its one canonical form: the uncompressed bytes of all changes one after the
    /// other, among changes whose dependencies are done the smallest hash next. Automerge loads it.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn canonical(&self) -> Result<(Vec<u8>, Vec<Chunk>), EngineError> {
        let changes = self.whole()?.changes()?;
        let acts: BTreeMap<ChangeHash, ActId> =
            self.records.iter().map(|record| (record.hash, record.id)).collect();
        let by_hash: BTreeMap<ChangeHash, &Change> =
            changes.iter().map(|change| (change.hash(), change)).collect();
        let mut waiting: BTreeMap<ChangeHash, usize> = BTreeMap::new();
        let mut children: BTreeMap<ChangeHash, Vec<ChangeHash>> = BTreeMap::new();
        let mut ready = BTreeSet::new();
        for (hash, change) in &by_hash {
            waiting.insert(*hash, change.deps().len());
            if change.deps().is_empty() {
                ready.insert(*hash);
            }
            for dependency in change.deps() {
                children.entry(*dependency).or_default().push(*hash);
            }
        }
        let (mut bytes, mut chunks) = (Vec::new(), Vec::with_capacity(changes.len()));
        while let Some(hash) = ready.pop_first() {
            let (Some(change), Some(act)) = (by_hash.get(&hash), acts.get(&hash)) else {
                return Err(EngineError::Heads);
            };
            let raw = change.raw_bytes();
            let (offset, length) = (bytes.len(), raw.len());
            chunks.push(Chunk { act: *act, hash: hash.0, offset, length });
            bytes.extend_from_slice(raw);
            for child in children.get(&hash).into_iter().flatten() {
                if let Some(left) = waiting.get_mut(child) {
                    *left = left.saturating_sub(1);
                    if *left == 0 {
                        ready.insert(*child);
                    }
                }
            }
        }
        if chunks.len() == self.records.len() {
            Ok((bytes, chunks))
        } else {
            Err(EngineError::Heads)
        }
    }
}

// The first so many acts of which the words are not shown.
pub(crate) fn blackened<'a>(
    log: &'a Log,
    judge: &'a Judge,
    most: usize,
) -> impl Iterator<Item = Index> + 'a {
    let erased = log.erased().chain(judge.redacted());
    let erased: BTreeSet<_> = erased.filter(|index| index.at() < most).collect();
    erased.into_iter()
}

/// The devices of which a log holds two different acts with one sequence number.
pub(crate) fn forked(log: &Log) -> BTreeSet<DeviceId> {
    let devices = log.devices().filter(|(_, branches)| branches.len() > 1);
    devices.map(|(device, _)| device).collect()
}

fn change(
    act: &Act,
    (actor_id, seq): (ActorId, u64),
    start: u64,
    deps: Vec<ChangeHash>,
    operations: Vec<Op>,
) -> Change {
    let start_op = std::num::NonZeroU64::new(start).unwrap_or(std::num::NonZeroU64::MIN);
    let time = shape::number(act.header().claimed_at);
    Change::from(ExpandedChange {
        operations,
        actor_id,
        hash: None,
        seq,
        start_op,
        time,
        message: None,
        deps,
        extra_bytes: Vec::new(),
        author: None,
    })
}

// What is created, and what it is about where its first field says so.
fn created_about(deed: Option<&Deed>) -> Option<(Entity, EntityId)> {
    let Some(Deed::Create(create)) = deed else { return None };
    match create.fields.first()?.value {
        Value::Link(about) => Some((create.entity, about)),
        _ => None,
    }
}
