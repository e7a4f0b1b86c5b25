//! Which of the waiting acts can enter together: the greatest set that needs nothing from outside.
//!
//! Guards: each act of the set has its whole past in the log or the set, and is sealed or followed
//! by an act of the set in its own chain. Next: [`crate::intake`], which appends them.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
    sync::Arc,
};

use act::{
    act::Act,
    id::{ActId, DeviceId, MemberId},
    log::Log,
};

use crate::{
    intake::{Admission, Gate, Item},
    pool::{QUOTA, Quota, Waiting},
};

/// A waiting act with its neighbours among the waiting.
#[derive(Debug)]
struct Node {
    item: Item,
    age: u64,
    weight: usize,
    /// Whether it may be taken, and so lets in what it names.
    takes: bool,
    parents: Vec<usize>,
    children: Vec<usize>,
    prev: Option<usize>,
    followers: usize,
    alive: bool,
}

/// The acts that can enter.
#[derive(Debug)]
pub(crate) struct Ready {
    nodes: Vec<Node>,
}

/// Whose acts have an act in their past: as much of it as matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Namers {
    Nobody,
    One(MemberId),
    Many,
}

impl Namers {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nobody, other) => other,
            (this, Self::Nobody) => this,
            (this, other) if this == other => this,
            _ => Self::Many,
        }
    }

    fn somebody_but(self, owner: Option<MemberId>) -> bool {
        match self {
            Self::Nobody => false,
            Self::One(one) => Some(one) != owner,
            Self::Many => true,
        }
    }
}

/// What came of holding back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    /// Acts that were kept back.
    pub(crate) acts: usize,
    /// Whether some come in only because an act that may be taken has them in its past.
    pub(crate) named: bool,
}

impl Ready {
    pub(crate) fn of(pool: &[&Waiting], log: &Log) -> Self {
        let places: BTreeMap<_, _> = pool.iter().map(|w| w.act.id()).zip(0..).collect();
        let mut nodes: Vec<Node> = Vec::with_capacity(places.len());
        let mut lacking = Vec::new();
        for (at, waiting) in pool.iter().enumerate() {
            let header = waiting.act.header();
            let place = |id: &ActId| places.get(id).copied();
            let known = |id: &ActId| log.find(*id).is_some() || places.contains_key(id);
            if !header.parents().all(|id| known(&id)) {
                lacking.push(at);
            }
            nodes.push(Node {
                item: Item { act: Arc::clone(&waiting.act), seal: waiting.seal },
                age: waiting.age,
                weight: waiting.weight(),
                takes: false,
                parents: header.parents().filter_map(|id| place(&id)).collect(),
                children: Vec::new(),
                prev: header.prev.and_then(|id| place(&id)),
                followers: 0,
                alive: true,
            });
        }
        for at in 0..nodes.len() {
            for parent in nodes[at].parents.clone() {
                nodes[parent].children.push(at);
            }
            if let Some(prev) = nodes[at].prev {
                nodes[prev].followers += 1;
            }
        }
        let uncovered = |node: &Node| node.item.seal.is_none() && node.followers == 0;
        lacking.extend((0..nodes.len()).filter(|at| uncovered(&nodes[*at])));
        let mut ready = Self { nodes };
        ready.drop_all(lacking);
        ready
    }

    /// Keeps back what may not come in: an act that may only follow what may, and whatever names it,
    /// unless an act that may be taken has it in its past.
    pub(crate) fn hold(&mut self, admits: impl Fn(&Act) -> Admission) -> Held {
        let answer = |node: &Node| node.alive.then(|| admits(&node.item.act));
        let answers: &[_] = &self.nodes.iter().map(answer).collect::<Vec<_>>();
        let with = |answer| (0..answers.len()).filter(move |at| answers[*at] == Some(answer));
        let mut needed = vec![false; self.nodes.len()];
        let mut ask: Vec<_> = with(Admission::Take).collect();
        while let Some(at) = ask.pop() {
            if std::mem::replace(&mut needed[at], true) {
                continue;
            }
            let node = &self.nodes[at];
            ask.extend(&node.parents);
            // What covers a needed act is needed too: without it nobody could check that one.
            if node.item.seal.is_none() {
                let follows = |child: &&usize| {
                    self.nodes[**child].alive && self.nodes[**child].prev == Some(at)
                };
                ask.extend(node.children.iter().filter(follows));
            }
        }
        let takes: Vec<_> = with(Admission::Take).collect();
        let (named, held): (Vec<_>, Vec<_>) = with(Admission::Hold).partition(|at| needed[*at]);
        for at in takes {
            self.nodes[at].takes = true;
        }
        let before = self.alive();
        // All that a needed act names or is covered by is needed: none of it goes.
        self.drop_all(held);
        Held { acts: before - self.alive(), named: !named.is_empty() }
    }

    /// Keeps back what somebody's devices bring beyond their credit: the last of those acts that no other
    /// member's act has in its past, back to a seal. Tells whose.
    pub(crate) fn ration(&mut self, gate: &dyn Gate, log: &Log) -> BTreeSet<Option<MemberId>> {
        let mut rationed = BTreeSet::new();
        loop {
            let mut over = Vec::new();
            for (owner, own) in self.unnamed(gate) {
                let bytes = own.iter().map(|at| self.nodes[*at].weight).sum();
                let mut left = gate.credit(log, owner, Quota { acts: own.len(), bytes });
                let before = over.len();
                over.extend(own.into_iter().filter(|at| {
                    let fits = left.acts > 0 && self.nodes[*at].weight <= left.bytes;
                    left = if fits {
                        Quota { acts: left.acts - 1, bytes: left.bytes - self.nodes[*at].weight }
                    } else {
                        Quota { acts: 0, bytes: 0 }
                    };
                    !fits
                }));
                if over.len() > before {
                    rationed.insert(owner);
                }
            }
            if over.is_empty() {
                return rationed;
            }
            // What they alone named may be beyond its own author's credit now.
            self.drop_all(over);
        }
    }

    // By owner, in the order of the chains, what no act of another member that may be taken has in its
    // past, nor needs to be covered by a seal.
    fn unnamed(&self, gate: &dyn Gate) -> BTreeMap<Option<MemberId>, Vec<usize>> {
        let mut owners: BTreeMap<DeviceId, Option<MemberId>> = BTreeMap::new();
        let order = self.causal();
        let mut namers = vec![Namers::Nobody; self.nodes.len()];
        let mut is_named = vec![false; self.nodes.len()];
        for at in order.iter().rev().copied() {
            let node = &self.nodes[at];
            let device = node.item.act.device();
            let owner = *owners.entry(device).or_insert_with(|| gate.owner(device));
            let mut above = namers[at];
            is_named[at] = above.somebody_but(owner);
            if node.takes {
                above = above.and(owner.map_or(Namers::Many, Namers::One));
            }
            for parent in &node.parents {
                namers[*parent] = namers[*parent].and(above);
            }
        }
        // Without the acts up to its seal nobody could check what is named: those come along, no more of
        // them than may wait here.
        let mut covers = vec![0; self.nodes.len()];
        let mut unnamed: BTreeMap<Option<MemberId>, Vec<usize>> = BTreeMap::new();
        for at in order {
            let node = &self.nodes[at];
            let left = if is_named[at] { QUOTA.acts } else { covers[at] };
            if left == 0 {
                let owner = owners.get(&node.item.act.device()).copied().flatten();
                unnamed.entry(owner).or_default().push(at);
            } else if node.item.seal.is_none() {
                let follows = |child: &&usize| self.nodes[**child].prev == Some(at);
                for child in node.children.iter().filter(follows) {
                    covers[*child] = left - 1;
                }
            }
        }
        for own in unnamed.values_mut() {
            own.sort_unstable_by_key(|at| {
                let act = &self.nodes[*at].item.act;
                (act.seq(), act.id())
            });
        }
        unnamed
    }

    fn alive(&self) -> usize {
        self.nodes.iter().filter(|node| node.alive).count()
    }

    /// What is left, each act after what it names and otherwise as it arrived: a sender's order
    /// packs well, and stays so for whoever gets it from here.
    pub(crate) fn in_order(&self) -> Vec<Item> {
        self.causal().into_iter().map(|at| self.nodes[at].item.clone()).collect()
    }

    fn causal(&self) -> Vec<usize> {
        // Parents of what is alive are alive too, or in the log.
        let mut open: Vec<_> = self.nodes.iter().map(|node| node.parents.len()).collect();
        let mut free: BinaryHeap<_> = (0..self.nodes.len())
            .filter(|at| self.nodes[*at].alive && open[*at] == 0)
            .map(|at| Reverse((self.nodes[at].age, at)))
            .collect();
        let mut order = Vec::new();
        while let Some(Reverse((_, at))) = free.pop() {
            let node = &self.nodes[at];
            order.push(at);
            for child in &node.children {
                open[*child] -= 1;
                if open[*child] == 0 && self.nodes[*child].alive {
                    free.push(Reverse((self.nodes[*child].age, *child)));
                }
            }
        }
        order
    }

    // With an act goes whatever names it, and whatever it alone covered.
    fn drop_all(&mut self, mut gone: Vec<usize>) {
        while let Some(at) = gone.pop() {
            if !std::mem::replace(&mut self.nodes[at].alive, false) {
                continue;
            }
            gone.extend(&self.nodes[at].children);
            if let Some(prev) = self.nodes[at].prev {
                let node = &mut self.nodes[prev];
                node.followers -= 1;
                if node.followers == 0 && node.item.seal.is_none() {
                    gone.push(prev);
                }
            }
        }
    }
}
