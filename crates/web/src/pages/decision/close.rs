//! Closing a round: asked once, with what it would come to.
//!
//! Guards: whoever closes has read who isn't heard yet, and that the result is provisional at first.
//! Next: [`super::acknowledge`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{answer::Decision, command::Command, refusal::Refusal};
use words::{say, term, when};

use super::{View, Which, address, load, state, who};
use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
        tally,
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::Here,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions/{decision}/close", get(ask).post(close))
}

async fn ask(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let view = load(&here, id).await?;
    Ok(page(&here, &view, &Typed::default(), &Faults::default(), StatusCode::OK))
}

fn page(here: &Here, view: &View, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = here.words;
    let decision = &view.decision;
    let back = address(here, decision);
    let title = say!(words, "page-close");
    let form = Form { words, typed, faults };
    let silent =
        |name: &&String| !decision.counted.contains_key(*name) && !decision.void.contains(*name);
    let absent: Vec<_> = decision.electorate.iter().filter(silent).collect();
    let body = html! {
        div class="head" {
            (frame::crumb(&back, &super::title(here, decision)))
            h1 { (title) }
        }
        div class="stack body" {
            (form.summary())
            @if decision.may_close {
                div id="close" data-live {
                    @if let Some(outcome) = decision.would_be.as_ref().filter(|_| decision.method != "lot") {
                        p class="lead" {
                            (say!(words, "page-close-would-be", outcome = term::outcome(words, outcome)))
                            @if !decision.chosen.is_empty() {
                                " " (say!(words, "page-chosen", names = words.list(&decision.chosen)))
                            }
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
                form method="post" {
                    (seed(&form, decision))
                    div class="send" {
                        (field::button(&say!(words, "page-close-do")))
                        p { a class="go" href=(back) { (say!(words, "page-not-yet")) } }
                    }
                }
            } @else {
                p {
                    @if state::stage(decision) != "open" {
                        (say!(words, "page-close-already"))
                    } @else if decision.method == "mandate" {
                        (say!(words, "page-close-advice"))
                    } @else if decision.elector {
                        (who::quorum(here, decision))
                    } @else {
                        (say!(words, "page-close-watch"))
                    }
                }
                p { a class="go" href=(back) { (say!(words, "page-back-to-decision")) } }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Decisions), body }
        .show_as(here, status)
}

// The numbers of the public draw, where a lot decides.
fn seed(form: &Form<'_>, decision: &Decision) -> Markup {
    let words = form.words;
    let is_lot = decision.method == "lot";
    if !is_lot && decision.numbers.ties != "lot" {
        return html! {};
    }
    let hint =
        if is_lot { say!(words, "page-seed-hint-lot") } else { say!(words, "page-seed-hint-tie") };
    form.line(Ask {
        name: "seed",
        label: &say!(words, "page-seed"),
        hint: &hint,
        optional: !is_lot,
        autocomplete: Some("off"),
        ..Ask::default()
    })
}

async fn close(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let command = Command::DecisionClose { id: id.clone(), seed: typed.some("seed") };
    match here.ask(command).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("decisions/{id}")))),
        Err(refusal) => {
            let view = load(&here, id).await?;
            // Closed meanwhile: the page says so.
            let faults = match &refusal {
                Refusal::Invalid(about) if about == "seed" => {
                    Faults::at("seed", say!(here.words, "page-seed-wrong"))
                }
                other => Faults::of(here.words, other, &[]),
            };
            Ok(page(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}
