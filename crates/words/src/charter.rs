//! The charter and changes of it in words that a neighbour would sign.
//!
//! Guards: each key has its name and one sentence, each value its words; a key or value that a newer
//! program wrote is shown as it came. Next: [`crate::deed`].

use crate::{say, speech::Words, term};

/// What a key of the charter is called, such as "opkomst".
#[must_use]
pub fn name(words: Words, key: &str) -> String {
    match key {
        "method" => say!(words, "charter-method"),
        "quorum" => say!(words, "charter-quorum"),
        "shortest_term" => say!(words, "charter-shortest-term"),
        "deadline" => say!(words, "charter-deadline"),
        "grace" => say!(words, "charter-grace"),
        "invite_term" => say!(words, "charter-invite-term"),
        "invite_guests" => say!(words, "charter-invite-guests"),
        "rest" => say!(words, "charter-rest"),
        "review" => say!(words, "charter-review"),
        "team" => say!(words, "charter-team"),
        "organisations" => say!(words, "charter-organisations"),
        "proxies" => say!(words, "charter-proxies"),
        "version" => say!(words, "charter-version"),
        "house_rules" => say!(words, "charter-house-rules"),
        other => other.to_owned(),
    }
}

/// A value of a key in a few words, such as "half of all members" or "7 days". `people` and `may` are
/// those of a core team of which it takes `value`; without people there is none.
#[must_use]
pub fn value(words: Words, key: &str, value: &str, people: &[String], may: &[String]) -> String {
    match key {
        "method" => {
            let (word, share) = value.split_once(' ').unwrap_or((value, ""));
            term::method(words, word, share)
        }
        "quorum" => share(words, value),
        "shortest_term" | "deadline" | "grace" | "invite_term" | "rest" | "review" => {
            value.parse().map_or_else(|_| value.to_owned(), |seconds| span(words, seconds))
        }
        "invite_guests" => number(value, |n| say!(words, "charter-guests", n = n)),
        "proxies" => number(value, |n| say!(words, "charter-proxies-most", n = n)),
        "house_rules" => number(value, |n| say!(words, "charter-rules", n = n)),
        "organisations" => match value {
            "vote" => say!(words, "charter-vote"),
            "advise" => say!(words, "charter-advise"),
            other => other.to_owned(),
        },
        "team" if people.is_empty() => say!(words, "charter-no-team"),
        "team" => {
            let may: Vec<_> = may.iter().map(|power| self::power(words, power)).collect();
            let (people, may) = (words.list(people), words.list(&may));
            say!(words, "charter-team-of", k = value, people = people, may = may)
        }
        _ => value.to_owned(),
    }
}

/// What a core team may do, in a few words.
#[must_use]
pub fn power(words: Words, power: &str) -> String {
    match power {
        "admit" => say!(words, "charter-may-admit"),
        "rest" => say!(words, "charter-may-rest"),
        "confirm" => say!(words, "charter-may-confirm"),
        other => other.to_owned(),
    }
}

/// A share of all members in words: "half", "two thirds", else "3 of every 5".
#[must_use]
pub fn share(words: Words, share: &str) -> String {
    match share {
        "1/2" => say!(words, "charter-half"),
        "1/3" => say!(words, "charter-third"),
        "2/3" => say!(words, "charter-two-thirds"),
        "1/4" => say!(words, "charter-quarter"),
        other => match other.split_once('/') {
            Some(("0", _)) => say!(words, "charter-nobody"),
            Some((part, whole)) if part == whole => say!(words, "charter-everybody"),
            Some((part, whole)) => say!(words, "charter-share", part = part, whole = whole),
            None => other.to_owned(),
        },
    }
}

/// A number of seconds as days or, where it is no whole number of these, hours or minutes.
#[must_use]
pub fn span(words: Words, seconds: usize) -> String {
    const MINUTE: usize = 60;
    const HOUR: usize = 60 * MINUTE;
    const DAY: usize = 24 * HOUR;
    if seconds % DAY == 0 {
        say!(words, "charter-days", n = seconds / DAY)
    } else if seconds % HOUR == 0 {
        say!(words, "charter-hours", n = seconds / HOUR)
    } else {
        say!(words, "charter-minutes", n = (seconds / MINUTE).max(1))
    }
}

/// A change of the register in a sentence: `what` and whom it is `about`, of a clause its key, new value
/// and the value now.
#[must_use]
pub fn change(words: Words, what: &str, about: &str, key: &str, value: &str, now: &str) -> String {
    match what {
        "admit" => say!(words, "change-admit", about = about),
        "rest" => say!(words, "change-rest", about = about),
        "remove" => say!(words, "change-remove", about = about),
        "recover" => say!(words, "change-recover", about = about),
        "redact" => say!(words, "change-redact", about = about),
        "clause" => {
            let about = name(words, key);
            say!(words, "change-clause", about = about, value = value, now = now)
        }
        other => other.to_owned(),
    }
}

fn number(value: &str, said: impl FnOnce(usize) -> String) -> String {
    value.parse().map_or_else(|_| value.to_owned(), said)
}
