//! Goals: what people want to reach together.
//!
//! Guards: a text edited apart keeps everybody's words; a title written apart shows all.
//! Next: [`crate::decision`].

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

/// A goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id: that of the act that created it.
    pub id: EntityId,
    /// Who created it.
    pub created_by: MemberId,
    /// When, in seconds since 1970 by the writer's clock.
    pub claimed_at: i64,
    /// Its title.
    pub title: Field<String>,
    /// Its text.
    pub text: String,
    /// What it was in the community that this one goes on from.
    pub origin: Option<EntityId>,
}

fn view(reader: &Reader<'_>, key: &str, map: Node) -> Option<View> {
    let made = reader.made(map)?;
    Some(View {
        id: reader::key(key)?.into(),
        created_by: made.author?,
        claimed_at: made.claimed_at,
        title: reader.field(map, "title", string).or(String::new()),
        text: reader.text(map, "text"),
        origin: reader.field(map, "origin", reader::entity).value,
    })
}

impl Document {
    /// All goals, oldest first by their writers' clocks.
    #[must_use]
    pub fn goals(&self) -> Vec<View> {
        Reader::now(self).every(Entity::Goal, view)
    }

    /// One goal.
    #[must_use]
    pub fn goal(&self, id: EntityId) -> Option<View> {
        Reader::now(self).one(Entity::Goal, id, view)
    }

    /// One goal as acts and their past show it; `None` when it isn't there or one of the acts was not
    /// compiled yet.
    #[must_use]
    pub fn goal_at(&self, log: &Log, id: EntityId, at: &[Index]) -> Option<View> {
        Reader::at(self, log, at)?.one(Entity::Goal, id, view)
    }
}
