//! What a command says in Dutch, or why it refuses. Next: `pair.rs`.

use crate::{
    pair::{dutch, said},
    support::Neighbour,
};

/// A command that must succeed says this.
pub(crate) fn has(who: &Neighbour, args: &[&str], wanted: &str) {
    let text = dutch(who, args);
    assert!(text.contains(wanted), "{wanted}\n--- is not in ---\n{text}");
}

/// A command that must not, says this.
pub(crate) fn refused(who: &Neighbour, args: &[&str], wanted: &str) {
    let (done, text) = said(who, args);
    assert!(!done && text.contains(wanted), "{wanted}\n--- is not in ---\n{text}");
}
