//! A count for people: who or what is chosen, each step, what was level and what didn't count.
//!
//! Guards: says nothing that the JSON doesn't. Next: [`super::told`].

use words::{clean, language::Language, say, speech::Words, term};

use super::{
    count::number,
    told::{Invalid, Project, Stage, Tie, Told, Transfer},
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
            let outcome = if told.winners.is_empty() { "rejected" } else { one.outcome };
            say!(words, "tally-outcome", outcome = term::outcome(words, outcome))
        }
        _ if told.winners.is_empty() => say!(words, "tally-nobody"),
        _ => say!(words, "tally-chosen", names = words.list(&told.winners)),
    }
}

fn step(words: Words, stage: &Stage, method: Method) -> Vec<String> {
    match stage {
        Stage::Words(said) => said
            .counts
            .iter()
            .map(|(word, count)| {
                let ballot = term::ballot(words, word);
                say!(words, "tally-word", ballot = ballot, count = number(*count))
            })
            .collect(),
        Stage::Option(one) => {
            let (option, sum, people) = (&one.option, number(one.sum), number(one.people));
            vec![match method {
                Method::Score => match mean(words, one.sum, one.people) {
                    Some(mean) => {
                        say!(
                            words,
                            "tally-score",
                            option = option,
                            sum = sum,
                            people = people,
                            mean = mean
                        )
                    }
                    None => say!(words, "tally-no-score", option = option),
                },
                Method::Dots => {
                    say!(words, "tally-dots", option = option, sum = sum, people = people)
                }
                _ => say!(words, "tally-votes", option = option, sum = sum),
            }]
        }
        Stage::Pairs(pairs) => {
            let mut lines = Vec::new();
            for (one, name) in pairs.options.iter().enumerate() {
                for (other, than) in pairs.options.iter().enumerate().skip(one + 1) {
                    lines.push(say!(
                        words,
                        "tally-pair",
                        one = name,
                        other = than,
                        above = number(pairs.preferred[one][other]),
                        below = number(pairs.preferred[other][one]),
                        path = number(pairs.paths[one][other]),
                        back = number(pairs.paths[other][one])
                    ));
                    if lines.len() > STEPS {
                        return lines;
                    }
                }
            }
            lines
        }
        Stage::Transfer(stage) => transfer(words, stage),
        Stage::Project(one) => vec![project(words, one)],
        Stage::Drawn(drawn) => {
            let pool = usize::from(drawn.pool);
            vec![say!(words, "tally-draw", pool = pool, key = &drawn.key, hash = drawn.hash)]
        }
    }
}

fn transfer(words: Words, stage: &Transfer) -> Vec<String> {
    let of = stage.of.as_deref().unwrap_or_default();
    let head = match stage.action {
        "surplus" => {
            let surplus = decimal(words, stage.surplus.as_deref().unwrap_or_default());
            say!(words, "tally-surplus", stage = stage.stage, name = of, surplus = surplus)
        }
        "exclusion" => say!(words, "tally-exclusion", stage = stage.stage, name = of),
        _ => {
            let quota = number(stage.quota);
            say!(words, "tally-first", stage = stage.stage, quota = quota)
        }
    };
    let mut lines = vec![head];
    for one in &stage.votes {
        let votes = decimal(words, &one.votes);
        lines.push(format!("  {}", say!(words, "tally-holds", name = &one.option, votes = votes)));
    }
    let lost = decimal(words, &stage.non_transferable);
    lines.push(format!("  {}", say!(words, "tally-lost", votes = lost)));
    for elected in stage.elected.iter().chain(&stage.filled) {
        lines.push(format!("  {}", say!(words, "tally-elected", name = elected)));
    }
    lines
}

fn project(words: Words, one: &Project) -> String {
    let name = if one.name.is_empty() {
        one.project.clone()
    } else {
        say!(words, "tally-project", id = &one.project, name = &one.name)
    };
    let (votes, cost) = (number(one.votes), decimal(words, &one.cost));
    let head = say!(words, "tally-asks", name = name, votes = votes, cost = cost);
    let left = decimal(words, one.left.as_deref().unwrap_or_default());
    let about = decimal(words, &one.about);
    let then = match (one.phase, one.step) {
        ("shares", "paid") => {
            let full = number(one.full.unwrap_or_default());
            say!(words, "tally-shared", price = about, full = full)
        }
        ("shares", "short") => say!(words, "tally-short", together = about),
        (_, "paid") => say!(words, "tally-paid", left = left),
        (_, "too-dear") => say!(words, "tally-too-dear", left = left),
        (_, "no-votes") => say!(words, "tally-no-votes"),
        _ => say!(words, "tally-tied"),
    };
    format!("{head}: {then}")
}

fn tie(words: Words, tie: &Tie) -> String {
    let among = words.list(&tie.among);
    let chosen = words.list(&tie.chosen);
    match (tie.settled, tie.about) {
        ("lot", "exclusion") => say!(words, "tally-lot-out", among = among, chosen = chosen),
        ("stage", "exclusion") => {
            let stage = tie.stage.unwrap_or_default();
            say!(words, "tally-stage-out", among = among, chosen = chosen, stage = stage)
        }
        ("lot", _) => say!(words, "tally-lot", among = among, chosen = chosen),
        ("stage", _) => {
            let stage = tie.stage.unwrap_or_default();
            say!(words, "tally-stage", among = among, chosen = chosen, stage = stage)
        }
        ("status-quo", _) => say!(words, "tally-status-quo"),
        ("nobody", "surplus" | "exclusion") => say!(words, "tally-stops", among = among),
        _ => say!(words, "tally-level", among = among, room = tie.room),
    }
}

fn invalid(words: Words, one: &Invalid, method: Method) -> String {
    use Method::{BudgetGreedy, BudgetShares, Schulze, Stv};
    let (line, times) = (one.line, number(one.times.into()));
    if matches!(method, Schulze | Stv | BudgetGreedy | BudgetShares) {
        say!(words, "tally-invalid-line", line = line, times = times, why = &one.reason)
    } else {
        say!(words, "tally-invalid-ballot", line = line, times = times, why = &one.reason)
    }
}

/// The mean of scores with two decimals, cut off; none of nothing.
fn mean(words: Words, sum: u64, people: u64) -> Option<String> {
    let hundredths = (u128::from(sum) * 100).checked_div(u128::from(people))?;
    Some(decimal(words, &format!("{}.{:02}", hundredths / 100, hundredths % 100)))
}

/// A number with decimals as the language writes it.
fn decimal(words: Words, text: &str) -> String {
    match words.language() {
        Language::Dutch => text.replace('.', ","),
        Language::English => text.to_owned(),
    }
}
