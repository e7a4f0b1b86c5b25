//! What no honest peer does, and how bad it is. Next: [`super`], which finds it.

use act::codec::CodecError;

use crate::{frame::FrameError, unpack::UnpackError};

/// What no honest peer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Offence {
    /// It sent something that is no frame.
    #[error("it sent something that is no frame: {0}")]
    Frame(#[source] FrameError),
    /// It sent something that is no pack.
    #[error("it sent something that is no pack: {0}")]
    Pack(#[source] UnpackError),
    /// It sent a device record that its device didn't sign.
    #[error("it sent something that is no device record: {0}")]
    Record(#[source] CodecError),
    /// It asks more than 64 questions in 10 seconds.
    #[error("it asks too much")]
    Flood,
}

impl Offence {
    /// How bad: at 100 a peer is sent away.
    #[must_use]
    pub const fn points(self) -> u32 {
        match self {
            Self::Frame(_) | Self::Pack(_) | Self::Record(_) => 50,
            Self::Flood => 1,
        }
    }
}
