//! The charter and changes of it in words that a neighbour would sign.
//!
//! Guards: each key has its name and one sentence, each value its words; a key or value that a newer
//! program wrote is shown as it came. Next: [`crate::deed`].

use crate::{clean, say, speech::Words, term};

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

/// A value of a key as a sentence that a neighbour would sign; arguments as for [`value`]. A key that this
/// program doesn't know is said by its name and value.
#[must_use]
pub fn sentence(words: Words, key: &str, of: &str, people: &[String], may: &[String]) -> String {
    let value = value(words, key, of, people, may);
    match key {
        "method" => method(words, of).unwrap_or_else(|| clean::line(of)),
        "quorum" if of == "0" || of.starts_with("0/") => say!(words, "charter-say-quorum-none"),
        "quorum" => say!(words, "charter-say-quorum", value = value),
        "shortest_term" => say!(words, "charter-say-shortest-term", value = value),
        "deadline" => say!(words, "charter-say-deadline", value = value),
        "grace" => say!(words, "charter-say-grace", value = value),
        "invite_term" => say!(words, "charter-say-invite-term", value = value),
        "invite_guests" => say!(words, "charter-say-invite-guests", value = value),
        "rest" => say!(words, "charter-say-rest", value = value),
        "review" => say!(words, "charter-say-review", value = value),
        "team" if people.is_empty() => say!(words, "charter-say-no-team"),
        "team" => {
            let may: Vec<_> = may.iter().map(|power| self::power(words, power)).collect();
            let (people, may) = (words.list(people), words.list(&may));
            say!(words, "charter-say-team", k = of, people = people, may = may)
        }
        "organisations" if of == "vote" => say!(words, "charter-say-vote"),
        "organisations" if of == "advise" => say!(words, "charter-say-advise"),
        "proxies" => number(of, |n| match n {
            0 => say!(words, "charter-say-no-proxies"),
            n => say!(words, "charter-say-proxies", n = n),
        }),
        "version" => say!(words, "charter-say-version", value = value),
        "house_rules" => number(of, |n| say!(words, "charter-say-house-rules", n = n)),
        _ => format!("{}: {value}", name(words, key)),
    }
}

fn method(words: Words, value: &str) -> Option<String> {
    let (word, share) = value.split_once(' ').unwrap_or((value, ""));
    Some(match word {
        "majority" => say!(words, "charter-say-majority"),
        "absolute" => say!(words, "charter-say-absolute"),
        "consent" => say!(words, "charter-say-consent"),
        "qualified" => {
            say!(words, "charter-say-qualified", share = self::share(words, share))
        }
        _ => return None,
    })
}

/// What becomes of somebody, or of words, when a change of this kind comes in force; of a clause nothing:
/// its sentence says it.
#[must_use]
pub fn meaning(words: Words, what: &str, about: &str) -> Option<String> {
    Some(match what {
        "admit" => say!(words, "change-means-admit", about = about),
        "rest" => say!(words, "change-means-rest", about = about),
        "remove" => say!(words, "change-means-remove", about = about),
        "recover" => say!(words, "change-means-recover", about = about),
        "redact" => say!(words, "change-means-redact"),
        _ => return None,
    })
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

/// A number of seconds as years of 365 days, days or, where it is no whole number of these, hours or
/// minutes.
#[must_use]
pub fn span(words: Words, seconds: usize) -> String {
    const MINUTE: usize = 60;
    const HOUR: usize = 60 * MINUTE;
    const DAY: usize = 24 * HOUR;
    const YEAR: usize = 365 * DAY;
    if seconds > 0 && seconds.is_multiple_of(YEAR) {
        say!(words, "charter-years", n = seconds / YEAR)
    } else if seconds.is_multiple_of(DAY) {
        say!(words, "charter-days", n = seconds / DAY)
    } else if seconds.is_multiple_of(HOUR) {
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

/// What was done behind the back of the members as this device knows them: a change or a confirmed
/// outcome (`round`), by whom, and when by their clock.
#[must_use]
pub fn rift(words: Words, what: &str, about: &str, by: &[String], at: &str) -> String {
    let by = words.list(by);
    match what {
        "invite" => say!(words, "schism-invite", by = by, at = at),
        "round" => say!(words, "schism-round", about = about, by = by, at = at),
        "clause" => say!(words, "schism-clause", by = by, at = at),
        _ => {
            let what = change(words, what, about, "", "", "");
            say!(words, "schism-change", what = what, by = by, at = at)
        }
    }
}

fn number(value: &str, said: impl FnOnce(usize) -> String) -> String {
    value.parse().map_or_else(|_| value.to_owned(), said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    const KEYS: [(&str, &str); 13] = [
        ("method", "consent"),
        ("quorum", "1/2"),
        ("shortest_term", "86400"),
        ("deadline", "604800"),
        ("grace", "259200"),
        ("invite_term", "2592000"),
        ("invite_guests", "20"),
        ("rest", "31536000"),
        ("review", "31536000"),
        ("organisations", "vote"),
        ("proxies", "2"),
        ("version", "1"),
        ("house_rules", "0"),
    ];

    #[test]
    fn every_rule_is_a_sentence_of_its_own() {
        for words in Language::ALL.map(Words::new) {
            let mut said = std::collections::BTreeSet::new();
            for (key, value) in KEYS {
                let sentence = sentence(words, key, value, &[], &[]);
                assert!(sentence.ends_with(['.', '?']), "{sentence}");
                assert!(said.insert(sentence), "{key}");
            }
        }
    }

    fn check(key: &str, value: &str, sentence: &str) {
        let words = Words::new(Language::Dutch);
        assert_eq!(super::sentence(words, key, value, &[], &[]), sentence);
    }

    #[test]
    fn a_rule_reads_as_people_speak() {
        check("quorum", "2/3", "Een stemming telt als genoeg mensen meedoen: minstens twee derde.");
        check("quorum", "0/1", "Een stemming telt, hoe weinig mensen er ook meedoen.");
        check("deadline", "86400", "Een stemming staat gewoonlijk 1 dag open.");
        check("proxies", "0", "Ieder stemt zelf. Niemand stemt voor een ander.");
        check(
            "team",
            "",
            "We hebben geen kernteam. Wat iedereen aangaat, beslissen we allemaal samen.",
        );
        check("bells", "3", "bells: 3");
        check("method", "by shouting", "by shouting");
    }

    #[test]
    fn a_core_team_is_named_with_what_it_may() {
        let words = Words::new(Language::Dutch);
        let people = ["Ali", "Bea", "Cor"].map(str::to_owned);
        let may = ["admit", "confirm"].map(str::to_owned);
        assert_eq!(
            sentence(words, "team", "2", &people, &may),
            "Ons kernteam is Ali, Bea en Cor. Minstens 2 van hen samen mogen zonder de rest gasten toelaten en \
             uitslagen vaststellen."
        );
    }

    #[test]
    fn what_a_change_means_is_said_of_people_and_words() {
        let words = Words::new(Language::Dutch);
        for what in ["admit", "rest", "remove", "recover", "redact"] {
            assert!(
                meaning(words, what, "Bea")
                    .is_some_and(|said| said.contains("Bea") || what == "redact")
            );
        }
        assert_eq!(meaning(words, "clause", ""), None);
    }
}
