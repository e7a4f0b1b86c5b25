//! One decision: the text, the ballot, who took part, how it stands, the discussion.
//!
//! Guards: the question stands above the ballot; what can change by itself is live and holds no form;
//! steps that weigh (open, close, acknowledge) have a page of their own that says what they do.
//! Next: [`ballot`].

use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path, Query, multipart::MultipartRejection},
    http::StatusCode,
    response::Response,
    routing::get,
};
use maud::{Markup, html};
use peer::{
    answer::{Close, Decision, Member},
    command::Command,
};
use words::{clean, moderation, say, term};

use super::attachments::{self, add};
use crate::{
    parts::{
        conflict,
        field::Form,
        fold::Written,
        frame::{self, Nav, Page},
        icon, moment, note, talk,
    },
    prose,
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::{Here, answered},
};

mod acknowledge; // the own app counts it too
pub(super) mod ballot; // the question, the choices, one button
mod close; // what it would come to
mod counsel; // a mandate, advice, objections that are weighed, another party
mod count; // how it was counted, every ballot
mod edit; // changing a proposal
pub(super) mod entrust; // what an opening asks of these
mod open; // until when, and by which rule
pub(super) mod options; // what is chosen from
mod paper; // ballots on paper
mod proxy; // somebody else's ballot counts for one too
mod result; // what it came to, and what can be done now
mod rule; // the rule in words
mod said; // objections and concerns
pub(super) mod selection; // who is nominated for a role
#[cfg(test)]
mod sample; // one to try the parts with
pub(super) mod state; // one word for how far it is
mod who; // who took part
mod withdraw; // an opening, taken back

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/decisions/{decision}", get(show))
        // A form that was refused is answered where it was sent; asked again, that is the page.
        .route("/c/{community}/decisions/{decision}/comment", get(show).post(comment))
        .route(
            "/c/{community}/decisions/{decision}/attach",
            get(show).post(attach).layer(DefaultBodyLimit::max(add::WHOLE)),
        )
        .merge(ballot::routes())
        .merge(open::routes())
        .merge(options::routes())
        .merge(paper::routes())
        .merge(proxy::routes())
        .merge(withdraw::routes())
        .merge(close::routes())
        .merge(counsel::routes())
        .merge(selection::routes())
        .merge(acknowledge::routes())
        .merge(count::routes())
        .merge(edit::routes())
}

type Which = Path<(String, String)>;

/// A decision and the people around it.
struct View {
    decision: Box<Decision>,
    members: Vec<Member>,
}

impl View {
    /// The reader's name, as it stands in the decision.
    fn me(&self) -> Option<&str> {
        self.members.iter().find(|member| member.me).map(|member| member.name.as_str())
    }

    /// Whether two ballots of the reader contradict each other.
    fn is_twice(&self) -> bool {
        self.me().is_some_and(|me| self.decision.void.iter().any(|name| name == me))
    }

    /// Whether the reader confirmed the shown outcome.
    fn has_acknowledged(&self) -> bool {
        self.me().is_some_and(|me| self.decision.acknowledged.iter().any(|name| name == me))
    }

    /// How many would decide if a round were opened now.
    fn voters(&self) -> usize {
        self.members.iter().filter(|member| member.state == "member").count()
    }

    /// The close whose outcome is shown.
    fn shown(&self) -> Option<&Close> {
        self.decision.shown.as_ref().and_then(|shown| self.decision.closes.get(shown))
    }

    fn closed_by(&self) -> Option<&str> {
        self.shown().map(|close| close.by.as_str())
    }
}

async fn load(here: &Here, id: String) -> Result<View, Trouble> {
    let decision = answered!(here.ask(Command::DecisionShow { id }).await, Decision);
    let decision = decision.map_err(|refusal| here.trouble(refusal))?;
    Ok(View { decision, members: here.members().to_vec() })
}

fn address(here: &Here, decision: &Decision) -> String {
    here.at(format_args!("decisions/{}", decision.id))
}

async fn show(
    here: Here,
    Path((_, id)): Which,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let view = load(&here, id).await?;
    // Only what a link of ours asks; nobody's link fills in a ballot.
    let asked = query.iter().filter(|(name, _)| name == "on" || name == "saved");
    let typed = Typed::of(asked.map(|(name, value)| (name.as_str(), value.clone())));
    Ok(page(&here, &view, &typed, &Faults::default(), StatusCode::OK))
}

fn page(here: &Here, view: &View, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = here.words;
    let decision = &view.decision;
    let address = address(here, decision);
    let form = Form { words, typed, faults };
    let body = html! {
        (head(here, decision))
        div class="note-place" id="now" data-live { (now(here, decision)) }
        div class="stack body" {
            (form.summary())
            // In the column: both versions need room, and beside the title they would push the text away.
            (conflict::note(here, &address, &decision.conflicts))
            (result::result(here, view, &address))
            (text(here, decision, &address))
            (changed(here, decision))
            (attachments::section(
                here, &address, &decision.attachments, decision.round.is_some(), typed, faults,
            ))
            (options::list(here, decision))
            (options::more(here, view, &address, typed, faults))
            (facts(here, view))
            (counsel::section(here, decision, &address, typed, faults))
            (selection::section(here, decision, &address, typed, faults))
            (rule::before(here, view))
            (ballot::section(here, view, &address, typed, faults))
            (ballot::overtaken(here, view, &address))
            (proxy::section(here, view, &address, typed, faults))
            (said::withdraw(here, view, &address))
            (counsel::weigh_forms(here, decision, &address))
            (result::next(here, view, &address))
            (withdraw::line(here, decision, &address))
            (paper::line(here, decision, &address))
            (who::who(here, view, &address))
        }
        div class="stack aside" {
            section id="way" data-live aria-labelledby="t-way" {
                h2 id="t-way" { (say!(words, "page-way")) }
                (state::way(here, decision))
            }
            (said::said(here, view, &address))
        }
        div class="after" {
            (talk::talk(here, &address, &decision.id, &decision.comments, typed, faults))
        }
    };
    let title = faults.title(words, &title(here, decision));
    Page { title: &title, current: Some(Nav::Decisions), body }.show_as(here, status)
}

fn written(decision: &Decision) -> Written<'_> {
    Written { id: &decision.id, by: &decision.by, fold: decision.fold.as_ref() }
}

fn title(here: &Here, decision: &Decision) -> String {
    written(decision).title(here.words, "decision", &decision.title)
}

fn head(here: &Here, decision: &Decision) -> Markup {
    let words = here.words;
    html! {
        div class="head" id="head" data-live {
            (frame::crumb(&here.at("decisions"), &say!(words, "page-decisions-all")))
            (state::line(here, decision))
            h1 { (title(here, decision)) }
            p class="why" {
                (say!(words, "page-proposed-by", name = &decision.by))
                @if let (Some(goal), Some(title)) = (&decision.goal, &decision.goal_title) {
                    " " (say!(words, "page-for-goal")) " "
                    a href=(here.at(format_args!("goals/{goal}"))) {
                        (moderation::title(words, "goal", title, decision.goal_hidden))
                    }
                }
            }
        }
    }
}

// The one thing that is in the way now.
fn now(here: &Here, decision: &Decision) -> Markup {
    let words = here.words;
    // A page has one note at most: what was written apart comes first.
    if !decision.conflicts.is_empty() {
        return html! {};
    }
    if decision.status == "disputed" {
        let text = html! {
            p { (say!(words, "page-disputed-text", names = words.list(&decision.double))) }
        };
        return note::note(note::Tone::Stop, &say!(words, "page-disputed"), &text);
    }
    if decision.text_differs {
        let text = html! { p { (say!(words, "page-altered-text")) } };
        return note::note(note::Tone::Stop, &say!(words, "page-altered"), &text);
    }
    if state::stage(decision) == "draft" && decision.ways.withdrawn {
        let by = decision.opened_by.as_deref().unwrap_or_default();
        let text = html! { p { (say!(words, "page-retracted-text")) } };
        return note::note(note::Tone::Care, &say!(words, "page-retracted", name = by), &text);
    }
    // Once the round is over an objection is part of the result.
    let objectors = said::objectors(decision);
    if decision.status == "open" && !objectors.is_empty() {
        let text = html! {
            p { (say!(words, "page-objected-text", names = words.list(&objectors))) }
            p { a class="go" href="#said" { (say!(words, "page-objected-read")) } }
        };
        let title = say!(words, "page-objected", n = objectors.len());
        return note::note(note::Tone::Stop, &title, &text);
    }
    html! {}
}

fn text(here: &Here, decision: &Decision, address: &str) -> Markup {
    let words = here.words;
    let is_fixed = !decision.editable;
    let written = written(decision);
    html! {
        section class="sheet" id="text" data-live aria-labelledby="t-text" {
            h2 id="t-text" { (say!(words, "page-proposal-text")) }
            (written.folded(here, "x-text", &html! {
                @if written.is_hidden() { h3 { (clean::line(&decision.title)) } }
                @if decision.text.trim().is_empty() {
                    p class="quiet" { (say!(words, "page-proposal-no-text")) }
                } @else {
                    div class="prose" { (prose::read(&decision.text)) }
                }
            }))
            (written.voice(here))
            @if is_fixed {
                p class="stamp" {
                    (icon::icon("i-lock"))
                    span {
                        @if decision.status == "open" {
                            (say!(words, "page-text-fixed"))
                        } @else {
                            (say!(words, "page-text-decided"))
                        }
                        " " a href={ (address) "/history" } { (say!(words, "page-history")) }
                    }
                }
                (written.line(here))
            } @else {
                p class="stamp links" {
                    @if here.takes_part() {
                        a href={ (address) "/edit" } { (say!(words, "page-edit")) }
                    }
                    a href={ (address) "/history" } { (say!(words, "page-history")) }
                    (written.step(here))
                }
            }
        }
    }
}

// How it reads now, when it was changed after it was voted on.
fn changed(here: &Here, decision: &Decision) -> Markup {
    let words = here.words;
    let Some(changed) = &decision.changed else {
        return html! { div id="changed" data-live {} };
    };
    html! {
        section class="sheet" id="changed" data-live aria-labelledby="t-changed" {
            h2 id="t-changed" { (say!(words, "page-changed")) }
            p class="quiet" { (say!(words, "page-changed-text")) }
            (written(decision).folded(here, "x-changed", &html! {
                h3 { (clean::line(&changed.title)) }
                div class="prose" { (prose::read(&changed.text)) }
            }))
            p class="quiet" {
                (say!(words, "page-fact-review")) " " (moment::day(here, &changed.review))
            }
        }
    }
}

fn facts(here: &Here, view: &View) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    let is_draft = state::stage(decision) == "draft";
    let of = if is_draft { view.voters() } else { decision.electorate.len() };
    let share = decision.share.as_deref().unwrap_or_default();
    html! {
        dl class="facts" id="facts" data-live {
            div {
                dt { (say!(words, "page-fact-method")) }
                dd { (term::method(words, &decision.method, share)) }
            }
            // Under a mandate nobody need vote.
            @if decision.method != "mandate" {
                div {
                    dt { (say!(words, "page-fact-quorum")) }
                    dd {
                        (say!(words, "page-fact-quorum-of",
                            needed = crate::parts::tally::least(&decision.quorum, of), of = of))
                    }
                }
            }
            @if let (false, Some(at), Some(by)) = (is_draft, decision.opened_at, &decision.opened_by) {
                div {
                    dt { (say!(words, "page-fact-opened")) }
                    dd { (clean::line(by)) ", " (moment::moment(here, at)) }
                }
            }
            div {
                dt { (say!(words, "page-fact-review")) }
                dd { (moment::day(here, &decision.review)) }
            }
        }
    }
}

async fn comment(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let on = typed.some("on").unwrap_or_else(|| id.clone());
    let command = Command::Comment { id: on, text: typed.text("comment") };
    match here.ask(command).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("decisions/{id}#talk")))),
        Err(refusal) => {
            let view = load(&here, id).await?;
            let faults = talk::faults(&here, &refusal);
            Ok(page(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

async fn attach(
    here: Here,
    Path((_, id)): Which,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Trouble> {
    let again = async |typed, faults| {
        let view = load(&here, id.clone()).await?;
        Ok(page(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
    };
    add::take(&here, "decisions", &id, sent, again).await
}
