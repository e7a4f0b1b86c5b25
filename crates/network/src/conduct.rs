//! Points for misbehaviour, and the hour outside.
//! Guards: a peer with too many points is refused for an hour; what is remembered is bounded.
//! A transport id is free, so by that this keeps out the careless and the broken; who makes new ids is
//! met by the ledger's places per address, and by whoever knows more of a peer than its id.
//! Read [`crate::gate`] next.
use std::{collections::BTreeMap, time::Instant};

use crate::limits::{CONDUCT_PEERS, CONDUCT_POINTS, CONDUCT_TIME};

/// Points for misbehaviour of whoever has any, at most 1,024 of them: by transport id here, by device where
/// that is known.
#[derive(Debug)]
pub struct Conduct<Who> {
    records: BTreeMap<Who, Record>,
}

impl<Who> Default for Conduct<Who> {
    fn default() -> Self {
        Self { records: BTreeMap::new() }
    }
}

#[derive(Debug, Clone, Copy)]
struct Record {
    points: u32,
    latest: Instant,
}

impl Record {
    fn is_over(&self, now: Instant) -> bool {
        now.duration_since(self.latest) >= CONDUCT_TIME
    }
}

impl<Who: Copy + Ord> Conduct<Who> {
    /// Adds points; says whether it must go now: at 100.
    pub fn penalise(&mut self, peer: Who, points: u32, now: Instant) -> bool {
        self.make_room(peer, now);
        let record = self.records.entry(peer).or_insert(Record { points: 0, latest: now });
        let before = if record.is_over(now) { 0 } else { record.points };
        *record = Record { points: before.saturating_add(points), latest: now };
        record.points >= CONDUCT_POINTS
    }

    /// Whether it is outside at this moment: for an hour after it had 100 points, and after each one more.
    pub fn is_outside(&self, peer: &Who, now: Instant) -> bool {
        self.records
            .get(peer)
            .is_some_and(|record| record.points >= CONDUCT_POINTS && !record.is_over(now))
    }

    /// Forgets what is over and, if that is not enough, the lightest and oldest.
    fn make_room(&mut self, peer: Who, now: Instant) {
        if self.records.contains_key(&peer) || self.records.len() < CONDUCT_PEERS {
            return;
        }
        self.records.retain(|_, record| !record.is_over(now));
        if self.records.len() >= CONDUCT_PEERS {
            let lightest = self
                .records
                .iter()
                .min_by_key(|(_, record)| (record.points >= CONDUCT_POINTS, record.latest))
                .map(|(peer, _)| *peer);
            if let Some(peer) = lightest {
                self.records.remove(&peer);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use libp2p::PeerId;

    use super::*;

    #[test]
    fn points_add_up_to_an_hour_outside() {
        let (mut conduct, peer, now) = (Conduct::default(), PeerId::random(), Instant::now());
        assert!(!conduct.penalise(peer, CONDUCT_POINTS - 1, now));
        assert!(!conduct.is_outside(&peer, now));
        assert!(conduct.penalise(peer, 1, now));
        assert!(conduct.is_outside(&peer, now));
        assert!(!conduct.is_outside(&PeerId::random(), now));
        let later = now + CONDUCT_TIME;
        assert!(conduct.is_outside(&peer, later - Duration::from_secs(1)));
        assert!(!conduct.is_outside(&peer, later));
        assert!(!conduct.penalise(peer, 1, later), "old points are forgotten");
    }

    #[test]
    fn what_is_remembered_is_bounded_and_the_worst_are_remembered_longest() {
        let (mut conduct, worst, now) = (Conduct::default(), PeerId::random(), Instant::now());
        assert!(conduct.penalise(worst, u32::MAX, now));
        for _ in 0..CONDUCT_PEERS * 2 {
            conduct.penalise(PeerId::random(), 1, now);
        }
        assert_eq!(conduct.records.len(), CONDUCT_PEERS);
        assert!(conduct.is_outside(&worst, now));
    }
}
