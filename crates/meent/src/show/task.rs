//! Roles, circles, topics and mandates as people's text. Next: [`super::record`].

use peer::answer::{Mandate, Role, TaskChange, Tasks};
use words::{
    clean, say,
    speech::Words,
    tally::said::euros,
    task::{self, Terms},
    term, when,
};

use super::{columns, indented, short};
use crate::args::Verb;

/// The list that a verb is about; one mandate whole.
pub(super) fn list(words: Words, verb: &Verb, tasks: &Tasks) -> String {
    match verb {
        Verb::Circle(_) => roles(words, &tasks.circles),
        Verb::Role(_) => roles(words, &tasks.roles),
        Verb::Topic(_) if tasks.topics.is_empty() => say!(words, "show-no-topics"),
        Verb::Topic(_) => {
            let row = |topic: &peer::answer::Topic| {
                vec![short(&topic.id).to_owned(), clean::line(&topic.title)]
            };
            columns(&tasks.topics.iter().map(row).collect::<Vec<_>>())
        }
        _ => mandates(words, &tasks.mandates),
    }
}

fn roles(words: Words, roles: &[Role]) -> String {
    if roles.is_empty() {
        return say!(words, "show-no-roles");
    }
    let row = |role: &Role| {
        let until = role.until.map(|until| when::moment(words, until));
        let who = match until {
            Some(until) if role.state == "filled" => {
                say!(words, "show-role-until", names = words.list(&role.people), until = until)
            }
            _ if role.state == "filled" => words.list(&role.people),
            _ => task::state(words, &role.state),
        };
        vec![short(&role.id).to_owned(), clean::line(&role.title), who]
    };
    let mut text = columns(&roles.iter().map(row).collect::<Vec<_>>());
    if roles.iter().any(|role| !role.pending.is_empty()) {
        text.push_str(&say!(words, "show-task-pending"));
        text.push('\n');
    }
    text
}

fn mandates(words: Words, mandates: &[Mandate]) -> String {
    if mandates.is_empty() {
        return say!(words, "show-no-mandates");
    }
    let row = |one: &Mandate| {
        let holders = words.list(&one.holders);
        vec![
            short(&one.id).to_owned(),
            clean::line(&one.title),
            task::state(words, &one.state),
            holders,
        ]
    };
    columns(&mandates.iter().map(row).collect::<Vec<_>>())
}

pub(super) fn one(words: Words, one: &Mandate) -> String {
    let mut lines = vec![format!(
        "{}  {} ({})",
        short(&one.id),
        clean::line(&one.title),
        task::state(words, &one.state)
    )];
    if !one.holders.is_empty() {
        lines.push(say!(words, "show-mandate-holders", names = words.list(&one.holders)));
    }
    lines.push(say!(words, "show-mandate-domain", text = &one.domain));
    if !one.constraints.is_empty() {
        lines.push(say!(words, "show-mandate-constraints", text = &one.constraints));
    }
    if !one.report.is_empty() {
        lines.push(say!(words, "show-mandate-report", text = &one.report));
    }
    if one.until.is_some() {
        lines.extend(task::terms(
            words,
            &Terms {
                usable: Some("active"),
                about: &one.title,
                people: &one.holders,
                circle: one.circle.as_deref(),
                topics: &one.topics,
                ceiling: one.ceiling,
                term: one.term,
                until: one.until,
            },
        ));
        let money = |cents: i64| euros(words, u64::try_from(cents).unwrap_or_default());
        if one.ceiling > 0 {
            lines.push(say!(words, "show-mandate-spent", amount = money(one.spent)));
        }
    }
    lines.push(say!(words, "show-review", day = when::day(words, &one.review)));
    for decided in &one.decisions {
        let outside = decided.outside.as_deref().map(|why| task::outside(words, why));
        let status = outside.unwrap_or_else(|| term::status(words, &decided.status));
        let (id, title) = (short(&decided.id), &decided.title);
        lines.push(say!(
            words,
            "show-mandate-decision",
            id = id,
            title = title,
            name = &decided.by,
            status = status
        ));
    }
    if !one.pending.is_empty() {
        lines.push(say!(words, "show-task-pending"));
    }
    lines.iter().map(|line| indented(line)).collect()
}

/// What a pending change of a role, circle or mandate says, and its terms.
pub(super) fn change(words: Words, about: &str, change: &TaskChange) -> (String, Vec<String>) {
    let terms = Terms {
        usable: change.usable.as_deref(),
        about,
        people: &change.people,
        circle: change.circle.as_deref(),
        topics: &change.topics,
        ceiling: change.ceiling,
        term: change.term,
        until: change.until,
    };
    (task::change(words, &terms), task::terms(words, &terms))
}
