//! Joined: waiting until somebody is met, let in or not, and a welcome.
//!
//! Guards: a page that waits says what is tried, what came of it and how far it is, and goes on by itself,
//! with and without a script; a guest knows what can be done now and what later. Next: [`super::members`], where guests are let in.

use axum::{
    Router,
    http::{HeaderValue, header::REFRESH},
    response::Response,
    routing::get,
};
use maud::{Markup, html};
use peer::{answer::Member, command::Command, refusal::Refusal};
use words::{
    looking::{Looking, Place},
    say,
    speech::Words,
};

use crate::{
    parts::{
        frame::{self, Page},
        icon, note, person,
    },
    server::App,
    trouble::{self, Trouble},
    visit::{Here, Seen, answered, is_out},
};

/// Seconds after which a page that waits asks again by itself, for who has no script; with one it is told
/// at once. Long enough to read it in peace.
const PAUSE: u32 = 10;

/// Houses of neighbours beside one's own, as many as a phone shows.
const STREET: usize = 6;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/joined", get(show))
}

/// What stands at every page of a community in which nobody was met yet.
pub(crate) fn waiting(here: &Here) -> Response {
    frame::see_other(&here.at("joined"))
}

// One region holds all of it, so that a page with a script goes on without being loaded again.
async fn show(here: Here) -> Result<Response, Trouble> {
    let words = here.words;
    let is_waiting = matches!(here.state.as_str(), "waiting" | "apart");
    let looked = if is_waiting {
        Some(answered!(here.ask(Command::Status).await, Status).map(|status| status.looking))
    } else {
        None
    };
    let (title, why, inside) = match (looked, here.state.as_str()) {
        // Nobody is waited for: its owner has to say first how this device takes part.
        (Some(Ok(None)), _) => return Ok(frame::see_other(&here.at(""))),
        (Some(Ok(Some(looking))), _) => match &looking.refused {
            None => (
                say!(words, "page-waiting", name = &here.name),
                if looking.met {
                    say!(words, "page-waiting-met")
                } else {
                    say!(words, "page-waiting-text")
                },
                self::looking(&here, &looking),
            ),
            Some(reason) => refused(&here, &Refusal::BadLink(reason.clone())),
        },
        (Some(Err(refusal)), _) => refused(&here, &refusal),
        (None, state) if is_out(state) => return Ok(frame::see_other(&here.at(""))),
        (None, state) => {
            let is_guest = state == "guest";
            let why = if is_guest {
                say!(words, "page-guest-text")
            } else {
                say!(words, "page-member-text")
            };
            (
                say!(words, "page-welcome", name = &here.name),
                why,
                inside(&here, here.members(), is_guest),
            )
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

fn looking(here: &Here, looking: &Looking) -> Markup {
    let words = here.words;
    let step = |class: &str, name: &str, more: &str, inside: Markup| {
        let current = (class == "now").then_some("step");
        html! {
            li class=(class) aria-current=[current] { b { (name) } small { (more) } (inside) }
        }
    };
    let (find, fetch) = if looking.met { ("done", "now") } else { ("now", "later") };
    let more = looking.progress(words).unwrap_or_else(|| say!(words, "page-waiting-in-more"));
    html! {
        ol class="steps" {
            (step("done", &say!(words, "page-waiting-read"), &say!(words, "page-waiting-kept"), html! {}))
            (step(
                find,
                &say!(words, "page-waiting-look", name = &here.name),
                &say!(words, "page-waiting-look-more"),
                tried(words, &looking.places),
            ))
            (step(fetch, &say!(words, "page-waiting-in"), &more, came(words, looking)))
        }
        section class="note" aria-labelledby="t-long" {
            h2 id="t-long" { (say!(words, "page-waiting-long")) }
            ul {
                @if looking.is_nowhere() { li { (say!(words, "looking-nowhere")) } }
                @if looking.is_to_ask() { li { (looking.advice(words)) } }
                @if !looking.met { li { (say!(words, "page-waiting-network")) } }
                @if looking.is_to_ask() && looking.may_come_by_file() {
                    li {
                        (say!(words, "page-waiting-file")) " "
                        a href={ (here.at("around")) "#bundle" } { (say!(words, "page-bundle-take")) }
                    }
                }
                li { (say!(words, "page-waiting-open")) }
            }
        }
        p { a class="go" href="/join" { (say!(words, "page-join-other")) } }
    }
}

// Where is looked, and what came of it.
fn tried(words: Words, places: &[Place]) -> Markup {
    html! {
        dl class="tried" {
            @for place in places {
                div { dt { (place.name(words)) } dd { (place.said(words)) } }
            }
        }
    }
}

// How much of what there is to be came; once somebody said how much that is.
fn came(words: Words, looking: &Looking) -> Markup {
    let Looking { acts, expected, .. } = *looking;
    html! {
        @if expected > 0 {
            progress max=(expected) value=(acts) aria-label=(say!(words, "page-waiting-came")) {
                (looking.progress(words).unwrap_or_default())
            }
        }
    }
}

fn refused(here: &Here, refusal: &Refusal) -> (String, String, Markup) {
    let words = here.words;
    (
        say!(words, "page-refused", name = &here.name),
        say!(words, "page-refused-text"),
        no(here, refusal),
    )
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
        @if is_guest && !here.seen.as_ref().is_some_and(Seen::is_near) {
            p class="quiet" {
                (say!(words, "page-bundle-guest")) " "
                a class="go" href={ (here.at("around")) "#bundle" } { (say!(words, "page-bundle-guest-go")) }
            }
        }
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

#[cfg(test)]
mod tests {
    use words::{language::Language, looking::By};

    use super::*;

    #[test]
    fn how_far_it_is_stands_there_as_a_bar_and_as_text_once_it_is_known() {
        let words = Words::new(Language::English);
        let (acts, expected, met) = (340, 1_200, true);
        let (who, places, refused) = (String::new(), Vec::new(), None);
        let looking = Looking { by: By::Invite, who, met, acts, expected, places, refused };
        let shown = came(words, &looking).into_string();
        let bar = r#"<progress max="1200" value="340" aria-label="How much is here">"#;
        assert!(shown.starts_with(bar) && shown.contains("340 of 1,200 acts"), "{shown}");
        let nothing_yet = Looking { acts: 0, expected: 0, ..looking };
        assert_eq!(came(words, &nothing_yet).into_string(), "");
    }
}
