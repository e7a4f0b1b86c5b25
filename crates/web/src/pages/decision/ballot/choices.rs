//! A ballot that is a word: the choices, what each means, and the reason that two of them ask.
//!
//! Guards: a choice is called the same before and after it is saved; the form can be saved without the
//! reason of a choice that wasn't made. Next: [`super::form`].

use maud::{Markup, html};
use peer::answer::Decision;
use words::{say, speech::Words, term};

use super::super::View;
use crate::{
    parts::{field, icon, tally},
    typed::{Faults, Typed},
    visit::Here,
};

/// A choice as it is asked: its word, its tone, its drawing, where its reason is typed.
pub(super) struct Choice {
    pub(super) word: &'static str,
    tone: &'static str,
    icon: Option<&'static str>,
    reason: Option<&'static str>,
}

pub(super) fn choices(decision: &Decision) -> Vec<Choice> {
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
    let all = tally::ballots(&decision.method).iter();
    // Who is put forward says yes or no.
    all.filter(|(word, _)| !stands(decision) || *word != "aside").map(of).collect()
}

/// Whether the reader is put forward for a role: then it is another question.
pub(super) fn stands(decision: &Decision) -> bool {
    decision.selection.as_ref().is_some_and(|selection| selection.mine)
}

/// A choice in the words of who makes it.
pub(super) fn mine(words: Words, decision: &Decision, ballot: &str) -> String {
    match ballot {
        "consent" if stands(decision) => say!(words, "page-stand-consent"),
        "concern" if stands(decision) => say!(words, "page-stand-concern"),
        "object" if stands(decision) => say!(words, "page-stand-object"),
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

fn meaning(words: Words, decision: &Decision, ballot: &str) -> String {
    let method = decision.method.as_str();
    let one_stops = matches!(method, "consensus" | "unanimity");
    match ballot {
        _ if stands(decision) => String::new(),
        "consent" => say!(words, "page-choice-consent-text"),
        "concern" => say!(words, "page-choice-concern-text"),
        "object" => say!(words, "page-choice-object-text"),
        "aside" if method == "unanimity" => say!(words, "page-choice-stops-text"),
        "aside" => say!(words, "page-choice-aside-text"),
        "against" if one_stops => say!(words, "page-choice-stops-text"),
        "abstain" if method == "unanimity" => say!(words, "page-choice-stops-text"),
        "abstain" => say!(words, "page-choice-abstain-text"),
        _ => String::new(),
    }
}

/// The button says what it saves.
pub(super) fn short(words: Words, decision: &Decision, ballot: &str) -> String {
    match ballot {
        "consent" if stands(decision) => say!(words, "page-stand-button-consent"),
        "concern" if stands(decision) => say!(words, "page-stand-button-concern"),
        "object" if stands(decision) => say!(words, "page-stand-button-object"),
        "consent" => say!(words, "page-button-consent"),
        "concern" => say!(words, "page-button-concern"),
        "object" => say!(words, "page-button-object"),
        "aside" => say!(words, "page-button-aside"),
        other => term::ballot(words, other),
    }
}

/// The choices as whole rows, the chosen one with what it asks.
pub(super) fn draw(here: &Here, view: &View, typed: &Typed, faults: &Faults) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    let chosen = typed.some("ballot").or_else(|| decision.mine.clone()).unwrap_or_default();
    html! {
        div class="opts" {
            @for (at, choice) in choices(decision).iter().enumerate() {
                div class={ "opt " (choice.tone) } {
                    label {
                        input type="radio" name="ballot" value=(choice.word)
                            id=[(at == 0).then_some("f-ballot")]
                            checked[chosen == choice.word];
                        span {
                            b { (mine(words, decision, choice.word)) }
                            @let meaning = meaning(words, decision, choice.word);
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
    let label = match name {
        "concern" => say!(words, "page-concern"),
        _ if stands(&view.decision) => say!(words, "page-stand-why"),
        _ => say!(words, "page-objection"),
    };
    let is_mine = !typed.has("sent") && view.decision.mine.as_deref() == Some(word);
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
