//! The ballot: the question, the choices, one button; before it is saved and after.
//!
//! Guards: a choice counts only once it is saved, and the page says which of both it is; what was typed
//! comes back when a ballot is refused, also when the round was closed meanwhile. Next: [`super::said`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{answer::Decision, command::Command, refusal::Refusal};
use words::{clean, say, speech::Words};

use self::line::Asked;
use super::{View, Which, load, selection, state};
use crate::{
    parts::{fold, frame, icon, moment, tally},
    prose,
    server::App,
    trouble::{self, Trouble},
    typed::{Faults, Typed},
    visit::Here,
};

mod choices; // a word
pub(super) mod fields; // boxes, points, dots, places
mod form; // one's own
pub(in crate::pages) mod line; // as the peer reads it

pub(super) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions/{decision}/ballot", get(super::show).post(cast))
}

/// A ballot in the words of who cast it.
fn mine(words: Words, decision: &Decision, ballot: &str) -> String {
    match Asked::of(&decision.method) {
        Asked::Word => choices::mine(words, decision, ballot),
        _ => line::said(words, &decision.method, ballot),
    }
}

/// What is asked.
fn question(words: Words, decision: &Decision) -> String {
    let (title, numbers) = (&decision.title, &decision.numbers);
    match decision.method.as_str() {
        "consent" => say!(words, "page-ask-consent", title = title),
        "mandate" => say!(words, "page-ask-mandate", title = title),
        "selection" => {
            let selection = decision.selection.as_ref();
            let role = selection.map(|selection| selection.title.as_str()).unwrap_or_default();
            let name = selection.and_then(|selection| selection.nominee.as_deref());
            if selection.is_some_and(|selection| selection.mine) {
                say!(words, "page-ask-selection-you", role = role)
            } else {
                let name = name.unwrap_or_default();
                say!(words, "page-ask-selection", name = name, role = role)
            }
        }
        "approval" => match line::number(numbers.most) {
            Some(most) if most < decision.options.len() => {
                say!(words, "page-ask-approval-most", title = title, most = most)
            }
            _ => say!(words, "page-ask-approval", title = title),
        },
        "score" => say!(words, "page-ask-score", title = title),
        "dots" => {
            let dots = line::number(numbers.dots).unwrap_or_default();
            let most = line::number(numbers.most).unwrap_or(dots);
            say!(words, "page-ask-dots", title = title, dots = dots, most = most)
        }
        "ranked" => say!(words, "page-ask-ranked", title = title),
        "seats" => say!(words, "page-ask-seats", title = title),
        "budget_greedy" | "budget_shares" => {
            let pot = tally::money(words, numbers.pot.unwrap_or_default());
            say!(words, "page-ask-budget", title = title, pot = pot)
        }
        "poll" => say!(words, "page-ask-poll", title = title),
        "lot" => say!(words, "page-ask-lot", title = title),
        _ => say!(words, "page-ask-majority", title = title),
    }
}

/// The reader's ballot: what they chose, and the form while it can be chosen.
pub(super) fn section(
    here: &Here,
    view: &View,
    address: &str,
    typed: &Typed,
    faults: &Faults,
) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    let stage = state::stage(decision);
    // A ballot that was refused comes back, whatever became of the round.
    let is_refused = faults.is_any() && typed.has("sent");
    // While a result is provisional, one's own app still closes again for a ballot that came late.
    let is_late = stage == "closed" && !view.has_acknowledged();
    // Who is put forward speaks first.
    let waits = selection::waits(here, decision);
    let may = decision.elector && !decision.text_differs && !waits;
    let is_asked = may && (stage == "open" || is_late) || is_refused;
    if !is_asked && decision.mine.is_none() {
        return html! {};
    }
    let form = form::form(here, view, address, typed, faults);
    html! {
        section class="sheet choice" id="keuze" aria-labelledby="t-choice" {
            h2 id="t-choice" {
                @if is_asked && (decision.mine.is_none() || is_refused) {
                    (say!(words, "page-choose"))
                } @else {
                    (say!(words, "page-chose"))
                }
            }
            @if is_asked { p class="question" id="h-choice" { (question(words, decision)) } }
            (saved(here, view, typed.get("saved") == "1"))
            @if is_asked {
                @if (decision.mine.is_some() || is_late) && !is_refused {
                    details {
                        summary {
                            @if decision.mine.is_some() {
                                (say!(words, "page-change-choice"))
                            } @else {
                                (say!(words, "page-choose-still"))
                            }
                        }
                        (form)
                    }
                } @else {
                    (form)
                }
            }
        }
    }
}

/// Words for who still has the form on the screen when the round isn't open any more; the sheet shows
/// them only then.
pub(super) fn overtaken(here: &Here, view: &View, address: &str) -> Markup {
    let words = here.words;
    html! {
        p class="overtaken" id="overtaken" data-live {
            @if view.decision.shown.is_some() {
                (say!(words, "page-overtaken")) " "
                a href=(address) { (say!(words, "page-reload")) }
            } @else if view.decision.ways.withdrawn {
                (say!(words, "page-overtaken-retracted")) " "
                a href=(address) { (say!(words, "page-reload")) }
            }
        }
    }
}

fn saved(here: &Here, view: &View, is_new: bool) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    let Some(ballot) = &decision.mine else { return html! { div id="saved" data-live {} } };
    let cast = decision.ballots.iter().rev();
    let cast =
        cast.clone().find(|cast| Some(cast.by.as_str()) == view.me() && cast.ballot == *ballot);
    let is_open = state::stage(decision) == "open";
    let is_late = cast.is_some_and(|cast| cast.late);
    html! {
        div class="chosen" id="saved" data-live role=[is_new.then_some("status")] {
            (icon::icon("i-check"))
            div {
                p { b { (say!(words, "page-saved", choice = mine(words, decision, ballot))) } }
                @if let Some(reason) = &decision.my_reason {
                    blockquote class="prose" { (prose::read(reason)) }
                    @if let Some(id) = cast.and_then(|cast| cast.reason_id.as_ref()) {
                        p class="links" { (fold::erase(here, id, reason)) }
                    }
                }
                p class="quiet" {
                    @if let Some(cast) = cast { (moment::moment(here, cast.at)) ". " }
                    @if is_late {
                        @if decision.status == "closed" {
                            (say!(words, "page-saved-late")) " "
                        } @else {
                            (say!(words, "page-saved-too-late")) " "
                        }
                    }
                    @if view.is_twice() { (say!(words, "page-saved-twice")) " " }
                    @if is_open { (changeable(here, view)) " " }
                    (say!(words, "page-choice-visible", name = &here.name))
                }
            }
        }
    }
}

// Until when a choice can be changed.
fn changeable(here: &Here, view: &View) -> String {
    let words = here.words;
    match view.decision.deadline.filter(|deadline| *deadline > here.now) {
        Some(deadline) => say!(
            words,
            "page-changeable-until",
            moment = words::when::short_moment(words, deadline, here.now)
        ),
        None => say!(words, "page-changeable"),
    }
}

async fn cast(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let view = load(&here, id.clone()).await?;
    let words = here.words;
    // There is a form to come back to, also without a choice.
    let typed = typed.with("sent", Some("1".to_owned()));
    let refused = |typed: &Typed, faults: &Faults| {
        super::page(&here, &view, typed, faults, StatusCode::UNPROCESSABLE_ENTITY)
    };
    if view.decision.status == "closed" && typed.get("late").is_empty() {
        let mut faults = Faults::default();
        let by = view.closed_by().unwrap_or_default();
        faults.whole = Some((
            say!(words, "page-closed-meanwhile", name = by),
            say!(words, "page-closed-meanwhile-text"),
        ));
        return Ok(refused(&typed, &faults));
    }
    let ballot = match line::composed(&view.decision, &typed, "") {
        Ok(Some(ballot)) => ballot,
        Ok(None) => {
            return Ok(refused(&typed, &Faults::at("ballot", say!(words, "page-choose-first"))));
        }
        Err(wrong) => return Ok(refused(&typed, &Faults::at("ballot", wrong.said(words)))),
    };
    let field = match ballot.as_str() {
        "concern" => "concern",
        "object" => "objection",
        _ => "reason",
    };
    let command = Command::Vote { id: id.clone(), ballot, reason: typed.some(field) };
    match here.ask(command).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("decisions/{id}?saved=1#keuze")))),
        Err(refusal) => {
            let faults = faults(words, &refusal, field);
            // The round may have gone on meanwhile: the page shows how it is now.
            let view = load(&here, id).await?;
            Ok(super::page(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn faults(words: Words, refusal: &Refusal, field: &'static str) -> Faults {
    let at = |field| {
        let said = trouble::said(words, refusal);
        Faults::at(field, clean::line(&format!("{} {}", said.message, said.hint)))
    };
    match refusal {
        Refusal::NeedsReason | Refusal::TooLong(_) => at(field),
        Refusal::WrongBallot(_) => Faults::at("ballot", say!(words, "page-choose-first")),
        Refusal::NoOption(_)
        | Refusal::Twice
        | Refusal::LevelOptions
        | Refusal::TooManyOptions(_)
        | Refusal::Overspent(_) => at("ballot"),
        other => Faults::of(words, other, &[]),
    }
}
