//! A count by positions becomes one by name.
//!
//! Guards: decides nothing and rounds nothing; what is level is told as it was settled. Next:
//! [`super::said`].

use std::collections::BTreeMap;

use act::{
    ballot::Ballot,
    clock::Clock,
    id::MemberId,
    log::Log,
    round::{Method, Open, Ties},
};
use rules::{
    ballot::fits,
    round::{Given, Round},
    tally::{
        Counts, Outcome, Picture, budget,
        budget::{Step, price::Price},
        lot::Hash,
        ranking::{Choice, choices},
        schulze, score, seats, stv,
    },
};

use crate::counting::Asked;

use super::{Candidate, Drawn, Pairs, Project, Said, Stage, Tally, Tie, Transfer};

/// Decimals of money in a round: it is in cents.
const CENTS: usize = 2;

/// The ballots of a round, counted, by name; `seed` are the numbers of the public draw that was brought.
#[must_use]
pub fn round(
    open: &Open,
    tally: &rules::tally::Tally,
    outcome: &Outcome,
    seed: Option<&str>,
    name: impl Fn(Choice) -> String + Copy,
) -> Tally {
    let names = |choices: &[Choice]| choices.iter().copied().map(name).collect::<Vec<_>>();
    let abstained = tally.words.get(&Ballot::Abstain) as u64;
    let told = |ballots: u64, blank: u64, winners: &[Choice], stages, ties| Tally {
        ballots,
        blank,
        winners: names(winners),
        stages,
        ties,
    };
    match &tally.picture {
        Picture::Words => words(open, &tally.words, outcome, seed),
        Picture::Approval(count) => {
            let given = count.votes.iter().map(|votes| (*votes, *votes, None));
            let ties = ties("seat", &count.tie, name);
            // A picture of what people like chooses nothing.
            let chosen: &[Choice] = if open.method == Method::Poll { &[] } else { &count.winners };
            told(count.ballots, count.blank, chosen, options(given, name), ties)
        }
        Picture::Score(count) => {
            let given = count.scores.iter().map(|one| (one.sum, one.opinions, mean(one)));
            let ties = ties("seat", &count.tie, name);
            told(count.ballots, count.blank, &count.winners, options(given, name), ties)
        }
        Picture::Dots(count) => {
            let each = count.dots.iter().zip(&count.people);
            let given = each.map(|(dots, people)| (*dots, *people, None));
            let ties = ties("seat", &count.tie, name);
            told(count.ballots, count.blank, &count.winners, options(given, name), ties)
        }
        Picture::Ranked(count) => {
            let options = rules::ballot::options(open);
            let stages = vec![pairs(count, options, name)];
            let ties = ranked_tie(count, name).into_iter().collect();
            told(count.ballots, count.blank, count.winner.as_slice(), stages, ties)
        }
        Picture::Seats(count) => {
            let options = rules::ballot::options(open);
            let ties = transfer_ties(count, name);
            let stages = transfers(count, options, name);
            told(count.valid + count.blank, count.blank, &count.winners, stages, ties)
        }
        Picture::Budget(count) => {
            let cost = |project: Choice| open.costs.get(project.index()).copied().unwrap_or(0);
            let stage = |stage| {
                Stage::Project(project(count, stage, cost, CENTS, |of| (name(of), String::new())))
            };
            let stages = count.stages.iter().map(stage).collect();
            let ties = ties("project", &count.ties, name);
            told(count.ballots, count.blank, &count.winners, stages, ties)
        }
        Picture::Lot(drawn) => {
            let key = seed.unwrap_or_default().to_owned();
            let pool = rules::ballot::options(open);
            let stage = Drawn { drawn: names(drawn), pool, key, hash: hash(Hash::Sha256) };
            let stages = if drawn.is_empty() { Vec::new() } else { vec![Stage::Drawn(stage)] };
            told(tally.words.total() as u64, abstained, drawn, stages, Vec::new())
        }
    }
}

/// The numbers of what was opened; not its texts and people.
#[must_use]
pub fn asked(open: &Open) -> Asked<'static> {
    let number = |number: u16| Some(i64::from(number));
    let asked = Asked {
        method: open.method.word(),
        options: open.options.len(),
        ties: match open.ties {
            Ties::StatusQuo => "status_quo",
            Ties::NewRound => "new_round",
            Ties::Lot => "lot",
        },
        ..Asked::default()
    };
    match open.method {
        Method::Consensus(aside) => Asked { most: number(aside), ..asked },
        Method::Approval { most, seats } => {
            Asked { most: number(most), seats: number(seats), ..asked }
        }
        Method::Score { seats } | Method::Seats(seats) | Method::Lot(seats) => {
            Asked { seats: number(seats), ..asked }
        }
        Method::Dots { dots, most, seats } => {
            Asked { dots: number(dots), most: number(most), seats: number(seats), ..asked }
        }
        Method::BudgetGreedy(pot) | Method::BudgetShares(pot) => {
            Asked { pot: i64::try_from(pot).ok(), ..asked }
        }
        _ => asked,
    }
}

fn words(open: &Open, counts: &Counts, outcome: &Outcome, seed: Option<&str>) -> Tally {
    let allowed = Ballot::WORDS.into_iter().filter(|ballot| fits(ballot, open).is_ok());
    let count = |ballot: Ballot| Some((ballot.word()?.to_owned(), counts.get(&ballot) as u64));
    let (yes, no) = (counts.get(&Ballot::For), counts.get(&Ballot::Against));
    let consent = open.method.asks_consent() || open.method == Method::Mandate;
    let winner = if consent { "consent" } else { "for" };
    let adopted = *outcome == Outcome::Adopted;
    let settled = match (open.ties, seed) {
        (Ties::StatusQuo, _) => "status-quo",
        (Ties::Lot, Some(_)) => "lot",
        (Ties::NewRound | Ties::Lot, _) => "nobody",
    };
    let level = open.method == Method::Majority && yes == no && yes > 0;
    let tie = level.then(|| Tie {
        about: "outcome".to_owned(),
        among: vec!["for".to_owned(), "against".to_owned()],
        room: 1,
        settled: settled.to_owned(),
        stage: None,
        chosen: match settled {
            "lot" => vec![if adopted { "for" } else { "against" }.to_owned()],
            _ => Vec::new(),
        },
    });
    let said = Said { counts: allowed.filter_map(count).collect(), outcome: outcome.word().into() };
    Tally {
        ballots: counts.total() as u64,
        blank: counts.get(&Ballot::Abstain) as u64,
        winners: if adopted { vec![winner.to_owned()] } else { Vec::new() },
        stages: vec![Stage::Words(said)],
        ties: tie.into_iter().collect(),
    }
}

/// What each option was given, in the order of the list: the sum, how many gave it, the mean.
pub fn options(
    given: impl Iterator<Item = (u64, u64, Option<String>)>,
    name: impl Fn(Choice) -> String,
) -> Vec<Stage> {
    let stage = |(choice, (sum, people, mean))| {
        Stage::Option(super::Given { option: name(choice), sum, people, mean })
    };
    choices(u16::MAX).zip(given).map(stage).collect()
}

/// The mean of scores as a fraction; none of nothing.
#[must_use]
pub fn mean(one: &score::Scored) -> Option<String> {
    (one.opinions > 0).then(|| format!("{}/{}", one.sum, one.opinions))
}

/// Ties for seats or projects.
pub fn ties<'t>(
    about: &str,
    ties: impl IntoIterator<Item = &'t seats::Tie>,
    name: impl Fn(Choice) -> String,
) -> Vec<Tie> {
    let names = |choices: &[Choice]| choices.iter().copied().map(&name).collect::<Vec<_>>();
    let told = |tie: &seats::Tie| Tie {
        about: about.to_owned(),
        among: names(&tie.among),
        room: tie.room,
        settled: match tie.settled {
            seats::Settled::Lot => "lot",
            seats::Settled::Nobody => "nobody",
        }
        .to_owned(),
        stage: None,
        chosen: names(&tie.chosen),
    };
    ties.into_iter().map(told).collect()
}

/// Each option against each other.
#[must_use]
pub fn pairs(count: &schulze::Count, options: u16, name: impl Fn(Choice) -> String) -> Stage {
    let row = |of: &schulze::Table, from| choices(options).map(|to| of.get(from, to)).collect();
    let table = |of| choices(options).map(|from| row(of, from)).collect();
    Stage::Pairs(Pairs {
        options: choices(options).map(&name).collect(),
        preferred: table(&count.preferred),
        paths: table(&count.paths),
        unbeaten: count.unbeaten.iter().copied().map(&name).collect(),
    })
}

/// What of a ranking is level at the top.
#[must_use]
pub fn ranked_tie(count: &schulze::Count, name: impl Fn(Choice) -> String) -> Option<Tie> {
    let tie = count.tie.as_ref()?;
    Some(Tie {
        about: "seat".to_owned(),
        among: tie.options.iter().copied().map(&name).collect(),
        room: 1,
        settled: if tie.by_lot.is_some() { "lot" } else { "nobody" }.to_owned(),
        stage: None,
        chosen: tie.by_lot.into_iter().map(&name).collect(),
    })
}

/// The stages of transferable votes.
#[must_use]
pub fn transfers(count: &stv::Count, options: u16, name: impl Fn(Choice) -> String) -> Vec<Stage> {
    let names = |choices: &[Choice]| choices.iter().copied().map(&name).collect::<Vec<_>>();
    let stage = |(at, stage): (usize, &stv::Stage)| {
        let (action, of, surplus) = match stage.action {
            stv::Action::First => ("first", None, None),
            stv::Action::Surplus(of, votes) => ("surplus", Some(of), Some(votes)),
            stv::Action::Exclusion(of) => ("exclusion", Some(of), None),
        };
        let mut received = vec![None; usize::from(options)];
        for (choice, votes) in &stage.received {
            received[choice.index()] = Some(votes.to_string());
        }
        let candidates = choices(options).zip(&stage.votes).zip(received);
        Stage::Transfer(Transfer {
            stage: at + 1,
            action: action.to_owned(),
            of: of.map(&name),
            surplus: surplus.map(|votes| votes.to_string()),
            quota: count.quota,
            votes: candidates
                .map(|((choice, votes), received)| Candidate {
                    option: name(choice),
                    votes: votes.to_string(),
                    received,
                })
                .collect(),
            exhausted: stage.exhausted.to_string(),
            cut_off: stage.cut_off.to_string(),
            non_transferable: stage.non_transferable.to_string(),
            elected: names(&stage.elected),
            filled: names(&stage.filled),
        })
    };
    count.stages.iter().enumerate().map(stage).collect()
}

/// The ties of transferable votes.
#[must_use]
pub fn transfer_ties(count: &stv::Count, name: impl Fn(Choice) -> String) -> Vec<Tie> {
    let told = |tie: &stv::Tie| {
        let (settled, at) = match tie.settled {
            stv::Settled::Stage(at) => ("stage", at),
            stv::Settled::Lot => ("lot", tie.after),
            stv::Settled::Nothing => ("nobody", tie.after),
        };
        Tie {
            about: match tie.about {
                stv::About::Surplus => "surplus",
                stv::About::Exclusion => "exclusion",
            }
            .to_owned(),
            among: tie.candidates.iter().copied().map(&name).collect(),
            room: 1,
            settled: settled.to_owned(),
            stage: Some(at + 1),
            chosen: tie.chosen.into_iter().map(&name).collect(),
        }
    };
    count.ties.iter().map(told).collect()
}

/// A project's turn, with money of so many `decimals`; `name` gives its id or title, and what a file calls it.
pub fn project(
    count: &budget::Count,
    stage: &budget::Stage,
    cost: impl Fn(Choice) -> u64,
    decimals: usize,
    name: impl Fn(Choice) -> (String, String),
) -> Project {
    let unit = 10_u64.pow(u32::try_from(decimals).unwrap_or_default());
    let whole = |units: u64| money(units, decimals);
    let part = |price: &Price| price.per(unit).to_string();
    let about = |price: &Price| price.per(unit).cut_off(2);
    let (id, called) = name(stage.project);
    let told = |phase: &str, step: &str| Project {
        phase: phase.to_owned(),
        project: id.clone(),
        name: called.clone(),
        votes: count.votes[stage.project.index()],
        cost: whole(cost(stage.project)),
        step: step.to_owned(),
        price: None,
        full: None,
        about: String::new(),
        together: None,
        left: None,
    };
    match &stage.step {
        Step::Shared { price, full } => Project {
            price: Some(part(price)),
            full: Some(*full),
            about: about(price),
            ..told("shares", "paid")
        },
        Step::Short { together } => Project {
            together: Some(part(together)),
            about: about(together),
            ..told("shares", "short")
        },
        Step::Level { price } => {
            Project { price: Some(part(price)), about: about(price), ..told("shares", "tied") }
        }
        Step::Paid { left } => Project { left: Some(whole(*left)), ..told("votes", "paid") },
        Step::TooDear { left } => Project { left: Some(whole(*left)), ..told("votes", "too-dear") },
        Step::NoVotes => told("votes", "no-votes"),
        Step::Tied => told("votes", "tied"),
    }
}

/// Who gave a proxy to whom in a past, used or not: the last that each said. Who said different things apart
/// gave none.
#[must_use]
pub fn proxies(log: &Log, round: &Round, past: &Clock) -> BTreeMap<MemberId, MemberId> {
    let mut last: BTreeMap<MemberId, Vec<&Given>> = BTreeMap::new();
    for given in round.proxies.iter().filter(|given| log.holds(past, given.act)) {
        let own = last.entry(given.elector).or_default();
        // Arrival is causal order: what came before can be in this one's past, not after it.
        own.retain(|earlier| !log.precedes(earlier.act, given.act));
        own.push(given);
    }
    let alike = |said: &[&Given]| {
        let holder = said.first()?.holder?;
        said.iter().all(|other| other.holder == Some(holder)).then_some(holder)
    };
    last.into_iter().filter_map(|(elector, said)| Some((elector, alike(&said)?))).collect()
}

/// The word for a hash.
#[must_use]
pub fn hash(hash: Hash) -> String {
    match hash {
        Hash::Sha256 => "sha-256",
        Hash::Md5 => "md5",
    }
    .to_owned()
}

/// An amount as decimals.
fn money(units: u64, decimals: usize) -> String {
    if decimals == 0 {
        return units.to_string();
    }
    let digits = format!("{units:0width$}", width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    format!("{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_the_decimals_of_its_file() {
        for (units, decimals, text) in
            [(0, 0, "0"), (1_250, 0, "1250"), (1_250, 2, "12.50"), (5, 2, "0.05"), (0, 1, "0.0")]
        {
            assert_eq!(money(units, decimals), text);
        }
    }
}
