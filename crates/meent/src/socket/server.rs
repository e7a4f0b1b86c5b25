//! Answers who asks over the local socket, for as long as the peer runs.
//!
//! Guards: bound only by who holds the profile's lock, so that a socket that lies there is stale; a
//! request beyond its cap is not read; asking is bounded by a number of connections. Next:
//! [`super::client`].

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use interprocess::local_socket::{
    ListenerOptions,
    tokio::{Listener, Stream, prelude::*},
};
use peer::{
    answer::Answer,
    attachment::Upload,
    bundle::Incoming,
    command::Request,
    refusal::Refusal,
    running::{Peer, joining},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    sync::{Semaphore, watch},
};

use web::server::Links;
use words::looking::Looking;

use super::{Ask, Content, Import, PIECE, REQUEST, Reply};

/// Connections answered at once: a person's shell and page need a few.
const AT_ONCE: usize = 16;

/// A socket that listens; dropped, its name is gone.
#[derive(Debug)]
pub(crate) struct Server {
    listener: Listener,
    #[expect(dead_code, reason = "held until the end, which removes what it made")]
    place: Place,
}

#[derive(Debug)]
#[cfg_attr(not(unix), expect(dead_code, reason = "pipes leave nothing behind"))]
struct Place {
    path: PathBuf,
    /// A folder of our own, when the profile's path is too long.
    folder: Option<PathBuf>,
    /// What points to it.
    pointer: Option<PathBuf>,
}

impl Server {
    /// Listens for the profile in `dir`, whose lock this process holds.
    ///
    /// # Errors
    /// When the socket can't be made.
    pub(crate) fn bind(dir: &Path) -> io::Result<Self> {
        let place = Place::make(dir)?;
        let listener = listen(&place.path)?;
        Ok(Self { listener, place })
    }

    /// Answers until it is dropped.
    pub(crate) async fn serve(&self, peer: &Peer, links: Option<&Links>) {
        let places = Arc::new(Semaphore::new(AT_ONCE));
        loop {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
            match self.listener.accept().await {
                Ok(stream) => {
                    let (peer, links) = (peer.clone(), links.cloned());
                    tokio::spawn(async move {
                        if let Err(error) = answer(&stream, &peer, links.as_ref()).await {
                            tracing::debug!(%error, "a local request ended early");
                        }
                        drop(place);
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "the local socket refused a connection");
                    // Out of file handles, most likely: waiting frees some.
                    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                }
            }
        }
    }
}

async fn answer(stream: &Stream, peer: &Peer, links: Option<&Links>) -> io::Result<()> {
    let mut line = Vec::new();
    let mut receiver = BufReader::new(stream);
    (&mut receiver).take(REQUEST).read_until(b'\n', &mut line).await?;
    let reply = |answer| match answer {
        Ok(answer) => Reply::Answer(answer),
        Err(refusal) => Reply::Refused(refusal),
    };
    let reply = match serde_json::from_slice::<Ask>(&line) {
        Ok(Ask::Peer(request)) => reply(peer.execute(request).await),
        Ok(Ask::Join { join: request }) => reply(join(stream, peer, request).await?),
        Ok(Ask::Page { .. }) => Reply::Page(links.map(Links::link)),
        Ok(Ask::Export { export }) => {
            let told = match peer.export(export).await {
                Ok(mut outgoing) => {
                    give_out(stream, outgoing.by_ref().map(Ok)).await?;
                    Ok(Answer::Bundled(outgoing.told))
                }
                Err(refusal) => Err(refusal),
            };
            end(stream).await?;
            reply(told)
        }
        Ok(Ask::Content { content: Content { community, id } }) => {
            let told = match peer.attachment(community, id).await {
                Ok(mut content) => {
                    give_out(stream, content.by_ref()).await?;
                    Ok(Answer::Attachment(Box::new(content.told)))
                }
                Err(refusal) => Err(refusal),
            };
            end(stream).await?;
            reply(told)
        }
        Ok(Ask::Import { import: Import { newcomer } }) => {
            let mut incoming = peer.incoming();
            take_in(&mut receiver, &mut incoming, Incoming::push).await?;
            reply(match incoming.and_then(Incoming::finish) {
                Ok(parcel) => peer.import(parcel, newcomer).await,
                Err(refusal) => Err(refusal),
            })
        }
        Ok(Ask::Attach { attach }) => {
            let mut upload = peer.upload().await;
            take_in(&mut receiver, &mut upload, Upload::push).await?;
            reply(match upload {
                Ok(upload) => peer.attach(upload, attach).await,
                Err(refusal) => Err(refusal),
            })
        }
        // Not ours, or of another version.
        Err(error) => Reply::Refused(Refusal::Internal(format!("a request: {error}"))),
    };
    let mut line = serde_json::to_vec(&reply)?;
    line.push(b'\n');
    let mut sender = stream;
    sender.write_all(&line).await?;
    sender.flush().await
}

// Somebody comes in, and is told meanwhile how far it is.
async fn join(
    stream: &Stream,
    peer: &Peer,
    request: Request,
) -> io::Result<Result<Answer, Refusal>> {
    let (said, mut news) = watch::channel(None);
    let joining = async move {
        let told = |looking: &Looking| drop(said.send_replace(Some(looking.clone())));
        peer.join(request, joining::PATIENCE, told).await
    };
    let telling = async {
        // Until there is an answer.
        while news.changed().await.is_ok() {
            let looking = news.borrow_and_update().clone();
            give_out(stream, looking.iter().map(|one| Ok(serde_json::to_vec(one)?))).await?;
        }
        end(stream).await
    };
    // Who asked may go away; it goes on here all the same.
    let (answer, told) = tokio::join!(joining, telling);
    told.map(|()| answer)
}

// A file that goes out, piece by piece.
async fn give_out(
    mut sender: &Stream,
    pieces: impl Iterator<Item = io::Result<Vec<u8>>>,
) -> io::Result<()> {
    for piece in pieces {
        let piece = piece?;
        let length = u32::try_from(piece.len()).map_err(io::Error::other)?;
        sender.write_all(&length.to_be_bytes()).await?;
        sender.write_all(&piece).await?;
    }
    Ok(())
}

// That was all of it.
async fn end(mut sender: &Stream) -> io::Result<()> {
    sender.write_all(&0_u32.to_be_bytes()).await
}

// A file that comes in. All of it is read, also when it is no good: whoever sends it reads the answer
// after that.
async fn take_in<T>(
    receiver: &mut (impl AsyncRead + Unpin),
    incoming: &mut Result<T, Refusal>,
    push: impl Fn(&mut T, &[u8]) -> Result<(), Refusal>,
) -> io::Result<()> {
    let mut piece = Vec::new();
    loop {
        let length = receiver.read_u32().await? as usize;
        if length == 0 {
            return Ok(());
        }
        if length > PIECE {
            return Err(io::ErrorKind::InvalidData.into());
        }
        piece.resize(length, 0);
        receiver.read_exact(&mut piece).await?;
        if let Err(refusal) = incoming.as_mut().map_or(Ok(()), |incoming| push(incoming, &piece)) {
            *incoming = Err(refusal);
        }
    }
}

#[cfg(unix)]
fn listen(path: &Path) -> io::Result<Listener> {
    use interprocess::os::unix::local_socket::ListenerOptionsExt as _;
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    ListenerOptions::new().name(super::name(path)?).mode(0o600).create_tokio()
}

#[cfg(not(unix))]
fn listen(path: &Path) -> io::Result<Listener> {
    ListenerOptions::new().name(super::name(path)?).create_tokio()
}

impl Place {
    #[cfg(unix)]
    fn make(dir: &Path) -> io::Result<Self> {
        use std::os::unix::{ffi::OsStrExt as _, fs::DirBuilderExt as _};
        let near = dir.join(super::FILE);
        if near.as_os_str().as_bytes().len() <= super::LONGEST {
            return Ok(Self { path: near, folder: None, pointer: None });
        }
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let unique = since.map_or(0, |since| since.as_nanos());
        let folder = std::env::temp_dir().join(format!("meent-{}-{unique}", std::process::id()));
        // Fails when it is there: nobody else can have put something in it.
        std::fs::DirBuilder::new().mode(0o700).create(&folder)?;
        let (path, pointer) = (folder.join(super::FILE), dir.join(super::ELSEWHERE));
        let written = path.to_str().ok_or(io::ErrorKind::InvalidFilename)?;
        std::fs::write(&pointer, written)?;
        Ok(Self { path, folder: Some(folder), pointer: Some(pointer) })
    }

    #[cfg(not(unix))]
    fn make(dir: &Path) -> io::Result<Self> {
        Ok(Self { path: super::path(dir)?, folder: None, pointer: None })
    }
}

#[cfg(unix)]
impl Drop for Place {
    fn drop(&mut self) {
        // What stays is stale, and replaced by the next peer.
        drop(std::fs::remove_file(&self.path));
        if let Some(pointer) = &self.pointer {
            drop(std::fs::remove_file(pointer));
        }
        if let Some(folder) = &self.folder {
            drop(std::fs::remove_dir(folder));
        }
    }
}
