//! Roles, circles and mandates in words: what a change of one says, its terms, what was done with advice.
//!
//! Guards: the same words on the command line, the page and in an archive. Next: [`crate::counting`].

use crate::{charter, say, speech::Words, tally::said::euros, when};

/// What a change of a role, circle or mandate says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terms<'a> {
    /// `active`, `suspended` or `withdrawn`; none: it is about a role or circle.
    pub usable: Option<&'a str>,
    /// The title of the role, circle or mandate.
    pub about: &'a str,
    /// Who, by name.
    pub people: &'a [String],
    /// The role or circle whose people hold it too.
    pub circle: Option<&'a str>,
    /// What it is about.
    pub topics: &'a [String],
    /// What all decisions under it may cost together, in cents.
    pub ceiling: i64,
    /// Seconds in which anybody may object to a decision.
    pub term: i64,
    /// When it ends, in seconds since 1970.
    pub until: Option<i64>,
}

/// A change of a role, circle or mandate in a sentence.
#[must_use]
pub fn change(words: Words, terms: &Terms<'_>) -> String {
    let (about, names) = (terms.about, words.list(terms.people));
    match (terms.usable, terms.people, terms.circle) {
        (None, [], _) => say!(words, "task-vacant", about = about),
        (None, _, _) => say!(words, "task-filled", about = about, names = names),
        (Some("suspended"), ..) => say!(words, "task-suspended", about = about),
        (Some("withdrawn"), ..) => say!(words, "task-withdrawn", about = about),
        (Some(_), [], Some(circle)) => {
            say!(words, "task-granted-circle", about = about, circle = circle)
        }
        (Some(_), _, Some(circle)) => {
            say!(words, "task-granted-both", about = about, names = names, circle = circle)
        }
        (Some(_), ..) => say!(words, "task-granted", about = about, names = names),
    }
}

/// What holds of it then, a line each; of a mandate that is suspended or withdrawn nothing.
#[must_use]
pub fn terms(words: Words, terms: &Terms<'_>) -> Vec<String> {
    let until = || terms.until.map(|until| when::moment(words, until));
    match terms.usable {
        None => until().map(|until| say!(words, "task-until", until = until)).into_iter().collect(),
        Some("active") => {
            let mut said = vec![ceiling(words, terms.ceiling)];
            if !terms.topics.is_empty() {
                said.push(say!(words, "task-topics", topics = words.list(terms.topics)));
            }
            said.push(say!(words, "task-term", term = span(words, terms.term)));
            said.extend(until().map(|until| say!(words, "task-until", until = until)));
            said
        }
        Some(_) => Vec::new(),
    }
}

/// How much all decisions under a mandate may cost together, in cents.
#[must_use]
pub fn ceiling(words: Words, cents: i64) -> String {
    match u64::try_from(cents).unwrap_or_default() {
        0 => say!(words, "task-no-money"),
        cents => say!(words, "task-ceiling", amount = euros(words, cents)),
    }
}

/// A number of seconds as days or hours.
#[must_use]
pub fn span(words: Words, seconds: i64) -> String {
    charter::span(words, usize::try_from(seconds).unwrap_or_default())
}

/// How a role, circle or mandate stands: `vacant`, `filled`, `over`, `conflict`, `proposed`, `active`, ...
#[must_use]
pub fn state(words: Words, state: &str) -> String {
    match state {
        "vacant" => say!(words, "task-state-vacant"),
        "filled" => say!(words, "task-state-filled"),
        "over" => say!(words, "task-state-over"),
        "conflict" => say!(words, "task-state-conflict"),
        "proposed" => say!(words, "task-state-proposed"),
        "active" => say!(words, "task-state-active"),
        "suspended" => say!(words, "task-state-suspended"),
        "withdrawn" => say!(words, "task-state-withdrawn"),
        other => other.to_owned(),
    }
}

/// Why a decision is outside its mandate.
#[must_use]
pub fn outside(words: Words, why: &str) -> String {
    match why {
        "not_held" => say!(words, "outside-not-held"),
        "over" => say!(words, "outside-over"),
        "topic" => say!(words, "outside-topic"),
        "ceiling" => say!(words, "outside-ceiling"),
        "too_many" => say!(words, "outside-too-many"),
        _ => say!(words, "outside-withdrawn"),
    }
}

/// What was done with an advice: `taken`, `partly` or `not`.
#[must_use]
pub fn taken(words: Words, taken: &str) -> String {
    match taken {
        "taken" => say!(words, "advice-taken"),
        "partly" => say!(words, "advice-partly"),
        _ => say!(words, "advice-not"),
    }
}
