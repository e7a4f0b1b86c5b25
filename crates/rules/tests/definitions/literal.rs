//! The definitions of `docs/rules.md`, written down as they read.
//!
//! Guards: the oracle of the rules. It knows acts and what they name, and nothing of the engine:
//! sets of acts instead of clocks, recursion instead of facts, no sharing but remembered answers.
//! Here are the words of the definitions and what they all use. Next: [`devices`], definition 1.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use act::{
    act::Act,
    charter::Charter,
    deed::Deed,
    id::{ActId, DeviceId, MemberId},
    register::Change,
};

// Said aloud, so that `tests/model` finds them as well.
#[path = "literal/charter.rs"]
pub(crate) mod charter; // 4: clauses that hold, the core team
#[path = "literal/deeds.rs"]
mod deeds; // which parts of a deed have effect, and 13
#[path = "literal/devices.rs"]
mod devices; // 1: whose a device is, whether it stands, what counts
#[path = "literal/moderation.rs"]
pub(crate) mod moderation; // 18: what is folded away
#[path = "literal/reached.rs"]
mod reached; // what became of a history, so that cases that reach nothing are noticed
#[path = "literal/register.rs"]
pub(crate) mod register; // 2-5 and 12: words, what is in force, who is in
#[path = "literal/ballots.rs"]
pub(crate) mod ballots; // 7: own, by proxy, on paper
#[path = "literal/rounds.rs"]
pub(crate) mod rounds; // 8-10: closes, acknowledgements, how far a round is
#[path = "literal/set.rs"]
mod set; // sets of acts and of changes
#[path = "literal/tally.rs"]
pub(crate) mod tally; // what ballots fit a round, and what they come to

pub(crate) use set::{Set, each, has, one};

/// A set of acts, by their numbers.
pub(crate) type Acts = Set;
/// The number of an act.
pub(crate) type Number = usize;
/// A set of changes, by their numbers.
pub(crate) type Changes = Set;
/// The number of a change among those that anybody names.
pub(crate) type Name = usize;

/// Acts, and the changes that are in force when one asks which of them count: those in force in the
/// same acts, or, at an act, those in its past.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Within {
    pub(crate) acts: Acts,
    pub(crate) forced: Changes,
}

/// Approved, taken back, or objected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Approves,
    TakesBack,
    Objects,
}

/// A history, with the answers given before.
pub(crate) struct Literal {
    acts: Vec<Arc<Act>>,
    numbers: BTreeMap<ActId, Number>,
    pasts: Vec<Acts>,
    changes: Vec<Change>,
    // Per change who says what of it: the act, the part of its deed, and what.
    said: Vec<Vec<(Number, usize, Said)>>,
    // The acts that can bring a device in, and that can retire one: most others never do.
    bringing: Acts,
    retiring: Acts,
    answers: Answers,
}

type Answered<K, V> = RefCell<BTreeMap<K, V>>;

#[derive(Default)]
struct Answers {
    stood: Answered<Number, bool>,
    members: Answered<Number, Option<MemberId>>,
    counts: Answered<(Number, Within), bool>,
    effects: Answered<(Number, usize), bool>,
    forced: Answered<Number, Changes>,
    people: Answered<Acts, Arc<register::People>>,
    charters: Answered<Acts, Arc<Charter>>,
    closed: Answered<(Number, ActId), rounds::Closed>,
}

fn remember<K: Ord, V: Clone>(
    answers: &Answered<K, V>,
    question: K,
    think: impl FnOnce() -> V,
) -> V {
    if let Some(answer) = answers.borrow().get(&question) {
        return answer.clone();
    }
    let answer = think();
    answers.borrow_mut().insert(question, answer.clone());
    answer
}

fn share(fraction: act::fraction::Fraction) -> (usize, usize) {
    let text = fraction.to_string();
    let (part, whole) = text.split_once('/').unwrap();
    (part.parse().unwrap(), whole.parse().unwrap())
}

// What a deed says of changes.
fn words(deed: &Deed) -> Option<(&[Change], Said)> {
    match deed {
        Deed::Approve(list) => Some((list, Said::Approves)),
        Deed::WithdrawApproval(list) => Some((list, Said::TakesBack)),
        Deed::ObjectChange(list) => Some((list, Said::Objects)),
        _ => None,
    }
}

impl Literal {
    /// A history in any causal order; at most [`Set::LIMIT`] acts that name at most as many changes.
    pub(crate) fn of(acts: Vec<Arc<Act>>) -> Self {
        assert!(acts.len() <= Set::LIMIT, "{} acts", acts.len());
        let numbers: BTreeMap<_, _> = acts.iter().map(|act| act.id()).zip(0..).collect();
        let mut pasts: Vec<Acts> = Vec::new();
        let mut named = BTreeSet::new();
        let (mut bringing, mut retiring) = (Set::default(), Set::default());
        for (number, act) in acts.iter().enumerate() {
            let parents = act.header().prev.iter().chain(&act.header().seen);
            let past = parents.map(|id| numbers[id]).map(|n| pasts[n] | one(n)).collect();
            pasts.push(past);
            let Some(deed) = act.deed() else { continue };
            if let Some((list, _)) = words(deed) {
                named.extend(list.iter().cloned());
            }
            match deed {
                Deed::Recover(recover) => {
                    named.insert(Change::Recover(Box::new(*recover)));
                }
                Deed::Found(_) | Deed::Join(_) | Deed::Enrol(_) | Deed::Paper(_) => {
                    bringing |= one(number);
                }
                Deed::Retire(_) => retiring |= one(number),
                _ => {}
            }
        }
        let changes: Vec<_> = named.into_iter().collect();
        assert!(changes.len() <= Set::LIMIT, "{} changes", changes.len());
        let mut said = vec![Vec::new(); changes.len()];
        for (number, act) in acts.iter().enumerate() {
            if let Some((list, what)) = act.deed().and_then(words) {
                for (part, change) in list.iter().enumerate() {
                    said[changes.binary_search(change).unwrap()].push((number, part, what));
                }
            }
        }
        let answers = Answers::default();
        let literal = Self { acts, numbers, pasts, changes, said, bringing, retiring, answers };
        // In causal order, so that no question goes deep.
        for act in 0..literal.acts.len() {
            literal.in_force_at(act);
        }
        literal
    }

    /// All acts reachable by prev and seen.
    pub(crate) fn past(&self, act: Number) -> Acts {
        self.pasts[act]
    }

    /// That, and the act itself.
    pub(crate) fn past_and(&self, act: Number) -> Acts {
        self.pasts[act] | one(act)
    }

    /// A set with what is in force in it.
    pub(crate) fn set(&self, acts: Acts) -> Within {
        Within { acts, forced: self.in_force(acts) }
    }

    /// Within past+(b): with what is in force in past(b).
    fn at(&self, act: Number) -> Within {
        Within { acts: self.past_and(act), forced: self.in_force(self.past(act)) }
    }

    /// A change by its name.
    pub(crate) fn change(&self, name: Name) -> &Change {
        &self.changes[name]
    }

    fn name(&self, change: &Change) -> Option<Name> {
        self.changes.binary_search(change).ok()
    }

    /// All acts.
    pub(crate) fn all(&self) -> Acts {
        (0..self.acts.len()).collect()
    }

    /// Its deed; none of an act of a version that this program doesn't know (11).
    pub(crate) fn deed(&self, act: Number) -> Option<&Deed> {
        self.acts[act].deed()
    }

    // What an app does by itself is not.
    fn is_by_hand(&self, act: Number) -> bool {
        self.deed(act).is_some_and(|deed| !deed.is_by_app())
    }

    fn device(&self, act: Number) -> DeviceId {
        self.acts[act].device()
    }

    pub(crate) fn id(&self, act: Number) -> ActId {
        self.acts[act].id()
    }

    // A deed that names an act outside its own past has no effect.
    fn in_past(&self, act: Number, named: ActId) -> Option<Number> {
        self.numbers.get(&named).copied().filter(|named| has(self.past(act), *named))
    }

    // *Knows* a change: has it in force in its past.
    fn knows(&self, act: Number, change: Name) -> bool {
        has(self.in_force(self.past(act)), change)
    }
}
