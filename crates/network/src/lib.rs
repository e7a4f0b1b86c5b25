//! Discovery, connections and streams over libp2p: moves opaque frames between peers.
//! Knows: addresses, peers, frames with a cap. Never: what a frame says, an act, a community;
//! an allocation of a size that a stranger announced; a queue without a bound.
//! Enter at [`Node::start`]. Used by peer.
mod limits; // every number, and why it is that number
mod address; // which addresses can be listened on, dialled, told to others
mod frame; // length-prefixed frames on any byte stream
mod stream; // a stream between two peers, as the peer sees it
mod channels; // opens and accepts streams on a connection
mod ledger; // who holds which place: pending, strangers, members of the house
mod conduct; // points for misbehaviour, and the hour outside
mod listening; // where we listen
mod guarded; // a ready-made behaviour with rules of ours around it
mod trusted; // services for members only
mod gate; // asks the ledger at every connection's door
mod sessions; // what a peer's connections amount to
mod identifying; // where others see us, and who is believed in it
mod punching; // past routers, within bounds
mod relaying; // our places at members' relays
mod dialling; // whom to dial, and when again
mod pacing; // mDNS more seldom where many answer
mod swarm; // the parts put together
mod meters; // what is counted for who keeps a peer running
mod driver; // the loop: one event at a time
mod node; // the handle others hold

#[cfg(test)]
mod tests;

pub use address::{Reach, Spot};
pub use conduct::Conduct;
pub use dialling::tries::{Outcome, Try};
pub use frame::FrameError;
pub use limits::{CONDUCT_POINTS, FRAME_CAP, SOUGHT_ADDRESSES};
pub use node::{Config, Event, Node, OpenError, Path, Places, Sought, StartError, Whereabouts};
pub use stream::{Protocol, Receiver, Sender, Stream};

/// An address a peer listens on or can be dialled at, and the name a peer has for one session.
pub use libp2p::{Multiaddr, PeerId};
