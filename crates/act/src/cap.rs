//! Every limit on what an act or frame may hold, with its reason.
//!
//! Guards: each is checked before memory is taken. Next: [`crate::codec`].

/// Bytes of one encoded act: header, kept part, salt and strings. Room for two splices of the
/// greatest size and 64 seen ids; what is longer is several acts.
pub const ACT: usize = 16 * 1024;

/// Ids in `seen`: 64 ids are 2 kB, an eighth of an act. More heads are gathered by small acts first.
pub const SEEN: usize = 64;

/// UTF-8 bytes of one string of an act. Longer texts are several splices.
pub const STRING: usize = 4 * 1024;

/// Parts of one deed that may hold several: approvals, acknowledgements, fields, splices. As many as
/// `seen`, since an act rarely speaks of more than it has seen.
pub const PARTS: usize = 64;

/// Options of a round: 256 ids are 8 kB, half an act. A street has fewer plans than that.
pub const OPTIONS: usize = 256;

/// Bytes of the numbers of a public draw: six numbers of a few draws are 40.
pub const SEED: usize = 200;

/// Founders named in one founding act: 65 keys with their signatures fill half an act.
pub const FOUNDERS: usize = 64;

/// Bytes of one attachment: a photo of a phone is 2 to 8 MB, a scanned plan of 60 pages some 20.
pub const BLOB: u64 = 32 * 1024 * 1024;

/// Bytes of an attachment that are verified on their own: a piece lost costs a moment over a slow line,
/// and the greatest attachment is 512 of them.
pub const CHUNK: usize = 64 * 1024;

/// The greatest `seq`: what an Automerge sequence number, a clock entry and a person's life can hold.
pub const SEQ: u32 = u32::MAX / 2;
