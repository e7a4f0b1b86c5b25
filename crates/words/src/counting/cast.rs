//! Whose ballots count and how they came; whose don't, and why; how each objection ended.
//!
//! Guards: as [`super`]. Next: [`super::result`].

use super::{Cast, Late, Round, Step, Via};
use crate::{say, speech::Words, term};

fn ballot(words: Words, round: &Round<'_>, line: &str) -> String {
    term::cast(words, round.asked.method, line)
}

/// The ballots that count, each with how it came and what it was before.
pub(super) fn counted(words: Words, round: &Round<'_>) -> Option<Step> {
    let said = |(name, line): (&&str, &&str)| {
        let way = round.via.get(name).copied().unwrap_or(Via::Own);
        let said = ballot(words, round, line);
        match way {
            Via::Own => own(words, round, name, line),
            Via::Proxy(by) => say!(words, "how-ballot-proxy", name = *name, ballot = said, by = by),
            Via::Paper(by) => say!(words, "how-ballot-paper", name = *name, ballot = said, by = by),
        }
    };
    let parts: Vec<_> = round.counted.iter().map(said).collect();
    (!parts.is_empty()).then(|| Step { text: say!(words, "how-ballots", n = parts.len()), parts })
}

fn own(words: Words, round: &Round<'_>, name: &str, line: &str) -> String {
    let own = || round.ballots.iter().filter(|cast| cast.by == name && !cast.late);
    let reason = own().rev().find(|cast| cast.ballot == line).and_then(|cast| cast.reason);
    let earlier = own().rev().find(|cast| cast.ballot != line).map(|cast| cast.ballot);
    let said = ballot(words, round, line);
    let mut said = match reason {
        Some(reason) => {
            say!(words, "how-ballot-reason", name = name, ballot = said, reason = reason)
        }
        None => say!(words, "how-ballot", name = name, ballot = said),
    };
    if let Some(earlier) = earlier {
        said.push(' ');
        said.push_str(&say!(words, "how-changed", earlier = ballot(words, round, earlier)));
    }
    said
}

/// Who cast none, and what doesn't count.
pub(super) fn not_counted(words: Words, round: &Round<'_>) -> Vec<String> {
    let is_silent =
        |name: &&String| !round.counted.contains_key(name.as_str()) && !round.void.contains(*name);
    let silent: Vec<_> = round.electorate.iter().filter(is_silent).collect();
    let mut said = Vec::new();
    if !silent.is_empty() && !round.asked.needs_ballots() {
        said.push(say!(words, "how-no-objection", names = words.list(&silent)));
    } else if !silent.is_empty() {
        said.push(say!(words, "how-absent", names = words.list(&silent)));
    }
    for name in silent {
        if let Some(holder) = round.given.get(name.as_str()) {
            // The holder voted, and still it doesn't count: there were more than one may hold.
            let voted = round.counted.contains_key(holder)
                && round.via.get(holder).is_none_or(|via| *via == Via::Own);
            said.push(if voted {
                say!(words, "how-proxy-surplus", name = name, holder = *holder)
            } else {
                say!(words, "how-proxy-unused", name = name, holder = *holder)
            });
        }
    }
    said.extend(round.void.iter().map(|name| say!(words, "how-void", name = name)));
    said.extend(round.invalid.iter().map(|vote| {
        say!(words, "how-invalid", name = vote.by, why = term::invalid(words, vote.why))
    }));
    said.extend(round.waiting.iter().map(|report| {
        say!(words, "how-paper-waits", by = report.by, names = words.list(&report.names))
    }));
    let late = round.ballots.iter().filter(|cast| cast.late);
    said.extend(late.map(|cast| {
        say!(words, "how-late", name = cast.by, ballot = ballot(words, round, cast.ballot))
    }));
    said.extend(round.late.iter().map(|late| match late {
        Late::Proxy { by, to } => say!(words, "how-late-proxy", name = *by, holder = *to),
        Late::TakenBack { by } => say!(words, "how-late-back", name = *by),
        Late::Paper { by, names } => {
            say!(words, "how-late-paper", by = *by, names = words.list(names))
        }
    }));
    said
}

/// Each objection, and how it ended: by a later ballot of the same person, or it stands.
pub(super) fn objections(words: Words, round: &Round<'_>) -> Option<Step> {
    let timely: Vec<&Cast<'_>> = round.ballots.iter().filter(|cast| !cast.late).collect();
    let mut parts = Vec::new();
    for (at, cast) in timely.iter().enumerate().filter(|(_, cast)| cast.ballot == "object") {
        let (name, reason) = (cast.by, cast.reason.unwrap_or_default());
        let later = timely.iter().skip(at + 1).find(|later| later.by == name);
        parts.push(match later {
            Some(later) if later.ballot != "object" => {
                let then = ballot(words, round, later.ballot);
                match later.reason {
                    Some(why) => say!(
                        words,
                        "how-objection-ended-reason",
                        name = name,
                        reason = reason,
                        ballot = then,
                        why = why
                    ),
                    None => say!(
                        words,
                        "how-objection-ended",
                        name = name,
                        reason = reason,
                        ballot = then
                    ),
                }
            }
            Some(_) => say!(words, "how-objection-again", name = name, reason = reason),
            None if round.counted.get(name) == Some(&"object") => {
                say!(words, "how-objection-stands", name = name, reason = reason)
            }
            None => say!(words, "how-objection-void", name = name, reason = reason),
        });
    }
    (!parts.is_empty()).then(|| Step { text: say!(words, "how-objections"), parts })
}
