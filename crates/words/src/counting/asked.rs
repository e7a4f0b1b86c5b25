//! What a round asks, in one or two sentences with its own numbers; and when it rewards staying away.
//!
//! Guards: says the rule that `rules::tally` counts by, no more. Next: [`super::cast`].

use act::fraction::Fraction;

use crate::{say, speech::Words, tally::said::euros};

/// What a round asks, or a proposal would.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The word of the method, such as `majority` or `ranked`.
    pub method: &'a str,
    /// The share that must be for.
    pub share: Option<&'a str>,
    /// The share of the electorate that must take part, such as `1/2`.
    pub quorum: &'a str,
    /// How many may vote; 0 when that isn't known.
    pub electorate: usize,
    /// How many options there are.
    pub options: usize,
    /// How many are chosen; one when left out.
    pub seats: Option<i64>,
    /// How many options a ballot names, dots on one option, or people may stand aside.
    pub most: Option<i64>,
    /// How many dots a ballot lays.
    pub dots: Option<i64>,
    /// The pot, in cents.
    pub pot: Option<i64>,
    /// `status_quo`, `new_round` or `lot`.
    pub ties: &'a str,
    /// The option that stands for leaving things as they are.
    pub status_quo: Option<&'a str>,
}

impl Asked<'_> {
    /// How many must take part; one at least, whatever the quorum (definition 8).
    #[must_use]
    pub fn needed(&self) -> usize {
        let share: Fraction = self.quorum.parse().unwrap_or(Fraction::ZERO);
        share.least_of(self.electorate).max(1)
    }

    /// Whether anybody must take part: not where a mandate decides.
    pub(super) fn needs_ballots(&self) -> bool {
        self.method != "mandate"
    }

    /// Whether a vote against can bring the last ballot that the quorum lacks, and all others be for and enough.
    fn rewards_absence(&self) -> bool {
        let needed = self.needed();
        let others = needed - 1;
        let share = self.share.and_then(|share| share.parse::<Fraction>().ok());
        let enough = match self.method {
            "majority" => others > 1,
            "qualified" => {
                others > 0 && share.is_some_and(|share| share.is_reached(others, needed))
            }
            "absolute" => others > self.electorate / 2,
            "qualified_of_all" => {
                let reached = |share: Fraction| share.is_reached(others, self.electorate);
                others > 0 && share.is_some_and(reached)
            }
            // A single voice stops it, or nobody can be against.
            _ => false,
        };
        enough && needed <= self.electorate
    }
}

fn count(number: Option<i64>, usual: usize) -> usize {
    number.and_then(|number| usize::try_from(number).ok()).unwrap_or(usual)
}

/// The rule in words, with the numbers of this round: method, quorum, ties.
#[must_use]
pub fn rule(words: Words, asked: &Asked<'_>) -> String {
    let mut said = vec![method(words, asked)];
    if let Some(option) = asked.status_quo {
        said.push(say!(words, "how-rule-status-quo", option = option));
    }
    said.extend(ties(words, asked));
    if asked.electorate > 0 && asked.needs_ballots() {
        let (needed, people) = (asked.needed(), asked.electorate);
        said.push(say!(words, "how-rule-quorum", needed = needed, people = people));
    }
    said.join(" ")
}

fn method(words: Words, asked: &Asked<'_>) -> String {
    let (people, options) = (asked.electorate, asked.options);
    let share = asked.share.unwrap_or("2/3");
    let seats = count(asked.seats, 1);
    let pot = || euros(words, u64::try_from(asked.pot.unwrap_or_default()).unwrap_or_default());
    match asked.method {
        "majority" => say!(words, "how-rule-majority"),
        "absolute" => say!(words, "how-rule-absolute", needed = people / 2 + 1, people = people),
        "qualified" => say!(words, "how-rule-qualified", share = share),
        "qualified_of_all" => {
            let least = share.parse::<Fraction>().unwrap_or(Fraction::TWO_THIRDS).least_of(people);
            say!(words, "how-rule-qualified-of-all", share = share, needed = least, people = people)
        }
        "consent" => say!(words, "how-rule-consent"),
        "consensus" => say!(words, "how-rule-consensus", most = count(asked.most, 0)),
        "unanimity" => say!(words, "how-rule-unanimity", people = people),
        "approval" => {
            let most = count(asked.most, options).min(options.max(1));
            say!(words, "how-rule-approval", most = most, options = options, seats = seats)
        }
        "score" => say!(words, "how-rule-score", seats = seats),
        "dots" => {
            let dots = count(asked.dots, 5);
            let most = count(asked.most, dots).min(dots);
            say!(words, "how-rule-dots", dots = dots, most = most, seats = seats)
        }
        "ranked" => say!(words, "how-rule-ranked"),
        "seats" => say!(words, "how-rule-seats", seats = seats),
        "budget_greedy" => say!(words, "how-rule-budget-greedy", pot = pot()),
        "budget_shares" => say!(words, "how-rule-budget-shares", pot = pot()),
        "poll" => say!(words, "how-rule-poll"),
        "mandate" => say!(words, "how-rule-mandate"),
        "selection" => say!(words, "how-rule-selection"),
        "lot" => say!(words, "how-rule-lot", seats = seats, options = options),
        other => crate::term::method(words, other, share),
    }
}

fn ties(words: Words, asked: &Asked<'_>) -> Option<String> {
    let yes_or_no = asked.method == "majority";
    let level = matches!(
        asked.method,
        "approval" | "score" | "dots" | "ranked" | "seats" | "budget_greedy" | "budget_shares"
    );
    Some(match asked.ties {
        "new_round" if yes_or_no || level => say!(words, "how-ties-new-round"),
        "lot" if yes_or_no || level => say!(words, "how-ties-lot"),
        _ if yes_or_no => say!(words, "how-ties-status-quo"),
        _ if level => say!(words, "how-ties-nobody"),
        _ => return None,
    })
}

/// What is chosen from, each with what it costs in cents; nothing where nobody chooses from a list.
#[must_use]
pub fn options(words: Words, options: &[(&str, Option<u64>)]) -> Option<String> {
    let said = options.iter().map(|(title, cost)| match cost {
        Some(cost) => {
            say!(words, "how-option-cost", option = *title, cost = euros(words, *cost))
        }
        None => (*title).to_owned(),
    });
    let names: Vec<_> = said.collect();
    (!names.is_empty()).then(|| say!(words, "how-options", names = words.list(&names)))
}

/// Who is against may do better by staying away than by voting against: when that is so, and what to do about
/// it. Nothing where a vote against never helps a proposal.
#[must_use]
pub fn warning(words: Words, asked: &Asked<'_>) -> Option<String> {
    let (needed, people) = (asked.needed(), asked.electorate);
    asked.rewards_absence().then(|| say!(words, "how-warning", needed = needed, people = people))
}

/// Whether so many took part as were asked.
pub(super) fn quorum(words: Words, asked: &Asked<'_>, took: usize) -> String {
    let (needed, people) = (asked.needed(), asked.electorate);
    if took >= needed {
        say!(words, "how-quorum-enough", took = took, people = people, needed = needed)
    } else {
        let more = needed - took;
        say!(words, "how-quorum-short", took = took, people = people, needed = needed, more = more)
    }
}
