//! Founding a community: the first act, its name and purpose, the founder's card.
//!
//! Guards: the founder has no right that a later member lacks. Next: [`super::community`].

use std::sync::Arc;

use act::{
    act::{Act, Draft},
    charter::Charter,
    content::{Entity, Set, Value, Write},
    deed::Deed,
    id::CommunityId,
    key::{SecretKey, Signature},
    log::Index,
    register::{Found, Founder, Kind},
};

use crate::{
    community::{Ambient, Community},
    refusal::Refusal,
};

/// What somebody founds.
#[derive(Debug)]
pub struct Founding {
    /// The community's name.
    pub name: String,
    /// Its purpose.
    pub purpose: String,
    /// The founder's name.
    pub me: String,
    /// What kind of participant the founder is.
    pub kind: Kind,
    /// The starting charter.
    pub charter: Charter,
}

/// Founds a community, by a key made for it.
///
/// # Errors
/// When a name or text is empty or too long.
pub fn found(
    founding: Founding,
    key: Arc<SecretKey>,
    ambient: &mut Ambient<'_>,
) -> Result<Community, Refusal> {
    let founder = Founder { key: key.device(), kind: founding.kind, proof: Signature([0; 64]) };
    let mut found = Found {
        nonce: ambient.bytes(),
        founders: vec![founder],
        charter: founding.charter,
        season: None,
    };
    let proof = key.sign(&found.statement());
    for founder in &mut found.founders {
        founder.proof = proof;
    }
    let act = Act::new(Draft {
        community: CommunityId::UNFOUNDED,
        device: key.device(),
        seq: 1,
        prev: None,
        seen: Vec::new(),
        claimed_at: ambient.now,
        deed: Deed::Found(found),
        words: None,
    })
    .map_err(|error| Refusal::Internal(error.to_string()))?;
    let mut community = Community::new(act.community(), key);
    community.add_own(act, ambient.now)?;
    community.write_community(founding.name, founding.purpose, ambient)?;
    community.write_card(founding.me, ambient)?;
    Ok(community)
}

impl Community {
    pub(super) fn write_community(
        &mut self,
        name: String,
        purpose: String,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let name = super::show::line("name", name)?;
        let fields = vec![Write { field: 0, value: super::show::words(&name) }];
        let set = Set { entity: Entity::Community, on: self.id().into(), fields };
        self.write(Deed::Set(set), vec![name], ambient)?;
        let steps = document::edit::steps("", &purpose);
        self.write_text((Entity::Community, self.id().into()), steps, ambient)
    }

    /// Writes the own card.
    ///
    /// # Errors
    /// When the name is empty or too long, or nothing brought this device in yet.
    pub fn write_card(
        &mut self,
        name: String,
        ambient: &mut Ambient<'_>,
    ) -> Result<Index, Refusal> {
        let name = super::show::line("name", name)?;
        let (member, _) = self.me().ok_or(Refusal::Waiting)?;
        let value: Value = super::show::words(&name);
        let set = Set {
            entity: Entity::Card,
            on: member.into(),
            fields: vec![Write { field: 0, value }],
        };
        self.write(Deed::Set(set), vec![name], ambient)
    }
}
