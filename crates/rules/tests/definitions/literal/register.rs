//! Definitions 2 to 5 and 12: members' words, what is in force, who is in, whose words are erased.
//!
//! Guards: a change is in force at an act or nowhere; the register follows from what is in force.
//! Next: [`super::charter`].

use std::{collections::BTreeSet, sync::Arc};

use act::{
    deed::Deed,
    id::{ActId, DeviceId, MemberId},
    register::{Change, Kind},
    statement,
};

use super::{Acts, Changes, Literal, Name, Number, Said, Set, Within, each, has, one, remember};

/// Who stands how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct People {
    pub(crate) members: BTreeSet<MemberId>,
    pub(crate) guests: BTreeSet<MemberId>,
    pub(crate) left: BTreeSet<MemberId>,
    pub(crate) resting: BTreeSet<MemberId>,
    pub(crate) removed: BTreeSet<MemberId>,
    pub(crate) dismissed: BTreeSet<MemberId>,
}

impl People {
    /// Members and guests write; people who are out don't.
    pub(super) fn may_write(&self, member: MemberId) -> bool {
        [&self.members, &self.guests, &self.resting].iter().any(|people| people.contains(&member))
    }
}

/// Somebody who came: by which act, with which device, as what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub(super) member: MemberId,
    pub(super) by: Number,
    pub(super) key: DeviceId,
    pub(super) kind: Kind,
}

impl Literal {
    /// Definition 2: a member's word on a change.
    pub(crate) fn approves(&self, within: Within, member: MemberId, change: Name) -> bool {
        let words: Vec<(Number, Said)> = self.said[change]
            .iter()
            .filter(|(act, part, said)| {
                *said != Said::Objects
                    && has(within.acts, *act)
                    && self.member(*act) == Some(member)
                    && self.effect(*act, *part) == Some(true)
                    && self.counts(*act, within)
            })
            .map(|(act, _, said)| (*act, *said))
            .collect();
        let last = |act: Number| !words.iter().any(|(other, _)| has(self.past(*other), act));
        !words.is_empty() && words.iter().all(|(act, said)| *said == Said::Approves || !last(*act))
    }

    /// Whether a member objects to a core team's deciding a change.
    pub(crate) fn objects(&self, within: Within, member: MemberId, change: Name) -> bool {
        self.said[change].iter().any(|(act, part, said)| {
            *said == Said::Objects
                && has(within.acts, *act)
                && self.member(*act) == Some(member)
                && self.effect(*act, *part) == Some(true)
                && self.counts(*act, within)
        })
    }

    /// The changes that somebody in a set speaks of with effect.
    pub(crate) fn spoken(&self, set: Acts) -> Changes {
        (0..self.changes.len())
            .filter(|name| {
                self.said[*name]
                    .iter()
                    .any(|(act, part, _)| has(set, *act) && self.effect(*act, *part) == Some(true))
            })
            .collect()
    }

    /// Definition 3: what is in force at an act.
    pub(crate) fn in_force_at(&self, act: Number) -> Changes {
        remember(&self.answers.forced, act, || {
            // The paper key's one deed is in force by itself.
            let by_itself = match self.deed(act) {
                Some(Deed::Recover(recover)) if self.effect(act, 0) == Some(true) => {
                    one(self.name(&Change::Recover(Box::new(*recover))).unwrap())
                }
                _ => Set::default(),
            };
            let members = &self.people(self.past(act)).members;
            let by_member = self.member(act).is_some_and(|member| members.contains(&member));
            // 11: an act that nobody can read brings nothing about.
            if !self.stood(act) || !by_member || self.deed(act).is_none() {
                return by_itself;
            }
            each(self.spoken(self.past_and(act)))
                .filter(|change| {
                    self.by_all(act, *change, members) || self.by_core(act, *change, members)
                })
                .fold(by_itself, |all, change| all | one(change))
        })
    }

    pub(super) fn by_all(&self, act: Number, change: Name, members: &BTreeSet<MemberId>) -> bool {
        let within = self.at(act);
        let target = match self.change(change) {
            Change::Remove(member) => Some(*member),
            Change::Recover(recover) => Some(recover.member),
            _ => None,
        };
        let approve = members
            .iter()
            .filter(|member| Some(**member) != target && self.approves(within, **member, change))
            .count();
        match self.change(change) {
            Change::Remove(_) | Change::Recover(_) => {
                let others = members.iter().filter(|member| Some(**member) != target).count();
                members.len() >= 3 && approve * 3 >= others * 2 && approve * 2 > members.len()
            }
            Change::Clause(amendment) => {
                let holding = self.holding(self.past(act), amendment.clause.key());
                let holding: BTreeSet<_> =
                    holding.iter().map(|name| self.change(*name).id()).collect();
                approve * 3 >= members.len() * 2
                    && amendment.replaces.iter().copied().collect::<BTreeSet<_>>() == holding
            }
            Change::Admit(_) | Change::Rest(..) | Change::Redact(_) => {
                approve * 3 >= members.len() * 2
            }
            Change::Appoint(_) | Change::Grant(_) => unreachable!("these histories hold none"),
        }
    }

    fn by_core(&self, act: Number, change: Name, members: &BTreeSet<MemberId>) -> bool {
        let object = members.iter().filter(|m| self.objects(self.at(act), **m, change)).count();
        self.core_wants(act, change, members) && object < 2
    }

    // k of the team approve, and a third of the others could know.
    pub(super) fn core_wants(
        &self,
        act: Number,
        change: Name,
        members: &BTreeSet<MemberId>,
    ) -> bool {
        let core = self.core(self.past(act));
        let may = match self.change(change) {
            Change::Admit(_) => core.may.admit,
            Change::Rest(..) => core.may.rest,
            _ => false,
        };
        let enough = |within: Within| {
            let approve = core.people.iter().filter(|m| self.approves(within, **m, change));
            approve.count() >= core.needed
        };
        if !may || !enough(self.at(act)) {
            return false;
        }
        let others: Vec<_> = members.iter().filter(|m| !core.people.contains(m)).collect();
        // Others who did something by hand while they knew.
        let knowing: BTreeSet<_> = each(self.past_and(act))
            .filter(|by| self.is_by_hand(*by) && self.stood(*by) && enough(self.at(*by)))
            .filter_map(|by| self.member(by))
            .collect();
        let knew = others.iter().filter(|member| knowing.contains(**member)).count();
        knew * 3 >= others.len()
    }

    /// In force in a set: at some act in it.
    pub(crate) fn in_force(&self, set: Acts) -> Changes {
        each(set).map(|act| self.in_force_at(act)).collect()
    }

    /// Everybody who came.
    pub(super) fn came_in(&self, set: Acts) -> Vec<Person> {
        let mut all = Vec::new();
        for by in each(set & self.bringing) {
            let mut add = |key, kind| {
                let member = statement::member_id(self.id(by), key);
                all.push(Person { member, by, key, kind });
            };
            match self.deed(by) {
                Some(Deed::Found(found)) => found.founders.iter().for_each(|f| add(f.key, f.kind)),
                Some(Deed::Join(join)) if self.stood(by) => add(self.device(by), join.kind),
                _ => {}
            }
        }
        all
    }

    /// Definitions 4 and 5: founders + admitted - removed - left - resting; the others are guests.
    pub(crate) fn people(&self, set: Acts) -> Arc<People> {
        remember(&self.answers.people, set, || {
            let within = self.set(set);
            let mut people = People::default();
            for person in self.came_in(set) {
                let member = person.member;
                let in_force = |change: &Change| {
                    self.name(change).is_some_and(|name| has(within.forced, name))
                };
                let founded = matches!(self.deed(person.by), Some(Deed::Found(_)));
                let standing = if in_force(&Change::Remove(member)) {
                    &mut people.removed
                } else if self.has_left(within, member) {
                    &mut people.left
                } else if founded || in_force(&Change::Admit(self.id(person.by))) {
                    if self.rests(within, member) {
                        &mut people.resting
                    } else {
                        &mut people.members
                    }
                } else if self.is_dismissed(within, person.by) {
                    &mut people.dismissed
                } else {
                    &mut people.guests
                };
                standing.insert(member);
            }
            Arc::new(people)
        })
    }

    pub(super) fn is_member(&self, set: Acts, member: MemberId) -> bool {
        self.people(set).members.contains(&member)
    }

    fn has_left(&self, within: Within, member: MemberId) -> bool {
        each(within.acts).any(|act| {
            matches!(self.deed(act), Some(Deed::Leave))
                && self.member(act) == Some(member)
                && self.counts(act, within)
        })
    }

    // A rest is in force and every act by hand of the member whose device stood at it is in
    // past+(last).
    fn rests(&self, within: Within, member: MemberId) -> bool {
        each(within.forced).any(|name| {
            let Change::Rest(who, last) = self.change(name) else { return false };
            *who == member && {
                let known = self.past_and(self.numbers[last]);
                self.by_hand(within.acts, member).all(|act| has(known, act))
            }
        })
    }

    fn by_hand(&self, set: Acts, member: MemberId) -> impl Iterator<Item = Number> {
        each(set).filter(move |act| {
            self.is_by_hand(*act) && self.member(*act) == Some(member) && self.stood(*act)
        })
    }

    // By the sponsor, or by two people.
    fn is_dismissed(&self, within: Within, join: Number) -> bool {
        let by: BTreeSet<_> = each(within.acts)
            .filter(|act| {
                let Some(Deed::Dismiss(list)) = self.deed(*act) else { return false };
                let part = list.iter().position(|named| *named == self.id(join));
                part.is_some_and(|part| self.effect(*act, part) == Some(true))
                    && self.counts(*act, within)
            })
            .filter_map(|act| self.member(act))
            .collect();
        by.len() >= 2 || self.sponsor(join).is_some_and(|sponsor| by.contains(&sponsor))
    }

    /// Whose invite somebody came by.
    pub(super) fn sponsor(&self, join: Number) -> Option<MemberId> {
        let Some(Deed::Join(deed)) = self.deed(join) else { return None };
        self.in_past(join, deed.invite).and_then(|invite| self.member(invite))
    }

    /// The act that brought somebody in, in a set.
    pub(super) fn brought(&self, set: Acts, member: MemberId) -> Option<Number> {
        self.came_in(set).into_iter().find(|person| person.member == member).map(|person| person.by)
    }

    /// Definition 12: the acts in a set whose words are erased.
    pub(crate) fn redacted(&self, set: Acts) -> BTreeSet<ActId> {
        let by_all = each(self.in_force(set)).filter_map(|name| match self.change(name) {
            Change::Redact(act) => Some(*act),
            _ => None,
        });
        let by_author = each(set).flat_map(|by| {
            let list =
                if let Some(Deed::Redact(list)) = self.deed(by) { list.as_slice() } else { &[] };
            let effective = move |(part, _): &(usize, &ActId)| self.effect(by, *part) == Some(true);
            list.iter().enumerate().filter(effective).map(|(_, act)| *act)
        });
        by_all.chain(by_author).collect()
    }
}
