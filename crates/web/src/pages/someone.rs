//! One member or guest: who they are, what waits about them, and what the others can do together: put to
//! rest, remove, send a guest away.
//!
//! Guards: what waits already is not offered again; what is left of somebody who is out stays in sight.
//! Next: [`step`], where each of these is asked once.

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Change, Member},
    refusal::Refusal,
};
use words::{say, speech::Words, when};

use super::{changes, joined, leave, members};
use crate::{
    parts::{
        frame::{self, Nav, Page},
        icon, person,
    },
    server::App,
    trouble::Trouble,
    visit::{Here, takes_part},
};

/// Behind an address: the reader said that a guest has to go, and another one must say so too.
const SAID: &str = "?said";

mod representatives; // who speaks for an organisation
mod step;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/members/{member}", get(show))
        .merge(step::routes())
        .merge(representatives::routes())
}

type Which = Path<(String, String)>;

fn find(here: &Here, id: &str) -> Result<Member, Trouble> {
    let found = here.members().iter().find(|member| member.id == id);
    found.cloned().ok_or_else(|| here.trouble(Refusal::Unknown(id.to_owned())))
}

fn at(here: &Here, member: &Member) -> String {
    here.at(format_args!("members/{}", member.id))
}

async fn show(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    if here.seen.is_none() {
        return Ok(joined::waiting(&here));
    }
    let member = find(&here, &id)?;
    let words = here.words;
    let name = person::called(words, &member);
    let waiting: Vec<_> =
        changes::load(&here).await?.into_iter().filter(|change| change.member == id).collect();
    let is_half = here.address.ends_with(SAID) && member.state == "guest";
    let day = when::date_of(member.since);
    let body = html! {
        div class="head someone" id="head" data-live {
            (frame::crumb(&here.at("members"), &say!(words, "page-members")))
            (person::house(&member.id, member.kind, member.state == "member"))
            h1 { (person::name(words, &member)) }
            p class="quiet first-big" {
                (person::kind(words, member.kind)) ", " (say!(words, "page-since")) " "
                time datetime=(day) { (when::short_day(words, &day, here.now)) }
            }
            @if !member.me && takes_part(&member.state) {
                p class="quiet first-big" {
                    (members::heard(&here, &member)) " " (say!(words, "page-heard-claimed"))
                }
            }
            p class="why" { (standing(words, &member.state, &name)) }
        }
        (leave::line(&here))
        div class="stack body" {
            @if is_half {
                p class="saved" role="status" {
                    (icon::icon("i-check")) (say!(words, "page-dismiss-half", name = &name))
                }
            }
            div class="place" id="waiting" data-live {
                @if !waiting.is_empty() {
                    section aria-labelledby="t-waits" {
                        h2 id="t-waits" { (say!(words, "page-someone-waits")) }
                        ul class="changes" {
                            @for change in &waiting { (changes::one::card(&here, change, Some(&member.id))) }
                        }
                    }
                }
            }
            (representatives::section(&here, &member))
            @if here.has_say() && !member.me { (can(&here, &member, &name, &waiting)) }
            @if takes_part(&member.state) && !member.me { (block(&here, &member, &name)) }
            @if member.me && here.takes_part() {
                p { a class="go" href=(here.at("members/name")) { (say!(words, "page-rename")) } }
            }
            p { a class="go" href=(here.at(format_args!("log?by={}", member.id))) {
                (say!(words, "page-someone-wrote", name = &name))
            } }
        }
    };
    Ok(Page { title: &name, current: Some(Nav::Members), body }.show(&here))
}

fn standing(words: Words, state: &str, name: &str) -> String {
    match state {
        "guest" => say!(words, "page-someone-guest", name = name),
        "resting" => say!(words, "page-someone-resting", name = name),
        "left" => say!(words, "page-someone-left", name = name),
        "removed" => say!(words, "page-someone-removed", name = name),
        "dismissed" => say!(words, "page-someone-dismissed", name = name),
        _ => say!(words, "page-someone-member", name = name),
    }
}

// What the reader alone can do about somebody's devices.
fn block(here: &Here, member: &Member, name: &str) -> Markup {
    let words = here.words;
    let (action, what, button) = if member.blocked {
        (
            "unblock",
            say!(words, "page-unblock-short", name = name),
            say!(words, "page-unblock", name = name),
        )
    } else {
        (
            "block",
            say!(words, "page-block-short", name = name),
            say!(words, "page-block", name = name),
        )
    };
    html! {
        section aria-labelledby="t-block" {
            h2 id="t-block" { (say!(words, "page-someone-block")) }
            p class="quiet" { (what) }
            form method="post" action={ (at(here, member)) "/" (action) } {
                div class="send" {
                    button class="btn quiet-btn" type="submit" { (button) }
                }
            }
        }
    }
}

// What members can do about somebody who is in.
fn can(here: &Here, member: &Member, name: &str, waiting: &[Change]) -> Markup {
    let words = here.words;
    // What waits already has its button above.
    let waits = |what: &str| waiting.iter().any(|change| change.what == what);
    let way = |page: &str, name: String, what: String| {
        html! {
            li {
                a class="go" href={ (at(here, member)) "/" (page) } { (name) }
                p class="quiet" { (what) }
            }
        }
    };
    let rest = way(
        "rest",
        say!(words, "page-rest", name = name),
        say!(words, "page-rest-short", name = name),
    );
    let remove = way(
        "remove",
        say!(words, "page-remove", name = name),
        say!(words, "page-remove-short", name = name),
    );
    let dismiss = way(
        "dismiss",
        say!(words, "page-dismiss", name = name),
        say!(words, "page-dismiss-goes", name = name),
    );
    let is_any = match member.state.as_str() {
        "guest" => true,
        "member" => !waits("rest") || !waits("remove"),
        "resting" => !waits("remove"),
        _ => false,
    };
    html! {
        @if is_any {
            section aria-labelledby="t-can" {
                h2 id="t-can" { (say!(words, "page-someone-can")) }
                ul class="plain" {
                    @match member.state.as_str() {
                        "guest" => {
                            li {
                                a class="go" href=(here.at("members#guests")) {
                                    (say!(words, "page-approve", name = name))
                                }
                                p class="quiet" { (say!(words, "change-means-admit", about = name)) }
                            }
                            (dismiss)
                        },
                        "member" if !waits("rest") => {
                            (rest)
                            @if !waits("remove") { (remove) }
                        },
                        _ => @if !waits("remove") { (remove) },
                    }
                }
            }
        }
    }
}
