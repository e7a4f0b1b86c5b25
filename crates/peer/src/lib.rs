//! The running participant: commands in, answers out; acts kept, judged, compiled and synced.
//!
//! Knows: every room below it. Never: lets two writers touch a community, holds a lock while it waits,
//! says "ok" before it is durable.
//! Enter at [`Peer`](running::Peer) or, without a network, [`Core`](core::Core). Used by meent and archive.
#![deny(missing_docs)]

pub mod command; // what a person asks
pub mod answer; // what they get back: the JSON of the command line
pub mod refusal; // why something can't be done, in one word per reason
