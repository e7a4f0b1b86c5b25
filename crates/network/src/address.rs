//! Which addresses can be listened on, dialled, told to others, and which count as one house.
//! Guards: only IP with TCP or QUIC v1 is ever dialled; no name is looked up; no peer id is
//! taken from an address ("whoever answers": hello decides). Read [`crate::dialling`] next.
use std::net::{IpAddr, Ipv6Addr};

use libp2p::{Multiaddr, multiaddr::Protocol};

/// The part of the network that shares [`crate::limits::PER_ADDRESS`]: one IPv4 address, or
/// one IPv6 /64, because a single machine can take any address inside its /64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum House {
    V4([u8; 4]),
    V6([u8; 8]),
}

/// The house a connection comes from; none for a relayed one, whose address is the relay's.
pub(crate) fn house(address: &Multiaddr) -> Option<House> {
    if address.iter().any(|part| matches!(part, Protocol::P2pCircuit)) {
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
    let private = match theirs {
        // 100.64.0.0/10 is the range of carriers and of private overlays.
        IpAddr::V4(ip) => {
            let [a, b, ..] = ip.octets();
            ip.is_private() || ip.is_link_local() || (a == 100 && b & 0xc0 == 64)
        }
        IpAddr::V6(ip) => ip.is_unique_local(),
    };
    !theirs.is_loopback() && (private || ours.iter().filter_map(ip).any(|mine| near(mine, theirs)))
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
