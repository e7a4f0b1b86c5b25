//! Mutated frames over real connections to a whole peer, which may take 128 MB: hello, introductions, sync.
//!
//! Three sides: a program of its own that is attacked (`victim`), an honest neighbour of it, and guests with bad
//! intentions (`guests`), who come back under a new transport id each time they are sent away. It tells how
//! much more memory the attacked one took at most, and how long an edit took to the neighbour: before, while
//! a bystander on the same machine was attacked in the same way (whoever attacks takes a core or two, which
//! is no fault of the attacked), and meanwhile. `cargo bench -p meent-peer --bench hostile` sends 10,000
//! frames; `-- 100000` so many.
#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

// As neighbours name these rooms.
extern crate meent_peer as peer;
extern crate sync as meent_sync;

#[path = "../../../sync/tests/support/mod.rs"]
mod support;

mod guests; // who attacks
mod victim; // who is attacked

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

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

use guests::{Guest, Sent};
use victim::Victim;

/// Edits that are timed before the attack.
const EDITS: usize = 200;

/// Edits during each of the attacks at most: of one member's more than a thousand acts a day don't come in by
/// themselves.
const MOST: usize = 350;

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

/// Whose edits are timed, and who gets them.
struct Edits {
    victim: Victim,
    bea: Peer,
    number: usize,
}

impl Edits {
    /// Milliseconds from when an edit is asked for until the neighbour has it.
    async fn one(&mut self) -> f64 {
        self.number += 1;
        let begun = Instant::now();
        let title = format!("Doel {}", self.number);
        self.victim.ask(&format!("goal {title}"));
        let mut changes = self.bea.changes();
        let has_it = async {
            loop {
                changes.borrow_and_update();
                let Answer::GoalBoard(board) = tell(&self.bea, Command::GoalBoard).await else {
                    continue;
                };
                if board.goals.iter().rev().any(|goal| goal.title == title) {
                    return;
                }
                changes.changed().await.expect("the neighbour goes on");
            }
        };
        timeout(PATIENCE, has_it).await.expect("the neighbour has it");
        begun.elapsed().as_secs_f64() * 1e3
    }
}

/// A peer to be attacked, and the guests of its community who will.
async fn attacked(dirs: &[TempDir]) -> (Victim, Vec<PathBuf>) {
    let mut victim = Victim::start(dirs[0].path());
    let mut guests = Vec::new();
    for (number, dir) in dirs[1..].iter().enumerate() {
        let peer = join(dir, &mut victim, &format!("Gast {number}")).await;
        peer.stop().await;
        guests.push(dir.path().to_owned());
    }
    (victim, guests)
}

/// Attacks a peer, and times edits meanwhile.
async fn attack(
    (at, guests): (String, Vec<PathBuf>),
    count: usize,
    edits: &mut Edits,
) -> (Sent, Vec<f64>) {
    let (ended, mut is_over) = oneshot::channel();
    tokio::spawn(async move {
        let guests: Vec<_> = guests.iter().map(|dir| Guest::open(dir)).collect();
        ended.send(guests::attack(guests, &at, count).await).ok();
    });
    let mut times = Vec::new();
    loop {
        if let Ok(sent) = is_over.try_recv() {
            return (sent, times);
        }
        if times.len() < MOST {
            times.push(edits.one().await);
        }
        sleep(PAUSE).await;
    }
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
    let dirs: Vec<_> = (0..2 * GUESTS + 3).map(|_| TempDir::new().expect("a folder")).collect();
    let (bystander, its_guests) = attacked(&dirs[..=GUESTS]).await;
    let (mut victim, guests) = attacked(&dirs[GUESTS + 1..=2 * GUESTS + 1]).await;
    let bea = join(&dirs[2 * GUESTS + 2], &mut victim, "Bea").await;
    let mut edits = Edits { victim, bea, number: 0 };
    let mut times = Vec::new();
    for _ in 0..EDITS {
        times.push(edits.one().await);
    }
    let before = told("before", times);
    let (_, times) = attack((bystander.address.clone(), its_guests), count, &mut edits).await;
    let beside = told("while another program was attacked", times);
    bystander.end();
    let memory = edits.victim.number("memory");
    let (sent, times) = attack((edits.victim.address.clone(), guests), count, &mut edits).await;
    let meanwhile = told("meanwhile", times);
    println!("{sent}");
    println!(
        "p99 of the neighbour: {:.2}x of while another was attacked, {:.2}x of before",
        meanwhile / beside,
        meanwhile / before,
    );
    let Edits { mut victim, .. } = edits;
    let most = victim.number("most");
    println!("{} kB at most beside the {memory} that were there", most.saturating_sub(memory));
    println!("{}", victim.ask("counts"));
    victim.end();
}
