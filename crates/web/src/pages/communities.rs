//! The communities of this person on this device.
//!
//! Guards: each says where one stands in it and what to do. Next: [`super::first`], for another one.

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use peer::answer::Community;
use words::{clean, say};

use crate::{
    parts::{
        frame::{self, Page},
        icon,
    },
    server::App,
    trouble::Trouble,
    visit::{Visit, is_out, short},
};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/communities", get(list))
}

async fn list(visit: Visit) -> Result<Response, Trouble> {
    let words = visit.words;
    let list = visit.communities().await;
    let list = list.map_err(|refusal| Trouble::new(visit.clone(), None, refusal))?.communities;
    if list.is_empty() {
        return Ok(frame::see_other("/"));
    }
    let title = say!(words, "page-communities");
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" { (say!(words, "page-communities-why", n = list.len())) }
        }
        div class="stack body" {
            ul class="cards" id="communities" data-live {
                @for one in &list { li { (card(&visit, one)) } }
            }
            section aria-labelledby="t-more" {
                h2 id="t-more" { (say!(words, "page-communities-more")) }
                p class="pair" {
                    a class="btn quiet-btn" href="/start" {
                        (icon::icon("i-plus")) (say!(words, "page-start"))
                    }
                    a class="btn quiet-btn" href="/join" { (say!(words, "page-join")) }
                }
            }
        }
    };
    Ok(Page { title: &title, current: None, body }.show_alone(&visit))
}

fn card(visit: &Visit, one: &Community) -> Markup {
    let words = visit.words;
    let (state, what) = match one.state.as_str() {
        "member" => (say!(words, "page-in-member"), None),
        "guest" => (say!(words, "page-in-guest"), Some(say!(words, "page-in-guest-what"))),
        "resting" => (say!(words, "page-in-resting"), Some(say!(words, "page-in-resting-what"))),
        "left" => (say!(words, "page-in-left"), Some(say!(words, "page-in-left-what"))),
        "removed" => (say!(words, "page-in-removed"), Some(say!(words, "page-in-removed-what"))),
        "dismissed" => {
            (say!(words, "page-in-dismissed"), Some(say!(words, "page-in-dismissed-what")))
        }
        "apart" => (say!(words, "page-in-apart"), Some(say!(words, "page-in-apart-what"))),
        "moved" => (say!(words, "page-in-moved"), Some(say!(words, "page-in-moved-what"))),
        _ => (say!(words, "page-in-waiting"), Some(say!(words, "page-in-waiting-what"))),
    };
    let class = if is_out(&one.state) { "pill out" } else { "pill" };
    html! {
        a class="card" href={ "/c/" (short(&one.id)) "/" } {
            h2 { (clean::line(&one.name)) }
            @if !one.purpose.is_empty() { p { (clean::line(&one.purpose)) } }
            p class="state" { span class=(class) { (state) } @if let Some(what) = what { span { (what) } } }
        }
    }
}
