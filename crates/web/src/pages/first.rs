//! The first page that somebody sees, and starting a community.
//!
//! Guards: nothing is asked that isn't needed: under a minute from here to a community. Next:
//! [`super::join`], the other way in.

use axum::{Router, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{answer::Community, command::Command};
use words::say;

use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Page},
        person,
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::{Visit, answered, is_out, short},
};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/", get(begin)).route("/start", get(ask).post(start))
}

/// A street to look at: drawing, walls, whether somebody is in.
const STREET: [(&str, &str, bool); 7] = [
    ("h1", "w1", true),
    ("h2", "w2", true),
    ("h6", "w3", true),
    ("h4", "w4", false),
    ("h3", "w1", true),
    ("h5", "w4", true),
    ("h2", "w3", true),
];

async fn begin(visit: Visit) -> Result<Response, Trouble> {
    let list = visit.communities().await;
    let list = list.map_err(|refusal| Trouble::new(visit.clone(), None, refusal))?.communities;
    Ok(match list.as_slice() {
        [] => first(&visit),
        [only] if !is_out(&only.state) => frame::see_other(&format!("/c/{}/", short(&only.id))),
        _ => frame::see_other("/communities"),
    })
}

fn first(visit: &Visit) -> Response {
    let words = visit.words;
    let title = say!(words, "page-first");
    let body = html! {
        div class="head hello" {
            h1 { (title) }
            p class="why" { (say!(words, "page-first-what")) }
            div class="lane" aria-hidden="true" {
                @for (drawing, wall, is_lit) in STREET { (person::drawn(drawing, wall, is_lit)) }
            }
        }
        div class="stack body wide" {
            ul class="ways" {
                li { (way(
                    "/start",
                    &say!(words, "page-start"),
                    &say!(words, "page-start-what"),
                    &say!(words, "page-start-go"),
                )) }
                li { (way(
                    "/join",
                    &say!(words, "page-join"),
                    &say!(words, "page-join-what"),
                    &say!(words, "page-join-go"),
                )) }
            }
            p class="quiet" {
                (say!(words, "page-first-device")) " "
                a class="go" href="/device-join" { (say!(words, "page-device-join")) }
            }
            p class="quiet" {
                (say!(words, "page-first-bundle")) " "
                a class="go" href="/bundle" { (say!(words, "page-first-bundle-go")) }
            }
            p class="quiet" {
                (say!(words, "page-first-back")) " "
                a class="go" href="/back" { (say!(words, "page-first-back-go")) }
            }
        }
    };
    Page { title: &title, current: None, body }.show_alone(visit)
}

fn way(address: &str, name: &str, what: &str, go: &str) -> Markup {
    html! {
        a class="card way" href=(address) {
            h2 { (name) }
            p { (what) }
            p class="way-go" { (go) }
        }
    }
}

async fn ask(visit: Visit) -> Response {
    form(&visit, &Typed::default(), &Faults::default(), StatusCode::OK)
}

async fn start(visit: Visit, typed: Typed) -> Response {
    let words = visit.words;
    let refuse = |faults| form(&visit, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY);
    // The peer calls both names "name"; which one it is, is looked at here.
    if typed.some("me").is_none() {
        return refuse(Faults::at("me", say!(words, "page-me-missing")));
    }
    if typed.some("purpose").is_none() {
        return refuse(Faults::at("purpose", say!(words, "page-purpose-missing")));
    }
    let command = Command::CommunityCreate {
        name: typed.text("name"),
        purpose: typed.text("purpose"),
        me: typed.text("me"),
        kind: person::chosen(typed.get("kind")),
        charter: typed.some("charter"),
    };
    match answered!(visit.ask(command).await, Community) {
        Ok(Community { id, .. }) => frame::see_other(&format!("/c/{}/", short(&id))),
        Err(refusal) => refuse(Faults::of(words, &refusal, &["name", "purpose", "charter"])),
    }
}

fn form(visit: &Visit, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = visit.words;
    let title = say!(words, "page-start");
    let form = Form { words, typed, faults };
    let body = html! {
        div class="head" {
            (frame::crumb("/", &say!(words, "page-back")))
            h1 { (title) }
            p class="why" { (say!(words, "page-start-why")) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" action="/start" class="sheet" {
                (form.line(Ask {
                    name: "name",
                    label: &say!(words, "page-start-name"),
                    hint: &say!(words, "page-start-name-hint"),
                    autocomplete: Some("off"),
                    ..Ask::default()
                }))
                (form.line(Ask {
                    name: "purpose",
                    label: &say!(words, "page-start-purpose"),
                    hint: &say!(words, "page-start-purpose-hint"),
                    autocomplete: Some("off"),
                    ..Ask::default()
                }))
                (person::fields(&form))
                (charters(&form))
                div class="send" {
                    (field::button(&say!(words, "page-start-do")))
                    p { (say!(words, "page-start-after")) }
                }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: None, body }.response(visit, None, status)
}

// The starting charters, the usual one first and chosen (`peer::clause::STARTING`).
fn charters(form: &Form<'_>) -> Markup {
    let words = form.words;
    let options = [
        (
            "association",
            say!(words, "charter-start-association"),
            say!(words, "charter-start-association-what"),
        ),
        (
            "friends",
            say!(words, "charter-start-friends"),
            say!(words, "charter-start-friends-what"),
        ),
        (
            "platform",
            say!(words, "charter-start-platform"),
            say!(words, "charter-start-platform-what"),
        ),
        (
            "initiative",
            say!(words, "charter-start-initiative"),
            say!(words, "charter-start-initiative-what"),
        ),
    ];
    form.radios(
        Ask {
            name: "charter",
            label: &say!(words, "charter-start"),
            hint: &say!(words, "charter-start-hint"),
            ..Ask::default()
        },
        &options,
    )
}
