//! Hundreds of peers that come and go, fall apart and come together, with the real policy in each.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Milliseconds after which who wasn't heard of isn't online any more, as in `presence`.
const ONLINE: u64 = 240_000;

/// SplitMix64: a stream of numbers that a seed fixes.
struct Rng(u64);

impl Rng {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }
}

#[derive(Default)]
struct Node {
    policy: Neighbours<usize>,
    /// Since when it is on.
    on: Option<u64>,
    /// Since when each is a neighbour.
    links: BTreeMap<usize, u64>,
    /// When each was heard of.
    heard: Vec<u64>,
    /// What follows from that and from the links.
    fellows: BTreeMap<usize, Fellow>,
}

impl Node {
    fn new(at: usize, count: usize) -> Self {
        let others = (0..count).filter(|other| *other != at);
        let fellows = others.map(|other| (other, Fellow::default())).collect();
        Self { heard: vec![0; count], fellows, ..Self::default() }
    }

    fn link(&mut self, other: usize, now: u64) {
        self.links.insert(other, now);
        let fellow = self.fellows.get_mut(&other).unwrap();
        (fellow.since, fellow.neighbours) = (Some(now), None);
    }

    fn cut(&mut self, other: usize) {
        self.links.remove(&other);
        self.fellows.get_mut(&other).unwrap().since = None;
    }
}

struct World {
    nodes: Vec<Node>,
    now: u64,
    rng: Rng,
    /// Which of the two halves a node is in, while the network is apart.
    apart: Option<fn(usize) -> bool>,
    /// These suggest each other only, and never part.
    hostile: BTreeSet<usize>,
    partings: usize,
    dials: usize,
}

impl World {
    fn new(count: usize, on: usize, seed: u64) -> Self {
        let node = |at| Node { on: (at < on).then_some(1_000), ..Node::new(at, count) };
        Self {
            nodes: (0..count).map(node).collect(),
            now: 1_000_000,
            rng: Rng(seed),
            apart: None,
            hostile: BTreeSet::new(),
            partings: 0,
            dials: 0,
        }
    }

    fn can_reach(&self, a: usize, b: usize) -> bool {
        self.nodes[b].on.is_some() && self.apart.is_none_or(|half| half(a) == half(b))
    }

    fn link(&mut self, a: usize, b: usize) {
        self.nodes[a].link(b, self.now);
        self.nodes[b].link(a, self.now);
    }

    fn cut(&mut self, a: usize, b: usize) {
        self.nodes[a].cut(b);
        self.nodes[b].cut(a);
    }

    fn turn_off(&mut self, at: usize) {
        for other in self.nodes[at].links.keys().copied().collect::<Vec<_>>() {
            self.cut(at, other);
        }
        self.nodes[at] = Node::new(at, self.nodes.len());
    }

    fn turn_on(&mut self, at: usize) {
        self.nodes[at].on = Some(self.now);
    }

    fn fall_apart(&mut self, half: fn(usize) -> bool) {
        self.apart = Some(half);
        for a in 0..self.nodes.len() {
            for b in self.nodes[a].links.keys().copied().collect::<Vec<_>>() {
                if half(a) != half(b) {
                    self.cut(a, b);
                }
            }
        }
    }

    /// What neighbours say: their number each second, who was heard of every tenth.
    fn listen(&mut self, at: usize) {
        let (now, is_turn) = (self.now, (self.now / 1_000 + at as u64).is_multiple_of(10));
        for other in self.nodes[at].links.keys().copied().collect::<Vec<_>>() {
            let count = self.nodes[other].links.len();
            let theirs = if is_turn { self.nodes[other].heard.clone() } else { Vec::new() };
            let node = &mut self.nodes[at];
            node.fellows.get_mut(&other).unwrap().neighbours = Some(count);
            node.heard[other] = now;
            for (mine, theirs) in node.heard.iter_mut().zip(theirs) {
                *mine = (*mine).max(theirs);
            }
        }
        if is_turn {
            let Node { heard, fellows, .. } = &mut self.nodes[at];
            for (other, fellow) in fellows {
                fellow.is_online = heard[*other] > 0 && heard[*other] + ONLINE > now;
            }
        }
    }

    /// A second.
    fn step(&mut self) {
        self.now += 1_000;
        for at in 0..self.nodes.len() {
            if self.nodes[at].on.is_none() {
                continue;
            }
            self.listen(at);
            if self.hostile.contains(&at) {
                continue;
            }
            let (now, rng) = (self.now, &mut self.rng);
            let Node { policy, fellows, .. } = &mut self.nodes[at];
            let plan = policy.plan(now, fellows, MOST, &mut |end| rng.below(end));
            // Eight dials at a time.
            let new: Vec<_> =
                plan.seek.into_iter().filter(|to| !self.nodes[at].links.contains_key(to)).collect();
            let skip = if plan.is_crowd { 0 } else { self.rng.below(new.len().max(1)) };
            for to in new.into_iter().cycle().skip(skip).take(8).collect::<BTreeSet<_>>() {
                self.dials += 1;
                if self.can_reach(at, to) {
                    self.link(at, to);
                }
            }
            if let Some(other) = plan.part {
                self.part(at, other);
            }
        }
    }

    fn part(&mut self, at: usize, other: usize) {
        self.partings += 1;
        self.cut(at, other);
        let mut few: Vec<_> = self.nodes[at].links.keys().copied().collect();
        few.sort_by_key(|one| self.nodes[at].fellows[one].neighbours);
        few.truncate(8);
        self.nodes[other].policy.parted(at, few, self.now);
    }

    fn run(&mut self, seconds: usize) {
        for _ in 0..seconds {
            self.step();
        }
    }

    /// Who is on and was for this many seconds.
    fn steady(&self, seconds: u64) -> BTreeSet<usize> {
        let since = self.now - 1_000 * seconds;
        let is_steady = |at: &usize| self.nodes[*at].on.is_some_and(|on| on <= since);
        (0..self.nodes.len()).filter(is_steady).collect()
    }

    /// How many of these the first of them reaches, over who is on and not in the way.
    fn reached(&self, of: &BTreeSet<usize>, avoids: &BTreeSet<usize>) -> usize {
        let first = *of.first().unwrap();
        let (mut seen, mut todo) = (BTreeSet::from([first]), vec![first]);
        while let Some(at) = todo.pop() {
            for other in self.nodes[at].links.keys() {
                if !avoids.contains(other) && seen.insert(*other) {
                    todo.push(*other);
                }
            }
        }
        seen.intersection(of).count()
    }

    fn check_whole(&self, of: &BTreeSet<usize>, when: &str) {
        assert_eq!(self.reached(of, &BTreeSet::new()), of.len(), "{when}");
    }

    /// The fewest, the most, and all neighbours of these together.
    fn degrees(&self, of: &BTreeSet<usize>) -> (usize, usize, usize) {
        let all: Vec<_> = of.iter().map(|at| self.nodes[*at].links.len()).collect();
        (*all.iter().min().unwrap(), *all.iter().max().unwrap(), all.iter().sum())
    }
}

#[test]
fn few_are_all_neighbours_of_each_other() {
    let mut world = World::new(60, 25, 1);
    world.run(60);
    assert_eq!(world.degrees(&world.steady(60)), (24, 24, 25 * 24));
    assert_eq!(world.partings, 0);
}

#[test]
fn many_have_about_eight_each_and_hang_together_from_the_start_on() {
    for (count, seed) in [(50, 1), (50, 2), (200, 3)] {
        let mut world = World::new(count + 20, count, seed);
        for second in 0..60 {
            world.step();
            if second > 10 {
                world.check_whole(&world.steady(0), &format!("{count} after {second} s"));
            }
        }
        world.run(60);
        let (fewest, most, all) = world.degrees(&world.steady(0));
        assert!((FEWEST..=MOST + 1).contains(&fewest) && most <= MOST + 1, "{fewest} {most}");
        assert!((8 * count..=11 * count).contains(&all), "{all} of {count}");
        // And then little changes: about a neighbour each minute, and a few seconds of trying.
        (world.partings, world.dials) = (0, 0);
        world.run(60);
        assert!(world.partings <= 2 * count, "{} partings of {count}", world.partings);
        assert!(world.dials <= 10 * count, "{} dials of {count}", world.dials);
    }
}

#[test]
fn who_comes_and_goes_tears_nothing_apart() {
    let mut world = World::new(260, 200, 5);
    world.run(60);
    for second in 0..120 {
        // One of two hundred each other second: in seven minutes as many as there are.
        let at = world.rng.below(260);
        if second % 2 == 0 {
            if world.nodes[at].on.is_some() { world.turn_off(at) } else { world.turn_on(at) }
        }
        world.step();
        world.check_whole(&world.steady(30), &format!("after {second} s"));
    }
    // A third of them leave at once: who is left has its neighbours again within half a minute.
    for at in 0..260 {
        if at % 3 == 0 && world.nodes[at].on.is_some() {
            world.turn_off(at);
        }
    }
    world.step();
    world.check_whole(&world.steady(60), "at once");
    world.run(30);
    let (fewest, most, _) = world.degrees(&world.steady(60));
    assert!(fewest >= FEWEST && most <= MOST + 2, "{fewest} {most}");
}

#[test]
fn a_network_that_fell_apart_comes_together() {
    for (half, name) in
        [((|at| at % 2 == 0) as fn(usize) -> bool, "halves"), ((|at| at % 5 == 0), "a fifth")]
    {
        let mut world = World::new(120, 110, 6);
        world.run(90);
        world.fall_apart(half);
        // Long enough that nobody on the other side counts as online any more.
        world.run(300);
        let (one, other): (BTreeSet<_>, BTreeSet<_>) =
            world.steady(0).into_iter().partition(|at| half(*at));
        world.check_whole(&one, name);
        world.check_whole(&other, name);
        world.apart = None;
        world.run(90);
        world.check_whole(&world.steady(0), name);
        world.run(150);
        let (fewest, most, _) = world.degrees(&world.steady(0));
        assert!(fewest >= FEWEST && most <= MOST + 1, "{name}: {fewest} {most}");
        // Not by one thread: most have a neighbour of the other side again.
        let crossing = |at: &usize| world.nodes[*at].links.keys().any(|to| half(*to) != half(*at));
        let crossed = world.steady(0).iter().filter(|at| crossing(at)).count();
        assert!(crossed >= 66, "{name}: {crossed}");
    }
}

#[test]
fn nobody_goes_to_and_fro_around_thirty() {
    let mut world = World::new(60, 31, 7);
    world.run(60);
    world.partings = 0;
    // One goes and comes back, again and again: 29 to 31 others are online.
    for turn in 0..20 {
        if turn % 2 == 0 {
            world.turn_off(0)
        } else {
            world.turn_on(0)
        }
        world.run(30);
    }
    assert!(world.partings <= 20, "{} partings", world.partings);
    // Ten more make it a crowd; nine of them gone it still is one, so that nothing is built up again.
    for at in 31..41 {
        world.turn_on(at);
    }
    world.run(120);
    assert!(world.degrees(&world.steady(0)).1 <= MOST + 1);
    for at in 31..40 {
        world.turn_off(at);
    }
    world.run(300);
    let (fewest, most, _) = world.degrees(&world.steady(60));
    assert!(fewest >= FEWEST && most <= MOST + 1, "{fewest} {most}");
}

#[test]
fn who_suggests_only_its_own_gets_half_of_nobodys_neighbours_by_it() {
    let mut world = World::new(200, 200, 8);
    world.run(60);
    world.hostile = (0..40).collect();
    for _ in 0..120 {
        // Each of them parts with some neighbour and names its own.
        for at in 0..40 {
            let links: Vec<_> =
                world.nodes[at].links.keys().copied().filter(|other| *other >= 40).collect();
            if !links.is_empty() && world.rng.below(5) == 0 {
                let other = links[world.rng.below(links.len())];
                world.cut(at, other);
                let now = world.now;
                world.nodes[other].policy.parted(at, 0..40, now);
            }
            // And they connect with whom they like, as often as they like.
            let to = 40 + world.rng.below(160);
            if world.nodes[at].links.len() < 60 {
                world.link(at, to);
            }
        }
        world.step();
        let honest: BTreeSet<_> = (40..200).collect();
        assert_eq!(world.reached(&honest, &world.hostile), honest.len());
        assert!(honest.iter().all(|at| world.nodes[*at].policy.by_suggestion.len() <= SUGGESTED));
    }
}

#[test]
fn own_devices_and_who_is_always_on_are_kept_and_who_has_few_is_not_sent_away() {
    let mut rng = Rng(9);
    let mut policy: Neighbours<usize> = Neighbours::default();
    let neighbour = Fellow { since: Some(1_000), neighbours: Some(12), ..Fellow::default() };
    let mut fellows: BTreeMap<_, _> = (0..40).map(|at| (at, neighbour)).collect();
    fellows.insert(3, Fellow { is_own: true, ..neighbour });
    fellows.insert(4, Fellow { is_needed: true, ..neighbour });
    fellows.insert(5, Fellow { is_always_on: true, ..neighbour });
    fellows.insert(6, Fellow { neighbours: Some(FEWEST), ..neighbour });
    fellows.insert(7, Fellow { neighbours: None, ..neighbour });
    let relayed = Fellow { is_relayed: true, neighbours: Some(7), ..neighbour };
    fellows.insert(8, relayed);
    fellows.insert(9, Fellow { is_own: true, since: None, ..neighbour });
    let mut parted = Vec::new();
    for second in 0..600 {
        let plan =
            policy.plan(1_000_000 + 1_000 * second, &fellows, MOST, &mut |end| rng.below(end));
        assert!(plan.is_crowd && plan.seek.contains(&9), "{plan:?}");
        if let Some(peer) = plan.part {
            parted.push(peer);
            fellows.get_mut(&peer).unwrap().since = None;
            fellows.get_mut(&peer).unwrap().is_online = true;
        }
    }
    assert_eq!(parted.first(), Some(&8), "through a relay first");
    assert!((3..8).all(|at| !parted.contains(&at)), "{parted:?}");
    let left = fellows.values().filter(|fellow| fellow.since.is_some()).count();
    assert_eq!(left, WANTED);
}
