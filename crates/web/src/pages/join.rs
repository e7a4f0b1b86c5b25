//! Joining: by an invite as a newcomer, by a code with one's own second device; and waiting until somebody
//! is met.
//!
//! Guards: what was pasted stays in its field, with what is wrong and what to do; a page that waits says
//! what it does and goes on by itself. Next: [`super::members`], where guests are let in.

use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRequestParts as _, Request, State},
    http::{HeaderValue, StatusCode, header::REFRESH},
    response::Response,
    routing::get,
};
use maud::{Markup, html};
use peer::{
    answer::{Joined, Member, Members},
    command::Command,
    refusal::Refusal,
};
use words::{say, speech::Words};

use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Page},
        icon, note, person, upload,
    },
    server::App,
    trouble::{self, Trouble},
    typed::{Faults, Typed},
    visit::{Here, Visit, answered, short},
};

/// Seconds after which a page that waits asks again by itself, for who has no script; with one it is told
/// at once. Long enough to read it in peace.
const PAUSE: u32 = 10;

/// Houses of neighbours beside one's own, as many as a phone shows.
const STREET: usize = 6;

pub(crate) fn routes() -> Router<App> {
    // A file that is too large is read to its end, so that the answer is seen.
    let whole = DefaultBodyLimit::max(upload::WHOLE);
    Router::new()
        .route("/join", get(ask).post(join).layer(whole))
        .route("/device-join", get(ask_device).post(join_device))
        .route("/c/{community}/joined", get(joined))
}

async fn ask(visit: Visit) -> Response {
    form(&visit, &Typed::default(), &Faults::default(), StatusCode::OK)
}

async fn join(State(app): State<App>, request: Request) -> Result<Response, Trouble> {
    let (mut parts, body) = request.into_parts();
    let visit = Visit::from_request_parts(&mut parts, &app).await?;
    let upload = upload::read(Request::from_parts(parts, body), &app).await?;
    let words = visit.words;
    // What stood in the file comes back as the link, to be looked at.
    let typed = upload.typed.clone().with("link", upload.typed.some("file"));
    let refuse = |faults: &Faults| form(&visit, &typed, faults, StatusCode::UNPROCESSABLE_ENTITY);
    if upload.is_too_large {
        return Ok(refuse(&Faults::at("file", say!(words, "page-join-file-large"))));
    }
    if typed.some("link").is_none() {
        return Ok(refuse(&Faults::at("link", say!(words, "page-join-nothing"))));
    }
    if typed.some("me").is_none() {
        return Ok(refuse(&Faults::at("me", say!(words, "page-me-missing"))));
    }
    let command = Command::Join {
        link: typed.text("link"),
        me: typed.text("me"),
        kind: person::chosen(typed.get("kind")),
    };
    Ok(match answered!(visit.ask(command).await, Joined) {
        Ok(Joined { community, .. }) => go_on(&community),
        Err(Refusal::BadLink(reason)) if reason == "other_kind" => {
            refuse(&Faults::at("link", say!(words, "page-join-is-device")))
        }
        Err(refusal @ (Refusal::Invalid(_) | Refusal::TooLong(_))) => {
            let said = trouble::said(words, &refusal);
            refuse(&Faults::at("me", format!("{} {}", said.message, said.hint)))
        }
        Err(refusal) => refuse(&Faults::of(words, &refusal, &["link"])),
    })
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
    match answered!(visit.ask(command).await, Joined) {
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

/// What stands at every page of a community in which nobody was met yet.
pub(crate) fn waiting(here: &Here) -> Response {
    frame::see_other(&here.at("joined"))
}

// One region holds all of it, so that a page with a script goes on without being loaded again.
async fn joined(here: Here) -> Result<Response, Trouble> {
    let words = here.words;
    let is_waiting = here.state == "waiting";
    let (title, why, inside) = match here.state.as_str() {
        "waiting" => match here.ask(Command::Status).await {
            Ok(_) => (
                say!(words, "page-waiting", name = &here.name),
                say!(words, "page-waiting-text"),
                looking(&here),
            ),
            Err(refusal) => (
                say!(words, "page-refused", name = &here.name),
                say!(words, "page-refused-text"),
                no(&here, &refusal),
            ),
        },
        "left" => return Ok(frame::see_other(&here.at(""))),
        state => {
            let list = answered!(here.ask(Command::MemberList).await, Members);
            let Members { members } = list.map_err(|refusal| here.trouble(refusal))?;
            let is_guest = state == "guest";
            let why = if is_guest {
                say!(words, "page-guest-text")
            } else {
                say!(words, "page-member-text")
            };
            (say!(words, "page-welcome", name = &here.name), why, inside(&here, &members, is_guest))
        }
    };
    let body = html! {
        div class="stack whole" id="joined" data-live {
            div class="head" { h1 { (title) } p class="why" { (why) } }
            (inside)
        }
    };
    let mut response = Page { title: &title, current: None, body }.show(&here);
    if is_waiting {
        let again = format!("{PAUSE};url={}", here.at("joined"));
        if let Ok(again) = HeaderValue::from_str(&again) {
            response.headers_mut().insert(REFRESH, again);
        }
    }
    Ok(response)
}

fn looking(here: &Here) -> Markup {
    let words = here.words;
    let step = |class: &str, current: Option<&str>, name: String, more: String| {
        html! { li class=(class) aria-current=[current] { b { (name) } small { (more) } } }
    };
    html! {
        ol class="steps" {
            (step("done", None, say!(words, "page-waiting-read"), say!(words, "page-waiting-kept")))
            (step(
                "now",
                Some("step"),
                say!(words, "page-waiting-look", name = &here.name),
                say!(words, "page-waiting-look-more"),
            ))
            (step("later", None, say!(words, "page-waiting-in"), say!(words, "page-waiting-in-more")))
        }
        section class="note" aria-labelledby="t-long" {
            h2 id="t-long" { (say!(words, "page-waiting-long")) }
            ul {
                li { (say!(words, "page-waiting-ask")) }
                li { (say!(words, "page-waiting-network")) }
                li { (say!(words, "page-waiting-open")) }
            }
        }
        p { a class="go" href="/join" { (say!(words, "page-join-other")) } }
    }
}

// Whoever was met said no.
fn no(here: &Here, refusal: &Refusal) -> Markup {
    let words = here.words;
    let said = trouble::said(words, refusal);
    html! {
        (note::note(note::Tone::Stop, &said.message, &html! { p { (said.hint) } }))
        p { a class="btn" href="/join" { (say!(words, "page-join-other")) } }
        p { a class="go" href="/device-join" { (say!(words, "page-device-join")) } }
    }
}

fn inside(here: &Here, members: &[Member], is_guest: bool) -> Markup {
    let words = here.words;
    let others = members.iter().filter(|member| !member.me && member.state == "member");
    let me = members.iter().find(|member| member.me);
    html! {
        div class="lane few" aria-hidden="true" {
            @for other in others.take(STREET) { (person::house(&other.id, other.kind, true)) }
            @if let Some(me) = me { (person::house(&me.id, me.kind, !is_guest)) }
        }
        @if is_guest { (guest(words, me)) }
        div class="pair" {
            a class="btn" href=(here.at("")) { (say!(words, "page-welcome-on")) }
            p class="quiet" { (say!(words, "page-welcome-stay")) }
        }
    }
}

fn guest(words: Words, me: Option<&Member>) -> Markup {
    html! {
        div class="can" {
            section class="sheet" aria-labelledby="t-can" {
                h2 id="t-can" { (say!(words, "page-guest-can")) }
                ul class="ticks" {
                    li { (icon::icon("i-check")) span { (say!(words, "page-guest-read")) } }
                    li { (icon::icon("i-check")) span { (say!(words, "page-guest-talk")) } }
                    li { (icon::icon("i-check")) span { (say!(words, "page-guest-propose")) } }
                }
            }
            section class="sheet" aria-labelledby="t-later" {
                h2 id="t-later" { (say!(words, "page-guest-later")) }
                ul class="ticks" {
                    li { (icon::icon("i-lock")) span { (say!(words, "page-guest-vote")) } }
                    li { (icon::icon("i-lock")) span { (say!(words, "page-guest-open")) } }
                }
                @if let Some(me) = me { p class="quiet" { (needed(words, me)) } }
            }
        }
    }
}

// How many still have to let the reader in.
fn needed(words: Words, guest: &Member) -> String {
    let more = guest.needed.saturating_sub(guest.approvals.len());
    if guest.approvals.is_empty() {
        say!(words, "page-guest-needed", needed = guest.needed)
    } else {
        let names = words.list(&guest.approvals);
        say!(words, "page-guest-approved", names = names, more = more)
    }
}
