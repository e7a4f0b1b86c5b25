//! How far something long is: one line on standard error that goes away, for who looks at a terminal.
//!
//! Guards: nothing is written where no person looks, or about what takes no time. Next:
//! [`crate::bundle`] and [`crate::participant::come_in`].

use std::{
    io::{self, IsTerminal as _, Write as _},
    time::{Duration, Instant},
};

/// How long something may take before it is said how far it is, and how often that is said.
const PATIENCE: Duration = Duration::from_millis(500);

/// A line about how far something is.
#[derive(Debug)]
pub(crate) struct Progress {
    last: Instant,
    is_seen: bool,
    is_shown: bool,
}

impl Progress {
    pub(crate) fn new(as_json: bool) -> Self {
        let is_seen = !as_json && io::stderr().is_terminal();
        Self { last: Instant::now(), is_seen, is_shown: false }
    }

    /// Says how far it is, if that is worth saying now.
    pub(crate) fn at(&mut self, say: impl FnOnce() -> String) {
        if self.is_seen && self.last.elapsed() >= PATIENCE {
            (self.last, self.is_shown) = (Instant::now(), true);
            // That it can't be said changes nothing.
            drop(write!(io::stderr(), "\r\x1b[K{}", say()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            drop(write!(io::stderr(), "\r\x1b[K"));
        }
    }
}
