//! Whole networks in one test: whatever happens on the way, all come to hold the same acts.

mod support;

use act::{id::DeviceId, key::SecretKey, seal::Seal};
use meent_sync::{
    frame::Frame,
    frontier::Frontier,
    session::{Behind, Effect, Event, Session},
};
use proptest::prelude::*;
use support::network::{Network, Weather};

const BAD: Weather = Weather { lose: 8, repeat: 8, reorder: 15, cut: 60, restart: 20, fork: 0 };

fn check(nodes: usize, seed: u64, steps: usize, weather: Weather) {
    let mut network = Network::new(nodes, seed, weather);
    network.run(steps);
    network.calm();
    network.check();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_converge_in_bad_weather(seed: u64, nodes in 2_usize..6, steps in 0_usize..250) {
        check(nodes, seed, steps, BAD);
    }

    #[test]
    fn all_converge_with_a_cloned_phone(seed: u64, nodes in 2_usize..5, steps in 0_usize..250) {
        check(nodes, seed, steps, Weather { fork: 1, ..BAD });
    }
}

#[test]
fn a_write_reaches_all_at_once_and_comes_back_to_nobody() {
    let mut network = Network::new(3, 7, Weather::default());
    network.quiesce();
    assert!(network.is_settled());
    network.frames = 0;
    network.write(0);
    network.quiesce();
    assert_eq!(network.set_of(2), network.set_of(0));
    // Two pushes and two receipts; the two who got it have nothing to tell until they know each other's.
    assert_eq!(network.frames, 4);
    network.tick(200);
    network.quiesce();
    network.check();
    assert!((5..=8).contains(&network.frames), "{}", network.frames);
}

#[test]
fn two_camps_on_two_branches_lose_nobody() {
    for seed in 0..20 {
        let mut network = Network::new(4, seed, Weather::default());
        network.quiesce();
        for (a, b) in [(0, 2), (0, 3), (1, 2), (1, 3)] {
            network.cut(a, b);
        }
        // Device 0 goes on at node 0 and, as a clone, at node 2.
        for _ in 0..3 {
            let camps = [(0, 0), (2, 0)];
            for (at, key) in camps {
                let device = network.keys[key].device();
                let prev = network.nodes[at].log.tips(device).last().copied();
                network.write_after(at, key, prev);
            }
            for at in 0..4 {
                for _ in 0..8 {
                    let device = network.keys[at].device();
                    if at != 0 {
                        let prev = network.nodes[at].log.tips(device).last().copied();
                        network.write_after(at, at, prev);
                    }
                }
            }
            network.quiesce();
        }
        network.calm();
        network.check();
        let log = &network.nodes[3].log;
        assert_eq!(log.len(), 1 + 3 * (2 + 3 * 8));
        assert_eq!(log.branches(network.keys[0].device()).len(), 2);
    }
}

#[test]
fn a_fork_that_nobody_names_still_reaches_both() {
    let mut network = Network::new(2, 3, Weather::default());
    network.quiesce();
    network.cut(0, 1);
    let device = network.keys[0].device();
    for at in 0..2 {
        let prev = network.nodes[at].log.tips(device).last().copied();
        network.write_after(at, 0, prev);
    }
    // One branch grows longer than the other.
    for _ in 0..5 {
        let prev = network.nodes[1].log.tips(device).last().copied();
        network.write_after(1, 0, prev);
    }
    let seconds = network.calm();
    network.check();
    assert_eq!(seconds, 0, "no second comparison was needed");
    assert_eq!(network.nodes[0].log.branches(device).len(), 2);
}

#[test]
fn a_newcomer_gets_everything_and_those_who_were_level_say_little() {
    let (_, log) = support::history(12, 3_000, 5);
    let empty = act::log::Log::new(log.community());
    let mut network = Network::of(vec![log.clone(), empty]);
    assert_eq!(network.calm(), 0);
    network.check();
    assert_eq!(network.set_of(0).len(), 3_000);

    // Levelled peers meet again: less than a fiftieth of the 11 kB of Automerge's sync.
    let mut again = Network::of(vec![log.clone(), network.nodes[1].log.clone()]);
    again.calm();
    again.check();
    assert!(again.bytes <= 220, "{} bytes", again.bytes);

    // One of them wrote a single act meanwhile.
    let mut one = Network::of(vec![log, again.nodes[1].log.clone()]);
    one.cut(0, 1);
    one.write(1);
    one.bytes = 0;
    one.calm();
    one.check();
    assert!(one.bytes <= 1_500, "{} bytes", one.bytes);
}

#[test]
fn among_many_devices_one_new_act_costs_about_a_kilobyte() {
    let (keys, mut log) = support::founded(60);
    let mut rng = support::Rng(1);
    for key in &keys {
        support::write(&mut log, key, 1_790_000_000, &mut rng);
    }
    let mut newer = log.clone();
    support::write(&mut newer, &keys[5], 1_790_000_100, &mut rng);
    let mut network = Network::of(vec![log, newer]);
    network.calm();
    network.check();
    assert!(network.bytes < 2_000, "{} bytes", network.bytes);
}

// Who is further along a chain has what comes before: nothing of it is sent again.
#[test]
fn who_is_ahead_on_a_chain_is_sent_nothing_of_it() {
    let (keys, log) = support::history(1, 300, 4);
    let mut ahead = log.clone();
    support::write(&mut ahead, &keys[0], 1_791_000_000, &mut support::Rng(2));
    let mut network = Network::of(vec![log, ahead]);
    network.calm();
    network.check();
    assert!(network.bytes < 600, "{} bytes", network.bytes);
}

#[test]
fn what_is_missing_is_asked_for_once_and_comes_with_its_seal() {
    let (keys, log) = support::history(2, 40, 4);
    let mut bea = Session::new(log.community());
    bea.handle(&log, 0, Event::Start);
    let (_, empty) = support::founded(2);
    let mut ali = Session::new(log.community());
    let first = log.act(log.since(30).next().unwrap()).id();
    let asks = |ali: &mut Session, now| ali.handle(&empty, now, Event::Missing(vec![first]));
    let [Effect::Send(need)] = &asks(&mut ali, 0)[..] else { panic!("one question") };
    assert_eq!(Frame::decode(need), Ok(Frame::Need(vec![first])));
    assert_eq!(asks(&mut ali, 19_999), []);
    assert_eq!(asks(&mut ali, 20_000).len(), 1);

    // They were level, as far as they knew.
    let level =
        Frame::Frontier { answer: true, digest: Frontier::of(&log).digest(), acts: 40, tips: 2 };
    assert_eq!(bea.handle(&log, 1, Event::Frame(level.encode())), []);
    assert!(bea.is_settled());
    let [Effect::Send(push)] = &bea.handle(&log, 2, Event::Frame(need.clone()))[..] else {
        panic!("one answer")
    };
    let [Effect::Deliver(pack), Effect::Send(_)] =
        &ali.handle(&empty, 3, Event::Frame(push.clone()))[..]
    else {
        panic!("acts and a receipt")
    };
    assert_eq!(pack.acts[0].id(), first);
    let device = pack.acts[0].device();
    let end = log.tips(device)[0];
    assert_eq!(pack.seals, [Seal::new(key_of(&keys, device), log.act(end))]);
    assert_eq!(bea.behind(), Behind { they: pack.acts.len(), we: 0 });
}

// On a stream nothing overtakes; in the networks above it does, and then silence brings it again.
#[test]
fn what_a_later_push_overtook_is_not_acknowledged() {
    let (keys, mut log) = support::founded(2);
    let before = log.clone();
    let (mut ali, mut bea) = (Session::new(log.community()), Session::new(log.community()));
    let level =
        Frame::Frontier { answer: true, digest: Frontier::of(&log).digest(), acts: 1, tips: 1 };
    for session in [&mut ali, &mut bea] {
        session.handle(&log, 0, Event::Start);
        session.handle(&log, 0, Event::Frame(level.encode()));
    }
    let mut pushes = [0, 1].map(|at| {
        let new = support::write(&mut log, &keys[at], 1_790_000_000, &mut support::Rng(9));
        let [Effect::Send(push)] = &ali.handle(&log, 1, Event::Appended(vec![new]))[..] else {
            panic!("one push")
        };
        push.clone()
    });
    pushes.reverse();
    let answers = pushes.map(|push| bea.handle(&before, 2, Event::Frame(push)));
    assert!(matches!(answers[0][..], [Effect::Deliver(_), Effect::Send(_)]), "{:?}", answers[0]);
    assert_eq!(answers[1], []);
    assert_eq!(ali.behind(), Behind { they: 2, we: 0 });
    let Effect::Send(receipt) = &answers[0][1] else { panic!("a receipt") };
    ali.handle(&log, 3, Event::Frame(receipt.clone()));
    assert_eq!(ali.behind(), Behind { they: 1, we: 0 });
    // So that it begins again.
    let again = ali.handle(&log, 20_004, Event::Tick);
    assert!(matches!(again[..], [Effect::Send(_)]), "{again:?}");
}

#[test]
fn what_made_way_for_others_is_compared_again_soon() {
    let (_, log) = support::founded(2);
    let mut ali = Session::new(log.community());
    ali.handle(&log, 0, Event::Start);
    let level =
        Frame::Frontier { answer: true, digest: Frontier::of(&log).digest(), acts: 1, tips: 1 };
    ali.handle(&log, 0, Event::Frame(level.encode()));
    assert!(ali.is_settled());
    assert_eq!(ali.handle(&log, 1, Event::Lost), []);
    assert!(!ali.is_settled(), "nothing is done on the word of it");
    assert_eq!(ali.handle(&log, 20_000, Event::Tick), []);
    assert_eq!(ali.handle(&log, 20_001, Event::Tick).len(), 1);
}

fn key_of(keys: &[SecretKey], device: DeviceId) -> &SecretKey {
    keys.iter().find(|key| key.device() == device).expect("a founder's")
}
