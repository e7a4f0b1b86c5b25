//! Every story, its acts delivered in every causal order, or in as many as there is time for.
//!
//! Guards: equal sets of acts give equal verdicts, registers, changes in force, rounds and documents,
//! in whatever order they came, also when some come twice or too early. Random histories are held to
//! the same in `crates/rules/tests/definitions`; these are the ones that people thought of, with
//! proxies, paper and every method. Next: `docs/rules.md`, on stories.
#![expect(clippy::print_stdout, reason = "how many orders were tried is for whoever asks")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
    sync::Arc,
};

use act::{
    act::Act,
    ballot::Ballot,
    id::{ActId, ChangeId, Digest, EntityId, MemberId},
    log::{AppendError, Index, Log},
    register::Change,
};
use document::projection::Document;
use rules::{
    counting::{Test, Via},
    judge::{Judge, entrust::Missing, moderate::Moderation},
    mandate::Outside,
    round::Status,
    tally::Outcome,
};
use story::story::Story;

/// Orders of a story up to which all of them are tried.
const ALL: usize = 2_000;
/// Random orders of a story that has more.
const SOME: usize = 1_000;
/// Acts delivered per story: a long one gets fewer orders, so that all takes half a minute.
const DELIVERED: usize = 16_000;
/// Orders in which the document is made as well, and each act's own past is looked at.
const LOOKED_INTO: usize = 4;

/// A ballot that counts: the act that holds it, what it says, how it came, how others weighed it.
type Counted = BTreeMap<MemberId, (ActId, Ballot, Via, Option<Test>)>;

/// A valid close.
#[derive(Debug, PartialEq, Eq)]
struct Closed {
    author: MemberId,
    counted: Counted,
    void: BTreeSet<MemberId>,
    outside: Option<Outside>,
    outcome: Outcome,
    acknowledged: BTreeSet<MemberId>,
}

/// A round, by the acts in it.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    opener: MemberId,
    electorate: Vec<MemberId>,
    confirmers: Vec<MemberId>,
    status: Status,
    outcome: Option<Outcome>,
    is_withdrawn: bool,
    double: BTreeSet<MemberId>,
    closes: BTreeMap<ActId, Closed>,
    shown: Option<ActId>,
    counted_now: (Counted, BTreeSet<MemberId>),
    // At its opening, and now.
    outside: (Option<Outside>, Option<Outside>),
    missing: Missing,
    partner: Option<bool>,
}

/// A grant or appointment in force: whether it holds, whether its term is over and who said so; of a
/// grant who holds it, and what decisions under it come to.
#[derive(Debug, PartialEq, Eq)]
struct Task {
    holds: bool,
    is_over: bool,
    ended: Vec<MemberId>,
    holders: Vec<MemberId>,
    spent: u64,
    rounds: BTreeSet<ActId>,
}

/// Author, whether the device stood, which parts have effect.
type Verdict = (Option<MemberId>, bool, u64);

/// All that peers with the same acts must agree on.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    verdicts: BTreeMap<ActId, Verdict>,
    register: Digest,
    in_force: BTreeSet<ChangeId>,
    redacted: BTreeSet<ActId>,
    rounds: BTreeMap<ActId, Seen>,
    // By the hash of the change, beside what it is about.
    tasks: BTreeMap<ChangeId, (EntityId, Task)>,
    moderated: BTreeMap<ActId, Moderation>,
}

/// What is too dear to look at in every order: the document, and the register at each act.
#[derive(Debug, PartialEq, Eq)]
struct Deeper {
    document: Vec<[u8; 32]>,
    registers: BTreeMap<ActId, Digest>,
}

fn counted(log: &Log, count: &BTreeMap<MemberId, rules::counting::Counted>) -> Counted {
    let one = |(member, one): (&MemberId, &rules::counting::Counted)| {
        (*member, (log.act(one.act).id(), one.ballot.clone(), one.via, one.test))
    };
    count.iter().map(one).collect()
}

fn rounds(log: &Log, judge: &Judge, heads: &[Index]) -> BTreeMap<ActId, Seen> {
    let past = log.clock_of(heads.iter().copied());
    let outside = judge.outside_mandates(log, heads);
    let id = |index: Index| log.act(index).id();
    let seen = |(open, round): (Index, &rules::round::Round)| {
        let state = round.state(log, &past);
        let closes = state.closes.into_iter().map(|(at, by)| {
            let close = &round.closes[&at];
            let closed = Closed {
                author: close.author,
                counted: counted(log, &close.counted),
                void: close.void.clone(),
                outside: close.outside,
                outcome: close.outcome.clone(),
                acknowledged: by,
            };
            (id(at), closed)
        });
        let now = judge.count(log, open, heads).expect("a round that was opened");
        let seen = Seen {
            opener: round.opener,
            electorate: round.electorate.clone(),
            confirmers: round.confirmers().to_vec(),
            status: state.status,
            outcome: state.outcome,
            is_withdrawn: state.withdrawn,
            double: state.double,
            closes: closes.collect(),
            shown: state.shown.map(id),
            counted_now: (counted(log, &now.counted), now.void),
            outside: (round.outside, outside.get(&open).copied()),
            missing: judge.advice_missing(log, open, heads),
            partner: round.partner_says(log, &past),
        };
        (id(open), seen)
    };
    judge.rounds().map(seen).collect()
}

fn tasks(
    log: &Log,
    judge: &Judge,
    heads: &[Index],
    in_force: &[Change],
) -> BTreeMap<ChangeId, (EntityId, Task)> {
    if !in_force.iter().any(|change| matches!(change, Change::Grant(_) | Change::Appoint(_))) {
        return BTreeMap::new();
    }
    let register = judge.register(log, heads.iter().copied());
    let task = |change: &Change| {
        let about = match change {
            Change::Grant(grant) => grant.mandate,
            Change::Appoint(appoint) => appoint.to,
            _ => return None,
        };
        let id = change.id();
        let members = register.members().iter().copied();
        let task = Task {
            holds: register.tasks().holds(id),
            is_over: judge.is_term_over(log, id, heads),
            ended: members.filter(|m| judge.has_ended_term(log, id, *m, heads)).collect(),
            holders: judge.mandate_holders(log, id, heads),
            spent: judge.spent(log, id, heads),
            rounds: judge.rounds_under(id).iter().map(|open| log.act(*open).id()).collect(),
        };
        Some((id, (about, task)))
    };
    in_force.iter().filter_map(task).collect()
}

fn known(log: &Log, judge: &Judge) -> Known {
    let heads: Vec<_> = log.head_indices().collect();
    let verdict = |(index, entry): (Index, &act::log::Entry)| {
        let judged = judge.verdict(index);
        // A deed has at most 64 parts.
        let parts = (0..64).filter(|part| judged.has_effect(*part));
        let parts = parts.fold(0_u64, |parts, part| parts | 1 << part);
        (entry.act.id(), (judged.author, judged.stood, parts))
    };
    let in_force = judge.in_force(log, heads.iter().copied());
    Known {
        verdicts: log.iter().map(verdict).collect(),
        register: judge.register(log, heads.iter().copied()).digest(),
        in_force: in_force.iter().map(act::register::Change::id).collect(),
        redacted: judge.redacted().map(|index| log.act(index).id()).collect(),
        rounds: rounds(log, judge, &heads),
        tasks: tasks(log, judge, &heads, &in_force),
        moderated: judge
            .moderations(log, &heads)
            .into_iter()
            .map(|(act, moderation)| (log.act(act).id(), moderation))
            .collect(),
    }
}

fn deeper(log: &Log, judge: &Judge, document: &Document) -> Deeper {
    let register = |(index, entry): (Index, &act::log::Entry)| {
        (entry.act.id(), judge.register(log, [index]).digest())
    };
    Deeper { document: document.heads(), registers: log.iter().map(register).collect() }
}

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

fn check(name: &str, story: &Story) -> (usize, bool) {
    let acts = Acts::of(story.log());
    let (mut dice, every) = (Dice(1), acts.every_order());
    let is_every = every.is_some();
    let orders = every.unwrap_or_else(|| {
        let some = SOME.min(DELIVERED / acts.acts.len()).max(LOOKED_INTO);
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
        if i % step == 0 {
            // The document follows act by act, as on a peer that is level with the others.
            let mut document = Document::new();
            acts.deliver(order, &mut log, &mut dice, |log| {
                for index in log.since(judge.len()) {
                    judge.judge(log, index);
                }
                document.advance(log, &judge).expect("the engine takes the act");
            });
            assert_eq!(deeper(&log, &judge, &document), looked_into, "{name}: {order:?}");
        } else {
            acts.deliver(order, &mut log, &mut dice, |log| {
                for index in log.since(judge.len()) {
                    judge.judge(log, index);
                }
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
        let (tried, is_every) = check(&name, &Story::read(&text).expect("a story"));
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
    every_story("scenarios/own", 40);
}
