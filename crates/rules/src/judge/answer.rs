//! Words on what somebody else said in a round: the group test of an objection, the other party's yes.
//!
//! Guards: nobody weighs the own objection, or one that they don't know; who agreed doesn't go back on
//! it. Next: [`crate::counting`], what the test comes to.

use act::{
    id::MemberId,
    round::{Countersign, Weigh},
};

use super::{Judge, Past};
use crate::round::{Countersigned, Weighed};

impl Judge {
    // By an elector other than the objector, of an objection that is there.
    pub(super) fn weighs(&mut self, past: &Past<'_>, author: MemberId, weigh: Weigh) -> bool {
        let Some(round) = past.find(weigh.round).and_then(|open| self.rounds.get_mut(&open)) else {
            return false;
        };
        let objects = round.votes.iter().any(|cast| {
            cast.elector == weigh.objector
                && cast.ballot == act::ballot::Ballot::Object
                && past.log.precedes(cast.act, past.index)
        });
        let weighs = round.open.judges.is_some()
            && objects
            && weigh.objector != author
            && round.is_elector(author);
        if weighs {
            let (objector, harm) = (weigh.objector, weigh.harm);
            round.weighed.push(Weighed { act: past.index, judge: author, objector, harm });
        }
        weighs
    }

    // By the other party whom the opening names, until it agreed.
    pub(super) fn countersigns(
        &mut self,
        past: &Past<'_>,
        author: MemberId,
        sign: &Countersign,
    ) -> bool {
        let reasoned = self.is_reasoned(past, author, sign.reason);
        let reason = sign.reason.and_then(|reason| past.find(reason));
        let Some(round) = past.find(sign.round).and_then(|open| self.rounds.get_mut(&open)) else {
            return false;
        };
        let agreed = round
            .countersigned
            .iter()
            .any(|earlier| earlier.agrees && past.log.precedes(earlier.act, past.index));
        let signs = reasoned
            && !agreed
            && round.open.partner == Some(author)
            && round.open.text == sign.text;
        if signs {
            let (act, agrees) = (past.index, sign.agrees);
            round.countersigned.push(Countersigned { act, agrees, reason });
        }
        signs
    }
}
