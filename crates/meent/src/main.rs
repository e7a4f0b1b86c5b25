//! Meent: neighbours decide together, without a server. The binary.
//!
//! Knows: the command line, the local socket, what stands on the screen. Never: decides anything; what
//! a command does is one request to the peer.
//! Enter at [`start::run`]; the commands are [`args::Verb`].

mod start; // from the command line to an exit code
mod language; // which language this person reads
mod args; // nouns, verbs and their values
mod request; // a verb becomes a request to the peer
mod participant; // who answers it: the running peer, or the profile opened here
mod socket; // the way to a running peer on this machine
mod serve; // being that running peer
mod config; // what an always-on peer is told
mod log; // what the program tells about itself
mod signals; // what asks it to stop, or to read its configuration again
mod notify; // what it tells the service manager
mod page; // the way to its page: a link, the browser
mod show; // answers as people's text
mod output; // what goes to the screen: text, JSON, a QR code, a file
mod qr; // a link that a phone can read
mod failure; // a sentence, what to do, an exit code
mod exit; // exit codes
mod replay; // stories through the real rules
mod tally; // ballots from a file, counted
mod archive; // snapshots, made and checked
mod paper; // the words of a paper key, shown and asked back
mod leave; // leaving a community, asked once
mod demo; // a profile to look around in
mod passphrase; // on the keys: asked and chosen
mod backup; // a profile in one file, and back
mod bundle; // a community in one file, and taken in
mod attachment; // a picture or another file, in and out
mod source; // a file that is read piece by piece
mod progress; // how far something long is
mod keep; // files that are whole or not there

fn main() -> std::process::ExitCode {
    start::run()
}
