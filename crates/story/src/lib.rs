//! Stories: what happened in a community, readable, and what must be true after it.
//!
//! Knows: the story format (`docs/rules.md`), real acts, the real rules. Never: a rule of its own, a
//! file, a clock. A malformed or hostile story is an error that names the place, never a panic.
//! Enter at [`Story`](story::Story). Used by the binary's `replay` and by tests.
#![deny(missing_docs)]

pub mod error; // why a text is no story, or not yet one
mod script; // what a story says
mod node; // JSON with its place, for errors that say where
mod read; // a text -> a script
mod people; // keys from labels
mod build; // a script -> real acts
pub mod state; // what is true after some acts
pub mod compare; // what was wanted, what was found
pub mod story; // all of it together
