//! The dials to one place: whether one is due, under way or answered, and what came of the last.
//! Guards: a wait is bounded by why there was no connection. Next: [`super::tries`].
use std::time::Instant;

use libp2p::{Multiaddr, swarm::ConnectionId};

use super::{less_by_chance, wait};
use crate::{
    address,
    limits::{REDIAL_FIRST, REDIAL_FULL, REDIAL_SILENT, REDIAL_STRANGER, TCP_COURTESY},
};

/// The dials to one place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    pub(super) state: State,
    /// In a row, since something changed: how long to wait follows from it.
    pub(super) failures: u32,
    /// How often nobody answered, in a row.
    pub(super) silent: u32,
    /// Why there was no connection last time, or none any more.
    pub(super) last: Option<Cause>,
}

/// Where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Waiting { due: Instant },
    UnderWay(ConnectionId),
    Connected,
}

/// Why there is no connection (any more), which says how long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Nobody answered, who answered had no room, or who was greeted left soon.
    Silent,
    /// Somebody who has nothing to say to us.
    Stranger,
    /// A greeted peer whose connection ended after it had been steady.
    Lost,
    /// One of the two has others enough.
    Full,
}

impl Attempt {
    pub(super) fn new(due: Instant) -> Self {
        Self { state: State::Waiting { due }, failures: 0, silent: 0, last: None }
    }

    /// Of an address: one of TCP waits a moment for QUIC to the same place.
    pub(super) fn at(address: &Multiaddr, due: Instant) -> Self {
        Self::new(if address::is_tcp(address) { due + TCP_COURTESY } else { due })
    }

    /// Something changed, so that it is worth another try; what came of the last stays known.
    pub(super) fn anew(&mut self, fresh: Self) {
        *self = Self { silent: self.silent, last: self.last, ..fresh };
    }

    /// Somebody answered.
    pub(super) fn connected(&mut self) {
        (self.state, self.silent, self.last) = (State::Connected, 0, None);
    }

    /// It came to nothing, or ended.
    pub(super) fn again(&mut self, cause: Cause, now: Instant) {
        let longest = match cause {
            Cause::Silent => REDIAL_SILENT,
            Cause::Stranger => REDIAL_STRANGER,
            Cause::Lost => {
                self.failures = 0;
                REDIAL_FIRST
            }
            Cause::Full => REDIAL_FULL,
        };
        let wait = match cause {
            Cause::Full => less_by_chance(longest),
            Cause::Silent | Cause::Stranger | Cause::Lost => wait(self.failures, longest),
        };
        self.silent = if cause == Cause::Silent { self.silent.saturating_add(1) } else { 0 };
        self.last = Some(cause);
        self.failures = self.failures.saturating_add(1);
        self.state = State::Waiting { due: now + wait };
    }

    /// When it is to be dialled, while it isn't.
    pub(super) fn due(&self) -> Option<Instant> {
        match self.state {
            State::Waiting { due } => Some(due),
            State::UnderWay(_) | State::Connected => None,
        }
    }
}
