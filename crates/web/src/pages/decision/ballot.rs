//! The ballot: the question, the choices, one button; before it is saved and after.
//!
//! Guards: a choice counts only once it is saved, and the page says which of both it is; what was typed
//! comes back when a ballot is refused, also when the round was closed meanwhile. Next: [`super::said`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{command::Command, refusal::Refusal};
use words::{clean, say, speech::Words, term};

use super::{View, Which, load};
use crate::{
    parts::{
        field::{self, Ask, Form},
        frame, icon, moment, tally,
    },
    prose,
    server::App,
    trouble::{self, Trouble},
    typed::{Faults, Typed},
    visit::Here,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions/{decision}/ballot", get(super::show).post(cast))
}

/// A choice as it is asked: its word, its tone, its drawing, where its reason is typed.
struct Choice {
    word: &'static str,
    tone: &'static str,
    icon: Option<&'static str>,
    reason: Option<&'static str>,
}

fn choices(method: &str) -> Vec<Choice> {
    let of = |(word, tone): &(&'static str, &'static str)| Choice {
        word,
        tone,
        icon: match *tone {
            "yes" => Some("i-yes"),
            "care" => Some("i-care"),
            "stop" if *word == "against" => Some("i-no"),
            "stop" => Some("i-stop"),
            _ => None,
        },
        reason: match *word {
            "concern" => Some("concern"),
            "object" => Some("objection"),
            _ => None,
        },
    };
    tally::ballots(method).iter().map(of).collect()
}

/// A choice in the words of who makes it.
pub(super) fn mine(words: Words, ballot: &str) -> String {
    match ballot {
        "consent" => say!(words, "page-choice-consent"),
        "concern" => say!(words, "page-choice-concern"),
        "object" => say!(words, "page-choice-object"),
        "aside" => say!(words, "page-choice-aside"),
        "for" => say!(words, "page-choice-for"),
        "against" => say!(words, "page-choice-against"),
        "abstain" => say!(words, "page-choice-abstain"),
        other => term::ballot(words, other),
    }
}

fn meaning(words: Words, ballot: &str) -> String {
    match ballot {
        "consent" => say!(words, "page-choice-consent-text"),
        "concern" => say!(words, "page-choice-concern-text"),
        "object" => say!(words, "page-choice-object-text"),
        "aside" => say!(words, "page-choice-aside-text"),
        "abstain" => say!(words, "page-choice-abstain-text"),
        _ => String::new(),
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
    let is_open = decision.status == "open";
    // A ballot that was refused comes back, whatever became of the round.
    let is_refused = faults.is_any() && typed.has("ballot");
    // While a result is provisional, one's own app still closes again for a ballot that came late.
    let is_late = decision.status == "closed" && !view.has_acknowledged();
    let may = decision.elector && !decision.text_differs;
    let is_asked = may && (is_open || is_late) || is_refused;
    if !is_asked && decision.mine.is_none() {
        return html! {};
    }
    let question = if decision.method == "consent" {
        say!(words, "page-ask-consent", title = &decision.title)
    } else {
        say!(words, "page-ask-majority", title = &decision.title)
    };
    let form = form(here, view, address, typed, faults);
    html! {
        section class="sheet choice" id="keuze" aria-labelledby="t-choice" {
            h2 id="t-choice" {
                @if is_asked && (decision.mine.is_none() || is_refused) {
                    (say!(words, "page-choose"))
                } @else {
                    (say!(words, "page-chose"))
                }
            }
            @if is_asked { p class="question" id="h-choice" { (question) } }
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
    let is_open = decision.status == "open";
    let is_late = cast.is_some_and(|cast| cast.late);
    html! {
        div class="chosen" id="saved" data-live role=[is_new.then_some("status")] {
            (icon::icon("i-check"))
            div {
                p { b { (say!(words, "page-saved", choice = mine(words, ballot))) } }
                @if let Some(reason) = &decision.my_reason {
                    blockquote class="prose" { (prose::read(reason)) }
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

fn form(here: &Here, view: &View, address: &str, typed: &Typed, faults: &Faults) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    let is_late = decision.status != "open";
    let chosen = typed.some("ballot").or_else(|| decision.mine.clone()).unwrap_or_default();
    let choices = choices(&decision.method);
    html! {
        form class=(if is_late { "ballot" } else { "ballot open" }) method="post" action={ (address) "/ballot" } {
            @if is_late { (field::keep(&[("late", "1")])) }
            fieldset aria-labelledby="t-choice" aria-describedby=(described(faults)) {
                div class="opts" {
                    @for (at, choice) in choices.iter().enumerate() {
                        div class={ "opt " (choice.tone) } {
                            label {
                                input type="radio" name="ballot" value=(choice.word)
                                    id=[(at == 0).then_some("f-ballot")]
                                    checked[chosen == choice.word];
                                span {
                                    b { (mine(words, choice.word)) }
                                    @let meaning = meaning(words, choice.word);
                                    @if !meaning.is_empty() { small { (meaning) } }
                                }
                                @if let Some(name) = choice.icon { (icon::icon(name)) }
                            }
                            @if let Some(name) = choice.reason {
                                (reason(here, view, name, choice.word, typed, faults))
                            }
                        }
                    }
                }
                @if let Some(said) = faults.get("ballot") { p class="fault" id="e-ballot" { (said) } }
            }
            @if decision.method != "consent" {
                div class="why-mine" {
                    (Form { words, typed: &with_mine(view, typed), faults }.text(Ask {
                        name: "reason",
                        label: &say!(words, "page-reason"),
                        optional: true,
                        ..Ask::default()
                    }))
                }
            }
            div class="send" {
                button class="btn" type="submit" { span {
                    @if is_late {
                        (say!(words, "page-save-late"))
                    } @else {
                        (say!(words, "page-save-choice"))
                        @for choice in &choices {
                            span class={ "named " (choice.word) } { ": " (short(words, choice.word)) }
                        }
                    }
                } }
                p {
                    @if decision.mine.is_none() { b { (say!(words, "page-not-saved")) } " " }
                    @if is_late {
                        (say!(words, "page-late-text"))
                    } @else {
                        (say!(words, "page-counts-once-saved")) " " (changeable(here, view)) " "
                        (say!(words, "page-choice-visible", name = &here.name))
                    }
                }
            }
        }
    }
}

fn described(faults: &Faults) -> &'static str {
    if faults.get("ballot").is_some() { "h-choice e-ballot" } else { "h-choice" }
}

// The button says what it saves.
fn short(words: Words, ballot: &str) -> String {
    match ballot {
        "consent" => say!(words, "page-button-consent"),
        "concern" => say!(words, "page-button-concern"),
        "object" => say!(words, "page-button-object"),
        "aside" => say!(words, "page-button-aside"),
        other => term::ballot(words, other),
    }
}

// A form to change a ballot begins with the reason that was given.
fn with_mine(view: &View, typed: &Typed) -> Typed {
    if !typed.has("ballot") {
        typed.clone().with("reason", view.decision.my_reason.clone())
    } else {
        typed.clone()
    }
}

fn reason(
    here: &Here,
    view: &View,
    name: &'static str,
    word: &str,
    typed: &Typed,
    faults: &Faults,
) -> Markup {
    let words = here.words;
    let label =
        if name == "concern" { say!(words, "page-concern") } else { say!(words, "page-objection") };
    let is_mine = !typed.has("ballot") && view.decision.mine.as_deref() == Some(word);
    let text = if is_mine {
        view.decision.my_reason.clone().unwrap_or_default()
    } else {
        typed.text(name)
    };
    let fault = faults.get(name);
    html! {
        div class="more" {
            label class="ask" for={ "f-" (name) } { (label) }
            // Not `required`: that would hold up every other choice. The server says so.
            textarea id={ "f-" (name) } name=(name) rows="4" maxlength=(field::TEXT)
                aria-invalid=[fault.map(|_| "true")]
                aria-describedby=[fault.map(|_| format!("e-{name}"))] {
                // The first line end after the tag is the parser's.
                "\n" (text)
            }
            @if let Some(said) = fault { p class="fault" id={ "e-" (name) } { (said) } }
        }
    }
}

async fn cast(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let view = load(&here, id.clone()).await?;
    let words = here.words;
    let refused = |typed: Typed, faults: Faults| {
        super::page(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY)
    };
    if view.decision.status == "closed" && typed.get("late").is_empty() {
        let mut faults = Faults::default();
        let by = view.closed_by().unwrap_or_default();
        faults.whole = Some((
            say!(words, "page-closed-meanwhile", name = by),
            say!(words, "page-closed-meanwhile-text"),
        ));
        return Ok(refused(typed, faults));
    }
    let ballot = typed.text("ballot");
    if ballot.is_empty() {
        // There is a form to come back to, also without a choice.
        let typed = typed.with("ballot", Some(String::new()));
        return Ok(refused(typed, Faults::at("ballot", say!(words, "page-choose-first"))));
    }
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
    match refusal {
        Refusal::NeedsReason | Refusal::TooLong(_) => {
            let said = trouble::said(words, refusal);
            Faults::at(field, clean::line(&format!("{} {}", said.message, said.hint)))
        }
        Refusal::WrongBallot(_) => Faults::at("ballot", say!(words, "page-choose-first")),
        other => Faults::of(words, other, &[]),
    }
}
