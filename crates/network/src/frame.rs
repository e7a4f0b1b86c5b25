//! Length-prefixed frames on any byte stream: four bytes of length (unsigned, big-endian), then
//! that many bytes. Guards: a length over the cap is refused before anything is allocated, a
//! buffer grows as bytes arrive and never by what was announced, and any bytes at all end in a
//! frame or an error. Read [`crate::stream`] next.
use std::{
    future::poll_fn,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::time::{Instant, timeout, timeout_at};

use crate::limits::{FRAME_CAP, FRAME_TIME, READ_STEP};

/// Bytes before a frame's own.
const HEADER: usize = 4;

/// Why a frame could not be sent or received. After any of these the stream is of no more use:
/// drop it.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// Longer than [`FRAME_CAP`]: ours before a byte was sent, theirs before one was allocated.
    #[error("a frame of {length} bytes is longer than the {FRAME_CAP} that are allowed")]
    TooLong {
        /// Bytes, as given or announced.
        length: usize,
    },
    /// The stream ended inside a frame.
    #[error("the stream ended inside a frame")]
    Cut,
    /// A frame was begun and not finished in time, or the peer doesn't take ours.
    #[error("a frame took longer than {} s", FRAME_TIME.as_secs())]
    Slow,
    /// An earlier frame was left half sent, so nothing after it could be understood.
    #[error("an earlier frame was left half sent")]
    Broken,
    /// The connection failed.
    #[error("the stream failed")]
    Io(#[source] io::Error),
}

/// Takes frames from a byte stream.
#[derive(Debug)]
pub(crate) struct Reader<R> {
    source: R,
    /// What has arrived of the frame under way, its header included.
    arrived: Vec<u8>,
    /// When that frame must be whole. None between two frames.
    deadline: Option<Instant>,
}

impl<R: AsyncRead + Unpin> Reader<R> {
    pub(crate) fn new(source: R) -> Self {
        Self { source, arrived: Vec::new(), deadline: None }
    }

    /// The next frame, or none when the stream ended between two. Can be dropped and called
    /// again without losing a byte.
    pub(crate) async fn receive(&mut self) -> Result<Option<Vec<u8>>, FrameError> {
        loop {
            let wanted = match wanted(&self.arrived)? {
                0 => return Ok(Some(self.take())),
                wanted => wanted,
            };
            let deadline = self.deadline;
            let step = poll_fn(|context| self.poll_step(context, wanted));
            let count = match deadline {
                None => step.await,
                Some(deadline) => timeout_at(deadline, step).await.map_err(|_| FrameError::Slow)?,
            }
            .map_err(FrameError::Io)?;
            match count {
                0 if self.arrived.is_empty() => return Ok(None),
                0 => return Err(FrameError::Cut),
                _ => self.deadline = deadline.or_else(|| Some(Instant::now() + FRAME_TIME)),
            }
        }
    }

    /// Bytes held for the frame under way (not a length somebody named).
    #[cfg(test)]
    pub(crate) fn held(&self) -> usize {
        self.arrived.capacity()
    }

    fn take(&mut self) -> Vec<u8> {
        self.deadline = None;
        let mut frame = std::mem::take(&mut self.arrived);
        frame.drain(..HEADER);
        frame
    }

    /// Reads once, at most `wanted` bytes and at most a step.
    fn poll_step(&mut self, context: &mut Context<'_>, wanted: usize) -> Poll<io::Result<usize>> {
        let before = self.arrived.len();
        self.arrived.resize(before + wanted.min(READ_STEP), 0);
        let polled = Pin::new(&mut self.source).poll_read(context, &mut self.arrived[before..]);
        let count = match &polled {
            Poll::Ready(Ok(count)) => (*count).min(self.arrived.len() - before),
            Poll::Ready(Err(_)) | Poll::Pending => 0,
        };
        self.arrived.truncate(before + count);
        ready!(polled)?;
        Poll::Ready(Ok(count))
    }
}

/// How many bytes are still to come of the frame that `arrived` begins; 0: it is whole.
fn wanted(arrived: &[u8]) -> Result<usize, FrameError> {
    let Some((header, body)) = arrived.split_first_chunk::<HEADER>() else {
        return Ok(HEADER - arrived.len());
    };
    // A length that this machine can't even count is over the cap too.
    let length = usize::try_from(u32::from_be_bytes(*header)).unwrap_or(usize::MAX);
    if length > FRAME_CAP {
        return Err(FrameError::TooLong { length });
    }
    Ok(length.saturating_sub(body.len()))
}

/// Puts frames on a byte stream.
#[derive(Debug)]
pub(crate) struct Writer<W> {
    sink: W,
    /// A frame was begun and not seen to its end.
    broken: bool,
}

impl<W: AsyncWrite + Unpin> Writer<W> {
    pub(crate) fn new(sink: W) -> Self {
        Self { sink, broken: false }
    }

    #[cfg(test)]
    pub(crate) fn into_sink(self) -> W {
        self.sink
    }

    /// Sends one frame and flushes. If this is dropped half-way, later sends say so.
    pub(crate) async fn send(&mut self, frame: &[u8]) -> Result<(), FrameError> {
        let length = frame.len();
        let header = match u32::try_from(length) {
            Ok(header) if length <= FRAME_CAP => header.to_be_bytes(),
            _ => return Err(FrameError::TooLong { length }),
        };
        if std::mem::replace(&mut self.broken, true) {
            return Err(FrameError::Broken);
        }
        // One write for both: a header of its own would be a packet of its own.
        let bytes = [&header[..], frame].concat();
        let sent = async {
            self.sink.write_all(&bytes).await?;
            self.sink.flush().await
        };
        timeout(FRAME_TIME, sent).await.map_err(|_| FrameError::Slow)?.map_err(FrameError::Io)?;
        self.broken = false;
        Ok(())
    }

    /// Ends our direction of the stream, after all that was sent.
    pub(crate) async fn finish(&mut self) -> Result<(), FrameError> {
        timeout(FRAME_TIME, self.sink.close())
            .await
            .map_err(|_| FrameError::Slow)?
            .map_err(FrameError::Io)
    }
}

#[cfg(test)]
mod tests {
    use futures::io::Cursor;

    use super::*;

    /// Gives its bytes in pieces, then waits for ever or ends.
    #[derive(Debug)]
    struct Trickle {
        bytes: Vec<u8>,
        given: usize,
        piece: usize,
        ends: bool,
    }

    impl AsyncRead for Trickle {
        fn poll_read(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
            buffer: &mut [u8],
        ) -> Poll<io::Result<usize>> {
            let left = self.bytes.len() - self.given;
            if left == 0 && !self.ends {
                return Poll::Pending;
            }
            let count = left.min(self.piece).min(buffer.len());
            buffer[..count].copy_from_slice(&self.bytes[self.given..self.given + count]);
            self.given += count;
            Poll::Ready(Ok(count))
        }
    }

    fn announced(length: usize, body: &[u8]) -> Vec<u8> {
        [&u32::try_from(length).unwrap().to_be_bytes()[..], body].concat()
    }

    #[tokio::test]
    async fn frames_come_out_as_they_went_in() {
        let frames =
            [vec![], vec![7], vec![1; READ_STEP], vec![2; READ_STEP + 1], vec![3; FRAME_CAP]];
        let mut writer = Writer::new(Cursor::new(Vec::new()));
        for frame in &frames {
            writer.send(frame).await.unwrap();
        }
        let bytes = writer.sink.into_inner();
        for piece in [1, 3, 4096, usize::MAX] {
            let source = Trickle { bytes: bytes.clone(), given: 0, piece, ends: true };
            let mut reader = Reader::new(source);
            for frame in &frames {
                assert_eq!(reader.receive().await.unwrap().as_ref(), Some(frame));
            }
            assert_eq!(reader.receive().await.unwrap(), None);
        }
    }

    #[tokio::test]
    async fn a_frame_one_byte_over_the_cap_is_refused_before_it_is_allocated() {
        for length in [FRAME_CAP + 1, 0xffff_ffff] {
            let mut reader = Reader::new(Cursor::new(announced(length, &[0; 64])));
            let refused = reader.receive().await.unwrap_err();
            assert!(matches!(refused, FrameError::TooLong { length: l } if l == length));
            assert!(reader.held() <= 64, "{} bytes held", reader.held());
        }
        let mut writer = Writer::new(Cursor::new(Vec::new()));
        let refused = writer.send(&vec![0; FRAME_CAP + 1]).await.unwrap_err();
        assert!(matches!(refused, FrameError::TooLong { .. }));
        assert!(writer.sink.get_ref().is_empty(), "nothing was sent");
        writer.send(b"still of use").await.unwrap();
    }

    #[tokio::test]
    async fn a_full_frame_announced_and_trickled_costs_only_what_arrived() {
        for arrived in [0, 1, 100, 10_000] {
            let bytes = announced(FRAME_CAP, &vec![9; arrived]);
            let source = Trickle { bytes, given: 0, piece: 7, ends: false };
            let mut reader = Reader::new(source);
            assert!(futures::poll!(Box::pin(reader.receive())).is_pending());
            let bound = 2 * (arrived + HEADER + READ_STEP);
            assert!(reader.held() <= bound, "{} held for {arrived} arrived", reader.held());
            assert_eq!(reader.arrived.len(), arrived + HEADER);
        }
    }

    #[tokio::test]
    async fn a_stream_that_ends_inside_a_frame_is_an_error() {
        for bytes in [vec![0], vec![0, 0, 0], announced(2, &[1])] {
            let mut reader = Reader::new(Cursor::new(bytes));
            assert!(matches!(reader.receive().await, Err(FrameError::Cut)));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_frame_begun_and_never_finished_is_given_up() {
        let source = Trickle { bytes: announced(2, &[1]), given: 0, piece: 9, ends: false };
        assert!(matches!(Reader::new(source).receive().await, Err(FrameError::Slow)));
        // Between frames there is no hurry: a live stream may be silent for hours.
        let source = Trickle { bytes: vec![], given: 0, piece: 9, ends: false };
        let mut idle = Reader::new(source);
        assert!(timeout(FRAME_TIME * 100, idle.receive()).await.is_err());
    }

    #[tokio::test]
    async fn receiving_can_be_dropped_and_taken_up_again() {
        let source = Trickle { bytes: announced(5, b"he"), given: 0, piece: 1, ends: false };
        let mut reader = Reader::new(source);
        assert!(futures::poll!(Box::pin(reader.receive())).is_pending());
        reader.source.bytes.extend_from_slice(b"llo");
        assert_eq!(reader.receive().await.unwrap().unwrap(), b"hello");
    }

    #[tokio::test]
    async fn a_send_dropped_half_way_spoils_the_stream_aloud() {
        let mut writer = Writer::new(Narrow { room: 1024 });
        assert!(futures::poll!(Box::pin(writer.send(&[1; 4096]))).is_pending());
        assert!(matches!(writer.send(b"next").await, Err(FrameError::Broken)));
    }

    #[tokio::test]
    async fn any_bytes_end_in_frames_or_an_error() {
        // A fixed generator (xorshift64), so that a failure comes back.
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let (mut ended, mut refused) = (0, 0);
        for _ in 0..20_000 {
            let length = usize::try_from(next() % 600).unwrap();
            let mut bytes: Vec<u8> = (0..length).map(|_| next().to_be_bytes()[0]).collect();
            if next() % 2 == 0 {
                // Half of them with small lengths, to get past the first header.
                for byte in bytes.iter_mut().take(3) {
                    *byte = 0;
                }
            }
            let piece = usize::try_from(next() % 9).unwrap() + 1;
            let mut reader = Reader::new(Trickle { bytes, given: 0, piece, ends: true });
            loop {
                match reader.receive().await {
                    Ok(Some(frame)) => assert!(frame.len() <= length),
                    Ok(None) => break ended += 1,
                    Err(_) => break refused += 1,
                }
                assert!(reader.held() <= 2 * (length + READ_STEP));
            }
        }
        assert!(ended > 0 && refused > 1000, "{ended} ended, {refused} refused");
    }

    /// Takes so many bytes and then blocks.
    #[derive(Debug)]
    struct Narrow {
        room: usize,
    }

    impl AsyncWrite for Narrow {
        fn poll_write(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
            bytes: &[u8],
        ) -> Poll<io::Result<usize>> {
            let count = bytes.len().min(self.room);
            self.room -= count;
            if count == 0 { Poll::Pending } else { Poll::Ready(Ok(count)) }
        }
        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
        fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }
}
