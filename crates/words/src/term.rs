//! One word or short phrase for what the rules call a kind, state, ballot, method, status or outcome.
//!
//! Guards: the words of the JSON never reach people: each has one of its own, the same everywhere.
//! Next: [`crate::counting`].

use crate::{clean, say, speech::Words, when};

/// Why a change can't come in force as things stand.
#[must_use]
pub fn blocked(words: Words, word: &str) -> String {
    match word {
        "two" => say!(words, "blocked-two"),
        "overtaken" => say!(words, "blocked-overtaken"),
        "out" => say!(words, "blocked-out"),
        other => other.to_owned(),
    }
}

/// What kind of participant: `resident`, `business`, `organisation` or `municipality`.
#[must_use]
pub fn kind(words: Words, word: &str) -> String {
    match word {
        "resident" => say!(words, "kind-resident"),
        "business" => say!(words, "kind-business"),
        "organisation" => say!(words, "kind-organisation"),
        "municipality" => say!(words, "kind-municipality"),
        other => clean::line(other),
    }
}

/// Where somebody or a device stands: `member`, `guest`, `left`, `waiting`, `this`, `standing`,
/// `retired`, `forked`, `paper`.
#[must_use]
pub fn state(words: Words, word: &str) -> String {
    match word {
        "member" => say!(words, "state-member"),
        "guest" => say!(words, "state-guest"),
        "left" => say!(words, "state-left"),
        "resting" => say!(words, "state-resting"),
        "removed" => say!(words, "state-removed"),
        "dismissed" => say!(words, "state-dismissed"),
        "waiting" => say!(words, "state-waiting"),
        "apart" => say!(words, "state-apart"),
        "moved" => say!(words, "state-moved"),
        "this" => say!(words, "state-this"),
        "standing" => say!(words, "state-standing"),
        "retired" => say!(words, "state-retired"),
        "paper" => say!(words, "state-paper"),
        "forked" => say!(words, "state-forked"),
        other => clean::line(other),
    }
}

/// A ballot, by its word on the command line.
#[must_use]
pub fn ballot(words: Words, word: &str) -> String {
    match word {
        "for" => say!(words, "ballot-for"),
        "against" => say!(words, "ballot-against"),
        "abstain" => say!(words, "ballot-abstain"),
        "consent" => say!(words, "ballot-consent"),
        "concern" => say!(words, "ballot-concern"),
        "object" => say!(words, "ballot-object"),
        "aside" => say!(words, "ballot-aside"),
        other => clean::line(other),
    }
}

/// Why a vote has no effect, by its word in `rules::ballot::Invalid`; goes after "doesn't count:".
#[must_use]
pub fn invalid(words: Words, why: &str) -> String {
    match why {
        "no_elector" => say!(words, "invalid-no-elector"),
        "other_text" => say!(words, "invalid-other-text"),
        "no_reason" => say!(words, "invalid-no-reason"),
        "unknown" => say!(words, "invalid-unknown"),
        "repeated" => say!(words, "invalid-repeated"),
        "too_many" => say!(words, "invalid-too-many"),
        "overspent" => say!(words, "invalid-overspent"),
        "too_high" => say!(words, "invalid-too-high"),
        "level" => say!(words, "invalid-level"),
        _ => say!(words, "invalid-method"),
    }
}

/// A ballot of this method as it is written on a line: a word, `tuin, plein`, `tuin=5, plein=3` or
/// `tuin > plein = straat`.
#[must_use]
pub fn cast(words: Words, method: &str, line: &str) -> String {
    let about_options = matches!(
        method,
        "approval"
            | "score"
            | "dots"
            | "ranked"
            | "seats"
            | "budget_greedy"
            | "budget_shares"
            | "poll"
            | "lot"
    );
    // An option may be called as another method's word.
    if !about_options || line == "abstain" {
        return ballot(words, line);
    }
    let parts = |between: char| {
        line.split(between).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>()
    };
    let said: Vec<String> = match method {
        "score" | "dots" => {
            let given = parts(',').into_iter();
            given.map(|part| clean::line(part).replacen('=', " ", 1)).collect()
        }
        "ranked" | "seats" => {
            let places = parts('>').into_iter().enumerate();
            let level = |part: &str| part.split('=').map(str::trim).map(str::to_owned).collect();
            let place = |(at, part)| {
                let names: Vec<String> = level(part);
                say!(words, "how-place", place = at + 1, names = words.list(&names))
            };
            places.map(place).collect()
        }
        _ => {
            return if line.is_empty() {
                say!(words, "ballot-blank")
            } else {
                words.list(&parts(','))
            };
        }
    };
    if said.is_empty() { say!(words, "ballot-blank") } else { said.join(", ") }
}

/// How far a decision is: `draft`, `open`, `closed`, `confirmed` or `disputed`.
#[must_use]
pub fn status(words: Words, word: &str) -> String {
    match word {
        "draft" => say!(words, "status-draft"),
        "open" => say!(words, "status-open"),
        "closed" => say!(words, "status-closed"),
        "confirmed" => say!(words, "status-confirmed"),
        "disputed" => say!(words, "status-disputed"),
        other => clean::line(other),
    }
}

/// What a round came to: `adopted` or `rejected`.
#[must_use]
pub fn outcome(words: Words, word: &str) -> String {
    match word {
        "adopted" => say!(words, "outcome-adopted"),
        "rejected" => say!(words, "outcome-rejected"),
        "chosen" => say!(words, "outcome-chosen"),
        "tied" => say!(words, "outcome-tied"),
        "told" => say!(words, "outcome-told"),
        other => clean::line(other),
    }
}

/// What a round came to, with the options that were chosen.
#[must_use]
pub fn came_to(words: Words, word: &str, chosen: &[String]) -> String {
    if chosen.is_empty() {
        return outcome(words, word);
    }
    say!(words, "outcome-chosen-names", names = words.list(chosen))
}

/// What a decision of an earlier season came to, when and where, if that is known.
#[must_use]
pub fn earlier(
    words: Words,
    word: &str,
    chosen: &[String],
    day: &str,
    community: Option<&str>,
) -> String {
    let (outcome, day) = (came_to(words, word, chosen), when::day(words, day));
    match community {
        Some(name) => say!(words, "season-earlier-in", outcome = outcome, day = day, name = name),
        None => say!(words, "season-earlier-on", outcome = outcome, day = day),
    }
}

/// Whether a method with this word asks for consent: one objection that stands is enough.
#[must_use]
pub fn asks_consent(method: &str) -> bool {
    matches!(method, "consent" | "selection")
}

/// How a decision is taken: `majority`, `absolute`, `qualified` (with its share) or `consent`.
#[must_use]
pub fn method(words: Words, word: &str, share: &str) -> String {
    match word {
        "majority" => say!(words, "method-majority"),
        "absolute" => say!(words, "method-absolute"),
        "qualified" => say!(words, "method-qualified", share = share),
        "consent" => say!(words, "method-consent"),
        "qualified_of_all" => say!(words, "method-qualified-of-all", share = share),
        "consensus" => say!(words, "method-consensus"),
        "unanimity" => say!(words, "method-unanimity"),
        "approval" => say!(words, "method-approval"),
        "score" => say!(words, "method-score"),
        "dots" => say!(words, "method-dots"),
        "ranked" => say!(words, "method-ranked"),
        "seats" => say!(words, "method-seats"),
        "budget_greedy" => say!(words, "method-budget-greedy"),
        "budget_shares" => say!(words, "method-budget-shares"),
        "poll" => say!(words, "method-poll"),
        "lot" => say!(words, "method-lot"),
        "mandate" => say!(words, "method-mandate"),
        "selection" => say!(words, "method-selection"),
        other => clean::line(other),
    }
}

/// A field of a goal or decision: `title`, `text`, `review`, ...
#[must_use]
pub fn field(words: Words, word: &str) -> String {
    match word {
        "title" => say!(words, "field-title"),
        "text" => say!(words, "field-text"),
        "review" => say!(words, "field-review"),
        "name" => say!(words, "field-name"),
        "purpose" => say!(words, "field-purpose"),
        "deadline" => say!(words, "field-deadline"),
        "quorum" => say!(words, "field-quorum"),
        "share" => say!(words, "field-share"),
        "method" => say!(words, "field-method"),
        "goal" => say!(words, "field-goal"),
        "base" => say!(words, "field-base"),
        "comment" => say!(words, "field-comment"),
        "file" => say!(words, "field-file"),
        "alt" => say!(words, "field-alt"),
        "domain" => say!(words, "field-domain"),
        "constraints" => say!(words, "field-constraints"),
        "report" => say!(words, "field-report"),
        "ceiling" => say!(words, "field-ceiling"),
        "cost" => say!(words, "field-cost"),
        "term" => say!(words, "field-term"),
        "until" => say!(words, "field-until"),
        "since" => say!(words, "field-since"),
        "answer" => say!(words, "field-answer"),
        "judges" => say!(words, "field-judges"),
        "under" => say!(words, "field-under"),
        other => clean::line(other),
    }
}

#[cfg(test)]
mod tests {
    use act::ballot::Ballot;
    use rules::{round::Status, tally::Outcome};

    use super::*;
    use crate::language::Language;

    #[test]
    fn every_word_of_the_rules_has_words_for_people() {
        // In Dutch, where none of them is the word of the JSON; the keys are the same in English.
        let words = Words::new(Language::Dutch);
        for word in Ballot::WORDS.iter().filter_map(Ballot::word) {
            assert_ne!(ballot(words, word), word);
        }
        for word in
            [Status::Open, Status::Closed, Status::Confirmed, Status::Disputed].map(Status::word)
        {
            assert_ne!(status(words, word), word);
        }
        let chosen = Outcome::Chosen(vec![0]);
        let outcomes = [Outcome::Adopted, Outcome::Rejected, chosen, Outcome::Tied, Outcome::Told];
        for word in outcomes.iter().map(Outcome::word) {
            assert_ne!(outcome(words, word), word);
        }
    }
}
