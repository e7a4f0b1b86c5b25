//! Leaving a community, which nobody can undo: asked once, in words.
//!
//! Guards: what is left is the community whose name was typed; what one wrote stays with the others, and
//! stays readable here. Next: [`super::communities`].

use axum::{Router, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::command::Command;
use words::{clean, say};

use super::joined;
use crate::{
    parts::{
        field::{Ask, Form},
        frame::{self, Nav, Page},
        icon, note,
    },
    server::App,
    typed::{Faults, Typed},
    visit::{Here, is_out},
};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/leave", get(ask).post(leave))
}

/// On the pages of a community that one is out of: how that came, and what still can be done. Nothing
/// elsewhere.
pub(crate) fn line(here: &Here) -> Markup {
    if !here.is_out() {
        return html! {};
    }
    let (title, text) = out(here);
    note::note(
        note::Tone::Care,
        &title,
        &html! {
            p { (text) }
            p { a class="go" href="/join" { (say!(here.words, "page-left-back")) } }
        },
    )
}

// How it came that one is out, and what that means.
fn out(here: &Here) -> (String, String) {
    let (words, name) = (here.words, &here.name);
    match here.state.as_str() {
        "removed" => (say!(words, "page-removed", name = name), say!(words, "page-removed-text")),
        "dismissed" => {
            (say!(words, "page-dismissed", name = name), say!(words, "page-dismissed-text"))
        }
        _ => (say!(words, "page-left", name = name), say!(words, "page-left-text")),
    }
}

async fn ask(here: Here) -> Response {
    match here.state.as_str() {
        "waiting" => joined::waiting(&here),
        state if is_out(state) => left(&here),
        _ => form(&here, &Typed::default(), &Faults::default(), StatusCode::OK),
    }
}

async fn leave(here: Here, typed: Typed) -> Response {
    let words = here.words;
    let refuse = |faults: &Faults| form(&here, &typed, faults, StatusCode::UNPROCESSABLE_ENTITY);
    if here.takes_part() && !is_same(typed.get("name"), &here.name) {
        return refuse(&Faults::at("name", say!(words, "page-leave-other", name = &here.name)));
    }
    match here.ask(Command::CommunityLeave).await {
        Ok(_) => frame::see_other(&here.at("leave")),
        Err(refusal) => refuse(&Faults::of(words, &refusal, &["name"])),
    }
}

// Capitals and spaces around it are no doubt about which one is meant.
fn is_same(typed: &str, name: &str) -> bool {
    let plain = |text: &str| clean::line(text).trim().to_lowercase();
    plain(typed) == plain(name)
}

fn form(here: &Here, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = here.words;
    let title = say!(words, "page-leave-ask", name = &here.name);
    let form = Form { words, typed, faults };
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("members"), &say!(words, "page-members")))
            h1 { (title) }
        }
        div class="stack body" {
            (form.summary())
            section class="sheet" aria-labelledby="t-what" {
                h2 id="t-what" { (say!(words, "page-leave-what")) }
                ul class="tips" {
                    li { (say!(words, "page-leave-stays")) }
                    li { (say!(words, "page-leave-reads")) }
                    li { (say!(words, "page-leave-goes")) }
                    li { (say!(words, "page-leave-back")) }
                }
            }
            form method="post" action=(here.at("leave")) class="sheet sure" {
                (form.line(Ask {
                    name: "name",
                    label: &say!(words, "page-leave-type", name = &here.name),
                    autocomplete: Some("off"),
                    ..Ask::default()
                }))
                div class="send" {
                    button class="btn stop" type="submit" { (say!(words, "page-leave-do", name = &here.name)) }
                    a class="go" href=(here.at("members")) {
                        (icon::icon("i-back")) (say!(words, "page-leave-not"))
                    }
                }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Members), body }
        .show_as(here, status)
}

fn left(here: &Here) -> Response {
    let words = here.words;
    let (title, text) = out(here);
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" { (text) }
        }
        div class="stack body" {
            p class="pair" {
                a class="btn quiet-btn" href=(here.at("")) { (say!(words, "page-left-read")) }
                a class="btn quiet-btn" href="/communities" { (say!(words, "page-communities")) }
            }
        }
    };
    Page { title: &title, current: Some(Nav::Members), body }.show(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_typed_as_people_type() {
        assert!(is_same(" buurttuin de linde\n", "Buurttuin De Linde"));
        assert!(!is_same("Buurttuin", "Buurttuin De Linde"));
        assert!(!is_same("", "Buurttuin De Linde"));
    }
}
