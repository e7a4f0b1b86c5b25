//! The goals of a community, and adding one.
//!
//! Guards: a refused form keeps what was typed. Next: [`super::goal`].

use axum::{
    Router,
    http::StatusCode,
    response::{IntoResponse as _, Response},
    routing::get,
};
use maud::{Markup, html};
use peer::{
    answer::{Goal, GoalBoard},
    command::Command,
};
use words::{moderation, say};

use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
        icon, note,
    },
    prose,
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::{Here, answered},
};

/// Letters of a goal's text in the list.
const EXCERPT: usize = 160;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/goals", get(list))
        .route("/c/{community}/goals/new", get(new).post(add))
}

async fn list(here: Here) -> Result<Response, Trouble> {
    let words = here.words;
    let board = answered!(here.ask(Command::GoalBoard).await, GoalBoard);
    let GoalBoard { goals } = board.map_err(|refusal| here.trouble(refusal))?;
    let title = say!(words, "page-goals");
    let new = here.at("goals/new");
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" { (say!(words, "page-goals-why")) }
            @if here.takes_part() && !goals.is_empty() {
                p class="actions" {
                    a class="btn" href=(new) { (icon::icon("i-plus")) (say!(words, "page-goal-new")) }
                }
            }
        }
        div class="stack body" {
            div id="goals" data-live {
                @if goals.is_empty() {
                    (note::empty(
                        &say!(words, "page-goals-empty"),
                        &say!(words, "page-goals-empty-text"),
                        here.takes_part().then_some((&new, &say!(words, "page-goal-new"))),
                    ))
                } @else {
                    ul class="cards" {
                        @for goal in &goals { li { (card(&here, goal)) } }
                    }
                }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Goals), body }.show(&here))
}

fn card(here: &Here, goal: &peer::answer::GoalCard) -> Markup {
    let words = here.words;
    html! {
        a class="card" href=(here.at(format_args!("goals/{}", goal.id))) {
            h2 { (moderation::title(words, "goal", &goal.title, goal.hidden)) }
            @if !goal.text.is_empty() && !goal.hidden { p { (prose::plain(&goal.text, EXCERPT)) } }
            p class="quiet" {
                (say!(words, "page-by", name = &goal.by))
                @if goal.decisions > 0 { " · " (say!(words, "page-n-decisions", n = goal.decisions)) }
                @if goal.comments > 0 { " · " (say!(words, "page-n-comments", n = goal.comments)) }
                @if goal.conflict { " · " (say!(words, "page-two-versions")) }
            }
        }
    }
}

async fn new(here: Here) -> Response {
    form(&here, &Typed::default(), &Faults::default(), StatusCode::OK)
}

async fn add(here: Here, typed: Typed) -> Response {
    let command = Command::GoalAdd { title: typed.text("title"), text: typed.some("text") };
    match answered!(here.ask(command).await, Goal) {
        Ok(Goal { id, .. }) => frame::see_other(&here.at(format_args!("goals/{id}"))),
        Err(refusal) => {
            let faults = Faults::of(here.words, &refusal, &["title", "text"]);
            form(&here, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

fn form(here: &Here, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = here.words;
    let title = say!(words, "page-goal-new");
    let form = Form { words, typed, faults };
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("goals"), &say!(words, "page-goals-all")))
            h1 { (title) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" class="sheet" {
                (form.line(Ask {
                    name: "title",
                    label: &say!(words, "page-goal-title"),
                    hint: &say!(words, "page-goal-title-hint"),
                    ..Ask::default()
                }))
                (form.text(Ask {
                    name: "text",
                    label: &say!(words, "page-goal-text"),
                    hint: &say!(words, "page-text-hint"),
                    optional: true,
                    ..Ask::default()
                }))
                div class="send" { (field::button(&say!(words, "page-goal-add"))) }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Goals), body }
        .show_as(here, status)
        .into_response()
}
