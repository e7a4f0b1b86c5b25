//! What members folded away behind a house rule: one step further, and never gone.
//!
//! Guards: by whom and for which rule stands where it was; it opens without script; who wrote it reads it
//! as ever and can ask for it to be shown. Next: `pages/hidden.rs`.

use maud::{Markup, html};
use peer::answer::Fold;
use words::{moderation, say, speech::Words};

use super::{field, icon};
use crate::{prose, visit::Here};

/// Letters of a text in the name of a link.
const EXCERPT: usize = 40;

/// Something that somebody wrote, with what was said of it.
#[derive(Clone, Copy)]
pub(crate) struct Written<'a> {
    /// The act that holds it.
    pub(crate) id: &'a str,
    /// Who wrote it.
    pub(crate) by: &'a str,
    /// What members say about showing it.
    pub(crate) fold: Option<&'a Fold>,
}

impl Written<'_> {
    /// Whether it was folded away.
    pub(crate) fn is_hidden(&self) -> bool {
        self.fold.is_some_and(|fold| fold.hidden)
    }

    /// The title of this `goal` or `decision`, unless it was folded away.
    pub(crate) fn title(&self, words: Words, of: &str, title: &str) -> String {
        moderation::title(words, of, title, self.is_hidden())
    }

    /// Whether the reader wrote it.
    pub(crate) fn is_own(&self, here: &Here) -> bool {
        let me = here.my_name();
        !me.is_empty() && me == self.by
    }

    /// It itself, or folded away. `at` is the id of the element that opens.
    pub(crate) fn folded(&self, here: &Here, at: &str, inside: &Markup) -> Markup {
        let Some(fold) = self.fold.filter(|fold| fold.hidden) else { return inside.clone() };
        html! {
            details class="folded" id=(at) open[self.is_own(here)] {
                summary { span { (summary(here.words, fold)) } }
                (inside)
            }
        }
    }

    /// The quiet step beside it; nothing for who can't take it.
    pub(crate) fn step(&self, here: &Here) -> Markup {
        let words = here.words;
        let is_asked = self.fold.is_some_and(|fold| !fold.hide.is_empty());
        if is_asked || !here.is_member() || self.is_own(here) {
            return html! {};
        }
        html! {
            a class="fold-step" href=(here.at(format_args!("hidden/{}", self.id))) {
                (say!(words, "fold-step"))
                span class="off" { (say!(words, "fold-step-of", name = self.by)) }
            }
        }
    }

    /// The step on a line of its own.
    pub(crate) fn line(&self, here: &Here) -> Markup {
        let step = self.step(here);
        html! { @if !step.0.is_empty() { p class="links" { (step) } } }
    }

    /// What was said of it, and what one can say; nothing where nobody wants it hidden.
    pub(crate) fn voice(&self, here: &Here) -> Markup {
        let words = here.words;
        let Some(fold) = self.fold.filter(|fold| !fold.hide.is_empty()) else { return html! {} };
        let own = self.is_own(here);
        let said_show = fold.mine.as_deref() == Some("show");
        let post = |name: &str| {
            let address = here.at(format_args!("hidden/{}/show", self.id));
            field::one_button(&address, &[], &field::quiet_button(name))
        };
        html! {
            div class="fold-voice" {
                @if !fold.hidden { p class="quiet" { (asked(words, fold)) } }
                @if fold.hidden && own { p class="quiet" { (say!(words, "fold-own")) } }
                @if fold.appealed && !own {
                    p class="quiet" { (say!(words, "fold-appealed", name = self.by)) }
                }
                @if own && said_show {
                    p class="agreed" {
                        (icon::icon("i-check")) span { (say!(words, "fold-appealed-mine")) }
                    }
                } @else if own && here.takes_part() {
                    (post(&say!(words, "fold-appeal")))
                } @else if fold.hidden && here.is_member() && !said_show {
                    (post(&say!(words, "fold-show")))
                }
                p { a class="go" href=(here.at(format_args!("hidden/{}", self.id))) {
                    @if own || !here.is_member() { (say!(words, "fold-more")) }
                    @else { (say!(words, "fold-asked-see")) }
                } }
            }
        }
    }
}

/// The step to having something erased; how it begins tells one such link from another.
pub(crate) fn erase(here: &Here, id: &str, text: &str) -> Markup {
    html! {
        a class="fold-step" href=(here.at(format_args!("erase/{id}"))) {
            (say!(here.words, "page-erase"))
            span class="off" {
                (say!(here.words, "page-erase-of", what = prose::plain(text, EXCERPT)))
            }
        }
    }
}

/// What stands in the place of what was folded away.
pub(crate) fn summary(words: Words, fold: &Fold) -> String {
    let (names, rules) = said(fold);
    moderation::summary(words, &names, &rules)
}

fn asked(words: Words, fold: &Fold) -> String {
    let (names, _) = said(fold);
    say!(words, "fold-asked", n = names.len(), names = words.list(&names))
}

fn said(fold: &Fold) -> (Vec<String>, Vec<String>) {
    fold.hide.iter().map(|said| (said.by.clone(), said.rule.clone())).unzip()
}
