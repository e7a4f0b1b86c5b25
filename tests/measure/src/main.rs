//! Meent beside others' programs, in one run: a cold sync and live edits beside samod, and the same
//! bytes over QUIC alone.
//!
//! Guards: both sides hold the same content, each peer is a process of its own and speaks on loopback
//! only; turns alternate, so that a busy machine is busy for all. Next: `cold.rs` and `live.rs`, what is measured.

mod child; // a process of ours, and what it says
mod cold; // all of it, to somebody who has nothing
mod content; // what both sides hold
mod live; // one edit, until the other has it
mod peer; // a process: a peer of Meent, by its library
mod program; // a process: Meent as it ships
mod quic; // a process: bytes over QUIC
mod repo; // a process: a repo of samod
mod stored; // samod's files, and when they are on the disk
mod table; // what is printed

use std::{error::Error, path::Path};

/// Any failure ends a measurement.
type Failed = Box<dyn Error + Send + Sync>;

/// What a process of ours is told and says, one line each.
type Done<T = ()> = Result<T, Failed>;

#[tokio::main]
async fn main() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--peer", dir] => peer::run(Path::new(dir)).await,
        ["--repo", dir] => repo::run(Path::new(dir)).await,
        ["--quic"] => quic::serve().await,
        [meent] => measure(Path::new(meent)).await,
        _ => Err("measure MEENT: the built program that is measured".into()),
    }
}

async fn measure(meent: &Path) -> Done {
    let place = tempfile::tempdir()?;
    let content = content::Content::built()?;
    content.tell();
    cold::measure(meent, &content, place.path()).await?;
    live::measure(&content, place.path())
}
