//! Who said hello: on which terms the two sync, whether the other gets a place among the connections, and what
//! becomes of it when it misbehaves.
//!
//! Guards: who has no more than the community's secret keeps no place, and who has a device keeps a few, however
//! many transport ids they make; misbehaviour is a device's too. Next: [`crate::sessions`], what they say.

use std::{collections::BTreeSet, time::Instant};

use act::id::{CommunityId, DeviceId};
use network::{CONDUCT_POINTS, PeerId};
use sync::hello::{Meeting, There};

use crate::actor::{Actor, Terms};

/// Peers of unknown devices with a place at a time. They know us and may bring what says who they are, which can
/// take longer than a stranger is given.
const UNKNOWN: usize = 4;

/// Transport ids of one device at a time: one where it is now, and those before of which nobody has seen yet
/// that they are gone.
const OF_ONE: usize = 3;

impl Actor {
    /// Takes up what hello came to; tells whether the other gets a place.
    pub(crate) fn meets(&mut self, other: PeerId, meetings: &[Meeting]) -> bool {
        let mut has_place = false;
        for meeting in meetings {
            let community = meeting.community;
            // A hello makes what was agreed before void.
            for session in self.sessions.between(other, community) {
                self.end(session);
            }
            let Some(device) = meeting.device.filter(|_| !self.core.is_broken()) else { continue };
            self.shown.insert((other, community), device);
            if self.conduct.is_outside(&(community, device), Instant::now()) {
                self.penalise(other, CONDUCT_POINTS);
                continue;
            }
            let terms = match (meeting.known_here, meeting.there) {
                (true, _) => Terms::Serve,
                (false, There::Known(_)) => Terms::BeServed,
                (false, There::Unknown | There::Unsaid) => continue,
            };
            self.met.insert((other, community), (device, terms));
            self.vouch(other, community, device);
            has_place |= match terms {
                Terms::Serve => {
                    self.make_room(other, community, device);
                    true
                }
                Terms::BeServed => self.unknown_but(other) < UNKNOWN,
            };
        }
        has_place
    }

    fn unknown_but(&self, other: PeerId) -> usize {
        let served = self.met.iter().filter(|(_, (_, terms))| *terms == Terms::BeServed);
        let peers: BTreeSet<_> = served.map(|((peer, _), _)| *peer).collect();
        peers.iter().filter(|peer| **peer != other).count()
    }

    // Of a device that is here under many transport ids the oldest goes.
    fn make_room(&self, other: PeerId, community: CommunityId, device: DeviceId) {
        let of_it = self.met.iter().filter(|((peer, there), (of, _))| {
            *peer != other && *there == community && *of == device
        });
        let peers: BTreeSet<_> = of_it.map(|((peer, _), _)| *peer).collect();
        if peers.len() >= OF_ONE
            && let Some(oldest) = self.sessions.oldest(&peers).or(peers.first().copied())
        {
            let node = self.node.clone();
            self.runtime.spawn(async move { node.disconnect(oldest).await });
        }
    }

    /// Adds points for misbehaviour to a peer and the devices that it proved to be.
    pub(crate) fn penalise(&mut self, other: PeerId, mut points: u32) {
        let now = Instant::now();
        let proved = self.shown.iter().filter(|((peer, _), _)| *peer == other);
        for ((_, community), device) in proved {
            if self.conduct.penalise((*community, *device), points, now) {
                points = points.max(CONDUCT_POINTS);
            }
        }
        // The thread can't wait for the network; the runtime that started it does.
        let node = self.node.clone();
        self.runtime.spawn(async move { node.penalise(other, points).await });
    }
}
