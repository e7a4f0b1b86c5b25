//! What is amiss: what was looked at, how it is, and what to do.
//!
//! Guards: only looks; what is broken comes first, and nothing is told by colour alone; what to do can be done
//! here, not on a command line. Next: [`super::around`].

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use peer::command::Command;
use words::{
    checkup::{self, Finding, State},
    say,
};

use crate::{
    parts::frame::{Nav, Page},
    server::App,
    trouble::Trouble,
    visit::{Here, answered},
};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/doctor", get(show))
}

async fn show(here: Here) -> Result<Response, Trouble> {
    let words = here.words;
    let doctor = answered!(here.ask(Command::Doctor).await, Doctor);
    let doctor = doctor.map_err(|refusal| here.trouble(refusal))?;
    let (summary, findings) = checkup::told(words, &doctor.findings);
    let title = say!(words, "page-doctor");
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" { (say!(words, "page-doctor-why")) }
        }
        div class="stack body" {
            section aria-labelledby="t-findings" {
                h2 id="t-findings" { (summary) }
                ul class="findings" { @for finding in findings { (row(&here, finding)) } }
                p { a class="btn quiet-btn" href=(here.at("doctor")) { (say!(words, "page-doctor-again")) } }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Around), body }.show(&here))
}

fn row(here: &Here, finding: &Finding) -> Markup {
    let words = here.words;
    let kind = match finding.state {
        State::Ok => "fine",
        State::Attention => "look",
        State::Wrong => "broken",
    };
    let said = finding.said_on_page(words);
    html! {
        li class=(kind) {
            p class="label" { (finding.state.label(words)) }
            div {
                p { (said.message) }
                @if !said.hint.is_empty() { p class="quiet" { (said.hint) } }
            }
        }
    }
}
