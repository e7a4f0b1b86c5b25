//! Who attacks: guests of the community, whose programs send what no honest one does.
//!
//! Next: [`super::victim`], which has to bear it.

use std::{fmt, path::Path, sync::Arc, time::Duration};

use act::{id::CommunityId, log::Log};
use network::{Config, Event, Multiaddr, Node, PeerId, Protocol};
use store::profile::Profile;
use sync::{
    hello::{Ends, Membership, Randomness, Standing, initiator::Initiator, tag::CommunitySecret},
    join::{Introduction, Request},
};
use tokio::{sync::mpsc, task::JoinSet, time::timeout};

use super::support::{Rng, frames, mutate};

/// How long a frame gets to be refused before the next one follows.
const MOMENT: Duration = Duration::from_millis(3);

/// How long a connection, a stream and a hello may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Transport ids at a time: one address gets four places before hello is done.
const AT_A_TIME: usize = 3;

/// Frames of one transport id at most: it is sent away sooner, mostly.
const FRAMES: usize = 500;

/// What one who came in by an invite knows.
pub(crate) struct Guest {
    membership: Membership,
    log: Log,
}

/// How many frames were sent of each protocol, and by how many transport ids.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    ids: usize,
    hello: usize,
    join: usize,
    sync: usize,
}

impl Sent {
    const fn all(&self) -> usize {
        self.hello + self.join + self.sync
    }
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ids, hello, join, sync } = self;
        write!(f, "sent: {hello} of hello, {join} of join, {sync} of sync, by {ids} transport ids")
    }
}

impl Guest {
    /// From a profile that no program uses any more.
    pub(crate) fn open(dir: &Path) -> Self {
        let profile = Profile::open(dir).expect("the profile of a guest");
        let record = profile.communities().expect("it can be read").remove(0);
        let key = Arc::new(profile.key(record.id).expect("its key"));
        let (acts, seals) = profile.load(record.id).expect("its acts");
        let mut log = Log::new(record.id);
        for act in acts {
            log.append(Arc::new(act)).expect("in order");
        }
        for seal in seals {
            log.seal(&seal);
        }
        let secret = CommunitySecret(record.secret);
        Self { membership: Membership { community: record.id, secret, key }, log }
    }

    fn community(&self) -> CommunityId {
        self.membership.community
    }
}

/// Sends so many mutated frames to whoever answers at an address, several transport ids at a time.
pub(crate) async fn attack(guests: Vec<Guest>, at: &str, count: usize) -> Sent {
    let (at, guests): (Multiaddr, _) = (at.parse().expect("an address"), Arc::new(guests));
    let mut tasks = JoinSet::new();
    for number in 0..AT_A_TIME {
        tasks.spawn(one_after_the_other(
            Arc::clone(&guests),
            at.clone(),
            count / AT_A_TIME,
            number,
        ));
    }
    let mut all = Sent::default();
    while let Some(sent) = tasks.join_next().await {
        let Sent { ids, hello, join, sync } = sent.expect("who attacks doesn't panic");
        all.ids += ids;
        all.hello += hello;
        all.join += join;
        all.sync += sync;
    }
    all
}

async fn one_after_the_other(
    guests: Arc<Vec<Guest>>,
    at: Multiaddr,
    count: usize,
    seed: usize,
) -> Sent {
    let (mut sent, mut rng) = (Sent::default(), Rng(seed as u64));
    // As guests until none is let in any more: then all is sent that needs no hello.
    let mut welcome: Vec<_> = guests.iter().collect();
    while sent.all() < count {
        sent.ids += 1;
        let guest = welcome.get(rng.below(welcome.len().max(1))).copied().unwrap_or(&guests[0]);
        let protocol = match sent.ids % 3 {
            0 if !welcome.is_empty() => Protocol::Sync,
            1 => Protocol::Hello,
            _ => Protocol::Join,
        };
        let config = Config {
            listen: vec!["/ip4/127.0.0.1/udp/0/quic-v1".parse().expect("an address")],
            mdns: false,
            dial: vec![at.clone()],
            ..Config::default()
        };
        let (node, events) = Node::start(config).await.expect("a node");
        let (good, before) = (good(guest, protocol, &node), sent.sync);
        let send = one_id(&node, events, guest, (protocol, &good), (&mut sent, &mut rng));
        drop(timeout(PATIENCE, send).await);
        node.stop().await;
        if protocol == Protocol::Sync && sent.sync == before {
            welcome.retain(|one| !std::ptr::eq(*one, guest));
        }
    }
    sent
}

// What is changed before it is sent.
fn good(guest: &Guest, protocol: Protocol, node: &Node) -> Vec<Vec<u8>> {
    let ends = || Ends { initiator: node.id().to_bytes(), responder: node.id().to_bytes() };
    match protocol {
        Protocol::Hello => {
            let (_, greeting) = Initiator::new(ends(), vec![guest.membership.clone()], random());
            vec![greeting]
        }
        Protocol::Join => Introduction::from_log(&guest.log, &guest.membership.key)
            .map(|introduction| Request::Introduce(introduction).encode())
            .into_iter()
            .collect(),
        Protocol::Sync | Protocol::Blob => frames::of_every_kind(&guest.log),
    }
}

// All that one transport id can do until it is sent away.
async fn one_id(
    node: &Node,
    mut events: mpsc::Receiver<Event>,
    guest: &Guest,
    (protocol, good): (Protocol, &[Vec<u8>]),
    (sent, rng): (&mut Sent, &mut Rng),
) -> Option<()> {
    let other = loop {
        if let Event::Connected { peer, .. } = events.recv().await? {
            break peer;
        }
    };
    let before = sent.all();
    while sent.all() < before + FRAMES {
        // Whoever broke a stream of sync has to say hello before the next one.
        if protocol == Protocol::Sync {
            greet(node, other, guest).await?;
        }
        let mut stream = node.open(other, protocol).await.ok()?;
        if protocol == Protocol::Sync {
            stream.send(&guest.community().0).await.ok()?;
        }
        loop {
            let mut bytes = rng.pick(good).clone();
            let piece = rng.pick(good);
            mutate(&mut bytes, piece, rng);
            bytes.truncate(network::FRAME_CAP);
            if stream.send(&bytes).await.is_err() {
                break;
            }
            match protocol {
                Protocol::Hello => sent.hello += 1,
                Protocol::Join => sent.join += 1,
                Protocol::Sync | Protocol::Blob => sent.sync += 1,
            }
            if matches!(timeout(MOMENT, stream.receive()).await, Ok(Ok(None) | Err(_))) {
                break;
            }
        }
    }
    Some(())
}

async fn greet(node: &Node, other: PeerId, guest: &Guest) -> Option<()> {
    let ends = Ends { initiator: node.id().to_bytes(), responder: other.to_bytes() };
    let mut stream = node.open(other, Protocol::Hello).await.ok()?;
    let (state, frame) = Initiator::new(ends, vec![guest.membership.clone()], random());
    stream.send(&frame).await.ok()?;
    let (state, frame) = state.challenged(&stream.receive().await.ok()??).ok()?;
    stream.send(&frame).await.ok()?;
    let (_, frame) = state.answered(&stream.receive().await.ok()??, |_, _| known()).ok()?;
    stream.send(&frame).await.ok()?;
    stream.finish().await.ok()?;
    while stream.receive().await.ok()?.is_some() {}
    Some(())
}

// Who attacks says to know everybody, and to have nothing.
fn known() -> Standing {
    let nothing = act::id::Digest([0; 32]);
    Standing::Known(sync::hello::Standpoint { frontier: nothing, checkpoint: nothing })
}

fn random() -> Randomness {
    let mut random = Randomness { nonce: [0; 32], filler: [0; 32] };
    for bytes in [&mut random.nonce, &mut random.filler] {
        getrandom::fill(bytes).expect("the operating system has random bytes");
    }
    random
}
