//! Who takes part: members, guests who wait to be let in, who is at rest or out; and one's own name.
//!
//! Guards: who is let in is said by name, with how many agree and how many are needed; one tap is one
//! approval and can be taken back until it is in force (R2). Next: [`super::someone`], one
//! of them.

use axum::{
    Router,
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use peer::{answer::Member, command::Command};
use words::{say, speech::Words, when};

use super::{joined, leave};
use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
        icon, person,
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::{Here, takes_part},
};

/// The fewest digits of an id that stand behind a name to tell it apart (`words::name`).
const TOLD: usize = 6;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/members", get(list))
        .route("/c/{community}/members/approve", post(approve))
        .route("/c/{community}/members/withdraw", post(withdraw))
        .route("/c/{community}/members/name", get(name).post(rename))
        .route("/c/{community}/members/back", post(come_back))
}

async fn list(here: Here) -> Result<Response, Trouble> {
    if here.seen.is_none() {
        return Ok(joined::waiting(&here));
    }
    let words = here.words;
    let all = here.members();
    let of = |state: &'static str| all.iter().filter(move |member| member.state == state);
    let (count, guests) = (of("member").count(), of("guest").count());
    let is_alone = count + guests + of("resting").count() < 2 && here.takes_part();
    let me = here.my_name();
    let title = say!(words, "page-members");
    let body = html! {
        div class="head" id="head" data-live {
            h1 { (title) }
            p class="why" {
                (say!(words, "page-members-count", n = count))
                @if guests > 0 { " " (say!(words, "page-guests-count", n = guests)) }
            }
        }
        @if !here.takes_part() { (leave::line(&here)) }
        div class="stack body" {
            div id="guests" data-live {
                @if guests > 0 {
                    section aria-labelledby="t-guests" {
                        h2 id="t-guests" { (say!(words, "page-guests", n = guests)) }
                        p class="quiet" { (say!(words, "page-guests-text")) }
                        ul class="guests" { @for one in of("guest") { li class="sheet" { (guest(&here, one, me)) } } }
                    }
                }
            }
            section aria-labelledby="t-members" id="members" data-live {
                h2 id="t-members" { (say!(words, "page-members-list")) }
                ul class="people" {
                    @for one in of("member") { li { (row(&here, one, true)) } }
                }
            }
            div id="resting" data-live {
                @if of("resting").count() > 0 {
                    section aria-labelledby="t-resting" {
                        h2 id="t-resting" { (say!(words, "page-members-resting")) }
                        p class="quiet" { (say!(words, "page-members-resting-text")) }
                        ul class="people" { @for one in of("resting") { li { (row(&here, one, false)) } } }
                    }
                }
            }
            div class="place" id="gone-people" data-live {
                @for (id, state) in [("d-left", "left"), ("d-removed", "removed"), ("d-dismissed", "dismissed")] {
                    @if of(state).count() > 0 { (gone(&here, id, state, of(state))) }
                }
            }
        }
        div class="stack aside" id="aside" data-live {
            @if here.takes_part() {
                section class=[is_alone.then_some("sheet")] aria-labelledby="t-invite" {
                    h2 id="t-invite" {
                        @if is_alone { (say!(words, "page-members-empty")) }
                        @else { (say!(words, "page-invite-who")) }
                    }
                    p { (say!(words, "page-invite-short")) }
                    p { a class=(if is_alone { "btn" } else { "btn quiet-btn" }) href=(here.at("invite")) {
                        (icon::icon("i-plus")) (say!(words, "page-invite"))
                    } }
                }
            }
            nav aria-labelledby="t-yours" {
                h2 id="t-yours" { (say!(words, "page-yours")) }
                ul class="plain-links" {
                    li { a href=(here.at("charter")) { (say!(words, "charter-page")) } }
                    li { a href=(here.at("devices")) { (say!(words, "page-devices")) } }
                    @if here.takes_part() {
                        li { a href=(here.at("leave")) { (say!(words, "page-leave")) } }
                    }
                }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Members), body }.show(&here))
}

// Who is out, below a line to open: who left by themselves, who was removed, who was sent away.
fn gone<'a>(
    here: &Here,
    id: &str,
    state: &str,
    people: impl Iterator<Item = &'a Member> + Clone,
) -> Markup {
    let words = here.words;
    let n = people.clone().count();
    let (title, text) = match state {
        "removed" => {
            (say!(words, "page-members-removed", n = n), say!(words, "page-members-removed-text"))
        }
        "dismissed" => (
            say!(words, "page-members-dismissed", n = n),
            say!(words, "page-members-dismissed-text"),
        ),
        _ => (say!(words, "page-members-left", n = n), say!(words, "page-members-left-text")),
    };
    html! {
        details id=(id) {
            summary { (title) }
            p class="quiet" { (text) }
            ul class="people" { @for one in people { li { (row(here, one, false)) } } }
        }
    }
}

/// For who is at rest: one tap and they are back.
pub(super) fn back(here: &Here) -> Markup {
    let button = field::quiet_button(&say!(here.words, "page-back-here"));
    field::one_button(&here.at("members/back"), &[], &button)
}

// Whatever somebody does by hand ends their rest (R5); writing the same name changes nothing else.
async fn come_back(here: Here) -> Response {
    let me = here.members().iter().find(|member| member.me);
    let name = me.map_or("", own).to_owned();
    frame::act(&here, Command::MemberName { name }, &here.at("")).await
}

fn row(here: &Here, member: &Member, is_lit: bool) -> Markup {
    let words = here.words;
    let day = when::date_of(member.since);
    html! {
        (person::house(&member.id, member.kind, is_lit))
        div {
            p class="who" {
                a href=(here.at(format_args!("members/{}", member.id))) { (person::name(words, member)) }
            }
            p class="quiet" {
                (person::kind(words, member.kind)) ", "
                (say!(words, "page-since")) " "
                time datetime=(day) { (when::short_day(words, &day, here.now)) }
            }
            @if !member.me && takes_part(&member.state) {
                p class="quiet first-big" { (heard(here, member)) }
            }
            @if member.blocked { p class="quiet" { (say!(words, "page-blocked")) } }
            @if member.me && here.takes_part() {
                p { a class="go" href=(here.at("members/name")) { (say!(words, "page-rename")) } }
            }
        }
    }
}

/// When somebody last did something, as their own clock had it.
pub(super) fn heard(here: &Here, member: &Member) -> Markup {
    let words = here.words;
    let day = when::date_of(member.heard);
    html! {
        (say!(words, "page-heard")) " "
        time datetime=(day) title=(say!(words, "page-heard-clock")) {
            (when::short_day(words, &day, here.now))
        }
    }
}

fn guest(here: &Here, guest: &Member, me: &str) -> Markup {
    let words = here.words;
    let name = person::called(words, guest);
    html! {
        div class="people" { (row(here, guest, false)) }
        @if guest.approved {
            p class="agreed" {
                (icon::icon("i-check")) span { (approvals(words, guest, me)) }
            }
            (field::one_button(
                &here.at("members/withdraw"),
                &[("who", &guest.id)],
                &html! {
                    button class="btn quiet-btn" type="submit" {
                        (icon::icon("i-undo")) (say!(words, "page-withdraw"))
                        span class="off" { ": " (name) }
                    }
                },
            ))
        } @else {
            @if here.has_say() {
                (field::one_button(
                    &here.at("members/approve"),
                    &[("who", &guest.id)],
                    &field::button(&say!(words, "page-approve", name = &name)),
                ))
            }
            p class="quiet" { (approvals(words, guest, me)) }
        }
        @if here.is_member() {
            p { a class="go send-away" href=(here.at(format_args!("members/{}/dismiss", guest.id))) {
                (say!(words, "page-dismiss", name = &name))
            } }
        }
    }
}

// Who said yes already, by name, and how many are needed.
fn approvals(words: Words, guest: &Member, me: &str) -> String {
    let (n, needed) = (guest.approvals.len(), guest.needed);
    let others: Vec<_> =
        guest.approvals.iter().filter(|name| !guest.approved || *name != me).collect();
    match (guest.approved, others.as_slice()) {
        (false, []) => say!(words, "page-approvals-none", needed = needed),
        (false, others) => {
            say!(words, "page-approvals", names = words.list(others), n = n, needed = needed)
        }
        (true, []) => say!(words, "page-approved", n = n, needed = needed),
        (true, others) => {
            say!(words, "page-approved-with", names = words.list(others), n = n, needed = needed)
        }
    }
}

async fn approve(here: Here, typed: Typed) -> Response {
    let command = Command::MemberApprove { who: vec![typed.text("who")] };
    frame::act(&here, command, &here.at("members")).await
}

async fn withdraw(here: Here, typed: Typed) -> Response {
    let command = Command::MemberWithdraw { who: typed.text("who") };
    frame::act(&here, command, &here.at("members")).await
}

async fn name(here: Here) -> Result<Response, Trouble> {
    if here.seen.is_none() {
        return Ok(joined::waiting(&here));
    }
    let now = here.members().iter().find(|member| member.me).map_or("", own);
    Ok(form(&here, &Typed::of([("name", now.to_owned())]), &Faults::default(), StatusCode::OK))
}

// The name as it was written: without the beginning of the id that tells two of one name apart.
fn own(me: &Member) -> &str {
    let told = me.name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    match told {
        Some((name, beginning)) if beginning.len() >= TOLD && me.id.starts_with(beginning) => name,
        _ => &me.name,
    }
}

async fn rename(here: Here, typed: Typed) -> Response {
    let command = Command::MemberName { name: typed.text("name") };
    match here.ask(command).await {
        Ok(_) => frame::see_other(&here.at("members")),
        Err(refusal) => {
            let faults = Faults::of(here.words, &refusal, &["name"]);
            form(&here, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

fn form(here: &Here, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = here.words;
    let title = say!(words, "page-rename");
    let form = Form { words, typed, faults };
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("members"), &say!(words, "page-members")))
            h1 { (title) }
            p class="why" { (say!(words, "page-rename-why", name = &here.name)) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" action=(here.at("members/name")) class="sheet" {
                (form.line(Ask {
                    name: "name",
                    label: &say!(words, "page-me"),
                    hint: &say!(words, "page-rename-hint"),
                    autocomplete: Some("name"),
                    ..Ask::default()
                }))
                div class="send" { (field::button(&say!(words, "page-rename-do"))) }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Members), body }
        .show_as(here, status)
}
