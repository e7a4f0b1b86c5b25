//! A new season: members found a community together that goes on from this one, step by step.
//!
//! Guards: nobody takes part but by the own button; who planned it fixes the list; signing goes by itself,
//! and the page says who is still waited for. Next: [`super::charter`], what it starts with.

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use peer::{
    answer::{Founder, Linked, Season, Seasons, Status},
    command::Command,
};
use words::{clean, say, speech::Words, when};

use super::joined;
use crate::{
    parts::{
        field,
        frame::{self, Nav, Page},
        icon,
        steps::{self, Pace, Step},
    },
    server::App,
    trouble::Trouble,
    typed::Typed,
    visit::{Here, answered, short},
};

/// The kind of what is asked at home while one founder holds the root.
const TOGETHER: &str = "together";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/season", get(show).post(plan))
        .route("/c/{community}/season/join", post(join))
        .route("/c/{community}/season/found", post(found))
}

async fn show(here: Here) -> Result<Response, Trouble> {
    if here.seen.is_none() {
        return Ok(joined::waiting(&here));
    }
    let words = here.words;
    let seasons = answered!(here.ask(Command::SeasonShow).await, Seasons);
    let Seasons { seasons, before } = seasons.map_err(|refusal| here.trouble(refusal))?;
    let todo = here.seen.as_ref().map_or(&[][..], |seen| &seen.for_you.todo);
    let is_together = todo.iter().any(|todo| todo.kind == TOGETHER);
    let (title, why) = if is_together {
        (say!(words, "season-together"), say!(words, "season-together-why", name = &here.name))
    } else {
        (say!(words, "season-page"), say!(words, "season-page-why"))
    };
    let goes_on = seasons.iter().any(|season| season.state != "founded");
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("members"), &say!(words, "page-nav-members")))
            h1 { (title) }
            p class="why" { (why) }
        }
        div class="stack body" id="season" data-live {
            @if let Some(before) = &before { (link(&here, before, &self::before(words, before))) }
            @for one in &seasons { (card(&here, one)) }
            @if seasons.is_empty() { p class="quiet" { (say!(words, "season-none")) } }
            @if here.is_member() && !goes_on {
                (field::one_button(&here.at("season"), &[], &begin(words, is_together)))
            } @else if !here.is_member() {
                p class="quiet" { (say!(words, "season-members-only")) }
            }
        }
        div class="stack aside" { (what(words)) }
    };
    Ok(Page { title: &title, current: Some(Nav::Season), body }.show(&here))
}

fn begin(words: Words, is_together: bool) -> Markup {
    if is_together {
        field::button(&say!(words, "season-plan-together"))
    } else {
        field::quiet_button(&say!(words, "season-plan"))
    }
}

/// The communities that this one goes on from, and that go on from it; nothing where there are none.
pub(super) fn links(here: &Here, status: &Status) -> Markup {
    let words = here.words;
    if status.before.is_none() && status.after.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="t-season" id="season-links" data-live {
            h2 id="t-season" { (say!(words, "season-look")) }
            @for after in &status.after {
                (link(here, after, &say!(words, "season-after", name = name(words, after))))
            }
            @if let Some(before) = &status.before { (link(here, before, &self::before(words, before))) }
        }
    }
}

fn before(words: Words, before: &Linked) -> String {
    if before.name.is_empty() {
        say!(words, "season-before-unknown")
    } else {
        say!(words, "season-before", name = &before.name)
    }
}

fn name(words: Words, linked: &Linked) -> String {
    let name = clean::line(&linked.name);
    if name.is_empty() { say!(words, "season-nameless") } else { name }
}

fn link(here: &Here, to: &Linked, sentence: &str) -> Markup {
    let words = here.words;
    html! {
        p { (sentence) }
        @if to.here {
            p { a class="go" href={ "/c/" (short(&to.community)) "/" } {
                (say!(words, "season-open", name = name(words, to)))
            } }
        }
    }
}

fn what(words: Words) -> Markup {
    html! {
        section aria-labelledby="t-what" {
            h2 id="t-what" { (say!(words, "season-what")) }
            ul class="ticks" {
                @for said in [
                    say!(words, "season-what-carried"),
                    say!(words, "season-what-team"),
                    say!(words, "season-what-keys"),
                    say!(words, "season-what-stays"),
                ] {
                    li { (icon::icon("i-check")) span { (said) } }
                }
            }
        }
    }
}

fn card(here: &Here, season: &Season) -> Markup {
    let words = here.words;
    let at = when::moment(words, season.at);
    html! {
        section class="sheet" {
            p class="quiet" { (say!(words, "season-begun", by = &season.by, at = at)) }
            (steps::steps(&way(words, season)))
            (act(here, season))
        }
    }
}

fn names<'a>(words: Words, founders: impl Iterator<Item = &'a Founder>) -> String {
    let names: Vec<_> = founders.map(|founder| clean::line(&founder.name)).collect();
    words.list(&names)
}

// Where it is, step by step, with who takes part and who has signed.
fn way(words: Words, season: &Season) -> [Step; 4] {
    let all = names(words, season.founders.iter());
    let (n, signed) =
        (season.founders.len(), season.founders.iter().filter(|founder| founder.signed).count());
    let missing = names(words, season.founders.iter().filter(|founder| !founder.signed));
    let is_open = season.state == "open";
    let is_founded = season.state == "founded";
    let is_signed = !is_open && signed == n;
    let step = |pace, name, more| Step { pace, name, more };
    let mut signing = say!(words, "season-step-sign-more", n = signed, of = n);
    if signed < n {
        signing = format!("{signing} {}", say!(words, "season-step-sign-missing", names = missing));
    }
    let list = if is_open {
        say!(words, "season-step-list-wait", by = &season.by)
    } else {
        say!(words, "season-step-list-done", n = n, names = &all)
    };
    let founded = match &season.founded {
        Some(founded) => say!(words, "season-step-founded-done", name = name(words, founded)),
        None => say!(words, "season-step-founded-wait"),
    };
    let taking_part = say!(words, "season-step-join-more", n = n, names = &all);
    [
        step(
            if is_open { Pace::Now } else { Pace::Done },
            say!(words, "season-step-join"),
            if is_open { taking_part } else { String::new() },
        ),
        step(if is_open { Pace::Later } else { Pace::Done }, say!(words, "season-step-list"), list),
        step(
            match (is_open, is_signed) {
                (true, _) => Pace::Later,
                (false, false) => Pace::Now,
                (false, true) => Pace::Done,
            },
            say!(words, "season-step-sign"),
            if is_open { String::new() } else { signing },
        ),
        step(
            match (is_founded, is_signed) {
                (true, _) => Pace::Done,
                (false, true) => Pace::Now,
                (false, false) => Pace::Later,
            },
            say!(words, "season-step-founded"),
            founded,
        ),
    ]
}

// What the reader can do now.
fn act(here: &Here, season: &Season) -> Markup {
    let words = here.words;
    let id = [("id", season.id.as_str())];
    if let Some(founded) = season.founded.as_ref() {
        return html! {
            @if founded.here {
                p { a class="btn" href={ "/c/" (short(&founded.community)) "/" } {
                    (say!(words, "season-open", name = name(words, founded)))
                } }
            }
        };
    }
    if !here.is_member() {
        return html! {};
    }
    let is_open = season.state == "open";
    html! {
        @if !season.joined {
            (field::one_button(&here.at("season/join"), &id, &field::button(&say!(words, "season-join"))))
            p class="quiet" { (say!(words, "season-not-joined")) }
        } @else if !season.mine {
            p class="agreed" { (icon::icon("i-check")) span { (say!(words, "season-joined")) } }
        }
        @if season.mine {
            @let button = if is_open {
                field::button(&say!(words, "season-found"))
            } else {
                field::quiet_button(&say!(words, "season-found-again"))
            };
            (field::one_button(&here.at("season/found"), &id, &button))
            p class="quiet" { (say!(words, "season-found-what")) }
        }
    }
}

async fn plan(here: Here) -> Response {
    frame::act(&here, Command::SeasonPlan, &here.at("season")).await
}

async fn join(here: Here, typed: Typed) -> Response {
    frame::act(&here, Command::SeasonJoin { id: typed.some("id") }, &here.at("season")).await
}

async fn found(here: Here, typed: Typed) -> Response {
    frame::act(&here, Command::SeasonFound { id: typed.some("id") }, &here.at("season")).await
}
