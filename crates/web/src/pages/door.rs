//! Before one is signed in, and where no page is.
//!
//! Guards: tells a stranger nothing but how the owner opens the page. Next: [`crate::entry`].

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use maud::{DOCTYPE, Markup, html};
use peer::refusal::Refusal;
use words::{say, speech::Words};

use crate::{
    asset, guard,
    parts::frame,
    server::App,
    trouble::Trouble,
    visit::{self, Visit},
};

/// A link that signs in was followed.
pub(crate) async fn enter(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    let words = Words::new(visit::language(&headers, None));
    match app.entry().enter(&code) {
        Some(held) => guard::welcome(&app, words, &held),
        None => used(words),
    }
}

/// The way in: goes on by itself, and with a link where that is off.
pub(crate) fn welcome(words: Words) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(words.language().tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="refresh" content="0;url=/";
                title { "Meent" }
                link rel="icon" type="image/svg+xml" href=(asset::ICON.path);
                link rel="stylesheet" href=(asset::LOOK.path);
            }
            body { main class="wrap" {
                h1 class="off" { "Meent" }
                p { a class="go" href="/" { (say!(words, "page-enter")) } }
            } }
        }
    }
}

fn used(words: Words) -> Response {
    let title = say!(words, "page-used");
    let body = explained(&title, &say!(words, "page-used-text"), words);
    frame::bare(words, StatusCode::FORBIDDEN, &title, &body)
}

/// Why a request was not let through, for the person who looks at it.
pub(crate) fn refused(words: Words, status: StatusCode) -> Response {
    let (title, text) = match status {
        StatusCode::MISDIRECTED_REQUEST => {
            (say!(words, "page-other-host"), say!(words, "page-other-host-text"))
        }
        StatusCode::METHOD_NOT_ALLOWED => {
            (say!(words, "page-no-method"), say!(words, "page-no-method-text"))
        }
        _ => (say!(words, "page-signed-out"), say!(words, "page-signed-out-text")),
    };
    frame::bare(words, status, &title, &explained(&title, &text, words))
}

fn explained(title: &str, text: &str, words: Words) -> Markup {
    html! {
        div class="head" { h1 { (title) } }
        div class="stack body" {
            p { (text) }
            p { (say!(words, "page-open-how")) }
            pre { code { "meent page" } }
        }
    }
}

/// Where a page is, but not one to be looked at: the address of a button.
pub(crate) async fn no_method(visit: Visit) -> Response {
    refused(visit.words, StatusCode::METHOD_NOT_ALLOWED)
}

/// Where no page is.
pub(crate) async fn nowhere(visit: Visit) -> Trouble {
    let address = visit.address.clone();
    Trouble::new(visit, None, Refusal::Unknown(address))
}
