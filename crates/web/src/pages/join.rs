//! Joining: by an invite as a newcomer, by a code with one's own second device.
//!
//! Guards: what was pasted stays in its field, with what is wrong and what to do. Next:
//! [`super::joined`], where one waits until somebody is met.

use axum::{Router, extract::DefaultBodyLimit, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{answer::Joined, command::Command, refusal::Refusal};
use words::say;

use crate::{
    parts::{
        field::{self, Ask, Form},
        file::{LINK, Upload, WHOLE},
        frame::{self, Page},
        person,
    },
    server::App,
    trouble,
    typed::{Faults, Typed},
    visit::{Visit, answered, short},
};

pub(crate) fn routes() -> Router<App> {
    // A file that is too large is read to its end, so that the answer is seen.
    let whole = DefaultBodyLimit::max(WHOLE);
    Router::new()
        .route("/join", get(ask).post(join).layer(whole))
        .route("/device-join", get(ask_device).post(join_device))
}

async fn ask(visit: Visit) -> Response {
    form(&visit, &Typed::default(), &Faults::default(), StatusCode::OK)
}

async fn join(visit: Visit, upload: Upload<LINK>) -> Response {
    let words = visit.words;
    let is_bundle = peer::bundle::is_one(&upload.file);
    // What stood in the file comes back as the link, to be looked at.
    let held = String::from_utf8_lossy(&upload.file).replace("\r\n", "\n");
    let is_link = !is_bundle && !upload.is_too_large && !held.trim().is_empty();
    let held = is_link.then_some(held);
    let typed = upload.typed.with("link", held);
    let refuse = |faults: &Faults| form(&visit, &typed, faults, StatusCode::UNPROCESSABLE_ENTITY);
    // An invite can be in it, but so is all that the one who waits for it would wait for.
    if is_bundle {
        return refuse(&Faults::at("file", say!(words, "page-join-file-bundle")));
    }
    if upload.is_too_large {
        return refuse(&Faults::at("file", say!(words, "page-join-file-large")));
    }
    if typed.some("link").is_none() {
        return refuse(&Faults::at("link", say!(words, "page-join-nothing")));
    }
    if typed.some("me").is_none() {
        return refuse(&Faults::at("me", say!(words, "page-me-missing")));
    }
    let command = Command::Join {
        link: typed.text("link"),
        me: typed.text("me"),
        kind: person::chosen(typed.get("kind")),
    };
    match answered!(visit.come_in(None, command).await, Joined) {
        Ok(Joined { community, .. }) => go_on(&community),
        Err(Refusal::BadLink(reason)) if reason == "other_kind" => {
            refuse(&Faults::at("link", say!(words, "page-join-is-device")))
        }
        Err(refusal @ (Refusal::Invalid(_) | Refusal::TooLong(_))) => {
            let said = trouble::said(words, &refusal);
            refuse(&Faults::at("me", format!("{} {}", said.message, said.hint)))
        }
        Err(refusal) => refuse(&Faults::of(words, &refusal, &["link"])),
    }
}

fn go_on(community: &str) -> Response {
    frame::see_other(&format!("/c/{}/joined", short(community)))
}

fn form(visit: &Visit, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = visit.words;
    let title = say!(words, "page-join");
    let form = Form { words, typed, faults };
    let body = html! {
        div class="head" {
            (frame::crumb("/", &say!(words, "page-back")))
            h1 { (title) }
            p class="why" { (say!(words, "page-join-why")) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" action="/join" enctype="multipart/form-data" class="sheet" {
                fieldset class="field given" {
                    legend { (say!(words, "page-join-given")) }
                    (one_of(&form, "link", &say!(words, "page-join-link"), &html! {
                        input type="text" id="f-link" name="link" value=(typed.get("link"))
                            autocomplete="off" spellcheck="false"
                            aria-describedby="h-link" aria-invalid=[wrong(faults, "link")];
                        p class="quiet" id="h-link" { (say!(words, "page-join-link-hint")) }
                    }))
                    (one_of(&form, "file", &say!(words, "page-join-file"), &html! {
                        input type="file" id="f-file" name="file"
                            aria-describedby="h-file" aria-invalid=[wrong(faults, "file")];
                        p class="quiet" id="h-file" { (say!(words, "page-join-file-hint")) }
                    }))
                    @if faults.get("file").is_some() {
                        p { a class="go" href="/bundle" { (say!(words, "page-first-bundle-go")) } }
                    }
                    details id="d-qr" {
                        summary { (say!(words, "page-join-qr")) }
                        p class="quiet" { (say!(words, "page-join-qr-text")) }
                    }
                }
                (person::fields(&form))
                div class="send" {
                    (field::button(&say!(words, "page-join-do")))
                    p { (say!(words, "page-join-after")) }
                }
            }
            p class="quiet" {
                (say!(words, "page-first-device")) " "
                a class="go" href="/device-join" { (say!(words, "page-device-join")) }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: None, body }.response(visit, None, status)
}

// A field of which one is enough: neither is required by itself.
fn one_of(form: &Form<'_>, name: &str, label: &str, input: &Markup) -> Markup {
    html! {
        div class="field" {
            label class="ask" for={ "f-" (name) } { (label) }
            (input)
            @if let Some(said) = form.faults.get(name) {
                p class="fault" id={ "e-" (name) } { (said) }
            }
        }
    }
}

fn wrong(faults: &Faults, name: &str) -> Option<&'static str> {
    faults.get(name).map(|_| "true")
}

async fn ask_device(visit: Visit) -> Response {
    device_form(&visit, &Typed::default(), &Faults::default(), StatusCode::OK)
}

async fn join_device(visit: Visit, typed: Typed) -> Response {
    let words = visit.words;
    let refuse =
        |faults: &Faults| device_form(&visit, &typed, faults, StatusCode::UNPROCESSABLE_ENTITY);
    let command = Command::DeviceJoin { code: typed.text("link") };
    match answered!(visit.come_in(None, command).await, Joined) {
        Ok(Joined { community, .. }) => go_on(&community),
        Err(Refusal::BadLink(reason)) if reason == "other_kind" => {
            refuse(&Faults::at("link", say!(words, "page-device-is-invite")))
        }
        Err(Refusal::BadLink(reason)) if reason == "not_a_link" || reason == "damaged" => {
            refuse(&Faults::at("link", say!(words, "page-device-no-code")))
        }
        Err(refusal) => refuse(&Faults::of(words, &refusal, &["link"])),
    }
}

fn device_form(visit: &Visit, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = visit.words;
    let title = say!(words, "page-device-join");
    let form = Form { words, typed, faults };
    let body = html! {
        div class="head" {
            (frame::crumb("/", &say!(words, "page-back")))
            h1 { (title) }
            p class="why" { (say!(words, "page-device-join-why")) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" action="/device-join" class="sheet" {
                (form.link(Ask {
                    name: "link",
                    label: &say!(words, "page-device-code"),
                    hint: &say!(words, "page-device-code-hint"),
                    autocomplete: Some("off"),
                    ..Ask::default()
                }))
                div class="send" { (field::button(&say!(words, "page-device-join-do"))) }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: None, body }.response(visit, None, status)
}
