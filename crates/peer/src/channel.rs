//! A sync stream: frames between a connection and the actor, both ways, each with a bounded queue.
//!
//! Guards: a slow peer is held back by its own queue only; when a stream ends its session ends.
//! Next: `sync::session`, which says what the frames are.

use act::id::CommunityId;
use network::{FrameError, OpenError, PeerId, Protocol, Sender, Stream};
use tokio::sync::mpsc;

use crate::{
    actor::{Ask, SessionId},
    running::Peer,
};

/// Frames that may wait for a slow connection: 64 of at most 256 KiB. A session that needs more is
/// closed; the other side comes back and goes on where it was.
pub(crate) const OUTBOX: usize = 64;

/// The pause before hello is said again after a sync stream ended while the connection stands: long
/// enough that a stream that keeps failing costs nothing.
const AGAIN: std::time::Duration = std::time::Duration::from_secs(1);

/// How long that first frame may take.
const OPENING_TIME: std::time::Duration = std::time::Duration::from_secs(9);

/// The first frame of a sync stream: which community it is for.
const OPENING: usize = 32;

/// Why a sync stream couldn't be begun.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChannelError {
    #[error("the stream failed")]
    Frame(#[from] FrameError),
    #[error("no stream")]
    Open(#[from] OpenError),
    #[error("the first frame names no community")]
    Opening,
    #[error("this peer and community were not agreed on at hello")]
    NotMet,
    #[error("this peer stops")]
    Stopping,
}

/// Opens a sync stream for a community that hello agreed on.
pub(crate) async fn begin(
    peer: &Peer,
    other: PeerId,
    community: CommunityId,
) -> Result<(), ChannelError> {
    let mut stream = peer.node().open(other, Protocol::Sync).await?;
    stream.send(&community.0).await?;
    carry(peer, other, community, stream, true).await
}

/// Takes a sync stream that the other opened.
pub(crate) async fn accept(
    peer: &Peer,
    other: PeerId,
    mut stream: Stream,
) -> Result<(), ChannelError> {
    let first = tokio::time::timeout(OPENING_TIME, stream.receive()).await;
    let frame = first.map_err(|_| ChannelError::Opening)??.ok_or(ChannelError::Opening)?;
    let community: [u8; OPENING] = frame.try_into().map_err(|_| ChannelError::Opening)?;
    carry(peer, other, CommunityId(community), stream, false).await
}

async fn carry(
    peer: &Peer,
    other: PeerId,
    community: CommunityId,
    stream: Stream,
    ours: bool,
) -> Result<(), ChannelError> {
    let (outbox, frames) = mpsc::channel(OUTBOX);
    let opened = peer.ask(|reply| Ask::Begin { other, community, ours, outbox, reply }).await;
    let session = opened.ok_or(ChannelError::Stopping)?.ok_or(ChannelError::NotMet)?;
    let (sender, receiver) = stream.split();
    tokio::spawn(send(sender, frames));
    tokio::spawn(receive(peer.clone(), session, receiver));
    Ok(())
}

// Ends when the actor drops the outbox or the stream fails.
async fn send(mut sender: Sender, mut frames: mpsc::Receiver<Vec<u8>>) {
    while let Some(frame) = frames.recv().await {
        if let Err(error) = sender.send(&frame).await {
            tracing::debug!(%error, "a sync stream failed");
            return;
        }
    }
    // All was sent; a failure to say so means nothing.
    drop(sender.finish().await);
}

async fn receive(peer: Peer, session: SessionId, mut receiver: network::Receiver) {
    loop {
        match receiver.receive().await {
            Ok(Some(frame)) => {
                let goes_on = peer.ask(|reply| Ask::Frame(session, frame, reply)).await;
                if goes_on != Some(true) {
                    return;
                }
            }
            Ok(None) => break,
            Err(error) => {
                tracing::debug!(%error, "a sync stream failed");
                break;
            }
        }
    }
    // Whoever was cut off says hello again, and goes on where it was.
    if let Some(Some(other)) = peer.ask(|reply| Ask::Ended(session, reply)).await {
        tokio::time::sleep(AGAIN).await;
        crate::greeting::greet_again(peer, other).await;
    }
}
