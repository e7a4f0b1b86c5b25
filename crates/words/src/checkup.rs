//! What `meent doctor` and its page say: what was looked at, how it is, and what to do.
//!
//! Guards: being alone and being offline are normal and said so; every finding that is not in order says what to
//! do. Next: `peer::doctor`, which looks.

use serde::{Deserialize, Serialize};

use crate::{say, speech::Words, when};

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// In order.
    Ok,
    /// Something to know; it may be meant so.
    Attention,
    /// Something is broken.
    Wrong,
}

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The database, by SQLite's own check. About: what is wrong with it.
    Database,
    /// What happened, as it stands on the disk. About: the community; number: how many acts.
    History,
    /// The keys: for their owner only. About: what others can read.
    Keys,
    /// Whether the disk takes what is written. About: what it said.
    Disk,
    /// Room on the disk. Number: MB left.
    Room,
    /// The clock, by what others wrote. About: who is ahead; number: minutes.
    Clock,
    /// The program. About: its version; number: that of the database.
    Version,
    /// Acts of a newer version. About: the community; number: how many.
    Newer,
    /// Others go on without having seen what the owner wrote. About: the community; number: how many.
    Unseen,
    /// Whether a peer runs.
    Running,
    /// Where others can reach it. About: the addresses.
    Addresses,
    /// Whether it is reached from outside. About: the addresses; empty when it isn't, as behind most routers.
    Outside,
    /// Going through members' devices. About: `relay` when it is one itself; number: through how many it is reached.
    Relay,
    /// Whether it finds others on the same network.
    Finding,
    /// Who is around. About: the community; number: how many.
    Around,
    /// What is still to come. About: the community; number: how many acts.
    Sync,
    /// Somebody who takes part. About: the name; number: when they were last heard of (`Ok`: now around), or how many
    /// acts they lack (`Attention`).
    Member,
    /// Somebody whom the owner blocked, so that neither device hears the other. About: the name.
    Blocked,
    /// What contradicts the members as this device knew them. About: the community; number: how much.
    Schism,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub check: Check,
    /// How it is.
    pub state: State,
    /// What it is about, by check.
    pub about: String,
    /// How much or when, by check.
    pub number: i64,
}

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// One sentence.
    pub message: String,
    /// What to do; empty when there is nothing to do.
    pub hint: String,
}

impl State {
    /// Its word.
    #[must_use]
    pub fn label(self, words: Words) -> String {
        match self {
            Self::Ok => say!(words, "doctor-label-ok"),
            Self::Attention => say!(words, "doctor-label-attention"),
            Self::Wrong => say!(words, "doctor-label-wrong"),
        }
    }
}

/// What it comes to, in one sentence, and the findings with the worst first.
#[must_use]
pub fn told(words: Words, findings: &[Finding]) -> (String, Vec<&Finding>) {
    let count = |state| findings.iter().filter(|finding| finding.state == state).count();
    let said = match (count(State::Wrong), count(State::Attention)) {
        (0, 0) => say!(words, "doctor-all-well"),
        (0, some) => say!(words, "doctor-some", n = some),
        (broken, _) => say!(words, "doctor-broken", n = broken),
    };
    let mut sorted: Vec<_> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.state));
    (said, sorted)
}

impl Finding {
    /// It in words.
    #[must_use]
    pub fn said(&self, words: Words) -> Said {
        let about = &self.about;
        let n = usize::try_from(self.number).unwrap_or(0);
        let ok = |message: String| Said { message, hint: String::new() };
        let not = |message: String, hint: String| Said { message, hint };
        match (self.check, self.state) {
            (Check::Database, State::Ok) => ok(say!(words, "doctor-database")),
            (Check::Database, _) => not(
                say!(words, "doctor-database-wrong", about = about),
                say!(words, "doctor-database-hint"),
            ),
            (Check::History, State::Ok) => ok(say!(words, "doctor-history", about = about, n = n)),
            (Check::History, _) => not(
                say!(words, "doctor-history-wrong", about = about),
                say!(words, "doctor-database-hint"),
            ),
            (Check::Keys, State::Ok) => ok(say!(words, "doctor-keys")),
            (Check::Keys, _) => {
                not(say!(words, "error-exposed", path = about), say!(words, "error-exposed-hint"))
            }
            (Check::Disk, State::Ok) => ok(say!(words, "doctor-disk")),
            (Check::Disk, _) => not(
                say!(words, "doctor-disk-wrong", about = about),
                say!(words, "doctor-disk-hint"),
            ),
            (Check::Room, State::Ok) => ok(say!(words, "doctor-room", n = n)),
            (Check::Room, _) => {
                not(say!(words, "doctor-room-little", n = n), say!(words, "doctor-room-hint"))
            }
            (Check::Clock, State::Ok) => ok(say!(words, "doctor-clock")),
            (Check::Clock, State::Attention) => not(
                say!(words, "doctor-clock-behind", about = about, n = n),
                say!(words, "doctor-clock-hint"),
            ),
            (Check::Clock, State::Wrong) => {
                not(say!(words, "doctor-clock-wrong"), say!(words, "doctor-clock-hint"))
            }
            (Check::Version, _) => ok(say!(words, "doctor-version", about = about)),
            (Check::Newer, _) => {
                not(say!(words, "doctor-newer", about = about, n = n), say!(words, "hint-newer"))
            }
            (Check::Unseen, _) => not(
                say!(words, "doctor-unseen", about = about, n = n),
                say!(words, "doctor-unseen-hint"),
            ),
            (Check::Running, State::Ok) => ok(say!(words, "doctor-running")),
            (Check::Running, _) => {
                not(say!(words, "doctor-running-not"), say!(words, "doctor-running-hint"))
            }
            (Check::Addresses, State::Ok) => ok(say!(words, "doctor-addresses", about = about)),
            (Check::Addresses, _) => {
                not(say!(words, "doctor-addresses-none"), say!(words, "doctor-addresses-hint"))
            }
            (Check::Outside, State::Ok) if about.is_empty() => {
                ok(say!(words, "doctor-outside-not"))
            }
            (Check::Outside, State::Ok) => ok(say!(words, "doctor-outside", about = about)),
            (Check::Outside, _) => {
                not(say!(words, "doctor-outside-hard"), say!(words, "doctor-outside-hint"))
            }
            (Check::Relay, State::Ok) if about == "relay" => ok(say!(words, "doctor-relay-own")),
            (Check::Relay, State::Ok) => ok(say!(words, "doctor-relay", n = n)),
            (Check::Relay, _) => {
                not(say!(words, "doctor-relay-unreached"), say!(words, "doctor-relay-hint"))
            }
            (Check::Finding, State::Ok) => ok(say!(words, "doctor-finding")),
            (Check::Finding, _) => {
                not(say!(words, "doctor-finding-not"), say!(words, "doctor-finding-hint"))
            }
            (Check::Around, State::Ok) => ok(say!(words, "doctor-around", about = about, n = n)),
            (Check::Around, _) => not(
                say!(words, "doctor-around-nobody", about = about),
                say!(words, "doctor-around-hint"),
            ),
            (Check::Sync, State::Ok) => ok(say!(words, "doctor-sync", about = about)),
            (Check::Sync, _) => not(
                say!(words, "doctor-sync-behind", about = about, n = n),
                say!(words, "doctor-sync-hint"),
            ),
            (Check::Member, State::Ok) if self.number == 0 => {
                ok(say!(words, "doctor-member-here", about = about))
            }
            (Check::Member, State::Ok) => {
                let day = when::day(words, &when::date_of(self.number));
                ok(say!(words, "doctor-member-away", about = about, day = day))
            }
            (Check::Member, _) => not(
                say!(words, "doctor-member-behind", about = about, n = n),
                say!(words, "doctor-sync-hint"),
            ),
            (Check::Blocked, _) => ok(say!(words, "doctor-member-blocked", about = about)),
            (Check::Schism, State::Ok) => ok(say!(words, "doctor-schism-none", about = about)),
            (Check::Schism, _) => not(
                say!(words, "doctor-schism", about = about, n = n),
                say!(words, "doctor-schism-hint"),
            ),
        }
    }

    /// It in words for somebody who looks at a page: what to do is something that can be done there, not on a
    /// command line or in settings that a page doesn't have.
    #[must_use]
    pub fn said_on_page(&self, words: Words) -> Said {
        let mut said = self.said(words);
        if self.state == State::Ok {
            return said;
        }
        if self.check == Check::Relay {
            said.message = say!(words, "page-doctor-relay-unreached");
        }
        said.hint = match self.check {
            Check::Database | Check::History => say!(words, "page-doctor-database-hint"),
            Check::Keys => say!(words, "page-error-exposed-hint"),
            Check::Unseen => say!(words, "page-doctor-unseen-hint"),
            Check::Running => say!(words, "page-doctor-running-hint"),
            Check::Addresses => say!(words, "page-doctor-addresses-hint"),
            Check::Outside => say!(words, "page-doctor-outside-hint"),
            Check::Relay => say!(words, "page-doctor-relay-hint"),
            Check::Finding => say!(words, "page-doctor-finding-hint"),
            Check::Sync | Check::Member => say!(words, "page-doctor-sync-hint"),
            Check::Schism => say!(words, "page-doctor-schism-hint"),
            _ => said.hint,
        };
        said
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::language::Language;

    /// Every state that a check can have.
    const ALL: &[(Check, &[State])] = {
        use State::{Attention, Ok, Wrong};
        &[
            (Check::Database, &[Ok, Wrong]),
            (Check::History, &[Ok, Wrong]),
            (Check::Keys, &[Ok, Wrong]),
            (Check::Disk, &[Ok, Wrong]),
            (Check::Room, &[Ok, Attention, Wrong]),
            (Check::Clock, &[Ok, Attention, Wrong]),
            (Check::Version, &[Ok]),
            (Check::Newer, &[Attention]),
            (Check::Unseen, &[Attention]),
            (Check::Running, &[Ok, Attention]),
            (Check::Addresses, &[Ok, Attention]),
            (Check::Outside, &[Ok, Attention]),
            (Check::Relay, &[Ok, Attention]),
            (Check::Finding, &[Ok, Attention]),
            (Check::Around, &[Ok, Attention]),
            (Check::Sync, &[Ok, Attention]),
            (Check::Member, &[Ok, Attention]),
            (Check::Blocked, &[Ok]),
            (Check::Schism, &[Ok, Attention]),
        ]
    };

    #[test]
    fn what_is_not_in_order_says_what_to_do_and_what_is_says_nothing_more() {
        for words in Language::ALL.map(Words::new) {
            for (check, states) in ALL {
                let mut messages = BTreeSet::new();
                for state in *states {
                    let (about, number) = ("Bea".to_owned(), 2);
                    let said = Finding { check: *check, state: *state, about, number }.said(words);
                    assert_eq!(said.hint.is_empty(), *state == State::Ok, "{check:?} {state:?}");
                    messages.insert(said.message);
                }
                // Little room and hardly any are one sentence with another number.
                let wanted = states.len() - usize::from(*check == Check::Room);
                assert_eq!(messages.len(), wanted, "{check:?}: {messages:?}");
            }
        }
    }

    #[test]
    fn what_to_do_can_be_done_on_a_page() {
        for words in Language::ALL.map(Words::new) {
            for (check, states) in ALL {
                for state in *states {
                    let (about, number) = ("Bea".to_owned(), 2);
                    let finding = Finding { check: *check, state: *state, about, number };
                    let Said { message, hint } = finding.said_on_page(words);
                    assert_eq!(hint.is_empty(), *state == State::Ok, "{check:?} {state:?}");
                    // Commands, flags, settings by their name, rights as a shell has them.
                    for word in ["“meent", "meent ", "--", " = ", "chmod", "“relay”", "“external”"]
                    {
                        let is_said = message.contains(word) || hint.contains(word);
                        assert!(!is_said, "{check:?} {state:?}: {word}: {message} {hint}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_worst_comes_first_and_gives_the_sentence() {
        let words = Words::new(Language::English);
        let of = |states: &[State]| -> Vec<_> {
            let one = |state: &State| Finding {
                check: Check::Room,
                state: *state,
                about: String::new(),
                number: 1,
            };
            states.iter().map(one).collect()
        };
        for (states, wanted) in [
            (&[State::Ok][..], "Nothing is wrong."),
            (&[State::Ok, State::Attention], "One thing asks attention."),
            (&[State::Attention, State::Wrong, State::Attention], "Something is broken."),
        ] {
            let findings = of(states);
            let (said, sorted) = told(words, &findings);
            assert_eq!(said, wanted);
            assert!(sorted.is_sorted_by_key(|finding| std::cmp::Reverse(finding.state)));
        }
    }
}
