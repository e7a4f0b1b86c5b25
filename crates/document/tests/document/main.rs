//! The document's promises, told with real acts of real keys and held against Automerge itself.
//!
//! Guards: `oracle` (Automerge makes the same changes of the same edits), `convergence` (any order
//! of arrival, forks), `views`, `restore` (snapshots, files), `hostile`, `golden`.
//! Next: [`support`], which writes the acts.

mod convergence;
mod golden;
mod hostile;
mod oracle;
mod restore;
mod support;
mod texts;
mod views;
