//! A snapshot: a cache of the document in this device's own profile, to start quickly.
//!
//! Guards: never taken from anybody else, and never trusted: its digest must fit, Automerge's heads
//! and changes must be those of the acts, no device may have forked and no words may have been erased since; else all is derived again.
//! Next: [`crate::projection`].

use std::{
    collections::{BTreeMap, BTreeSet},
    thread::JoinHandle,
};

use act::{
    id::{ActId, DeviceId},
    log::{Index, Log},
};
use automerge::ChangeHash;
use rules::judge::Judge;
use sha2::{Digest as _, Sha256};

use crate::{
    engine::{Engine, EngineError},
    projection::{Document, blackened, forked},
};

/// Names the form and the compiler; a snapshot by another one is thrown away.
const MAGIC: &[u8; 16] = b"meent/snapshot/3";

/// Bytes per act: its id and its change's hash.
const ROW: usize = 32 + 32;

/// How a document was restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restored {
    /// From the snapshot, and so many newer acts added.
    Loaded(usize),
    /// Derived again: the snapshot was damaged, of another compiler, or of before a fork.
    Derived,
}

struct Cached {
    forked: Vec<DeviceId>,
    blackened: BTreeSet<ActId>,
    acts: BTreeMap<ActId, ChangeHash>,
    engine: Engine,
}

/// A snapshot that is being read while the acts are judged: half of a start that needs no acts.
#[derive(Debug)]
pub struct Loading(JoinHandle<Option<Cached>>);

impl Loading {
    /// Begins to read a snapshot, on a thread of its own.
    #[must_use]
    pub fn begin(snapshot: Vec<u8>) -> Self {
        Self(std::thread::spawn(move || read(&snapshot)))
    }

    /// [`Document::restore`] from what was read.
    ///
    /// # Errors
    /// When the engine fails on the acts themselves.
    pub fn finish(self, log: &Log, judge: &Judge) -> Result<(Document, Restored), EngineError> {
        restored(log, judge, self.0.join().ok().flatten())
    }
}

impl Document {
    /// The document as a cache, for [`Self::restore`] on this device only.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn snapshot(&self) -> Result<Vec<u8>, EngineError> {
        let saved = self.save()?;
        let mut bytes = Vec::with_capacity(saved.len() + self.records.len() * ROW + 256);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&(self.forked.len() as u64).to_be_bytes());
        for device in &self.forked {
            bytes.extend_from_slice(device.bytes());
        }
        let black: Vec<_> =
            self.blackened.iter().filter_map(|at| self.records.get(at.at())).collect();
        bytes.extend_from_slice(&(black.len() as u64).to_be_bytes());
        for record in black {
            bytes.extend_from_slice(record.id.bytes());
        }
        bytes.extend_from_slice(&(self.records.len() as u64).to_be_bytes());
        for record in &self.records {
            bytes.extend_from_slice(record.id.bytes());
            bytes.extend_from_slice(&record.hash.0);
        }
        bytes.extend_from_slice(&saved);
        let digest = Sha256::digest(&bytes);
        bytes.extend_from_slice(&digest);
        Ok(bytes)
    }

    /// The document of a log, all of whose acts were judged, from a snapshot taken earlier; derived
    /// from the acts when the snapshot can't be used.
    ///
    /// # Errors
    /// When the engine fails on the acts themselves.
    pub fn restore(
        log: &Log,
        judge: &Judge,
        snapshot: &[u8],
    ) -> Result<(Self, Restored), EngineError> {
        restored(log, judge, read(snapshot))
    }
}

fn restored(
    log: &Log,
    judge: &Judge,
    cached: Option<Cached>,
) -> Result<(Document, Restored), EngineError> {
    match cached.and_then(|cached| trusted(log, judge, cached)) {
        Some((document, added)) => Ok((document, Restored::Loaded(added))),
        None => Document::derive(log, judge).map(|document| (document, Restored::Derived)),
    }
}

// The document of the acts, if a snapshot really holds what they say.
fn trusted(log: &Log, judge: &Judge, cached: Cached) -> Option<(Document, usize)> {
    let forked = forked(log);
    let is_covered = cached.acts.keys().all(|act| log.find(*act).is_some());
    let blackened: BTreeSet<_> = blackened(log, judge, log.len()).collect();
    let was_black = |index: &Index| cached.blackened.contains(&log.act(*index).id());
    let in_cache = |index: &&Index| cached.acts.contains_key(&log.act(**index).id());
    let now_black = blackened.iter().filter(in_cache);
    // The same words are black in it: none more, none less.
    let same = now_black.clone().all(was_black) && now_black.count() == cached.blackened.len();
    if !is_covered || !same || !forked.iter().eq(&cached.forked) {
        return None;
    }
    let engine = Some(cached.engine);
    let mut document = Document { forked, blackened, engine, ..Document::default() };
    let changes = document.follow(log, judge, 0, |act| cached.acts.get(&act).copied());
    let added = changes.len();
    if added > 0 {
        document.engine.as_mut()?.apply(changes).ok()?;
    }
    document.compare().ok()?;
    let wanted = document
        .records
        .iter()
        .zip(log.iter())
        .map(|(record, (index, _))| (record.hash, (document.actors.of(index), record.max_op)));
    let holds = document.engine.as_ref()?.holds(&wanted.collect()).ok()?;
    holds.then_some((document, added))
}

fn read(snapshot: &[u8]) -> Option<Cached> {
    let (bytes, digest) = snapshot.split_at_checked(snapshot.len().checked_sub(32)?)?;
    if Sha256::digest(bytes).as_slice() != digest {
        return None;
    }
    let rest = bytes.strip_prefix(MAGIC)?;
    let (count, rest) = number(rest)?;
    let (devices, rest) = rest.split_at_checked(count.checked_mul(32)?)?;
    let (count, rest) = number(rest)?;
    let (black, rest) = rest.split_at_checked(count.checked_mul(32)?)?;
    let (count, rest) = number(rest)?;
    let (rows, document) = rest.split_at_checked(count.checked_mul(ROW)?)?;
    let forked = devices.chunks_exact(32).filter_map(|id| Some(DeviceId(id.try_into().ok()?)));
    let black = black.chunks_exact(32).filter_map(|id| Some(ActId(id.try_into().ok()?)));
    let blackened = black.collect();
    let mut acts = BTreeMap::new();
    for row in rows.chunks_exact(ROW) {
        let (id, hash) = row.split_first_chunk::<32>()?;
        acts.insert(ActId(*id), ChangeHash(hash.try_into().ok()?));
    }
    Some(Cached { forked: forked.collect(), blackened, acts, engine: Engine::load(document).ok()? })
}

fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<8>()?;
    Some((usize::try_from(u64::from_be_bytes(*number)).ok()?, rest))
}
