//! One thing that matters now: a tinted note. A page has one at most.
//!
//! Guards: colour is never the only sign; the heading says what it is. Next: [`super::talk`].

use maud::{Markup, html};

/// How urgent a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Something went well.
    Good,
    /// Something to know.
    Care,
    /// Something is in the way.
    Stop,
}

/// A note with a heading.
pub(crate) fn note(tone: Tone, title: &str, text: &Markup) -> Markup {
    let class = match tone {
        Tone::Good => "note good",
        Tone::Care => "note",
        Tone::Stop => "note stop",
    };
    html! {
        section class=(class) aria-labelledby="t-now" { h2 id="t-now" { (title) } (text) }
    }
}

/// Nothing here yet, and the next good step: words, and where it is done.
pub(crate) fn empty(title: &str, text: &str, step: Option<(&str, &str)>) -> Markup {
    html! {
        div class="empty sheet" {
            svg aria-hidden="true" focusable="false" class="w2" viewBox="0 0 48 64" {
                use href="#h1" {}
            }
            h2 { (title) }
            p { (text) }
            @if let Some((address, name)) = step { p { a class="btn" href=(address) { (name) } } }
        }
    }
}
