//! Which addresses can be listened on, dialled, told to others, and which count as one house.
//! Guards: only IP with TCP or QUIC v1 is ever dialled; no name is looked up; no peer id is
//! taken from an address ("whoever answers": hello decides). Read [`crate::dialling`] next.
use std::net::{IpAddr, Ipv6Addr};

use libp2p::{Multiaddr, PeerId, multiaddr::Protocol};

/// The part of the network that shares [`crate::limits::PER_ADDRESS`]: one IPv4 address, or
/// one IPv6 /64, because a single machine can take any address inside its /64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum House {
    V4([u8; 4]),
    V6([u8; 8]),
}

/// The machine that an address leads to, as people may be told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Its address; the relay's where a relay passes everything on.
    pub ip: IpAddr,
    /// How far that is, as far as an address shows.
    pub reach: Reach,
}

/// How far an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// This machine itself.
    Here,
    /// Another machine on every network: at home, in an office.
    Near,
    /// Somewhere on the internet.
    Far,
    /// Through a relay.
    Relay,
}

impl Spot {
    /// Where an address leads; none when that is no IP address.
    #[must_use]
    pub fn of(address: &Multiaddr) -> Option<Self> {
        let ip = ip(address)?;
        let reach = match ip {
            _ if is_relayed(address) => Reach::Relay,
            ip if ip.is_loopback() => Reach::Here,
            ip if is_private(ip) => Reach::Near,
            _ => Reach::Far,
        };
        Some(Self { ip, reach })
    }
}

/// Whether an address runs through a relay.
pub(crate) fn is_relayed(address: &Multiaddr) -> bool {
    address.iter().any(|part| matches!(part, Protocol::P2pCircuit))
}

/// The house a connection comes from; none for a relayed one, whose address is the relay's.
pub(crate) fn house(address: &Multiaddr) -> Option<House> {
    if is_relayed(address) {
        return None;
    }
    Some(match ip(address)? {
        IpAddr::V4(ip) => House::V4(ip.octets()),
        IpAddr::V6(ip) => {
            let [a, b, c, d, e, f, g, h, ..] = ip.octets();
            House::V6([a, b, c, d, e, f, g, h])
        }
    })
}

/// The network that an address lies in, as far as that shows: a /24 of IPv4, a /64 of IPv6.
pub(crate) fn network(address: &Multiaddr) -> Option<House> {
    Some(match house(address)? {
        House::V4([a, b, c, _]) => House::V4([a, b, c, 0]),
        v6 @ House::V6(_) => v6,
    })
}

/// The address without a trailing peer id, if its shape is one of our transports:
/// `/ip4|ip6/A/tcp/PORT` or `/ip4|ip6/A/udp/PORT/quic-v1`.
pub(crate) fn plain(address: &Multiaddr) -> Option<Multiaddr> {
    let address: Multiaddr =
        address.iter().filter(|part| !matches!(part, Protocol::P2p(_))).collect();
    let parts: Vec<_> = address.iter().collect();
    let known = matches!(
        parts.as_slice(),
        [Protocol::Ip4(_) | Protocol::Ip6(_), Protocol::Tcp(_)]
            | [Protocol::Ip4(_) | Protocol::Ip6(_), Protocol::Udp(_), Protocol::QuicV1]
    );
    drop(parts);
    known.then_some(address)
}

/// The same, if it can be dialled: a port, and an address that means one machine. Link-local
/// IPv6 needs an interface's name, which a multiaddress can't carry to another machine.
pub(crate) fn dialable(address: &Multiaddr) -> Option<Multiaddr> {
    let address = plain(address)?;
    let no_port = address.iter().any(|part| matches!(part, Protocol::Tcp(0) | Protocol::Udp(0)));
    let ip = ip(&address)?;
    let nowhere = ip.is_unspecified() || ip.is_multicast() || is_link_local_v6(ip);
    (!no_port && !nowhere).then_some(address)
}

/// Whether a listen address is worth telling to others. Loopback only where it was asked for.
pub(crate) fn worth_telling(address: &Multiaddr, loopback: bool) -> bool {
    dialable(address).is_some_and(|address| loopback || !is_loopback(&address))
}

pub(crate) fn is_loopback(address: &Multiaddr) -> bool {
    ip(address).is_some_and(|ip| ip.is_loopback())
}

pub(crate) fn is_tcp(address: &Multiaddr) -> bool {
    address.iter().any(|part| matches!(part, Protocol::Tcp(_)))
}

/// Order in which addresses are told and tried: QUIC before TCP, IPv4 before IPv6 (what a
/// home network surely has).
pub(crate) fn rank(address: &Multiaddr) -> (bool, bool) {
    let v6 = address.iter().any(|part| matches!(part, Protocol::Ip6(_)));
    (is_tcp(address), v6)
}

/// Whether mDNS may send us to this address: on this network (private, or the same /24 or /64
/// as one of ours). A false announcement must not make a whole street dial a stranger far away.
pub(crate) fn nearby(address: &Multiaddr, ours: &[Multiaddr]) -> bool {
    let near = |mine: IpAddr, theirs: IpAddr| match (mine, theirs) {
        (IpAddr::V4(mine), IpAddr::V4(theirs)) => mine.octets()[..3] == theirs.octets()[..3],
        (IpAddr::V6(mine), IpAddr::V6(theirs)) => mine.segments()[..4] == theirs.segments()[..4],
        _ => false,
    };
    let Some(theirs) = ip(address) else { return false };
    let is_near = || ours.iter().filter_map(ip).any(|mine| near(mine, theirs));
    !theirs.is_loopback() && (is_private(theirs) || is_near())
}

/// Whether an address could be reached from anywhere: dialable, and of no private range.
pub(crate) fn is_public(address: &Multiaddr) -> bool {
    dialable(address)
        .and_then(|address| ip(&address))
        .is_some_and(|ip| !ip.is_loopback() && !is_private(ip))
}

/// Whether an address means another machine on every network.
fn is_private(ip: IpAddr) -> bool {
    match ip {
        // 100.64.0.0/10 is the range of carriers and of private overlays.
        IpAddr::V4(ip) => {
            let [a, b, ..] = ip.octets();
            ip.is_private() || ip.is_link_local() || (a == 100 && b & 0xc0 == 64)
        }
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

/// The relay of a circuit address `/…/p2p/RELAY/p2p-circuit…`.
pub(crate) fn relay(address: &Multiaddr) -> Option<PeerId> {
    let mut relay = None;
    for part in address {
        match part {
            Protocol::P2p(peer) => relay = Some(peer),
            Protocol::P2pCircuit => return relay,
            _ => {}
        }
    }
    None
}

/// The part of a circuit address that leads to the relay.
pub(crate) fn before_relay(address: &Multiaddr) -> Multiaddr {
    address.iter().take_while(|part| *part != Protocol::P2pCircuit).collect()
}

/// An address at which a certain peer can be dialled: [`dialable`], or `RELAY/p2p/ID/p2p-circuit`
/// where the relay's part is dialable and no relay stands behind another.
pub(crate) fn dialable_for(address: &Multiaddr, peer: PeerId) -> Option<Multiaddr> {
    if !is_relayed(address) {
        return dialable(address);
    }
    let relay = self::relay(address)?;
    let to_relay = address.iter().take_while(|part| !matches!(part, Protocol::P2p(_)));
    let circuit =
        dialable(&to_relay.collect())?.with(Protocol::P2p(relay)).with(Protocol::P2pCircuit);
    let said: Multiaddr = circuit.clone().with(Protocol::P2p(peer));
    (*address == circuit || *address == said).then_some(said)
}

fn ip(address: &Multiaddr) -> Option<IpAddr> {
    match address.iter().next()? {
        Protocol::Ip4(ip) => Some(IpAddr::V4(ip)),
        // A listener on `::` may see an IPv4 caller as ::ffff:a.b.c.d: the same house.
        Protocol::Ip6(ip) => Some(ip.to_canonical()),
        _ => None,
    }
}

fn is_link_local_v6(ip: IpAddr) -> bool {
    matches!(ip, IpAddr::V6(ip) if Ipv6Addr::is_unicast_link_local(&ip))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Multiaddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_ip_with_tcp_or_quic_is_dialled_and_as_whoever_answers() {
        let id = libp2p::PeerId::random();
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(dialable(&parse(text)), expected.map(parse), "{text}");
        };
        check("/ip4/192.168.7.1/tcp/4", Some("/ip4/192.168.7.1/tcp/4"));
        check(&format!("/ip6/fd00::1/udp/4/quic-v1/p2p/{id}"), Some("/ip6/fd00::1/udp/4/quic-v1"));
        check("/dns4/example.org/tcp/4", None);
        check("/ip4/0.0.0.0/tcp/4", None);
        check("/ip4/192.168.7.1/tcp/0", None);
        check("/ip4/224.0.0.251/udp/5353/quic-v1", None);
        check("/ip6/fe80::1/tcp/4", None);
        check("/ip4/192.168.7.1/udp/4", None);
        check("/ip4/192.168.7.1/tcp/4/ws", None);
        check(&format!("/ip4/192.168.7.1/tcp/4/p2p/{id}/p2p-circuit"), None);
    }

    #[test]
    fn a_house_is_an_ipv4_address_or_an_ipv6_64() {
        let same = |a: &str, b: &str| house(&parse(a)) == house(&parse(b));
        assert!(same("/ip4/10.0.0.1/tcp/4", "/ip4/10.0.0.1/udp/9/quic-v1"));
        assert!(!same("/ip4/10.0.0.1/tcp/4", "/ip4/10.0.0.2/tcp/4"));
        assert!(same("/ip6/2001:db8:0:1::1/tcp/4", "/ip6/2001:db8:0:1:ffff::9/tcp/4"));
        assert!(!same("/ip6/2001:db8:0:1::1/tcp/4", "/ip6/2001:db8:0:2::1/tcp/4"));
        assert!(same("/ip6/::ffff:10.0.0.1/tcp/4", "/ip4/10.0.0.1/tcp/4"));
        let relay = libp2p::PeerId::random();
        assert_eq!(house(&parse(&format!("/ip4/10.0.0.1/tcp/4/p2p/{relay}/p2p-circuit"))), None);
    }

    #[test]
    fn loopback_is_told_only_where_it_was_asked_for() {
        assert!(!worth_telling(&parse("/ip4/127.0.0.1/tcp/4"), false));
        assert!(worth_telling(&parse("/ip4/127.0.0.1/tcp/4"), true));
        assert!(worth_telling(&parse("/ip4/192.168.7.1/tcp/4"), false));
        assert!(!worth_telling(&parse("/ip6/fe80::1/tcp/4"), true));
    }

    #[test]
    fn an_address_through_a_relay_names_both_and_no_second_relay() {
        let [relay, peer, other] = [(); 3].map(|()| PeerId::random());
        let circuit = format!("/ip4/203.0.113.9/udp/4/quic-v1/p2p/{relay}/p2p-circuit");
        let whole = parse(&format!("{circuit}/p2p/{peer}"));
        assert_eq!(super::relay(&whole), Some(relay));
        assert_eq!(dialable_for(&whole, peer), Some(whole.clone()));
        assert_eq!(dialable_for(&parse(&circuit), peer), Some(whole.clone()));
        assert_eq!(dialable_for(&whole, other), None);
        for no in [
            format!("{circuit}/p2p/{other}/p2p-circuit/p2p/{peer}"),
            format!("/dns4/example.org/tcp/4/p2p/{relay}/p2p-circuit/p2p/{peer}"),
            format!("/ip4/0.0.0.0/tcp/4/p2p/{relay}/p2p-circuit/p2p/{peer}"),
            format!("/p2p/{relay}/p2p-circuit/p2p/{peer}"),
            format!("/ip4/203.0.113.9/tcp/4/p2p-circuit/p2p/{peer}"),
        ] {
            assert_eq!(dialable_for(&parse(&no), peer), None, "{no}");
        }
    }

    #[test]
    fn only_what_anybody_could_reach_is_public() {
        let check = |text: &str| is_public(&parse(text));
        assert!(check("/ip4/203.0.113.9/tcp/4") && check("/ip6/2001:db8::1/udp/4/quic-v1"));
        for no in ["10.0.0.1", "192.168.1.2", "100.64.0.1", "127.0.0.1", "169.254.1.1"] {
            assert!(!check(&format!("/ip4/{no}/tcp/4")), "{no}");
        }
        assert!(!check("/ip6/fd00::1/tcp/4") && !check("/ip6/::1/tcp/4"));
        assert!(!check(&format!("/ip4/203.0.113.9/tcp/4/p2p/{0}/p2p-circuit", PeerId::random())));
    }

    #[test]
    fn people_are_told_the_machine_and_how_far_it_is() {
        let relay = PeerId::random();
        let check = |text: &str, ip: &str, reach| {
            assert_eq!(Spot::of(&parse(text)), Some(Spot { ip: ip.parse().unwrap(), reach }));
        };
        check("/ip4/192.168.7.1/tcp/4", "192.168.7.1", Reach::Near);
        check("/ip6/fd00::1/udp/4/quic-v1", "fd00::1", Reach::Near);
        check("/ip4/203.0.113.9/udp/4/quic-v1", "203.0.113.9", Reach::Far);
        check("/ip6/::ffff:127.0.0.1/tcp/4", "127.0.0.1", Reach::Here);
        let circuit = format!("/ip4/203.0.113.9/tcp/4/p2p/{relay}/p2p-circuit");
        check(&circuit, "203.0.113.9", Reach::Relay);
        assert_eq!(Spot::of(&parse("/dns4/example.org/tcp/4")), None);
    }

    #[test]
    fn an_announcement_cannot_send_us_far_away() {
        let ours = [parse("/ip4/203.0.113.9/tcp/1"), parse("/ip6/2001:db8:0:1::1/tcp/1")];
        assert!(nearby(&parse("/ip4/192.168.7.1/tcp/4"), &[]));
        assert!(nearby(&parse("/ip6/fd12::1/tcp/4"), &[]));
        assert!(nearby(&parse("/ip4/203.0.113.7/tcp/4"), &ours));
        assert!(nearby(&parse("/ip6/2001:db8:0:1::7/tcp/4"), &ours));
        assert!(!nearby(&parse("/ip4/198.51.100.7/tcp/4"), &ours));
        assert!(!nearby(&parse("/ip6/2001:db8:0:2::7/tcp/4"), &ours));
        assert!(!nearby(&parse("/ip4/127.0.0.1/tcp/4"), &ours));
    }
}
