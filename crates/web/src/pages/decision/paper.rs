//! Ballots on paper: one teller writes down who said what, another of another kind signs it.
//!
//! Guards: a ballot is written down per person, in the same fields as one's own; nothing counts before two
//! kinds of tellers stand for it, and who signs sees each ballot first. Next: [`super::ballot::fields`].

use axum::{
    Router,
    extract::Path,
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use peer::{
    answer::{Decision, Report},
    command::Command,
};
use words::{clean, say, speech::Words, term};

use super::{
    View, Which, address,
    ballot::{
        fields::Fields,
        line::{self, Asked},
    },
    load, state,
};
use crate::{
    parts::{
        field::{self, Form},
        frame::{self, Nav, Page},
        moment, tally,
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::Here,
};

/// Hexadecimal digits of an id in the name of a field: 64 bits tell people apart.
const DIGITS: usize = 16;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/decisions/{decision}/paper", get(ask).post(record))
        .route("/c/{community}/decisions/{decision}/paper/sign", post(sign))
}

/// Who the tellers are, and the way to their page for who is one.
pub(super) fn line(here: &Here, decision: &Decision, address: &str) -> Markup {
    let words = here.words;
    let ways = &decision.ways;
    if ways.tellers.is_empty() || state::stage(decision) == "draft" {
        return html! { div id="tellers" data-live {} };
    }
    let waiting = ways.reports.iter().filter(|report| report.may_sign && !report.counts).count();
    html! {
        section class="paper" id="tellers" data-live aria-labelledby="t-tellers" {
            h2 id="t-tellers" { (say!(words, "page-tellers")) }
            p { (say!(words, "page-tellers-who", names = words.list(&ways.tellers))) }
            @if waiting > 0 { p { b { (say!(words, "page-votes-waits", n = waiting)) } } }
            @if ways.teller && decision.status != "confirmed" {
                p { a class="btn quiet-btn" href={ (address) "/paper" } { (say!(words, "page-votes")) } }
            } @else if !ways.reports.is_empty() {
                p { a class="go" href={ (address) "/paper" } { (say!(words, "page-votes-see")) } }
            }
        }
    }
}

async fn ask(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let view = load(&here, id).await?;
    Ok(page(&here, &view, &Typed::default(), &Faults::default(), StatusCode::OK))
}

fn page(here: &Here, view: &View, typed: &Typed, faults: &Faults, status: StatusCode) -> Response {
    let words = here.words;
    let decision = &view.decision;
    let title = say!(words, "page-votes");
    let may = decision.ways.teller && matches!(state::stage(decision), "open" | "closed");
    let body = html! {
        div class="head" {
            (frame::crumb(&address(here, decision), &super::title(here, decision)))
            h1 { (title) }
            p class="why" { (say!(words, "page-votes-why")) }
        }
        div class="stack body" {
            (Form { words, typed, faults }.summary())
            div class="stack" id="reports" data-live {
                @for report in &decision.ways.reports { (self::report(here, decision, report)) }
            }
            @if may {
                form method="post" class="sheet" aria-labelledby="t-record" {
                    h2 id="t-record" { (say!(words, "page-votes-record")) }
                    p class="quiet" { (say!(words, "page-votes-record-text")) }
                    @for name in &decision.electorate { (person(words, view, name, typed)) }
                    div class="send" {
                        (field::button(&say!(words, "page-votes-do")))
                        p { (say!(words, "page-votes-then")) }
                    }
                }
            } @else if decision.ways.reports.is_empty() {
                p { (say!(words, "page-votes-none")) }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Decisions), body }
        .show_as(here, status)
}

// What somebody's fields begin with: their id, so that a name that changed meanwhile means nobody else.
fn prefix(view: &View, name: &str) -> String {
    let id = id_of(view, name);
    format!("{}-", id.get(..DIGITS).unwrap_or(id))
}

// Whom a ballot is of, as the peer finds them.
fn id_of<'a>(view: &'a View, name: &'a str) -> &'a str {
    view.members.iter().find(|member| member.name == name).map_or(name, |member| &member.id)
}

// One person's ballot: closed until it is needed.
fn person(words: Words, view: &View, name: &str, typed: &Typed) -> Markup {
    let decision = &view.decision;
    let prefix = &prefix(view, name);
    let is_own = decision.ways.via.get(name).is_some_and(|via| via.way == "own");
    let is_typed = !matches!(line::composed(decision, typed, prefix), Ok(None));
    html! {
        details class="person" open[is_typed] {
            summary {
                (clean::line(name))
                @if is_own { " " small { (say!(words, "page-votes-own")) } }
            }
            fieldset class="checks" aria-label=(say!(words, "page-votes-of", name = name)) {
                @match Asked::of(&decision.method) {
                    Asked::Word => (choices(words, decision, prefix, typed)),
                    Asked::Presence => (Fields { words, decision, typed, prefix }.no_preference()),
                    _ => {
                        (Fields { words, decision, typed, prefix }.draw())
                        (Fields { words, decision, typed, prefix }.no_preference())
                    },
                }
            }
        }
    }
}

fn choices(words: Words, decision: &Decision, prefix: &str, typed: &Typed) -> Markup {
    let name = format!("{prefix}ballot");
    let chosen = typed.get(&name);
    html! {
        div class="laid" { div class="scale" {
            @for (word, _) in tally::ballots(&decision.method) {
                label class="word" {
                    input type="radio" name=(name) value=(word) checked[chosen == *word];
                    span { (term::ballot(words, word)) }
                }
            }
            label class="word" {
                input type="radio" name=(name) value="" checked[chosen.is_empty()];
                span { (say!(words, "page-votes-blank")) }
            }
        } }
    }
}

fn report(here: &Here, decision: &Decision, report: &Report) -> Markup {
    let words = here.words;
    let to = format!("{}/paper/sign", address(here, decision));
    html! {
        section class="sheet" aria-labelledby={ "r-" (short(&report.id)) } {
            h2 id={ "r-" (short(&report.id)) } {
                (say!(words, "page-report", n = report.ballots.len(), name = &report.by))
            }
            p class="quiet" { (moment::moment(here, report.at)) }
            dl class="papers" {
                @for (name, ballot) in &report.ballots {
                    div {
                        dt { (clean::line(name)) }
                        dd { (line::said(words, &decision.method, ballot)) }
                    }
                }
            }
            p {
                @if report.counts {
                    (say!(words, "page-report-counts", names = words.list(&report.signed)))
                } @else {
                    (say!(words, "page-report-waits"))
                }
            }
            @if report.may_sign && state::stage(decision) != "confirmed" {
                p { (say!(words, "page-report-compare")) }
                (field::one_button(&to, &[("report", &report.id)],
                    &field::quiet_button(&say!(words, "page-report-sign"))))
            }
        }
    }
}

fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

async fn record(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let view = load(&here, id.clone()).await?;
    let words = here.words;
    let mut ballots = Vec::new();
    let mut refused = Faults::default();
    for name in &view.decision.electorate {
        match line::composed(&view.decision, &typed, &prefix(&view, name)) {
            Ok(None) => {}
            Ok(Some(ballot)) => ballots.push((id_of(&view, name).to_owned(), ballot)),
            Err(wrong) => {
                refused.whole =
                    Some((say!(words, "page-votes-wrong", name = name), wrong.said(words)));
            }
        }
    }
    if ballots.is_empty() && !refused.is_any() {
        refused.whole = Some((say!(words, "page-votes-empty"), String::new()));
    }
    if !refused.is_any() {
        let command = Command::Paper { id: id.clone(), ballots };
        match here.ask(command).await {
            Ok(_) => return Ok(frame::see_other(&here.at(format_args!("decisions/{id}/paper")))),
            Err(refusal) => refused = Faults::of(words, &refusal, &[]),
        }
    }
    Ok(page(&here, &view, &typed, &refused, StatusCode::UNPROCESSABLE_ENTITY))
}

async fn sign(here: Here, Path((_, id)): Which, typed: Typed) -> Response {
    let address = here.at(format_args!("decisions/{id}/paper"));
    frame::act(&here, Command::PaperSign { id, report: typed.text("report") }, &address).await
}
