//! Acknowledging a close by hand: when one's own app didn't do it by itself.
//!
//! Guards: whoever acknowledges sees what they say: that it counts so on their own device too.
//! Next: [`super::count`].

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::html;
use peer::command::Command;
use words::{say, term};

use super::{Which, address, load};
use crate::{
    parts::{
        field,
        frame::{self, Nav, Page},
        tally,
    },
    server::App,
    trouble::Trouble,
    visit::Here,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/decisions/{decision}/acknowledge", get(ask).post(acknowledge))
}

async fn ask(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let view = load(&here, id).await?;
    let words = here.words;
    let decision = &view.decision;
    let back = address(&here, decision);
    let title = say!(words, "page-acknowledge");
    let body = html! {
        div class="head" {
            (frame::crumb(&back, &super::title(&here, decision)))
            h1 { (title) }
            p class="why" { (say!(words, "page-acknowledge-why")) }
        }
        div class="stack body" {
            @if decision.may_acknowledge {
                div id="acknowledge" data-live {
                    @if let Some(outcome) = &decision.provisional {
                        p class="lead" {
                            (say!(words, "page-acknowledge-outcome", outcome = term::outcome(words, outcome)))
                            @if !decision.chosen.is_empty() {
                                " " (say!(words, "page-chosen", names = words.list(&decision.chosen)))
                            }
                        }
                    }
                    (tally::tally(words, decision, &say!(words, "page-tally")))
                }
                form method="post" class="send" {
                    (field::button(&say!(words, "page-acknowledge-do")))
                    p { a class="go" href=(back) { (say!(words, "page-not-yet")) } }
                }
            } @else {
                p { (say!(words, "page-acknowledge-not")) }
                p { a class="go" href=(back) { (say!(words, "page-back-to-decision")) } }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Decisions), body }.show(&here))
}

async fn acknowledge(here: Here, Path((_, id)): Which) -> Response {
    let address = here.at(format_args!("decisions/{id}"));
    frame::act(&here, Command::DecisionAcknowledge { id }, &address).await
}
