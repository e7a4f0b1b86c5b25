//! One profile on disk: acts, seals, keys, snapshots, and the contents of attachments, as files beside it.
//!
//! Knows: SQLite, key files, the lock. Never: says "ok" before it is durable, judges an act,
//! checks a signature (what comes in has been through the rooms that do).
//! Enter at [`Profile`](profile::Profile). Used by peer.
#![deny(missing_docs)]

pub mod profile; // open and close: the lock, the folder, the one connection
mod lock; // one program per profile, and which one
mod folder; // folders and files that survive a power cut, for their owner's eyes
mod schema; // the tables, by version
pub mod failure; // why something could not be read or written
pub mod community; // which communities this profile is in
pub mod key; // a device's secret key, a file of its own
pub mod vault; // a passphrase on the keys
pub mod erasure; // words that are erased for good
pub mod history; // acts and seals: the truth
pub mod snapshot; // a cache of what follows from them
pub mod machine; // where it was used last: moved, or copied?
pub mod condition; // room on the disk, and whether all is sound
pub mod setting; // small choices: a language
pub mod blob; // the contents of attachments
pub mod record; // where devices were last heard to be
pub mod pending; // joins that wait for somebody to be there

#[cfg(test)]
mod fixture; // acts for the tests below
