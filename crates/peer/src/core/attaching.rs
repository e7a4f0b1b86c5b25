//! Attachments and the profile: a file is attached, a content is wanted, here, handed out, or gone.
//!
//! Guards: a content is durable under its name before an act names it; it is handed to members and guests
//! of the community whose act names it, and to nobody else; nobody fills this disk, and what is erased
//! goes from it. Next: [`crate::fetching`], which gets what is wanted from others.

use std::collections::BTreeSet;

use act::{
    blob::Key,
    id::{CommunityId, DeviceId, Digest, EntityId},
};
use store::{
    blob::{Blobs, Held},
    condition::Room,
};
use sync::blob::Opening;

use super::{Core, ambiently};
use crate::{
    answer::{self, Answer},
    attachment::{Attach, Content, Upload, Uploaded, kind},
    community::Ambient,
    home::Home,
    refusal::Refusal,
    shelf::{Named, OF_ONE, Shelf},
};

/// Bytes that stay free on the disk: what people write must always fit.
const STAYS_FREE: u64 = 512 << 20;

impl Core {
    /// Begins with a file that its owner attaches.
    ///
    /// # Errors
    /// When nothing may be written, or the disk refuses.
    pub fn upload(&self) -> Result<Upload, Refusal> {
        self.may_go_on(false, false)?;
        let mut key = [0; 16];
        getrandom::fill(&mut key).expect("the operating system has random bytes");
        Upload::begin(&self.blobs(), Key(key))
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
        if home.shelf.bytes_of(me) + sealed.name().size > OF_ONE {
            return Err(Refusal::BadFile("too_much".to_owned()));
        }
        let name = sealed.settle().map_err(|error| self.fail(&error))?;
        self.here.insert(name);
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
        Ok(Answer::Attachment(Box::new(told)))
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
        let held = self.blobs().read(name);
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
        for attachment in all {
            let id = EntityId::from_hex(&attachment.id);
            let Some(named) = id.and_then(|id| home.shelf.of(id)) else { continue };
            let (state, have) = match self.coming.of(named.name.root) {
                _ if attachment.state == "erased" => continue,
                _ if self.here.contains(&named.name) => ("here", named.name.size),
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
        let blobs = self.blobs();
        let wanted = self.homes.values().flat_map(|home| home.shelf.names());
        self.here = wanted.filter(|name| matches!(blobs.read(*name), Ok(Some(_)))).collect();
    }

    fn sweep(&mut self, new: bool) {
        let named: BTreeSet<_> = self.homes.values().flat_map(|home| home.shelf.names()).collect();
        self.here.retain(|name| named.contains(name));
        let at = |root| named.iter().filter(|name| name.root == root).copied().collect();
        match self.blobs().retain(at, new) {
            Ok(0) => {}
            Ok(gone) => tracing::info!(gone, "removed contents that no act names any more"),
            // Tried again at the next one, and at the start.
            Err(error) => tracing::error!(%error, "could not remove contents that were erased"),
        }
    }

    /// How many contents are here, how many bytes they are, and how many others are wanted.
    pub(crate) fn count_contents(&self) -> (usize, u64, usize) {
        let kept = self.homes.values().flat_map(|home| home.shelf.kept());
        let wanted: BTreeSet<_> = kept.map(|named| named.name).collect();
        let bytes = self.here.iter().map(|name| name.size).sum();
        (self.here.len(), bytes, wanted.difference(&self.here).count())
    }

    /// The contents that are wanted and not here.
    pub(crate) fn lacking(&self) -> Vec<(CommunityId, Named)> {
        if self.is_broken() {
            return Vec::new();
        }
        let mut all = Vec::new();
        for home in self.homes.values() {
            let lacking = home.shelf.kept().filter(|named| !self.here.contains(&named.name));
            all.extend(lacking.map(|named| (home.record.id, named)));
        }
        let room = || Room::of(self.profile().dir()).map_or(u64::MAX, |room| room.free);
        if all.is_empty() || room() >= STAYS_FREE { all } else { Vec::new() }
    }

    /// The content that a device of a community asks for, if it may have it.
    pub(crate) fn hand_out(&mut self, opening: Opening, device: DeviceId) -> Option<Held> {
        let Opening { community, root } = opening;
        if self.is_broken() || !self.takes_part(community, device) {
            return None;
        }
        let blobs = self.blobs();
        let read = |name| match blobs.read(name) {
            Ok(held) => held,
            Err(error) => {
                tracing::warn!(%error, "could not read an attachment");
                None
            }
        };
        self.homes.get(&community)?.shelf.at(root).find_map(read)
    }

    /// A content came: whether it is still wanted; if not, it is gone again.
    pub(crate) fn has_come(&mut self, root: Digest) {
        let blobs = self.blobs();
        let names = self.homes.values().flat_map(|home| home.shelf.at(root));
        let here = names.filter(|name| matches!(blobs.read(*name), Ok(Some(_))));
        let here: Vec<_> = here.collect();
        if here.is_empty() {
            self.sweep(false);
        }
        self.here.extend(here);
    }

    pub(crate) fn blobs(&self) -> Blobs {
        self.profile().blobs()
    }
}
