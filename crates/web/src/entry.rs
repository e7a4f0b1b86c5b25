//! Who may see the page: links that sign in once, and the cookie that they give.
//!
//! Guards: a link is worth nothing after its first use or after its time; the cookie is worth nothing
//! after this run. Both are 256 random bits and compared without telling how far they matched.
//! Next: [`crate::guard`].

use std::{
    fmt,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use data_encoding::BASE64URL_NOPAD;

/// Links that may be open at once; an older one makes room. One person opens a handful.
const OPEN: usize = 16;

/// How long a link may lie unused: enough to copy it to the browser by hand, short enough that an old
/// terminal window is worth nothing.
const TERM: Duration = Duration::from_secs(15 * 60);

/// The links that are open and the secret of this run.
pub(crate) struct Entry {
    secret: [u8; 32],
    open: Mutex<Vec<([u8; 32], Instant)>>,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry").finish_non_exhaustive()
    }
}

impl Entry {
    pub(crate) fn new() -> Self {
        Self { secret: random(), open: Mutex::new(Vec::new()) }
    }

    /// The code of a new link.
    pub(crate) fn admit(&self) -> String {
        let code = random();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|(_, since)| since.elapsed() < TERM);
        if open.len() == OPEN {
            open.remove(0);
        }
        open.push((code, Instant::now()));
        BASE64URL_NOPAD.encode(&code)
    }

    /// Uses a code up; what the cookie holds, if the code was good.
    pub(crate) fn enter(&self, code: &str) -> Option<String> {
        let code = BASE64URL_NOPAD.decode(code.as_bytes()).ok()?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|(_, since)| since.elapsed() < TERM);
        let at = open.iter().position(|(known, _)| same(known, &code))?;
        open.remove(at);
        Some(BASE64URL_NOPAD.encode(&self.secret))
    }

    /// Whether this is what the cookie of this run holds.
    pub(crate) fn knows(&self, held: &str) -> bool {
        BASE64URL_NOPAD.decode(held.as_bytes()).is_ok_and(|held| same(&self.secret, &held))
    }
}

fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the operating system has random bytes");
    bytes
}

// Looks at every byte whatever the first ones are.
fn same(known: &[u8; 32], held: &[u8]) -> bool {
    held.len() == known.len() && known.iter().zip(held).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_signs_in_once() {
        let entry = Entry::new();
        let code = entry.admit();
        let held = entry.enter(&code).unwrap();
        assert!(entry.knows(&held));
        assert_eq!(entry.enter(&code), None);
        assert!(!Entry::new().knows(&held), "another run has another secret");
    }

    #[test]
    fn what_is_no_code_opens_nothing() {
        let entry = Entry::new();
        for code in ["", "a", "%00", &"A".repeat(43), &"A".repeat(9_000)] {
            assert_eq!(entry.enter(code), None);
            assert!(!entry.knows(code));
        }
    }

    #[test]
    fn an_older_link_makes_room() {
        let entry = Entry::new();
        let first = entry.admit();
        let later: Vec<_> = (0..OPEN).map(|_| entry.admit()).collect();
        assert_eq!(entry.enter(&first), None);
        assert!(later.iter().all(|code| entry.enter(code).is_some()));
    }
}
