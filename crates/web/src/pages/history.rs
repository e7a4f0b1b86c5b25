//! The history of a goal or decision: who changed what, when; two versions side by side; back to one.
//!
//! Guards: putting a version back is a change like any other, seen in the history and never lost.
//! Next: [`crate::parts::versions`].

use axum::{
    Router,
    extract::{Path, Query},
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use peer::{answer::Edition, command::Command, refusal::Refusal};
use words::{clean, say};

use crate::{
    parts::{
        field,
        fold::Written,
        frame::{self, Nav, Page},
        icon, moment, versions,
    },
    server::App,
    trouble::Trouble,
    typed::Typed,
    visit::{Here, answered},
};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/{kind}/{item}/history", get(show))
        .route("/c/{community}/{kind}/{item}/restore", post(restore))
}

/// Which item: a goal or a decision, as its address says.
type Which = Path<(String, String, String)>;

async fn show(
    here: Here,
    Path((_, kind, id)): Which,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let nav = nav(&kind).ok_or_else(|| here.trouble(Refusal::Unknown(kind.clone())))?;
    let history = answered!(here.ask(Command::History { id: id.clone() }).await, History);
    let history = history.map_err(|refusal| here.trouble(refusal))?;
    let words = here.words;
    let address = here.at(format_args!("{kind}/{id}"));
    let asked = |name: &str| query.iter().find(|(of, _)| of == name).map(|(_, id)| id.as_str());
    let pair = pair(&history.editions, asked("old"), asked("new"));
    let written = Written { id: &history.id, by: &history.by, fold: history.fold.as_deref() };
    let item = written.title(words, &history.kind, &history.title);
    let title = say!(words, "page-history-of", title = &item);
    let body = html! {
        div class="head" {
            (frame::crumb(&address, &item))
            h1 { (say!(words, "page-history")) }
            p class="why" { (say!(words, "page-history-why")) }
        }
        div class="stack body wide" {
            (written.folded(&here, "x-versions", &html! {
                @if let Some((old, new)) = pair { (versions::side_by_side(&here, old, new)) }
                (list(&here, &address, (&history.editions, history.current.as_deref()), pair))
            }))
        }
    };
    Ok(Page { title: &title, current: Some(nav), body }.show(&here))
}

fn nav(kind: &str) -> Option<Nav> {
    match kind {
        "goals" => Some(Nav::Goals),
        "decisions" => Some(Nav::Decisions),
        _ => None,
    }
}

// The two versions asked for; else the newest and the one before it.
fn pair<'a>(
    editions: &'a [Edition],
    old: Option<&str>,
    new: Option<&str>,
) -> Option<(&'a Edition, &'a Edition)> {
    let find = |id: Option<&str>| id.and_then(|id| editions.iter().find(|one| one.id == id));
    let new = find(new).or_else(|| editions.last())?;
    let at = editions.iter().position(|one| one.id == new.id)?;
    let old = find(old).or_else(|| at.checked_sub(1).and_then(|at| editions.get(at)))?;
    (old.id != new.id).then_some((old, new))
}

fn list(
    here: &Here,
    address: &str,
    (editions, current): (&[Edition], Option<&str>),
    pair: Option<(&Edition, &Edition)>,
) -> Markup {
    let words = here.words;
    html! {
        section aria-labelledby="t-editions" {
            h2 id="t-editions" { (say!(words, "page-editions", n = editions.len())) }
            form method="get" action={ (address) "/history" } {
                ol class="editions" reversed {
                    @for edition in editions.iter().rev() {
                        li {
                            p { b { (clean::line(&edition.by)) } ", " (moment::moment(here, edition.at))
                                @if Some(edition.id.as_str()) == current {
                                    " " span class="pill" { (say!(words, "page-edition-now")) }
                                }
                            }
                            p class="quiet" { (clean::line(&edition.title)) }
                            @if editions.len() > 1 {
                                div class="pick" {
                                    @for (name, label, chosen) in [
                                        ("old", say!(words, "page-edition-earlier"), pair.map(|(old, _)| old)),
                                        ("new", say!(words, "page-edition-later"), pair.map(|(_, new)| new)),
                                    ] {
                                        label {
                                            input type="radio" name=(name) value=(edition.id)
                                                checked[chosen.is_some_and(|one| one.id == edition.id)];
                                            span {
                                                (label)
                                                // Which one, for who hears the buttons by themselves.
                                                span class="off" { ": " (clean::line(&edition.by)) ", " (moment::moment(here, edition.at)) }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                @if editions.len() > 1 {
                    p { (field::quiet_button(&say!(words, "page-edition-compare"))) }
                }
            }
            @if let (Some((old, _)), true) = (pair, here.takes_part()) {
                div class="sheet put-back" {
                    h3 { (say!(words, "page-restore")) }
                    p { (say!(words, "page-restore-text", name = &old.by, title = &old.title)) }
                    (field::one_button(
                        &format!("{address}/restore"),
                        &[("version", &old.id)],
                        &html! {
                            button class="btn quiet-btn" type="submit" {
                                (icon::icon("i-undo")) (say!(words, "page-restore-do"))
                            }
                        },
                    ))
                }
            }
        }
    }
}

async fn restore(here: Here, Path((_, kind, id)): Which, typed: Typed) -> Response {
    let address = here.at(format_args!("{kind}/{id}"));
    let command = Command::Restore { id, version: typed.text("version") };
    frame::act(&here, command, &address).await
}
