//! What two peers say to each other in `sync`: one byte for the kind, then its parts.
//!
//! Guards: a frame is at most [`FRAME`] bytes, its counts are capped before they cost memory, and
//! bytes after its end are refused. Next: [`crate::session`], which speaks and answers.

use act::id::{ActId, DeviceId, Digest};

use crate::{
    frontier::{BUCKETS, Short},
    record::RECORD,
    wire::{Malformed, Reader, put, put_size},
};

/// Bytes of one frame, its kind included and its length on the stream not. A stream sends lengths
/// ahead: a longer one is refused when announced.
pub const FRAME: usize = 256 * 1024;

/// Tips in one frame: what fits, at 21 bytes or less each.
pub const TIPS: usize = 12_000;

/// Device records in one frame: of the longest ones, what fits.
pub const RECORDS: usize = 64;

/// Devices of which one frame says when they were heard of: everybody of a village, with their phones.
pub const HEARD: usize = 2_048;

/// Device records that go with "full": as many as a peer looks for at once.
pub const TRY_THESE: usize = 8;

/// Ids in one request: a frame's worth would ask for more work than a peer should ask at once.
pub const NEEDS: usize = 256;

/// A tip as it travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShortTip {
    /// Short hash of the device.
    pub device: Short,
    /// The tip's sequence number.
    pub seq: u32,
    /// Short hash of the act.
    pub act: Short,
}

/// That a device was heard of, and how long ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Heard {
    /// The first bytes of the device's id: see [`Heard::name`].
    pub device: Short,
    /// How many seconds ago, as far as the sender knows.
    pub ago: u32,
}

impl Heard {
    /// What stands for a device.
    #[must_use]
    pub const fn name(device: DeviceId) -> Short {
        let [a, b, c, d, e, f, g, h, ..] = device.0;
        [a, b, c, d, e, f, g, h]
    }
}

/// One frame of `sync`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// "This is how far I am": begins a comparison, or answers the one who begins.
    Frontier {
        /// Whether it is an answer, which asks for none.
        answer: bool,
        /// Digest of the sender's frontier.
        digest: Digest,
        /// How many acts the sender has.
        acts: u32,
        /// How many tips.
        tips: u32,
    },
    /// Digests per bucket, when frontiers are long and differ.
    Buckets {
        /// Which comparison.
        tag: [u8; 4],
        /// One per bucket.
        buckets: Box<[Short; BUCKETS]>,
    },
    /// The tips of the buckets that differ.
    Tips {
        /// Which comparison.
        tag: [u8; 4],
        /// The lowest bit is bucket 0.
        buckets: u64,
        /// By device, sequence number and act; ascending.
        tips: Vec<ShortTip>,
    },
    /// "I don't have these tips of yours, whatever you may think": the device forked.
    Want {
        /// Which comparison.
        tag: [u8; 4],
        /// Places in the list of tips, ascending.
        tips: Vec<u16>,
    },
    /// "Acts that I got name these, which I don't have."
    Need(Vec<ActId>),
    /// The next part of a transfer.
    Part {
        /// Numbered by the sender, ascending within a connection.
        transfer: u32,
        /// From 0.
        number: u32,
        /// See [`crate::pack`].
        pack: Vec<u8>,
    },
    /// The end of a transfer: all its parts have been sent.
    Done {
        /// Which transfer.
        transfer: u32,
        /// How many parts it had; none when there was nothing to send.
        parts: u32,
        /// Whether another transfer belongs to it.
        more: bool,
    },
    /// Acts just written or taken in: a transfer of one part with its end.
    Push {
        /// Numbered with the transfers.
        transfer: u32,
        /// See [`crate::pack`].
        pack: Vec<u8>,
    },
    /// "I dealt with this part": room for another.
    Ack {
        /// Which transfer.
        transfer: u32,
        /// Which part.
        number: u32,
    },
    /// "These are the device records that I have", as a digest: see [`crate::record::digest`].
    Known([u8; 8]),
    /// Device records, in no order; see [`crate::record`].
    Records(Vec<Vec<u8>>),
    /// "I have neighbours enough, try these": device records of some of them. The connection ends.
    Full(Vec<Vec<u8>>),
    /// "So many neighbours I have, and these were heard of."
    Around {
        /// With how many peers the sender syncs about the community.
        neighbours: u32,
        /// By name; what this peer said before stands.
        heard: Vec<Heard>,
    },
}

/// Why bytes are no frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// More than [`FRAME`] bytes.
    #[error("a frame is longer than the {FRAME} bytes that are allowed")]
    TooLong,
    /// No kind of frame, or not in its form.
    #[error("could not read a frame: not in the form of this protocol")]
    Malformed,
}

impl From<Malformed> for FrameError {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

impl Frame {
    /// The bytes of this frame.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        match self {
            Self::Frontier { answer, digest, acts, tips } => {
                out.extend([0, u8::from(*answer)]);
                out.extend(digest.bytes());
                put(&mut out, u64::from(*acts));
                put(&mut out, u64::from(*tips));
            }
            Self::Buckets { tag, buckets } => {
                out.push(1);
                out.extend(tag);
                out.extend(buckets.iter().flatten());
            }
            Self::Tips { tag, buckets, tips } => {
                out.push(2);
                out.extend(tag);
                out.extend(buckets.to_be_bytes());
                put_size(&mut out, tips.len());
                for tip in tips {
                    out.extend(tip.device);
                    put(&mut out, u64::from(tip.seq));
                    out.extend(tip.act);
                }
            }
            Self::Want { tag, tips } => {
                out.push(3);
                out.extend(tag);
                put_size(&mut out, tips.len());
                for tip in tips {
                    put(&mut out, u64::from(*tip));
                }
            }
            Self::Need(ids) => {
                out.push(4);
                put_size(&mut out, ids.len());
                out.extend(ids.iter().flat_map(|id| id.0));
            }
            Self::Part { transfer, number, pack } => {
                out.push(5);
                put(&mut out, u64::from(*transfer));
                put(&mut out, u64::from(*number));
                out.extend(pack);
            }
            Self::Done { transfer, parts, more } => {
                out.push(6);
                put(&mut out, u64::from(*transfer));
                put(&mut out, u64::from(*parts));
                out.push(u8::from(*more));
            }
            Self::Push { transfer, pack } => {
                out.push(7);
                put(&mut out, u64::from(*transfer));
                out.extend(pack);
            }
            Self::Ack { transfer, number } => {
                out.push(8);
                put(&mut out, u64::from(*transfer));
                put(&mut out, u64::from(*number));
            }
            Self::Known(digest) => {
                out.push(9);
                out.extend(digest);
            }
            Self::Records(records) => {
                out.push(10);
                put_records(&mut out, records);
            }
            Self::Full(records) => {
                out.push(11);
                put_records(&mut out, records);
            }
            Self::Around { neighbours, heard } => {
                out.push(12);
                put(&mut out, u64::from(*neighbours));
                put_size(&mut out, heard.len());
                for Heard { device, ago } in heard {
                    out.extend(device);
                    put(&mut out, u64::from(*ago));
                }
            }
        }
        out
    }

    /// Reads a frame.
    ///
    /// # Errors
    /// When it is longer than [`FRAME`] or not exactly one frame in its one form.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        if bytes.len() > FRAME {
            return Err(FrameError::TooLong);
        }
        let mut reader = Reader::new(bytes);
        let frame = match reader.byte()? {
            0 => Self::Frontier {
                answer: flag(&mut reader)?,
                digest: Digest(reader.array()?),
                acts: reader.small()?,
                tips: reader.small()?,
            },
            1 => Self::Buckets { tag: reader.array()?, buckets: buckets(&mut reader)? },
            2 => Self::Tips {
                tag: reader.array()?,
                buckets: u64::from_be_bytes(reader.array()?),
                tips: ascending(&mut reader, TIPS, 17, |reader| {
                    Ok(ShortTip {
                        device: reader.array()?,
                        seq: reader.small()?,
                        act: reader.array()?,
                    })
                })?,
            },
            3 => Self::Want {
                tag: reader.array()?,
                tips: ascending(&mut reader, TIPS, 1, |reader| {
                    u16::try_from(reader.number()?).map_err(|_| Malformed)
                })?,
            },
            4 => Self::Need(ascending(&mut reader, NEEDS, 32, |reader| reader.array().map(ActId))?),
            5 => Self::Part {
                transfer: reader.small()?,
                number: reader.small()?,
                pack: rest(&mut reader)?,
            },
            6 => Self::Done {
                transfer: reader.small()?,
                parts: reader.small()?,
                more: flag(&mut reader)?,
            },
            7 => Self::Push { transfer: reader.small()?, pack: rest(&mut reader)? },
            8 => Self::Ack { transfer: reader.small()?, number: reader.small()? },
            9 => Self::Known(reader.array()?),
            10 => Self::Records(records(&mut reader, RECORDS)?),
            11 => Self::Full(records(&mut reader, TRY_THESE)?),
            12 => Self::Around {
                neighbours: reader.small()?,
                heard: ascending(&mut reader, HEARD, 9, |reader| {
                    Ok(Heard { device: reader.array()?, ago: reader.small()? })
                })?,
            },
            _ => return Err(FrameError::Malformed),
        };
        reader.end()?;
        Ok(frame)
    }
}

fn flag(reader: &mut Reader<'_>) -> Result<bool, Malformed> {
    match reader.byte()? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(Malformed),
    }
}

fn put_records(out: &mut Vec<u8>, records: &[Vec<u8>]) {
    put_size(out, records.len());
    for record in records {
        put_size(out, record.len());
        out.extend(record);
    }
}

fn records(reader: &mut Reader<'_>, cap: usize) -> Result<Vec<Vec<u8>>, Malformed> {
    let count = reader.count(cap)?;
    let record = |_| {
        let length = reader.count(RECORD)?;
        reader.take(length).map(<[u8]>::to_vec)
    };
    (0..count).map(record).collect()
}

fn rest(reader: &mut Reader<'_>) -> Result<Vec<u8>, Malformed> {
    reader.take(reader.left()).map(<[u8]>::to_vec)
}

fn buckets(reader: &mut Reader<'_>) -> Result<Box<[Short; BUCKETS]>, Malformed> {
    let mut buckets = Box::new([[0; 8]; BUCKETS]);
    for bucket in buckets.iter_mut() {
        *bucket = reader.array()?;
    }
    Ok(buckets)
}

// A list that ascends has one form, and nothing in it twice. `least` is what an element takes on
// the wire, so that no more is allocated than the frame can hold.
fn ascending<T: Ord>(
    reader: &mut Reader<'_>,
    cap: usize,
    least: usize,
    element: impl Fn(&mut Reader<'_>) -> Result<T, Malformed>,
) -> Result<Vec<T>, Malformed> {
    let count = reader.count(cap.min(reader.left() / least))?;
    let mut list = Vec::with_capacity(count);
    for _ in 0..count {
        list.push(element(reader)?);
    }
    if list.is_sorted_by(|a, b| a < b) { Ok(list) } else { Err(Malformed) }
}
