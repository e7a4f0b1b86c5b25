//! By which way somebody is reached. Next: [`crate::speech`].

use crate::{clean, say, speech::Words};

/// "on this network", "straight over the internet", "through Bea's device": for the words that the command
/// line and JSON know (`near`, `direct`, `relay`). `through`: whose device passes everything on. `None`
/// for any other word.
#[must_use]
pub fn said(words: Words, path: &str, through: Option<&str>) -> Option<String> {
    Some(match (path, through) {
        ("near", _) => say!(words, "path-near"),
        ("direct", _) => say!(words, "path-direct"),
        ("relay", Some(name)) => say!(words, "path-relay", name = clean::line(name)),
        ("relay", None) => say!(words, "path-relay-unknown"),
        _ => return None,
    })
}
