//! The rule by which a round decides, in words and with the numbers of the round.
//!
//! Guards: the rule is known before the round is opened, and so is what it rewards. Next: [`super::open`].

use maud::{Markup, html};
use peer::answer::Decision;
use words::{
    counting::{self, Asked},
    say,
    speech::Words,
};

use super::{View, state};
use crate::visit::Here;

/// What a round asks of so many people.
pub(super) fn asked(decision: &Decision, electorate: usize) -> Asked<'_> {
    Asked { electorate, ..decision.asked() }
}

/// Before a round: how it would be decided now.
pub(super) fn before(here: &Here, view: &View) -> Markup {
    if state::stage(&view.decision) != "draft" {
        return html! { div id="rule" data-live {} };
    }
    let words = here.words;
    html! {
        section id="rule" data-live aria-labelledby="t-rule" {
            h2 id="t-rule" { (say!(words, "page-rule")) }
            (in_numbers(words, &view.decision, view.voters()))
        }
    }
}

/// The rule of a round among so many people, and a warning when it rewards staying away.
pub(super) fn in_numbers(words: Words, decision: &Decision, of: usize) -> Markup {
    let asked = asked(decision, of);
    html! {
        ul class="rule" {
            li { (say!(words, "page-rule-who", of = of)) }
            li { (counting::rule(words, &asked)) }
        }
        @if let Some(warning) = counting::warning(words, &asked) {
            p class="warn" { (warning) }
        }
    }
}
