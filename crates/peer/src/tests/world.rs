//! Whole networks in one process, by a seed: the program's own communities and sessions, with a seeded
//! world in the place of network, disk and clock.
//!
//! Guards: whatever the network, the disks and the clocks do, everybody ends with the same, nothing that
//! was answered with "ok" is gone, no honest device forks and nobody honest is penalised. How often each
//! thing went wrong is printed; one that never did fails the run. Next: [`schedule`], the world.

use std::{sync::OnceLock, thread, time::Instant};

mod dice; // chance, the same in every run of one seed, and tallies
mod machine; // a computer and its disk
mod start; // how every schedule begins
mod schedule; // what happens when
mod session; // sessions on streams
mod trouble; // what goes wrong
mod people; // what people do
mod promises; // what people may rely on from then on
mod same; // what must hold in the end

use dice::Tally;
use schedule::{Happening, World};
use start::Start;

/// Schedules in a run of the tests. `MEENT_SIM_RUNS` asks for more, `MEENT_SIM_FROM` for others: the first
/// one's seed (`docs/reliability.md`).
const RUNS: u64 = 400;

/// One schedule in so many is lived twice, and must be the same to the byte.
const TWICE: u64 = 20;

/// Milliseconds in which things go wrong.
const BAD: u64 = 100_000;

/// What must have happened, or the run shows nothing.
const REACHED: [&str; 42] = [
    "a stream broke",
    "a frame was lost with its stream",
    "a frame came twice",
    "a frame of the stream before came again",
    "a line was slow",
    "both opened a stream at once",
    "one no longer heard the other",
    "two no longer heard each other",
    "two camps",
    "one didn't know the other's device yet",
    "crash before it was stored",
    "crash after it was stored, nobody told",
    "a computer stopped",
    "a clock jumped by years",
    "days passed",
    "a backup was brought back",
    "an old image of a disk went on elsewhere",
    "recovered by a paper key",
    "approve a recovery",
    "a copied profile asked what it is",
    "a copy became a device of its own",
    "two went on with one device by mistake",
    "a device that two used forked, and all went on",
    "add a goal",
    "edit a goal",
    "comment",
    "propose",
    "open a round",
    "vote",
    "close a round",
    "acknowledge by hand",
    "approve a change",
    "propose a clause",
    "erase own words",
    "an app did what was due",
    "erased words were gone everywhere",
    "spoke in the end",
    "round open",
    "round closed, not confirmed",
    "round confirmed",
    "lived twice, the same to the byte",
    "level in the end",
];

/// How the schedules with so many people begin.
fn start(people: usize) -> &'static Start {
    static STARTS: [OnceLock<Start>; 3] = [const { OnceLock::new() }; 3];
    STARTS[people - 3].get_or_init(|| Start::of(u8::try_from(people).unwrap()))
}

/// Lives one schedule: what happened, and a hash over all of it.
fn live(seed: u64) -> Result<(Tally, [u8; 32]), String> {
    let mut world = World::new(seed, start(3 + usize::try_from(seed % 3).unwrap()));
    for person in 0..world.start.disks.len() {
        let pause = world.dice.between(100, 15_000);
        world.after(pause, Happening::Live { person });
    }
    let mut moment = world.dice.between(2_000, 14_000);
    while moment < BAD {
        world.at(moment, Happening::Trouble);
        moment += world.dice.between(2_000, 14_000);
    }
    world.run(BAD);
    world.calm();
    world.outcome()?;
    world.tally.note("level in the end");
    let digest = world.digest();
    Ok((world.tally, digest))
}

#[test]
fn whatever_the_network_disks_and_clocks_do_all_end_with_the_same() {
    let (from, runs) = (wanted("MEENT_SIM_FROM", 0), wanted("MEENT_SIM_RUNS", RUNS));
    let workers = thread::available_parallelism().map_or(1, usize::from) as u64;
    let worker = |first: u64| {
        let (mut tally, mut failed) = (Tally::default(), Vec::new());
        for seed in (from + first..from + runs).step_by(usize::try_from(workers).unwrap()) {
            match live(seed) {
                Ok((lived, digest)) => {
                    tally.add(lived);
                    if seed % TWICE == 0 {
                        let same = live(seed).is_ok_and(|again| again.1 == digest);
                        assert!(same, "seed {seed} went another way the second time");
                        tally.note("lived twice, the same to the byte");
                    }
                }
                Err(why) => failed.push(why),
            }
        }
        (tally, failed)
    };
    let (all, failed) = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|at| scope.spawn(move || worker(at))).collect();
        let (mut all, mut failed) = (Tally::default(), Vec::new());
        for worker in workers {
            let (tally, its) = worker.join().unwrap();
            all.add(tally);
            failed.extend(its);
        }
        (all, failed)
    });
    assert!(failed.is_empty(), "{} of {runs} failed:\n{}", failed.len(), failed.join("\n"));
    println!("{runs} schedules\n{all}");
    for what in REACHED {
        assert!(all.count(what) > 0 || runs < RUNS, "{what}: never");
    }
}

fn wanted(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().map_or(usual, |asked| asked.parse().unwrap())
}

/// Two hours of twenty people who do something three times an hour, on bad lines; how much faster than it
/// would be is printed, for `docs/reliability.md`.
#[test]
fn twenty_neighbours_and_how_fast_their_time_goes() {
    const HOURS: u64 = 2;
    let start = Start::of(20);
    let mut world = World::new(1, &start);
    world.pause = (600_000, 1_800_000);
    for person in 0..20 {
        let first = world.dice.between(1_000, world.pause.1);
        world.after(first, Happening::Live { person });
    }
    for trouble in 0..HOURS * 30 {
        world.at(trouble * 120_000, Happening::Trouble);
    }
    let (begun, on_core) = (Instant::now(), on_core());
    world.run(HOURS * 3_600_000);
    world.calm();
    let (took, worked) = (begun.elapsed().as_secs_f64(), self::on_core() - on_core);
    world.outcome().unwrap();
    let lived = world.now as f64 / 1_000.0;
    println!(
        "20 peers: {lived:.0} s of theirs in {took:.1} s: {:.0}x; {worked:.1} s of a core: {:.0}x; \
         {} frames, {} bytes, {} acts\n{}",
        lived / took,
        lived / worked,
        world.frames,
        world.bytes,
        world.machines[0].disk.acts.len(),
        world.tally,
    );
}

/// Seconds that this thread had a core, while others used the machine too; not a number where the system
/// doesn't tell (proc(5), schedstat).
fn on_core() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next().and_then(|number| number.parse::<f64>().ok());
    nanoseconds.map_or(f64::NAN, |nanoseconds| nanoseconds / 1e9)
}
