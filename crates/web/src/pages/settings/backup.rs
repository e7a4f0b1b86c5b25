//! A backup of this profile, to be taken along; and how one comes back from it.
//!
//! Guards: it is said before it is made what is not in it (keys, attachments), what that means, and
//! who may not see it. Next: `pages/devices/restore.rs`, where it comes back.

use axum::{Router, response::Response, routing::get};
use data_encoding::BASE64;
use maud::html;
use peer::{
    answer::{Backup, Communities},
    command::Command,
    refusal::Refusal,
};
use words::{say, when};

use crate::{
    parts::{
        file,
        frame::{self, Nav, Page},
        icon,
        note::{self, Tone},
    },
    server::App,
    trouble::Trouble,
    visit::{Visit, answered},
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/settings/backup", get(show)).route("/settings/backup/file", get(backup))
}

async fn show(visit: Visit) -> Result<Response, Trouble> {
    let words = visit.words;
    let list = visit.communities().await;
    let Communities { communities } =
        list.map_err(|refusal| Trouble::new(visit.clone(), None, refusal))?;
    let title = say!(words, "home-backup");
    let body = html! {
        div class="head" {
            (frame::crumb("/settings", &say!(words, "home-settings")))
            h1 { (title) }
            p class="why" { (say!(words, "home-backup-why")) }
        }
        (note::note(
            Tone::Care,
            &say!(words, "home-backup-careful"),
            &html! { p { (say!(words, "home-backup-careful-text")) } },
        ))
        div class="stack body" {
            section class="sheet backup" aria-labelledby="t-keys" {
                h2 id="t-keys" { (say!(words, "home-backup-keys")) }
                p { (say!(words, "home-backup-keys-text")) }
                p { (say!(words, "home-backup-attachments")) }
                @if communities.is_empty() {
                    p { (say!(words, "home-backup-empty")) }
                } @else {
                    div class="send" {
                        a class="btn" href="/settings/backup/file" download {
                            (icon::icon("i-file")) (say!(words, "home-backup-do"))
                        }
                    }
                }
            }
            section class="sheet" aria-labelledby="t-return" {
                h2 id="t-return" { (say!(words, "home-backup-return")) }
                ol class="tips" {
                    li { (say!(words, "home-backup-return-empty")) }
                    li { (say!(words, "home-backup-return-back")) }
                    li { (say!(words, "home-backup-return-device")) }
                }
                p class="quiet" { (say!(words, "home-backup-return-paper")) }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Settings), body }.show_alone(&visit))
}

async fn backup(visit: Visit) -> Result<Response, Trouble> {
    let trouble = |refusal| Trouble::new(visit.clone(), None, refusal);
    let Backup { content, .. } =
        answered!(visit.ask(Command::Backup).await, Backup).map_err(trouble)?;
    let bytes = BASE64.decode(content.as_bytes());
    let bytes = bytes.map_err(|error| trouble(Refusal::Internal(error.to_string())))?;
    let name = format!("meent-{}.backup", when::date_of(visit.now));
    Ok(file::download(&name, "application/octet-stream", bytes))
}
