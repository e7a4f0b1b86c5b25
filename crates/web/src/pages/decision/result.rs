//! What a round came to and how sure that is; what can be done now.
//!
//! Guards: n of m stands beside every result, and "provisional" says what it means. Next: [`super::who`].

use maud::{Markup, html};
use peer::answer::{Close, Decision};
use words::{clean, say, speech::Words, term};

use super::{View, ballot::line::Asked, said, selection, state};
use crate::{
    parts::{moment, tally},
    visit::Here,
};

/// The result of a round that was closed.
pub(super) fn result(here: &Here, view: &View, address: &str) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    let stage = state::stage(decision);
    let goes_on = state::goes_on(decision.outcome.as_deref());
    let class = match stage {
        "closed" => "sheet result soon",
        "confirmed" if goes_on => "sheet result sure",
        "confirmed" => "sheet result over",
        "disputed" => "sheet result torn",
        _ => "",
    };
    let (n, of) = (decision.acknowledged.len(), decision.electorate.len());
    html! {
        @if class.is_empty() {
            div id="result" data-live {}
        } @else {
            section class=(class) id="result" data-live aria-labelledby="t-result" {
                h2 id="t-result" {
                    @match decision.selection.as_ref().and_then(|one| one.nominee.as_ref()) {
                        Some(name) if stage == "confirmed" && goes_on => {
                            (say!(words, "page-selected-result", name = name))
                        },
                        _ => (state::label_of(words, decision)),
                    }
                }
                (chosen(here, view))
                @match stage {
                    "closed" => {
                        p { (say!(words, "page-provisional", n = n, of = of, needed = decision.needed)) }
                        @if let Some(by) = view.closed_by() {
                            p class="quiet" {
                                (say!(words, "page-closed-by", name = by))
                                @if let Some(at) = decision.closed_at {
                                    ", " (moment::moment(here, at))
                                }
                                "."
                            }
                        }
                        (waiting(here, view))
                    },
                    "confirmed" => {
                        p { (say!(words, "page-confirmed", n = n, of = of)) }
                        @if decision.outcome.as_deref() == Some("told") {
                            p { (say!(words, "page-confirmed-told")) }
                        } @else if goes_on {
                            p { (say!(words, "page-confirmed-review")) " "
                                (moment::day(here, &decision.review)) "." }
                        } @else if decision.outcome.as_deref() == Some("tied") {
                            p { (say!(words, "page-confirmed-tied")) }
                        } @else {
                            p { (say!(words, "page-confirmed-rejected")) }
                        }
                    },
                    _ => {
                        ul {
                            @for close in decision.closes.values() {
                                li {
                                    (say!(words, "page-disputed-close",
                                        outcome = came_to(words, close),
                                        names = words.list(&close.acknowledged)))
                                }
                            }
                        }
                    },
                }
                @if !decision.acknowledged.is_empty() && decision.status != "disputed" {
                    p class="quiet" {
                        (say!(words, "page-acknowledged-by", names = words.list(&decision.acknowledged)))
                    }
                }
                p { a href={ (address) "/count" } { (say!(words, "page-count")) } }
            }
        }
    }
}

// What was chosen; nothing where it was yes or no.
fn chosen(here: &Here, view: &View) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    if decision.status == "disputed" || decision.options.is_empty() {
        return html! {};
    }
    let is_budget = decision.method.starts_with("budget");
    html! {
        @if !decision.chosen.is_empty() {
            ul class="chosen-ones" {
                @for title in &decision.chosen {
                    @let option = decision.options.iter().find(|option| option.title == *title);
                    li {
                        b { (clean::line(title)) }
                        @if let Some(cost) = option.and_then(|option| option.cost).filter(|_| is_budget) {
                            " " span class="cost" { (tally::money(words, cost)) }
                        }
                    }
                }
            }
        }
    }
}

/// What a close came to, with what it chooses.
pub(super) fn came_to(words: Words, close: &Close) -> String {
    let outcome = term::outcome(words, &close.outcome);
    if close.chosen.is_empty() {
        outcome
    } else {
        say!(words, "page-came-to", outcome = outcome, names = words.list(&close.chosen))
    }
}

// Why it isn't confirmed yet.
fn waiting(here: &Here, view: &View) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    html! {
        @if let Some(from) = decision.acknowledged_from.filter(|from| *from > here.now) {
            p class="quiet" {
                (say!(words, "page-acknowledged-from")) " " (moment::moment(here, from)) "."
            }
        }
    }
}

/// What the reader can do now, beside the ballot: links to the pages where it is done.
pub(super) fn next(here: &Here, view: &View, address: &str) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    let step = |title: String, text: String, page: &str, button: String, is_first: bool| {
        let class = if is_first { "btn" } else { "btn quiet-btn" };
        html! {
            section class="sheet next" id="next" data-live aria-labelledby="t-next" {
                h2 id="t-next" { (title) }
                p { (text) }
                @if !button.is_empty() {
                    p { a class=(class) href={ (address) "/" (page) } { (button) } }
                }
            }
        }
    };
    match state::stage(decision) {
        "open" if decision.text_differs => {}
        "open" if decision.may_close => {
            let all = decision.counted.len() + decision.void.len() == decision.electorate.len();
            let objected = said::objectors(decision).len();
            let text = if objected > 0 {
                say!(words, "page-next-close-objected", n = objected)
            } else if all {
                say!(words, "page-next-close-all")
            } else {
                say!(
                    words,
                    "page-next-close-some",
                    n = decision.counted.len(),
                    of = decision.electorate.len()
                )
            };
            // With an objection open, talking comes first.
            let is_first = objected == 0 && (decision.mine.is_some() || !decision.elector);
            let (title, button) = (say!(words, "page-next-close"), say!(words, "page-close"));
            return step(title, text, "close", button, is_first);
        }
        "open" if !decision.elector => {
            let (title, text) =
                (say!(words, "page-next-watch"), say!(words, "page-next-watch-text"));
            return step(title, text, "", String::new(), false);
        }
        "closed"
            if decision.may_acknowledge
                && decision.acknowledged_from.is_none_or(|from| from <= here.now) =>
        {
            return step(
                say!(words, "page-next-acknowledge"),
                say!(words, "page-next-acknowledge-text"),
                "acknowledge",
                say!(words, "page-acknowledge"),
                true,
            );
        }
        "draft" | "confirmed" if decision.editable && too_few(decision) => return options(here),
        "draft" | "confirmed" if decision.editable => return start(here, view, address),
        _ => {}
    }
    html! { div id="next" data-live {} }
}

// Whether there is something to choose from yet, where that is asked.
fn too_few(decision: &Decision) -> bool {
    Asked::of(&decision.method) != Asked::Word && decision.options.len() < 2
}

fn options(here: &Here) -> Markup {
    let words = here.words;
    html! {
        section class="sheet next" id="next" data-live aria-labelledby="t-next" {
            h2 id="t-next" { (say!(words, "page-next-options")) }
            p { (say!(words, "page-next-options-text")) }
        }
    }
}

// A round can be opened, for the first time or once more.
fn start(here: &Here, view: &View, address: &str) -> Markup {
    let words = here.words;
    let is_again = state::stage(&view.decision) != "draft";
    html! {
        section class="sheet next" id="next" data-live aria-labelledby="t-next" {
            h2 id="t-next" {
                @if is_again { (say!(words, "page-next-again")) } @else { (say!(words, "page-next-open")) }
            }
            p {
                @if !view.decision.conflicts.is_empty() {
                    (say!(words, "page-next-conflict"))
                } @else if is_again {
                    (say!(words, "page-next-again-text"))
                } @else if here.is_member() {
                    (say!(words, "page-next-open-text"))
                } @else {
                    (say!(words, "page-next-open-guest"))
                }
            }
            @if here.is_member() && view.decision.conflicts.is_empty() {
                p {
                    @if selection::lacks_nominations(&view.decision) {
                        a class="go" href="#nominate" { (say!(words, "page-nominations-none")) }
                    } @else {
                        a class="btn" href={ (address) "/open" } { (say!(words, "page-open")) }
                    }
                }
            }
        }
    }
}
