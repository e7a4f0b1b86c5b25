//! Who is around: by name, one's own other devices, and how far each is.
//!
//! Guards: being alone is normal and nothing is ever lost by it; who is around is said by name, addresses
//! only to who looks for them. Next: [`super::bundle`], for who is never around.

use axum::{Router, extract::Query, response::Response, routing::get};
use maud::{Markup, html};
use peer::{answer::Around, command::Command, core::now};
use words::{clean, say, when};

use super::bundle;
use crate::{
    parts::{
        frame::{Nav, Page},
        icon,
    },
    server::App,
    trouble::Trouble,
    visit::{Here, answered},
};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/around", get(show))
}

async fn show(here: Here, Query(query): Query<Vec<(String, String)>>) -> Result<Response, Trouble> {
    let words = here.words;
    // Also while nobody was met yet: then this is the page to look at.
    let mut status = match &here.seen {
        Some(seen) => seen.status.clone(),
        None => {
            let status = answered!(here.ask(Command::Status).await, Status);
            status.map_err(|refusal| here.trouble(refusal))?
        }
    };
    status.around.sort_by_key(|one| one.name.to_lowercase());
    let of = |states: &[&str]| -> Vec<_> {
        status.around.iter().filter(|one| states.contains(&one.state.as_str())).collect()
    };
    let (near, online, before) = (of(&["connected"]), of(&["online"]), of(&["away", "blocked"]));
    let is_crowd = online.len() > near.len();
    let title = say!(words, "page-around");
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" { (say!(words, "page-around-why")) }
        }
        @if let Some(said) = bundle::said(&here, &query) { (said) }
        div class="stack body" {
            section aria-labelledby="t-near" id="near" data-live {
                h2 id="t-near" { (say!(words, "page-around-now", n = near.len())) }
                @if near.is_empty() {
                    p class="quiet" { (say!(words, "page-around-nobody")) }
                } @else {
                    (list(&here, &near))
                }
                @if !online.is_empty() {
                    h3 { (say!(words, "page-around-online")) }
                    @if is_crowd { p class="quiet" { (say!(words, "page-around-online-why")) } }
                    (list(&here, &online))
                }
                @if !before.is_empty() {
                    h3 { (say!(words, "page-around-before")) }
                    (list(&here, &before))
                }
            }
            section aria-labelledby="t-find" {
                h2 id="t-find" { (say!(words, "page-around-find")) }
                ul class="tips" {
                    li { (say!(words, "page-around-both")) }
                    li { (say!(words, "page-around-network")) }
                    li { (say!(words, "page-around-guest-network")) }
                    li { (say!(words, "page-around-elsewhere")) }
                    li { (say!(words, "page-around-no-hurry")) }
                }
                p { a class="btn quiet-btn" href=(here.at("doctor")) { (say!(words, "page-doctor-look")) } }
                details id="d-addresses" {
                    summary { (say!(words, "page-around-addresses")) }
                    p class="quiet" { (say!(words, "page-around-addresses-text")) }
                    ul class="addresses" {
                        @for address in &status.addresses { li { code { (address) } } }
                    }
                }
            }
            (bundle::section(&here))
        }
        div class="stack aside" {
            section aria-labelledby="t-saved" class="sheet" id="saved" data-live {
                h2 id="t-saved" { (say!(words, "page-around-saved")) }
                p { (say!(words, "page-around-saved-text", n = status.acts)) }
            }
            section aria-labelledby="t-stand" class="sheet" id="stand" data-live {
                h2 id="t-stand" { (say!(words, "page-same")) }
                p { (say!(words, "page-same-why")) }
                ol class="stand" {
                    @for word in status.stand.words(words.language()) { li { (word) } }
                }
                details id="d-stand" {
                    summary { (say!(words, "page-same-means")) }
                    p { (say!(words, "stand-why")) }
                    p { (say!(words, "stand-differs")) }
                    p { (say!(words, "page-same-differs-hint")) }
                }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Around), body }.show(&here))
}

fn list(here: &Here, some: &[&Around]) -> Markup {
    html! { ul class="near" { @for one in some { li { (row(here, one)) } } } }
}

fn row(here: &Here, one: &Around) -> Markup {
    let words = here.words;
    let name = if one.mine { say!(words, "show-own-device") } else { clean::line(&one.name) };
    let is_near = one.state == "connected";
    let far = match one.behind {
        _ if one.state == "blocked" => say!(words, "page-blocked"),
        Some(0) if is_near => say!(words, "page-around-even"),
        Some(acts) if is_near => say!(words, "page-around-behind", n = acts),
        _ if is_near => say!(words, "page-around-meeting"),
        _ if one.state == "online" => say!(words, "page-around-via"),
        _ => say!(words, "page-around-away"),
    };
    let path = one.path.as_deref();
    let path = path.and_then(|path| words::path::said(words, path, one.through.as_deref()));
    let heard = one.heard.filter(|_| !is_near).map(|heard| when::short_moment(words, heard, now()));
    html! {
        (icon::icon(if is_near || one.state == "online" { "i-near" } else { "i-alone" }))
        div {
            p class="who" { (name) }
            p class="quiet" {
                (far)
                @if let Some(path) = path { " · " (path) }
                @if let Some(heard) = heard { " · " (say!(words, "page-around-heard", when = heard)) }
            }
        }
    }
}
