//! A backup brought back into a profile with nothing in it.
//!
//! Guards: what isn't whole comes back not at all, and the file can be chosen again; after it, the page
//! stands where the ways back to a device are. Next: [`super::elsewhere`], which shows them.

use axum::{Router, extract::DefaultBodyLimit, http::StatusCode, response::Response, routing::get};
use data_encoding::BASE64;
use maud::html;
use peer::{answer::Communities, command::Command};
use words::say;

use crate::{
    parts::{
        field::{self, Form},
        file::Upload,
        frame::{self, Page},
    },
    server::App,
    typed::{Faults, Typed},
    visit::{Visit, answered, short},
};

/// Bytes of a backup that the page takes: some hundred thousand acts. The command line takes larger ones.
const LARGEST: usize = 64 * 1024 * 1024;

/// Bytes that are let through: something else chosen by mistake still gets its answer.
const WHOLE: usize = 4 * LARGEST;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/back/backup", get(ask).post(restore).layer(DefaultBodyLimit::max(WHOLE)))
}

async fn ask(visit: Visit) -> Response {
    form(&visit, &Faults::default(), StatusCode::OK)
}

async fn restore(visit: Visit, upload: Upload<LARGEST>) -> Response {
    let refuse = |faults: &Faults| form(&visit, faults, StatusCode::UNPROCESSABLE_ENTITY);
    if upload.is_too_large {
        return refuse(&Faults::at("file", say!(visit.words, "page-backup-large")));
    }
    if upload.file.is_empty() {
        return refuse(&Faults::at("file", say!(visit.words, "page-backup-none")));
    }
    let command = Command::RestoreBackup { content: BASE64.encode(&upload.file) };
    match answered!(visit.ask(command).await, Communities) {
        Ok(Communities { communities }) => frame::see_other(&match communities.as_slice() {
            [only] => format!("/c/{}/devices", short(&only.id)),
            _ => "/communities".to_owned(),
        }),
        Err(refusal) => refuse(&Faults::of(visit.words, &refusal, &["file"])),
    }
}

fn form(visit: &Visit, faults: &Faults, status: StatusCode) -> Response {
    let words = visit.words;
    let title = say!(words, "page-backup");
    let typed = Typed::default();
    let form = Form { words, typed: &typed, faults };
    let body = html! {
        div class="head" {
            (frame::crumb("/back", &say!(words, "page-back-title")))
            h1 { (title) }
            p class="why" { (say!(words, "page-backup-why")) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" action="/back/backup" enctype="multipart/form-data" class="sheet" {
                (form.file(
                    &say!(words, "page-backup-file"),
                    &say!(words, "page-backup-file-hint"),
                ))
                div class="send" {
                    (field::button(&say!(words, "page-backup-do")))
                    p { (say!(words, "page-backup-after")) }
                }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: None, body }.response(visit, None, status)
}
