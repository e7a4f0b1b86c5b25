//! How it stands with the dials, place by place, for people who wait for somebody to be found.
//! Guards: a snapshot as long as the lists are, which are bounded. Next: [`super::attempt`].
use std::time::Instant;

use libp2p::{Multiaddr, PeerId};

use super::{
    Dialling,
    attempt::{Attempt, Cause, State},
};

/// How it stands with the dials to one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    /// The address, without `/p2p/...`; none for a neighbour that was found on this network.
    pub address: Option<Multiaddr>,
    /// Whether the address is from the configuration.
    pub configured: bool,
    /// What came of them.
    pub outcome: Outcome,
    /// How often nobody answered, in a row.
    pub silent: u32,
    /// When it is tried again; none while it is tried, and while somebody is connected.
    pub again: Option<Instant>,
}

/// What came of the dials to a place, the last of them above all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet.
    Open,
    /// Nobody answered, or who did left at once.
    Silent,
    /// Somebody answered and had nothing to say to us.
    Stranger,
    /// The connection was lost after a while.
    Lost,
    /// Who answered has others enough.
    Full,
    /// This peer is connected; whether it has something to say to us is for hello to find out.
    Connected(PeerId),
}

impl Dialling {
    /// The addresses, and who was found on this network: at most [`crate::limits::DIAL_ADDRESSES`] and
    /// [`crate::limits::FOUND`] of them.
    pub(crate) fn tries(&self) -> Vec<Try> {
        let known = self.addresses.iter().map(|known| Try {
            address: Some(known.address.clone()),
            configured: known.configured,
            ..known.attempt.told(known.peer)
        });
        let found = self.found.iter().map(|(peer, found)| found.attempt.told(Some(*peer)));
        known.chain(found).collect()
    }
}

impl Attempt {
    // Of a place of which nothing is said yet.
    fn told(&self, peer: Option<PeerId>) -> Try {
        let last = match self.last {
            None => Outcome::Open,
            Some(Cause::Silent) => Outcome::Silent,
            Some(Cause::Stranger) => Outcome::Stranger,
            Some(Cause::Lost) => Outcome::Lost,
            Some(Cause::Full) => Outcome::Full,
        };
        let outcome = match (self.state, peer) {
            (State::Connected, Some(peer)) => Outcome::Connected(peer),
            _ => last,
        };
        let (configured, again) = (false, self.due());
        Try { address: None, configured, outcome, silent: self.silent, again }
    }
}
