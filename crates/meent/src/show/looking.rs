//! Where somebody of a community is looked for, and what to do, as people's text. Next: [`super::community`].

use peer::refusal::Refusal;
use words::{
    looking::{Looking, Place, State},
    say,
    speech::Words,
};

use crate::failure::Failure;

/// How far it is, where is looked and what came of it, and what to do.
pub(super) fn lines(words: Words, looking: &Looking) -> Vec<String> {
    // Whoever was met said no: that is the one thing to know.
    if let Some(reason) = &looking.refused {
        let Failure { message, hint, .. } =
            Failure::refused(words, &Refusal::BadLink(reason.clone()));
        return vec![message, hint];
    }
    let far = looking.progress(words).unwrap_or_else(|| say!(words, "looking-nobody-yet"));
    let mut lines = vec![far, say!(words, "show-looking")];
    let place = |one: &Place| format!("  - {}: {}", one.name(words), one.said(words));
    lines.extend(looking.places.iter().map(place));
    if looking.is_nowhere() {
        lines.push(say!(words, "looking-nowhere"));
    }
    let is_idle = looking.places.iter().all(|one| one.state == State::Idle);
    lines.push(if is_idle {
        say!(words, "show-looking-start")
    } else {
        say!(words, "show-looking-on")
    });
    if looking.is_to_ask() {
        lines.push(looking.advice(words));
    }
    if looking.is_to_ask() && looking.may_come_by_file() {
        lines.push(say!(words, "show-looking-file"));
    }
    lines
}
