//! Frames of every kind, as an honest peer sends them.

use act::{key::SecretKey, log::Log};
use meent_sync::{
    frame::{Frame, Heard},
    frontier::Frontier,
    pack::Packer,
    record::{DeviceRecord, SignedRecord},
};

/// Of every kind, of one act and of as many as fit.
pub(crate) fn of_every_kind(log: &Log) -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    for (from, count) in [(0, 1), (1, 2), (5, 40), (0, 120), (100, 1), (0, 3_000), (1_000, 1_000)] {
        let (pack, _) = Packer::default().pack(log, log.since(from).take(count));
        frames.push(Frame::Push { transfer: 1, pack: pack.clone() }.encode());
        frames.push(Frame::Part { transfer: 3, number: 0, pack }.encode());
    }
    frames.extend(without_acts(log));
    frames
}

/// One of every kind that carries no acts.
pub(crate) fn without_acts(log: &Log) -> Vec<Vec<u8>> {
    let (digest, tag) = (Frontier::of(log).digest(), [1, 2, 3, 4]);
    let key = SecretKey::from_seed(&[7; 32]);
    let record = DeviceRecord {
        community: log.community(),
        device: key.device(),
        made_at: 7,
        peer: vec![7; 38],
        addresses: vec!["/ip4/192.168.7.1/udp/7/quic-v1".to_owned(); 4],
        relay: true,
    };
    let records = vec![SignedRecord::sign(record, &key).encode(); 3];
    let heard = (0..9).map(|at| Heard { device: [at; 8], ago: u32::from(at) * 20 }).collect();
    let frames = [
        Frame::Frontier { answer: false, digest, acts: 120, tips: 4 },
        Frame::Buckets { tag, buckets: Box::new([[7; 8]; 64]) },
        Frame::Need(log.heads().into_iter().take(1).collect()),
        Frame::Want { tag, tips: vec![0, 3, 9] },
        Frame::Ack { transfer: 1, number: 0 },
        Frame::Done { transfer: 1, parts: 2, more: false },
        Frame::Known([7; 8]),
        Frame::Records(records.clone()),
        Frame::Full(records),
        Frame::Around { neighbours: 8, heard },
    ];
    frames.iter().map(Frame::encode).collect()
}
