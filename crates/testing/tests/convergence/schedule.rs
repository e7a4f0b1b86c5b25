//! What happens to five neighbours and their network, step by step.
//!
//! Guards: a step says all there is to know about it; whoever reads a failing case can play it by
//! hand. Next: [`crate::network`], which takes the steps.

use proptest::prelude::*;

/// Peers: as many as the design asks for; three would not show two camps with a majority in one.
pub(crate) const PEERS: usize = 5;

/// Steps of a case at most: some 20 acts, enough for a round from proposal to confirmation.
const STEPS: usize = 65;

/// One thing that happens.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// Somebody writes at this peer; `pick` chooses wherever there is something to choose.
    Write { at: usize, what: What, pick: u8 },
    /// So many frames arrive, taking turns.
    Flow { frames: usize },
    /// A frame that is under way is lost.
    Lose { pick: u8 },
    /// A frame arrives, and will once more.
    Repeat { pick: u8 },
    /// The frame that was sent last arrives first.
    OutOfTurn { pick: u8 },
    /// These two no longer hear each other.
    Cut { one: usize, other: usize },
    /// Those in the camp (a bit each) hear nobody outside it, until healed.
    Part { camp: u8 },
    /// All hear all again.
    Heal,
    /// A peer stops and starts with nothing but the acts and seals that it stored.
    Restart { at: usize },
    /// A while passes.
    Wait,
}

/// What somebody would write, if it can be done; else the nearest thing that can.
#[derive(Clone, Copy, Debug)]
pub(crate) enum What {
    Goal,
    Edit,
    Title,
    Remark,
    Card,
    Propose,
    Open,
    Vote,
    Close,
    Acknowledge,
    Approve,
    Withdraw,
    Enrol,
    Retire,
    Leave,
}

// Most of it decides, since a round takes six acts one after another before it is confirmed.
fn what() -> impl Strategy<Value = What> {
    prop_oneof![
        1 => Just(What::Goal),
        4 => Just(What::Edit),
        4 => Just(What::Title),
        1 => Just(What::Remark),
        1 => Just(What::Card),
        1 => Just(What::Propose),
        2 => Just(What::Open),
        9 => Just(What::Vote),
        4 => Just(What::Close),
        16 => Just(What::Acknowledge),
        4 => Just(What::Approve),
        1 => Just(What::Withdraw),
        2 => Just(What::Enrol),
        1 => Just(What::Retire),
        1 => Just(What::Leave),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let at = || 0..PEERS;
    prop_oneof![
        14 => (at(), what(), any::<u8>()).prop_map(|(at, what, pick)| Step::Write { at, what, pick }),
        9 => (1..100_usize).prop_map(|frames| Step::Flow { frames }),
        1 => any::<u8>().prop_map(|pick| Step::Lose { pick }),
        1 => any::<u8>().prop_map(|pick| Step::Repeat { pick }),
        1 => any::<u8>().prop_map(|pick| Step::OutOfTurn { pick }),
        1 => (at(), at()).prop_map(|(one, other)| Step::Cut { one, other }),
        1 => (1..(1_u8 << PEERS) - 1).prop_map(|camp| Step::Part { camp }),
        2 => Just(Step::Heal),
        1 => at().prop_map(|at| Step::Restart { at }),
        1 => Just(Step::Wait),
    ]
}

/// A case.
pub(crate) fn schedule() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec(step(), 1..STEPS)
}
