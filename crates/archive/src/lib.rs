//! A snapshot that a stranger can verify in thirty years: a BagIt bag (RFC 8493).
//!
//! Knows: acts, seals, the document derived from them, words. Never: a network, a profile, this
//! machine's clock; what is in the bag follows from the acts alone, so equal heads give equal bytes.
//! Enter at [`write`](bag::write) and [`verify`](verify::verify). Used by meent.
#![deny(missing_docs)]

pub mod source; // what a snapshot is made of
pub mod compose; // all payload files, as bytes by path
pub mod evidence; // acts, seals, changes and keys, line by line
pub mod page; // the readable page of all decisions
pub mod formats; // how to read and verify all this with public tools
pub mod bag; // BagIt: manifests, written whole or not at all
pub mod parcel; // the same in one file
pub mod verify; // derives everything again and compares
