//! Whom of all communities to stay connected with: chosen for each, carried out for all at once.
//!
//! Guards: a connection stands as long as any community wants it; who is parted with hears so first, and
//! where others are. Next: [`crate::neighbours`], the rule.

use std::collections::{BTreeMap, BTreeSet};

use act::id::{CommunityId, DeviceId};
use network::{Multiaddr, Path, PeerId, Sought, Whereabouts};
use sync::{
    frame::{Frame, TRY_THESE},
    record::SignedRecord,
};
use tokio::time::sleep;

use crate::{
    actor::{Actor, SessionId},
    core::now,
    home::Home,
    neighbours::{Fellow, WANTED},
    sessions::LAST_WORDS,
};

impl Actor {
    /// Chooses whom to look for and with whom to part, and tells the network when that changed.
    /// `is_changed`: where they are may have.
    pub(crate) fn choose(&mut self, here: &Whereabouts, is_changed: bool) {
        let ids: Vec<_> =
            self.core.homes().filter(|home| !home.record.left).map(|home| home.record.id).collect();
        let time = self.sessions.milliseconds();
        let (mut seeking, mut spared, mut parting) = (BTreeMap::new(), BTreeSet::new(), None);
        for id in ids {
            let fellows = self.fellows(id, here);
            let choices = self.finding.choices.entry(id).or_default();
            let plan = choices.plan(time, &fellows, self.most, &mut below);
            if plan.is_crowd {
                spared.extend(fellows.into_keys());
            }
            parting = parting.or(plan.part);
            seeking.insert(id, plan.seek);
        }
        for sought in seeking.values().flatten() {
            spared.remove(sought);
        }
        if is_changed || seeking != self.finding.seeking || spared != self.finding.sought.spared {
            self.finding.seeking = seeking;
            self.look(spared);
        }
        if let Some(other) = parting {
            self.part(other);
        }
    }

    // Everybody else in a community, as far as known.
    fn fellows(&mut self, id: CommunityId, here: &Whereabouts) -> BTreeMap<PeerId, Fellow> {
        let needed: BTreeSet<_> = here.relays.iter().chain(&here.configured).copied().collect();
        let elsewhere = self.needed_elsewhere(id);
        let Some(home) = self.core.home_mut(id) else { return BTreeMap::new() };
        let (own, now) = (home.known().own.clone(), now());
        let home = &*home;
        let fellow = |peer: PeerId, device: DeviceId, is_relay: bool| Fellow {
            is_online: home.online(device, now).is_some(),
            is_own: own.contains(&device),
            is_always_on: is_relay || here.configured.contains(&peer),
            is_needed: needed.contains(&peer) || elsewhere.contains(&peer),
            ..Fellow::default()
        };
        let records = home.book.peers(home.community.device(), now);
        let mut fellows: BTreeMap<_, _> =
            records.map(|(peer, one)| (peer, fellow(peer, one.device, one.relay))).collect();
        for one in self.sessions.neighbours(id) {
            let is_relay = home.book.of(one.device).is_some_and(|record| record.relay);
            let path = self.connected.get(&one.peer);
            let neighbour = Fellow {
                since: Some(one.since),
                neighbours: one.neighbours,
                is_relayed: matches!(path, Some(Path::Relay(_))),
                ..fellow(one.peer, one.device, is_relay)
            };
            fellows.insert(one.peer, neighbour);
        }
        fellows
    }

    // Neighbours that another community of this profile wants to keep.
    fn needed_elsewhere(&self, id: CommunityId) -> BTreeSet<PeerId> {
        let others = self.core.homes().map(|home| home.record.id).filter(|other| *other != id);
        let needed = others.flat_map(|other| {
            let neighbours: Vec<_> = self.sessions.neighbours(other).map(|one| one.peer).collect();
            let is_crowd = self.finding.choices.get(&other).is_some_and(|one| one.is_crowd());
            let is_enough = is_crowd && neighbours.len() > WANTED;
            neighbours.into_iter().filter(move |_| !is_enough)
        });
        needed.collect()
    }

    // Tells the network whom to look for, and where.
    fn look(&mut self, spared: BTreeSet<PeerId>) {
        let (now, none) = (now(), BTreeSet::new());
        let mut peers: Vec<(PeerId, Vec<Multiaddr>)> = Vec::new();
        let mut places: BTreeMap<PeerId, usize> = BTreeMap::new();
        for home in self.core.homes().filter(|home| !home.record.left) {
            let sought = self.finding.seeking.get(&home.record.id).unwrap_or(&none);
            for (peer, addresses) in home.book.wanted(home.community.device(), sought, now) {
                let place = *places.entry(peer).or_insert(peers.len());
                // The same peer in two communities; or somebody says to be who another is, which hides nobody.
                match peers.get_mut(place) {
                    Some((_, known)) => {
                        for at in addresses {
                            if !known.contains(&at) {
                                known.push(at);
                            }
                        }
                    }
                    None => peers.push((peer, addresses)),
                }
            }
        }
        let sought = Sought { peers, spared };
        if sought != self.finding.sought {
            self.finding.sought.clone_from(&sought);
            let node = self.node.clone();
            self.runtime.spawn(async move { node.seek(sought).await });
        }
    }

    // Parts with a neighbour, in good order: it hears why, and where others are.
    fn part(&mut self, other: PeerId) {
        for id in self.sessions.of(other) {
            if let Some(community) = self.sessions.community(id) {
                let try_these = self.core.home(community).map(|home| self.try_these(home, other));
                self.sessions.send(id, &Frame::Full(try_these.unwrap_or_default()));
            }
            self.end(id);
        }
        self.counts.parted += 1;
        tracing::debug!(%other, "neighbours enough: parted");
        let node = self.node.clone();
        self.runtime.spawn(async move {
            node.part(other).await;
            sleep(LAST_WORDS).await;
            node.disconnect(other).await;
        });
    }

    // Where those of our neighbours are that have the fewest.
    fn try_these(&self, home: &Home, other: PeerId) -> Vec<Vec<u8>> {
        let neighbours = self.sessions.neighbours(home.record.id);
        let mut few: Vec<_> = neighbours.filter(|one| one.peer != other).collect();
        few.sort_by_key(|one| one.neighbours);
        let records = few.iter().filter_map(|one| home.book.signed(one.device));
        records.take(TRY_THESE).map(SignedRecord::encode).collect()
    }

    /// A neighbour has others enough, and names some: it isn't dialled again soon.
    pub(crate) fn is_full(
        &mut self,
        id: SessionId,
        community: CommunityId,
        try_these: Vec<SignedRecord>,
    ) {
        let peers = try_these.iter().map(|signed| PeerId::from_bytes(&signed.record().peer));
        let peers: Vec<_> = peers.filter_map(Result::ok).collect();
        // Only who takes part has a place in the book.
        self.told(id, community, try_these);
        let Some(other) = self.end(id) else { return };
        let home = self.core.home(community);
        let known = |peer: &PeerId| home.is_some_and(|home| home.book.at(*peer).is_some());
        let peers = peers.into_iter().filter(known);
        let time = self.sessions.milliseconds();
        self.finding.choices.entry(community).or_default().parted(other, peers, time);
        self.counts.parted += 1;
        let node = self.node.clone();
        self.runtime.spawn(async move {
            node.part(other).await;
            node.disconnect(other).await;
        });
    }
}

/// A number below `end`, by chance; 0 where that is 0.
fn below(end: usize) -> usize {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the operating system has random bytes");
    let end = u64::try_from(end).unwrap_or(u64::MAX);
    usize::try_from(u64::from_le_bytes(bytes).checked_rem(end).unwrap_or(0)).unwrap_or(0)
}
