//! Waits, turns and bounds of dialling, with the time handed in. Next: [`super`].
use super::{tries::Outcome, *};
use crate::limits::{REDIAL_SILENT, REDIAL_STRANGER};

fn address(port: usize) -> Multiaddr {
    format!("/ip4/192.168.7.1/tcp/{port}").parse().unwrap()
}

fn dialled(dialling: &mut Dialling, now: Instant) -> Vec<ConnectionId> {
    dialling.take_due(usize::MAX, now).iter().map(DialOpts::connection_id).collect()
}

#[test]
fn waits_double_up_to_their_bound_and_differ() {
    for (failures, whole) in [(0, 1), (1, 2), (3, 8), (5, 20), (40, 20)] {
        let whole = Duration::from_secs(whole);
        let waits: Vec<_> = (0..50).map(|_| wait(failures, REDIAL_SILENT)).collect();
        assert!(waits.iter().all(|wait| *wait <= whole && *wait >= whole * 3 / 4));
        assert!(waits.iter().any(|wait| *wait != waits[0]), "by chance");
    }
    assert!(wait(60, REDIAL_STRANGER) > REDIAL_SILENT);
}

#[test]
fn an_address_is_tried_until_somebody_answers_and_again_when_they_leave() {
    let (mut dialling, mut now) = (Dialling::default(), Instant::now());
    dialling.add(address(1), false, now);
    now += TCP_COURTESY;
    for _ in 0..10 {
        let under_way = dialled(&mut dialling, now);
        assert_eq!((under_way.len(), dialling.under_way()), (1, 1));
        assert!(dialled(&mut dialling, now).is_empty(), "one dial at a time");
        dialling.failed(under_way[0], Cause::Silent, now);
        let next = dialling.next().unwrap();
        assert!(next > now && next <= now + REDIAL_SILENT);
        now = next;
    }
    let peer = PeerId::random();
    let under_way = dialled(&mut dialling, now);
    dialling.connected(under_way[0], (peer, Way::Direct), now);
    assert_eq!((dialling.next(), dialling.under_way()), (None, 0));
    dialling.disconnected(&peer, Cause::Lost, now);
    let soon = now + REDIAL_FIRST + TCP_COURTESY;
    assert!(dialling.next().unwrap() <= soon, "failures are forgotten");
}

#[test]
fn all_addresses_of_a_connected_peer_rest() {
    let (mut dialling, now) = (Dialling::default(), Instant::now());
    let (own, peer) = (PeerId::random(), PeerId::random());
    dialling.add(address(1), true, now);
    dialling.found((own, peer), address(2), false, now);
    let later = now + MDNS_COURTESY;
    let under_way = dialled(&mut dialling, later);
    assert_eq!(under_way.len(), 2);
    // One answers, the other is refused as superfluous: the same peer at both.
    dialling.connected(under_way[0], (peer, Way::Direct), now);
    dialling.connected(under_way[1], (peer, Way::Direct), now);
    assert_eq!(dialling.next(), None);
    dialling.disconnected(&peer, Cause::Stranger, later);
    assert_eq!(dialling.attempts().filter_map(Attempt::due).count(), 2);
}

fn looking_for(peers: Vec<(PeerId, Vec<Multiaddr>)>) -> Sought {
    Sought { peers, ..Sought::default() }
}

#[test]
fn the_lower_id_dials_at_once_and_the_higher_one_after_a_moment() {
    let mut pair = [PeerId::random(), PeerId::random()];
    pair.sort();
    let (mut low, mut high, now) = (Dialling::default(), Dialling::default(), Instant::now());
    low.found((pair[0], pair[1]), address(1), false, now);
    high.found((pair[1], pair[0]), address(2), false, now);
    assert_eq!(low.next(), Some(now));
    assert_eq!(high.next(), Some(now + MDNS_COURTESY));
    high.connected(ConnectionId::new_unchecked(0), (pair[0], Way::Direct), now);
    assert_eq!(high.next(), None);
}

#[test]
fn a_found_neighbour_is_dialled_by_quic_first_and_by_tcp_when_that_fails() {
    let (mut dialling, mut now) = (Dialling::default(), Instant::now());
    let (own, peer) = (PeerId::random(), PeerId::random());
    let quic: Multiaddr = "/ip4/192.168.7.1/udp/1/quic-v1".parse().unwrap();
    dialling.found((own, peer), address(2), false, now);
    assert_eq!(dialling.found[&peer].targets(), [address(2)], "all there is");
    dialling.found((own, peer), quic.clone(), false, now);
    now += MDNS_COURTESY;
    for expected in [quic.clone(), address(2), quic] {
        assert_eq!(dialling.found[&peer].targets(), [expected]);
        let under_way = dialled(&mut dialling, now);
        dialling.failed(under_way[0], Cause::Silent, now);
        now += REDIAL_SILENT;
    }
}

#[test]
fn who_is_reached_through_a_relay_is_dialled_directly_now_and_then() {
    let (mut dialling, mut now) = (Dialling::default(), Instant::now());
    let (relay, peer) = (PeerId::random(), PeerId::random());
    let circuit: Multiaddr =
        format!("/ip4/203.0.113.9/tcp/4/p2p/{relay}/p2p-circuit/p2p/{peer}").parse().unwrap();
    let quic: Multiaddr = "/ip4/203.0.113.7/udp/1/quic-v1".parse().unwrap();
    let wanted = vec![(peer, vec![quic.clone(), circuit.clone()])];
    dialling.seek(looking_for(wanted.clone()), |_| None, now);
    now += REDIAL_FIRST;
    assert_eq!(dialling.sought[&peer].targets(), [quic.clone(), circuit]);
    let under_way = dialled(&mut dialling, now);
    dialling.connected(under_way[0], (peer, Way::Relayed), now);
    assert_eq!(dialling.next(), Some(now + LEAVE_RELAY));
    dialling.seek(looking_for(wanted), |_| Some(Way::Relayed), now);
    assert_eq!(dialling.next(), Some(now + LEAVE_RELAY), "the same as before");
    for _ in 0..20 {
        now = dialling.next().unwrap();
        assert_eq!(dialling.sought[&peer].targets(), std::slice::from_ref(&quic));
        let under_way = dialled(&mut dialling, now);
        dialling.failed(under_way[0], Cause::Silent, now);
    }
    assert!(dialling.next().unwrap() > now + REDIAL_SILENT, "it works as it is");
    now = dialling.next().unwrap();
    let under_way = dialled(&mut dialling, now);
    dialling.connected(under_way[0], (peer, Way::Direct), now);
    assert_eq!(dialling.next(), None);
    dialling.only_relayed(&peer, now);
    assert_eq!(dialling.next(), Some(now + LEAVE_RELAY));
    dialling.disconnected(&peer, Cause::Lost, now);
    assert!(dialling.next().unwrap() <= now + REDIAL_FIRST);
    assert_eq!(dialling.sought[&peer].targets().len(), 2);
    dialling.seek(looking_for(Vec::new()), |_| None, now);
    assert_eq!(dialling.next(), None);
}

#[test]
fn floods_of_addresses_and_neighbours_are_bounded() {
    let (mut dialling, now) = (Dialling::default(), Instant::now());
    dialling.add(address(1), true, now);
    for port in 2..1000 {
        dialling.add(address(port), false, now);
        dialling.found((PeerId::random(), PeerId::random()), address(port), false, now);
    }
    let (own, peer) = (PeerId::random(), PeerId::random());
    for port in 1..100 {
        dialling.found((own, peer), address(port), false, now);
    }
    assert_eq!(dialling.addresses.len(), DIAL_ADDRESSES);
    assert_eq!(dialling.found.len(), FOUND);
    assert_eq!(dialling.found[&peer].addresses.len(), FOUND_ADDRESSES);
    assert!(dialling.addresses.iter().any(|known| known.address == address(1)));
    assert_eq!(dialling.take_due(8, now + MDNS_COURTESY).len(), 8);
    for port in 1..100 {
        dialling.faded(&peer, &address(port));
    }
    assert!(!dialling.found.contains_key(&peer));
}

#[test]
fn a_change_wakes_who_waits_long() {
    let (mut dialling, now) = (Dialling::default(), Instant::now());
    dialling.add(address(1), true, now);
    for _ in 0..9 {
        let under_way = dialled(&mut dialling, now + REDIAL_STRANGER * 9);
        dialling.failed(under_way[0], Cause::Stranger, now);
    }
    assert!(dialling.next().unwrap() > now + REDIAL_SILENT);
    dialling.wake(now);
    assert!(dialling.next().unwrap() <= now + REDIAL_FIRST / 2 + 3 * TCP_COURTESY);
}

#[test]
fn who_says_ever_other_places_is_dialled_once_at_a_time() {
    let (mut dialling, mut now) = (Dialling::default(), Instant::now());
    let peer = PeerId::random();
    let mut dials = 0;
    for port in 1..=60 {
        dialling.seek(looking_for(vec![(peer, vec![address(port)])]), |_| None, now);
        now += REDIAL_FIRST;
        dials += dialled(&mut dialling, now).len();
    }
    assert_eq!((dials, dialling.under_way()), (1, 1));
}

#[test]
fn what_was_under_way_on_a_network_that_we_left_is_dialled_again_on_the_next() {
    let (mut dialling, now) = (Dialling::default(), Instant::now());
    let peer = PeerId::random();
    dialling.add(address(1), true, now);
    dialling.seek(looking_for(vec![(peer, vec![address(2)])]), |_| None, now);
    dialling.found((PeerId::random(), PeerId::random()), address(3), false, now);
    let later = now + MDNS_COURTESY;
    assert_eq!(dialled(&mut dialling, later).len(), 3);
    dialling.moved(later);
    assert_eq!(dialling.under_way(), 0);
    assert_eq!(
        dialled(&mut dialling, later + TCP_COURTESY).len(),
        2,
        "all but the neighbour there"
    );
}

#[test]
fn who_is_spared_is_left_alone_where_it_is_found_and_dialled_once_it_is_chosen() {
    let (mut dialling, now) = (Dialling::default(), Instant::now());
    let (own, spared, by_link) = (PeerId::random(), PeerId::random(), PeerId::random());
    dialling.add(address(2), false, now);
    dialling.add(address(3), true, now);
    for (connection, peer) in
        dialled(&mut dialling, now + TCP_COURTESY).into_iter().zip([by_link; 2])
    {
        dialling.connected(connection, (peer, Way::Direct), now);
    }
    dialling.disconnected(&by_link, Cause::Lost, now);
    dialling.found((own, spared), address(1), false, now);
    let all = BTreeSet::from([spared, by_link]);
    dialling.seek(Sought { spared: all, ..Sought::default() }, |_| None, now);
    // Only the address out of the configuration is as it was.
    let later = now + 2 * MDNS_COURTESY;
    assert_eq!(dialled(&mut dialling, later).len(), 1);
    assert_eq!(dialling.next(), None);
    // Nobody knows yet whose this one is: it takes its time, unless its turn never comes.
    dialling.found((own, PeerId::random()), address(4), false, later);
    assert!(dialling.next().unwrap() <= later + CROWD_COURTESY);
    let chosen = vec![(spared, vec![address(1)])];
    dialling.seek(looking_for(chosen), |_| None, later);
    assert_eq!(dialled(&mut dialling, later + CROWD_COURTESY).len(), 4);
}

#[test]
fn who_has_others_enough_is_not_dialled_for_two_minutes() {
    let (mut dialling, now) = (Dialling::default(), Instant::now());
    let peer = PeerId::random();
    dialling.add(address(1), true, now);
    let under_way = dialled(&mut dialling, now + TCP_COURTESY);
    dialling.connected(under_way[0], (peer, Way::Direct), now);
    assert_eq!(dialling.configured().collect::<Vec<_>>(), [peer]);
    dialling.disconnected(&peer, Cause::Full, now);
    assert!(dialling.next().unwrap() > now + REDIAL_FULL / 2);
    assert_eq!(dialling.configured().count(), 0);
    // Nor where it says to be now, when everybody is looked for.
    let place = vec![(peer, vec![address(2)])];
    dialling.seek(looking_for(place), |_| None, now + REDIAL_FULL / 2);
    assert!(dialling.sought[&peer].attempt.due().unwrap() >= now + REDIAL_FULL);
}

#[test]
fn what_came_of_the_dials_is_told_and_survives_another_try() {
    let (mut dialling, mut now) = (Dialling::default(), Instant::now());
    let (own, near, peer) = (PeerId::random(), PeerId::random(), PeerId::random());
    dialling.add(address(1), true, now);
    dialling.found((own, near), address(2), true, now);
    let told = |dialling: &Dialling| {
        let tries = dialling.tries();
        assert_eq!((tries.len(), tries[1].outcome), (2, Outcome::Connected(near)));
        assert_eq!((tries[1].address.clone(), tries[1].configured), (None, false));
        assert!(tries[0].configured && tries[0].address == Some(address(1)));
        (tries[0].outcome, tries[0].silent, tries[0].again)
    };
    let fails = |dialling: &mut Dialling, cause, now: &mut Instant| {
        *now = dialling.next().unwrap();
        let under_way = dialled(dialling, *now);
        dialling.failed(under_way[0], cause, *now);
    };
    assert_eq!(told(&dialling), (Outcome::Open, 0, Some(now + TCP_COURTESY)));
    fails(&mut dialling, Cause::Silent, &mut now);
    fails(&mut dialling, Cause::Silent, &mut now);
    assert_eq!(told(&dialling), (Outcome::Silent, 2, dialling.next()));
    // Another community is joined, the same address is named again: nobody answered all the same.
    dialling.wake(now);
    dialling.add(address(1), false, now);
    assert_eq!(told(&dialling), (Outcome::Silent, 2, Some(now + TCP_COURTESY)));
    now += TCP_COURTESY;
    let under_way = dialled(&mut dialling, now);
    assert_eq!(told(&dialling), (Outcome::Silent, 2, None), "while it is tried");
    dialling.connected(under_way[0], (peer, Way::Direct), now);
    assert_eq!(told(&dialling), (Outcome::Connected(peer), 0, None));
    dialling.disconnected(&peer, Cause::Stranger, now);
    assert_eq!(told(&dialling), (Outcome::Stranger, 0, dialling.next()));
    fails(&mut dialling, Cause::Silent, &mut now);
    assert_eq!(told(&dialling), (Outcome::Silent, 1, dialling.next()));
}
