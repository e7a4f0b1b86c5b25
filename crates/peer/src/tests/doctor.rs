//! What is amiss is found, and what isn't is not said to be. Next: [`crate::doctor`].

use std::path::Path;

use act::deed::Deed;
use network::{Path as Way, Whereabouts};
use tempfile::TempDir;
use words::checkup::{Check, Finding, State};

use super::{NOW, ambiently, newcomer, send, two};
use crate::{
    answer::Answer,
    command::{Command, Request},
    community::Community,
    core::Core,
    home::Met,
};

/// The profile of Ali, in whose community Bea is too, where no peer runs.
fn profile(dir: &Path) -> Core {
    let (ali, _) = two();
    let mut core = Core::open(dir).unwrap();
    core.adopt(ali, [9; 32]).unwrap();
    core
}

fn asked(core: &mut Core, now: i64) -> (bool, Vec<Finding>) {
    let request = Request { community: None, command: Command::Doctor };
    match ambiently(now, |ambient| core.execute_in(request, ambient)).unwrap() {
        Answer::Doctor(doctor) => (doctor.ok, doctor.findings),
        other => panic!("{other:?}"),
    }
}

fn one(findings: &[Finding], check: Check) -> Finding {
    let mut found = findings.iter().filter(|finding| finding.check == check);
    match (found.next(), found.next()) {
        (Some(finding), None) => finding.clone(),
        other => panic!("{check:?}: {other:?}"),
    }
}

#[test]
fn a_sound_profile_has_nothing_that_is_broken() {
    let dir = TempDir::new().unwrap();
    let (ok, findings) = asked(&mut profile(dir.path()), NOW);
    assert!(ok, "{findings:?}");
    for check in [Check::Database, Check::History, Check::Keys, Check::Disk, Check::Clock] {
        assert_eq!(one(&findings, check).state, State::Ok, "{check:?}");
    }
    assert_eq!(one(&findings, Check::History).about, "De Linde");
    assert!(one(&findings, Check::History).number > 3, "{findings:?}");
    // Nothing is said about others when no peer runs, but that.
    assert_eq!(one(&findings, Check::Running).state, State::Attention);
    let others = [Check::Around, Check::Sync, Check::Member, Check::Addresses, Check::Finding];
    assert!(!findings.iter().any(|finding| others.contains(&finding.check)), "{findings:?}");
}

#[test]
fn a_clock_is_held_against_what_others_wrote() {
    let dir = TempDir::new().unwrap();
    let mut core = profile(dir.path());
    let mut clock = |now| one(&asked(&mut core, now).1, Check::Clock);
    let behind = clock(NOW - 3 * 60 * 60);
    assert_eq!((behind.state, behind.number), (State::Attention, 180));
    assert!(!behind.about.is_empty() && behind.about != "Ali", "{behind:?}");
    assert_eq!(clock(NOW - 9 * 60).state, State::Ok, "as people set clocks by hand");
    assert_eq!(clock(NOW + 365 * 24 * 60 * 60).state, State::Ok, "nobody wrote for a year");
    assert_eq!(clock(0).state, State::Wrong);
}

#[test]
fn what_is_missing_on_the_disk_is_found() {
    let dir = TempDir::new().unwrap();
    let (mut core, other) = (profile(dir.path()), two().1);
    // Memory has what the disk doesn't: an act that was never stored.
    let id = other.id();
    let home = core.home_mut(id).unwrap();
    super::write(&mut home.community, act::deed::Deed::Gather);
    let (ok, findings) = asked(&mut core, NOW);
    assert_eq!((ok, one(&findings, Check::History).state), (false, State::Wrong));
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_found() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = TempDir::new().unwrap();
    let mut core = profile(dir.path());
    let keys = dir.path().join("keys");
    std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o755)).unwrap();
    let (ok, findings) = asked(&mut core, NOW);
    let found = one(&findings, Check::Keys);
    assert_eq!((ok, found.state, found.about), (false, State::Wrong, keys.display().to_string()));
}

fn here(addresses: &[&str]) -> Whereabouts {
    Whereabouts {
        peer: network::PeerId::random(),
        addresses: addresses.iter().map(|at| at.parse().unwrap()).collect(),
        outside: Vec::new(),
        seen_at: Vec::new(),
        through: Vec::new(),
        relays: Vec::new(),
        configured: Vec::new(),
        relay: false,
    }
}

#[test]
fn what_a_router_does_is_said() {
    let dir = TempDir::new().unwrap();
    let mut core = profile(dir.path());
    core.running.finds = Some(true);
    let at = |all: &[&str]| all.iter().map(|at| at.parse().unwrap()).collect::<Vec<_>>();
    let home = || here(&["/ip4/192.168.1.7/udp/4001/quic-v1"]);
    let two_ports = at(&["/ip4/192.0.2.1/udp/5001/quic-v1", "/ip4/192.0.2.1/udp/5002/quic-v1"]);
    let outside = at(&["/ip4/192.0.2.1/udp/4001/quic-v1"]);
    for (here, state, relay) in [
        (home(), State::Ok, None),
        (Whereabouts { seen_at: outside.clone(), ..home() }, State::Ok, None),
        (Whereabouts { seen_at: two_ports.clone(), ..home() }, State::Attention, None),
        (
            Whereabouts {
                seen_at: two_ports.clone(),
                relays: vec![network::PeerId::random()],
                ..home()
            },
            State::Ok,
            Some(State::Ok),
        ),
        (Whereabouts { seen_at: two_ports, outside: outside.clone(), ..home() }, State::Ok, None),
        (Whereabouts { relay: true, ..home() }, State::Ok, Some(State::Attention)),
        (Whereabouts { relay: true, outside, ..home() }, State::Ok, Some(State::Ok)),
        (
            Whereabouts { relays: vec![network::PeerId::random()], ..home() },
            State::Ok,
            Some(State::Ok),
        ),
    ] {
        core.is_at(&here);
        let (_, findings) = asked(&mut core, NOW);
        assert_eq!(one(&findings, Check::Outside).state, state, "{here:?}");
        let relayed = findings.iter().find(|finding| finding.check == Check::Relay);
        assert_eq!(relayed.map(|finding| finding.state), relay, "{here:?}");
    }
}

#[test]
fn a_running_peer_says_who_is_there_and_who_is_not() {
    let dir = TempDir::new().unwrap();
    let mut core = profile(dir.path());
    core.running.finds = Some(false);
    core.is_at(&here(&["/ip4/127.0.0.1/tcp/1"]));
    let (_, findings) = asked(&mut core, NOW);
    for check in [Check::Addresses, Check::Finding, Check::Around] {
        assert_eq!(one(&findings, check).state, State::Attention, "{check:?}");
    }
    let away = one(&findings, Check::Member);
    assert_eq!((away.state, away.number > 0), (State::Ok, true), "being away is no fault");

    let (ali, bea) = two();
    core.is_at(&here(&["/ip4/127.0.0.1/tcp/1", "/ip4/192.0.2.7/tcp/1"]));
    core.running.to_come.insert(ali.id(), 3);
    let home = core.home_mut(ali.id()).unwrap();
    home.around.insert(bea.device(), Met { behind: Some(2), path: Way::Near, heard: NOW });
    let (_, findings) = asked(&mut core, NOW);
    assert_eq!(one(&findings, Check::Addresses).about, "/ip4/192.0.2.7/tcp/1");
    assert_eq!(one(&findings, Check::Around).number, 1);
    let (sync, member) = (one(&findings, Check::Sync), one(&findings, Check::Member));
    assert_eq!((sync.state, sync.number), (State::Attention, 3));
    assert_eq!((member.state, member.number), (State::Attention, 2));

    // Whom the owner blocked is neither away nor behind.
    let (member, _) = bea.me().unwrap();
    core.home_mut(ali.id()).unwrap().blocks([member].into());
    let (_, findings) = asked(&mut core, NOW);
    let blocked = one(&findings, Check::Blocked);
    assert_eq!((blocked.state, blocked.about), (State::Ok, away.about));
    assert!(!findings.iter().any(|finding| finding.check == Check::Member), "{findings:?}");
}

#[test]
fn who_is_kept_back_by_somebody_who_passes_on_is_told_so() {
    const DAY: i64 = 24 * 60 * 60;
    let (mut ali, mut bea) = two();
    let cor = newcomer(&mut ali, 3);
    send(&ali, &mut bea, NOW);
    // Only Dan has what Cor wrote, and Cor gets all that Ali and Bea write.
    let mut dan = newcomer(&mut ali, 4);
    send(&cor, &mut dan, NOW);
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    core.adopt(cor, [9; 32]).unwrap();
    let mut unseen = |from: &[&Community]| {
        let home = core.home_mut(from[0].id()).unwrap();
        for one in from {
            send(one, &mut home.community, NOW + 2 * DAY);
        }
        let (_, findings) = asked(&mut core, NOW + 2 * DAY);
        findings.iter().find(|finding| finding.check == Check::Unseen).map(|found| found.number)
    };
    let at = |one: &mut Community, after: i64| {
        ambiently(NOW + after, |ambient| one.write(Deed::Gather, Vec::new(), ambient)).unwrap();
    };
    at(&mut ali, DAY - 60);
    at(&mut bea, DAY + 60);
    assert_eq!(unseen(&[&ali, &bea]), None, "a day isn't over for Ali, and one may have been away");
    at(&mut ali, DAY + 60);
    assert_eq!(unseen(&[&ali]), Some(2));
    at(&mut dan, DAY + 60);
    assert_eq!(unseen(&[&dan]), Some(2), "one who has it proves nothing for the others");
    send(&dan, &mut bea, NOW);
    at(&mut bea, DAY + 70);
    assert_eq!(unseen(&[&bea]), None);
}
