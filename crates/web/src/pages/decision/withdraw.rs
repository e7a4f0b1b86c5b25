//! Taking an opening back: asked once, in words.
//!
//! Guards: only who opened the round is offered it; it says what becomes of the ballots that were cast.
//! Next: [`super::open`].

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::{Markup, html};
use peer::{answer::Decision, command::Command};
use words::say;

use super::{Which, address, load, state};
use crate::{
    parts::{
        field,
        frame::{self, Nav, Page},
    },
    server::App,
    trouble::Trouble,
    visit::Here,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions/{decision}/withdraw", get(ask).post(withdraw))
}

/// The way there, for who opened the round.
pub(super) fn line(here: &Here, decision: &Decision, address: &str) -> Markup {
    let is_offered = decision.ways.may_withdraw && state::stage(decision) != "draft";
    html! {
        p class="quiet" id="withdraw" data-live {
            @if is_offered {
                a class="go" href={ (address) "/withdraw" } { (say!(here.words, "page-retract-was-wrong")) }
            }
        }
    }
}

async fn ask(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let view = load(&here, id).await?;
    let words = here.words;
    let decision = &view.decision;
    let back = address(&here, decision);
    let title = say!(words, "page-retract");
    let cast = decision.counted.len();
    let body = html! {
        div class="head" {
            (frame::crumb(&back, &super::title(&here, decision)))
            h1 { (title) }
        }
        div class="stack body" {
            @if decision.ways.may_withdraw {
                ul class="rule" {
                    li { (say!(words, "page-retract-then")) }
                    @if cast > 0 { li { (say!(words, "page-retract-cast", n = cast)) } }
                    li { (say!(words, "page-retract-again")) }
                }
                form method="post" class="send" {
                    (field::button(&say!(words, "page-retract-do")))
                    p { a class="go" href=(back) { (say!(words, "page-retract-not")) } }
                }
            } @else {
                p { (say!(words, "page-retract-none")) }
                p { a class="go" href=(back) { (say!(words, "page-back-to-decision")) } }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Decisions), body }.show(&here))
}

async fn withdraw(here: Here, Path((_, id)): Which) -> Response {
    let address = here.at(format_args!("decisions/{id}"));
    frame::act(&here, Command::DecisionWithdraw { id }, &address).await
}
