//! The page: everything that the peer can do, in the person's own browser, on this machine only.
//!
//! Knows: pages, forms, parts of pages, one script. Never: decides anything (each form is one command to
//! the peer), answers another machine or another site, lets somebody's text become markup.
//! Enter at [`Page`](server::Page). Used by meent.
#![deny(missing_docs)]

pub mod server; // binds on loopback, puts the routes together
pub mod monitor; // figures and health, for who watches over an always-on peer
mod listen; // connections: how many, how long
mod guard; // who may ask, and what every answer carries
mod entry; // links that sign in once, and the cookie
mod visit; // one request: who reads, in which language, in which community
mod typed; // what was typed into a form, and what is wrong with it
mod trouble; // a refusal as a page
mod events; // "something changed"
mod asset; // files that come with the program
mod safe; // links that people write
mod prose; // people's texts, as a small part of Markdown
mod square; // a link that a phone can read
mod parts; // what pages are made of
mod pages; // one file per page
