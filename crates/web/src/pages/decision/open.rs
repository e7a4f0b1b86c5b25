//! Opening a round: by which rule, among how many, and until when.
//!
//! Guards: the rule is read in words and numbers before anybody opens; the text is fixed from then on,
//! and the page says so. Next: [`super::close`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{command::Command, refusal::Refusal};
use words::{clean, say};

use super::{View, Which, address, load, rule};
use crate::{
    parts::{
        field::{self, Form},
        frame::{self, Nav, Page},
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::Here,
};

/// The terms that can be chosen at once, in days. The middle one stands first chosen: it is the term of a
/// new community's rules.
const TERMS: [usize; 3] = [3, 7, 14];

/// The term that is chosen when none was.
const USUAL: &str = "7d";

pub(super) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions/{decision}/open", get(ask).post(open))
}

async fn ask(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let view = load(&here, id).await?;
    Ok(page(&here, &view, &Typed::default(), &Faults::default(), StatusCode::OK))
}

fn page(here: &Here, view: &View, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = here.words;
    let decision = &view.decision;
    let title = say!(words, "page-open");
    let body = html! {
        div class="head" {
            (frame::crumb(&address(here, decision), &clean::line(&decision.title)))
            h1 { (title) }
            p class="why" { (say!(words, "page-open-why")) }
        }
        div class="stack body" {
            (Form { words, typed, faults }.summary())
            section aria-labelledby="t-rule" {
                h2 id="t-rule" { (say!(words, "page-rule")) }
                (rule::in_numbers(words, &decision.method, decision.share.as_deref(),
                    &decision.quorum, view.voters()))
            }
            form method="post" class="sheet" {
                (terms(here, typed, faults))
                div class="send" {
                    (field::button(&say!(words, "page-open-do")))
                    p { (say!(words, "page-open-fixed")) }
                }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Decisions), body }
        .show_as(here, status)
}

fn terms(here: &Here, typed: &Typed, faults: &Faults) -> Markup {
    let words = here.words;
    let chosen = typed.some("term").unwrap_or_else(|| USUAL.to_owned());
    let fault = faults.get("deadline");
    html! {
        fieldset class="field" {
            legend class="ask" { h2 { (say!(words, "page-term")) } }
            div class="opts" {
                @for days in TERMS {
                    @let value = format!("{days}d");
                    div class="opt" { label {
                        input type="radio" name="term" value=(value) checked[chosen == value];
                        span { b { (say!(words, "page-term-days", n = days)) } }
                    } }
                }
                div class="opt" {
                    label {
                        input type="radio" name="term" value="own" checked[chosen == "own"];
                        span { b { (say!(words, "page-term-own")) } }
                    }
                    div class="more" {
                        label class="ask" for="f-deadline" { (say!(words, "page-term-moment")) }
                        input type="datetime-local" id="f-deadline" name="deadline"
                            value=(typed.get("deadline"))
                            aria-invalid=[fault.map(|_| "true")]
                            aria-describedby=[fault.map(|_| "e-deadline")];
                        @if let Some(said) = fault { p class="fault" id="e-deadline" { (said) } }
                    }
                }
            }
        }
    }
}

async fn open(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let term = typed.some("term").unwrap_or_else(|| USUAL.to_owned());
    let deadline = if term == "own" { typed.text("deadline") } else { term };
    let command = Command::DecisionOpen {
        id: id.clone(),
        deadline: Some(deadline),
        tellers: Vec::new(),
        proxies: None,
    };
    match here.ask(command).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("decisions/{id}")))),
        Err(refusal) => {
            let view = load(&here, id).await?;
            let faults = match &refusal {
                Refusal::Invalid(about) if about == "deadline" => {
                    Faults::at("deadline", say!(here.words, "page-term-wrong"))
                }
                other => Faults::of(here.words, other, &[]),
            };
            Ok(page(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}
