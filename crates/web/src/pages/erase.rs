//! Words or a file that somebody wrote or added, erased: asked once, in words.
//!
//! Guards: what is erased is erased for everybody, so what goes and what stays is said before; what others
//! wrote goes only when enough members want it; at how many it is gone is said after. Next:
//! [`super::hidden`], what is folded away and can come back.

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Case, Moderation},
    command::Command,
    refusal::Refusal,
};
use words::{clean, erased, moderation, say};

use super::hidden;
use crate::{
    parts::{
        frame::{self, Nav, Page},
        icon, moment,
    },
    prose,
    server::App,
    trouble::Trouble,
    visit::{Here, answered},
};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/erase/{act}", get(ask).post(erase))
}

type Which = Path<(String, String)>;

async fn load(here: &Here, id: String) -> Result<Case, Trouble> {
    let of = Command::ModerationList { of: Some(id.clone()) };
    let cases = answered!(here.ask(of).await, Moderation);
    let Moderation { cases, .. } = cases.map_err(|refusal| here.trouble(refusal))?;
    // What others edit too, or is decided about, isn't one act's words.
    let one_act = ["comment", "reason", "advice", "nomination", "attachment"];
    let case = cases.into_iter().find(|case| one_act.contains(&case.kind.as_str()));
    case.ok_or_else(|| here.trouble(Refusal::Unknown(id)))
}

fn back(here: &Here, case: &Case) -> String {
    here.at(hidden::where_it_stands(case).unwrap_or_default())
}

async fn ask(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let case = load(&here, id).await?;
    let words = here.words;
    let title = if case.kind == "attachment" {
        say!(words, "page-erase-title")
    } else {
        say!(words, "page-erase-words-title")
    };
    let back = back(&here, &case);
    let nav = if case.of == "decision" { Nav::Decisions } else { Nav::Goals };
    let return_link = html! {
        p { a class="go" href=(back) { (icon::icon("i-back")) (say!(words, "page-back")) } }
    };
    let body = html! {
        div class="head" {
            (frame::crumb(&back, &say!(words, "case-where")))
            h1 { (title) }
            p class="why" {
                (moderation::what(words, &case.kind, &case.by)) ", " (moment::moment(&here, case.at))
            }
        }
        div class="stack body" {
            @if let Some(at) = case.erased_at {
                p { (erased::said(words, &case.kind, at)) }
                (return_link)
            } @else {
                (what_goes(&here, &case))
                @if here.takes_part() && (case.own || here.has_say()) {
                    form method="post" class="send" {
                        button class="btn stop" type="submit" {
                            @if case.own { (say!(words, "page-erase-do")) }
                            @else { (say!(words, "page-erase-ask")) }
                        }
                        a class="go" href=(back) {
                            (icon::icon("i-back")) (say!(words, "page-erase-not"))
                        }
                    }
                } @else {
                    (return_link)
                }
            }
        }
    };
    Ok(Page { title: &title, current: Some(nav), body }.show(&here))
}

fn what_goes(here: &Here, case: &Case) -> Markup {
    let words = here.words;
    let is_file = case.kind == "attachment";
    html! {
        section class="sheet" aria-labelledby="t-what" {
            h2 id="t-what" {
                @if case.fold.hidden { (say!(words, "case-hidden")) }
                @else if is_file { (clean::line(&case.title)) }
                @else { (say!(words, "page-erase-what")) }
            }
            @if !case.fold.hidden && !is_file { div class="prose" { (prose::read(&case.text)) } }
            ul class="tips" {
                @if is_file {
                    li { (say!(words, "page-erase-goes")) }
                    li { (say!(words, "page-erase-kept")) }
                } @else {
                    li { (say!(words, "page-erase-words-goes")) }
                    li { (say!(words, "page-erase-words-kept")) }
                }
                li { (say!(words, "page-erase-stays")) }
                @if !case.own { li { (say!(words, "page-erase-others", name = &case.by)) } }
            }
        }
    }
}

async fn erase(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let case = load(&here, id).await?;
    // What waits for the others stands with all that does.
    let then = if case.own { back(&here, &case) } else { here.at("changes") };
    Ok(frame::act(&here, Command::Redact { id: case.id }, &then).await)
}
