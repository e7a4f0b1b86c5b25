//! How to read and verify a snapshot with public tools only: the note that goes with it.
//!
//! Guards: the note and the files change together; its form has a number. Next: [`crate::evidence`].

/// The form of snapshots that this version writes and verifies. Another number as soon as the same acts
/// give other bytes, be it in the words of the page: verifying makes every file again.
pub const FORMAT: u32 = 5;

/// Each earlier form, which this version reads no more, with the last commit of Meent's source that writes and
/// reads it: all of them were before 0.1.0 came out. Whoever raises [`FORMAT`] adds the last one.
pub const EARLIER: &[(u32, &str)] =
    &[(1, "28c3fb6"), (2, "22a1c63"), (3, "4b1b2f5"), (4, "6eeea6e")];

/// The note, in Dutch and English; complete by itself, and its commands are run by a test.
pub(crate) const NOTES: &str = include_str!("formaten.md");
