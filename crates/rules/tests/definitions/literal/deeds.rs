//! Which parts of a deed have effect, and definition 13.
//!
//! Guards: a deed that names an act outside its own past has no effect; two parts about one thing take
//! the whole deed with them. Next: `agree.rs`, which asks.

use std::collections::BTreeSet;

use act::{
    deed::{Class, Deed},
    id::{ActId, EntityId, MemberId},
    key,
    register::{Change, Enrol, Recover},
    statement,
};

use super::{Literal, Number, each, remember};

impl Literal {
    /// Whether a part of a deed has effect; none for content, which no definition is about.
    pub(crate) fn effect(&self, act: Number, part: usize) -> Option<bool> {
        // Definition 11: of a version that this program doesn't know.
        let Some(deed) = self.deed(act) else { return Some(false) };
        if deed.class() == Class::Content {
            return None;
        }
        Some(remember(&self.answers.effects, (act, part), || {
            self.stood(act) && self.has_effect(act, part, deed)
        }))
    }

    fn has_effect(&self, act: Number, part: usize, deed: &Deed) -> bool {
        match deed {
            Deed::Create(_) | Deed::Set(_) | Deed::EditText(_) | Deed::Comment(_) => false,
            Deed::Found(_) | Deed::Join(_) | Deed::Invite(_) | Deed::Leave | Deed::Gather => true,
            Deed::Approve(list) | Deed::WithdrawApproval(list) | Deed::ObjectChange(list) => {
                once(list, Clone::clone) && self.speaks(act, &list[part])
            }
            Deed::Dismiss(list) => once(list, |join| *join) && self.dismisses(act, list[part]),
            Deed::Enrol(list) => {
                once(list, |enrol| enrol.device) && self.is_own_key(act, &list[part])
            }
            Deed::Paper(enrol) => {
                self.is_own_key(act, enrol)
                    && self.member(act).is_some_and(|member| {
                        self.paper_keys(self.set(self.past(act)), member).is_empty()
                    })
            }
            Deed::Recover(recover) => self.is_recovery(act, recover),
            Deed::Redact(list) => once(list, |named| *named) && self.redacts(act, list[part]),
            Deed::Retire(list) => once(list, |device| *device),
            Deed::Open(_) => self.opened(act).is_some(),
            Deed::Vote(list) => once(list, |vote| vote.round) && self.voted(act, part).is_some(),
            Deed::Close(list) => {
                once(list, |close| close.round) && self.closed(act, list[part].round).is_some()
            }
            // Held by `tests/seasons.rs`, and by stories.
            Deed::Season(_) | Deed::SeasonJoin(_) | Deed::SeasonList(_) | Deed::SeasonStep(_) => {
                unreachable!("these histories hold none")
            }
            Deed::Proxy(list) => once(list, |proxy| proxy.round) && self.gave(act, part).is_some(),
            Deed::Report(_) => self.reported(act).is_some(),
            Deed::SignReport(list) => {
                once(list, |report| *report) && self.signed(act, part).is_some()
            }
            Deed::WithdrawOpening(list) => {
                once(list, |round| *round) && self.takes_back(act, part).is_some()
            }
            Deed::Moderate(list) => {
                once(list, |said| said.what) && self.moderates(act, part).is_some()
            }
            // Stories hold them.
            Deed::Answer(_)
            | Deed::EndTerm(_)
            | Deed::ReturnMandate(_)
            | Deed::Weigh(_)
            | Deed::Countersign(_) => unreachable!("these histories hold none"),
            Deed::Acknowledge(list) => once(list, |ack| ack.round) && self.acknowledges(act, part),
        }
    }

    // A word names the act that brought its person in, and a rest its `last`.
    fn speaks(&self, act: Number, change: &Change) -> bool {
        let came = |member: MemberId| self.brought(self.past(act), member).is_some();
        match change {
            Change::Admit(join) => self.is_join(act, *join).is_some(),
            Change::Rest(member, last) => came(*member) && self.in_past(act, *last).is_some(),
            Change::Remove(member) => came(*member),
            Change::Recover(recover) => came(recover.member) && self.is_recovery(act, recover),
            Change::Clause(_) => true,
            Change::Appoint(_) | Change::Grant(_) => unreachable!("these histories hold none"),
            Change::Redact(named) => self.is_content(act, *named).is_some(),
        }
    }

    // The join that an act names, when it brought somebody in.
    fn is_join(&self, act: Number, join: ActId) -> Option<Number> {
        self.in_past(act, join)
            .filter(|join| matches!(self.deed(*join), Some(Deed::Join(_))) && self.stood(*join))
    }

    // The act with words that an act names.
    pub(super) fn is_content(&self, act: Number, named: ActId) -> Option<Number> {
        let is_content = |deed: &Deed| deed.class() == Class::Content;
        self.in_past(act, named).filter(|named| self.deed(*named).is_some_and(is_content))
    }

    // The new key signs "member m of c" and belongs to no other member.
    fn is_recovery(&self, act: Number, recover: &Recover) -> bool {
        let statement = statement::member(self.acts[0].community(), recover.member);
        key::verify(&recover.key.0, &statement, &recover.proof)
            && self.owners(self.past(act), recover.key).iter().all(|other| *other == recover.member)
    }

    fn is_own_key(&self, act: Number, enrol: &Enrol) -> bool {
        self.member(act).is_some_and(|member| {
            let statement = statement::member(self.acts[0].community(), member);
            let owners = self.owners(self.past(act), enrol.device);
            key::verify(&enrol.device.0, &statement, &enrol.proof)
                && owners.iter().all(|other| *other == member)
        })
    }

    // By the guest's sponsor or a member.
    fn dismisses(&self, act: Number, join: ActId) -> bool {
        self.is_join(act, join).is_some_and(|join| {
            self.member(act).is_some_and(|by| {
                self.sponsor(join) == Some(by) || self.is_member(self.past(act), by)
            })
        })
    }

    // One's own words, unless a round is about what they wrote.
    fn redacts(&self, act: Number, named: ActId) -> bool {
        self.is_content(act, named).is_some_and(|words| {
            let about: Option<EntityId> = match self.deed(words) {
                Some(Deed::Create(_)) => Some(self.id(words).into()),
                Some(Deed::Set(set)) => Some(set.on),
                Some(Deed::EditText(edit)) => Some(edit.on),
                _ => None,
            };
            let mut rounds = each(self.past(act)).filter_map(|open| self.opened(open));
            self.member(words).is_some()
                && self.member(words) == self.member(act)
                && !rounds.any(|open| Some(open.decision) == about)
        })
    }
}

// Definition 13: several only about different rounds, changes or devices.
fn once<T, K: Ord>(list: &[T], about: impl Fn(&T) -> K) -> bool {
    list.iter().map(about).collect::<BTreeSet<_>>().len() == list.len()
}
