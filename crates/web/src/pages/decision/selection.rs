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
        fold::{self, Written},
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
        @if !selection.text.trim().is_empty() {
            div class="prose" { (prose::read(&selection.text)) }
        }
        p class="quiet" {
            @if selection.holders.is_empty() {
                (say!(words, "page-role-vacant"))
            } @else {
                (say!(words, "page-role-held", names = words.list(&selection.holders)))
            }
        }
        (candidate(here, decision, selection))
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

// Who is put forward, and what is waited for.
fn candidate(here: &Here, decision: &Decision, selection: &Selection) -> Markup {
    let words = here.words;
    let Some(nominee) = &selection.nominee else {
        return html! {
            @if decision.ways.withdrawn { p { (say!(words, "page-nominee-was")) } }
        };
    };
    let opener = decision.opened_by.as_deref().unwrap_or_default();
    html! {
        p { b { (say!(words, "page-nominee", name = nominee)) } }
        @if decision.outcome.as_deref() == Some("rejected") {
            p { (say!(words, "page-nominee-not", name = nominee)) }
        }
        @if let Some(first) = &selection.first {
            p class="quiet" {
                @if selection.mine {
                    (say!(words, "page-nominee-first-you"))
                } @else {
                    (say!(words, "page-nominee-first", name = first)) " "
                    // Nobody is held up by who says nothing.
                    @if decision.ways.may_withdraw {
                        (say!(words, "page-nominee-silent"))
                    } @else {
                        (say!(words, "page-nominee-silent-other", name = opener))
                    }
                }
            }
        }
        @if selection.asked {
            p class="quiet" {
                (say!(words, "page-appoint-asked")) " "
                a href=(here.at("changes")) { (say!(words, "page-task-waits")) }
            }
        }
    }
}

/// Whether there is nobody yet who could be put forward.
pub(super) fn lacks_nominations(decision: &Decision) -> bool {
    let selection = decision.selection.as_ref();
    selection.is_some_and(|one| !one.nominations.iter().any(|nomination| nomination.stands))
}

/// Whether others wait for who is put forward, so that they aren't asked yet.
pub(super) fn waits(here: &Here, decision: &Decision) -> bool {
    let before = decision.deadline.is_some_and(|deadline| here.now < deadline);
    before && decision.selection.as_ref().is_some_and(|one| one.first.is_some() && !one.mine)
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
            p class="answer-link links" {
                @if nomination.mine && here.takes_part() {
                    (fold::erase(here, &nomination.id, &nomination.reason))
                } @else {
                    (written.step(here))
                }
            }
        }
    }
}

// Once somebody is put forward the round decides; until then everybody may change their mind.
fn nominate_form(here: &Here, selection: &Selection, address: &str, form: &Form<'_>) -> Markup {
    let words = here.words;
    let members = here.members().iter().filter(|member| member.state == "member");
    let none = (String::new(), say!(words, "page-nominate-pick"));
    let members = members.map(|member| (member.id.clone(), person::called(words, member)));
    let members: Vec<_> = std::iter::once(none).chain(members).collect();
    let mut nominations = selection.nominations.iter();
    let mine = nominations.find(|nomination| nomination.stands && nomination.mine);
    // One begins with what one said before.
    let own = |mine: &Nomination| {
        let who = here.members().iter().find(|member| member.name == mine.who);
        let who = who.map(|member| member.id.clone());
        Typed::default().with("who", who).with("why", Some(mine.reason.clone()))
    };
    let own = mine.map(own).unwrap_or_default();
    let typed = if form.typed.has("who") { form.typed } else { &own };
    let form = Form { typed, ..*form };
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
                @if mine.is_some() {
                    (field::button(&say!(words, "page-nominate-again")))
                } @else {
                    (field::button(&say!(words, "page-nominate-do")))
                }
            }
        }
    }
}

// Being chosen appoints nobody: two thirds of the members do, one tap each. Who does it now may stay.
fn appoint(here: &Here, selection: &Selection) -> Markup {
    let words = here.words;
    let name = selection.nominee.as_deref().unwrap_or_default();
    let member = here.members().iter().find(|member| member.name == name);
    let with = member.map(|member| member.id.as_str()).unwrap_or_default();
    let role = here.at(format_args!("mandates/roles/{}?with={with}", selection.role));
    html! {
        section class="sheet" id="appoint" aria-labelledby="t-appoint" {
            h2 id="t-appoint" { (say!(words, "page-appoint-chosen", name = name)) }
            p {
                (say!(words, "page-appoint-chosen-text", name = name,
                    role = clean::line(&selection.title)))
                @if !selection.holders.is_empty() {
                    " " (say!(words, "page-appoint-chosen-held",
                        names = words.list(&selection.holders)))
                }
            }
            p { a class="btn" href=(role) { (say!(words, "page-appoint-chosen-do")) } }
        }
    }
}

/// Whom one can put forward: those who are nominated.
pub(super) fn nominees(here: &Here, form: &Form<'_>, decision: &Decision) -> Markup {
    let words = form.words;
    let Some(selection) = &decision.selection else { return html! {} };
    let stand = selection.nominations.iter().filter(|nomination| nomination.stands);
    let mut people: Vec<&str> = stand.map(|nomination| nomination.who.as_str()).collect();
    people.sort_unstable();
    people.dedup();
    if people.is_empty() {
        let to = here.at(format_args!("decisions/{}#nominate", decision.id));
        return html! {
            p class="warn" {
                (say!(words, "page-nominations-none")) " "
                a href=(to) { (say!(words, "page-nominate-do")) }
            }
        };
    }
    let choices: Vec<_> =
        people.into_iter().map(|name| (name.to_owned(), clean::line(name))).collect();
    html! {
        (form.choice(
            Ask {
                name: "nominee",
                label: &say!(words, "page-open-nominee"),
                hint: &say!(words, "page-open-nominee-hint"),
                ..Ask::default()
            },
            &choices,
        ))
        p class="quiet" { (say!(words, "page-open-selection-then")) }
    }
}

async fn nominate(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let counsel =
        Counsel::Nominate { id: id.clone(), who: typed.text("who"), reason: typed.text("why") };
    match here.ask(Command::Counsel(counsel)).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("decisions/{id}#nominations")))),
        Err(refusal) => {
            let view = load(&here, id).await?;
            let faults = match &refusal {
                Refusal::Task(Refused::NominateWhy) | Refusal::TooLong(_) => {
                    let said = trouble::said(here.words, &refusal);
                    Faults::at("why", format!("{} {}", said.message, said.hint))
                }
                other => Faults::of(here.words, other, &["who", "why"]),
            };
            Ok(super::page(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}
