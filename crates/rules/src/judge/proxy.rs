//! Who speaks for an elector who doesn't vote: the holder of a proxy, tellers who write down paper.
//!
//! Guards: a proxy is given by an elector to another one, where the opening has them; paper is written by a
//! teller whom the opening names, and signed by another (definition 7). Next: [`crate::counting`].

use act::{
    deed::Deed,
    id::{ActId, MemberId},
    round::{Proxy, Report},
};

use super::{Judge, Past};
use crate::{
    ballot,
    round::{Given, Reported, Round},
};

impl Judge {
    pub(super) fn gives(&mut self, past: &Past<'_>, author: MemberId, proxy: Proxy) -> bool {
        let Some(round) = past.find(proxy.round).and_then(|open| self.rounds.get_mut(&open)) else {
            return false;
        };
        let holds = proxy.holder.is_none_or(|h| h != author && round.is_elector(h));
        let gives = round.is_elector(author) && holds && round.open.proxies > 0;
        if gives {
            round.proxies.push(Given { act: past.index, elector: author, holder: proxy.holder });
        }
        gives
    }

    pub(super) fn reports(&mut self, past: &Past<'_>, author: MemberId, report: &Report) -> bool {
        let Some(round) = past.find(report.round).and_then(|open| self.rounds.get_mut(&open))
        else {
            return false;
        };
        let may = is_teller(round, author) && report.text == round.open.text;
        let ballots: Vec<_> = report
            .ballots
            .iter()
            .filter(|paper| {
                round.is_elector(paper.elector) && ballot::fits(&paper.ballot, &round.open).is_ok()
            })
            .map(|paper| (paper.elector, paper.ballot.clone()))
            .collect();
        let records = may && !ballots.is_empty();
        if records {
            let signed = Vec::new();
            round.reports.push(Reported { act: past.index, teller: author, ballots, signed });
        }
        records
    }

    pub(super) fn signs(&mut self, past: &Past<'_>, author: MemberId, report: ActId) -> bool {
        let Some(at) = past.find(report) else { return false };
        let Some(Deed::Report(written)) = past.log.act(at).deed() else { return false };
        let Some(round) = past.find(written.round).and_then(|open| self.rounds.get_mut(&open))
        else {
            return false;
        };
        let may = is_teller(round, author);
        let report = round.reports.iter_mut().find(|report| report.act == at && may);
        report.map(|report| report.signed.push((past.index, author))).is_some()
    }
}

fn is_teller(round: &Round, member: MemberId) -> bool {
    round.tellers.binary_search_by_key(&member, |(teller, _)| *teller).is_ok()
}
