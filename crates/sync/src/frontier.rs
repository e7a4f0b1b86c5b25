//! How far a peer's acts reach: the tips of every branch of every device, and digests of them.
//!
//! Guards: equal sets of acts have equal frontiers, whatever order they arrived in. Used in `hello`
//! too. Next: [`crate::frame`], in which frontiers travel.

use act::{
    clock::Clock,
    id::{ActId, DeviceId, Digest},
    log::{Index, Log},
};
use sha2::{Digest as _, Sha256};

/// Buckets of devices: with 600 devices about ten fall in one, so that one new act costs 512 bytes
/// of buckets and ten tips.
pub const BUCKETS: usize = 64;

/// A hash cut to 8 bytes. It depends on both peers' frontiers, so nobody can look beforehand for
/// two acts whose short hashes will be equal.
pub type Short = [u8; 8];

/// The last act of one branch of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tip {
    /// The device.
    pub device: DeviceId,
    /// The tip's sequence number.
    pub seq: u32,
    /// The tip.
    pub act: ActId,
    /// Where it stands in this peer's log.
    pub index: Index,
}

/// All tips of a log, by device, sequence number and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier(Vec<Tip>);

impl Frontier {
    /// The frontier of a log.
    #[must_use]
    pub fn of(log: &Log) -> Self {
        let mut tips = Vec::new();
        for (device, branches) in log.devices() {
            for branch in branches {
                let stretch = log.stretch(*branch);
                let last = stretch.acts.last().copied();
                tips.extend(last.map(|index| Tip {
                    device,
                    seq: log.act(index).seq(),
                    act: log.act(index).id(),
                    index,
                }));
            }
        }
        tips.sort_unstable_by_key(|tip| (tip.device, tip.seq, tip.act));
        Self(tips)
    }

    /// The tips.
    #[must_use]
    pub fn tips(&self) -> &[Tip] {
        &self.0
    }

    /// All that was in the log then: every branch as far as its tip, so without a look at any act's past.
    #[must_use]
    pub fn clock(&self, log: &Log) -> Clock {
        let mut clock = Clock::default();
        for tip in &self.0 {
            clock.advance(log.entry(tip.index).branch(), tip.seq);
        }
        clock
    }

    /// The digest that stands for all of it: SHA-256 over a domain and device, sequence number
    /// (32 bits, big-endian) and act of each tip.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let mut hasher = Sha256::new();
        hasher.update("meent/frontier/1");
        for tip in &self.0 {
            add(&mut hasher, tip);
        }
        Digest(hasher.finalize().into())
    }
}

fn add(hasher: &mut Sha256, tip: &Tip) {
    hasher.update(tip.device.bytes());
    hasher.update(tip.seq.to_be_bytes());
    hasher.update(tip.act.bytes());
}

/// What two peers compare by once they know each other's digests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison([u8; 32]);

impl Comparison {
    /// Of the digests of two frontiers, whose ever.
    #[must_use]
    pub fn new(one: Digest, other: Digest) -> Self {
        let mut hasher = Sha256::new();
        hasher.update("meent/compare/1");
        hasher.update(one.min(other).bytes());
        hasher.update(one.max(other).bytes());
        Self(hasher.finalize().into())
    }

    /// Tells this comparison from others in the frames that belong to it.
    #[must_use]
    pub fn tag(&self) -> [u8; 4] {
        let [a, b, c, d, ..] = self.0;
        [a, b, c, d]
    }

    /// The short hash of a device or act.
    #[must_use]
    pub fn short(&self, name: &[u8; 32]) -> Short {
        let mut hasher = Sha256::new();
        hasher.update(self.0);
        hasher.update(name);
        cut(hasher)
    }

    /// The digests of the buckets of a frontier.
    #[must_use]
    pub fn buckets(&self, frontier: &Frontier) -> [Short; BUCKETS] {
        let mut hashers: [Sha256; BUCKETS] = std::array::from_fn(|_| {
            let mut hasher = Sha256::new();
            hasher.update(self.0);
            hasher
        });
        for tip in &frontier.0 {
            add(&mut hashers[bucket(tip.device)], tip);
        }
        hashers.map(cut)
    }
}

fn cut(hasher: Sha256) -> Short {
    let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(hasher.finalize());
    [a, b, c, d, e, f, g, h]
}

/// The bucket that a device falls in.
#[must_use]
pub fn bucket(device: DeviceId) -> usize {
    usize::from(device.bytes()[0]) % BUCKETS
}
