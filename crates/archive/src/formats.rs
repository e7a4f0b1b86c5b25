//! How to read and verify a snapshot with public tools only: the note that goes with it.
//!
//! Guards: the note and the files change together; its form has a number. Next: [`crate::evidence`].

/// The form of snapshots that this version writes and verifies.
pub const FORMAT: &str = "1";

/// The note, in Dutch and English.
pub(crate) const NOTES: &str = include_str!("formaten.md");
