//! The running participant: commands in, answers out; acts kept, judged, compiled and synced.
//!
//! Knows: every room below it. Never: lets two writers touch a community, holds a lock while it waits,
//! says "ok" before it is durable.
//! Enter at [`Peer`](running::Peer) or, without a network, [`Core`](core::Core). Used by meent and archive.
#![deny(missing_docs)]

pub mod clause; // values of the charter as people type and read them
pub mod secret; // what a person types that nobody else may read
pub mod command; // what a person asks
pub mod answer; // what they get back: the JSON of the command line
pub mod refusal; // why something can't be done, in one word per reason
pub mod names; // names for ids and ids for names
pub mod community; // one community in memory, and the device that writes
pub mod execute; // a command becomes acts and an answer
pub mod due; // what the app does by itself
mod credit; // how much of each member in a day
mod door; // whose acts come in by themselves
pub mod schism; // what contradicts the register this device knew
pub mod waiting; // what a newcomer does when somebody is met
mod looking; // what is tried to find somebody, and how far it is
pub mod paper; // 24 words on paper, and the key that follows from them
mod backup; // a profile without its keys, as one file
pub mod bundle; // a community as one file, to go by hand
mod shelf; // which contents are wanted, and which this device keeps
mod spool; // pieces of attachments out of such a file
pub mod attachment; // a picture or another file, in and out
pub mod home; // a community with what is kept beside it
mod setting; // what a person set for themselves
mod load; // a community as it stands on the disk
pub mod core; // a profile: its communities and the disk behind them
pub mod demo; // a month in a neighbourhood, to look around in
pub mod running; // the handle to a running peer
mod doctor; // what is amiss
pub mod figures; // how the running peer is doing, for who watches over it
mod actor; // the one thread that owns the profile
mod book; // where others were last heard to be
mod finding; // and how they are found again
mod choosing; // carried out for all communities at once
mod neighbours; // whom of many to stay connected with
mod presence; // who is online, as neighbours say
mod meeting; // who said hello, what is agreed with them, how they behave
mod sessions; // sync with each peer that is around
mod introduction; // letting newcomers and new devices in
mod greeting; // hello on every new connection
mod channel; // frames between a stream and the thread
mod fetching; // the contents of attachments, from others and to them

#[cfg(test)]
mod tests; // what attackers tried
