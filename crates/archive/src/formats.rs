//! How to read and verify a snapshot with public tools only: the note that goes with it.
//!
//! Guards: the note and the files change together; its form has a number. Next: [`crate::evidence`].

/// The form of snapshots that this version writes and verifies. Another number as soon as the same acts
/// give other bytes, be it in the words of the page: verifying makes every file again.
pub const FORMAT: u32 = 2;

/// The note, in Dutch and English; complete by itself, and its commands are run by a test.
pub(crate) const NOTES: &str = include_str!("formaten.md");
