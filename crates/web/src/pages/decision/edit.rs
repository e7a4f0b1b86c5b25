//! Changing a proposal: title, text, the day of looking back, the goal; settling what was written apart.
//!
//! Guards: as [`crate::pages::goal`]: a form that was left open merges, or says what changed and keeps
//! what was typed. Next: [`super::open`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::html;
use peer::{answer::Changed, command::Command, refusal::Refusal};
use words::{say, when};

use super::{View, Which, address, load};
use crate::{
    pages::propose,
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::Here,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/decisions/{decision}/edit", get(edit).post(save))
        .route("/c/{community}/decisions/{decision}/settle", get(super::show).post(settle))
}

async fn edit(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let view = load(&here, id).await?;
    let decision = &view.decision;
    if !decision.editable {
        return Err(here.trouble(Refusal::Decided));
    }
    let now = now(&view);
    let typed = Typed::of([
        ("title", now.title),
        ("text", now.text),
        ("review", now.review),
        ("goal", now.goal.unwrap_or_default()),
        ("base", decision.base.join(" ")),
    ]);
    Ok(editor(&here, &view, &typed, &Faults::default(), StatusCode::OK).await)
}

// How it reads now: what the form is drawn from.
fn now(view: &View) -> Changed {
    let decision = &view.decision;
    decision.changed.clone().unwrap_or_else(|| Changed {
        title: decision.title.clone(),
        text: decision.text.clone(),
        review: decision.review.clone(),
        goal: decision.goal.clone(),
    })
}

async fn save(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let command = Command::DecisionEdit {
        id: id.clone(),
        title: Some(typed.text("title")),
        text: Some(typed.text("text")),
        review: Some(typed.text("review")),
        goal: typed.some("goal"),
        base: typed.get("base").split_whitespace().map(str::to_owned).collect(),
    };
    match here.ask(command).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("decisions/{id}")))),
        Err(refusal) => {
            let view = load(&here, id).await?;
            let faults = propose::faults(here.words, &refusal);
            // Saved once more, it is against what stands there now: both were seen.
            let base = matches!(refusal, Refusal::Changed(_)).then(|| view.decision.base.join(" "));
            let typed = typed.with("base", base);
            Ok(editor(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY).await)
        }
    }
}

async fn editor(
    here: &Here,
    view: &View,
    typed: &Typed,
    faults: &Faults,
    status: StatusCode,
) -> Response {
    let words = here.words;
    let decision = &view.decision;
    let title = say!(words, "page-proposal-edit");
    let form = Form { words, typed, faults };
    let now = now(view);
    let goals = propose::goals(here, now.goal.is_none()).await;
    let body = html! {
        div class="head" {
            (frame::crumb(&address(here, decision), &super::title(here, decision)))
            h1 { (title) }
        }
        div class="stack body" {
            (form.summary())
            @if faults.get("title").is_some() {
                p { (say!(words, "page-title-now", title = &now.title)) }
            }
            @if faults.get("review").is_some() {
                p { (say!(words, "page-review-now", day = when::day(words, &now.review))) }
            }
            form method="post" class="sheet" {
                (field::keep(&[("base", typed.get("base"))]))
                (form.line(Ask {
                    name: "title",
                    label: &say!(words, "page-proposal-title"),
                    ..Ask::default()
                }))
                (form.text(Ask {
                    name: "text",
                    label: &say!(words, "page-proposal-words"),
                    hint: &say!(words, "page-text-merge-hint"),
                    ..Ask::default()
                }))
                (propose::review(&form))
                @if !goals.is_empty() {
                    (form.choice(Ask {
                        name: "goal",
                        label: &say!(words, "page-proposal-goal"),
                        ..Ask::default()
                    }, &goals))
                }
                div class="send" { (field::button(&say!(words, "page-save"))) }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Decisions), body }
        .show_as(here, status)
}

async fn settle(here: Here, Path((_, id)): Which, typed: Typed) -> Response {
    let address = here.at(format_args!("decisions/{id}"));
    let command = Command::DecisionEdit {
        id,
        title: typed.some("title"),
        text: None,
        review: typed.some("review"),
        goal: typed.some("goal"),
        base: Vec::new(),
    };
    frame::act(&here, command, &address).await
}
