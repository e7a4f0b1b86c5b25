//! Scheuring: what somebody settled behind the back of the members as this device knows them.
//!
//! Guards: it is said with names on every page until the owner decides; nothing of it is settled by a
//! link or a look, only by the button that says what it does. Next: [`super::members`].

use axum::{Router, response::Response, routing::get};
use maud::html;
use peer::{answer::Rift, answer::Schism, command::Command};
use words::{charter, say, when};

use super::joined;
use crate::{
    parts::{
        frame::{self, Page},
        note::{self, Tone},
    },
    server::App,
    trouble::Trouble,
    visit::{Here, answered},
};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/schism", get(show).post(accept))
}

async fn show(here: Here) -> Result<Response, Trouble> {
    if here.seen.is_none() {
        return Ok(joined::waiting(&here));
    }
    let words = here.words;
    let answer = answered!(here.ask(Command::SchismShow).await, Schism);
    let Schism { rifts } = answer.map_err(|refusal| here.trouble(refusal))?;
    let title = say!(words, "schism-page");
    let rift = |rift: &Rift| {
        let at = when::moment(words, rift.at);
        charter::rift(words, &rift.what, &rift.about, &rift.by, &at)
    };
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("members"), &say!(words, "page-nav-members")))
            h1 { (title) }
        }
        div class="stack body" id="schism" data-live {
            @if rifts.is_empty() {
                p { (say!(words, "schism-none")) }
            } @else {
                (note::note(Tone::Stop, &say!(words, "schism-heading"), &html! {
                    p { (say!(words, "schism-begin")) }
                    ul { @for one in &rifts { li { (rift(one)) } } }
                    p { (say!(words, "schism-goes-on")) }
                }))
            }
        }
        @if !rifts.is_empty() {
            section class="stack" aria-labelledby="t-accept" {
                h2 id="t-accept" { (say!(words, "schism-accept-heading")) }
                p { (say!(words, "schism-accept-text")) }
                form method="post" action=(here.at("schism")) {
                    button class="btn quiet-btn" { (say!(words, "schism-accept")) }
                }
            }
        }
    };
    Ok(Page { title: &title, current: None, body }.show(&here))
}

async fn accept(here: Here) -> Response {
    frame::act(&here, Command::SchismAccept, &here.at("members")).await
}
