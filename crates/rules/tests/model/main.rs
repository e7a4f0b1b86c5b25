//! Random communities with liars in them, from the founding act on.
//!
//! Guards: honest peers that know the same agree on everything; what is in force or confirmed never
//! falls; and while liars are under two thirds of every register, nothing that no honest member ever
//! approved comes in force. Up to nine members, of whom up to four equivocate, choose any past, withhold
//! and collude. How often each attack was tried is printed; one that never was fails the run.
//! Next: [`run`], one community's life.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use std::thread;

mod checks; // what must hold
mod dice; // chance, the same in every run of one seed, and tallies
mod honest; // people whose app does what it should
mod liars; // people who collude
mod keys; // keys made once
mod run; // one community's life
mod town; // acts, and who knows which
mod view; // what a peer sees

// The definitions as they read, which every tenth community is held against too.
#[path = "../definitions/literal.rs"]
#[expect(dead_code, reason = "of what the definitions say only a part is asked here")]
mod literal;

use dice::Tally;

/// Communities in a run of the tests. `MEENT_MODEL_RUNS` asks for more, `MEENT_MODEL_FROM` for others: the
/// first one's seed (`docs/reliability.md`).
const RUNS: u64 = 10_000;

/// What must have happened, or the run shows nothing: every attack, and that honest people got their
/// way in spite of them.
const REACHED: [&str; 45] = [
    "attack: fork a device",
    "attack: go on from an old past",
    "attack: withhold",
    "attack: show to some only",
    "attack: rival close",
    "attack: close without ballots that are known",
    "attack: acknowledge two outcomes",
    "attack: two ballots apart",
    "attack: approve anything",
    "attack: take an approval back",
    "attack: object to a change",
    "attack: admit a sockpuppet",
    "attack: rest somebody honest",
    "attack: remove somebody honest",
    "attack: recover somebody honest to a liar's key",
    "attack: clause on the core team",
    "attack: clause on the quorum",
    "attack: clause on who advises",
    "attack: clause that replaces what it should not",
    "attack: erase somebody's words",
    "attack: from a register of long ago",
    "attack: approve on two devices",
    "attack: enrol devices",
    "attack: retire an own device",
    "attack: two devices retire each other",
    "attack: retire somebody else's device",
    "attack: paper key",
    "attack: recover oneself by paper key",
    "attack: dismiss somebody honest",
    "attack: leave and go on",
    "attack: enrol somebody else's key",
    "honest admit in force",
    "honest rest in force",
    "honest remove in force",
    "honest recover in force",
    "honest clause in force",
    "honest redact in force",
    "honest acknowledgement",
    "honest fuller close",
    "confirmed",
    "disputed",
    "liars under two thirds of every register",
    "liars too many, and a hostile change in force",
    "under two thirds, with a core team",
    "held against the definitions",
];

/// How often at least, in [`RUNS`] communities: less is no test, more would forbid other dice.
const OFTEN: u64 = 20;

#[test]
fn liars_under_two_thirds_get_nothing_and_nothing_falls() {
    let (from, runs) = (wanted("MEENT_MODEL_FROM", 0), wanted("MEENT_MODEL_RUNS", RUNS));
    let workers = thread::available_parallelism().map_or(1, usize::from) as u64;
    let all = thread::scope(|scope| {
        let worker = |first| {
            scope.spawn(move || {
                let mut tally = Tally::default();
                for seed in (from + first..from + runs).step_by(usize::try_from(workers).unwrap()) {
                    run::run(seed, &mut tally)?;
                }
                Ok::<_, String>(tally)
            })
        };
        let workers: Vec<_> = (0..workers).map(worker).collect();
        let mut all = Tally::default();
        for worker in workers {
            match worker.join().unwrap() {
                Ok(tally) => all.add(tally),
                Err(error) => panic!("{error}"),
            }
        }
        all
    });
    println!("{runs} communities\n{all}");
    for what in REACHED {
        let enough = all.count(what) >= OFTEN || runs < RUNS;
        assert!(enough, "{what}: {} times, {OFTEN} wanted", all.count(what));
    }
}

#[expect(clippy::disallowed_methods, reason = "how long to try is no answer that peers share")]
fn wanted(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().map_or(usual, |asked| asked.parse().unwrap())
}
