//! A decision under a mandate, its advice, objections that others weigh, the other party of an agreement.
//!
//! Guards: what can change by itself is live and holds no form; each button is named after what it says;
//! whoever may say nothing sees no form. Next: [`super::result`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Advice, Adviser, Decision, Partner, Test, Under},
    command::{Command, task::Counsel},
    refusal::{Refusal, Refused},
};
use words::{clean, say, tally::said::euros, task};

use super::{Which, load};
use crate::{
    parts::{
        field::{self, Ask, Form},
        fold, frame, icon, moment,
    },
    prose,
    server::App,
    trouble::{self, Trouble},
    typed::{Faults, Typed},
    visit::Here,
};

pub(super) fn routes() -> Router<App> {
    let at = |page: &str| format!("/c/{{community}}/decisions/{{decision}}/{page}");
    Router::new()
        .route(&at("advise"), get(super::show).post(advise))
        .route(&at("answer"), get(super::show).post(answer))
        .route(&at("weigh"), get(super::show).post(weigh))
        .route(&at("agree"), get(super::show).post(agree))
}

/// All of it, with the forms that the reader may use.
pub(super) fn section(
    here: &Here,
    decision: &Decision,
    address: &str,
    typed: &Typed,
    faults: &Faults,
) -> Markup {
    let counsel = &decision.counsel;
    let form = Form { words: here.words, typed, faults };
    html! {
        div id="under" data-live {
            @if let Some(under) = &counsel.under { (told(here, under)) }
        }
        @if let Some(under) = &counsel.under { (forms(here, under, address, &form)) }
        div id="agreement" data-live {
            @if let Some(partner) = &counsel.partner { (agreement(here, partner)) }
        }
        @if let Some(partner) = counsel.partner.as_ref().filter(|one| one.mine && one.agrees != Some(true)) {
            (agree_form(here, partner, address, &form))
        }
    }
}

fn amount(here: &Here, cents: i64) -> String {
    euros(here.words, u64::try_from(cents).unwrap_or_default())
}

fn told(here: &Here, under: &Under) -> Markup {
    let words = here.words;
    html! {
        section class="sheet" aria-labelledby="t-under" {
            h2 id="t-under" { (say!(words, "page-under")) }
            p {
                (say!(words, "page-under-decides", name = &under.decider)) " "
                a href=(here.at(format_args!("mandates/{}", under.mandate))) { (clean::line(&under.title)) }
            }
            @if under.amount > 0 {
                p { (say!(words, "how-mandate-cost", amount = amount(here, under.amount),
                    ceiling = amount(here, under.ceiling), spent = amount(here, under.spent))) }
            }
            @if !under.topics.is_empty() {
                p { (say!(words, "task-topics", topics = words.list(&under.topics))) }
            }
            @match &under.outside {
                Some(why) => p class="agreed blocked" {
                    (icon::icon("i-stop"))
                    span { (say!(words, "how-mandate-outside", why = task::outside(words, why))) }
                },
                None => p class="agreed" {
                    (icon::icon("i-check")) span { (say!(words, "how-mandate-within")) }
                },
            }
            @if !under.advisers.is_empty() {
                h3 { (say!(words, "page-advice")) }
                ul class="plain" { @for one in &under.advisers { li { (adviser(here, one)) } } }
            }
        }
    }
}

fn adviser(here: &Here, adviser: &Adviser) -> Markup {
    let words = here.words;
    let name = &adviser.name;
    html! {
        @if adviser.advice.is_empty() {
            p class="quiet" {
                @if adviser.reached {
                    (say!(words, "how-advice-silent", name = name))
                } @else {
                    (say!(words, "how-advice-unreached", name = name))
                }
            }
        }
        @for one in &adviser.advice { (advice(here, name, one)) }
    }
}

fn advice(here: &Here, name: &str, advice: &Advice) -> Markup {
    let words = here.words;
    html! {
        p { b { (clean::line(name)) } " " span class="quiet" { (moment::moment(here, advice.at)) } }
        blockquote class="prose" { (prose::read(&advice.text)) }
        @if here.takes_part() && here.my_name() == name {
            p class="links" { (fold::erase(here, &advice.id, &advice.text)) }
        }
        @match &advice.answer {
            None => p class="quiet" { (say!(words, "page-advice-waits")) },
            Some(answer) => {
                p { (say!(words, "page-advice-answer", answer = task::taken(words, answer))) }
                @if let Some(why) = &advice.reason { blockquote class="prose" { (prose::read(why)) } }
            },
        }
    }
}

fn forms(here: &Here, under: &Under, address: &str, form: &Form<'_>) -> Markup {
    let words = here.words;
    let waits = |adviser: &&Adviser| {
        !adviser.advice.is_empty() && adviser.advice.iter().all(|one| one.answer.is_none())
    };
    html! {
        @if under.may_advise {
            section class="sheet" aria-labelledby="t-advise" {
                h2 id="t-advise" { (say!(words, "page-advise")) }
                form method="post" action={ (address) "/advise" } {
                    (form.text(Ask {
                        name: "advice",
                        label: &say!(words, "page-advise-text"),
                        hint: &say!(words, "page-advise-hint", name = &under.decider),
                        ..Ask::default()
                    }))
                    div class="send" { (field::button(&say!(words, "page-advise-do"))) }
                }
            }
        }
        @if under.mine {
            // One after another: two forms would have the same fields.
            @if let Some(adviser) = under.advisers.iter().find(waits) {
                section class="sheet" aria-label=(say!(words, "page-answer", name = &adviser.name)) {
                    h2 { (say!(words, "page-answer", name = &adviser.name)) }
                    (answer_form(here, adviser, address, form))
                }
            }
        }
    }
}

fn answer_form(here: &Here, adviser: &Adviser, address: &str, form: &Form<'_>) -> Markup {
    let words = here.words;
    // Of several forms on one page only the one that was refused shows what was typed.
    let is_own = form.typed.get("who") == adviser.name;
    let (none, no_faults) = (Typed::default(), Faults::default());
    let form = if is_own { *form } else { Form { words, typed: &none, faults: &no_faults } };
    let choice = |word: &'static str| (word, task::taken(words, word), String::new());
    html! {
        form method="post" action={ (address) "/answer" } {
            (field::keep(&[("who", &adviser.name)]))
            (form.radios(Ask {
                name: "taken",
                label: &say!(words, "page-answer-what"),
                ..Ask::default()
            }, &[choice("taken"), choice("partly"), choice("not")]))
            (form.text(Ask {
                name: "why",
                label: &say!(words, "page-answer-why"),
                hint: &say!(words, "page-answer-why-hint"),
                optional: true,
                ..Ask::default()
            }))
            div class="send" { (field::quiet_button(&say!(words, "page-answer-do"))) }
        }
    }
}

fn agreement(here: &Here, partner: &Partner) -> Markup {
    let words = here.words;
    let name = &partner.name;
    html! {
        section class="sheet" aria-labelledby="t-agreement" {
            h2 id="t-agreement" { (say!(words, "page-agreement", name = name)) }
            p {
                @match partner.agrees {
                    None => (say!(words, "how-partner-waits", name = name)),
                    Some(true) => (say!(words, "how-partner-agrees", name = name)),
                    Some(false) => (say!(words, "how-partner-not", name = name)),
                }
            }
            @if let Some(why) = &partner.reason { blockquote class="prose" { (prose::read(why)) } }
            @if partner.in_force {
                p class="agreed" { (icon::icon("i-check")) span { (say!(words, "how-agreement")) } }
            }
        }
    }
}

fn agree_form(here: &Here, partner: &Partner, address: &str, form: &Form<'_>) -> Markup {
    let words = here.words;
    html! {
        section class="sheet" aria-labelledby="t-agree" {
            h2 id="t-agree" { (say!(words, "page-agree")) }
            form method="post" action={ (address) "/agree" } {
                p { (say!(words, "page-agree-text")) }
                (form.text(Ask {
                    name: "how",
                    label: &say!(words, "page-agree-how"),
                    hint: &say!(words, "page-agree-how-hint"),
                    optional: true,
                    ..Ask::default()
                }))
                div class="send" {
                    button class="btn" type="submit" name="agrees" value="yes" {
                        (say!(words, "page-agree-yes"))
                    }
                    @if partner.agrees.is_none() {
                        button class="btn quiet-btn" type="submit" name="agrees" value="no" {
                            (say!(words, "page-agree-no"))
                        }
                    }
                }
            }
        }
    }
}

/// How an objection was weighed, and the buttons for who may weigh it.
pub(super) fn test(here: &Here, decision: &Decision, objector: &str, address: &str) -> Markup {
    let words = here.words;
    let Some(test) = decision.counsel.tests.get(objector) else { return html! {} };
    let (harm, none) = (test.harm, test.none);
    let needed = usize::from(test.needed);
    html! {
        p class="quiet" {
            @if test.invalid {
                (say!(words, "how-test-invalid", name = objector, harm = harm, none = none))
            } @else if harm + none < needed {
                (say!(words, "how-test-few", name = objector, n = harm + none, needed = needed))
            } @else {
                (say!(words, "how-test-stands", name = objector, harm = harm, none = none))
            }
        }
        @if test.may_weigh { p { a class="go" href={ (address) "#weigh" } {
            (weighed(here, test))
        } } }
    }
}

fn weighed(here: &Here, test: &Test) -> String {
    match test.mine {
        None => say!(here.words, "page-weigh-go"),
        Some(true) => say!(here.words, "page-weigh-harm-mine"),
        Some(false) => say!(here.words, "page-weigh-none-mine"),
    }
}

/// The objections that the reader may weigh.
pub(super) fn weigh_forms(here: &Here, decision: &Decision, address: &str) -> Markup {
    let words = here.words;
    let mine: Vec<_> = decision.counsel.tests.iter().filter(|(_, test)| test.may_weigh).collect();
    if mine.is_empty() {
        return html! {};
    }
    let to = format!("{address}/weigh");
    html! {
        section class="sheet" id="weigh" aria-labelledby="t-weigh" {
            h2 id="t-weigh" { (say!(words, "page-weigh")) }
            p { (say!(words, "page-weigh-text")) }
            @for (name, test) in mine {
                h3 { (say!(words, "page-weigh-of", name = name)) }
                @if test.mine.is_some() { p class="quiet" { (weighed(here, test)) } }
                div class="send" {
                    @if test.mine != Some(true) {
                        (field::one_button(&to, &[("who", name), ("finds", "harm")],
                            &field::quiet_button(&say!(words, "page-weigh-harm"))))
                    }
                    @if test.mine != Some(false) {
                        (field::one_button(&to, &[("who", name), ("finds", "none")],
                            &field::quiet_button(&say!(words, "page-weigh-none"))))
                    }
                }
            }
        }
    }
}

async fn said(
    here: Here,
    id: String,
    typed: Typed,
    counsel: Counsel,
    fields: &[&'static str],
    then: &str,
) -> Result<Response, Trouble> {
    match here.ask(Command::Counsel(counsel)).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("decisions/{id}#{then}")))),
        Err(refusal) => {
            let view = load(&here, id).await?;
            let needs_why = matches!(refusal, Refusal::Task(Refused::NeedsWhy));
            let faults = match fields.iter().find(|field| needs_why && **field == "why") {
                Some(field) => {
                    let said = trouble::said(here.words, &refusal);
                    Faults::at(field, format!("{} {}", said.message, said.hint))
                }
                None => Faults::of(here.words, &refusal, fields),
            };
            Ok(super::page(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

async fn advise(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let counsel = Counsel::Advise { id: id.clone(), text: typed.text("advice") };
    said(here, id, typed, counsel, &["advice"], "under").await
}

async fn answer(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let counsel = Counsel::Answer {
        id: id.clone(),
        who: typed.text("who"),
        taken: typed.text("taken"),
        reason: typed.some("why"),
    };
    said(here, id, typed, counsel, &["why"], "under").await
}

async fn weigh(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let harm = typed.get("finds") == "harm";
    let counsel = Counsel::Weigh { id: id.clone(), who: typed.text("who"), harm };
    said(here, id, typed, counsel, &[], "weigh").await
}

async fn agree(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let agrees = typed.get("agrees") == "yes";
    let counsel = Counsel::Agree { id: id.clone(), agrees, reason: typed.some("how") };
    said(here, id, typed, counsel, &["how"], "agreement").await
}
