//! Why something can't be done, and what you can do about it.
//!
//! Guards: no blame, and always a next step. Keys and what they are about come from whoever refuses (the
//! peer); a key without words here falls back to "something went wrong" and fails the binary's tests.
//! Next: the locale files.

use crate::{say, speech::Words, term, when};

mod bundle;
mod file;
mod task;

/// A refusal in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What is the matter, in one sentence.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// The words for a refusal: its key, and what it is about (a name, a number, an option; may be empty).
/// `None` for a key that has no words.
#[must_use]
pub fn sentence(words: Words, key: &str, about: &str) -> Option<Said> {
    let about_community = || about_community(words, key, about);
    let about_round = || about_round(words, key, about);
    let about_task = || task::sentence(words, key, about);
    about_community()
        .or_else(about_round)
        .or_else(about_task)
        .or_else(|| about_input(words, key, about))
}

const fn said(message: String, hint: String) -> Option<Said> {
    Some(Said { message, hint })
}

fn about_community(words: Words, key: &str, about: &str) -> Option<Said> {
    match key {
        "no-community" => {
            said(say!(words, "refusal-no-community"), say!(words, "hint-no-community"))
        }
        "which-community" => said(
            say!(words, "refusal-which-community", about = about),
            say!(words, "hint-which-community"),
        ),
        "unknown-community" => said(
            say!(words, "refusal-unknown-community", about = about),
            say!(words, "hint-unknown-community"),
        ),
        "waiting" => said(say!(words, "refusal-waiting"), say!(words, "hint-waiting")),
        "not-member" => said(say!(words, "refusal-not-member"), say!(words, "hint-not-member")),
        "left" => said(say!(words, "refusal-left"), say!(words, "hint-left")),
        "removed" => said(say!(words, "refusal-removed"), say!(words, "hint-removed")),
        "dismissed" => said(say!(words, "refusal-dismissed"), say!(words, "hint-dismissed")),
        "blocks-self" => said(say!(words, "refusal-blocks-self"), say!(words, "hint-blocks-self")),
        "only-two" => said(say!(words, "refusal-only-two"), say!(words, "hint-only-two")),
        "no-schism" => said(say!(words, "refusal-no-schism"), say!(words, "hint-no-schism")),
        "no-season" => said(say!(words, "refusal-no-season"), say!(words, "hint-no-season")),
        "not-planner" => said(
            say!(words, "refusal-not-planner", about = about),
            say!(words, "hint-not-planner", about = about),
        ),
        "too-many-founders" => said(
            say!(words, "refusal-too-many-founders", about = about),
            say!(words, "hint-too-many-founders"),
        ),
        "in-force" => said(say!(words, "refusal-in-force"), say!(words, "hint-in-force")),
        "not-pending" => {
            said(say!(words, "refusal-not-pending", about = about), say!(words, "hint-not-pending"))
        }
        "not-in-register" => said(
            say!(words, "refusal-not-in-register", about = about),
            say!(words, "hint-not-in-register"),
        ),
        "device-retired" => {
            said(say!(words, "refusal-device-retired"), say!(words, "hint-device-retired"))
        }
        "not-guest" => {
            said(say!(words, "refusal-not-guest", about = about), say!(words, "hint-not-guest"))
        }
        "already-in" => {
            said(say!(words, "refusal-already-in", about = about), say!(words, "hint-already-in"))
        }
        "has-paper-key" => {
            said(say!(words, "refusal-has-paper-key"), say!(words, "hint-has-paper-key"))
        }
        "moved-or-copied" => {
            said(say!(words, "refusal-moved-or-copied"), say!(words, "hint-moved-or-copied"))
        }
        "not-elsewhere" => {
            said(say!(words, "refusal-not-elsewhere"), say!(words, "hint-not-elsewhere"))
        }
        "catching-up" => said(say!(words, "refusal-catching-up"), say!(words, "hint-catching-up")),
        "apart" => said(say!(words, "refusal-apart"), say!(words, "hint-apart")),
        "not-empty" => said(say!(words, "refusal-not-empty"), say!(words, "hint-not-empty")),
        "passphrase" => passphrase(words, about),
        "bad-backup" => bad_backup(words, about),
        "bad-bundle" => bundle::sentence(words, about),
        "bad-file" => file::sentence(words, about),
        "bad-words" => bad_words(words, about),
        "bad-link" => bad_link(words, about),
        _ => None,
    }
}

fn passphrase(words: Words, why: &str) -> Option<Said> {
    match why {
        "short" => said(say!(words, "refusal-passphrase-short"), say!(words, "hint-passphrase")),
        "long" => said(say!(words, "refusal-passphrase-long"), say!(words, "hint-passphrase")),
        "damaged" => {
            said(say!(words, "refusal-passphrase-damaged"), say!(words, "hint-passphrase-damaged"))
        }
        _ => said(say!(words, "refusal-passphrase-wrong"), say!(words, "hint-passphrase-wrong")),
    }
}

fn bad_backup(words: Words, about: &str) -> Option<Said> {
    match about {
        "not_one" => said(say!(words, "refusal-backup-none"), say!(words, "hint-backup")),
        "newer" => said(say!(words, "refusal-backup-newer"), say!(words, "hint-newer")),
        _ => said(say!(words, "refusal-backup-damaged"), say!(words, "hint-backup")),
    }
}

fn bad_words(words: Words, about: &str) -> Option<Said> {
    let message = match about.parse::<usize>() {
        Ok(count) => say!(words, "refusal-words-count", count = count),
        Err(_) if about.is_empty() => say!(words, "refusal-words-together"),
        Err(_) => say!(words, "refusal-words-unknown", about = about),
    };
    said(message, say!(words, "hint-bad-words"))
}

fn bad_link(words: Words, reason: &str) -> Option<Said> {
    match reason {
        "expired" => said(say!(words, "refusal-link-expired"), say!(words, "hint-link-new")),
        "foreign" => said(say!(words, "refusal-link-foreign"), say!(words, "hint-link-new")),
        "newer" => said(say!(words, "refusal-link-newer"), say!(words, "hint-newer")),
        "paper" => said(say!(words, "refusal-link-paper"), say!(words, "hint-link-paper")),
        "other_member" => {
            said(say!(words, "refusal-link-other-member"), say!(words, "hint-link-other-member"))
        }
        "damaged" => said(say!(words, "refusal-link-damaged"), say!(words, "hint-link-whole")),
        _ => said(say!(words, "refusal-link-none"), say!(words, "hint-link-whole")),
    }
}

fn about_round(words: Words, key: &str, about: &str) -> Option<Said> {
    match key {
        "not-elector" => said(say!(words, "refusal-not-elector"), say!(words, "hint-not-elector")),
        "not-open" => said(say!(words, "refusal-not-open"), say!(words, "hint-not-open")),
        "decided" => said(say!(words, "refusal-decided"), say!(words, "hint-decided")),
        "altered" => said(say!(words, "refusal-altered"), say!(words, "hint-altered")),
        "not-closed" => said(say!(words, "refusal-not-closed"), say!(words, "hint-not-closed")),
        "no-quorum" => {
            let more = about.parse::<usize>().unwrap_or(1);
            said(say!(words, "refusal-no-quorum", more = more), say!(words, "hint-no-quorum"))
        }
        "not-due" => said(not_due(words, about), say!(words, "hint-not-due")),
        "wrong-ballot" => said(
            say!(words, "refusal-wrong-ballot"),
            say!(words, "hint-wrong-ballot", about = about),
        ),
        "no-option" => {
            said(say!(words, "refusal-no-option", about = about), say!(words, "hint-no-option"))
        }
        "twice" => said(say!(words, "refusal-twice"), say!(words, "hint-twice")),
        "level-options" => {
            said(say!(words, "refusal-level-options"), say!(words, "hint-level-options"))
        }
        "too-many-options" => said(
            say!(words, "refusal-too-many-options", about = about),
            say!(words, "hint-too-many-options"),
        ),
        "overspent" => {
            said(say!(words, "refusal-overspent", about = about), say!(words, "hint-overspent"))
        }
        "too-few-options" => {
            said(say!(words, "refusal-too-few-options"), say!(words, "hint-too-few-options"))
        }
        "no-cost" => {
            said(say!(words, "refusal-no-cost", about = about), say!(words, "hint-no-cost"))
        }
        "one-kind" => said(say!(words, "refusal-one-kind"), say!(words, "hint-one-kind")),
        "too-many-proxies" => said(
            say!(words, "refusal-too-many-proxies", about = about),
            say!(words, "hint-too-many-proxies"),
        ),
        "no-proxies" => said(say!(words, "refusal-no-proxies"), say!(words, "hint-no-proxies")),
        "no-holder" => {
            said(say!(words, "refusal-no-holder", about = about), say!(words, "hint-no-holder"))
        }
        "not-teller" => said(say!(words, "refusal-not-teller"), say!(words, "hint-not-teller")),
        "not-opener" => {
            said(say!(words, "refusal-not-opener", about = about), say!(words, "hint-not-opener"))
        }
        "needs-reason" => {
            said(say!(words, "refusal-needs-reason"), say!(words, "hint-needs-reason"))
        }
        "quorum-too-low" => said(
            say!(words, "refusal-quorum-too-low", about = about),
            say!(words, "hint-quorum-too-low", about = about),
        ),
        "in-conflict" => said(
            say!(words, "refusal-in-conflict", field = term::field(words, about)),
            say!(words, "hint-in-conflict"),
        ),
        _ => None,
    }
}

fn not_due(words: Words, about: &str) -> String {
    match about.parse::<i64>() {
        Ok(seconds) if seconds > 0 => {
            say!(words, "refusal-not-due-until", moment = when::moment(words, seconds))
        }
        _ => say!(words, "refusal-not-due"),
    }
}

fn about_input(words: Words, key: &str, about: &str) -> Option<Said> {
    match key {
        "own-words" => said(say!(words, "refusal-own-words"), say!(words, "hint-own-words")),
        "no-house-rule" => said(
            say!(words, "refusal-no-house-rule", about = about),
            say!(words, "hint-no-house-rule"),
        ),
        "not-hidden" => said(say!(words, "refusal-not-hidden"), say!(words, "hint-not-hidden")),
        "not-yours" => said(
            say!(words, "refusal-not-yours", about = about),
            say!(words, "hint-not-yours", about = about),
        ),
        "unknown" => {
            said(say!(words, "refusal-unknown", about = about), say!(words, "hint-unknown"))
        }
        "ambiguous" => {
            said(say!(words, "refusal-ambiguous", about = about), say!(words, "hint-ambiguous"))
        }
        "changed" => said(
            say!(words, "refusal-changed", field = term::field(words, about)),
            say!(words, "hint-changed"),
        ),
        "invalid" => invalid(words, about),
        "too-long" if about.is_empty() => {
            said(say!(words, "refusal-too-much"), say!(words, "hint-too-long"))
        }
        "too-long" => said(
            say!(words, "refusal-too-long", field = term::field(words, about)),
            say!(words, "hint-too-long"),
        ),
        "disk" => said(say!(words, "refusal-disk", about = about), say!(words, "hint-disk")),
        "needs-running" => {
            said(say!(words, "refusal-needs-running"), say!(words, "hint-needs-running"))
        }
        "internal" => {
            said(say!(words, "refusal-internal", about = about), say!(words, "hint-internal"))
        }
        _ => None,
    }
}

fn invalid(words: Words, about: &str) -> Option<Said> {
    let hint = match about {
        "review" => say!(words, "hint-invalid-review"),
        "deadline" => say!(words, "hint-invalid-deadline"),
        "quorum" | "share" => say!(words, "hint-invalid-share"),
        "method" => say!(words, "hint-invalid-method"),
        "until" => say!(words, "hint-invalid-deadline"),
        "since" => say!(words, "hint-invalid-since"),
        "term" => say!(words, "hint-invalid-term"),
        "ceiling" => say!(words, "hint-invalid-amount"),
        "judges" => say!(words, "hint-invalid-judges"),
        "answer" => say!(words, "hint-invalid-answer"),
        "under" => say!(words, "hint-invalid-under"),
        _ => say!(words, "hint-invalid-text"),
    };
    said(say!(words, "refusal-invalid", field = term::field(words, about)), hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_refusal_says_what_to_do_and_shows_no_escape() {
        let words = Words::new(Language::Dutch);
        let said = sentence(words, "unknown", "\u{1b}[2Jbankje").expect("has words");
        assert_eq!(said.message, "Ik ken niets dat “[2Jbankje” heet.");
        let said = sentence(words, "not-due", "1796151600").expect("has words");
        assert_eq!(
            said.message,
            "Deze uitslag kun je pas bevestigen vanaf dinsdag 1 december 2026 om 20:00."
        );
        assert_eq!(sentence(words, "never-heard-of", ""), None);
    }
}
