//! The own devices in a community: which there are, adding one, taking one out of use.
//!
//! Guards: a code makes a device one's own, so it is shown once and said to be for nobody else; a device
//! is retired only after being asked, in words (definition 1). Next: [`super::join`], where a code is used.

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Device, Devices},
    command::Command,
    refusal::Refusal,
};
use words::{say, term, when};

mod paper; // 24 words, shown once
mod back; // after a loss
mod restore; // a backup, into an empty profile
pub(super) mod elsewhere; // moved, or copied?

use super::{invite, joined};
use crate::{
    parts::{
        field,
        frame::{self, Nav, Page},
        icon, note,
    },
    server::App,
    trouble::Trouble,
    visit::{Here, answered},
};

/// Hexadecimal digits of a key: a person has a few devices, which these tell apart.
const KEY: usize = 8;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(paper::routes())
        .merge(back::routes())
        .merge(restore::routes())
        .merge(elsewhere::routes())
        // The code is shown where the list is: a page that asks for itself again finds something.
        .route("/c/{community}/devices", get(list).post(add))
        .route("/c/{community}/devices/{device}/retire", get(ask).post(retire))
}

async fn devices(here: &Here) -> Result<Vec<Device>, Trouble> {
    let list = answered!(here.ask(Command::DeviceList).await, Devices);
    let Devices { devices } = list.map_err(|refusal| here.trouble(refusal))?;
    Ok(devices)
}

async fn list(here: Here) -> Result<Response, Trouble> {
    if here.state == "waiting" {
        return Ok(joined::waiting(&here));
    }
    let words = here.words;
    // Without one of one's own the peer can't say whose they are.
    let is_apart = here.state == "apart";
    let mut all = if is_apart { Vec::new() } else { devices(&here).await? };
    all.sort_by_key(|device| match device.state.as_str() {
        "this" => 0,
        "standing" => 1,
        "paper" => 2,
        _ => 3,
    });
    let title = say!(words, "page-devices");
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("members"), &say!(words, "page-members")))
            h1 { (title) }
            p class="why" { (say!(words, "page-devices-why")) }
        }
        div class="stack body" {
            (elsewhere::asked(&here))
            @if !is_apart {
                section aria-labelledby="t-list" id="devices" data-live {
                    h2 id="t-list" { (say!(words, "page-devices-list", n = all.len())) }
                    ul class="cards" { @for device in &all { li class="card device" { (row(&here, device)) } } }
                }
            }
            @if here.takes_part() {
                section aria-labelledby="t-add" class="sheet" {
                    h2 id="t-add" { (say!(words, "page-device-add")) }
                    p { (say!(words, "page-device-add-text")) }
                    form method="post" action=(here.at("devices")) {
                        div class="send" { (field::button(&say!(words, "page-device-add-do"))) }
                    }
                }
                @if !all.iter().any(|device| device.state == "paper") {
                    section aria-labelledby="t-paper" class="sheet" {
                        h2 id="t-paper" { (say!(words, "page-paper")) }
                        p { (say!(words, "page-paper-why")) }
                        form method="post" action=(here.at("devices/paper")) {
                            div class="send" { (field::button(&say!(words, "page-paper-make"))) }
                        }
                    }
                }
                p { a class="go" href=(here.at("devices/help")) { (say!(words, "page-help-title")) } }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Members), body }.show(&here))
}

fn row(here: &Here, device: &Device) -> Markup {
    let words = here.words;
    html! {
        div {
            p class="who" { (called(here, device)) }
            p class="quiet" {
                @if device.state == "this" { (say!(words, "page-device-this-text")) }
                @else if device.state == "paper" { (say!(words, "page-paper-have")) }
                @else { (term::state(words, &device.state)) }
            }
        }
        @if device.state == "standing" && here.takes_part() {
            p { a class="go" href=(here.at(format_args!("devices/{}/retire", device.id))) {
                (say!(words, "page-device-retire"))
                span class="off" { ": " (called(here, device)) }
            } }
        }
    }
}

// Devices have no names of their own: the beginning of the key tells them apart.
fn called(here: &Here, device: &Device) -> String {
    match device.state.as_str() {
        "this" => return say!(here.words, "page-device-this"),
        "paper" => return say!(here.words, "page-paper"),
        _ => {}
    }
    say!(here.words, "page-device-called", key = key(device))
}

fn key(device: &Device) -> String {
    device.id.chars().take(KEY).collect()
}

async fn add(here: Here) -> Result<Response, Trouble> {
    let made = answered!(here.ask(Command::DeviceEnrol).await, Link);
    let code = made.map_err(|refusal| here.trouble(refusal))?;
    let words = here.words;
    let title = say!(words, "page-device-code-made");
    let until = when::moment(words, code.until);
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("devices"), &say!(words, "page-devices")))
            h1 { (title) }
            p class="why" { (say!(words, "page-device-code-until", until = until)) }
        }
        (note::note(
            note::Tone::Care,
            &say!(words, "page-device-careful"),
            &html! { p { (say!(words, "page-device-careful-text")) } },
        ))
        div class="stack body" {
            section aria-labelledby="t-how" {
                h2 id="t-how" { (say!(words, "page-device-how")) }
                ol class="how" {
                    li { (say!(words, "page-device-how-start")) }
                    li { (say!(words, "page-device-how-choose", name = say!(words, "page-device-join"))) }
                    li { (say!(words, "page-device-how-paste")) }
                }
            }
            (invite::shown(
                &code.link,
                &say!(words, "page-device-code"),
                &say!(words, "page-device-code-copy"),
                &say!(words, "page-device-square"),
            ))
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Members), body }.show(&here))
}

type Which = Path<(String, String)>;

async fn ask(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let all = devices(&here).await?;
    let found = all.iter().find(|device| device.id == id && device.state == "standing");
    let device = found.ok_or_else(|| here.trouble(Refusal::Unknown(id)))?;
    let words = here.words;
    let title = say!(words, "page-device-retire-ask", key = key(device));
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("devices"), &say!(words, "page-devices")))
            h1 { (title) }
        }
        div class="stack body" {
            div class="sheet sure" {
                p { (say!(words, "page-device-retire-text")) }
                ul class="tips" {
                    li { (say!(words, "page-device-retire-before")) }
                    li { (say!(words, "page-device-retire-after")) }
                }
                form method="post" action=(here.at(format_args!("devices/{}/retire", device.id))) {
                    div class="send" {
                        button class="btn stop" type="submit" { (say!(words, "page-device-retire-do")) }
                        a class="go" href=(here.at("devices")) {
                            (icon::icon("i-back")) (say!(words, "page-device-keep"))
                        }
                    }
                }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Members), body }.show(&here))
}

async fn retire(here: Here, Path((_, id)): Which) -> Response {
    frame::act(&here, Command::DeviceRetire { id }, &here.at("devices")).await
}
