//! The community's document: judged acts, compiled into one Automerge document.
//!
//! Knows: Automerge, and alone does. Never: lets foreign Automerge bytes in or a panic out; a clock,
//! hash order. Equal sets of acts give equal heads, whatever order they came in.
//! Enter at [`Document`](projection::Document). Used by peer, words, archive.
#![deny(missing_docs)]

pub mod projection; // acts in; heads, files and views out
pub mod shape; // what the document looks like
mod compile; // a deed -> operations
mod writer; // operations of one act, numbered
mod tree; // maps and texts as far as compiling and reading need them
mod slot; // one key of a map, with its history
mod sequence; // one text, element by element
pub mod engine; // Automerge, fenced in
pub mod snapshot; // a cache of it all, thrown away when in doubt
mod reader; // views read from here, now and at a past
pub mod field; // a value with everything that was written apart
pub mod community; // the community itself
pub mod card; // a member's name card
pub mod goal; // goals
pub mod alternative; // the options of a decision
pub mod decision; // proposals and decisions, now and at an act
pub mod earlier; // decisions that came along from an earlier season
pub mod named; // circles, roles, topics, house rules, representatives
pub mod mandate; // what mandates say in words
pub mod attachment; // pictures and other files
pub mod nomination; // who thinks that whom should fill a role
pub mod comment; // remarks
pub mod edit; // a text that was typed over -> replacements
pub mod date; // days since 1970 <-> 2026-12-01
