//! A profile that woke up elsewhere: was it moved, or is it a copy?
//!
//! Guards: until that is answered nothing is written, so nothing is lost by waiting; both answers say in
//! words what follows. Next: [`super`] and the home, where it is asked.

use axum::{Router, response::Response, routing::post};
use maud::{Markup, html};
use peer::command::Command;
use words::say;

use crate::{
    parts::{field, frame},
    server::App,
    visit::Here,
};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/devices/moved", post(moved))
        .route("/c/{community}/devices/copied", post(copied))
}

async fn moved(here: Here) -> Response {
    frame::act(&here, Command::DeviceMoved, &here.at("devices")).await
}

async fn copied(here: Here) -> Response {
    frame::act(&here, Command::DeviceCopied, &here.at("devices")).await
}

/// The question, where there is one; the ways back, where this profile has no device.
pub(in crate::pages) fn asked(here: &Here) -> Markup {
    let words = here.words;
    let button = |to: &str, text: String| {
        field::one_button(&here.at(to), &[], &html! { button class="btn" type="submit" { (text) } })
    };
    match here.state.as_str() {
        "moved" => html! {
            section class="sheet sure" aria-labelledby="t-elsewhere" {
                h2 id="t-elsewhere" { (say!(words, "page-elsewhere")) }
                p { (say!(words, "page-elsewhere-text")) }
                p { (say!(words, "page-elsewhere-moved-text")) }
                (button("devices/moved", say!(words, "page-elsewhere-moved")))
                p { (say!(words, "page-elsewhere-copied-text")) }
                (button("devices/copied", say!(words, "page-elsewhere-copied")))
            }
        },
        "apart" => html! {
            section class="sheet" aria-labelledby="t-apart" {
                h2 id="t-apart" { (say!(words, "page-apart")) }
                p { (say!(words, "page-apart-text")) }
                ul class="tips" {
                    li { a class="go" href="/device-join" { (say!(words, "page-apart-device")) } }
                    li { a class="go" href=(here.at("devices/back")) { (say!(words, "page-apart-back")) } }
                }
            }
        },
        _ => html! {},
    }
}
