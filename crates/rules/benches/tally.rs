//! What it costs to count 10,000 ballots, all different, by each method.
//!
//! The measures in the same run: one pass over such ballots that only adds up what they name, and 1,000 ballots
//! instead of 10,000. Counting stays near-linear when the latter is near ten.
#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

// As neighbours name this room.
extern crate meent_rules as rules;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use act::{
    ballot::Ballot,
    fraction::Fraction,
    id::{Digest, EntityId},
    round::{Method, Open},
};
use rules::tally::{
    Tally, approval,
    budget::{Plan, greedy, shares},
    dots,
    lot::{self, Hash},
    ranking::{Choice, MAX_OPTIONS, Ranking, Strict, choices},
    schulze, score, stv,
};

/// Options on a ballot that is scored or ranked: more than people keep apart.
const OPTIONS: u16 = 20;

/// Projects of a budget, as many as a large town has.
const PROJECTS: u16 = 60;

/// As often as the quickest is looked for.
const ROUNDS: usize = 5;

/// The quickest of some rounds: the others were disturbed.
#[expect(clippy::disallowed_methods, reason = "the room reads no clock, its benchmark must")]
fn timed<T>(mut work: impl FnMut() -> T) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let begun = Instant::now();
        black_box(work());
        begun.elapsed()
    });
    rounds.min().unwrap_or_default()
}

/// Knuth's MMIX generator: the same ballots in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: u16) -> u16 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u16::try_from((self.0 >> 33) % u64::from(below)).expect("less than 16 bits")
    }

    /// All options, shuffled.
    fn order(&mut self, options: u16) -> Vec<Choice> {
        let mut order: Vec<_> = choices(options).collect();
        for last in (1..options).rev() {
            order.swap(usize::from(last), usize::from(self.below(last + 1)));
        }
        order
    }

    /// A few options, shuffled.
    fn some(&mut self, options: u16, most: u16) -> Vec<Choice> {
        let mut order = self.order(options);
        order.truncate(usize::from(1 + self.below(most)));
        order
    }
}

fn many<B>(ballots: usize, mut one: impl FnMut(&mut Dice) -> B) -> Vec<(u32, B)> {
    let mut dice = Dice(1);
    (0..ballots).map(|_| (1, one(&mut dice))).collect()
}

/// What only adding up costs: each option named once, with its position.
fn added<'a>(named: impl Iterator<Item = &'a [Choice]>) -> u64 {
    let mut sums = [0_u64; 64];
    for choice in named.flatten() {
        sums[choice.index()] += 1;
    }
    sums.iter().sum()
}

/// The time of each method, by its name, with the time of only adding up.
fn times(ballots: usize) -> Vec<(&'static str, Duration, Duration)> {
    let mut found = Vec::new();

    let words = many(ballots, |dice| Ballot::WORDS[usize::from(dice.below(3))].clone());
    let cast: Vec<Ballot> = words.into_iter().map(|(_, word)| word).collect();
    let sum = timed(|| cast.iter().filter(|word| **word == Ballot::For).count());
    for (name, method) in [("majority", Method::Majority), ("absolute", Method::Absolute)] {
        let open = Open::plain(EntityId([0; 32]), Digest([0; 32]), method, Fraction::ZERO, 0);
        let counted = || Tally::of(&open, &cast, None).outcome(&open, ballots, None);
        found.push((name, timed(counted), sum));
    }

    let rules = approval::Rules { options: OPTIONS, most: OPTIONS, seats: 3 };
    let approvals = many(ballots, |dice| {
        approval::Ballot::new(&rules, &dice.some(OPTIONS, 10)).expect("each once")
    });
    let sum = timed(|| added(approvals.iter().map(|(_, ballot)| ballot.named())));
    found.push(("approval", timed(|| approval::count(&rules, &approvals, None)), sum));

    let marks = |dice: &mut Dice, most: u16, highest: u16| -> Vec<(Choice, u16)> {
        dice.some(OPTIONS, most).into_iter().map(|one| (one, dice.below(highest + 1))).collect()
    };
    let rules = score::Rules { options: OPTIONS, seats: 1 };
    let scores =
        many(ballots, |dice| score::Ballot::new(&rules, &marks(dice, OPTIONS, 5)).expect("to 5"));
    found.push(("score", timed(|| score::count(&rules, &scores, None)), sum));

    let rules = dots::Rules { options: OPTIONS, dots: 20, most: 5, seats: 1 };
    let dotted =
        many(ballots, |dice| dots::Ballot::new(&rules, &marks(dice, 4, 5)).expect("to 20"));
    found.push(("dots", timed(|| dots::count(&rules, &dotted, None)), sum));

    let orders = many(ballots, |dice| dice.some(OPTIONS, OPTIONS));
    let sum = timed(|| added(orders.iter().map(|(_, order)| order.as_slice())));
    let rankings: Vec<_> = orders
        .iter()
        .map(|(times, order)| {
            let groups = order.chunks(2).map(|group| group.iter().copied());
            (*times, Ranking::new(groups, OPTIONS).expect("each once"))
        })
        .collect();
    found.push(("schulze", timed(|| schulze::count(&rankings, OPTIONS, None, None)), sum));
    let papers: Vec<_> = orders
        .iter()
        .map(|(times, order)| {
            (*times, Strict::new(order.iter().copied(), OPTIONS).expect("each once"))
        })
        .collect();
    let lot = lot::draw("1./", OPTIONS, OPTIONS, Hash::Sha256);
    found.push(("stv", timed(|| stv::count(&papers, OPTIONS, 5, Some(&lot))), sum));

    let rules = approval::Rules { options: PROJECTS, most: PROJECTS, seats: 0 };
    let approvals = many(ballots, |dice| {
        approval::Ballot::new(&rules, &dice.some(PROJECTS, 10)).expect("each once")
    });
    let mut dice = Dice(2);
    let costs: Vec<_> =
        choices(PROJECTS).map(|_| 1_000 + 7 * u64::from(dice.below(9_000))).collect();
    let plan = Plan::new(costs.iter().sum::<u64>() / 2, &costs).expect("all cost something");
    let lot = lot::draw("1./", PROJECTS, PROJECTS, Hash::Sha256);
    let sum = timed(|| added(approvals.iter().map(|(_, ballot)| ballot.named())));
    found.push(("budget-greedy", timed(|| greedy::count(&plan, &approvals, Some(&lot))), sum));
    for (name, worth) in [
        ("budget-shares, project", shares::Worth::Project),
        ("budget-shares, cost", shares::Worth::Cost),
    ] {
        let time = timed(|| shares::count(&plan, worth, &approvals, Some(&lot)));
        found.push((name, time, sum));
    }

    let pool = u16::try_from(ballots / 10).expect("a pool of few");
    let pool = pool.min(MAX_OPTIONS);
    found.push(("lot", timed(|| lot::draw("1./", pool, pool, Hash::Sha256)), sum));
    found
}

fn main() {
    let (few, all) = (times(1_000), times(10_000));
    println!("10,000 ballots             time    x adding up    x 1,000 ballots");
    for ((name, time, sum), (_, before, _)) in all.into_iter().zip(few) {
        let times = |by: Duration| time.as_secs_f64() / by.as_secs_f64().max(1e-9);
        let ms = time.as_secs_f64() * 1e3;
        println!("{name:<22} {ms:>8.3} ms  {:>10.1}  {:>13.1}", times(sum), times(before));
    }
}
