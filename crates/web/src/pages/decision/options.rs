//! What is chosen from: the options with their texts and costs, and one more while nobody votes yet.
//!
//! Guards: once a round is open the list stands as it was opened. Next: [`super::ballot`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::Decision,
    command::{Command, NewOption},
    refusal::Refusal,
};
use words::{clean, say, speech::Words};

use super::{View, Which, ballot::line::Asked, load, state};
use crate::{
    parts::{
        field::{self, Ask, Form},
        fold::Written,
        frame, tally,
    },
    prose,
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::Here,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions/{decision}/option", get(super::show).post(add))
}

/// The options; nothing where a method asks yes or no.
pub(super) fn list(here: &Here, decision: &Decision) -> Markup {
    let words = here.words;
    if Asked::of(&decision.method) == Asked::Word {
        return html! {};
    }
    let is_chosen = |title: &String| decision.shown.is_some() && decision.chosen.contains(title);
    html! {
        section class="sheet" id="options" data-live aria-labelledby="t-options" {
            h2 id="t-options" { (say!(words, "page-options", n = decision.options.len())) }
            @if let Some(pot) = decision.numbers.pot {
                p class="quiet" { (say!(words, "page-options-pot", pot = tally::money(words, pot))) }
            }
            @if decision.options.is_empty() {
                p class="quiet" { (say!(words, "page-options-none")) }
            } @else {
                ol class="options" {
                    @for option in &decision.options {
                        @let written = Written { id: &option.id, by: &option.by, fold: option.fold.as_ref() };
                        li { (written.folded(here, &format!("x-{}", option.id), &html! {
                            p {
                                b { (clean::line(&option.title)) }
                                @if let Some(cost) = option.cost {
                                    " " span class="cost" { (tally::money(words, cost)) }
                                }
                                @if is_chosen(&option.title) {
                                    " " span class="pill" { (say!(words, "page-option-chosen")) }
                                }
                                @if decision.numbers.status_quo.as_ref() == Some(&option.title) {
                                    " " small { (say!(words, "page-option-stay")) }
                                }
                            }
                            @if !option.text.trim().is_empty() {
                                div class="prose" { (prose::read(&option.text)) }
                            }
                        }))
                            (written.voice(here))
                            (written.line(here))
                        }
                    }
                }
            }
        }
    }
}

/// One more option, while nobody votes.
pub(super) fn more(
    here: &Here,
    view: &View,
    address: &str,
    typed: &Typed,
    faults: &Faults,
) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    let may = here.takes_part() && decision.editable && state::stage(decision) == "draft";
    if !may || Asked::of(&decision.method) == Asked::Word {
        return html! {};
    }
    let is_refused = faults.is_any() && typed.has("option");
    let form = Form { words, typed, faults };
    html! {
        details class="add" open[is_refused || decision.options.len() < 2] {
            summary { (say!(words, "page-option-add")) }
            form method="post" action={ (address) "/option" } class="sheet" {
                (form.line(Ask {
                    name: "option",
                    label: &say!(words, "page-option-title"),
                    ..Ask::default()
                }))
                @if decision.method.starts_with("budget") {
                    (form.line(Ask {
                        name: "cost",
                        label: &say!(words, "page-option-cost"),
                        ..Ask::default()
                    }))
                }
                (form.text(Ask {
                    name: "about",
                    label: &say!(words, "page-option-text"),
                    optional: true,
                    ..Ask::default()
                }))
                div class="send" { (field::quiet_button(&say!(words, "page-option-do"))) }
            }
        }
    }
}

async fn add(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let option = NewOption {
        title: typed.text("option"),
        text: typed.text("about"),
        cost: typed.some("cost"),
    };
    let command = Command::DecisionOption { id: id.clone(), option };
    match here.ask(command).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("decisions/{id}#options")))),
        Err(refusal) => {
            let view = load(&here, id).await?;
            let faults = faults(here.words, &refusal);
            Ok(super::page(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// What is wrong with options, as far as it is about them.
pub(in crate::pages) fn faults(words: Words, refusal: &Refusal) -> Faults {
    match refusal {
        Refusal::Invalid(about) if about == "option" => {
            Faults::at("option", say!(words, "page-option-wrong"))
        }
        Refusal::Invalid(about) if about == "cost" => {
            Faults::at("cost", say!(words, "page-option-cost-wrong"))
        }
        Refusal::NoCost(_) => Faults::at("cost", say!(words, "page-option-cost-wrong")),
        Refusal::TooFewOptions => Faults::at("option", say!(words, "page-option-few")),
        other => Faults::of(words, other, &["option", "cost"]),
    }
}
