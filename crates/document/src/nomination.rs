//! Nominations: who thinks that whom should fill a role, and why.
//!
//! Guards: one word each: of what somebody nominated for one decision the newest stands, by the writer's
//! count, so that a change of mind is one more act. Next: [`crate::decision`].

use act::{
    content::Entity,
    id::{EntityId, MemberId},
};

use crate::{
    projection::Document,
    reader::{self, Reader},
    tree::Node,
};

/// A nomination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id: that of the act that created it.
    pub id: EntityId,
    /// Who nominates.
    pub created_by: MemberId,
    /// When, in seconds since 1970 by the writer's clock.
    pub claimed_at: i64,
    /// The decision on who fills the role.
    pub decision: Option<EntityId>,
    /// Who is nominated.
    pub person: Option<MemberId>,
    /// Why.
    pub text: String,
}

impl Document {
    /// All nominations for a decision, oldest first by their writers' clocks; also those that somebody
    /// changed afterwards.
    #[must_use]
    pub fn nominations(&self, decision: EntityId) -> Vec<View> {
        let mut all = Reader::now(self).every(Entity::Nomination, view);
        all.retain(|view| view.decision == Some(decision));
        all
    }

    /// One nomination.
    #[must_use]
    pub fn nomination(&self, id: EntityId) -> Option<View> {
        Reader::now(self).one(Entity::Nomination, id, view)
    }
}

fn view(reader: &Reader<'_>, key: &str, map: Node) -> Option<View> {
    let made = reader.made(map)?;
    let link = |name| reader.field(map, name, reader::entity).value;
    Some(View {
        id: reader::key(key)?.into(),
        created_by: made.author?,
        claimed_at: made.claimed_at,
        decision: link("decision"),
        person: link("person").map(|card| MemberId(card.0)),
        text: reader.text(map, "text"),
    })
}
