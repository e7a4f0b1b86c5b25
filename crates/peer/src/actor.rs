//! The one thread that owns the profile: takes a question, applies it, settles.
//!
//! Guards: two writers never touch a community; nothing is told to others before it is durable; a
//! slow or hostile peer costs its own session only. Next: [`crate::sessions`], the sessions it drives.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io, thread,
};

use act::{
    codec::CodecError,
    id::{CommunityId, DeviceId, Digest},
};
use network::{Conduct, Node, Path, PeerId, Try, Whereabouts};
use store::blob::Held;
use sync::{blob::Opening, hello::Meeting};
use tokio::sync::{mpsc, oneshot, watch};
use words::looking::Looking;

use crate::{
    answer::Answer,
    attachment::{Attach, Content, Upload, Uploaded},
    bundle::{Export, Newcomer, Outgoing, Parcel},
    command::{Command, Request},
    core::{Core, ambiently, now},
    due::Chore,
    fetching::{Lack, Wants},
    figures::{Counts, Figures},
    finding::Finding,
    greeting::Ground,
    home::Home,
    refusal::Refusal,
    sessions::Sessions,
};

/// The number of a sync session in this run.
pub(crate) type SessionId = u64;

/// On which terms two peers sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terms {
    /// We know its device: it gets what we have.
    Serve,
    /// It knows ours and we don't know its: it may tell us who it is by what it has, and gets nothing.
    BeServed,
}

/// How somebody stands who comes into a community.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// `waiting`, or as the community's summary says.
    pub(crate) state: String,
    /// What is tried while it is `waiting`.
    pub(crate) looking: Option<Box<Looking>>,
}

/// What came of an introduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Introduced {
    /// Taken in.
    Welcome,
    /// What it rests on is missing there.
    Later,
    /// Not taken in.
    Refused,
}

/// What the thread is asked.
#[derive(Debug)]
pub(crate) enum Ask {
    Execute(Box<Request>, oneshot::Sender<Result<Answer, Refusal>>),
    Standing(String, oneshot::Sender<Result<Standing, Refusal>>),
    Wanted(String, oneshot::Sender<Vec<String>>),
    Export(Export, oneshot::Sender<Result<Outgoing, Refusal>>),
    Import(Box<Parcel>, Option<Newcomer>, oneshot::Sender<Result<Answer, Refusal>>),
    Ground(oneshot::Sender<Ground>),
    Connected(PeerId, Path, oneshot::Sender<()>),
    Disconnected(PeerId, oneshot::Sender<()>),
    /// Whether it is to have a place of its own.
    Met(PeerId, Vec<Meeting>, oneshot::Sender<bool>),
    Introduction(CommunityId, oneshot::Sender<Option<Vec<u8>>>),
    Answered(CommunityId, Vec<u8>, oneshot::Sender<Result<Introduced, CodecError>>),
    Introduce(PeerId, Vec<u8>, oneshot::Sender<Result<(Vec<u8>, bool), CodecError>>),
    Around(oneshot::Sender<Vec<PeerId>>),
    Unsettled(oneshot::Sender<bool>),
    Begin {
        other: PeerId,
        community: CommunityId,
        ours: bool,
        outbox: mpsc::Sender<Vec<u8>>,
        reply: oneshot::Sender<Option<SessionId>>,
    },
    Frame(SessionId, Vec<u8>, oneshot::Sender<bool>),
    Ended(SessionId, oneshot::Sender<Option<PeerId>>),
    Upload(oneshot::Sender<Result<Upload, Refusal>>),
    Attach(Box<(Uploaded, Attach)>, oneshot::Sender<Result<Answer, Refusal>>),
    Content(Option<String>, String, oneshot::Sender<Result<Content, Refusal>>),
    Lacking(oneshot::Sender<Wants>),
    Fetched(Digest, oneshot::Sender<()>),
    HandOut(PeerId, Opening, oneshot::Sender<Option<Held>>),
    /// It misbehaved: so many points.
    Penalise(PeerId, u32, oneshot::Sender<()>),
    Figures(oneshot::Sender<Figures>),
    Tried(Vec<Try>),
    Tick(Option<Whereabouts>),
    Stop(oneshot::Sender<()>),
}

/// How long a chore that any app could do waits, to see whether another one does: up to 2 s, by the
/// device's own number, so that not all apps do it at once.
const PATIENCE: i64 = 2;

/// Everything that the thread owns.
#[derive(Debug)]
pub(crate) struct Actor {
    pub(crate) core: Core,
    pub(crate) node: Node,
    pub(crate) sessions: Sessions,
    pub(crate) counts: Counts,
    /// Points for misbehaviour, by the device that hello proved: a new transport id is no new beginning.
    pub(crate) conduct: Conduct<(CommunityId, DeviceId)>,
    /// The device that hello proved, per peer and community; who isn't known yet may introduce it.
    pub(crate) shown: BTreeMap<(PeerId, CommunityId), DeviceId>,
    /// On which terms a sync may begin with whom.
    pub(crate) met: BTreeMap<(PeerId, CommunityId), (DeviceId, Terms)>,
    /// Who is connected, and by which way.
    pub(crate) connected: BTreeMap<PeerId, Path>,
    pub(crate) finding: Finding,
    /// How many neighbours are kept in a community where many are online.
    pub(crate) most: usize,
    waiting_chores: BTreeMap<(CommunityId, Chore), i64>,
    changes: watch::Sender<u64>,
    shown_last: u64,
    /// What was tried when that was last looked at, where somebody is waited for.
    tried_last: u64,
    /// Contents that came in this run.
    came: u64,
    pub(crate) runtime: tokio::runtime::Handle,
}

/// Starts the thread; it ends with `Stop`, or when nobody can ask any more.
pub(crate) fn spawn(
    core: Core,
    node: Node,
    most: usize,
    changes: watch::Sender<u64>,
    mut queue: mpsc::Receiver<Ask>,
) -> io::Result<()> {
    let mut actor = Actor {
        core,
        node,
        sessions: Sessions::default(),
        counts: Counts::default(),
        conduct: Conduct::default(),
        shown: BTreeMap::new(),
        met: BTreeMap::new(),
        connected: BTreeMap::new(),
        finding: Finding::default(),
        most,
        waiting_chores: BTreeMap::new(),
        changes,
        shown_last: 0,
        tried_last: 0,
        came: 0,
        runtime: tokio::runtime::Handle::current(),
    };
    thread::Builder::new().name("meent-profile".to_owned()).spawn(move || {
        actor.core.catch_up();
        while let Some(ask) = queue.blocking_recv() {
            let is_tick = matches!(ask, Ask::Tick(_));
            if let Ask::Stop(reply) = ask {
                // The profile's lock is free before whoever stopped us hears of it.
                drop(actor);
                answer(reply, ());
                return;
            }
            actor.apply(ask);
            actor.settle();
            actor.announce();
            // While more is asked it waits, but not for long.
            if is_tick || queue.is_empty() {
                actor.core.catch_up();
            }
        }
    })?;
    Ok(())
}

// Whoever asked may be gone; that changes nothing.
fn answer<T>(reply: oneshot::Sender<T>, value: T) {
    drop(reply.send(value));
}

impl Actor {
    fn apply(&mut self, ask: Ask) {
        match ask {
            Ask::Execute(request, reply) => {
                self.take_stock();
                let blocks = matches!(request.command, Command::MemberBlock { .. });
                answer(reply, self.core.execute(*request));
                if blocks {
                    self.turn_out_all();
                }
            }
            Ask::Standing(id, reply) => answer(reply, self.standing(&id)),
            Ask::Wanted(id, reply) => answer(reply, self.wanted(&id)),
            Ask::Export(export, reply) => answer(reply, self.core.export(&export)),
            Ask::Import(parcel, newcomer, reply) => {
                answer(reply, self.core.import_acts(&parcel, newcomer));
            }
            Ask::Ground(reply) => answer(reply, self.ground()),
            Ask::Connected(other, path, reply) => {
                self.forget(other);
                self.connected.insert(other, path);
                answer(reply, ());
            }
            Ask::Disconnected(other, reply) => {
                self.forget(other);
                self.connected.remove(&other);
                answer(reply, ());
            }
            Ask::Unsettled(reply) => {
                let unsettled = self.core.homes_mut().fold(false, |any, home| {
                    any | home.waiting.is_some() | std::mem::take(&mut home.renewed)
                });
                answer(reply, unsettled);
            }
            Ask::Around(reply) => answer(reply, self.connected.keys().copied().collect()),
            Ask::Met(other, meetings, reply) => {
                self.core.running.tried.meets(other, &meetings);
                answer(reply, self.meets(other, &meetings));
            }
            Ask::Introduction(community, reply) => answer(reply, self.introduction(community)),
            Ask::Answered(community, frame, reply) => {
                answer(reply, self.answered(community, &frame))
            }
            Ask::Introduce(other, frame, reply) => answer(reply, self.introduce(other, &frame)),
            Ask::Begin { other, community, ours, outbox, reply } => {
                answer(reply, self.begin(other, community, ours, outbox));
            }
            Ask::Frame(session, frame, reply) => answer(reply, self.frame(session, frame)),
            Ask::Ended(session, reply) => {
                let cut_off = self.end(session);
                answer(reply, cut_off.filter(|other| self.connected.contains_key(other)));
            }
            Ask::Penalise(other, points, reply) => {
                self.penalise(other, points);
                answer(reply, ());
            }
            Ask::Upload(reply) => answer(reply, self.core.upload()),
            Ask::Attach(attached, reply) => {
                let (uploaded, attach) = *attached;
                answer(reply, self.core.attach(uploaded, &attach));
            }
            Ask::Content(community, id, reply) => {
                answer(reply, self.core.attachment(community.as_deref(), &id));
            }
            Ask::Lacking(reply) => answer(reply, self.wants()),
            Ask::Fetched(root, reply) => {
                self.core.has_come(root);
                self.came += 1;
                answer(reply, ());
            }
            Ask::HandOut(other, opening, reply) => {
                // Only who proved at hello to be in that community.
                let met = self.met.get(&(other, opening.community)).copied();
                let device = met.filter(|(_, terms)| *terms == Terms::Serve);
                answer(reply, device.and_then(|(device, _)| self.core.hand_out(opening, device)));
            }
            Ask::Figures(reply) => answer(reply, self.figures()),
            Ask::Tried(tries) => self.tried(tries),
            Ask::Tick(here) => {
                if let Some(here) = here {
                    self.is_at(&here);
                    self.core.is_at(&here);
                }
                self.tick();
            }
            Ask::Stop(_) => {}
        }
    }

    // After every question: what is durable now is told to those around.
    fn settle(&mut self) {
        if self.core.is_broken() {
            // The log holds what the disk doesn't: nobody may hear of it.
            self.met.clear();
            self.end_all();
            return;
        }
        let ids: Vec<_> = self.core.homes().map(|home| home.record.id).collect();
        for id in ids {
            let stored = match self.core.home_mut(id) {
                Some(home) if !home.stored.is_empty() => std::mem::take(&mut home.stored),
                _ => continue,
            };
            self.tell(id, &stored);
        }
    }

    // What is wanted of others, and who may have it.
    fn wants(&self) -> Wants {
        let lacking = self.core.lacking().into_iter();
        let lacks = lacking.map(|(community, named)| {
            let served = |((other, of), (_, terms)): (&(PeerId, CommunityId), &(_, Terms))| {
                (*of == community && *terms == Terms::Serve).then_some(*other)
            };
            let sources = self.met.iter().filter_map(served).collect();
            Lack { community, name: named.name, by: named.by, sources }
        });
        let (blobs, coming) = (self.core.blobs(), self.core.coming.clone());
        Wants { lacks: lacks.collect(), blobs, coming }
    }

    // Lets open pages know when something that they show may look different.
    fn announce(&mut self) {
        let mut hasher = DefaultHasher::new();
        (self.core.is_broken(), self.came, self.tried_last).hash(&mut hasher);
        self.core.coming.steps().hash(&mut hasher);
        for home in self.core.homes() {
            home.record.id.0.hash(&mut hasher);
            (home.community.log().len(), home.waiting.is_some(), home.refused).hash(&mut hasher);
            for (device, met) in &home.around {
                let is_relayed = matches!(met.path, Path::Relay(_));
                (device.0, met.behind, is_relayed).hash(&mut hasher);
            }
            home.heard.len().hash(&mut hasher);
        }
        let shown = hasher.finish();
        if std::mem::replace(&mut self.shown_last, shown) != shown {
            self.changes.send_modify(|changes| *changes = changes.wrapping_add(1));
        }
    }

    fn tick(&mut self) {
        if self.core.is_broken() {
            return;
        }
        self.tick_sessions();
        let done = ambiently(|ambient| self.core.recover_by_paper(ambient));
        if let Err(refusal) = done.and_then(|()| self.core.heard()) {
            tracing::error!(%refusal, "could not keep what was waited for");
            return;
        }
        let ids: Vec<_> = self.core.homes().map(|home| home.record.id).collect();
        for id in ids {
            self.do_chores(id);
        }
    }

    fn do_chores(&mut self, id: CommunityId) {
        let now = now();
        let Some(home) = self.core.home_mut(id) else { return };
        // Only time makes something due in a community where nothing happens.
        let looked = (home.community.log().len(), now);
        if std::mem::replace(&mut home.chored, looked) == looked {
            return;
        }
        if let Err(refusal) = ambiently(|ambient| self.core.advance_season(id, ambient)) {
            tracing::warn!(%refusal, "could not go on with a season");
            return;
        }
        let Some(home) = self.core.home_mut(id) else { return };
        let chores = home.community.chores(now);
        let number = i64::from(home.community.device().0[0]);
        let due: BTreeSet<_> = chores.into_iter().collect();
        self.waiting_chores.retain(|(community, chore), _| *community != id || due.contains(chore));
        for chore in due {
            if chore.is_shared() {
                let since = *self.waiting_chores.entry((id, chore)).or_insert(now);
                if now - since < 1 + number % (PATIENCE + 1) {
                    continue;
                }
            }
            let done = ambiently(|ambient| {
                let home = self.core.home_mut(id).ok_or(Refusal::NoCommunity)?;
                home.community.perform(chore, ambient)?;
                self.core.keep(id, ambient)
            });
            if let Err(refusal) = done {
                tracing::warn!(%refusal, ?chore, "could not do what is due");
                return;
            }
        }
    }

    // What only the thread knows, for whoever asks how far it is.
    fn take_stock(&mut self) {
        let here = |id| self.core.home(id).map_or(0, |home| home.community.log().len());
        self.core.running.to_come = self.sessions.to_come(here);
    }

    // Pages that show what is tried are told when something else came of it, not as time goes by.
    fn tried(&mut self, tries: Vec<Try>) {
        self.core.running.tried.tries = tries;
        self.take_stock();
        let mut hasher = DefaultHasher::new();
        for home in self.core.homes().filter(|home| home.waiting.is_some()) {
            let Some(looking) = self.core.looking(home.record.id) else { continue };
            (looking.met, looking.acts, looking.expected).hash(&mut hasher);
            for place in &looking.places {
                (place.state as u8, place.times, place.found).hash(&mut hasher);
            }
        }
        self.tried_last = hasher.finish();
    }

    fn standing(&mut self, id: &str) -> Result<Standing, Refusal> {
        self.take_stock();
        let home = self.home(id)?;
        let state = match (&home.waiting, home.refused) {
            (Some(_), Some(reason)) => return Err(Refusal::BadLink(reason.to_owned())),
            (Some(_), None) => "waiting".to_owned(),
            (None, _) => home.community.summary().state,
        };
        Ok(Standing { state, looking: self.core.looking(home.record.id) })
    }

    fn wanted(&self, id: &str) -> Vec<String> {
        let waiting = self.home(id).ok().and_then(|home| home.waiting.as_ref());
        waiting.map(|waiting| waiting.addresses().to_vec()).unwrap_or_default()
    }

    fn home(&self, id: &str) -> Result<&Home, Refusal> {
        let home = CommunityId::from_hex(id).and_then(|id| self.core.home(id));
        home.ok_or_else(|| Refusal::UnknownCommunity(id.to_owned()))
    }

    fn ground(&mut self) -> Ground {
        let mut ground = Ground::default();
        for home in self.core.homes_mut() {
            ground.own.push(home.membership());
            ground.known.insert(home.record.id, home.known().clone());
        }
        ground
    }

    // Everything about a connection that is gone or came anew.
    fn forget(&mut self, other: PeerId) {
        self.shown.retain(|(peer, _), _| *peer != other);
        self.met.retain(|(peer, _), _| *peer != other);
        self.core.running.tried.forget(other);
        self.lost(other);
        for session in self.sessions.of(other) {
            self.end(session);
        }
    }
}
