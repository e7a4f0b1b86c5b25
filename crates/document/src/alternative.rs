//! The options of a decision: what can be chosen from, what each costs.
//!
//! Guards: an option belongs to one decision; once a round lists it, it stays as it is. Next:
//! [`crate::decision`].

use act::{
    content::Entity,
    id::{EntityId, MemberId},
    log::{Index, Log},
};

use crate::{
    field::Field,
    projection::Document,
    reader::{self, Reader, string},
    tree::Node,
};

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id: that of the act that created it.
    pub id: EntityId,
    /// Who added it.
    pub created_by: MemberId,
    /// When, in seconds since 1970 by the writer's clock.
    pub claimed_at: i64,
    /// Its title.
    pub title: Field<String>,
    /// Its text.
    pub text: String,
    /// The decision that it belongs to.
    pub decision: Field<Option<EntityId>>,
    /// What it costs, in cents.
    pub cost: Field<Option<i64>>,
}

impl Document {
    /// One option.
    #[must_use]
    pub fn alternative(&self, id: EntityId) -> Option<View> {
        Reader::now(self).one(Entity::Alternative, id, view)
    }

    /// The options of a decision, now or as acts and their past show them, oldest first by their writers'
    /// clocks; none when one of the acts was not compiled yet.
    #[must_use]
    pub fn alternatives(&self, log: &Log, decision: EntityId, at: &[Index]) -> Vec<View> {
        let reader = Reader::at_or_now(self, log, at);
        let mut own = reader.map_or_else(Vec::new, |one| one.every(Entity::Alternative, view));
        own.retain(|view| view.decision.value == Some(decision));
        own
    }
}

fn view(reader: &Reader<'_>, key: &str, map: Node) -> Option<View> {
    let made = reader.made(map)?;
    Some(View {
        id: reader::key(key)?.into(),
        created_by: made.author?,
        claimed_at: made.claimed_at,
        title: reader.field(map, "title", string).or(String::new()),
        text: reader.text(map, "text"),
        decision: reader.field(map, "decision", reader::entity),
        cost: reader.field(map, "cost", reader::number),
    })
}
