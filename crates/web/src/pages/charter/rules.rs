//! The house rules: read them, propose another, propose that one no longer holds.
//!
//! Guards: a house rule is written once and holds with two thirds of the members (R2); above each button
//! stands how many that is. Next: [`crate::pages::hidden`], what is done with them.

use axum::{Router, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Changes, Charter, HouseRule, Standing},
    command::Command,
    refusal::Refusal,
};
use words::{clean, say};

use super::{ask, part_id};
use crate::{
    pages::changes,
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
        icon,
    },
    prose,
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::{Here, answered},
};

/// The key of the charter.
pub(in crate::pages) const KEY: &str = "house_rules";

pub(super) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/charter/house_rules", get(show).post(propose))
}

/// House rules with their words.
pub(in crate::pages) fn list<'a>(rules: impl IntoIterator<Item = &'a HouseRule>) -> Markup {
    html! {
        ul class="house-rules" { @for rule in rules { li { (one(rule)) } } }
    }
}

fn one(rule: &HouseRule) -> Markup {
    html! {
        p { b { (clean::line(&rule.title)) } }
        @if !rule.text.is_empty() { div class="prose" { (prose::read(&rule.text)) } }
    }
}

async fn load(here: &Here) -> Result<(Charter, Standing), Trouble> {
    let charter = super::load(here).await?;
    let rule = charter.clauses.iter().find(|rule| rule.clause.key == KEY).cloned();
    let rule = rule.ok_or_else(|| here.trouble(Refusal::Unknown(KEY.to_owned())))?;
    Ok((charter, rule))
}

async fn show(here: Here) -> Result<Response, Trouble> {
    let rule = load(&here).await?;
    Ok(page(&here, &rule, &Typed::default(), &Faults::default(), StatusCode::OK))
}

async fn propose(here: Here, typed: Typed) -> Result<Response, Trouble> {
    let rule = load(&here).await?;
    let command = match typed.some("raw") {
        Some(value) => Command::CharterPropose { key: KEY.to_owned(), value },
        None => Command::HouseRuleWrite { title: typed.text("title"), text: typed.some("text") },
    };
    match answered!(here.ask(command).await, Changes) {
        Ok(Changes { changes }) => {
            let about = |clause: &peer::answer::Clause| clause.key == KEY;
            let mut mine = changes.iter().rev().filter(|change| change.approved);
            let waits = mine.find(|change| change.clause.as_ref().is_some_and(about));
            // Alone, it holds at once.
            let then = waits.map_or_else(
                || here.at(format_args!("charter#{}", part_id(KEY))),
                |change| changes::address(&here, change),
            );
            Ok(frame::see_other(&then))
        }
        Err(refusal) => {
            let faults = Faults::of(here.words, &refusal, &["title", "text"]);
            Ok(page(&here, &rule, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn page(
    here: &Here,
    (charter, rule): &(Charter, Standing),
    typed: &Typed,
    faults: &Faults,
    status: StatusCode,
) -> Response {
    let words = here.words;
    let title = say!(words, "rules-page");
    let form = Form { words, typed, faults };
    let address = here.at("charter/house_rules");
    let is_alone = charter.members < 2;
    let drop = |rule: &HouseRule| {
        let button = html! {
            button class="btn quiet-btn" type="submit" {
                @if is_alone { (say!(words, "rules-drop-alone")) }
                @else { (say!(words, "rules-drop")) }
                span class="off" { ": " (clean::line(&rule.title)) }
            }
        };
        field::one_button(&address, &[("raw", &format!("drop {}", rule.id))], &button)
    };
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("charter"), &say!(words, "charter-page")))
            h1 { (title) }
            p class="why" { (say!(words, "charter-house-why")) }
        }
        div class="stack body" {
            (form.summary())
            section aria-labelledby="t-now-is" {
                h2 id="t-now-is" { (say!(words, "rules-now")) }
                @if rule.clause.rules.is_empty() {
                    p class="quiet" { (say!(words, "rules-none")) }
                } @else {
                    ul class="house-rules" {
                        @for rule in &rule.clause.rules {
                            li {
                                (one(rule))
                                @if here.is_member() { (drop(rule)) }
                            }
                        }
                    }
                }
            }
            @if here.is_member() {
                @if !rule.conflict.is_empty() { (ask::apart(here, rule, &address)) }
                section aria-labelledby="t-write" {
                    h2 id="t-write" { (say!(words, "rules-write")) }
                    form method="post" action=(address) class="sheet" {
                        (form.line(Ask {
                            name: "title",
                            label: &say!(words, "rules-title"),
                            hint: &say!(words, "rules-title-hint"),
                            autocomplete: Some("off"),
                            ..Ask::default()
                        }))
                        (form.text(Ask {
                            name: "text",
                            label: &say!(words, "rules-text"),
                            optional: true,
                            ..Ask::default()
                        }))
                        p class="quiet" { (say!(words, "rules-fixed")) }
                        p class="needed" {
                            (say!(words, "charter-ask-then", needed = charter.needed, n = charter.members))
                        }
                        div class="send" {
                            @if is_alone { (field::button(&say!(words, "rules-propose-alone"))) }
                            @else { (field::button(&say!(words, "rules-propose"))) }
                            a class="go" href=(here.at("charter")) {
                                (icon::icon("i-back")) (say!(words, "charter-ask-not"))
                            }
                        }
                    }
                }
            } @else {
                p class="quiet" { (ask::no_say(here)) }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Charter), body }
        .show_as(here, status)
}
