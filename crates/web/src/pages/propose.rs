//! Proposing a decision: what, why, when to look back, how it is decided.
//!
//! Guards: no decision without a day of looking back, and the page says why; every way of deciding is
//! told in one plain sentence ([`ways`]), and only what it asks is asked ([`choices`]). Next:
//! [`super::decision`].

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
    command::Command,
    refusal::{Refusal, Refused},
};
use words::{clean, moderation, say, speech::Words, when};

use super::decision::{entrust, options};
use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
    },
    server::App,
    trouble,
    typed::{Faults, Typed},
    visit::{Here, answered},
};

mod choices; // options and numbers
mod ways; // how it is decided

/// Months until one looks back when nobody says otherwise: long enough to see what it does, short enough
/// to remember why.
const LOOK_BACK: i64 = 3;

/// The shares that must take part; the first is what the rules of the community ask.
const QUORUMS: [&str; 4] = ["", "1/2", "2/3", "1/1"];

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions/new", get(new).post(add))
}

async fn new(here: Here, Query(query): Query<Vec<(String, String)>>) -> Response {
    let asked =
        |field: &str| query.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone());
    let typed = choices::begin(Typed::default())
        .with("goal", asked("goal"))
        .with("method", asked("method"))
        .with("role", asked("role"))
        .with("review", Some(look_back(here.now)));
    let typed = match asked("earlier") {
        Some(id) => anew(&here, typed, &id).await,
        None => typed,
    };
    form(&here, &typed, &Faults::default(), StatusCode::OK).await
}

// What was decided in an earlier season, to decide it here too.
async fn anew(here: &Here, typed: Typed, id: &str) -> Typed {
    let board = answered!(here.ask(Command::DecisionBoard).await, DecisionBoard);
    let earlier = board.map(|board| board.earlier).unwrap_or_default();
    match earlier.into_iter().find(|one| one.id == id) {
        Some(one) => typed.with("title", Some(one.title)).with("text", Some(one.text)),
        None => typed,
    }
}

// The day that is proposed for looking back, as forms write it.
fn look_back(now: i64) -> String {
    let today = when::date_of(now).parse::<Date>();
    let day = today.ok().and_then(|today| today.checked_add(LOOK_BACK.months()).ok());
    day.map_or_else(String::new, |day| day.to_string())
}

async fn add(here: Here, typed: Typed) -> Response {
    // More rows are asked for: nothing is proposed yet.
    if typed.has("more") {
        return form(&here, &typed, &Faults::default(), StatusCode::OK).await;
    }
    let way = match typed.some("method") {
        Some(word) => ways::of(&word),
        None => ways::of(&own(&here).await),
    };
    let refused = match choices::read(here.words, way, &typed) {
        Err(faults) => faults,
        Ok((numbers, options)) => {
            let command = Command::DecisionPropose {
                title: typed.text("title"),
                text: typed.text("text"),
                review: typed.text("review"),
                goal: typed.some("goal"),
                method: way.method,
                quorum: typed.some("quorum"),
                share: way.share.map(str::to_owned),
                numbers,
                options,
            };
            match answered!(here.ask(command).await, Decision) {
                Ok(decision) => {
                    let Decision { id, .. } = *decision;
                    return frame::see_other(&here.at(format_args!("decisions/{id}")));
                }
                Err(refusal) => faults(here.words, &refusal),
            }
        }
    };
    form(&here, &typed, &refused, StatusCode::UNPROCESSABLE_ENTITY).await
}

// The way that the rules of the community name first; that of a new community where they can't be read.
async fn own(here: &Here) -> String {
    let charter = answered!(here.ask(Command::CharterShow).await, Charter);
    let clauses = charter.map(|charter| charter.clauses).unwrap_or_default();
    let clause = clauses.into_iter().map(|standing| standing.clause);
    let method = clause.filter(|clause| clause.key == "method").map(|clause| clause.value).next();
    let method = method.unwrap_or_else(|| "majority".to_owned());
    // With its share or numbers behind it.
    method.split(' ').next().unwrap_or_default().to_owned()
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
        Refusal::Invalid(about) if about == "pot" => {
            Faults::at("pot", say!(words, "page-pot-wrong"))
        }
        Refusal::Invalid(about) if about == "option" || about == "cost" => {
            options::faults(words, refusal)
        }
        Refusal::Task(Refused::WhichRole) => {
            let said = trouble::said(words, refusal);
            Faults::at("role", format!("{} {}", said.message, said.hint))
        }
        Refusal::TooFewOptions | Refusal::NoCost(_) => options::faults(words, refusal),
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
        .chain(
            goals.into_iter().map(|goal| {
                (goal.id, moderation::title(here.words, "goal", &goal.title, goal.hidden))
            }),
        )
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
    let own = own(here).await;
    let roles = entrust::tasks(here).await.roles.into_iter();
    let roles: Vec<_> = roles.map(|role| (role.id, clean::line(&role.title))).collect();
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
            form method="post" class="sheet proposal" {
                // The first button is what Enter presses: it isn't the one for more rows.
                button type="submit" hidden { (say!(words, "page-propose-do")) }
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
                (ways::ways(&form, &own))
                (choices::fields(&form, &roles, &here.at("mandates/new-role")))
                (form.choice(Ask {
                    name: "quorum",
                    label: &say!(words, "page-proposal-quorum"),
                    hint: &say!(words, "page-proposal-quorum-hint"),
                    ..Ask::default()
                }, &quorums))
                p class="warn of-way w-absence" {
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
