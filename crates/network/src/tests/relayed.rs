//! Members who can't reach each other meet through a third one's relay, and nobody else does.
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::*;
use crate::{FRAME_CAP, Path, Sought, Whereabouts};

/// A relay at a place of its own, and its address.
async fn relay() -> (Party, Multiaddr) {
    let port = std::net::UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address: Multiaddr = format!("/ip4/127.0.0.1/udp/{port}/quic-v1").parse().unwrap();
    let external = vec![address.clone()];
    let config = Config { relay: true, external, ..config(&[&address.to_string()]) };
    (Party::configured(config, Limits::default()).await, address)
}

/// Connects to the relay and vouches for it; the relay does when it is told to.
async fn visit(relay: &mut Party, at: &Multiaddr, vouched: bool) -> Party {
    let mut party = Party::listening(&[QUIC]).await;
    party.node.dial(at.clone()).await;
    assert_eq!(party.connected().await.0, relay.id());
    assert_eq!(relay.connected().await.0, party.id());
    relay.node.promote(party.id()).await;
    party.node.promote(relay.id()).await;
    if vouched {
        relay.node.vouch(party.id()).await;
    }
    party.node.vouch(relay.id()).await;
    party
}

async fn holds_a_place(party: &Party, patience: Duration) -> Option<Whereabouts> {
    let until = Instant::now() + patience;
    while Instant::now() < until {
        let whereabouts = party.node.whereabouts().await.unwrap();
        if !whereabouts.relays.is_empty() {
            return Some(whereabouts);
        }
        sleep(Duration::from_millis(50)).await;
    }
    None
}

#[tokio::test]
async fn who_can_only_be_reached_through_a_relay_is_reached_and_a_lot_gets_through() {
    let (mut relay, at) = relay().await;
    let mut a = visit(&mut relay, &at, true).await;
    let mut b = visit(&mut relay, &at, true).await;
    let place = holds_a_place(&b, PATIENCE).await.expect("a place");
    assert_eq!(place.relays, [relay.id()]);
    assert_eq!(place.through.len(), 1);
    let sought = Sought { peers: vec![(b.id(), place.through)], ..Sought::default() };
    a.node.seek(sought).await;
    let path = loop {
        if let Event::Connected { peer, path, .. } = a.next().await {
            assert_eq!(peer, b.id());
            break path;
        }
    };
    assert_eq!(path, Path::Relay(Some(relay.id())));
    let seen = loop {
        if let Event::Connected { peer, path, .. } = b.next().await {
            assert_eq!(peer, a.id());
            break path;
        }
    };
    assert_eq!(seen, path, "both know through whom");
    a.node.promote(b.id()).await;
    b.node.promote(a.id()).await;
    let (id, frame) = (b.id(), vec![7; FRAME_CAP]);
    b.echo();
    let mut stream = a.node.open(id, Protocol::Sync).await.unwrap();
    // 20 MB there and back: what libp2p's own limit of 128 KiB would cut.
    for _ in 0..80 {
        stream.send(&frame).await.unwrap();
        assert_eq!(stream.receive().await.unwrap().unwrap(), frame);
    }
}

#[tokio::test]
async fn a_relay_holds_no_place_for_whoever_it_does_not_vouch_for() {
    let (mut relay, at) = relay().await;
    let stranger = visit(&mut relay, &at, false).await;
    let member = visit(&mut relay, &at, true).await;
    assert!(holds_a_place(&member, PATIENCE).await.is_some());
    assert_eq!(holds_a_place(&stranger, Duration::from_secs(2)).await, None);
    // Nor does it lead a stranger to a member.
    let circuit = format!("{at}/p2p/{}/p2p-circuit/p2p/{}", relay.id(), member.id());
    let peers = vec![(member.id(), vec![circuit.parse().unwrap()])];
    stranger.node.seek(Sought { peers, ..Sought::default() }).await;
    sleep(Duration::from_secs(2)).await;
    let member = member.node.open(stranger.id(), Protocol::Hello).await;
    assert!(matches!(member, Err(crate::OpenError::NotConnected)));
}

#[tokio::test]
async fn a_place_is_held_again_when_the_relay_is_back() {
    let port = std::net::UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let at: Multiaddr = format!("/ip4/127.0.0.1/udp/{port}/quic-v1").parse().unwrap();
    let start = || async {
        let external = vec![at.clone()];
        let key = Some([7; 32]);
        let config = Config { relay: true, external, key, ..config(&[&at.to_string()]) };
        loop {
            // A port stays taken for a moment after its swarm is gone.
            match Node::start(config.clone()).await {
                Ok((node, events)) => break Party { node, events },
                Err(_) => sleep(Duration::from_millis(100)).await,
            }
        }
    };
    let mut relay = start().await;
    let (id, mut member) = (relay.id(), visit(&mut relay, &at, true).await);
    assert!(holds_a_place(&member, PATIENCE).await.is_some());
    drop(relay);
    assert_eq!(member.disconnected().await, id);
    let without = member.node.whereabouts().await.unwrap();
    assert!(without.relays.is_empty() && without.through.is_empty());

    let mut relay = start().await;
    assert_eq!(relay.id(), id, "the same as before: its key stays");
    assert_eq!(member.connected().await.0, id);
    assert_eq!(relay.connected().await.0, member.id());
    relay.node.promote(member.id()).await;
    relay.node.vouch(member.id()).await;
    member.node.promote(id).await;
    member.node.vouch(id).await;
    assert!(holds_a_place(&member, PATIENCE).await.is_some());
}

/// A stranger gets to know that this is a Meent, and not where it is: an address through a relay would
/// say whose relay.
#[tokio::test]
async fn identify_tells_a_stranger_no_address() {
    use futures::StreamExt as _;
    use libp2p::{SwarmBuilder, identify, noise, swarm::SwarmEvent, tcp, yamux};

    let (relay, at) = relay().await;
    let mut stranger = SwarmBuilder::with_new_identity()
        .with_tokio()
        .with_tcp(tcp::Config::default(), noise::Config::new, yamux::Config::default)
        .unwrap()
        .with_quic()
        .with_behaviour(|key| {
            identify::Behaviour::new(identify::Config::new("/other/1".to_owned(), key.public()))
        })
        .unwrap()
        .build();
    stranger.dial(at).unwrap();
    let info = tokio::time::timeout(PATIENCE, async {
        loop {
            let event = stranger.select_next_some().await;
            if let SwarmEvent::Behaviour(identify::Event::Received { info, .. }) = event {
                return info;
            }
        }
    });
    let info = info.await.expect("what it says of itself");
    assert_eq!((info.public_key.to_peer_id(), info.listen_addrs), (relay.id(), vec![]));
    assert_eq!(
        (info.protocol_version.as_str(), info.agent_version.as_str()),
        ("/meent/1", "/meent/1")
    );
}
