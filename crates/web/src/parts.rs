//! What pages are made of: each part a function, so that a label or an error can't be forgotten.
//!
//! Guards: somebody's text goes in as text only (`maud` escapes it) or through [`crate::prose`].
//! Next: [`frame`], what stands around every page.

pub(crate) mod frame; // header, menu, main, footer
pub(crate) mod icon; // small drawings, one sprite
pub(crate) mod field; // labels, fields, buttons
pub(crate) mod moment; // days and times
pub(crate) mod days; // what happened, by day
pub(crate) mod note; // one thing that matters now
pub(crate) mod versions; // two versions of a text side by side
pub(crate) mod conflict; // what two people wrote apart
pub(crate) mod talk; // what was said about something
pub(crate) mod fold; // what was folded away behind a house rule
pub(crate) mod person; // who somebody is: house, kind, name
pub(crate) mod file; // what comes in with a form, what is taken along
pub(crate) mod street; // who took part, as houses with lights
pub(crate) mod steps; // the way that something goes
pub(crate) mod tally; // how often each choice was made
