//! Published files of ballots: text in, options by name and typed ballots out.
//!
//! Knows: file formats (PrefLib, BLT, Pabulib, JSON of ours), the ballots of `rules::tally`. Never: counts, a
//! file or folder, a clock; a hostile text is an error that names the line, never a panic or a
//! fortune in memory. Used by the binary's `tally`.
#![deny(missing_docs)]

pub mod fault; // what can be wrong at a line
pub mod unfit; // why a ballot does not count
pub mod malformed; // why a text is no file of ballots; how large one may be
pub mod options; // what is chosen from, by name
pub mod rankings; // options, rankings and what about them was invalid
pub mod preflib; // rankings: .soc, .soi, .toc, .toi
pub mod blt; // rankings with seats: .blt
pub mod pabulib; // budgets: projects, a pot, approvals
pub mod own; // all else, as JSON of ours
