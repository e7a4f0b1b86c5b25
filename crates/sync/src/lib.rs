//! How peers come to hold the same acts: a state machine, an event in and effects out.
//!
//! Knows: frames, packs, what another peer has, what waits for what. Never: I/O, a clock or
//! randomness of its own, a queue without a bound. Enter at [`Session`](session::Session) and
//! [`Intake`](intake::Intake). Used by peer.
#![deny(missing_docs)]

mod wire; // numbers and fixed pieces
mod column; // alike things together, compressed
mod template; // what acts of one kind share
pub mod hello; // who shares a community, without telling strangers
pub mod link; // an invite or device code as text
pub mod join; // a newcomer or new device is let in
pub mod pack; // acts with their seals, on the way out
mod reader; // one pack, column by column
pub mod unpack; // and on the way in
pub mod pool; // acts that wait, within a quota
mod ready; // which of them can enter together
pub mod intake; // sealed acts with their whole past into the log
pub mod frontier; // how far a peer's acts reach
pub mod record; // where devices are, as they say
pub mod frame; // what two peers say to each other
mod compare; // where they differ
mod incoming; // transfers as they arrive
mod outgoing; // transfers as the peer makes room
pub mod session; // one connected peer: an event in, effects out
pub mod blob; // the content of an attachment
pub mod bundle; // the same as a file, for a stick
