//! Names for ids and ids for names: what people type and what they read.
//!
//! Guards: two people of one name are told apart by the beginning of their id; a shortened id must
//! be unique. Next: `execute`.

use std::collections::BTreeMap;

use act::{
    content::Entity,
    id::{ActId, EntityId, MemberId},
};

use crate::{community::Community, refusal::Refusal};

/// The fewest hexadecimal digits that are taken for an id: fewer are too easily a word.
const SHORTEST: usize = 4;

/// The name of everybody known to a community.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeMap<MemberId, String>);

impl Names {
    /// Reads the cards.
    #[must_use]
    pub fn of(community: &Community) -> Self {
        let register = community.register();
        let card = |member| community.document.card(member).map(|card| card.name.value);
        let names = register.people().map(|(member, _)| (member, card(member).unwrap_or_default()));
        Self(words::name::told_apart(names.collect()))
    }

    /// The name of somebody; the beginning of the id when there is none.
    #[must_use]
    pub fn name(&self, member: MemberId) -> String {
        self.0.get(&member).cloned().unwrap_or_else(|| words::name::short(member))
    }

    /// Names of several, in alphabetical order.
    pub fn list(&self, members: impl IntoIterator<Item = MemberId>) -> Vec<String> {
        let mut names: Vec<_> = members.into_iter().map(|member| self.name(member)).collect();
        names.sort();
        names
    }

    /// Who is meant by a name or (the beginning of) an id.
    ///
    /// # Errors
    /// When nobody is, or more than one.
    pub fn find(&self, typed: &str) -> Result<MemberId, Refusal> {
        let lower = typed.trim().to_lowercase();
        let named = self.0.iter().filter(|(_, name)| name.to_lowercase() == lower);
        let found: Vec<_> = named.map(|(member, _)| *member).collect();
        if !found.is_empty() {
            return one(&found, typed);
        }
        let begins =
            |member: &&MemberId| lower.len() >= SHORTEST && member.to_string().starts_with(&lower);
        let found: Vec<_> = self.0.keys().filter(begins).copied().collect();
        if found.is_empty() {
            // "Bea" when there are "Bea (12ab34)" and "Bea (56cd78)".
            let alike = self
                .0
                .values()
                .filter(|name| name.to_lowercase().starts_with(&format!("{lower} (")));
            if alike.count() > 1 {
                return Err(Refusal::Ambiguous(typed.to_owned()));
            }
        }
        one(&found, typed)
    }
}

impl Community {
    /// The goal or decision that is meant by an id, the beginning of one, or the whole title.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn find_entity(&self, kinds: &[Entity], typed: &str) -> Result<EntityId, Refusal> {
        let lower = typed.trim().to_lowercase();
        let of_kind = || self.judge.entities().filter(|(_, entity, _)| kinds.contains(entity));
        let whole = EntityId::from_hex(&lower);
        let begins = |id: EntityId| match whole {
            Some(whole) => id == whole,
            None => lower.len() >= SHORTEST && id.to_string().starts_with(&lower),
        };
        let mut found: Vec<_> =
            of_kind().filter(|(id, ..)| begins(*id)).map(|(id, ..)| id).collect();
        // A whole id means what has it: nobody can give that name to something else.
        if found.is_empty() && whole.is_none() {
            let titled =
                |id: EntityId, entity: Entity| self.title(entity, id).to_lowercase() == lower;
            found = of_kind()
                .filter(|(id, entity, _)| titled(*id, *entity))
                .map(|(id, ..)| id)
                .collect();
        }
        one(&found, typed)
    }

    /// The act that is meant by an id or the beginning of one.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn find_act(&self, typed: &str) -> Result<ActId, Refusal> {
        if typed.trim().len() < SHORTEST {
            return Err(Refusal::Unknown(typed.to_owned()));
        }
        one(&self.log.with_prefix(typed.trim()), typed)
    }

    /// The title of a goal or decision; empty for anything else.
    #[must_use]
    pub fn title(&self, entity: Entity, id: EntityId) -> String {
        match entity {
            Entity::Goal => self.document.goal(id).map(|goal| goal.title.value),
            Entity::Decision => self.document.decision(id).map(|decision| decision.title.value),
            Entity::Alternative => self.document.alternative(id).map(|option| option.title.value),
            Entity::Community => self.document.community().map(|community| community.name.value),
            Entity::Card => self.document.card(MemberId(id.0)).map(|card| card.name.value),
            Entity::Mandate => self.document.mandate(id).map(|mandate| mandate.title),
            // Whom it nominates.
            Entity::Nomination => {
                let person = self.document.nomination(id).and_then(|nomination| nomination.person);
                person.and_then(|person| self.document.card(person)).map(|card| card.name.value)
            }
            Entity::EarlierDecision => self.document.earlier_decision(id).map(|one| one.title),
            Entity::Attachment => self.document.attachment(id).map(|one| one.title),
            Entity::Circle
            | Entity::Role
            | Entity::Topic
            | Entity::HouseRule
            | Entity::Representative => {
                self.document.one_named(entity, id).map(|named| named.title.value)
            }
        }
        .unwrap_or_default()
    }
}

fn one<T: Copy>(found: &[T], typed: &str) -> Result<T, Refusal> {
    match found {
        [] => Err(Refusal::Unknown(typed.to_owned())),
        [one] => Ok(*one),
        _ => Err(Refusal::Ambiguous(typed.to_owned())),
    }
}
