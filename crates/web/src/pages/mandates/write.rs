//! Writing a mandate and proposing to grant it; proposing other terms for one.
//!
//! Guards: the words can't be altered afterwards, and the page says so before; a refused form keeps what was
//! typed. Next: [`super::role`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Mandate, Member, Tasks},
    command::{
        Command,
        task::{Task, Terms},
    },
    refusal::{Refusal, Refused},
};
use words::{clean, say};

use super::{load, members, one};
use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
    },
    server::App,
    trouble::{self, Trouble},
    typed::{Faults, Typed},
    visit::Here,
};

type Which = Path<(String, String)>;

/// The fields that a refusal can be about.
const FIELDS: [&str; 8] =
    ["title", "domain", "constraints", "report", "review", "ceiling", "term", "until"];

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/mandates/new", get(new).post(write))
        .route("/c/{community}/mandates/{mandate}/grant", get(other).post(grant))
}

async fn new(here: Here) -> Result<Response, Trouble> {
    let tasks = load(&here).await?;
    let typed = Typed::of([("term", "3d".to_owned())]);
    Ok(page(&here, &tasks, None, &typed, &Faults::default(), StatusCode::OK))
}

async fn write(here: Here, typed: Typed) -> Result<Response, Trouble> {
    let task = Task::Write {
        title: typed.text("title"),
        domain: typed.text("domain"),
        constraints: typed.text("constraints"),
        report: typed.text("report"),
        review: typed.text("review"),
        terms: terms(&typed),
    };
    match here.ask(Command::Task(task)).await {
        Ok(_) => Ok(frame::see_other(&here.at("mandates"))),
        Err(refusal) => {
            let (tasks, faults) = (load(&here).await?, faults(&here, &refusal));
            Ok(page(&here, &tasks, None, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

async fn other(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let (tasks, mandate) = (load(&here).await?, one::load(&here, id).await?);
    let typed = known(&tasks, &mandate, here.members());
    Ok(page(&here, &tasks, Some(&mandate), &typed, &Faults::default(), StatusCode::OK))
}

async fn grant(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let task = Task::Grant { id: id.clone(), terms: terms(&typed) };
    match here.ask(Command::Task(task)).await {
        Ok(_) => Ok(frame::see_other(&here.at("changes"))),
        Err(refusal) => {
            let (tasks, mandate) = (load(&here).await?, one::load(&here, id).await?);
            let faults = faults(&here, &refusal);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page(&here, &tasks, Some(&mandate), &typed, &faults, status))
        }
    }
}

// What is filled in whoever leaves it as it is.
fn terms(typed: &Typed) -> Terms {
    Terms {
        holders: Some(typed.all("holders").to_vec()),
        circle: Some(typed.text("circle")),
        topics: Some(typed.all("topics").to_vec()),
        ceiling: typed.some("ceiling").or_else(|| Some("0".to_owned())),
        term: typed.some("term"),
        until: typed.some("until"),
    }
}

// The form as the last grant has it.
fn known(tasks: &Tasks, mandate: &Mandate, members: &[Member]) -> Typed {
    let holders = members.iter().filter(|member| mandate.holders.contains(&member.name));
    let topics = tasks.topics.iter().filter(|topic| mandate.topics.contains(&topic.title));
    let mut roles = tasks.circles.iter().chain(&tasks.roles);
    let circle = roles.find(|role| mandate.circle.as_deref() == Some(&role.title));
    let ceiling = format!("{}.{:02}", mandate.ceiling / 100, mandate.ceiling % 100);
    Typed::of([
        ("circle", circle.map(|role| role.id.clone()).unwrap_or_default()),
        ("ceiling", if mandate.ceiling == 0 { String::new() } else { ceiling }),
        ("term", format!("{}h", mandate.term / 3_600)),
    ])
    .and(holders.map(|member| ("holders", member.id.clone())))
    .and(topics.map(|topic| ("topics", topic.id.clone())))
}

fn faults(here: &Here, refusal: &Refusal) -> Faults {
    if matches!(refusal, Refusal::Task(Refused::NoHolders)) {
        let said = trouble::said(here.words, refusal);
        return Faults::at("holders", format!("{} {}", said.message, said.hint));
    }
    Faults::of(here.words, refusal, &FIELDS)
}

fn page(
    here: &Here,
    tasks: &Tasks,
    of: Option<&Mandate>,
    typed: &Typed,
    faults: &Faults,
    status: StatusCode,
) -> Response {
    let words = here.words;
    let form = Form { words, typed, faults };
    let title = if of.is_some() {
        say!(words, "page-mandate-grant")
    } else {
        say!(words, "page-mandate-new")
    };
    let (back, name) = match of {
        Some(mandate) => (one::at(here, mandate), clean::line(&mandate.title)),
        None => (here.at("mandates"), say!(words, "page-mandates-all")),
    };
    let body = html! {
        div class="head" {
            (frame::crumb(&back, &name))
            h1 { (title) }
            p class="why" { (say!(words, "page-mandate-then")) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" class="sheet" {
                @if of.is_none() { (text_fields(&form)) }
                (term_fields(here, &form, tasks))
                div class="send" {
                    (field::button(&say!(words, "page-mandate-propose")))
                    @if of.is_none() { p { (say!(words, "page-mandate-fixed")) } }
                }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Mandates), body }
        .show_as(here, status)
}

fn text_fields(form: &Form<'_>) -> Markup {
    let words = form.words;
    html! {
        (form.line(Ask {
            name: "title",
            label: &say!(words, "page-mandate-title"),
            hint: &say!(words, "page-mandate-title-hint"),
            ..Ask::default()
        }))
        (form.text(Ask {
            name: "domain",
            label: &say!(words, "page-mandate-domain"),
            hint: &say!(words, "page-mandate-domain-hint"),
            ..Ask::default()
        }))
        (form.text(Ask {
            name: "constraints",
            label: &say!(words, "page-mandate-constraints"),
            hint: &say!(words, "page-mandate-constraints-hint"),
            optional: true,
            ..Ask::default()
        }))
        (form.text(Ask {
            name: "report",
            label: &say!(words, "page-mandate-report"),
            hint: &say!(words, "page-mandate-report-hint"),
            optional: true,
            ..Ask::default()
        }))
        (form.day(Ask {
            name: "review",
            label: &say!(words, "page-mandate-review"),
            hint: &say!(words, "page-mandate-review-hint"),
            ..Ask::default()
        }))
    }
}

fn term_fields(here: &Here, form: &Form<'_>, tasks: &Tasks) -> Markup {
    let words = form.words;
    let members = members(here);
    let roles = tasks.circles.iter().chain(&tasks.roles);
    let roles = roles.map(|role| (role.id.clone(), clean::line(&role.title)));
    let none = (String::new(), say!(words, "page-mandate-no-circle"));
    let roles: Vec<_> = std::iter::once(none).chain(roles).collect();
    let topics: Vec<_> = tasks
        .topics
        .iter()
        .map(|topic| (topic.id.as_str(), clean::line(&topic.title), String::new()))
        .collect();
    html! {
        (form.checks(Ask {
            name: "holders",
            label: &say!(words, "page-mandate-holders"),
            ..Ask::default()
        }, &members))
        @if roles.len() > 1 {
            (form.choice(Ask {
                name: "circle",
                label: &say!(words, "page-mandate-of-circle"),
                hint: &say!(words, "page-mandate-of-circle-hint"),
                ..Ask::default()
            }, &roles))
        }
        @if !topics.is_empty() {
            (form.checks(Ask {
                name: "topics",
                label: &say!(words, "page-mandate-topics"),
                hint: &say!(words, "page-mandate-topics-hint"),
                ..Ask::default()
            }, &topics))
        }
        (form.line(Ask {
            name: "ceiling",
            label: &say!(words, "page-mandate-ceiling"),
            hint: &say!(words, "page-mandate-ceiling-hint"),
            optional: true,
            autocomplete: Some("off"),
            ..Ask::default()
        }))
        (form.line(Ask {
            name: "term",
            label: &say!(words, "page-mandate-term"),
            hint: &say!(words, "page-mandate-term-hint"),
            ..Ask::default()
        }))
        (form.day(Ask {
            name: "until",
            label: &say!(words, "page-mandate-until"),
            hint: &say!(words, "page-mandate-until-hint"),
            optional: true,
            ..Ask::default()
        }))
    }
}
