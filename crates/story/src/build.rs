//! A script becomes real acts in a real log.
//!
//! Guards: every act is one that the protocol takes in, with real proofs and links. What everyone
//! refuses (an act of a device that nothing in its past brings in, a join that is no first act) is
//! left out, and whoever saw it saw what it had seen. Next: [`crate::state`].

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use act::{
    act::{Act, Draft, Parts},
    body::Words,
    cap,
    deed::{Class, Deed},
    header::VERSION,
    id::{ActId, ChangeId, DeviceId, EntityId, MemberId},
    key::SecretKey,
    log::{AppendError, Index, Log, Refusal},
    register::{Change, Kind},
    statement,
};
use founding::{clauses, found};

use crate::{
    error::StoryError,
    people::key,
    script::{Device, Label, Line, Person, Script, Told},
};

mod deed; // what a line says
mod founding; // how it begins
mod season; // how another one begins together

/// When the first act claims to be made: any moment will do, no rule reads it.
const BEGAN: i64 = 1_796_000_000;

/// Acts that everyone refuses; a story with more of them shows nothing more, and each stands for all
/// that it had seen.
const REFUSED: usize = 100;

/// What an act of the next version says: anything will do (this is CBOR's null).
const UNREADABLE: [u8; 1] = [0xf6];

/// What an invite of a story is good for: more than a story can hold.
const UNTIL: i64 = 4_000_000_000;

/// The acts of a story, and which stands for what.
#[derive(Clone, Debug)]
pub(crate) struct Built {
    pub(crate) log: Log,
    /// Per line the acts that naming it stands for: itself, or what it had seen when it was refused.
    pub(crate) known: Vec<Vec<Index>>,
    /// Per line its act, unless everyone refuses it.
    pub(crate) acts: Vec<Option<Index>>,
    pub(crate) members: BTreeMap<MemberId, Person>,
    pub(crate) devices: BTreeMap<DeviceId, Device>,
    /// The label that each clause has in the story.
    pub(crate) labels: BTreeMap<ChangeId, Label>,
    /// The roles, mandates, topics and house rules of the story.
    pub(crate) things: Vec<EntityId>,
}

/// Plays a script.
///
/// # Errors
/// When something in it can't be written as an act at all.
pub(crate) fn build(script: &Script) -> Result<Built, StoryError> {
    let keys: Vec<_> = script.devices.iter().map(|(label, _)| key("device", label)).collect();
    let (founding, founded) = found(script, &keys)?;
    let devices = keys.iter().map(SecretKey::device).zip(0..).collect();
    let mut builder = Builder {
        script,
        keys,
        built: Built {
            log: Log::new(founding.community()),
            known: Vec::new(),
            acts: Vec::new(),
            members: BTreeMap::new(),
            devices,
            labels: BTreeMap::new(),
            things: Vec::new(),
        },
        clauses: Vec::new(),
        options: Vec::new(),
        member_of: BTreeMap::new(),
        brought: BTreeMap::new(),
        kinds: BTreeMap::new(),
        chain: Vec::new(),
        last: BTreeMap::new(),
        refused: 0,
        decision: EntityId(founding.id().0),
    };
    builder.found(founding, &founded)?;
    builder.clauses = clauses(script, &builder.keys, &builder.built.things);
    let label = |(label, change): (Label, &Change)| (change.id(), label);
    builder.built.labels = builder.clauses.iter().enumerate().map(label).collect();
    for line in 1..script.lines.len() {
        builder.play(line)?;
    }
    Ok(builder.built)
}

struct Builder<'a> {
    script: &'a Script,
    keys: Vec<SecretKey>,
    built: Built,
    member_of: BTreeMap<Person, MemberId>,
    // The act that an admission of somebody names.
    brought: BTreeMap<Person, ActId>,
    // The kind of participant that somebody came as.
    kinds: BTreeMap<Person, Kind>,
    // Per line where its device's chain goes on after it.
    chain: Vec<Option<Index>>,
    last: BTreeMap<Device, Line>,
    refused: usize,
    decision: EntityId,
    // By label.
    clauses: Vec<Change>,
    options: Vec<EntityId>,
}

fn wrong(line: Line, what: impl Into<String>) -> StoryError {
    StoryError::Malformed { path: format!("acts[{line}]"), what: what.into() }
}

impl Builder<'_> {
    fn enter(&mut self, person: Person, kind: Kind, act: ActId, device: DeviceId) {
        let member = statement::member_id(act, device);
        self.built.members.insert(member, person);
        // A founder who also uses an invite stays the founder.
        self.member_of.entry(person).or_insert(member);
        self.kinds.entry(person).or_insert(kind);
        self.brought.insert(person, act);
    }

    fn key(&self, device: Device) -> &SecretKey {
        self.keys.get(device).expect("a device of the script has a key")
    }

    fn owner(&self, device: Device) -> Person {
        self.script.devices.get(device).map_or(0, |(_, person)| *person)
    }

    fn play(&mut self, line: Line) -> Result<(), StoryError> {
        let script = self.script;
        let said = script.lines.get(line).expect("a line of the script");
        let before = said.prev.or_else(|| self.last.get(&said.by).copied());
        if let Some(before) = before
            && script.lines.get(before).is_none_or(|earlier| earlier.by != said.by)
        {
            return Err(wrong(line, "`prev` is an act of another device"));
        }
        let mut prev = before.and_then(|before| self.chain.get(before).copied().flatten());
        let named = |at: &Line| self.built.known.get(*at).map_or(&[][..], Vec::as_slice);
        // What a refused act had seen is known to its device as well.
        let lines: BTreeSet<_> = said.seen.iter().chain(&before).collect();
        let seen = self.reduce(prev, lines.into_iter().flat_map(named).copied().collect());
        let mut parents = seen.as_slice();
        if matches!(said.deed, Told::Found { .. }) {
            return Err(wrong(line, "a community is founded once"));
        }
        let joins = matches!(said.deed, Told::Join { .. });
        let writable = !joins || prev.is_none();
        // More heads than an act can name are gathered by small acts first, as an app does.
        while writable && parents.len() > cap::SEEN {
            if joins {
                return Err(wrong(line, format!("a join can see {} acts at most", cap::SEEN)));
            }
            let (first, rest) = parents.split_at(cap::SEEN);
            match self.append(line, said.by, prev, first, Some((Deed::Gather, None)))? {
                Some(gathered) => prev = Some(gathered),
                None => break,
            }
            parents = rest;
        }
        let act = if writable && parents.len() <= cap::SEEN {
            let deed = match &said.deed {
                Told::Newer => None,
                told => Some(self.deed(line, told)?),
            };
            self.append(line, said.by, prev, parents, deed)?
        } else {
            None
        };
        if let (Some(act), Told::Join { kind, .. }) = (act, &said.deed) {
            self.join(line, said.by, *kind, act)?;
        }
        if act.is_none() {
            self.refused += 1;
            if self.refused > REFUSED {
                return Err(wrong(line, "too many acts that everyone refuses"));
            }
        }
        self.built
            .known
            .push(act.map_or_else(|| prev.iter().chain(&seen).copied().collect(), |act| vec![act]));
        self.built.acts.push(act);
        self.chain.push(act.or(prev));
        self.last.insert(said.by, line);
        Ok(())
    }

    fn join(&mut self, line: Line, by: Device, kind: Kind, act: Index) -> Result<(), StoryError> {
        let (id, device) = (self.built.log.act(act).id(), self.built.log.act(act).device());
        let owner = self.owner(by);
        if self.script.first_device(owner) != by {
            return Err(wrong(line, "somebody joins with the device that is listed first"));
        }
        let brought = self.brought.get(&owner).and_then(|act| self.built.log.find(*act));
        if brought.is_some_and(|act| matches!(self.built.log.act(act).deed(), Some(Deed::Join(_))))
        {
            return Err(wrong(line, "somebody joins once"));
        }
        self.enter(owner, kind, id, device);
        Ok(())
    }

    // Only what is in the past of neither `prev` nor another one.
    fn reduce(&self, prev: Option<Index>, seen: BTreeSet<Index>) -> Vec<Index> {
        let log = &self.built.log;
        let mut past = log.clock_of(prev);
        let mut kept = Vec::new();
        // Later first: an act is in the past of later ones only.
        for act in seen.into_iter().rev() {
            if !log.holds(&past, act) {
                past.join(&log.clock(act));
                kept.push(act);
            }
        }
        kept
    }

    // Without a deed it is of the next version. None when everyone refuses it.
    fn append(
        &mut self,
        line: Line,
        by: Device,
        prev: Option<Index>,
        seen: &[Index],
        deed: Option<(Deed, Option<Words>)>,
    ) -> Result<Option<Index>, StoryError> {
        let log = &mut self.built.log;
        let seq = prev.map_or(1, |prev| log.act(prev).seq().saturating_add(1));
        let community = log.community();
        let device = self.keys.get(by).expect("a device of the script has a key").device();
        let prev = prev.map(|prev| log.act(prev).id());
        let mut seen: Vec<_> = seen.iter().map(|seen| log.act(*seen).id()).collect();
        // The line makes two acts that say the same two acts all the same.
        let claimed_at = BEGAN.saturating_add(i64::try_from(line).unwrap_or(i64::MAX));
        let act = if let Some((deed, words)) = deed {
            Act::new(Draft { community, device, seq, prev, seen, claimed_at, deed, words })
        } else {
            seen.sort_unstable();
            Act::from_parts(Parts {
                version: VERSION.saturating_add(1),
                class: Class::Register,
                community,
                device,
                seq,
                prev,
                seen,
                claimed_at,
                kept: UNREADABLE.to_vec(),
                strings: None,
            })
        };
        let act = act.map_err(|error| wrong(line, error.to_string()))?;
        match log.append(Arc::new(act)) {
            Ok(index) => Ok(Some(index)),
            Err(AppendError::Refused(Refusal::Stranger)) => Ok(None),
            Err(error) => Err(wrong(line, error.to_string())),
        }
    }
}
