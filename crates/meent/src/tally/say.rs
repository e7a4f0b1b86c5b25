//! A count for people: who or what is chosen, each step, what was level and what didn't count.
//!
//! Guards: says nothing that the JSON doesn't. Next: [`super::told`].

use words::{
    clean,
    counting::Step,
    say,
    speech::Words,
    tally::{
        Stage, Tie,
        said::{self, Money, number},
    },
    term,
};

use super::{
    fault,
    told::{Invalid, Told},
};
use crate::args::tally::Method;

/// As many steps as somebody reads on a screen; the JSON has all.
const STEPS: usize = 200;

/// A counted file in lines.
pub(super) fn lines(words: Words, told: &Told, method: Method) -> String {
    let mut lines = vec![match &told.title {
        Some(title) => say!(words, "tally-titled", title = title, file = &told.file),
        None => clean::line(&told.file),
    }];
    if method != Method::Lot {
        lines.push(counted(words, told));
    }
    if let Some(quorum) = told.quorum.as_ref().filter(|quorum| !quorum.reached) {
        lines.push(say!(words, "tally-no-quorum", needed = number(quorum.needed)));
    }
    lines.push(winners(words, told, method));
    let steps = told.stages.iter().flat_map(|stage| step(words, stage, method));
    let mut steps: Vec<_> = steps.take(STEPS + 1).collect();
    if steps.len() > STEPS {
        steps.truncate(STEPS);
        steps.push(say!(words, "tally-more"));
    }
    lines.extend(steps.into_iter().map(|step| format!("  {step}")));
    lines.extend(told.ties.iter().map(|one| tie(words, one)));
    if !told.withdrawn.is_empty() {
        lines.push(say!(words, "tally-withdrawn", names = words.list(&told.withdrawn)));
    }
    lines.extend(told.invalid.iter().take(STEPS).map(|one| invalid(words, one, method)));
    lines.join("\n") + "\n"
}

fn counted(words: Words, told: &Told) -> String {
    let invalid: u64 = told.invalid.iter().map(|one| u64::from(one.times)).sum();
    say!(
        words,
        "tally-counted",
        ballots = number(told.ballots),
        blank = number(told.blank),
        invalid = number(invalid)
    )
}

fn winners(words: Words, told: &Told, method: Method) -> String {
    match (method, told.stages.first()) {
        (Method::Lot, _) => say!(words, "tally-drawn", names = words.list(&told.winners)),
        // Without its quorum, that it would be adopted is in the steps.
        (_, Some(Stage::Words(one))) => {
            let outcome = if told.winners.is_empty() { "rejected" } else { &one.outcome };
            say!(words, "tally-outcome", outcome = term::outcome(words, outcome))
        }
        _ if told.winners.is_empty() => say!(words, "tally-nobody"),
        _ => say!(words, "tally-chosen", names = words.list(&told.winners)),
    }
}

// A stage, with what stands under it.
fn step(words: Words, stage: &Stage, method: Method) -> Vec<String> {
    let steps = said::stage(words, stage, method.word(), Money::Plain);
    let parts = |step: Step| {
        let under = step.parts.into_iter().map(|part| format!("  {part}"));
        std::iter::once(step.text).chain(under).collect::<Vec<_>>()
    };
    steps.into_iter().flat_map(parts).collect()
}

fn tie(words: Words, tie: &Tie) -> String {
    said::tie(words, tie).unwrap_or_else(|| {
        let among = words.list(&tie.among);
        match tie.about.as_str() {
            "surplus" | "exclusion" => say!(words, "tally-stops", among = among),
            _ => say!(words, "tally-level", among = among, room = tie.room),
        }
    })
}

fn invalid(words: Words, one: &Invalid, method: Method) -> String {
    use Method::{BudgetGreedy, BudgetShares, Schulze, Stv};
    let (line, times) = (one.line, number(one.times.into()));
    let why = fault::unfit(words, &one.why);
    if matches!(method, Schulze | Stv | BudgetGreedy | BudgetShares) {
        say!(words, "tally-invalid-line", line = line, times = times, why = why)
    } else {
        say!(words, "tally-invalid-ballot", line = line, times = times, why = why)
    }
}
