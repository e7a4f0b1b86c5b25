//! Ballots become an outcome: exact integers and fractions, ties never broken in silence.
//!
//! Guards: the same ballots give the same outcome for every reader, in thirty years too. Sources: the
//! table of methods in `docs/rules.md`. Next: [`crate::round`].

pub mod ranking; // what is chosen from; a ranking of it
pub mod schulze; // a ranking, one winner
pub mod stv; // a ranking, several seats
pub mod lot; // who is drawn
pub mod seats; // who takes the seats when the most wins; ties
pub mod approval; // name what is good enough
pub mod score; // 0 to 5 for each
pub mod dots; // so many to lay
pub mod budget; // one pot, projects that cost

use act::{
    ballot::Ballot,
    fraction::Fraction,
    round::{Method, Open, Ties},
};
use ranking::Choice;

use crate::ballot;

/// What a round came to. Counts only once it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Aangenomen.
    Adopted,
    /// Niet aangenomen: the status quo stays.
    Rejected,
    /// These options, by their places in the opening's list, ascending; at least one.
    Chosen(Vec<u16>),
    /// A tie that a new round or a lot must settle.
    Tied,
    /// A picture was made; nothing was decided.
    Told,
}

impl Outcome {
    /// The word in JSON, stories and the document; options stand beside it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Rejected => "rejected",
            Self::Chosen(_) => "chosen",
            Self::Tied => "tied",
            Self::Told => "told",
        }
    }

    /// Whether something was decided that takes effect.
    #[must_use]
    pub const fn is_adopted(&self) -> bool {
        matches!(self, Self::Adopted | Self::Chosen(_))
    }
}

/// How often each ballot that is a word was cast, in the order of [`Ballot::WORDS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([usize; Ballot::WORDS.len()]);

impl Counts {
    /// Counts ballots; those about options are passed over.
    #[must_use]
    pub fn of<'b>(ballots: impl IntoIterator<Item = &'b Ballot>) -> Self {
        let mut counts = Self::default();
        for ballot in ballots {
            if let Some(at) = Ballot::WORDS.iter().position(|word| word == ballot) {
                counts.0[at] += 1;
            }
        }
        counts
    }

    /// How often this one was cast.
    #[must_use]
    pub fn get(&self, ballot: &Ballot) -> usize {
        Ballot::WORDS.iter().position(|word| word == ballot).map_or(0, |at| self.0[at])
    }

    /// How many ballots there are; abstain and aside included.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }
}

/// What ballots come to, with all that explains it.
#[derive(Clone, Debug)]
pub enum Picture {
    /// Words were counted.
    Words,
    /// Options were named.
    Approval(approval::Count),
    /// Options were given points.
    Score(score::Count),
    /// Dots were laid.
    Dots(dots::Count),
    /// Options were ranked, one wins.
    Ranked(schulze::Count),
    /// Options were ranked, several win.
    Seats(stv::Count),
    /// A pot was spent.
    Budget(budget::Count),
    /// So many were drawn, in this order; none while the draw isn't known.
    Lot(Vec<Choice>),
}

/// Ballots of a round, counted.
#[derive(Clone, Debug)]
pub struct Tally {
    /// How often each word was cast.
    pub words: Counts,
    /// What the method makes of it.
    pub picture: Picture,
}

impl Tally {
    /// Counts the ballots of a round, which must fit it; `seed` are the numbers of a public draw.
    #[must_use]
    pub fn of<'b>(
        open: &Open,
        ballots: impl IntoIterator<Item = &'b Ballot> + Clone,
        seed: Option<&str>,
    ) -> Self {
        let options = ballot::options(open);
        let order = seed
            .filter(|_| open.ties == Ties::Lot)
            .map(|seed| lot::draw(seed, options, options, lot::Hash::Sha256));
        let order = order.as_deref();
        let picture = match open.method {
            Method::Majority
            | Method::Absolute
            | Method::Qualified(_)
            | Method::Consent
            | Method::QualifiedOfAll(_)
            | Method::Consensus(_)
            | Method::Unanimity
            | Method::Mandate
            | Method::Selection => Picture::Words,
            Method::Approval { most, seats } => {
                let rules = approval::Rules { options, most, seats };
                let named = named(ballots.clone(), &rules);
                Picture::Approval(approval::count(&rules, &named, order))
            }
            Method::Poll => {
                let rules = approval::Rules { options, most: options, seats: options };
                let named = named(ballots.clone(), &rules);
                Picture::Approval(approval::count(&rules, &named, None))
            }
            Method::Score { seats } => {
                let rules = score::Rules { options, seats };
                let given = points(ballots.clone(), |p| score::Ballot::new(&rules, p).ok());
                Picture::Score(score::count(&rules, &given, order))
            }
            Method::Dots { dots, most, seats } => {
                let rules = dots::Rules { options, dots, most, seats };
                let given = points(ballots.clone(), |p| dots::Ballot::new(&rules, p).ok());
                Picture::Dots(dots::count(&rules, &given, order))
            }
            Method::Ranked => {
                let ranked = ballots.clone().into_iter().map(|ballot| match ballot {
                    Ballot::Ranking(groups) => ballot::ranking(groups, options).unwrap_or_default(),
                    _ => ranking::Ranking::default(),
                });
                let ranked: Vec<_> = ranked.map(|ranking| (1, ranking)).collect();
                let status_quo = open.status_quo.map(Choice);
                Picture::Ranked(schulze::count(&ranked, options, status_quo, order))
            }
            Method::Seats(seats) => {
                let ranked = ballots.clone().into_iter().map(|ballot| match ballot {
                    Ballot::Ranking(groups) => ballot::strict(groups, options).unwrap_or_default(),
                    _ => ranking::Strict::default(),
                });
                let ranked: Vec<_> = ranked.map(|ranking| (1, ranking)).collect();
                Picture::Seats(stv::count(&ranked, options, seats, order))
            }
            Method::BudgetGreedy(pot) | Method::BudgetShares(pot) => {
                let rules = approval::Rules { options, most: options, seats: options };
                let named = named(ballots.clone(), &rules);
                let plan = budget::Plan::new(pot, &open.costs)
                    .expect("an opening has at most 256 options, each with a cost");
                Picture::Budget(if matches!(open.method, Method::BudgetGreedy(_)) {
                    budget::greedy::count(&plan, &named, order)
                } else {
                    budget::shares::count(&plan, budget::shares::Worth::Project, &named, order)
                })
            }
            Method::Lot(seats) => {
                Picture::Lot(seed.map_or_else(Vec::new, |seed| {
                    lot::draw(seed, options, seats, lot::Hash::Sha256)
                }))
            }
        };
        Self { words: Counts::of(ballots), picture }
    }

    /// What it comes to among `electorate` electors. The quorum is asked at the close.
    #[must_use]
    pub fn outcome(&self, open: &Open, electorate: usize, seed: Option<&str>) -> Outcome {
        let unsettled = |tie: bool, winners: &[Choice]| {
            if tie && open.ties != Ties::StatusQuo { Outcome::Tied } else { chosen(winners) }
        };
        let is_open = |tie: &Option<seats::Tie>| {
            tie.as_ref().is_some_and(|tie| tie.settled == seats::Settled::Nobody)
        };
        match &self.picture {
            Picture::Words => self.of_words(open, electorate, seed),
            _ if open.method == Method::Poll => Outcome::Told,
            Picture::Approval(count) => unsettled(is_open(&count.tie), &count.winners),
            Picture::Score(count) => unsettled(is_open(&count.tie), &count.winners),
            Picture::Dots(count) => unsettled(is_open(&count.tie), &count.winners),
            Picture::Ranked(count) => {
                let tie = count.tie.as_ref().is_some_and(|tie| tie.by_lot.is_none());
                unsettled(tie, count.winner.as_slice())
            }
            Picture::Seats(count) => {
                let tie = count.ties.iter().any(|tie| tie.chosen.is_none());
                unsettled(tie, &count.winners)
            }
            Picture::Budget(count) => {
                let tie = count.ties.iter().any(|tie| tie.settled == seats::Settled::Nobody);
                unsettled(tie, &count.winners)
            }
            Picture::Lot(drawn) if drawn.is_empty() => Outcome::Tied,
            Picture::Lot(drawn) => chosen(drawn),
        }
    }

    fn of_words(&self, open: &Open, electorate: usize, seed: Option<&str>) -> Outcome {
        let cast = |ballot: Ballot| self.words.get(&ballot);
        let (yes, no) = (cast(Ballot::For), cast(Ballot::Against));
        let adopted = match open.method {
            Method::Majority if yes == no && yes > 0 => match (open.ties, seed) {
                (Ties::StatusQuo, _) => false,
                (Ties::Lot, Some(seed)) => lot::draw(seed, 2, 1, lot::Hash::Sha256) == [Choice(0)],
                (Ties::NewRound | Ties::Lot, _) => return Outcome::Tied,
            },
            Method::Majority => yes > no,
            Method::Absolute => yes.saturating_mul(2) > electorate,
            // Nobody for is never adopted, also when the share asked is none.
            Method::Qualified(share) => yes > 0 && share.is_reached(yes, yes + no),
            Method::QualifiedOfAll(share) => yes > 0 && share.is_reached(yes, electorate),
            // Of a selection the nominee's own word is asked besides: `Round::outcome`.
            Method::Consent | Method::Selection => {
                cast(Ballot::Object) == 0 && cast(Ballot::Consent) + cast(Ballot::Concern) > 0
            }
            Method::Consensus(most) => {
                yes > 0 && no == 0 && cast(Ballot::Aside) <= usize::from(most)
            }
            // Nobody objects in term.
            Method::Mandate => cast(Ballot::Object) == 0,
            Method::Unanimity => Fraction::ONE.is_reached(yes, electorate) && yes > 0,
            _ => false,
        };
        if adopted { Outcome::Adopted } else { Outcome::Rejected }
    }
}

fn chosen(winners: &[Choice]) -> Outcome {
    let mut winners: Vec<u16> = winners.iter().map(|winner| winner.0).collect();
    winners.sort_unstable();
    if winners.is_empty() { Outcome::Rejected } else { Outcome::Chosen(winners) }
}

fn named<'b>(
    ballots: impl IntoIterator<Item = &'b Ballot>,
    rules: &approval::Rules,
) -> Vec<(u32, approval::Ballot)> {
    let named = ballots.into_iter().map(|ballot| match ballot {
        Ballot::Options(named) => {
            approval::Ballot::new(rules, &ballot::choices(named)).unwrap_or_default()
        }
        _ => approval::Ballot::default(),
    });
    named.map(|ballot| (1, ballot)).collect()
}

fn points<'b, B: Default>(
    ballots: impl IntoIterator<Item = &'b Ballot>,
    read: impl Fn(&[(Choice, u16)]) -> Option<B>,
) -> Vec<(u32, B)> {
    let given = ballots.into_iter().map(|ballot| match ballot {
        Ballot::Points(points) => read(&ballot::laid(points)).unwrap_or_default(),
        _ => B::default(),
    });
    given.map(|ballot| (1, ballot)).collect()
}

#[cfg(test)]
mod tests;
