//! Acts on the way to another peer: columns of what doesn't follow from the rest, with the seals.
//!
//! Guards: a pack and whatever it refers to stand in one transfer, so reading it asks nothing of the
//! reader's own log; a wrong reference gives a wrong id, which no seal covers. Written here, read in
//! [`crate::unpack`].

use std::{collections::BTreeMap, sync::Arc};

use act::{
    act::Act,
    body::{Said, Strings},
    header,
    id::{ActId, CommunityId, DeviceId},
    log::{Index, Log},
    seal::Seal,
    statement,
};

use crate::{
    column::{COLUMNS, Column, Columns},
    template::{self, Filling},
    wire::{fold, put, put_size},
};

/// Acts in one pack: what a receiver holds of it stays within [`DECODED`] however small they are.
pub const ACTS: usize = 1024;

/// Bytes that the acts of one pack take in memory, by [`weight`]: two frames. With the frame and its
/// inflated columns that makes four.
pub const DECODED: usize = 512 * 1024;

/// Acts in one transfer: the receiver keeps 48 bytes for each to resolve references, 3 MiB. More
/// than that goes in a next transfer.
pub const TRANSFER: usize = 64 * 1024;

/// Names of 32 bytes that a transfer can refer back to: 1 MiB at the receiver. Twice the devices of
/// the greatest community we think of, with their people and all rounds of ten years.
pub const SLOTS: usize = 32 * 1024;

/// New slots that one act can need at most: every 33 bytes of an act of 16 KiB.
const SLOTS_OF_ACT: usize = 512;

/// Columns that one act can need at most: its own bytes and a little for each slot.
const COLUMNS_OF_ACT: usize = 20 * 1024;

// How `prev` is said, in the two lowest bits of a shape.
pub(crate) const PREV_FOLLOWS: u8 = 0; // this device's latest act in the transfer
pub(crate) const PREV_NONE: u8 = 1; // it is the first
pub(crate) const PREV_SLOT: u8 = 2; // outside the transfer: a slot and the own sequence number
pub(crate) const PREV_BACK: u8 = 3; // an earlier act in the transfer, so many back
/// The bit of a shape that says that an act is of another version.
pub(crate) const FOREIGN: u8 = 4;
/// The bit of a shape that says that the words were erased: their hash stands where the salt would.
pub(crate) const ERASED: u8 = 8;

/// Acts in causal order and the seals that came with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pack {
    /// The acts; each with everything it names before it, here or at the receiver.
    pub acts: Vec<Arc<Act>>,
    /// Seals on some of these acts, not verified.
    pub seals: Vec<Seal>,
    /// Whether more of the same transfer follows. Seals may come with a later part only, so nothing
    /// need be concluded before the last one.
    pub more: bool,
}

/// Bytes that an act takes in memory, about: its struct, kept part, seen ids and strings.
#[must_use]
pub fn weight(act: &Act) -> usize {
    weight_of(
        act.said().kept().len(),
        act.header().seen.len(),
        act.strings().iter().map(String::len).sum(),
    )
}

pub(crate) const fn weight_of(kept: usize, seen: usize, strings: usize) -> usize {
    size_of::<Act>() + 2 * size_of::<usize>() + kept + 32 * seen + strings
}

/// Writes the packs of one transfer; remembers what it sent, so that later acts can refer to it.
#[derive(Debug, Default)]
pub struct Packer {
    sent: Vec<Index>,
    slots: BTreeMap<[u8; 32], u32>,
    people: BTreeMap<[u8; 32], usize>,
    tips: BTreeMap<DeviceId, Index>,
    time: i64,
}

impl Packer {
    /// Acts sent so far in this transfer.
    #[must_use]
    pub const fn sent(&self) -> usize {
        self.sent.len()
    }

    /// The last act sent in this transfer; the next one must have a greater index.
    #[must_use]
    pub fn last(&self) -> Option<Index> {
        self.sent.last().copied()
    }

    /// Whether this transfer has no room for another pack and must be closed.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.sent.len() + ACTS > TRANSFER || self.slots.len() + SLOTS_OF_ACT > SLOTS
    }

    /// Packs acts of `log`, ascending and greater than [`Packer::last`], as many as fit. Returns the
    /// bytes and how many acts that were; at least one of each non-empty list unless the transfer
    /// [is full](Packer::is_full).
    pub fn pack(&mut self, log: &Log, acts: impl IntoIterator<Item = Index>) -> (Vec<u8>, usize) {
        self.pack_within(log, acts, ACTS, DECODED)
    }

    pub(crate) fn pack_within(
        &mut self,
        log: &Log,
        acts: impl IntoIterator<Item = Index>,
        most: usize,
        heaviest: usize,
    ) -> (Vec<u8>, usize) {
        let mut pack = Writer::default();
        let mut weight = 0;
        for index in acts {
            let act = log.act(index);
            weight += self::weight(act);
            let full = pack.count == most
                || weight > heaviest
                || pack.columns.len() + COLUMNS_OF_ACT > COLUMNS
                || self.sent.len() == TRANSFER
                || self.slots.len() + SLOTS_OF_ACT > SLOTS;
            if full {
                break;
            }
            self.put(log, index, &mut pack);
        }
        let seals = self.put_seals(log, &mut pack);
        (pack.finish(seals), pack.count)
    }

    fn put(&mut self, log: &Log, index: Index, pack: &mut Writer) {
        let act = log.act(index);
        let entry = log.entry(index);
        let foreign = act.header().version != header::VERSION;
        let prev = match (act.header().prev, entry.prev) {
            (None, _) => PREV_NONE,
            (_, Some(prev)) if self.tips.get(&act.device()) == Some(&prev) => PREV_FOLLOWS,
            (_, Some(prev)) if self.sent.binary_search(&prev).is_ok() => PREV_BACK,
            _ => PREV_SLOT,
        };
        let erased = if act.is_erased() { ERASED } else { 0 };
        let shape = prev | erased | if foreign { FOREIGN } else { 0 };
        pack.columns.get(Column::Shape).push(shape);
        let device = self.slot(log, act.device().bytes(), pack);
        put(pack.columns.get(Column::Device), device);
        if prev == PREV_BACK {
            let back = entry.prev.and_then(|prev| self.back(prev));
            put(pack.columns.get(Column::Extra), back.unwrap_or_default());
        } else if prev == PREV_SLOT {
            let prev = act.header().prev.unwrap_or(ActId([0; 32]));
            let slot = self.slot(log, prev.bytes(), pack);
            put(pack.columns.get(Column::Extra), slot);
            put(pack.columns.get(Column::Extra), u64::from(act.seq()));
        }
        self.put_seen(log, index, pack);
        let time = act.header().claimed_at;
        put(pack.columns.get(Column::Time), fold(time.wrapping_sub(self.time)));
        self.time = time;
        match act.said() {
            Said::Known(_) => self.put_kept(log, act, pack),
            Said::Unknown(kept) => put_foreign(act, kept, pack),
        }
        match act.text() {
            Some(Strings::Whole(words)) => {
                pack.columns.get(Column::Raw).extend(words.salt);
                for string in &words.strings {
                    pack.columns.get(Column::Text).extend(string.as_bytes());
                }
            }
            Some(Strings::Erased(hash)) => pack.columns.get(Column::Raw).extend(hash),
            None => {}
        }
        self.sent.push(index);
        self.tips.insert(act.device(), index);
        self.note_people(act);
        pack.count += 1;
    }

    fn put_seen(&mut self, log: &Log, index: Index, pack: &mut Writer) {
        let seen = &log.entry(index).seen;
        let mut backs: Vec<u64> = seen.iter().filter_map(|seen| self.back(*seen)).collect();
        backs.sort_unstable();
        put_size(pack.columns.get(Column::SeenCount), seen.len());
        for back in backs {
            put(pack.columns.get(Column::Seen), back << 1);
        }
        for seen in seen {
            if self.back(*seen).is_none() {
                let slot = self.slot(log, log.act(*seen).id().bytes(), pack);
                put(pack.columns.get(Column::Seen), slot << 1 | 1);
            }
        }
    }

    fn put_kept(&mut self, log: &Log, act: &Act, pack: &mut Writer) {
        let kept = act.said().kept();
        let split = template::split(&kept)
            .expect("a deed of our version is canonical CBOR of definite lengths");
        let next = pack.templates.len();
        let template = *pack.templates.entry(split.template).or_insert(next);
        put_size(pack.columns.get(Column::Template), template);
        if template == next {
            pack.holes.push(Vec::new());
        }
        let mut hole = 0;
        for filling in split.fillings {
            let value = match filling {
                Filling::Number(number) => number,
                Filling::Name(name) => self.slot(log, &name, pack),
                Filling::Blob(bytes) => {
                    pack.columns.get(Column::Raw).extend(bytes);
                    continue;
                }
            };
            let holes = &mut pack.holes[template];
            if holes.len() == hole {
                holes.push(Vec::new());
            }
            put(&mut holes[hole], value);
            hole += 1;
        }
    }

    /// The slot of a name, made when there is none: an act of this transfer, a person who came by
    /// one, or the name itself.
    fn slot(&mut self, log: &Log, name: &[u8; 32], pack: &mut Writer) -> u64 {
        if let Some(slot) = self.slots.get(name) {
            return u64::from(*slot);
        }
        let slot = u32::try_from(self.slots.len()).expect("there are at most SLOTS");
        self.slots.insert(*name, slot);
        let act = log.find(ActId(*name)).and_then(|index| self.back(index));
        let person = || self.people.get(name).map(|at| self.sent.len() - at);
        let what = match (act, person()) {
            (Some(back), _) => back << 1,
            (None, Some(back)) => ((back as u64) << 1) | 1,
            (None, None) => 0,
        };
        put(pack.columns.get(Column::Slot), what);
        if what == 0 {
            pack.columns.get(Column::Raw).extend(name);
        }
        u64::from(slot)
    }

    /// How many acts back in this transfer an act was sent, from 1.
    fn back(&self, index: Index) -> Option<u64> {
        let at = self.sent.binary_search(&index).ok()?;
        Some((self.sent.len() - at) as u64)
    }

    fn note_people(&mut self, act: &Act) {
        if brings_its_device(act) {
            let person = statement::member_id(act.id(), act.device());
            self.people.insert(*person.bytes(), self.sent.len() - 1);
        }
    }

    // Each seal that is kept travels with the act it is on.
    fn put_seals(&self, log: &Log, pack: &mut Writer) -> usize {
        let mut count = 0;
        for back in (1..=pack.count).rev() {
            let index = self.sent[self.sent.len() - back];
            let (stretch, seq) = (log.stretch(log.entry(index).branch()), log.act(index).seq());
            if let Ok(at) = stretch.seals.binary_search_by_key(&seq, |(seq, _)| *seq) {
                let (_, signature) = stretch.seals[at];
                put_size(pack.columns.get(Column::Seal), back);
                pack.columns.get(Column::Raw).extend(signature.0);
                count += 1;
            }
        }
        count
    }
}

/// Whether this act's author is a person who came by it: then a slot can name that person by it.
pub(crate) fn brings_its_device(act: &Act) -> bool {
    use act::deed::Deed::{Found, Join};
    matches!(act.deed(), Some(Found(_) | Join(_)))
}

fn put_foreign(act: &Act, kept: &[u8], pack: &mut Writer) {
    let extra = pack.columns.get(Column::Extra);
    put(extra, u64::from(act.header().version));
    put(extra, act.header().class as u64);
    put_size(extra, kept.len());
    if let Some(words) = act.words() {
        put_size(extra, words.strings.len());
        for string in &words.strings {
            put_size(extra, string.len());
        }
    }
    pack.columns.get(Column::Raw).extend(kept);
}

/// One pack while it is written.
#[derive(Debug, Default)]
struct Writer {
    columns: Columns,
    count: usize,
    templates: BTreeMap<Vec<u8>, usize>,
    /// Per template and hole what fills it, in the order of the acts.
    holes: Vec<Vec<Vec<u8>>>,
}

impl Writer {
    fn finish(&mut self, seals: usize) -> Vec<u8> {
        let head = self.columns.get(Column::Head);
        put_size(head, self.count);
        put_size(head, self.templates.len());
        put_size(head, seals);
        let mut templates: Vec<_> = self.templates.iter().collect();
        templates.sort_unstable_by_key(|(_, at)| **at);
        for (template, _) in templates {
            put_size(self.columns.get(Column::Templates), template.len());
            self.columns.get(Column::Templates).extend(template);
        }
        for hole in self.holes.iter().flatten() {
            self.columns.get(Column::Hole).extend(hole);
        }
        self.columns.write()
    }
}

/// The community that an act's header names: none for a founding act.
pub(crate) const fn header_community(community: CommunityId, founds: bool) -> CommunityId {
    if founds { CommunityId::UNFOUNDED } else { community }
}
