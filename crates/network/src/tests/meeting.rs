//! How nodes come together and part: dials, crossings, losses, strangers' time.
use std::time::Duration;

use super::*;
use crate::StartError;

#[tokio::test]
async fn exactly_one_side_says_hello() {
    for transport in [QUIC, TCP] {
        let mut a = Party::listening(&[transport]).await;
        let mut b = Party::listening(&[transport]).await;
        b.node.dial(a.address().await).await;
        let ((peer_a, a_starts), (peer_b, b_starts)) = (a.connected().await, b.connected().await);
        assert_eq!((peer_a, peer_b), (b.id(), a.id()));
        assert_ne!(a_starts, b_starts);
    }
}

#[tokio::test]
async fn two_dials_that_cross_end_in_one_session_on_each_side() {
    for round in 0..10 {
        let transport = if round % 2 == 0 { QUIC } else { TCP };
        let mut a = Party::listening(&[transport]).await;
        let mut b = Party::listening(&[transport]).await;
        let (to_a, to_b) = (a.address().await, b.address().await);
        tokio::join!(a.node.dial(to_b), b.node.dial(to_a));
        let ((_, a_starts), (_, b_starts)) = (a.connected().await, b.connected().await);
        assert_ne!(a_starts, b_starts);
        a.node.promote(b.id()).await;
        b.node.promote(a.id()).await;
        // Whatever became of the second connection, a stream gets through.
        let (id, node) = (b.id(), a.node.clone());
        b.echo();
        let mut stream = node.open(id, Protocol::Sync).await.unwrap();
        stream.send(b"hello").await.unwrap();
        assert_eq!(stream.receive().await.unwrap().unwrap(), b"hello");
        assert!(a.events.try_recv().is_err(), "nobody was disconnected");
    }
}

/// Something in libp2p that others can make panic ends no peer: everybody of before is gone, and it goes on.
#[tokio::test]
async fn a_network_that_falls_over_begins_anew() {
    let mut a = Party::listening(&[QUIC]).await;
    let mut b = Party::listening(&[QUIC]).await;
    b.node.dial(a.address().await).await;
    assert_eq!(b.connected().await.0, a.id());
    a.connected().await;
    let before = b.id();
    b.node.fall_over().await;
    assert_eq!(b.disconnected().await, a.id());
    assert_eq!(b.connected().await.0, a.id());
    assert_ne!(b.id(), before);
    a.node.promote(b.id()).await;
    b.node.promote(a.id()).await;
    let (id, node) = (a.id(), b.node.clone());
    a.echo();
    let mut stream = node.open(id, Protocol::Sync).await.unwrap();
    stream.send(b"still here").await.unwrap();
    assert_eq!(stream.receive().await.unwrap().unwrap(), b"still here");
}

#[tokio::test]
async fn many_addresses_of_one_peer_make_one_session() {
    let mut a = Party::listening(&[QUIC, TCP, TCP]).await;
    let mut b = Party::listening(&[QUIC, TCP]).await;
    let addresses = a.node.addresses().await;
    assert_eq!(addresses.len(), 3);
    for address in addresses {
        b.node.dial(address).await;
    }
    assert_eq!(b.connected().await.0, a.id());
    assert_eq!(a.connected().await.0, b.id());
    a.node.promote(b.id()).await;
    b.node.promote(a.id()).await;
    let (id, node) = (b.id(), a.node.clone());
    b.echo();
    for _ in 0..20 {
        let mut stream = node.open(id, Protocol::Sync).await.unwrap();
        stream.send(b"still here").await.unwrap();
        assert_eq!(stream.receive().await.unwrap().unwrap(), b"still here");
    }
    assert!(a.events.try_recv().is_err(), "one session, and it stands");
}

/// A laptop that slept comes back by a new connection while its old one seems alive: what was
/// agreed on the old one is void on both sides, and the new one works.
#[tokio::test]
async fn a_later_connection_takes_the_earlier_ones_place() {
    for transport in [QUIC, TCP] {
        let limits = Limits { crossing_time: Duration::ZERO, ..Limits::default() };
        let mut pair =
            [Party::with(&[transport], limits).await, Party::with(&[transport], limits).await];
        pair.sort_by_key(Party::id);
        let [mut low, mut high] = pair;
        high.node.dial(low.address().await).await;
        for round in 0..2 {
            assert_eq!(low.connected().await, (high.id(), true));
            assert_eq!(high.connected().await, (low.id(), false));
            if round == 0 {
                low.node.promote(high.id()).await;
                high.node.promote(low.id()).await;
                // The lower one dials too: neither side can know that it needn't.
                low.node.dial(high.address().await).await;
                assert_eq!(low.disconnected().await, high.id());
                assert_eq!(high.disconnected().await, low.id());
            }
        }
        let (id, node) = (high.id(), low.node.clone());
        high.echo();
        let mut stream = node.open(id, Protocol::Hello).await.unwrap();
        stream.send(b"hello again").await.unwrap();
        assert_eq!(stream.receive().await.unwrap().unwrap(), b"hello again");
    }
}

#[tokio::test]
async fn a_configured_address_is_dialled_until_somebody_is_there_and_again_after() {
    let place = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("/ip4/127.0.0.1/tcp/{}", place.port());
    let dial = vec![address.parse().unwrap()];
    let mut b = Party::configured(Config { dial, ..config(&[TCP]) }, Limits::default()).await;
    for _ in 0..2 {
        let mut a = Party::listening(&[&address]).await;
        assert_eq!(b.connected().await.0, a.id());
        assert_eq!(a.connected().await.0, b.id());
        b.node.promote(a.id()).await;
        let id = a.id();
        drop(a);
        assert_eq!(b.disconnected().await, id);
    }
}

#[tokio::test]
async fn a_stranger_that_never_says_hello_is_closed_and_a_greeted_peer_stays() {
    let mut a = Party::with(&[TCP], hello_within(Duration::from_millis(500))).await;
    let mut stranger = Party::listening(&[TCP]).await;
    let mut friend = Party::listening(&[TCP]).await;
    friend.node.dial(a.address().await).await;
    assert_eq!(a.connected().await.0, friend.id());
    a.node.promote(friend.id()).await;
    stranger.node.dial(a.address().await).await;
    assert_eq!(a.connected().await.0, stranger.id());
    assert_eq!(a.disconnected().await, stranger.id());
    assert_eq!(stranger.disconnected().await, a.id());

    assert_eq!(friend.connected().await.0, a.id());
    friend.node.promote(a.id()).await;
    let id = friend.id();
    friend.echo();
    let mut stream = a.node.open(id, Protocol::Sync).await.unwrap();
    stream.send(b"still here").await.unwrap();
    assert_eq!(stream.receive().await.unwrap().unwrap(), b"still here");
}

#[tokio::test]
async fn a_peer_with_too_many_points_goes_and_does_not_come_back() {
    let (mut a, mut b) = pair(QUIC).await;
    a.node.penalise(b.id(), 99).await;
    assert!(a.node.open(b.id(), Protocol::Sync).await.is_ok(), "not yet");
    a.node.penalise(b.id(), 1).await;
    assert_eq!(a.disconnected().await, b.id());
    // It dials again at once, is let in nowhere, and sees that as a closed connection.
    for _ in 0..2 {
        assert_eq!(b.disconnected().await, a.id());
    }
    let other = Party::listening(&[QUIC]).await;
    other.node.dial(a.address().await).await;
    assert_eq!(a.connected().await.0, other.id(), "the next one in is somebody else");
}

#[tokio::test]
async fn disconnecting_is_seen_on_both_sides() {
    for transport in [QUIC, TCP] {
        let (mut a, mut b) = pair(transport).await;
        a.node.disconnect(b.id()).await;
        assert_eq!(a.disconnected().await, b.id());
        assert_eq!(b.disconnected().await, a.id());
    }
}

#[tokio::test]
async fn a_node_that_dials_itself_meets_nobody() {
    let mut a = Party::listening(&[QUIC, TCP]).await;
    for address in a.node.addresses().await {
        a.node.dial(address).await;
    }
    // Its own dials come before this one in every queue.
    let b = Party::listening(&[QUIC]).await;
    a.node.dial(b.address().await).await;
    assert_eq!(a.connected().await.0, b.id());
}

/// The port we listen on may be in use for another address (a program's outgoing connection, by
/// chance): that must not keep us from dialling out by TCP.
#[cfg(target_os = "linux")] // 127.0.0.0/8 is ours as a whole only there
#[tokio::test]
async fn a_listening_port_in_use_elsewhere_does_not_stop_dials() {
    let mut a = Party::listening(&[TCP]).await;
    let mut b = Party::listening(&[TCP]).await;
    let port = b.address().await.to_string().rsplit('/').next().unwrap().to_owned();
    let _holder = std::net::TcpListener::bind(format!("127.0.0.8:{port}")).unwrap();
    b.node.dial(a.address().await).await;
    assert_eq!(b.connected().await.0, a.id());
    assert_eq!(a.connected().await.0, b.id());
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let holder = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("/ip4/127.0.0.1/tcp/{}", holder.local_addr().unwrap().port());
    let refused = Node::start(config(&[&address])).await.unwrap_err();
    assert!(matches!(&refused, StartError::Listen { .. }), "{refused:?}");
    assert_eq!(refused.to_string(), format!("can't listen on {address}"));

    let holder = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = format!("/ip4/127.0.0.1/udp/{}/quic-v1", holder.local_addr().unwrap().port());
    let refused = Node::start(config(&[&address])).await.unwrap_err();
    assert!(matches!(&refused, StartError::Listen { .. }), "{refused:?}");
}

#[tokio::test]
async fn an_address_of_another_kind_is_named() {
    for address in ["/dns4/example.org/tcp/1", "/ip4/127.0.0.1/tcp/1/ws", "/memory/1"] {
        let refused = Node::start(config(&[address])).await.unwrap_err();
        assert!(matches!(refused, StartError::Address { .. }), "{address}");
        let dial = vec![address.parse().unwrap()];
        let refused = Node::start(Config { dial, ..config(&[TCP]) }).await.unwrap_err();
        assert!(matches!(refused, StartError::Address { .. }), "{address}");
    }
}

#[tokio::test]
async fn addresses_are_told_as_they_can_be_dialled() {
    let mut a = Party::listening(&[TCP, QUIC]).await;
    let addresses = a.node.addresses().await;
    assert_eq!(addresses.len(), 2);
    assert!(addresses[0].to_string().ends_with("/quic-v1"), "QUIC first");
    assert!(addresses.iter().all(|address| !address.to_string().contains("/0")), "real ports");
    let mut heard = Vec::new();
    for _ in 0..2 {
        let Event::Listening(address) = a.next().await else { panic!("nothing else happened") };
        heard.push(address);
    }
    assert!(addresses.iter().all(|address| heard.contains(address)));
}

#[tokio::test]
async fn two_starts_have_two_names() {
    let (a, b) = (Party::listening(&[TCP]).await, Party::listening(&[TCP]).await);
    assert_ne!(a.id(), b.id());
}

#[tokio::test]
async fn a_node_stops_with_its_last_handle() {
    let (a, mut b) = pair(TCP).await;
    let id = a.id();
    let Party { node, mut events } = a;
    let second = node.clone();
    drop(node);
    assert!(!second.addresses().await.is_empty(), "one handle is left");
    drop(second);
    while events.recv().await.is_some() {}
    assert_eq!(b.disconnected().await, id);
}

#[tokio::test]
async fn what_is_counted_names_nobody() {
    let mut a = Party::listening(&[QUIC]).await;
    let mut b = Party::listening(&[QUIC]).await;
    let address = a.address().await;
    b.node.dial(address.clone()).await;
    a.connected().await;
    b.connected().await;
    let says = |text: &str, line: &str| text.lines().any(|one| one == line);
    let before = a.node.meters().await;
    assert!(says(&before, r#"meent_peers{standing="stranger"} 1"#), "{before}");
    assert!(says(&before, r#"meent_peers{standing="greeted"} 0"#), "{before}");
    a.node.promote(b.id()).await;
    let after = a.node.meters().await;
    assert!(says(&after, r#"meent_peers{standing="stranger"} 0"#), "{after}");
    assert!(says(&after, r#"meent_peers{standing="greeted"} 1"#), "{after}");
    assert!(after.contains("libp2p_swarm_connections_established_total{"), "{after}");
    let port = address.to_string().split('/').nth(4).unwrap().to_owned();
    for hidden in ["127.0.0.1", &format!("/{port}"), &a.id().to_string(), &b.id().to_string()] {
        assert!(!after.contains(hidden), "{hidden} stands in {after}");
    }
}

#[tokio::test]
async fn who_parts_is_gone_at_once_and_not_dialled_again_soon() {
    let mut a = Party::listening(&[QUIC]).await;
    let mut b = Party::listening(&[QUIC]).await;
    b.node.dial(a.address().await).await;
    let ((peer, _), _) = (a.connected().await, b.connected().await);
    a.node.promote(peer).await;
    b.node.promote(a.id()).await;
    tokio::join!(a.node.part(b.id()), b.node.part(a.id()));
    // Either may close.
    a.node.disconnect(b.id()).await;
    assert_eq!((a.disconnected().await, b.disconnected().await), (b.id(), a.id()));
    // One who was merely lost comes back within a second.
    let again = tokio::time::timeout(Duration::from_secs(3), a.connected());
    assert!(again.await.is_err(), "it came back");
}
