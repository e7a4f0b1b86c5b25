//! Signed acts: what a person did in a community, having seen what.
//!
//! Knows: ids, deeds, canonical bytes with their caps, seals, chains and forks. Never: allocates
//! before a cap is checked, knows Automerge, reads a clock. Safe on any bytes.
//! Enter at [`Act`](act::Act) and [`Log`](log::Log). Used by every other room.
#![deny(missing_docs, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

pub mod act; // header and body together, checked
pub mod ballot; // what somebody says in a round
pub mod blob; // what an attachment is made of, chunk by chunk
pub mod body; // the kept part and the words that can be erased
pub mod cap; // every limit, with its reason
pub mod charter; // what a community agreed on, and clauses that change it
pub mod clock; // who is in whose past, cheaply
pub mod codec; // canonical bytes, refused when not byte-exact
pub mod content; // deeds about goals, decisions, comments, cards
pub mod deed; // what was done: one enum for all of Meent
pub mod fraction; // exact shares: 1/2, 2/3
pub mod header; // what is hashed, linked and sealed
pub mod id; // communities, acts, members, devices: 32 bytes each
pub mod key; // a device's key, an invite's key, signatures
pub mod log; // acts closed under past: chains, branches, tips
pub mod mandate; // roles, what somebody may decide alone, advice
pub mod origin; // which acts bring a device in
pub mod register; // deeds about who is in
pub mod round; // deeds about rounds: open, vote, close, acknowledge
pub mod season; // deeds about a community that goes on from this one
pub mod seal; // one signature over a device's chain
pub mod statement; // what those keys sign, each with a domain of its own
