//! What happened, act by act, as sentences: the newest first, by day, of everybody or of one.
//!
//! Guards: nothing is left out, also not what had no effect; an act can be linked to by its id.
//! Next: [`crate::parts::days`].

use axum::{Router, extract::Query, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{LogPage, Member},
    command::Command,
};
use words::{clean, say};

use crate::{
    parts::{
        days::{self, Below},
        field,
        frame::{Nav, Page},
        icon, note,
    },
    server::App,
    trouble::Trouble,
    visit::{Here, answered},
};

/// Lines on a page: a few screens.
const MOST: usize = 50;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/log", get(show))
}

/// Which part is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    before: Option<usize>,
    by: Option<String>,
}

impl Asked {
    fn read(query: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = query.iter().find(|(of, value)| of == name && !value.is_empty());
            found.map(|(_, value)| value.as_str())
        };
        Self {
            // What isn't a position is the newest part.
            before: value("before").and_then(|at| at.parse().ok()),
            by: value("by").map(str::to_owned),
        }
    }

    // Ids are hexadecimal digits: an address needs nothing escaped, and what else was typed is left out.
    fn address(&self, here: &Here) -> String {
        let by = self.by.as_ref().filter(|by| by.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let by = by.map(|by| format!("by={by}"));
        let before = self.before.map(|before| format!("before={before}"));
        let parts: Vec<_> = by.into_iter().chain(before).collect();
        let query = if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) };
        here.at(format_args!("log{query}"))
    }

    fn older(&self, page: &LogPage) -> Option<Self> {
        let more = page.from > 0 && !page.lines.is_empty();
        more.then(|| Self { before: Some(page.from), by: self.by.clone() })
    }

    // Of one person, how far back the part before began isn't known: the newest then.
    fn newer(&self, page: &LogPage) -> Option<Self> {
        let before = self.before.filter(|before| *before < page.acts)?;
        let before = self.by.is_none().then_some(before.saturating_add(MOST));
        let before = before.filter(|before| *before < page.acts);
        Some(Self { before, by: self.by.clone() })
    }
}

async fn show(here: Here, Query(query): Query<Vec<(String, String)>>) -> Result<Response, Trouble> {
    let asked = Asked::read(&query);
    let command = Command::LogPage { before: asked.before, most: MOST, by: asked.by.clone() };
    let page = answered!(here.ask(command).await, LogPage);
    let page = page.map_err(|refusal| here.trouble(refusal))?;
    let words = here.words;
    let title = say!(words, "home-log");
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" id="log-why" data-live { (say!(words, "home-log-why", n = page.acts)) }
        }
        div class="stack body" {
            (filter(&here, &asked, here.members()))
            div id="log" data-live {
                @if page.lines.is_empty() {
                    (note::empty(
                        &say!(words, "home-log-none"),
                        &say!(words, "home-log-none-text"),
                        Some((&here.at("log"), &say!(words, "home-log-back"))),
                    ))
                } @else {
                    p class="quiet" { (say!(words, "home-log-clock")) }
                    div class="days" { (days::days(&here, &page.lines.iter().collect::<Vec<_>>(), Below::Page)) }
                    (leaf(&here, &asked, &page))
                }
            }
        }
        div class="stack aside" {
            section aria-labelledby="t-check" {
                h2 id="t-check" { (say!(words, "home-log-check")) }
                p class="quiet" { (say!(words, "home-log-check-text")) }
                p { a class="go" href=(here.at("archive")) { (say!(words, "home-archive")) } }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Log), body }.show(&here))
}

fn filter(here: &Here, asked: &Asked, members: &[Member]) -> Markup {
    let words = here.words;
    html! {
        form method="get" action=(here.at("log")) class="filter" {
            div class="field" {
                label class="ask" for="f-by" { (say!(words, "home-log-who")) }
                select id="f-by" name="by" {
                    option value="" { (say!(words, "home-log-everybody")) }
                    @for member in members {
                        option value=(member.id) selected[asked.by.as_ref() == Some(&member.id)] {
                            (clean::line(&member.name))
                        }
                    }
                }
            }
            (field::quiet_button(&say!(words, "home-log-show")))
        }
    }
}

fn leaf(here: &Here, asked: &Asked, page: &LogPage) -> Markup {
    let words = here.words;
    let (newer, older) = (asked.newer(page), asked.older(page));
    if newer.is_none() && older.is_none() {
        return html! {};
    }
    html! {
        nav class="leaf" aria-label=(say!(words, "home-log-pages")) {
            @if let Some(newer) = newer {
                a class="go" rel="prev" href=(newer.address(here)) {
                    (icon::icon("i-back"))
                    @if newer.before.is_none() {
                        (say!(words, "home-log-newest"))
                    } @else {
                        (say!(words, "home-log-newer"))
                    }
                }
            }
            @if let Some(older) = older {
                a class="go" rel="next" href=(older.address(here)) {
                    (say!(words, "home-log-older")) (icon::icon("i-back"))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::days::tests::line;

    fn page(acts: usize, from: usize) -> LogPage {
        LogPage { acts, from, lines: vec![line()] }
    }

    fn before(asked: Option<Asked>) -> Option<Option<usize>> {
        asked.map(|asked| asked.before)
    }

    #[test]
    fn there_is_a_way_to_what_is_older_and_back() {
        let newest = Asked::default();
        assert_eq!(before(newest.older(&page(120, 70))), Some(Some(70)));
        assert_eq!(newest.newer(&page(120, 70)), None);
        let middle = Asked { before: Some(70), by: None };
        assert_eq!(before(middle.older(&page(120, 20))), Some(Some(20)));
        assert_eq!(before(middle.newer(&page(120, 20))), Some(None));
        let oldest = Asked { before: Some(20), by: None };
        assert_eq!(before(oldest.older(&page(120, 0))), None);
        assert_eq!(before(oldest.newer(&page(120, 0))), Some(Some(70)));
        let of_one = Asked { before: Some(20), by: Some("ab".to_owned()) };
        assert_eq!(before(of_one.newer(&page(120, 0))), Some(None));
    }

    #[test]
    fn what_was_typed_into_the_address_is_read_or_left_out() {
        let query = |text: &str| {
            let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
            let pairs: Vec<_> =
                pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            Asked::read(&pairs)
        };
        assert_eq!(query("by=&before="), Asked::default());
        assert_eq!(query("before=-1"), Asked::default());
        let by = Some("ab".to_owned());
        assert_eq!(query("before=50&by=ab"), Asked { before: Some(50), by });
    }
}
