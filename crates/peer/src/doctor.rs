//! What is amiss: the profile, the disk, the clock, and who of each community is around.
//!
//! Guards: looking changes nothing; no rule depends on what is found here, the clock least of all. Next: `words::checkup`, which says it.

mod unseen; // what the owner wrote and others go on without

use std::collections::{BTreeMap, BTreeSet};

use act::{
    header::VERSION,
    id::{CommunityId, MemberId},
};
use network::{Multiaddr, Whereabouts};
use words::checkup::{Check, Finding, State};

use crate::{
    answer::{Answer, Doctor, Member, Status},
    command::Command,
    community::{Ambient, Community},
    core::Core,
    home::Home,
    looking::Tried,
    names::Names,
    refusal::Refusal,
};

/// Bytes of a MB, as people are told it.
const MB: u64 = 1_000_000;

/// MB left on the disk below which it is said: some 100,000 acts, and what else a device writes meanwhile.
const LITTLE: u64 = 500;

/// MB below which it is a fault: SQLite's log alone may take 16 of them.
const NONE: u64 = 50;

/// Minutes that a clock may differ without a word: people's devices are seldom wrong by seconds, and set by hand they
/// are by this much.
const MINUTES: i64 = 10;

/// A day before this program: 1 January 2026, in seconds since 1970.
const BEFORE: i64 = 1_767_225_600;

/// What only a running peer knows.
#[derive(Debug, Default)]
pub(crate) struct Running {
    /// Whether it looks for others on its network; nothing when none runs.
    pub(crate) finds: Option<bool>,
    /// Where it is, once that is known.
    pub(crate) here: Option<Whereabouts>,
    /// The most acts that somebody around has and we lack.
    pub(crate) to_come: BTreeMap<CommunityId, usize>,
    /// What is tried to find others, and who was met.
    pub(crate) tried: Tried,
}

impl Core {
    /// Looks at everything, and at one community or all of them.
    pub(crate) fn doctor(
        &mut self,
        only: Option<CommunityId>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let mut findings = self.profile_findings();
        findings.extend(self.network());
        let ids: Vec<_> = self.homes().map(|home| home.record.id).collect();
        let ids: Vec<_> =
            ids.into_iter().filter(|id| only.is_none_or(|only| only == *id)).collect();
        findings.push(self.clock(&ids, ambient.now));
        for id in ids {
            findings.extend(self.community_findings(id, ambient));
        }
        let ok = findings.iter().all(|finding| finding.state != State::Wrong);
        Ok(Answer::Doctor(Doctor { ok, findings }))
    }

    fn profile_findings(&self) -> Vec<Finding> {
        let profile = self.profile();
        let mut findings = vec![
            finding(Check::Version, State::Ok, env!("CARGO_PKG_VERSION"), profile.version().into()),
            wrong_if(
                Check::Database,
                match profile.fault_in_database() {
                    Ok(fault) => fault,
                    Err(error) => Some(error.to_string()),
                },
            ),
            wrong_if(
                Check::Keys,
                match profile.exposed() {
                    Ok(path) => path.map(|path| path.display().to_string()),
                    Err(error) => Some(error.to_string()),
                },
            ),
            wrong_if(Check::Disk, self.broken().map(str::to_owned)),
        ];
        if let Ok(room) = profile.room() {
            let free = room.free / MB;
            let state = match free {
                _ if free < NONE => State::Wrong,
                _ if free < LITTLE => State::Attention,
                _ => State::Ok,
            };
            findings.push(finding(Check::Room, state, "", i64::try_from(free).unwrap_or(i64::MAX)));
        }
        findings
    }

    /// Where this peer is and whether it can be reached.
    fn network(&self) -> Vec<Finding> {
        let Some(finds) = self.running.finds else {
            return vec![finding(Check::Running, State::Attention, "", 0)];
        };
        let mut findings = vec![
            finding(Check::Running, State::Ok, "", 0),
            finding(Check::Finding, ok_if(finds), "", 0),
        ];
        if let Some(here) = &self.running.here {
            findings.extend(whereabouts(here));
        }
        findings
    }

    // Nobody's clock is right by itself: this one is held against what others wrote last.
    fn clock(&self, ids: &[CommunityId], now: i64) -> Finding {
        if now < BEFORE {
            return finding(Check::Clock, State::Wrong, "", 0);
        }
        let homes = ids.iter().filter_map(|id| self.home(*id));
        let latest = homes.filter_map(|home| latest_of_others(&home.community));
        match latest.max_by_key(|(at, ..)| *at) {
            Some((at, name)) if (at - now) / 60 >= MINUTES => {
                finding(Check::Clock, State::Attention, &name, (at - now) / 60)
            }
            _ => finding(Check::Clock, State::Ok, "", 0),
        }
    }

    fn community_findings(&mut self, id: CommunityId, ambient: &mut Ambient<'_>) -> Vec<Finding> {
        let Some(home) = self.home(id) else { return Vec::new() };
        let (is_whole, newer) = (self.is_on_disk(home), newer(&home.community));
        let unseen = unseen::unseen(&home.community, ambient.now);
        let acts = home.community.log().len();
        let to_come = self.running.to_come.get(&id).copied().unwrap_or(0);
        let status = match self.execute_one(id, Command::Status, ambient) {
            Ok(Answer::Status(status)) => status,
            _ => return Vec::new(),
        };
        let members = match self.execute_one(id, Command::MemberList, ambient) {
            Ok(Answer::Members(list)) => list.members,
            // Nobody was met yet.
            _ => Vec::new(),
        };
        let name = &status.name;
        let state = if is_whole { State::Ok } else { State::Wrong };
        let mut findings = vec![finding(Check::History, state, name, number(acts))];
        if newer > 0 {
            findings.push(finding(Check::Newer, State::Attention, name, number(newer)));
        }
        if unseen > 0 {
            findings.push(finding(Check::Unseen, State::Attention, name, number(unseen)));
        }
        let rifts = status.rifts;
        findings.push(finding(Check::Schism, ok_if(rifts == 0), name, number(rifts)));
        if !status.running {
            return findings;
        }
        let around = status.around.iter().filter(|one| one.state == "connected").count();
        findings.push(finding(Check::Around, ok_if(around > 0), name, number(around)));
        if around > 0 {
            findings.push(finding(Check::Sync, ok_if(to_come == 0), name, number(to_come)));
        }
        let others = members
            .iter()
            .filter(|one| !one.me && matches!(one.state.as_str(), "member" | "guest" | "resting"));
        findings.extend(others.map(|one| member(one, &status)));
        findings
    }

    // Whether what is in memory is what a restart would find; reading checks every act's hash.
    fn is_on_disk(&self, home: &Home) -> bool {
        let log = home.community.log();
        self.profile().load(home.record.id).is_ok_and(|(acts, seals)| {
            acts.len() == log.len()
                && acts.iter().all(|act| log.find(act.id()).is_some())
                && seals.len() >= log.seals().count()
        })
    }
}

fn whereabouts(here: &Whereabouts) -> Vec<Finding> {
    let listed = |all: &[&Multiaddr]| {
        let all: Vec<_> = all.iter().map(ToString::to_string).collect();
        all.join(", ")
    };
    let is_for_others = |at: &&Multiaddr| {
        let at = at.to_string();
        !(at.starts_with("/ip4/127.") || at.starts_with("/ip6/::1/"))
    };
    let reachable: Vec<_> = here.addresses.iter().filter(is_for_others).collect();
    let outside: Vec<_> = here.outside.iter().collect();
    let is_known = !outside.is_empty();
    // Who holds a place at a relay has what there is to be done.
    let is_relayed = !here.relays.is_empty();
    let state = ok_if(is_known || is_relayed || !has_many_ports(&here.seen_at));
    let mut findings = vec![
        finding(Check::Addresses, ok_if(!reachable.is_empty()), &listed(&reachable), 0),
        finding(Check::Outside, state, &listed(&outside), 0),
    ];
    if here.relay || is_relayed {
        let about = if here.relay { "relay" } else { "" };
        let state = ok_if(!here.relay || is_known);
        findings.push(finding(Check::Relay, state, about, number(here.relays.len())));
    }
    findings
}

// A router that gives each connection a port of its own: members see one machine at several.
fn has_many_ports(seen_at: &[Multiaddr]) -> bool {
    let mut ports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for at in seen_at {
        let at = at.to_string();
        // /ip4/ADDRESS/udp/PORT/...; ports of TCP are the dialler's own and differ always.
        if let [_, _, ip, "udp", port, ..] = at.split('/').collect::<Vec<_>>().as_slice() {
            ports.entry((*ip).to_owned()).or_default().insert((*port).to_owned());
        }
    }
    ports.values().any(|ports| ports.len() > 1)
}

fn member(one: &Member, status: &Status) -> Finding {
    if one.blocked {
        return finding(Check::Blocked, State::Ok, &one.name, 0);
    }
    let device = status.around.iter().filter(|around| around.name == one.name);
    let online = device.clone().filter(|around| around.state == "online");
    let online = online.filter_map(|around| around.heard).max();
    let behind = device.filter(|around| around.state == "connected").map(|around| around.behind);
    match behind.min() {
        Some(Some(0) | None) => finding(Check::Member, State::Ok, &one.name, 0),
        Some(Some(acts)) => finding(Check::Member, State::Attention, &one.name, number(acts)),
        None => finding(Check::Member, State::Ok, &one.name, online.unwrap_or(one.heard)),
    }
}

// The latest moment that another member's device claims, and whose.
fn latest_of_others(community: &Community) -> Option<(i64, String)> {
    let me = community.me().map(|(member, _)| member);
    let heads = community.heads();
    let owner = |device| -> Option<MemberId> {
        community.judge().device(community.log(), &heads, device).map(|(member, _)| member)
    };
    let (at, member) = community
        .log()
        .devices()
        .flat_map(|(device, _)| community.log().tips(device))
        .filter_map(|tip| {
            let act = community.log().act(tip);
            Some((act.header().claimed_at, owner(act.device())?))
        })
        .filter(|(_, member)| Some(*member) != me)
        .max_by_key(|(at, _)| *at)?;
    Some((at, Names::of(community).name(member)))
}

fn newer(community: &Community) -> usize {
    community.log().iter().filter(|(_, entry)| entry.act.header().version > VERSION).count()
}

fn finding(check: Check, state: State, about: &str, number: i64) -> Finding {
    Finding { check, state, about: about.to_owned(), number }
}

fn wrong_if(check: Check, fault: Option<String>) -> Finding {
    let state = if fault.is_some() { State::Wrong } else { State::Ok };
    finding(check, state, &fault.unwrap_or_default(), 0)
}

const fn ok_if(is: bool) -> State {
    if is { State::Ok } else { State::Attention }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
