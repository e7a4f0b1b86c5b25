//! Definitions 4 and 5: who is a member, who a guest, who left, by the facts of a past.
//!
//! Guards: one member, one voice, whatever devices there are; who left never returns under the same
//! id; a guest stands in no count. Nothing here asks what kind of participant somebody is.
//! Next: [`crate::round`].

use std::collections::BTreeMap;

use act::{
    codec,
    deed::Deed,
    id::{ActId, Digest, MemberId},
    log::{Index, Log},
    register::{Change, Charter, Kind},
    statement,
};

use crate::{
    device::{Counting, Ground},
    facts::Facts,
};

/// How somebody stands in a community.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// In every count.
    Member,
    /// Takes part, counts in nothing.
    Guest,
    /// Went by an own act.
    Left,
}

/// Somebody known to a community.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// What kind of participant; told, never asked about by a rule.
    pub kind: Kind,
    /// The act that brought them in: a founding or a join.
    pub brought: Index,
    /// How they stand.
    pub standing: Standing,
}

/// The register in force in a past.
#[derive(Clone, Debug, Default)]
pub struct Register {
    people: BTreeMap<MemberId, Person>,
    members: Vec<MemberId>,
    charter: Charter,
}

impl Register {
    /// Works the register out of facts.
    #[must_use]
    pub fn of(ground: Ground<'_>, facts: &Facts) -> Self {
        let log = ground.log;
        let mut register = Self::default();
        let mut leaves = Vec::new();
        for &index in facts.acts.iter() {
            let act = log.act(index);
            match act.deed() {
                Some(Deed::Found(found)) => {
                    register.charter = found.charter;
                    for founder in &found.founders {
                        let member = statement::member_id(act.id(), founder.key);
                        register.bring(member, founder.kind, index, Standing::Member);
                    }
                }
                Some(Deed::Join(join)) => {
                    let admitted = facts.in_force.contains(&Change::Admit(act.id()));
                    let standing = if admitted { Standing::Member } else { Standing::Guest };
                    let member = statement::member_id(act.id(), act.device());
                    register.bring(member, join.kind, index, standing);
                }
                Some(Deed::Leave) => leaves.push(index),
                _ => {}
            }
        }
        let mut counting = Counting::new(ground, facts);
        for leave in leaves {
            if let Some(member) = ground.author(leave)
                && counting.counts(leave, member)
                && let Some(person) = register.people.get_mut(&member)
            {
                person.standing = Standing::Left;
            }
        }
        register.members = register.with(Standing::Member).map(|(member, _)| member).collect();
        register
    }

    fn bring(&mut self, member: MemberId, kind: Kind, brought: Index, standing: Standing) {
        self.people.insert(member, Person { kind, brought, standing });
    }

    /// The members, ascending: everybody who counts.
    #[must_use]
    pub fn members(&self) -> &[MemberId] {
        &self.members
    }

    /// Whether somebody is a member.
    #[must_use]
    pub fn is_member(&self, member: MemberId) -> bool {
        self.members.binary_search(&member).is_ok()
    }

    /// Somebody who is or was in.
    #[must_use]
    pub fn person(&self, member: MemberId) -> Option<&Person> {
        self.people.get(&member)
    }

    /// Everybody who is or was in, by id.
    pub fn people(&self) -> impl Iterator<Item = (MemberId, &Person)> + '_ {
        self.people.iter().map(|(member, person)| (*member, person))
    }

    /// Everybody who stands like this.
    pub fn with(&self, standing: Standing) -> impl Iterator<Item = (MemberId, &Person)> + '_ {
        self.people().filter(move |(_, person)| person.standing == standing)
    }

    /// The name of this register: equal where the same people stand the same under the same charter.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let people: Vec<_> =
            self.people().map(|(member, person)| (member, person.standing as u8)).collect();
        statement::register(&codec::encode(&(people, self.charter)))
    }

    /// What holds by the charter.
    #[must_use]
    pub const fn charter(&self) -> &Charter {
        &self.charter
    }

    /// Who came in by this act, where it brought one person.
    #[must_use]
    pub fn guest_of(log: &Log, join: ActId) -> Option<MemberId> {
        let act = log.act(log.find(join)?);
        matches!(act.deed(), Some(Deed::Join(_)))
            .then(|| statement::member_id(act.id(), act.device()))
    }
}
