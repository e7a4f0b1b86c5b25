//! The counting table of a transferable vote: papers in piles, moved stage by stage.
//!
//! Guards: at the end of every stage the votes of all, with those no longer with anyone, are exactly the
//! valid papers; a candidate only gains while continuing. Next: [`super`], which says what a stage is.

use crate::tally::ranking::{Choice, Strict, choices};
use crate::tally::seats::drawn;

use super::{About, Action, Count, Settled, Stage, Tie, Votes};

/// A ballot paper (or several alike) with a candidate.
#[derive(Clone, Copy, Debug)]
struct Paper {
    /// Which of the ballots.
    ballot: usize,
    /// Where on it the candidate stands with whom it lies.
    at: usize,
    /// What one of them is worth, in hundred-thousandths.
    value: u128,
}

/// What became of a candidate so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Continuing,
    /// With the surplus, if any, still to be passed on.
    Elected,
    /// Elected with the surplus passed on, or excluded.
    Done,
}

/// The counting table: whose papers lie where.
pub(super) struct Table<'a> {
    ballots: &'a [(u32, Strict)],
    piles: Vec<Vec<Paper>>,
    standing: Vec<Standing>,
    count: Count,
}

impl<'a> Table<'a> {
    /// An empty table, with what is to be counted on it.
    pub(super) fn new(ballots: &'a [(u32, Strict)], options: u16, seats: u16) -> Self {
        let cast = |blank: bool| -> u64 {
            let such = ballots.iter().filter(|(_, ballot)| ballot.order().is_empty() == blank);
            such.map(|(weight, _)| u64::from(*weight)).sum()
        };
        let valid = cast(false);
        Self {
            ballots,
            piles: vec![Vec::new(); usize::from(options)],
            standing: vec![Standing::Continuing; usize::from(options)],
            count: Count {
                valid,
                blank: cast(true),
                // Rule 46.
                quota: valid / (u64::from(seats) + 1) + 1,
                seats,
                winners: Vec::new(),
                stages: Vec::new(),
                ties: Vec::new(),
            },
        }
    }

    /// Counts, until all seats are filled, nobody is left, or a tie stands in the way.
    pub(super) fn count(mut self, lot: Option<&[Choice]>) -> Count {
        self.first();
        while self.elect() {
            let Some(action) = self.next(lot) else { break };
            self.pass_on(action);
        }
        self.count
    }

    /// Rule 45: first preferences.
    fn first(&mut self) {
        let papers = (0..self.ballots.len())
            .filter(|ballot| !self.ballots[*ballot].1.order().is_empty())
            .map(|ballot| Paper { ballot, at: 0, value: Votes::ONE })
            .collect();
        let votes = vec![Votes::default(); self.piles.len()];
        self.stage(Action::First, votes, papers, Votes::whole(self.count.valid));
    }

    /// Those elected at the end of this stage; whether seats remain to be filled after that.
    fn elect(&mut self) -> bool {
        let quota = Votes::whole(self.count.quota);
        let continuing = self.all(Standing::Continuing);
        // Rule 47. No more reach the quota than there are seats, and nobody does without any.
        let elected =
            continuing.into_iter().filter(|choice| self.votes(*choice) >= quota).collect();
        let elected = self.seat(elected);
        // Rule 52.
        let continuing = self.all(Standing::Continuing);
        let vacancies = self.vacancies();
        let filled = if continuing.len() <= vacancies { self.seat(continuing) } else { Vec::new() };
        let stage = self.count.stages.last_mut().expect("the first stage was made before");
        stage.elected = elected;
        stage.filled = filled;
        self.vacancies() > 0 && !self.all(Standing::Continuing).is_empty()
    }

    /// Seats these, most votes first.
    fn seat(&mut self, mut elected: Vec<Choice>) -> Vec<Choice> {
        elected.sort_by_key(|choice| std::cmp::Reverse(self.votes(*choice)));
        for choice in &elected {
            self.standing[choice.index()] = Standing::Elected;
        }
        self.count.winners.extend_from_slice(&elected);
        elected
    }

    /// What is done next. None when a tie stands in the way.
    fn next(&mut self, lot: Option<&[Choice]>) -> Option<Action> {
        let quota = Votes::whole(self.count.quota);
        let mut elected = self.all(Standing::Elected);
        elected.retain(|choice| self.votes(*choice) > quota);
        // Rule 49(1): the highest surplus first; the quota is everyone's, so that is the most votes.
        if let Some(most) = elected.iter().map(|choice| self.votes(*choice)).max() {
            elected.retain(|choice| self.votes(*choice) == most);
            let chosen = self.settle(About::Surplus, elected, lot)?;
            return Some(Action::Surplus(chosen, Votes(most.0 - quota.0)));
        }
        // Rule 50(1): nothing is left to pass on, so the lowest is excluded.
        let mut lowest = self.all(Standing::Continuing);
        let fewest = lowest.iter().map(|choice| self.votes(*choice)).min()?;
        lowest.retain(|choice| self.votes(*choice) == fewest);
        self.settle(About::Exclusion, lowest, lot).map(Action::Exclusion)
    }

    /// Which of these equal ones; a tie is recorded, whatever settles it.
    fn settle(
        &mut self,
        about: About,
        tied: Vec<Choice>,
        lot: Option<&[Choice]>,
    ) -> Option<Choice> {
        if let [one] = tied[..] {
            return Some(one);
        }
        let after = self.count.stages.len() - 1;
        // Rules 49(2) and 51(2)(a): the most recent stage at which they were apart. Where several share
        // the extreme there, an earlier one decides among those.
        let mut left = tied.clone();
        let mut by_stage = None;
        for (position, stage) in self.count.stages.iter().enumerate().rev() {
            let then = left.iter().map(|choice| stage.votes[choice.index()]);
            let extreme = match about {
                About::Surplus => then.max(),
                About::Exclusion => then.min(),
            };
            left.retain(|choice| Some(stage.votes[choice.index()]) == extreme);
            if let [one] = left[..] {
                by_stage = Some((one, position));
                break;
            }
        }
        let (chosen, settled) = if let Some((one, position)) = by_stage {
            (Some(one), Settled::Stage(position))
        } else {
            // Rules 49(3) and 51(2)(b).
            let order = lot.and_then(|lot| drawn(&left, lot)).unwrap_or_default();
            let chosen = match about {
                About::Surplus => order.first(),
                About::Exclusion => order.last(),
            };
            (chosen.copied(), if order.is_empty() { Settled::Nothing } else { Settled::Lot })
        };
        self.count.ties.push(Tie { about, after, candidates: tied, settled, chosen });
        chosen
    }

    /// Passes on a surplus or the papers of who is excluded: a new stage.
    fn pass_on(&mut self, action: Action) {
        let mut votes = self.stage_votes().to_vec();
        let (from, passed) = match action {
            // The first stage is made before any other.
            Action::First => return,
            Action::Surplus(from, surplus) => (from, surplus),
            Action::Exclusion(from) => (from, votes[from.index()]),
        };
        let held = votes[from.index()];
        votes[from.index()] = Votes(held.0 - passed.0);
        self.standing[from.index()] = Standing::Done;
        let mut papers = std::mem::take(&mut self.piles[from.index()]);
        if let Action::Surplus(..) = action {
            for paper in &mut papers {
                // Rule 48(3): surplus times value by total, any remainder ignored. It fits: a surplus is
                // under 2^64 votes of 10^5, times at most 10^5, and there are over one and a half times
                // 2^97 of those in 128 bits. Who has a surplus has votes, so it divides.
                paper.value = passed.0 * paper.value / held.0;
            }
        }
        // Rule 50(4): of who is excluded, papers keep the value they came with.
        self.stage(action, votes, papers, passed);
    }

    /// Sorts papers to the next available preference and records the stage. `passed` is what they are
    /// worth together before anything is cut off.
    fn stage(&mut self, action: Action, mut votes: Vec<Votes>, papers: Vec<Paper>, passed: Votes) {
        let mut received = vec![0; votes.len()];
        let mut exhausted = 0;
        for mut paper in papers {
            let (weight, ballot) = &self.ballots[paper.ballot];
            let worth = paper.value * u128::from(*weight);
            let order = ballot.order();
            // Rules 48(2) and 50(3): the next continuing candidate on it.
            let next = (paper.at..order.len())
                .find(|at| self.standing[order[*at].index()] == Standing::Continuing);
            if let Some(next) = next {
                let to = order[next].index();
                paper.at = next;
                received[to] += worth;
                self.piles[to].push(paper);
            } else {
                exhausted += worth;
            }
        }
        for (votes, received) in votes.iter_mut().zip(&received) {
            votes.0 += received;
        }
        let cut_off = passed.0 - received.iter().sum::<u128>() - exhausted;
        let before = self.count.stages.last().map_or(0, |stage| stage.non_transferable.0);
        let options = u16::try_from(received.len()).expect("as many as there are options");
        self.count.stages.push(Stage {
            action,
            received: choices(options)
                .zip(received)
                .filter(|(_, votes)| *votes > 0)
                .map(|(choice, votes)| (choice, Votes(votes)))
                .collect(),
            exhausted: Votes(exhausted),
            cut_off: Votes(cut_off),
            votes,
            non_transferable: Votes(before + exhausted + cut_off),
            elected: Vec::new(),
            filled: Vec::new(),
        });
    }

    fn stage_votes(&self) -> &[Votes] {
        self.count.stages.last().map_or(&[], |stage| &stage.votes)
    }

    fn votes(&self, choice: Choice) -> Votes {
        self.stage_votes()[choice.index()]
    }

    fn vacancies(&self) -> usize {
        usize::from(self.count.seats) - self.count.winners.len()
    }

    fn all(&self, standing: Standing) -> Vec<Choice> {
        let standings = (0..).map(Choice).zip(&self.standing);
        standings.filter(|(_, now)| **now == standing).map(|(choice, _)| choice).collect()
    }
}
