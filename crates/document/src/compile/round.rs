//! What deeds about rounds write: openings, ballots, proxies, reports, closes, acknowledgements.
//!
//! Guards: as [`super`]; a close writes what it counted at its own past, nothing else. Next:
//! [`crate::shape`].

use act::{
    ballot::Ballot,
    deed::Deed,
    mandate::Answer,
    round::{Acknowledge, Countersign, Method, Open, Report, Vote, Weigh},
};
use automerge::ScalarValue;
use rules::tally::Outcome;

use super::Compiler;
use crate::{shape, tree::Node, writer::Writer};

impl Compiler<'_> {
    pub(super) fn open(&self, writer: &mut Writer<'_>, open: &Open) -> Option<()> {
        let rounds = writer.tree().at(&[shape::ROUNDS])?;
        let round = writer.map(rounds, &shape::hex(&self.act.id().0));
        writer.put(round, "decision", shape::hex(&open.decision.0));
        writer.put(round, "text", shape::hex(&open.text.0));
        method(writer, round, open.method);
        writer.put(round, "quorum", open.quorum.to_string());
        writer.put(round, "deadline", shape::number(open.deadline));
        writer.put(round, shape::BY, shape::hex(&self.author.0));
        for (key, people) in [("closers", &open.closers), ("tellers", &open.tellers)] {
            let map = writer.map(round, key);
            for person in people {
                writer.put(map, &shape::hex(&person.0), true);
            }
        }
        let options = writer.map(round, "options");
        for (place, option) in open.options.iter().enumerate() {
            let option = writer.map(options, &shape::hex(&option.0));
            writer.put(option, "place", shape::number(i64::try_from(place).unwrap_or(i64::MAX)));
            if let Some(cost) = open.costs.get(place) {
                writer.put(option, "cost", shape::number(i64::try_from(*cost).unwrap_or(i64::MAX)));
            }
        }
        writer.put(round, "ties", shape::ties(open.ties));
        writer.put(round, "proxies_held", i64::from(open.proxies));
        if let Some(option) = open.status_quo.and_then(|at| open.options.get(usize::from(at))) {
            writer.put(round, "status_quo", shape::hex(&option.0));
        }
        if let Some(replaces) = open.replaces {
            writer.put(round, "replaces", shape::hex(&replaces.0));
        }
        if let Some(under) = &open.under {
            let map = writer.map(round, "under");
            writer.put(map, "grant", shape::hex(&under.grant.0));
            let amount = i64::try_from(under.amount).unwrap_or(i64::MAX);
            writer.put(map, "amount", shape::number(amount));
            let topics = writer.map(map, "topics");
            for topic in &under.topics {
                writer.put(topics, &shape::hex(&topic.0), true);
            }
            let advisers = writer.map(map, "advisers");
            for adviser in &under.advisers {
                writer.put(advisers, &shape::hex(&adviser.0), true);
            }
            if let Some(outside) = self.judge.round(self.index)?.outside {
                writer.put(map, "outside", outside.word());
            }
            writer.map(round, shape::ANSWERS);
            writer.map(round, shape::ANSWERS_WHY);
        }
        if let Some(judges) = open.judges {
            writer.put(round, "judges", i64::from(judges));
            writer.map(round, shape::WEIGHED);
        }
        if let Some(partner) = open.partner {
            writer.put(round, "partner", shape::hex(&partner.0));
            writer.map(round, shape::COUNTERSIGNED);
        }
        if let Some(select) = open.select {
            writer.put(round, "role", shape::hex(&select.role.0));
            writer.put(round, "nominee", shape::hex(&select.nominee.0));
        }
        for part in [shape::BALLOTS, shape::REASONS, shape::PROXIES, shape::REPORTS, shape::CLOSES]
        {
            writer.map(round, part);
        }
        Some(())
    }

    pub(super) fn vote(&self, writer: &mut Writer<'_>, vote: &Vote) -> Option<()> {
        let round = writer.tree().at(&[shape::ROUNDS, &shape::hex(&vote.round.0)])?;
        let ballots = writer.tree().child(round, shape::BALLOTS)?;
        let reasons = writer.tree().child(round, shape::REASONS)?;
        let own = shape::hex(&self.author.0);
        writer.put(ballots, &own, ballot(&vote.ballot));
        writer.put(reasons, &own, named(vote.reason));
        Some(())
    }

    pub(super) fn report(&self, writer: &mut Writer<'_>, report: &Report) -> Option<()> {
        let path = [shape::ROUNDS, &shape::hex(&report.round.0), shape::REPORTS];
        let reports = writer.tree().at(&path)?;
        let map = writer.map(reports, &shape::hex(&self.act.id().0));
        writer.put(map, shape::BY, shape::hex(&self.author.0));
        let ballots = writer.map(map, shape::BALLOTS);
        for paper in &report.ballots {
            writer.put(ballots, &shape::hex(&paper.elector.0), ballot(&paper.ballot));
        }
        writer.map(map, "signed");
        Some(())
    }

    pub(super) fn close(
        &self,
        writer: &mut Writer<'_>,
        round: &str,
        open: act::id::ActId,
    ) -> Option<()> {
        let closes = writer.tree().at(&[shape::ROUNDS, round, shape::CLOSES])?;
        let close = self.judge.round(self.log.find(open)?)?.closes.get(&self.index)?;
        let map = writer.map(closes, &shape::hex(&self.act.id().0));
        writer.put(map, shape::BY, shape::hex(&self.author.0));
        writer.put(map, "outcome", close.outcome.word());
        if let Some(seed) = &close.seed {
            writer.put(map, "seed", seed.as_str());
        }
        let round = self.judge.round(self.log.find(open)?)?;
        let chosen = writer.map(map, "chosen");
        if let Outcome::Chosen(options) = &close.outcome {
            for option in options.iter().filter_map(|at| round.open.options.get(usize::from(*at))) {
                writer.put(chosen, &shape::hex(&option.0), true);
            }
        }
        if let Some(outside) = close.outside {
            writer.put(map, "outside", outside.word());
        }
        let counted = writer.map(map, "counted");
        for (member, one) in &close.counted {
            writer.put(counted, &shape::hex(&member.0), ballot(one.counts_as()));
        }
        let void = writer.map(map, "void");
        for member in &close.void {
            writer.put(void, &shape::hex(&member.0), true);
        }
        writer.map(map, shape::ACKNOWLEDGED);
        Some(())
    }

    pub(super) fn answer(&self, writer: &mut Writer<'_>, answer: &Answer) -> Option<()> {
        let advice = shape::hex(&answer.advice.0);
        let Deed::Comment(comment) = self.log.act(self.log.find(answer.advice)?).deed()? else {
            return None;
        };
        let round = writer.tree().at(&[shape::ROUNDS, &shape::hex(&comment.on.0)])?;
        let answers = writer.tree().child(round, shape::ANSWERS)?;
        let whys = writer.tree().child(round, shape::ANSWERS_WHY)?;
        writer.put(answers, &advice, answer.taken.word());
        writer.put(whys, &advice, named(answer.reason));
        Some(())
    }

    pub(super) fn weigh(&self, writer: &mut Writer<'_>, weigh: Weigh) -> Option<()> {
        let path = [shape::ROUNDS, &shape::hex(&weigh.round.0), shape::WEIGHED];
        let weighed = writer.tree().at(&path)?;
        writer.put(weighed, &shape::pair(&weigh.objector.0, &self.author.0), weigh.harm);
        Some(())
    }

    pub(super) fn countersign(&self, writer: &mut Writer<'_>, sign: &Countersign) -> Option<()> {
        let path = [shape::ROUNDS, &shape::hex(&sign.round.0), shape::COUNTERSIGNED];
        let signed = writer.tree().at(&path)?;
        writer.put(signed, "agrees", sign.agrees);
        writer.put(signed, "reason", named(sign.reason));
        Some(())
    }

    pub(super) fn acknowledge(&self, writer: &mut Writer<'_>, ack: Acknowledge) -> Option<()> {
        let (round, close) = (shape::hex(&ack.round.0), shape::hex(&ack.close.0));
        let path = [shape::ROUNDS, &round, shape::CLOSES, &close, shape::ACKNOWLEDGED];
        let acknowledged = writer.tree().at(&path)?;
        writer.put(acknowledged, &shape::hex(&self.author.0), true);
        Some(())
    }
}

pub(super) fn method(writer: &mut Writer<'_>, map: Node, method: Method) {
    writer.put(map, "method", method.word());
    let mut number = |key, number: u64| {
        writer.put(map, key, shape::number(i64::try_from(number).unwrap_or(i64::MAX)));
    };
    match method {
        Method::Qualified(share) | Method::QualifiedOfAll(share) => {
            writer.put(map, "share", share.to_string());
        }
        Method::Consensus(aside) => number("most", u64::from(aside)),
        Method::Approval { most, seats } => {
            number("most", u64::from(most));
            number("seats", u64::from(seats));
        }
        Method::Score { seats } | Method::Seats(seats) | Method::Lot(seats) => {
            number("seats", u64::from(seats));
        }
        Method::Dots { dots, most, seats } => {
            number("dots", u64::from(dots));
            number("most", u64::from(most));
            number("seats", u64::from(seats));
        }
        Method::BudgetGreedy(pot) | Method::BudgetShares(pot) => number("pot", pot),
        Method::Majority
        | Method::Absolute
        | Method::Consent
        | Method::Unanimity
        | Method::Ranked
        | Method::Poll
        | Method::Mandate
        | Method::Selection => {}
    }
}

// An act that is named, or null.
fn named(act: Option<act::id::ActId>) -> ScalarValue {
    act.map_or(ScalarValue::Null, |act| shape::hex(&act.0).into())
}

// A ballot in one line; options by their places, from 0.
fn ballot(ballot: &Ballot) -> String {
    rules::ballot::written(ballot, |option| option.to_string())
}
