//! How it was counted, step by step, so that anybody can check it with a pencil.
//!
//! Guards: every ballot stands in exactly one step: counted, void or late; whoever cast none is named
//! too. It tells what was decided elsewhere and decides nothing. Next: [`crate::refusal`].

use std::collections::{BTreeMap, BTreeSet};

use act::fraction::Fraction;

use crate::{say, speech::Words, term, when};

/// A ballot that was cast.
#[derive(Clone, Debug)]
pub struct Cast<'a> {
    /// Whose.
    pub by: &'a str,
    /// Its word: `for`, `consent`, ...
    pub ballot: &'a str,
    /// Why, if said.
    pub reason: Option<&'a str>,
    /// Whether the shown close misses it.
    pub late: bool,
}

/// A round as it is told. Names are as shown everywhere else; states are words of the JSON.
#[derive(Clone, Debug)]
pub struct Round<'a> {
    /// `majority`, `absolute`, `qualified` or `consent`.
    pub method: &'a str,
    /// The share of the electorate that must take part, such as `1/2`.
    pub quorum: &'a str,
    /// For a qualified majority.
    pub share: Option<&'a str>,
    /// `draft`, `open`, `closed`, `confirmed` or `disputed`.
    pub status: &'a str,
    /// Of the shown close: `adopted` or `rejected`; none while open.
    pub outcome: Option<&'a str>,
    /// Who may vote.
    pub electorate: &'a [String],
    /// All ballots, in the order in which they were cast or arrived.
    pub ballots: Vec<Cast<'a>>,
    /// The ballots that count, by name.
    pub counted: &'a BTreeMap<String, String>,
    /// Whose last ballots contradict each other.
    pub void: &'a [String],
    /// Who closed the shown close.
    pub closed_by: Option<&'a str>,
    /// From when a close is expected, seconds since 1970.
    pub deadline: Option<i64>,
    /// Who acknowledged the shown outcome.
    pub acknowledged: &'a [String],
    /// How many acknowledgements confirm.
    pub needed: usize,
    /// Who acknowledged two outcomes.
    pub double: &'a [String],
}

/// The steps, one sentence or more each, in the order in which one would check them.
#[must_use]
pub fn steps(words: Words, round: &Round<'_>) -> Vec<String> {
    if round.status == "draft" {
        return vec![say!(words, "how-draft")];
    }
    let mut steps = vec![who(words, round), rule(words, round)];
    steps.extend(ballots(words, round));
    steps.extend(absent(words, round));
    steps.extend(round.void.iter().map(|name| say!(words, "how-void", name = name)));
    steps.extend(late(words, round));
    steps.push(quorum(words, round));
    steps.push(tally(words, round));
    steps.extend(standing(words, round));
    steps
}

fn who(words: Words, round: &Round<'_>) -> String {
    let people = round.electorate.len();
    say!(words, "how-electorate", names = words.list(round.electorate), people = people)
}

fn rule(words: Words, round: &Round<'_>) -> String {
    match round.method {
        "consent" => say!(words, "how-rule-consent"),
        "absolute" => say!(words, "how-rule-absolute", needed = round.electorate.len() / 2 + 1),
        "qualified" => say!(words, "how-rule-qualified", share = round.share.unwrap_or_default()),
        _ => say!(words, "how-rule-majority"),
    }
}

fn ballots(words: Words, round: &Round<'_>) -> Vec<String> {
    let said = |(name, ballot): (&String, &String)| {
        let own = || round.ballots.iter().filter(|cast| cast.by == name && !cast.late);
        let reason = own().rev().find(|cast| cast.ballot == ballot).and_then(|cast| cast.reason);
        let earlier: Vec<_> =
            own().filter(|cast| cast.ballot != ballot).map(|cast| cast.ballot).collect();
        let ballot = term::ballot(words, ballot);
        let mut said = match reason {
            Some(reason) => {
                say!(words, "how-ballot-reason", name = name, ballot = ballot, reason = reason)
            }
            None => say!(words, "how-ballot", name = name, ballot = ballot),
        };
        if let Some(earlier) = earlier.last() {
            said.push(' ');
            said.push_str(&say!(words, "how-changed", earlier = term::ballot(words, earlier)));
        }
        said
    };
    round.counted.iter().map(said).collect()
}

fn absent(words: Words, round: &Round<'_>) -> Option<String> {
    let silent = |name: &&String| !round.counted.contains_key(*name) && !round.void.contains(*name);
    let names: Vec<_> = round.electorate.iter().filter(silent).collect();
    (!names.is_empty()).then(|| say!(words, "how-absent", names = words.list(&names)))
}

fn late(words: Words, round: &Round<'_>) -> Vec<String> {
    let late = round.ballots.iter().filter(|cast| cast.late);
    late.map(|cast| {
        say!(words, "how-late", name = cast.by, ballot = term::ballot(words, cast.ballot))
    })
    .collect()
}

fn quorum(words: Words, round: &Round<'_>) -> String {
    let (took, people) = (round.counted.len(), round.electorate.len());
    let share: Fraction = round.quorum.parse().unwrap_or(Fraction::ZERO);
    // One ballot at least, whatever the quorum (definition 8).
    let needed = share.least_of(people).max(1);
    if took >= needed {
        say!(words, "how-quorum-enough", took = took, people = people, needed = needed)
    } else {
        say!(
            words,
            "how-quorum-short",
            took = took,
            people = people,
            needed = needed,
            more = needed - took
        )
    }
}

fn tally(words: Words, round: &Round<'_>) -> String {
    let of = |word: &str| round.counted.values().filter(|ballot| *ballot == word).count();
    let mut said = if round.method == "consent" {
        let (consent, concern) = (of("consent"), of("concern"));
        say!(
            words,
            "how-tally-consent",
            consent = consent,
            concern = concern,
            object = of("object"),
            aside = of("aside")
        )
    } else {
        say!(words, "how-tally-votes", yes = of("for"), no = of("against"), abstain = of("abstain"))
    };
    if let Some(outcome) = round.outcome {
        said.push(' ');
        said.push_str(&say!(words, "how-outcome", outcome = term::outcome(words, outcome)));
    }
    said
}

fn standing(words: Words, round: &Round<'_>) -> Vec<String> {
    let (of, needed) = (round.electorate.len(), round.needed);
    let voices: BTreeSet<_> = round.acknowledged.iter().collect();
    let voices: Vec<_> = voices.into_iter().collect();
    let mut said = Vec::new();
    if let Some(by) = round.closed_by {
        said.push(say!(words, "how-closed", name = by));
    }
    match round.status {
        "open" => said.push(match round.deadline {
            Some(deadline) => say!(words, "how-open-until", moment = when::moment(words, deadline)),
            None => say!(words, "how-open"),
        }),
        "disputed" => said.push(say!(words, "how-disputed", names = words.list(round.double))),
        "confirmed" => said.push(say!(
            words,
            "how-confirmed",
            names = words.list(&voices),
            n = voices.len(),
            of = of,
            needed = needed
        )),
        _ => said.push(say!(
            words,
            "how-provisional",
            names = words.list(&voices),
            n = voices.len(),
            of = of,
            needed = needed
        )),
    }
    if round.status != "disputed" && !round.double.is_empty() {
        said.push(say!(words, "how-double", names = words.list(round.double)));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn names(of: &[&str]) -> Vec<String> {
        of.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn every_ballot_stands_in_one_step() {
        let cast = |by, ballot, reason, late| Cast { by, ballot, reason, late };
        let counted = BTreeMap::from([
            ("Ali".to_owned(), "for".to_owned()),
            ("Bea".to_owned(), "against".to_owned()),
            ("Cor".to_owned(), "for".to_owned()),
        ]);
        let (electorate, void) =
            (names(&["Ali", "Bea", "Cor", "Dina", "Ed", "Fem"]), names(&["Dina"]));
        let acknowledged = names(&["Ali", "Cor"]);
        let round = Round {
            method: "majority",
            quorum: "1/2",
            share: None,
            status: "closed",
            outcome: Some("adopted"),
            electorate: &electorate,
            ballots: vec![
                cast("Ali", "against", None, false),
                cast("Ali", "for", Some("Het is veilig\u{1b}[0m genoeg"), false),
                cast("Bea", "against", None, false),
                cast("Cor", "for", None, false),
                cast("Dina", "for", None, false),
                cast("Dina", "against", None, false),
                cast("Ed", "for", None, true),
            ],
            counted: &counted,
            void: &void,
            closed_by: Some("Ali"),
            deadline: None,
            acknowledged: &acknowledged,
            needed: 4,
            double: &[],
        };
        let dutch = steps(Words::new(Language::Dutch), &round);
        assert_eq!(
            dutch,
            [
                "Wie mochten stemmen: Ali, Bea, Cor, Dina, Ed en Fem. Dat zijn de 6 deelnemers van het moment waarop de stemming openging.",
                "De regel: meer stemmen voor dan tegen. Staakt het, dan verandert er niets.",
                "Ali: voor. Reden: “Het is veilig[0m genoeg” (eerst: tegen)",
                "Bea: tegen.",
                "Cor: voor.",
                "Geen stem van: Ed en Fem.",
                "Van Dina zijn er twee verschillende stemmen, los van elkaar gemaakt. Geen van beide telt.",
                "Nagekomen van Ed: voor. Wie de stemming sloot, had deze stem nog niet. Ze telt niet mee.",
                "Meedoen: 3 van de 6, er waren er minstens 3 nodig. Dat zijn er genoeg.",
                "Geteld: 2 voor, 1 tegen, 0 onthouding. Uitslag: aangenomen.",
                "Ali sloot de stemming.",
                "Voorlopig: Ali en Cor tellen het ook zo. Dat zijn er 2 van de 6. Bij 4 staat de uitslag vast.",
            ]
        );
        let english = steps(Words::new(Language::English), &round);
        assert_eq!(english.len(), dutch.len());
        assert_eq!(english[8], "Taking part: 3 of 6, at least 3 were needed. That is enough.");
    }
}
