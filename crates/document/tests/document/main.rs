//! The document's promises, told with real acts of real keys and held against Automerge itself.
//!
//! Guards: `oracle` (Automerge makes the same changes of the same edits), `convergence` (any order
//! of arrival, forks), `views`, `editing` (forms),
//! `restore` (snapshots, files), `hostile`, `golden`.
//! Next: [`support`], which writes the acts.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_document as document;

mod convergence;
mod editing;
mod golden;
mod hostile;
mod oracle;
mod restore;
mod support;
mod texts;
mod views;
