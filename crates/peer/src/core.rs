//! A profile in memory: its communities and the disk behind them; commands without a network.
//!
//! Guards: an own act is durable before the answer "ok" and before any byte of it leaves; after a
//! failed write nothing more is accepted. One writer: this value. Next: [`crate::running`], which adds
//! the network.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    time::Instant,
};

use act::{
    act::Act,
    blob::Name,
    content::Entity,
    id::{CommunityId, EntityId},
};
use store::{
    profile::{OpenError, Profile},
    vault::UnlockError,
};
use words::looking::Looking;

use crate::{
    answer::{self, Answer},
    clause,
    command::{Command, Request},
    community::{Ambient, Hold, kind},
    doctor::Running,
    execute::Founding,
    home::Home,
    load,
    refusal::Refusal,
    secret::Secret,
    shelf::Coming,
};

mod returning; // a backup, a move, a copy
mod founding; // a community that begins here
mod joining; // by an invite, as another device, back after a loss
mod season; // founding together
mod place; // where this peer is, and others
mod parcel; // a file by hand, in and out
mod attaching; // pictures and other files

/// The setting of a community that holds what is kept out.
pub(crate) const SCHISM: &str = "schism";

/// Acts after which the document is kept anew: deriving a thousand takes some 30 ms, keeping ten
/// thousand about as long.
const SNAPSHOT_EVERY: usize = 1_000;

/// The form of what is kept; the document checks its own form too.
const SNAPSHOT_VERSION: u32 = 1;

/// A profile.
#[derive(Debug)]
pub struct Core {
    profile: Profile,
    homes: BTreeMap<CommunityId, Home>,
    /// In the order in which they were added.
    order: Vec<CommunityId>,
    /// Where this peer is reached, while it runs; goes into links.
    addresses: Option<Vec<String>>,
    /// What only a running peer knows.
    pub(crate) running: Running,
    /// What is being fetched from others.
    pub(crate) coming: Coming,
    /// The contents that are here.
    here: BTreeSet<Name>,
    /// Set when the disk refused: then nothing more is accepted.
    broken: Option<String>,
}

/// Why a profile couldn't be opened.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store says no.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The keys are sealed, and no passphrase was given.
    #[error("the keys of the profile are sealed: a passphrase is needed")]
    Locked,
    /// The passphrase doesn't unlock them.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
    /// What is stored can't be read.
    #[error("could not read the profile: {0}")]
    Read(String),
}

impl Core {
    /// Opens a profile, making it when there is none.
    ///
    /// # Errors
    /// When another program holds it, it is of a newer version, damaged, can't be written, or its keys are
    /// sealed.
    pub fn open(dir: &Path) -> Result<Self, StartError> {
        Self::open_with(dir, None)
    }

    /// Opens a profile of which the keys may be sealed. Deriving a key from a passphrase takes a second and
    /// 64 MiB.
    ///
    /// # Errors
    /// As [`Core::open`]; and when this isn't the passphrase.
    pub fn open_with(dir: &Path, passphrase: Option<&Secret>) -> Result<Self, StartError> {
        let mut profile = Profile::open(dir)?;
        if profile.is_locked() {
            profile.unlock(passphrase.ok_or(StartError::Locked)?.expose())?;
        }
        let read = |error: &dyn std::fmt::Display| StartError::Read(error.to_string());
        let mut core = Self {
            profile,
            homes: BTreeMap::new(),
            order: Vec::new(),
            addresses: None,
            running: Running::default(),
            coming: Coming::default(),
            here: BTreeSet::new(),
            broken: None,
        };
        let waits = core.profile.pending().map_err(|error| read(&error))?;
        for record in core.profile.communities().map_err(|error| read(&error))? {
            let home = load::home(&core.profile, record, &waits)?;
            core.order.push(home.record.id);
            core.homes.insert(home.record.id, home);
        }
        core.look_around()?;
        core.shelve_all();
        Ok(core)
    }

    /// The communities, in the order in which they were added.
    pub fn homes(&self) -> impl Iterator<Item = &Home> + '_ {
        self.order.iter().filter_map(|id| self.homes.get(id))
    }

    /// A community.
    #[must_use]
    pub fn home(&self, id: CommunityId) -> Option<&Home> {
        self.homes.get(&id)
    }

    pub(crate) fn homes_mut(&mut self) -> impl Iterator<Item = &mut Home> + '_ {
        self.homes.values_mut()
    }

    pub(crate) fn home_mut(&mut self, id: CommunityId) -> Option<&mut Home> {
        self.homes.get_mut(&id)
    }

    /// Whether the disk refused: then nothing may be written or told until the program starts again,
    /// or what others heard of would not be here after a restart.
    #[must_use]
    pub const fn is_broken(&self) -> bool {
        self.broken.is_some()
    }

    /// What the disk said when it refused.
    pub(crate) fn broken(&self) -> Option<&str> {
        self.broken.as_deref()
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// When it can't be done: nothing has changed then, unless the disk refused.
    pub fn execute(&mut self, request: Request) -> Result<Answer, Refusal> {
        ambiently(|ambient| self.execute_in(request, ambient))
    }

    pub(crate) fn execute_in(
        &mut self,
        request: Request,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let answers = matches!(request.command, Command::DeviceMoved | Command::DeviceCopied);
        self.may_go_on(request.command.only_reads(), answers)?;
        match request.command {
            Command::CommunityCreate { name, purpose, me, kind: word, charter } => {
                let charter = charter.as_deref().unwrap_or(clause::STARTING[0]);
                let charter = clause::starting(charter)
                    .ok_or_else(|| Refusal::Invalid("charter".to_owned()))?;
                let kind = kind(word);
                self.create(Founding { name, purpose, me, kind, charter }, ambient)
            }
            Command::Doctor => {
                let named = request.community.as_deref();
                let only = named.map(|named| self.choose(Some(named))).transpose()?;
                self.doctor(only, ambient)
            }
            Command::CommunityList => {
                let communities = self.homes().map(summary).collect();
                Ok(Answer::Communities(answer::Communities { communities }))
            }
            Command::Join { link, me, kind: word } => self.join(&link, me, word, ambient),
            Command::DeviceJoin { code } => self.join_device(&code, ambient),
            Command::DeviceRecover { link, words } => {
                let named = request.community.as_deref();
                self.recover(link.as_deref(), words.as_ref(), named, ambient)
            }
            Command::DeviceMoved => self.moved(),
            Command::DeviceCopied => self.copied(ambient),
            Command::Backup => self.backup(),
            Command::RestoreBackup { content } => self.restore(&content, ambient),
            Command::PassphraseShow => Ok(self.sealed()),
            Command::PassphraseChange { old, new } => self.seal(old.as_ref(), new.as_ref()),
            Command::SettingShow => self.settings(),
            Command::SettingChange { language, theme } => self.change_settings(language, theme),
            Command::MemberLater { who } => {
                let id = self.choose(request.community.as_deref())?;
                self.put_off(id, &who, ambient.now)?;
                self.execute_one(id, Command::ForYou, ambient)
            }
            Command::MemberBlock { ref who } | Command::MemberUnblock { ref who } => {
                let id = self.choose(request.community.as_deref())?;
                let blocks = matches!(request.command, Command::MemberBlock { .. });
                self.block(id, who, blocks)?;
                self.execute_one(id, Command::MemberShow { who: who.clone() }, ambient)
            }
            Command::Seen { acts } => {
                let id = self.choose(request.community.as_deref())?;
                self.see(id, acts)
            }
            command @ (Command::SeasonPlan
            | Command::SeasonJoin { .. }
            | Command::SeasonFound { .. }
            | Command::SeasonShow) => {
                let id = self.choose(request.community.as_deref())?;
                self.season(id, command, ambient)
            }
            command => {
                let id = self.choose(request.community.as_deref())?;
                let mut answer = self.execute_one(id, command, ambient);
                self.keep(id, ambient)?;
                if let Ok(answer) = &mut answer {
                    self.fill_answer(id, answer);
                }
                answer
            }
        }
    }

    // What is there stays readable. Nothing new begins until it is known whether this is a copy, which is
    // what something that answers says.
    fn may_go_on(&self, only_reads: bool, answers: bool) -> Result<(), Refusal> {
        if self.is_elsewhere() && !(answers || only_reads) {
            return Err(Refusal::MovedOrCopied);
        }
        match &self.broken {
            Some(broken) if !only_reads => Err(Refusal::Disk(broken.clone())),
            _ => Ok(()),
        }
    }

    pub(crate) fn execute_one(
        &mut self,
        id: CommunityId,
        command: Command,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (seen, later) = match command {
            Command::ForYou => (self.seen(id), self.later(id, ambient.now)),
            _ => (0, BTreeSet::new()),
        };
        if matches!(command, Command::Status) {
            return self.status(id);
        }
        let mut addresses = self.addresses.clone().unwrap_or_default();
        let home = self.homes.get_mut(&id).ok_or(Refusal::NoCommunity)?;
        home.may_be_asked(&command)?;
        // Who can't reach this peer may reach a member's that carries on.
        addresses.extend(home.relays());
        match command {
            Command::AttachmentShow { id: typed } => self.show_attachment(id, &typed),
            Command::Invite => home.invite(addresses, ambient),
            Command::DeviceEnrol => home.enrol_code(addresses, ambient),
            Command::MemberRecover { who, code: None } => home.recover_link(&who, addresses),
            Command::ForYou => Ok(home.community.for_you(seen, &later, ambient.now)),
            Command::CommunityLeave => {
                home.community.execute(Command::CommunityLeave, ambient)?;
                Ok(Answer::Community(summary(home)))
            }
            command => home.community.execute(command, ambient),
        }
    }

    fn status(&self, id: CommunityId) -> Result<Answer, Refusal> {
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        home.may_be_asked(&Command::Status)?;
        let community = &home.community;
        let after = community.followers().into_iter().map(|other| self.linked(other));
        Ok(Answer::Status(answer::Status {
            before: community.source().map(|other| Box::new(self.linked(other))),
            after: after.collect(),
            looking: self.looking(id),
            ..home.status(self.addresses.clone())
        }))
    }

    /// What is tried to find somebody of a community that is waited for.
    pub(crate) fn looking(&self, id: CommunityId) -> Option<Box<Looking>> {
        self.homes.get(&id)?.looking(&self.running, Instant::now()).map(Box::new)
    }

    /// Stores what is new in a community, and what follows from it.
    ///
    /// # Errors
    /// When the disk refuses; nothing more is accepted after that.
    pub(crate) fn keep(
        &mut self,
        id: CommunityId,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let Some(home) = self.homes.get_mut(&id) else { return Ok(()) };
        let arrived = home.arrive(ambient);
        let fresh = home.community.take_fresh();
        if fresh.acts.is_empty()
            && fresh.seals.is_empty()
            && fresh.replaced.is_empty()
            && fresh.schism.is_none()
        {
            return arrived.map(|_| ());
        }
        let acts: Vec<&Act> = fresh.acts.iter().map(AsRef::as_ref).collect();
        let mut stored = self.profile.append(id, &acts, &fresh.seals);
        if stored.is_ok() && !fresh.replaced.is_empty() {
            let replaced: Vec<&Act> = fresh.replaced.iter().map(AsRef::as_ref).collect();
            stored = self.profile.replace(id, &replaced);
            home.snapshot = 0;
        }
        if let (Ok(()), Some(schism)) = (&stored, &fresh.schism) {
            stored = self.profile.put_setting(Some(id), SCHISM, schism);
        }
        let name = home.community.title(Entity::Community, EntityId::from(id));
        if stored.is_ok() && !name.is_empty() && name != home.record.name {
            home.record.name = name;
            stored = self.profile.update_community(id, &home.record.name, home.record.left);
        }
        if stored.is_ok() && home.waiting.is_none() {
            stored = self.profile.remove_pending(&id.0);
            // It did the one thing that it is for.
            if let Some(paper) = home.paper.take().filter(|_| stored.is_ok()) {
                stored = self.profile.remove_key(paper.device());
            }
        }
        if let Err(error) = stored {
            // Nobody hears of what isn't durable, and nobody reads it here either.
            let refusal = self.fail(&error);
            let record = self.homes.get(&id).map(|home| home.record.clone());
            let loaded = record.map(|record| load::home(&self.profile, record, &[]));
            match loaded {
                Some(Ok(loaded)) => drop(self.homes.insert(id, loaded)),
                _ => tracing::error!("could not read the community again"),
            }
            return Err(refusal);
        }
        home.stored.extend(fresh.indices);
        if fresh.replaced.is_empty() {
            self.shelve(id);
        } else {
            self.shelve_again(id);
        }
        if self.homes.get(&id).is_some_and(|home| !home.community.defers) {
            self.cache(id);
        }
        self.heard()?;
        arrived.map(|_| ())
    }

    /// Does what nobody waits for: gives the documents' engines what they lack, and keeps snapshots. From
    /// now on that is put off when something comes in, until this is called again.
    pub(crate) fn catch_up(&mut self) {
        for id in self.order.clone() {
            let Some(home) = self.homes.get_mut(&id).filter(|_| self.broken.is_none()) else {
                return;
            };
            home.community.defers = true;
            if let Err(refusal) = home.community.catch_up() {
                tracing::error!(%refusal, "acts and views are sound, exports fail");
            }
            self.cache(id);
        }
    }

    // Keeps a snapshot of the document now and then, so that the next start is quick. It is a cache:
    // when it can't be made or written, nothing is lost.
    fn cache(&mut self, id: CommunityId) {
        let Some(home) = self.homes.get_mut(&id) else { return };
        let acts = home.community.log().len();
        if acts < home.snapshot + SNAPSHOT_EVERY {
            return;
        }
        home.snapshot = acts;
        let document = home.community.document();
        let (heads, bytes) = (document.heads(), document.snapshot());
        let written = bytes.map(|bytes| {
            self.profile.put_snapshot(id, SNAPSHOT_VERSION, acts as u64, &heads, &bytes)
        });
        if !matches!(written, Ok(Ok(()))) {
            tracing::warn!("could not keep a snapshot of the document");
        }
    }

    pub(crate) const fn profile(&self) -> &Profile {
        &self.profile
    }

    pub(crate) fn put_setting(
        &mut self,
        community: Option<CommunityId>,
        name: &str,
        value: &str,
    ) -> Result<(), Refusal> {
        let written = self.profile.put_setting(community, name, value);
        written.map_err(|error| self.fail(&error))
    }

    pub(crate) fn put_passphrase(&mut self, passphrase: Option<&str>) -> Result<(), Refusal> {
        let written = self.profile.set_passphrase(passphrase);
        written.map_err(|error| self.fail(&error))
    }

    fn fail(&mut self, error: &dyn std::fmt::Display) -> Refusal {
        let text = error.to_string();
        self.broken = Some(text.clone());
        Refusal::Disk(text)
    }

    // The community that a command is for.
    fn choose(&self, typed: Option<&str>) -> Result<CommunityId, Refusal> {
        let Some(typed) = typed else {
            return match self.order.as_slice() {
                [] => Err(Refusal::NoCommunity),
                [one] => Ok(*one),
                _ => {
                    let names: Vec<_> = self.homes().map(|home| home.record.name.clone()).collect();
                    Err(Refusal::WhichCommunity(names.join(", ")))
                }
            };
        };
        let lower = typed.trim().to_lowercase();
        let named = |home: &&Home| {
            home.record.name.to_lowercase() == lower
                || (lower.len() >= 4 && home.record.id.to_string().starts_with(&lower))
        };
        let mut found = self.homes().filter(named);
        match (found.next(), found.next()) {
            (None, _) => Err(Refusal::UnknownCommunity(typed.to_owned())),
            (Some(home), None) => Ok(home.record.id),
            _ => Err(Refusal::Ambiguous(typed.to_owned())),
        }
    }
}

/// A community as this profile shows it, before anybody was met too.
fn summary(home: &Home) -> answer::Community {
    let mut summary = home.community.summary();
    if summary.name.is_empty() {
        summary.name.clone_from(&home.record.name);
    }
    if home.community.hold == Hold::MovedOrCopied {
        "moved".clone_into(&mut summary.state);
    } else if home.waiting.is_some() && !home.community.log().is_empty() {
        "apart".clone_into(&mut summary.state);
    }
    summary
}

fn bad_link(error: &sync::link::LinkError) -> Refusal {
    Refusal::BadLink(error.key().to_owned())
}

/// Runs something with the machine's clock and dice.
pub(crate) fn ambiently<T>(run: impl FnOnce(&mut Ambient<'_>) -> T) -> T {
    let mut random = |buffer: &mut [u8]| {
        getrandom::fill(buffer).expect("the operating system has random bytes");
    };
    run(&mut Ambient { now: now(), random: &mut random })
}

/// Seconds since 1970 by this machine's clock; before 1970 counts as 1970.
#[must_use]
pub fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.ok().and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(0)
}
