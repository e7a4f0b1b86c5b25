//! What an opening asks besides: the mandate with its cost and advisers, who is put forward for a role,
//! how many weigh an objection, the other party of an agreement.
//!
//! Guards: only mandates that the reader holds can be chosen, each with what is left; what few need is
//! folded away. Next: [`super::open`].

use maud::{Markup, html};
use peer::{
    answer::{Decision, Mandate, Member, Tasks},
    command::{Command, task::Under},
};
use words::{clean, say, tally::said::euros};

use super::selection;
use crate::{
    parts::{
        field::{Ask, Form},
        person,
    },
    typed::Typed,
    visit::{Here, answered},
};

/// Roles and mandates; none where that isn't known.
pub(in crate::pages) async fn tasks(here: &Here) -> Tasks {
    let none =
        Tasks { circles: Vec::new(), roles: Vec::new(), topics: Vec::new(), mandates: Vec::new() };
    answered!(here.ask(Command::Task(peer::command::task::Task::List)).await, Tasks).unwrap_or(none)
}

/// Under which mandate, as typed; none where the form didn't ask.
pub(super) fn typed(typed: &Typed) -> Option<Under> {
    let mandate = typed.some("mandate")?;
    Some(Under {
        mandate,
        cost: typed.some("cost"),
        topics: typed.all("topics").to_vec(),
        advisers: typed.all("advisers").to_vec(),
    })
}

/// The fields that belong to the way this proposal is decided.
pub(super) fn fields(
    here: &Here,
    form: &Form<'_>,
    decision: &Decision,
    tasks: &Tasks,
    members: &[Member],
) -> Markup {
    let words = here.words;
    let others: Vec<_> = members
        .iter()
        .filter(|one| !one.me && matches!(one.state.as_str(), "member" | "guest"))
        .map(|one| (one.id.as_str(), person::called(words, one), String::new()))
        .collect();
    match decision.method.as_str() {
        "mandate" => mandate(here, form, tasks, &others),
        "consent" => html! { (judges(form, members)) (partner(form, members)) },
        "selection" => html! {
            (selection::nominees(here, form, decision))
            (judges(form, members))
        },
        "poll" | "lot" => html! {},
        _ => partner(form, members),
    }
}

fn mandate(
    here: &Here,
    form: &Form<'_>,
    tasks: &Tasks,
    others: &[(&str, String, String)],
) -> Markup {
    let words = form.words;
    let mine: Vec<&Mandate> = tasks.mandates.iter().filter(|mandate| mandate.mine).collect();
    if mine.is_empty() {
        return html! {
            p class="warn" {
                (say!(words, "page-entrust-none")) " "
                a href=(here.at("mandates")) { (say!(words, "page-mandates")) }
            }
        };
    }
    let left = |mandate: &Mandate| {
        let left = u64::try_from(mandate.ceiling - mandate.spent).unwrap_or_default();
        say!(words, "page-entrust-left", title = &mandate.title, amount = euros(words, left))
    };
    let choices: Vec<_> = mine.iter().map(|one| (one.id.clone(), left(one))).collect();
    // What any of them is about; what doesn't belong to the chosen one is refused with the list.
    let topics: Vec<_> = tasks
        .topics
        .iter()
        .filter(|topic| mine.iter().any(|mandate| mandate.topics.contains(&topic.title)))
        .map(|topic| (topic.id.as_str(), clean::line(&topic.title), String::new()))
        .collect();
    html! {
        (form.choice(Ask {
            name: "mandate",
            label: &say!(words, "page-entrust-mandate"),
            hint: &say!(words, "page-entrust-mandate-hint"),
            ..Ask::default()
        }, &choices))
        (form.line(Ask {
            name: "cost",
            label: &say!(words, "page-entrust-cost"),
            hint: &say!(words, "page-entrust-cost-hint"),
            optional: true,
            autocomplete: Some("off"),
            ..Ask::default()
        }))
        @if topics.len() > 1 {
            (form.checks(Ask {
                name: "topics",
                label: &say!(words, "page-entrust-topics"),
                ..Ask::default()
            }, &topics))
        }
        @if !others.is_empty() {
            (form.checks(Ask {
                name: "advisers",
                label: &say!(words, "page-entrust-advisers"),
                hint: &say!(words, "page-entrust-advisers-hint"),
                ..Ask::default()
            }, others))
        }
    }
}

// Fewer than four can't weigh somebody's objection with three others.
fn judges(form: &Form<'_>, members: &[Member]) -> Markup {
    let words = form.words;
    let many = members.iter().filter(|member| member.state == "member").count();
    if many < 4 {
        return html! {};
    }
    let none = (String::new(), say!(words, "page-entrust-no-test"));
    let numbers =
        (3..many.min(12)).map(|n| (n.to_string(), say!(words, "page-entrust-test-n", n = n)));
    let choices: Vec<_> = std::iter::once(none).chain(numbers).collect();
    html! {
        details open[!form.typed.get("judges").is_empty()] {
            summary { (say!(words, "page-entrust-test")) }
            (form.choice(Ask {
                name: "judges",
                label: &say!(words, "page-entrust-judges"),
                hint: &say!(words, "page-entrust-judges-hint"),
                ..Ask::default()
            }, &choices))
        }
    }
}

fn partner(form: &Form<'_>, members: &[Member]) -> Markup {
    let words = form.words;
    let named = members.iter().filter(|member| member.state == "member" && !member.me);
    let mut choices = vec![(String::new(), say!(words, "page-entrust-no-partner"))];
    choices.extend(named.map(|member| (member.id.clone(), person::called(words, member))));
    if choices.len() < 2 {
        return html! {};
    }
    html! {
        details open[!form.typed.get("partner").is_empty()] {
            summary { (say!(words, "page-entrust-agreement")) }
            (form.choice(Ask {
                name: "partner",
                label: &say!(words, "page-entrust-partner"),
                hint: &say!(words, "page-entrust-partner-hint"),
                ..Ask::default()
            }, &choices))
        }
    }
}
