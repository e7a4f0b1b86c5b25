//! Asks a running peer of this profile.
//!
//! Guards: "nobody is there" and "somebody was there but no answer came" are told apart: only after the
//! first may this process open the profile itself. Next: [`super::server`].

use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
};

use interprocess::local_socket::{Stream, traits::Stream as _};
use peer::{
    answer::Answer,
    attachment::Attach,
    bundle::{Export, Newcomer},
    command::Request,
    refusal::Refusal,
};
use words::looking::Looking;

use super::{ANSWER, Ask, Content, Import, PIECE, Reply};

/// What came of asking.
#[expect(clippy::large_enum_variant, reason = "one at a time, and nearly always an answer")]
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
    asked(reply(dir, &Ask::Peer(request.clone()), |_| Ok(())))
}

/// Asks it to let somebody come in; how far that is goes to `told`.
pub(crate) fn join(dir: &Path, request: &Request, mut told: impl FnMut(&Looking)) -> Asked {
    let put = |piece: &[u8]| {
        told(&serde_json::from_slice(piece)?);
        Ok(())
    };
    asked(reply(dir, &Ask::Join { join: request.clone() }, |stream| take(stream, put)))
}

/// Asks it for a bundle; its bytes go to `put`, piece by piece.
pub(crate) fn export(
    dir: &Path,
    export: &Export,
    put: impl FnMut(&[u8]) -> io::Result<()>,
) -> Asked {
    asked(reply(dir, &Ask::Export { export: export.clone() }, |stream| take(stream, put)))
}

/// Asks it for the content of an attachment; its bytes go to `put`, piece by piece.
pub(crate) fn content(
    dir: &Path,
    (community, id): (Option<String>, String),
    put: impl FnMut(&[u8]) -> io::Result<()>,
) -> Asked {
    let content = Content { community, id };
    asked(reply(dir, &Ask::Content { content }, |stream| take(stream, put)))
}

/// Hands it a bundle, whose bytes come from `get`: none is the end.
pub(crate) fn import(
    dir: &Path,
    newcomer: Option<Newcomer>,
    get: impl FnMut() -> io::Result<Vec<u8>>,
) -> Asked {
    asked(reply(dir, &Ask::Import { import: Import { newcomer } }, |stream| give(stream, get)))
}

/// Hands it a file to attach, the same way.
pub(crate) fn attach(
    dir: &Path,
    attach: Attach,
    get: impl FnMut() -> io::Result<Vec<u8>>,
) -> Asked {
    asked(reply(dir, &Ask::Attach { attach }, |stream| give(stream, get)))
}

fn take(
    stream: &mut BufReader<Stream>,
    mut put: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut piece = Vec::new();
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length) as usize;
        if length == 0 {
            return Ok(());
        }
        if length > PIECE {
            return Err(io::ErrorKind::InvalidData.into());
        }
        piece.resize(length, 0);
        stream.read_exact(&mut piece)?;
        put(&piece)?;
    }
}

fn give(
    stream: &mut BufReader<Stream>,
    mut get: impl FnMut() -> io::Result<Vec<u8>>,
) -> io::Result<()> {
    loop {
        let piece = get()?;
        let length = u32::try_from(piece.len()).map_err(io::Error::other)?;
        let stream = stream.get_mut();
        stream.write_all(&length.to_be_bytes())?;
        stream.write_all(&piece)?;
        if piece.is_empty() {
            return stream.flush();
        }
    }
}

fn asked(reply: Option<io::Result<Reply>>) -> Asked {
    match reply {
        None => Asked::Nobody,
        Some(Ok(Reply::Answer(answer))) => Asked::Answered(Ok(answer)),
        Some(Ok(Reply::Refused(refusal))) => Asked::Answered(Err(refusal)),
        Some(Ok(Reply::Page(_))) => Asked::Lost(io::ErrorKind::InvalidData.into()),
        Some(Err(error)) => Asked::Lost(error),
    }
}

/// A link to the page of the peer that runs on the profile in `dir`, if it shows one; `None` when no peer
/// does.
pub(crate) fn page(dir: &Path) -> Option<io::Result<Option<String>>> {
    Some(match reply(dir, &Ask::Page { page: () }, |_| Ok(()))? {
        Ok(Reply::Page(link)) => Ok(link),
        // A peer of an older version.
        Ok(_) => Err(io::ErrorKind::InvalidData.into()),
        Err(error) => Err(error),
    })
}

// `None` when no peer is running. What goes to and fro between question and answer is `between`'s.
fn reply(
    dir: &Path,
    ask: &Ask,
    between: impl FnOnce(&mut BufReader<Stream>) -> io::Result<()>,
) -> Option<io::Result<Reply>> {
    let connected = super::path(dir).and_then(|path| Stream::connect(super::name(&path)?));
    connected.ok().map(|stream| converse(stream, ask, between))
}

fn converse(
    mut stream: Stream,
    ask: &Ask,
    between: impl FnOnce(&mut BufReader<Stream>) -> io::Result<()>,
) -> io::Result<Reply> {
    let mut line = serde_json::to_vec(ask)?;
    line.push(b'\n');
    stream.write_all(&line)?;
    stream.flush()?;
    let mut stream = BufReader::new(stream);
    between(&mut stream)?;
    let mut answer = Vec::new();
    stream.take(ANSWER).read_until(b'\n', &mut answer)?;
    Ok(serde_json::from_slice(&answer)?)
}
