//! What stands around every page: the head, the menu, how far we are with the others, the foot.
//!
//! Guards: one `main`, one `h1`, a way past the menu; the title says where one is; the page's language
//! is the reader's. Next: [`super::field`].

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use peer::{command::Command, refusal::Refusal};
use words::{clean, say, speech::Words};

use super::icon;
use crate::{
    asset,
    visit::{Here, Seen, Theme, Visit},
};

/// A page of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nav {
    Home,
    Goals,
    Decisions,
    Members,
    Mandates,
    Charter,
    Season,
    Around,
    Log,
    Settings,
    About,
}

/// A page before the frame is around it.
pub(crate) struct Page<'a> {
    /// What it is called, in the tab.
    pub(crate) title: &'a str,
    /// The page of the menu that it is or belongs to.
    pub(crate) current: Option<Nav>,
    /// What stands in `main`: a `div.head` with the `h1`, then `div.stack.body`, perhaps a
    /// `section.note` and a `div.stack.aside`.
    pub(crate) body: Markup,
}

impl Page<'_> {
    /// The page in a community.
    pub(crate) fn show(&self, here: &Here) -> Response {
        self.response(here, Some(here), StatusCode::OK)
    }

    /// The page in a community, with another status than 200.
    pub(crate) fn show_as(&self, here: &Here, status: StatusCode) -> Response {
        self.response(here, Some(here), status)
    }

    /// The page outside any community.
    pub(crate) fn show_alone(&self, visit: &Visit) -> Response {
        self.response(visit, None, StatusCode::OK)
    }

    /// The page, around it what there is to know.
    pub(crate) fn response(
        &self,
        visit: &Visit,
        here: Option<&Here>,
        status: StatusCode,
    ) -> Response {
        let words = visit.words;
        let page = html! {
            (DOCTYPE)
            html lang=(words.language().tag()) {
                (head(words, self.title, here.map(|here| here.name.as_str()), visit.theme))
                body data-stale-words=(say!(words, "page-stale")) {
                    a class="skip" href="#main" { (say!(words, "page-skip")) }
                    (icon::sprite())
                    header { (top(visit, here, self.current)) }
                    div class="wrap" {
                        @if let Some(here) = here { (alarm(here)) }
                        main class="page" id="main" tabindex="-1" { (self.body) }
                    }
                    (foot(visit, here, self.current))
                    // Shown by the script when the peer no longer answers.
                    p class="gone" id="gone" role="alert" hidden { (say!(words, "page-gone")) }
                }
            }
        };
        (status, harmless(page)).into_response()
    }
}

/// A page for somebody who isn't signed in: no menu, and nothing of the peer.
pub(crate) fn bare(words: Words, status: StatusCode, title: &str, body: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(words.language().tag()) {
            (head(words, title, None, Theme::Auto))
            body {
                (icon::sprite())
                header { div class="bar-top" { div class="wrap" {
                    p class="brand" { (icon::icon("brand")) span { "Meent" } }
                } } }
                div class="wrap" { main class="page" id="main" { (body) } }
            }
        }
    };
    (status, harmless(page)).into_response()
}

// Whatever page shows it, in a text or in a field: what others wrote steers and turns nothing around. Our
// own markup has no such characters, so this takes nothing of it away.
fn harmless(page: Markup) -> Markup {
    PreEscaped(clean::text(&page.0))
}

fn head(words: Words, title: &str, community: Option<&str>, theme: Theme) -> Markup {
    let full = match community {
        Some(name) => say!(words, "page-title", title = title, name = name),
        None => say!(words, "page-title", title = title, name = "Meent"),
    };
    let forced = match theme {
        Theme::Auto => None,
        Theme::Light => Some(&*asset::LIGHT),
        Theme::Dark => Some(&*asset::DARK),
    };
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (full) }
            link rel="icon" type="image/svg+xml" href=(asset::ICON.path);
            link rel="stylesheet" href=(asset::LOOK.path);
            @if let Some(forced) = forced { link rel="stylesheet" href=(forced.path); }
            script src=(asset::SCRIPT.path) defer {}
        }
    }
}

fn top(visit: &Visit, here: Option<&Here>, current: Option<Nav>) -> Markup {
    let words = visit.words;
    let Some(here) = here else {
        return html! {
            div class="bar-top" { div class="wrap" {
                a class="brand" href="/" { (icon::icon("brand")) span { "Meent" } }
            } }
        };
    };
    let entry = |nav: Nav, page: &str, name: String| {
        let is_current = (current == Some(nav)).then_some("page");
        html! { li { a href=(here.at(page)) aria-current=[is_current] { (name) } } }
    };
    let todo = here.seen.as_ref().map_or(0, |seen| seen.for_you.todo.len());
    let is_home = (current == Some(Nav::Home)).then_some("page");
    html! {
        div class="bar-top" { div class="wrap" {
            a class="brand" href=(here.at("")) {
                (icon::icon("brand")) span { (clean::line(&here.name)) small { "Meent" } }
            }
            button class="menu-open" type="button" popovertarget="menu" {
                (say!(words, "page-menu"))
            }
            nav class="menu" id="menu" popover aria-label=(say!(words, "page-menu-main")) {
                ul {
                    li { a href=(here.at("")) aria-current=[is_home] id="todo" data-live {
                        (say!(words, "page-nav-home"))
                        @if todo > 0 {
                            span class="n" {
                                span class="off" { ": " } (todo)
                                span class="off" { (say!(words, "page-nav-todo", n = todo)) }
                            }
                        }
                    } }
                    (entry(Nav::Goals, "goals", say!(words, "page-nav-goals")))
                    (entry(Nav::Decisions, "decisions", say!(words, "page-nav-decisions")))
                    (entry(Nav::Members, "members", say!(words, "page-nav-members")))
                }
            }
        } }
        (sync(here))
    }
}

// On every page, until the owner decides.
fn alarm(here: &Here) -> Markup {
    let words = here.words;
    let rifts = here.seen.as_ref().map_or(0, |seen| seen.status.rifts);
    html! {
        div id="alarm" data-live {
            @if rifts > 0 {
                aside class="alarm" aria-label=(say!(words, "schism-page")) {
                    p {
                        strong { (say!(words, "schism-page")) ". " }
                        (say!(words, "schism-line")) " "
                        a href=(here.at("schism")) { (say!(words, "schism-look")) }
                    }
                }
            }
        }
    }
}

// Offline is normal, never an error.
fn sync(here: &Here) -> Markup {
    let words = here.words;
    let seen = here.seen.as_ref();
    let connected = seen.is_some_and(Seen::is_near);
    let (others, even) = seen.map_or((0, 0), Seen::others);
    let line = if seen.is_none() {
        say!(words, "page-sync-waiting")
    } else if here.is_out() {
        say!(words, "page-sync-left")
    } else if others == 0 {
        say!(words, "page-sync-alone")
    } else if connected {
        say!(words, "page-sync", even = even, others = others)
    } else {
        say!(words, "page-sync-offline")
    };
    html! {
        p class="sync wrap" id="sync" data-live {
            (icon::icon(if connected { "i-near" } else { "i-alone" }))
            span { (line) " " a href=(here.at("around")) { (say!(words, "page-sync-more")) } }
        }
    }
}

fn foot(visit: &Visit, here: Option<&Here>, current: Option<Nav>) -> Markup {
    let words = visit.words;
    let entry = |nav: Nav, address: String, name: String| {
        let is_current = (current == Some(nav)).then_some("page");
        html! { li { a href=(address) aria-current=[is_current] { (name) } } }
    };
    html! {
        footer class="foot" { div class="wrap" {
            nav aria-label=(say!(words, "page-menu-more")) { ul {
                @if let Some(here) = here {
                    @if here.seen.is_some() {
                        (entry(Nav::Mandates, here.at("mandates"), say!(words, "page-mandates")))
                        (entry(Nav::Charter, here.at("charter"), say!(words, "charter-page")))
                        (entry(Nav::Season, here.at("season"), say!(words, "season-page")))
                    }
                    (entry(Nav::Around, here.at("around"), say!(words, "page-nav-around")))
                    (entry(Nav::Log, here.at("log"), say!(words, "page-nav-log")))
                    li { a href="/communities" { (say!(words, "page-nav-communities")) } }
                }
                (entry(Nav::Settings, "/settings".to_owned(), say!(words, "page-nav-settings")))
                (entry(Nav::About, "/about".to_owned(), say!(words, "page-nav-about")))
            } }
        } }
    }
}

/// The way back to the list that a page belongs to.
pub(crate) fn crumb(address: &str, name: &str) -> Markup {
    html! { p class="crumb" { a href=(address) { (icon::icon("i-back")) (clean::line(name)) } } }
}

/// Sends the browser on after something was done, so that a reload doesn't do it again.
pub(crate) fn see_other(address: &str) -> Response {
    axum::response::Redirect::to(address).into_response()
}

/// Carries out what one button does and goes on to an address; a refusal is a page.
pub(crate) async fn act(here: &Here, command: Command, then: &str) -> Response {
    match here.ask(command).await {
        Ok(_) => see_other(then),
        Err(refusal) => trouble(here, refusal),
    }
}

fn trouble(here: &Here, refusal: Refusal) -> Response {
    here.trouble(refusal).into_response()
}
