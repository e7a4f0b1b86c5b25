//! Who may do what: a pure function of the acts of a community.
//!
//! Knows: acts, causal past. Never: a clock, a float, hash order, I/O, `Err` for a bad act (judging
//! gives a verdict). The definitions it follows are numbered in `docs/rules.md`.
//! Enter at [`Judge`](judge::Judge). Used by document, sync, peer, words, archive.
#![deny(missing_docs)]

pub mod schema; // what can be written: entities, fields, who may
pub mod list; // an ascending list that shares its parts
pub mod facts; // what a past establishes about who is in, interned
pub mod device; // definition 1: which device stands, which act counts
pub mod approval; // definitions 2 and 3: a member's word, a change in force
pub mod clause; // definition 4: what holds by the charter
pub mod register; // definitions 4 and 5: members, guests, those who are out
pub mod mandate; // roles and mandates: who fills them, within or outside
pub mod ballot; // which ballots a round takes
pub mod tally; // ballots -> outcome, exact
pub mod round; // definitions 8 to 10: closes, acknowledgements, status
pub mod counting; // definition 7: own before proxy before paper
pub mod season; // a community that is being founded from this one
pub mod judge; // an act and its past -> a verdict
