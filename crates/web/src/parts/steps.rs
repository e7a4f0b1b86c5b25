//! The way that something goes, step by step: what was done, where it is now, what comes later.
//!
//! Guards: a real list, in which the step of now says so to who can't see it. Next: [`super::street`].

use maud::{Markup, html};

/// Where a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    Done,
    Now,
    Later,
}

/// A step: what it is called, and a line about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) pace: Pace,
    pub(crate) name: String,
    pub(crate) more: String,
}

/// The steps, in their order.
pub(crate) fn steps(steps: &[Step]) -> Markup {
    html! {
        ol class="steps" {
            @for step in steps {
                @let (class, current) = match step.pace {
                    Pace::Done => ("done", None),
                    Pace::Now => ("now", Some("step")),
                    Pace::Later => ("later", None),
                };
                li class=(class) aria-current=[current] {
                    b { (step.name) }
                    @if !step.more.is_empty() { small { (step.more) } }
                }
            }
        }
    }
}
