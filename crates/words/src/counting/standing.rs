//! Who closed, who counts it that way too, and by what it can be found again.
//!
//! Guards: as [`super`]; acknowledging is never called agreeing with what was decided. Next:
//! [`crate::refusal`].

use std::collections::BTreeSet;

use super::Round;
use crate::{say, speech::Words, when};

/// How far it is.
pub(super) fn steps(words: Words, round: &Round<'_>) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(by) = round.closed_by {
        said.push(match round.seed {
            Some(seed) => say!(words, "how-closed-seed", name = by, seed = seed),
            None => say!(words, "how-closed", name = by),
        });
    }
    if !round.confirmers.is_empty() && round.status != "open" {
        said.push(say!(words, "how-core", names = words.list(round.confirmers)));
    }
    if !(round.withdrawn && matches!(round.status, "open" | "closed")) {
        said.push(far(words, round));
    }
    if round.status != "disputed" && !round.double.is_empty() {
        said.push(say!(words, "how-double", names = words.list(round.double)));
    }
    if let Some(close) = round.close {
        said.push(say!(words, "how-close-act", close = close));
    }
    if !round.heads.is_empty() {
        said.push(say!(words, "how-heads", heads = round.heads.join(" ")));
    }
    said
}

fn far(words: Words, round: &Round<'_>) -> String {
    let voices: BTreeSet<_> = round.acknowledged.iter().collect();
    let voices: Vec<_> = voices.into_iter().collect();
    let of = if round.confirmers.is_empty() { round.electorate } else { round.confirmers }.len();
    let (n, needed) = (voices.len(), round.needed);
    match round.status {
        "open" => match round.deadline {
            Some(deadline) => say!(words, "how-open-until", moment = when::moment(words, deadline)),
            None => say!(words, "how-open"),
        },
        "disputed" => say!(words, "how-disputed", names = words.list(round.double)),
        "confirmed" => say!(
            words,
            "how-confirmed",
            names = words.list(&voices),
            n = n,
            of = of,
            needed = needed
        ),
        _ => say!(
            words,
            "how-provisional",
            names = words.list(&voices),
            n = n,
            of = of,
            needed = needed
        ),
    }
}
