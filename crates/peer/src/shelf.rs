//! Which contents of attachments a community's acts name, which of them this device keeps, what is coming.
//!
//! Guards: nobody fills this disk: what one member, the guests together and the community add is bounded, in
//! the order in which it came; who names a content of somebody else's by a false key or size takes
//! nothing from it. Next: `core/attaching.rs`, what is done with them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
};

use act::{
    blob::Name,
    content::Entity,
    deed::Deed,
    id::{Digest, EntityId, MemberId},
    log::{Index, Log},
};
use rules::register::{Register, Standing};

use crate::community::Community;

/// Bytes of one member's attachments that a device keeps: eight of the greatest, or a hundred photos.
pub(crate) const OF_ONE: u64 = 256 << 20;

/// Bytes of the attachments of all guests together, whom one member's link let in.
const OF_GUESTS: u64 = 64 << 20;

/// Bytes of a community's attachments that a device keeps: a small memory card.
const OF_ALL: u64 = 2 << 30;

/// The contents that a community's acts name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shelf {
    all: BTreeMap<EntityId, Named>,
    /// Whoever can read an act can name its root with a key and size of their own: one of them is genuine.
    roots: BTreeMap<Digest, Vec<Named>>,
    of_one: BTreeMap<MemberId, u64>,
    of_guests: u64,
    of_all: u64,
    /// Acts that were looked at, and in which register.
    seen: usize,
    register: Option<Digest>,
}

/// A content, as an act names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    /// Its name.
    pub(crate) name: Name,
    /// Who attached it, first where several did.
    pub(crate) by: MemberId,
    /// It is within what a device keeps.
    pub(crate) kept: bool,
}

impl Shelf {
    /// Looks at the acts that are new; at all of them where somebody came, left or was let in.
    pub(crate) fn catch_up(&mut self, community: &Community) {
        let log = community.log();
        if self.seen == log.len() {
            return;
        }
        let register = community.register();
        if self.register != Some(register.digest()) {
            *self = Self { register: Some(register.digest()), ..Self::default() };
        }
        for index in log.since(self.seen) {
            self.look_at(community, &register, index);
        }
        self.seen = log.len();
    }

    fn look_at(&mut self, community: &Community, register: &Register, index: Index) {
        let act = community.log().act(index);
        let Some(Deed::Create(create)) = act.deed() else { return };
        if create.entity != Entity::Attachment {
            return;
        }
        let id = act.id().into();
        let Some(view) = community.document().attachment(id) else { return };
        // Erased, or without a key that can be read: then nothing can be verified.
        let Some(name) = view.content else { return };
        let size = name.size;
        let standing = register.person(view.created_by).map(|person| person.standing);
        let is_guest = !matches!(standing, Some(standing) if !is_guest(standing));
        let of_one = self.of_one.entry(view.created_by).or_default();
        let kept = *of_one + size <= OF_ONE
            && self.of_all + size <= OF_ALL
            && (!is_guest || self.of_guests + size <= OF_GUESTS);
        if kept {
            *of_one += size;
            self.of_all += size;
            self.of_guests += if is_guest { size } else { 0 };
        }
        let named = Named { name, by: view.created_by, kept };
        self.all.insert(id, named);
        let same = self.roots.entry(name.root).or_default();
        match same.iter_mut().find(|other| other.name == name) {
            Some(other) => other.kept |= kept,
            None => same.push(named),
        }
    }

    /// What an attachment is called; nothing for one that is erased.
    pub(crate) fn of(&self, id: EntityId) -> Option<Named> {
        self.all.get(&id).copied()
    }

    /// All that go by this root.
    pub(crate) fn at(&self, root: Digest) -> impl Iterator<Item = Name> + '_ {
        self.roots.get(&root).into_iter().flatten().map(|named| named.name)
    }

    /// All that are named.
    pub(crate) fn names(&self) -> impl Iterator<Item = Name> + '_ {
        self.roots.values().flatten().map(|named| named.name)
    }

    /// Those that this device keeps.
    pub(crate) fn kept(&self) -> impl Iterator<Item = Named> + '_ {
        self.roots.values().flatten().filter(|named| named.kept).copied()
    }

    /// Those that some of the acts name, of what a device keeps.
    pub(crate) fn among(&self, log: &Log, acts: &BTreeSet<Index>) -> Vec<Name> {
        let among = |id: &EntityId| log.find(id.act()).is_some_and(|act| acts.contains(&act));
        let named = self.all.iter().filter(|(id, named)| named.kept && among(id));
        named.map(|(_, named)| named.name).collect()
    }

    /// Bytes of somebody's that a device keeps.
    pub(crate) fn bytes_of(&self, member: MemberId) -> u64 {
        self.of_one.get(&member).copied().unwrap_or_default()
    }
}

const fn is_guest(standing: Standing) -> bool {
    matches!(standing, Standing::Guest | Standing::Dismissed)
}

/// How many bytes have come of what is being fetched.
#[derive(Clone, Debug, Default)]
pub(crate) struct Coming(Arc<Mutex<BTreeMap<Digest, u64>>>);

impl Coming {
    pub(crate) fn set(&self, root: Digest, bytes: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(root, bytes);
    }

    pub(crate) fn end(&self, root: Digest) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&root);
    }

    /// Bytes that have come; nothing for what isn't being fetched.
    pub(crate) fn of(&self, root: Digest) -> Option<u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&root).copied()
    }

    /// Roughly, for pages that are open: a number that differs when it is worth drawing again.
    pub(crate) fn steps(&self) -> Vec<u64> {
        const STEP: u64 = 4 << 20;
        let coming = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        coming.values().map(|bytes| bytes / STEP).collect()
    }
}
