//! Days and times, for people and for machines.
//!
//! Guards: a time that somebody's clock said is shown as such a time, never as the order of things.
//! Next: [`super::talk`].

use maud::{Markup, html};
use words::when;

use crate::visit::Visit;

/// A moment, short: "vandaag om 20:00".
pub(crate) fn moment(visit: &Visit, seconds: i64) -> Markup {
    let words = visit.words;
    html! {
        time datetime=(when::iso(seconds)) title=(when::moment(words, seconds)) {
            (when::short_moment(words, seconds, visit.now))
        }
    }
}

/// A day written `YYYY-MM-DD`: "dinsdag 24 november 2026".
pub(crate) fn day(visit: &Visit, written: &str) -> Markup {
    html! { time datetime=(written) { (when::day(visit.words, written)) } }
}
