//! Finding others on the same network by mDNS, and more seldom where many answer.
//! Guards: what each hears of mDNS doesn't grow with the square of how many there are, and who was found
//! stays found. The interval of a running behaviour can't be changed, so another one takes its place,
//! which is told where we listen and found nobody yet. The time is handed in.
//! Read [`crate::dialling`] next: it dials who is found.
use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use libp2p::{
    Multiaddr, PeerId,
    core::transport::ListenerId,
    mdns,
    swarm::{
        ExpiredListenAddr, FromSwarm, NetworkBehaviour as _, NewListenAddr, ToSwarm,
        behaviour::toggle::Toggle,
    },
};

use crate::{
    dialling::chance,
    guarded::{Guarded, Rules, Said},
    limits::{MDNS_INTERVALS, MDNS_KEPT, MDNS_SPREAD},
};

/// mDNS at its pace.
pub(crate) type Discovery = Guarded<Mdns, Pace>;

type Mdns = Toggle<mdns::tokio::Behaviour>;

/// How often to ask, and what outlives the behaviour that asks.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    /// Which of the intervals.
    step: usize,
    /// Where we listen.
    listening: BTreeSet<Multiaddr>,
    /// Who was found where; what an earlier behaviour found, with when to forget it.
    found: BTreeMap<(PeerId, Multiaddr), Option<Instant>>,
    /// When to ask at another pace.
    change: Option<Instant>,
}

/// Without mDNS (no permission to watch interfaces, say) a peer still works by addresses.
pub(crate) fn discovery(is_on: bool, own: PeerId) -> Discovery {
    let pace = Pace::default();
    let mdns = if is_on { behaviour(own, pace.interval()) } else { None };
    Guarded::new(Toggle::from(mdns), pace)
}

fn behaviour(own: PeerId, interval: Duration) -> Option<mdns::tokio::Behaviour> {
    // Who asks first saves all others the question.
    let query_interval = interval + interval.mul_f64(chance() / 4.0);
    let config = mdns::Config { query_interval, ttl: MDNS_KEPT, enable_ipv6: false };
    mdns::tokio::Behaviour::new(config, own)
        .inspect_err(|error| tracing::warn!(%error, "neighbours on this network can't be found"))
        .ok()
}

/// Does what is due; gives who was found by an earlier behaviour and not by this one.
pub(crate) fn pace(
    discovery: &mut Discovery,
    own: PeerId,
    now: Instant,
) -> Vec<(PeerId, Multiaddr)> {
    let faded = discovery.rules.fade(now);
    if discovery.inner.is_enabled() && discovery.rules.changes(now) {
        let pace = &discovery.rules;
        tracing::debug!(interval = ?pace.interval(), found = pace.count(), "mDNS at another pace");
        // Both listen at one port; what the old one holds is let go of before the new one begins.
        discovery.inner = Toggle::from(None);
        if let Some(mut mdns) = behaviour(own, pace.interval()) {
            for addr in &pace.listening {
                let listener_id = ListenerId::next();
                mdns.on_swarm_event(FromSwarm::NewListenAddr(NewListenAddr { listener_id, addr }));
            }
            discovery.inner = Toggle::from(Some(mdns));
        }
    }
    faded
}

impl Pace {
    fn interval(&self) -> Duration {
        MDNS_INTERVALS[self.step].1
    }

    fn count(&self) -> usize {
        self.found.keys().map(|(peer, _)| peer).collect::<BTreeSet<_>>().len()
    }

    /// The step for as many as were found; going back takes a quarter fewer.
    fn wanted(&self) -> usize {
        let count = self.count();
        let step = |count| MDNS_INTERVALS.iter().rposition(|(least, _)| *least <= count);
        let (up, down) = (step(count).unwrap_or(0), step(count * 4 / 3).unwrap_or(0));
        if up > self.step { up } else { down.min(self.step) }
    }

    /// Somebody was found or faded: perhaps the pace is to be another one.
    pub(crate) fn reconsider(&mut self, now: Instant) {
        self.change = match self.change {
            _ if self.wanted() == self.step => None,
            None => Some(now + MDNS_SPREAD.mul_f64(chance())),
            due => due,
        };
    }

    /// When something is due.
    pub(crate) fn next(&self) -> Option<Instant> {
        self.found.values().flatten().copied().chain(self.change).min()
    }

    fn changes(&mut self, now: Instant) -> bool {
        let is_due = self.change.take_if(|due| *due <= now).is_some();
        let is_due = is_due && self.wanted() != self.step;
        if is_due {
            self.step = self.wanted();
            for until in self.found.values_mut() {
                until.get_or_insert(now + MDNS_KEPT);
            }
        }
        is_due
    }

    fn fade(&mut self, now: Instant) -> Vec<(PeerId, Multiaddr)> {
        let is_over = |_: &_, until: &mut Option<Instant>| until.is_some_and(|until| until <= now);
        let faded: Vec<_> = self.found.extract_if(.., is_over).map(|(found, _)| found).collect();
        if !faded.is_empty() {
            self.reconsider(now);
        }
        faded
    }
}

impl Rules<Mdns> for Pace {
    fn sees(&mut self, event: &FromSwarm<'_>) -> bool {
        match event {
            FromSwarm::NewListenAddr(NewListenAddr { addr, .. }) => {
                self.listening.insert((*addr).clone());
            }
            FromSwarm::ExpiredListenAddr(ExpiredListenAddr { addr, .. }) => {
                self.listening.remove(*addr);
            }
            _ => {}
        }
        true
    }

    // What an earlier behaviour found is no news.
    fn says(&mut self, said: Said<Mdns>) -> Option<Said<Mdns>> {
        match said {
            ToSwarm::GenerateEvent(mdns::Event::Discovered(mut found)) => {
                found.retain(|one| self.found.insert(one.clone(), None).is_none());
                let news = mdns::Event::Discovered(found);
                let mdns::Event::Discovered(found) = &news else { return None };
                (!found.is_empty()).then_some(ToSwarm::GenerateEvent(news))
            }
            ToSwarm::GenerateEvent(mdns::Event::Expired(faded)) => {
                for one in &faded {
                    self.found.remove(one);
                }
                Some(ToSwarm::GenerateEvent(mdns::Event::Expired(faded)))
            }
            said => Some(said),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hears(pace: &mut Pace, peer: PeerId, port: u16) -> usize {
        let address = format!("/ip4/192.168.7.1/udp/{port}/quic-v1").parse().unwrap();
        let found = mdns::Event::Discovered(vec![(peer, address)]);
        match pace.says(ToSwarm::GenerateEvent(found)) {
            Some(ToSwarm::GenerateEvent(mdns::Event::Discovered(news))) => news.len(),
            _ => 0,
        }
    }

    fn loses(pace: &mut Pace, peer: PeerId) {
        let is_its = |(one, _): &(PeerId, Multiaddr)| *one == peer;
        let faded = pace.found.keys().filter(|one| is_its(one)).cloned().collect();
        pace.says(ToSwarm::GenerateEvent(mdns::Event::Expired(faded)));
    }

    #[test]
    fn the_more_are_found_the_more_seldom_is_asked_and_nobody_goes_to_and_fro() {
        let (mut pace, mut now) = (Pace::default(), Instant::now());
        let peers: Vec<_> = (0..80).map(|_| PeerId::random()).collect();
        let mut changes = Vec::new();
        let mut turn = |pace: &mut Pace, count: usize, now: &mut Instant| {
            pace.reconsider(*now);
            *now += MDNS_SPREAD;
            if pace.changes(*now) {
                changes.push((count, pace.interval().as_secs()));
            }
        };
        for (count, peer) in peers.iter().enumerate() {
            assert_eq!(hears(&mut pace, *peer, 1) + hears(&mut pace, *peer, 2), 2);
            turn(&mut pace, count + 1, &mut now);
        }
        for (gone, peer) in peers.iter().enumerate() {
            loses(&mut pace, *peer);
            turn(&mut pace, 79 - gone, &mut now);
        }
        assert_eq!(changes, [(16, 60), (64, 240), (47, 60), (11, 10)]);
    }

    #[test]
    fn who_was_found_before_is_no_news_and_fades_unless_it_is_found_again() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        let peers: Vec<_> = (0..16).map(|_| PeerId::random()).collect();
        for peer in &peers {
            assert_eq!(hears(&mut pace, *peer, 1), 1);
        }
        pace.reconsider(now);
        assert!(pace.changes(now + MDNS_SPREAD));
        for peer in &peers[1..] {
            assert_eq!(hears(&mut pace, *peer, 1), 0, "no news");
        }
        let until = now + MDNS_SPREAD + MDNS_KEPT;
        assert_eq!(pace.next(), Some(until));
        assert!(pace.fade(until - MDNS_SPREAD).is_empty());
        let faded = pace.fade(until);
        assert_eq!(faded.iter().map(|(peer, _)| *peer).collect::<Vec<_>>(), [peers[0]]);
    }
}
