//! One community in memory: its acts, their verdicts, the document, and the own device that writes.
//!
//! Guards: one writer; an own act goes through the same gate as anyone's; what is new is handed out
//! for durable storage before anybody hears of it. No I/O, no clock: time and randomness come in as
//! [`Ambient`]. Next: [`crate::core`], which stores, and `execute`, which carries out commands.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use act::{
    act::{Act, Draft},
    body::Words,
    cap,
    deed::{Class, Deed},
    id::{ActId, CommunityId, DeviceId, MemberId},
    key::SecretKey,
    log::{Index, Log},
    register::Kind,
    seal::Seal,
};
use document::{projection::Document, snapshot::Loading};
use rules::{
    judge::Judge,
    register::{Register, Standing},
};
use sync::{
    intake::{Intake, Taken},
    pack::Pack,
    pool::Peer,
};

use crate::{
    bundle,
    credit::{Credits, Passage},
    door::Door,
    introduction,
    refusal::Refusal,
    schism::{CameBy, Schism},
};

/// The time and the dice, from outside, so that everything else can be replayed.
pub struct Ambient<'a> {
    /// Seconds since 1970.
    pub now: i64,
    /// Fills a buffer with random bytes.
    pub random: &'a mut dyn FnMut(&mut [u8]),
}

impl Ambient<'_> {
    /// An array of random bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }
}

impl fmt::Debug for Ambient<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ambient").field("now", &self.now).finish_non_exhaustive()
    }
}

/// Why this device doesn't write: another one with its key may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hold {
    /// It does.
    #[default]
    No,
    /// The profile woke up elsewhere, and nobody said yet whether it was moved or copied.
    MovedOrCopied,
    /// It was moved: others may know of later acts of this device.
    CatchingUp,
}

/// Acts without their words that are asked for at a time: one question's worth.
const LOST: usize = 64;

/// What is new and must be durable before anybody hears of it.
#[derive(Debug, Default)]
pub struct Fresh {
    /// Acts, in causal order.
    pub acts: Vec<Arc<Act>>,
    /// Seals that reach further than those stored.
    pub seals: Vec<Seal>,
    /// Where the acts stand in the log.
    pub indices: Vec<Index>,
    /// Acts that lost their words, or got them back.
    pub replaced: Vec<Arc<Act>>,
    /// What is kept out from now on, as it is stored; none when that didn't change.
    pub schism: Option<String>,
}

/// A community of this profile.
pub struct Community {
    pub(crate) log: Log,
    pub(crate) judge: Judge,
    pub(crate) document: Document,
    pub(crate) intake: Intake,
    pub(crate) key: Arc<SecretKey>,
    /// When this device first got each opening: what "the shortest term" counts from.
    pub(crate) received: BTreeMap<ActId, i64>,
    /// Whether another peer's tips arrived in this run: before that nothing is done automatically.
    pub(crate) met: bool,
    /// Whether this device writes.
    pub(crate) hold: Hold,
    /// What contradicts the register this device knew.
    pub(crate) schism: Schism,
    /// Whether the document's engine waits for [`Community::catch_up`] when something comes in.
    pub(crate) defers: bool,
    /// With whose devices this peer has nothing to do.
    pub(crate) blocked: BTreeSet<MemberId>,
    /// The invite by which the owner comes in, until it is here.
    pub(crate) came_by: Option<CameBy>,
    fresh: Fresh,
    door: Option<Arc<Door>>,
    pub(crate) credits: Credits,
    // The register as it was asked for last, and the heads it is of: it is asked for again and again.
    register: RefCell<Option<(Vec<Index>, Arc<Register>)>>,
}

impl fmt::Debug for Community {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Community")
            .field("id", &self.id())
            .field("acts", &self.log.len())
            .finish_non_exhaustive()
    }
}

impl Community {
    /// A community of which nothing is known yet but its id.
    #[must_use]
    pub fn new(id: CommunityId, key: Arc<SecretKey>) -> Self {
        Self {
            log: Log::new(id),
            judge: Judge::default(),
            document: Document::new(),
            intake: Intake::default(),
            key,
            received: BTreeMap::new(),
            met: false,
            hold: Hold::No,
            schism: Schism::default(),
            defers: false,
            blocked: BTreeSet::new(),
            came_by: None,
            fresh: Fresh::default(),
            door: None,
            credits: Credits::default(),
            register: RefCell::default(),
        }
    }

    /// A community as it was stored: acts in the order in which they were taken in, when this device
    /// first got each opening, and a snapshot of the document if there is one.
    ///
    /// # Errors
    /// When the stored acts don't fit together, which a sound disk never gives.
    pub fn load(
        id: CommunityId,
        key: Arc<SecretKey>,
        acts: Vec<Act>,
        seals: &[Seal],
        received: BTreeMap<ActId, i64>,
        snapshot: Option<Loading>,
    ) -> Result<Self, Refusal> {
        let mut community = Self::new(id, key);
        community.received = received;
        for act in acts {
            let index = community
                .log
                .append(Arc::new(act))
                .map_err(|error| Refusal::Internal(format!("a stored act: {error}")))?;
            community.judge.judge(&community.log, index);
        }
        for seal in seals {
            community.log.seal(seal);
        }
        match snapshot {
            Some(snapshot) => {
                let restored = snapshot.finish(&community.log, &community.judge);
                (community.document, _) = restored
                    .map_err(|error| Refusal::Internal(format!("the document: {error}")))?;
            }
            None => community.project()?,
        }
        Ok(community)
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> CommunityId {
        self.log.community()
    }

    /// The own device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.key.device()
    }

    /// The own device's key, which signs at hello.
    #[must_use]
    pub const fn key(&self) -> &Arc<SecretKey> {
        &self.key
    }

    /// Its acts.
    #[must_use]
    pub const fn log(&self) -> &Log {
        &self.log
    }

    /// Their verdicts.
    #[must_use]
    pub const fn judge(&self) -> &Judge {
        &self.judge
    }

    /// The document.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// The register in force in all that is known.
    #[must_use]
    pub fn register(&self) -> Arc<Register> {
        let heads = self.heads();
        if let Some((_, register)) = self.register.borrow().as_ref().filter(|one| one.0 == heads) {
            return Arc::clone(register);
        }
        let register = Arc::new(self.judge.register(&self.log, heads.iter().copied()));
        *self.register.borrow_mut() = Some((heads, Arc::clone(&register)));
        register
    }

    /// The member whose device this is, and whether the device stands.
    #[must_use]
    pub fn me(&self) -> Option<(MemberId, bool)> {
        self.judge.device(&self.log, &self.heads(), self.device())
    }

    /// The own member, if the device stands and its owner is in.
    ///
    /// # Errors
    /// When this device or its owner no longer takes part.
    pub fn myself(&self) -> Result<(MemberId, Standing), Refusal> {
        let (member, stands) = self.me().ok_or(Refusal::Waiting)?;
        let standing = self.register().person(member).map(|person| person.standing);
        match standing {
            Some(Standing::Left) => Err(Refusal::Left),
            Some(Standing::Removed) => Err(Refusal::Removed),
            Some(Standing::Dismissed) => Err(Refusal::Dismissed),
            _ if !stands => Err(Refusal::DeviceRetired),
            Some(standing) => Ok((member, standing)),
            None => Err(Refusal::Waiting),
        }
    }

    /// Another peer's tips arrived, and what they named is here: now things may be done automatically.
    pub const fn has_met(&mut self) {
        self.met = true;
    }

    /// Drops what waits of a peer that is gone.
    pub fn forget(&mut self, peer: Peer) {
        self.intake.forget(peer);
    }

    /// Takes what must be stored now.
    pub fn take_fresh(&mut self) -> Fresh {
        std::mem::take(&mut self.fresh)
    }

    /// Writes an own act on top of all that is known.
    ///
    /// # Errors
    /// When this device can't write, or the act breaks a cap.
    pub(crate) fn write(
        &mut self,
        deed: Deed,
        strings: Vec<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Index, Refusal> {
        // More heads than one act can name are gathered first.
        while self.heads().len() > cap::SEEN {
            self.write_one(Deed::Gather, None, ambient)?;
        }
        let words =
            (deed.class() == Class::Content).then(|| Words { salt: ambient.bytes(), strings });
        self.write_one(deed, words, ambient)
    }

    fn write_one(
        &mut self,
        deed: Deed,
        words: Option<Words>,
        ambient: &Ambient<'_>,
    ) -> Result<Index, Refusal> {
        match self.hold {
            Hold::No => {}
            Hold::MovedOrCopied => return Err(Refusal::MovedOrCopied),
            Hold::CatchingUp if self.met || self.is_alone() => {}
            Hold::CatchingUp => return Err(Refusal::CatchingUp),
        }
        let tips = self.log.tips(self.device());
        let prev = match tips.as_slice() {
            [] => None,
            [tip] => Some(*tip),
            // Forked: nothing that it writes would count.
            _ => return Err(Refusal::DeviceRetired),
        };
        let others = self.heads().into_iter().filter(|head| Some(*head) != prev);
        let draft = Draft {
            community: self.id(),
            device: self.device(),
            seq: prev.map_or(1, |prev| self.log.act(prev).seq() + 1),
            prev: prev.map(|prev| self.log.act(prev).id()),
            seen: others.take(cap::SEEN).map(|head| self.log.act(head).id()).collect(),
            claimed_at: ambient.now,
            deed,
            words,
        };
        let act = Act::new(draft).map_err(|_| Refusal::TooLong(String::new()))?;
        self.add_own(act, ambient.now)
    }

    /// Adds an act that the own device made, sealed.
    ///
    /// # Errors
    /// When it doesn't fit on what is known.
    pub(crate) fn add_own(&mut self, act: Act, now: i64) -> Result<Index, Refusal> {
        let key = Arc::clone(&self.key);
        self.add_by(&key, act, now)
    }

    /// Adds an act made with this key, sealed: the own device's, or the paper key's one.
    ///
    /// # Errors
    /// When it doesn't fit on what is known.
    pub(crate) fn add_by(&mut self, key: &SecretKey, act: Act, now: i64) -> Result<Index, Refusal> {
        let seal = Seal::new(key, &act);
        let act = Arc::new(act);
        let index = self
            .log
            .append(Arc::clone(&act))
            .map_err(|error| Refusal::Internal(error.to_string()))?;
        self.log.seal(&seal);
        self.appended(&[index], &[seal], now);
        self.project()?;
        Ok(index)
    }

    /// Takes in what a peer brought.
    ///
    /// # Errors
    /// When the document can't be brought up to date; what was taken in is fresh all the same.
    pub fn take(&mut self, from: Peer, pack: Pack, now: i64) -> Result<Taken, Refusal> {
        let milliseconds = u64::try_from(now).unwrap_or_default().saturating_mul(1_000);
        let mut taken = Taken::default();
        let (known, before) = (self.heads(), self.log.len());
        self.credits.begin(now);
        let mut pack = Some(pack);
        // What came in may say who somebody is whose acts wait: look again until nothing more comes.
        loop {
            let door = self.door();
            let (by_hand, introduced) = (from == bundle::FILE, from == introduction::INTRODUCTIONS);
            let credits = &self.credits;
            let gate = Passage { door: &door, credits, now, by_hand, introduced };
            let pack = pack.take().unwrap_or_default();
            let more = self.intake.take(&mut self.log, &gate, from, pack, milliseconds);
            self.credits.note(&self.log, &door, &more);
            self.appended(&more.appended, &more.seals, now);
            let waits = more.held > 0 || !more.rationed.is_empty();
            let goes_on = !more.appended.is_empty() && waits;
            taken.appended.extend(more.appended);
            taken.seals.extend(more.seals);
            taken.refused.extend(more.refused);
            taken.lost |= more.lost;
            self.put_back(&more.restored);
            (taken.missing, taken.held) = (more.missing, more.held);
            if !goes_on {
                break;
            }
        }
        if self.log.len() > before {
            self.watch(&known, before);
        }
        self.project()?;
        // A peer that leaves words out without a right to is not the only one.
        let lost = self.log.erased().filter(|index| !self.judge.is_redacted(*index));
        taken.missing.extend(lost.take(LOST).map(|index| self.log.act(index).id()));
        Ok(taken)
    }

    // Who is out, and what an app takes in of newcomers; worked out anew after register acts only.
    fn door(&mut self) -> Arc<Door> {
        if let Some(door) = &self.door {
            return Arc::clone(door);
        }
        let door = Arc::new(Door::of(self));
        self.door = Some(Arc::clone(&door));
        door
    }

    fn appended(&mut self, indices: &[Index], seals: &[Seal], now: i64) {
        for index in indices {
            let judged = self.judge.judge(&self.log, *index);
            let act = Arc::clone(&self.log.entry(*index).act);
            // Whoever is in follows from register acts, and from the act at which a change comes into
            // force, which may be any.
            if act.header().class == Class::Register || judged.establishes() {
                self.door = None;
            }
            if matches!(act.deed(), Some(Deed::Open(_))) {
                self.received.entry(act.id()).or_insert(now);
            }
            self.fresh.acts.push(act);
            self.fresh.indices.push(*index);
        }
        self.fresh.seals.extend_from_slice(seals);
    }

    pub(crate) fn schism_changed(&mut self) {
        self.fresh.schism = Some(self.schism.written());
        self.door = None;
    }

    // Words that nothing erased, and that a peer had left out.
    pub(crate) fn put_back(&mut self, acts: &[Arc<Act>]) {
        for act in acts {
            let index = self.log.find(act.id());
            let redacted = index.is_none_or(|index| self.judge.is_redacted(index));
            if !redacted && self.log.replace(act) {
                self.fresh.replaced.push(Arc::clone(act));
            }
        }
    }

    /// Erases what is to be erased by what is known now (definition 12).
    pub(crate) fn erase(&mut self) {
        let whole = |index: &Index| !self.log.act(*index).is_erased();
        let redacted: Vec<_> = self.judge.redacted().filter(whole).collect();
        for index in redacted {
            let act = Arc::new(self.log.act(index).erased());
            self.log.replace(&act);
            // What is stored in this very moment is stored without.
            for fresh in self.fresh.acts.iter_mut().filter(|fresh| fresh.id() == act.id()) {
                *fresh = Arc::clone(&act);
            }
            self.fresh.replaced.push(act);
        }
    }

    fn project(&mut self) -> Result<(), Refusal> {
        self.erase();
        self.document.advance_views(&self.log, &self.judge);
        if self.defers { Ok(()) } else { self.catch_up() }
    }

    /// Gives the document's engine what it lacks, which no view waits for.
    ///
    /// # Errors
    /// When it fails on it.
    pub(crate) fn catch_up(&mut self) -> Result<(), Refusal> {
        let settled = self.document.settle(&self.log, &self.judge);
        settled.map(drop).map_err(|error| Refusal::Internal(format!("the document: {error}")))
    }
}

/// What kind of participant, from the command line's word.
#[must_use]
pub const fn kind(kind: crate::command::Kind) -> Kind {
    match kind {
        crate::command::Kind::Resident => Kind::Resident,
        crate::command::Kind::Business => Kind::Business,
        crate::command::Kind::Organisation => Kind::Organisation,
        crate::command::Kind::Municipality => Kind::Municipality,
    }
}

/// And back.
#[must_use]
pub const fn kind_word(kind: Kind) -> crate::command::Kind {
    match kind {
        Kind::Resident => crate::command::Kind::Resident,
        Kind::Business => crate::command::Kind::Business,
        Kind::Organisation => crate::command::Kind::Organisation,
        Kind::Municipality => crate::command::Kind::Municipality,
    }
}
