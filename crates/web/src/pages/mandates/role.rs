//! Describing a role, circle or topic; proposing who takes it on.
//!
//! Guards: who takes something on is a change that two thirds carry. Next: [`super::one`].

use axum::{
    Router,
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
    routing::get,
};
use maud::html;
use peer::{
    answer::Role,
    command::{
        Command,
        task::{Task, TaskKind},
    },
    refusal::Refusal,
};
use words::{clean, say, speech::Words};

use super::{load, members};
use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::Here,
};

type Which = Path<(String, String)>;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/mandates/new-circle", get(new_circle).post(circle))
        .route("/c/{community}/mandates/new-role", get(new_role).post(role))
        .route("/c/{community}/mandates/new-topic", get(new_topic).post(topic))
        .route("/c/{community}/mandates/roles/{role}", get(who).post(appoint))
}

async fn new_circle(here: Here) -> Result<Response, Trouble> {
    page(&here, TaskKind::Circle, &Typed::default(), &Faults::default(), StatusCode::OK).await
}

async fn new_role(here: Here) -> Result<Response, Trouble> {
    page(&here, TaskKind::Role, &Typed::default(), &Faults::default(), StatusCode::OK).await
}

async fn new_topic(here: Here) -> Result<Response, Trouble> {
    page(&here, TaskKind::Topic, &Typed::default(), &Faults::default(), StatusCode::OK).await
}

async fn circle(here: Here, typed: Typed) -> Result<Response, Trouble> {
    create(here, TaskKind::Circle, typed).await
}

async fn role(here: Here, typed: Typed) -> Result<Response, Trouble> {
    create(here, TaskKind::Role, typed).await
}

async fn topic(here: Here, typed: Typed) -> Result<Response, Trouble> {
    create(here, TaskKind::Topic, typed).await
}

async fn create(here: Here, kind: TaskKind, typed: Typed) -> Result<Response, Trouble> {
    let task = Task::Create {
        kind,
        title: typed.text("title"),
        text: typed.text("text"),
        circle: typed.some("circle"),
    };
    match here.ask(Command::Task(task)).await {
        Ok(_) => Ok(frame::see_other(&here.at("mandates"))),
        Err(refusal) => {
            let faults = Faults::of(here.words, &refusal, &["title", "text"]);
            page(&here, kind, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

fn title(words: Words, kind: TaskKind) -> (String, String) {
    match kind {
        TaskKind::Circle => (say!(words, "page-circle-new"), say!(words, "page-circle-why")),
        TaskKind::Role => (say!(words, "page-role-new"), say!(words, "page-role-why")),
        TaskKind::Topic => (say!(words, "page-topic-new"), say!(words, "page-topics-why")),
    }
}

async fn page(
    here: &Here,
    kind: TaskKind,
    typed: &Typed,
    faults: &Faults,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let words = here.words;
    let form = Form { words, typed, faults };
    let (title, why) = title(words, kind);
    let circles = if kind == TaskKind::Role { load(here).await?.circles } else { Vec::new() };
    let none = (String::new(), say!(words, "page-role-no-circle"));
    let circles = circles.iter().map(|circle| (circle.id.clone(), clean::line(&circle.title)));
    let circles: Vec<_> = std::iter::once(none).chain(circles).collect();
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("mandates"), &say!(words, "page-mandates-all")))
            h1 { (title) }
            p class="why" { (why) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" class="sheet" {
                (form.line(Ask {
                    name: "title",
                    label: &say!(words, "page-task-title"),
                    ..Ask::default()
                }))
                @if kind != TaskKind::Topic {
                    (form.text(Ask {
                        name: "text",
                        label: &say!(words, "page-task-text"),
                        optional: true,
                        ..Ask::default()
                    }))
                }
                @if circles.len() > 1 {
                    (form.choice(Ask {
                        name: "circle",
                        label: &say!(words, "page-role-of-circle"),
                        ..Ask::default()
                    }, &circles))
                }
                div class="send" { (field::button(&say!(words, "page-task-add"))) }
            }
        }
    };
    let page = Page { title: &faults.title(words, &title), current: Some(Nav::Mandates), body };
    Ok(page.show_as(here, status))
}

async fn find(here: &Here, id: &str) -> Result<Role, Trouble> {
    let tasks = load(here).await?;
    let mut all = tasks.circles.into_iter().chain(tasks.roles);
    all.find(|role| role.id == id).ok_or_else(|| here.trouble(Refusal::Unknown(id.to_owned())))
}

async fn who(
    here: Here,
    Path((_, id)): Which,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let role = find(&here, &id).await?;
    // Who was chosen for it, beside who does it now.
    let with = query.iter().find(|(name, _)| name == "with").map(|(_, member)| member.as_str());
    let held = here
        .members()
        .iter()
        .filter(|member| role.people.contains(&member.name) || Some(member.id.as_str()) == with);
    let typed = Typed::default().and(held.map(|member| ("people", member.id.clone())));
    Ok(ask(&here, &role, &typed, &Faults::default(), StatusCode::OK))
}

async fn appoint(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let task = Task::Appoint {
        id: id.clone(),
        people: typed.all("people").to_vec(),
        until: typed.some("until"),
    };
    match here.ask(Command::Task(task)).await {
        Ok(_) => Ok(frame::see_other(&here.at("changes"))),
        Err(refusal) => {
            let role = find(&here, &id).await?;
            let faults = Faults::of(here.words, &refusal, &["until"]);
            Ok(ask(&here, &role, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn ask(here: &Here, role: &Role, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = here.words;
    let form = Form { words, typed, faults };
    let title = say!(words, "page-appoint-to", title = &role.title);
    let members = members(here);
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("mandates"), &say!(words, "page-mandates-all")))
            h1 { (title) }
            p class="why" { (say!(words, "page-appoint-why")) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" class="sheet" {
                (form.checks(Ask {
                    name: "people",
                    label: &say!(words, "page-appoint-who"),
                    hint: &say!(words, "page-appoint-who-hint"),
                    ..Ask::default()
                }, &members))
                (form.day(Ask {
                    name: "until",
                    label: &say!(words, "page-mandate-until"),
                    hint: &say!(words, "page-appoint-until-hint"),
                    optional: true,
                    ..Ask::default()
                }))
                div class="send" { (field::button(&say!(words, "page-appoint-do"))) }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Mandates), body }
        .show_as(here, status)
}
