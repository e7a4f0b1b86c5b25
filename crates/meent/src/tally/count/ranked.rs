//! Rankings: one winner by Schulze's method, several seats by transferable votes. Any ranking file serves both.
//! Next: [`super::budget`].

use ballots::{blt, preflib, rankings::Rankings};
use rules::tally::{
    ranking::{Choice, choices},
    schulze,
    stv::{self, About, Action, Settled},
};
use words::say;

use super::{Asked, Exit, malformed, usage};
use crate::{
    failure::Failure,
    tally::told::{self, Told},
};

fn read(asked: &Asked<'_>) -> Result<Rankings, Failure> {
    let extension = asked.file.extension().and_then(|extension| extension.to_str());
    let is_preflib = match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("soc" | "soi" | "toc" | "toi") => true,
        Some("blt") => false,
        // What every file of PrefLib says of itself, and no BLT does.
        _ => asked.text.lines().any(|line| line.starts_with("# ALTERNATIVE NAME")),
    };
    let read = if is_preflib { preflib::read(asked.text) } else { blt::read(asked.text) };
    read.map_err(|error| malformed(asked.words, asked.file, &error))
}

/// One winner.
pub(super) fn schulze(asked: &Asked<'_>) -> Result<Told, Failure> {
    let rankings = read(asked)?;
    let options = rankings.options.len();
    let name = |choice: Choice| rankings.options.name(choice).to_owned();
    let status_quo = match &asked.tally.status_quo {
        None => None,
        Some(name) => Some(rankings.options.find(name).ok_or_else(|| unknown(asked, name))?),
    };
    let lot = asked.lot(options, None);
    let count = schulze::count(&rankings.ballots, options, status_quo, lot.as_deref());
    let table = |of: &schulze::Table| {
        choices(options)
            .map(|from| choices(options).map(|to| of.get(from, to)).collect())
            .collect::<Vec<_>>()
    };
    let tie = count.tie.as_ref().map(|tie| told::Tie {
        about: "seat",
        among: tie.options.iter().copied().map(name).collect(),
        room: 1,
        settled: if tie.by_lot.is_some() { "lot" } else { "nobody" },
        stage: None,
        chosen: tie.by_lot.into_iter().map(name).collect(),
    });
    asked.sound(Told {
        ballots: count.ballots,
        blank: count.blank,
        invalid: rankings.invalid.iter().cloned().map(Into::into).collect(),
        withdrawn: rankings.withdrawn.clone(),
        winners: count.winner.into_iter().map(name).collect(),
        stages: vec![told::Stage::Pairs(told::Pairs {
            options: rankings.options.names().map(str::to_owned).collect(),
            preferred: table(&count.preferred),
            paths: table(&count.paths),
            unbeaten: count.unbeaten.iter().copied().map(name).collect(),
        })],
        ties: tie.into_iter().collect(),
        ..asked.told(rankings.title.clone(), None)
    })
}

fn unknown(asked: &Asked<'_>, name: &str) -> Failure {
    let words = asked.words;
    let message = say!(words, "tally-unknown", name = name);
    Failure::new(Exit::NoInput, "unknown", message, say!(words, "tally-unknown-hint"))
}

/// Several seats.
pub(super) fn stv(asked: &Asked<'_>) -> Result<Told, Failure> {
    let rankings = read(asked)?;
    let seats = asked.tally.seats.or(rankings.seats);
    let seats = seats.ok_or_else(|| usage(asked.words, say!(asked.words, "tally-no-seats")))?;
    let options = rankings.options.len();
    let name = |choice: Choice| rankings.options.name(choice).to_owned();
    let (papers, invalid) = rankings.strict();
    let lot = asked.lot(options, None);
    let count = stv::count(&papers, options, seats, lot.as_deref());
    let names = |choices: &[Choice]| choices.iter().copied().map(name).collect::<Vec<_>>();
    let stage = |(at, stage): (usize, &stv::Stage)| {
        let (action, of, surplus) = match stage.action {
            Action::First => ("first", None, None),
            Action::Surplus(of, votes) => ("surplus", Some(of), Some(votes)),
            Action::Exclusion(of) => ("exclusion", Some(of), None),
        };
        let mut received = vec![None; usize::from(options)];
        for (choice, votes) in &stage.received {
            received[choice.index()] = Some(votes.to_string());
        }
        let candidates = choices(options).zip(&stage.votes).zip(received);
        told::Stage::Transfer(told::Transfer {
            stage: at + 1,
            action,
            of: of.map(name),
            surplus: surplus.map(|votes| votes.to_string()),
            quota: count.quota,
            votes: candidates
                .map(|((choice, votes), received)| told::Candidate {
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
    let tie = |tie: &stv::Tie| {
        let (settled, at) = match tie.settled {
            Settled::Stage(at) => ("stage", at),
            Settled::Lot => ("lot", tie.after),
            Settled::Nothing => ("nobody", tie.after),
        };
        told::Tie {
            about: match tie.about {
                About::Surplus => "surplus",
                About::Exclusion => "exclusion",
            },
            among: names(&tie.candidates),
            room: 1,
            settled,
            stage: Some(at + 1),
            chosen: tie.chosen.into_iter().map(name).collect(),
        }
    };
    asked.sound(Told {
        ballots: count.valid + count.blank,
        blank: count.blank,
        invalid: invalid.into_iter().map(Into::into).collect(),
        withdrawn: rankings.withdrawn.clone(),
        winners: names(&count.winners),
        stages: count.stages.iter().enumerate().map(stage).collect(),
        ties: count.ties.iter().map(tie).collect(),
        ..asked.told(rankings.title.clone(), None)
    })
}
