//! What Meent is, that nobody is in charge of it, what is kept where, and what it is built with.
//!
//! Guards: the list of what it is built with is the one that cargo knows (`tests/licences.rs`).
//! Next: [`super::settings`].

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use words::{say, speech::Words};

use crate::{
    parts::frame::{Nav, Page},
    server::App,
    visit::Visit,
};

/// A line per crate: name, version, licence.
const BUILT_WITH: &str = include_str!("../../assets/licences.txt");

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/about", get(show))
}

async fn show(visit: Visit) -> Response {
    let words = visit.words;
    let title = say!(words, "home-about");
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" { (say!(words, "home-about-why")) }
        }
        div class="stack body" {
            section class="sheet" aria-labelledby="t-nobody" {
                h2 id="t-nobody" { (say!(words, "home-nobody")) }
                div class="prose" {
                    p { (say!(words, "home-nobody-text")) }
                    p { (say!(words, "home-nobody-count")) }
                }
            }
            section aria-labelledby="t-kept" {
                h2 id="t-kept" { (say!(words, "home-kept")) }
                dl class="facts kept" {
                    @for (where_, what) in kept(words) { div { dt { (where_) } dd { (what) } } }
                }
                p class="quiet" { (say!(words, "home-kept-more")) }
            }
            (licence(words))
        }
        div class="stack aside" {
            section aria-labelledby="t-version" {
                h2 id="t-version" { (say!(words, "home-version")) }
                p { (say!(words, "home-version-is", version = env!("CARGO_PKG_VERSION"))) }
                p class="quiet" { (say!(words, "home-version-more")) }
            }
        }
    };
    Page { title: &title, current: Some(Nav::About), body }.show_alone(&visit)
}

// Where something is kept, and what.
fn kept(words: Words) -> [(String, String); 3] {
    [
        (say!(words, "home-kept-here"), say!(words, "home-kept-here-what")),
        (say!(words, "home-kept-others"), say!(words, "home-kept-others-what")),
        (say!(words, "home-kept-nowhere"), say!(words, "home-kept-nowhere-what")),
    ]
}

fn licence(words: Words) -> Markup {
    let all: Vec<_> = BUILT_WITH.lines().filter_map(parts).collect();
    html! {
        section class="licence" aria-labelledby="t-licence" {
            h2 id="t-licence" { (say!(words, "home-licence")) }
            p { (say!(words, "home-licence-text")) }
            details class="built" id="built" {
                summary { (say!(words, "home-built-with", n = all.len())) }
                p class="quiet" { (say!(words, "home-built-with-text")) }
                ul {
                    // Names as their makers gave them: in no language of ours.
                    @for (name, version, licence) in all {
                        li translate="no" { b { (name) } " " (version) " " span { (licence) } }
                    }
                }
            }
        }
    }
}

fn parts(line: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = line.split_once(' ')?;
    let (version, licence) = rest.split_once(' ')?;
    Some((name, version, licence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_a_crate_its_version_and_its_licence() {
        for line in BUILT_WITH.lines() {
            let (name, version, licence) = parts(line).unwrap();
            assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{line}");
            assert!(!name.is_empty() && !licence.is_empty(), "{line}");
        }
        assert!(BUILT_WITH.lines().any(|line| line.starts_with("automerge ")));
    }
}
