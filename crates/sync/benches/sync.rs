//! What it costs to bring a peer up to date: bytes and time, without a network or a disk.
//!
//! The anchor for time is checking a signature on every act, which is what one seal per chain saves;
//! the anchors in Automerge are measured in `document`, the one room that knows it.
#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use act::{log::Log, seal::Seal};
use meent_sync::{
    intake::{Admission, Intake},
    pack::Packer,
    pool::Peer,
    unpack::Unpacker,
};
use support::network::Network;

#[expect(clippy::disallowed_methods, reason = "the room reads no clock, its benchmark must")]
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let done = work();
    (begun.elapsed(), done)
}

fn main() {
    for acts in [1_000, 10_000] {
        measure(acts);
    }
}

fn measure(acts: usize) {
    let (keys, log) = support::history(30, acts, 11);
    let salts = 8 * log.iter().filter(|(_, e)| e.act.words().is_some()).count();
    let seal = Seal::new(&keys[0], log.act(log.since(0).next().expect("founded")));
    let (anchor, _) = timed(|| (0..acts).filter(|_| seal.is_genuine()).count());
    let ratio = |time: Duration| time.as_secs_f64() / anchor.as_secs_f64();
    println!("{acts} acts by 30 devices; anchor: {acts} signature checks, {anchor:.1?}");

    let (time, parts) = timed(|| parts(&log));
    let bytes: usize = parts.iter().map(Vec::len).sum();
    println!(
        "  pack       {time:>9.1?}  {:.3}x  {bytes} bytes in {} parts, {} without salts",
        ratio(time),
        parts.len(),
        bytes - salts,
    );
    let (time, taken) = timed(|| take(&log, &parts));
    assert_eq!(taken.heads(), log.heads());
    println!("  take in    {time:>9.1?}  {:.3}x  unpacked, verified, appended", ratio(time));

    let empty = Log::new(log.community());
    let mut network = Network::of(vec![log.clone(), empty]);
    let (time, _) = timed(|| network.calm());
    network.check();
    println!(
        "  cold sync  {time:>9.1?}  {:.3}x  {} bytes in {} frames, both ends",
        ratio(time),
        network.bytes,
        network.frames,
    );
    (network.bytes, network.frames) = (0, 0);
    let (time, _) = timed(|| {
        network.write(0);
        network.quiesce();
    });
    network.check();
    println!(
        "  live act   {time:>9.1?}  {:.5}x  {} bytes in {} frames, receipt included",
        ratio(time),
        network.bytes,
        network.frames,
    );
    let logs = network.nodes.into_iter().map(|node| node.log).collect();
    let (time, network) = timed(|| {
        let mut network = Network::of(logs);
        network.calm();
        network
    });
    println!(
        "  reconnect  {time:>9.1?}  {:.5}x  {} bytes in {} frames, nothing new",
        ratio(time),
        network.bytes,
        network.frames,
    );
}

fn parts(log: &Log) -> Vec<Vec<u8>> {
    let mut packer = Packer::default();
    let mut parts = Vec::new();
    let mut done = 0;
    while done < log.len() {
        let (bytes, count) = packer.pack(log, log.since(done));
        parts.push(bytes);
        done += count;
    }
    parts
}

fn take(log: &Log, parts: &[Vec<u8>]) -> Log {
    let mut empty = Log::new(log.community());
    let mut unpacker = Unpacker::new(log.community());
    let mut intake = Intake::default();
    let gate = |_: &Log, _: &act::act::Act| Admission::Take;
    for (at, part) in parts.iter().enumerate() {
        let mut pack = unpacker.unpack(part).expect("it was just packed");
        pack.more = at + 1 < parts.len();
        intake.take(&mut empty, &gate, Peer(1), pack, 0);
    }
    empty
}
