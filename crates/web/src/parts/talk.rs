//! What was said about something, in threads, and the form to say more.
//!
//! Guards: an answer stands below what it answers, however many there are; what is being typed is never
//! swapped away (the form stands outside the live part). Next: [`super::field`].

use std::collections::BTreeMap;

use maud::{Markup, html};
use peer::{answer::Comment, refusal::Refusal};
use words::{clean, erased, say};

use super::{
    field,
    fold::{self, Written},
    icon, moment,
};
use crate::{
    prose,
    typed::{Faults, Typed},
    visit::Here,
};

/// How deep answers are drawn below each other; deeper ones stand in a row at that depth.
const DEPTH: usize = 3;

/// The discussion about an item at this address: threads, and a form when the owner takes part.
pub(crate) fn talk(
    here: &Here,
    address: &str,
    item: &str,
    comments: &[Comment],
    typed: &Typed,
    faults: &Faults,
) -> Markup {
    let words = here.words;
    let mut below: BTreeMap<&str, Vec<&Comment>> = BTreeMap::new();
    for comment in comments {
        below.entry(comment.on.as_str()).or_default().push(comment);
    }
    let form = field::Form { words, typed, faults };
    html! {
        section class="talk" aria-labelledby="t-talk" {
            div id="talk" data-live {
                h2 id="t-talk" { (say!(words, "page-talk", n = comments.len())) }
                @if comments.is_empty() {
                    p class="quiet" {
                        @if here.takes_part() {
                            (say!(words, "page-talk-empty"))
                        } @else {
                            (say!(words, "page-talk-none"))
                        }
                    }
                } @else {
                    (thread(here, address, item, &below, 0))
                }
            }
            @if here.takes_part() {
                @let on = typed.get("on");
                @let answered = comments.iter().find(|comment| comment.id == on);
                form method="post" action={ (address) "/comment" } class="say" id="say" {
                    @if let Some(answered) = answered {
                        @let text = match answered.erased_at {
                            Some(_) => say!(words, "erased-words"),
                            None => prose::plain(&answered.text, 80),
                        };
                        p class="quiet" {
                            (say!(words, "page-talk-answering", name = &answered.by, text = text))
                            " " a href={ (address) "#say" } { (say!(words, "page-talk-answer-not")) }
                        }
                        (field::keep(&[("on", &answered.id)]))
                    }
                    (form.text(field::Ask {
                        name: "comment",
                        label: &say!(words, "page-talk-label"),
                        ..field::Ask::default()
                    }))
                    (field::quiet_button(&say!(words, "page-talk-send")))
                }
            }
        }
    }
}

/// What is wrong with a comment that was refused.
pub(crate) fn faults(here: &Here, refusal: &Refusal) -> Faults {
    match refusal {
        Refusal::Invalid(_) => Faults::at("comment", say!(here.words, "page-talk-nothing")),
        Refusal::TooLong(_) => Faults::at("comment", say!(here.words, "page-talk-too-long")),
        other => Faults::of(here.words, other, &[]),
    }
}

fn thread(
    here: &Here,
    address: &str,
    on: &str,
    below: &BTreeMap<&str, Vec<&Comment>>,
    depth: usize,
) -> Markup {
    let words = here.words;
    let Some(comments) = below.get(on) else { return html! {} };
    html! {
        ul class="thread" {
            @for comment in comments {
                li id={ "c-" (comment.id) } {
                    (said(here, comment))
                    @if here.takes_part() {
                        p class="answer-link links" {
                            a href={ (address) "?on=" (comment.id) "#say" } {
                                (icon::icon("i-talk")) (say!(words, "page-talk-answer"))
                                span class="off" { (say!(words, "page-talk-answer-to", name = &comment.by)) }
                            }
                            (steps(here, comment))
                        }
                    }
                    @if depth + 1 < DEPTH {
                        (thread(here, address, &comment.id, below, depth + 1))
                    }
                }
                // In a row: nobody reads a stair of ten steps.
                @if depth + 1 == DEPTH {
                    @for deeper in deeper(&comment.id, below) {
                        li id={ "c-" (deeper.id) } {
                            (said(here, deeper))
                            @let steps = steps(here, deeper);
                            @if !steps.0.is_empty() { p class="links" { (steps) } }
                        }
                    }
                }
            }
        }
    }
}

fn written(comment: &Comment) -> Written<'_> {
    Written { id: &comment.id, by: &comment.by, fold: comment.fold.as_ref() }
}

// Who said what, folded away where members say so.
fn said(here: &Here, comment: &Comment) -> Markup {
    let written = written(comment);
    let text = html! { div class="prose" { (prose::read(&comment.text)) } };
    html! {
        p class="by" { b { (clean::line(&comment.by)) } " " (moment::moment(here, comment.at)) }
        @if let Some(at) = comment.erased_at {
            p class="quiet" { (erased::said(here.words, "comment", at)) }
        } @else {
            (written.folded(here, &format!("x-{}", comment.id), &text))
            (written.voice(here))
        }
    }
}

// What one can do about it: erase one's own, or say that it goes against a house rule.
fn steps(here: &Here, comment: &Comment) -> Markup {
    let written = written(comment);
    match comment.erased_at {
        Some(_) => html! {},
        None if here.takes_part() && written.is_own(here) => {
            fold::erase(here, &comment.id, &comment.text)
        }
        None => written.step(here),
    }
}

// Everything below a comment, flat. A remark is about something in its own past, so this ends.
fn deeper<'a>(on: &str, below: &BTreeMap<&str, Vec<&'a Comment>>) -> Vec<&'a Comment> {
    let mut found = Vec::new();
    let mut subjects: Vec<&str> = vec![on];
    while let Some(subject) = subjects.pop() {
        for comment in below.get(subject).into_iter().flatten() {
            found.push(*comment);
            subjects.push(&comment.id);
        }
    }
    found
}
