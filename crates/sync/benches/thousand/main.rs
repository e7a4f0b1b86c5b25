//! What it takes of each peer to live in one community with 10 to 1,000 others: connections, bytes, and
//! how long it takes until all have what one wrote.
//!
//! Sessions and intakes are those that ship; the network is one queue of frames with a delay for each
//! link, so times are simulated and the same in every run. Every peer holds a whole log; only the acts
//! themselves are shared in memory (each is read, checked and sealed at every peer all the same).
//! `cargo bench -p meent-sync --bench thousand` prints the table; `-- 1000 docs/images/thousand.svg`
//! goes up to 1,000 and writes the figure that `docs/reliability.md` shows.
#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

#[path = "../../tests/support/mod.rs"]
mod support;

mod figure; // the table as a picture
mod town; // the peers and the network between them

use std::time::Instant;

use town::{ACTS, Town};

/// Peers in each run: about three times as many as in the one before.
const SIZES: [usize; 5] = [10, 30, 100, 300, 1_000];

/// What came of one run.
#[derive(Debug)]
struct Measured {
    peers: usize,
    acts: usize,
    /// Connections of one peer: the average, and the most.
    connections: (f64, usize),
    /// Kilobytes that one peer sent, for each act that all came to have.
    bytes_per_act: f64,
    /// Megabytes that one peer sent in all: the average, and the most.
    megabytes: (f64, f64),
    /// Seconds until all had what was written: of half of what was written, of all but a hundredth, of all.
    seconds: [f64; 3],
}

#[expect(clippy::disallowed_methods, reason = "the room reads no clock, its benchmark must")]
fn main() {
    let asked: Vec<_> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let most = asked.first().map_or(100, |most| most.parse().expect("a number of peers"));
    println!("{ACTS} acts each, in four sittings over twenty minutes");
    println!(
        "{:>6} {:>7} {:>13} {:>12} {:>17} {:>23} {:>12}",
        "peers",
        "acts",
        "connections",
        "kB an act",
        "MB a peer (most)",
        "seconds p50, p99, all",
        "took",
    );
    let mut all = Vec::new();
    for peers in SIZES.into_iter().filter(|peers| *peers <= most) {
        let begun = Instant::now();
        let mut town = Town::new(peers);
        town.live();
        let one = town.measured();
        println!(
            "{:>6} {:>7} {:>8.1} ({:>2}) {:>12.2} {:>9.2} ({:>5.1}) {:>7.2} {:>7.2} {:>7.2} {:>10.1?}",
            one.peers,
            one.acts,
            one.connections.0,
            one.connections.1,
            one.bytes_per_act,
            one.megabytes.0,
            one.megabytes.1,
            one.seconds[0],
            one.seconds[1],
            one.seconds[2],
            begun.elapsed(),
        );
        all.push(one);
        // After each, since the last one takes most of an hour.
        if let Some(path) = asked.get(1) {
            std::fs::write(path, figure::of(&all)).expect("a file that can be written");
        }
    }
}
