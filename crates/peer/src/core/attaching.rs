//! Attachments and the profile: a file is attached, a content is wanted, here, handed out, or gone.
//!
//! Guards: a content is durable under its name before an act names it; it is handed to members and guests
//! of the community whose act names it, and to nobody else; nobody fills this disk, and what is erased
//! goes from it. Next: [`crate::fetching`], which gets what is wanted from others.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
};

use act::{
    blob::{Key, Name},
    content::Entity,
    deed::Deed,
    id::{CommunityId, DeviceId, Digest, EntityId, MemberId},
    log::{Index, Log},
};
use store::blob::{Blobs, Held};
use sync::blob::Opening;

use super::{Core, ambiently};
use crate::{
    answer::{self, Answer},
    attachment::{Attach, Content, Upload, Uploaded, kind},
    community::{Ambient, Community},
    home::Home,
    refusal::Refusal,
};

/// Bytes of one member's attachments that this device keeps: eight of the greatest, or a hundred photos.
const OF_ONE: u64 = 256 << 20;

/// Bytes of a community's attachments that this device keeps: a small memory card.
const OF_ALL: u64 = 2 << 30;

/// The contents that a community's acts name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shelf {
    all: BTreeMap<EntityId, Named>,
    roots: BTreeMap<Digest, Named>,
    of_one: BTreeMap<MemberId, u64>,
    of_all: u64,
    /// Acts that were looked at.
    seen: usize,
}

#[derive(Clone, Copy, Debug)]
struct Named {
    name: Name,
    /// Its author and the community keep within what this device keeps.
    kept: bool,
}

impl Shelf {
    // Looks at the acts that are new.
    fn catch_up(&mut self, community: &Community) {
        let log = community.log();
        for index in log.since(self.seen) {
            self.look_at(community, index);
        }
        self.seen = log.len();
    }

    /// The contents that some of the acts name, within what a device keeps.
    pub(super) fn among(&self, log: &Log, acts: &BTreeSet<Index>) -> Vec<Name> {
        let among = |id: &EntityId| log.find(id.act()).is_some_and(|act| acts.contains(&act));
        let named = self.all.iter().filter(|(id, named)| named.kept && among(id));
        named.map(|(_, named)| named.name).collect()
    }

    fn look_at(&mut self, community: &Community, index: Index) {
        let act = community.log().act(index);
        let Some(Deed::Create(create)) = act.deed() else { return };
        if create.entity != Entity::Attachment {
            return;
        }
        let id = act.id().into();
        let Some(view) = community.document().attachment(id) else { return };
        // Erased, or without a key that can be read: then nothing can be verified.
        let Some(name) = view.content else { return };
        let of_one = self.of_one.entry(view.created_by).or_default();
        let kept = *of_one + name.size <= OF_ONE && self.of_all + name.size <= OF_ALL;
        if kept {
            *of_one += name.size;
            self.of_all += name.size;
        }
        let named = Named { name, kept };
        self.all.insert(id, named);
        // A root names one content, whoever says so; the first one counts.
        self.roots.entry(name.root).or_insert(named);
    }
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

    fn of(&self, root: Digest) -> Option<u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&root).copied()
    }

    /// Roughly, for pages that are open: a number that differs when it is worth drawing again.
    pub(crate) fn steps(&self) -> Vec<u64> {
        const STEP: u64 = 4 << 20;
        let coming = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        coming.values().map(|bytes| bytes / STEP).collect()
    }
}

impl Core {
    /// Begins with a file that its owner attaches.
    ///
    /// # Errors
    /// When nothing may be written, or the disk refuses.
    pub fn upload(&self) -> Result<Upload, Refusal> {
        self.may_go_on(false, false)?;
        let mut key = [0; 16];
        getrandom::fill(&mut key).expect("the operating system has random bytes");
        Upload::begin(&self.profile().blobs(), Key(key))
    }

    /// Attaches a file that came in whole. Answers [`Answer::Attachment`].
    ///
    /// # Errors
    /// When it may not be: nothing has changed then. When the disk refuses.
    pub fn attach(&mut self, uploaded: Uploaded, attach: &Attach) -> Result<Answer, Refusal> {
        ambiently(|ambient| self.attach_in(uploaded, attach, ambient))
    }

    fn attach_in(
        &mut self,
        Uploaded { sealed, place: _place }: Uploaded,
        attach: &Attach,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.may_go_on(false, false)?;
        let id = self.choose(attach.community.as_deref())?;
        self.shelve(id);
        let home = self.homes.get_mut(&id).ok_or(Refusal::NoCommunity)?;
        let kind = kind(sealed.begin());
        let about = home.community.may_attach(&attach.on, (&attach.title, &attach.alt), kind)?;
        let (me, _) = home.community.myself()?;
        let own = home.shelf.of_one.get(&me).copied().unwrap_or_default();
        if own + sealed.name().size > OF_ONE {
            return Err(Refusal::BadFile("too_much".to_owned()));
        }
        let name = sealed.settle().map_err(|error| self.fail(&error))?;
        let home = self.homes.get_mut(&id).ok_or(Refusal::NoCommunity)?;
        let written = home.community.attach(about, name, kind, ambient);
        self.keep(id, ambient)?;
        let written = match written {
            Ok(written) => written,
            Err(refusal) => {
                self.sweep(false);
                return Err(refusal);
            }
        };
        self.show_attachment(id, &written.to_string())
    }

    pub(super) fn show_attachment(&self, id: CommunityId, typed: &str) -> Result<Answer, Refusal> {
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        let (mut told, _) = home.community.show_attachment(typed)?;
        self.fill(home, std::slice::from_mut(&mut told));
        Ok(Answer::Attachment(told))
    }

    /// The content of an attachment, with what is known of it.
    ///
    /// # Errors
    /// When there is none of that name, or its content isn't here.
    pub fn attachment(&self, community: Option<&str>, typed: &str) -> Result<Content, Refusal> {
        let id = self.choose(community)?;
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        let (mut told, name) = home.community.show_attachment(typed)?;
        let name = name.ok_or_else(|| Refusal::BadFile("erased".to_owned()))?;
        let held = self.profile().blobs().read(name);
        let held = held.map_err(|error| Refusal::Internal(error.to_string()))?;
        let held = held.ok_or_else(|| Refusal::BadFile("not_here".to_owned()))?;
        self.fill(home, std::slice::from_mut(&mut told));
        Ok(Content::new(told, held))
    }

    /// Says of each attachment in an answer whether its content is here.
    pub(super) fn fill_answer(&self, id: CommunityId, answer: &mut Answer) {
        let Some(home) = self.homes.get(&id) else { return };
        match answer {
            Answer::Goal(goal) => self.fill(home, &mut goal.attachments),
            Answer::Goals(goals) => {
                for goal in &mut goals.goals {
                    self.fill(home, &mut goal.attachments);
                }
            }
            Answer::Decision(decision) => self.fill(home, &mut decision.attachments),
            Answer::Decisions(decisions) => {
                for decision in &mut decisions.decisions {
                    self.fill(home, &mut decision.attachments);
                }
            }
            _ => {}
        }
    }

    fn fill(&self, home: &Home, all: &mut [answer::Attachment]) {
        if all.is_empty() {
            return;
        }
        let blobs = self.profile().blobs();
        for attachment in all {
            let Some(id) = EntityId::from_hex(&attachment.id) else { continue };
            let Some(named) = home.shelf.all.get(&id) else { continue };
            let (state, have) = match self.coming.of(named.name.root) {
                _ if attachment.state == "erased" => continue,
                _ if blobs.holds(named.name.root) => ("here", named.name.size),
                Some(have) => ("coming", have),
                None if !named.kept => ("too_much", 0),
                None => ("elsewhere", 0),
            };
            (attachment.state, attachment.have) = (state.to_owned(), have);
        }
    }

    /// Looks at what is new in a community.
    pub(super) fn shelve(&mut self, id: CommunityId) {
        if let Some(home) = self.homes.get_mut(&id) {
            home.shelf.catch_up(&home.community);
        }
    }

    /// After words were erased or came back: what no act names any more goes from the disk.
    pub(super) fn shelve_again(&mut self, id: CommunityId) {
        if let Some(home) = self.homes.get_mut(&id) {
            home.shelf = Shelf::default();
            home.shelf.catch_up(&home.community);
        }
        self.sweep(false);
    }

    /// At the start: what is wanted, and what an earlier run left behind.
    pub(super) fn shelve_all(&mut self) {
        for home in self.homes.values_mut() {
            home.shelf.catch_up(&home.community);
        }
        self.sweep(true);
    }

    fn sweep(&self, new: bool) {
        let wanted: BTreeSet<_> =
            self.homes.values().flat_map(|home| home.shelf.roots.keys().copied()).collect();
        match self.profile().blobs().retain(|root| wanted.contains(&root), new) {
            Ok(0) => {}
            Ok(gone) => tracing::info!(gone, "removed contents that no act names any more"),
            // Tried again at the next one, and at the start.
            Err(error) => tracing::error!(%error, "could not remove contents that were erased"),
        }
    }

    /// The contents that are wanted and not here.
    pub(crate) fn lacking(&self) -> Vec<(CommunityId, Name)> {
        if self.is_broken() {
            return Vec::new();
        }
        let blobs = self.profile().blobs();
        let mut all = Vec::new();
        for home in self.homes.values() {
            let wanted = home.shelf.roots.values().filter(|named| named.kept);
            let lacking = wanted.filter(|named| !blobs.holds(named.name.root));
            all.extend(lacking.map(|named| (home.record.id, named.name)));
        }
        all
    }

    /// The content that a device of a community asks for, if it may have it.
    pub(crate) fn hand_out(&mut self, opening: Opening, device: DeviceId) -> Option<Held> {
        let Opening { community, root } = opening;
        if self.is_broken() || !self.takes_part(community, device) {
            return None;
        }
        let named = self.homes.get(&community)?.shelf.roots.get(&root)?;
        match self.profile().blobs().read(named.name) {
            Ok(held) => held,
            Err(error) => {
                tracing::warn!(%error, "could not read an attachment");
                None
            }
        }
    }

    /// A content came: whether it is still wanted; if not, it is gone again.
    pub(crate) fn has_come(&self, root: Digest) {
        if !self.homes.values().any(|home| home.shelf.roots.contains_key(&root)) {
            self.sweep(false);
        }
    }

    pub(crate) fn blobs(&self) -> Blobs {
        self.profile().blobs()
    }
}
