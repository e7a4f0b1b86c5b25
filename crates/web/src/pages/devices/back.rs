//! Coming back after all devices were lost, and helping somebody else come back.
//!
//! Guards: whoever comes back is who they were; a new device is approved for the person whom the approver
//! chose, never for whoever the code names. Next: [`super::restore`].

use axum::{Router, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Answer, Member, Recovery},
    command::Command,
    refusal::Refusal,
    secret::Secret,
};
use words::say;

use super::invite;
use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
        note,
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::{Here, Visit},
};

/// Digits of a community's id in an address, as elsewhere.
const SHORT: usize = 8;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/back", get(alone).post(return_alone))
        .route("/c/{community}/devices/back", get(with_backup).post(return_with_backup))
        .route("/c/{community}/devices/help", get(choose).post(help))
        .route("/c/{community}/devices/help/code", get(choose).post(approve))
}

// On a profile that knows nothing yet: a link says where.
async fn alone(visit: Visit) -> Response {
    let (typed, faults) = (Typed::default(), Faults::default());
    form(&visit, None, &typed, &faults, StatusCode::OK)
}

async fn return_alone(visit: Visit, typed: Typed) -> Response {
    let link = Some(typed.text("link"));
    let command = Command::DeviceRecover { link, words: paper(&typed) };
    let answer = visit.come_in(None, command).await;
    answered(&visit, None, &typed, answer)
}

// On one that came back from a backup, or is a copy: it knows where it belongs.
async fn with_backup(here: Here) -> Response {
    form(&here, Some(&here), &Typed::default(), &Faults::default(), StatusCode::OK)
}

async fn return_with_backup(here: Here, typed: Typed) -> Response {
    let command = Command::DeviceRecover { link: None, words: paper(&typed) };
    let answer = here.come_in(Some(&here.id), command).await;
    answered(&here, Some(&here), &typed, answer)
}

fn paper(typed: &Typed) -> Option<Secret> {
    typed.some("words").map(Secret::new)
}

fn answered(
    visit: &Visit,
    here: Option<&Here>,
    typed: &Typed,
    answer: Result<Answer, Refusal>,
) -> Response {
    match answer {
        Ok(Answer::Recovery(recovery)) => request(visit, &recovery),
        Ok(Answer::Joined(joined)) => {
            let short: String = joined.community.chars().take(SHORT).collect();
            frame::see_other(&format!("/c/{short}/joined"))
        }
        Ok(_) => frame::see_other("/"),
        Err(refusal) => {
            let fields = ["link", "words"];
            let field = usize::from(matches!(refusal, Refusal::BadWords(_)));
            let faults = Faults::of(visit.words, &refusal, &fields[field..=field]);
            form(visit, here, typed, &faults, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

fn form(
    visit: &Visit,
    here: Option<&Here>,
    typed: &Typed,
    faults: &Faults,
    status: StatusCode,
) -> Response {
    let words = visit.words;
    let title = say!(words, "page-back-title");
    let form = Form { words, typed, faults };
    let action = here.map_or_else(|| "/back".to_owned(), |here| here.at("devices/back"));
    let body = html! {
        div class="head" {
            (frame::crumb("/", &say!(words, "page-back")))
            h1 { (title) }
            p class="why" { (say!(words, "page-back-why")) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" action=(action) class="sheet" {
                @if here.is_none() {
                    (form.link(Ask {
                        name: "link",
                        label: &say!(words, "page-back-link"),
                        hint: &say!(words, "page-back-link-hint"),
                        autocomplete: Some("off"),
                        ..Ask::default()
                    }))
                }
                (form.text(Ask {
                    name: "words",
                    label: &say!(words, "page-back-words"),
                    hint: &say!(words, "page-back-words-hint"),
                    optional: true,
                    autocomplete: Some("off"),
                    ..Ask::default()
                }))
                div class="send" { (field::button(&say!(words, "page-back-do"))) }
            }
            @if here.is_none() {
                section class="sheet" aria-labelledby="t-backup" {
                    h2 id="t-backup" { (say!(words, "page-back-backup")) }
                    p { (say!(words, "page-back-backup-text")) }
                    p { a class="go" href="/back/backup" { (say!(words, "page-backup")) } }
                }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: None, body }.response(visit, here, status)
}

// What the new device asks the others, to be shown or sent.
fn request(visit: &Visit, recovery: &Recovery) -> Response {
    let words = visit.words;
    let title = say!(words, "page-back-asked");
    let body = html! {
        div class="head" {
            (frame::crumb("/", &say!(words, "page-back")))
            h1 { (title) }
            p class="why" { (say!(words, "page-back-asked-why", name = &recovery.name)) }
        }
        div class="stack body" {
            (invite::shown(
                &recovery.link,
                &say!(words, "page-back-code"),
                &say!(words, "page-back-code-hint"),
                &say!(words, "page-back-square"),
            ))
        }
    };
    Page { title: &title, current: None, body }.show_alone(visit)
}

fn others(here: &Here) -> Vec<(String, String)> {
    let is_other =
        |member: &&Member| !member.me && matches!(member.state.as_str(), "member" | "resting");
    let others = here.members().iter().filter(is_other);
    others.map(|member| (member.id.clone(), member.name.clone())).collect()
}

async fn choose(here: Here) -> Response {
    helping(&here, &Typed::default(), &Faults::default(), StatusCode::OK)
}

async fn help(here: Here, typed: Typed) -> Result<Response, Trouble> {
    let asked = Command::MemberRecover { who: typed.text("who-first"), code: None };
    match here.ask(asked).await {
        Ok(Answer::Recovery(recovery)) => Ok(link(&here, &recovery)),
        Ok(_) => Ok(frame::see_other(&here.at("devices/help"))),
        Err(refusal) => Err(here.trouble(refusal)),
    }
}

async fn approve(here: Here, typed: Typed) -> Response {
    let asked = Command::MemberRecover { who: typed.text("who"), code: Some(typed.text("code")) };
    match here.ask(asked).await {
        Ok(_) => frame::see_other(&here.at("changes")),
        Err(refusal) => {
            let faults = Faults::of(here.words, &refusal, &["code"]);
            helping(&here, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

fn helping(here: &Here, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = here.words;
    let title = say!(words, "page-help-title");
    let (form, others) = (Form { words, typed, faults }, others(here));
    let who = |name: &'static str| -> Markup {
        form.choice(Ask { name, label: &say!(words, "page-help-who"), ..Ask::default() }, &others)
    };
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("devices"), &say!(words, "page-devices")))
            h1 { (title) }
            p class="why" { (say!(words, "page-help-why")) }
        }
        (note::note(
            note::Tone::Care,
            &say!(words, "page-help-careful"),
            &html! { p { (say!(words, "page-help-careful-text")) } },
        ))
        div class="stack body" {
            (form.summary())
            form method="post" action=(here.at("devices/help")) class="sheet" {
                h2 { (say!(words, "page-help-first")) }
                (who("who-first"))
                div class="send" { (field::button(&say!(words, "page-help-link-do"))) }
            }
            form method="post" action=(here.at("devices/help/code")) class="sheet" {
                h2 { (say!(words, "page-help-second")) }
                (who("who"))
                (form.link(Ask {
                    name: "code",
                    label: &say!(words, "page-help-code"),
                    autocomplete: Some("off"),
                    ..Ask::default()
                }))
                div class="send" { (field::button(&say!(words, "page-help-do"))) }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Members), body }
        .show_as(here, status)
}

fn link(here: &Here, recovery: &Recovery) -> Response {
    let words = here.words;
    let title = say!(words, "page-help-link");
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("devices/help"), &say!(words, "page-help-title")))
            h1 { (title) }
            p class="why" { (say!(words, "page-help-link-why")) }
        }
        div class="stack body" {
            (invite::shown(
                &recovery.link,
                &say!(words, "page-help-link"),
                &say!(words, "page-help-link-hint"),
                &say!(words, "page-help-square"),
            ))
        }
    };
    Page { title: &title, current: Some(Nav::Members), body }.show(here)
}
