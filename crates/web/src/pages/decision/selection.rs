//! Choosing somebody for a role: who is nominated and why, who speaks first, the appointment that follows.
//!
//! Guards: what can change by itself is live and holds no form; a nomination that its author replaced stays
//! to be read, folded away; whoever may not nominate sees no form. Next: [`super::counsel`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Decision, Nomination, Selection},
    command::{Command, task::Counsel},
    refusal::{Refusal, Refused},
};
use words::{clean, say};

use super::{Which, load};
use crate::{
    parts::{
        field::{self, Ask, Form},
        fold::Written,
        frame, moment, person,
    },
    prose,
    server::App,
    trouble::{self, Trouble},
    typed::{Faults, Typed},
    visit::Here,
};

pub(super) fn routes() -> Router<App> {
    let at = "/c/{community}/decisions/{decision}/nominate";
    Router::new().route(at, get(super::show).post(nominate))
}

/// All of it, with the forms that the reader may use.
pub(super) fn section(
    here: &Here,
    decision: &Decision,
    address: &str,
    typed: &Typed,
    faults: &Faults,
) -> Markup {
    let Some(selection) = &decision.selection else { return html! {} };
    let form = Form { words: here.words, typed, faults };
    html! {
        section class="sheet" id="nominations" data-live aria-labelledby="t-nominations" {
            (told(here, decision, selection))
        }
        @if selection.may_nominate { (nominate_form(here, selection, address, &form)) }
        @if selection.may_appoint { (appoint(here, selection)) }
    }
}

fn told(here: &Here, decision: &Decision, selection: &Selection) -> Markup {
    let words = here.words;
    let (now, before): (Vec<_>, Vec<_>) =
        selection.nominations.iter().partition(|nomination| nomination.stands);
    html! {
        h2 id="t-nominations" { (say!(words, "page-nominations", role = &selection.title)) }
        @if let Some(nominee) = &selection.nominee {
            p { b { (say!(words, "page-nominee", name = nominee)) } }
            @if let Some(first) = &selection.first {
                p class="quiet" {
                    @if selection.mine {
                        (say!(words, "page-nominee-first-you"))
                    } @else {
                        (say!(words, "page-nominee-first", name = first))
                        // Nobody is held up by who says nothing.
                        @if decision.ways.may_withdraw { " " (say!(words, "page-nominee-silent")) }
                    }
                }
            }
        }
        @if now.is_empty() { p class="quiet" { (say!(words, "page-nominations-none")) } }
        ul class="thread" { @for nomination in now { (one(here, nomination)) } }
        @if !before.is_empty() {
            details {
                summary { (say!(words, "page-nominations-before", n = before.len())) }
                ul class="thread" { @for nomination in before { (one(here, nomination)) } }
            }
        }
    }
}

fn one(here: &Here, nomination: &Nomination) -> Markup {
    let words = here.words;
    let fold = nomination.fold.as_ref();
    let written = Written { id: &nomination.id, by: &nomination.by, fold };
    html! {
        li id={ "n-" (nomination.id) } {
            div class="said" {
                p class="by" {
                    b { (clean::line(&nomination.who)) } ", "
                    (say!(words, "page-nominated", name = &nomination.by)) ", "
                    (moment::moment(here, nomination.at))
                }
                (written.folded(here, &format!("x-{}", nomination.id), &html! {
                    div class="prose" { (prose::read(&nomination.reason)) }
                }))
                (written.voice(here))
            }
            p class="answer-link links" { (written.step(here)) }
        }
    }
}

// Once somebody is put forward the round decides; until then everybody may change their mind.
fn nominate_form(here: &Here, selection: &Selection, address: &str, form: &Form<'_>) -> Markup {
    let words = here.words;
    let members = here.members().iter().filter(|member| member.state == "member");
    let members: Vec<_> =
        members.map(|member| (member.id.clone(), person::called(words, member))).collect();
    let me = here.members().iter().find(|member| member.me).map(|member| member.name.as_str());
    let is_again = selection
        .nominations
        .iter()
        .any(|nomination| nomination.stands && Some(nomination.by.as_str()) == me);
    html! {
        form method="post" action={ (address) "/nominate" } class="sheet" id="nominate" {
            (form.choice(Ask {
                name: "who",
                label: &say!(words, "page-nominate-who"),
                hint: &say!(words, "page-nominate-who-hint"),
                ..Ask::default()
            }, &members))
            (form.text(Ask {
                name: "why",
                label: &say!(words, "page-nominate-why"),
                ..Ask::default()
            }))
            div class="send" {
                @if is_again {
                    (field::button(&say!(words, "page-nominate-again")))
                } @else {
                    (field::button(&say!(words, "page-nominate-do")))
                }
            }
        }
    }
}

// Being chosen appoints nobody: two thirds of the members do, one tap each.
fn appoint(here: &Here, selection: &Selection) -> Markup {
    let words = here.words;
    let name = selection.nominee.as_deref().unwrap_or_default();
    let role = here.at(format_args!("mandates/roles/{}", selection.role));
    html! {
        section class="sheet" id="appoint" aria-labelledby="t-appoint" {
            h2 id="t-appoint" { (say!(words, "page-appoint-chosen", name = name)) }
            p { (say!(words, "page-appoint-chosen-text", role = clean::line(&selection.title))) }
            (field::one_button(&role, &[("people", name)],
                &field::button(&say!(words, "page-appoint-chosen-do", name = name))))
            p class="quiet" { a href=(role) { (say!(words, "page-appoint-chosen-term")) } }
        }
    }
}

/// Whom one can put forward: those who are nominated, with by how many.
pub(super) fn nominees(here: &Here, form: &Form<'_>, decision: &Decision) -> Markup {
    let words = form.words;
    let Some(selection) = &decision.selection else { return html! {} };
    let stand = selection.nominations.iter().filter(|nomination| nomination.stands);
    let mut people: Vec<(String, usize)> = Vec::new();
    for nomination in stand {
        match people.iter_mut().find(|(name, _)| *name == nomination.who) {
            Some((_, n)) => *n += 1,
            None => people.push((nomination.who.clone(), 1)),
        }
    }
    if people.is_empty() {
        let to = here.at(format_args!("decisions/{}#nominate", decision.id));
        return html! {
            p class="warn" {
                (say!(words, "page-nominations-none")) " "
                a href=(to) { (say!(words, "page-nominate-do")) }
            }
        };
    }
    let choice = |(name, n): (String, usize)| {
        let said = say!(words, "page-nominee-by", name = &name, n = n);
        (name, said)
    };
    let choices: Vec<_> = people.into_iter().map(choice).collect();
    form.choice(
        Ask {
            name: "nominee",
            label: &say!(words, "page-open-nominee"),
            hint: &say!(words, "page-open-nominee-hint"),
            ..Ask::default()
        },
        &choices,
    )
}

async fn nominate(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let counsel =
        Counsel::Nominate { id: id.clone(), who: typed.text("who"), reason: typed.text("why") };
    match here.ask(Command::Counsel(counsel)).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("decisions/{id}#nominations")))),
        Err(refusal) => {
            let view = load(&here, id).await?;
            let faults = match &refusal {
                Refusal::Task(Refused::NeedsWhy) | Refusal::TooLong(_) => {
                    let said = trouble::said(here.words, &refusal);
                    Faults::at("why", format!("{} {}", said.message, said.hint))
                }
                other => Faults::of(here.words, other, &["who", "why"]),
            };
            Ok(super::page(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}
