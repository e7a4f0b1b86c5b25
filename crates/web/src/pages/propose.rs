//! Proposing a decision: what, why, when to look back, how it is decided.
//!
//! Guards: no decision without a day of looking back, and the page says why; every way of deciding is
//! told in one plain sentence. Next: [`super::decision`].

use axum::{
    Router,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse as _, Response},
    routing::get,
};
use jiff::{ToSpan as _, civil::Date};
use maud::{Markup, html};
use peer::{
    answer::Decision,
    command::{Command, Method},
    refusal::Refusal,
};
use words::{clean, say, speech::Words, when};

use super::decision::rule;
use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
    },
    server::App,
    typed::{Faults, Typed},
    visit::{Here, answered},
};

/// Months until one looks back when nobody says otherwise: long enough to see what it does, short enough
/// to remember why.
const LOOK_BACK: i64 = 3;

/// The share of a qualified majority that can be chosen here.
const QUALIFIED: &str = "2/3";

/// The shares that must take part; the first is what the rules of the community ask.
const QUORUMS: [&str; 4] = ["", "1/2", "2/3", "1/1"];

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions/new", get(new).post(add))
}

async fn new(here: Here, Query(query): Query<Vec<(String, String)>>) -> Response {
    let goal = query.into_iter().find(|(name, _)| name == "goal");
    let typed = Typed::default()
        .with("goal", goal.map(|(_, id)| id))
        .with("review", Some(look_back(here.now)));
    form(&here, &typed, &Faults::default(), StatusCode::OK).await
}

// The day that is proposed for looking back, as forms write it.
fn look_back(now: i64) -> String {
    let today = when::date_of(now).parse::<Date>();
    let day = today.ok().and_then(|today| today.checked_add(LOOK_BACK.months()).ok());
    day.map_or_else(String::new, |day| day.to_string())
}

async fn add(here: Here, typed: Typed) -> Response {
    let (method, share) = match typed.get("method") {
        "majority" => (Method::Majority, None),
        "qualified" => (Method::Majority, Some(QUALIFIED.to_owned())),
        _ => (Method::Consent, None),
    };
    let command = Command::DecisionPropose {
        title: typed.text("title"),
        text: typed.text("text"),
        review: typed.text("review"),
        goal: typed.some("goal"),
        method,
        quorum: typed.some("quorum"),
        share,
        numbers: peer::command::Numbers::default(),
        options: Vec::new(),
    };
    match answered!(here.ask(command).await, Decision) {
        Ok(decision) => {
            let Decision { id, .. } = *decision;
            frame::see_other(&here.at(format_args!("decisions/{id}")))
        }
        Err(refusal) => {
            let faults = faults(here.words, &refusal);
            form(&here, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// What is wrong with a proposal.
pub(super) fn faults(words: Words, refusal: &Refusal) -> Faults {
    match refusal {
        Refusal::Invalid(about) if about == "title" => {
            Faults::at("title", say!(words, "page-proposal-title-wrong"))
        }
        Refusal::Invalid(about) if about == "review" => {
            Faults::at("review", say!(words, "page-proposal-review-wrong"))
        }
        other => Faults::of(words, other, &["title", "text", "review", "goal", "quorum", "method"]),
    }
}

/// The goals to choose from, in the order in which they were added; perhaps none of them first.
pub(super) async fn goals(here: &Here, may_be_none: bool) -> Vec<(String, String)> {
    let board = answered!(here.ask(Command::GoalBoard).await, GoalBoard);
    let goals = board.map(|board| board.goals).unwrap_or_default();
    if goals.is_empty() {
        return Vec::new();
    }
    let none = may_be_none.then(|| (String::new(), say!(here.words, "page-proposal-no-goal")));
    none.into_iter()
        .chain(goals.into_iter().map(|goal| (goal.id, clean::line(&goal.title))))
        .collect()
}

/// The day of looking back.
pub(super) fn review(form: &Form<'_>) -> Markup {
    let words = form.words;
    form.day(Ask {
        name: "review",
        label: &say!(words, "page-proposal-review"),
        hint: &say!(words, "page-proposal-review-hint"),
        ..Ask::default()
    })
}

async fn form(here: &Here, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = here.words;
    let title = say!(words, "page-propose");
    let form = Form { words, typed, faults };
    let goals = goals(here, true).await;
    let methods = [
        ("consent", say!(words, "page-method-consent"), rule::rule(words, "consent", None)),
        ("majority", say!(words, "page-method-majority"), rule::rule(words, "majority", None)),
        (
            "qualified",
            say!(words, "page-method-qualified"),
            rule::rule(words, "qualified", Some(QUALIFIED)),
        ),
    ];
    let quorums = QUORUMS.map(|share| {
        let name = match share {
            "" => say!(words, "page-quorum-charter"),
            "1/2" => say!(words, "page-quorum-half"),
            "2/3" => say!(words, "page-quorum-two-thirds"),
            _ => say!(words, "page-quorum-all"),
        };
        (share.to_owned(), name)
    });
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("decisions"), &say!(words, "page-decisions-all")))
            h1 { (title) }
            p class="why" { (say!(words, "page-propose-why")) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" class="sheet" {
                (form.line(Ask {
                    name: "title",
                    label: &say!(words, "page-proposal-title"),
                    hint: &say!(words, "page-proposal-title-hint"),
                    ..Ask::default()
                }))
                (form.text(Ask {
                    name: "text",
                    label: &say!(words, "page-proposal-words"),
                    hint: &say!(words, "page-text-hint"),
                    ..Ask::default()
                }))
                @if !goals.is_empty() {
                    (form.choice(Ask {
                        name: "goal",
                        label: &say!(words, "page-proposal-goal"),
                        ..Ask::default()
                    }, &goals))
                }
                (review(&form))
                (form.radios(Ask {
                    name: "method",
                    label: &say!(words, "page-proposal-method"),
                    ..Ask::default()
                }, &methods))
                (form.choice(Ask {
                    name: "quorum",
                    label: &say!(words, "page-proposal-quorum"),
                    hint: &say!(words, "page-proposal-quorum-hint"),
                    ..Ask::default()
                }, &quorums))
                p class="warn absence" {
                    b { (say!(words, "page-mind")) } " " (say!(words, "page-rule-absence"))
                }
                div class="send" {
                    (field::button(&say!(words, "page-propose-do")))
                    p { (say!(words, "page-propose-then")) }
                }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Decisions), body }
        .show_as(here, status)
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_looks_back_three_months_on() {
        // `TZ=Europe/Amsterdam date -d @1796151600`: Tue Dec 1 20:00:00 CET 2026.
        assert_eq!(look_back(1_796_151_600), "2027-03-01");
        // The last day of November: there is no 30 February.
        assert_eq!(look_back(1_796_151_600 - 86_400), "2027-02-28");
        assert_eq!(look_back(i64::MAX), "");
    }
}
