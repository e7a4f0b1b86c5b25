//! The form of one's own ballot: what is asked, why, one button.
//!
//! Guards: the button is named after what it saves, and beside it stands that nothing is saved yet; a form
//! to change a ballot begins with the ballot. Next: [`super::fields`] and [`super::choices`].

use maud::{Markup, html};
use words::{say, speech::Words, term};

use super::{
    super::View,
    changeable, choices,
    fields::Fields,
    line::{self, Asked},
};
use crate::{
    parts::field::{self, Ask, Form},
    typed::{Faults, Typed},
    visit::Here,
};

/// The form, to the address of the ballot below that of the decision.
pub(super) fn form(
    here: &Here,
    view: &View,
    address: &str,
    typed: &Typed,
    faults: &Faults,
) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    let is_late = decision.status != "open";
    let asked = Asked::of(&decision.method);
    let typed = &with_mine(view, typed);
    html! {
        form class=(if is_late { "ballot" } else { "ballot open" }) method="post" action={ (address) "/ballot" } {
            (field::keep(&[("sent", "1")]))
            @if is_late { (field::keep(&[("late", "1")])) }
            fieldset class=[(asked == Asked::Some).then_some("checks")] aria-labelledby="t-choice"
                aria-describedby=(described(faults)) {
                @match asked {
                    Asked::Word => (choices::draw(here, view, typed, faults)),
                    Asked::Presence => (field::keep(&[("ballot", "abstain")])),
                    _ => {
                        (Fields { words, decision, typed, prefix: "" }.draw())
                        div class="checks" {
                            (Fields { words, decision, typed, prefix: "" }.no_preference())
                        }
                    },
                }
                @if let Some(said) = faults.get("ballot") { p class="fault" id="e-ballot" { (said) } }
            }
            // Under a word of consent stands its own reason.
            @if !term::asks_consent(&decision.method) {
                div class="why-mine" {
                    (Form { words, typed, faults }.text(Ask {
                        name: "reason",
                        label: &say!(words, "page-reason"),
                        optional: true,
                        ..Ask::default()
                    }))
                }
            }
            div class="send" {
                button class="btn" type="submit" { span { (button(words, view, is_late)) } }
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

fn button(words: Words, view: &View, is_late: bool) -> Markup {
    let method = view.decision.method.as_str();
    html! {
        @if is_late {
            (say!(words, "page-save-late"))
        } @else {
            @match Asked::of(method) {
                Asked::Word => {
                    (say!(words, "page-save-choice"))
                    @for choice in choices::choices(&view.decision) {
                        span class={ "named n-" (choice.word) } { ": " (choices::short(words, &view.decision, choice.word)) }
                    }
                },
                Asked::Some => (say!(words, "page-save-choice")),
                Asked::Scores => (say!(words, "page-save-scores")),
                Asked::Dots => (say!(words, "page-save-dots")),
                Asked::Order => (say!(words, "page-save-order")),
                Asked::Presence => (say!(words, "page-save-presence")),
            }
        }
    }
}

fn described(faults: &Faults) -> &'static str {
    if faults.get("ballot").is_some() { "h-choice e-ballot" } else { "h-choice" }
}

// A form to change a ballot begins with it and with the reason that was given.
fn with_mine(view: &View, typed: &Typed) -> Typed {
    let decision = &view.decision;
    if typed.has("sent") {
        return typed.clone();
    }
    let Some(mine) = &decision.mine else { return typed.clone() };
    if Asked::of(&decision.method) == Asked::Word {
        return typed.clone().with("reason", decision.my_reason.clone());
    }
    line::begin(decision, mine).with("reason", decision.my_reason.clone())
}
