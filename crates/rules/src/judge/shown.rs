//! Which round of a decision speaks for it, where there are several.
//!
//! Guards: nobody hides what is decided, or a vote that runs, by opening another round on it.
//! Next: [`crate::round`], how far a round is.

use act::{
    id::EntityId,
    log::{Index, Log},
};

use super::Judge;
use crate::round::Status;

impl Judge {
    /// The round on a decision to show in the past of these acts together: one with an adopted or a
    /// disputed outcome; else, of those that may still come to one, the round opened before the
    /// others; else the last that was rejected, or one that was taken back. The smallest id settles what was opened apart.
    #[must_use]
    pub fn round_to_show(&self, log: &Log, decision: EntityId, heads: &[Index]) -> Option<Index> {
        let past = log.clock_of(heads.iter().copied());
        let (mut settled, mut first, mut rejected) = (Vec::new(), Vec::new(), Vec::new());
        let mut withdrawn = Vec::new();
        // Arrival is causal order: what is in an opening's past comes before it.
        for &open in self.rounds_on(decision).iter().filter(|open| log.holds(&past, **open)) {
            let Some(round) = self.round(open) else { continue };
            let state = round.state(log, &past);
            match (state.status, &state.outcome) {
                (Status::Disputed, _) => settled.push(open),
                (Status::Confirmed, Some(outcome)) if outcome.is_adopted() => {
                    settled.push(open);
                }
                (Status::Confirmed, _) => {
                    rejected.retain(|earlier| !log.precedes(*earlier, open));
                    rejected.push(open);
                }
                // Taken back: there is nothing left to vote on.
                (Status::Open | Status::Closed, _) if state.withdrawn => withdrawn.push(open),
                (Status::Open | Status::Closed, _) => {
                    if !first.iter().any(|earlier| log.precedes(*earlier, open)) {
                        first.push(open);
                    }
                }
            }
        }
        let least = |opens: Vec<Index>| opens.into_iter().min_by_key(|open| log.act(*open).id());
        least(settled)
            .or_else(|| least(first))
            .or_else(|| least(rejected))
            .or_else(|| least(withdrawn))
    }
}
