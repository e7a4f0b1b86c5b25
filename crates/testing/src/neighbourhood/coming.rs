//! Who comes and who goes: founding, invites, approvals, second devices, leaving.
//!
//! Guards: somebody counts as a member once two thirds of the members of the time said yes, one after
//! another, and not before. Next: [`super::story`].

use act::{
    charter::Charter,
    content::{Entity, Set, Value, Write},
    deed::Deed,
    fraction::Fraction,
    id::EntityId,
    key::{SecretKey, Signature},
    register::{Change, Enrol, Found, Founder, Invite, Join, Kind},
    statement,
};

use super::story::{Story, chars};
use crate::people::Person;

/// Somebody who came and is not yet a member.
pub(super) struct Waiting {
    person: usize,
    /// Who still says yes.
    approvers: Vec<usize>,
}

impl Story {
    pub(super) fn found(&mut self) {
        let device = self.people.device(&mut self.dice);
        let key = self.people.devices[device].id;
        let founder = Founder { key, kind: Kind::Resident, proof: Signature([0; 64]) };
        let mut found = Found {
            nonce: self.dice.bytes(),
            founders: vec![founder],
            charter: Charter::default(),
            season: None,
        };
        let proof = self.people.devices[device].key.sign(&found.statement());
        for founder in &mut found.founders {
            founder.proof = proof;
        }
        let act = self.write_on(device, Deed::Found(found), Vec::new(), false);
        self.people.community = act.community();
        let member = statement::member_id(act.id(), act.device());
        self.persons.push(Person { member, brought: act.id(), devices: vec![device] });
        self.members.push(0);
        let on = self.people.community.into();
        self.set(0, Entity::Community, on, "Buurttuin De Linde".to_owned());
        self.name(0);
        self.add_goal();
    }

    fn name(&mut self, person: usize) {
        let known = self.prose.people.get(person).map(|(name, _)| name.clone());
        // More people than the demo has are known by their house.
        let name = known.unwrap_or_else(|| format!("Lindestraat {}", 2 * person + 1));
        let on = self.persons[person].member.into();
        self.set(person, Entity::Card, on, name);
    }

    fn set(&mut self, person: usize, entity: Entity, on: EntityId, line: String) {
        let fields = vec![Write { field: 0, value: Value::Words(chars(&line)) }];
        self.write(person, Deed::Set(Set { entity, on, fields }), vec![line]);
    }

    // An invite, a join, a name, and members who will say yes.
    pub(super) fn welcome(&mut self) {
        let sponsor = self.somebody();
        let secret = SecretKey::from_seed(&self.dice.bytes());
        let until = self.people.now + 30 * 86_400;
        let invite = Invite { key: secret.invite(), until, guests: 20 };
        let invite = self.write(sponsor, Deed::Invite(invite), Vec::new()).id();
        let person = self.persons.len();
        let kind = self.prose.people.get(person).map_or("", |(_, kind)| kind.as_str());
        let kind = match kind {
            "business" => Kind::Business,
            "organisation" => Kind::Organisation,
            "municipality" => Kind::Municipality,
            _ => Kind::Resident,
        };
        let device = self.people.device(&mut self.dice);
        let statement = statement::join(self.people.community, self.people.devices[device].id);
        let join = Join { invite, proof: secret.sign(&statement), kind };
        let act = self.write_on(device, Deed::Join(join), Vec::new(), false);
        let member = statement::member_id(act.id(), act.device());
        self.persons.push(Person { member, brought: act.id(), devices: vec![device] });
        self.name(person);
        let needed = Fraction::TWO_THIRDS.least_of(self.members.len());
        let mut approvers = self.members.clone();
        while approvers.len() > needed {
            let at = self.dice.below(approvers.len());
            approvers.swap_remove(at);
        }
        self.waiting = Some(Waiting { person, approvers });
    }

    pub(super) fn approve(&mut self) {
        let Some(mut waiting) = self.waiting.take() else { return };
        let admit = Change::Admit(self.persons[waiting.person].brought);
        if let Some(approver) = waiting.approvers.pop() {
            self.write(approver, Deed::Approve(vec![admit]), Vec::new());
            self.waiting = Some(waiting);
        } else {
            self.members.push(waiting.person);
            // One in three takes part from a phone and a computer.
            if self.dice.percent(33) {
                self.enrol(waiting.person);
            }
        }
    }

    fn enrol(&mut self, person: usize) {
        let device = self.people.device(&mut self.dice);
        let statement = statement::member(self.people.community, self.persons[person].member);
        let added = &self.people.devices[device];
        let enrol = Enrol { device: added.id, proof: added.key.sign(&statement) };
        self.write(person, Deed::Enrol(vec![enrol]), Vec::new());
        self.persons[person].devices.push(device);
    }

    pub(super) fn leave(&mut self) {
        let at = self.dice.below(self.members.len());
        let person = self.members.remove(at);
        self.write(person, Deed::Leave, Vec::new());
        self.left += 1;
    }
}
