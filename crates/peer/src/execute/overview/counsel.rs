//! What is asked about advice, objections that are weighed, and agreements.
//!
//! Guards: as [`super`]; whoever was asked and spoke isn't asked again. Next: [`super::super::counsel`].

use act::{ballot::Ballot, id::MemberId, log::Index};
use rules::round::{Round, Status};

use super::Shown;
use crate::{answer::Todo, community::Community, names::Names};

impl Community {
    /// Whether advice stands in the way of a close.
    pub(super) fn may_close_for(&self, open: Index) -> bool {
        self.judge.advice_missing(&self.log, open, &self.heads()).is_enough()
    }

    pub(super) fn to_counsel(
        &self,
        decisions: &[document::decision::View],
        me: MemberId,
        names: &Names,
    ) -> Vec<Todo> {
        let known = self.known();
        let mut todo = Vec::new();
        for view in decisions {
            let Some(Shown { open, round, state }) = self.standing_of(view.id, &known) else {
                continue;
            };
            if state.withdrawn || self.is_altered(open, round) {
                continue;
            }
            let asked = |kind: &str| Todo {
                kind: kind.to_owned(),
                id: view.id.to_string(),
                title: view.title.value.clone(),
                until: Some(round.open.deadline),
                by: names.name(round.opener),
                of: "decision".to_owned(),
                since: None,
                hidden: false,
            };
            if state.status == Status::Open {
                let missing = self.judge.advice_missing(&self.log, open, &known.heads);
                if missing.silent.contains(&me) {
                    todo.push(asked("advise"));
                }
                if round.opener == me && !missing.unanswered.is_empty() {
                    todo.push(asked("answer"));
                }
                if self.is_to_weigh(me, open, round, &known.heads) {
                    todo.push(asked("weigh"));
                }
            }
            let is_partner = round.open.partner == Some(me);
            if is_partner && round.partner_says(&self.log, &known.past).is_none() {
                todo.push(asked("agree"));
            }
        }
        todo
    }

    // Whether somebody else objects and the owner has yet to say what they make of it.
    fn is_to_weigh(&self, me: MemberId, open: Index, round: &Round, heads: &[Index]) -> bool {
        if round.open.judges.is_none() || !round.is_elector(me) {
            return false;
        }
        let count = self.judge.count(&self.log, open, heads).unwrap_or_default();
        count.counted.iter().any(|(objector, one)| {
            let said = round.weighed.iter().any(|weighed| {
                weighed.judge == me
                    && weighed.objector == *objector
                    && self.log.precedes(one.act, weighed.act)
            });
            *objector != me && one.ballot == Ballot::Object && one.test.is_some() && !said
        })
    }
}
