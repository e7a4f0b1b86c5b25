//! A stream between two peers, as the peer sees it: frames there and back.
//! Guards: a stream holds its place among its connection's streams until both halves are gone;
//! dropping it is how one gives up. The end of a stream means nothing (a relay or a dropped
//! stream may end cleanly too): each protocol closes with a frame of its own.
//! Read [`crate::channels`] next.
use std::sync::Arc;

use futures::{
    AsyncReadExt as _,
    io::{ReadHalf, WriteHalf},
};
use tokio::sync::OwnedSemaphorePermit;

use crate::frame::{FrameError, Reader, Writer};

/// What a stream is for. The name goes over the wire; this room knows no more about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Protocol {
    /// Who is this, and do we have a community in common?
    Hello,
    /// A newcomer proves an invite.
    Join,
    /// Acts, both ways.
    Sync,
    /// The content of an attachment.
    Blob,
}

impl Protocol {
    pub(crate) const ALL: [Self; 4] = [Self::Hello, Self::Join, Self::Sync, Self::Blob];

    /// The name on the wire, with its version.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hello => "/meent/hello/1",
            Self::Join => "/meent/join/1",
            Self::Sync => "/meent/sync/1",
            Self::Blob => "/meent/blob/1",
        }
    }
}

impl AsRef<str> for Protocol {
    fn as_ref(&self) -> &str {
        self.name()
    }
}

/// Both directions of a stream. Dropping it (or both halves) gives it up at once.
///
/// That opening succeeded says only that the other side speaks the protocol: it counts from the
/// other side's first frame on. A side that has no room just drops the stream, which shows as an
/// end ([`Stream::receive`] gives none) or an error.
#[derive(Debug)]
pub struct Stream {
    sender: Sender,
    receiver: Receiver,
}

/// The half that sends.
#[derive(Debug)]
pub struct Sender {
    writer: Writer<WriteHalf<libp2p::Stream>>,
    _place: Arc<OwnedSemaphorePermit>,
}

/// The half that receives.
#[derive(Debug)]
pub struct Receiver {
    reader: Reader<ReadHalf<libp2p::Stream>>,
    _place: Arc<OwnedSemaphorePermit>,
}

impl Stream {
    pub(crate) fn new(stream: libp2p::Stream, place: OwnedSemaphorePermit) -> Self {
        let (read, write) = stream.split();
        let place = Arc::new(place);
        Self {
            sender: Sender { writer: Writer::new(write), _place: Arc::clone(&place) },
            receiver: Receiver { reader: Reader::new(read), _place: place },
        }
    }

    /// See [`Sender::send`].
    pub async fn send(&mut self, frame: &[u8]) -> Result<(), FrameError> {
        self.sender.send(frame).await
    }

    /// See [`Receiver::receive`].
    pub async fn receive(&mut self) -> Result<Option<Vec<u8>>, FrameError> {
        self.receiver.receive().await
    }

    /// See [`Sender::finish`].
    pub async fn finish(&mut self) -> Result<(), FrameError> {
        self.sender.finish().await
    }

    /// The bare stream, for tests that send what no frame can hold.
    #[cfg(test)]
    pub(crate) fn into_raw(self) -> WriteHalf<libp2p::Stream> {
        self.sender.writer.into_sink()
    }

    /// The two halves, for two tasks.
    pub fn split(self) -> (Sender, Receiver) {
        (self.sender, self.receiver)
    }
}

impl Sender {
    /// Sends one frame of at most [`crate::FRAME_CAP`] bytes and waits until the connection has
    /// taken it, so a slow peer holds its sender back. If this future is dropped before it is
    /// done the stream is spoiled ([`FrameError::Broken`]).
    pub async fn send(&mut self, frame: &[u8]) -> Result<(), FrameError> {
        self.writer.send(frame).await
    }

    /// Says that no more frames follow, after all that were sent. To be sure that the last frame
    /// arrives, finish and then receive until the other side ends; a drop may overtake it.
    pub async fn finish(&mut self) -> Result<(), FrameError> {
        self.writer.finish().await
    }
}

impl Receiver {
    /// The next frame; none when the other side ended. May be dropped and called again (in a
    /// `select!`) without losing anything.
    pub async fn receive(&mut self) -> Result<Option<Vec<u8>>, FrameError> {
        self.reader.receive().await
    }
}
