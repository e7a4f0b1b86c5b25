//! The definitions of `docs/rules.md` against the engine that follows them.
//!
//! Guards: `literal` says what they say; `agree` holds the engine to it, act by act and set by set;
//! `order` lets acts arrive in any order. Next: [`literal`].

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

mod agree;
mod history;
mod literal;
mod order;
mod several;
mod support;
