//! A mandate: its words, who holds it, what is left, what was decided under it; handing it back, putting it
//! on hold, withdrawing it.
//!
//! Guards: whatever the community decides about it is a change that two thirds carry, and the page says so
//! above the button; only who holds it hands it back. Next: [`super::write`].

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Decided, Mandate},
    command::{Command, task::Task},
};
use words::{
    clean, say,
    tally::said::euros,
    task::{self, Terms},
};

use super::pill;
use crate::{
    pages::decision::state,
    parts::{
        field,
        frame::{self, Nav, Page},
        moment,
    },
    prose,
    server::App,
    trouble::Trouble,
    visit::{Here, answered},
};

type Which = Path<(String, String)>;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/mandates/{mandate}", get(show))
        .route("/c/{community}/mandates/{mandate}/return", get(ask_return).post(hand_back))
        .route("/c/{community}/mandates/{mandate}/suspend", get(ask_suspend).post(suspend))
        .route("/c/{community}/mandates/{mandate}/withdraw", get(ask_withdraw).post(withdraw))
}

pub(super) async fn load(here: &Here, id: String) -> Result<Box<Mandate>, Trouble> {
    let mandate = answered!(here.ask(Command::Task(Task::Show { id })).await, Mandate);
    mandate.map_err(|refusal| here.trouble(refusal))
}

pub(super) fn at(here: &Here, mandate: &Mandate) -> String {
    here.at(format_args!("mandates/{}", mandate.id))
}

async fn show(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let words = here.words;
    let one = load(&here, id).await?;
    let title = clean::line(&one.title);
    let part = |id: &str, name: String, text: &str| {
        html! {
            @if !text.is_empty() {
                section aria-labelledby=(id) {
                    h2 id=(id) { (name) }
                    div class="prose" { (prose::read(text)) }
                }
            }
        }
    };
    let body = html! {
        div class="head" id="head" data-live {
            (frame::crumb(&here.at("mandates"), &say!(words, "page-mandates-all")))
            p class="state" { (pill(&here, &one.state)) }
            h1 { (title) }
            @if !one.holders.is_empty() {
                p class="why" { (say!(words, "page-mandate-held", names = words.list(&one.holders))) }
            }
        }
        div class="stack body" {
            (part("t-domain", say!(words, "page-mandate-domain"), &one.domain))
            (part("t-limits", say!(words, "page-mandate-constraints"), &one.constraints))
            (part("t-report", say!(words, "page-mandate-report"), &one.report))
            div class="stack" id="terms" data-live { (terms(&here, &one)) (decisions(&here, &one)) }
            (can(&here, &one))
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Mandates), body }.show(&here))
}

fn terms(here: &Here, one: &Mandate) -> Markup {
    let words = here.words;
    let money = |cents: i64| euros(words, u64::try_from(cents).unwrap_or_default());
    let lines = task::terms(
        words,
        &Terms {
            usable: Some("active"),
            about: &one.title,
            people: &one.holders,
            circle: one.circle.as_deref(),
            topics: &one.topics,
            ceiling: one.ceiling,
            term: one.term,
            until: one.until,
        },
    );
    html! {
        @if one.until.is_some() {
            section class="sheet" aria-labelledby="t-terms" {
                h2 id="t-terms" { (say!(words, "page-mandate-terms")) }
                ul class="rule" {
                    @for line in lines { li { (line) } }
                    @if one.ceiling > 0 {
                        li { (say!(words, "page-mandate-left", spent = money(one.spent),
                            left = money(one.ceiling - one.spent))) }
                    }
                    @if let Some(circle) = &one.circle {
                        li { (say!(words, "page-mandate-circle", title = circle)) }
                    }
                }
            }
        }
        p class="quiet" {
            (say!(words, "page-mandate-by", name = &one.by)) " "
            (say!(words, "page-fact-review")) " " (moment::day(here, &one.review))
        }
        @if !one.pending.is_empty() {
            p { a class="go" href=(here.at("changes")) { (say!(words, "page-task-waits")) } }
        }
    }
}

fn decisions(here: &Here, one: &Mandate) -> Markup {
    let words = here.words;
    if one.decisions.is_empty() {
        return html! {};
    }
    let row = |decided: &Decided| {
        html! {
            li {
                a href=(here.at(format_args!("decisions/{}", decided.id))) { (clean::line(&decided.title)) }
                " " (state::pill(words, &decided.status, "mandate", decided.outcome.as_deref()))
                p class="quiet" {
                    (clean::line(&decided.by))
                    @if decided.amount > 0 {
                        ", " (euros(words, u64::try_from(decided.amount).unwrap_or_default()))
                    }
                    @if let Some(why) = &decided.outside {
                        ". " (say!(words, "how-mandate-outside", why = task::outside(words, why)))
                    }
                }
            }
        }
    };
    html! {
        section aria-labelledby="t-decided" {
            h2 id="t-decided" { (say!(words, "page-mandate-decided")) }
            ul class="plain" { @for decided in &one.decisions { (row(decided)) } }
        }
    }
}

fn can(here: &Here, one: &Mandate) -> Markup {
    let words = here.words;
    let way = |page: &str, name: String| {
        html! { li { a class="go" href={ (at(here, one)) "/" (page) } { (name) } } }
    };
    let is_granted = matches!(one.state.as_str(), "active" | "suspended" | "over" | "conflict");
    html! {
        @if here.is_member() {
            section aria-labelledby="t-can" {
                h2 id="t-can" { (say!(words, "page-mandate-can")) }
                ul class="plain" {
                    @if one.mine {
                        li { a class="go" href=(here.at("decisions/new?method=mandate")) {
                            (say!(words, "page-mandate-use"))
                        } }
                        (way("return", say!(words, "page-mandate-return")))
                    }
                    (way("grant", say!(words, "page-mandate-grant")))
                    @if one.state == "active" { (way("suspend", say!(words, "page-mandate-suspend"))) }
                    @if is_granted { (way("withdraw", say!(words, "page-mandate-withdraw"))) }
                }
            }
        }
    }
}

fn ask(here: &Here, one: &Mandate, title: String, what: &str, button: &str) -> Response {
    let words = here.words;
    let back = at(here, one);
    let body = html! {
        div class="head" {
            (frame::crumb(&back, &clean::line(&one.title)))
            h1 { (title) }
        }
        div class="stack body" {
            div class="sheet sure" {
                p { (what) }
                form method="post" {
                    div class="send" {
                        (field::button(button))
                        a class="go" href=(back) { (say!(words, "page-mandate-keep")) }
                    }
                }
            }
        }
    };
    Page { title: &title, current: Some(Nav::Mandates), body }.show(here)
}

async fn ask_return(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let (words, one) = (here.words, load(&here, id).await?);
    let what = say!(words, "page-mandate-return-then");
    let button = say!(words, "page-mandate-return");
    Ok(ask(&here, &one, say!(words, "page-mandate-return-ask"), &what, &button))
}

async fn ask_suspend(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let (words, one) = (here.words, load(&here, id).await?);
    let what = say!(words, "page-mandate-suspend-then");
    let button = say!(words, "page-mandate-suspend");
    Ok(ask(&here, &one, say!(words, "page-mandate-suspend-ask"), &what, &button))
}

async fn ask_withdraw(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let (words, one) = (here.words, load(&here, id).await?);
    let what = say!(words, "page-mandate-withdraw-then");
    let button = say!(words, "page-mandate-withdraw");
    Ok(ask(&here, &one, say!(words, "page-mandate-withdraw-ask"), &what, &button))
}

async fn hand_back(here: Here, Path((_, id)): Which) -> Response {
    let then = here.at(format_args!("mandates/{id}"));
    frame::act(&here, Command::Task(Task::Return { id }), &then).await
}

async fn suspend(here: Here, Path((_, id)): Which) -> Response {
    let then = here.at(format_args!("mandates/{id}"));
    frame::act(&here, Command::Task(Task::Suspend { id }), &then).await
}

async fn withdraw(here: Here, Path((_, id)): Which) -> Response {
    let then = here.at(format_args!("mandates/{id}"));
    frame::act(&here, Command::Task(Task::Withdraw { id }), &then).await
}
