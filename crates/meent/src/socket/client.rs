//! Asks a running peer of this profile.
//!
//! Guards: "nobody is there" and "somebody was there but no answer came" are told apart: only after the
//! first may this process open the profile itself. Next: [`super::server`].

use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
};

use interprocess::local_socket::{Stream, traits::Stream as _};
use peer::{answer::Answer, command::Request, refusal::Refusal};

use super::{ANSWER, Ask, Reply};

/// What came of asking.
pub(crate) enum Asked {
    /// No peer is running.
    Nobody,
    /// An answer, or a refusal.
    Answered(Result<Answer, Refusal>),
    /// The peer went away, or isn't one; what it was doing may be done.
    Lost(io::Error),
}

/// Asks the peer that runs on the profile in `dir`, if one does.
pub(crate) fn ask(dir: &Path, request: &Request) -> Asked {
    match reply(dir, &Ask::Peer(request.clone())) {
        None => Asked::Nobody,
        Some(Ok(Reply::Answer(answer))) => Asked::Answered(Ok(answer)),
        Some(Ok(Reply::Refused(refusal))) => Asked::Answered(Err(refusal)),
        Some(Ok(Reply::Page(_))) => Asked::Lost(io::ErrorKind::InvalidData.into()),
        Some(Err(error)) => Asked::Lost(error),
    }
}

/// A link to the page of the peer that runs on the profile in `dir`; `None` when none does.
pub(crate) fn page(dir: &Path) -> Option<io::Result<String>> {
    Some(match reply(dir, &Ask::Page { page: () })? {
        Ok(Reply::Page(link)) => Ok(link),
        // A peer of an older version.
        Ok(_) => Err(io::ErrorKind::InvalidData.into()),
        Err(error) => Err(error),
    })
}

// `None` when no peer is running.
fn reply(dir: &Path, ask: &Ask) -> Option<io::Result<Reply>> {
    let connected = super::path(dir).and_then(|path| Stream::connect(super::name(&path)?));
    connected.ok().map(|stream| converse(stream, ask))
}

fn converse(mut stream: Stream, ask: &Ask) -> io::Result<Reply> {
    let mut line = serde_json::to_vec(ask)?;
    line.push(b'\n');
    stream.write_all(&line)?;
    stream.flush()?;
    let mut answer = Vec::new();
    BufReader::new(stream).take(ANSWER).read_until(b'\n', &mut answer)?;
    Ok(serde_json::from_slice(&answer)?)
}
