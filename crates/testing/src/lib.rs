//! A neighbourhood in a box, for tests and benchmarks only: as many real acts as are asked for.
//!
//! Knows: act and the words of the demo. Never: shipped, or asked whether something may: every act
//! that it gives out has effect (a test holds it to that).
//! Enter at [`neighbourhood`](neighbourhood::neighbourhood) or [`Town`](town::Town). Used by the benchmarks of other rooms.
#![deny(missing_docs)]

pub mod neighbourhood; // a story of any length, the same each time
pub mod town; // a town of a given size, all of it counted
mod dice; // what falls the same way each time
mod people; // members, their devices, what each wrote last
mod prose; // words that look like what neighbours write
