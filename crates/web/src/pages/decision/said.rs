//! Objections and concerns beside the text: who, and why.
//!
//! Guards: only ballots that count stand here, and an objection goes away only by its author's own
//! ballot. Next: [`super::ballot`].

use maud::{Markup, html};
use peer::answer::{Ballot, Decision};
use words::{clean, say};

use super::{View, counsel, state};
use crate::{parts::field, prose, visit::Here};

/// The counting ballots of one kind, with their reasons, in the order in which they were cast.
pub(super) fn standing<'a>(decision: &'a Decision, ballot: &'a str) -> Vec<&'a Ballot> {
    // Who is put forward and says no objects to nothing: there is nothing for others to solve.
    let nominee = decision.selection.as_ref().and_then(|selection| selection.nominee.as_ref());
    let counts = |cast: &&Ballot| {
        !cast.late
            && (ballot != "object" || nominee != Some(&cast.by))
            && cast.ballot == ballot
            && decision.counted.get(&cast.by).is_some_and(|counted| counted == ballot)
    };
    let mut standing: Vec<&Ballot> = Vec::new();
    for cast in decision.ballots.iter().filter(counts) {
        // Whoever says it twice means the last.
        standing.retain(|earlier| earlier.by != cast.by);
        standing.push(cast);
    }
    standing
}

/// Objections first, then concerns; nothing when there are none.
pub(super) fn said(here: &Here, view: &View, address: &str) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    let (objections, concerns) = (standing(decision, "object"), standing(decision, "concern"));
    html! {
        div id="said" class="place" data-live {
            @if !objections.is_empty() || !concerns.is_empty() {
                h2 id="t-said" { (say!(words, "page-said")) }
                ul class="said" {
                    @for ballot in &objections {
                        (one("stop", &say!(words, "page-said-objection", name = &ballot.by), ballot,
                            &html! { a href="#talk" { (say!(words, "page-said-think-along")) } },
                            &counsel::test(here, decision, &ballot.by, address)))
                    }
                    @for ballot in &concerns {
                        (one("care", &say!(words, "page-said-concern", name = &ballot.by), ballot,
                            &html! { (say!(words, "page-said-review")) }, &html! {}))
                    }
                }
            }
        }
    }
}

fn one(tone: &str, kind: &str, ballot: &Ballot, answer: &Markup, test: &Markup) -> Markup {
    html! {
        li class=(tone) {
            p class="kind" { (kind) }
            @if let Some(reason) = &ballot.reason {
                blockquote class="prose" { (prose::read(reason)) }
            }
            (test)
            p class="answer" { (answer) }
        }
    }
}

/// For who objects: one tap, once it is solved.
pub(super) fn withdraw(here: &Here, view: &View, address: &str) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    let stands = decision.selection.as_ref().is_some_and(|selection| selection.mine);
    if state::stage(decision) != "open" || decision.mine.as_deref() != Some("object") || stands {
        return html! {};
    }
    let to = format!("{address}/ballot");
    html! {
        section class="sheet solved" aria-labelledby="t-solved" {
            h2 id="t-solved" { (say!(words, "page-solved")) }
            p class="quiet" { (say!(words, "page-solved-text")) }
            (field::one_button(&to, &[("ballot", "consent")],
                &field::quiet_button(&say!(words, "page-solved-consent"))))
            (field::one_button(&to, &[("ballot", "aside")],
                &field::quiet_button(&say!(words, "page-solved-aside"))))
        }
    }
}

/// What is in the way now: open objections, by whom.
pub(super) fn objectors(decision: &Decision) -> Vec<String> {
    standing(decision, "object").iter().map(|ballot| clean::line(&ballot.by)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pages::decision::sample;

    #[test]
    fn only_objections_that_count_are_in_the_way_and_each_once() {
        let decision = sample::decision(json!({}));
        let ids = |ballot: &str| {
            let standing = standing(&decision, ballot);
            standing.iter().map(|ballot| ballot.id.clone()).collect::<Vec<_>>()
        };
        // Not Ali, who thought again; not Dina, whose ballots contradict; not Ed, who came late.
        assert_eq!(ids("object"), ["b4"]);
        assert_eq!(ids("concern"), ["b5"]);
        assert_eq!(objectors(&decision), ["Bea"]);
    }
}
