//! A decision as `words::counting` tells it: the same on the command line and on the page.
//!
//! Guards: leaves nothing out and adds nothing. Next: `words::counting`.

use words::counting::{self, Asked, Cast, Invalid, Late, Round, Via, Waiting};

use super::{Adviser, Ballot, Decision, Nomination, Partner, Test, Under, Ways};

impl Decision {
    /// What is asked, or would be if it were opened now.
    #[must_use]
    pub fn asked(&self) -> Asked<'_> {
        let numbers = &self.numbers;
        Asked {
            method: &self.method,
            share: self.share.as_deref(),
            quorum: &self.quorum,
            electorate: self.voters,
            options: self.options.len(),
            seats: numbers.seats,
            most: numbers.most,
            dots: numbers.dots,
            pot: numbers.pot,
            ties: &numbers.ties,
            status_quo: numbers.status_quo.as_deref(),
        }
    }

    /// The shown round, to be told step by step.
    #[must_use]
    pub fn told(&self) -> Round<'_> {
        let ways = &self.ways;
        let close = self.shown.as_ref().and_then(|shown| self.closes.get(shown));
        let via = ways.via.iter().map(|(name, via)| (name.as_str(), came(&via.way, &via.by)));
        let waiting = ways.reports.iter().filter(|report| !report.counts);
        Round {
            asked: self.asked(),
            status: &self.status,
            outcome: self.outcome.as_deref().or(self.provisional.as_deref()),
            would_be: self.would_be.as_deref(),
            chosen: &self.chosen,
            electorate: &self.electorate,
            ballots: self.ballots.iter().map(cast).collect(),
            counted: self
                .counted
                .iter()
                .map(|(name, line)| (name.as_str(), line.as_str()))
                .collect(),
            via: via.collect(),
            given: ways.given.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect(),
            void: &self.void,
            invalid: ways
                .invalid
                .iter()
                .map(|one| Invalid { by: &one.by, why: &one.why })
                .collect(),
            late: late(ways),
            waiting: waiting
                .map(|report| Waiting {
                    by: &report.by,
                    names: report.ballots.keys().map(String::as_str).collect(),
                })
                .collect(),
            under: self.counsel.under.as_ref().map(under),
            selected: self.selected(),
            tests: self.counsel.tests.iter().map(test).collect(),
            partner: self.counsel.partner.as_ref().map(partner),
            withdrawn: ways.withdrawn,
            replaces: ways.replaces.is_some(),
            seed: ways.seed.as_deref(),
            tally: self.tally.as_ref(),
            closed_by: close.map(|close| close.by.as_str()),
            deadline: self.deadline,
            acknowledged: &self.acknowledged,
            needed: self.needed,
            confirmers: &ways.confirmers,
            double: &self.double,
            close: self.shown.as_deref(),
            heads: &self.base,
        }
    }
}

fn late(ways: &Ways) -> Vec<Late<'_>> {
    let proxies = ways.late.iter().map(|(by, to)| match to.as_str() {
        "" => Late::TakenBack { by },
        to => Late::Proxy { by, to },
    });
    let reports = ways.reports.iter().filter(|report| report.late);
    let paper = reports.map(|report| Late::Paper {
        by: &report.by,
        names: report.ballots.keys().map(String::as_str).collect(),
    });
    proxies.chain(paper).collect()
}

fn came<'a>(way: &str, by: &'a str) -> Via<'a> {
    match way {
        "proxy" => Via::Proxy(by),
        "paper" => Via::Paper(by),
        _ => Via::Own,
    }
}

fn under(under: &Under) -> counting::Under<'_> {
    counting::Under {
        mandate: &under.title,
        decider: &under.decider,
        amount: under.amount,
        ceiling: under.ceiling,
        spent: under.spent,
        outside: under.outside.as_deref(),
        advisers: under.advisers.iter().map(told_adviser).collect(),
    }
}

fn told_adviser(adviser: &Adviser) -> counting::Adviser<'_> {
    let advice = adviser
        .advice
        .iter()
        .map(|advice| (advice.text.as_str(), advice.answer.as_deref(), advice.reason.as_deref()));
    counting::Adviser { name: &adviser.name, reached: adviser.reached, advice: advice.collect() }
}

fn test<'a>((of, test): (&'a String, &Test)) -> counting::Test<'a> {
    counting::Test {
        of,
        harm: test.harm,
        none: test.none,
        needed: usize::from(test.needed),
        invalid: test.invalid,
    }
}

impl Decision {
    // Who is put forward, with what they themselves say of it.
    fn selected(&self) -> Option<counting::Selected<'_>> {
        let selection = self.selection.as_ref()?;
        let nominee = selection.nominee.as_deref()?;
        let considered = |one: &&Nomination| selection.considered.contains(&one.id);
        Some(counting::Selected {
            role: &selection.title,
            nominee,
            willing: selection.willing,
            nominations: selection.nominations.iter().filter(considered).map(nominated).collect(),
        })
    }
}

// By whom, whom, and why unless that was folded away.
fn nominated(one: &Nomination) -> (&str, &str, Option<&str>) {
    let is_hidden = one.fold.as_ref().is_some_and(|fold| fold.hidden);
    (&one.by, &one.who, (!is_hidden).then_some(one.reason.as_str()))
}

fn partner(partner: &Partner) -> counting::Partner<'_> {
    counting::Partner {
        name: &partner.name,
        agrees: partner.agrees,
        reason: partner.reason.as_deref(),
        in_force: partner.in_force,
    }
}

fn cast(ballot: &Ballot) -> Cast<'_> {
    Cast {
        by: &ballot.by,
        ballot: &ballot.ballot,
        reason: ballot.reason.as_deref(),
        late: ballot.late,
    }
}
