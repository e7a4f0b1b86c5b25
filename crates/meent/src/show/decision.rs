//! Decisions as people's text: short, whole, and how they were counted. Next: [`super::record`].

use peer::answer::{Ballot, Decision, Decisions};
use words::{
    clean,
    counting::{self, Cast, Round},
    say,
    speech::Words,
    term, when,
};

use super::{columns, goal, indented, short};

/// Where a decision stands, on a line.
pub(super) fn brief(words: Words, one: &Decision) -> String {
    format!("{}  {}\n{}", short(&one.id), clean::line(&one.title), standing(words, one))
}

pub(super) fn one(words: Words, one: &Decision) -> String {
    let mut lines = vec![
        format!("{}  {}", short(&one.id), clean::line(&one.title)),
        standing(words, one),
        say!(words, "show-proposed-by", name = &one.by),
        say!(words, "show-method", method = method(words, one)),
        say!(words, "show-review", day = when::day(words, &one.review)),
    ];
    if let Some(goal) = &one.goal {
        lines.push(say!(words, "show-for-goal", id = short(goal)));
    }
    if one.text_differs {
        lines.push(say!(words, "show-text-differs"));
    }
    let mut text = format!("{}\n\n{}", lines.join("\n"), indented(&one.text));
    if !one.counted.is_empty() {
        text.push('\n');
        for (name, ballot) in &one.counted {
            let ballot = term::ballot(words, ballot);
            text.push_str(&format!(
                "  {}\n",
                say!(words, "how-ballot", name = name, ballot = ballot)
            ));
        }
    }
    text.push_str(&goal::conflicts(words, &one.conflicts));
    text.push_str(&goal::comments(words, &one.comments));
    if one.status != "draft" {
        text.push_str(&format!("\n{}\n", say!(words, "show-how-next", id = short(&one.id))));
    }
    text
}

/// How it was counted, step by step.
pub(super) fn how<'a>(words: Words, one: &'a Decision) -> String {
    let shown = one.shown.as_ref().and_then(|shown| one.closes.get(shown));
    let outcome = one.outcome.as_deref().or(one.provisional.as_deref());
    let cast = |cast: &'a Ballot| Cast {
        by: &cast.by,
        ballot: &cast.ballot,
        reason: cast.reason.as_deref(),
        late: cast.late,
    };
    let steps = counting::steps(
        words,
        &Round {
            method: &one.method,
            quorum: &one.quorum,
            share: one.share.as_deref(),
            status: &one.status,
            outcome,
            electorate: &one.electorate,
            ballots: one.ballots.iter().map(cast).collect(),
            counted: &one.counted,
            void: &one.void,
            closed_by: shown.map(|close| close.by.as_str()),
            deadline: one.deadline,
            acknowledged: &one.acknowledged,
            needed: one.needed,
            double: &one.double,
        },
    );
    let mut text = format!("{}\n", say!(words, "show-how", title = &one.title));
    for (number, step) in (1..).zip(steps) {
        text.push_str(&format!("  {number}. {step}\n"));
    }
    text
}

pub(super) fn list(words: Words, list: &Decisions) -> String {
    if list.decisions.is_empty() {
        return say!(words, "show-no-decisions");
    }
    let row = |one: &Decision| {
        vec![short(&one.id).to_owned(), clean::line(&one.title), standing(words, one)]
    };
    columns(&list.decisions.iter().map(row).collect::<Vec<_>>())
}

fn method(words: Words, one: &Decision) -> String {
    let method = term::method(words, &one.method, one.share.as_deref().unwrap_or_default());
    say!(words, "show-with-quorum", method = method, quorum = &one.quorum)
}

// What is so now, with how many.
fn standing(words: Words, one: &Decision) -> String {
    let (n, of, needed) = (one.acknowledged.len(), one.electorate.len(), one.needed);
    let outcome = one.outcome.as_deref().or(one.provisional.as_deref());
    let outcome = outcome.map(|word| term::outcome(words, word)).unwrap_or_default();
    match one.status.as_str() {
        "open" => say!(
            words,
            "show-open",
            took = one.counted.len(),
            of = of,
            until = one.deadline.map(|at| when::moment(words, at)).unwrap_or_default()
        ),
        "closed" => say!(words, "show-closed", outcome = outcome, n = n, of = of, needed = needed),
        "confirmed" => say!(words, "show-confirmed", outcome = outcome, n = n, of = of),
        status => term::status(words, status),
    }
}
