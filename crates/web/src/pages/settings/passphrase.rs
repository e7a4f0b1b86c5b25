//! The passphrase on the keys of this profile: set, changed, taken off.
//!
//! Guards: what it does, and what becomes of who forgets it, stands above the field; it never comes back in
//! a page, also not when it was refused. Next: [`super::backup`].

use axum::{Router, http::StatusCode, response::Response, routing::get};
use maud::html;
use peer::{answer::Sealed, command::Command, secret::Secret};
use words::say;

use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
        icon,
        note::{self, Tone},
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::{Visit, answered},
};

const HERE: &str = "/settings/passphrase";
const REMOVE: &str = "/settings/passphrase/remove";

/// Where a form goes after it was saved; the mark says so on the page.
const SAVED: &str = "/settings/passphrase?saved";

pub(super) fn routes() -> Router<App> {
    Router::new().route(HERE, get(show).post(save)).route(REMOVE, get(ask_removal).post(remove))
}

/// Whether there is one.
pub(super) async fn is_set(visit: &Visit) -> Result<bool, Trouble> {
    let sealed = answered!(visit.ask(Command::PassphraseShow).await, Sealed);
    sealed
        .map(|Sealed { sealed }| sealed)
        .map_err(|refusal| Trouble::new(visit.clone(), None, refusal))
}

async fn show(visit: Visit) -> Result<Response, Trouble> {
    page(&visit, &Faults::default(), StatusCode::OK).await
}

async fn save(visit: Visit, typed: Typed) -> Result<Response, Trouble> {
    let (old, new) = (typed.some("old").map(Secret::new), Secret::new(typed.text("new")));
    let refused = if typed.get("again") == new.expose() {
        let command = Command::PassphraseChange { old, new: Some(new) };
        visit
            .ask(command)
            .await
            .err()
            .map(|refusal| Faults::of(visit.words, &refusal, &["old", "new"]))
    } else {
        Some(Faults::at("again", say!(visit.words, "passphrase-differs")))
    };
    match refused {
        None => Ok(frame::see_other(SAVED)),
        Some(faults) => page(&visit, &faults, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

async fn page(visit: &Visit, faults: &Faults, status: StatusCode) -> Result<Response, Trouble> {
    let words = visit.words;
    let is_set = is_set(visit).await?;
    let title = say!(words, "home-passphrase");
    let typed = Typed::default();
    let form = Form { words, typed: &typed, faults };
    let body = html! {
        div class="head" {
            (frame::crumb("/settings", &say!(words, "home-settings")))
            h1 { (title) }
            p class="why" { (say!(words, "home-passphrase-why")) }
        }
        (note::note(
            Tone::Care,
            &say!(words, "home-passphrase-forgotten"),
            &html! { p { (say!(words, "home-passphrase-forgotten-text")) } },
        ))
        div class="stack body" {
            @if visit.address == SAVED {
                p class="saved" role="status" {
                    (icon::icon("i-check"))
                    @if is_set { (say!(words, "home-passphrase-saved")) }
                    @else { (say!(words, "home-passphrase-removed")) }
                }
            }
            (form.summary())
            form method="post" action=(HERE) class="sheet" {
                h2 {
                    @if is_set { (say!(words, "home-passphrase-change")) }
                    @else { (say!(words, "home-passphrase-set")) }
                }
                @if is_set { (until_now(&form)) }
                (form.secret(Ask {
                    name: "new",
                    label: &say!(words, "home-passphrase-new"),
                    hint: &say!(words, "hint-passphrase"),
                    autocomplete: Some("new-password"),
                    ..Ask::default()
                }))
                (form.secret(Ask {
                    name: "again",
                    label: &say!(words, "home-passphrase-again"),
                    autocomplete: Some("new-password"),
                    ..Ask::default()
                }))
                div class="send" {
                    @if is_set { (field::button(&say!(words, "home-passphrase-change-do"))) }
                    @else { (field::button(&say!(words, "home-passphrase-set-do"))) }
                    p { (say!(words, "home-passphrase-start")) }
                }
            }
            @if is_set { p { a class="go" href=(REMOVE) { (say!(words, "home-passphrase-remove")) } } }
        }
    };
    Ok(Page { title: &faults.title(words, &title), current: Some(Nav::Settings), body }
        .response(visit, None, status))
}

fn until_now(form: &Form<'_>) -> maud::Markup {
    form.secret(Ask {
        name: "old",
        label: &say!(form.words, "home-passphrase-old"),
        autocomplete: Some("current-password"),
        ..Ask::default()
    })
}

async fn ask_removal(visit: Visit) -> Result<Response, Trouble> {
    if !is_set(&visit).await? {
        return Ok(frame::see_other(HERE));
    }
    Ok(removal(&visit, &Faults::default(), StatusCode::OK))
}

async fn remove(visit: Visit, typed: Typed) -> Response {
    let old = typed.some("old").map(Secret::new);
    match visit.ask(Command::PassphraseChange { old, new: None }).await {
        Ok(_) => frame::see_other(SAVED),
        Err(refusal) => {
            let faults = Faults::of(visit.words, &refusal, &["old"]);
            removal(&visit, &faults, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

fn removal(visit: &Visit, faults: &Faults, status: StatusCode) -> Response {
    let words = visit.words;
    let title = say!(words, "home-passphrase-remove");
    let typed = Typed::default();
    let form = Form { words, typed: &typed, faults };
    let body = html! {
        div class="head" {
            (frame::crumb(HERE, &say!(words, "home-passphrase")))
            h1 { (title) }
            p class="why" { (say!(words, "home-passphrase-remove-why")) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" action=(REMOVE) class="sheet" {
                (until_now(&form))
                div class="send" { (field::button(&say!(words, "home-passphrase-remove-do"))) }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Settings), body }
        .response(visit, None, status)
}
