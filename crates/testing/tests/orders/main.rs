//! Every story, its acts delivered in every causal order, or in as many as there is time for.
//!
//! Guards: equal sets of acts give equal verdicts, registers, changes in force, rounds and documents,
//! in whatever order they came, also when some come twice or too early; on the way nothing that was
//! settled falls. Random histories are held to the same in `crates/rules/tests/definitions`; these are
//! the ones that people thought of, with proxies, paper and every method, and made-up ones with
//! mandates. Next: `docs/rules.md`, on stories.
#![expect(clippy::print_stdout, reason = "how many orders were tried is for whoever asks")]

mod known; // what peers agree on
mod made_up; // stories that nobody thought of

use std::{fs, path::PathBuf, sync::Arc};

use act::{
    act::Act,
    log::{AppendError, Index, Log},
};
use document::projection::Document;
use known::{Settled, deeper, known};
use rules::judge::Judge;
use story::story::Story;

/// Orders of a story up to which all of them are tried.
const ALL: usize = 2_000;
/// Random orders of a story that has more.
const SOME: usize = 1_000;
/// Acts delivered per story: a long one gets fewer orders, so that all takes half a minute.
const DELIVERED: usize = 16_000;
/// Orders in which the document is made as well, and each act's own past is looked at.
const LOOKED_INTO: usize = 4;

/// The acts of a story, by their positions in it, with what each waits for.
struct Acts {
    acts: Vec<Arc<Act>>,
    parents: Vec<Vec<usize>>,
    children: Vec<Vec<usize>>,
}

impl Acts {
    fn of(log: &Log) -> Self {
        let acts: Vec<_> = log.iter().map(|(_, entry)| Arc::clone(&entry.act)).collect();
        let parents: Vec<Vec<usize>> =
            log.iter().map(|(_, entry)| entry.parents().map(Index::at).collect()).collect();
        let mut children = vec![Vec::new(); acts.len()];
        for (act, parents) in parents.iter().enumerate() {
            for parent in parents {
                children[*parent].push(act);
            }
        }
        Self { acts, parents, children }
    }

    fn waits(&self) -> Vec<usize> {
        self.parents.iter().map(Vec::len).collect()
    }

    /// All causal orders, unless there are more than [`ALL`].
    fn every_order(&self) -> Option<Vec<Vec<usize>>> {
        let mut all = Vec::new();
        let first = (0..self.acts.len()).filter(|act| self.parents[*act].is_empty()).collect();
        self.go_on(&mut Vec::new(), &mut self.waits(), first, &mut all);
        (all.len() <= ALL).then_some(all)
    }

    fn go_on(
        &self,
        order: &mut Vec<usize>,
        waits: &mut [usize],
        ready: Vec<usize>,
        all: &mut Vec<Vec<usize>>,
    ) {
        if ready.is_empty() {
            all.push(order.clone());
        }
        for &act in &ready {
            if all.len() > ALL {
                return;
            }
            let mut next: Vec<_> = ready.iter().copied().filter(|other| *other != act).collect();
            for &child in &self.children[act] {
                waits[child] -= 1;
                if waits[child] == 0 {
                    next.push(child);
                }
            }
            order.push(act);
            self.go_on(order, waits, next, all);
            order.pop();
            for &child in &self.children[act] {
                waits[child] += 1;
            }
        }
    }

    /// A causal order that the dice pick: either anything that can come, or mostly the newest that can
    /// (one branch to its end before the other is heard), or mostly the oldest.
    fn some_order(&self, dice: &mut Dice) -> Vec<usize> {
        let (mut waits, mut order) = (self.waits(), Vec::new());
        let mut ready: Vec<_> = (0..waits.len()).filter(|act| waits[*act] == 0).collect();
        let manner = dice.below(3);
        while !ready.is_empty() {
            let at = match manner {
                1 if dice.below(8) > 0 => ready.len() - 1,
                2 if dice.below(8) > 0 => 0,
                _ => dice.below(ready.len()),
            };
            let act = ready.remove(at);
            order.push(act);
            for &child in &self.children[act] {
                waits[child] -= 1;
                if waits[child] == 0 {
                    ready.push(child);
                }
            }
        }
        order
    }

    /// Delivers them to a peer that knows nothing: some come again, and some before their past.
    fn deliver(&self, order: &[usize], log: &mut Log, dice: &mut Dice, mut each: impl FnMut(&Log)) {
        for (done, &act) in order.iter().enumerate() {
            if dice.below(8) == 0 {
                let later = order[done + dice.below(order.len() - done)];
                let is_early =
                    self.parents[later].iter().any(|p| log.find(self.acts[*p].id()).is_none());
                if is_early {
                    let refused = log.append(Arc::clone(&self.acts[later]));
                    assert!(matches!(refused, Err(AppendError::Missing(_))), "{refused:?}");
                }
            }
            log.append(Arc::clone(&self.acts[act])).expect("its past is here");
            each(log);
            if dice.below(8) == 0 {
                let again = log.append(Arc::clone(&self.acts[order[dice.below(done + 1)]]));
                assert!(matches!(again, Err(AppendError::Known(_))), "{again:?}");
            }
        }
    }
}

/// Knuth's MMIX generator: any will do, as long as it falls the same way each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end.max(1)
    }
}

fn check(name: &str, story: &Story, most: usize) -> (usize, bool) {
    let acts = Acts::of(story.log());
    let (mut dice, every) = (Dice(1), acts.every_order());
    let is_every = every.is_some();
    let orders = every.unwrap_or_else(|| {
        let some = most.min(DELIVERED / acts.acts.len()).max(LOOKED_INTO);
        (0..some).map(|_| acts.some_order(&mut dice)).collect()
    });
    let mut judge = Judge::default();
    for index in story.log().since(0) {
        judge.judge(story.log(), index);
    }
    let wanted = known(story.log(), &judge);
    let document = Document::derive(story.log(), &judge).expect("the engine takes the story");
    let looked_into = deeper(story.log(), &judge, &document);
    let step = orders.len().div_ceil(LOOKED_INTO).max(1);
    for (i, order) in orders.iter().enumerate() {
        let (mut log, mut judge) = (Log::new(story.log().community()), Judge::default());
        let mut judged = 0;
        if i % step == 0 {
            // The document follows act by act, as on a peer that is level with the others.
            let (mut document, mut settled) = (Document::new(), Settled::default());
            acts.deliver(order, &mut log, &mut dice, |log| {
                for index in log.since(judged) {
                    judge.judge(log, index);
                }
                judged = log.len();
                document.advance(log, &judge).expect("the engine takes the act");
                settled.climbs(log, &judge);
            });
            assert_eq!(deeper(&log, &judge, &document), looked_into, "{name}: {order:?}");
        } else {
            acts.deliver(order, &mut log, &mut dice, |log| {
                for index in log.since(judged) {
                    judge.judge(log, index);
                }
                judged = log.len();
            });
        }
        assert_eq!(known(&log, &judge), wanted, "{name}: {order:?}");
    }
    (orders.len(), is_every)
}

fn every_story(folder: &str, least: usize) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests").join(folder);
    let (mut stories, mut orders, mut whole) = (0, 0, 0);
    for file in fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("its files can be listed").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).expect("a file of the checkout");
        let (tried, is_every) = check(&name, &Story::read(&text).expect("a story"), SOME);
        stories += 1;
        orders += tried;
        whole += usize::from(is_every);
    }
    println!("{stories} stories, {orders} orders; all there are of {whole}");
    assert!(stories >= least && orders > 100 * least, "{stories} stories, {orders} orders");
}

#[test]
fn the_designs_stories_come_to_the_same_in_whatever_order_their_acts_arrive() {
    every_story("scenarios", 33);
}

#[test]
fn our_own_stories_come_to_the_same_in_whatever_order_their_acts_arrive() {
    every_story("scenarios/own", 51);
}
