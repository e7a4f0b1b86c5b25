//! How it was counted, step by step, so that anybody can check it with a pencil.
//!
//! Guards: every ballot stands in exactly one step: counted, void or late; whoever cast none is named
//! too. It tells what was decided elsewhere and decides nothing. Next: [`rule`], what was asked.

mod asked; // the rule, with this round's numbers
mod counsel; // mandates, weighed objections, another party
mod cast; // whose ballots count, and whose don't
mod result; // what the method makes of them
mod standing; // who agrees that it is so

use std::collections::BTreeMap;

use crate::{say, speech::Words, tally::Tally};

pub use asked::{Asked, options, rule, warning};
pub use counsel::{Adviser, Partner, Selected, Test, Under};

/// A step: a sentence or two, and the lines that belong under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is said.
    pub text: String,
    /// What stands under it, in order; often nothing.
    pub parts: Vec<String>,
}

impl From<String> for Step {
    fn from(text: String) -> Self {
        Self { text, parts: Vec::new() }
    }
}

/// A ballot that was cast.
#[derive(Clone, Debug)]
pub struct Cast<'a> {
    /// Whose.
    pub by: &'a str,
    /// As it is written on a line: `for`, `tuin > plein`, ...
    pub ballot: &'a str,
    /// Why, if said.
    pub reason: Option<&'a str>,
    /// Whether the shown close misses it.
    pub late: bool,
}

/// How a ballot that counts came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via<'a> {
    /// By the person.
    Own,
    /// By this one, who holds a proxy.
    Proxy(&'a str),
    /// On paper, written down by this teller.
    Paper(&'a str),
}

/// A vote without effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Invalid<'a> {
    /// Whose.
    pub by: &'a str,
    /// Why: a word of `rules::ballot::Invalid`.
    pub why: &'a str,
}

/// What the shown close misses beside ballots.
#[derive(Clone, Debug)]
pub enum Late<'a> {
    /// Somebody gave a proxy.
    Proxy {
        /// Who.
        by: &'a str,
        /// To whom.
        to: &'a str,
    },
    /// Somebody took one back.
    TakenBack {
        /// Who.
        by: &'a str,
    },
    /// Paper that counts now.
    Paper {
        /// Who wrote it.
        by: &'a str,
        /// Whose ballots are in it.
        names: Vec<&'a str>,
    },
}

/// A report of paper ballots that doesn't count.
#[derive(Clone, Debug)]
pub struct Waiting<'a> {
    /// Who wrote it.
    pub by: &'a str,
    /// Whose ballots are in it.
    pub names: Vec<&'a str>,
}

/// A round as it is told. Names are as shown everywhere else; states are words of the JSON.
#[derive(Clone, Debug, Default)]
pub struct Round<'a> {
    /// What was asked.
    pub asked: Asked<'a>,
    /// `draft`, `open`, `closed`, `confirmed` or `disputed`.
    pub status: &'a str,
    /// Of the shown close: `adopted`, `rejected`, `chosen`, `tied` or `told`; none while open.
    pub outcome: Option<&'a str>,
    /// What it would come to if it were closed now; only while open.
    pub would_be: Option<&'a str>,
    /// The options that the outcome chooses.
    pub chosen: &'a [String],
    /// Who may vote.
    pub electorate: &'a [String],
    /// All ballots, in the order in which they were cast or arrived.
    pub ballots: Vec<Cast<'a>>,
    /// The ballots that count, by name.
    pub counted: BTreeMap<&'a str, &'a str>,
    /// How each of them came; one that is missing is own.
    pub via: BTreeMap<&'a str, Via<'a>>,
    /// To whom who cast none gave a proxy.
    pub given: BTreeMap<&'a str, &'a str>,
    /// Whose last ballots contradict each other.
    pub void: &'a [String],
    /// Votes without effect.
    pub invalid: Vec<Invalid<'a>>,
    /// What the shown close misses beside ballots.
    pub late: Vec<Late<'a>>,
    /// Paper that another teller has yet to sign.
    pub waiting: Vec<Waiting<'a>>,
    /// Whether the opening was taken back.
    pub withdrawn: bool,
    /// Whether it came in the place of another round.
    pub replaces: bool,
    /// The mandate that it is decided under.
    pub under: Option<Under<'a>>,
    /// Who is put forward for which role.
    pub selected: Option<Selected<'a>>,
    /// How objections were weighed by others.
    pub tests: Vec<Test<'a>>,
    /// The other party of an agreement.
    pub partner: Option<Partner<'a>>,
    /// The numbers of the public draw, where one was brought.
    pub seed: Option<&'a str>,
    /// What the method makes of the ballots.
    pub tally: Option<&'a Tally>,
    /// Who closed the shown close.
    pub closed_by: Option<&'a str>,
    /// From when a close is expected, seconds since 1970.
    pub deadline: Option<i64>,
    /// Who acknowledged the shown outcome.
    pub acknowledged: &'a [String],
    /// How many acknowledgements confirm.
    pub needed: usize,
    /// The core team, where it confirms; else nobody.
    pub confirmers: &'a [String],
    /// Who acknowledged two outcomes.
    pub double: &'a [String],
    /// The act of the shown close.
    pub close: Option<&'a str>,
    /// The heads that all this was read at.
    pub heads: &'a [String],
}

/// The steps in the order in which one would check them.
#[must_use]
pub fn steps(words: Words, round: &Round<'_>) -> Vec<Step> {
    if round.status == "draft" {
        return vec![say!(words, "how-draft").into(), rule(words, &round.asked).into()];
    }
    let mut steps = Vec::new();
    if round.withdrawn {
        steps.push(say!(words, "how-withdrawn").into());
    }
    if round.replaces {
        steps.push(say!(words, "how-replaces").into());
    }
    let people = round.electorate.len();
    let names = words.list(round.electorate);
    steps.push(say!(words, "how-electorate", names = names, people = people).into());
    steps.push(rule(words, &round.asked).into());
    steps.extend(counsel::under(words, round));
    steps.extend(counsel::selected(words, round));
    steps.extend(cast::counted(words, round));
    steps.extend(cast::not_counted(words, round).into_iter().map(Step::from));
    steps.extend(result::steps(words, round));
    steps.extend(cast::objections(words, round));
    steps.extend(counsel::tests(words, round).into_iter().map(Step::from));
    steps.extend(counsel::after(words, round).into_iter().map(Step::from));
    steps.extend(standing::steps(words, round).into_iter().map(Step::from));
    steps
}

#[cfg(test)]
mod tests;
