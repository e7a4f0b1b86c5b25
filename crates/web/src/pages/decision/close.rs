//! Closing a round: asked once, with what it would come to.
//!
//! Guards: whoever closes has read who isn't heard yet, and that the result is provisional at first.
//! Next: [`super::acknowledge`].

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::html;
use peer::command::Command;
use words::{clean, say, term, when};

use super::{Which, address, load, who};
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
    Router::new().route("/c/{community}/decisions/{decision}/close", get(ask).post(close))
}

async fn ask(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let view = load(&here, id).await?;
    let words = here.words;
    let decision = &view.decision;
    let back = address(&here, decision);
    let title = say!(words, "page-close");
    let silent =
        |name: &&String| !decision.counted.contains_key(*name) && !decision.void.contains(*name);
    let absent: Vec<_> = decision.electorate.iter().filter(silent).collect();
    let body = html! {
        div class="head" {
            (frame::crumb(&back, &clean::line(&decision.title)))
            h1 { (title) }
        }
        div class="stack body" {
            @if decision.may_close {
                div id="close" data-live {
                    @if let Some(outcome) = &decision.would_be {
                        p class="lead" {
                            (say!(words, "page-close-would-be", outcome = term::outcome(words, outcome)))
                        }
                    }
                    (tally::tally(words, decision, &say!(words, "page-tally-so-far")))
                    ul class="rule" {
                        @if !absent.is_empty() {
                            li { (say!(words, "page-close-absent", names = words.list(&absent))) }
                        }
                        @if let Some(deadline) = decision.deadline.filter(|at| *at > here.now) {
                            li {
                                (say!(words, "page-close-early",
                                    moment = when::short_moment(words, deadline, here.now)))
                            }
                        }
                        li { (say!(words, "page-close-provisional", needed = decision.electorate.len())) }
                    }
                }
                form method="post" class="send" {
                    (field::button(&say!(words, "page-close-do")))
                    p { a class="go" href=(back) { (say!(words, "page-not-yet")) } }
                }
            } @else {
                p {
                    @if decision.status != "open" {
                        (say!(words, "page-close-already"))
                    } @else if decision.elector {
                        (who::quorum(&here, decision))
                    } @else {
                        (say!(words, "page-close-watch"))
                    }
                }
                p { a class="go" href=(back) { (say!(words, "page-back-to-decision")) } }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Decisions), body }.show(&here))
}

async fn close(here: Here, Path((_, id)): Which) -> Response {
    let address = here.at(format_args!("decisions/{id}"));
    frame::act(&here, Command::DecisionClose { id, seed: None }, &address).await
}
