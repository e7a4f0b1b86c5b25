//! A decision under a mandate, somebody put forward for a role, objections that others weighed, an agreement with another party.
//!
//! Guards: as [`super`]. Next: [`super::standing`].

use super::{Round, Step};
use crate::{say, speech::Words, tally::said::euros, task};

/// A decision under a mandate.
#[derive(Clone, Debug, Default)]
pub struct Under<'a> {
    /// The mandate's title.
    pub mandate: &'a str,
    /// Who decides.
    pub decider: &'a str,
    /// What the decision costs, in cents.
    pub amount: i64,
    /// What the mandate allows in all.
    pub ceiling: i64,
    /// What other decisions under it come to.
    pub spent: i64,
    /// Why it is outside the mandate.
    pub outside: Option<&'a str>,
    /// Who was asked for advice.
    pub advisers: Vec<Adviser<'a>>,
}

/// Somebody who was asked for advice.
#[derive(Clone, Debug, Default)]
pub struct Adviser<'a> {
    /// By name.
    pub name: &'a str,
    /// Whether anything shows that the question reached them.
    pub reached: bool,
    /// What they advised, with what was done with it and why.
    pub advice: Vec<(&'a str, Option<&'a str>, Option<&'a str>)>,
}

/// Somebody put forward for a role.
#[derive(Clone, Debug, Default)]
pub struct Selected<'a> {
    /// The role's title.
    pub role: &'a str,
    /// Who would fill it.
    pub nominee: &'a str,
    /// Whether the nominee wants it; none: said nothing yet.
    pub willing: Option<bool>,
    /// The nominations that stood: by whom, whom, why; none where that was folded away.
    pub nominations: Vec<(&'a str, &'a str, Option<&'a str>)>,
}

/// How others weighed an objection.
#[derive(Clone, Copy, Debug)]
pub struct Test<'a> {
    /// Whose objection.
    pub of: &'a str,
    /// How many find that a shared goal is harmed.
    pub harm: usize,
    /// How many don't.
    pub none: usize,
    /// How many it takes.
    pub needed: usize,
    /// Whether it is found not valid.
    pub invalid: bool,
}

/// The other party of an agreement.
#[derive(Clone, Copy, Debug)]
pub struct Partner<'a> {
    /// By name.
    pub name: &'a str,
    /// Whether it agrees; none: nothing yet.
    pub agrees: Option<bool>,
    /// How it decided.
    pub reason: Option<&'a str>,
    /// Whether the agreement is in force.
    pub in_force: bool,
}

fn amount(words: Words, cents: i64) -> String {
    euros(words, u64::try_from(cents).unwrap_or_default())
}

/// Under which mandate, within it or not, and what became of the advice.
pub(super) fn under(words: Words, round: &Round<'_>) -> Option<Step> {
    let under = round.under.as_ref()?;
    let (decider, mandate) = (under.decider, under.mandate);
    let mut parts = Vec::new();
    if under.amount > 0 {
        parts.push(say!(
            words,
            "how-mandate-cost",
            amount = amount(words, under.amount),
            ceiling = amount(words, under.ceiling),
            spent = amount(words, under.spent)
        ));
    }
    match under.outside {
        Some(why) => {
            parts.push(say!(words, "how-mandate-outside", why = task::outside(words, why)));
        }
        None => parts.push(say!(words, "how-mandate-within")),
    }
    parts.extend(under.advisers.iter().flat_map(|adviser| advice(words, adviser)));
    Some(Step { text: say!(words, "how-mandate", name = decider, mandate = mandate), parts })
}

fn advice(words: Words, adviser: &Adviser<'_>) -> Vec<String> {
    let name = adviser.name;
    if adviser.advice.is_empty() {
        return vec![if adviser.reached {
            say!(words, "how-advice-silent", name = name)
        } else {
            say!(words, "how-advice-unreached", name = name)
        }];
    }
    let one = |(text, answer, reason): &(&str, Option<&str>, Option<&str>)| match (answer, reason) {
        (None, _) => say!(words, "how-advice-waits", name = name, text = *text),
        (Some(answer), None) => {
            let answer = task::taken(words, answer);
            say!(words, "how-advice", name = name, text = *text, answer = answer)
        }
        (Some(answer), Some(why)) => {
            let answer = task::taken(words, answer);
            say!(words, "how-advice-why", name = name, text = *text, answer = answer, why = *why)
        }
    };
    adviser.advice.iter().map(one).collect()
}

/// Who was nominated and put forward, and what that person says of it.
pub(super) fn selected(words: Words, round: &Round<'_>) -> Option<Step> {
    let selected = round.selected.as_ref()?;
    let (role, name) = (selected.role, selected.nominee);
    let one = |(by, who, why): &(&str, &str, Option<&str>)| match why {
        Some(why) => say!(words, "how-nominated", by = *by, name = *who, why = *why),
        None => say!(words, "how-nominated-hidden", by = *by, name = *who),
    };
    let mut parts: Vec<_> = selected.nominations.iter().map(one).collect();
    parts.push(match selected.willing {
        None => say!(words, "how-selected-silent", name = name),
        Some(true) => say!(words, "how-selected-willing", name = name),
        Some(false) => say!(words, "how-selected-unwilling", name = name),
    });
    Some(Step { text: say!(words, "how-selected", role = role, name = name), parts })
}

/// How each objection was weighed.
pub(super) fn tests(words: Words, round: &Round<'_>) -> Vec<String> {
    let one = |test: &Test<'_>| {
        let (of, harm, none, needed) = (test.of, test.harm, test.none, test.needed);
        match (test.invalid, harm + none < needed) {
            (true, _) => say!(words, "how-test-invalid", name = of, harm = harm, none = none),
            (false, true) => {
                say!(words, "how-test-few", name = of, n = harm + none, needed = needed)
            }
            (false, false) => say!(words, "how-test-stands", name = of, harm = harm, none = none),
        }
    };
    round.tests.iter().map(one).collect()
}

/// What came of it under a mandate, and of the agreement.
pub(super) fn after(words: Words, round: &Round<'_>) -> Vec<String> {
    let mut said = Vec::new();
    if round.under.is_some() && round.outcome == Some("rejected") {
        said.push(say!(words, "how-mandate-open"));
    }
    if let Some(partner) = &round.partner {
        let name = partner.name;
        said.push(match (partner.agrees, partner.reason) {
            (None, _) => say!(words, "how-partner-waits", name = name),
            (Some(true), Some(why)) => {
                say!(words, "how-partner-agrees-why", name = name, why = why)
            }
            (Some(true), None) => say!(words, "how-partner-agrees", name = name),
            (Some(false), Some(why)) => say!(words, "how-partner-not-why", name = name, why = why),
            (Some(false), None) => say!(words, "how-partner-not", name = name),
        });
        if partner.in_force {
            said.push(say!(words, "how-agreement"));
        }
    }
    said
}
