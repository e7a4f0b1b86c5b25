//! Definitions 4 and 5: who is a member, who a guest, who is away or out, by the facts of a past.
//!
//! Guards: one member, one voice, whatever devices there are; who left or was removed never returns
//! under the same id; a guest stands in no count. The one thing asked of what kind of participant
//! somebody is, is whether it is an organisation, where the charter lets these only advise: a
//! municipality is one among them. Next: [`crate::clause`], what holds by the charter.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    charter::{Charter, Key, Powers, Voice},
    codec,
    deed::Deed,
    fraction::Fraction,
    id::{ActId, ChangeId, DeviceId, Digest, MemberId},
    log::{Index, Log},
    register::{Change, Kind},
    statement,
};

use crate::{
    clause::Clauses,
    device::{Counting, Ground},
    facts::Facts,
    mandate::Tasks,
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
    /// A member who is away: counts in nothing until the own next act by hand (R5).
    Resting,
    /// Put out by the others, for good.
    Removed,
    /// A guest who was sent away; may still be admitted (definition 5).
    Dismissed,
}

/// Somebody known to a community.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// What kind of participant.
    pub kind: Kind,
    /// The act that brought them in: a founding or a join.
    pub brought: Index,
    /// The device they came with.
    pub key: DeviceId,
    /// How they stand.
    pub standing: Standing,
}

/// The core team as it is: those of the people named who are members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Core {
    /// Who they are, ascending.
    pub people: Vec<MemberId>,
    /// How many people the charter names.
    pub named: usize,
    /// How many of them it takes.
    pub needed: usize,
    /// What they may do: nothing once they have lost their people.
    pub may: Powers,
}

/// The register in force in a past.
#[derive(Clone, Debug, Default)]
pub struct Register {
    people: BTreeMap<MemberId, Person>,
    members: Vec<MemberId>,
    electorate: Vec<MemberId>,
    clauses: Clauses,
    tasks: Tasks,
    core: Core,
}

impl Register {
    /// Works the register out of facts.
    #[must_use]
    pub fn of(ground: Ground<'_>, facts: &Facts) -> Self {
        let mut register = Self::default();
        let mut founding = Charter::default();
        for &index in facts.acts.iter() {
            let act = ground.log.act(index);
            match act.deed() {
                Some(Deed::Found(found)) => {
                    founding = found.charter.clone();
                    for founder in &found.founders {
                        let member = statement::member_id(act.id(), founder.key);
                        register.bring(member, founder.kind, index, founder.key, Standing::Member);
                    }
                }
                Some(Deed::Join(join)) => {
                    let admitted = facts.in_force.contains(&Change::Admit(act.id()));
                    let standing = if admitted { Standing::Member } else { Standing::Guest };
                    let member = statement::member_id(act.id(), act.device());
                    register.bring(member, join.kind, index, act.device(), standing);
                }
                _ => {}
            }
        }
        register.clauses = Clauses::of(founding, facts.in_force.iter());
        register.tasks = Tasks::of(facts.in_force.iter());
        register.leave(ground, facts);
        register.members = register.with(Standing::Member).map(|(member, _)| member).collect();
        let advise = register.charter().organisations == Voice::Advises;
        let votes = |(_, person): &(MemberId, &Person)| !(advise && person.kind.is_organisation());
        register.electorate =
            register.with(Standing::Member).filter(votes).map(|(member, _)| member).collect();
        register.core = register.core_of();
        register
    }

    fn bring(
        &mut self,
        member: MemberId,
        kind: Kind,
        brought: Index,
        key: DeviceId,
        standing: Standing,
    ) {
        self.people.insert(member, Person { kind, brought, key, standing });
    }

    // Whatever takes people out of the counts, the weightiest last.
    fn leave(&mut self, ground: Ground<'_>, facts: &Facts) {
        let mut counting = Counting::new(ground, facts);
        let (mut dismissed, mut left) = (BTreeMap::<_, Dismissal>::new(), Vec::new());
        for &index in facts.acts.iter() {
            let Some(author) = ground.author(index) else { continue };
            match ground.log.act(index).deed() {
                Some(Deed::Leave) if counting.counts(index, author) => left.push(author),
                Some(Deed::Dismiss(guests)) if counting.counts(index, author) => {
                    for (part, join) in guests.iter().enumerate() {
                        let effective =
                            ground.judged.get(index.at()).is_some_and(|j| j.has_effect(part));
                        if let (true, Some(guest)) = (effective, Self::guest_of(ground.log, *join))
                        {
                            let dismissal = dismissed.entry(guest).or_default();
                            dismissal.by_sponsor |= sponsor(ground, *join) == Some(author);
                            dismissal.by.insert(author);
                        }
                    }
                }
                _ => {}
            }
        }
        let sent_away = |d: &Dismissal| d.by_sponsor || d.by.len() >= 2;
        let dismissed = dismissed.into_iter().filter(|(_, d)| sent_away(d));
        for member in dismissed.map(|(guest, _)| guest) {
            self.put(member, Standing::Guest, Standing::Dismissed);
        }
        for (_, member, _) in facts.rests() {
            self.put(member, Standing::Member, Standing::Resting);
        }
        for member in left {
            if let Some(person) = self.people.get_mut(&member) {
                person.standing = Standing::Left;
            }
        }
        for change in facts.in_force.iter() {
            if let Change::Remove(member) = change
                && let Some(person) = self.people.get_mut(member)
            {
                person.standing = Standing::Removed;
            }
        }
    }

    fn put(&mut self, member: MemberId, from: Standing, to: Standing) {
        if let Some(person) = self.people.get_mut(&member).filter(|p| p.standing == from) {
            person.standing = to;
        }
    }

    fn core_of(&self) -> Core {
        let Some(team) = &self.charter().team else { return Core::default() };
        let named =
            |(_, person): &(MemberId, &Person)| team.people.binary_search(&person.key).is_ok();
        let people: Vec<_> =
            self.with(Standing::Member).filter(named).map(|(member, _)| member).collect();
        // R6: a team that has lost its people has lost its powers.
        let stands =
            people.len() >= 3 && Fraction::TWO_THIRDS.is_reached(people.len(), team.people.len());
        let needed = Fraction::TWO_THIRDS.least_of(people.len()).max(usize::from(team.k));
        let may = if stands { team.may } else { Powers::default() };
        Core { named: team.people.len(), needed, may, people }
    }

    /// The members, ascending: everybody who counts.
    #[must_use]
    pub fn members(&self) -> &[MemberId] {
        &self.members
    }

    /// The members who vote in rounds, ascending: all but those who only advise.
    #[must_use]
    pub fn electorate(&self) -> &[MemberId] {
        &self.electorate
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

    /// Whether somebody takes part: a member, at rest or not, or a guest.
    #[must_use]
    pub fn is_in(&self, member: MemberId) -> bool {
        self.person(member).is_some_and(|person| person.standing.is_in())
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
        statement::register(&codec::encode(&(people, self.charter())))
    }

    /// What holds by the charter.
    #[must_use]
    pub const fn charter(&self) -> &Charter {
        self.clauses.charter()
    }

    /// What the community began with.
    #[must_use]
    pub const fn founding(&self) -> &Charter {
        self.clauses.founding()
    }

    /// The clauses that hold for a key, ascending: none (the founding value), one, or several that
    /// contradict each other.
    #[must_use]
    pub fn holding(&self, key: Key) -> &[ChangeId] {
        self.clauses.holding(key)
    }

    /// The clause whose value stands for a key; none: the founding value.
    #[must_use]
    pub fn clause(&self, key: Key) -> Option<ChangeId> {
        self.clauses.standing(key)
    }

    /// The keys with several clauses that hold.
    pub fn conflicts(&self) -> impl Iterator<Item = Key> + '_ {
        Key::ALL.into_iter().filter(|key| self.holding(*key).len() > 1)
    }

    /// Roles, circles and mandates.
    #[must_use]
    pub const fn tasks(&self) -> &Tasks {
        &self.tasks
    }

    /// The core team.
    #[must_use]
    pub const fn core(&self) -> &Core {
        &self.core
    }

    /// Who came in by this act, where it brought one person.
    #[must_use]
    pub fn guest_of(log: &Log, join: ActId) -> Option<MemberId> {
        let act = log.act(log.find(join)?);
        matches!(act.deed(), Some(Deed::Join(_)))
            .then(|| statement::member_id(act.id(), act.device()))
    }
}

impl Standing {
    /// Whether who stands like this takes part.
    #[must_use]
    pub const fn is_in(self) -> bool {
        matches!(self, Self::Member | Self::Guest | Self::Resting)
    }

    /// The word on the command line, in JSON and in the document's readers.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Guest => "guest",
            Self::Left => "left",
            Self::Resting => "resting",
            Self::Removed => "removed",
            Self::Dismissed => "dismissed",
        }
    }
}

#[derive(Default)]
struct Dismissal {
    by_sponsor: bool,
    by: BTreeSet<MemberId>,
}

/// Whose invite somebody came by.
#[must_use]
pub fn sponsor(ground: Ground<'_>, join: ActId) -> Option<MemberId> {
    match ground.log.act(ground.log.find(join)?).deed() {
        Some(Deed::Join(join)) => ground.author(ground.log.find(join.invite)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;

    #[test]
    fn each_standing_has_a_word_of_its_own() {
        use Standing::{Dismissed, Guest, Left, Member, Removed, Resting};
        let words = [Member, Guest, Left, Resting, Removed, Dismissed].map(Standing::word);
        assert_eq!(words, ["member", "guest", "left", "resting", "removed", "dismissed"]);
        let in_it = [Member, Guest, Left, Resting, Removed, Dismissed].map(Standing::is_in);
        assert_eq!(in_it, [true, true, false, true, false, false]);
    }
}
