//! One goal: its text, what was decided for it, the discussion; changing it.
//!
//! Guards: a form that was left open merges with what others wrote meanwhile, or says what changed and
//! keeps what was typed. Next: [`super::history`].

use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path, Query, multipart::MultipartRejection},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use peer::{answer::Goal, command::Command, refusal::Refusal};
use words::{clean, moderation, say};

use super::attachments::{self, add};
use crate::{
    parts::{
        conflict,
        field::{self, Ask, Form},
        fold,
        frame::{self, Nav, Page},
        icon, moment, talk,
    },
    prose,
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::{Here, answered, short},
};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/goals/{goal}", get(show))
        .route("/c/{community}/goals/{goal}/edit", get(edit).post(save))
        .route("/c/{community}/goals/{goal}/settle", post(settle))
        // After a refusal the page stands at this address, and may be asked for again.
        .route("/c/{community}/goals/{goal}/comment", get(show).post(comment))
        .route(
            "/c/{community}/goals/{goal}/attach",
            get(show).post(attach).layer(DefaultBodyLimit::max(add::WHOLE)),
        )
}

type Which = Path<(String, String)>;

async fn goal(here: &Here, id: String) -> Result<Goal, Trouble> {
    let goal = answered!(here.ask(Command::GoalShow { id }).await, Goal);
    goal.map_err(|refusal| here.trouble(refusal))
}

async fn show(
    here: Here,
    Path((_, id)): Which,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let goal = goal(&here, id).await?;
    // Only what a link of ours asks; nobody's link fills in a form.
    let asked = query.iter().filter(|(name, _)| name == "on");
    let typed = Typed::of(asked.map(|(name, value)| (name.as_str(), value.clone())));
    Ok(page(&here, &goal, &typed, &Faults::default(), StatusCode::OK).await)
}

async fn page(
    here: &Here,
    goal: &Goal,
    typed: &Typed,
    faults: &Faults,
    status: StatusCode,
) -> Response {
    let words = here.words;
    let address = here.at(format_args!("goals/{}", goal.id));
    let board = answered!(here.ask(Command::DecisionBoard).await, DecisionBoard);
    let decisions: Vec<_> = board
        .map(|board| board.decisions)
        .unwrap_or_default()
        .into_iter()
        .filter(|decision| decision.goal.as_ref() == Some(&goal.id))
        .collect();
    let form = Form { words, typed, faults };
    let written = written(goal);
    let is_hidden = written.is_hidden();
    let title = written.title(words, "goal", &goal.title);
    let body = html! {
        div class="head" id="head" data-live {
            (frame::crumb(&here.at("goals"), &say!(words, "page-goals-all")))
            h1 { (title) }
            p class="why" {
                (say!(words, "page-by", name = &goal.by)) ", " (moment::moment(here, goal.at))
            }
        }
        div class="stack body" {
            (form.summary())
            (conflict::note(here, &address, &goal.conflicts))
            section aria-labelledby="t-text" class="sheet" id="text" data-live {
                h2 id="t-text" { (say!(words, "page-goal-text-title")) }
                (written.folded(here, "x-text", &html! {
                    @if is_hidden { h3 { (clean::line(&goal.title)) } }
                    @if goal.text.is_empty() {
                        p class="quiet" { (say!(words, "page-goal-no-text")) }
                    } @else {
                        div class="prose" { (prose::read(&goal.text)) }
                    }
                }))
                (written.voice(here))
                (origin(here, goal))
                (links(here, &address, &written))
            }
            (attachments::section(here, &address, &goal.attachments, false, typed, faults))
            (talk::talk(here, &address, &goal.id, &goal.comments, typed, faults))
        }
        div class="stack aside" {
            section aria-labelledby="t-decisions" id="decisions" data-live {
                h2 id="t-decisions" { (say!(words, "page-goal-decisions")) }
                @if decisions.is_empty() {
                    p class="quiet" { (say!(words, "page-goal-no-decisions")) }
                } @else {
                    ul class="plain" {
                        @for decision in &decisions {
                            li {
                                a href=(here.at(format_args!("decisions/{}", decision.id))) {
                                    (moderation::title(words, "decision", &decision.title, decision.hidden))
                                }
                                br;
                                span class="quiet" { (words::term::status(words, &decision.status)) }
                            }
                        }
                    }
                }
                @if here.takes_part() {
                    p {
                        a class="go" href=(here.at(format_args!("decisions/new?goal={}", goal.id))) {
                            (icon::icon("i-plus")) (say!(words, "page-goal-propose"))
                        }
                    }
                }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Goals), body }
        .show_as(here, status)
}

fn written(goal: &Goal) -> fold::Written<'_> {
    fold::Written { id: &goal.id, by: &goal.by, fold: goal.fold.as_deref() }
}

// Where it was before, in the community that this one goes on from.
fn origin(here: &Here, goal: &Goal) -> Markup {
    let words = here.words;
    let Some(origin) = &goal.origin else { return html! {} };
    let before = here.seen.as_ref().and_then(|seen| seen.status.before.as_ref());
    html! {
        p class="quiet" {
            (say!(words, "season-origin"))
            @if let Some(before) = before.filter(|before| before.here) {
                " "
                a href={ "/c/" (short(&before.community)) "/goals/" (origin) } {
                    (say!(words, "season-origin-go"))
                }
            }
        }
    }
}

fn links(here: &Here, address: &str, written: &fold::Written<'_>) -> Markup {
    let words = here.words;
    html! {
        p class="stamp links" {
            @if here.takes_part() {
                a href={ (address) "/edit" } { (say!(words, "page-edit")) }
            }
            a href={ (address) "/history" } { (say!(words, "page-history")) }
            (written.step(here))
        }
    }
}

async fn edit(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let goal = goal(&here, id).await?;
    let typed = Typed::of([
        ("title", goal.title.clone()),
        ("text", goal.text.clone()),
        ("base", goal.base.join(" ")),
    ]);
    Ok(editor(&here, &goal, &typed, &Faults::default(), StatusCode::OK))
}

async fn save(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let command = Command::GoalEdit {
        id: id.clone(),
        title: Some(typed.text("title")),
        text: Some(typed.text("text")),
        base: typed.get("base").split_whitespace().map(str::to_owned).collect(),
    };
    match here.ask(command).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("goals/{id}")))),
        Err(refusal) => {
            let goal = goal(&here, id).await?;
            let faults = Faults::of(here.words, &refusal, &["title", "text"]);
            // Saved once more, it is against what stands there now: both were seen.
            let base = matches!(refusal, Refusal::Changed(_)).then(|| goal.base.join(" "));
            let typed = typed.with("base", base);
            Ok(editor(&here, &goal, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn editor(
    here: &Here,
    goal: &Goal,
    typed: &Typed,
    faults: &Faults,
    status: StatusCode,
) -> Response {
    let words = here.words;
    let title = say!(words, "page-goal-edit");
    let form = Form { words, typed, faults };
    let body = html! {
        div class="head" {
            (frame::crumb(
                &here.at(format_args!("goals/{}", goal.id)),
                &written(goal).title(words, "goal", &goal.title),
            ))
            h1 { (title) }
        }
        div class="stack body" {
            (form.summary())
            @if faults.get("title").is_some() {
                p { (say!(words, "page-title-now", title = &goal.title)) }
            }
            form method="post" class="sheet" {
                (field::keep(&[("base", typed.get("base"))]))
                (form.line(Ask {
                    name: "title",
                    label: &say!(words, "page-goal-title"),
                    ..Ask::default()
                }))
                (form.text(Ask {
                    name: "text",
                    label: &say!(words, "page-goal-text"),
                    hint: &say!(words, "page-text-merge-hint"),
                    optional: true,
                    ..Ask::default()
                }))
                div class="send" { (field::button(&say!(words, "page-save"))) }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Goals), body }
        .show_as(here, status)
}

async fn settle(here: Here, Path((_, id)): Which, typed: Typed) -> Response {
    let address = here.at(format_args!("goals/{id}"));
    let command =
        Command::GoalEdit { id, title: typed.some("title"), text: None, base: Vec::new() };
    frame::act(&here, command, &address).await
}

async fn comment(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let on = typed.some("on").unwrap_or_else(|| id.clone());
    let command = Command::Comment { id: on, text: typed.text("comment") };
    match here.ask(command).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("goals/{id}#talk")))),
        Err(refusal) => {
            let goal = goal(&here, id).await?;
            let faults = talk::faults(&here, &refusal);
            Ok(page(&here, &goal, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY).await)
        }
    }
}

async fn attach(
    here: Here,
    Path((_, id)): Which,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Trouble> {
    let again = async |typed, faults| {
        let goal = goal(&here, id.clone()).await?;
        Ok(page(&here, &goal, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY).await)
    };
    add::take(&here, "goals", &id, sent, again).await
}
