//! For you: what needs the owner, what is new, what the community is for, and how to begin.
//!
//! Guards: each thing that is asked says why it is there and goes away when it is done; with nothing to do
//! the page is calm. Next: [`mod@todo`], one thing that is asked.

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use peer::{
    answer::{DecisionBoard, ForYou, GoalBoard, Member},
    command::Command,
};
use words::say;

use super::{changes, devices, joined, members, season};
use crate::{
    parts::{
        days::{self, Below},
        field,
        frame::{self, Nav, Page},
        icon, note,
    },
    prose,
    server::App,
    trouble::Trouble,
    typed::Typed,
    visit::{Here, Seen, answered},
};

mod todo;

/// Lines of news on the page: so many that it stays a glance; the rest stands in the log.
const NEWS: usize = 20;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/", get(show))
        .route("/c/{community}/seen", post(seen))
        .route("/c/{community}/welcome", post(welcome))
}

async fn show(here: Here) -> Result<Response, Trouble> {
    let Some(Seen { for_you, members, .. }) = &here.seen else {
        return Ok(joined::waiting(&here));
    };
    let begins = if here.takes_part() { begins(&here, members).await? } else { None };
    let words = here.words;
    let title = say!(words, "page-nav-home");
    let waits = for_you.todo.len();
    let is_asked = for_you.todo.iter().any(|todo| todo.kind == "approve");
    let changes = if is_asked { changes::load(&here).await? } else { Vec::new() };
    let status = here.seen.as_ref().map(|seen| &seen.status);
    let body = html! {
        div class="head" id="head" data-live {
            h1 { (title) }
            @if waits > 0 {
                p class="why" { (say!(words, "home-waits", n = waits)) }
            } @else if begins.is_some() {
                p class="why" { (say!(words, "home-hello", name = &here.name)) }
            }
        }
        div class="stack body" {
            // One region, so that what is done goes away and what comes next takes its place.
            div class="stack" id="for-you" data-live {
                (standing(&here, members))
                @if waits > 0 {
                    section aria-labelledby="t-todo" {
                        h2 id="t-todo" class="off" { (say!(words, "home-todo")) }
                        ul class="todo" {
                            @for todo in &for_you.todo { (todo::card(&here, todo, members, &changes)) }
                        }
                    }
                } @else if here.takes_part() && begins.is_none() {
                    (calm(&here))
                }
                @if let Some(steps) = begins { (good_start(&here, steps)) }
            }
            // Who left gets no news, and who only just began has none.
            @if here.takes_part() && !(begins.is_some() && for_you.news.is_empty()) {
                (news(&here, for_you))
            } @else {
                p { a class="go" href=(here.at("log")) { (say!(words, "home-news-all")) } }
            }
        }
        div class="stack aside" {
            (purpose(&here))
            @if let Some(status) = status { (season::links(&here, status)) }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Home), body }.show(&here))
}

// Nothing to do: that is said, and it is good.
fn calm(here: &Here) -> Markup {
    let words = here.words;
    html! {
        section class="sheet calm" aria-labelledby="t-even" {
            svg viewBox="0 0 48 64" aria-hidden="true" focusable="false" { use href="#h3" {} }
            div {
                h2 id="t-even" { (say!(words, "home-even")) }
                p { (say!(words, "home-even-text")) }
            }
        }
    }
}

// What somebody who isn't a member can do here.
fn standing(here: &Here, members: &[Member]) -> Markup {
    let words = here.words;
    let note = match here.state.as_str() {
        "guest" => {
            let me = members.iter().find(|member| member.me);
            let text = html! {
                p { (say!(words, "home-guest-text")) }
                @if let Some(me) = me.filter(|me| me.needed > 0) {
                    p { (say!(
                        words,
                        "home-guest-approvals",
                        n = me.approvals.len(),
                        needed = me.needed,
                        names = words.list(&me.approvals),
                    )) }
                }
            };
            note::note(note::Tone::Care, &say!(words, "home-guest"), &text)
        }
        "resting" => {
            let text = html! { p { (say!(words, "home-resting-text")) } (members::back(here)) };
            note::note(note::Tone::Care, &say!(words, "home-resting"), &text)
        }
        "left" => {
            let text = html! { p { (say!(words, "home-left-text")) } };
            note::note(note::Tone::Care, &say!(words, "home-left", name = &here.name), &text)
        }
        "removed" => out(here, &say!(words, "home-removed", name = &here.name)),
        "dismissed" => out(here, &say!(words, "home-dismissed", name = &here.name)),
        _ => return devices::elsewhere::asked(here),
    };
    html! { div class="standing" { (note) } }
}

// The others ended it: that is said, and that everything can still be read.
fn out(here: &Here, title: &str) -> Markup {
    let text = html! { p { (say!(here.words, "home-out-text")) } };
    note::note(note::Tone::Care, title, &text)
}

/// How far a community has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Steps {
    invited: bool,
    goal: bool,
    proposal: bool,
}

impl Steps {
    const fn is_done(self) -> bool {
        self.invited && self.goal && self.proposal
    }
}

// What there is still to begin with; nothing once all of it was done.
async fn begins(here: &Here, members: &[Member]) -> Result<Option<Steps>, Trouble> {
    let goals = answered!(here.ask(Command::GoalBoard).await, GoalBoard);
    let GoalBoard { goals } = goals.map_err(|refusal| here.trouble(refusal))?;
    let decisions = answered!(here.ask(Command::DecisionBoard).await, DecisionBoard);
    let DecisionBoard { decisions, .. } = decisions.map_err(|refusal| here.trouble(refusal))?;
    let steps = Steps {
        invited: members.len() > 1,
        goal: !goals.is_empty(),
        proposal: !decisions.is_empty(),
    };
    Ok((!steps.is_done()).then_some(steps))
}

fn good_start(here: &Here, steps: Steps) -> Markup {
    let words = here.words;
    let all = [
        (
            steps.invited,
            "invite",
            say!(words, "home-step-invite"),
            say!(words, "home-step-invite-why"),
        ),
        (steps.goal, "goals/new", say!(words, "home-step-goal"), say!(words, "home-step-goal-why")),
        (
            steps.proposal,
            "decisions/new",
            say!(words, "home-step-propose"),
            say!(words, "home-step-propose-why"),
        ),
    ];
    // The one that is next has the page's filled button.
    let next = all.iter().position(|(is_done, ..)| !is_done);
    html! {
        section class="sheet" aria-labelledby="t-steps" {
            h2 id="t-steps" { (say!(words, "home-steps")) }
            p class="quiet" { (say!(words, "home-steps-text")) }
            ol class="good-start" {
                @for (at, (is_done, page, name, why)) in all.iter().enumerate() {
                    li class=[is_done.then_some("done")] {
                        span class="tick" { @if *is_done { (icon::icon("i-check")) } }
                        @if *is_done {
                            b { span class="off" { (say!(words, "home-step-done")) " " } (name) }
                        } @else {
                            div {
                                @if next == Some(at) {
                                    b { (name) }
                                    small { (why) }
                                    p { a class="btn" href=(here.at(page)) {
                                        (say!(words, "home-step-go"))
                                        span class="off" { ": " (name) }
                                    } }
                                } @else {
                                    a href=(here.at(page)) { (name) }
                                    small { (why) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn news(here: &Here, for_you: &ForYou) -> Markup {
    let words = here.words;
    let mut lines = days::gist(&for_you.news);
    let told = lines.len();
    lines.truncate(NEWS);
    let more = for_you.fresh.saturating_sub(for_you.news.len()) + told - lines.len();
    html! {
        section aria-labelledby="t-news" id="news" data-live {
            h2 id="t-news" { (say!(words, "home-news")) }
            @if lines.is_empty() {
                p class="quiet" { (say!(words, "home-news-none")) }
            } @else {
                div class="days" { (days::days(here, &lines, Below::Section)) }
                @if more > 0 { p class="quiet" { (say!(words, "home-news-more", n = more)) } }
            }
            div class="news-do" {
                @if !lines.is_empty() {
                    (field::one_button(
                        &here.at("seen"),
                        &[("acts", &for_you.acts.to_string())],
                        &html! {
                            button class="btn quiet-btn" type="submit" {
                                (icon::icon("i-check")) (say!(words, "home-seen"))
                            }
                        },
                    ))
                }
                a class="go" href=(here.at("log")) { (say!(words, "home-news-all")) }
            }
        }
    }
}

fn purpose(here: &Here) -> Markup {
    let words = here.words;
    html! {
        section aria-labelledby="t-purpose" id="purpose" data-live {
            h2 id="t-purpose" { (say!(words, "home-purpose")) }
            @if here.purpose.trim().is_empty() {
                p class="quiet" { (say!(words, "home-purpose-none")) }
            } @else {
                div class="prose" { (prose::read(&here.purpose)) }
            }
        }
    }
}

async fn seen(here: Here, typed: Typed) -> Response {
    // What isn't a number says that nothing was seen, which loses nothing.
    let acts = typed.get("acts").parse().unwrap_or(0);
    frame::act(&here, Command::Seen { acts }, &here.at("")).await
}

async fn welcome(here: Here, typed: Typed) -> Response {
    let who = vec![typed.text("who")];
    frame::act(&here, Command::MemberApprove { who }, &here.at("")).await
}
