//! Mutated frames over real connections to a whole peer, which may take 128 MB: hello, introductions, sync.
//!
//! Three sides: a program of its own that is attacked (`victim`), an honest neighbour of it, and guests with bad
//! intentions (`guests`), who come back under a new transport id each time they are sent away. It tells how
//! much more memory the attacked one took at most, and how long an edit took to the neighbour before and
//! meanwhile. `cargo bench -p meent-peer --bench hostile` sends 10,000 frames; `-- 100000` so many.
#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

// As neighbours name these rooms.
extern crate meent_peer as peer;
extern crate sync as meent_sync;

#[path = "../../../sync/tests/support/mod.rs"]
mod support;

mod guests; // who attacks
mod victim; // who is attacked

use std::time::{Duration, Instant};

use peer::{
    answer::Answer,
    command::{Command, Kind, Request},
    running::{Options, Peer},
};
use tempfile::TempDir;
use tokio::{
    sync::oneshot,
    time::{sleep, timeout},
};

use guests::Guest;
use victim::Victim;

/// Edits that are timed before the attack.
const EDITS: usize = 200;

/// Edits in all: of one member's more than a thousand acts a day don't come in by themselves.
const MOST: usize = 900;

/// Between two edits while the attack goes on.
const PAUSE: Duration = Duration::from_millis(200);

/// Guests with bad intentions: each is out for an hour after a few frames.
const GUESTS: usize = 8;

/// How long an edit may take before the run fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// On loopback and nowhere else.
pub(crate) fn options() -> Options {
    Options {
        listen: vec!["/ip4/127.0.0.1/udp/0/quic-v1".to_owned()],
        mdns: false,
        ..Options::default()
    }
}

pub(crate) async fn tell(peer: &Peer, command: Command) -> Answer {
    let answer = peer.execute(Request { community: None, command }).await;
    answer.expect("it is carried out")
}

/// A guest of the attacked peer.
pub(crate) async fn join(dir: &TempDir, victim: &mut Victim, name: &str) -> Peer {
    let peer = Peer::open(dir.path(), options()).await.expect("a new profile");
    peer.dial(&victim.address).await;
    let link = victim.ask("invite");
    tell(&peer, Command::Join { link, me: name.to_owned(), kind: Kind::Resident }).await;
    peer
}

/// Milliseconds from when an edit is asked for until the neighbour has it.
async fn edit(victim: &mut Victim, bea: &Peer, number: usize) -> f64 {
    let begun = Instant::now();
    let title = format!("Doel {number}");
    victim.ask(&format!("goal {title}"));
    let mut changes = bea.changes();
    let has_it = async {
        loop {
            changes.borrow_and_update();
            let Answer::GoalBoard(board) = tell(bea, Command::GoalBoard).await else { continue };
            if board.goals.iter().rev().any(|goal| goal.title == title) {
                return;
            }
            changes.changed().await.expect("the neighbour goes on");
        }
    };
    timeout(PATIENCE, has_it).await.expect("the neighbour has it");
    begun.elapsed().as_secs_f64() * 1e3
}

fn told(when: &str, mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    let p99 = times[times.len() * 99 / 100];
    let p50 = times[times.len() / 2];
    println!("{when}: {} edits, p50 {p50:.1} ms, p99 {p99:.1} ms", times.len());
    p99
}

#[tokio::main]
async fn main() {
    let words: Vec<_> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if let [first, dir] = words.as_slice()
        && first == "victim"
    {
        return victim::run(dir.as_ref()).await;
    }
    let count = words.first().map_or(10_000, |count| count.parse().expect("a number of frames"));
    let dirs: Vec<_> = (0..GUESTS + 2).map(|_| TempDir::new().expect("a folder")).collect();
    let mut victim = Victim::start(dirs[0].path());
    let mut guests = Vec::new();
    for (number, dir) in dirs[2..].iter().enumerate() {
        let peer = join(dir, &mut victim, &format!("Gast {number}")).await;
        peer.stop().await;
        drop(peer);
        guests.push(dir.path().to_owned());
    }
    let bea = join(&dirs[1], &mut victim, "Bea").await;
    let mut times = Vec::new();
    for number in 0..EDITS {
        times.push(edit(&mut victim, &bea, number).await);
    }
    let before = told("before", times);
    let memory = victim.number("memory");
    let at = victim.address.clone();
    let (ended, mut is_over) = oneshot::channel();
    tokio::spawn(async move {
        let guests: Vec<_> = guests.iter().map(|dir| Guest::open(dir)).collect();
        ended.send(guests::attack(guests, &at, count).await).ok();
    });
    let (mut times, mut number) = (Vec::new(), EDITS);
    let sent = loop {
        if let Ok(sent) = is_over.try_recv() {
            break sent;
        }
        if number < MOST {
            times.push(edit(&mut victim, &bea, number).await);
            number += 1;
        }
        sleep(PAUSE).await;
    };
    let meanwhile = told("meanwhile", times);
    println!("{sent}");
    println!("p99 of the neighbour: {:.2}x of before", meanwhile / before);
    let most = victim.number("most");
    println!("{} kB at most beside the {memory} that were there", most.saturating_sub(memory));
    println!("{}", victim.ask("counts"));
    victim.end();
}
