//! A paper key: 24 words to copy, of which two are asked back before the key counts.
//!
//! Guards: the words stand on one page, once; what carries them to the check is that page itself, so that
//! nothing of them is kept here. Next: [`super::back`], where they are used.

use axum::{Router, http::StatusCode, response::Response, routing::get};
use maud::html;
use peer::{answer::Paper, command::Command, secret::Secret};
use words::say;

use crate::{
    parts::{
        field::{Ask, Form},
        frame::{self, Nav, Page},
        note,
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::{Here, answered},
};

/// The two words that are asked back, by the fields of the form.
const ASKED: [&str; 2] = ["first", "second"];

pub(crate) fn routes() -> Router<App> {
    // Made by a button and not by a link: nothing that is fetched ahead makes one.
    Router::new()
        .route("/c/{community}/devices/paper", get(before).post(make))
        .route("/c/{community}/devices/paper/check", get(before).post(check))
}

async fn before(here: Here) -> Response {
    frame::see_other(&here.at("devices"))
}

async fn make(here: Here) -> Result<Response, Trouble> {
    let made = answered!(here.ask(Command::DevicePaper).await, Paper);
    let Paper { words, check, .. } = made.map_err(|refusal| here.trouble(refusal))?;
    let typed = Typed::of([("words", words.join(" "))])
        .and(check.iter().map(|place| ("place", place.to_string())));
    Ok(sheet(&here, &typed, &Faults::default(), StatusCode::OK))
}

async fn check(here: Here, typed: Typed) -> Result<Response, Trouble> {
    let list: Vec<_> = typed.get("words").split(' ').collect();
    let mut faults = Faults::default();
    for (place, field) in typed.all("place").iter().zip(ASKED) {
        let at = place.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
        let wanted = at.and_then(|at| list.get(at));
        if wanted.is_none_or(|word| typed.get(field).trim().to_lowercase() != **word) {
            faults = Faults::at(field, say!(here.words, "page-paper-other", place = place));
        }
    }
    // As many as were asked: a form that asks for nothing shows nothing.
    if typed.all("place").len() != ASKED.len() || ASKED.iter().any(|at| faults.get(at).is_some()) {
        return Ok(sheet(&here, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let words = Secret::new(typed.text("words"));
    match here.ask(Command::DevicePaperKeep { words }).await {
        Ok(_) => Ok(frame::see_other(&here.at("devices"))),
        Err(refusal) => Err(here.trouble(refusal)),
    }
}

fn sheet(here: &Here, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = here.words;
    let title = say!(words, "page-paper");
    let form = Form { words, typed, faults };
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("devices"), &say!(words, "page-devices")))
            h1 { (title) }
            p class="why" { (say!(words, "page-paper-why")) }
        }
        (note::note(
            note::Tone::Care,
            &say!(words, "page-paper-once"),
            &html! { p { (say!(words, "page-paper-once-text")) } },
        ))
        div class="stack body" {
            (form.summary())
            section class="sheet" aria-labelledby="t-words" {
                h2 id="t-words" { (say!(words, "page-paper-words")) }
                ol class="words" translate="no" {
                    @for word in typed.get("words").split(' ') { li { (word) } }
                }
            }
            form method="post" action=(here.at("devices/paper/check")) class="sheet" {
                h2 { (say!(words, "page-paper-check")) }
                input type="hidden" name="words" value=(typed.get("words"));
                @for (place, field) in typed.all("place").iter().zip(ASKED) {
                    input type="hidden" name="place" value=(place);
                    (form.line(Ask {
                        name: field,
                        label: &say!(words, "page-paper-word", place = place),
                        autocomplete: Some("off"),
                        ..Ask::default()
                    }))
                }
                div class="send" {
                    button class="btn" type="submit" { (say!(words, "page-paper-do")) }
                    a class="go" href=(here.at("devices")) { (say!(words, "page-paper-not")) }
                }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Members), body }.response(
        here,
        Some(here),
        status,
    )
}
