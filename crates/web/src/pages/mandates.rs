//! Mandates, roles, circles and topics: who does what, and who may decide what alone.
//!
//! Guards: what waits for approvals is said beside what holds. Next: [`one`], a mandate whole.

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Mandate, Role, Tasks},
    command::{Command, task::Task},
};
use words::{clean, say, task};

use crate::{
    parts::{
        frame::{Nav, Page},
        icon, moment, note, person,
    },
    server::App,
    trouble::Trouble,
    visit::{Here, answered},
};

mod one; // a mandate
mod role; // describing a role, circle or topic, and who takes it on
mod write; // a new mandate, other terms

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/mandates", get(list))
        .merge(write::routes())
        .merge(role::routes())
        .merge(one::routes())
}

async fn load(here: &Here) -> Result<Tasks, Trouble> {
    let tasks = answered!(here.ask(Command::Task(Task::List)).await, Tasks);
    tasks.map_err(|refusal| here.trouble(refusal))
}

/// The members to choose from: their ids and names.
fn members(here: &Here) -> Vec<(&str, String, String)> {
    let members = here.members().iter().filter(|member| member.state == "member");
    let choice = |member| person::called(here.words, member);
    members.map(|member| (member.id.as_str(), choice(member), String::new())).collect()
}

async fn list(here: Here) -> Result<Response, Trouble> {
    let words = here.words;
    let tasks = load(&here).await?;
    let title = say!(words, "page-mandates");
    let new = here.at("mandates/new");
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" { (say!(words, "page-mandates-why")) }
            @if here.is_member() && !tasks.mandates.is_empty() {
                p class="actions" {
                    a class="btn" href=(new) { (icon::icon("i-plus")) (say!(words, "page-mandate-new")) }
                }
            }
        }
        div class="stack body" id="mandates" data-live {
            @if tasks.mandates.is_empty() {
                (note::empty(
                    &say!(words, "page-mandates-empty"),
                    &say!(words, "page-mandates-empty-text"),
                    here.is_member().then_some((&new, &say!(words, "page-mandate-new"))),
                ))
            } @else {
                ul class="cards" { @for one in &tasks.mandates { li { (card(&here, one)) } } }
            }
            (roles(&here, "circle", &say!(words, "page-circles"), &tasks.circles))
            (roles(&here, "role", &say!(words, "page-roles"), &tasks.roles))
            section aria-labelledby="t-topics" {
                h2 id="t-topics" { (say!(words, "page-topics")) }
                p class="quiet" { (say!(words, "page-topics-why")) }
                @if !tasks.topics.is_empty() {
                    ul class="plain" { @for topic in &tasks.topics { li { (clean::line(&topic.title)) } } }
                }
                (add(&here, "topic", &say!(words, "page-topic-new")))
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Mandates), body }.show(&here))
}

fn add(here: &Here, kind: &str, name: &str) -> Markup {
    html! {
        @if here.is_member() {
            p { a class="go" href=(here.at(format_args!("mandates/new-{kind}"))) { (name) } }
        }
    }
}

fn card(here: &Here, one: &Mandate) -> Markup {
    let words = here.words;
    html! {
        a class="card" href=(here.at(format_args!("mandates/{}", one.id))) {
            h2 { (clean::line(&one.title)) }
            p { (pill(here, &one.state)) }
            @if !one.holders.is_empty() {
                p { (say!(words, "page-mandate-held", names = words.list(&one.holders))) }
            }
            p class="quiet" { (task::ceiling(words, one.ceiling)) }
            @if !one.pending.is_empty() { p class="quiet" { (say!(words, "page-task-waits")) } }
        }
    }
}

fn pill(here: &Here, state: &str) -> Markup {
    let class = match state {
        "active" | "filled" => "pill",
        "proposed" | "vacant" => "pill idea",
        "conflict" => "pill stop",
        _ => "pill no",
    };
    html! { span class=(class) { (task::state(here.words, state)) } }
}

fn roles(here: &Here, kind: &str, title: &str, roles: &[Role]) -> Markup {
    let words = here.words;
    let id = format!("t-{kind}");
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (title) }
            @if !roles.is_empty() {
                ul class="cards" { @for role in roles { li { (role_card(here, kind, role)) } } }
            }
            (add(here, kind, &if kind == "circle" {
                say!(words, "page-circle-new")
            } else {
                say!(words, "page-role-new")
            }))
        }
    }
}

fn role_card(here: &Here, kind: &str, role: &Role) -> Markup {
    let words = here.words;
    html! {
        div class="card" {
            h3 { (clean::line(&role.title)) }
            p { (pill(here, &role.state)) }
            @if !role.people.is_empty() {
                p {
                    (words.list(&role.people))
                    @if let Some(until) = role.until {
                        ", " (say!(words, "page-until")) " " (moment::moment(here, until))
                    }
                }
            }
            @if let Some(circle) = &role.circle {
                p class="quiet" { (say!(words, "page-role-circle", title = circle)) }
            }
            @if !role.text.is_empty() { div class="prose" { (crate::prose::read(&role.text)) } }
            @if !role.pending.is_empty() {
                p { a class="go" href=(here.at("changes")) { (say!(words, "page-task-waits")) } }
            }
            @if here.is_member() {
                p { a class="go" href=(here.at(format_args!("mandates/roles/{}", role.id))) {
                    (say!(words, "page-appoint")) span class="off" { ": " (clean::line(&role.title)) }
                } }
                @if kind == "role" {
                    @let choose = format!("decisions/new?method=selection&role={}", role.id);
                    p { a class="go" href=(here.at(choose)) {
                        (say!(words, "page-role-choose"))
                        span class="off" { ": " (clean::line(&role.title)) }
                    } }
                }
            }
        }
    }
}
