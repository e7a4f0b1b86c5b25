//! Meeting others: hello on every new connection, an introduction where one is asked, then sync.
//!
//! Guards: a stranger learns nothing; every wait has an end; whoever breaks the protocol is named in
//! the log and penalised. Next: [`crate::actor`], which knows the communities.

use std::{
    collections::{BTreeMap, BTreeSet},
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use act::{
    id::{CommunityId, DeviceId, Digest},
    log::Log,
};
use network::{Event, FrameError, OpenError, PeerId, Protocol, Stream};
use sync::{
    frontier::Frontier,
    hello::{
        Ends, HelloError, Meeting, Membership, Randomness, Standing, Standpoint, There,
        initiator::Initiator, responder::Responder,
    },
};
use tokio::{
    sync::{Semaphore, mpsc},
    time::{sleep, timeout},
};

use crate::{
    actor::{Ask, Introduced},
    community::Community,
    running::Peer,
};

/// How long a whole hello may take; a stranger's connection is closed at 10 s anyway.
const HELLO_TIME: Duration = Duration::from_secs(9);

/// Conversations being started at once, of all peers: four for each established connection.
const CONVERSATIONS: usize = 256;

/// Points for a broken hello or introduction; the network closes at its own threshold.
const BROKEN: u32 = 20;

/// Waits before an introduction is tried again when the other lacks what it rests on, or hello
/// failed: it gets that from others meanwhile.
const AGAIN: [Duration; 5] = [
    Duration::from_millis(200),
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(10),
    Duration::from_secs(30),
];

/// Whether hello must be said again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Again {
    No,
    /// After a while: what is missing may be there then.
    Later,
    /// The other let us in: now both know each other.
    AtOnce,
}

/// What this peer brings to a hello: its memberships, and which devices it knows in each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ground {
    pub(crate) own: Vec<Membership>,
    pub(crate) known: BTreeMap<CommunityId, Known>,
}

/// What is known of a community's devices.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) standpoint: Standpoint,
    /// Whether nothing is known yet: then everybody is.
    pub(crate) empty: bool,
    /// The devices, with whether they take part.
    pub(crate) devices: BTreeMap<DeviceId, bool>,
    /// Those of this device's owner.
    pub(crate) own: BTreeSet<DeviceId>,
}

impl Community {
    /// Whether each device of this community takes part, as this peer sees it: it stands, and its owner is in
    /// and not blocked.
    #[must_use]
    pub fn devices_around(&self) -> BTreeMap<DeviceId, bool> {
        let register = self.register();
        let is_around = |owner| register.is_in(owner) && !self.blocked.contains(&owner);
        let devices = self.judge().devices(self.log(), &self.heads()).into_iter();
        let mut around: BTreeMap<_, _> =
            devices.map(|(device, owner, stands)| (device, stands && is_around(owner))).collect();
        // Whoever holds a paper key is its member, who needs the acts before it can do what it is for.
        for (key, owner) in self.paper_keys() {
            around.insert(key, is_around(owner));
        }
        around
    }

    /// The devices of whoever this device is of, itself included.
    #[must_use]
    pub fn own_devices(&self) -> BTreeSet<DeviceId> {
        let me = self.me().map(|(member, _)| member);
        let devices = self.judge().devices(self.log(), &self.heads()).into_iter();
        devices.filter(|(_, owner, _)| Some(*owner) == me).map(|(device, ..)| device).collect()
    }
}

impl Ground {
    fn standing(&self, community: CommunityId, device: DeviceId) -> Standing {
        let Some(known) = self.known.get(&community) else { return Standing::Out };
        match known.devices.get(&device) {
            _ if known.empty => Standing::Known(known.standpoint),
            Some(true) => Standing::Known(known.standpoint),
            Some(false) => Standing::Out,
            None => Standing::Unknown,
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum GreetingError {
    #[error("the stream failed")]
    Frame(#[from] FrameError),
    #[error("no stream")]
    Open(#[from] OpenError),
    #[error("the other side ended")]
    Ended,
    #[error("hello failed")]
    Hello(#[from] HelloError),
    #[error("an introduction could not be read")]
    Join(#[from] act::codec::CodecError),
    #[error("it took too long")]
    Slow,
    #[error("this peer stops")]
    Stopping,
}

/// Attends to what the network reports until it ends.
pub(crate) async fn attend(peer: Peer, mut events: mpsc::Receiver<Event>) {
    let places = Arc::new(Semaphore::new(CONVERSATIONS));
    while let Some(event) = events.recv().await {
        match event {
            Event::Listening(address) => tracing::info!(%address, "listening"),
            Event::Connected { peer: other, address, path, initiator } => {
                tracing::debug!(%other, %address, ?path, initiator, "connected");
                peer.ask(|reply| Ask::Connected(other, path, reply)).await;
                if initiator {
                    let greeting = greet(peer.clone(), other);
                    tokio::spawn(greeting);
                }
            }
            Event::Incoming { peer: other, protocol, stream } => {
                // No place: dropped, which the other side sees as an end, and tries again.
                if let Ok(place) = Arc::clone(&places).try_acquire_owned() {
                    let peer = peer.clone();
                    tokio::spawn(async move {
                        answer(peer, other, protocol, stream).await;
                        drop(place);
                    });
                }
            }
            Event::Disconnected { peer: other } => {
                tracing::debug!(%other, "disconnected");
                peer.ask(|reply| Ask::Disconnected(other, reply)).await;
            }
        }
    }
}

/// Says hello to everybody who is connected: strangers of a moment ago may have something in common
/// now that a community was joined.
pub(crate) async fn greet_all(peer: &Peer) {
    for other in peer.ask(Ask::Around).await.unwrap_or_default() {
        tokio::spawn(greet(peer.clone(), other));
    }
}

/// Whom a hello is being said to: one at a time to each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Greetings(Arc<Mutex<BTreeMap<PeerId, bool>>>);

impl Greetings {
    // Whether it is ours to say; if one goes on already it will be said once more after it.
    fn begin(&self, other: PeerId) -> bool {
        let mut going_on = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match going_on.get_mut(&other) {
            Some(again) => {
                *again = true;
                false
            }
            None => going_on.insert(other, false).is_none(),
        }
    }

    // Whether it must be said once more; else it is over.
    fn end(&self, other: PeerId) -> bool {
        let mut going_on = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let again = going_on.get_mut(&other).is_some_and(std::mem::take);
        if !again {
            going_on.remove(&other);
        }
        again
    }
}

/// Says hello, and again after introductions, until both know each other or nothing is in common.
async fn greet(peer: Peer, other: PeerId) {
    if !peer.greetings().begin(other) {
        return;
    }
    loop {
        greet_once(&peer, other).await;
        if !peer.greetings().end(other) {
            return;
        }
    }
}

/// [`greet`], as a future of which the type is said: a stream that ends begins one anew, so that its
/// own type would hold itself.
pub(crate) fn greet_again(peer: Peer, other: PeerId) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(greet(peer, other))
}

async fn greet_once(peer: &Peer, other: PeerId) {
    for wait in AGAIN {
        match hello(peer, other).await {
            Ok(meetings) => {
                if meetings.is_empty() {
                    has_nothing_in_common(peer, other).await;
                    return;
                }
                match follow(peer, other, meetings, true).await {
                    Again::No => return,
                    Again::Later => {}
                    Again::AtOnce => continue,
                }
            }
            Err(GreetingError::Open(OpenError::NotConnected) | GreetingError::Stopping) => return,
            Err(error) => complain(peer, other, &error).await,
        }
        sleep(wait).await;
    }
}

// Whoever waits for somebody of their community reads that this is a stranger.
async fn has_nothing_in_common(peer: &Peer, other: PeerId) {
    peer.ask(|reply| Ask::Met(other, Vec::new(), reply)).await;
}

// What follows on a hello: sync where both know each other, an introduction where one is asked.
async fn follow(peer: &Peer, other: PeerId, meetings: Vec<Meeting>, first: bool) -> Again {
    let mut again = Again::No;
    let introduce: Vec<_> = meetings
        .iter()
        .filter(|meeting| meeting.asks_introduction())
        .map(|m| m.community)
        .collect();
    // Whom we don't know introduces itself, and says hello again then.
    // Who has no place has a stranger's ten seconds for that.
    if peer.ask(|reply| Ask::Met(other, meetings.clone(), reply)).await == Some(true) {
        peer.node().promote(other).await;
    }
    if first {
        // Where they know us and we don't know them we may still be served: what they have says who
        // they are.
        let served = |meeting: &&Meeting| match meeting.there {
            There::Known(there) => {
                meeting.known_here || there.frontier != nothing(meeting.community)
            }
            There::Unknown | There::Unsaid => false,
        };
        for meeting in meetings.iter().filter(served) {
            if let Err(error) = crate::channel::begin(peer, other, meeting.community).await {
                tracing::debug!(%other, %error, "no sync");
                again = Again::Later;
            }
        }
    }
    for community in introduce {
        match introduction(peer, other, community).await {
            Ok(taken) => again = again.max(taken),
            Err(error) => {
                complain(peer, other, &error).await;
                again = again.max(Again::Later);
            }
        }
    }
    again
}

async fn hello(peer: &Peer, other: PeerId) -> Result<Vec<Meeting>, GreetingError> {
    let ground = peer.ask(Ask::Ground).await.ok_or(GreetingError::Stopping)?;
    if ground.own.is_empty() {
        return Ok(Vec::new());
    }
    let talk = async {
        let mut stream = peer.node().open(other, Protocol::Hello).await?;
        let ends = Ends { initiator: peer.node().id().to_bytes(), responder: other.to_bytes() };
        let (state, frame) = Initiator::new(ends, ground.own.clone(), randomness());
        stream.send(&frame).await?;
        let challenge = stream.receive().await?.ok_or(GreetingError::Ended)?;
        let (state, frame) = state.challenged(&challenge)?;
        stream.send(&frame).await?;
        let reply = stream.receive().await?.ok_or(GreetingError::Ended)?;
        let (meetings, frame) = state.answered(&reply, |c, device| ground.standing(c, device))?;
        stream.send(&frame).await?;
        stream.finish().await?;
        // The other's end says that the last frame arrived.
        while stream.receive().await?.is_some() {}
        Ok(meetings)
    };
    timeout(HELLO_TIME, talk).await.map_err(|_| GreetingError::Slow)?
}

async fn answer(peer: Peer, other: PeerId, protocol: Protocol, stream: Stream) {
    let done = match protocol {
        Protocol::Hello => greeted(&peer, other, stream).await,
        Protocol::Join => introduced(&peer, other, stream).await,
        Protocol::Sync => {
            if let Err(error) = crate::channel::accept(&peer, other, stream).await {
                tracing::debug!(%other, %error, "no sync");
            }
            Ok(())
        }
        Protocol::Blob => {
            crate::fetching::serve(&peer, other, stream).await;
            Ok(())
        }
    };
    if let Err(error) = done {
        complain(&peer, other, &error).await;
    }
}

async fn greeted(peer: &Peer, other: PeerId, mut stream: Stream) -> Result<(), GreetingError> {
    let talk = async {
        // Nothing is worked out for somebody who says nothing.
        let greeting = stream.receive().await?.ok_or(GreetingError::Ended)?;
        let ground = peer.ask(Ask::Ground).await.ok_or(GreetingError::Stopping)?;
        let ends = Ends { initiator: other.to_bytes(), responder: peer.node().id().to_bytes() };
        let (state, frame) = Responder::greeted(ends, ground.own.clone(), randomness(), &greeting)?;
        stream.send(&frame).await?;
        let proof = stream.receive().await?.ok_or(GreetingError::Ended)?;
        let (state, frame) = state.shown(&proof, |c, device| ground.standing(c, device))?;
        stream.send(&frame).await?;
        let ending = stream.receive().await?.ok_or(GreetingError::Ended)?;
        let meetings = state.ended(&ending)?;
        Ok::<_, GreetingError>(meetings)
    };
    let meetings = timeout(HELLO_TIME, talk).await.map_err(|_| GreetingError::Slow)??;
    if meetings.is_empty() {
        has_nothing_in_common(peer, other).await;
        return Ok(());
    }
    // Known before the end of the stream says so: what the other opens next is expected.
    peer.ask(|reply| Ask::Met(other, meetings.clone(), reply)).await;
    stream.finish().await?;
    drop(stream);
    // It knows us, and what it has may say who it is: then it is for us to ask for that.
    let may_tell = meetings.iter().any(|meeting| {
        !meeting.known_here
            && matches!(meeting.there, There::Known(there) if there.frontier != nothing(meeting.community))
    });
    if follow(peer, other, meetings, false).await != Again::No || may_tell {
        // Introduced, or to be served: now the hello is ours to say again.
        tokio::spawn(greet(peer.clone(), other));
    }
    Ok(())
}

// Introduces this device.
async fn introduction(
    peer: &Peer,
    other: PeerId,
    community: CommunityId,
) -> Result<Again, GreetingError> {
    let frame = peer.ask(|reply| Ask::Introduction(community, reply)).await.flatten();
    let Some(frame) = frame else { return Ok(Again::No) };
    let talk = async {
        let mut stream = peer.node().open(other, Protocol::Join).await?;
        stream.send(&frame).await?;
        stream.receive().await?.ok_or(GreetingError::Ended)
    };
    let answer = timeout(HELLO_TIME, talk).await.map_err(|_| GreetingError::Slow)??;
    let introduced = peer.ask(|reply| Ask::Answered(community, answer, reply)).await;
    Ok(match introduced.ok_or(GreetingError::Stopping)?? {
        Introduced::Welcome => Again::AtOnce,
        Introduced::Later => Again::Later,
        Introduced::Refused => Again::No,
    })
}

async fn introduced(peer: &Peer, other: PeerId, mut stream: Stream) -> Result<(), GreetingError> {
    let frame = timeout(HELLO_TIME, stream.receive()).await.map_err(|_| GreetingError::Slow)??;
    let frame = frame.ok_or(GreetingError::Ended)?;
    let answer = peer.ask(|reply| Ask::Introduce(other, frame, reply)).await;
    let (answer, later) = answer.ok_or(GreetingError::Stopping)??;
    let end = async {
        stream.send(&answer).await?;
        stream.finish().await?;
        while stream.receive().await?.is_some() {}
        Ok::<_, GreetingError>(())
    };
    timeout(HELLO_TIME, end).await.map_err(|_| GreetingError::Slow)??;
    if later {
        // What it rests on may be with itself: ask to be served.
        tokio::spawn(greet(peer.clone(), other));
    }
    Ok(())
}

/// The frontier of somebody who has nothing yet.
pub(crate) fn nothing(community: CommunityId) -> Digest {
    Frontier::of(&Log::new(community)).digest()
}

async fn complain(peer: &Peer, other: PeerId, error: &GreetingError) {
    match error {
        GreetingError::Hello(_) | GreetingError::Join(_) => {
            tracing::warn!(%other, %error, "a peer broke the protocol");
            peer.ask(|reply| Ask::Penalise(other, BROKEN, reply)).await;
        }
        _ => tracing::debug!(%other, %error, "no hello"),
    }
}

fn randomness() -> Randomness {
    let mut random = Randomness { nonce: [0; 32], filler: [0; 32] };
    for bytes in [&mut random.nonce, &mut random.filler] {
        getrandom::fill(bytes).expect("the operating system has random bytes");
    }
    random
}
