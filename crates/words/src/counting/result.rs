//! What the method makes of the ballots: its stages, what was level, and what came out.
//!
//! Guards: as [`super`]; nothing is rounded. Next: [`super::standing`].

use super::{Round, Step, asked};
use crate::{
    say,
    speech::Words,
    tally::{
        Stage, Tally, Tie,
        said::{self, Money, PAIRS},
    },
    term,
};

/// Quorum, stages, ties and outcome.
pub(super) fn steps(words: Words, round: &Round<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    if round.asked.needs_ballots() {
        steps.push(asked::quorum(words, &round.asked, round.counted.len()).into());
    }
    if let Some(tally) = round.tally {
        steps.extend(stages(words, round, tally));
        steps.extend(tally.ties.iter().map(|one| tie(words, round, one).into()));
    }
    steps.extend(outcome(words, round).map(Step::from));
    steps
}

fn stages(words: Words, round: &Round<'_>, tally: &Tally) -> Vec<Step> {
    let method = round.asked.method;
    let said = |stage| said::stage(words, stage, method, Money::Euros);
    let lines = || -> Vec<String> {
        tally
            .stages
            .iter()
            .flat_map(said)
            .flat_map(|step| std::iter::once(step.text).chain(step.parts))
            .collect()
    };
    match tally.stages.first() {
        None => Vec::new(),
        // Each is a step of its own.
        Some(Stage::Transfer(_)) => tally.stages.iter().flat_map(said).collect(),
        Some(Stage::Pairs(pairs)) => {
            let mut parts = lines();
            if parts.len() >= PAIRS {
                parts.push(say!(words, "how-more"));
            }
            let unbeaten = say!(words, "how-unbeaten", names = words.list(&pairs.unbeaten));
            vec![Step { text: say!(words, "how-pairs"), parts }, unbeaten.into()]
        }
        Some(Stage::Project(_)) => {
            let pot = u64::try_from(round.asked.pot.unwrap_or_default()).unwrap_or_default();
            let pot = said::euros(words, pot);
            vec![Step { text: say!(words, "how-projects", pot = pot), parts: lines() }]
        }
        Some(Stage::Drawn(drawn)) => {
            let parts = drawn
                .drawn
                .iter()
                .enumerate()
                .map(|(at, name)| say!(words, "how-place", place = at + 1, names = name));
            let parts = parts.collect();
            vec![Step { text: lines().join(" "), parts }]
        }
        Some(Stage::Words(_) | Stage::Option(_)) => {
            vec![Step { text: say!(words, "how-counted"), parts: lines() }]
        }
    }
}

fn tie(words: Words, round: &Round<'_>, tie: &Tie) -> String {
    said::tie(words, tie).unwrap_or_else(|| {
        let among = if tie.about == "outcome" {
            let ballots = tie.among.iter().map(|word| term::ballot(words, word));
            words.list(&ballots.collect::<Vec<_>>())
        } else {
            words.list(&tie.among)
        };
        match round.asked.ties {
            "new_round" => say!(words, "how-tie-new-round", among = among),
            "lot" => say!(words, "how-tie-lot", among = among),
            _ => say!(words, "how-tie-nobody", among = among, room = tie.room),
        }
    })
}

fn outcome(words: Words, round: &Round<'_>) -> Option<String> {
    let chosen = || words.list(round.chosen);
    Some(match (round.outcome, round.would_be) {
        (Some("chosen"), _) => say!(words, "how-chosen", names = chosen()),
        (Some(word), _) => say!(words, "how-outcome", outcome = term::outcome(words, word)),
        // Before enough took part nothing can come of it.
        (None, _) if round.asked.needs_ballots() && round.counted.len() < round.asked.needed() => {
            return None;
        }
        (None, Some("chosen")) => say!(words, "how-would-choose", names = chosen()),
        (None, Some(word)) => say!(words, "how-would-be", outcome = term::outcome(words, word)),
        (None, None) => return None,
    })
}
