//! What is said to people, in Dutch and English.
//!
//! Knows: locale files, dates, numbers, the words for deeds, outcomes, refusals and "how it was counted".
//! Never: decides, builds markup, lets a control character of somebody else's text through.
//! Enter at [`Words`](speech::Words) and [`say!`]. Used by meent and archive.
#![deny(missing_docs)]

pub mod language; // which language somebody reads
mod customs; // days, digits and lists as the language has them
pub mod charter; // what a community agreed on
pub mod clean; // text from others, made harmless
pub mod speech; // a key and its values -> a sentence
pub mod when; // moments and days
pub mod term; // one word for a kind, state, ballot, method, status, outcome
pub mod name; // what people are called, no two alike
pub mod deed; // a line of the log
pub mod moderation; // house rules, and what is folded away behind them
pub mod tally; // a count, with names for positions
pub mod counting; // how it was counted, step by step
pub mod attachment; // pictures and other files
pub mod erased; // words and files that are gone for good
pub mod path; // by which way somebody is reached
pub mod looking; // what is tried to find somebody, and how far it is
pub mod checkup; // what is amiss, and what to do
pub mod alike; // how many letters differ
pub mod stand; // six words that tell whether two people have the same
pub mod system; // what the operating system said
pub mod task; // roles, circles and mandates
pub mod refusal; // why something can't be done, and what to do
