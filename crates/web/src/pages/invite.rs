//! Inviting somebody: a link, the same as a square, the same as a file.
//!
//! Guards: an invite is an act that all can see, so it is made by a button and never by looking at a page;
//! its secret is shown once and kept nowhere. Next: [`super::join`], the other side.

use axum::{
    Router,
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use maud::{Markup, html};
use peer::{command::Command, refusal::Refusal};
use words::{say, when};

use super::joined;
use crate::{
    parts::{
        field,
        frame::{self, Nav, Page},
        icon, note,
    },
    server::App,
    square,
    trouble::Trouble,
    typed::Typed,
    visit::{Here, answered},
};

/// Bytes of a link in a file: with sixteen addresses in it a link takes some two thousand.
const LINK: usize = 16 * 1024;

/// Letters of a community's name in the name of a file.
const NAME: usize = 40;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/invite", get(ask).post(make))
        .route("/c/{community}/invite/file", post(file))
}

async fn ask(here: Here) -> Result<Response, Trouble> {
    if here.state == "waiting" {
        return Ok(joined::waiting(&here));
    }
    if !here.takes_part() {
        return Err(here.trouble(Refusal::Left));
    }
    let words = here.words;
    let title = say!(words, "page-invite");
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("members"), &say!(words, "page-members")))
            h1 { (title) }
            p class="why" { (say!(words, "page-invite-why")) }
        }
        div class="stack body" {
            div class="sheet" {
                ol class="how" {
                    li { (say!(words, "page-invite-how-make")) }
                    li { (say!(words, "page-invite-how-give")) }
                    li { (say!(words, "page-invite-how-wait")) }
                }
                form method="post" action=(here.at("invite")) {
                    div class="send" {
                        (field::button(&say!(words, "page-invite-do")))
                        p { (say!(words, "page-invite-trust")) }
                    }
                }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Members), body }.show(&here))
}

async fn make(here: Here) -> Result<Response, Trouble> {
    let made = answered!(here.ask(Command::Invite).await, Link);
    let link = made.map_err(|refusal| here.trouble(refusal))?;
    let words = here.words;
    let title = say!(words, "page-invite-made", name = &here.name);
    let until = when::moment(words, link.until);
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("members"), &say!(words, "page-members")))
            h1 { (title) }
            p class="why" {
                (say!(words, "page-invite-until", until = until)) " " (say!(words, "page-invite-stay"))
            }
        }
        (note::note(
            note::Tone::Care,
            &say!(words, "page-invite-careful"),
            &html! {
                p { (say!(words, "page-invite-careful-text")) }
            },
        ))
        div class="stack body" {
            (shown(&link.link, &say!(words, "page-invite-link"), &say!(words, "page-invite-link-hint"), &say!(words, "page-invite-square")))
            section aria-labelledby="t-file" class="sheet" {
                h2 id="t-file" { (say!(words, "page-invite-as-file")) }
                p { (say!(words, "page-invite-as-file-text")) }
                (field::one_button(
                    &here.at("invite/file"),
                    &[("link", &link.link)],
                    &html! {
                        button class="btn quiet-btn" type="submit" {
                            (icon::icon("i-file")) (say!(words, "page-invite-file"))
                        }
                    },
                ))
            }
            p class="quiet" { (say!(words, "page-invite-once")) }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Members), body }.show(&here))
}

/// A link to give: as a square, and in a field from which it is copied.
pub(crate) fn shown(link: &str, label: &str, hint: &str, square_name: &str) -> Markup {
    html! {
        div class="sheet give" {
            @if let Some(square) = square::square(link, square_name) { div class="qr" { (square) } }
            div class="field" {
                label class="ask" for="f-link" { (label) }
                p class="quiet" id="h-link" { (hint) }
                textarea id="f-link" class="link" readonly rows="5" spellcheck="false"
                    aria-describedby="h-link" { (link) }
            }
        }
    }
}

async fn file(here: Here, typed: Typed) -> Result<Response, Trouble> {
    let link = typed.get("link").trim();
    let is_link = link.starts_with("meent:")
        && link.len() <= LINK
        && link.chars().all(|letter| letter.is_ascii_graphic());
    if !is_link {
        return Err(here.trouble(Refusal::BadLink("not_a_link".to_owned())));
    }
    let name = format!("attachment; filename=\"{}.meent\"", plain(&here.name));
    let name = HeaderValue::from_str(&name);
    let name = name.map_err(|_| here.trouble(Refusal::Internal("a file's name".to_owned())))?;
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], format!("{link}\n")).into_response())
}

// A name that every disk and mail program takes.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_alphanumeric());
    let plain: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let plain: String = plain.join("-").chars().take(NAME).collect();
    if plain.is_empty() { "meent".to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_name_that_every_disk_takes() {
        for (name, file) in [
            ("Buurttuin De Linde", "buurttuin-de-linde"),
            ("../..\\\"x\"\r\n: y", "x-y"),
            ("Ўзбек", "meent"),
            ("", "meent"),
        ] {
            assert_eq!(plain(name), file);
        }
        assert_eq!(plain(&"a".repeat(500)).len(), NAME);
    }
}
